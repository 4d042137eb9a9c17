package search

import (
	"slices"
	"strings"

	"tarikh.org/tarikh/data/text/query"
)

// maxWords bounds how many words of a query are looked up: of a text that was
// pasted into the search field the first will do.
const maxWords = 24

// match is the words of a query as an FTS5 expression. Without words that must be
// there, those that must not are apart: FTS5 knows no "not" of its own.
type match struct {
	text string // "" if no word must be there
	not  string // what must not be there; "" if text says so, or there is none
}

func matchOf(q query.Query) match {
	var must, not []string
	for _, t := range q.Terms {
		if t.Field != query.Words || len(must)+len(not) == maxWords {
			continue
		}
		text := expression(t.Pattern())
		switch {
		case text == "":
		case t.Not:
			not = append(not, text)
		default:
			must = append(must, text)
		}
	}
	m := match{text: strings.Join(must, " AND "), not: strings.Join(not, " OR ")}
	if m.text != "" && m.not != "" {
		m = match{text: "(" + m.text + ") NOT (" + m.not + ")"}
	}
	return m
}

// beginsWithOther reports whether what begins with a word begins with one of some
// others, so that it need not be looked up.
func beginsWithOther(word string, others []string) bool {
	return slices.ContainsFunc(others, func(o string) bool { return strings.HasPrefix(word, o) })
}

// expression is what one pattern is found by; "" for one without words.
func expression(p query.Pattern) string {
	if len(p.Phrase) == 0 {
		return ""
	}
	rest := strings.Join(p.Phrase[1:], " ")
	star := ""
	if p.Prefix && rest != "" {
		star = "*"
	}
	var words []string
	add := func(form, star string) {
		words = append(words, `"`+strings.TrimSpace(form+" "+rest)+`"`+star)
	}
	for i, form := range p.Beginnings {
		if !beginsWithOther(form, slices.Delete(slices.Clone(p.Beginnings), i, i+1)) {
			add(form, "*")
		}
	}
	for _, form := range p.Forms {
		if !beginsWithOther(form, p.Beginnings) {
			add(form, star)
		}
	}
	text := "f : (" + strings.Join(words, " OR ") + ")"
	for _, stem := range p.Stems {
		text += ` OR "` + stem + `"`
	}
	return "(" + text + ")"
}
