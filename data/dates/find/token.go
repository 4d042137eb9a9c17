package find

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
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
	english    bool // of a text in English
	behind     bool // of a language that puts "last" and "next" behind
	plural     bool // the s of 1990s follows
	grouped    bool // thousands are set off: 12,000
	badLeft    bool // what touches a number shows that it is none of a date by itself
	badRight   bool
}

func (t *token) is(c class) bool    { return t.class == c && t.kind == tokenWord }
func (t *token) has(f flag) bool    { return t.flags&f != 0 }
func (t *token) isSign(r rune) bool { return t.kind == tokenSign && t.sign == r }

// among reports whether the token is a word of one of some classes.
func (t *token) among(classes ...class) bool {
	return t.kind == tokenWord && slices.Contains(classes, t.class)
}

// oneOf reports whether the token is one of some signs.
func (t *token) oneOf(signs string) bool {
	return t.kind == tokenSign && strings.ContainsRune(signs, t.sign)
}

// fourDigits reports a number that may be a year of ours by its digits alone.
func (t *token) fourDigits() bool {
	return t.digits == 4 && t.n >= 1000 && t.n <= 2999 && !t.badLeft && !t.plural && !t.grouped
}

func (t *token) number() bool      { return t.kind == tokenNumber }
func (t *token) isUnit(n int) bool { return t.is(unit) && int(t.meaning.n) == n }
func (t *token) isEra(n int) bool  { return t.is(era) && int(t.meaning.n) == n }

// scanner cuts a text into tokens.
type scanner struct {
	text       string
	arab       *lexicon
	latin      *lexicon
	cyrillic   *lexicon
	han        *lexicon
	hebrew     *lexicon
	devanagari *lexicon
	folded     []byte
	key        []byte
	tokens     []token
	spaced     bool
}

// scan returns the tokens of a line of the text, bytes [from, to), valid until the
// next call. Signs that mean nothing to a date are tokens too, so that no date
// reaches across them.
func (s *scanner) scan(from, to int) []token {
	s.tokens, s.spaced = s.tokens[:0], false
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		switch {
		case r < 0x80 && (r|0x20) >= 'a' && (r|0x20) <= 'z':
			size = s.scanWord(i, r)
		case r == ' ':
			s.spaced = true
		case r == '\n' || r == '\u2028' || r == '\u2029':
			s.put(token{kind: tokenSign, start: i, end: i + size, sign: '\n'})
		case unicode.IsSpace(r):
			s.spaced = true
		case unicode.Is(unicode.Cf, r), r == '\u0640', unicode.Is(unicode.Mn, r):
		case digitOf(r) >= 0:
			size = s.scanNumber(i)
		case unicode.Is(unicode.Han, r):
			s.hanzi(i, r, size)
		case unicode.IsLetter(r):
			size = s.scanWord(i, r)
		case plainSign(r) == '\'' && s.elided(i+size):
			s.spaced = true
		default:
			s.put(token{kind: tokenSign, start: i, end: i + size, sign: plainSign(r)})
		}
		i += size
	}
	return s.tokens
}

// elided reports whether the apostrophe before byte i joins an article or preposition
// to what follows: l'8 maggio, d'octobre, dell'anno.
func (s *scanner) elided(i int) bool {
	n := len(s.tokens)
	if n == 0 || s.spaced || !startsWithLetter(s.text[i:]) && !startsWithDigit(s.text[i:]) {
		return false
	}
	t := &s.tokens[n-1]
	return !t.english && t.end == i-1 && t.among(the, of, to, in, from, stage, between)
}

func startsWithDigit(text string) bool { return text != "" && text[0] >= '0' && text[0] <= '9' }

func (s *scanner) put(t token) {
	t.spaced = s.spaced
	s.spaced = false
	s.tokens = append(s.tokens, t)
}

