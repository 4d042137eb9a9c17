package notelist

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/notes"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/feature/tags"
)

// panes is the window around the features.
type panes struct{ lists int }

func (p *panes) ShowNotes()          {}
func (p *panes) ShowSpan(dates.Date) {}
func (p *panes) ShowNoteList()       { p.lists++ }
func (p *panes) Author() string      { return "Amal" }

// made is the feature, without a library.
func made(t testing.TB) (*featuretest.Window, *Feature) {
	t.Helper()
	w, p := featuretest.New(t), &panes{}
	r, tagged := reading.New(w.Host, w), tags.New(w.Host)
	n := notes.New(w.Host, r, retext.New(w.Host, r), tagged, p, p)
	return w, New(w.Host, n, tagged, p)
}

// opened is the feature over a library with an article and notes on it.
func opened(t testing.TB) (*featuretest.Window, *Feature) {
	t.Helper()
	w, f := made(t)
	w.Show(create(t, "A library"))
	w.Until("the notes are listed", func() bool { return len(f.model.rows) == 4 })
	return w, f
}

// create makes that library.
func create(t testing.TB, name string) data.Store {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), name)
	if err != nil {
		t.Fatal(err)
	}
	day, err := dates.Parse("2022-01-20")
	if err != nil {
		t.Fatal(err)
	}
	a := data.Article{ID: data.NewID(), Title: "Page", Published: day}.WithText("النفط والغاز\n")
	quote, err := anchor.Make(a.Text, 0, len("النفط"))
	if err != nil {
		t.Fatal(err)
	}
	edit := data.Edit{Label: "edit.sample", Articles: []data.Change[data.Article]{data.Insert(a)}}
	first := data.NewID()
	for i, n := range []data.Annotation{
		{ID: first, Article: a.ID, Text: "one meeting", Colour: "red", Tags: []string{"trade"}, Author: "Amal"},
		{Article: a.ID, Text: "two meetings were held", Colour: "blue", Tags: []string{"قِمّة"}, Author: "Ben"},
		{Article: a.ID, Anchor: quote, Text: "three", Colour: "red"},
		{Parent: first, Text: "an answer", Colour: "red"},
	} {
		if n.ID == (data.ID{}) {
			n.ID = data.NewID()
		}
		n.Created, n.Changed = int64(i+1), int64(i+1)
		edit.Annotations = append(edit.Annotations, data.Insert(n))
	}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	return store
}

// lines are the rows as a view has them, without the heading.
func lines(w *featuretest.Window, f *Feature, v View) []string {
	f.model.view = v
	f.pane.changed()
	w.Until("the notes are listed", func() bool { return !f.model.listing.Busy() })
	got := noteLines(f.model.rows)
	return got[min(1, len(got)):]
}

// The list of notes finds what the search finds, in the same language.
func TestNotesAreFoundAsBySearch(t *testing.T) {
	w, f := opened(t)
	for _, c := range []struct {
		view View
		want []string
	}{
		{View{}, []string{"three", "two meetings were held", "one meeting +1"}},
		{View{Words: "MEETING"}, []string{"two meetings were held", "one meeting +1"}},
		{View{Words: "mee"}, []string{"two meetings were held", "one meeting +1"}},
		{View{Words: "meeting -held"}, []string{"one meeting +1"}},
		{View{Words: "\"meetings were\""}, []string{"two meetings were held"}},
		{View{Words: "eeting"}, nil},
		{View{Words: "نفط"}, []string{"three"}},
		{View{Words: "قمه"}, []string{"two meetings were held"}},
		{View{Words: "answer"}, []string{"one meeting +1"}},
		{View{Words: "colour:red -meeting"}, []string{"three", "one meeting +1"}},
		{View{Words: "one", Colour: "blue"}, nil},
		{View{Tag: "trade", Author: "Amal"}, []string{"one meeting +1"}},
		{View{Colour: "blue"}, []string{"two meetings were held"}},
	} {
		if got := lines(w, f, c.view); !slices.Equal(got, c.want) {
			t.Errorf("%+v: got %q, want %q", c.view, got, c.want)
		}
	}
	if len(w.Failed) > 0 {
		t.Error(w.Failed)
	}
}

