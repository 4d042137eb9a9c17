// Package filter is what narrows the timeline and the lists: the panel of all that can
// be filtered by, with how many events each value would leave, and the row of chips
// that says what is left out now.
//
// The one idea behind it: the filter is the query of the library and is kept nowhere
// else. A press on a value makes another query of it, and what is shown follows, whoever
// set it.
package filter

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Tab is the key of the panel's tab.
const Tab = "filter"

// Window is where the panel is shown.
type Window interface {
	Tab() string      // the tab that is shown beside the timeline's lists
	ShowTab(string)   // shows one; SetInView follows
	HideTab(string)   // removes one
	FirstTab() string // the one that is always there
}

// Timeline is the strip over the lists.
type Timeline interface {
	SpanInView() (dates.Date, bool) // the time in view; false where no date says it
}

// Feature is the filter of the open library.
type Feature struct {
	host     *feature.Host
	window   Window
	timeline Timeline
	words    words
	model    *model
	panel    *panel
	chips    *chips
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature, which follows the filter of the library.
func New(h *feature.Host, w Window, t Timeline, c Colours) *Feature {
	f := &Feature{host: h, window: w, timeline: t, words: words{host: h, colours: c}}
	f.model = newModel(h.Library)
	f.Relocale()
	h.Library.Subscribe(f.changed)
	f.model.numbers.Subscribe(func(struct{}) { f.panel.build(false) })
	return f
}

func (f *Feature) changed(c library.Change) {
	switch c.Kind {
	case library.Closed:
		f.model.forget()
		f.chips.build()
		f.panel.forget()
	case library.Opened:
		f.chips.build()
		f.panel.build(true)
		f.model.count()
	case library.Edited:
		f.chips.build()
	case library.FilterSet:
		f.host.State.Arrangement(f.host.Library.Snapshot().Library.ID).Filter = f.host.Library.Filter().String()
		f.chips.build()
		f.panel.build(false)
		f.model.count()
	case library.ShownChanged:
		f.chips.build()
		f.model.count()
	default:
	}
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	open := func() bool { return l.Snapshot() != nil }
	return []command.Command{
		{ID: "filter", Title: "command.filter", Keys: []command.Key{command.CtrlShift(fyne.KeyF)}, Enabled: open, Run: f.toggle},
		{ID: "filter.clear", Title: "command.filter.clear", Enabled: func() bool { return open() && !l.Filter().Empty() }, Run: func() { l.SetFilter(query.Query{}) }},
		{ID: "filter.span", Title: "command.filter.span", Enabled: open, Run: f.span},
	}
}

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() {
	f.chips = newChips(f.host, f.words)
	f.panel = newPanel(f.host, f.words, f.model)
}

// Panel is the pane of values, made again by Relocale.
func (f *Feature) Panel() fyne.CanvasObject { return f.panel.scroll }

// Chips is the row of what is filtered by, made again by Relocale.
func (f *Feature) Chips() fyne.CanvasObject { return f.chips.root }

// SetInView says whether the panel is in view: only then values are counted.
func (f *Feature) SetInView(on bool) {
	if f.model.counted = on; on {
		f.panel.build(true)
		f.model.count()
	}
}

// Restore filters a library that was opened as this person did before.
func (f *Feature) Restore() {
	l := f.host.Library
	if words := f.host.State.Arrangement(l.Snapshot().Library.ID).Filter; words != "" {
		l.SetFilter(f.host.Query(words, false))
	}
}

// Nothing says that the filter leaves nothing, and offers to clear it.
func Nothing(h *feature.Host) fyne.CanvasObject {
	k := h.Kit()
	return control.Column(10, k.Heading(k.T("filter.nothing.title")), k.Muted(k.T("filter.nothing.hint")),
		k.Wrap(8, k.Button(control.Outline, k.T("command.filter.clear"), nil, func() { h.Run("filter.clear") })))
}

// toggle shows or hides the panel.
func (f *Feature) toggle() {
	if f.window.Tab() == Tab {
		f.window.ShowTab(f.window.FirstTab())
		f.window.HideTab(Tab)
		return
	}
	f.window.ShowTab(Tab)
}

// span narrows everything to the time in view.
func (f *Feature) span() {
	if d, ok := f.timeline.SpanInView(); ok {
		q := f.host.Library.Filter().WithoutField(query.From).WithoutField(query.To).WithoutField(query.On)
		f.host.Library.SetFilter(q.With(query.Term{Field: query.On, Date: d}))
	}
}
