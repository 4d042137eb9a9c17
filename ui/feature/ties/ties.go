// Package ties is what the selected event has to do with others: persons and organisations,
// and other events. Its part of the card lists them, and dialogs make them.
//
// The one idea behind it: a tie is a row of its own, so that it is made, taken away and
// undone by itself, and is found from both of its ends.
package ties

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Feature is the ties of the selected event.
type Feature struct {
	host *feature.Host
	*feature.OfEvent[ties]
	looking library.Slot
	strip   Strip
	reading Reading
	lanes   bool // the strip has a lane for each of the persons and organisations
	laying  library.Slot
}

// ties are those of an event.
type ties struct {
	actors    []actor
	relations []relation
}

// actor is a person or an organisation that the event has to do with.
type actor struct {
	data.Entity
	mentions []data.Mention
}

// relation is one with another event.
type relation struct {
	data.Relation
	other data.Event
}

var _ feature.Feature = (*Feature)(nil)

// Reading is the open article.
type Reading interface {
	Chosen() (anchor.Selector, bool) // the selected words, or those of the mark that is pressed
	ClearSelection()
	// Passage finds a passage in the text that is shown.
	Passage(s anchor.Selector, doubt data.Doubt) (start, end int, ok bool)
}

// New makes the feature.
func New(h *feature.Host, s Strip, r Reading) *Feature {
	f := &Feature{host: h, strip: s, reading: r}
	f.OfEvent = feature.NewOfEvent(h, read, data.KindMention, data.KindEntity, data.KindRelation, data.KindEvent)
	h.Library.Subscribe(func(c library.Change) {
		switch {
		case !f.lanes:
		case c.Kind == library.Opened || c.Kind == library.Closed:
			f.turnLanes()
		case c.Kind == library.Edited && c.Has(data.KindMention, data.KindEntity):
			f.lay()
		}
	})
	return f
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l, r := f.host.Library, f.reading
	one := func() bool { return l.Writable() && l.Event() != nil && !f.host.State.Locked }
	return []command.Command{
		{ID: "actor.add", Title: "command.actor.add", Enabled: one, Run: func() { f.askActor() }},
		{ID: "selection.actor", Title: "command.selection.actor", Enabled: func() bool {
			_, chosen := r.Chosen()
			return chosen && l.Writable() && l.Article() != nil
		}, Run: func() { f.askChosen() }},
		{ID: "actor.lanes", Title: "command.actor.lanes", Enabled: func() bool { return l.Snapshot() != nil }, Run: f.turnLanes},
		{ID: "relation.add", Title: "command.relation.add", Enabled: one, Run: func() { f.askRelation() }},
	}
}

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() {}

// read reads the ties of an event.
func read(ctx context.Context, store data.Store, event data.ID) (t ties, err error) {
	mentions, err := store.EventMentions(ctx, event)
	if err != nil {
		return t, err
	}
	if slices.ContainsFunc(mentions, func(m data.Mention) bool { return m.Role == data.RoleActor }) {
		all, err := store.Entities(ctx)
		if err != nil {
			return t, err
		}
		for _, e := range all {
			a := actor{Entity: e}
			for _, m := range mentions {
				if m.Entity == e.ID && m.Role == data.RoleActor {
					a.mentions = append(a.mentions, m)
				}
			}
			if len(a.mentions) > 0 {
				t.actors = append(t.actors, a)
			}
		}
	}
	found, err := store.EventRelations(ctx, event)
	if err != nil {
		return t, err
	}
	for _, r := range found {
		other := r.To
		if other == event {
			other = r.From
		}
		if r.Type == data.Distinct {
			continue
		}
		rows, err := store.EventRows(ctx, []data.ID{other})
		if err != nil {
			return t, err
		}
		t.relations = append(t.relations, relation{r, rows[0]})
	}
	return t, nil
}

// Card lists the ties of an event, and offers to add one; nil where there are none and
// none can be added.
func (f *Feature) Card(e *library.EventView) fyne.CanvasObject {
	k, writable := f.host.Kit(), f.host.Library.Writable()
	if e.ID != f.Event {
		return nil
	}
	column := control.Column(6)
	if len(f.Shown.actors) > 0 {
		chips := k.Wrap(5)
		for _, a := range f.Shown.actors {
			chips.Add(k.TapArea(k.ChipButton(k.Given(a.Name), nil, func() { f.filter(a) }), func() { f.filter(a) }, func(at fyne.Position) { f.actorMenu(a, at) }))
		}
		column.Add(chips)
	}
	for _, r := range f.Shown.relations {
		open := func() { f.host.Library.Select(r.other.ID) }
		line := k.Button(control.Link, control.OneLine(f.says(r), 60), nil, open)
		column.Add(k.TapArea(k.Wrap(0, line), open, func(at fyne.Position) { f.relationMenu(r, at) }))
	}
	if writable {
		column.Add(k.Wrap(14, k.Button(control.Link, k.T("actor.add"), nil, func() { f.askActor() }), k.Button(control.Link, k.T("relation.add"), nil, func() { f.askRelation() })))
	}
	if len(column.Objects) == 0 {
		return nil
	}
	return column
}

// key is the message that says a relation, from its one end or its other one.
func key(r data.Relation, from data.ID) string {
	name := "relation." + strings.ReplaceAll(r.Type, "-", "")
	if r.From != from {
		name += ".of"
	}
	return name
}

// says says a relation from the selected event.
func (f *Feature) says(r relation) string {
	return f.host.Kit().T(key(r.Relation, f.Event), "event", r.other.Title)
}

// filter leaves the events of a person or an organisation.
func (f *Feature) filter(a actor) {
	l := f.host.Library
	l.SetFilter(l.Filter().With(query.Term{Field: query.Actor, Values: []string{a.Name}}))
}

func (f *Feature) actorMenu(a actor, at fyne.Position) {
	k, writable := f.host.Kit(), f.host.Library.Writable()
	k.ShowMenu(f.host.Canvas, at, []control.Item{
		{Text: k.T("actor.filter"), Run: func() { f.filter(a) }},
		{Text: k.T("actor.edit"), Disabled: !writable, Run: func() { f.Edit(a.Entity) }},
		{Text: k.T("actor.remove"), Disabled: !writable, Run: func() {
			edit := data.Edit{Label: "edit.actor.remove"}
			for _, m := range a.mentions {
				edit.Mentions = append(edit.Mentions, data.Delete(m))
			}
			f.host.Library.Do(edit, nil)
		}},
	})
}

func (f *Feature) relationMenu(r relation, at fyne.Position) {
	k := f.host.Kit()
	k.ShowMenu(f.host.Canvas, at, []control.Item{
		{Text: k.T("relation.go"), Run: func() { f.host.Library.Select(r.other.ID) }},
		{Text: k.T("relation.remove"), Disabled: !f.host.Library.Writable(), Run: func() {
			f.host.Library.Do(data.Edit{Label: "edit.relation.delete", Relations: []data.Change[data.Relation]{data.Delete(r.Relation)}}, nil)
		}},
	})
}

// add says that somebody has to do with an event.
func (f *Feature) add(a app.Actor, done func(error)) {
	library.Use(f.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) { return l.AddActors(ctx, a) }, func(_ data.Edit, err error) { done(err) })
}
