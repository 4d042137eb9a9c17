package dates

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind is what a word, number or sign means in a date that people write.
type tokenKind uint8

const (
	tokenNumber     tokenKind = iota // n, of so many digits
	tokenSign                        // n is the character
	tokenMonth                       // n from 1
	tokenHijriMonth                  // n from 1
	tokenSeason                      // n is a Season
	tokenPart                        // quarter, third or half: n is the first Season of them
	tokenHemisphere                  // n is FirstNorthern or FirstSouthern
	tokenEra                         // n is an era
	tokenMim                         // م: of our era after a year, afternoon after a time
	tokenSpan                        // century or millennium of n years
	tokenDecade                      // "decade" before its number
	tokenDecadeName                  // n is 20 to 90
	tokenPlural                      // the s of "1990s"
	tokenOrdinal                     // n from 1
	tokenSuffix                      // the th of "4th"
	tokenScale                       // million, billion
	tokenRelative                    // n days after today
	tokenWeekday                     // n from 0, Sunday
	tokenMeridiem                    // n is 0 or 12 hours
	tokenZone                        // UTC
	tokenT                           // between date and time
	tokenQualifier                   // n is a Qualifier
	tokenFrom
	tokenTo
	tokenUntil
	tokenSince
	tokenBetween
	tokenAnd
	tokenEarlier  // "or earlier"
	tokenLater    // "or later"
	tokenMatching // between a date and the same in another calendar
	tokenFiller   // "in", "the year"
	tokenUnknown  // a word that means none of these
)

// token is a piece of a date that people write.
type token struct {
	kind   tokenKind
	n      int64
	digits int
	at     int  // byte in the text
	spaced bool // white space stands before it
	word   string
}

func (t token) is(sign rune) bool { return t.kind == tokenSign && t.n == int64(sign) }

// cleanRune puts digits of any script, hyphens, dashes and the marks of Arabic
// into ASCII (dashes into "–"), and drops what is not seen.
func cleanRune(r rune) string {
	switch {
	case r < 0x80:
		return string(r)
	case unicode.Is(unicode.Nd, r):
		return string('0' + digitValue(r))
	case unicode.Is(unicode.Cf, r), r == '\u00ad':
		return ""
	case unicode.IsSpace(r):
		return " "
	}
	switch r {
	case '\u2010', '\u2011', '\u2212', '\ufe63', '\uff0d':
		return "-"
	case '\u2012', '\u2014', '\u2015':
		return "\u2013"
	case '\u061f':
		return "?"
	case '\u066a':
		return "%"
	case '\u066b':
		return "."
	case '\u066c', '\u060c', '\u061b':
		return ","
	case '\u2044', '\u2215':
		return "/"
	}
	return string(r)
}

// digitValue returns the value of a decimal digit: they stand in runs of ten.
func digitValue(r rune) rune {
	for _, run := range unicode.Nd.R16 {
		if r >= rune(run.Lo) && r <= rune(run.Hi) {
			return (r - rune(run.Lo)) % 10
		}
	}
	for _, run := range unicode.Nd.R32 {
		if r >= rune(run.Lo) && r <= rune(run.Hi) {
			return (r - rune(run.Lo)) % 10
		}
	}
	return 0
}

// lex splits a cleaned text into tokens.
func lex(text string) ([]token, *SyntaxError) {
	pieces, fault := split(text)
	if fault != nil {
		return nil, fault
	}
	var out []token
	for i := 0; i < len(pieces); {
		t := pieces[i]
		if t.kind != tokenUnknown {
			out = append(out, t)
			i++
			continue
		}
		glued := i > 0 && !t.spaced && pieces[i-1].kind == tokenNumber
		if kind, ok := suffixes[t.word]; ok && glued {
			t.kind = kind
			out = append(out, t)
			i++
			continue
		}
		meaning, n := longest(pieces[i:])
		if n == 0 {
			// The conjunction و is written with what follows it.
			rest, joined := strings.CutPrefix(t.word, "و")
			if !joined {
				return nil, &SyntaxError{Offset: t.at, Fault: FaultForm, Reason: "this word is not part of a date"}
			}
			out = append(out, token{kind: tokenAnd, at: t.at, spaced: t.spaced})
			if rest == "" {
				i++
				continue
			}
			pieces[i].word, pieces[i].spaced = rest, false
			pieces[i].at += len("و")
			if _, n := longest(pieces[i:]); n == 0 {
				return nil, &SyntaxError{Offset: t.at, Fault: FaultForm, Reason: "this word is not part of a date"}
			}
			continue
		}
		t.kind, t.n = meaning.kind, meaning.n
		out = append(out, t)
		i += n
	}
	return slices.DeleteFunc(out, func(t token) bool { return t.kind == tokenFiller }), nil
}

