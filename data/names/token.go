package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// token is a word or a sign of a text.
type token struct {
	begin, end int    // bytes of the text, half-open; what Arabic writes together with a word is cut off from begin
	word       string // folded
	bare       string // the word without what is cut off; empty: all of it
	article    bool   // what is cut off has swallowed the article: «للأمم»
	sign       rune   // 0 for words
	arabic     bool
	capital    bool // its first letter
	upper      bool // all letters, of which it has two at least
	digits     bool
	begins     bool // a sentence, or what is in quotation marks
}

// tokens divides a text.
func tokens(text string) []token {
	var out []token
	begins := true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		t := token{begin: i, end: i + size, begins: begins}
		switch {
		case r == '\n':
			begins = true
			t.sign = r
			out = append(out, t)
			i += size
			continue
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), r == utf8.RuneError && size == 1, r == 'ـ':
			i += size
			continue
		case unicode.IsDigit(r):
			for t.end < len(text) {
				d, n := utf8.DecodeRuneInString(text[t.end:])
				if !unicode.IsDigit(d) && !(strings.ContainsRune(".,٫٬", d) && t.end+n < len(text) && digitAt(text[t.end+n:])) {
					break
				}
				t.end += n
			}
			t.digits, t.word = true, fold.String(text[i:t.end])
			begins = false
		case unicode.IsLetter(r):
			t.end = i + wordEnd(text[i:])
			t.read(text[i:t.end], r)
			begins = false
		default:
			t.sign = r
			begins = opens(out, text, t)
		}
		out = append(out, t)
		i = t.end
	}
	return out
}

func digitAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r)
}

// opens reports whether a sentence begins behind a sign.
func opens(before []token, text string, t token) bool {
	switch t.sign {
	case '!', '?', '؟', '…', ':', '"', '“', '«', '•', '(', '[', '|':
		return true
	case '.':
		if len(before) == 0 {
			return true
		}
		last := before[len(before)-1]
		if last.end != t.begin || last.sign != 0 {
			return true
		}
		return !last.arabic && !(runes(last.word) == 1 && last.capital || abbreviations()[last.word]) || last.arabic && runes(last.word) > 1
	case '\'', '‘':
		return t.begin == 0 || text[t.begin-1] == ' ' || text[t.begin-1] == '\n'
	}
	return false
}

// wordEnd is where the word at the beginning of s ends: letters with their marks, in
// Latin letters an apostrophe or a hyphen before another letter, a hyphen only before a
// capital; without the ending of a genitive. Letters with points between them are one word.
func wordEnd(s string) int {
	if n := dotted(s); n > 0 {
		return n
	}
	first, _ := utf8.DecodeRuneInString(s)
	arabic := unicode.Is(unicode.Arabic, first)
	end := 0
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		next, _ := utf8.DecodeRuneInString(s[end+size:])
		switch {
		case unicode.IsLetter(r):
			if unicode.Is(unicode.Arabic, r) != arabic {
				return end
			}
		case unicode.IsMark(r), r == 'ـ', r == '\u200c':
		case !arabic && (r == '\'' || r == '’') && unicode.IsLetter(next):
			if (next == 's' || next == 'S') && !letterAt(s[end+size+1:]) {
				return end
			}
		case !arabic && (r == '-' || r == '‑') && (unicode.IsUpper(next) || particles()[fold.String(s[:end])]):
		default:
			return end
		}
		end += size
	}
	return end
}

func letterAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// dotted is where an abbreviation like "U.N." at the beginning of s ends, 0 if there is none.
func dotted(s string) int {
	n := 0
	for n+1 < len(s) && s[n] >= 'A' && s[n] <= 'Z' && s[n+1] == '.' {
		n += 2
	}
	if n < 4 || letterAt(s[n:]) {
		return 0
	}
	return n
}

// read takes in the letters of a word.
func (t *token) read(word string, first rune) {
	t.word = strings.ReplaceAll(strings.ReplaceAll(fold.String(word), ".", ""), "‑", "-")
	t.arabic = unicode.Is(unicode.Arabic, first)
	t.capital = unicode.IsUpper(first)
	t.upper = t.capital && runes(t.word) > 1 && !strings.ContainsFunc(word, unicode.IsLower)
}

// readings are what the word may be: an Arabic one also without what is written together
// with it.
func (t *token) readings() []string {
	if !t.arabic {
		return []string{t.word}
	}
	all := fold.Readings(t.word)
	for _, w := range all[:len(all):len(all)] {
		if rest, ok := strings.CutPrefix(w, "لل"); ok && runes(rest) >= 2 {
			all = append(all, "ال"+rest)
		}
	}
	return all
}

// bareWord is the word without what is cut off.
func (t *token) bareWord() string {
	if t.bare != "" {
		return t.bare
	}
	return t.word
}

// cutTo leaves of a word one of its readings. What is written with «لل» stays as it is in
// the text.
func (t *token) cutTo(text, reading string) {
	if !t.arabic || reading == t.word {
		return
	}
	t.bare = reading
	cut := strings.TrimSuffix(t.word, reading)
	if cut == t.word {
		t.article = true
		return
	}
	for range cut {
		_, size := utf8.DecodeRuneInString(text[t.begin:t.end])
		t.begin += size
		for t.begin < t.end {
			r, size := utf8.DecodeRuneInString(text[t.begin:])
			if !unicode.IsMark(r) && r != 'ـ' {
				break
			}
			t.begin += size
		}
	}
}
