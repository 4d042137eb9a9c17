package dates

// Doubts is what is not certain about a Date, as a set for drawing.
type Doubts uint8

const (
	DoubtUncertain    Doubts = 1 << iota // "?" on a part of it
	DoubtApproximate                     // "~" on a part of it, or significant digits
	DoubtUnspecified                     // X
	DoubtOneOf                           // "[...]" of several dates
	DoubtOpenStart                       // no beginning
	DoubtOpenEnd                         // no end
	DoubtUnknownStart                    // a beginning that isn't known
	DoubtUnknownEnd                      // an end that isn't known
)

// Core returns the part [lo, hi) of [Lo, Hi) that the date covers for certain,
// and what is in doubt about it. Without Doubts it is the whole.
//
//   - Where an end of an interval has X, the core reaches to the unit that is
//     within in any case; where it has "~", to that unit and not into it.
//   - Of a single date with X, "~" or significant digits, and of one date of
//     several, nothing is certain: lo == hi, a time in the middle (of significant
//     digits, that of the estimate) or the one end that is not open.
//   - Where an end is not known, the core is the end that is.
//   - "?" doubts the source and not the extent: it makes no core smaller.
//
// Of "{...}" the core reaches over gaps between its dates.
func (d Date) Core() (lo, hi int64, doubts Doubts) {
	if plain(d.EDTF) {
		return d.Lo, d.Hi, 0
	}
	p := parser{text: d.EDTF}
	if _, err := p.date(); err != nil {
		return d.Lo, d.Hi, 0
	}
	doubts = p.doubts | p.start.ending(DoubtOpenStart, DoubtUnknownStart) | p.end.ending(DoubtOpenEnd, DoubtUnknownEnd)
	choice := p.kind == KindOneOf && p.choices > 1
	if choice {
		doubts |= DoubtOneOf
	}
	switch {
	case choice && p.start.Open:
		return d.Hi, d.Hi, doubts
	case choice && p.end.Open:
		return d.Lo, d.Lo, doubts
	case choice:
		lo = middle(d.Lo, d.Hi)
		return lo, lo, doubts
	case p.kind == KindPoint || p.kind == KindOneOf:
		lo, hi = p.start.core(d.Lo, d.Hi)
		return lo, hi, doubts
	case p.start.Unknown:
		lo, hi = p.end.span()
		lo, hi = p.end.core(lo, min(hi, d.Hi))
		return lo, hi, doubts
	case p.end.Unknown:
		lo, hi = p.start.span()
		lo, hi = p.start.core(lo, hi)
		return lo, hi, doubts
	}
	lo, hi = d.Lo, d.Hi
	if !p.start.Open {
		lo = p.start.begun()
	}
	if !p.end.Open && p.end.Precision < PrecisionMinute {
		hi = p.end.lasting()
	}
	if lo >= hi {
		lo = middle(max(hi, d.Lo), min(lo, d.Hi))
		hi = lo
	}
	return lo, hi, doubts
}

// plain reports whether a text surely has no doubts; it is for the millions of
// dates that have none.
func plain(text string) bool {
	for i := range len(text) {
		switch text[i] {
		case '?', '~', '%', 'X', 'S', '.', '[', '{':
			return false
		case '/':
			if i == 0 || i == len(text)-1 {
				return false
			}
		}
	}
	return true
}

// doubtful returns what the point's digits and qualifiers leave in doubt.
func (p *Point) doubtful() (d Doubts) {
	q := p.Qualifier
	for _, part := range p.Parts {
		q |= part
	}
	if q&Uncertain != 0 {
		d |= DoubtUncertain
	}
	if q&Approximate != 0 || p.Significant != 0 {
		d |= DoubtApproximate
	}
	if p.X != 0 {
		d |= DoubtUnspecified
	}
	return d
}

func (p *Point) ending(open, unknown Doubts) Doubts {
	switch {
	case p.Open:
		return open
	case p.Unknown:
		return unknown
	}
	return 0
}

// core is the core of a single point that spans [lo, hi).
func (p *Point) core(lo, hi int64) (int64, int64) {
	switch {
	case p.doubtful()&(DoubtApproximate|DoubtUnspecified) == 0:
		return lo, hi
	case p.Significant != 0:
		lo, hi = p.unit(Civil{Year: p.Year, Month: 1, Day: 1})
	}
	lo = middle(lo, hi)
	return lo, lo
}

// begun returns the time by which an interval that starts at the point has
// begun in any case.
func (p *Point) begun() int64 {
	lo, hi := p.span()
	switch doubts := p.doubtful(); {
	case doubts&DoubtApproximate != 0:
		return hi
	case doubts&DoubtUnspecified != 0:
		_, last := p.outer()
		lo, _ = p.unit(last)
	}
	return lo
}

// lasting returns the time until which an interval that ends with the point lasts
// in any case.
func (p *Point) lasting() int64 {
	lo, hi := p.span()
	switch doubts := p.doubtful(); {
	case doubts&DoubtApproximate != 0:
		return lo
	case doubts&DoubtUnspecified != 0:
		first, _ := p.outer()
		_, hi = p.unit(first)
	}
	return hi
}

// middle returns the time half-way; lo and hi are bounds of dates, so that their
// sum doesn't overflow.
func middle(lo, hi int64) int64 { return lo + (hi-lo)/2 }
