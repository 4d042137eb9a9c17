package slide

import (
	"encoding/binary"
	"image"
	"math"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/placing"
	"tarikh.org/tarikh/data/telling"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/map/paint"
	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
	timeline "tarikh.org/tarikh/ui/timeline/scene"
)

// Atlas is the map beside the steps of a story: a ring where a step happened, and faint
// ones where the other events of the story did.
//
// It is the map of the window, over steps in place of time: a step is in view as the events
// of a year are there.
type Atlas struct {
	builder *scene.Builder
	locale  *i18n.Locale
	told    telling.Told
	steps   []charted // made when they are first shown
}

// charted is a step on the map.
type charted struct {
	index    *scene.Index // nil: it is not made yet
	selected data.ID      // the event of the step; zero: it shows several
}

// AtlasOf is the map of a story whose steps are placed, in a language. It is for one goroutine.
func AtlasOf(l *i18n.Locale, told telling.Told, w *scene.World, sh *layout.Shaper) *Atlas {
	return &Atlas{builder: scene.NewBuilder(sh, w), locale: l, told: told, steps: make([]charted, len(told.Steps))}
}

// step is a step that has a map, on it.
func (a *Atlas) step(at int) *charted {
	c := &a.steps[at]
	if c.index == nil {
		c.index, c.selected = chart(a.locale, a.told, at)
	}
	return c
}

// chart puts the events of a step on the map, and those of the others that are of one event.
func chart(l *i18n.Locale, told telling.Told, at int) (index *scene.Index, selected data.ID) {
	var sites []scene.Site
	var events []scene.Event
	known := map[scene.Site]int32{}
	site := func(s placing.Site) int32 {
		of := scene.Site{Name: s.In(l.Lang()), Lat: s.Lat, Lon: s.Lon, Radius: s.Radius}
		n, ok := known[of]
		if !ok {
			n = int32(len(sites))
			known[of], sites = n, append(sites, of)
		}
		return n
	}
	for i, s := range told.Steps {
		if i != at && s.IsView() {
			continue
		}
		for _, p := range s.Placed {
			e := scene.Event{Lo: int64(i), Hi: int64(i) + 1, Colour: max(slices.Index(data.Colours(), p.Colour), 0), Importance: uint8(p.Importance)}
			binary.BigEndian.PutUint64(e.ID[:], uint64(len(events))+1) // one event may be of several steps
			for _, place := range p.Sites {
				e.Sites = append(e.Sites, site(place))
			}
			if i == at && !s.IsView() {
				selected = e.ID
			}
			events = append(events, e)
		}
	}
	return scene.NewIndex(sites, events), selected
}

// Has reports whether a step has a map.
func (a *Atlas) Has(step int) bool {
	return step >= 0 && step < len(a.steps) && len(a.told.Steps[step].Placed) > 0
}

// mostNamed is how many places of a map are named in words.
const mostNamed = 6

// Places says in words what the map of a step shows.
func Places(l *i18n.Locale, s telling.Step) string {
	var names []string
	for _, p := range s.Placed {
		for _, at := range p.Sites {
			if name := given(at.In(l.Lang()), mostTitled); !slices.Contains(names, name) && len(names) < mostNamed {
				names = append(names, name)
			}
		}
	}
	return l.T("slide.map", "places", join(names...))
}

// View is what the map shows at a step that has one, on a surface.
func (a *Atlas) View(step int, w, h float32) project.View {
	v := project.World(float64(w), float64(h))
	if x0, y0, x1, y1, ok := a.step(step).index.BoundsIn(moment(step)); ok {
		v = v.Tell(x0, y0, x1, y1)
	}
	return v
}

// moment is a step as a part of time.
func moment(step int) scene.Span { return scene.Span{Lo: int64(step), Hi: int64(step) + 1} }

// List is the map at a step that has one, as it is seen in a view. It is valid until the next.
func (a *Atlas) List(step int, v project.View, p palette.Palette) (list *scene.List, waiting bool) {
	c := a.step(step)
	list = a.builder.Build(scene.Input{
		View: v, Index: c.index, Time: moment(step), Selected: c.selected, Hovered: -1, Calm: true, Lang: a.locale.Lang(), Numbers: a.locale.Count, Palette: p,
	})
	waits := func(t timeline.Text) bool { return t.P.Waiting }
	return list, slices.ContainsFunc(list.Over.Texts, waits) || slices.ContainsFunc(list.Under.Texts, waits)
}

