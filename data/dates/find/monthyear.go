package find

// yearTail reads the year behind a month, season or quarter, or what says where
// to look for it; it returns j where there is none.
func (p *parser) yearTail(v *value, j int) int {
	t, next := p.at(j), p.at(j+1)
	if t.behind && !t.joined && t.among(past, future, current, following, previous) && !next.among(unit, yearWord) {
		v.direction = t.class
		return j + 1
	}
	if t.oneOf("-/") {
		return p.yearJoined(v, j)
	}
	k := p.skip(p.skipSign(j, ','), of, from, in)
	if end, ok := p.eraYear(v, k); ok {
		return end
	}
	word := p.skip(k, yearWord)
	if w := p.at(word); w.isUnit(years) && w.has(definite) && p.at(word+1).number() {
		word++
	}
	if n := p.at(word); n.number() && !n.joined || n.isSign('\'') && p.at(word+1).number() {
		return p.yearNumber(v, j, word)
	}
	if end, ok := p.yearWritten(v, k, word); ok {
		return end
	}
	return p.yearCounted(v, j, k)
}

// eraYear reads the era and the year at k: 24 August AD 79.
func (p *parser) eraYear(v *value, k int) (end int, ok bool) {
	if t := p.at(k); !t.isEra(eraCE) && !t.isEra(eraBCE) || t.joined || v.cal != gregorian || p.typed {
		return k, false
	}
	w, end, ok := p.eraFirst(k)
	if !ok || w.span != 0 {
		return k, false
	}
	v.year, v.hasYear, v.bce, v.ce = w.year, true, w.bce, w.ce
	return end, true
}

// yearWritten reads a year in words, at word behind "year" or at k without it.
func (p *parser) yearWritten(v *value, k, word int) (end int, ok bool) {
	if v.month == 0 && v.season == 0 && word == k {
		return 0, false
	}
	year, end, ok := p.yearInWords(word)
	if ok {
		v.year, v.hasYear = year, true
		end = p.afterYear(v, end)
	}
	return end, ok
}

// yearCounted reads "last year" and the like behind a month.
func (p *parser) yearCounted(v *value, j, k int) int {
	shift, end, ok := p.relativeYear(k)
	switch {
	case !ok:
		return j
	case shift == nil:
		v.void = true
		return end
	}
	v.year, v.hasYear = *shift, true
	if v.kind != KindHijri {
		v.kind = KindRelative
	}
	return end
}

// yearJoined reads the year behind a month and a hyphen or slash: 19-Nov-2012,
// Nov-12, december-30-11.
func (p *parser) yearJoined(v *value, j int) int {
	n := p.at(j + 1)
	if !p.touching(j) || !p.touching(j+1) || !n.number() {
		return j
	}
	switch {
	case n.digits > 2:
		if p.setYear(v, j+1) {
			return p.afterYear(v, j+2)
		}
	case v.day == 0 && n.n >= 1 && n.n <= 31 && p.at(j+2).sign == p.at(j).sign && p.touching(j+2) && p.at(j+3).number() && p.touching(j+3):
		w := *v
		w.day = int(n.n)
		if end := p.yearJoined(&w, j+2); end > j+2 {
			*v = w
			return end
		}
	case n.digits == 2 && !n.badRight && !p.at(j+2).is(month) && p.shortYear(v, j+1):
		return j + 2
	}
	return j
}

// yearNumber reads the number at word as the year of a month that ends at j.
func (p *parser) yearNumber(v *value, j, word int) int {
	apostrophe := p.at(word).isSign('\'')
	if apostrophe {
		word++
	}
	n, early, comma := p.at(word), p.beforeEra(word), p.at(j).isSign(',')
	if n.plural || n.badRight && p.at(word+1).isSign('.') || n.grouped && !early || !p.edgeRight(word) || p.beginsClock(word) || p.countedAfterMonth(word) {
		return j
	}
	if early {
		w, end, ok := p.withEra(*v, word)
		if !ok {
			return j
		}
		*v = w
		return end
	}
	if !p.yearDigits(v, word, comma, apostrophe) {
		return j
	}
	return p.afterYear(v, word+1)
}

// yearDigits takes the number at word for the year of a month, if it has as many
// digits as one. comma says that a comma stands before it.
func (p *parser) yearDigits(v *value, word int, comma, apostrophe bool) bool {
	n := p.at(word)
	switch {
	case n.digits == 4 || n.digits == 3 && !comma:
		return p.setYear(v, word)
	case n.digits == 2 && (!comma || n.n < 10 && v.day != 0):
		sure := apostrophe || p.at(word-1).is(of) && v.day != 0
		return p.yearLike(v, word, sure) && p.shortYear(v, word)
	}
	return false
}

// beginsClock reports whether the number at i is the hour of a time: 10:30.
func (p *parser) beginsClock(i int) bool { return p.at(i+1).isSign(':') && p.at(i+2).number() }

// yearLike reports whether the two digits behind a month, or a day and a month,
// are its year and count nothing.
func (p *parser) yearLike(v *value, i int, sure bool) bool {
	n, next := p.at(i), p.at(i+1)
	switch {
	case sure || p.typed:
		return v.day != 0 || n.n > 31 || sure
	case n.badLeft, p.halfOfDay(i + 1), next.is(count), next.is(unit):
		return false
	case v.day == 0:
		zero := n.n < 10 && !p.at(i-1).english // в мае 09
		if m := p.at(i - 1); m.is(month) && m.english && !m.has(short) && next.among(none, gone) && !next.capital && next.spaced && !pronoun(p.word(i+1)) {
			return false // in November 85 quit
		}
		return (n.n > 31 || zero) && !p.countable(i+1)
	case n.n < 10 || next.kind == tokenSign: // 5 Feb 03
		return true
	}
	return n.n > 31 && !p.countable(i+1)
}

// pronoun reports words with which a clause goes on behind a year.
func pronoun(word string) bool {
	switch word {
	case "he", "she", "they", "we", "it", "i", "you", "when", "where", "who", "which", "as", "with", "at":
		return true
	}
	return false
}

// relativeYear reads "last year", «العام نفسه» and the like behind a month. A nil
// year says that there is nothing to count from.
func (p *parser) relativeYear(i int) (year *int64, end int, ok bool) {
	v, end, ok := p.directed(i)
	if t := p.at(i); t.is(today) && t.has(plural) { // des Vorjahres
		v, end, ok = p.onToday(i)
	}
	if !ok && (p.at(i).is(unit) || p.at(i).is(yearWord)) {
		v, end, ok = p.ofUnit(i)
	}
	if !ok || v.month != 0 || v.day != 0 || v.span != 0 || v.season != 0 {
		return nil, i, false
	}
	if v.void {
		return nil, end, true
	}
	return &v.year, end, v.hasYear
}
