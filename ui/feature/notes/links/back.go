package links

import (
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/data/text/markup"
)

// ToNotes are the notes that link to others, by these, in their order.
func ToNotes(notes []data.Annotation) map[data.ID][]data.Annotation {
	to := map[data.ID][]data.Annotation{}
	for _, n := range notes {
		if len(n.Links) == 0 {
			continue
		}
		from := map[data.ID]bool{n.ID: true} // a note is not its own
		for _, l := range Kept(n.Text, n.Links) {
			if l.Note != (data.ID{}) && !from[l.Note] {
				from[l.Note] = true
				to[l.Note] = append(to[l.Note], n)
			}
		}
	}
	return to
}

// Back are the notes that link to an event or article, in their order: with a link that
// leads to it, or one that leads nowhere yet and has its title.
func Back(notes []data.Annotation, to data.Link) []data.Annotation {
	var back []data.Annotation
	title := fold.String(to.Text)
	for _, n := range notes {
		if !strings.Contains(n.Text, markup.Opening) {
			continue
		}
		for _, s := range markup.In(n.Text) {
			l := For(s.Words, n.Links)
			none := l == (data.Link{Text: s.Words})
			if l.Event == to.Event && l.Article == to.Article && l.Excerpt == to.Excerpt && !none || none && fold.String(s.Words) == title {
				back = append(back, n)
				break
			}
		}
	}
	return back
}
