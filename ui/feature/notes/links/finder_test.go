package links

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// opened is a finder over the library of featuretest.Reported.
func opened(t testing.TB) (*featuretest.Window, *featuretest.Reported, *Finder) {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	r := featuretest.NewReported(t)
	if _, err := store.Apply(t.Context(), r.Edit()); err != nil {
		t.Fatal(err)
	}
	w := featuretest.New(t)
	w.Show(store)
	return w, r, NewFinder(w.Host.Library, func(data.Annotation) {})
}

// targets are what is offered for some words.
func targets(w *featuretest.Window, f *Finder, words string) (found []Target) {
	done := false
	f.Targets(words, func(all []Target) { found, done = all, true })
	w.Until("titles are offered", func() bool { return done })
	return found
}

func TestTargetsOfWords(t *testing.T) {
	w, r, f := opened(t)
	found := targets(w, f, "the fi")
	if len(found) == 0 || found[0].Event != r.Events[0].ID || found[0].Kind != data.KindEvent || found[0].Date != r.Events[0].Date {
		t.Fatalf("offered %+v", found)
	}
	found = targets(w, f, "mill")
	if i := slices.IndexFunc(found, func(t Target) bool { return t.Kind == data.KindExcerpt }); i < 0 || found[i].Excerpt != r.Excerpts[0].ID || strings.Contains(found[i].Text, "…") {
		t.Errorf("offered %+v", found)
	}
	if found := targets(w, f, "nothing of the kind"); len(found) != 0 {
		t.Errorf("offered %+v", found)
	}
}

// Without words, what is selected and open is offered.
func TestTargetsWithoutWords(t *testing.T) {
	w, r, f := opened(t)
	w.Host.Library.SelectAndRead(r.Events[0].ID)
	w.Until("the article is open", func() bool { return w.Host.Library.Article() != nil })
	found := targets(w, f, " ")
	if len(found) != 3 || found[0].Event != r.Events[0].ID || found[1].Article != r.Article.ID || found[2].Excerpt != r.Excerpts[0].ID {
		t.Errorf("offered %+v", found)
	}
}

// Links lead to what was chosen, and to what is called so where nothing was.
func TestLinksAreFollowed(t *testing.T) {
	w, r, f := opened(t)
	l := w.Host.Library
	nowhere := false
	follow := func(link data.Link, there func() bool) {
		t.Helper()
		nowhere = false
		f.Follow(link, func() { nowhere = true })
		w.Until(link.Text+" is followed", func() bool { return nowhere || there() })
	}
	follow(data.Link{Text: "the FIRE"}, func() bool { return l.Selected() == r.Events[0].ID })
	follow(data.Link{Text: "e", Event: r.Events[1].ID}, func() bool { return l.Selected() == r.Events[1].ID })
	l.CloseArticle()
	follow(data.Link{Text: "The mill"}, func() bool { return l.Article() != nil })
	follow(data.Link{Text: "x", Excerpt: r.Excerpts[0].ID}, func() bool {
		return l.Selected() == r.Events[0].ID && l.Active().Excerpt == r.Excerpts[0].ID
	})
	if nowhere {
		t.Fatal("a link leads nowhere")
	}
	for _, dead := range []data.Link{
		{Text: "e", Event: data.NewID()},
		{Text: "a", Article: data.NewID()},
		{Text: "x", Excerpt: data.NewID()},
		{Text: "nothing is called so"},
	} {
		follow(dead, func() bool { return false })
		if l.Selected() != r.Events[0].ID || l.Article() == nil {
			t.Errorf("%+v took away what was shown", dead)
		}
	}
}

// A title is written so that it ends no link and fills no note.
func TestTitlesInLinks(t *testing.T) {
	for title, want := range map[string]string{
		"A [draft] of\n the text": "A (draft) of the text",
		strings.Repeat("a", 100):  strings.Repeat("a", 79) + "…",
	} {
		if got := linkText(title); got != want {
			t.Errorf("%q is written %q", title, got)
		}
	}
}

// A note is offered by its first words, and gone to; one that is gone leads nowhere.
func TestNotesAreTargets(t *testing.T) {
	w, r, _ := opened(t)
	l := w.Host.Library
	on := data.Annotation{ID: data.NewID(), Event: r.Events[0].ID, Text: "Whose claim is [[this]] of all?\nMore below", Colour: "amber", Created: 1, Changed: 1}
	w.Do(data.Edit{Label: "test", Annotations: []data.Change[data.Annotation]{data.Insert(on)}})
	var went []data.ID
	f := NewFinder(l, func(n data.Annotation) { went = append(went, n.ID) })
	found := targets(w, f, "whose cl")
	i := slices.IndexFunc(found, func(t Target) bool { return t.Kind == data.KindAnnotation })
	if i < 0 || found[i].Note != on.ID || found[i].Text != "Whose claim is this of all? More below" || found[i].Source != r.Events[0].Title {
		t.Fatalf("offered %+v", found)
	}
	nowhere := 0
	f.Follow(found[i].Link, func() { nowhere++ })
	if !slices.Equal(went, []data.ID{on.ID}) || nowhere != 0 {
		t.Errorf("went to %v, nowhere %d", went, nowhere)
	}
	f.Follow(data.Link{Text: "x", Note: data.NewID()}, func() { nowhere++ })
	if len(went) != 1 || nowhere != 1 {
		t.Errorf("a link to a note that is gone: %v, nowhere %d", went, nowhere)
	}
}
