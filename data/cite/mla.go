package cite

import (
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
)

// mla writes an entry of a list of works cited: Author. Title. What it is in, with its
// numbers, publisher, date and place, between commas.
func (w *writer) mla() {
	by, editors := w.by()
	if w.byItself(w.publisher) && (w.kind == report || w.kind == book) || w.byItself(w.container) && w.kind == page { // said below
		by, editors = nil, false
	}
	names := w.list(by, listing{and: " and ", turned: true, most: 2, few: 1}, func(n data.Name, first bool) string {
		if first {
			return w.inverse(n)
		}
		return n.String()
	})
	if names != "" {
		w.say(names)
		if editors {
			w.comma().say(w.editing(len(by), "editor", "editors"))
		}
		w.next()
	}
	w.mlaTitle()
	w.runs = trimmed(w.runs)
	w.stop().say(" ")
	parts := w.mlaParts()
	if w.kind == thesis {
		w.part(parts[0].Text)
		parts = parts[1:]
	}
	for i, part := range parts {
		if i > 0 {
			w.comma()
		}
		if i == 0 && w.ownWords(part.Text) {
			part.Text = w.opening(part.Text)
		}
		w.put(part.Text, part.Italic)
	}
	w.runs = trimmed(w.runs)
	w.stop()
	if w.address != "" && !w.accessed.IsZero() {
		w.say(" ", w.word("Accessed"), w.colon(), w.usage.dated(w.accessed, dayFirst, w.short, "circa").full).stop()
	}
}

// ownWords reports whether a part begins with a word of the style, and not with a name.
func (w *writer) ownWords(part string) bool {
	first, _, _ := strings.Cut(part, " ")
	return slices.Contains([]string{"vol.", "no.", "p.", "pp.", "circa"}, first) || slices.Contains(w.season[:], first)
}

func (w *writer) mlaTitle() {
	switch w.kind {
	case paper, journal, page, chapter:
		w.quoted(w.title, ".")
	case post:
		w.quoted(shortened(w.title, postWords), ".")
	case programme:
		if w.container != "" {
			w.quoted(w.title, ".")
		} else {
			w.italic(w.title)
		}
	default:
		w.italic(w.title)
	}
}

// mlaParts are the parts of what the work is in.
func (w *writer) mlaParts() (parts Text) {
	add := func(text string, italic bool) {
		if text != "" {
			parts = append(parts, Run{text, italic})
		}
	}
	w.season = [4]string{"spring", "summer", "autumn", "winter"}
	if w.arabic {
		w.season = arabic.season
	}
	day := firstOf(w.usage.dated(w.date, dayFirst, w.short, "circa").full, w.issued)
	year := firstOf(w.usage.dated(w.date, dayFirst, w.short, "circa").year, w.issued)
	number := func(word, n string) string {
		if n == "" {
			return ""
		}
		return w.word(word) + " " + w.num(n)
	}
	switch w.kind {
	case thesis:
		parts = append(parts, Run{Text: year})
		add(w.publisher, false)
		add(w.dissertation("PhD dissertation", "Master’s thesis"), false)
	case book, report:
		if len(w.translated) > 0 {
			add(w.word("Translated by")+" "+w.people(w.translated), false)
		}
		add(w.series(), false)
		add(w.editionWith("ed."), false)
		add(w.publisher, false)
		if w.kind == report {
			year = day
		}
		add(year, false)
	default:
		add(w.container, true)
		if w.kind == chapter && len(w.editors) > 0 {
			add(w.word("edited by")+" "+w.people(w.editors), false)
		}
		if w.kind == chapter {
			add(w.editionWith("ed."), false)
			day = year
		}
		add(number("vol.", w.volume), false)
		add(number("no.", w.issue), false)
		if w.kind != journal && !w.byItself(w.publisher) {
			add(w.publisher, false)
		}
		add(day, false)
	}
	if w.pages != "" {
		add(w.pagesWith(), false)
	}
	address := w.address
	if !strings.HasPrefix(address, "https://doi.org/") {
		address = strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://")
	}
	if w.arabic && address != "" {
		address = w.word("Available at") + ": " + w.address
	}
	add(address, false)
	return parts
}
