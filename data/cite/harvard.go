package cite

import "tarikh.org/tarikh/data"

// harvard writes an entry of a list of references: Author (year) Title. Source. Available
// at: address (Accessed: day).
func (w *writer) harvard() {
	by, editors := w.by()
	w.harvardNames(by)
	year := "(" + firstOf(w.usage.dated(w.date, dayFirst, w.month, "c.").year, w.issued, w.word("no date")) + ")"
	switch {
	case len(by) > 0:
		if editors {
			w.say(" (", w.editing(len(by), "ed.", "eds"), ")")
		}
		w.say(" ", year, " ")
		w.harvardTitle()
	case w.kind == paper && w.container != "": // the newspaper takes the place of an author
		w.italic(w.container).say(" ", year, " ")
		w.quoted(w.title, "")
		w.container = ""
	default:
		w.harvardTitle()
		w.say(" ", year)
	}
	w.harvardIn()
	w.harvardAddress()
}

// harvardNames writes up to three names, else the first one with others.
func (w *writer) harvardNames(by []data.Name) {
	form := func(n data.Name, _ bool) string { return w.initialled(n, true) }
	if known := len(by); known > 3 {
		by = append(by[:1:1], data.Name{Literal: "et al."})
	}
	if n := len(by); n > 1 && by[n-1].Literal == "et al." {
		w.say(w.list(by[:n-1], listing{and: " and ", most: 3, few: 1}, form), " ").put(w.word("et al."), !w.arabic)
		return
	}
	w.say(w.list(by, listing{and: " and ", most: 3, few: 1}, form))
}

func (w *writer) harvardTitle() {
	switch w.kind {
	case paper, journal, chapter:
		w.quoted(w.title, "")
	case post:
		w.quoted(shortened(w.title, postWords), "")
	case programme:
		if w.container != "" {
			w.quoted(w.title, "")
		} else {
			w.italic(w.title)
		}
	default:
		w.italic(w.title)
	}
}

// harvardIn writes what the work is in, or who published it.
func (w *writer) harvardIn() {
	day := w.usage.dated(w.date, dayFirst, w.month, "c.").part
	switch w.kind {
	case paper:
		w.inItalics(w.container)
		w.more(day)
		if w.pages != "" {
			w.comma().say(w.pagesWith())
		}
	case journal:
		w.inItalics(w.container)
		w.numbersIn()
		if w.volume == "" && w.issue == "" {
			w.more(day)
		}
	case page:
		if !w.byItself(w.container) {
			w.sentence(w.container)
		}
	case post:
		if w.container != "" {
			w.say(" [", w.container, "]")
		}
		w.more(day)
	case chapter:
		w.comma().say(w.word("in"), " ")
		if len(w.editors) > 0 {
			form := func(n data.Name, _ bool) string { return w.initialled(n, false) }
			w.say(w.list(w.editors, listing{and: " and ", most: 3, few: 1}, form), " (", w.editing(len(w.editors), "ed.", "eds"), ") ")
		}
		w.italic(w.container)
		w.sentence(w.editionWith("edn"))
		w.sentence(w.publisher)
		if w.pages != "" {
			w.comma().say(w.pagesWith())
		}
	case thesis:
		w.sentence(w.dissertation("PhD thesis", "Master’s thesis"))
		w.sentence(w.publisher)
	case programme:
		if w.container != "" {
			w.say(" ").italic(w.container)
		}
		w.sentence(w.publisher)
		w.more(day)
	default:
		if len(w.translated) > 0 {
			w.sentence(w.word("Translated by") + " " + w.people(w.translated))
		}
		if series := w.series(); series != "" {
			w.next().say(w.opening(series))
		}
		w.sentence(w.editionWith("edn"))
		if !w.byItself(w.publisher) {
			w.sentence(w.publisher)
		}
	}
}

// inItalics writes the name of a newspaper or journal behind a comma.
func (w *writer) inItalics(container string) {
	if container != "" {
		w.comma().italic(container)
	}
}

// sentence writes a part that begins behind a full stop.
func (w *writer) sentence(text string) {
	if text != "" {
		w.next().say(text)
	}
}

func (w *writer) harvardAddress() {
	w.stop()
	if w.address == "" {
		return
	}
	w.say(" ", w.word("Available at"), ": ", w.address)
	if !w.accessed.IsZero() {
		w.say(" (", w.word("Accessed"), ": ", w.usage.dated(w.accessed, dayFirst, w.month, "c.").full, ")")
	}
	w.say(".")
}