// longest finds the longest phrase of the vocabulary at the start of pieces, and
// of how many pieces it consists; hyphens within words don't count ("al-awwal").
func longest(pieces []token) (found meaning, n int) {
	phrase, words := "", 0
	for i, t := range pieces {
		if t.is('-') && i > 0 && !t.spaced {
			continue
		}
		if t.kind != tokenUnknown || words == longestPhrase {
			break
		}
		if words++; words > 1 {
			phrase += " "
		}
		phrase += t.word
		if m, ok := vocabulary[phrase]; ok {
			found, n = m, i+1
		}
	}
	return found, n
}

// split cuts a text into numbers, words (of kind tokenUnknown) and signs.
func split(text string) ([]token, *SyntaxError) {
	var out []token
	spaced := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		t := token{at: i, spaced: spaced}
		spaced = false
		switch {
		case digit(text[i]):
			size = number(text[i:], &t)
		case unicode.IsLetter(r):
			t.kind = tokenUnknown
			size = word(text[i:], &t)
		case i > 0 && strings.ContainsRune(apostrophes, r): // 1990's
			i += size
			continue
		case r == ' ', r == '\t', r == '\n', r == '\r', strings.ContainsRune(",()\"\u00ab\u00bb\u201c\u201d", r):
			spaced = true
			i += size
			continue
		case r == '.' && !(i > 0 && digit(text[i-1]) && i+1 < len(text) && digit(text[i+1])):
			spaced = true // after an abbreviation
			i += size
			continue
		case strings.ContainsRune("/-.:+~?%\u2013", r):
			t.kind, t.n = tokenSign, int64(r)
		default:
			return nil, &SyntaxError{Offset: i, Fault: FaultForm, Reason: "this is not part of a date"}
		}
		i += size
		out = append(out, t)
	}
	return out, nil
}

// number reads digits, with thousands set off by commas, and returns their length.
func number(text string, t *token) (size int) {
	const most = 12 // more are no year of ours
	comma := 0      // place of the last one
	for ; size < len(text); size++ {
		if digit(text[size]) {
			if t.digits++; t.digits <= most {
				t.n = t.n*10 + int64(text[size]-'0')
			}
			continue
		}
		group := comma == 0 && size <= 3 || comma > 0 && size == comma+4
		if !group || !thousands(text[size:]) {
			break
		}
		comma = size
	}
	if t.digits > most {
		t.n = MaxYear + 1
	}
	return size
}

// thousands reports whether a text is a comma and three digits and no fourth.
func thousands(text string) bool {
	return len(text) >= 4 && text[0] == ',' && digit(text[1]) && digit(text[2]) && digit(text[3]) && (len(text) == 4 || !digit(text[4]))
}

// word reads letters and marks into their folded form, and returns their length.
// Single letters with points between them are one word: "B.C.", «ق.م».
func word(text string, t *token) (size int) {
	var b strings.Builder
	letters := 0
	for i, r := range text {
		switch {
		case unmarked(r):
		case unicode.IsLetter(r):
			b.WriteString(foldRune(r))
			letters++
		case r == '.' && letters == 1 && nextIsLetter(text[i+1:]):
			letters = 0
		default:
			t.word = b.String()
			return i
		}
	}
	t.word = b.String()
	return len(text)
}

func nextIsLetter(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r)
}

const apostrophes = "'\u2019\u2018`\u02be\u02bf"

// unmarked reports whether a character within a word is left out: harakat,
// tatweel, and apostrophes of all kinds.
func unmarked(r rune) bool {
	return unicode.IsMark(r) || r == '\u0640' || strings.ContainsRune(apostrophes, r)
}

// fold folds a phrase as word does its words.
func fold(phrase string) string {
	var b strings.Builder
	for _, r := range phrase {
		switch {
		case unmarked(r):
		case r == ' ':
			b.WriteByte(' ')
		default:
			b.WriteString(foldRune(r))
		}
	}
	return b.String()
}

// foldRune makes spellings equal that people do not tell apart: case, the letters
// that carry hamza, alef maqsura, ta marbuta, and marks on romanised Arabic.
func foldRune(r rune) string {
	switch r = unicode.ToLower(r); r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return "ا"
	case 'ى', 'ی', 'ئ':
		return "ي"
	case 'ة':
		return "ه"
	case 'ک':
		return "ك"
	case 'ؤ':
		return "و"
	case 'ā', 'â', 'á':
		return "a"
	case 'ī', 'î', 'í':
		return "i"
	case 'ū', 'û', 'ú':
		return "u"
	case 'ḥ':
		return "h"
	case 'ḍ':
		return "d"
	case 'ṣ':
		return "s"
	case 'ṭ':
		return "t"
	}
	return string(r)
}
