package scene

import (
	"slices"
	"sort"

	"tarikh.org/tarikh/ui/text/layout"
)

// Measures of marks, in units.
const (
	dotRadius  = 4.5 // of what has no importance of its own: that of 3
	pillHeight = 20
	pillRadius = 5
	barHeight  = 14 // of several events
	barRadius  = 4
	// denseStep is the distance below which events merge into a bar. A bar takes
	// at least leastBar.
	denseStep = 4
	leastBar  = 8
	// leastPill is the least width of a range.
	leastPill = 6
	// tailHeight is that of the stroke for the time of an event in a dense lane,
	// tailDrop how far it lies below the row's middle.
	tailHeight, tailDrop = 3, 8
	// pointLike is the longest duration, in seconds, that is drawn as a dot until
	// it is as wide as a pill: a date to the day is a point on a scale of months.
	pointLike = 86_400
	// margin is how far beyond the plot marks are looked at, for their labels.
	margin = 320
	// openFade is over how many units an end that is open fades out.
	openFade = 72
)

// Measures of labels, in units.
const (
	dotGap, pillGap = 6, 8 // from a mark to its label
	// A label appears when it has clearance to the next thing and leaves when it
	// has less than closeness: it doesn't flicker at the threshold.
	clearance, closeness = 10, 4
	// sourcesGap is from a label to the number of its sources, sourcesSide beside the
	// number in its box.
	sourcesGap, sourcesSide, sourcesHeight = 6, 4, 15
	// countedBar is how many times as wide as the number of its events a bar is that
	// carries it inside.
	countedBar = 4
	// sourcesFrom is the importance from which the number of sources is written.
	sourcesFrom = 3
	// leastLabel is the least free space that is looked at for a label.
	leastLabel = 16
	// narrowLetter bounds from below how wide a letter is, as a share of the size:
	// titles that cannot fit are not shaped.
	narrowLetter = 0.22
)

type kind uint8

const (
	dot kind = iota
	pill
	bar // several events
)

// mark is what is in one row: an event or a bar. Coordinates are units along
// the time axis from the plot's reading edge.
type mark struct {
	kind           kind
	event          int32 // the first of a bar
	first, count   int   // in the lane
	u0, u1         float32
	lo, hi         int64
	openLo, openHi bool
	tailEnd        float32 // in a dense lane: where the event's time ends
	importance     uint8   // 1 to 5
	rank           uint8   // of its label among those of the row: importance, and more where it is lit
	radius         float32 // of a dot
	ring           float32 // how far the ring around it stands out, where it is selected
	sure           Certainty
	shape          shape
	start, end     float32 // of a range: over how much its ends fade
	share          float32 // and its opacity elsewhere

	// Free space beside the mark, and the end of all marks up to this one.
	left, right, tail float32
	// The label, if placed.
	label   *layout.Paragraph
	sources *layout.Paragraph // how many sources report it, after the label; may be nil
	parts   *layout.Paragraph // the sign of its parts after that; may be nil
	side    side
	l0, l1  float32 // of label and badge, with the picture
	off     float32 // down to the row that mark and label are in, 0 for its own
	picture pictureSize
	day     *layout.Paragraph // below the label beside a large picture
}

// side is where a label is.
type side uint8

const (
	nowhere side = iota
	after        // the reading end of its mark, the preferred side
	ahead        // the reading start
	inside       // within a range or bar, kept in view
	called       // over everything else: selected or hovered and no room
)

// interval is an extent along the time axis.
type interval struct{ u0, u1 float32 }

// meets reports whether an extent overlaps [u0, u1).
func (i interval) meets(u0, u1 float32) bool { return u0 < i.u1 && u1 > i.u0 }

// anyMeets reports whether one of some extents does.
func anyMeets(all []interval, u0, u1 float32) bool {
	return slices.ContainsFunc(all, func(i interval) bool { return i.meets(u0, u1) })
}

// row is one row of a track in the picture.
type row struct {
	lane   *lane
	track  int
	from   int // the rows of the track that it stands for, up to the next field
	to     int
	y      float32 // its middle
	marks  []mark  // in order of time
	apart  []mark  // events picked out of bars
	order  []int32 // marks that may have a label, the first choice first
	forced []interval

	// What is free for marks of other rows, the widest stretch of it, and the marks
	// that are here; see rehouse.
	free   []interval
	widest float32
	guests []homeless
}

// leastFree is the least free stretch of a row that is looked at for a mark with its
// label.
const leastFree = 40

// radiusOf is that of the dot of an event by its importance, 1 to 5.
func radiusOf(importance uint8) float32 {
	return [...]float32{3.5, 4, 4.5, 5.5, 7}[min(max(importance, 1), 5)-1]
}

// landmark is the importance from which an event's label is ink, and its range deep.
const landmark = 4

func (m *mark) space() float32 { return max(m.right-m.tail, m.u0-m.left) }

func (m *mark) gap() float32 {
	if m.kind == dot {
		return dotGap + m.ring
	}
	return pillGap
}

// anchor is where the mark's instant is.
func (m *mark) anchor() float32 {
	if m.kind == pill {
		return m.u0
	}
	return (m.u0 + m.u1) / 2
}

// findFree finds the stretches of the row that are in view, free, and wide enough.
func (r *row) findFree(plot float32) {
	r.free, r.widest = r.free[:0], 0
	end := float32(closeness)
	put := func(next float32) {
		if next-end >= leastFree {
			r.free = append(r.free, interval{end, next})
			r.widest = max(r.widest, next-end)
		}
	}
	for i := range r.marks {
		m := &r.marks[i]
		u0, u1 := m.u0, m.u1
		if m.label != nil && m.side != called {
			u0, u1 = min(u0, m.l0), max(u1, m.l1)
		}
		put(min(u0, plot-closeness))
		end = max(end, u1)
	}
	put(plot - closeness)
}

// isFree reports whether nothing is in a stretch of the row.
func (r *row) isFree(f interval) bool {
	i := sort.Search(len(r.free), func(i int) bool { return r.free[i].u1 >= f.u1 })
	return i < len(r.free) && r.free[i].u0 <= f.u0 && r.unforced(f.u0, f.u1)
}

func (r *row) unforced(u0, u1 float32) bool { return !anyMeets(r.forced, u0-clearance, u1+clearance) }
