package find

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// parser reads one text, line by line: no date, and no context, reaches across a
// line end, which in articles is that of a paragraph.
type parser struct {
	text       string
	scanner    scanner
	tokens     []token            // of one line
	day        civil              // on which the text appeared
	grain      dates.Precision    // how exactly day is known: PrecisionNone, Year, Month or Day
	last       civil              // the last date named; no year 0 where there is none
	lastToken  int                // the token behind it, 0 for none
	dated      civil              // the last date named with its year
	datedToken int                // the token behind it, 0 for none
	datedChain bool               // its year was itself carried on
	lastSeason dates.Season       // of the last date named, where it is a quarter
	fault      *dates.SyntaxError // in a field, the best that is known of what is wrong
	outside    token
	depth      int // of calls of point within point

	english    bool // the text is in English
	typed      bool // a field: all of it is a date
	monthFirst bool // 4/2/2022 is 2 April
	dashes     bool // in a field, a hyphen between times is "to" and no offset
	sawDash    bool
}

// hasDay reports whether the text's own day is known.
func (p *parser) hasDay() bool { return p.grain == dates.PrecisionDay }

// scannerFor returns a scanner with the lexicons that a text in a language needs.
func scannerFor(text, lang string) scanner {
	s := scanner{text: text, arab: arabic(), latin: latinLexicon(lang)}
	switch lang {
	case "fa":
		s.arab = persian()
	case "ur":
		s.arab = urdu()
	}
	var seen struct{ cyrillic, hebrew, devanagari, han bool }
	for _, r := range text {
		switch {
		case r < 0x400:
		case r < 0x530:
			seen.cyrillic = true
		case r >= 0x590 && r < 0x600:
			seen.hebrew = true
		case r >= 0x900 && r < 0x980:
			seen.devanagari = true
		case r == '年' || r == '月' || r == '世':
			seen.han = true
		}
	}
	if seen.cyrillic {
		s.cyrillic = russian()
	}
	if seen.hebrew {
		s.hebrew = hebrew()
	}
	if seen.devanagari {
		s.devanagari = hindi()
	}
	if seen.han {
		s.han = chinese()
	}
	return s
}

// monthsFirst reports whether the dates in digits of a text show that its writer
// puts the month before the day: 12/14/1993, and none the other way round.
func monthsFirst(text string) bool {
	first, second := 0, 0
	for at := range len(text) {
		if text[at] != '/' && text[at] != '-' {
			continue
		}
		a, b, ok := slashed(text, at)
		switch {
		case ok && b > 12 && b <= 31 && a >= 1 && a <= 12:
			first++
		case ok && a > 12 && a <= 31 && b >= 1 && b <= 12:
			second++
		}
	}
	return first > 0 && second == 0
}

// slashed reads the two numbers of one or two digits around the slash or hyphen at
// a place, where the same sign and a number follow.
func slashed(text string, at int) (a, b int, ok bool) {
	i := at
	for i > 0 && at-i < 3 && text[i-1] >= '0' && text[i-1] <= '9' {
		i--
		a += int(text[i]-'0') * [3]int{1, 10, 100}[at-i-1]
	}
	j := at + 1
	for j < len(text) && j-at < 4 && text[j] >= '0' && text[j] <= '9' {
		b = b*10 + int(text[j]-'0')
		j++
	}
	lengths := i < at && at-i <= 2 && j > at+1 && j-at <= 3
	ok = lengths && j+2 < len(text) && text[j] == text[at] && text[j+1] >= '0' && text[j+1] <= '9' && (i == 0 || text[i-1] != text[at])
	return a, b, ok
}

// at returns the token i; before the first and behind the last, a line end.
func (p *parser) at(i int) *token {
	if i < 0 || i >= len(p.tokens) {
		return &p.outside
	}
	return &p.tokens[i]
}

// touching reports whether token i follows without white space.
func (p *parser) touching(i int) bool { return i > 0 && i < len(p.tokens) && !p.tokens[i].spaced }

// word returns the text of token i.
func (p *parser) word(i int) string {
	t := p.at(i)
	return p.text[t.start:t.end]
}

// skip returns the place after i if the token there is of one of the classes.
func (p *parser) skip(i int, classes ...class) int {
	t := p.at(i)
	for _, c := range classes {
		if t.is(c) && !t.joined {
			return i + 1
		}
	}
	return i
}

func (p *parser) skipSign(i int, r rune) int {
	if p.at(i).isSign(r) {
		return i + 1
	}
	return i
}

