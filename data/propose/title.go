package propose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/text/fold"
)

// maxTitle is the most characters of a title.
const maxTitle = 80

// title makes a title of the clause that a find is in: the clause without
// the date, where the rest makes sense without it. A clause that says nothing else
// takes in its neighbour. It is "" where nothing but the date is said.
func title(s sentence, f find.Find, v *lexicon) string {
	text := s.text()
	named := part{f.Start - s.start, f.End - s.start}
	clauses := clausesOf(text, named, saidFrom(text, named, v))
	at := 0
	for i, c := range clauses {
		if c.start <= named.start {
			at = i
		}
	}
	const neighbours = 4 // that are taken in at most
	first, last := at, at
	for {
		pieces := []part{{clauses[first].start, clauses[last].end}}
		if last+2 < len(clauses) && v.relates(text[clauses[last+1].start:clauses[last+1].end]) { // "the court, which had met twice, ruled"
			pieces = append(pieces, clauses[last+2])
		}
		words := plainTitle(text, pieces, named, f, v)
		switch {
		case meaningful(words, v) || last-first == neighbours:
			return words
		case last < len(clauses)-1 && (first == 0 || last == at):
			last++
		case first > 0:
			first--
		case last < len(clauses)-1:
			last++
		default:
			return words
		}
	}
}

// meaningful reports whether a title says what happened: two words that are not idle,
// or as much in a script without spaces.
func meaningful(words string, v *lexicon) bool {
	n := 0
	for word := range strings.FieldsSeq(words) {
		han := 0
		for _, r := range word {
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
				han++
			}
		}
		switch {
		case han > 0:
			n += han / 2
		case !v.idle[fold.String(strings.TrimFunc(word, notLetter))] && strings.IndexFunc(word, unicode.IsLetter) >= 0:
			n++
		}
	}
	return n >= 2
}

// plainTitle are pieces of a clause as a title: without its date, asides, and the
// small words at its ends.
func plainTitle(text string, pieces []part, named part, f find.Find, v *lexicon) string {
	var b strings.Builder
	for _, c := range pieces {
		plainPiece(&b, text, c, dateIn(text, c, named, f, v))
		b.WriteByte(' ')
	}
	return capitalised(cutTitle(trimWords(strings.Join(strings.Fields(b.String()), " "), v)))
}

// plainPiece writes a piece without asides in brackets, and without what is cut.
func plainPiece(b *strings.Builder, text string, c, cut part) {
	depth, closed := 0, c.start+strings.LastIndexAny(text[c.start:c.end], ")]")
	for i, r := range text[c.start:c.end] {
		at := c.start + i
		switch {
		case at >= cut.start && at < cut.end:
			if at == cut.start {
				b.WriteByte(' ')
			}
		case r == '(' || r == '[':
			depth++
		case (r == ')' || r == ']') && depth > 0:
			depth--
			b.WriteByte(' ')
		case depth > 0 && at < closed:
		case !unicode.Is(unicode.Cf, r) || r == '\u200c' || r == '\u200d': // the joiners are letters' own
			b.WriteRune(r)
		}
	}
}

// dateIn is what is left out of a clause for its date: with the preposition
// before it, where it is at an end of the clause, or wherever it is if
// it means nothing outside of its text, as "yesterday" does. It is empty where
// the date belongs to what it is about: Friday's vote, the 2008 crisis.
func dateIn(text string, c, named part, f find.Find, v *lexicon) part {
	if named.end > c.end || named.start < c.start {
		return part{}
	}
	after, _ := utf8.DecodeRuneInString(text[named.end:c.end])
	if strings.ContainsRune("'’-‑–", after) && named.end < c.end {
		return part{}
	}
	cut, led := withLead(text, c, named, v)
	start, _, _ := f.Date.Parts()
	floating := f.Kind == find.KindRelative || f.Kind == find.KindWeekday || f.Kind == find.KindPartial
	if !led && !floating && start.Precision < dates.PrecisionMonth && f.Kind != find.KindRange && f.Kind != find.KindPeriod {
		return part{} // a year that is part of a name
	}
	if floating || wordless(text[c.start:cut.start]) || wordless(text[cut.end:c.end]) {
		return cut
	}
	return part{}
}

