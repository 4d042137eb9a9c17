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
	page, story := data.NewPage([]byte{1}, "image/png", "", 0), data.Story{ID: data.NewID(), Name: "Tour"}
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
		Pictures: []data.Change[data.Picture]{
			data.Insert(data.Picture{ID: data.NewID(), Event: f.event.ID, Hash: page.Hash, Type: page.Media, Size: 1}),
			data.Insert(data.Picture{ID: data.NewID(), Story: story.ID, Hash: page.Hash, Type: page.Media, Size: 1}),
		},
		Stories: []data.Change[data.Story]{data.Insert(story)}, Pages: []data.Page{page},
		Steps: []data.Change[data.StoryStep]{
			data.Insert(data.StoryStep{ID: data.NewID(), Story: story.ID, Event: f.event.ID}),
			data.Insert(data.StoryStep{ID: data.NewID(), Story: story.ID, Order: 1, Query: "x"}),
		},
	}); err != nil {
		t.Fatal(err)
	}
	sameAs := func(what string, want [32]byte) {
		t.Helper()
		if after, err := data.ContentHash(ctx, store); err != nil || after != want {
			t.Errorf("the content is another after undoing to delete %s (%v)", what, err)
		}
	}
	undone := func(what string, d Deletion, err error, want [32]byte) {
		t.Helper()
		if err == nil {
			_, err = store.Apply(ctx, d.Edit)
		}
		if err == nil {
			_, err = store.Undo(ctx)
		}
		if err != nil {
			t.Errorf("delete %s: %v", what, err)
		}
		sameAs(what, want)
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
	steps, err := store.StorySteps(ctx, story.ID)
	if err != nil || len(steps) != 2 || steps[0].Event != (data.ID{}) || steps[0].Title != f.event.Title {
		t.Errorf("steps that stay: %+v, %v", steps, err)
	}
	if _, err := store.Undo(ctx); err != nil || d.Pictures != 1 {
		t.Fatal(err, d.Pictures)
	}
	sameAs("events", before)
	stories, err := store.Stories(ctx)
	if err != nil || len(stories) != 1 {
		t.Fatal(stories, err)
	}
	d, err = l.DeleteStory(ctx, stories[0])
	undone("the story", d, err, before)
	entities, err := store.Entities(ctx)
	if err != nil || len(entities) != 1 {
		t.Fatal(entities, err)
	}
	d, err = l.DeleteEntity(ctx, entities[0])
	undone("the entity", d, err, before)
}
