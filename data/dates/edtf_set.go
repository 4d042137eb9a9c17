package dates

import "strings"

// Kind says what a Date is made of.
type Kind uint8

const (
	KindNone     Kind = iota // the zero Date
	KindPoint                // 2022-02
	KindInterval             // 2022/2023, with open and unknown ends
	KindOneOf                // [1667,1668]: one of its members
	KindAllOf                // {1960,1961-12}: all of its members
)

// Member is one date of a Date: the point, the interval, or what stands between
// the commas of a set.
type Member struct {
	Start, End Point // the same unless Range
	// Range is set of an interval and of "1670..1672", "..1984" and "1984..";
	// the latter have an Open Start or End.
	Range bool
}

// Kind returns what the date is made of. It reads no more of the text than it must.
func (d Date) Kind() Kind {
	switch {
	case d.EDTF == "":
		return KindNone
	case d.EDTF[0] == '[':
		return KindOneOf
	case d.EDTF[0] == '{':
		return KindAllOf
	case strings.IndexByte(d.EDTF, '/') >= 0:
		return KindInterval
	}
	return KindPoint
}

// Members returns the dates that the date consists of, in the order of its text:
// one, unless it is a set. The zero Date has none.
func (d Date) Members() []Member {
	p := parser{text: d.EDTF, collect: true}
	if _, err := p.date(); err != nil {
		return nil
	}
	return p.members
}

// Parts returns the calendar fields of the date. Of a single date, start and
// end are the same; of a set they are the ones of its Members that reach
// furthest back and ahead, and interval is set; the zero Date has zero Points.
func (d Date) Parts() (start, end Point, interval bool) {
	p := parser{text: d.EDTF}
	if _, err := p.date(); err != nil {
		return Point{}, Point{}, false
	}
	return p.start, p.end, p.kind != KindPoint
}

// set reads "[...]" or "{...}".
func (p *parser) set() (Date, error) {
	closing := byte(']')
	p.kind = KindOneOf
	if p.text[p.at] == '{' {
		p.kind, closing = KindAllOf, '}'
	}
	p.at++
	d := Date{Lo: OpenHi, Hi: OpenLo, EDTF: p.text}
	for first := true; ; first = false {
		begin := p.at
		var m Member
		if err := p.member(&m, first); err != nil {
			return Date{}, err
		}
		lo, hi := m.span()
		if hi <= lo {
			return Date{}, p.fail(begin, FaultOrder, "the end is not after the start")
		}
		if p.choices++; m.Range {
			p.choices++
		}
		if lo < d.Lo {
			d.Lo, p.start = lo, m.Start
		}
		if hi > d.Hi {
			d.Hi, p.end = hi, m.End
		}
		if p.collect {
			p.members = append(p.members, m)
		}
		if p.accept(closing) {
			break
		}
		if m.Range && m.End.Open {
			return Date{}, p.fail(p.at, FaultSet, `only the last date of a set is followed by ".."`)
		}
		if !p.accept(',') {
			return Date{}, p.badMember()
		}
	}
	if p.at < len(p.text) {
		return Date{}, p.fail(p.at, FaultSet, "nothing follows a set")
	}
	return d, nil
}

// member reads a point, "a..b", "..b" as the first and "a.." as the last of a
// set, into the zero m.
func (p *parser) member(m *Member, first bool) error {
	begin := p.at
	if p.acceptDots() {
		if !first {
			return p.fail(begin, FaultSet, `only the first date of a set follows ".."`)
		}
		m.Range, m.Start.Open = true, true
		return p.memberPoint(&m.End)
	}
	if err := p.memberPoint(&m.Start); err != nil {
		return err
	}
	if !p.acceptDots() {
		m.End = m.Start
		return nil
	}
	m.Range = true
	if c := p.peek(); c == ']' || c == '}' || c == ',' {
		m.End.Open = true
		return nil
	}
	return p.memberPoint(&m.End)
}

func (p *parser) memberPoint(pt *Point) error {
	begin := p.at
	switch p.peek() {
	case ']', '}', ',':
		return p.fail(p.at, FaultSet, "a date is missing")
	case '[', '{':
		return p.badMember()
	}
	if err := p.point(pt); err != nil {
		return err
	}
	if pt.Precision >= PrecisionMinute {
		return p.fail(begin, FaultSet, "a set holds dates, no times")
	}
	return nil
}

// badMember says what is wrong where a comma or the end of the set was to be.
func (p *parser) badMember() error {
	switch p.peek() {
	case 0:
		if p.at == len(p.text) {
			return p.fail(p.at, FaultSet, "the set is not closed")
		}
	case ']', '}', '[', '{':
		return p.fail(p.at, FaultSet, "a set begins and ends with [ ] or with { } and holds no other")
	case '/':
		return p.fail(p.at, FaultSet, `from and to are joined by ".." in a set`)
	}
	return p.unexpected()
}

func (m *Member) span() (lo, hi int64) {
	if m.Range {
		return bounds(&m.Start, &m.End)
	}
	return m.Start.span()
}
