package review

import (
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/events"
)

// actions are what the reader does with the candidate that is shown. Each decision is
// one edit.
type actions struct {
	host   *feature.Host
	model  *model
	events *events.Feature
}

// open is the candidate that is shown if something can be done with it, else nil.
func (a actions) open() *candidate {
	c, _ := a.model.shown()
	if c == nil || !c.open() || !a.host.Library.Writable() {
		return nil
	}
	return c
}

// accept makes the candidate that is shown an event, as acceptNew does, or links it to the one of the
// library that it seems to be.
func (a actions) accept() {
	if c := a.open(); c != nil && c.Event != (data.ID{}) {
		a.model.attach(*c, c.Event)
		return
	}
	a.acceptNew()
}

// acceptNew makes it an event in any case, after its title is edited where it has none
// but its sentence.
func (a actions) acceptNew() {
	c := a.open()
	switch {
	case c == nil:
	case c.Edit:
		a.edit()
	default:
		a.add(*c)
	}
}

// add makes a candidate an event; where the library has no track yet, on a first one.
func (a actions) add(c candidate) {
	a.model.accept(c, a.model.event(c.Candidate), a.host.Kit().T("track.first"), nil)
}

// edit asks for the event before it is made, of the candidate that is shown now.
func (a actions) edit() {
	c := a.open()
	if c == nil {
		return
	}
	e, words := a.model.event(c.Candidate), a.model.article.Text[c.Start:c.End]
	a.host.Later(func() { // the letter that the key types must not land in the form
		a.events.Ask(events.Form{Title: "found.edit.title", Event: e, Passage: words, Untitled: c.Edit, Write: func(after data.Event, track string, done func(error)) {
			a.model.accept(*c, after, track, done)
		}})
	})
}

// dismiss keeps the candidate that is shown away for good.
func (a actions) dismiss() {
	if c := a.open(); c != nil {
		a.model.dismiss(*c)
	}
}

// mostNear is how many events of its time a candidate is offered to be merged with.
const mostNear = 8

// merge asks in a menu what else reports the same event: the next candidate, the
// selected event, or one of the same time.
func (a actions) merge(at func() fyne.Position) {
	c := a.open()
	if c == nil {
		return
	}
	columns := a.host.Library.Snapshot().Columns
	var near []data.ID
	date := a.model.date(c.Candidate)
	lo, hi := a.host.Library.Axis().Bounds(date)
	from, _ := slices.BinarySearch(columns.Lo, lo)
	for i := from; i < columns.Len() && columns.Lo[i] < hi && len(near) < mostNear; i++ {
		near = append(near, columns.IDs[i])
	}
	a.host.Library.LoadCaptions(near, func() {
		if now, _ := a.model.shown(); now != nil && now.of.Article == c.of.Article && now.Find.Start == c.Find.Start {
			a.host.Kit().ShowMenu(a.host.Canvas, at(), a.mergeItems(*now, near))
		}
	})
}

func (a actions) mergeItems(c candidate, near []data.ID) []control.Item {
	k, l := a.host.Kit(), a.host.Library
	_, place := a.model.shown()
	items := []control.Item{
		{Text: k.T("found.merge.next"), Disabled: a.model.after(place) < 0, Run: a.model.joinNext},
		{Text: k.T("found.merge.event")},
	}
	head := len(items)
	offer := func(id data.ID, title, colour string) {
		items = append(items, control.Item{Text: control.OneLine(title, 48), Colour: colour, Run: func() { a.model.attach(c, id) }})
	}
	if e := l.Event(); e != nil {
		offer(e.ID, e.Title, e.TrackRow.Colour)
	}
	for _, id := range near {
		if e, ok := l.Caption(id); ok && id != l.Selected() {
			offer(id, e.Title, a.colourOf(id, e.Date))
		}
	}
	if len(items) == head {
		items = append(items, control.Item{Text: k.T("found.merge.none"), Disabled: true, Run: func() {}})
	}
	return items
}

// colourOf is the colour of the track of an event with a date.
func (a actions) colourOf(event data.ID, date dates.Date) string {
	n := a.host.Library.Snapshot()
	if at := n.Find(event, date); at >= 0 {
		return n.Tracks[n.Columns.Track[at]].Colour
	}
	return ""
}

// sure are the candidates that can be accepted unseen.
func (a actions) sure() (all []candidate) {
	for _, c := range a.model.items {
		if c.open() && c.Level() == propose.Sure && c.Acceptable() {
			all = append(all, c)
		}
	}
	return all
}

// acceptSure asks whether to accept all that are sure, and makes an edit of each.
func (a actions) acceptSure() {
	all := a.sure()
	if len(all) == 0 || !a.host.Library.Writable() {
		return
	}
	k := a.host.Kit()
	k.Confirm(a.host.Canvas, k.T("found.all.title"), k.Locale.TN("found.all.text", len(all)),
		k.T("found.accept.plain"), k.T("button.cancel"), func() {
			for _, c := range all {
				a.add(c)
			}
		})
}

// keyed are the actions with the keys that they have in the list, beside those that
// every list has. at is where a menu opens.
func (a actions) keyed(at func() fyne.Position) []command.Command {
	do := func(id string, run func(), keys ...fyne.KeyName) command.Command {
		c := command.Command{ID: id, Title: "command." + id, Run: run}
		for _, key := range keys {
			c.Keys = append(c.Keys, command.Plain(key))
		}
		return c
	}
	all := do("found.all", a.acceptSure)
	all.Title, all.Keys = "found.all", []command.Key{{Name: fyne.KeyA, Mod: fyne.KeyModifierShift}}
	return []command.Command{
		do("found.accept", a.accept, fyne.KeyA),
		do("found.edit", a.edit, fyne.KeyE),
		do("found.merge", func() { a.merge(at) }, fyne.KeyM),
		do("found.dismiss", a.dismiss, fyne.KeyD, fyne.KeyDelete),
		do("found.next", func() { a.model.step(1) }, fyne.KeyJ),
		do("found.previous", func() { a.model.step(-1) }, fyne.KeyK),
		all,
		do("found.leave", a.model.leave, fyne.KeyEscape),
	}
}
