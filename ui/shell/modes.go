package shell

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/state"
)

// mode is how the window is divided: for looking at the timeline, for reading, for
// deciding on what an article proposes, or for looking at the map. It changes sizes only: what is selected, read
// and filtered stays.
type mode string

const (
	timelineMode mode = ""
	readMode     mode = "read"
	reviewMode   mode = "review"
	mapMode      mode = "map"
)

// panes are the sizes of a mode.
func (m mode) panes(p *state.Panes) *state.ModePanes {
	switch m {
	case readMode:
		return &p.Read
	case reviewMode:
		return &p.Review
	case mapMode:
		return &p.Map
	}
	return &p.Timeline
}

// modes are the commands of the modes and of their columns.
type modes struct{ *frame }

// Relocale is that of feature.Feature: nothing of it is shown.
func (m modes) Relocale() {}

// Commands are those of feature.Feature.
func (m modes) Commands() []command.Command {
	to := func(to mode) func() { return func() { m.setMode(to) } }
	can := func(to mode) func() bool { return func() bool { return m.canMode(to) } }
	fold := func(end bool) func() { return func() { m.columns.panes.Toggle(end) } }
	return []command.Command{
		{ID: "mode.timeline", Title: "command.mode.timeline", Keys: []command.Key{command.Ctrl(fyne.Key1)}, Enabled: can(timelineMode), Run: to(timelineMode)},
		{ID: "mode.read", Title: "command.mode.read", Keys: []command.Key{command.Ctrl(fyne.Key2)}, Enabled: can(readMode), Run: to(readMode)},
		{ID: "mode.review", Title: "command.mode.review", Keys: []command.Key{command.Ctrl(fyne.Key3)}, Enabled: can(reviewMode), Run: to(reviewMode)},
		{ID: "mode.map", Title: "command.mode.map", Keys: []command.Key{command.Ctrl(fyne.Key4)}, Enabled: can(mapMode), Run: to(mapMode)},
		{ID: "pane.start", Title: "command.pane.start", Keys: []command.Key{command.Ctrl(fyne.KeyLeftBracket)}, Run: fold(false)},
		{ID: "pane.end", Title: "command.pane.end", Keys: []command.Key{command.Ctrl(fyne.KeyRightBracket)}, Run: fold(true)},
	}
}

// canMode reports whether there is something for a mode to show.
func (f *frame) canMode(m mode) bool {
	n := f.lib.Snapshot()
	switch m {
	case readMode:
		return n != nil && n.Counts.Articles > 0
	case reviewMode:
		p := f.review.Proposals()
		return f.lib.Article() != nil && p != nil && (len(p.Candidates) > 0 || f.review.Reviewing())
	case mapMode:
		return n != nil && n.Counts.Events > 0
	}
	return true
}

// setMode divides the window as a mode does.
func (f *frame) setMode(m mode) {
	if !f.canMode(m) {
		m = timelineMode
	}
	if f.mode() == m && f.columns.mode == m {
		return
	}
	f.State.Window.Mode = string(m)
	f.arrange()
	f.columns.startWith(m)
	f.remember()
	switch {
	case m == reviewMode:
		f.review.Begin()
	case f.review.Reviewing(): // it goes on beside the text
		f.columns.end.Select(tabFound)
	}
	if m == mapMode {
		f.worldMap.Focus()
	}
}

// followReview follows a review: with it goes the mode for it, and the bar above the strip
// comes and goes.
func (f *frame) followReview() {
	on, was := f.review.Reviewing(), f.reviewing
	f.reviewing = on
	switch inMode := f.mode() == reviewMode; {
	case inMode && was && !on:
		f.setMode(timelineMode)
	case inMode && !on && f.canMode(reviewMode):
		f.review.Begin()
	case on != was:
		f.above.Refresh()
		f.fitStrip()
	}
	f.columns.countProposals()
	f.keepMode()
}

// mode is the one that the window is in.
func (f *frame) mode() mode { return mode(f.State.Window.Mode) }

// keepMode leaves a mode that has nothing to show any more.
func (f *frame) keepMode() {
	if f.lib.Snapshot() != nil && !f.canMode(f.mode()) {
		f.setMode(timelineMode)
	}
	f.toolbar.showModes()
}

// bandHeight is that of the strip while one reads, in units.
const bandHeight = 74

// arrange puts the strip and the columns together as the mode does.
func (f *frame) arrange() {
	m := f.mode()
	p := m.panes(&f.State.Window)
	f.columns.arrange(m)
	f.split = nil
	if m == readMode {
		f.center.Objects = []fyne.CanvasObject{control.Banded(f.strip.Root, bandHeight, f.columns.root)}
	} else {
		f.above = control.Above(f.review.Bar(), f.strip.Root)
		f.split = control.VSplit(f.above, f.columns.root, p.Strip, f.stripHeight, func(size float32) {
			p.Strip = size
			f.remember()
		})
		f.center.Objects = []fyne.CanvasObject{f.split}
	}
	f.center.Refresh()
	f.toolbar.showModes()
	if m == mapMode {
		f.worldMap.Enter()
	} else {
		f.worldMap.Leave()
	}
}

// fitStrip follows a change of what the strip needs.
func (f *frame) fitStrip() {
	if f.split != nil {
		f.split.Relayout()
		f.Log.Debug("strip fitted")
	}
}
