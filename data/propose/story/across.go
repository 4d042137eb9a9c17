package story

import (
	"cmp"
	"slices"
	"unicode"
)

// FactKind is what a fact is about.
type FactKind uint8

// The kinds.
const (
	FactName   FactKind = iota // of a person or a body
	FactTown                   // a place that is no country
	FactFigure                 // an exact one
)

// Fact is something that a passage says in any language.
type Fact struct {
	Kind  FactKind
	Key   string // of a name or a place, whatever the script; what a figure is of
	Value string // of a figure
}

// Facts finds what passages of one day say, by passage.
type Facts func(reports []Report) [][]Fact

// told is what a group of passages says, in one script.
type told struct {
	group  int
	arabic bool
	facts  map[Fact]bool
}

// across joins groups of passages of one day whose words are in other scripts: an event
// that Arabic and other articles report shares no stems. Two groups are one where they share
// enough facts, tell no other figure of the same thing, and where neither shares as much
// with a third. at is the group of each passage, and changed; returned are the facts by the
// groups that were joined.
func across(reports []Report, at []int, find Facts) map[int][]Fact {
	arabic := make([]bool, len(reports))
	for i, r := range reports {
		arabic[i] = r.arabic
	}
	if find == nil || !slices.Contains(arabic, true) || !slices.Contains(arabic, false) {
		return nil
	}
	groups := groupsOf(find(reports), arabic, at)
	matches := map[int][]int{}
	shared := map[[2]int][]Fact{}
	for _, a := range groups {
		for _, b := range groups {
			if !a.arabic || b.arabic {
				continue
			}
			if facts := same(a, b); facts != nil {
				matches[a.group], matches[b.group] = append(matches[a.group], b.group), append(matches[b.group], a.group)
				shared[[2]int{a.group, b.group}] = facts
			}
		}
	}
	joined := map[int][]Fact{}
	for pair, facts := range shared {
		if len(matches[pair[0]]) > 1 || len(matches[pair[1]]) > 1 {
			continue // nobody knows which
		}
		joined[pair[1]] = facts
		for i, g := range at {
			if g == pair[0] {
				at[i] = pair[1]
			}
		}
	}
	return joined
}

// groupsOf are the groups with their facts and the script of most of their passages.
func groupsOf(facts [][]Fact, arabic []bool, at []int) []told {
	by := map[int]*told{}
	most := map[int]int{}
	for i, g := range at {
		if by[g] == nil {
			by[g] = &told{group: g, facts: map[Fact]bool{}}
		}
		for _, f := range facts[i] {
			by[g].facts[f] = true
		}
		if most[g]--; arabic[i] {
			most[g] += 2
		}
	}
	out := make([]told, 0, len(by))
	for g, t := range by {
		t.arabic = most[g] > 0
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b told) int { return a.group - b.group })
	return out
}

// same are the facts by which two groups report one event, nil where they do not: a figure
// with a town, a name or another figure; two names with a town; or three names. A figure of
// the same thing that no passage of the other group tells speaks against it.
func same(a, b told) []Fact {
	var n [FactFigure + 1]int
	var shared []Fact
	subjects := [2]map[string]bool{{}, {}}
	equal := map[string]bool{}
	for f := range b.facts {
		if f.Kind == FactFigure {
			subjects[1][f.Key] = true
		}
	}
	for f := range a.facts {
		if f.Kind == FactFigure {
			subjects[0][f.Key] = true
		}
		if b.facts[f] {
			shared = append(shared, f)
			n[f.Kind]++
			equal[f.Key] = equal[f.Key] || f.Kind == FactFigure
		}
	}
	for subject := range subjects[0] {
		if subjects[1][subject] && !equal[subject] {
			return nil
		}
	}
	names, towns, figures := n[FactName], n[FactTown], n[FactFigure]
	if figures > 0 && figures+names+towns > 1 || names >= 2 && towns > 0 || names >= 3 {
		slices.SortFunc(shared, func(a, b Fact) int {
			return cmp.Or(int(b.Kind)-int(a.Kind), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Value, b.Value))
		})
		return shared
	}
	return nil
}

// inArabic reports whether most letters of a text are Arabic.
func inArabic(text string) bool {
	n := 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Arabic, r):
			n++
		case unicode.IsLetter(r):
			n--
		}
	}
	return n > 0
}
