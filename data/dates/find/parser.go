package find

import (
	"strings"
	"unicode"

	"tarikh.org/tarikh/data/dates"
)

// civil is a day of the Gregorian calendar.
type civil struct {
	year       int64
	month, day int // 0 where they are not known
}

func civilOf(n int64) civil {
	y, m, d := dates.CivilFromDays(n)
	return civil{y, m, d}
}

func (c civil) days() int64 { return dates.DaysFromCivil(c.year, max(c.month, 1), max(c.day, 1)) }

// parser reads one text, line by line: no date, and no context, reaches across a
// line end, which in articles is that of a paragraph.
type parser struct {
	text       string
	scanner    scanner
	tokens     []token // of one line
	day        civil   // on which the text appeared
	hasDay     bool
	last       civil // the last date named; no year 0 where there is none
	lastToken  int   // the token behind it, 0 for none
	monthFirst bool
	outside    token
	depth      int // of calls of point within point
}

func newParser(text string, o Options) *parser {
	lang, region, _ := strings.Cut(strings.ToLower(o.Lang), "-")
	if lang == "" {
		lang = guess(text)
	}
	s := scanner{text: text, arab: arabic(), latin: english()}
	switch lang {
	case "fr":
		s.latin = french()
	case "es":
		s.latin = spanish()
	case "tr":
		s.latin = turkish()
	case "fa":
		s.arab = persian()
	}
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		s.cyrillic = russian()
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r == '年' || r == '月' }) {
		s.han = chinese()
	}
	p := &parser{text: text, scanner: s, outside: token{kind: tokenSign, sign: '\n'}, monthFirst: lang == "en" && region == "us"}
	if !o.Published.IsZero() && o.Published.Lo != dates.OpenLo {
		c := dates.CivilFromUnix(o.Published.Lo)
		if start, _, _ := o.Published.Parts(); start.Precision >= dates.PrecisionDay {
			c = dates.Civil{Year: start.Year, Month: start.Month, Day: start.Day}
		}
		if c.Year >= -9999 && c.Year <= 9999 && c.Month > 0 && c.Day > 0 {
			p.published(civil{c.Year, c.Month, c.Day})
		}
	}
	return p
}

func (p *parser) published(c civil) { p.day, p.hasDay = c, true }

// guess tells the language of a text by letters and small words of it.
func guess(text string) string {
	head := text[:min(len(text), 4000)]
	if strings.ContainsAny(head, "پچگژ") || strings.Count(head, "ی") > 2 && strings.Contains(head, " در ") {
		return "fa"
	}
	best, most := "en", 0
	padded := " " + strings.ToLower(head) + " "
	for _, l := range []struct {
		lang  string
		words []string
	}{
		{"en", []string{" the ", " of ", " and ", " in ", " on ", " to "}},
		{"fr", []string{" le ", " la ", " les ", " des ", " et ", " du ", " une ", " est "}},
		{"es", []string{" el ", " la ", " los ", " del ", " y ", " una ", " las ", " en "}},
		{"tr", []string{" ve ", " bir ", " bu ", " için ", "ı", "ş", "ğ"}},
	} {
		n := 0
		for _, w := range l.words {
			n += strings.Count(padded, w)
		}
		if n > most {
			best, most = l.lang, n
		}
	}
	return best
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
func (p *parser) dayNumber(i int) (n int, end int, ok bool) {
	t := p.at(i)
	if !t.number() || t.digits > 2 || t.n < 1 || t.n > 31 {
		return 0, i, false
	}
	end = i + 1
	if w := p.at(end); w.kind == tokenWord && !w.spaced {
		switch strings.ToLower(p.text[w.start:w.end]) {
		case "st", "nd", "rd", "th", "er", "º", "ª":
			end++
		default:
			if w.class == hanDay {
				return int(t.n), end + 1, true
			}
			if w.class != month && w.class != unit && w.class != hijriMonth && w.class != jalaliMonth {
				return 0, i, false
			}
		}
	}
	return int(t.n), end, true
}

// timely reports whether what stands before token i makes a year, or a month alone,
// likely there.
func (p *parser) timely(i int) bool {
	if p.at(i).placed {
		return true
	}
	t := p.at(i - 1)
	if t.is(the) {
		t = p.at(i - 2)
	}
	if t.isSign('(') {
		return true
	}
	if t.is(about) && !t.has(common) && latin(p.text[t.start]) {
		t = p.at(i - 2) // "in about 1900"; in Arabic such numbers count things
	}
	if p.lastToken > 0 && p.lastToken == i-1 && t.isSign(',') && p.last.month == 0 {
		return true // in 2016, 2018 and 2020
	}
	if t.kind != tokenWord {
		return false
	}
	switch t.class {
	case in, before, after, between, stage, yearWord:
		return true
	case to, from: // round numbers there rather count something
		return !p.at(i).number() || p.at(i).n%50 != 0
	case of:
		n := p.at(i)
		return n.n > 1900 && n.n < 2100 && n.n%100 != 0
	case and:
		return p.lastToken > 0 && p.lastToken == i-1
	}
	return false
}
