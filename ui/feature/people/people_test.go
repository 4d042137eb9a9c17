package people

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/text"
)

// desk is a library with people, in which one is lina.
type desk struct {
	data.Store

	mu     sync.Mutex
	people []data.Member
	fails  error         // of the next change
	slow   chan struct{} // what changes wait for
	given  string
}

func (d *desk) Address() string {
	return "postgres://lina@db.example.org/news?library=1&sslrootcert=%2Fetc%2Fdesk.pem"
}
func (d *desk) Login() string { return "lina" }

func (d *desk) People(context.Context) ([]data.Member, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.people), nil
}

func (d *desk) change(f func()) error {
	if d.slow != nil {
		<-d.slow
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	err := d.fails
	if d.fails = nil; err == nil {
		f()
	}
	return err
}

func (d *desk) Admit(_ context.Context, m data.Member, password string) error {
	return d.change(func() {
		d.given = password
		d.people = append(slices.DeleteFunc(d.people, func(o data.Member) bool { return o.Login == m.Login }), m)
		slices.SortFunc(d.people, func(a, b data.Member) int { return strings.Compare(a.Login, b.Login) })
	})
}

func (d *desk) Dismiss(_ context.Context, login string) error {
	return d.change(func() {
		d.people = slices.DeleteFunc(d.people, func(o data.Member) bool { return o.Login == login })
	})
}

func (d *desk) Rename(_ context.Context, login, name string) error {
	return d.change(func() {
		for i := range d.people {
			if d.people[i].Login == login {
				d.people[i].Login = name
			}
		}
	})
}

func (d *desk) Statements(m data.Member) string { return "CREATE ROLE " + m.Login + ";\n" }

// is what the people are, as words.
func (d *desk) is() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []string
	for _, m := range d.people {
		all = append(all, m.Login+" "+string(m.Role))
	}
	return strings.Join(all, ", ")
}

func shown(t *testing.T, lang string, mine data.Role) (*featuretest.Window, *desk, *Feature) {
	t.Helper()
	w := featuretest.New(t)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{Store: store, people: []data.Member{
		{Login: "lina", Role: mine, Since: 1_600_000_000, Here: true}, {Login: "omar", Role: data.Writer, Since: 1_600_000_000, Here: true}, {Login: "rita", Role: data.Reader},
	}}
	f := New(w.Host)
	w.Relocale(lang, f)
	if w.Run(f, "people") {
		t.Error("a library of one person has people")
	}
	w.Show(d)
	if !w.Run(f, "people") {
		t.Fatal("no list")
	}
	w.Until("they are listed", func() bool { return slices.Contains(texts(w), "rita") })
	return w, d, f
}

func texts(w *featuretest.Window) []string {
	if w.Dialog() == nil {
		return nil
	}
	return featuretest.Texts(w.Dialog())
}

func says(w *featuretest.Window, words string) bool {
	return strings.Contains(strings.Join(texts(w), "\n"), words)
}

// typed presses a key in the list of the topmost dialog, on a row.
func typed(t *testing.T, w *featuretest.Window, row int, key fyne.KeyName) {
	t.Helper()
	list, ok := featuretest.Find[*control.LongList](w.Dialog())
	if !ok {
		t.Fatal("no list")
	}
	list.SetCurrent(row)
	list.TypedKey(&fyne.KeyEvent{Name: key})
}

// An owner gives another role, takes that back, gives another name and removes; a removed
// person can be let in again as before.
func TestAnOwnerChangesThePeople(t *testing.T) {
	w, d, _ := shown(t, "en", data.Owner)
	k := w.Host.Kit()
	if !says(w, "here now") || !says(w, "since 13 September 2020") || !says(w, "you") {
		t.Errorf("shown are %q", texts(w))
	}
	typed(t, w, 1, fyne.KeyReturn)
	featuretest.Press(t, w.Dialog(), k.T("people.role.owner.means"))
	w.Until("omar is an owner", func() bool { return says(w, "omar is an owner now.") })
	list, _ := featuretest.Find[*control.LongList](w.Dialog())
	list.TypedShortcut(&fyne.ShortcutUndo{})
	w.Until("it is taken back", func() bool { return d.is() == "lina owner, omar writer, rita reader" })

	typed(t, w, 2, fyne.KeyF2)
	entry, _ := featuretest.Find[*control.Entry](w.Dialog())
	entry.SetText("margarita")
	k.Dialogs.Top().Submit()
	w.Until("rita has another name", func() bool { return says(w, "margarita") && strings.Contains(d.is(), "margarita") })

	typed(t, w, 1, fyne.KeyDelete)
	if !says(w, "What omar wrote stays") {
		t.Errorf("asked is %q", texts(w))
	}
	k.Dialogs.Top().Submit()
	w.Until("omar is gone", func() bool { return says(w, "omar was removed.") && d.is() == "lina owner, margarita reader" })
	featuretest.Press(t, w.Dialog(), k.T("command.undo"))
	w.Until("omar is back", func() bool { return says(w, "omar is in again.") })
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.people[2].Login != "omar" || d.people[2].Since != 1_600_000_000 {
		t.Errorf("they are %+v", d.people)
	}
}

