package ties

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/strip"
)

// opened shows a library with two events, the first of which is selected.
func opened(t *testing.T) (*featuretest.Window, *Feature, *featuretest.Reported) {
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
	f := New(w.Host, &grouped{}, &chosen{})
	w.Show(store)
	w.Host.Library.Select(r.Events[0].ID)
	w.Until("the event is selected", func() bool { return w.Host.Library.Event() != nil && f.Event == r.Events[0].ID })
	return w, f, r
}

// grouped is the strip: what it was given last.
type grouped struct{ by *strip.Grouping }

func (g *grouped) Group(by *strip.Grouping) { g.by = by }

func shows(w *featuretest.Window, f *Feature, words string) bool {
	card := f.Card(w.Host.Library.Event())
	return card != nil && slices.ContainsFunc(featuretest.Texts(card), func(s string) bool { return strings.Contains(s, words) })
}

// A person is added by name, is offered by another name that it has, and goes with undo.
func TestActorsOfAnEvent(t *testing.T) {
	w, f, r := opened(t)
	if !w.Run(f, "actor.add") {
		t.Fatal("it cannot be added")
	}
	f.add(app.Actor{Name: "Ana Mirova", Type: data.Person, Event: f.Event}, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	w.Until("she is listed", func() bool { return shows(w, f, "Ana Mirova") })
	e := f.Shown.actors[0].Entity
	named := e
	named.Aliases = []string{"آنا ميروفا"}
	w.Do(data.Edit{Label: "edit.actor.change", Entities: []data.Change[data.Entity]{data.Update(e, named)}})
	w.Host.Library.Select(r.Events[1].ID)
	w.Until("the other event is selected", func() bool { return f.Event == r.Events[1].ID && w.Host.Library.Event() != nil })
	a := f.askActor()
	a.entry.SetText("ميروفا")
	a.lookNames()
	w.Until("she is offered", func() bool { return slices.Equal(a.offered, []string{"Ana Mirova"}) })
	f.add(app.Actor{Name: "آنا ميروفا", Type: data.Person, Event: f.Event}, func(error) {})
	w.Until("it is she", func() bool { return len(f.Shown.actors) == 1 && f.Shown.actors[0].ID == e.ID })
	f.filter(f.Shown.actors[0])
	w.Until("both events are hers", func() bool { s := w.Host.Library.Shown(); return !s.All && s.Len() == 2 })
	g := f.strip.(*grouped)
	if !w.Run(f, "actor.lanes") {
		t.Fatal("there are no lanes")
	}
	w.Until("she has a lane", func() bool { return g.by != nil && len(g.by.Lanes) == 1 })
	if of := g.by.Of; len(of) != 2 || !slices.Equal(of[r.Events[0].ID], []int{0}) || g.by.Lanes[0].Name != "Ana Mirova" {
		t.Errorf("the lanes are %+v of %v", g.by.Lanes, of)
	}
	w.Host.Library.Undo()
	w.Until("her lane has one event", func() bool { return g.by != nil && len(g.by.Of) == 1 })
	if w.Run(f, "actor.lanes"); g.by != nil {
		t.Error("the lanes stay")
	}
	w.Until("she is gone from the second", func() bool { return len(f.Shown.actors) == 0 })
}

// Events are related, which both of them say, and parts do not go round.
func TestRelationsOfAnEvent(t *testing.T) {
	w, f, r := opened(t)
	a := f.askRelation()
	a.kinds.chosen = data.PartOf
	a.picker.Entry.SetText("opening")
	a.picker.Look()
	w.Until("the other event is offered", func() bool { return len(a.picker.Found) == 1 })
	a.relate(a.picker.Found[0])
	w.Until("it is said", func() bool { return shows(w, f, "is part of: ") })
	w.Host.Library.Select(r.Events[1].ID)
	w.Until("the other one says it", func() bool {
		return f.Event == r.Events[1].ID && len(f.Shown.relations) == 1 && shows(w, f, "has as a part: ")
	})
	back := f.askRelation()
	back.kinds.chosen = data.PartOf
	back.relate(r.Events[0])
	cycle := w.Host.Kit().T("relation.cycle")
	w.Until("it is refused", func() bool {
		return slices.ContainsFunc(featuretest.Texts(w.Dialog()), func(s string) bool { return strings.Contains(s, cycle) })
	})
	w.Host.Library.Undo()
	w.Until("it is undone", func() bool { return len(f.Shown.relations) == 0 })
}

// chosen is the open article: the words that are selected in it.
type chosen struct {
	words   anchor.Selector
	there   bool
	cleared int
}

func (c *chosen) Chosen() (anchor.Selector, bool) { return c.words, c.there }
func (c *chosen) ClearSelection()                 { c.cleared++ }
func (c *chosen) Passage(s anchor.Selector, _ data.Doubt) (start, end int, ok bool) {
	return s.Start, s.End, true
}

// Selected words name somebody: in a passage of an event by that, elsewhere by a passage of
// their own of the selected event; where there is none, of none.
func TestWordsNameSomebody(t *testing.T) {
	w, f, r := opened(t)
	c := f.reading.(*chosen)
	if w.Run(f, "selection.actor") {
		t.Error("nothing is selected")
	}
	x := r.Excerpts[0]
	article := x.Article
	w.Host.Library.Read(article)
	w.Until("the article is open", func() bool { return w.Host.Library.Article() != nil })
	text := w.Host.Library.Article().Text
	choose := func(start, end int) *asking {
		t.Helper()
		sel, err := anchor.Make(text, start, end)
		if err != nil {
			t.Fatal(err)
		}
		c.words, c.there = sel, true
		a := f.askChosen()
		if a == nil || a.entry.Text() != strings.Join(strings.Fields(sel.Exact), " ") {
			t.Fatalf("asked is %+v", a)
		}
		return a
	}
	said := func() (all []data.Mention) {
		for row, err := range w.Host.Library.Store().Rows(t.Context(), data.KindMention) {
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, *row.(*data.Mention))
		}
		return all
	}
	before := len(w.Host.Library.Article().Excerpts)
	a := choose(x.Anchor.Start, x.Anchor.Start+4)
	a.dialog.Submit()
	w.Until("it is said", func() bool { return len(said()) == 1 && c.cleared == 1 })
	if m := said()[0]; m.Excerpt != x.ID || m.Event != x.Event {
		t.Errorf("it is %+v, not of %+v", m, x)
	}
	if n := len(w.Host.Library.Article().Excerpts); n != before {
		t.Errorf("there are %d passages", n)
	}
	start := len(text) - 6
	for _, e := range w.Host.Library.Article().Excerpts {
		if e.Anchor.Start <= start && len(text)-1 <= e.Anchor.End {
			t.Fatal("the end reports an event")
		}
	}
	choose(start, len(text)-1).dialog.Submit()
	w.Until("it is said, too", func() bool { return len(said()) == 2 && len(w.Host.Library.Article().Excerpts) == before+1 })
	w.Host.Library.Undo()
	w.Until("both are undone", func() bool { return len(said()) == 1 && len(w.Host.Library.Article().Excerpts) == before })
}

// The kinds of relations are words, without the place of the other event, in both languages.
func TestRelationsAreWords(t *testing.T) {
	w, f, _ := opened(t)
	for _, lang := range []string{"en", "ar"} {
		w.Relocale(lang, f)
		for _, chip := range f.askRelation().kinds.chips.Objects {
			for _, words := range featuretest.Texts(chip) {
				if strings.ContainsAny(words, "…:\u2068\u2069") {
					t.Errorf("%s: %q", lang, words)
				}
			}
		}
	}
}
