package merge_test

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// Persons and organisations of a file are those of the library by any of their names; others
// are made, and a second import of the same file adds nothing.
func TestActorsOfAFile(t *testing.T) {
	b := newBench(t)
	putin := data.Entity{ID: data.NewID(), Type: data.Person, Name: "Vladimir Putin", Aliases: []string{"بوتين"}}
	place := data.Entity{ID: data.NewID(), Type: data.Place, Name: "Georgia"}
	if _, err := b.Apply(t.Context(), data.Edit{Label: "test", Entities: []data.Change[data.Entity]{data.Insert(putin), data.Insert(place)}}); err != nil {
		t.Fatal(err)
	}
	doc := func() form.Document {
		e := event("1", "2022-02-04", "Talks")
		return form.Document{
			Events: []form.Event{e},
			Actors: []form.Actor{
				{Event: e.Event.ID, Name: "بُوتين", Type: data.Person},
				{Event: e.Event.ID, Name: "vladimir putin", Type: data.Person},
				{Event: e.Event.ID, Name: "Georgia", Type: data.Person},
				{Event: e.Event.ID, Name: "UN", Type: data.Organisation},
			},
		}
	}
	for range 2 {
		b.write(b.compare(doc()))
		entities, err := b.Entities(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, e := range entities {
			mentions, err := b.EntityMentions(t.Context(), e.ID)
			if err != nil {
				t.Fatal(err)
			}
			for range mentions {
				said = append(said, e.Type+" "+e.Name)
			}
		}
		if len(entities) != 4 || !slices.Equal(said, []string{"person Georgia", "organisation UN", "person Vladimir Putin"}) {
			t.Errorf("%d entities, said is %q", len(entities), said)
		}
	}
}
