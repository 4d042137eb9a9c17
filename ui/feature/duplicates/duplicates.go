// Package duplicates makes one event of several that are one: those that the reader has
// chosen, and those that the library seems to have twice.
//
// The one idea behind it: events are laid side by side. What they can have together is
// joined without a question, and of what they cannot (title, date, track, place, what was
// decided of them) the reader chooses one. Either decision is one edit.
package duplicates

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Table is where several events are selected.
type Table interface{ Picked() []data.ID }

// Dragging is where an event can be dragged on another one.
type Dragging interface {
	OnDropped(do func(event, on data.ID))
}

// Feature is the merging of events.
type Feature struct {
	host  *feature.Host
	table Table
	find  library.Slot
	*review
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, t Table, where ...Dragging) *Feature {
	f := &Feature{host: h, table: t, review: &review{host: h}}
	for _, w := range where {
		w.OnDropped(func(event, on data.ID) { f.merge([]data.ID{on, event}, false) })
	}
	h.Library.Subscribe(func(c library.Change) {
		if c.Kind == library.Closed {
			f.find.Drop()
		}
	})
	return f
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	writable := f.host.Library.Writable
	several := func() bool { return writable() && f.host.Library.Snapshot() != nil && len(f.table.Picked()) > 1 }
	return []command.Command{
		{ID: "events.merge", Title: "command.events.merge", Keys: []command.Key{command.Plain(fyne.KeyM)}, Before: []string{"strip.measure"}, Enabled: several, Run: func() { f.merge(f.table.Picked(), true) }},
		{ID: "duplicates", Title: "command.duplicates", Enabled: func() bool { return writable() && f.host.Library.Snapshot() != nil }, Run: f.begin},
	}
}

// Relocale is that of feature.Feature: nothing of it stays shown.
func (f *Feature) Relocale() {}

// mostMerged is how many events are merged at once.
const mostMerged = 20

// merge asks how to make one event of several; bySources proposes the one with the most
// sources.
func (f *Feature) merge(ids []data.ID, bySources bool) {
	k, h := f.host.Kit(), f.host
	if len(ids) > mostMerged {
		k.Tell(h.Canvas, k.T("merge.many.title"), k.T("merge.many.text", "n", k.Locale.Count(mostMerged)), k.T("button.ok"))
		return
	}
	still := k.Dialogs.Still()
	library.Load(h.Library, nil, func(ctx context.Context, store data.Store) ([]side, error) { return readSides(ctx, store, ids) }, func(sides []side) {
		if len(sides) < 2 || !still() {
			return
		}
		if bySources {
			slices.SortStableFunc(sides, bestFirst)
		}
		f.ask(newMerging(sides))
	})
}

// bestFirst orders events by their sources, then by when they were made.
func bestFirst(a, b side) int {
	return cmp.Or(cmp.Compare(len(b.excerpts), len(a.excerpts)), bytes.Compare(a.ID[:], b.ID[:]))
}

// ask shows the sheet of a merge, and writes it.
func (f *Feature) ask(m *merging) {
	k, h := f.host.Kit(), f.host
	s := newSheet(h, m)
	var d *control.Dialog
	d = k.ShowDialog(h.Canvas, k.Locale.TN("merge.title", len(m.sides)), sheetWidth, s.body,
		control.Action{Text: k.T("merge.do"), Primary: true, Run: func() bool {
			write(h, m, h.Submitted(d, func() { h.Library.Select(m.sides[0].ID) }))
			return false
		}}, control.Action{Text: k.T("button.cancel")})
	for i, name := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9} {
		d.OnKey(name, func() { s.choose(i) })
	}
}

// write writes a merge.
func write(h *feature.Host, m *merging, done func(error)) {
	event, events := m.event(), m.events()
	library.Use(h.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) { return l.MergeEvents(ctx, event, events) }, func(_ data.Edit, err error) { done(err) })
}
