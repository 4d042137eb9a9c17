package find

import "tarikh.org/tarikh/data/dates"

// seasonOf reads a season with its year, or the word that says which one is meant.
func (p *parser) seasonOf(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if t.english && t.has(common) && !p.likelyFall(i) {
		return v, 0, false
	}
	v = value{kind: KindPeriod, season: dates.Season(t.meaning.n)}
	j := i + 1
	if p.typed {
		j = p.inHemisphere(&v, j)
	}
	end = p.seasonYears(&v, j)
	v.kind = KindPeriod
	if p.typed {
		end = p.inHemisphere(&v, end)
	}
	if v.direction != 0 && !t.has(definite) && !latin(p.text[t.start]) {
		return v, 0, false
	}
	undirected := !v.hasYear && !v.void && v.direction == 0
	if undirected && latin(p.text[t.start]) && p.hasDay() && !p.typed && !p.at(end).is(of) {
		v.weak = true
		return v, end, p.seasonOfVerb(i) && p.tenseAt(i, end) != unsaid
	}
	return v, end, v.hasYear || v.void || v.toward(past, future, current) || p.typed
}

// seasonOfVerb reports whether a preposition before the season at i makes it the time of
// what the verb says: in winter, by the summer.
func (p *parser) seasonOfVerb(i int) bool {
	prev := p.at(i - 1)
	return prev.is(in) || prev.is(to) && prev.has(strong) || prev.is(the) && p.at(i-2).among(in, to, coming)
}

// seasonYears reads the year of a season that ends before j, or both of its years:
// winter 2019–20 is the one that begins in 2019.
func (p *parser) seasonYears(v *value, j int) int {
	k := p.skip(p.skip(j, of), yearWord)
	w := *v
	end := k + 1
	if w.year = p.at(k).n; !p.typed || !p.at(k).number() {
		if end = p.yearTail(v, j); !v.hasYear {
			return end
		}
		w = *v
	}
	s, n := p.at(end), p.at(end+1)
	winter := v.season == dates.FirstSeason+3 || v.season == dates.FirstNorthern+3
	if !s.isSign('-') && !s.isSign('–') && !s.isSign('/') || (s.spaced || n.spaced) && !winter && !n.grouped || !n.number() || !p.yearAfterIt(&w, n) {
		if !v.hasYear {
			return p.yearTail(v, j)
		}
		return end
	}
	w.hasYear = true
	end = p.afterYear(&w, end+2)
	*v = w
	return end
}

// yearAfterIt reports whether a number is the year after that of v, in full or by
// its last two digits; before our era years count down.
func (p *parser) yearAfterIt(v *value, n *token) bool {
	return n.n == v.year+1 || n.digits == 2 && n.n == (v.year+1)%100 || n.n == v.year-1 && p.typed
}

func (p *parser) inHemisphere(v *value, j int) int {
	k := p.skipSign(j, '(')
	if t := p.at(k); t.is(hemisphere) && v.season < dates.FirstNorthern {
		v.season += dates.Season(t.meaning.n) - dates.FirstSeason
		return p.skipSign(k+1, ')')
	}
	return j
}

// likelyFall reports whether "fall" at i is the season and no verb.
func (p *parser) likelyFall(i int) bool {
	next := p.at(i + 1)
	return p.typed || next.number() && next.digits == 4 || next.is(of) && p.at(i+2).number() || next.is(of) && p.at(i+2).is(past) ||
		p.at(i-1).is(the) || p.at(i-1).is(past) || p.at(i-1).is(future) || p.at(i-1).is(current)
}
