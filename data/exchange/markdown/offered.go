package markdown

import (
	"path"
	"regexp"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/offer"
)

// picture is one in a note, as Markdown has it and as Obsidian does; what is written here has a
// line below it with its caption, and one with who made it.
var (
	inNote  = regexp.MustCompile(`!\[((?:[^\]\\]|\\.)*)\]\((?:<([^>\n]+)>|([^)\s]+))[^)\n]*\)(?:\n\*([^\n]+)\*)?(?:\n— ([^\n]+))?`)
	inVault = regexp.MustCompile(`!\[\[([^\]|#\n]+)[^\]\n]*\]\]`)
)

// mostShown is how many pictures of one note are looked for.
const mostShown = 200

// named is a picture that a note names by the path of its file, from the folder of the note.
func named(note, file string) (form.Named, bool) {
	file = strings.Trim(file, "[]! ")
	if file, _, _ = strings.Cut(file, "|"); !offer.IsNamed(file) {
		return form.Named{}, false
	}
	if !strings.HasPrefix(file, "/") {
		file = path.Join(path.Dir(note), file)
	}
	return form.Named{File: strings.TrimPrefix(file, "/"), Where: form.Place{Path: note}}, true
}

// shownIn are the pictures of a text in a note.
func shownIn(note, text string) (all []form.Named) {
	for _, m := range inNote.FindAllStringSubmatch(text, mostShown) {
		n, ok := named(note, m[2]+m[3])
		if !ok {
			continue
		}
		n.Picture = data.Picture{Alt: form.Line(unescaped(m[1])), Caption: unescaped(m[4]), Credit: form.Line(unescaped(m[5]))}
		all = append(all, n)
	}
	for _, m := range inVault.FindAllStringSubmatch(text, mostShown) {
		if n, ok := named(note, m[1]); ok {
			all = append(all, n)
		}
	}
	return all
}

// illustrate names the pictures in the text of a note: its first event's, else those of the
// article that it is.
func (v *vault) illustrate(l linked, body string) {
	for _, n := range shownIn(l.path, body) {
		switch {
		case len(l.events) > 0:
			n.Event = l.events[0].ID
		case l.article != (data.ID{}):
			n.Article = l.article
		default:
			continue
		}
		v.doc.Named = append(v.doc.Named, n)
	}
}
