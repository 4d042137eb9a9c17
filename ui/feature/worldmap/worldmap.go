// Package worldmap is the map in the window: where the events that are shown happened,
// linked with the strip, the selection and the filter.
//
// The one idea behind it: the map shows what the filter leaves and lights what the strip
// has in view, and keeps nothing of its own but its view. A box that is drawn becomes a
// term of the filter, a place that is pointed at an edit, so that both are undone as all
// else is. Nothing is read before the map is asked for.
package worldmap

import (
	"image"
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/map/view"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme"
)

// Strip is the timeline over the map.
type Strip interface {
	Range() (lo, hi int64)                    // what is in view
	OnMoved(told func()) (unsubscribe func()) // follows each change of it
}

// Copier puts pictures into files.
type Copier interface {
	SavePicture(picture image.Image, title, name string)
}

// Keyboard takes what is typed while the map has the keyboard.
type Keyboard interface {
	KeyTyped(ev *fyne.KeyEvent)
	RuneTyped(r rune)
}

// Parts are what the map needs in addition to the host.
type Parts struct {
	Typesetter *text.Typesetter
	Strip      Strip
	Copier     Copier
	Keyboard   Keyboard
	World      *scene.World
	Animated   func() bool
	Shown      func() bool // whether the map is in view
}

// Feature is the map.
type Feature struct {
	host    *feature.Host
	parts   Parts
	model   *model
	view    *view.Map
	pane    *pane
	play    *play // nil where none goes on
	speed   int
	resting *time.Timer // until the strip rests
	told    scene.Span  // what is loaded next of it comes into view, as the step of a story
	applied string      // the filter of what is asked for
	shownOf string      // the filter of what is shown

	*feature.OfEvent[whereabouts]
	moving *whereabout // the place that is pointed at; nil: of the event as a whole
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature, which follows the library and the strip.
func New(h *feature.Host, p Parts) *Feature {
	f := &Feature{host: h, parts: p, model: &model{host: h, gazetteer: h.Gazetteer}, speed: 1}
	f.OfEvent = feature.NewOfEvent(h, readWhereabouts(h.Gazetteer), data.KindMention, data.KindEntity, data.KindEvent, data.KindExcerpt, data.KindDismissal)
	f.view = view.New(p.Typesetter, p.World, theme.Current(), gestures{f}, p.Animated, h.Post)
	f.Relocale()
	h.Library.Subscribe(f.follow)
	f.model.news.Subscribe(func(struct{}) { f.show() })
	p.Strip.OnMoved(f.moved)
	return f
}

func (f *Feature) follow(c library.Change) {
	switch c.Kind {
	case library.Closed:
		f.endPlay()
		f.view.Cancel()
		f.model.forget()
	case library.Opened:
		f.applied = f.host.Library.Filter().String()
		f.model.load(library.Change{All: true})
	case library.Edited:
		f.model.load(c)
	case library.ShownChanged:
		f.endPlay()
		f.applied = f.host.Library.Filter().String()
		f.model.load(library.Change{})
	case library.EventSelected:
		f.view.Select(f.host.Library.Selected())
	case library.CaptionsLoaded:
		f.view.RefreshTip()
		f.pane.list()
	default:
	}
}

// Enter is told that the map comes into view.
func (f *Feature) Enter() {
	f.model.want()
	f.moved()
}

// Focus gives the map the keyboard.
func (f *Feature) Focus() { f.host.Later(func() { f.host.Canvas.Focus(f.view) }) }

// Leave is told that it goes.
func (f *Feature) Leave() {
	f.endPlay()
	f.view.Cancel()
}

// SetPalette follows a change of the theme.
func (f *Feature) SetPalette() { f.view.SetPalette(theme.Current()) }

// show shows what is loaded.
func (f *Feature) show() {
	k := f.host.Kit()
	f.view.SetIndex(f.model.known.index, k.Locale.Lang(), k.Locale.Count)
	f.view.Select(f.host.Library.Selected())
	if f.shownOf = f.applied; f.told != (scene.Span{}) && f.parts.Shown() {
		f.view.Tell(data.ID{}, f.told)
	}
	f.told = scene.Span{}
	f.pane.list()
}

// Tell goes to a step of a story: to the places of an event; the zero ID: to those of all in
// the time [lo, hi) that the filter leaves, which may be on their way.
func (f *Feature) Tell(event data.ID, lo, hi int64) {
	f.told = scene.Span{}
	switch span := (scene.Span{Lo: lo, Hi: hi}); {
	case !f.parts.Shown():
	case event == (data.ID{}) && f.shownOf != f.host.Library.Filter().String():
		f.told = span
	default:
		f.view.Tell(event, span)
	}
}

// rest is how long the strip is still before what has no place is listed again.
const rest = 150 * time.Millisecond

// moved follows the strip.
func (f *Feature) moved() {
	if !f.parts.Shown() || f.play != nil {
		return
	}
	f.view.SetTime(f.inView(), scene.Span{})
	if f.resting != nil {
		f.resting.Stop()
	}
	f.resting = time.AfterFunc(rest, func() { f.host.Post(func() { f.pane.list() }) })
}

// inView is the time that the strip shows.
func (f *Feature) inView() scene.Span {
	lo, hi := f.parts.Strip.Range()
	return scene.Span{Lo: lo, Hi: hi}
}

// View is the map with what lies over it.
func (f *Feature) View() fyne.CanvasObject { return f.pane.root }

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() {
	f.pane = newPane(f)
	f.show()
	f.model.load(library.Change{}) // names are in the language
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	shown := func() bool { return l.Snapshot() != nil && f.parts.Shown() }
	return []command.Command{
		{ID: "map.fit", Title: "command.map.fit", Enabled: shown, Run: f.view.Fit},
		{ID: "map.in", Title: "command.map.in", Enabled: shown, Run: func() { f.view.Zoom(1.6) }},
		{ID: "map.out", Title: "command.map.out", Enabled: shown, Run: func() { f.view.Zoom(1 / 1.6) }},
		{ID: "map.box", Title: "command.map.box", Enabled: shown, Run: f.view.Box},
		{ID: "map.play", Title: "command.map.play", Enabled: func() bool { return shown() && f.model.known.index != nil && f.model.known.index.Len() > 0 }, Run: f.togglePlay},
		{ID: "map.place", Title: "command.map.place", Enabled: func() bool { return shown() && l.Event() != nil && l.Writable() }, Run: func() {
			f.moving = nil
			f.point()
		}},
		{ID: "map.save", Title: "command.map.save", Enabled: shown, Run: func() {
			f.parts.Copier.SavePicture(f.view.Picture(pictureScale, f.host.Kit().T("map.credits")), f.host.Kit().T("map.picture"), l.Snapshot().Library.Title)
		}},
	}
}

// pictureScale is how many pixels a picture of the map has to the unit.
const pictureScale = 2

// point asks where the selected event happened.
func (f *Feature) point() {
	f.view.Point(true)
	f.pane.list()
	f.host.Canvas.Focus(f.view)
}

// togglePlay begins to play the time in view, or holds it.
func (f *Feature) togglePlay() {
	switch p := f.play; {
	case p == nil:
		f.play = newPlay(f.model.known.index.Begins(f.inView()), f.inView(), f.speed)
		f.run()
	case p.running:
		p.stop()
	default:
		if p.at == len(p.moments) {
			p.at = 0
		}
		f.run()
	}
	f.pane.bar()
}

// run lets the moments come, one after the other.
func (f *Feature) run() {
	p := f.play
	p.running = true
	f.showPlay()
	var next func()
	next = func() {
		if f.play != p || !p.running {
			return
		}
		if !p.step(1) {
			p.stop()
			f.pane.bar()
			return
		}
		f.showPlay()
		p.timer = time.AfterFunc(p.wait(), func() { f.host.Post(next) })
	}
	p.timer = time.AfterFunc(p.wait()/2, func() { f.host.Post(next) })
}

// stepPlay holds the play and goes a moment on or back.
func (f *Feature) stepPlay(by int) {
	if f.play == nil {
		f.togglePlay()
	}
	f.play.stop()
	f.play.step(by)
	f.showPlay()
	f.pane.bar()
}

func (f *Feature) showPlay() {
	f.view.SetTime(f.play.shown())
	f.pane.tellMoment()
}

// faster goes on to the next speed, and around.
func (f *Feature) faster() {
	f.speed = (f.speed + 1) % len(speeds)
	if f.play != nil {
		f.play.speed = f.speed
	}
	f.pane.bar()
}

// endPlay shows all of the time in view again, and reports whether something was played.
func (f *Feature) endPlay() bool {
	if f.play == nil {
		return false
	}
	f.play.stop()
	f.play = nil
	f.moved()
	f.pane.bar()
	return true
}

// narrow leaves what happened in a box.
func (f *Feature) narrow(south, west, north, east float64) {
	l := f.host.Library
	values := placesIn(f.model, query.Box{South: south, West: west, North: north, East: east})
	l.SetFilter(l.Filter().WithoutField(query.Place).With(query.Term{Field: query.Place, Values: values}))
}
