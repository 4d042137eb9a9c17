package works

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/cite"
	"tarikh.org/tarikh/data/exchange/form"
)

// Entry is an article as an entry of a list of references.
type Entry struct {
	data.Article
	Key     string // by which it is cited, of its own
	Authors []data.Name
	Notes   []string // on the whole of it
}

// Entries are the articles that report the events that are taken, and those that report none. lost are the parts of
// what is taken that no such list has.
func Entries(from form.Taken) (entries []Entry, lost form.Dropped) {
	from = from.WithOthers()
	keys := keysOf(from.Articles)
	notes := map[data.ID][]string{}
	for _, n := range from.Notes {
		if n.Article == (data.ID{}) || n.Event != (data.ID{}) || n.Anchor.Exact != "" || n.Text == "" {
			lost.Lose(form.LosesNotes, 1)
			continue
		}
		notes[n.Article] = append(notes[n.Article], n.Text)
	}
	for _, a := range from.Articles {
		if a.Text != "" {
			lost.Lose(form.LosesArticles, 1)
		}
		entries = append(entries, Entry{Article: a, Key: keys[a.ID], Authors: cite.Authors(a), Notes: notes[a.ID]})
	}
	lost.Lose(form.LosesEvents, len(from.Events))
	for _, e := range from.Events {
		lost.Lose(form.LosesExcerpts, len(e.Excerpts))
	}
	return entries, lost
}

// Loses are what no list of references has a place for.
func Loses() []string {
	return []string{form.LosesEvents, form.LosesExcerpts, form.LosesArticles, form.LosesNotes, form.LosesCertainty}
}
