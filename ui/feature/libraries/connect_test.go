package libraries

import (
	"context"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// desk is a server with one library, which wants a password; what it opens is a file.
type desk struct {
	f        *Feature
	path     string
	password string
	asked    []string
}

func (d *desk) Open(ctx context.Context, address string) (data.Hosted, error) {
	d.asked = append(d.asked, address)
	if d.password != "right" {
		return nil, data.ErrPassword
	}
	file, err := d.f.Libraries.Open(ctx, d.path)
	return hosted{file, address}, err
}

func (d *desk) Fill(context.Context, string, data.Library, func(data.Store) error) (string, error) {
	return "", nil
}

func (d *desk) List(_ context.Context, address string) ([]data.HostedLibrary, error) {
	if d.asked = append(d.asked, address); d.password != "right" {
		return nil, data.ErrPassword
	}
	return []data.HostedLibrary{{Title: "Desk", Address: address + "?library=Desk"}, {Half: true}}, nil
}

func (d *desk) Unlock(_, password string) error {
	d.password = password
	return nil
}

// hosted is a library that is not a file to who opens it.
type hosted struct {
	data.Store
	address string
}

func (h hosted) Address() string { return h.address }
func (h hosted) Login() string   { return "ann" }

// A library of a server is chosen in the form, which says that a password is wanted; it is
// remembered by its title, and nothing remembers the password.
func TestConnecting(t *testing.T) {
	w, f, a, _ := made(t)
	path, err := f.Sample(t.Context(), "en")
	if err != nil {
		t.Fatal(err)
	}
	server := &desk{f: f, path: path}
	f.Libraries.Servers = server
	w.Run(f, "library.connect")
	k := w.Host.Kit()
	form := k.Dialogs.Top()
	form.Submit()
	if !says(w, k.T("connect.noserver")) {
		t.Error("a server of no name is asked")
	}
	fields := featuretest.All[*control.Entry](w.Dialog())
	for i, words := range []string{"db.example.org", "news", "ann"} {
		fields[i].SetText(words)
	}
	form.Submit()
	w.Until("a password is wanted", func() bool { return says(w, data.ErrPassword.Error()) })
	typed(w, "right")
	form.Submit()
	w.Until("its library is listed", func() bool { return says(w, "Desk") })
	form.Submit()
	w.Until("it is shown", func() bool { return a.shown == 1 })
	address := "postgres://ann@db.example.org/news?library=Desk"
	if place := w.Host.Library.Place(); place != address || w.Host.State.Recent[0] != address {
		t.Errorf("open is %q, remembered are %v", place, w.Host.State.Recent)
	}
	if name, where := w.Host.State.Called(address); name != "Sample" || where != "ann@db.example.org/news" {
		t.Errorf("it is called %q at %q", name, where)
	}
	// Another start asks for the password, and opens with it.
	server.password = ""
	w.Host.Library.Close(nil)
	f.Start("", false)
	w.Until("the password is asked for", func() bool { return k.Dialogs.Top() != nil && says(w, k.T("connect.password")) })
	typed(w, "right")
	k.Dialogs.Top().Submit()
	w.Until("it is shown again", func() bool { return a.shown == 2 })
	if slices.ContainsFunc(server.asked, func(s string) bool { return strings.Contains(s, "right") }) {
		t.Errorf("the password is in an address: %v", server.asked)
	}
}

func says(w *featuretest.Window, words string) bool {
	return slices.Contains(featuretest.Texts(w.Dialog()), words)
}

// typed types into the last field of a dialog.
func typed(w *featuretest.Window, words string) {
	fields := featuretest.All[*control.Entry](w.Dialog())
	for _, r := range words {
		fields[len(fields)-1].TypedRune(r)
	}
}
