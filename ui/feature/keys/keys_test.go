package keys

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/state"
)

// commands is a table of a few commands over the keys of a state.
type commands struct {
	state *state.State
	table *command.Table
}

func (c *commands) Defaults() []command.Command {
	return []command.Command{
		{ID: "event.next", Title: "command.event.next", Keys: []command.Key{command.Plain(fyne.KeyRight), command.Plain(fyne.KeyPeriod)}, Run: func() {}},
		{ID: "view.in", Title: "command.view.in", Keys: []command.Key{command.Plain(fyne.KeyW), command.Plain(fyne.KeyPlus)}, Run: func() {}},
		{ID: "found.accept", Title: "command.found.accept", Local: []command.Key{command.Plain(fyne.KeyA)}, Run: func() {}},
		{ID: "library.sample", Title: "command.library.sample", Enabled: func() bool { return false }, Run: func() {}},
	}
}
func (c *commands) Commands() *command.Table { return c.table }

func (c *commands) Rekey() {
	table, err := command.New(command.Rekey(c.Defaults(), c.state.Keys)...)
	if err != nil {
		panic(err)
	}
	c.table = table
}

func made(t *testing.T) (*featuretest.Window, *Feature, *commands) {
	t.Helper()
	w := featuretest.New(t)
	c := &commands{state: w.Host.State}
	c.Rekey()
	return w, New(w.Host, c, assets.Files), c
}

// A key that is given to a command is taken from the one that had it; the keys that a
// command has by default are not remembered.
func TestSet(t *testing.T) {
	w, f, c := made(t)
	f.Set("event.next", []command.Key{command.Plain(fyne.KeyW)})
	if got := c.table.ForKey(&fyne.KeyEvent{Name: fyne.KeyW}); got == nil || got.ID != "event.next" {
		t.Errorf("W belongs to %v", got)
	}
	if got := c.table.Get("view.in").Keys; !slices.Equal(got, []command.Key{command.Plain(fyne.KeyPlus)}) {
		t.Errorf("zooming in has %v", got)
	}
	if got := c.table.ForKey(&fyne.KeyEvent{Name: fyne.KeyRight}); got != nil {
		t.Errorf("the key before still runs %s", got.ID)
	}
	if got := w.Host.State.Keys; len(got) != 1 || !slices.Equal(got["event.next"], []string{"W"}) || w.Remembered != 1 {
		t.Errorf("remembered %d times are %v", w.Remembered, got)
	}
	f.Set("event.next", c.Defaults()[0].Keys)
	if len(w.Host.State.Keys) != 0 || !slices.Equal(c.table.Get("view.in").Keys, c.Defaults()[1].Keys) {
		t.Errorf("after going back %v are remembered", w.Host.State.Keys)
	}
	f.Set("view.in", nil)
	f.Set("event.next", []command.Key{command.Plain(fyne.KeyW)})
	f.Set("view.in", []command.Key{command.Plain(fyne.KeyW)})
	if got := c.table.ForKey(&fyne.KeyEvent{Name: fyne.KeyW}); got == nil || got.ID != "view.in" || len(c.table.Get("event.next").Keys) != 0 {
		t.Errorf("W belongs to %v, the other has %v", got, c.table.Get("event.next").Keys)
	}
}

// Commands are named in both languages, the window's first.
func TestNamed(t *testing.T) {
	w, f, _ := made(t)
	english := f.Named()
	w.Relocale("ar", f)
	for i, n := range f.Named() {
		if len(n.Names) != 2 || n.Names[0] != english[i].Names[1] || n.Names[1] != english[i].Names[0] {
			t.Errorf("%s is %q in Arabic and %q in English", n.ID, n.Names, english[i].Names)
		}
		if n.On == (n.ID == "library.sample") {
			t.Errorf("%s can run: %v", n.ID, n.On)
		}
	}
}

// The sheet shows every command that has keys once, with all of them.
func TestSheet(t *testing.T) {
	w, f, _ := made(t)
	if !w.Run(f, "help.keys") {
		t.Fatal("no sheet")
	}
	words := strings.Join(featuretest.Texts(w.Dialog()), "|")
	for _, want := range []string{"Next event", "Right", "W", "+", "Accept found event|A"} {
		if strings.Count(words, want) == 0 {
			t.Errorf("%q is not on the sheet: %s", want, words)
		}
	}
	for _, want := range []string{"keys.group.timeline", "keys.group.mouse", "mouse.double.event"} {
		if words := featuretest.Texts(w.Dialog()); !slices.Contains(words, w.Host.Kit().T(want)) {
			t.Errorf("%s is not on the sheet: %q", want, words)
		}
	}
	if sample := w.Host.Kit().T("command.library.sample"); strings.Contains(words, sample) {
		t.Errorf("%q has no keys and is on the sheet", sample)
	}
}

// The dialog finds a command by its name in either language or by its key, and gives it
// the key that is pressed; a key that is in use says so.
func TestDialog(t *testing.T) {
	w, f, c := made(t)
	l := f.change()
	for words, want := range map[string][]string{"": {"event.next", "view.in", "found.accept", "library.sample"}, "تكبير": {"view.in"}, "zoom": {"view.in"}} {
		l.entry.SetText(words)
		l.load()
		var got []string
		for _, i := range l.rows {
			got = append(got, l.named[i].ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %v", words, got)
		}
	}
	l.entry.SetText("zoom")
	l.load()
	l.change(0)
	catch, ok := w.Host.Canvas.Focused().(*catcher)
	if !ok {
		t.Fatalf("the keyboard is with %T", w.Host.Canvas.Focused())
	}
	catch.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	conflict := w.Host.Kit().T("keys.conflict", "key", command.Plain(fyne.KeyRight).String(), "command", w.Host.Kit().T("command.event.next"))
	if words := featuretest.Texts(w.Dialog()); !slices.Contains(words, conflict) {
		t.Errorf("it does not say %q: %q", conflict, words)
	}
	catch.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF5})
	catch.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := c.table.Get("view.in").Keys; !slices.Equal(got, []command.Key{command.Plain(fyne.KeyF5)}) {
		t.Errorf("zooming in has %v", got)
	}
	l.reset(0)
	if got := c.table.Get("view.in").Keys; !slices.Equal(got, c.Defaults()[1].Keys) {
		t.Errorf("after going back it has %v", got)
	}
}
