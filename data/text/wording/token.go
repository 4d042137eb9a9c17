package wording

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// token is a word, a number or a symbol that counts.
type token struct {
	word       string // folded; of a number, with "." before its decimals and "-" before a negative one
	start, end int    // bytes of the text
	apart      bool   // white space precedes it
	begins     bool   // it begins a sentence, or the passage
	capital    bool   // it begins with an upper-case letter
	upper      bool   // it has two upper-case letters and no lower-case one
	linked     string // the punctuation between it and the word before, without white space
}

// tokens divides a text into what is compared of it.
func tokens(text string) []token {
	f := fold.Text(text)
	s := scanner{source: text, folded: f, text: f.String(), begins: true}
	for s.at < len(s.text) {
		s.next()
	}
	return s.out
}

type scanner struct {
	source string
	folded fold.Folded
	text   string // folded
	at     int
	out    []token

	apart, begins bool
	linked        strings.Builder
}

func (s *scanner) peek(at int) (rune, int) {
	if at >= len(s.text) {
		return 0, 0
	}
	return utf8.DecodeRuneInString(s.text[at:])
}

// next reads a token, or what divides tokens.
func (s *scanner) next() {
	r, size := s.peek(s.at)
	switch {
	case unicode.IsSpace(r):
		s.apart = true
		if r == '\n' {
			s.begins = true
		}
		s.at += size
	case isWord(r), isMinus(r) && s.negative(size):
		s.word()
	case significant(r):
		s.add(s.at, s.at+size, string(symbol(r)))
		s.at += size
	default:
		if strings.ContainsRune(".!?؟…", r) {
			s.begins = true
		}
		s.linked.WriteRune(r)
		s.at += size
	}
}

// negative reports whether the sign at the current place makes the number after it
// negative: it stands apart from what is before it.
func (s *scanner) negative(size int) bool {
	r, _ := s.peek(s.at + size)
	before, _ := utf8.DecodeLastRuneInString(s.text[:s.at])
	return unicode.IsDigit(r) && (s.at == 0 || unicode.IsSpace(before) || strings.ContainsRune("([$€£¥", before))
}

// word reads a run of letters and digits.
func (s *scanner) word() {
	var word strings.Builder
	from := s.at
	if r, size := s.peek(s.at); isMinus(r) {
		word.WriteByte('-')
		s.at += size
	}
	for s.at < len(s.text) {
		r, size := s.peek(s.at)
		if isWord(r) {
			word.WriteRune(r)
			s.at += size
			continue
		}
		after, _ := s.peek(s.at + size)
		before, _ := utf8.DecodeLastRuneInString(s.text[:s.at])
		if isApostrophe(r) && unicode.IsLetter(before) && unicode.IsLetter(after) {
			s.at += size
			continue
		}
		if !unicode.IsDigit(before) || !unicode.IsDigit(after) {
			break
		}
		end, digits, ok := s.number(from, s.at)
		if !ok {
			break
		}
		word.WriteString(digits)
		s.at = end
	}
	s.add(from, s.at, word.String())
}

// number reads the rest of a number from a sign between digits on: thousands and
// decimals. It returns where that ends and the digits, "." before decimals; false if the
// sign only divides numbers, as in a date or a list.
func (s *scanner) number(from, at int) (end int, digits string, ok bool) {
	head := at - from
	for head > 0 && !isDigit(s.text[at-head]) {
		head--
	}
	signs, groups, end := s.groups(at)
	if len(groups) == 0 {
		return 0, "", false
	}
	last := len(groups) - 1
	point := signs[last] == '.' || signs[last] == '٫'
	comma := signs[last] == ',' || signs[last] == '،'
	switch {
	case head <= 3 && thousands(signs, groups) && !(last == 0 && point):
		return end, strings.Join(groups, ""), true
	case (point || comma) && (last == 0 || signs[last] != signs[0] && head <= 3 && thousands(signs[:last], groups[:last])):
		return end, strings.Join(groups[:last], "") + "." + groups[last], true
	}
	return 0, "", false
}

// groups reads signs that divide a number, each with the digits behind it.
func (s *scanner) groups(at int) (signs []rune, digits []string, end int) {
	for end = at; ; {
		r, size := s.peek(end)
		start := end + size
		if !strings.ContainsRune(".,'’٫٬،", r) || size == 0 || start >= len(s.text) || !isDigit(s.text[start]) {
			return signs, digits, end
		}
		for end = start; end < len(s.text) && isDigit(s.text[end]); {
			end++
		}
		signs, digits = append(signs, r), append(digits, s.text[start:end])
	}
}

// thousands reports whether groups of digits are of three each, behind the same sign.
func thousands(signs []rune, groups []string) bool {
	for i, group := range groups {
		if len(group) != 3 || signs[i] != signs[0] {
			return false
		}
	}
	return true
}

// add adds the token of the folded bytes from start to end.
func (s *scanner) add(start, end int, word string) {
	from, to := s.folded.Source(start, end)
	t := token{word: word, start: from, end: to, apart: s.apart || len(s.out) == 0, begins: s.begins, linked: s.linked.String()}
	upper, lower := 0, 0
	for i, r := range s.source[from:to] {
		switch {
		case unicode.IsUpper(r):
			upper++
			t.capital = t.capital || i == 0
		case unicode.IsLower(r):
			lower++
		}
	}
	t.upper = upper > 1 && lower == 0
	s.out = append(s.out, t)
	s.apart, s.begins = false, false
	s.linked.Reset()
}

func isWord(r rune) bool       { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }
func isDigit(c byte) bool      { return '0' <= c && c <= '9' }
func isMinus(r rune) bool      { return r == '-' || r == '−' || r == '–' || r == '‑' }
func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '`' || r == '‘' }

// significant reports whether a character that is neither letter nor digit is more than
// punctuation: of money, of a share, of arithmetic, or a picture.
func significant(r rune) bool {
	return unicode.Is(unicode.Sc, r) || strings.ContainsRune("%٪‰؉°№+=<>±×÷\ufffd", r) || r >= 0x1F000 && unicode.Is(unicode.So, r)
}

// symbol takes the Arabic form of a sign for the common one.
func symbol(r rune) rune {
	switch r {
	case '٪':
		return '%'
	case '؉':
		return '‰'
	}
	return r
}

// stream is words one behind the other, and where one ends and another begins.
type stream struct {
	text   string
	breaks []gap
}

// gap is a place between two words of a stream.
type gap struct {
	at    int
	solid bool // more than punctuation divides the words
}

// joined puts words into a stream.
func joined(words []token) stream {
	var b strings.Builder
	var s stream
	for i, t := range words {
		if i > 0 {
			s.breaks = append(s.breaks, gap{b.Len(), t.apart || numeric(t.word) && numeric(words[i-1].word)})
		}
		b.WriteString(t.word)
	}
	s.text = b.String()
	return s
}

// same reports whether two streams hold the same words. One word may be two in the
// other where only punctuation divides them ("co-operation", "U.S.").
func (s stream) same(o stream) bool {
	if s.text != o.text {
		return false
	}
	has := func(list []gap, at int) bool {
		_, found := slices.BinarySearchFunc(list, at, func(g gap, at int) int { return g.at - at })
		return found
	}
	for _, g := range s.breaks {
		if g.solid && !has(o.breaks, g.at) {
			return false
		}
	}
	for _, g := range o.breaks {
		if g.solid && !has(s.breaks, g.at) {
			return false
		}
	}
	return true
}

// numeric reports whether a word holds a digit.
func numeric(word string) bool { return strings.ContainsFunc(word, unicode.IsNumber) }
