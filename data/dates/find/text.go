package find

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// Dates returns the dates that text names, in the order of the text and without
// overlap. It is safe for use by many at once.
func Dates(text string, o Options) []Find {
	p := newParser(text, o)
	var found []Find
	start := 0
	for line := range strings.Lines(text) {
		found = p.inLine(found, start, start+len(line))
		start += len(line)
	}
	return found
}

// inLine appends the finds in one line of the text.
func (p *parser) inLine(found []Find, from, to int) []Find {
	p.tokens = p.scanner.scan(from, to)
	p.last, p.lastToken, p.lastSeason, p.datedToken = civil{}, 0, 0, 0
	for i := 0; i < len(p.tokens); {
		v, end, ok := p.expression(i)
		if !ok {
			i++
			continue
		}
		if f, ok := p.findOf(v, i, end); ok {
			found = append(found, f)
		}
		i = end
	}
	return found
}

// findOf makes a Find of the value that the tokens [i, end) name. It reports false
// where there is no such day, as with 31 February, or nothing to count from.
func (p *parser) findOf(v value, i, end int) (Find, bool) {
	start, stop := p.tokens[i].start, p.tokens[end-1].end
	v.from = i
	r, err := p.resolve(v)
	if err != nil {
		return Find{}, false
	}
	f := Find{
		Start: start, End: stop, Text: p.text[start:stop], Date: r.date, Confidence: r.confidence,
		Kind: r.kind, Why: r.note, Readings: r.others, Zone: r.zone,
	}
	if r.named && r.kind != KindPeriod {
		p.last, p.lastToken = r.first, end
		// "The highest since 2007" is said in passing.
		passing := p.at(i-1).among(in, before) && p.at(i-1).has(strong) || p.birth(i)
		if !passing && (r.kind == KindAbsolute || r.note == NoteContext) {
			p.dated, p.datedToken, p.datedChain = r.first, end, r.note == NoteContext
		}
	}
	if v.season >= dates.FirstQuarter && v.season < dates.FirstThird {
		p.last, p.lastToken, p.lastSeason = civil{year: r.first.year}, end, v.season
	} else if r.named {
		p.lastSeason = 0
	}
	if p.grain == dates.PrecisionNone && p.dateline(r, i, end) {
		p.day, p.grain = r.first, dates.PrecisionDay
		f.Why = NoteDateline
	}
	return f, true
}

// birth reports whether a verb of birth stands shortly before token i: that day is said
// in passing, too.
func (p *parser) birth(i int) bool {
	const words = 5
	for k := i - 1; k >= 0 && k > i-words && p.at(k).kind == tokenWord; k-- {
		switch strings.ToLower(p.word(k)) {
		case "born", "geboren", "nació", "nacido", "nacida", "né", "née", "nato", "nata", "nacque", "nasceu", "nascido", "ولد", "ولدت", "مواليد", "المولود":
			return true
		}
		if strings.HasPrefix(strings.ToLower(p.word(k)), "born ") || strings.HasPrefix(strings.ToLower(p.word(k)), "nacid") {
			return true
		}
	}
	return false
}

// dateline reports whether a day stands at the head of the text on a line of its
// own, but for a few words.
func (p *parser) dateline(r result, i, end int) bool {
	const head, words = 600, 4
	if r.first.day == 0 || r.first.month == 0 || p.tokens[i].start > head || r.kind != KindAbsolute && r.kind != KindHijri {
		return false
	}
	return len(p.tokens)-(end-i) <= words+1 // the line end is a token
}

func newParser(text string, o Options) *parser {
	lang, region, _ := strings.Cut(strings.ToLower(o.Lang), "-")
	if lang == "" {
		lang = Language(text)
	}
	p := &parser{text: text, scanner: scannerFor(text, lang), outside: token{kind: tokenSign, sign: '\n'}}
	p.english = lang == "en" || lang == ""
	p.monthFirst = lang == "en" && region == "us" || monthsFirst(text)
	if start, _, _ := o.Published.Parts(); start.Precision != dates.PrecisionNone && start.X == 0 && start.Year >= 1 && start.Year <= 9999 {
		p.day, p.grain = civil{start.Year, start.Month, start.Day}, min(start.Precision, dates.PrecisionDay)
		if start.Precision == dates.PrecisionSeason {
			p.grain = dates.PrecisionYear
		}
	}
	return p
}
