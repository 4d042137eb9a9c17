package postgres

import (
	"fmt"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/text/query"
)

// maxWords bounds how many words of a query are looked up: of a text that was pasted into
// the search field the first will do.
const maxWords = 24

// match is the words of a query, each as a tsquery.
type match struct{ must, not []string }

func matchOf(asked []query.Asked) (m match) {
	for _, a := range asked[:min(len(asked), maxWords)] {
		if a.Not {
			m.not = append(m.not, expression(a.Pattern))
		} else {
			m.must = append(m.must, expression(a.Pattern))
		}
	}
	return m
}

// empty reports whether no words are asked for.
func (m match) empty() bool { return len(m.must)+len(m.not) == 0 }

// all is the tsquery of rows that have all that must be there and nothing that must not.
func (m match) all() string {
	all := strings.Join(m.must, " & ")
	if len(m.not) > 0 {
		all += " & !" + m.none()
	}
	return all
}

// none is what must not be there.
func (m match) none() string { return "(" + strings.Join(m.not, " | ") + ")" }

// beginsWithOther reports whether what begins with a word begins with one of some others.
func beginsWithOther(word string, others []string) bool {
	return slices.ContainsFunc(others, func(o string) bool { return strings.HasPrefix(word, o) })
}

// expression is the tsquery that finds one pattern.
func expression(p query.Pattern) string {
	if len(p.Near) > 0 {
		return "(" + strings.Join(nearPhrases(p.Near), " | ") + ")"
	}
	rest := p.Phrase[1:]
	var all []string
	add := func(first string, goesOn bool) { all = append(all, phrase(append([]string{first}, rest...), goesOn)) }
	for i, form := range p.Beginnings {
		if !beginsWithOther(form, slices.Delete(slices.Clone(p.Beginnings), i, i+1)) {
			add(form, true)
		}
	}
	for _, form := range p.Forms {
		if !beginsWithOther(form, p.Beginnings) {
			add(form, p.Prefix && len(rest) > 0)
		}
	}
	// A key may be the word itself.
	for _, key := range append(slices.Clip(p.Keys), p.Month) {
		if key != "" {
			all = append(all, quoted(lexeme(key)), quoted(keyMark+lexeme(key)))
		}
	}
	return "(" + strings.Join(all, " | ") + ")"
}

// phrase is a tsquery of words that are side by side; the last one may go on.
func phrase(words []string, goesOn bool) string {
	quotedWords := make([]string, len(words))
	for i, w := range words {
		quotedWords[i] = quoted(lexeme(w))
	}
	if goesOn {
		quotedWords[len(words)-1] += ":*"
	}
	return "(" + strings.Join(quotedWords, " <-> ") + ")"
}

// nearPhrases are phrases with gaps: one of each group, in any order, so that at most
// query.NearWords words are between the first and the last.
func nearPhrases(groups [][][]string) (out []string) {
	byLength := make([][]nearGroup, len(groups))
	for i, group := range groups {
		lengths := map[int][]string{}
		for _, words := range group {
			lengths[len(words)] = append(lengths[len(words)], phrase(words, false))
		}
		for length := 1; length <= 8; length++ {
			if its := lengths[length]; its != nil {
				byLength[i] = append(byLength[i], nearGroup{"(" + strings.Join(its, " | ") + ")", length})
			}
		}
	}
	var chosen func(left [][]nearGroup, so string, used int)
	chosen = func(left [][]nearGroup, so string, used int) {
		if len(left) == 0 {
			out = append(out, "("+so+")")
			return
		}
		for i, group := range left {
			others := slices.Delete(slices.Clone(left), i, i+1)
			for _, g := range group {
				if so == "" {
					chosen(others, g.text, 0)
					continue
				}
				inner := 0
				if len(others) > 0 { // not the last one: its words are between
					inner = g.length
				}
				for gap := 0; used+gap+inner <= query.NearWords; gap++ {
					chosen(others, fmt.Sprintf("%s <%d> %s", so, gap+1, g.text), used+gap+inner)
				}
			}
		}
	}
	chosen(byLength, "", 0)
	return out
}

// nearGroup are phrases of a length, as a tsquery.
type nearGroup struct {
	text   string
	length int
}