// withLead is a date and the words before it that go with it, a proclitic that
// touches it or up to three prepositions, and whether there is one but "the".
func withLead(text string, c, named part, v *lexicon) (cut part, led bool) {
	cut = named
	before := strings.TrimRightFunc(text[c.start:cut.start], unicode.IsSpace)
	if len(before) == cut.start-c.start {
		if word := lastWord(before); word != "" && utf8.RuneCountInString(word) <= 2 {
			cut.start -= len(word)
			before = strings.TrimRightFunc(before[:len(before)-len(word)], unicode.IsSpace)
		}
	}
	led = cut.start < named.start
	for range 3 {
		word := strings.TrimLeftFunc(lastWord(before), notLetter)
		bare := fold.String(word)
		if v.arab {
			bare = strings.TrimPrefix(bare, "و")
		}
		if word == "" || !v.dated[bare] {
			break
		}
		led = led || bare != "the"
		before = before[:len(before)-len(word)]
		cut.start = c.start + len(before)
		before = strings.TrimRightFunc(before, unicode.IsSpace)
	}
	return cut, led
}

// wordless reports whether a text has neither letters nor digits.
func wordless(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// trimWords removes conjunctions and stray signs at the ends of a title.
func trimWords(text string, v *lexicon) string {
	for {
		before := text
		text = strings.TrimLeftFunc(text, func(r rune) bool { return !mayOpen(r) })
		text = strings.TrimRightFunc(text, func(r rune) bool { return !mayClose(r) })
		text = withoutUnpaired(text)
		word, rest, more := strings.Cut(text, " ")
		if more && v.opening[fold.String(strings.TrimFunc(word, notLetter))] {
			text = rest
		}
		if v.arab {
			text = text[conjunctionLength(text):]
		}
		if i := strings.LastIndexByte(text, ' '); i >= 0 && v.closing[fold.String(strings.TrimFunc(text[i:], notLetter))] {
			text = text[:i]
		}
		if text == before {
			return text
		}
	}
}

// mayOpen and mayClose report what a title may begin with and end in.
func mayOpen(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("«“\"‘($€£¥#", r)
}

func mayClose(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || strings.ContainsRune("»”\"’)%؟?!", r)
}

// withoutUnpaired removes a quotation mark or bracket at an end that has no partner.
func withoutUnpaired(text string) string {
	for _, p := range [...][2]string{{"«", "»"}, {"“", "”"}, {"(", ")"}, {"‘", "’"}} {
		if strings.Count(text, p[0]) > strings.Count(text, p[1]) {
			text = strings.TrimPrefix(text, p[0])
		} else if strings.Count(text, p[1]) > strings.Count(text, p[0]) {
			text = strings.TrimSuffix(text, p[1])
		}
	}
	if strings.Count(text, `"`)%2 == 1 {
		switch {
		case strings.HasPrefix(text, `"`):
			return text[1:]
		case strings.HasSuffix(text, `"`):
			return text[:len(text)-1]
		}
	}
	return text
}

// cutTitle cuts a title at a word.
func cutTitle(text string) string {
	if utf8.RuneCountInString(text) <= maxTitle {
		return text
	}
	end, n := 0, 0
	for i := range text {
		if n++; n == maxTitle {
			end = i
			break
		}
	}
	end = max(beforeWord(text, end, 0), 0)
	if end < maxTitle/2 { // a script without spaces
		end = 0
		for n = 0; n < maxTitle-1; n++ {
			_, size := utf8.DecodeRuneInString(text[end:])
			end += size
		}
	}
	return strings.TrimRightFunc(text[:end], func(r rune) bool { return !mayClose(r) }) + "…"
}

// capitalised begins a title with a capital, where its script has them.
func capitalised(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if r == utf8.RuneError || !unicode.IsLower(r) {
		return text
	}
	return string(unicode.ToTitle(r)) + text[size:]
}