// What is typed in the field narrows the list; Esc lists all notes again.
func TestTypingNarrowsTheList(t *testing.T) {
	w, f := opened(t)
	w.Host.Canvas.Focus(f.pane.entry)
	for _, r := range "held" {
		f.pane.entry.TypedRune(r)
	}
	w.Until("the list is narrowed", func() bool { return len(f.model.rows) == 2 })
	f.pane.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	w.Until("all notes are listed", func() bool { return len(f.model.rows) == 4 })
	if f.pane.entry.Text() != "" {
		t.Errorf("the field holds %q", f.pane.entry.Text())
	}
	lines(w, f, View{Words: "nothing of the kind"})
	if f.pane.body.Objects[0] == fyne.CanvasObject(f.pane.list) || !slices.Contains(featuretest.Texts(f.pane.root), w.Host.Kit().T("notes.nofit.title")) {
		t.Error("an empty list does not say why it is empty")
	}
}

// The list follows edits and the filter, and the current note stays the current one.
func TestTheListFollows(t *testing.T) {
	w, f := opened(t)
	p := f.pane
	p.list.SetCurrent(3) // the oldest
	at := p.note(3).ID
	a := w.Host.Library.Snapshot().Articles[0]
	w.Do(data.Edit{Label: "edit.note.add", Annotations: []data.Change[data.Annotation]{data.Insert(data.Annotation{
		ID: data.NewID(), Article: a.ID, Text: "newest", Colour: "blue", Created: 9, Changed: 9,
	})}})
	w.Until("the note is listed", func() bool { return len(f.model.rows) == 5 })
	if n := p.note(p.list.Current()); n == nil || n.ID != at {
		t.Error("another note has become the current one")
	}
	p.key(&fyne.KeyEvent{Name: fyne.KeyDelete})
	w.Until("it is deleted", func() bool { return len(f.model.rows) == 4 })
	w.Host.Library.SetFilter(query.Query{Terms: []query.Term{{Field: query.Colour, Values: []string{"red"}}}})
	w.Until("the window's filter narrows the list", func() bool { return len(f.model.rows) == 2 })
}

// A tag that is pressed on a note lists the notes with it, and Ctrl+Shift+N the list.
func TestTheListIsShown(t *testing.T) {
	w, f := opened(t)
	p := f.window.(*panes)
	if !w.Run(f, "notes") || p.lists != 1 || w.Host.Canvas.Focused() != fyne.Focusable(f.pane.list) && f.pane.list.Current() < 0 {
		t.Errorf("shown %d times, row %d", p.lists, f.pane.list.Current())
	}
	f.pane.goTo(1)
	w.Until("the article is open", func() bool { return w.Host.Library.Article() != nil })
	n := w.Host.Library.Snapshot().Notes[0]
	if w.Host.Library.ReadNote(n); w.Host.Library.Active().Note != n.ID {
		t.Error("the note is not shown")
	}
	f.pane.list.SetCurrent(-1)
	f.notes.View().Resize(fyne.NewSize(300, 600)) // cards are made where they are in view
	featuretest.Press(t, f.notes.View(), "trade")
	w.Until("the notes with the tag are listed", func() bool { return len(f.model.rows) == 2 && f.model.view.Tag == "trade" && p.lists == 2 })
}

// How the list is looked at outlives a change of language, and not the library.
func TestTheViewOutlivesTheLanguage(t *testing.T) {
	w, f := opened(t)
	lines(w, f, View{Words: "meeting", By: ByTag})
	w.Relocale("ar", f)
	if f.pane.entry.Text() != "meeting" || len(f.pane.shown) != 4 {
		t.Errorf("in the other language %q narrows to %d rows", f.pane.entry.Text(), len(f.pane.shown))
	}
	w.Host.Canvas.SetContent(f.View())
	if w.Host.Canvas.Capture().Bounds().Empty() {
		t.Error("nothing is drawn")
	}
	w.Show(create(t, "Another"))
	w.Until("all notes of the other library are listed", func() bool { return len(f.model.rows) == 4 })
	if f.model.view != (View{}) || f.pane.entry.Text() != "" {
		t.Errorf("looked at as %+v", f.model.view)
	}
	w.Close()
	if len(f.model.rows) != 0 {
		t.Error("notes of a library that is closed are listed")
	}
}
