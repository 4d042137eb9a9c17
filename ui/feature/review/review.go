// Package review is the events that the open article proposes: what is found in its
// text, what the reader decides on each, and the dates that are marked in the reader.
//
// The one idea behind it: what is left to decide on is what was found without what was
// decided. A decision takes its candidate from the list at once, so that keys can be
// pressed as fast as one judges, and the candidate comes back where the decision could
// not be written.
package review

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/events"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/library"
)

// Window brings the review into view.
type Window interface{ ShowProposals() }

// Feature is the review of the open article.
type Feature struct {
	actions
	window Window
	pane   *pane
	marks  *marks
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature, which follows the open article from then on.
func New(h *feature.Host, r *reading.Feature, e *events.Feature, s Strip, w Window) *Feature {
	m := newModel(h)
	f := &Feature{actions: actions{host: h, model: m, events: e}, window: w, marks: &marks{model: m, reading: r, strip: s}}
	f.pane = newPane(f.actions)
	m.told.Subscribe(func(c Change) {
		f.pane.told(c)
		f.marks.told(c)
	})
	h.Library.Subscribe(func(c library.Change) {
		m.follow(c)
		f.pane.follow(c)
		if c.Kind == library.ArticleOpened {
			f.marks.opened()
		}
	})
	r.OnPressed(f.pressed)
	r.OnPointed(f.marks.pointed)
	r.OnMoved(f.marks.moved)
	return f
}

// pressed shows the candidate of a date.
func (f *Feature) pressed(p reading.Press) {
	if p.Layer == layer && f.model.showFind(p.ID.(int)) {
		f.window.ShowProposals()
	}
}

// Commands are those of feature.Feature. Their letters work where the list of
// candidates has the keyboard, but for the two that go to it.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	open := func() bool { return f.model.left != nil && len(f.model.left.Candidates) > 0 }
	shown := func() bool { return f.open() != nil }
	step := func(by int) func() {
		return func() {
			f.window.ShowProposals()
			f.model.step(by)
			f.pane.focus()
		}
	}
	return []command.Command{
		{ID: "found", Title: "command.found", Enabled: func() bool { return l.Article() != nil }, Run: func() {
			f.window.ShowProposals()
			f.pane.focus()
		}},
		{ID: "found.next", Title: "command.found.next", Keys: []command.Key{command.Plain(fyne.KeyJ)}, Enabled: open, Run: step(1)},
		{ID: "found.previous", Title: "command.found.previous", Keys: []command.Key{command.Plain(fyne.KeyK)}, Enabled: open, Run: step(-1)},
		{ID: "found.accept", Title: "command.found.accept", Enabled: shown, Run: f.accept},
		{ID: "found.edit", Title: "command.found.edit", Enabled: shown, Run: f.edit},
		{ID: "found.merge", Title: "command.found.merge", Enabled: shown, Run: func() { f.merge(f.pane.middle) }},
		{ID: "found.dismiss", Title: "command.found.dismiss", Enabled: shown, Run: f.dismiss},
		{ID: "found.all", Title: "found.all", Enabled: func() bool { return open() && l.Writable() }, Run: f.acceptSure},
	}
}

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() {
	f.marks.hide()
	f.pane = newPane(f.actions)
}

// View is the pane of the review, made again by Relocale.
func (f *Feature) View() fyne.CanvasObject { return f.pane.body }

// Subscribe calls told with each change of the review, until unsubscribe is called.
func (f *Feature) Subscribe(told func(Change)) (unsubscribe func()) {
	return f.model.told.Subscribe(told)
}

// Proposals is what is left of what the open article proposes; nil while it is looked
// for, and where no article is open.
func (f *Feature) Proposals() *app.Proposals { return f.model.left }

// Shown is the candidate that is shown and its place; nil and -1 where none is.
func (f *Feature) Shown() (*propose.Candidate, int) {
	c, at := f.model.shown()
	if c == nil {
		return nil, at
	}
	return &c.Candidate, at
}
