package scene

import (
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/text/layout"
)

// Second is what a second line of the scale shows, above the first: another calendar, or
// another clock than the axis's. The zero Second is none.
type Second struct {
	Hijri bool // the Islamic calendar
	// Clock is another clock than Axis, which is that of the view; both are of zones.
	Clock, Axis dates.Axis
	Name        string // of the calendar or the clock
}

func (s Second) shown() bool { return s.Hijri || s.Clock != dates.Axis{} }

// Measures of the second line, in units.
const (
	secondHeight = 18
	secondTick   = 4 // its ticks, from its lower end up
)

// scaleHeight is the height of the scale with all its lines.
func (in *Input) scaleHeight() float32 { return in.secondHeight() + axisHeight }

// secondHeight is the height of the second line: 0 where there is none, or no room.
func (in *Input) secondHeight() float32 {
	if !in.Second.shown() || in.Height < bandBelow {
		return 0
	}
	return secondHeight
}

// second writes the second line: of a calendar the finest ticks that have room, of a
// clock those of the first line where it can differ, and its name.
func (b *scale) second(in *Input) {
	if b.line == 0 {
		return
	}
	b.taken = b.taken[:0]
	i, long, s := b.unit, b.long, in.Second
	switch {
	case s.Hijri:
		if i, long = b.chooseUnit(in, b.hijri, len(b.units)); float32(b.units[i].least()/in.View.scale) < leastTicks {
			return // ages before and after it
		}
		b.secondCorner(in, i, long)
	case b.units[i].division > days:
		b.secondName(in)
		return
	default:
		b.secondName(in)
	}
	v, u, faint := &in.View, b.units[i], in.Theme.Muted
	from, to := v.Range()
	over := &b.strip.Over[axisLayer]
	row := tickRow{scale: b, view: v, layer: over, y: secondHeight / 2, end: -far, last: dates.OpenLo}
	for k := u.before(s.Clock.Clock(s.Axis, from)); ; k++ {
		t := s.Axis.Clock(s.Clock, u.at(k))
		if t >= to {
			return
		}
		if along := v.along(t); along >= 0 {
			x := float32(v.mirror(along))
			over.Lines = append(over.Lines, Line{X0: x, X1: x, Y0: secondHeight - secondTick, Y1: secondHeight, Width: 1, Colour: in.Theme.Line})
		}
		row.add(i, k, long, t, s.Axis.Clock(s.Clock, u.at(k+1)), faint, faint)
	}
}

// secondCorner names the time of the calendar at the reading edge, or the calendar where
// its years name it.
func (b *scale) secondCorner(in *Input, i int, long bool) {
	u := b.units[i]
	from, _ := in.View.Range()
	k := u.before(from)
	if u.at(k) > from {
		return // before the calendar begins
	}
	room := float32(in.View.gutter) - cornerEdge - nameSpace
	var p *layout.Paragraph
	switch {
	case u.division == hijriYears:
		p = b.words.word(in.Second.Name, tickStyle, 0)
	case long:
		p = b.tick(i, k, true, false)
	}
	if parent := u.parent; p == nil || p.Width > room && u.division == hijriDays {
		p = b.tick(parent, b.units[parent].before(from), true, false)
	}
	if p.Width > room {
		return
	}
	over := &b.strip.Over[headLayer]
	over.Texts = append(over.Texts, b.text(&in.View, p, cornerEdge-float32(in.View.gutter), secondHeight/2, in.Theme.Muted))
}

// secondName names the clock at the scale's end.
func (b *scale) secondName(in *Input) {
	p := b.words.word(in.Second.Name, sideStyle, maxLabel)
	at := b.plot - zoneEdge - p.Width
	if at < b.plot/2 {
		return
	}
	b.take(at-tickSpace, b.plot)
	over := &b.strip.Over[axisLayer]
	over.Texts = append(over.Texts, b.text(&in.View, p, at, secondHeight/2, in.Theme.Muted))
}
