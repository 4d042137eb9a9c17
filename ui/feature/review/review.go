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
	bar    *bar
	strip  onStrip
	marks  *marks
	held   bool // the list had the keyboard when Relocale made another
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature, which follows the open article from then on.
func New(h *feature.Host, r *reading.Feature, e *events.Feature, s Strip, w Window) *Feature {
	m := newModel(h)
	a := actions{host: h, model: m, events: e}
	f := &Feature{actions: a, window: w, strip: onStrip{a, s, w}, marks: &marks{model: m, reading: r, strip: s, actions: a}}
	f.pane, f.bar = newPane(a), newBar(a)
	m.told.Subscribe(func(c Change) {
		f.pane.told(c)
		f.bar.show()
		f.strip.show()
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
	r.OnNumber(func(at int) {
		if f.marks.numbered(at) {
			f.come()
		}
	})
	r.OnPointed(f.marks.pointed)
	r.OnMoved(f.marks.moved)
	return f
}

// pressed shows the candidate of a date.
func (f *Feature) pressed(p reading.Press) {
	if p.Layer == layer && f.model.showFind(p.ID.(int)) {
		f.come()
	}
}

// come brings the list into view and gives it the keyboard, after the press in the text
// that has shown a candidate: the letters are about that one now.
func (f *Feature) come() {
	f.window.ShowProposals()
	f.host.Later(func() { f.pane.focus() })
}

// Commands are those of feature.Feature. Their letters work where the list of
// candidates has the keyboard, but for the two that go to it.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	open := func() bool { return len(f.model.items) > 0 }
	shown := func() bool { return f.open() != nil }
	step := func(by int) func() {
		return func() {
			f.window.ShowProposals()
			f.model.step(by)
			f.pane.focus()
		}
	}
	all := []command.Command{
		{ID: "found", Title: "command.found", Enabled: func() bool { return l.Article() != nil }, Run: func() {
			f.window.ShowProposals()
			f.Begin()
		}},
		{ID: "found.next", Title: "command.found.next", Keys: []command.Key{command.Plain(fyne.KeyJ)}, Enabled: open, Run: step(1)},
		{ID: "found.previous", Title: "command.found.previous", Keys: []command.Key{command.Plain(fyne.KeyK)}, Enabled: open, Run: step(-1)},
		{ID: "found.accept", Title: "command.found.accept", Enabled: shown, Run: f.accept},
		{ID: "found.edit", Title: "command.found.edit", Enabled: shown, Run: f.edit},
		{ID: "found.merge", Title: "command.found.merge", Enabled: shown, Run: func() { f.merge(f.pane.middle) }},
		{ID: "found.dismiss", Title: "command.found.dismiss", Enabled: shown, Run: f.dismiss},
		{ID: "found.all", Title: "found.all", Enabled: func() bool { return len(f.sure()) > 0 && l.Writable() }, Run: f.acceptSure},
		{ID: "found.leave", Title: "command.found.leave", Enabled: func() bool { return f.model.reviewing }, Run: f.model.leave},
		{ID: "found.unlikely", Title: "command.found.unlikely", Enabled: func() bool { return f.model.unlikely > 0 || f.model.showing }, Run: func() {
			f.window.ShowProposals()
			f.model.showUnlikely(!f.model.showing)
		}},
	}
	for _, in := range f.keyed(nil) {
		for i := range all {
			if c := &all[i]; c.ID == in.ID && len(c.Keys) == 0 {
				c.Local = in.Keys
			}
		}
	}
	return all
}

// Relocale is that of feature.Feature. Focus is to give the list the keyboard again once
// the pane is shown.
func (f *Feature) Relocale() {
	f.marks.hide()
	f.held = f.host.Canvas.Focused() == fyne.Focusable(f.pane.list.Rows)
	f.pane, f.bar = newPane(f.actions), newBar(f.actions)
	f.marks.mark()
	f.strip.show()
}

// Focus gives the list the keyboard where that of the language before had it.
func (f *Feature) Focus() {
	if f.held {
		f.held = false
		f.pane.focus()
	}
}

// Begin goes on with the review of the open article where it was left, and gives the
// keyboard to its list.
func (f *Feature) Begin() {
	f.model.begin()
	f.pane.focus()
}

// Leave ends the review for now, and keeps its place.
func (f *Feature) Leave() {
	if f.model.reviewing {
		f.model.leave()
	}
}

// Reviewing reports whether a review goes on.
func (f *Feature) Reviewing() bool { return f.model.reviewing }

// Bar is what is above the strip during a review, made again by Relocale; it has no height
// while none goes on.
func (f *Feature) Bar() fyne.CanvasObject { return f.bar.root }

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
