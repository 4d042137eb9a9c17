package placing

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/text/fold"
)

// Names are the places that the field of an event names, each once: what semicolons are
// between. A comma is before a country as often as between two places.
func Names(words string) (names []string) {
	seen := map[string]bool{}
	for _, part := range strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune(";؛", r) }) {
		name := strings.Join(strings.Fields(part), " ")
		if key := fold.String(name); name != "" && !seen[key] {
			seen[key] = true
			names = append(names, name)
		}
	}
	return names
}

// Joined is what the field of an event says that names some places.
func Joined(names []string) string {
	between := "; "
	if slices.ContainsFunc(names, func(name string) bool {
		return strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
	}) {
		between = "؛ "
	}
	return strings.Join(names, between)
}

// Library is what is read of a library to complete an edit; a data.Store is one.
type Library interface {
	Entities(ctx context.Context) ([]data.Entity, error)
	EventMentions(ctx context.Context, event data.ID) ([]data.Mention, error)
	EntityMentions(ctx context.Context, entity data.ID) ([]data.Mention, error)
}

// Empty is a library that is yet to be made.
type Empty struct{}

// Entities and the others are those of Library: there are none.
func (Empty) Entities(context.Context) ([]data.Entity, error)                 { return nil, nil }
func (Empty) EventMentions(context.Context, data.ID) ([]data.Mention, error)  { return nil, nil }
func (Empty) EntityMentions(context.Context, data.ID) ([]data.Mention, error) { return nil, nil }

// Complete adds to an edit what follows from the places of the events that it writes: the
// mentions of what a field names now, with the places of which the library has none of that
// name, and what takes away those that it does not name any more. A place of which nothing
// is known but its name goes with its last mention. What the edit itself says of mentions
// is taken as said. Errors: those of the store.
func Complete(ctx context.Context, store Library, edit data.Edit) (data.Edit, error) {
	if !slices.ContainsFunc(edit.Events, placed) {
		return edit, nil
	}
	c, err := newCompletion(ctx, store, edit)
	if err != nil {
		return edit, err
	}
	for _, e := range edit.Events {
		if placed(e) {
			if err := c.event(ctx, e); err != nil {
				return edit, err
			}
		}
	}
	return c.Edit, c.bare(ctx)
}

// placed reports whether a change gives an event a place or takes it.
func placed(c data.Change[data.Event]) bool {
	switch {
	case c.After == nil:
		return false // its mentions are deleted with it
	case c.Before == nil:
		return c.After.Place != ""
	}
	return c.Before.Place != c.After.Place
}

// completion is an edit that is being completed.
type completion struct {
	data.Edit
	store   Library
	places  map[data.ID]data.Entity    // as they are after the edit
	called  map[string]data.ID         // places by their folded names
	gained  map[data.ID][]data.Mention // what the edit says of events
	changed map[data.ID]bool           // the mentions that it changes
	left    map[data.ID]bool           // places that mentions were taken from
}

