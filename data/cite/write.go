package cite

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// writer is a citation being written.
type writer struct {
	source
	usage
	style Style
	runs  Text
}

// text is what was written.
func (w *writer) text() Text { return w.runs }

func (w *writer) put(text string, italic bool) {
	if text == "" {
		return
	}
	if n := len(w.runs); n > 0 && w.runs[n-1].Italic == italic {
		w.runs[n-1].Text += text
		return
	}
	w.runs = append(w.runs, Run{text, italic})
}

// say writes plain text, as it is.
func (w *writer) say(parts ...string) *writer { w.put(strings.Join(parts, ""), false); return w }

// italic writes a title in italics.
func (w *writer) italic(text string) *writer { w.put(text, true); return w }

// last is the last character that was written, within quotation marks if it is one, 0 for none.
func (w *writer) last() rune {
	if len(w.runs) == 0 {
		return 0
	}
	return lastRune(strings.TrimRight(w.runs[len(w.runs)-1].Text, "”’»"))
}

func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

// stop ends a part with a full stop, unless a mark does so already.
func (w *writer) stop() *writer {
	w.runs = trimmed(w.runs)
	switch w.last() {
	case 0, '.', '?', '!', '؟', '…':
	default:
		w.say(".")
	}
	return w
}

// next ends a part and begins another one.
func (w *writer) next() *writer {
	switch w.last() {
	case 0, ' ':
		return w
	}
	return w.stop().say(" ")
}

// comma divides two parts, unless one begins here.
func (w *writer) comma() *writer {
	switch w.last() {
	case 0, ' ', '(', '[':
		return w
	}
	return w.say(w.usage.comma)
}

// space divides two words, unless there is one already.
func (w *writer) space() *writer {
	switch w.last() {
	case 0, ' ', '(', '[':
		return w
	}
	return w.say(" ")
}

// inner are marks of quotation within those of a title.
var inner = strings.NewReplacer("“", "‘", "”", "’")

// quoted writes a title in quotation marks with the mark that follows: in English within
// double ones, else behind them. One that ends with a mark of its own takes no full stop.
func (w *writer) quoted(title, mark string) *writer {
	r := lastRune(title)
	ended := strings.ContainsRune("?!؟…", r) || mark == "." && r == '.'
	switch {
	case w.arabic:
		w.say("«", strings.NewReplacer("«", "“", "»", "”").Replace(title), "»")
		if !ended || mark != "." {
			w.say(strings.TrimSpace(w.mark(mark)))
		}
	case w.style == Harvard:
		w.say("‘", strings.NewReplacer("‘", "“", "’ ", "” ").Replace(title), "’", mark)
	case ended && mark == ".": // a comma is written all the same
		w.say("“", inner.Replace(title), "”")
	default:
		w.say("“", inner.Replace(title), mark, "”")
	}
	return w
}

// mark is a mark of English as the usage has it.
func (w *writer) mark(mark string) string {
	if mark == "," {
		return w.usage.comma
	}
	return mark
}

// pageRange is pages with the dash of ranges.
func (w *writer) pageRange() string {
	return w.num(strings.NewReplacer("--", "–", "-", "–").Replace(w.pages))
}

// pagesIn are pages as notes of Chicago have them; in Arabic behind a word.
func (w *writer) pagesIn() string {
	if w.arabic && w.pages != "" {
		return w.pagesWith()
	}
	return w.pageRange()
}

// pagesWith are pages behind p. or pp.
func (w *writer) pagesWith() string {
	word := "p."
	if strings.ContainsAny(w.pages, "-–,") {
		word = "pp."
	}
	return w.word(word) + " " + w.pageRange()
}

// ordinal is an edition as English counts: "2" is "2nd"; words stay.
func (w *writer) nth() string {
	n, err := strconv.Atoi(w.edition)
	switch {
	case w.arabic:
		return ""
	case err != nil:
		return w.edition
	case n%100 >= 11 && n%100 <= 13:
		return w.edition + "th"
	}
	return w.edition + map[int]string{1: "st", 2: "nd", 3: "rd"}[n%10] + map[bool]string{true: "th"}[n%10 == 0 || n%10 > 3]
}

// editionWith is an edition with the word of the style, "" for none and for the first.
func (w *writer) editionWith(word string) string {
	switch {
	case w.edition == "" || w.edition == "1":
		return ""
	case w.arabic:
		return w.word("edition") + " " + w.num(w.edition)
	}
	nth := w.nth()
	if strings.Contains(strings.ToLower(nth), "ed") { // "revised edition"
		return nth
	}
	return nth + " " + word
}

// dissertation is what a thesis is, in the words of a style for doctors' and masters'.
func (w *writer) dissertation(doctor, master string) string {
	switch genre := strings.ToLower(w.genre); {
	case genre == "":
		return w.word("Thesis")
	case strings.Contains(genre, "phd") || strings.Contains(genre, "doctor"):
		return w.word(doctor)
	case strings.Contains(genre, "master") || strings.Contains(genre, "ma thesis") || strings.Contains(genre, "msc"):
		return w.word(master)
	}
	return w.genre
}

// series is the number of a report: "Working Paper 12".
func (w *writer) series() string {
	switch {
	case w.number == "":
		return ""
	case w.genre == "":
		return w.word("no.") + " " + w.num(w.number)
	}
	return w.genre + " " + w.num(w.number)
}

// shortened is the text of a post: its first words.
func shortened(text string, most int) string {
	words := strings.Fields(text)
	if len(words) <= most {
		return text
	}
	return strings.Join(words[:most], " ") + "…"
}

// opening is words of the program's own, with a capital where a part begins.
func (w *writer) opening(words string) string {
	if words == "" || !w.begins() {
		return words
	}
	r, n := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(r)) + words[n:]
}

// part writes a part that ends with a full stop, more one behind a comma; neither where it
// is empty.
func (w *writer) part(text string) {
	if text != "" {
		w.say(text).next()
	}
}

func (w *writer) more(text string) {
	if text != "" {
		w.comma().say(text)
	}
}

// colon stands in Arabic where English has a space.
func (w *writer) colon() string {
	if w.arabic {
		return ": "
	}
	return " "
}

func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
