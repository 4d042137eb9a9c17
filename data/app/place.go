package app

import (
	"context"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/fold"
)

// Found is where an event happened, as somebody has decided.
type Found struct {
	Name     string // of a place that the event names none of yet; its own words come first
	Names    data.EntityNames
	Position data.Position
	Basis    string // data.BasisMap and others
	Ref      string // of a gazetteer
}

// Place writes where an event happened as one edit: the place that it mentions,
// the first of them that is nowhere yet, gets the position, and where it mentions none, it
// gets one. A place of the library of
// that name is taken, unless it is elsewhere already. Errors: those of the store.
func Place(ctx context.Context, store data.Store, event data.ID, found Found) (data.Edit, error) {
	edit, err := placed(ctx, store, event, found)
	if err != nil {
		return edit, err
	}
	return store.Apply(ctx, edit)
}

func placed(ctx context.Context, store data.Store, event data.ID, found Found) (data.Edit, error) {
	edit := data.Edit{Label: "edit.event.place"}
	e, err := store.Event(ctx, event)
	if err != nil {
		return edit, err
	}
	mentions, err := store.EventMentions(ctx, event)
	if err != nil {
		return edit, err
	}
	entities, err := store.Entities(ctx)
	if err != nil {
		return edit, err
	}
	at := func(place data.Entity) data.Entity {
		place.Position, place.Basis, place.Ref = found.Position, found.Basis, found.Ref
		return place
	}
	byID := map[data.ID]data.Entity{}
	for _, n := range entities {
		byID[n.ID] = n
	}
	var mentioned data.Entity
	for _, m := range mentions {
		place := byID[m.Entity]
		if m.Role == data.RolePlace && place.Type == data.Place && (mentioned.ID == (data.ID{}) || !mentioned.Position.IsZero() && place.Position.IsZero()) {
			mentioned = place
		}
	}
	if mentioned.ID != (data.ID{}) {
		edit.Entities = append(edit.Entities, data.Update(mentioned, at(mentioned)))
		return edit, nil
	}
	name := strings.TrimSpace(e.Place)
	if name == "" {
		name = found.Name
	}
	for _, place := range entities {
		if place.Type == data.Place && fold.String(place.Name) == fold.String(name) && (place.Position.IsZero() || place.Position == found.Position) {
			if place.Position.IsZero() {
				edit.Entities = append(edit.Entities, data.Update(place, at(place)))
			}
			edit.Mentions = append(edit.Mentions, data.Insert(data.Mention{ID: data.NewID(), Entity: place.ID, Event: event, Role: data.RolePlace}))
			return edit, nil
		}
	}
	place := at(data.Entity{ID: data.NewID(), Type: data.Place, Name: name, Names: found.Names})
	edit.Entities = append(edit.Entities, data.Insert(place))
	edit.Mentions = append(edit.Mentions, data.Insert(data.Mention{ID: data.NewID(), Entity: place.ID, Event: event, Role: data.RolePlace}))
	return edit, nil
}