// newCompletion reads the places of the library.
func newCompletion(ctx context.Context, store Library, edit data.Edit) (*completion, error) {
	c := &completion{
		Edit: edit, store: store, places: map[data.ID]data.Entity{}, called: map[string]data.ID{},
		gained: map[data.ID][]data.Mention{}, changed: map[data.ID]bool{}, left: map[data.ID]bool{},
	}
	c.Entities, c.Mentions = slices.Clip(edit.Entities), slices.Clip(edit.Mentions)
	for _, m := range edit.Mentions {
		if m.Before != nil {
			c.changed[m.Before.ID] = true
		}
		if m.After != nil {
			c.gained[m.After.Event] = append(c.gained[m.After.Event], *m.After)
		}
	}
	all, err := store.Entities(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range edit.Entities {
		if e.Before != nil {
			all = slices.DeleteFunc(all, func(o data.Entity) bool { return o.ID == e.Before.ID })
		}
		if e.After != nil {
			all = append(all, *e.After)
		}
	}
	for _, listed := range []bool{true, false} { // a place that is listed by a name goes first
		for _, e := range all {
			if e.Type != data.Place {
				continue
			}
			c.places[e.ID] = e
			for i, name := range e.Called() {
				if key := fold.String(name); (i == 0) == listed && c.called[key] == (data.ID{}) {
					c.called[key] = e.ID
				}
			}
		}
	}
	return c, nil
}

// event completes what is said of one event.
func (c *completion) event(ctx context.Context, e data.Change[data.Event]) error {
	was := map[string]bool{}
	mentions := c.gained[e.After.ID]
	if e.Before != nil {
		was = keys(e.Before.Place)
		before, err := c.store.EventMentions(ctx, e.After.ID)
		if err != nil {
			return err
		}
		mentions = append(slices.DeleteFunc(before, func(m data.Mention) bool { return c.changed[m.ID] }), mentions...)
	}
	now, said := keys(e.After.Place), map[string]bool{}
	for _, m := range mentions {
		if _, ok := c.places[m.Entity]; !ok || m.Role != data.RolePlace {
			continue
		}
		named, goes := false, false
		for _, name := range c.places[m.Entity].Called() {
			key := fold.String(name)
			named, goes, said[key] = named || now[key], goes || was[key], true
		}
		if goes && !named && m.Rev > 0 && !c.changed[m.ID] {
			c.Mentions = append(c.Mentions, data.Delete(m))
			c.changed[m.ID], c.left[m.Entity] = true, true
		}
	}
	if said[whole(e.After.Place)] {
		return nil
	}
	for _, name := range Names(e.After.Place) {
		if key := fold.String(name); !said[key] {
			c.Mentions = append(c.Mentions, data.Insert(data.Mention{ID: data.NewID(), Entity: c.place(name, key), Event: e.After.ID, Role: data.RolePlace}))
		}
	}
	return nil
}

// keys are the folded names of a field, and all of it, which may be the name of one place.
func keys(words string) map[string]bool {
	all := map[string]bool{}
	for _, name := range append(Names(words), whole(words)) {
		all[fold.String(name)] = true
	}
	delete(all, "")
	return all
}

// whole is what a field says, folded.
func whole(words string) string { return fold.String(strings.Join(strings.Fields(words), " ")) }

// place is the place of a name, which is made if there is none. Coordinates are where it
// is.
func (c *completion) place(name, key string) data.ID {
	if id, ok := c.called[key]; ok {
		delete(c.left, id)
		return id
	}
	place := data.Entity{ID: data.NewID(), Type: data.Place, Name: name}
	if at, err := gazetteer.Coordinates(name); err == nil {
		place.Position, place.Basis = data.Position{Lat: at.Lat, Lon: at.Lon, Radius: at.Radius}, data.BasisCoordinates
	}
	c.Entities = append(c.Entities, data.Insert(place))
	c.places[place.ID], c.called[key] = place, place.ID
	return place.ID
}

// bare deletes the places of which nothing is known but the name, and that no event
// mentions any more.
func (c *completion) bare(ctx context.Context) error {
	for _, m := range c.Mentions {
		if m.After != nil {
			delete(c.left, m.After.Entity)
		}
	}
	for _, e := range c.Edit.Entities {
		if e.Before != nil {
			delete(c.left, e.Before.ID)
		}
	}
	for _, id := range slices.SortedFunc(maps.Keys(c.left), func(a, b data.ID) int { return slices.Compare(a[:], b[:]) }) {
		place := c.places[id]
		if place.Rev == 0 || !place.Position.IsZero() && place.Basis != data.BasisCoordinates ||
			len(place.Names)+len(place.Aliases) > 0 || place.Note != "" || place.Ref != "" {
			continue
		}
		mentions, err := c.store.EntityMentions(ctx, id)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(mentions, func(m data.Mention) bool { return !c.changed[m.ID] }) {
			c.Entities = append(c.Entities, data.Delete(place))
		}
	}
	return nil
}
