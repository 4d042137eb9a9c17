package lists

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/library"
)

// Tags is where tags are typed.
type Tags interface {
	Field(tags []string, o tags.Options) *tags.Field
}

// Copier puts events into the clipboard.
type Copier interface {
	Events(ids []data.ID, rich bool)                       // with their sources; rich: with formatting
	Formats() bool                                         // whether the desktop takes formatting
	Cite(of data.Article, at fyne.Position) []control.Item // the citation of an article; at is where a menu opens
}

// changes is what can be done with the selected events, each in one edit.
type changes struct {
	host   *feature.Host
	table  *arranged
	tags   Tags
	copier Copier
}

// mostChanged is how many events one edit changes, mostCopied how many are copied as cells,
// mostQuoted how many with their sources: all of them are in memory then.
const mostChanged, mostCopied, mostQuoted = 50_000, 100_000, 5_000

// chosen are the selected events; false, and said, where they are too many.
func (c *changes) chosen(most int) ([]data.ID, bool) {
	k := c.host.Kit()
	if c.table.picks.Len() > most {
		k.Tell(c.host.Canvas, k.T("events.many.title"), k.T("events.many.text", "n", k.Locale.Count(most)), k.T("button.ok"))
		return nil, false
	}
	return c.table.picked(), c.table.picks.Len() > 0
}

// change writes one edit that alters all selected events.
func (c *changes) change(label string, alter func(*data.Event)) {
	if events, ok := c.chosen(mostChanged); ok {
		library.Use(c.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
			return l.ChangeEvents(ctx, label, events, alter)
		}, nil)
	}
}

// chooseTrack moves the selected events to another track.
func (c *changes) chooseTrack(at fyne.Position) {
	k := c.host.Kit()
	var items []control.Item
	for _, t := range c.host.Library.Tracks() {
		items = append(items, control.Item{Text: t.Name, Colour: t.Colour, Run: func() {
			c.change("edit.events.track", func(e *data.Event) { e.Track = t.ID })
		}})
	}
	k.ShowMenu(c.host.Canvas, at, items)
}

// chooseImportance gives the selected events another importance.
func (c *changes) chooseImportance(at fyne.Position) {
	k := c.host.Kit()
	items := []control.Item{{Text: k.T("field.importance")}}
	for level := data.MaxImportance; level >= data.MinImportance; level-- {
		items = append(items, control.Item{Text: k.Locale.Count(level), Run: func() {
			c.change("edit.events.importance", func(e *data.Event) { e.Importance = level })
		}})
	}
	k.ShowMenu(c.host.Canvas, at, items)
}

// editTags gives tags to the selected events, and takes some from them.
func (c *changes) editTags() {
	k := c.host.Kit()
	if c.table.picks.Len() == 0 {
		return
	}
	add, remove := c.tags.Field(nil, tags.Options{}), c.tags.Field(nil, tags.Options{})
	body := control.Column(12, k.Muted(k.Locale.TN("count.selected", c.table.picks.Len())),
		k.Field("tags.give", add.Root), k.Field("tags.take", remove.Root))
	d := k.ShowDialog(c.host.Canvas, k.T("command.events.tags"), 460, body,
		control.Action{Text: k.T("button.save"), Primary: true, Run: func() bool {
			add.Finish()
			remove.Finish()
			more, less := add.Tags(), remove.Tags()
			if len(more)+len(less) > 0 {
				c.change("edit.events.tags", func(e *data.Event) { e.Tags = retagged(e.Tags, more, less) })
			}
			return true
		}}, control.Action{Text: k.T("button.cancel")})
	c.host.Guard(d, func() bool { return len(add.Tags())+len(remove.Tags()) > 0 })
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

// remove says what is deleted with the selected events, and deletes them; done
// follows.
func (c *changes) remove(done func()) {
	events, ok := c.chosen(mostChanged)
	if !ok {
		return
	}
	k := c.host.Kit()
	still := k.Dialogs.Still()
	library.Plan(c.host.Library, nil, func(ctx context.Context, l *app.Library) (app.Deletion, error) { return l.DeleteEvents(ctx, events...) }, func(d app.Deletion, err error) {
		switch {
		case err != nil:
			c.host.Fail(err)
			return
		case !still():
			return
		}
		text := k.T("events.delete.text", "what", k.Locale.Counts(i18n.Counted{Key: "count.events", N: len(d.Edit.Events)},
			i18n.Counted{Key: "count.excerpts", N: d.Passages}, i18n.Counted{Key: "count.notes", N: d.Notes + d.Replies}))
		k.Confirm(c.host.Canvas, k.T("events.delete.title"), text, k.T("button.delete"), k.T("button.cancel"), func() {
			c.host.Library.Do(d.Edit, nil)
			done()
		})
	})
}

// copyEvents copies the selected events with their sources, in the order of the table.
func (c *changes) copyEvents(rich bool) {
	if _, ok := c.chosen(mostQuoted); ok {
		c.copier.Events(c.table.pickedInOrder(), rich)
	}
}

// copyRows copies the selected rows as lines of fields with tabs between them, in
// the order of the table, dates as EDTF.
func (c *changes) copyRows() {
	if _, ok := c.chosen(mostCopied); !ok {
		return
	}
	k, ids := c.host.Kit(), c.table.pickedInOrder()
	names := map[data.ID]string{}
	for _, t := range c.table.snapshot.Tracks {
		names[t.ID] = t.Name
	}
	library.Load(c.host.Library, nil, func(ctx context.Context, store data.Store) ([]data.Event, error) {
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
		c.host.Clipboard.SetContent(b.String())
	})
}

// writeLine writes fields with tabs between them; a tab or a line end in a field
// becomes a space, and no field becomes a formula.
func writeLine(b *strings.Builder, fields ...string) {
	clean := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	for i, f := range fields {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(form.Harmless(clean.Replace(f)))
	}
	b.WriteByte('\n')
}
