package report

import (
	"cmp"
	"slices"
)

// none takes the place of an agency or of words that are not compared.
const none = -1

// features are what a passage has to do with others by, each a number that those which
// agree in it share.
type features struct{ publisher, agency, text int }

// gathering divides passages into reports. What is the same is looked up, since an event may
// have thousands of passages.
type gathering struct {
	publishers, agencies map[string]int
	alike                alike
	passages             []features
	counted              map[features]int // passages that have some of these, none for any
}

// numberOf is the number of a name, the next one where it is new.
func numberOf(known map[string]int, name string) int {
	n, ok := known[name]
	if !ok {
		n = len(known)
		known[name] = n
	}
	return n
}

// add adds the next passage, with its words in one line and the hash of each.
func (g *gathering) add(p Passage, text string, words []uint64) {
	if g.counted == nil {
		g.publishers, g.agencies, g.counted = map[string]int{}, map[string]int{}, map[features]int{}
	}
	f := features{numberOf(g.publishers, key(p.Publisher)), none, g.alike.add(text, words)}
	if agency := agencyOf(p); agency != "" {
		f.agency = numberOf(g.agencies, agency)
	}
	g.passages = append(g.passages, f)
	for _, publisher := range []int{f.publisher, none} {
		g.counted[features{publisher, none, none}]++
		if f.agency != none {
			g.counted[features{publisher, f.agency, none}]++
		}
		if f.text != none {
			g.counted[features{publisher, none, f.text}]++
		}
		if f.agency != none && f.text != none {
			g.counted[features{publisher, f.agency, f.text}]++
		}
	}
}

// others is how many passages one with such features has to do with, itself too.
func (g *gathering) others(f features) int {
	// of those with such words, or any, how many are of the publisher or the agency
	of := func(text int) int {
		n := g.counted[features{f.publisher, none, text}]
		if f.agency != none {
			n += g.counted[features{none, f.agency, text}] - g.counted[features{f.publisher, f.agency, text}]
		}
		return n
	}
	n := of(none)
	for _, text := range g.alike.near(f.text) {
		n += g.counted[features{none, none, text}] - of(text)
	}
	return n
}

// divide says of each passage what it is. Those that have to do with the fewest others are
// taken for reports first, of those the earlier ones: so one that joins many does not hide
// them, and there are two reports wherever two passages have nothing to do with each other.
func (g *gathering) divide(out []Source) {
	order, others := make([]int, len(out)), make([]int, len(out))
	for i, f := range g.passages {
		order[i], others[i] = i, g.others(f)
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(cmp.Compare(others[i], others[j]), cmp.Compare(i, j)) })
	by := map[features]int{} // the report that has one of these
	for _, i := range order {
		f := g.passages[i]
		s := Source{Of: i, Quotes: none}
		follow := func(why Why, has features) {
			if j, ok := by[has]; ok && (s.Why != why || j < s.Of) {
				s.Why, s.Of = why, j
			}
		}
		publisher, agency := features{f.publisher, none, none}, features{none, f.agency, none}
		follow(SamePublisher, publisher)
		if f.agency != none {
			follow(SameAgency, agency)
		}
		for _, text := range g.alike.near(f.text) {
			follow(SameWords, features{none, none, text})
		}
		if out[i] = s; s.Why != Own {
			continue
		}
		by[publisher] = i
		if f.agency != none {
			by[agency] = i
		}
		if f.text != none {
			by[features{none, none, f.text}] = i
		}
	}
}

// alike finds texts that have nearly the same words.
type alike struct {
	texts  map[string]int   // their numbers
	runs   map[uint64][]int // the texts by the runs of runLength words that they have
	words  []int            // by text: how many it has
	sizes  []int            // by text: how many different runs it has
	nearby [][]int          // by text: those that have nearly its words, itself first
	shared []int            // by text: how many runs the one at hand has, too; else 0
}

// add returns the number of a text, none for one that is too short to be compared.
func (a *alike) add(text string, words []uint64) int {
	if len(words) < fewest {
		return none
	}
	if a.texts == nil {
		a.texts, a.runs = map[string]int{}, map[uint64][]int{}
	}
	if known, ok := a.texts[text]; ok {
		return known
	}
	n, runs := len(a.words), hashedRuns(nil, words, runLength)
	a.texts[text] = n
	a.words, a.sizes = append(a.words, len(words)), append(a.sizes, len(runs))
	a.nearby, a.shared = append(a.nearby, []int{n}), append(a.shared, 0)
	var met []int
	for _, run := range runs {
		for _, other := range a.runs[run] {
			if a.shared[other] == 0 {
				met = append(met, other)
			}
			a.shared[other]++
		}
		a.runs[run] = append(a.runs[run], n)
	}
	for _, other := range met {
		shorter := a.sizes[n]
		if a.words[n] > a.words[other] {
			shorter = a.sizes[other]
		}
		if float64(a.shared[other]) >= nearly*float64(shorter) {
			a.nearby[n], a.nearby[other] = append(a.nearby[n], other), append(a.nearby[other], n)
		}
		a.shared[other] = 0
	}
	return n
}

// near are the texts that have nearly the words of one, itself first.
func (a *alike) near(text int) []int {
	if text == none {
		return nil
	}
	return a.nearby[text]
}

// quotes says of passages which earlier one of another report they have quoted words in a
// row of. words are those of each.
func quotes(sources []Source, words [][]uint64) {
	type said struct{ first, other int } // the first passage with a run, and the first of another report, -1 for none
	known := map[uint64]said{}
	for i := range sources {
		s := &sources[i]
		for _, run := range hashedRuns(nil, words[i], quoted) {
			k, ok := known[run]
			switch {
			case !ok:
				known[run] = said{i, -1}
				continue
			case sources[k.first].Of != s.Of:
				if k.other < 0 {
					known[run] = said{k.first, i}
				}
				k.other = k.first
			}
			if k.other >= 0 && (s.Quotes < 0 || k.other < s.Quotes) {
				s.Quotes = k.other
			}
		}
	}
}
