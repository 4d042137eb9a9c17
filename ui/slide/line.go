package slide

import (
	"cmp"
	"slices"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/telling"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/motion"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Line is the line of time at the foot of a slide, with a mark for each step.
type Line struct {
	marks  []mark
	locale *i18n.Locale
	rtl    bool // time runs from right to left
}

// mark is a step on the line; its ends are those of the whole story where they are open.
type mark struct {
	step   int
	lo, hi float64
	colour string
	title  string
	view   bool   // of what a filter leaves
	found  []dots // of that
}

// dots are events of a view on the line.
type dots struct {
	at     float64
	colour string
}

// View is the time that a line shows, in Unix seconds.
type View struct{ Lo, Hi float64 }

// Between is the view on the way from one to another, p from 0 to 1, as package motion has it.
func (v View) Between(to View, p float64) View {
	if p >= 1 {
		return to
	}
	w := motion.Between(motion.Window{Width: v.Hi - v.Lo}, motion.Window{X: (to.Lo + to.Hi - v.Lo - v.Hi) / 2, Width: to.Hi - to.Lo}, p)
	at := (v.Lo+v.Hi)/2 + w.X
	return View{at - w.Width/2, at + w.Width/2}
}

// Sight is what a line shows at a step, or on the way from one to another: its view, and
// what the pin is around.
type Sight struct {
	View
	Pin    View
	Pinned bool
}

// Between is the sight on the way from one to another, p from 0 to 1.
func (s Sight) Between(to Sight, p float64) Sight {
	if !s.Pinned || s.Hi <= s.Lo || to.Hi <= to.Lo {
		return to
	}
	out := Sight{View: s.View.Between(to.View, p), Pinned: to.Pinned}
	out.Pin = View{s.Pin.Lo + (to.Pin.Lo-s.Pin.Lo)*p, s.Pin.Hi + (to.Pin.Hi-s.Pin.Hi)*p}
	return out
}

// Sight is what the line shows at a step.
func (l Line) Sight(step int) Sight {
	s := Sight{View: l.View(step)}
	if m := l.at(step); m != nil {
		s.Pinned, s.Pin = true, View{m.lo, m.hi}
	}
	return s
}

// LineOf is the line of a story; steps that have no place in time are not on it.
func LineOf(l *i18n.Locale, told telling.Told, rtl bool) Line {
	line := Line{locale: l, rtl: rtl}
	for i, s := range told.Steps {
		if !s.Timed() || s.Lo == dates.OpenLo && s.Hi == dates.OpenHi {
			continue
		}
		m := mark{step: i, lo: float64(s.Lo), hi: float64(s.Hi), colour: cmp.Or(s.Colour, "slate"), title: Named(l, s, i), view: s.IsView()}
		for _, e := range s.Found {
			m.found = append(m.found, dots{(float64(max(e.Date.Lo, s.Lo)) + float64(min(e.Date.Hi, s.Hi))) / 2, cmp.Or(e.Colour, "slate")})
		}
		if s.Lo == dates.OpenLo {
			m.lo = m.hi
		}
		if s.Hi == dates.OpenHi {
			m.hi = m.lo
		}
		line.marks = append(line.marks, m)
	}
	return line
}

// Empty reports whether no step has a place in time.
func (l Line) Empty() bool { return len(l.marks) == 0 }

// at is the mark of a step, nil if it has none.
func (l Line) at(step int) *mark {
	for i := range l.marks {
		if l.marks[i].step == step {
			return &l.marks[i]
		}
	}
	return nil
}

// Limits of a view: how much of it is free at each side, the least time that it shows, and
// how near to each other two marks may be, in parts of its width, before it goes nearer.
const freeSide, leastTime, nearest = 0.05, 2 * 24 * 60 * 60, 0.012

// narrow is how much of the whole story the time of a view takes at most that the line goes
// to, and aroundView what it shows around that, in parts of it.
const narrow, aroundView = 0.5, 0.2

// View is what the line shows at a step: the time of the whole story; that of a view which
// is shorter; or, where another step is so near in time that the two could not be told
// apart, that around it.
func (l Line) View(step int) View {
	if l.Empty() {
		return View{}
	}
	lo, hi := l.marks[0].lo, l.marks[0].hi
	for _, m := range l.marks {
		lo, hi = min(lo, m.lo), max(hi, m.hi)
	}
	whole := spread(lo, hi)
	m := l.at(step)
	if m == nil {
		return whole
	}
	if span := m.hi - m.lo; m.view && span > 0 && span < narrow*(whole.Hi-whole.Lo) {
		around := max(aroundView*span, (leastTime-span)/2)
		return View{m.lo - around, m.hi + around}
	}
	near := whole.Hi - whole.Lo
	for _, other := range l.marks {
		if by := abs(other.middle() - m.middle()); by > 0 {
			near = min(near, by)
		}
	}
	width := whole.Hi - whole.Lo
	if near >= width*nearest {
		return whole
	}
	width = max(near/(4*nearest), m.hi-m.lo, leastTime)
	from := min(max(m.middle()-width/2, whole.Lo), whole.Hi-width)
	return View{from, from + width}
}

func spread(lo, hi float64) View {
	if hi-lo < leastTime {
		middle := (lo + hi) / 2
		lo, hi = middle-leastTime/2, middle+leastTime/2
	}
	free := (hi - lo) * freeSide
	return View{lo - free, hi + free}
}

func (m *mark) middle() float64 { return (m.lo + m.hi) / 2 }

func abs(v float64) float64 { return max(v, -v) }

// Measures of the line at the size of the design, from the top of the foot.
const (
	axisAt, tickUp, tickWords = 66, 17, 40
	dot, dotNow               = 5.5, 7.5
	ring, ringLong            = 14, 9
	wordsAt, mostWords        = 84, 190
	wordsGap                  = 18
)

// Draw draws the line as high as the foot of a frame, which ends at bottom, as it is seen at
// a step or on the way to it.
func (l Line) Draw(f Frame, bottom float32, sight Sight, to int) (out scene.Layer, waiting bool) {
	d := lineDrawer{Line: l, Frame: f, view: sight.View, top: bottom - f.Foot(), k: f.Scale(), out: &out}
	ground := f.Palette.Panel
	if f.Palette.Dark {
		ground = f.Palette.Ground
	}
	out.Bands = append(out.Bands, scene.Rect{X: 0, Y: d.top, W: f.W, H: f.Foot(), Fill: ground})
	out.Lines = append(out.Lines, scene.Line{X0: 0, X1: f.W, Y0: d.top, Y1: d.top, Width: 1, Colour: f.Palette.Line})
	if l.Empty() || sight.Hi <= sight.Lo {
		return out, false
	}
	y := d.top + axisAt*d.k
	out.Lines = append(out.Lines, scene.Line{X0: f.Side(), X1: f.W - f.Side(), Y0: y, Y1: y, Width: 2 * d.k, Colour: f.Palette.Line})
	d.ticks()
	d.marks(sight, to)
	d.labels(to)
	return out, d.waiting
}

// lineDrawer draws a line into a layer.
type lineDrawer struct {
	Line
	Frame
	view    View
	top, k  float32
	out     *scene.Layer
	waiting bool
}

// x is where an instant is.
func (d *lineDrawer) x(t float64) float32 {
	room := float64(d.W - 2*d.Side())
	x := (t - d.view.Lo) / (d.view.Hi - d.view.Lo) * room
	if d.rtl {
		x = room - x
	}
	return d.Side() + float32(min(max(x, -room), 2*room))
}

// within reports whether something at x is on the line.
func (d *lineDrawer) within(x float32) bool { return x >= d.Side()-1 && x <= d.W-d.Side()+1 }

// marks draws the way that was told so far, the pin, and the steps: those of it as discs, those
// that come as rings, over the time that they take.
func (d *lineDrawer) marks(sight Sight, to int) {
	y := d.top + axisAt*d.k
	d.told(sight, to)
	now := d.at(to)
	if now != nil {
		d.pin(sight)
	}
	for _, m := range d.Line.marks {
		if x0, x1 := d.x(m.lo), d.x(m.hi); !m.view && max(x0-x1, x1-x0) > 2*dot*d.k {
			x0, x1 = d.clipped(min(x0, x1)), d.clipped(max(x0, x1))
			soft := d.Palette.Mark(m.colour)
			soft.A = 0x70
			d.out.Marks = append(d.out.Marks, scene.Rect{X: x0, Y: y - 4*d.k, W: x1 - x0, H: 8 * d.k, Radius: 4 * d.k, Fill: soft})
		}
	}
	for _, m := range d.Line.marks {
		colour, x := d.Palette.Mark(m.colour), d.x(m.middle())
		switch {
		case !d.within(x) || m.step == to:
		case m.step > to:
			d.circle(x, y, (dot-1)*d.k, scene.Rect{Fill: d.ground(), Stroke: colour, StrokeWidth: 2 * d.k})
		default:
			d.circle(x, y, dot*d.k, scene.Rect{Fill: colour})
		}
	}
	if now != nil {
		d.now(sight, now)
	}
}

// ground is what the line is drawn on.
func (d *lineDrawer) ground() colour { return d.out.Bands[0].Fill }

// told draws the line from the earliest step so far to the latest, as far as the pin is.
func (d *lineDrawer) told(sight Sight, to int) {
	lo, hi, any := 0.0, 0.0, false
	take := func(at float64) {
		if !any {
			lo, hi, any = at, at, true
		}
		lo, hi = min(lo, at), max(hi, at)
	}
	for _, m := range d.Line.marks {
		if m.step < to {
			take(m.middle())
		}
	}
	if sight.Pinned {
		take(sight.Pin.Lo)
	}
	if x0, x1 := d.clipped(d.x(lo)), d.clipped(d.x(hi)); any && x0 != x1 {
		y := d.top + axisAt*d.k
		d.out.Lines = append(d.out.Lines, scene.Line{X0: min(x0, x1), X1: max(x0, x1), Y0: y, Y1: y, Width: 3 * d.k, Colour: d.Palette.Accent})
	}
}

// pin is a ring around the step that is shown, as long as that lasts; the longer, the lower.
func (d *lineDrawer) pin(sight Sight) {
	x0, x1 := d.x(sight.Pin.Lo), d.x(sight.Pin.Hi)
	x0, x1 = min(x0, x1), max(x0, x1)
	r := (ring - (ring-ringLong)*min((x1-x0)/(4*ring*d.k), 1)) * d.k
	d.out.Marks = append(d.out.Marks, scene.Rect{
		X: x0 - r, Y: d.top + axisAt*d.k - r, W: x1 - x0 + 2*r, H: 2 * r, Radius: r, Fill: d.Palette.AccentSoft, Stroke: d.Palette.Accent, StrokeWidth: 2 * d.k,
	})
}

// now marks what is in the pin: the event, or those of a view that are named.
func (d *lineDrawer) now(sight Sight, m *mark) {
	y := d.top + axisAt*d.k
	if !m.view {
		d.circle(d.x((sight.Pin.Lo+sight.Pin.Hi)/2), y, dotNow*d.k, scene.Rect{Fill: d.Palette.Mark(m.colour)})
		return
	}
	for _, e := range m.found {
		if e.at >= sight.Pin.Lo && e.at <= sight.Pin.Hi {
			d.circle(d.x(e.at), y, dot*d.k, scene.Rect{Fill: d.Palette.Mark(e.colour)})
		}
	}
}

// clipped is x on the line.
func (d *lineDrawer) clipped(x float32) float32 { return min(max(x, d.Side()), d.W-d.Side()) }

func (d *lineDrawer) circle(x, y, r float32, look scene.Rect) {
	look.X, look.Y, look.W, look.H, look.Radius = x-r, y-r, 2*r, 2*r, r
	d.out.Marks = append(d.out.Marks, look)
}

// labels names the steps below the line: the one that is shown, and those of the others
// that have room, in their order.
func (d *lineDrawer) labels(now int) {
	order := slices.Clone(d.Line.marks)
	slices.SortStableFunc(order, func(a, b mark) int { return cmp.Compare(abs(float64(a.step-now)), abs(float64(b.step-now))) })
	var taken [][2]float32
	for _, m := range order {
		style := layout.Style{Size: 12.5 * d.k, LineHeight: 20 * d.k, MaxLines: 1, Bold: m.step == now}
		ink := d.Palette.Muted
		if m.step == now {
			ink = d.Palette.Ink
		}
		x := d.x(m.middle())
		if !d.within(x) {
			continue
		}
		p := d.Shaper.Paragraph(m.title, style, 0)
		if p.Width > mostWords*d.k {
			p = d.Shaper.Paragraph(m.title, style, mostWords*d.k)
		}
		w := p.Width
		x0 := min(max(x-w/2, d.Side()/2), d.W-d.Side()/2-w)
		if slices.ContainsFunc(taken, func(t [2]float32) bool { return x0 < t[1]+wordsGap*d.k && x0+w+wordsGap*d.k > t[0] }) {
			continue
		}
		taken = append(taken, [2]float32{x0, x0 + w})
		d.text(p, x0-indent(p), d.top+wordsAt*d.k, ink)
	}
}

func (d *lineDrawer) text(p *layout.Paragraph, x, y float32, ink colour) {
	d.waiting = d.waiting || p.Waiting
	d.out.Texts = append(d.out.Texts, scene.Text{X: x, Y: y, P: p, Colour: ink})
}
