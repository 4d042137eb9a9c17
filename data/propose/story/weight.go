package story

import (
	"cmp"
	"math"
	"slices"
)

// What an article adds to a day that it names. The figures are round: what they are exactly
// changes little.
const (
	later   = 0.3  // for each unit of ln(1 + days) from the day to the article
	spelled = 0.5  // where it names day and month, not just a weekday or "yesterday"
	ahead   = 0.5  // in place of 1, where it is older than the day: what is announced may not happen
	again   = 0.75 // of its weight, where a weightier one was published on the same day: they share their news
)

// ranked is how much a day counts.
type ranked struct {
	day    int64
	weight float64
	named  int  // the articles that name it, copies counted once
	lead   bool // it is the first that one of them names
}

// rank is how much a day counts, by the reports that name it.
func rank(sources []Source, reports []Report, day int64, about matter) ranked {
	type article struct {
		weight    float64
		published int64
		known     bool
	}
	r := ranked{day: day}
	at := map[int]int{} // by the copies
	var articles []article
	for _, report := range reports {
		r.lead = r.lead || report.lead
		s := sources[report.Source]
		i, seen := at[s.Copy]
		if !seen {
			i = len(articles)
			at[s.Copy], articles = i, append(articles, article{})
		}
		published, known := s.day()
		if w := weigh(report, published-day, known) * about.relevance(report); w > articles[i].weight || !seen {
			articles[i] = article{w, published, known}
		}
	}
	r.named = len(articles)
	slices.SortFunc(articles, func(a, b article) int { return cmp.Compare(b.weight, a.weight) })
	heard := map[int64]bool{}
	for _, a := range articles {
		if heard[a.published] && a.known {
			a.weight *= again
		}
		heard[a.published] = true
		r.weight += a.weight
	}
	return r
}

// weigh is what a report adds to its day, of an article that was published some days later;
// known says whether it is known when.
func weigh(r Report, days int64, known bool) float64 {
	w := 1.0
	switch {
	case known && days < 0:
		w = ahead
	case known:
		w += later * math.Log1p(float64(days))
	}
	if r.Spelled() {
		w += spelled
	}
	return w
}

// matter is what articles are about together: by stem, how many of them have it, copies
// counted once. An article among them about something else, and a passage that
// leads away from the matter, share few stems with the others.
type matter struct {
	articles map[string]int
	length   float64 // of the vector of all
	own      []int   // by source: the sum for the stems of its reports
	stems    []int   // by source: how many those are
}

// about finds what the reports of sources are about together.
func about(sources []Source, days map[int64][]Report) matter {
	m := matter{articles: map[string]int{}, own: make([]int, len(sources)), stems: make([]int, len(sources))}
	words, counted := make([]map[string]float64, len(sources)), make([]map[string]bool, len(sources))
	for i := range sources {
		words[i], counted[i] = map[string]float64{}, map[string]bool{}
	}
	for _, reports := range days {
		for _, r := range reports {
			for w, x := range r.words {
				words[r.Source][w] = x
				if once := counted[sources[r.Source].Copy]; !once[w] {
					once[w] = true
					m.articles[w]++
				}
			}
		}
	}
	squares := 0
	for _, n := range m.articles {
		squares += n * n
	}
	m.length = math.Sqrt(float64(squares))
	for i := range sources {
		m.own[i], m.stems[i] = m.sum(words[i]), len(words[i])
	}
	return m
}

// sum is in how many articles stems are, together.
func (m matter) sum(stems map[string]float64) int {
	n := 0
	for w := range stems {
		n += m.articles[w]
	}
	return n
}

// relevance is how much a report is about the matter, 0 to 1: the cosines of its article and
// of its passage with what all articles are about, damped.
func (m matter) relevance(r Report) float64 {
	if len(r.words) == 0 {
		return 0
	}
	article := float64(m.own[r.Source]) / (m.length * math.Sqrt(float64(m.stems[r.Source])))
	passage := float64(m.sum(r.words)) / (m.length * math.Sqrt(float64(len(r.words))))
	return math.Sqrt(math.Sqrt(article * passage))
}
