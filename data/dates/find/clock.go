package find

import "strings"

// clock reads the time of day behind a day, and returns end where there is none.
func (p *parser) clock(v *value, end int) int {
	if v.day == 0 && v.weekday == 0 || v.week || v.approx || v.timed || v.until != nil {
		return end
	}
	j := p.skipSign(end, ',')
	k := p.skip(j, at)
	if p.at(k).is(in) && p.at(k+1).is(at) { // «في الساعة»
		k += 2
	}
	if stop, ok := p.timeOfDay(v, k, p.at(k-1).is(at) && k > end); ok {
		return stop
	}
	return end
}

// timeOfDay reads hh:mm, 8 pm, 8.30 pm, 8 مساء; a lone hour only behind "at" and
// with a half of the day.
func (p *parser) timeOfDay(v *value, i int, announced bool) (end int, ok bool) {
	h := p.at(i)
	if !h.number() || h.digits > 2 || h.n > 24 || h.badLeft {
		return 0, false
	}
	hour, minute, clear := int(h.n), 0, false
	end = i + 1
	if sep, m := p.at(end), p.at(end+1); (sep.isSign(':') || sep.isSign('.')) && p.touching(end) && p.touching(end+1) && m.number() && m.digits == 2 && m.n < 60 {
		if sep.isSign('.') && !p.halfOfDay(end+2) {
			return 0, false
		}
		minute, clear = int(m.n), sep.isSign(':')
		end += 2
		if clear && p.at(end).isSign(':') && p.touching(end) && p.at(end+1).number() {
			end += 2 // seconds are left out
		}
	} else if h.badRight && !p.halfOfDay(end) {
		return 0, false
	}
	if p.halfOfDay(end) {
		if hour < 1 || hour > 12 {
			return 0, false
		}
		hour = hour%12 + int(p.at(end).meaning.n)
		if p.at(end).meaning.n == 12 && h.n == 12 && strings.HasPrefix(p.text[p.at(end).start:], "ليل") {
			hour = 0
		}
		end++
		clear = true
	} else if announced && !latin(p.text[p.at(i-1).start]) {
		clear = true
	}
	if !clear || hour == 24 && minute > 0 {
		return 0, false
	}
	v.timed, v.hour, v.minute = true, hour, minute
	if p.at(end).is(zone) {
		v.utc = true
		end++
	}
	return end, true
}

func (p *parser) halfOfDay(i int) bool { return p.at(i).is(noon) && !p.at(i).joined }

// timeFirst reads a time and the day behind it: 8 pm on Friday.
func (p *parser) timeFirst(i int) (v value, end int, ok bool) {
	var when value
	j, ok := p.timeOfDay(&when, i, false)
	if !ok {
		return v, 0, false
	}
	k := p.skip(p.skipSign(p.skipSign(j, '.'), ','), in, from)
	v, end, ok = p.point(k, false)
	if !ok || v.day == 0 && v.weekday == 0 || v.timed || v.week || v.approx {
		return v, 0, false
	}
	v.timed, v.hour, v.minute, v.utc = true, when.hour, when.minute, when.utc
	return v, end, true
}
