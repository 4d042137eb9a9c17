package dates

import "strings"

// Instant is a bound of a date in Unix seconds, UTC.
type Instant struct {
	Unix int64
	// Known is false of a bound without an offset: it has its own clock only, and
	// Unix is what that shows.
	Known bool
}

// Instants returns the bounds of the date as instants.
func (d Date) Instants() (lo, hi Instant) {
	lo, hi = Instant{Unix: d.Lo}, Instant{Unix: d.Hi}
	if strings.IndexByte(d.EDTF, 'T') < 0 {
		return lo, hi
	}
	p := parser{text: d.EDTF}
	if _, err := p.date(); err != nil {
		return lo, hi
	}
	over := d.Hi
	if p.kind == KindInterval {
		over = p.end.over()
	}
	return p.start.instant(d.Lo), p.end.instant(over)
}

// instant returns the instant at which the clock of the point shows a time.
func (p *Point) instant(clock int64) Instant {
	return Instant{Unix: clock - int64(p.Offset), Known: p.Zoned}
}

// over returns when an interval that ends with the point is over, by the point's
// own clock.
func (p *Point) over() int64 {
	if p.Precision == PrecisionNone {
		return OpenHi
	}
	lo, hi := p.span()
	if p.Precision >= PrecisionMinute {
		return lo
	}
	return hi
}
