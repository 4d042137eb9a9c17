package pane

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/library"
)

// This file is what can be done with the events that are selected in the table,
// each in one edit.

// mostChanged is how many events one edit changes, and mostCopied how many are
// copied: all of them are in memory then.
const mostChanged, mostCopied = 50_000, 100_000

// chosen are the places of the selected events; false, and said, where they are
// too many.
func (p *Events) chosen(most int) ([]int32, bool) {
	k := p.env.Kit
	if p.picks.Len() > most {
		k.Tell(p.env.Canvas, k.T("events.many.title"), k.T("events.many.text", "n", k.Locale.Count(most)), k.T("button.ok"))
		return nil, false
	}
	return p.picks.Keys(), p.picks.Len() > 0
}

// change writes one edit that alters all selected events.
func (p *Events) change(label string, alter func(*data.Event)) {
	if places, ok := p.chosen(mostChanged); ok {
		events := p.env.Session.EventsAt(places)
		library.Use(p.env.Session.Open(), func(ctx context.Context, l *app.Library) (data.Edit, error) {
			return l.ChangeEvents(ctx, label, events, alter)
		}, nil)
	}
}

// menu offers what can be done with the rows; one that is not selected is first.
func (p *Events) menu(row int, at fyne.Position) {
	if !p.picks.Has(p.at(row)) {
		p.picks.Only(p.at(row))
		p.picked()
	}
	k := p.env.Kit
	ro := p.env.readOnly()
	item := func(id string, disabled bool) control.Item {
		return control.Item{Text: k.T("command." + id), Key: p.env.Key(id), Disabled: disabled, Run: func() { p.env.Run(id) }}
	}
	k.ShowMenu(p.env.Canvas, at, []control.Item{
		{Text: k.T("events.show"), Disabled: p.picks.Len() != 1, Run: func() { p.show(row) }},
		{},
		item("events.track", ro), item("events.tags", ro), item("events.importance", ro),
		{},
		item("events.copy", false), item("events.delete", ro),
	})
}

// ChooseTrack moves the selected events to another track.
func (p *Events) ChooseTrack() {
	k := p.env.Kit
	var items []control.Item
	for _, t := range p.env.Session.Library().Tracks {
		items = append(items, control.Item{Text: t.Name, Colour: t.Colour, Run: func() {
			p.change("edit.events.track", func(e *data.Event) { e.Track = t.ID })
		}})
	}
	k.ShowMenu(p.env.Canvas, p.under("events.track"), items)
}

// under is the place for a command's menu: under its button, if that is shown.
func (p *Events) under(id string) fyne.Position {
	if b := p.actions[id]; b != nil && fyne.CurrentApp().Driver().CanvasForObject(b) != nil {
		return p.env.Kit.Over(b)
	}
	return p.env.Kit.Over(p.head)
}

// ChooseImportance gives the selected events another importance.
func (p *Events) ChooseImportance() {
	k := p.env.Kit
	items := []control.Item{{Text: k.T("field.importance")}}
	for level := data.MaxImportance; level >= data.MinImportance; level-- {
		items = append(items, control.Item{Text: k.Locale.Count(level), Run: func() {
			p.change("edit.events.importance", func(e *data.Event) { e.Importance = level })
		}})
	}
	k.ShowMenu(p.env.Canvas, p.under("events.importance"), items)
}

// EditTags gives tags to the selected events, and takes some from them.
func (p *Events) EditTags() {
	k := p.env.Kit
	if p.picks.Len() == 0 {
		return
	}
	add, remove := p.env.Tags.Field(nil, tags.Options{}), p.env.Tags.Field(nil, tags.Options{})
	body := control.Column(12, k.Muted(k.Locale.TN("count.selected", p.picks.Len())),
		p.env.Kit.Field("tags.give", add.Root), p.env.Kit.Field("tags.take", remove.Root))
	d := k.ShowDialog(p.env.Canvas, k.T("command.events.tags"), 460, body,
		control.Action{Text: k.T("button.save"), Primary: true, Run: func() bool {
			add.Finish()
			remove.Finish()
			more, less := add.Tags(), remove.Tags()
			if len(more)+len(less) > 0 {
				p.change("edit.events.tags", func(e *data.Event) { e.Tags = retagged(e.Tags, more, less) })
			}
			return true
		}}, control.Action{Text: k.T("button.cancel")})
	p.env.Host.Guard(d, func() bool { return len(add.Tags())+len(remove.Tags()) > 0 })
	d.Attach(add.Entry, remove.Entry)
}

// retagged are an event's tags with some more, without repeats, and without others.
func retagged(have, more, less []string) []string {
	out := make([]string, 0, len(have)+len(more))
	for _, tag := range append(slices.Clone(have), more...) {
		if !slices.Contains(less, tag) && !slices.Contains(out, tag) {
			out = append(out, tag)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// Delete says what hangs on the selected events, and deletes them.
func (p *Events) Delete() {
	places, ok := p.chosen(mostChanged)
	if !ok {
		return
	}
	k := p.env.Kit
	still := k.Dialogs.Still()
	events := p.env.Session.EventsAt(places)
	library.Plan(p.env.Session.Open(), nil, func(ctx context.Context, l *app.Library) (app.Deletion, error) { return l.DeleteEvents(ctx, events...) }, func(d app.Deletion, err error) {
		switch {
		case err != nil:
			p.env.Fail(err)
			return
		case !still():
			return
		}
		text := k.T("events.delete.text", "events", k.Locale.TN("count.events", len(d.Edit.Events)),
			"excerpts", k.Locale.TN("count.excerpts", d.Passages), "notes", k.Locale.TN("count.notes", d.Notes+d.Replies))
		k.Confirm(p.env.Canvas, k.T("events.delete.title"), text, k.T("button.delete"), k.T("button.cancel"), func() {
			p.env.Session.Do(d.Edit, nil)
			p.unpick()
		})
	})
}

// CopyRows copies the selected rows as lines of fields with tabs between them, in
// the order of the table, dates as EDTF.
func (p *Events) CopyRows() {
	if _, ok := p.chosen(mostCopied); !ok {
		return
	}
	var places []int32
	for row := range p.table.List.Count() {
		if at := p.at(row); p.picks.Has(at) {
			places = append(places, int32(at))
		}
	}
	k, n := p.env.Kit, p.env.Session.Library()
	names := map[data.ID]string{}
	for _, t := range n.Tracks {
		names[t.ID] = t.Name
	}
	p.env.Session.ReadRows(places, func(events []data.Event) {
		var b strings.Builder
		head := []string{"field.title", "field.date", "field.track", "field.place", "field.importance", "field.source", "field.tags"}
		for i, key := range head {
			head[i] = k.T(key)
		}
		writeLine(&b, head...)
		for _, e := range events {
			if e.ID != (data.ID{}) {
				writeLine(&b, e.Title, e.Date.EDTF, names[e.Track], e.Place, k.Locale.Count(e.Importance), e.Source, strings.Join(e.Tags, ", "))
			}
		}
		p.env.Copy(b.String())
	})
}

// writeLine writes fields with tabs between them; a tab or a line end in a field
// becomes a space.
func writeLine(b *strings.Builder, fields ...string) {
	clean := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	for i, f := range fields {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(clean.Replace(f))
	}
	b.WriteByte('\n')
}
