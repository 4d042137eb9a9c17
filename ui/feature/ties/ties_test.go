package ties

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
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
	f := New(w.Host, &grouped{})
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
	f.add("Ana Mirova", data.Person, func(err error) {
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
	w.Until("she is offered", func() bool { return slices.Equal(a.names, []string{"Ana Mirova"}) })
	f.add("آنا ميروفا", data.Person, func(error) {})
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
