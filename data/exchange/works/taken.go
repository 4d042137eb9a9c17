package works

import (
	"strings"

	"tarikh.org/tarikh/data"
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
		entries = append(entries, Entry{Article: a, Key: keys[a.ID], Authors: AuthorsOf(a), Notes: notes[a.ID]})
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

// AuthorsOf are the people who wrote an article; a byline is divided at commas and "and",
// each name whole.
func AuthorsOf(a data.Article) []data.Name {
	if len(a.Citation.Authors) > 0 {
		return a.Citation.Authors
	}
	var names []data.Name
	for _, part := range strings.FieldsFunc(byline.Replace(form.Line(a.Byline)), func(r rune) bool { return strings.ContainsRune(",،;؛\n", r) }) {
		if part = form.Line(part); part != "" {
			names = append(names, data.Name{Literal: part})
		}
	}
	return names
}

var byline = strings.NewReplacer(" and ", "\n", " & ", "\n")

// TypeOf is the type of an article; one that does not say it is a page of the web, or an
// article of a newspaper where it has no address, but a publisher.
func TypeOf(a data.Article) string {
	switch {
	case a.Citation.Type != "":
		return a.Citation.Type
	case a.URL != "":
		return "webpage"
	case a.Publisher != "":
		return "article-newspaper"
	}
	return "document"
}

// InOf is what a work is in, and the publisher beside that: the name of a newspaper or a
// site is both in an article that was not read from a list.
func InOf(a data.Article) (container, publisher string) {
	container, publisher = form.Line(a.Citation.Container), form.Line(a.Publisher)
	if periodical(TypeOf(a)) {
		if container == "" {
			return publisher, ""
		}
		if publisher == container {
			return container, ""
		}
	}
	return container, publisher
}
