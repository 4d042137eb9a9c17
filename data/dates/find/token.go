package find

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind is the form of a token.
type tokenKind uint8

const (
	tokenWord tokenKind = iota
	tokenNumber
	tokenSign
)

// token is a word or phrase, a number, or a sign of a text.
type token struct {
	meaning
	start, end int // bytes of the text, without proclitics
	n          int64
	digits     int
	sign       rune
	kind       tokenKind
	spaced     bool // white space stands before it
	joined     bool // «و» was written together with it
	placed     bool // a preposition («ب», «ل») was written together with it
	capital    bool
	plural     bool // the s of 1990s follows
	badLeft    bool // what touches a number shows that it is none of a date by itself
	badRight   bool
}

func (t *token) is(c class) bool    { return t.class == c && t.kind == tokenWord }
func (t *token) has(f flag) bool    { return t.flags&f != 0 }
func (t *token) isSign(r rune) bool { return t.kind == tokenSign && t.sign == r }
func (t *token) number() bool       { return t.kind == tokenNumber }

// scanner cuts a text into tokens.
type scanner struct {
	text     string
	arab     *lexicon
	latin    *lexicon
	folded   []byte
	tokens   []token
	spaced   bool
	cyrillic *lexicon
	han      *lexicon
}

// scan returns the tokens of a line of the text, bytes [from, to), valid until the
// next call. Signs that mean nothing to a date are tokens too, so that no date
// reaches across them.
func (s *scanner) scan(from, to int) []token {
	s.tokens, s.spaced = s.tokens[:0], false
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		switch {
		case r == '\n' || r == '\u2028' || r == '\u2029':
			s.put(token{kind: tokenSign, start: i, end: i + size, sign: '\n'})
		case unicode.IsSpace(r):
			s.spaced = true
		case unicode.Is(unicode.Cf, r), r == '\u0640', unicode.Is(unicode.Mn, r):
		case digitOf(r) >= 0:
			size = s.number(i)
		case unicode.Is(unicode.Han, r):
			s.hanzi(i, r, size)
		case unicode.IsLetter(r):
			size = s.word(i, r)
		default:
			s.put(token{kind: tokenSign, start: i, end: i + size, sign: plainSign(r)})
		}
		i += size
	}
	return s.tokens
}

func (s *scanner) put(t token) {
	t.spaced = s.spaced
	s.spaced = false
	s.tokens = append(s.tokens, t)
}

// plainSign makes dashes and commas of all scripts one.
func plainSign(r rune) rune {
	switch r {
	case '\u2010', '\u2011', '\u2212':
		return '-'
	case '\u2012', '\u2014', '\u2015':
		return '–'
	case '،', '、', '，':
		return ','
	case '\u2044', '\u2215':
		return '/'
	case '\u2019', '\u2018', '`':
		return '\''
	}
	return r
}

// digitOf returns the value of a decimal digit of any script, or -1.
func digitOf(r rune) int64 {
	switch {
	case r >= '0' && r <= '9':
		return int64(r - '0')
	case r < 0x660:
		return -1
	case r <= '٩':
		return int64(r - '٠')
	case r >= '۰' && r <= '۹':
		return int64(r - '۰')
	case r >= '０' && r <= '９':
		return int64(r - '０')
	case r >= '०' && r <= '९':
		return int64(r - '०')
	}
	return -1
}

// number puts a run of digits and returns its length.
func (s *scanner) number(i int) int {
	t := token{kind: tokenNumber, start: i, end: i}
	for j, r := range s.text[i:] {
		d := digitOf(r)
		if d < 0 {
			break
		}
		t.end = i + j + utf8.RuneLen(r)
		if t.digits++; t.digits <= 12 {
			t.n = t.n*10 + d
		}
	}
	t.badLeft = s.badLeft(i)
	rest := s.text[t.end:]
	for _, ending := range []string{"s", "'s", "\u2019s"} {
		if after, ok := strings.CutPrefix(rest, ending); ok && !startsWithLetter(after) && t.n%10 == 0 {
			t.plural = true
			t.end += len(ending)
			rest = after
			break
		}
	}
	t.badRight = badRight(rest)
	s.put(t)
	return t.end - i
}

// badLeft reports whether a number that begins at i is a piece of something else:
// COVID-19, G20, 3.14, $2020.
func (s *scanner) badLeft(i int) bool {
	r, size := utf8.DecodeLastRuneInString(s.text[:i])
	switch {
	case i == 0 || unicode.IsSpace(r):
		return false
	case strings.ContainsRune("$€£¥#+@=_*×^~", r):
		return true
	case r == '\u0640' || unicode.Is(unicode.Mn, r) || unicode.IsLetter(r) && !unicode.Is(unicode.Han, r):
		last := len(s.tokens) - 1
		return last < 0 || !(s.tokens[last].is(in) || s.tokens[last].is(and) || s.tokens[last].is(part))
	case strings.ContainsRune(".,:/-٫٬–'", r):
		before, _ := utf8.DecodeLastRuneInString(s.text[:i-size])
		if r == '-' && len(s.tokens) > 1 && s.tokens[len(s.tokens)-2].is(stage) {
			return false
		}
		return digitOf(before) >= 0 || unicode.IsLetter(before) && r != ',' && r != '.' && r != ':'
	}
	return false
}

