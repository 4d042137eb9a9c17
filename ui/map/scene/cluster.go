package scene

import (
	"math"
	"slices"

	"tarikh.org/tarikh/ui/map/project"
)

// apart is how far apart two places are at least that have rings of their own, in units;
// rings that would cover each other are one, too.
const apart = 22

// Cluster is events at places that are drawn as one.
type Cluster struct {
	X, Y   float32 // on the surface: of the place with the most events
	Count  int     // events, an event as often as it has places here; 0: only what is outside the time in view
	Unseen int     // outside the time in view
	Shares [colours]int32
	Fresh  bool
	weight uint8   // the heaviest importance
	radius float32 // of its ring
	label  string  // what it is called while none of its events is selected
	sites  []int32 // the places, the one with the most events first
	made   int32   // its number among what was joined

	first, second int32 // the places with the most events; second is -1 where there is one
}

// take adds a place.
func (k *Cluster) take(site int32, counts []tally) {
	t := &counts[site]
	switch {
	case t.more(&counts[k.first]):
		k.first, k.second = site, k.first
	case k.second < 0 || t.more(&counts[k.second]):
		k.second = site
	}
	k.add(int(t.seen), int(t.unseen), &t.shares, t.fresh, t.heaviest)
}

// join adds a smaller cluster, which has its middle elsewhere.
func (k *Cluster) join(o *Cluster, counts []tally) {
	if k.second < 0 || counts[o.first].more(&counts[k.second]) {
		k.second = o.first
	}
	k.add(o.Count, o.Unseen, &o.Shares, o.Fresh, o.weight)
	k.radius = radius(k.Count, k.weight)
}

func (k *Cluster) add(seen, unseen int, shares *[colours]int32, fresh bool, weight uint8) {
	k.Count += seen
	k.Unseen += unseen
	for i, n := range shares {
		k.Shares[i] += n
	}
	k.Fresh = k.Fresh || fresh
	k.weight = max(k.weight, weight)
}

// radius is that of the ring of so many events.
func radius(count int, weight uint8) float32 {
	switch count {
	case 0:
		return 3
	case 1:
		return [...]float32{3.5, 3.5, 4, 4.5, 5.5, 7}[min(weight, 5)]
	}
	return min(float32(8+3.4*math.Log2(float64(count))), 26)
}

// Need is what places are joined for. It can be compared: the same need gives the same
// clusters.
type Need struct {
	index       *Index
	time, fresh Span
	level       float64    // the scale at which rings are apart, in units to the plane's
	region      [4]float64 // of the plane: left, bottom, right, top
}

// levels is how many steps of scale there are to a doubling: in between, rings move apart
// and none comes or goes. tile is what the sides of regions are multiples of, and reach how
// far they go beyond what is in view at least; a world of at most whole is one region. All
// are in units.
const levels, tile, reach, whole = 4, 512, 256, 4096

// Need is what the places of an input are to be joined for.
func (in *Input) Need() Need {
	v := in.View
	n := Need{index: in.Index, time: in.Time, fresh: in.Fresh, level: math.Pow(2, math.Floor(math.Log2(v.Scale)*levels+1e-9)/levels)}
	n.region = [4]float64{-project.Width, -project.Height, project.Width, project.Height}
	if n.level*2*project.Width > whole {
		side := tile / n.level
		x0, y1 := v.At(-reach, -reach)
		x1, y0 := v.At(v.W+reach, v.H+reach)
		n.region = [4]float64{math.Floor(x0/side) * side, math.Floor(y0/side) * side, math.Ceil(x1/side) * side, math.Ceil(y1/side) * side}
	}
	return n
}

// Joined are the places of a part of the plane, joined to clusters. It does not change; it
// may be shared.
type Joined struct {
	need     Need
	clusters []Cluster // the largest first, with X and Y as at the level
}

// Meets reports whether it is what a need asks for.
func (d *Joined) Meets(n Need) bool { return d.need == n }

// Joiner joins places. It keeps what it has joined last, so that a map that is moved to
// and fro asks for little; every goroutine needs its own.
type Joiner struct {
	kept    []*Joined // the last asked for first
	counted Need      // what counts are of, without the part of the plane
	counts  []tally

	squares squares   // the cell of each square, or -1
	cells   []Cluster // what is in a square each
	cell    []int32   // of each site, or -1
	order   []int32
	target  []int32 // of each cell, the cluster that it is joined to
	taken   squares // the last cluster of each square, or -1
	before  []int32 // of each cluster, the one before it in its square, or -1
}

// mostJoined is how many are kept.
const mostJoined = 8

// Join joins what a need asks for. What is too near to a larger cluster is a part of it.
func (j *Joiner) Join(n Need) *Joined {
	for i, d := range j.kept {
		if d.need == n {
			copy(j.kept[1:i+1], j.kept[:i])
			j.kept[0] = d
			return d
		}
	}
	d := &Joined{need: n}
	if n.index != nil && n.index.Len() > 0 {
		counted := n
		counted.level, counted.region = 0, [4]float64{}
		if counted != j.counted {
			clear(j.kept) // of a time that has gone
			j.kept = j.kept[:0]
			j.counts, j.counted = n.index.count(n.time, n.fresh, j.counts), counted
		}
		j.fill(n)
		d.clusters = j.joined(n)
	}
	j.kept = append(j.kept, nil)[:min(len(j.kept)+1, mostJoined)]
	copy(j.kept[1:], j.kept)
	j.kept[0] = d
	return d
}

// squares are numbers by the squares of a part of the plane, which are fastened to the
// plane and not to the view, so that a pan changes none.
type squares struct {
	perUnit       float64 // squares to the unit of the plane
	left, low     int
	columns, rows int
	of            []int32
}