// A change that is asked for while the server still makes another one follows it.
func TestChangesFollowOneAnother(t *testing.T) {
	w, d, _ := shown(t, "en", data.Owner)
	d.slow = make(chan struct{})
	typed(t, w, 1, fyne.KeyDelete)
	w.Host.Kit().Dialogs.Top().Submit()
	typed(t, w, 2, fyne.KeyF2)
	entry, _ := featuretest.Find[*control.Entry](w.Dialog())
	entry.SetText("margarita")
	w.Host.Kit().Dialogs.Top().Submit()
	close(d.slow)
	w.Until("both are made", func() bool { return d.is() == "lina owner, margarita reader" })
}

// Somebody is let in with a password that only the server gets, and an address to send; where
// the server does not let one do that, there is what an administrator runs.
func TestInviting(t *testing.T) {
	w, d, _ := shown(t, "en", data.Owner)
	k := w.Host.Kit()
	invite := func(login string) {
		typed(t, w, 0, fyne.KeyInsert)
		fields := featuretest.All[*control.Entry](w.Dialog())
		fields[0].SetText(login)
		for _, r := range "sesame" {
			fields[1].TypedRune(r)
		}
		k.Dialogs.Top().Submit()
	}
	invite("omar")
	if !says(w, "omar is in already") {
		t.Errorf("said is %q", texts(w))
	}
	k.Dialogs.Top().Close()
	invite("anna")
	w.Until("there is an address", func() bool { return says(w, "postgres://anna@db.example.org/news?library=1") })
	if !says(w, "/etc/desk.pem") {
		t.Errorf("the certificate is not named: %q", texts(w))
	}
	if d.is() != "lina owner, omar writer, rita reader, anna writer" && d.is() != "anna writer, lina owner, omar writer, rita reader" || d.given != "sesame" || says(w, "sesame") {
		t.Errorf("they are %s, password %q, shown %q", d.is(), d.given, texts(w))
	}
	k.Dialogs.Top().Submit()
	if got := w.Host.Clipboard.Content(); got != "postgres://anna@db.example.org/news?library=1" {
		t.Errorf("copied is %q", got)
	}
	d.fails = data.ErrReadOnly
	invite("zaki")
	w.Until("there is what others run", func() bool {
		return says(w, "tarikh server add-user 'postgres://lina@db.example.org/news?library=1' zaki --role writer") && says(w, "CREATE ROLE zaki;")
	})
	k.Dialogs.Top().Close()
	d.fails = &data.InvalidError{Kind: "person", Field: "login", Reason: "is empty"}
	invite("pg_x")
	w.Until("the name is refused", func() bool { return k.Dialogs.Top() != nil && says(w, d.refusal()) })
}

// refusal is how featuretest says that a login cannot be.
func (d *desk) refusal() string {
	return (&data.InvalidError{Kind: "person", Field: "login", Reason: "is empty"}).Error()
}

// Readers and writers see the list, and can change nothing in it, in both languages.
func TestOthersOnlySee(t *testing.T) {
	for lang, role := range map[string]string{"en": "Writes", "ar": "يكتب"} {
		w, d, _ := shown(t, lang, data.Reader)
		if !says(w, role) || says(w, w.Host.Kit().T("people.invite")) {
			t.Errorf("%s: shown are %q", lang, texts(w))
		}
		before := d.is()
		for _, key := range []fyne.KeyName{fyne.KeyDelete, fyne.KeyF2, fyne.KeyInsert, fyne.KeyReturn} {
			top := w.Host.Kit().Dialogs.Top()
			typed(t, w, 1, key)
			if w.Host.Kit().Dialogs.Top() != top || d.is() != before {
				t.Errorf("%s changes something", key)
			}
		}
	}
}

// What goes wrong is said in the list, which stays.
func TestFailuresStayInTheList(t *testing.T) {
	w, d, _ := shown(t, "en", data.Owner)
	for _, c := range []struct {
		fails error
		says  string
	}{{data.ErrAway, "The server is away"}, {data.ErrNotFound, "not among them any more"}, {errors.New("a reason"), "a reason"}} {
		d.fails = c.fails
		typed(t, w, 1, fyne.KeyDelete)
		w.Host.Kit().Dialogs.Top().Submit()
		w.Until(c.says, func() bool { return says(w, c.says) })
	}
	if d.is() != "lina owner, omar writer, rita reader" {
		t.Errorf("they are %s", d.is())
	}
}

// What was done is said whole, beside the way to take it back, and the roles open at the row.
func TestWhatWasDoneIsWhole(t *testing.T) {
	w, _, _ := shown(t, "ar", data.Owner)
	k := w.Host.Kit()
	list, _ := featuretest.Find[*control.LongList](w.Dialog())
	if first, second := list.Below(0), list.Below(1); second.Y <= first.Y || second.Y >= k.Over(list).Y {
		t.Errorf("menus open at %v, %v", first, second)
	}
	typed(t, w, 1, fyne.KeyReturn)
	featuretest.Press(t, w.Dialog(), k.T("people.role.owner.means"))
	said := k.T("people.role.owner.done", "who", k.Given("omar"))
	w.Until("it is said", func() bool { return says(w, said) })
	for _, l := range featuretest.All[*text.Label](w.Dialog()) {
		if need := k.Text(said, text.LabelStyle{Size: control.SizeSmall, Lines: 1}).MinSize().Width; l.Text() == said && l.Size().Width < need {
			t.Errorf("%q is %v wide and needs %v", said, l.Size().Width, need)
		}
	}
}
