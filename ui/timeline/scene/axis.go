package scene

import (
	"image/color"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/text/layout"
)

// Measures of the scale, in units.
const (
	tickGap    = 8  // from a tick's line to its label
	nameGap    = 7  // from the name of a longer time to the label of its first tick
	tickSpace  = 20 // between labels
	leastTicks = 56 // between ticks
	tickY      = 14 // centre of the labels, from the upper end of their line
	zoneEdge   = 10 // from the zone's name to the strip's end
	cornerEdge = 18 // of the name of the time at the reading edge, from the strip's
	// weekendFrom is the width of a day from which weekends are shaded.
	weekendFrom = 9
)

// scale draws the time scale.
type scale struct {
	*drawer
	units []unit
	hijri int // the first of them that is of the Islamic calendar
	unit  int // of the ticks
	long  bool
	taken []interval // by other words than those of ticks
}

// take keeps a stretch of the scale free of ticks' labels.
func (b *scale) take(u0, u1 float32) {
	b.taken = append(b.taken, interval{u0 - closeness, u1 + closeness})
}

// free reports whether a stretch is not taken.
func (b *scale) free(u0, u1 float32) bool { return !anyMeets(b.taken, u0, u1) }

// axis draws the ground of the scale over the tracks, the grid, and weekends.
func (b *scale) axis(in *Input) {
	b.taken = b.taken[:0]
	over := &b.strip.Over[axisLayer]
	over.Bands = append(over.Bands, Rect{W: b.strip.W, H: b.top, Fill: in.Theme.Panel})
	over.Lines = append(over.Lines, Line{X1: b.strip.W, Y0: b.top, Y1: b.top, Width: 1, Colour: in.Theme.Line})
	if in.Locale == nil {
		return
	}
	b.unit, b.long = b.chooseUnit(in, 0, b.hijri)
	u := b.units[b.unit]
	if u.division <= days {
		b.weekends(in)
	}
	b.grid(in, u)
}

// labels writes the words of the scale, where nothing else is on it.
func (b *scale) labels(in *Input) {
	if in.Locale == nil {
		return
	}
	b.zone(in)
	b.tickLabels(in, b.unit, b.long)
	b.corner(in, b.units[b.unit])
	b.second(in)
}

// chooseUnit returns the finest unit of those from first to last whose labels have room,
// and whether its long labels have.
func (b *scale) chooseUnit(in *Input, first, last int) (index int, long bool) {
	from, to := in.View.Range()
	for i := first; i < last; i++ {
		u := b.units[i]
		space := float32(u.least() / in.View.scale)
		if space < leastTicks {
			continue
		}
		if p := u.parent; p >= 0 && float32(b.units[p].least()/in.View.scale) < b.widestName(p, from)+tickSpace {
			continue
		}
		if space < b.widest(i, from, to, false)+tickSpace {
			continue
		}
		return i, u.n == 1 && (u.division == days || u.division == months || u.division == hijriDays) &&
			space >= b.widest(i, from, to, true)+2*tickSpace
	}
	return last - 1, false
}

// widest returns the width of the widest label that ticks of a unit have; of all
// names of months and days, so that panning does not change the unit.
func (b *scale) widest(i int, from, to int64, long bool) float32 {
	u := b.units[i]
	width := float32(0)
	switch u.division {
	case clockwork:
		width = b.tick(i, secondsPerDay/u.n-1, false, long).Width
	case days:
		for k := range int64(7) { // from the 22nd on, or the last of few
			width = max(width, b.tick(i, min(21+k, u.slots()-1), false, long).Width)
		}
	case months:
		for k := range 12 / u.n {
			width = max(width, b.tick(i, k, false, long).Width)
		}
	case hijriDays: // of the longest names, in a year that has all months
		for m := range int64(12) {
			width = max(width, b.tick(i, (longestHijri*12+m)*u.slots()+u.slots()-2, false, long).Width)
		}
	case hijriMonths:
		for k := range 12 / u.n {
			width = max(width, b.tick(i, longestHijri*12/u.n+k, false, long).Width)
		}
	default:
		width = max(b.tick(i, u.before(from), false, long).Width, b.tick(i, u.before(to), false, long).Width)
	}
	return width
}

// widestName does the same for the lower row, in the year of t.
func (b *scale) widestName(i int, t int64) float32 {
	u := b.units[i]
	year := dates.CivilFromUnix(t).Year
	width := float32(0)
	switch u.division {
	case days: // the 20th to 28th take in every day of the week
		for k := range int64(12) {
			width = max(width, b.tick(i, ((year*12+k)*31+19+k%9), true, false).Width)
		}
	case months:
		for k := range int64(12) {
			width = max(width, b.tick(i, year*12+k, true, false).Width)
		}
	case hijriMonths:
		for k := range int64(12) {
			width = max(width, b.tick(i, longestHijri*12+k, true, false).Width)
		}
	default:
		width = b.tick(i, u.before(t), true, false).Width
	}
	return width
}

// tick returns the label of a tick, or the name of the time from it on.
func (b *scale) tick(i int, k int64, parent, long bool) *layout.Paragraph {
	key := tickKey{int16(i), parent, long, k}
	if p, ok := b.words.ticks.get(key); ok {
		return p
	}
	var p *layout.Paragraph
	if parent {
		p = b.words.set(b.units[i].name(b.words.locale, k, long), parentStyle, 0)
	} else {
		p = b.words.set(b.units[i].label(b.words.locale, k, long), tickStyle, 0)
	}
	b.words.ticks.put(key, p)
	return p
}

