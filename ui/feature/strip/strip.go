// Package strip is the timeline in the window: the events of the library on it,
// gestures on it, its tracks and how they are shown.
//
// The one idea behind it: the timeline widget does not depend on libraries. It gets a
// model made from what is loaded, reports gestures by event ID, and stays the same
// widget while the library and the language change.
package strip

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/theme"
	"tarikh.org/tarikh/ui/timeline"
)

// Feature is the strip.
type Feature struct {
	*tracks
	Root fyne.CanvasObject
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature, which subscribes to the library.
func New(h *feature.Host, p Parts) *Feature {
	t := &tracks{&view{host: h, parts: p}}
	t.line = timeline.New(p.Typesetter, theme.Current(), events{t})
	t.bar = newMeasureBar(h, p.Notes, t.line)
	t.known = newKnownBar(t.view)
	f := &Feature{tracks: t, Root: t.known.over(t.bar.over())}
	h.Library.Subscribe(f.follow)
	if p.Pictures != nil {
		p.Pictures.Subscribe(f.pictured)
	}
	f.Relocale()
	return f
}

func (f *Feature) follow(c library.Change) {
	switch c.Kind {
	case library.Closed, library.Opened, library.Edited, library.ShownChanged:
		if c.Kind == library.Closed || c.Kind == library.Opened {
			f.forget()
		}
		f.quoted.event = data.ID{} // its passages may be others
		f.Update()
		if c.Kind == library.Opened || c.Kind == library.Edited && c.Has(data.KindRelation) {
			f.relate()
		}
		if c.Kind == library.Opened || c.Kind == library.Edited && c.Has(data.KindEvent, data.KindExcerpt, data.KindArticle) {
			f.verify()
		}
	case library.EventSelected:
		if len(f.related.all) > 0 {
			f.show() // with its arcs
		}
		f.line.Select(f.selected(), true)
	case library.CaptionsLoaded:
		f.line.Refresh()
	default:
	}
}

// pictured shows pictures that have been made, or that other events have some now.
func (f *Feature) pictured(others bool) {
	if others {
		f.Update()
	}
	f.line.Refresh()
}

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() {
	f.line.SetAnimated(f.parts.Choices.Animated())
	f.bar.relocale()
	f.known.relocale()
	f.Update()
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	open := func() bool { return l.Snapshot() != nil }
	selected := func() bool { return l.Event() != nil }
	plain := command.Plain
	back, on := fyne.KeyA, fyne.KeyD
	if f.parts.Choices.AxisRTL() {
		back, on = on, back
	}
	return []command.Command{
		{ID: "view.in", Title: "command.view.in", Keys: []command.Key{plain(fyne.KeyW), plain(fyne.KeyPlus), plain(fyne.KeyEqual)}, Enabled: open, Run: func() { f.line.Zoom(2) }},
		{ID: "view.out", Title: "command.view.out", Keys: []command.Key{plain(fyne.KeyS), plain(fyne.KeyMinus)}, Enabled: open, Run: func() { f.line.Zoom(0.5) }},
		{ID: "view.back", Title: "command.view.back", Keys: []command.Key{plain(back)}, Enabled: open, Run: func() { f.pan(-1) }},
		{ID: "view.on", Title: "command.view.on", Keys: []command.Key{plain(on)}, Enabled: open, Run: func() { f.pan(1) }},
		{ID: "view.fit", Title: "command.view.fit", Keys: []command.Key{plain(fyne.Key0), command.Ctrl(fyne.Key0)}, Enabled: open, Run: f.line.ZoomToFit},
		{ID: "view.selection", Title: "command.view.selection", Keys: []command.Key{plain(fyne.KeyF)}, Enabled: selected, Run: f.line.ZoomToSelection},
		{ID: "strip.measure", Title: "command.measure", Keys: []command.Key{plain(fyne.KeyM)}, Enabled: open, Run: f.measure},
		{ID: "tracks", Title: "command.tracks", Keys: []command.Key{plain(fyne.KeyR)}, Enabled: open, Run: func() { f.showTracks() }},
		{ID: "strip.zone", Title: "command.zone", Enabled: open, Run: func() { showZones(f.host) }},
		{ID: "strip.clock", Title: "command.clock", Keys: []command.Key{plain(fyne.KeyY)}, Enabled: open, Run: f.toggleClock},
		{ID: "strip.known", Title: "command.known", Keys: []command.Key{plain(fyne.KeyV)}, Enabled: open, Run: f.toggleKnown},
		{ID: "strip.known.back", Title: "command.known.back", Keys: []command.Key{plain(fyne.KeySemicolon)}, Enabled: f.knows, Run: func() { f.step(-1) }},
		{ID: "strip.known.on", Title: "command.known.on", Keys: []command.Key{plain(fyne.KeyApostrophe)}, Enabled: f.knows, Run: func() { f.step(1) }},
		{ID: "strip.known.play", Title: "command.known.play", Enabled: f.knows, Run: f.known.play},
		{ID: "strip.relations", Title: "command.relations.all", Enabled: open, Run: f.toggleRelations},
		{ID: "strip.fold", Title: "command.fold", Enabled: f.foldable, Run: func() { f.foldParts(l.Selected()) }},
		{ID: "strip.legend", Title: "command.legend", Enabled: open, Run: f.showLegend},
		{ID: "strip.copy", Title: "command.strip.copy", Enabled: func() bool { return open() && f.parts.Copier.Formats() }, Run: func() { f.parts.Copier.Picture(f.line.Picture(pictureScale)) }},
		{ID: "strip.save", Title: "command.strip.save", Enabled: open, Run: f.savePicture},
		{ID: "strip.lock", Title: "command.lock", Keys: []command.Key{command.CtrlShift(fyne.KeyK)}, Enabled: open, Run: f.toggleLock},
	}
}

// forget is for another library.
func (f *Feature) forget() {
	f.laying.Drop()
	f.related.loading.Drop()
	f.states.loading.Drop()
	f.laid, f.group, f.related, f.states, f.lighted = nil, nil, related{}, states{}, nil
	f.known.stop()
}

// Line is the timeline itself, for what is shown on it: views, finds, dates.
func (f *Feature) Line() *timeline.Timeline { return f.line }

// OnDropped calls a function with each event that is dragged on another one.
func (f *Feature) OnDropped(do func(event, on data.ID)) {
	f.drops.Subscribe(func(pair [2]data.ID) { do(pair[0], pair[1]) })
}

// OnCarried calls a function while an event is dragged beside the strip.
func (f *Feature) OnCarried(do func(feature.Carried)) { f.carries.Subscribe(do) }

// pictureScale is how many pixels a picture of the strip has to the unit.
const pictureScale = 2

// savePicture saves what is in view as a picture.
func (f *Feature) savePicture() {
	f.parts.Copier.SavePicture(f.line.Picture(pictureScale), f.host.Kit().T("picture.title"), f.host.Library.Snapshot().Library.Title)
}

// toggleLock switches what the reader does on the strip between reading and editing.
func (f *Feature) toggleLock() {
	f.host.State.Locked = !f.host.State.Locked
	f.host.Remember()
	f.Update()
}
