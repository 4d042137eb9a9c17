package shell

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
)

// going goes from event to event in time, begins a new one, and lets go of what is
// selected.
type going struct{ *core }

var _ feature.Feature = going{}

// Commands are those of feature.Feature.
func (g going) Commands() []command.Command {
	l := g.lib
	events := func() bool { n := l.Snapshot(); return n != nil && n.Counts.Events > 0 }
	at := func(place int) func() {
		return func() {
			if n := l.Snapshot(); n.Columns.Len() > 0 {
				l.SelectAndRead(n.Columns.IDs[(place+n.Columns.Len())%n.Columns.Len()])
			}
		}
	}
	earlier, later := fyne.KeyLeft, fyne.KeyRight
	if g.choices.AxisRTL() {
		earlier, later = later, earlier
	}
	plain, ctrl := command.Plain, func(name fyne.KeyName) []command.Key { return []command.Key{command.Ctrl(name)} }
	selected := func() bool { return l.Event() != nil }
	return []command.Command{
		{ID: "event.previous", Title: "command.event.previous", Keys: []command.Key{plain(earlier), plain(fyne.KeyComma)}, Enabled: events, Run: func() { g.step(-1) }},
		{ID: "event.next", Title: "command.event.next", Keys: []command.Key{plain(later), plain(fyne.KeyPeriod)}, Enabled: events, Run: func() { g.step(1) }},
		{ID: "event.track.previous", Title: "command.event.track.previous", Keys: ctrl(earlier), Enabled: selected, Run: func() { l.StepInTrack(-1) }},
		{ID: "event.track.next", Title: "command.event.track.next", Keys: ctrl(later), Enabled: selected, Run: func() { l.StepInTrack(1) }},
		{ID: "event.first", Title: "command.event.first", Keys: []command.Key{plain(fyne.KeyHome)}, Enabled: events, Run: at(0)},
		{ID: "event.last", Title: "command.event.last", Keys: []command.Key{plain(fyne.KeyEnd)}, Enabled: events, Run: at(-1)},
		{ID: "event.new", Title: "command.event.new", Keys: []command.Key{plain(fyne.KeyE)}, Enabled: func() bool { return l.Writable() && !g.State.Locked }, Run: g.newEvent},
		{ID: "selection.none", Title: "selection.none", Keys: []command.Key{plain(fyne.KeyEscape)}, Run: g.letGo},
	}
}

// Relocale is that of feature.Feature: nothing of it is shown.
func (g going) Relocale() {}

// step goes to the next event in time that was found, or where nothing is searched that
// the filter leaves.
func (g going) step(direction int) {
	if !g.search.Step(direction) {
		g.lib.Step(direction)
	}
}

// newEvent makes an event from the selected words, or from nothing.
func (g going) newEvent() {
	if !g.events.AddFromWords() {
		g.events.Add(g.strip.CentreDay(), "", data.ID{})
	}
}

// letGo lets go of what is dragged or measured on the timeline, then of the
// passage that is to be chosen, then of the selected words, then of the passage or note
// that was pressed, then of the event.
func (g going) letGo() {
	if g.strip.Line().Cancel() {
		return
	}
	if g.reading.Withdraw() {
		return
	}
	if _, ok := g.reading.Selection(); ok {
		g.reading.ClearSelection()
		return
	}
	if unframed, let := g.reading.Unframe(), g.lib.LetGo(); unframed || let {
		return
	}
	g.lib.Select(data.ID{})
}
