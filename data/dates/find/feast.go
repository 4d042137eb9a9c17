package find

import "tarikh.org/tarikh/data/dates"

// Days that have names. The n of such a word tells how its day is found: as 100
// times the month and the day in our calendar, or behind one of these bases.
const (
	feastEaster = 2000 // days from Easter Sunday
	feastNth    = 3000 // 100 times the month, ten times which one, and the day of the week
	feastHijri  = 5000 // of the Islamic calendar, where the sighting of the moon may move it by a day
)

// lastNth is the number of the last weekday of a month among feasts.
const lastNth = 6

// feastAt reads a day by its name: Christmas Day 1912, last Easter, «عيد الفطر».
// Without a year it is taken where a preposition of time stands before it.
func (p *parser) feastAt(i int) (v value, end int, ok bool) {
	t := p.at(i)
	v = value{kind: KindAbsolute}
	v.nameFeast(int(t.meaning.n))
	named := value{kind: KindAbsolute}
	if end = p.yearTail(&named, i+1); end > i+1 {
		v.year, v.hasYear, v.pivot, v.bce, v.void, v.direction = named.year, named.hasYear, named.pivot, named.bce, named.void, named.direction
	}
	if v.cal == islamic && v.hasYear && !p.hijriOf(&v) {
		return v, 0, false
	}
	switch next := p.at(end); {
	case v.hasYear, v.void, v.direction != none, p.typed:
		return v, end, true
	case t.has(common) && next.is(none), p.amongDays(i):
		return v, 0, false // Christmas parties
	}
	v.weak = t.has(common)
	return v, end, p.timely(i) || p.at(i-1).among(to, at) || p.at(i-1).isUnit(days)
}

// amongDays reports whether «أيام» stands before the feast at i and no ordinal before
// that: then its days are meant, and not the first.
func (p *parser) amongDays(i int) bool {
	return p.at(i-1).isUnit(days) && p.at(i-1).has(plural) && !p.at(i-2).is(ordinal)
}

// nameFeast gives a value the day of a feast, or what it is found by.
func (v *value) nameFeast(n int) {
	const farthest, april = 100, 4 // days from Easter, and its month or nearly so
	switch {
	case n > feastHijri:
		n -= feastHijri
		v.cal, v.kind, v.approx = islamic, KindHijri, true
		v.month, v.day = n/100, n%100
	case n > feastNth:
		v.feast, v.month = n, (n-feastNth)/100
	case n > feastEaster-farthest:
		v.feast, v.month = n, april
	default:
		v.month, v.day = n/100, n%100
	}
}

// hijriOf puts the year of a feast of the Islamic calendar, which was named by one
// of ours, into that calendar.
func (p *parser) hijriOf(v *value) bool {
	const ours = 1600 // years below are of that calendar already
	if v.year < ours {
		return true
	}
	year := v.year
	for h := (year - 622) * 33 / 32; h < (year-620)*33/32+2; h++ {
		w := *v
		w.year = h
		if d, _, err := w.date(); err == nil && dates.CivilFromUnix(d.Lo).Year == year {
			v.year = h
			return true
		}
	}
	return false
}

// placeFeast finds the day of a moving feast in the year of a value.
func (v *value) placeFeast() {
	switch n := v.feast - feastNth; {
	case v.feast == 0:
	case n > 0:
		v.month, v.day = n/100, nthWeekday(v.year, n/100, n/10%10, n%10)
	default:
		_, v.month, v.day = dates.CivilFromDays(easter(v.year) + int64(v.feast-feastEaster))
	}
}

// easter returns Easter Sunday of the western churches, by the Gregorian computus
// of Meeus, Jones and Butcher.
func easter(year int64) int64 {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	return dates.DaysFromCivil(year, int(month), int((h+l-7*m+33*month+19)%32))
}
