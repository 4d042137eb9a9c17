package find

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// clockBehind reads the time of day behind a day, and returns end where there is
// none.
func (p *parser) clockBehind(v *value, end int) int {
	if v.day == 0 && v.weekday == 0 || v.week || v.approx || v.timed() || v.until != nil {
		return end
	}
	j := p.skipSign(end, ',')
	if p.at(j).isSign('-') && p.at(j).spaced && p.at(j+1).spaced && p.typed {
		j++
	}
	k := p.skip(j, at)
	if p.at(k).is(about) && !p.english { // um 20 Uhr
		k++
	}
	if p.at(k).is(in) && p.at(k+1).is(at) { // «في الساعة»
		k += 2
	}
	if stop, ok := p.timeOfDay(v, k, p.at(k-1).is(at) && k > end); ok {
		return stop
	}
	return end
}

// timeOfDay reads hh:mm, 8 pm, 8.30 pm, 8 مساء; a lone hour only behind "at" and
// with a half of the day. announced says that «الساعة» or "at" stands before it.
func (p *parser) timeOfDay(v *value, i int, announced bool) (end int, ok bool) {
	h := p.at(i)
	if !h.number() || h.digits > 2 || h.badLeft || h.grouped {
		return 0, false
	}
	c := clock{hour: int(h.n), precision: dates.PrecisionMinute}
	end, clear, ok := p.minutes(&c, i)
	if !ok {
		return 0, false
	}
	switch {
	case p.halfOfDay(end) || p.arabicHalf(end, clear || announced):
		if c.hour < 1 || c.hour > 12 {
			return 0, false
		}
		end = p.addHalf(&c, end)
	case p.at(end).is(hour):
		end++
	case !clear && (!announced || p.at(i-1).english):
		return 0, false
	}
	if c.hour > 24 || c.hour == 24 && c.minute > 0 {
		return 0, p.blame(i, dates.FaultTime, "times run from 00:00 to 24:00")
	}
	end = p.zoneBehind(&c, end)
	v.clock = c
	return end, true
}

// addHalf adds the half of the day at i to a time of 1 to 12 hours.
func (p *parser) addHalf(c *clock, i int) (end int) {
	t := p.at(i)
	late := t.is(era) || t.meaning.n == 12
	midnight := late && c.hour == 12 && strings.HasPrefix(p.word(i), "ليل")
	if c.hour %= 12; late && !midnight {
		c.hour += 12
	}
	if strings.Contains(p.word(i), ".") && p.at(i+1).isSign('.') && (p.at(i+2).among(zone, weekday, month, in) || p.at(i+2).isSign('(') || p.isPlace(i+2)) {
		return i + 2 // 9 a.m. EST
	}
	return i + 1
}

// minutes reads the minutes and, in a field, the seconds behind the hour at i; clear
// says that there are some, which makes it a time.
func (p *parser) minutes(c *clock, i int) (end int, clear, ok bool) {
	h, sep, m := p.at(i), p.at(i+1), p.at(i+2)
	two := p.touching(i+1) && p.touching(i+2) && m.number() && m.digits == 2
	switch {
	case sep.is(hour) && two && m.n < 60: // 20h30
		c.minute = int(m.n)
		return i + 3, true, true
	case sep.oneOf(":.") && two:
		if m.n > 59 {
			return 0, false, p.blame(i+2, dates.FaultTime, "times run from 00:00 to 24:00")
		}
		if sep.isSign('.') && !p.halfOfDay(i+3) && !p.at(i+3).is(hour) {
			return 0, false, false
		}
		c.minute = int(m.n)
		if sep.isSign(':') {
			return p.seconds(c, i+3), true, true
		}
		return i + 3, false, true
	case h.badRight && !p.halfOfDay(i+1) && !p.at(i+1).is(hour):
		return 0, false, false
	}
	return i + 1, false, true
}

// seconds reads those at i, with a fraction that is left out; a text is read to the
// minute.
func (p *parser) seconds(c *clock, i int) (end int) {
	s := p.at(i + 1)
	if !p.at(i).isSign(':') || !p.touching(i) || !s.number() {
		return i
	}
	if p.typed {
		c.second, c.precision = int(s.n), dates.PrecisionSecond
	}
	if end = i + 2; p.at(end).isSign('.') && p.touching(end) && p.at(end+1).number() && p.touching(end+1) {
		end += 2
	}
	return end
}

func (p *parser) halfOfDay(i int) bool { return p.at(i).is(noon) && !p.at(i).joined }

// arabicHalf reports whether the word at i is «م» for the afternoon.
func (p *parser) arabicHalf(i int, time bool) bool {
	return time && p.at(i).isEra(eraCE) && p.word(i) == "م" && !p.at(i).joined
}

// zoneBehind reads a time zone or offset behind a time: GMT, (UTC+8), +0800.
func (p *parser) zoneBehind(c *clock, end int) int {
	if stop, ok := p.placeBehind(c, end); ok {
		return stop
	}
	open := p.skipSign(end, '(')
	j := p.skip(open, in)
	if t := p.at(j); t.is(zone) {
		c.zoned, c.offset = true, int(t.meaning.n)*60
		j++
		if s := p.at(j); s.oneOf("+-") || s.isSign('–') && !s.spaced {
			if stop, ok := p.offsetAt(c, j); ok {
				j = stop
			}
		}
		if open > end {
			j = p.skipSign(j, ')')
		}
		return j
	}
	if stop, ok := p.bareOffset(c, end); ok {
		return stop
	}
	return end
}

// bareOffset reads an offset right behind a time: 20:00 +08:00. In a field a hyphen
// behind a time without seconds may as well be "to"; then both are readings.
func (p *parser) bareOffset(c *clock, j int) (end int, ok bool) {
	s, n, colon := p.at(j), p.at(j+1), p.at(j+2).isSign(':')
	if !s.oneOf("+-") || !p.typed && n.digits != 4 && !(s.isSign('+') && colon) {
		return j, false
	}
	if s.isSign('-') && c.precision == dates.PrecisionMinute && n.digits < 3 {
		if !colon {
			return j, false
		}
		if p.sawDash = true; p.dashes {
			return j, false
		}
	}
	return p.offsetAt(c, j)
}

// offsetAt reads +8, -05:30 or +0800.
func (p *parser) offsetAt(c *clock, j int) (end int, ok bool) {
	n := p.at(j + 1)
	if !n.number() || n.digits > 4 || !p.touching(j+1) {
		return j, false
	}
	h, m := n.n, int64(0)
	end = j + 2
	switch minutes := p.at(end + 1); {
	case n.digits > 2:
		h, m = n.n/100, n.n%100
	case p.at(end).isSign(':') && minutes.number():
		m = minutes.n
		end += 2
	}
	if h > 14 || m > 59 || h == 14 && m > 0 {
		return j, p.blame(j+1, dates.FaultOffset, "offsets reach from -14:00 to +14:00")
	}
	c.zoned, c.offset = true, int(h*60+m)*60
	if !p.at(j).isSign('+') {
		c.offset = -c.offset
	}
	return end, true
}
