package propose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// write is the text of spans of a sentence as a title: without its date, where that tells
// when, without asides in brackets, and the small words at its ends.
func (y *syntax) write(spans []span, d when) string {
	var b strings.Builder
	for i := 0; i < len(spans); i++ {
		s := spans[i]
		for i+1 < len(spans) && spans[i+1].first == s.last {
			i++
			s.last = spans[i].last
		}
		if s.last <= s.first {
			continue
		}
		if s.comma && b.Len() > 0 {
			b.WriteString(y.v.comma())
		}
		cut := d.part
		if d.role == belonging || d.first == d.last {
			cut = part{}
		}
		b.WriteByte(' ')
		piece := strings.TrimFunc(plainPiece(y.text, y.withSigns(s), cut), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",،;؛", r) })
		if y.v.arab && i > 0 && y.v.verb != nil && y.words[s.first].class&coordinating != 0 {
			piece = piece[conjunctionLength(piece):]
		}
		if i+1 < len(spans) && spans[i+1].comma {
			piece = trimTail(piece, y.v)
		}
		b.WriteString(piece)
	}
	return capitalised(trimWords(strings.Join(strings.Fields(b.String()), " "), y.v))
}

// withSigns is the bytes of some words with the signs that touch their ends.
func (y *syntax) withSigns(s span) part {
	p := part{y.words[s.first].start, y.words[s.last-1].end}
	sign := func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(",،;؛:", r)
	}
	p.start = len(strings.TrimRightFunc(y.text[:p.start], sign))
	p.end = len(y.text) - len(strings.TrimLeftFunc(y.text[p.end:], sign))
	return p
}

// plainPiece is a piece of a text without asides in brackets, and without what is cut.
func plainPiece(text string, p, cut part) string {
	var b strings.Builder
	depth, closed := 0, p.start+strings.LastIndexAny(text[p.start:p.end], ")]")
	gap := false // a mark that the cut leaves alone is cut, too
	for i, r := range text[p.start:p.end] {
		at := p.start + i
		switch {
		case cut.holds(at):
			if at == cut.start {
				b.WriteByte(' ')
			}
			gap = true
		case r == '(' || r == '[':
			depth++
		case (r == ')' || r == ']') && depth > 0:
			depth--
			b.WriteByte(' ')
		case depth > 0 && at < closed:
		case gap && strings.ContainsRune(",،", r):
			b.WriteByte(' ')
			gap = false
		case !unicode.Is(unicode.Cf, r) || r == '\u200c' || r == '\u200d': // the joiners are letters' own
			gap = gap && unicode.IsSpace(r)
			b.WriteRune(r)
		}
	}
	return b.String()
}

// trimWords removes conjunctions and stray signs at the ends of a title.
func trimWords(text string, v *lexicon) string {
	for {
		before := text
		text = strings.TrimLeftFunc(text, func(r rune) bool { return !mayOpen(r) })
		text = strings.TrimRightFunc(text, func(r rune) bool { return !mayClose(r) })
		text = withoutUnpaired(text)
		word, rest, more := strings.Cut(text, " ")
		if bare := fold.String(strings.TrimFunc(word, notLetter)); more && v.classes[bare]&opening != 0 {
			text = rest
		}
		if v.arab {
			text = text[conjunctionLength(text):]
		}
		text = trimTail(text, v)
		if text == before {
			return text
		}
	}
}

// trimTail removes the small words at the end of a title.
func trimTail(text string, v *lexicon) string {
	for {
		i := strings.LastIndexByte(text, ' ')
		if i < 0 || ago(text) || v.classes[fold.String(strings.TrimFunc(text[i:], notLetter))]&closing == 0 {
			return text
		}
		text = text[:i]
	}
}

// ago reports whether a text ends with a span of time before another: "the year before".
func ago(text string) bool {
	for _, end := range [...]string{" before", " after"} {
		if rest, ok := strings.CutSuffix(text, end); ok {
			switch strings.TrimSuffix(lastWord(rest), "s") {
			case "year", "month", "week", "day", "hour", "minute", "century", "decade":
				return true
			}
		}
	}
	return false
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

// capitalised begins a title with a capital, where its script has them.
func capitalised(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if r == utf8.RuneError || !unicode.IsLower(r) {
		return text
	}
	return string(unicode.ToTitle(r)) + text[size:]
}

// maxSentence is the most characters of a sentence in place of a title.
const maxSentence = 200

// sentenceTitle is a sentence in place of a title, to be edited: cut at the end of a
// clause where it is long, else at a word.
func (y *syntax) sentenceTitle() string {
	text := strings.Join(strings.FieldsFunc(y.text, invisible), " ")
	text = strings.TrimRight(text, " ,،;؛:.-–—")
	text = strings.TrimLeft(text, " ,،;؛:.-–—")
	if utf8.RuneCountInString(text) <= maxSentence {
		return text
	}
	end, n, clause := len(text), 0, 0
	for i, r := range text {
		if n++; n == maxSentence {
			end = i
			break
		}
		if separates(text, r, i, i+utf8.RuneLen(r), false) {
			clause = i
		}
	}
	if clause < end/2 {
		clause = beforeWord(text, end, 0)
	}
	if clause <= 0 {
		clause = end
	}
	return strings.TrimRightFunc(text[:clause], func(r rune) bool { return !mayClose(r) }) + "…"
}
