package app

import (
	"context"
	"errors"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/fold"
)

// ErrCycle is that an event would be a part of itself.
var ErrCycle = errors.New("an event cannot be a part of itself")

// Actor is a name of a person or an organisation that has to do with an event.
type Actor struct {
	Name, Type string  // Type is that of a new entity
	Event      data.ID // zero: of none
	Excerpt    data.ID // the passage that names it; zero: of the event as a whole
}

// AddActors says that persons and organisations have to do with events, as one edit. A
// name that the library has, as a name or an alias of one of any script, is that one;
// others are made. What is said already is not said again.
func (l *Library) AddActors(ctx context.Context, actors ...Actor) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit := data.Edit{Label: "edit.actor.add"}
	all, err := l.Entities(ctx)
	if err != nil {
		return edit, err
	}
	known := map[string]data.ID{}
	for _, e := range slices.Backward(all) { // of two that are called so, the first
		if e.Type != data.Place {
			for _, name := range e.Called() {
				known[fold.String(name)] = e.ID
			}
		}
	}
	said := map[data.ID][]data.Mention{} // by event
	for _, a := range actors {
		name := fold.String(a.Name)
		id, ok := known[name]
		if !ok {
			id = data.NewID()
			known[name] = id
			edit.Entities = append(edit.Entities, data.Insert(data.Entity{ID: id, Type: a.Type, Name: a.Name}))
		}
		if a.Event == (data.ID{}) {
			continue
		}
		if said[a.Event] == nil {
			if said[a.Event], err = l.EventMentions(ctx, a.Event); err != nil {
				return edit, err
			}
		}
		m := data.Mention{ID: data.NewID(), Entity: id, Event: a.Event, Excerpt: a.Excerpt, Role: data.RoleActor}
		if slices.ContainsFunc(said[a.Event], func(o data.Mention) bool { return sameMention(o, m) }) {
			continue
		}
		said[a.Event] = append(said[a.Event], m)
		edit.Mentions = append(edit.Mentions, data.Insert(m))
	}
	return l.Apply(ctx, edit)
}

// sameMention reports whether two mentions say the same.
func sameMention(a, b data.Mention) bool {
	a.ID, a.Rev, b.ID, b.Rev = data.ID{}, 0, data.ID{}, 0
	return a == b
}

// MergeEntities makes one entity of several, as one edit: the first stays, with the names
// of the others as aliases, their notes and their mentions.
func (l *Library) MergeEntities(ctx context.Context, kept data.Entity, others ...data.Entity) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit := data.Edit{Label: "edit.actor.merge"}
	said, err := l.EntityMentions(ctx, kept.ID)
	if err != nil {
		return edit, err
	}
	after := kept
	after.Aliases = slices.Clone(kept.Aliases)
	for _, o := range others {
		for _, name := range o.Called() {
			if !slices.Contains(after.Called(), name) {
				after.Aliases = append(after.Aliases, name)
			}
		}
		if o.Note != "" && after.Note != "" {
			after.Note += "\n\n"
		}
		after.Note += o.Note
		mentions, err := l.EntityMentions(ctx, o.ID)
		if err != nil {
			return edit, err
		}
		for _, before := range mentions {
			m := before
			m.Entity = kept.ID
			if slices.ContainsFunc(said, func(x data.Mention) bool { return sameMention(x, m) }) {
				edit.Mentions = append(edit.Mentions, data.Delete(before))
				continue
			}
			said = append(said, m)
			edit.Mentions = append(edit.Mentions, data.Update(before, m))
		}
		edit.Entities = append(edit.Entities, data.Delete(o))
	}
	edit.Entities = append(edit.Entities, data.Update(kept, after))
	return l.Apply(ctx, edit)
}

// Relate says what an event has to do with another one. What is said already is not said
// again. Errors: ErrCycle, and those of Apply.
func (l *Library) Relate(ctx context.Context, r data.Relation) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit := data.Edit{Label: "edit.relation.add"}
	all, err := l.Relations(ctx)
	if err != nil {
		return edit, err
	}
	if r.Type == data.PartOf && within(all, r.To, r.From) {
		return edit, ErrCycle
	}
	if slices.ContainsFunc(all, func(o data.Relation) bool { return o.From == r.From && o.To == r.To && o.Type == r.Type }) {
		return edit, nil
	}
	r.ID = data.NewID()
	edit.Relations = []data.Change[data.Relation]{data.Insert(r)}
	return l.Apply(ctx, edit)
}

// within reports whether an event is the whole or a part of it, of whatever depth.
func within(all []data.Relation, event, whole data.ID) bool {
	seen := map[data.ID]bool{}
	for left := []data.ID{event}; len(left) > 0; left = left[1:] {
		if left[0] == whole {
			return true
		}
		for _, r := range all {
			if r.Type == data.PartOf && r.From == left[0] && !seen[r.To] {
				seen[r.To] = true
				left = append(left, r.To)
			}
		}
	}
	return false
}