// world places the map: on the picture, or where that would be.
func (l *Laid) world(s Slide) {
	if !s.Mapped {
		return
	}
	k, foot := l.Scale(), l.H-l.Foot()
	if l.Card = s.Width > 0 && s.Height > 0; l.Card {
		l.Map = l.mirrored(Box{l.W - (cardAside+cardWidth)*k, foot - (cardAside+cardHeight)*k, cardWidth * k, cardHeight * k})
	} else {
		at := l.Side() + l.besideWidth() + 24*k
		l.Map = l.mirrored(Box{at, 0, l.W - at, foot})
	}
	if s.Credits == "" {
		return
	}
	p := l.set(s.Credits, layout.Style{Size: 9 * k, LineHeight: 14 * k, MaxLines: 1}, 0)
	x := l.Map.X + l.Map.W - p.Width - 10*k
	if l.RTL {
		x = l.Map.X + 10*k
	}
	ground := l.Ground
	ground.A = 0xB0
	l.Over.Marks = append(l.Over.Marks, timeline.Rect{X: x - 4*k, Y: l.Map.Y + l.Map.H - 21*k, W: p.Width + 8*k, H: 16 * k, Radius: 4 * k, Fill: ground})
	l.text(p, x-indent(p), l.Map.Y+l.Map.H-20*k, l.Palette.Muted, RolePlain)
}

// taken is how much of the end side of the foot of the picture the map takes.
func (l *Laid) taken() float32 {
	if l.Map.W > 0 && l.Card {
		return (cardWidth + 18) * l.Scale()
	}
	return 0
}

// MapSize is how large the map is in units of its own, which are larger ones where the slide
// is: its names are as large as the words beside it.
func (l *Laid) MapSize() (w, h float32) {
	k := max(l.Scale(), 1)
	return l.Map.W / k, l.Map.H / k
}

// PaintMap draws the map of a slide into a picture of the size of its box: at the side of
// the words it comes out of the ground, as a card it has round corners. Without backdrops it
// draws the world itself.
func (l *Laid) PaintMap(p *paint.Painter, dst *image.RGBA, list *scene.List, scale float32, backdrops ...*paint.Backdrop) {
	k := l.Scale()
	if density := scale * max(k, 1); len(backdrops) == 0 {
		p.Paint(dst, list, density)
	} else {
		p.PaintOver(dst, list, density, backdrops...)
	}
	if !l.Card {
		fade := timeline.Rect{W: mapFade * k, H: l.Map.H, Fill: l.Ground, FadeRight: mapFade * k}
		if l.RTL {
			fade.X, fade.FadeLeft, fade.FadeRight = l.Map.W-fade.W, fade.FadeRight, 0
		}
		p.Over(dst, &timeline.Layer{Bands: []timeline.Rect{fade}}, scale)
		return
	}
	around := timeline.Rect{W: l.Map.W, H: l.Map.H, Radius: cardCorner * k, Stroke: l.Palette.Line, StrokeWidth: 1.5 * k}
	p.Over(dst, &timeline.Layer{Marks: []timeline.Rect{around}}, scale)
	round(dst, cardCorner*k*scale)
}

// round takes away what is beyond the corners of a picture with a radius in pixels.
func round(dst *image.RGBA, radius float32) {
	r, b := int(radius+1), dst.Rect
	for y := range min(r, b.Dy()) {
		for x := range min(r, b.Dx()) {
			dx, dy := max(radius-float32(x)-0.5, 0), max(radius-float32(y)-0.5, 0)
			keep := min(max(radius-hypot(dx, dy)+0.5, 0), 1)
			if keep >= 1 {
				continue
			}
			for _, at := range [4]image.Point{{x, y}, {b.Dx() - 1 - x, y}, {x, b.Dy() - 1 - y}, {b.Dx() - 1 - x, b.Dy() - 1 - y}} {
				pix := dst.Pix[dst.PixOffset(b.Min.X+at.X, b.Min.Y+at.Y):]
				for i := range 4 {
					pix[i] = uint8(float32(pix[i])*keep + 0.5)
				}
			}
		}
	}
}

func hypot(x, y float32) float32 { return float32(math.Hypot(float64(x), float64(y))) }
