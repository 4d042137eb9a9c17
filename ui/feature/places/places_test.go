package places

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/library"
)

// typed is the field of a search.
type typed string

func (t *typed) Typed() string     { return string(*t) }
func (t *typed) Type(words string) { *t = typed(words) }

// walk is the feature with a reader over a library of two long articles.
type walk struct {
	*featuretest.Window
	*featuretest.Reported
	t      *testing.T
	f      *Feature
	reader *reading.Feature
	search typed
	other  data.Article
}

func newWalk(t *testing.T) *walk {
	t.Helper()
	w := &walk{Window: featuretest.New(t), Reported: featuretest.NewReported(t), t: t}
	w.Article = w.Article.WithText(strings.Repeat(featuretest.ReportedText, 60))
	w.other = data.Article{ID: data.NewID(), Title: "Other", Published: w.Article.Published}.WithText(strings.Repeat("Other words.\n", 200))
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	edit := w.Edit()
	edit.Articles = append(edit.Articles, data.Insert(w.other))
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	w.reader = reading.New(w.Host, w.Window)
	w.Put(w.reader.View())
	w.f = New(w.Host, w.reader, &w.search)
	w.Show(store)
	return w
}

// step runs a command and waits until an article is open and an event is selected.
func (w *walk) step(id string, article, event data.ID) {
	w.t.Helper()
	if !w.Run(w.f, id) {
		w.t.Fatalf("%s is off", id)
	}
	w.at(article, event)
}

func (w *walk) at(article, event data.ID) {
	w.t.Helper()
	l := w.Host.Library
	w.Until("it is there", func() bool {
		a := l.Article()
		return (a == nil && article == data.ID{} || a != nil && a.ID == article) && l.Selected() == event
	})
}

// Back shows the article before to the pixel, with its event, passage and search; on
// goes the same way again.
func TestBackAndOn(t *testing.T) {
	w := newWalk(t)
	l := w.Host.Library
	if w.Run(w.f, "place.back") {
		t.Fatal("back from the first place")
	}
	l.SelectAndRead(w.Events[0].ID)
	w.at(w.Article.ID, w.Events[0].ID)
	w.reader.Restore(len(featuretest.ReportedText) * 21)
	w.search = "mill"
	first, passage := w.reader.Place(), l.Active()
	l.Read(w.other.ID)
	w.at(w.other.ID, w.Events[0].ID)
	w.search = "other"
	w.reader.Restore(200)
	second := w.reader.Place()
	l.Select(w.Events[1].ID)
	w.at(w.other.ID, w.Events[1].ID)
	w.step("place.back", w.other.ID, w.Events[0].ID)
	w.step("place.back", w.Article.ID, w.Events[0].ID)
	if w.reader.Place() != first || l.Active() != passage || w.search != "mill" {
		t.Errorf("back at %+v with %+v and %q, want %+v, %+v", w.reader.Place(), l.Active(), w.search, first, passage)
	}
	w.step("place.on", w.other.ID, w.Events[0].ID)
	if w.reader.Place() != second || w.search != "other" {
		t.Errorf("on at %+v with %q, want %+v", w.reader.Place(), w.search, second)
	}
	w.step("place.on", w.other.ID, w.Events[1].ID)
	if w.Run(w.f, "place.on") {
		t.Error("on from the last place")
	}
	w.step("place.back", w.other.ID, w.Events[0].ID)
	if l.Read(w.Article.ID); len(w.f.on) != 0 {
		t.Error("another way leaves the old one open")
	}
	w.at(w.Article.ID, w.Events[0].ID)
	w.Close()
	if len(w.f.back) != 0 {
		t.Error("places of a library that is closed")
	}
}

// A passage that is gone to from another one of the same article is left by going back.
func TestBackInOneArticle(t *testing.T) {
	w := newWalk(t)
	l := w.Host.Library
	w.Read(w.Article.ID)
	before := w.reader.Place()
	l.Focus(library.Passage{Start: 2000, End: 2004})
	if w.step("place.back", w.Article.ID, data.ID{}); w.reader.Place() != before || l.Active() != (library.Passage{}) {
		t.Errorf("at %+v with %+v", w.reader.Place(), l.Active())
	}
}

// What was deleted meanwhile is not there, and the way goes on.
func TestBackToWhatIsDeleted(t *testing.T) {
	w := newWalk(t)
	w.Read(w.other.ID)
	row := w.Host.Library.Article().Article
	w.Read(w.Article.ID)
	w.Do(data.Edit{Label: "test", Articles: []data.Change[data.Article]{data.Delete(row)}})
	w.step("place.back", data.ID{}, data.ID{})
	w.step("place.on", w.Article.ID, data.ID{})
	if len(w.Failed) > 0 {
		t.Errorf("told %v", w.Failed)
	}
}

// The keys are those of the direction in which the past lies.
func TestKeysAreMirrored(t *testing.T) {
	w := newWalk(t)
	for lang, want := range map[string]fyne.KeyName{"en": fyne.KeyLeft, "ar": fyne.KeyRight} {
		w.Relocale(lang, w.f)
		if k := w.f.Commands()[0].Keys[0]; k.Name != want || k.Mod != fyne.KeyModifierAlt {
			t.Errorf("%s: back is %s", lang, k)
		}
	}
}
