package find

import "tarikh.org/tarikh/data/dates"

// onWeekend reads the weekend whose word is at i: over the weekend, last weekend,
// «عطلة نهاية الأسبوع الماضي», am kommenden Wochenende. side is what stands before
// it, or none.
func (p *parser) onWeekend(i int, side class) (v value, end int, ok bool) {
	t := p.at(i)
	end = i + 1
	if d := p.at(end); t.behind && !d.joined && d.among(past, future, current) {
		side = d.class
		end++
	}
	if !p.hasDay() || side == same || side == following || side == previous {
		return v, 0, false
	}
	if side == none && !p.at(i-1).among(the, in, at) && !t.placed && !p.at(i-1).is(of) {
		return v, 0, false // weekend trips
	}
	first, trust := 6, 78
	if !latin(p.text[t.start]) {
		first, trust = 5, 66 // in most Arab countries on Friday and Saturday
	}
	base := p.day.days()
	back := int64(dates.Weekday(base)-first+7) % 7
	begun, now := base-back, back < 2
	coming := begun
	if !now {
		coming += 7
	}
	when := p.tenseAt(i, end)
	switch {
	case side == future:
		coming, trust = begun+7, 66
	case side == past && now:
		coming -= 7
	case side == past, when != aheadOfUs && side == none, when == behindUs:
		coming = begun
	}
	v = on(coming)
	v.week, v.weekend, v.trust = true, true, trust
	return v, end, true
}