// plainSign makes dashes and commas of all scripts one.
func plainSign(r rune) rune {
	switch r {
	case '\u2010', '\u2011', '\u2212', '\ufe63', '\uff0d', '\u05be':
		return '-'
	case '\u2012', '\u2014', '\u2015', '〜', '～':
		return '–'
	case '،', '、', '，', '\u066c':
		return ','
	case '\u2044', '\u2215':
		return '/'
	case '\u2019', '\u2018', '`', 'ʼ':
		return '\''
	case '\u061f':
		return '?'
	case '\u066b':
		return '.'
	case '：':
		return ':'
	case '（':
		return '('
	case '）':
		return ')'
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

// mostDigits is the most that a year of ours has.
const mostDigits = 12

// scanNumber puts a run of digits, with thousands set off by commas, and returns its
// length.
func (s *scanner) scanNumber(i int) int {
	t := token{kind: tokenNumber, start: i, end: i}
	s.digits(&t)
	for t.digits <= 3 && !t.grouped || t.grouped {
		group := token{start: t.end + len(","), end: t.end + len(",")}
		if !strings.HasPrefix(s.text[t.end:], ",") {
			break
		}
		s.digits(&group)
		if group.digits != 3 {
			break
		}
		t.n, t.digits, t.end, t.grouped = t.n*1000+group.n, t.digits+3, group.end, true
		if t.digits > mostDigits {
			break
		}
	}
	if t.digits > mostDigits {
		t.n = dates.MaxYear + 1
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

// digits reads the run of digits at t.end into t.
func (s *scanner) digits(t *token) {
	for j, r := range s.text[t.start:] {
		d := digitOf(r)
		if d < 0 {
			return
		}
		t.end = t.start + j + utf8.RuneLen(r)
		if t.digits++; t.digits <= mostDigits {
			t.n = t.n*10 + d
		}
	}
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
	case r == '\u0640' || unicode.Is(unicode.Mn, r) || unicode.IsLetter(r) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		last := len(s.tokens) - 1
		return last < 0 || !(s.tokens[last].is(in) || s.tokens[last].is(and) || s.tokens[last].is(part))
	case strings.ContainsRune(".,:/-٫٬–'", r):
		return s.badSign(i, r, size)
	}
	return false
}

// badSign is badLeft behind a sign.
func (s *scanner) badSign(i int, r rune, size int) bool {
	before, _ := utf8.DecodeLastRuneInString(s.text[:i-size])
	if n := len(s.tokens); r == '-' && n > 1 {
		switch s.tokens[n-2].class {
		case stage, in, from, to, between, yearWord: // «ב-1948»
			return false
		}
	} else if n > 0 && r == '\'' && s.tokens[n-1].kind == tokenWord && s.tokens[n-1].among(the, of, to, in, from) { // l'8 maggio
		return false
	}
	return digitOf(before) >= 0 || unicode.IsLetter(before) && r != ',' && r != '.' && r != ':'
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
		if m, ok := s.han.words[string(r)]; ok {
			t.meaning = m
		}
		if n := len(s.tokens); n > 0 && s.tokens[n-1].more && s.tokens[n-1].end == i { // 民國, 平成
			if m, ok := s.han.words[s.text[s.tokens[n-1].start:t.end]]; ok {
				t.meaning, t.start = m, s.tokens[n-1].start
				s.spaced = s.tokens[n-1].spaced
				s.tokens = s.tokens[:n-1]
			}
		}
	}
	if t.class == hanDigit {
		t.n = int64(t.meaning.n)
	}
	s.put(t)
}

// scanWord puts a word and returns its length. It then sees whether the last words
// are a phrase.
func (s *scanner) scanWord(i int, first rune) int {
	s.folded = s.folded[:0]
	end, letters := len(s.text), 0
	for j, r := range s.text[i:] {
		if inWord(r) {
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
		t.english, t.behind = l.english, l.behind
		s.mean(&t, l)
	}
	s.put(t)
	return end - i
}

func inWord(r rune) bool {
	return r < 0x80 && (r|0x20) >= 'a' && (r|0x20) <= 'z' ||
		r >= 0x80 && (unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) || unicode.IsMark(r) || r == '\u0640' || r == '\u200c' || r == '\u00ad')
}

// persian reports whether words in Arabic script are read as Persian.
func (s *scanner) persian() bool { return s.arab.persian }

func (s *scanner) lexicon(r rune) *lexicon {
	switch {
	case r < 0x250 || r >= 0x1e00 && r < 0x1f00:
		return s.latin
	case unicode.Is(unicode.Arabic, r):
		return s.arab
	case unicode.Is(unicode.Cyrillic, r):
		return s.cyrillic
	case unicode.Is(unicode.Hebrew, r):
		return s.hebrew
	case unicode.Is(unicode.Devanagari, r):
		return s.devanagari
	}
	return nil
}

// latin reports whether a byte begins a letter of Latin script: of ASCII, or of those
// with marks, up to U+017F.
func latin(b byte) bool { return b < 0x80 || b >= 0xc3 && b <= 0xc5 }
