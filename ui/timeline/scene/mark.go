package scene

import (
	"sort"

	"tarikh.org/tarikh/ui/text/layout"
)

// Measures of marks, in units.
const (
	dotRadius  = 5.5
	pillHeight = 15
	// denseStep is the distance below which events merge into a bar. A bar takes
	// at least leastBar.
	denseStep = 4
	leastBar  = 8
	// leastPill is the least width of a range, to tell it from a dot.
	leastPill = 18
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
	// leastLabel is the least free space that is looked at for a label.
	leastLabel = 16
	// narrowLetter bounds from below how wide a letter is, as a share of the size:
	// titles that cannot fit are not shaped.
	narrowLetter = 0.22
	// longMark is how many times as wide as its title a range is that carries it inside.
	longMark = 2.5
	// leastCut is how much of a label that the end of the view cuts must show.
	leastCut = 48
	// countFade is over how many units a row vanishes below the count at its end.
	countFade = 28
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
	importance     uint8
	sure           Certainty
	start, end     float32 // of a range: over how much its ends fade
	share          float32 // and its opacity elsewhere

	// Free space beside the mark, and the end of all marks up to this one.
	left, right, tail float32
	// The label, if placed.
	label  *layout.Paragraph
	side   side
	l0, l1 float32
	off    float32 // down to the row that the label is in, 0 for its own
}

// side is where a label is.
type side uint8

const (
	nowhere side = iota
	after        // the reading end of its mark, the preferred side
	ahead        // the reading start
	inside       // within a range or bar, kept in view
	led          // in a neighbouring row, with a line that leads there
	called       // over everything else: selected or hovered and no room
)

// interval is an extent along the time axis.
type interval struct{ u0, u1 float32 }

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

	// What is free for labels of neighbouring rows, the widest stretch of it, and
	// the marks whose labels are here; see lead.
	free    []interval
	widest  float32
	ledHere []ledLabel
}

// ledLabel is a mark that looks for a place for its label in another row: the
// indices of its row and of itself.
type ledLabel struct {
	row, mark  int
	importance uint8
	event      int32
}

const (
	// leadReach is how far beside its mark's middle a label is that is led there.
	leadReach = 9
	// leadLeast is the least free stretch of a row that is looked at for one.
	leadLeast = 64
	// leadSide is what is kept free on the other side of the line.
	leadSide = 4
)

func (m *mark) space() float32 { return max(m.right-m.tail, m.u0-m.left) }

func (m *mark) gap() float32 {
	if m.kind == dot {
		return dotGap
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

// foot is where the line to a label begins.
func (m *mark) foot() float32 {
	if m.kind == pill {
		return m.u0 + pillHeight/2
	}
	return (m.u0 + m.u1) / 2
}

// findFree finds the stretches of the row that are in view, free, and wide enough.
func (r *row) findFree(plot float32) {
	r.free, r.ledHere, r.widest = r.free[:0], r.ledHere[:0], 0
	end := float32(closeness)
	put := func(next float32) {
		if next-end >= leadLeast {
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

func (r *row) unforced(u0, u1 float32) bool {
	for _, f := range r.forced {
		if u0 < f.u1+clearance && u1 > f.u0-clearance {
			return false
		}
	}
	return true
}