// dayNumber reads a number of at most two digits that could be a day.
func (p *parser) dayNumber(i int) (n, end int, ok bool) {
	t := p.at(i)
	if !t.number() || t.digits > 2 || t.n < 1 || t.n > 31 {
		return 0, i, false
	}
	end = i + 1
	if w := p.at(end); w.kind == tokenWord && !w.spaced {
		switch strings.ToLower(p.word(end)) {
		case "st", "nd", "rd", "th", "er", "º", "ª", "e", "ᵉ":
			end++
		default:
			if w.class == hanDay {
				return int(t.n), end + 1, true
			}
			if w.class != month && w.class != unit && w.class != hijriMonth && w.class != jalaliMonth && w.class != noon && w.class != hour {
				return 0, i, false
			}
		}
	} else if w.isSign('º') && !w.spaced {
		end++
	}
	return int(t.n), end, true
}

// timely reports whether what stands before token i makes a year, or a month alone,
// likely there.
func (p *parser) timely(i int) bool {
	if p.typed || p.at(i).placed {
		return true
	}
	t := p.at(i - 1)
	if t.is(the) {
		t = p.at(i - 2)
	}
	switch {
	case t.isSign('('):
		return true
	case t.isSign('-') && p.touching(i-1) && p.at(i-2).is(in): // «ב-1948»
		return true
	}
	if t.is(about) && !t.has(common) && t.english {
		t = p.at(i - 2) // "in about 1900"; in Arabic such numbers count things
	}
	if p.lastToken > 0 && p.lastToken == i-1 && t.isSign(',') && p.last.month == 0 {
		return true // in 2016, 2018 and 2020
	}
	return t.kind == tokenWord && p.timelyWord(t, i)
}

// timelyWord is timely for the word t before token i.
func (p *parser) timelyWord(t *token, i int) bool {
	switch t.class {
	case in, before, after, between, stage, yearWord, unsure, matching:
		return true
	case coming: // "postponed to"
		_, last, _ := strings.Cut(strings.ToLower(p.text[t.start:t.end]), " ")
		return last == "to" || last == "for" || last == "until" || last == "on"
	case to, from: // round numbers there rather count something
		return !p.at(i).number() || p.at(i).n%50 != 0
	case of:
		n := p.at(i)
		return n.n > 1900 && n.n < 2100 && (n.n%100 != 0 || n.n == 2000 && !p.english)
	case and:
		return p.lastToken > 0 && p.lastToken == i-1
	case unit: // in den Jahren 1964 bis 1967
		return int(t.meaning.n) == years && t.has(plural) && !t.english && p.at(i).digits == 4
	}
	return false
}

// blame keeps what is wrong at token i, the first that is more than a matter of
// form. It reports false.
func (p *parser) blame(i int, f dates.Fault, reason string) bool {
	if p.typed && (p.fault == nil || p.fault.Fault == dates.FaultForm && f != dates.FaultForm) {
		p.fault = &dates.SyntaxError{Offset: p.at(i).start, Fault: f, Reason: reason}
	}
	return false
}

// ordinalAt returns the number of the ordinal at i, 0 for none; "third" is a part
// of a year, too.
func (p *parser) ordinalAt(i int) int {
	switch t := p.at(i); {
	case t.is(ordinal):
		return int(t.meaning.n)
	case t.is(part) && t.english && int(t.meaning.n) == int(dates.FirstThird):
		return 3
	}
	return 0
}

// amount reads a number in digits or words; 0 stands for none.
func (p *parser) amount(i int) (n int64, end int, ok bool) {
	t := p.at(i)
	switch {
	case t.number():
		return t.n, i + 1, t.n > 0 && t.digits <= 4 && !t.badLeft && !t.badRight
	case t.is(cardinal):
		n, end = p.amountInWords(i)
		return n, end, true
	case t.is(unit), t.is(yearWord):
		return 0, i, true
	}
	return 0, i, false
}

// amountInWords reads a number below a hundred that begins with a word.
func (p *parser) amountInWords(i int) (n int64, end int) {
	t := p.at(i)
	n, end = int64(t.meaning.n), i+1
	k := p.skipSign(end, '-')
	next, second := p.at(k), p.at(k+1)
	tens := n >= 20 && n < 100 && n%10 == 0
	switch {
	case tens && next.is(cardinal) && next.meaning.n < 10 && !next.joined: // twenty-one
		n += int64(next.meaning.n)
		end = k + 1
	case tens && !t.english && next.is(and) && latin(p.text[t.start]) && second.is(cardinal) && second.meaning.n < 10: // noventa y nueve
		n += int64(second.meaning.n)
		end = k + 2
	case n < 10 && next.is(cardinal) && next.joined && next.meaning.n >= 20: // «خمسة وعشرين»
		n += int64(next.meaning.n)
		end++
	}
	return n, end
}
