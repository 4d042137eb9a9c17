package scene

import (
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/text/layout"
)

// Measures of the scale, in units.
const (
	tickGap    = 6  // from a tick's line to its label
	tickSpace  = 20 // between labels
	leastTicks = 56 // between ticks
	tickY      = 14 // centres of the two rows, from the scale's top
	parentY    = 33
	// weekendFrom is the width of a day from which weekends are shaded.
	weekendFrom = 9
)

// scale draws the time scale.
type scale struct {
	*drawer
	units []unit
}

// axis draws the grid, the scale with its two rows of labels, and weekends.
func (b *scale) axis(in *Input) {
	over := &b.strip.Over[axisLayer]
	over.Bands = append(over.Bands, Rect{Y: b.bottom, W: b.strip.W, H: in.Height - b.bottom, Fill: in.Theme.Panel})
	if in.Locale == nil {
		return
	}
	i, long := b.chooseUnit(in)
	u := b.units[i]
	if u.division <= days {
		b.weekends(in)
	}
	b.grid(in, u)
	b.tickLabels(in, i, long)
	if u.parent >= 0 {
		b.parentLabels(in, u.parent)
	}
}

// chooseUnit returns the finest unit whose labels have room, and whether its
// long labels have.
func (b *scale) chooseUnit(in *Input) (index int, long bool) {
	from, to := in.View.Range()
	for i, u := range b.units {
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
		return i, (u.division == days && u.n == 1 || u.division == months && u.n == 1) &&
			space >= b.widest(i, from, to, true)+2*tickSpace
	}
	return len(b.units) - 1, false
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
	case years:
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
		p = b.words.set(b.units[i].name(b.words.locale, k), parentStyle, 0)
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
		line := Line{Y0: topPad / 2, Y1: b.bottom, Width: 1, Colour: in.Theme.FaintLine}
		if u.parent >= 0 && b.units[u.parent].at(b.units[u.parent].before(t)) == t {
			line.Colour = in.Theme.Line
		}
		line.X0 = float32(v.mirror(float64(along)))
		line.X1 = line.X0
		b.strip.Lines = append(b.strip.Lines, line)
	}
}

func (b *scale) tickLabels(in *Input, i int, long bool) {
	v, u := &in.View, b.units[i]
	over := &b.strip.Over[axisLayer]
	from, to := v.Range()
	end := float32(-far)
	last := int64(dates.OpenLo)
	for k := u.before(from); u.at(k) < to; k++ {
		t := u.at(k)
		if t == last {
			continue // two days that a short month does not have
		}
		last = t
		p := b.tick(i, k, false, long)
		at := clampFar(v.along(t)) + tickGap
		if at >= 0 {
			at = max(at, gutterFade)
		}
		if at < end || at+p.Width > b.plot {
			continue // half a number reads as another one
		}
		end = at + p.Width + tickGap
		over.Texts = append(over.Texts, b.text(v, p, at, b.bottom+tickY, in.Theme.Muted))
	}
}

// parentLabels draws the lower row. The label of the time that the view begins
// in is at the reading edge until the next one pushes it out.
func (b *scale) parentLabels(in *Input, i int) {
	v, u := &in.View, b.units[i]
	over := &b.strip.Over[axisLayer]
	from, to := v.Range()
	for k := u.before(from); u.at(k) < to; k++ {
		if u.at(k) == u.at(k+1) {
			continue // a day that a short month does not have
		}
		p := b.tick(i, k, true, false)
		own := clampFar(v.along(u.at(k)))
		at := max(own+tickGap, gutterFade)
		if next := clampFar(v.along(u.at(k + 1))); own < 0 && at+p.Width+tickGap > next {
			at = next - tickGap - p.Width
		}
		if at < gutterFade {
			continue // half a year number reads as another year
		}
		over.Texts = append(over.Texts, b.text(v, p, at, b.bottom+parentY, in.Theme.Ink))
	}
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
		r := b.box(v, u0, u1, 0, b.bottom)
		r.Fill = over(in.Theme.Weekend, in.Theme.Panel)
		b.strip.Bands = append(b.strip.Bands, r)
	}
}
