package query

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/text/fold"
)

// maxText is how much of a query is read, in bytes.
const maxText = 8 << 10

// Options are what a text does not say by itself.
type Options struct {
	// Today is what dates are counted from ("from:yesterday"); without one (a zero
	// Month) such a date is not understood.
	Today dates.Civil
	// Typing says that the text is still being typed: a word that it ends in may
	// go on.
	Typing bool
}

// Parse reads the text of a search field:
//
//	summit Beijing       both words, in any form that search knows of them
//	summ*                words that begin so
//	"winter games"       these words, adjacent, in order; «…» and “…” do as well
//	-sport, -"a phrase"  none of that
//	tag:trade            a field; tag:a|b is either, tag:a tag:b both; -tag:a not
//	track:"Far East"     a value with spaces; "" in it is one quotation mark
//	from:2020 on:"1 Feb" dates as the date field reads them (find.Field),
//	                     the likeliest reading; with Today also "yesterday"
//
// The names of fields and their values may be Arabic (see Name). There is no
// wrong text: what is no field is words, a field without a value and a word
// without letters or digits are nothing.
//
// What follows the first maxText bytes is not read: a search takes longer with
// every word.
func Parse(text string, o Options) Query {
	if len(text) > maxText {
		n := maxText
		for n > 0 && !utf8.RuneStart(text[n]) {
			n--
		}
		text = text[:n]
	}
	p := parser{text: text, options: o}
	var q Query
	for {
		p.skip(func(r rune) bool { return unicode.IsSpace(r) || invisible(r) })
		if p.at == len(text) {
			return q
		}
		start := p.at
		not := p.eat("-")
		p.skip(invisible)
		if t, ok := p.term(); ok {
			t.Not, t.Start, t.End = not, start, p.at
			q.Terms = append(q.Terms, t)
		}
	}
}

// parser walks over a query's text.
type parser struct {
	text    string
	at      int
	options Options
}

func (p *parser) rest() string { return p.text[p.at:] }

func (p *parser) skip(over func(rune) bool) {
	if n := strings.IndexFunc(p.rest(), func(r rune) bool { return !over(r) }); n >= 0 {
		p.at += n
	} else {
		p.at = len(p.text)
	}
}

func (p *parser) eat(mark string) bool {
	if !strings.HasPrefix(p.rest(), mark) {
		return false
	}
	p.at += len(mark)
	return true
}

// term reads what follows a "-" or its absence; false for nothing.
func (p *parser) term() (Term, bool) {
	start := p.at
	if text, closed, ok := p.quoted(); ok {
		return p.words(text, true, closed)
	}
	field, ok := p.field()
	if !ok {
		return p.words(p.bare(""), false, false)
	}
	values := p.values()
	if len(values) == 0 {
		return Term{}, false
	}
	if t, ok := p.read(field, values); ok {
		return t, true
	}
	raw := p.text[start:p.at]
	return p.words(raw, strings.ContainsFunc(raw, func(r rune) bool { return closing(r) != "" || unicode.IsSpace(r) }), false)
}

// field reads the name of a field and its colon.
func (p *parser) field() (Field, bool) {
	name, _, found := strings.Cut(p.rest(), ":")
	if !found || len(name) > 40 || strings.ContainsFunc(name, unicode.IsSpace) {
		return "", false
	}
	field, ok := fieldNamed(name)
	if ok {
		p.at += len(name) + len(":")
	}
	return field, ok
}

// values reads what follows the colon: texts, quoted or not, between bars.
func (p *parser) values() (all []string) {
	for {
		value, _, ok := p.quoted()
		if !ok {
			value = p.bare("|")
		}
		if value = strings.TrimSpace(value); value != "" && !slices.Contains(all, value) {
			all = append(all, value)
		}
		if !p.eat("|") {
			return all
		}
	}
}

// bare reads up to white space or one of the marks.
func (p *parser) bare(marks string) string {
	start := p.at
	p.skip(func(r rune) bool { return !unicode.IsSpace(r) && !strings.ContainsRune(marks, r) })
	return p.text[start:p.at]
}

// quoted reads a text in quotation marks, to the end where none closes it.
func (p *parser) quoted() (text string, closed, ok bool) {
	first, size := utf8.DecodeRuneInString(p.rest())
	ends := closing(first)
	if ends == "" {
		return "", false, false
	}
	p.at += size
	var b strings.Builder
	for {
		n := strings.IndexAny(p.rest(), ends)
		if n < 0 {
			b.WriteString(p.rest())
			p.at = len(p.text)
			return b.String(), false, true
		}
		b.WriteString(p.rest()[:n])
		p.at += n
		if first == '"' && p.eat(`""`) {
			b.WriteByte('"')
			continue
		}
		_, size := utf8.DecodeRuneInString(p.rest())
		p.at += size
		return b.String(), true, true
	}
}

// words makes a term of words to find.
func (p *parser) words(text string, phrase, closed bool) (Term, bool) {
	t := Term{Phrase: phrase}
	list := []string{text}
	if phrase {
		list = strings.Fields(text)
	}
	for _, word := range list {
		if hasWord(word) {
			t.Values = append(t.Values, word)
		}
	}
	if len(t.Values) == 0 {
		return Term{}, false
	}
	last := &t.Values[len(t.Values)-1]
	whole := *last
	*last = strings.TrimRight(whole, "*")
	typing := p.options.Typing && !closed && p.at == len(p.text) && strings.HasSuffix(text, whole)
	t.Prefix = typing || *last != whole
	return t, true
}

func hasWord(s string) bool {
	for range fold.Tokens(s) {
		return true
	}
	return false
}

// read makes a term of a field and its values; false if they are none for it.
func (p *parser) read(field Field, values []string) (Term, bool) {
	t := Term{Field: field}
	switch field {
	case From, To, On, Known:
		if len(values) > 1 {
			return Term{}, false
		}
		readings, err := find.Field(values[0], find.Preferences{Today: p.options.Today})
		if err != nil {
			return Term{}, false
		}
		t.Date = readings[0].Date
	case Has, Is, Status, Colour:
		for _, value := range values {
			known, ok := valueNamed(field, value)
			if !ok {
				return Term{}, false
			}
			if !slices.Contains(t.Values, known) {
				t.Values = append(t.Values, known)
			}
		}
	default:
		t.Values = values
	}
	return t, true
}
