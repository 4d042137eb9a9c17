package annotations

import (
	"strings"
	"time"

	"tarikh.org/tarikh/data/exchange/form"
)

// times are the ways in which programs write moments.
var times = []string{
	time.RFC3339Nano, "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05.999999Z07:00", "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04", "January 2, 2006 3:04 PM", "2006-01-02",
}

// Time is a moment as programs write it, in Unix seconds; 0 for what is none. One without
// an offset is by the clock of the reader.
func (r *Reader) Time(text string) int64 {
	text = strings.TrimSpace(text)
	for _, layout := range times {
		if t, err := time.ParseInLocation(layout, text, r.options.Now.Location()); err == nil && t.Year() > 1900 && t.Year() < 3000 {
			return t.Unix()
		}
	}
	if text != "" {
		r.Drop("times that cannot be read")
	}
	return 0
}

// Name is the name of an account, acct:name@authority; other names stay as they are.
func Name(account string) string {
	name, ok := strings.CutPrefix(account, "acct:")
	if !ok {
		return account
	}
	if at := strings.LastIndexByte(name, '@'); at > 0 {
		name = name[:at]
	}
	return name
}

// Lines are texts as paragraphs of one note.
func Lines(texts ...string) string {
	for i := range texts {
		texts[i] = form.Clean(texts[i])
	}
	return form.Paragraphs(texts...)
}

// HTML is a text that is HTML as a note has it: its words, and below them the addresses
// that it leads to and does not show.
func HTML(fragment string) string {
	text, links := form.PlainHTML(fragment)
	parts := []string{text}
	for _, l := range links {
		if !strings.Contains(text, l.URL) {
			parts = append(parts, l.URL)
		}
	}
	return Lines(parts...)
}
