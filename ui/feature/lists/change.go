package lists

import (
	"context"
	"slices"
	"strings"

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

// chosen are the selected events; false, and said, where they are too many.
func (f *Feature) chosen(most int) ([]data.ID, bool) {
	k := f.host.Kit()
	if f.table.picks.Len() > most {
		k.Tell(f.host.Canvas, k.T("events.many.title"), k.T("events.many.text", "n", k.Locale.Count(most)), k.T("button.ok"))
		return nil, false
	}
	return f.table.picked(), f.table.picks.Len() > 0
}

// change writes one edit that alters all selected events.
func (f *Feature) change(label string, alter func(*data.Event)) {
	if events, ok := f.chosen(mostChanged); ok {
		library.Use(f.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
			return l.ChangeEvents(ctx, label, events, alter)
		}, nil)
	}
}

// chooseTrack moves the selected events to another track.
func (f *Feature) chooseTrack() {
	k := f.host.Kit()
	var items []control.Item
	for _, t := range f.host.Library.Snapshot().Tracks {
		items = append(items, control.Item{Text: t.Name, Colour: t.Colour, Run: func() {
			f.change("edit.events.track", func(e *data.Event) { e.Track = t.ID })
		}})
	}
	k.ShowMenu(f.host.Canvas, f.events.under("events.track"), items)
}

// chooseImportance gives the selected events another importance.
func (f *Feature) chooseImportance() {
	k := f.host.Kit()
	items := []control.Item{{Text: k.T("field.importance")}}
	for level := data.MaxImportance; level >= data.MinImportance; level-- {
		items = append(items, control.Item{Text: k.Locale.Count(level), Run: func() {
			f.change("edit.events.importance", func(e *data.Event) { e.Importance = level })
		}})
	}
	k.ShowMenu(f.host.Canvas, f.events.under("events.importance"), items)
}

// editTags gives tags to the selected events, and takes some from them.
func (f *Feature) editTags() {
	k := f.host.Kit()
	if f.table.picks.Len() == 0 {
		return
	}
	add, remove := f.tags.Field(nil, tags.Options{}), f.tags.Field(nil, tags.Options{})
	body := control.Column(12, k.Muted(k.Locale.TN("count.selected", f.table.picks.Len())),
		k.Field("tags.give", add.Root), k.Field("tags.take", remove.Root))
	d := k.ShowDialog(f.host.Canvas, k.T("command.events.tags"), 460, body,
		control.Action{Text: k.T("button.save"), Primary: true, Run: func() bool {
			add.Finish()
			remove.Finish()
			more, less := add.Tags(), remove.Tags()
			if len(more)+len(less) > 0 {
				f.change("edit.events.tags", func(e *data.Event) { e.Tags = retagged(e.Tags, more, less) })
			}
			return true
		}}, control.Action{Text: k.T("button.cancel")})
	f.host.Guard(d, func() bool { return len(add.Tags())+len(remove.Tags()) > 0 })
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

// deleteEvents says what is deleted with the selected events, and deletes them.
func (f *Feature) deleteEvents() {
	events, ok := f.chosen(mostChanged)
	if !ok {
		return
	}
	k := f.host.Kit()
	still := k.Dialogs.Still()
	library.Plan(f.host.Library, nil, func(ctx context.Context, l *app.Library) (app.Deletion, error) { return l.DeleteEvents(ctx, events...) }, func(d app.Deletion, err error) {
		switch {
		case err != nil:
			f.host.Fail(err)
			return
		case !still():
			return
		}
		text := k.T("events.delete.text", "events", k.Locale.TN("count.events", len(d.Edit.Events)),
			"excerpts", k.Locale.TN("count.excerpts", d.Passages), "notes", k.Locale.TN("count.notes", d.Notes+d.Replies))
		k.Confirm(f.host.Canvas, k.T("events.delete.title"), text, k.T("button.delete"), k.T("button.cancel"), func() {
			f.host.Library.Do(d.Edit, nil)
			f.events.unpick()
		})
	})
}

// copyRows copies the selected rows as lines of fields with tabs between them, in
// the order of the table, dates as EDTF.
func (f *Feature) copyRows() {
	if _, ok := f.chosen(mostCopied); !ok {
		return
	}
	k, ids := f.host.Kit(), f.table.pickedInOrder()
	names := map[data.ID]string{}
	for _, t := range f.table.snapshot.Tracks {
		names[t.ID] = t.Name
	}
	library.Load(f.host.Library, nil, func(ctx context.Context, store data.Store) ([]data.Event, error) {
		return store.EventRows(ctx, ids)
	}, func(events []data.Event) {
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
		f.host.Clipboard.SetContent(b.String())
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
