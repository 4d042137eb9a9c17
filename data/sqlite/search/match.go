package search

import (
	"fmt"
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

func matchOf(asked []query.Asked) match {
	var must, not []string
	for _, a := range asked {
		if len(must)+len(not) == maxWords {
			break
		}
		if text := expression(a.Pattern); a.Not {
			not = append(not, text)
		} else {
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

// expression is what one pattern is found by.
func expression(p query.Pattern) string {
	if len(p.Near) > 0 {
		return "f : (" + strings.Join(nearGroups(p.Near, nil), " OR ") + ")"
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
	var all []string
	if len(words) > 0 {
		all = append(all, "f : ("+strings.Join(words, " OR ")+")")
	}
	for _, key := range p.Keys {
		all = append(all, `"`+key+`"`)
	}
	if p.Month != "" {
		all = append(all, `"`+p.Month+`"`)
	}
	return "(" + strings.Join(all, " OR ") + ")"
}

// nearGroups are FTS5's groups of one phrase from each of some groups, after those chosen.
func nearGroups(groups [][][]string, chosen []string) (out []string) {
	if len(groups) == 0 {
		return []string{fmt.Sprintf("NEAR(%s, %d)", strings.Join(chosen, " "), query.NearWords)}
	}
	for _, phrase := range groups[0] {
		out = append(out, nearGroups(groups[1:], append(slices.Clip(chosen), `"`+strings.Join(phrase, " ")+`"`))...)
	}
	return out
}
