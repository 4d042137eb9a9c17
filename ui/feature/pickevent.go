package feature

import (
	"context"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
)

// MostEvents is how many events an EventPicker offers.
const MostEvents = 8

// EventPicker is an entry for the words of an event, and the events that they find. Enter
// takes the first.
type EventPicker struct {
	Entry *control.Entry
	List  *control.Suggestions
	Found []data.Event // that are offered: their ID, title and date

	host    *Host
	near    func() []data.Event
	dialog  *control.Dialog
	looking library.Slot
}

// EventPicker makes one; near are the events that are offered before words are typed.
func (h *Host) EventPicker(hint string, near func() []data.Event, picked func(data.Event)) *EventPicker {
	k := h.Kit()
	p := &EventPicker{Entry: k.Entry(1, "", hint), host: h, near: near}
	p.List = control.NewSuggestions(k, func(i int) { picked(p.Found[i]) })
	p.Entry.OnChanged = func(string) { p.Look() }
	p.Entry.OnKey = func(ev *fyne.KeyEvent) bool { return ev.Name != fyne.KeyEscape && p.List.Key(ev) }
	return p
}

// Attach puts the keyboard into the entry of a picker that a dialog shows, and offers the
// events that are near.
func (p *EventPicker) Attach(d *control.Dialog) {
	p.dialog = d
	d.Attach(p.Entry)
	p.offer(p.near())
}

// Look looks for events with the words that are typed.
func (p *EventPicker) Look() {
	q := p.host.Query(p.Entry.Text(), true)
	if q.Empty() {
		p.looking.Drop()
		p.offer(p.near())
		return
	}
	library.Load(p.host.Library, &p.looking, func(ctx context.Context, store data.Store) (data.Results, error) {
		return store.Search(ctx, q, MostEvents, data.KindEvent)
	}, func(r data.Results) {
		found := make([]data.Event, len(r.Hits))
		for i, h := range r.Hits {
			found[i] = data.Event{ID: h.ID, Title: h.Title, Date: h.Date}
		}
		p.offer(found)
	})
}

func (p *EventPicker) offer(found []data.Event) {
	k := p.host.Kit()
	p.Found = found
	list := make([]control.Suggestion, len(found))
	for i, e := range found {
		list[i] = control.Suggestion{Text: e.Title, Detail: k.Locale.DateLong(e.Date)}
	}
	p.List.Show(list, 0)
	p.dialog.Refit()
}
