package unread

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
)

// desk is the feature over the library of featuretest.Reported.
type desk struct {
	*featuretest.Window
	*featuretest.Reported
	t      *testing.T
	f      *Feature
	reader *reading.Feature
	tab    string // that was shown last
}

func (d *desk) ShowList(tab string) { d.tab = tab }

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{Window: featuretest.New(t), Reported: featuretest.NewReported(t), t: t}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), d.Edit()); err != nil {
		t.Fatal(err)
	}
	d.reader = reading.New(d.Host, d.Window)
	d.f = New(d.Host, d, d.reader)
	d.Put(d.f.View())
	d.Show(store)
	d.Until("the passages are listed", func() bool { return d.f.Count() == 2 })
	return d
}

// at waits until the passage of an event is shown, with the event.
func (d *desk) at(event int) {
	d.t.Helper()
	l := d.Host.Library
	d.Until("the passage is shown", func() bool {
		return l.Active().Excerpt == d.Excerpts[event].ID && l.Article() != nil && l.Selected() == d.Events[event].ID
	})
}

// left are the passages that are listed.
func (d *desk) left() (ids []data.ID) {
	for _, p := range d.f.pane.rows {
		ids = append(ids, p.ID)
	}
	return ids
}

// Keys go from one unread passage to the next in the order of their events, either way
// and round the ends, and what was gone to leaves the list.
func TestUnreadByKey(t *testing.T) {
	d := newDesk(t)
	first := slices.IndexFunc(d.Excerpts[:], func(x data.Excerpt) bool { return x.ID == d.left()[0] })
	if !d.Run(d.f, "unread.next") {
		t.Fatal("no next one")
	}
	d.at(first)
	if got := d.left(); !slices.Equal(got, []data.ID{d.Excerpts[1-first].ID}) {
		t.Errorf("left: %v", got)
	}
	if !d.Run(d.f, "unread.previous") {
		t.Fatal("none before, round the end")
	}
	d.at(1 - first)
	if len(d.left()) != 0 || d.Run(d.f, "unread.next") || d.Run(d.f, "unread.previous") {
		t.Error("all are read, and there is another one")
	}
	if !slices.Contains(featuretest.Texts(d.f.View()), d.Host.Kit().T("unread.none.title")) {
		t.Error("the list does not say so")
	}
	if !d.Run(d.f, "unread.again") || d.f.Count() != 1 {
		t.Errorf("%d are unread again", d.f.Count())
	}
}

// A click on an event reads its passage; from the event of one that is unread, that is the
// next one.
func TestGoingToAnEventReadsItsPassage(t *testing.T) {
	d := newDesk(t)
	told := 0
	d.f.Subscribe(func() { told++ })
	d.Host.Library.SelectAndRead(d.Events[0].ID)
	d.at(0)
	if d.f.Count() != 1 || told == 0 {
		t.Errorf("%d are unread, told %d times", d.f.Count(), told)
	}
	d.Host.Library.CloseArticle()
	d.Host.Library.Select(d.Events[1].ID)
	d.Until("the other is selected", func() bool { return d.Host.Library.Selected() == d.Events[1].ID })
	d.Run(d.f, "unread.next")
	d.at(1)
}

// The list follows edits and the filter, and what was read is remembered with the library.
func TestTheListFollows(t *testing.T) {
	d := newDesk(t)
	d.Run(d.f, "unread.next")
	d.Until("one is read", func() bool { return d.f.Count() == 1 })
	left := d.left()[0]
	path := d.Host.Library.Path()
	d.Close()
	if d.f.Count() != 0 {
		t.Error("passages of a library that is closed")
	}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	d.Show(store)
	d.Until("the list comes back", func() bool { return slices.Equal(d.left(), []data.ID{left}) })
	d.Filter("nowhere")
	d.Until("the filter leaves none", func() bool { return len(d.left()) == 0 })
	d.Filter("")
	d.Until("all are back", func() bool { return len(d.left()) == 1 })
	x := d.Excerpts[slices.IndexFunc(d.Excerpts[:], func(x data.Excerpt) bool { return x.ID == left })]
	now, err := store.Excerpt(t.Context(), x.ID)
	if err != nil {
		t.Fatal(err)
	}
	d.Do(data.Edit{Label: "test", Excerpts: []data.Change[data.Excerpt]{data.Delete(now)}})
	d.Until("one that is unlinked is gone", func() bool { return len(d.left()) == 0 })
}

// The list is shown by key, all of it can be read at once, and it outlives the language.
func TestTheListIsShown(t *testing.T) {
	d := newDesk(t)
	if !d.Run(d.f, "unread") || d.tab != Tab || d.Host.Canvas.Focused() == nil {
		t.Errorf("%q is shown, %v has the keyboard", d.tab, d.Host.Canvas.Focused())
	}
	d.Relocale("ar", d.f)
	d.Put(d.f.View())
	if len(d.left()) != 2 {
		t.Errorf("%d in Arabic", len(d.left()))
	}
	if !d.Run(d.f, "unread.all") || d.f.Count() != 0 || d.Run(d.f, "unread.all") {
		t.Errorf("%d are left", d.f.Count())
	}
}
