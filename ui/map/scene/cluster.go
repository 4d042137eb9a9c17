package scene

import (
	"cmp"
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
	sites  []int32 // the places, the one with the most events first
	only   int32   // the event where Count is 1
	weight uint8   // the heaviest importance
	label  *string // what it is called while none of its events is selected; nil: not asked yet
	made   int32   // its place among what is kept
}

// cells collects what is near each other in squares of the plane: they are fastened to
// the plane and not to the view, so that a pan changes none. What it has made for a part
// of the plane is kept as long as the view is in it.
type cells struct {
	at    []int32 // the place of a square's cluster in all, and one
	all   []Cluster
	order []int32
	taken map[[2]int32][]int32
	of    celled
	made  []Cluster // of that, with X and Y on the plane
	shown []Cluster
}

// celled is what clusters were made of.
type celled struct {
	counted
	level  float64    // the scale at which they are apart
	region [4]float64 // of the plane: left, bottom, right, top
}

// levels is how many steps of scale there are to a doubling: in between, rings move apart
// and none comes or goes. tile is what the sides of regions are multiples of, in units.
const levels, tile = 4, 512

// celledIn is what the clusters of a view are made of: it follows from the view alone.
func celledIn(of counted, v project.View) celled {
	k := celled{counted: of, level: math.Pow(2, math.Floor(math.Log2(v.Scale)*levels+1e-9)/levels)}
	side := tile / k.level
	x0, y1 := v.At(-2*apart, -2*apart)
	x1, y0 := v.At(v.W+2*apart, v.H+2*apart)
	k.region = [4]float64{math.Floor(x0/side) * side, math.Floor(y0/side) * side, math.Ceil(x1/side) * side, math.Ceil(y1/side) * side}
	return k
}

// clusters joins the places in view, the largest first. What is too near to a larger
// one is a part of it. The same input gives the same clusters.
func (c *cells) clusters(x *Index, counts []tally, of counted, v project.View) []Cluster {
	if now := celledIn(of, v); c.made == nil || now != c.of {
		c.of, c.made = now, c.joined(x, counts, now)
	}
	c.shown = c.shown[:0]
	for i := range c.made {
		k := c.made[i]
		sx, sy := v.On(float64(k.X)/c.of.level, float64(k.Y)/c.of.level)
		const edge = 2 * apart
		if sx < -edge || sy < -edge || sx > v.W+edge || sy > v.H+edge {
			continue
		}
		k.X, k.Y, k.made = float32(sx), float32(sy), int32(i)
		c.shown = append(c.shown, k)
	}
	return c.shown
}

// joined are the clusters of a region, with X and Y as at its level.
func (c *cells) joined(x *Index, counts []tally, of celled) []Cluster {
	if c.taken == nil {
		c.taken = map[[2]int32][]int32{}
	}
	clear(c.taken)
	c.all = c.all[:0]
	perUnit := of.level / apart // squares to the unit of the plane
	x0, y0, x1, y1 := of.region[0], of.region[1], of.region[2], of.region[3]
	left, low := math.Floor(x0*perUnit), math.Floor(y0*perUnit)
	columns := int(math.Floor(x1*perUnit)-left) + 1
	squares := columns * (int(math.Floor(y1*perUnit)-low) + 1)
	c.at = slices.Grow(c.at[:0], squares)[:squares]
	clear(c.at)
	for i := range x.sites {
		s, t := &x.sites[i], &counts[i]
		if t.seen+t.unseen == 0 || s.x < x0 || s.x > x1 || s.y < y0 || s.y > y1 {
			continue
		}
		square := &c.at[int(math.Floor(s.y*perUnit)-low)*columns+int(math.Floor(s.x*perUnit)-left)]
		n := *square - 1
		if n < 0 {
			n = int32(len(c.all))
			*square = n + 1
			if int(n) < cap(c.all) { // keeps what its lists have grown to
				c.all = c.all[:n+1]
				c.all[n] = Cluster{sites: c.all[n].sites[:0]}
			} else {
				c.all = append(c.all, Cluster{})
			}
		}
		c.all[n].take(int32(i), t, counts)
	}
	c.order = c.order[:0]
	for i := range c.all {
		k := &c.all[i]
		k.X, k.Y = float32(x.sites[k.sites[0]].x*of.level), float32(x.sites[k.sites[0]].y*of.level)
		c.order = append(c.order, int32(i))
	}
	slices.SortFunc(c.order, func(a, b int32) int {
		p, q := &c.all[a], &c.all[b]
		return cmp.Or(cmp.Compare(q.Count, p.Count), cmp.Compare(q.Unseen, p.Unseen), cmp.Compare(p.sites[0], q.sites[0]))
	})
	joined := make([]Cluster, 0, len(c.order))
	for _, i := range c.order {
		k := &c.all[i]
		square := [2]int32{int32(math.Floor(float64(k.X) / apart)), int32(math.Floor(float64(k.Y) / apart))}
		if n := c.near(joined, k, square); n >= 0 {
			joined[n].join(k)
			continue
		}
		c.taken[square] = append(c.taken[square], int32(len(joined)))
		one := *k
		one.sites = slices.Clone(k.sites)
		joined = append(joined, one)
	}
	return joined
}

// near returns the cluster that another is too near to, the nearest, or -1.
func (c *cells) near(joined []Cluster, k *Cluster, square [2]int32) int32 {
	const reach = 3 // squares: two of the widest rings
	best, nearest := int32(-1), float32(math.MaxFloat32)
	for dy := int32(-reach); dy <= reach; dy++ {
		for dx := int32(-reach); dx <= reach; dx++ {
			for _, n := range c.taken[[2]int32{square[0] + dx, square[1] + dy}] {
				o := &joined[n]
				x, y := o.X-k.X, o.Y-k.Y
				least := max(apart, o.radius()+k.radius()+1)
				if k.Count == 0 {
					least = o.radius() + 4
				}
				if d := x*x + y*y; d < least*least && d < nearest {
					best, nearest = n, d
				}
			}
		}
	}
	return best
}

// take adds a place.
func (k *Cluster) take(site int32, t *tally, counts []tally) {
	k.sites = append(k.sites, site)
	if first := &counts[k.sites[0]]; t.seen > first.seen || t.seen == first.seen && t.unseen > first.unseen {
		last := len(k.sites) - 1
		k.sites[0], k.sites[last] = k.sites[last], k.sites[0]
	}
	k.Count += int(t.seen)
	k.Unseen += int(t.unseen)
	for i, n := range t.shares {
		k.Shares[i] += n
	}
	k.Fresh = k.Fresh || t.fresh
	k.weight = max(k.weight, t.heaviest)
	if t.seen > 0 {
		k.only = t.only
	}
}

// join adds a smaller cluster.
func (k *Cluster) join(o *Cluster) {
	if k.Count == 0 {
		k.only = o.only
	}
	k.Count += o.Count
	k.Unseen += o.Unseen
	for i, n := range o.Shares {
		k.Shares[i] += n
	}
	k.Fresh = k.Fresh || o.Fresh
	k.weight = max(k.weight, o.weight)
	k.sites = append(k.sites, o.sites...)
}

// radius is that of a cluster's ring, by how many events it stands for.
func (k *Cluster) radius() float32 {
	switch {
	case k.Count == 0:
		return 3
	case k.Count == 1:
		return []float32{3.5, 3.5, 4, 4.5, 5.5, 7}[min(k.weight, 5)]
	}
	return min(float32(8+3.4*math.Log2(float64(k.Count))), 26)
}
