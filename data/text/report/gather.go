package report

// gathering joins passages into reports, each with what it has to do with those before it.
// What is the same is looked up, since an event may have thousands of passages.
type gathering struct {
	publishers, agencies map[string]int // the first passage of each
	alike                alike
	reports              []int // by passage: an earlier one of its report, or itself
}

// firstOf is the first passage with a name, i where it is that.
func firstOf(known map[string]int, name string, i int) int {
	j, ok := known[name]
	if !ok {
		known[name], j = i, i
	}
	return j
}

// reportOf is the first passage of the report that a passage is of.
func (g *gathering) reportOf(i int) int {
	for g.reports[i] != i {
		g.reports[i] = g.reports[g.reports[i]]
		i = g.reports[i]
	}
	return i
}

// join makes the reports of two passages one.
func (g *gathering) join(i, j int) {
	i, j = g.reportOf(i), g.reportOf(j)
	g.reports[max(i, j)] = min(i, j)
}

// alike finds earlier passages that have nearly the same words.
type alike struct {
	texts  map[string]int   // the first passage with exactly these words
	runs   map[uint64][]int // of those, by the runs of runLength words that they have
	words  []int            // by passage: how many it has
	first  []int            // by passage: the first one that has nearly its words, or itself
	shared []int            // by passage: how many runs the one at hand has, too; else 0
	sizes  []int            // by passage: how many different runs it has
}

// add adds passage i, calls join with each of those, and returns the first, i for none. Of
// passages with exactly the same words join is called with the first.
func (a *alike) add(i int, text string, words []uint64, join func(i, j int)) int {
	a.words[i], a.first[i], a.sizes = len(words), i, append(a.sizes, 0)
	if len(words) < fewest {
		return i
	}
	if j, ok := a.texts[text]; ok {
		join(i, j)
		return a.first[j]
	}
	a.texts[text] = i
	runs := hashedRuns(nil, words, runLength)
	a.sizes[i] = len(runs)
	var met []int
	for _, run := range runs {
		for _, j := range a.runs[run] {
			if a.shared[j] == 0 {
				met = append(met, j)
			}
			a.shared[j]++
		}
		a.runs[run] = append(a.runs[run], i)
	}
	for _, j := range met {
		shorter := a.sizes[i]
		if a.words[i] > a.words[j] {
			shorter = a.sizes[j]
		}
		if float64(a.shared[j]) >= nearly*float64(shorter) {
			join(i, j)
			a.first[i] = min(a.first[i], j)
		}
		a.shared[j] = 0
	}
	return a.first[i]
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
			case sources[k.first].Report != s.Report:
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
