package form

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Shorten is a text of at most limit bytes, cut at a word where there is one, with an
// ellipsis.
func Shorten(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	end := limit - len("…")
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	s = s[:max(end, 0)]
	if space := strings.LastIndexAny(s, " \t\n"); space > len(s)/2 {
		s = s[:space]
	}
	return strings.TrimRight(s, " \t\n") + "…"
}

// Line is a text in one line, without what no text may have (see Clean).
func Line(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

// Clean is a text without NUL, byte order marks and carriage returns, in UTF-8, without
// space around it.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	return strings.TrimSpace(unclean.Replace(s))
}

var unclean = strings.NewReplacer("\x00", "", "\ufeff", "", "\r\n", "\n", "\r", "\n")

// titleRunes is about how long a title is that a timeline can show.
const titleRunes = 120

// Headline divides a text that has to serve as a title: one that is longer than a title
// is cut after a sentence or at a word, and is kept whole in front of the description.
func Headline(text, description string) (title, rest string) {
	text, description = Clean(text), Clean(description)
	title, more, broken := strings.Cut(text, "\n")
	title = Line(title)
	if !broken && utf8.RuneCountInString(title) <= titleRunes {
		return title, description
	}
	cut := title
	if utf8.RuneCountInString(cut) > titleRunes {
		cut = Shorten(cut, byteOf(cut, titleRunes))
		for _, end := range []string{". ", "! ", "? ", "؟ ", "。"} {
			if i := strings.Index(title, end); i > 20 && i < len(cut) {
				cut = title[:i+len(strings.TrimSpace(end))]
			}
		}
	}
	if cut == title && strings.TrimSpace(more) != "" {
		return title, Paragraphs(Clean(more), description)
	}
	return cut, Paragraphs(text, description)
}

// byteOf is where the rune number n of s begins.
func byteOf(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// Paragraphs joins texts, each as a paragraph of its own; empty ones are left out.
func Paragraphs(parts ...string) string {
	var filled []string
	for _, p := range parts {
		if p != "" {
			filled = append(filled, p)
		}
	}
	return strings.Join(filled, "\n\n")
}

// fromUTF16 is the text of what begins with a mark of UTF-16, and whether it does.
func fromUTF16(raw []byte) ([]byte, bool) {
	big := bytes.HasPrefix(raw, []byte("\xfe\xff"))
	if !big && !bytes.HasPrefix(raw, []byte("\xff\xfe")) {
		return nil, false
	}
	units := make([]uint16, 0, len(raw)/2)
	for i := 2; i+1 < len(raw); i += 2 {
		lo, hi := raw[i], raw[i+1]
		if big {
			lo, hi = hi, lo
		}
		units = append(units, uint16(lo)|uint16(hi)<<8)
	}
	return []byte(string(utf16.Decode(units))), true
}

// UTF8 is the text of a file in UTF-8 without a byte order mark, and how many bytes
// of it are none.
func UTF8(raw []byte) (text []byte, wrong int) {
	if text, ok := fromUTF16(raw); ok {
		return text, len(raw) % 2
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if utf8.Valid(raw) {
		return raw, 0
	}
	for i := 0; i < len(raw); {
		c, size := utf8.DecodeRune(raw[i:])
		if c == utf8.RuneError && size == 1 {
			wrong++
		}
		i += size
	}
	return bytes.ToValidUTF8(raw, []byte("\ufffd")), wrong
}

// NotUTF8 is what is counted as dropped for each byte that is no text.
const NotUTF8 = "bytes that are not UTF-8"
