package app

import (
	"testing"

	"tarikh.org/tarikh/data"
)

// What ties events to entities and to each other goes with them, once, and comes back;
// the entities stay.
func TestTiesGoWithTheirEvents(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	f := furnish(t, l)
	games, party := f.event, data.Entity{ID: data.NewID(), Type: data.Organisation, Name: "Party"}
	games.ID = data.NewID()
	whole := games
	whole.ID = data.NewID()
	relation := func(from, to data.Event) data.Change[data.Relation] {
		return data.Insert(data.Relation{ID: data.NewID(), From: from.ID, To: to.ID, Type: data.PartOf})
	}
	if _, err := store.Apply(ctx, data.Edit{
		Label: "test", Events: []data.Change[data.Event]{data.Insert(games), data.Insert(whole)}, Entities: []data.Change[data.Entity]{data.Insert(party)},
		Mentions: []data.Change[data.Mention]{
			data.Insert(data.Mention{ID: data.NewID(), Entity: party.ID, Event: f.event.ID, Excerpt: f.excerpt.ID, Role: data.RoleActor}),
			data.Insert(data.Mention{ID: data.NewID(), Entity: party.ID, Event: whole.ID, Role: data.RoleActor}),
		},
		Relations: []data.Change[data.Relation]{relation(f.event, games), relation(games, whole)},
	}); err != nil {
		t.Fatal(err)
	}
	before, err := data.ContentHash(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	d, err := l.DeleteEvents(ctx, f.event.ID, games.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(ctx, d.Edit); err != nil {
		t.Fatal(err)
	}
	left, err := store.EntityMentions(ctx, party.ID)
	if err != nil || len(left) != 1 || left[0].Event != whole.ID {
		t.Errorf("left: %+v, %v", left, err)
	}
	if ties, err := store.EventRelations(ctx, whole.ID); err != nil || len(ties) != 0 {
		t.Errorf("relations of the event that stays: %+v, %v", ties, err)
	}
	if _, err := store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if after, err := data.ContentHash(ctx, store); err != nil || after != before {
		t.Errorf("the content is another after undoing (%v)", err)
	}
}
