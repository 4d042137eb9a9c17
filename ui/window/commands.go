package window

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
)

// table is every action of the program with its keys, in the order of the sheet of
// keys.
func (w *Window) table() (*command.Table, error) {
	return command.New(command.Rekey(w.all(), w.State.Keys)...)
}

// all is every action with the keys that it has of its own.
func (w *Window) all() []command.Command {
	s := w.session
	open := func() bool { return s.Library() != nil }
	writable := func() bool { ro, _ := s.ReadOnly(); return open() && !ro }
	events := func() bool { return open() && s.Library().Counts.Events > 0 }
	earlier, later := fyne.KeyLeft, fyne.KeyRight
	if w.settings.AxisRTL() {
		earlier, later = later, earlier
	}
	key := command.Plain
	moving := []command.Command{
		{ID: "event.previous", Title: "command.event.previous", Keys: []command.Key{key(earlier), key(fyne.KeyComma)}, Enabled: events, Run: func() { s.Step(-1) }},
		{ID: "event.next", Title: "command.event.next", Keys: []command.Key{key(later), key(fyne.KeyPeriod)}, Enabled: events, Run: func() { s.Step(1) }},
		{ID: "event.first", Title: "command.event.first", Keys: []command.Key{key(fyne.KeyHome)}, Enabled: events, Run: func() { s.Select(0) }},
		{ID: "event.last", Title: "command.event.last", Keys: []command.Key{key(fyne.KeyEnd)}, Enabled: events, Run: func() { s.Select(s.Library().Columns.Len() - 1) }},

		{ID: "event.new", Title: "command.event.new", Keys: []command.Key{key(fyne.KeyE)}, Enabled: func() bool { return writable() && !w.State.Locked }, Run: w.newEvent},
	}
	ending := []command.Command{
		{ID: "selection.none", Title: "selection.none", Keys: []command.Key{key(fyne.KeyEscape)}, Run: w.escape},

		{ID: "app.quit", Title: "command.quit", Keys: []command.Key{command.Ctrl(fyne.KeyQ)}, Run: w.quit},
	}
	var all []command.Command
	for _, f := range w.features() {
		all = append(all, f.Commands()...)
		if f == w.history {
			all = append(all, moving...)
		}
	}
	return append(all, ending...)
}

// key is the name of a command's first key, "" where it has none.
func (w *Window) key(id string) string {
	if c := w.commands.Get(id); c != nil && len(c.Keys) > 0 {
		return c.Keys[0].String()
	}
	return ""
}

// newEvent makes an event from the selected words, or from nothing.
func (w *Window) newEvent() {
	if !w.events.AddFromWords() {
		w.events.Add(w.strip.CentreDay(), data.ID{})
	}
}

// escape lets go of what is dragged or measured on the timeline, then of the
// passage that is to be chosen, then of the selected words, then of the event.
func (w *Window) escape() {
	if w.strip.Line().Cancel() {
		return
	}
	if w.reading.Withdraw() {
		return
	}
	if _, ok := w.reading.Selection(); ok {
		w.reading.ClearSelection()
		return
	}
	w.session.Select(-1)
}

// Rebuild builds the window again after a change of settings or fonts; what is in
// view and what is read stay in view.
func (w *Window) Rebuild() {
	if err := w.build(); err != nil {
		w.fail(err)
		return
	}
	w.session.Again()
	w.remember()
}

// FontsChanged shows text again after faces of the system have been loaded for it.
func (w *Window) FontsChanged() { w.Rebuild() }
