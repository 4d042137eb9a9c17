package strip

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// knownBar is the banner above the strip that says by which clock events are laid out, and
// what was known when, with the way back.
type knownBar struct {
	*view
	root    *fyne.Container
	above   *fyne.Container // with the strip below it
	resized library.Subscribers[struct{}]
	playing bool
	speed   int // of speeds
	timer   *time.Timer
}

// speeds are how many steps a second are played.
func speeds() []int { return []int{1, 2, 5, 10} }

// lowStrip is below which height the strip has no room for the banner.
const lowStrip = 140

func newKnownBar(v *view) *knownBar {
	b := &knownBar{view: v, root: control.Stack(), above: container.New(bannerLayout{})}
	b.root.Hide()
	return b
}

func (b *knownBar) relocale() { b.update() }

// update shows what is so now.
func (b *knownBar) update() {
	byKnown, knows := b.byKnown(), b.knows() && b.found == nil
	if !knows {
		b.stop()
	}
	if b.reveal && b.laid != nil {
		b.revealAll()
	}
	b.root.Objects = nil
	if byKnown || knows {
		b.build(byKnown, knows)
	}
	shown := len(b.root.Objects) > 0
	changed := shown == b.root.Hidden
	b.root.Hidden = !shown
	b.root.Refresh()
	b.above.Refresh()
	if changed {
		b.resized.Tell(struct{}{})
	}
}

// Subscribe calls f when the strip needs another height.
func (f *Feature) Subscribe(then func()) (unsubscribe func()) {
	return f.known.resized.Subscribe(func(struct{}) { then() })
}

// Needed is the height that the strip wants with its banner where there is room for most
// units, see timeline.Timeline.Needed.
func (f *Feature) Needed(most float32) float32 {
	banner := float32(0)
	if f.known.root.Visible() {
		banner = f.known.root.MinSize().Height
	}
	return f.line.Needed(most-banner) + banner
}

func (b *knownBar) build(byKnown, knows bool) {
	k := b.host.Kit()
	label := func(words string, bold bool) fyne.CanvasObject {
		return k.Text(words, text.LabelStyle{Size: control.SizeSmall, Bold: bold, Lines: 1})
	}
	var row []fyne.CanvasObject
	if knows {
		shown := b.host.Library.Shown()
		row = append(row, label(k.T("known.banner", "date", b.knownMark().Words), true),
			label(k.T("known.count", "n", k.Locale.Count(shown.Len()), "all", k.Locale.Count(shown.Base().Len())), false))
	}
	if byKnown {
		row = append(row, label(k.T("clock.banner"), !knows))
		if n := b.laid.apart; n > 0 {
			var aside *control.Button
			aside = k.Button(control.Link, k.Locale.TN("clock.aside", n), nil, func() { b.listAside(k.Over(aside)) })
			row = append(row, aside)
		}
	}
	back, on := fynetheme.NavigateBackIcon(), fynetheme.NavigateNextIcon()
	if k.RTL() {
		back, on = on, back
	}
	var tools []fyne.CanvasObject
	if knows {
		play, tip := fynetheme.MediaPlayIcon(), k.T("known.play")
		if b.playing {
			play, tip = fynetheme.MediaPauseIcon(), k.T("known.pause")
		}
		tools = append(tools,
			k.IconButton(back, k.T("command.known.back"), func() { b.step(-1) }),
			k.IconButton(play, tip, b.play),
			k.IconButton(on, k.T("command.known.on"), func() { b.step(1) }),
			k.Button(control.Quiet, k.T("known.speed", "n", k.Locale.Count(speeds()[b.speed])), nil, b.faster),
			k.Button(control.Outline, k.T("known.leave"), nil, b.toggleKnown))
	}
	if byKnown {
		tools = append(tools, k.Button(control.Outline, k.T("clock.leave"), nil, b.toggleClock))
	}
	b.root.Objects = []fyne.CanvasObject{
		control.NewSurface(control.Raised, control.Line, 0),
		k.Pad(18, 2, 8, 2, k.Row(12, len(row)-1, append(row, tools...)...)),
	}
}

// play goes from one date to the next, or stops.
func (b *knownBar) play() {
	if b.playing {
		b.stop()
		b.update()
		return
	}
	b.playing = true
	b.update()
	b.wait()
}

// stop ends playing.
func (b *knownBar) stop() {
	b.playing = false
	if b.timer != nil {
		b.timer.Stop()
		b.timer = nil
	}
}

// faster plays at the next speed.
func (b *knownBar) faster() {
	b.speed = (b.speed + 1) % len(speeds())
	b.update()
}

// wait goes on after a while.
func (b *knownBar) wait() {
	b.timer = time.AfterFunc(time.Second/time.Duration(speeds()[b.speed]), func() { b.host.Post(b.tick) })
}

// tick is one step of playing; the last date ends it.
func (b *knownBar) tick() {
	if !b.playing {
		return
	}
	if !b.host.Library.Filtering() && !b.step(1) {
		b.stop()
		b.update()
		return
	}
	b.wait()
}

// over is a layout: the banner above what it is of, where there is room.
func (b *knownBar) over(strip fyne.CanvasObject) *fyne.Container {
	b.above.Objects = []fyne.CanvasObject{b.root, strip}
	return b.above
}

type bannerLayout struct{}

func (bannerLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if len(objects) == 0 {
		return
	}
	banner, height := objects[0], float32(0)
	if banner.Visible() && size.Height >= lowStrip {
		height = banner.MinSize().Height
		banner.Resize(fyne.NewSize(size.Width, height))
	} else {
		banner.Resize(fyne.NewSize(size.Width, 0))
	}
	objects[1].Move(fyne.NewPos(0, height))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-height))
}

func (bannerLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[1].MinSize() }
