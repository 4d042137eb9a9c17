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
		half := p.at(end)
		late := half.is(era) || half.meaning.n == 12
		midnight := late && c.hour == 12 && strings.HasPrefix(p.word(end), "ليل")
		if c.hour %= 12; late && !midnight {
			c.hour += 12
		}
		end++
		if next := p.at(end + 1); strings.Contains(p.word(end-1), ".") && p.at(end).isSign('.') && (next.is(zone) || next.is(weekday) || next.is(month) || next.is(in)) {
			end++ // 9 a.m. EST
		}
		clear = true
	case p.at(end).is(hour):
		end++
		clear = true
	case announced && !p.at(i-1).english:
		clear = true
	}
	if !clear {
		return 0, false
	}
	if c.hour > 24 || c.hour == 24 && c.minute > 0 {
		return 0, p.blame(i, dates.FaultTime, "times run from 00:00 to 24:00")
	}
	end = p.zone(&c, end)
	v.clock = c
	return end, true
}

// minutes reads the minutes and, in a field, the seconds behind the hour at i; clear
// says that there are some, which makes it a time.
func (p *parser) minutes(c *clock, i int) (end int, clear, ok bool) {
	h, sep, m := p.at(i), p.at(i+1), p.at(i+2)
	end = i + 1
	touching := p.touching(i+1) && p.touching(i+2)
	switch {
	case (sep.isSign(':') || sep.isSign('.')) && touching && m.number() && m.digits == 2:
		if m.n > 59 {
			return 0, false, p.blame(i+2, dates.FaultTime, "times run from 00:00 to 24:00")
		}
		if sep.isSign('.') && !p.halfOfDay(i+3) && !p.at(i+3).is(hour) {
			return 0, false, false
		}
		c.minute, clear = int(m.n), sep.isSign(':')
		end += 2
		if s := p.at(end + 1); clear && p.at(end).isSign(':') && p.touching(end) && s.number() {
			if p.typed {
				c.second, c.precision = int(s.n), dates.PrecisionSecond
			}
			end += 2 // seconds are left out of a text
			if p.at(end).isSign('.') && p.touching(end) && p.at(end+1).number() && p.touching(end+1) {
				end += 2
			}
		}
	case h.badRight && !p.halfOfDay(end) && !p.at(end).is(hour):
		return 0, false, false
	}
	return end, clear, true
}

func (p *parser) halfOfDay(i int) bool { return p.at(i).is(noon) && !p.at(i).joined }

// arabicHalf reports whether the word at i is «م» for the afternoon.
func (p *parser) arabicHalf(i int, time bool) bool {
	return time && p.at(i).isEra(eraCE) && p.word(i) == "م" && !p.at(i).joined
}

// zone reads a time zone or offset behind a time: GMT, (UTC+8), +0800.
func (p *parser) zone(c *clock, end int) int {
	j := p.skip(p.skipSign(end, '('), in)
	bracket := j > end && p.at(end).isSign('(')
	if t := p.at(j); t.is(zone) {
		c.zoned, c.offset = true, int(t.meaning.n)*60
		j++
		if s := p.at(j); s.isSign('+') || s.isSign('-') || s.isSign('–') && !s.spaced {
			if stop, ok := p.offset(c, j); ok {
				j = stop
			}
		}
		if bracket {
			j = p.skipSign(j, ')')
		}
		return j
	}
	if s, n := p.at(end), p.at(end+1); s.isSign('+') || s.isSign('-') && p.typed || s.isSign('-') && n.digits == 4 && !s.spaced {
		if !p.typed && n.digits != 4 && !p.at(end+2).isSign(':') {
			return end
		}
		if s.isSign('-') && c.precision == dates.PrecisionMinute && n.digits < 3 {
			if !p.at(end + 2).isSign(':') {
				return end
			}
			if p.sawDash = true; p.dashes {
				return end
			}
		}
		if stop, ok := p.offset(c, end); ok {
			return stop
		}
	}
	return end
}

// offset reads +8, -05:30 or +0800.
func (p *parser) offset(c *clock, j int) (end int, ok bool) {
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

// timeFirst reads a time and the day behind it: 8 pm on Friday.
func (p *parser) timeFirst(i int) (v value, end int, ok bool) {
	var when value
	j, ok := p.timeOfDay(&when, i, p.at(i-1).is(at))
	if !ok {
		return v, 0, false
	}
	k := p.skip(p.skipSign(p.skipSign(j, '.'), ','), in, from, of)
	v, end, ok = p.point(k, false)
	if !ok || v.day == 0 && v.weekday == 0 || v.timed() || v.week || v.approx {
		return v, 0, false
	}
	v.clock = when.clock
	return v, end, true
}
