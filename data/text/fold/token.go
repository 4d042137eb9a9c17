package fold

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Token is a word of a text.
type Token struct {
	Word       string // folded
	Start, End int    // bytes of the text, half-open; marks on the last letter count
}

// maxWord is the length in bytes from which on a word is cut: nothing that
// people search for is longer.
const maxWord = 128

// Tokens yields the words of a text: runs of letters and digits, with their
// marks. Where Arabic letters meet other letters or digits a word ends ("الـG20",
// "2022م"), and each character of Chinese and Japanese is a word. What is folded
// away divides nothing.
func Tokens(s string) iter.Seq[Token] {
	return TokensWhere(s, func(string) bool { return true })
}

// TokensWhere yields the words of those parts of a text that worth says yes to when
// it is given them folded: to find where each word stands takes much longer than to
// see that one is not there. The parts are a few sentences each, and no word goes
// from one to the next.
func TokensWhere(s string, worth func(folded string) bool) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		for at, end := 0, 0; at < len(s); at = end {
			end = at + pieceEnd(s[at:])
			if !worth(String(s[at:end])) {
				continue
			}
			f := Text(s[at:end])
			going := split(f.text, func(start, end int) bool {
				t := Token{Word: cut(f.text[start:end])}
				t.Start, t.End = f.Source(start, end)
				t.Start, t.End = t.Start+at, t.End+at
				return yield(t)
			})
			if !going {
				return
			}
		}
	}
}

// pieceEnd returns where a text can be cut without cutting a word: after a space
// or line end, some way into it.
func pieceEnd(s string) int {
	const least = 1 << 10
	if len(s) <= least {
		return len(s)
	}
	n := strings.IndexAny(s[least:], " \n")
	if n < 0 {
		return len(s)
	}
	return least + n + 1
}

// Words yields the folded words of a text, those of Tokens.
func Words(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		text := String(s)
		split(text, func(start, end int) bool { return yield(cut(text[start:end])) })
	}
}

func cut(word string) string {
	if len(word) <= maxWord {
		return word
	}
	end := maxWord
	for !utf8.RuneStart(word[end]) {
		end--
	}
	return word[:end]
}

// What a character is for dividing folded text into words.
type wordClass uint8

const (
	noWord wordClass = iota
	other            // a letter or digit
	arabic
	single // a word of its own
	mark   // goes with what is before it
)

// split calls f with the words of folded text until it returns false; then it
// returns false, too.
func split(text string, f func(start, end int) bool) bool {
	t := classTable()
	start, is := 0, noWord
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = decode(text, i)
		}
		class := t.at(r)
		if class == mark { // even where there is nothing before it
			i += size
			continue
		}
		if class != is || class == single {
			if is != noWord && !f(start, i) {
				return false
			}
			start, is = i, class
		}
		i += size
	}
	return is == noWord || f(start, len(text))
}

var classTable = newTable(classOf)

func classOf(r rune) wordClass {
	switch {
	case unicode.IsLetter(r):
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			return single
		case unicode.Is(unicode.Arabic, r):
			return arabic
		}
		return other
	case unicode.IsNumber(r):
		return other
	case unicode.IsMark(r):
		return mark
	}
	return noWord
}
