package cite

import (
	"strings"

	"tarikh.org/tarikh/data"
)

// chicago writes an entry of a bibliography.
func (w *writer) chicago() {
	by, editors := w.by()
	names := w.list(by, listing{and: " and ", serial: true, turned: true, most: 6, few: 3}, func(n data.Name, first bool) string {
		if first {
			return w.inverse(n)
		}
		return n.String()
	})
	led := false
	switch {
	case names != "":
		w.say(names)
		if editors {
			w.comma().say(w.editing(len(by), "ed.", "eds."))
		}
		w.next()
	case w.container != "" && (w.kind == paper || w.kind == page): // the newspaper takes the place of an author
		w.name(w.container)
		w.next()
		led = true
	}
	switch w.kind {
	case paper, page, post:
		w.quoted(w.headline(), ".").say(" ")
		if !led && w.container != "" && !w.byItself(w.container) {
			w.name(w.container)
			w.comma()
		}
		w.when()
	case journal:
		w.quoted(w.title, ".").say(" ")
		w.inJournal(w.container)
	case chapter:
		w.quoted(w.title, ".").say(" ", w.word("In"), " ").italic(w.container)
		if len(w.editors) > 0 {
			w.comma().say(w.word("edited by"), " ", w.people(w.editors))
		}
		w.next()
		w.part(w.editionWith("ed."))
		w.published()
	case thesis:
		w.quoted(w.title, ".").say(" ", w.dissertation("PhD diss.", "Master’s thesis")).comma()
		w.published()
	case programme:
		w.program()
	default:
		w.italic(w.title).next()
		if len(w.translated) > 0 {
			w.part(w.word("Translated by") + " " + w.people(w.translated))
		}
		if !editors && len(w.editors) > 0 && len(by) > 0 {
			w.part(map[bool]string{true: w.word("edited by"), false: "Edited by"}[w.arabic] + " " + w.people(w.editors))
		}
		w.part(w.opening(w.series()))
		w.part(w.editionWith("ed."))
		w.published()
	}
	w.located(".")
}

// chicagoNote writes a full note.
func (w *writer) chicagoNote() {
	by, editors := w.by()
	names := w.list(by, listing{and: " and ", serial: true, most: 2, few: 1}, func(n data.Name, _ bool) string { return n.String() })
	if names != "" {
		w.say(names)
		if editors {
			w.comma().say(w.editing(len(by), "ed.", "eds."))
		}
		w.comma()
	}
	switch w.kind {
	case paper, page, post:
		w.quoted(w.headline(), ",").say(" ")
		if w.container != "" && !w.byItself(w.container) {
			w.name(w.container)
			w.comma()
		}
		w.when()
	case journal:
		w.quoted(w.title, ",").say(" ")
		w.inJournal(w.container)
	case chapter:
		w.quoted(w.title, ",").say(" ", w.word("in"), " ").italic(w.container)
		if len(w.editors) > 0 {
			w.comma().say(w.word(map[bool]string{true: "edited by", false: "ed."}[w.arabic]), " ", w.people(w.editors))
		}
		w.more(w.editionWith("ed."))
		w.imprint()
		w.more(w.pagesIn())
	case thesis:
		w.quoted(w.title, "").say(" (", w.dissertation("PhD diss.", "Master’s thesis")).comma()
		if w.publisher != "" {
			w.say(w.publisher).comma()
		}
		w.say(w.chicagoYear(), ")")
	case programme:
		w.program()
	default:
		w.italic(w.title)
		if len(w.translated) > 0 {
			w.more(w.word("trans.") + " " + w.people(w.translated))
		}
		w.more(w.series())
		w.more(w.editionWith("ed."))
		w.imprint()
		w.more(w.pagesIn())
	}
	w.located(",")
}

// headline is the title of an article; of a post its first words.
func (w *writer) headline() string {
	if w.kind == post {
		return shortened(w.title, 25)
	}
	return w.title
}

// name writes what a source is in: newspapers and journals in italics, sites and networks
// not.
func (w *writer) name(container string) *writer {
	if w.kind == page || w.kind == post {
		return w.say(container)
	}
	return w.italic(container)
}

// chicagoDate is the date in full, "n.d." without one.
func (w *writer) chicagoDate() string {
	o := monthFirst
	if w.arabic {
		o = dayFirst
	}
	return firstOf(w.usage.dated(w.date, o, w.month, "ca.").full, w.issued, w.word("n.d."))
}

func (w *writer) chicagoYear() string {
	return firstOf(w.usage.dated(w.date, monthFirst, w.month, "ca.").year, w.issued, w.word("n.d."))
}

// when writes the day; without one, when the page was looked at.
func (w *writer) when() {
	if !w.date.IsZero() || w.issued != "" || w.accessed.IsZero() {
		w.say(w.opening(w.chicagoDate()))
		return
	}
	o := monthFirst
	if w.arabic {
		o = dayFirst
	}
	w.say(w.opening(w.word("accessed")), w.colon(), w.usage.dated(w.accessed, o, w.month, "ca.").full)
}

// begins reports whether a part begins here: the one before has ended.
func (w *writer) begins() bool {
	if len(w.runs) == 0 {
		return true
	}
	text := strings.TrimRight(w.runs[len(w.runs)-1].Text, " ”’»")
	return text != "" && strings.ContainsRune(".?!؟…", lastRune(text))
}

// inJournal writes the journal with its volume: Journal 27, no. 3 (1998): 37–42.
func (w *writer) inJournal(container string) {
	w.italic(container)
	if w.volume == "" && w.issue == "" {
		w.more(w.chicagoDate())
		w.more(w.pagesIn())
		return
	}
	if w.arabic {
		if w.volume != "" {
			w.comma().say(w.word("vol."), " ", w.num(w.volume))
		}
	} else if w.volume != "" {
		w.space().say(w.volume)
	}
	if w.issue != "" {
		w.more(w.word("no.") + " " + w.num(w.issue))
	}
	w.space().say("(", w.chicagoYear(), ")")
	switch {
	case w.pages == "":
	case w.arabic:
		w.more(w.pagesWith())
	default:
		w.say(": ", w.pageRange())
	}
}

// published writes the publisher and the year of an entry, imprint those of a note.
func (w *writer) published() {
	if w.publisher != "" {
		w.say(w.publisher).comma()
	}
	w.say(w.opening(w.chicagoYear()))
}

func (w *writer) imprint() {
	w.space().say("(")
	if w.publisher != "" {
		w.say(w.publisher).comma()
	}
	w.say(w.chicagoYear(), ")")
}

// program writes a broadcast: “Title,” Program, aired May 5, 2020, on Network.
func (w *writer) program() {
	mark := "."
	if w.style == ChicagoNote {
		mark = ","
	}
	if w.container != "" {
		w.quoted(w.title, mark).say(" ").italic(w.container)
	} else {
		w.italic(w.title)
	}
	w.comma().say(w.word("aired"), " ", w.chicagoDate())
	if w.publisher != "" {
		w.comma().say(w.word("on"), " ", w.publisher)
	}
}

// located writes the address behind a mark, and ends the citation.
func (w *writer) located(mark string) {
	if w.address == "" {
		w.stop()
		return
	}
	if mark == "." {
		w.stop().say(" ")
	} else {
		w.comma()
	}
	if w.arabic {
		w.say(w.word("Available at"), ": ")
	}
	w.say(w.address)
	if !w.arabic {
		w.say(".")
	}
}
