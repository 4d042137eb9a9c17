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
	FactCountry FactKind = iota
	FactName             // of a person or a body
	FactTown             // a place that is no country
	FactFigure           // an exact one
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
	group    int
	arabic   bool
	articles int          // copies counted once
	facts    map[Fact]int // by how many of them
}

// bilingual are the facts of the days that passages in two scripts name.
type bilingual struct {
	days map[int64][][]Fact
	on   map[Fact]int // on how many of these days a fact is told
}

// bilingually finds the facts of days. find may be nil.
func bilingually(order []ranked, days map[int64][]Report, find Facts) bilingual {
	b := bilingual{days: map[int64][][]Fact{}, on: map[Fact]int{}}
	if find == nil {
		return b
	}
	arabic := func(r Report) bool { return r.arabic }
	for _, r := range order {
		reports := days[r.day]
		if !slices.ContainsFunc(reports, arabic) || !slices.ContainsFunc(reports, func(r Report) bool { return !r.arabic }) {
			continue
		}
		facts := find(reports)
		b.days[r.day] = facts
		seen := map[Fact]bool{}
		for _, all := range facts {
			for _, f := range all {
				if !seen[f] {
					seen[f] = true
					b.on[f]++
				}
			}
		}
	}
	return b
}

// across joins groups of passages of one day whose words are in other scripts: an event
// that Arabic and other articles report shares no stems. Two groups are one where they share
// enough facts, tell no other figure of the same thing, and where neither shares as much
// with a third; what most articles of each script report is one already where both say
// something that is told on few other days. at is the group of each passage, and changed;
// returned are the facts by the groups that were joined.
func (b bilingual) across(sources []Source, reports []Report, at []int, day int64) map[int][]Fact {
	facts := b.days[day]
	if facts == nil {
		return nil
	}
	groups := groupsOf(sources, reports, facts, at)
	matches := map[int][]int{}
	shared := map[[2]int][]Fact{}
	match := func(x, y told, facts []Fact) {
		if facts != nil {
			matches[x.group], matches[y.group] = append(matches[x.group], y.group), append(matches[y.group], x.group)
			shared[[2]int{x.group, y.group}] = facts
		}
	}
	for _, x := range groups {
		for _, y := range groups {
			if x.arabic && !y.arabic {
				match(x, y, same(x, y))
			}
		}
	}
	if x, y := chief(groups, true), chief(groups, false); x.articles > 0 && y.articles > 0 && matches[x.group] == nil && matches[y.group] == nil {
		match(x, y, b.peculiar(x, y))
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

// chief is what most articles of a script report on a day: at least three of them, and half
// of all; a zero told where that is nothing.
func chief(groups []told, arabic bool) told {
	var most told
	all := 0
	for _, g := range groups {
		if g.arabic != arabic {
			continue
		}
		all += g.articles
		if g.articles > most.articles {
			most = g
		}
	}
	if most.articles < further || 2*most.articles < all {
		return told{}
	}
	return most
}

// peculiar are the facts that two articles of each group tell and that are told on few days: a
// fifth of those in both scripts. nil where there are none, or the groups contradict each
// other.
func (b bilingual) peculiar(x, y told) []Fact {
	const articles, days = 2, 5
	if contradict(x, y) {
		return nil
	}
	var facts []Fact
	for f, n := range x.facts {
		if n >= articles && y.facts[f] >= articles && b.on[f] <= len(b.days)/days {
			facts = append(facts, f)
		}
	}
	sortFacts(facts)
	return facts
}

// groupsOf are the groups with their facts and the script of most of their passages.
func groupsOf(sources []Source, reports []Report, facts [][]Fact, at []int) []told {
	type voice struct {
		fact Fact
		copy int
	}
	by := map[int]*told{}
	most := map[int]int{}
	heard, articles := map[int]map[voice]bool{}, map[int]map[int]bool{}
	for i, g := range at {
		if by[g] == nil {
			by[g], heard[g], articles[g] = &told{group: g, facts: map[Fact]int{}}, map[voice]bool{}, map[int]bool{}
		}
		c := sources[reports[i].Source].Copy
		articles[g][c] = true
		for _, f := range facts[i] {
			if v := (voice{f, c}); !heard[g][v] {
				heard[g][v] = true
				by[g].facts[f]++
			}
		}
		if most[g]--; reports[i].arabic {
			most[g] += 2
		}
	}
	out := make([]told, 0, len(by))
	for g, t := range by {
		t.arabic, t.articles = most[g] > 0, len(articles[g])
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b told) int { return a.group - b.group })
	return out
}

// same are the facts by which two groups report one event, nil where they do not: a figure
// with a town, a name or another figure; two names with a town; or three names. Countries
// are no such facts: many events are in one.
func same(a, b told) []Fact {
	if contradict(a, b) {
		return nil
	}
	var n [FactFigure + 1]int
	var shared []Fact
	for f := range a.facts {
		if b.facts[f] > 0 && f.Kind != FactCountry {
			shared = append(shared, f)
			n[f.Kind]++
		}
	}
	names, towns, figures := n[FactName], n[FactTown], n[FactFigure]
	if figures > 0 && figures+names+towns > 1 || names >= 2 && towns > 0 || names >= 3 {
		sortFacts(shared)
		return shared
	}
	return nil
}

// contradict reports whether two groups tell figures of the same thing, and none that both
// tell.
func contradict(a, b told) bool {
	other, equal := map[string]bool{}, map[string]bool{}
	for f := range b.facts {
		if f.Kind == FactFigure {
			other[f.Key] = true
		}
	}
	for f := range a.facts {
		equal[f.Key] = equal[f.Key] || f.Kind == FactFigure && b.facts[f] > 0
	}
	for f := range a.facts {
		if f.Kind == FactFigure && other[f.Key] && !equal[f.Key] {
			return true
		}
	}
	return false
}

// sortFacts puts the facts that tell most first.
func sortFacts(facts []Fact) {
	slices.SortFunc(facts, func(a, b Fact) int {
		return cmp.Or(int(b.Kind)-int(a.Kind), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Value, b.Value))
	})
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
