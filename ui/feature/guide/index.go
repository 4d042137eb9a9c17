package guide

import (
	"slices"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/ui/command"
)

// index finds pages and headings.
type index struct {
	entries []command.Named
	names   [][]string
	said    [][]string // under each, in each language, folded
}

// newIndex makes the index of the pages in every language, which correspond; the first
// language is that of what is found.
func newIndex(all [][]page) *index {
	x := &index{}
	for i, p := range all[0] {
		x.add(all, i, -1, p.key, "")
		for j := range p.headings {
			x.add(all, i, j, p.key+"/"+strconv.Itoa(j), p.title)
		}
	}
	return x
}

// add adds a page, or a heading of it; -1 is none.
func (x *index) add(all [][]page, page, heading int, id, detail string) {
	var names, said []string
	for _, pages := range all {
		name, words := pages[page].section(heading)
		names, said = append(names, name), append(said, fold.String(words))
	}
	x.entries = append(x.entries, command.Named{ID: id, Names: names, Detail: detail, On: true})
	x.names, x.said = append(x.names, names), append(x.said, said)
}

// find is that of Feature.Finder.
func (x *index) find(words string) (found []command.Named) {
	typed := strings.Fields(fold.String(words))
	if len(typed) == 0 {
		return nil
	}
	named := map[int]bool{}
	for _, r := range command.Rank(words, x.names) {
		named[r.Place] = true
		found = append(found, x.entries[r.Place])
	}
	for i, said := range x.said {
		if !named[i] && slices.ContainsFunc(said, func(text string) bool { return hasAll(text, typed) }) {
			found = append(found, x.entries[i])
		}
	}
	return found
}

// shortest is how many letters are looked for in what is said.
const shortest = 3

// hasAll reports whether a folded text has all of some folded words, which may be parts
// of its own: Arabic writes "and" and "the" together with what follows.
func hasAll(text string, typed []string) bool {
	return !slices.ContainsFunc(typed, func(word string) bool {
		return len([]rune(word)) < shortest || !strings.Contains(text, word)
	})
}
