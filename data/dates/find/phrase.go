package find

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stem is what is left of a word while proclitics are taken from it.
type stem struct {
	folded []byte
	at     int // byte of the text
}

// mean looks a word up: with what stands before it as a phrase, as it is, and
// without its proclitics.
func (s *scanner) mean(t *token, l *lexicon) {
	m, ok := l.words[string(s.folded)]
	if m.dotted && strings.HasPrefix(s.text[t.end:], ".") {
		m, ok = l.words[string(append(s.folded, '.'))]
	}
	if m.last && s.phrase(t, l) {
		return
	}
	t.meaning = m
	if l.arab && (!ok || m.class == none) {
		s.proclitics(t, l)
	}
}

// proclitics looks an Arabic or Hebrew word up without the letters that are
// written together with it: «و», «ف», then «ب», «ك», «ل» or «לב».
func (s *scanner) proclitics(t *token, l *lexicon) {
	w := stem{s.folded, t.start}
	try := func() bool {
		m, ok := l.words[string(w.folded)]
		if !ok || len(w.folded) <= len("ب") || m.class == none && !m.more { // «كل» is not made of two proclitics
			return false
		}
		t.meaning, t.start = m, w.at
		return true
	}
	t.joined = s.strip(&w, t, "و") || s.strip(&w, t, "ف") || s.strip(&w, t, "ו")
	if t.joined && try() {
		return
	}
	for _, letter := range []string{"ب", "ك", "ל", "ב", "מ", "ה"} {
		if s.strip(&w, t, letter) {
			t.placed = true
			if try() {
				return
			}
			break
		}
	}
	if !t.placed && s.strip(&w, t, "ل") {
		t.placed = true
		if try() {
			return
		}
		if len(w.folded) > 2 && string(w.folded[:2]) == "ل" { // «لل» is «ل» and the article
			w.folded = append([]byte("ال"), w.folded[2:]...)
			if try() {
				return
			}
		}
	}
	t.joined, t.placed = false, false
}

// strip takes a letter, and harakat on it, from the head of a stem.
func (s *scanner) strip(w *stem, t *token, letter string) bool {
	if len(w.folded) <= len(letter) || string(w.folded[:len(letter)]) != letter || !strings.HasPrefix(s.text[w.at:], letter) {
		return false
	}
	w.folded, w.at = w.folded[len(letter):], w.at+len(letter)
	for {
		r, size := utf8.DecodeRuneInString(s.text[w.at:t.end])
		if r != '\u0640' && !unicode.Is(unicode.Mn, r) {
			return true
		}
		w.at += size
	}
}

// phrase joins the word in s.folded to the words just before it where they make
// up a phrase of the lexicon, and reports whether they do.
func (s *scanner) phrase(t *token, l *lexicon) bool {
	n := len(s.tokens)
	for k := min(2*longest-1, n); k >= 1; k-- {
		first := &s.tokens[n-k]
		if first.kind != tokenWord || !first.more {
			continue
		}
		m, ok := l.words[string(s.joinedWords(n-k, n))]
		if !ok || m.class == none {
			continue
		}
		t.meaning, t.start, t.joined, t.placed, t.capital = m, first.start, first.joined, first.placed, first.capital
		s.spaced = first.spaced
		s.tokens = s.tokens[:n-k]
		return true
	}
	return false
}

// joinedWords returns the words of the tokens [i, n) and the one in s.folded as a
// phrase, valid until the next call; nothing where something else than the signs within words stands among them.
func (s *scanner) joinedWords(i, n int) []byte {
	key := s.key[:0]
	for j := i; j < n; j++ {
		w := &s.tokens[j]
		if w.kind != tokenWord {
			if !w.isSign('.') && !w.isSign('\'') && !w.isSign('-') {
				return nil
			}
			continue
		}
		for _, r := range s.text[w.start:w.end] {
			switch r {
			case '.':
			case '\'', '\u2019', '-': // between the words of a phrase
				key = append(key, ' ')
			default:
				key = appendFolded(key, r)
			}
		}
		key = append(key, ' ')
	}
	s.key = append(key, s.folded...)
	return s.key
}
