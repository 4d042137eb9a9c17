package feature_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/portal"
)

// desktop is a file chooser whose answer comes from the test.
type desktop struct {
	asked  chan portal.Question
	answer chan []string
	err    error // where it cannot be opened
}

func (d *desktop) Ask(ctx context.Context, q portal.Question, opened func()) ([]string, error) {
	d.asked <- q
	if d.err != nil {
		return nil, d.err
	}
	opened()
	select {
	case paths := <-d.answer:
		return paths, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Reveal takes what is shown as asked and answered.
func (d *desktop) Reveal(_ context.Context, address string) error {
	err := d.err
	d.asked <- portal.Question{Name: address}
	return err
}

// withDesktop is a window on a desktop that has a file chooser.
func withDesktop(t *testing.T) (*featuretest.Window, *desktop) {
	w, d := featuretest.New(t), &desktop{asked: make(chan portal.Question, 8), answer: make(chan []string)}
	w.Host.Desktop = d
	return w, d
}

func (d *desktop) open(t *testing.T, w *featuretest.Window) portal.Question {
	t.Helper()
	q := <-d.asked
	w.Until("a dialog holds the window", func() bool { return w.Dialog() != nil })
	return q
}

// What the desktop's chooser is asked, in the language in use, and what comes of it.
func TestChoosingOnTheDesktop(t *testing.T) {
	w, d := withDesktop(t)
	w.Relocale("ar", none{})
	var got []string
	k := w.Host.Kit()
	w.Host.ChooseFiles(feature.Choice{Title: "إضافة…", Button: "فتح", Dir: "/tmp", Suffix: []string{".txt", ".md"}, Kind: "مقالات"}, func(paths []string) { got = paths })
	q := d.open(t, w)
	want := portal.Question{Parent: "x11:1", Title: "إضافة", Button: "فتح", Dir: "/tmp", Several: true, Filters: []portal.Filter{
		{Name: "مقالات", Suffixes: []string{".txt", ".md"}}, {Name: k.T("choose.all")},
	}}
	if fmt.Sprint(q) != fmt.Sprint(want) {
		t.Errorf("asked is\n%+v, not\n%+v", q, want)
	}
	d.answer <- []string{"/home/a/x.txt", "/home/b/y.md"}
	w.Until("they are chosen", func() bool { return got != nil })
	if !slices.Equal(got, []string{"/home/a/x.txt", "/home/b/y.md"}) || w.Dialog() != nil {
		t.Errorf("chosen are %v; a dialog is open: %v", got, w.Dialog() != nil)
	}
	w.Host.ChooseFile(feature.Choice{Dir: "/tmp"}, func(string) {})
	if q := d.open(t, w); q.Dir != "/home/a" {
		t.Errorf("the next file is looked for in %s", q.Dir)
	}
	k.Dialogs.Top().Close()
}

// A file is shown in the desktop's file manager; where there is none, its folder is opened.
func TestShowInFolder(t *testing.T) {
	w, d := withDesktop(t)
	w.Host.ShowInFolder("/tmp/a b/قمة.html")
	if q := <-d.asked; q.Name != "file:///tmp/a%20b/%D9%82%D9%85%D8%A9.html" {
		t.Errorf("%s is shown", q.Name)
	}
	d.err = portal.ErrNone
	w.Host.ShowInFolder("/tmp/a b/x.html")
	<-d.asked
	w.Until("its folder is opened", func() bool { return len(w.Opened) > 0 })
	if !slices.Equal(w.Opened, []string{"file:///tmp/a%20b"}) {
		t.Errorf("%q are opened", w.Opened)
	}
}

type none struct{ feature.Feature }

func (none) Relocale() {}

// A cancel, here or there, chooses nothing; "here" opens our own chooser, and so does a
// desktop without one, and the setting.
func TestNotOnTheDesktop(t *testing.T) {
	w, d := withDesktop(t)
	k := w.Host.Kit()
	choose := func() {
		w.Host.ChooseFile(feature.Choice{Title: "Open", Button: "Open", Dir: t.TempDir()}, func(path string) { t.Errorf("chosen is %s", path) })
	}
	ours := func() bool {
		return w.Dialog() != nil && slices.Contains(featuretest.Texts(w.Dialog()), k.T("choose.empty"))
	}
	closed := func() bool { return w.Dialog() == nil }

	choose()
	d.open(t, w)
	d.answer <- nil
	w.Until("the cancel there is known", closed)

	choose()
	d.open(t, w)
	featuretest.Press(t, w.Dialog(), k.T("button.cancel"))
	choose()
	d.open(t, w)
	featuretest.Press(t, w.Dialog(), k.T("choose.here"))
	w.Until("our own is open", ours)
	k.Dialogs.Top().Close()

	d.err = fmt.Errorf("%w: no bus", portal.ErrNone)
	choose()
	<-d.asked
	w.Until("our own is open", ours)
	k.Dialogs.Top().Close()
	if len(w.Failed) > 0 {
		t.Errorf("told are %v", w.Failed)
	}

	w.Host.State.Chooser = "own"
	choose()
	if !ours() || len(d.asked) > 0 {
		t.Error("the desktop is asked against the setting")
	}
}

// Whoever replaces a file on the desktop is not asked again; a name that gets its ending
// here is another file, of which the desktop has not asked.
func TestSavingOnTheDesktop(t *testing.T) {
	w, d := withDesktop(t)
	path := filepath.Join(t.TempDir(), "notes.md")
	save := func(name string) {
		w.Host.SaveFile(feature.Choice{Title: "Save", Suffix: []string{".md"}}, []byte("new"))
		if q := d.open(t, w); !q.Save || len(q.Filters) != 1 || q.Filters[0].Name != "*.md" {
			t.Errorf("asked is %+v", q)
		}
		d.answer <- []string{name}
	}
	for name, told := range map[string]string{path: "save.done", filepath.Join(filepath.Dir(path), "notes"): "save.replace.title"} {
		if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		save(name)
		words := w.Host.Kit().T(told, "file", path)
		w.Until(words, func() bool { return w.Dialog() != nil && slices.Contains(featuretest.Texts(w.Dialog()), words) })
		w.Host.Kit().Dialogs.Top().Close()
	}
}
