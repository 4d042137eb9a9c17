package contents

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
)

// The events of the open article are listed where it names them first, each once; a press
// goes to the passage, and they follow the text, the language and the library.
func TestEventsInTheOrderOfTheText(t *testing.T) {
	w, r := featuretest.New(t), featuretest.NewReported(t)
	// The first event is named again at the end; the excerpts come in another order.
	again := r.Excerpts[0]
	again.ID, again.Anchor = data.NewID(), r.Note.Anchor
	r.Excerpts[0], r.Excerpts[1] = r.Excerpts[1], r.Excerpts[0]
	edit := r.Edit()
	edit.Excerpts = append([]data.Change[data.Excerpt]{data.Insert(again)}, edit.Excerpts...)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	text := reading.New(w.Host, w)
	f := New(w.Host, text)
	w.Put(f.View())
	w.Show(store)
	if f.Count() != 0 || !slices.Contains(featuretest.Texts(f.View()), w.Host.Kit().T("contents.none")) {
		t.Errorf("without an article it shows %q", featuretest.Texts(f.View()))
	}
	l := w.Host.Library
	l.Read(r.Article.ID)
	w.Until("the article is open", func() bool { return l.Article() != nil })
	titles := func() (all []string) {
		for _, e := range f.events {
			all = append(all, e.EventRow.Title)
		}
		return all
	}
	if got := titles(); !slices.Equal(got, []string{"The fire", "The opening"}) {
		t.Fatalf("listed are %q", got)
	}
	f.goTo(1)
	w.Until("it is selected", func() bool { return l.Selected() == r.Events[1].ID })
	if at := l.Active(); at.Start != 33 {
		t.Errorf("the passage is at %d", at.Start)
	}
	w.Relocale("ar", f)
	w.Put(f.View())
	f.root.Resize(fyne.NewSize(320, 400))
	if words := featuretest.Texts(f.View()); !slices.Contains(words, "The fire") {
		t.Errorf("in Arabic it shows %q", words)
	}
	change := data.Edit{Label: "test", Excerpts: []data.Change[data.Excerpt]{data.Delete(l.Article().Excerpts[0].Excerpt)}}
	for _, x := range l.Article().Excerpts[1:] {
		if x.Event == l.Article().Excerpts[0].Event {
			change.Excerpts = append(change.Excerpts, data.Delete(x.Excerpt))
		}
	}
	w.Do(change)
	w.Until("an event is taken away", func() bool { return f.Count() == 1 })
	if l.CloseArticle(); f.Count() != 0 {
		t.Error("a closed article has events")
	}
}