// reset makes all of them -1, with a margin of free ones around.
func (q *squares) reset(n Need, margin int) {
	q.perUnit = n.level / apart
	at := func(v float64) int { return int(math.Floor(v * q.perUnit)) }
	q.left, q.low = at(n.region[0])-margin, at(n.region[1])-margin
	q.columns, q.rows = at(n.region[2])+margin+1-q.left, at(n.region[3])+margin+1-q.low
	q.of = slices.Grow(q.of[:0], q.columns*q.rows)[:q.columns*q.rows]
	for i := range q.of {
		q.of[i] = -1
	}
}

func (q *squares) at(x, y float64) int {
	return (int(math.Floor(y*q.perUnit))-q.low)*q.columns + int(math.Floor(x*q.perUnit)) - q.left
}

// fill puts the places of a region into their squares.
func (j *Joiner) fill(n Need) {
	x := n.index
	x0, y0, x1, y1 := n.region[0], n.region[1], n.region[2], n.region[3]
	j.squares.reset(n, 0)
	j.cells = j.cells[:0]
	j.cell = slices.Grow(j.cell[:0], len(x.x))[:len(x.x)]
	for i := range x.x {
		j.cell[i] = -1
		if x.x[i] < x0 || x.x[i] > x1 || x.y[i] < y0 || x.y[i] > y1 || j.counts[i].seen+j.counts[i].unseen == 0 {
			continue
		}
		square := &j.squares.of[j.squares.at(x.x[i], x.y[i])]
		if *square < 0 {
			*square = int32(len(j.cells))
			t := &j.counts[i]
			j.cells = append(j.cells, Cluster{
				first: int32(i), second: -1, Count: int(t.seen), Unseen: int(t.unseen), Shares: t.shares, Fresh: t.fresh, weight: t.heaviest,
			})
		} else {
			j.cells[*square].take(int32(i), j.counts)
		}
		j.cell[i] = *square
	}
}

// near is how many squares away a cluster can be that a ring covers: two of the widest.
const near = 3

// joined are the clusters of what is in the squares.
func (j *Joiner) joined(n Need) []Cluster {
	x := n.index
	j.order = j.order[:0]
	for i := range j.cells {
		k := &j.cells[i]
		k.X, k.Y = float32(x.x[k.first]*n.level), float32(x.y[k.first]*n.level)
		k.radius = radius(k.Count, k.weight)
		j.order = append(j.order, int32(i))
	}
	slices.SortFunc(j.order, func(a, b int32) int {
		p, q := &j.cells[a], &j.cells[b]
		switch {
		case p.Count != q.Count:
			return q.Count - p.Count
		case p.Unseen != q.Unseen:
			return q.Unseen - p.Unseen
		}
		return int(p.first - q.first)
	})
	j.taken.reset(n, near)
	j.target = slices.Grow(j.target[:0], len(j.cells))[:len(j.cells)]
	j.before = j.before[:0]
	joined := make([]Cluster, 0, len(j.order))
	for _, i := range j.order {
		k := &j.cells[i]
		square := j.taken.at(x.x[k.first], x.y[k.first])
		if to := j.nearest(joined, k, square); to >= 0 {
			joined[to].join(k, j.counts)
			j.target[i] = to
			continue
		}
		j.target[i] = int32(len(joined))
		j.before = append(j.before, j.taken.of[square])
		j.taken.of[square] = j.target[i]
		joined = append(joined, *k)
	}
	j.name(x, joined)
	return joined
}

// nearest returns the cluster that another, in a square, is too near to, or -1.
func (j *Joiner) nearest(joined []Cluster, k *Cluster, square int) int32 {
	best, nearest := int32(-1), float32(math.MaxFloat32)
	for row := -near; row <= near; row++ {
		from := square + row*j.taken.columns - near
		for _, n := range j.taken.of[from : from+2*near+1] {
			for ; n >= 0; n = j.before[n] {
				o := &joined[n]
				x, y := o.X-k.X, o.Y-k.Y
				least := max(apart, o.radius+k.radius+1)
				if k.Count == 0 {
					least = o.radius + 4
				}
				if d := x*x + y*y; d < least*least && d < nearest {
					best, nearest = n, d
				}
			}
		}
	}
	return best
}

// name gives clusters their places and what they are called.
func (j *Joiner) name(x *Index, joined []Cluster) {
	size := make([]int32, len(joined)+1)
	for _, c := range j.cell {
		if c >= 0 {
			size[j.target[c]+1]++
		}
	}
	for i := range joined {
		size[i+1] += size[i]
	}
	all := make([]int32, size[len(joined)])
	for i := range joined {
		joined[i].made, joined[i].sites = int32(i), all[size[i]:size[i]:size[i+1]]
	}
	for s, c := range j.cell {
		if c >= 0 {
			k := &joined[j.target[c]]
			k.sites = append(k.sites, int32(s))
		}
	}
	for i := range joined {
		k := &joined[i]
		for to, s := range []int32{k.first, k.second} {
			if from := slices.Index(k.sites, s); from >= 0 {
				k.sites[to], k.sites[from] = k.sites[from], k.sites[to]
			}
		}
		if k.Count > 0 {
			k.label = x.called(k, nil)
		}
	}
}

// called is what a cluster is called: by at most two of its places, the chosen ones before
// the others, with a dot between.
func (x *Index) called(k *Cluster, chosen []int32) string {
	const most, asked = 2, 64 // of so many places
	var names []string
	for _, first := range []bool{true, false} {
		if first && len(chosen) == 0 {
			continue
		}
		for i, s := range k.sites {
			if len(names) == most || i == asked && !first {
				break
			}
			if name := x.sites[s].Name; name != "" && slices.Contains(chosen, s) == first && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return joinDots(names)
}