// badRight reports the same by what follows a number.
func badRight(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case rest == "" || unicode.IsSpace(r):
		return false
	case strings.ContainsRune("%٪°$€£¥@=_*×^", r):
		return true
	case strings.ContainsRune(".,:/-٫٬", r):
		next, _ := utf8.DecodeRuneInString(rest[size:])
		return digitOf(next) >= 0 || r != ',' && r != '.' && r != ':' && unicode.IsLetter(next)
	case unicode.Is(unicode.Latin, r):
		return true
	}
	return false
}

func startsWithLetter(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r)
}

func (s *scanner) hanzi(i int, r rune, size int) {
	t := token{start: i, end: i + size}
	if s.han != nil {
		t.meaning = s.han.words[string(r)]
	}
	if t.class == hanDigit {
		t.n = int64(t.meaning.n)
	}
	s.put(t)
}

// word puts a word and returns its length. It then sees whether the last words
// are a phrase.
func (s *scanner) word(i int, first rune) int {
	s.folded = s.folded[:0]
	end, letters := len(s.text), 0
	for j, r := range s.text[i:] {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) || unicode.Is(unicode.Mn, r) || r == '\u0640' || r == '\u200c' || r == '\u00ad' {
			s.folded = appendFolded(s.folded, r)
			letters++
			continue
		}
		if r == '.' && letters == 1 && startsWithLetter(s.text[i+j+1:]) {
			letters = 0 // B.C., «ق.م»
			continue
		}
		end = i + j
		break
	}
	t := token{start: i, end: end, capital: unicode.IsUpper(first)}
	if l := s.lexicon(first); l != nil {
		s.mean(&t, l)
	}
	s.put(t)
	return end - i
}

func (s *scanner) lexicon(r rune) *lexicon {
	switch {
	case r < 0x250:
		return s.latin
	case unicode.Is(unicode.Arabic, r):
		return s.arab
	case unicode.Is(unicode.Cyrillic, r):
		return s.cyrillic
	}
	return nil
}

// mean looks a word up: with what stands before it as a phrase, as it is, and
// without its proclitics.
func (s *scanner) mean(t *token, l *lexicon) {
	if s.phrase(t, l) {
		return
	}
	if m, ok := l.words[string(s.folded)]; ok {
		t.meaning = m
		if m.class != none || !l.arab {
			return
		}
	}
	if !l.arab {
		return
	}
	rest, at := s.folded, t.start
	strip := func(letter string) bool {
		if len(rest) <= len(letter) || string(rest[:len(letter)]) != letter || !strings.HasPrefix(s.text[at:], letter) {
			return false
		}
		rest, at = rest[len(letter):], at+len(letter)
		for { // harakat on the proclitic
			r, size := utf8.DecodeRuneInString(s.text[at:t.end])
			if r != '\u0640' && !unicode.Is(unicode.Mn, r) {
				return true
			}
			at += size
		}
	}
	try := func() bool {
		m, ok := l.words[string(rest)]
		if !ok || len(rest) <= len("ب") { // «كل» is not made of two proclitics
			return false
		}
		t.meaning, t.start = m, at
		return true
	}
	t.joined = strip("و") || strip("ف")
	if t.joined && try() {
		return
	}
	if strip("ب") || strip("ك") {
		t.placed = true
		if try() {
			return
		}
	} else if strip("ل") {
		t.placed = true
		if try() {
			return
		}
		if len(rest) > 2 && string(rest[:2]) == "ل" { // «لل» is «ل» and the article
			rest = append([]byte("ال"), rest[2:]...)
			if try() {
				return
			}
		}
	}
	t.joined, t.placed = false, false
}

// phrase joins the word in s.folded to the words just before it where they make
// up a phrase of the lexicon, and reports whether they do.
func (s *scanner) phrase(t *token, l *lexicon) bool {
	n := len(s.tokens)
	for k := min(longest-1, n); k >= 1; k-- {
		first := &s.tokens[n-k]
		if first.kind != tokenWord || !first.more {
			continue
		}
		key := make([]byte, 0, 48)
		whole := true
		for j := n - k; j < n && whole; j++ {
			w := &s.tokens[j]
			if w.kind != tokenWord {
				whole = w.isSign('.') || w.isSign('\'') || w.isSign('-')
				continue
			}
			for _, r := range s.text[w.start:w.end] {
				if r != '.' {
					key = appendFolded(key, r)
				}
			}
			key = append(key, ' ')
		}
		if !whole {
			continue
		}
		m, ok := l.words[string(append(key, s.folded...))]
		if !ok || m.class == none && !m.more {
			continue
		}
		if m.class == none {
			continue
		}
		t.meaning, t.start, t.joined, t.placed, t.capital = m, first.start, first.joined, first.placed, first.capital
		s.spaced = first.spaced
		s.tokens = s.tokens[:n-k]
		return true
	}
	return false
}
