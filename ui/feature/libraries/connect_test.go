package libraries

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// desk is a server with one library, which wants a password; what it opens is a file.
type desk struct {
	f        *Feature
	path     string
	password string
	mu       sync.Mutex
	asked    []string
	filled   []string
	more     bool // there are two libraries
	stopped  bool // copies to it are cancelled
}

func (d *desk) ask(address string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = append(d.asked, address)
}

// askedFor are the addresses that were asked for.
func (d *desk) askedFor() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.asked)
}

func (d *desk) Open(ctx context.Context, address string) (data.Hosted, error) {
	if d.ask(address); d.password != "right" {
		return nil, data.ErrPassword
	}
	file, err := d.f.Libraries.Open(ctx, d.path)
	return hosted{file, address}, err
}

func (d *desk) Fill(_ context.Context, address string, _ data.Library, _ func(data.Store) error) (string, error) {
	if d.stopped {
		return "", context.Canceled
	}
	d.filled = append(d.filled, address)
	return address + "?library=Desk", nil
}

func (d *desk) List(_ context.Context, address string) ([]data.HostedLibrary, error) {
	if d.ask(address); d.password != "right" {
		return nil, data.ErrPassword
	}
	if d.more {
		return []data.HostedLibrary{{Title: "Other", Address: "postgres://ann@db.example.org/news?library=Other"}, {Title: "Desk", Address: "postgres://ann@db.example.org/news?library=Desk"}}, nil
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
	if !says(w, k.T("button.open")) || says(w, k.T("connect.connect")) {
		t.Errorf("what the button does is %q", featuretest.Texts(w.Dialog()))
	}
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
	typed(w, "old")
	k.Dialogs.Top().Submit()
	w.Until("it is asked for again", func() bool { return k.Dialogs.Top() != nil && says(w, k.T("connect.password.wrong")) })
	typed(w, "right")
	k.Dialogs.Top().Submit()
	w.Until("it is shown again", func() bool { return a.shown == 2 })
	if slices.ContainsFunc(server.askedFor(), func(s string) bool { return strings.Contains(s, "right") }) {
		t.Errorf("the password is in an address: %v", server.askedFor())
	}
}

// A whole address that is written or pasted as the server fills the form, with what has no
// field; one with a password is refused.
func TestAPastedAddressFillsTheForm(t *testing.T) {
	w, f, _, _ := made(t)
	f.Libraries.Servers = &desk{f: f, password: "right"}
	w.Run(f, "library.connect")
	fields := featuretest.All[*control.Entry](w.Dialog())
	form := w.Host.Kit().Dialogs.Top()
	fields[0].SetText("postgres://ann:secret@db/news")
	form.Submit()
	if fields[1].Text() != "" || !strings.Contains(strings.Join(featuretest.Texts(w.Dialog()), "\n"), data.ErrAddress.Error()) {
		t.Errorf("shown are %q", featuretest.Texts(w.Dialog()))
	}
	fields[0].SetText("postgres://lina@db.example.org:5433/news?library=Desk&sslmode=require&sslrootcert=%2Fca.pem")
	form.Submit()
	if fields[0].Text() != "db.example.org:5433" || fields[1].Text() != "news" || fields[2].Text() != "lina" {
		t.Errorf("filled are %q, %q, %q", fields[0].Text(), fields[1].Text(), fields[2].Text())
	}
	server := f.Libraries.Servers.(*desk)
	if !says(w, w.Host.Kit().T("connect.authority.file", "file", w.Host.Kit().Given("ca.pem"))) {
		t.Errorf("the certificate is not named: %q", featuretest.Texts(w.Dialog()))
	}
	w.Until("it is asked", func() bool { return len(server.askedFor()) > 0 })
	if want := "postgres://lina@db.example.org:5433/news?sslmode=require&sslrootcert=%2Fca.pem"; server.askedFor()[0] != want {
		t.Errorf("asked is %q", server.askedFor()[0])
	}
}

// The file of an authority is chosen in the form, and is left out where nothing is
// encrypted; an address that names its library opens it.
func TestTheAuthorityIsChosen(t *testing.T) {
	w, f, a, folder := made(t)
	path, err := f.Sample(t.Context(), "en")
	if err != nil {
		t.Fatal(err)
	}
	server := &desk{f: f, path: path, password: "right", more: true}
	f.Libraries.Servers = server
	w.Run(f, "library.connect")
	k := w.Host.Kit()
	form := k.Dialogs.Top()
	fields := featuretest.All[*control.Entry](w.Dialog())
	fields[0].SetText("postgres://ann@db.example.org/news?library=Desk&sslrootcert=" + folder + "/other.pem")
	featuretest.Press(t, w.Dialog(), k.T("connect.trust.plain"))
	fields[0].SetText("db.example.org")
	form.Submit()
	w.Until("its libraries are listed", func() bool { return says(w, "Other") })
	if strings.Contains(server.askedFor()[0], "sslrootcert") {
		t.Errorf("asked is %q", server.askedFor()[0])
	}
	fields[0].SetText("postgres://ann@db.example.org/news?library=Desk&sslrootcert=" + folder + "/other.pem")
	form.Submit()
	w.Until("it is shown at once", func() bool { return a.shown == 1 })
}

// halting is a library of a server that is not read any more once it halts.
type halting struct {
	hosted
	halt *bool
}

func (h halting) Counts(ctx context.Context) (data.Counts, error) {
	if *h.halt {
		return data.Counts{}, context.Canceled
	}
	return h.hosted.Counts(ctx)
}

func (h halting) Library(ctx context.Context) (data.Library, error) {
	if *h.halt {
		return data.Library{}, context.Canceled
	}
	return h.hosted.Library(ctx)
}

// Who cancels the copy of a library of a server to a file is told what is left, and not that
// it failed.
func TestKeepingIsCancelled(t *testing.T) {
	w, f, a, folder := made(t)
	path, err := f.Sample(t.Context(), "en")
	if err != nil {
		t.Fatal(err)
	}
	file, err := f.Libraries.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	halt := false
	f.Show(halting{hosted{file, "postgres://ann@db.example.org/news?library=Desk"}, &halt})
	w.Until("it is shown", func() bool { return a.shown == 1 })
	halt = true
	k := w.Host.Kit()
	w.Run(f, "library.copy")
	fields := featuretest.All[*control.Entry](w.Dialog())
	fields[len(fields)-1].SetText(filepath.Join(folder, "kept"+Extension))
	k.Dialogs.Top().Submit()
	w.Until("it is asked about the history", func() bool { return w.Dialog() != nil && says(w, k.T("share.history.text")) })
	k.Dialogs.Top().Submit()
	w.Until("it is said what is left", func() bool {
		return w.Dialog() != nil && says(w, k.T("library.copy.cancelled", "file", "kept"+Extension))
	})
}

// A library of a server is kept as a file, and a file goes to a server from the same form.
func TestKeepingAndSharing(t *testing.T) {
	w, f, a, folder := made(t)
	path, err := f.Sample(t.Context(), "en")
	if err != nil {
		t.Fatal(err)
	}
	server := &desk{f: f, path: path, password: "right"}
	f.Libraries.Servers = server
	f.Open("postgres://ann@db.example.org/news?library=Desk")
	w.Until("it is shown", func() bool { return a.shown == 1 })
	if w.Host.Library.Login() != "ann" {
		t.Errorf("one is %q there", w.Host.Library.Login())
	}
	kept := filepath.Join(folder, "kept"+Extension)
	var keptAt string
	f.copyTo(kept, false, func(made app.Copied, err error) {
		if keptAt = made.Place; err != nil {
			t.Error(err)
		}
	})
	w.Until("it is kept", func() bool { return keptAt == kept })
	f.Open(kept)
	w.Until("the file is shown", func() bool { return a.shown == 2 })
	w.Run(f, "library.share")
	fields := featuretest.All[*control.Entry](w.Dialog())
	fields[0].SetText("db.example.org")
	server.stopped = true
	w.Host.Kit().Dialogs.Top().Submit()
	w.Until("it is said what is left of a copy that was cancelled", func() bool { return says(w, w.Host.Kit().T("share.cancelled")) })
	server.stopped = false
	w.Host.Kit().Dialogs.Top().Submit()
	w.Until("it is shown from the server", func() bool { return a.shown == 3 })
	w.Until("it is said where it is", func() bool { return strings.Contains(strings.Join(w.Told, "\n"), "ann@db.example.org/news") })
	if len(server.filled) != 1 || server.filled[0] != "postgres://ann@db.example.org/news" {
		t.Errorf("filled are %q", server.filled)
	}
}

// How much of the history of edits came along is told.
func TestWhatCameAlongIsTold(t *testing.T) {
	w, f, _, _ := made(t)
	for words, made := range map[string]app.Copied{
		"A copy was saved as a.tarikh.":                                                                                    {Place: "a.tarikh"},
		"A copy was saved as a.tarikh.\n\nIts 2 earlier edits came along.":                                                 {Place: "a.tarikh", Steps: 2},
		"A copy was saved as a.tarikh.\n\nOf its 12,345 earlier edits the newest 10,000 came along: a file keeps no more.": {Place: "a.tarikh", Steps: 10_000, Left: 2345},
	} {
		f.tellCopied(made)
		if !slices.Contains(featuretest.Texts(w.Dialog()), words) {
			t.Errorf("told is %q", featuretest.Texts(w.Dialog()))
		}
		w.Host.Kit().Dialogs.Top().Close()
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
