package cite

import (
	"strings"

	"tarikh.org/tarikh/data"
)

// postWords is how many words of a post are its title.
const postWords = 20

// apa writes an entry of a list of references: Author. (date). Title. Source. Address.
func (w *writer) apa() {
	by, editors := w.by()
	names := w.apaNames(by)
	if names != "" {
		w.say(names)
		if editors {
			w.say(" (", w.editing(len(by), "Ed.", "Eds."), ")")
		}
		w.next().say("(", w.apaDate(), ")").next()
		w.apaTitle()
	} else { // the title takes the place of an author
		w.apaTitle()
		w.next().say("(", w.apaDate(), ")")
	}
	w.next()
	w.apaIn()
	w.apaAddress()
}

func (w *writer) apaNames(names []data.Name) string {
	last := len(names)
	if last > 20 { // the first 19, and the last one
		names = append(names[:19:19], names[last-1])
	}
	form := func(n data.Name, _ bool) string { return w.initialled(n, true) }
	text := w.list(names, listing{and: " & ", serial: true, pair: true, most: 20, few: 20}, form)
	if last > 20 {
		ending := form(names[19], false)
		text = strings.TrimSuffix(text, ending)
		text = strings.TrimRight(strings.TrimSuffix(strings.TrimRight(text, " &و"), ","), ", ،") + w.usage.comma + "… " + ending
	}
	return text
}

// apaDate is the year, and the day of what appears by the day.
func (w *writer) apaDate() string {
	o := monthFirst
	if w.arabic {
		o = dayFirst
	}
	d := w.usage.dated(w.date, o, w.month, "ca.")
	switch w.kind {
	case paper, page, post, programme:
		if d.part != "" {
			return d.year + w.usage.comma + d.part
		}
		if d.said && d.full != d.year { // from a day of one year to one of another
			return d.full
		}
	}
	return firstOf(d.year, w.issued, w.word("n.d."))
}

// apaTitle writes the title: in italics where the work stands alone.
func (w *writer) apaTitle() {
	switch w.kind {
	case paper, journal, chapter:
		w.say(w.title)
	case post:
		w.italic(shortened(w.title, postWords)).say(" [", w.word("Post"), "]")
	case programme:
		w.italic(w.title).say(" [", firstOf(w.genre, w.word("Broadcast")), "]")
	case thesis:
		w.italic(w.title).say(" [", w.dissertation("Doctoral dissertation", "Master’s thesis"))
		w.more(w.publisher)
		w.say("]")
	default:
		w.italic(w.title)
		var beside []string
		if w.kind == report {
			beside = append(beside, w.apaSeries())
		}
		if len(w.translated) > 0 {
			form := func(n data.Name, _ bool) string { return w.initialled(n, false) }
			label := w.list(w.translated, listing{and: " & ", serial: true, most: 20, few: 20}, form)
			if w.arabic {
				beside = append(beside, w.word("trans.")+" "+label)
			} else {
				beside = append(beside, label+", Trans.")
			}
		}
		beside = append(beside, w.editionWith("ed."))
		w.aside(beside...)
	}
}

// apaSeries is the number of a report: "Report No. 12".
func (w *writer) apaSeries() string {
	if w.arabic || w.number == "" || w.number[0] < '0' || w.number[0] > '9' {
		return w.series()
	}
	return strings.TrimLeft(w.genre+" No. "+w.number, " ")
}

// aside writes parts in parentheses, those that are empty left out.
func (w *writer) aside(parts ...string) {
	var filled []string
	for _, p := range parts {
		if p != "" {
			filled = append(filled, p)
		}
	}
	if len(filled) > 0 {
		w.say(" (", strings.Join(filled, map[bool]string{true: "؛ ", false: "; "}[w.arabic]), ")")
	}
}

// apaIn writes what the work is in, or who published it.
func (w *writer) apaIn() {
	switch w.kind {
	case paper, journal:
		w.italic(w.container)
		w.numbersIn()
	case chapter:
		w.say(w.word("In"), " ")
		if len(w.editors) > 0 {
			form := func(n data.Name, _ bool) string { return w.initialled(n, false) }
			w.say(w.list(w.editors, listing{and: " & ", serial: true, most: 20, few: 20}, form), " (", w.editing(len(w.editors), "Ed.", "Eds."), ")").comma()
		}
		w.italic(w.container)
		pages := ""
		if w.pages != "" {
			pages = w.pagesWith()
		}
		edition := w.editionWith("ed.")
		if edition != "" && pages != "" {
			edition, pages = edition+w.usage.comma+pages, ""
		}
		w.aside(edition, pages)
		w.next().say(w.publisher)
	case thesis:
	case programme:
		if w.container != "" {
			w.say(w.word("In"), " ").italic(w.container).next()
		}
		w.say(w.publisher)
	case page, post:
		if !w.byItself(w.container) {
			w.say(w.container)
		}
	default:
		if !w.byItself(w.publisher) {
			w.say(w.publisher)
		}
	}
}

// numbersIn writes volume, issue and pages: , 27(3), 37–42.
func (w *writer) numbersIn() {
	switch {
	case w.arabic:
		for _, n := range []struct{ word, number string }{{"vol.", w.volume}, {"no.", w.issue}} {
			if n.number != "" {
				w.comma().say(w.word(n.word), " ", w.num(n.number))
			}
		}
		if w.pages != "" {
			w.comma().say(w.pagesWith())
		}
		return
	case w.volume != "":
		w.comma()
		if w.style == APA {
			w.italic(w.volume)
		} else {
			w.say(w.volume)
		}
		if w.issue != "" {
			w.say("(", w.issue, ")")
		}
	case w.issue != "":
		w.comma().say("(", w.issue, ")")
	}
	switch {
	case w.pages == "":
	case w.style == Harvard:
		w.comma().say(w.pagesWith())
	default:
		w.comma().say(w.pageRange())
	}
}

// apaAddress writes the address; of a page without a date, when it was looked at.
func (w *writer) apaAddress() {
	if w.address == "" {
		w.runs = trimmed(w.runs)
		w.stop()
		return
	}
	w.runs = trimmed(w.runs)
	w.stop().say(" ")
	looked := w.date.IsZero() && w.issued == "" && !w.accessed.IsZero()
	switch {
	case w.arabic:
		w.say(w.word("Available at"), ": ", w.address)
		if looked {
			w.comma().say(w.word("Retrieved"), ": ", w.usage.dated(w.accessed, dayFirst, w.month, "ca.").full)
		}
	case looked:
		w.say("Retrieved ", w.usage.dated(w.accessed, monthFirst, w.month, "ca.").full, ", from ", w.address)
	default:
		w.say(w.address)
	}
}

// trimmed are runs without space at their end.
func trimmed(runs Text) Text {
	for n := len(runs); n > 0; n = len(runs) {
		runs[n-1].Text = strings.TrimRight(runs[n-1].Text, " ")
		if runs[n-1].Text != "" {
			return runs
		}
		runs = runs[:n-1]
	}
	return runs
}
