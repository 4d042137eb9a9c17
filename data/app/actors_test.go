package app

import (
	"errors"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

// A name that the library has is not made twice, whatever its spelling; merging keeps what
// the others are called and where they are mentioned, and is undone as one.
func TestActors(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	events := several(t, l, 3)
	add := func(actors ...Actor) {
		t.Helper()
		if _, err := l.AddActors(ctx, actors...); err != nil {
			t.Fatal(err)
		}
	}
	named := func(name string) data.Entity {
		t.Helper()
		all, err := store.Entities(ctx)
		i := slices.IndexFunc(all, func(e data.Entity) bool { return e.Name == name })
		if err != nil || i < 0 {
			t.Fatalf("no entity %q (%v)", name, err)
		}
		return all[i]
	}
	count := func() int {
		t.Helper()
		all, err := store.Entities(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	before := count()
	add(Actor{Name: "أحمد", Type: data.Person, Event: events[0].ID}, Actor{Name: "احمد", Type: data.Person, Event: events[1].ID})
	add(Actor{Name: "أَحمد", Type: data.Person, Event: events[0].ID})
	if count() != before+1 {
		t.Fatalf("%d entities were made", count()-before)
	}
	ahmad := named("أحمد")
	if m, err := store.EntityMentions(ctx, ahmad.ID); err != nil || len(m) != 2 {
		t.Fatalf("mentioned in %v (%v)", m, err)
	}
	add(Actor{Name: "Ahmad", Type: data.Person, Event: events[1].ID}, Actor{Name: "Ahmad", Type: data.Person, Event: events[2].ID})
	latin := named("Ahmad")
	latin.Names, latin.Aliases = data.EntityNames{{Text: "Achmet", Lang: "tr"}, {Text: "الأحمد", Lang: "ar"}}, []string{"The boss"}
	if _, err := store.Apply(ctx, data.Edit{Label: "test", Entities: []data.Change[data.Entity]{data.Update(named("Ahmad"), latin)}}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.MergeEntities(ctx, ahmad, named("Ahmad")); err != nil {
		t.Fatal(err)
	}
	if m, err := store.EntityMentions(ctx, ahmad.ID); err != nil || len(m) != 3 {
		t.Errorf("the merged one is mentioned in %v (%v)", m, err)
	}
	if e := named("أحمد"); !slices.Equal(e.Names, data.EntityNames{{Text: "Ahmad"}, {Text: "Achmet", Lang: "tr"}}) || !slices.Equal(e.Aliases, []string{"الأحمد", "The boss"}) {
		t.Errorf("called %q in other languages, also %q", e.Names, e.Aliases)
	}
	add(Actor{Name: "AHMAD", Type: data.Person, Event: events[0].ID}) // an alias by now
	if count() != before+1 {
		t.Errorf("an alias became an entity")
	}
	if _, err := store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if count() != before+2 {
		t.Errorf("undone, there are %d more", count()-before)
	}
}

// No event is a part of itself, however far apart; other relations may go round.
func TestPartsDoNotGoRound(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	events := several(t, l, 3)
	for _, e := range events {
		all, err := store.EventRelations(ctx, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.Apply(ctx, data.Edit{Label: "test", Relations: deletes(all)}); err != nil {
			t.Fatal(err)
		}
	}
	relate := func(from, to int, kind string) error {
		_, err := l.Relate(ctx, data.Relation{From: events[from].ID, To: events[to].ID, Type: kind})
		return err
	}
	for _, pair := range [][2]int{{0, 1}, {1, 2}, {0, 1}} {
		if err := relate(pair[0], pair[1], data.PartOf); err != nil {
			t.Fatal(err)
		}
	}
	if err := relate(2, 0, data.PartOf); !errors.Is(err, ErrCycle) {
		t.Errorf("a round of parts gave %v", err)
	}
	if err := relate(2, 0, "causes"); err != nil {
		t.Error(err)
	}
	if all, err := store.Relations(ctx); err != nil || len(all) != 3 {
		t.Errorf("relations are %v (%v)", all, err)
	}
}