// grid draws a line for every tick, a stronger one where the parent has one too.
func (b *scale) grid(in *Input, u unit) {
	v := &in.View
	from, to := v.Range()
	for k := u.before(from); u.at(k) < to; k++ {
		t := u.at(k)
		along := float32(v.along(t))
		if along < 0 {
			continue
		}
		line := Line{Y0: b.top, Y1: b.bottom, Width: 1, Colour: in.Theme.FaintLine}
		if u.parent >= 0 && b.units[u.parent].at(b.units[u.parent].before(t)) == t {
			line.Colour = in.Theme.Line
		}
		line.X0 = float32(v.mirror(float64(along)))
		line.X1 = line.X0
		b.strip.Lines = append(b.strip.Lines, line)
	}
}

// tickLabels writes the ticks; where a longer time begins, its name comes first and
// the tick's own label after it, if there is room.
func (b *scale) tickLabels(in *Input, i int, long bool) {
	v, u := &in.View, b.units[i]
	from, to := v.Range()
	row := tickRow{scale: b, view: v, layer: &b.strip.Over[axisLayer], y: b.line + tickY, end: -far, last: dates.OpenLo}
	for k := u.before(from); u.at(k) < to; k++ {
		row.add(i, k, long, u.at(k), u.at(k+1), in.Theme.Ink, in.Theme.Muted)
	}
}

// tickRow is the labels of ticks that follow each other.
type tickRow struct {
	scale *scale
	view  *Viewport
	layer *Layer
	y     float32
	end   float32 // of the words so far
	last  int64
}

// add writes tick k at t, as far as there is room before the next one.
func (r *tickRow) add(i int, k int64, long bool, t, next int64, strong, weak color.NRGBA) {
	if t == r.last {
		return // two days that a short month does not have
	}
	r.last = t
	b, u := r.scale, r.scale.units[i]
	at := clampFar(r.view.along(t)) + tickGap
	if name := b.begins(u, u.at(k)); name != nil && r.put(name, at, strong) {
		p := b.tick(i, k, false, false)
		if u.division == years || u.division == hijriYears || u.division == clockwork || at+name.Width+nameGap+p.Width > clampFar(r.view.along(next))-closeness {
			return
		}
		if at += name.Width + nameGap; at >= 0 {
			r.end = at
			r.put(p, at, weak)
		}
		return
	}
	r.put(b.tick(i, k, false, long), at, weak)
}

func (r *tickRow) put(p *layout.Paragraph, at float32, ink color.NRGBA) bool {
	b := r.scale
	if at < r.end || at < 0 || at+p.Width > b.plot-closeness || !b.free(at, at+p.Width) {
		return false // half a number reads as another one
	}
	r.layer.Texts = append(r.layer.Texts, b.text(r.view, p, at, r.y, ink))
	r.end = at + p.Width + tickGap
	return true
}

// begins is the name of the longer time that begins at t, nil where none does.
func (b *scale) begins(u unit, t int64) *layout.Paragraph {
	if u.parent < 0 {
		return nil
	}
	parent := b.units[u.parent]
	n := parent.before(t)
	if parent.at(n) != t {
		return nil
	}
	if u.division == years || u.division == hijriYears { // a round year is its own name
		return b.words.strongTick(parent.label(b.words.locale, n, false))
	}
	return b.tick(u.parent, n, true, false)
}

// zone says in which time zone the scale is, at its end.
func (b *scale) zone(in *Input) {
	if in.Zone == "" || b.top < b.line+axisHeight {
		return
	}
	p := b.words.word(in.Zone, sideStyle, maxLabel)
	at := b.plot - zoneEdge - p.Width
	if at < b.plot/2 || !b.free(at, at+p.Width) {
		return
	}
	b.take(at-tickSpace, b.plot)
	over := &b.strip.Over[axisLayer]
	over.Texts = append(over.Texts, b.text(&in.View, p, at, b.line+tickY, in.Theme.Muted))
}

// corner names the longer time at the reading edge, beside the scale.
func (b *scale) corner(in *Input, u unit) {
	room := float32(in.View.gutter) - cornerEdge - nameSpace
	if u.parent < 0 || room < leastLabel {
		return
	}
	from, _ := in.View.Range()
	p := b.tick(u.parent, b.units[u.parent].before(from), true, true)
	if p.Width > room {
		p = b.tick(u.parent, b.units[u.parent].before(from), true, false)
	}
	if p.Width > room {
		return
	}
	over := &b.strip.Over[headLayer]
	over.Texts = append(over.Texts, b.text(&in.View, p, cornerEdge-float32(in.View.gutter), b.line+tickY, in.Theme.Muted))
}

// weekends shades the days off where days are wide enough to see.
func (b *scale) weekends(in *Input) {
	v := &in.View
	if secondsPerDay/v.scale < weekendFrom {
		return
	}
	from, to := v.Range()
	for day := floorDiv(from, secondsPerDay); day*secondsPerDay < to; day++ {
		if !in.Locale.Weekend(dates.Weekday(day)) {
			continue
		}
		u0 := max(clampFar(v.along(day*secondsPerDay)), 0)
		u1 := min(clampFar(v.along((day+1)*secondsPerDay)), b.plot)
		r := b.box(v, u0, u1, b.top, b.bottom-b.top)
		r.Fill = over(in.Theme.Weekend, in.Theme.Panel)
		b.strip.Bands = append(b.strip.Bands, r)
	}
}
