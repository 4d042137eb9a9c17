package story

import (
	"cmp"
	"slices"

	"tarikh.org/tarikh/data/propose"
)

// Two passages of a day report one event where they share so many stems, and such a share
// of those of the shorter one.
const (
	sharedStems = 3
	sharedPart  = 1.0 / 3
)

// words are the stems of a passage that tell it from others.
func words(text string) map[string]bool { return propose.Stems(text, "") }

func alike(a, b map[string]bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n >= sharedStems && float64(n) >= sharedPart*float64(len(a))
}

// joins is the least share of the pairs of two groups that are alike, by which these are one.
const joins = 0.4

// mostGrouped is how many passages of a day are compared with each other; each further one
// joins the group that it is most like.
const mostGrouped = 600

// group divides passages by what they report: the two groups of which the largest share of
// pairs is alike become one, again and again (average linkage). It returns the group of
// each.
func group(reports []Report) []int {
	n := min(len(reports), mostGrouped)
	at := make([]int, len(reports))
	size := make([]int, n)
	pairs := make([][]int, n) // alike, between groups; nil for a group that is part of another
	for i := range n {
		at[i], size[i], pairs[i] = i, 1, make([]int, n)
		for j := range i {
			if alike(reports[i].words, reports[j].words) {
				pairs[i][j], pairs[j][i] = 1, 1
			}
		}
	}
	share := func(i, j int) float64 {
		if i < 0 || j < 0 || pairs[i] == nil || pairs[j] == nil {
			return 0
		}
		return float64(pairs[i][j]) / float64(size[i]*size[j])
	}
	best := make([]int, n) // the later group that each is most like
	look := func(i int) {
		best[i] = -1
		for j := i + 1; j < n; j++ {
			if s := share(i, j); s >= joins && s > share(i, best[i]) {
				best[i] = j
			}
		}
	}
	for i := range n {
		look(i)
	}
	for {
		a := -1
		for i := range n {
			if s := share(i, best[i]); s >= joins && s > bestShare(share, a, best) {
				a = i
			}
		}
		if a < 0 {
			break
		}
		b := best[a]
		for j := range n {
			if pairs[j] != nil && j != a && j != b {
				pairs[a][j] += pairs[b][j]
				pairs[j][a] = pairs[a][j]
			}
		}
		size[a] += size[b]
		pairs[b] = nil
		for i := range n {
			if at[i] == b {
				at[i] = a
			}
			if pairs[i] != nil && (i == a || best[i] == a || best[i] == b || i < a && share(i, a) > share(i, best[i])) {
				look(i)
			}
		}
	}
	for i := n; i < len(reports); i++ {
		at[i] = nearest(reports, at[:n], i)
	}
	return at
}

func bestShare(share func(i, j int) float64, a int, best []int) float64 {
	if a < 0 {
		return 0
	}
	return share(a, best[a])
}

// nearest is the group that a passage is most like, itself where there is none.
func nearest(reports []Report, at []int, i int) int {
	like, all := map[int]int{}, map[int]int{}
	for j, g := range at {
		all[g]++
		if alike(reports[i].words, reports[j].words) {
			like[g]++
		}
	}
	best, most := i, 0.0
	for g, n := range like {
		if s := float64(n) / float64(all[g]); s >= joins && (s > most || s == most && g < best) {
			best, most = g, s
		}
	}
	return best
}

// further is how many articles report an event that is not the main one of its day.
const further = 3

// eventsOf are the events of a day by the passages that name it, the main one first; at
// most one where reports are of the same article.
func eventsOf(sources []Source, reports []Report, day int64, weight float64) []Event {
	by := map[int][]Report{}
	for i, g := range group(reports) {
		by[g] = append(by[g], reports[i])
	}
	var events []Event
	for _, members := range by {
		e := Event{Date: dateOf(day), Weight: weight, Reports: members}
		seen := map[int]bool{}
		for _, r := range members {
			seen[sources[r.Source].Copy] = true
		}
		e.Articles = len(seen)
		e.Title, e.Edit, e.Confidence = title(members)
		slices.SortStableFunc(e.Reports, func(a, b Report) int {
			x, y := sources[a.Source], sources[b.Source]
			return cmp.Or(cmp.Compare(x.order(), y.order()), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Start, b.Start))
		})
		events = append(events, e)
	}
	slices.SortFunc(events, func(a, b Event) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(len(b.Reports), len(a.Reports)), cmp.Compare(b.Confidence, a.Confidence),
			cmp.Compare(a.Reports[0].Source, b.Reports[0].Source), cmp.Compare(a.Reports[0].Start, b.Reports[0].Start))
	})
	events[0].Main = true
	n := 1
	for n < len(events) && events[n].Articles >= further {
		n++
	}
	return events[:n]
}

// title is the best of the titles of passages, near what they have in common; a sentence
// that is to be edited only where they have no other.
func title(reports []Report) (best string, edit bool, confidence float64) {
	counts := map[string]int{}
	for _, r := range reports {
		for w := range r.words {
			counts[w]++
		}
	}
	edit = true
	most := -1.0
	for _, r := range reports {
		if r.edit && !edit {
			continue
		}
		mine := words(r.title)
		near := 0.0
		for w := range mine {
			near += float64(counts[w]) / float64(len(reports))
		}
		near /= float64(max(len(mine), 1))
		const alone = 0.3 // what a title is worth that shares nothing
		if s := r.confidence * (alone + near); s > most || edit && !r.edit {
			best, most, edit = r.title, s, r.edit
		}
		confidence = max(confidence, r.confidence)
	}
	return best, edit, confidence
}
