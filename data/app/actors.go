package app

import (
	"cmp"
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
	// Report is a new passage of the event, which names it, in the place of Excerpt; its ID is
	// zero where there is none.
	Report data.Excerpt
}

// AddActors says that persons and organisations have to do with events, as one edit. A
// name that the library has, as a name or an alias of one of any script, is that one;
// others are made. What is said already is not said again.
func (l *Library) AddActors(ctx context.Context, actors ...Actor) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit := data.Edit{Label: "edit.actor.add"}
	now, err := l.actorsNow(ctx)
	if err != nil {
		return edit, err
	}
	for _, a := range actors {
		id := now.named(a.Name, a.Type)
		if a.Event == (data.ID{}) {
			continue
		}
		if a.Report.ID != (data.ID{}) {
			a.Excerpt = a.Report.ID
			edit.Excerpts = append(edit.Excerpts, data.Insert(a.Report))
		}
		m := data.Mention{ID: data.NewID(), Entity: id, Event: a.Event, Excerpt: a.Excerpt, Role: data.RoleActor}
		if err := now.mention(ctx, l.Store, m, &edit); err != nil {
			return edit, err
		}
	}
	edit.Entities = now.changes()
	return l.Write(ctx, edit)
}

// actorsNow are the persons and organisations of a library while some are added.
type actorsNow struct {
	before map[data.ID]data.Entity
	after  []data.Entity      // those that are new or have changed
	known  map[string]data.ID // by their folded names
	said   map[data.ID][]data.Mention
}

func (l *Library) actorsNow(ctx context.Context) (*actorsNow, error) {
	all, err := l.Entities(ctx)
	if err != nil {
		return nil, err
	}
	a := &actorsNow{before: map[data.ID]data.Entity{}, known: map[string]data.ID{}, said: map[data.ID][]data.Mention{}}
	for _, e := range slices.Backward(all) { // of two that are called so, the first
		if e.Type != data.Place {
			a.before[e.ID] = e
			for _, name := range e.Called() {
				a.known[fold.String(name)] = e.ID
			}
		}
	}
	return a, nil
}

// named is the one that is called so, or a new one of a type.
func (a *actorsNow) named(name, kind string) data.ID {
	id, ok := a.known[fold.String(name)]
	if !ok {
		id = data.NewID()
		a.known[fold.String(name)] = id
		a.after = append(a.after, data.Entity{ID: id, Type: kind, Name: name})
	}
	return id
}

// entity is the one that somebody is taken as, with all names that it has then.
func (a *actorsNow) entity(t Taking) data.ID {
	id := cmp.Or(t.As, t.Entity)
	if _, ok := a.before[id]; !ok {
		id = a.named(t.Name, string(t.Kind))
	}
	at := slices.IndexFunc(a.after, func(e data.Entity) bool { return e.ID == id })
	e := a.before[id]
	if at >= 0 {
		e = a.after[at]
	}
	before := len(e.Names) + len(e.Aliases)
	e.Names, e.Aliases = slices.Clone(e.Names), slices.Clone(e.Aliases)
	for _, n := range append([]Naming{t.Naming}, t.Also...) {
		for _, name := range append([]string{n.Name}, n.Others...) {
			switch {
			case slices.ContainsFunc(e.Called(), func(o string) bool { return fold.String(o) == fold.String(name) }), len(e.Called()) >= data.MaxEntityNames:
			case language(name) != language(e.Name):
				e.Names = append(e.Names, data.EntityName{Text: name, Lang: language(name)})
				a.known[fold.String(name)] = id
			default:
				e.Aliases = append(e.Aliases, name)
				a.known[fold.String(name)] = id
			}
		}
	}
	switch {
	case len(e.Names)+len(e.Aliases) == before:
	case at >= 0:
		a.after[at] = e
	default:
		a.after = append(a.after, e)
	}
	return id
}

// mention adds what is not said yet.
func (a *actorsNow) mention(ctx context.Context, store data.Store, m data.Mention, edit *data.Edit) (err error) {
	said, ok := a.said[m.Event]
	if !ok {
		if said, err = store.EventMentions(ctx, m.Event); err != nil {
			return err
		}
	}
	if !slices.ContainsFunc(said, func(o data.Mention) bool { return sameMention(o, m) }) {
		said = append(said, m)
		edit.Mentions = append(edit.Mentions, data.Insert(m))
	}
	a.said[m.Event] = said
	return nil
}

// changes are those of the persons and organisations.
func (a *actorsNow) changes() (all []data.Change[data.Entity]) {
	for _, e := range a.after {
		if before, ok := a.before[e.ID]; ok {
			all = append(all, data.Update(before, e))
		} else {
			all = append(all, data.Insert(e))
		}
	}
	return all
}

// sameMention reports whether two mentions say the same.
func sameMention(a, b data.Mention) bool {
	a.ID, a.Rev, b.ID, b.Rev = data.ID{}, 0, data.ID{}, 0
	return a == b
}

// MergeEntities makes one entity of several, as one edit: the first stays, with the names
// of the others (those in another script as names in their language, else as aliases), their
// notes and their mentions.
func (l *Library) MergeEntities(ctx context.Context, kept data.Entity, others ...data.Entity) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit := data.Edit{Label: "edit.actor.merge"}
	said, err := l.EntityMentions(ctx, kept.ID)
	if err != nil {
		return edit, err
	}
	after := kept
	after.Names, after.Aliases = slices.Clone(kept.Names), slices.Clone(kept.Aliases)
	for _, o := range others {
		named := append(data.EntityNames{{Text: o.Name, Lang: language(o.Name)}}, o.Names...)
		for _, n := range named {
			switch {
			case slices.Contains(after.Called(), n.Text):
			case n.Lang != language(after.Name):
				after.Names = append(after.Names, n)
			default:
				after.Aliases = append(after.Aliases, n.Text)
			}
		}
		for _, name := range o.Aliases {
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
	return l.Write(ctx, edit)
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
	return l.Write(ctx, edit)
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
