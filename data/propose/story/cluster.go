package story

import (
	"cmp"
	"slices"

	"tarikh.org/tarikh/data/propose"
)

// Two passages of a day report one event where they share at least so many stems, which
// weigh so much more for each stem of the shorter one.
const (
	sharedStems  = 3
	sharedWeight = 1.5
	perStem      = 1.0 / 9
)

// words are the stems of a passage that tell it from others.
func words(text string) map[string]float64 { return propose.Stems(text, "") }

// wordsOf are those of a passage without its date, which all passages of a day have.
func wordsOf(text string, p propose.Passage) map[string]float64 {
	if p.Find.Start < p.Start || p.Find.End > p.End {
		return words(text[p.Start:p.End])
	}
	return words(text[p.Start:p.Find.Start] + " " + text[p.Find.End:p.End])
}

// Alike reports whether two passages of one day, by their stems (see propose.Stems), report
// one event. A stem is a name's only where it is in both.
func Alike(a, b map[string]float64) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n, weight := 0, 0.0
	for w, x := range a {
		if y := b[w]; y > 0 {
			n++
			weight += max(x, y)
		}
	}
	return n >= sharedStems && weight >= sharedWeight+perStem*float64(len(a))
}

// joins is the least share of the pairs of two groups that are alike, by which these are one.
const joins = 0.4

// mostGrouped is how many passages of a day are compared with each other; each further one
// joins the group that it is most like.
const mostGrouped = 600

// groups divide passages by what they report, each named by its first.
type groups struct {
	at    []int   // the group of each passage
	size  []int   // of each group
	pairs [][]int // that are alike, between groups; nil for a group that is part of another
	best  []int   // the later group that each is most like, -1 for none
}

// group divides passages by what they report: the two groups of which the largest share of
// pairs is alike become one, again and again (average linkage). It returns the group of
// each.
func group(reports []Report) []int {
	n := min(len(reports), mostGrouped)
	g := newGroups(reports[:n])
	for a := g.closest(); a >= 0; a = g.closest() {
		g.join(a, g.best[a])
	}
	for i := n; i < len(reports); i++ {
		g.at = append(g.at, nearest(reports, g.at[:n], i))
	}
	return g.at
}

// newGroups has each passage in a group of its own.
func newGroups(reports []Report) *groups {
	n := len(reports)
	g := &groups{at: make([]int, n), size: make([]int, n), pairs: make([][]int, n), best: make([]int, n)}
	for i := range n {
		g.at[i], g.size[i], g.pairs[i] = i, 1, make([]int, n)
		for j := range i {
			if Alike(reports[i].words, reports[j].words) {
				g.pairs[i][j], g.pairs[j][i] = 1, 1
			}
		}
	}
	for i := range n {
		g.look(i)
	}
	return g
}

// share is how many of the pairs of two groups are alike; 0 where one is none any more.
func (g *groups) share(i, j int) float64 {
	if i < 0 || j < 0 || g.pairs[i] == nil || g.pairs[j] == nil {
		return 0
	}
	return float64(g.pairs[i][j]) / float64(g.size[i]*g.size[j])
}

// look finds the best of a group.
func (g *groups) look(i int) {
	g.best[i] = -1
	for j := i + 1; j < len(g.best); j++ {
		if s := g.share(i, j); s >= joins && s > g.share(i, g.best[i]) {
			g.best[i] = j
		}
	}
}

// closest is the group that is most like its best; -1 where none has one.
func (g *groups) closest() int {
	a, most := -1, 0.0
	for i, b := range g.best {
		if s := g.share(i, b); s > most {
			a, most = i, s
		}
	}
	return a
}

// join makes group b, the later one, a part of a.
func (g *groups) join(a, b int) {
	for j := range g.pairs {
		if g.pairs[j] != nil && j != a && j != b {
			g.pairs[a][j] += g.pairs[b][j]
			g.pairs[j][a] = g.pairs[a][j]
		}
	}
	g.size[a] += g.size[b]
	g.pairs[b] = nil
	for i := range g.at {
		if g.at[i] == b {
			g.at[i] = a
		}
	}
	for i := range g.pairs {
		if g.pairs[i] != nil && (i == a || g.best[i] == a || g.best[i] == b || i < a && g.share(i, a) > g.share(i, g.best[i])) {
			g.look(i)
		}
	}
}

// nearest is the group that a passage is most like, itself where there is none.
func nearest(reports []Report, at []int, i int) int {
	like, all := map[int]int{}, map[int]int{}
	for j, g := range at {
		all[g]++
		if Alike(reports[i].words, reports[j].words) {
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
func eventsOf(sources []Source, reports []Report, day ranked, both bilingual) []Event {
	by, at := map[int][]Report{}, group(reports)
	shared := both.across(sources, reports, at, day.day)
	for i, g := range at {
		by[g] = append(by[g], reports[i])
	}
	var events []Event
	for g, members := range by {
		e := Event{Date: dateOf(day.day), Weight: day.weight, Reports: members, Shared: shared[g]}
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
		common := 0
		for w := range mine {
			common += counts[w]
		}
		const full = 5 // stems of a title that says enough
		near := float64(common) / float64(len(reports)*max(len(mine), full))
		const alone = 0.3 // what a title is worth that shares nothing
		if s := r.confidence * (alone + near); s > most || edit && !r.edit {
			best, most, edit = r.title, s, r.edit
		}
		confidence = max(confidence, r.confidence)
	}
	return best, edit, confidence
}
