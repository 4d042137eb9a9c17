package telling

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/placing"
)

// Placed is an event of a step with where it happened, at least one place.
type Placed struct {
	Event      data.ID
	Colour     string // of its track
	Importance int
	Sites      []placing.Site
}

// Place says of each step where what it shows happened. What views show is found before,
// with Views.Placed.
func (t *Told) Place(p placing.Placing) {
	for i := range t.Steps {
		s := &t.Steps[i]
		s.Placed = nil
		for j := range s.shows {
			e := &s.shows[j]
			at := Placed{Event: e.ID, Colour: e.colour, Importance: int(e.Importance)}
			for _, n := range p.Events[e.ID] {
				at.Sites = append(at.Sites, p.Sites[n])
			}
			if len(at.Sites) > 0 {
				s.Placed = append(s.Placed, at)
			}
		}
	}
}

// Locate is Place, with the places read from a library. Errors: those of the store.
func (t *Told) Locate(ctx context.Context, store data.Store, g *gazetteer.Gazetteer) error {
	var events []data.Event
	for _, s := range t.Steps {
		for _, e := range s.shows {
			events = append(events, e.Event)
		}
	}
	b := placing.NewBuilder(g)
	if err := b.Events(ctx, store, events); err != nil {
		return err
	}
	t.Place(b.Done())
	return nil
}
