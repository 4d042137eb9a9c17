package app

import (
	"context"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/placing"
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
func (l *Library) Place(ctx context.Context, event data.ID, found Found) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit, err := placed(ctx, l.Store, event, found)
	if err != nil {
		return edit, err
	}
	return l.Write(ctx, edit)
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
		edit.Entities = append(edit.Entities, data.Update(mentioned, found.at(mentioned)))
		return edit, nil
	}
	name := strings.TrimSpace(e.Place)
	if name == "" {
		name = found.Name
	}
	for _, place := range entities {
		if place.Type == data.Place && fold.String(place.Name) == fold.String(name) && (place.Position.IsZero() || place.Position == found.Position) {
			if place.Position.IsZero() {
				edit.Entities = append(edit.Entities, data.Update(place, found.at(place)))
			}
			edit.Mentions = append(edit.Mentions, data.Insert(data.Mention{ID: data.NewID(), Entity: place.ID, Event: event, Role: data.RolePlace}))
			return edit, nil
		}
	}
	place := found.at(data.Entity{ID: data.NewID(), Type: data.Place, Name: name, Names: found.Names})
	edit.Entities = append(edit.Entities, data.Insert(place))
	edit.Mentions = append(edit.Mentions, data.Insert(data.Mention{ID: data.NewID(), Entity: place.ID, Event: event, Role: data.RolePlace}))
	return edit, nil
}

// AddPlace says that an event happened at a further place, as one edit: its field names it,
// too, after what it names already. A place of the library of that name is taken, and gets
// the position, if it has none.
func (l *Library) AddPlace(ctx context.Context, event data.ID, found Found) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit := data.Edit{Label: "edit.event.place"}
	before, err := l.Event(ctx, event)
	if err != nil {
		return edit, err
	}
	names := placing.Names(before.Place)
	if slices.ContainsFunc(names, func(n string) bool { return fold.String(n) == fold.String(found.Name) }) {
		return edit, nil
	}
	after := before
	after.Place = placing.Joined(append(names, placing.Names(found.Name)...))
	edit.Events = []data.Change[data.Event]{data.Update(before, after)}
	if found.Position.IsZero() {
		return l.Write(ctx, edit)
	}
	entities, err := l.Entities(ctx)
	if err != nil {
		return edit, err
	}
	known := slices.IndexFunc(entities, func(e data.Entity) bool {
		return e.Type == data.Place && fold.String(e.Name) == fold.String(found.Name) && (e.Position.IsZero() || e.Position == found.Position)
	})
	switch {
	case known < 0:
		place := data.Entity{ID: data.NewID(), Type: data.Place, Name: found.Name, Names: found.Names, Position: found.Position, Basis: found.Basis, Ref: found.Ref}
		edit.Entities = []data.Change[data.Entity]{data.Insert(place)}
		edit.Mentions = []data.Change[data.Mention]{data.Insert(data.Mention{ID: data.NewID(), Entity: place.ID, Event: event, Role: data.RolePlace})}
	case entities[known].Position.IsZero():
		edit.Entities = []data.Change[data.Entity]{data.Update(entities[known], found.at(entities[known]))}
	}
	return l.Write(ctx, edit)
}

// at is a place where it was found.
func (f Found) at(place data.Entity) data.Entity {
	place.Position, place.Basis, place.Ref = f.Position, f.Basis, f.Ref
	return place
}

// MovePlace says where a place of the library is, as one edit.
func (l *Library) MovePlace(ctx context.Context, place data.Entity, found Found) (data.Edit, error) {
	return l.Write(ctx, data.Edit{Label: "edit.event.place", Entities: []data.Change[data.Entity]{data.Update(place, found.at(place))}})
}

// TakePlace takes a place from an event, and out of its field, as one edit.
func (l *Library) TakePlace(ctx context.Context, event data.ID, called []string) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit := data.Edit{Label: "edit.event.place.take"}
	before, err := l.Event(ctx, event)
	if err != nil {
		return edit, err
	}
	is := func(name string) bool {
		return slices.ContainsFunc(called, func(c string) bool { return fold.String(c) == fold.String(name) })
	}
	after := before
	if after.Place = placing.Joined(slices.DeleteFunc(placing.Names(before.Place), is)); is(before.Place) {
		after.Place = ""
	}
	if after.Place != before.Place {
		edit.Events = []data.Change[data.Event]{data.Update(before, after)}
		return l.Write(ctx, edit)
	}
	mentions, err := l.EventMentions(ctx, event)
	if err != nil {
		return edit, err
	}
	entities, err := l.Entities(ctx)
	if err != nil {
		return edit, err
	}
	for _, e := range entities {
		for _, m := range mentions {
			if e.ID == m.Entity && m.Role == data.RolePlace && slices.ContainsFunc(e.Called(), is) {
				edit.Mentions = append(edit.Mentions, data.Delete(m))
			}
		}
	}
	return l.Write(ctx, edit)
}
