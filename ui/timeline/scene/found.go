package scene

import (
	"math"

	"tarikh.org/tarikh/ui/text/layout"
)

// Found is what is known of the events of an index that are proposals to be decided on.
type Found struct {
	Marks []FoundMark // by event
	// Own are the events that the library has, by the same tracks: faint ticks at the foot
	// of their lanes. Nil for none.
	Own *Index
}

// FoundMark is the number of a proposal, and what was decided on it.
type FoundMark struct {
	Number int
	State  FoundState
}

// FoundState is what was decided on a proposal.
type FoundState uint8

// The states.
const (
	FoundOpen FoundState = iota
	FoundAccepted
	FoundDismissed
)

// Measures of proposals, in units.
const (
	foundRadius = 9   // of a ring
	foundStroke = 1.3 // of its dashes
	dashLength  = 3
	dashGap     = 2.2
	crossSize   = 4 // from the middle of a cross to its ends
	foundRows   = 3 // of a track at most, and fewer where all tracks are to be in view
	foundApart  = 6 // between two in one row
	ownRadius   = 2.2
	ownHeight   = 3
	ownFoot     = 4 // of a tick's middle above its lane's end
	// foundLooked is how many marks of a row are compared with a new one.
	foundLooked = 48
)

// found is a proposal in the picture.
type found struct {
	event  int
	row    int
	u0, u1 float32 // of the mark
	span   bool
	label  *layout.Paragraph // nil where there is no room for it
	said   bool              // the label is drawn, and not only its place kept
	l0, l1 float32
}

// finding is the proposals of the picture, by track.
type finding struct {
	tracks [][]found
	rows   [][]int // of the track that is placed: its marks by row
	most   []int   // by track: how many rows it may take
}

// buildFound is Build for an index of proposals.
func (b *Builder) buildFound(in *Input) *List {
	l := &b.strip
	b.placeFound(in)
	l.ContentHeight = b.stackFound(in)
	x0, _ := in.View.Plot()
	l.Plot = Rect{X: float32(x0), Y: b.top, W: b.plot, H: b.bottom - b.top}
	b.divide(in)
	b.words.budget = freshNumbers
	b.scale.axis(in)
	b.gutter(in)
	b.labels, b.moment = b.labels[:0], moment{}
	for _, s := range b.rows {
		l.Tracks = append(l.Tracks, TrackBox{s.track, s.y - trackPad, s.y + float32(s.rows)*rowHeight + trackPad})
		t := tonesOf(in, s.track)
		b.drawOwn(in, s, t)
		b.edge = b.edges(in, s.track)
		for i := range b.finding.tracks[s.track] {
			b.drawFound(in, s, &b.finding.tracks[s.track][i], t)
		}
		if y := s.y + (float32(s.rows)-0.5)*rowHeight; y > b.top && y < b.bottom {
			b.drawEdges(in, y)
		}
	}
	b.moments(in)
	b.scale.labels(in)
	b.head(in)
	l.Unfinished = b.words.budget < 0
	return l
}

// stackFound lays the tracks out like stack, each with the rows that its proposals take.
func (b *Builder) stackFound(in *Input) float32 {
	b.rows = b.rows[:0]
	y := in.scaleHeight()
	for t := range b.finding.tracks {
		rows := b.finding.taken(in, t)
		if rows == 0 {
			continue
		}
		b.rows = append(b.rows, stacked{track: t, y: y + trackPad, rows: rows})
		y += float32(rows)*rowHeight + 2*trackPad
	}
	b.scroll = float32(min(max(finite(float64(in.ScrollY), 0), 0), float64(max(y-in.Height, 0))))
	for i := range b.rows {
		b.rows[i].y -= b.scroll
	}
	return y
}

// NeededFound is the height that proposals take together with the scale where there is
// room for most units, at a view; in.Height is not used.
func (b *Builder) NeededFound(in Input, most float32) float32 {
	in = in.sane()
	in.Height = most
	b.words.use(in.Locale, &in.Theme)
	b.plot = float32(in.View.plotWidth())
	b.placeFound(&in)
	return in.scaleHeight() + b.finding.height(&in)
}

// placeFound gives all proposals their rows and their labels: in the order of time, each
// in the first row where it has room with its label, else without. Where not all tracks
// are in view so, the highest ones take fewer rows, as long as no mark covers another.
func (b *Builder) placeFound(in *Input) {
	f := &b.finding
	f.tracks = append(f.tracks[:0], make([][]found, len(in.Index.tracks))...)
	f.most = f.most[:0]
	for e := range in.Index.Len() {
		t := int(in.Index.cols.Track[e])
		f.tracks[t] = append(f.tracks[t], b.measureFound(in, e))
	}
	for t := range f.tracks {
		f.most = append(f.most, foundRows)
		f.placeTrack(t)
	}
	for in.scaleHeight()+f.height(in) > in.Height {
		highest := -1
		for t := range f.tracks {
			if n := f.taken(in, t); n > 1 && n <= f.most[t] && (highest < 0 || n >= f.taken(in, highest)) {
				highest = t
			}
		}
		if highest < 0 {
			return
		}
		b.lower(in, highest)
	}
}

// lower gives a track a row less; where marks would cover each other it keeps what it has.
func (b *Builder) lower(in *Input, t int) {
	f := &b.finding
	before := f.tracks[t]
	f.most[t] = f.taken(in, t) - 1
	f.tracks[t] = nil
	for i := range before {
		f.tracks[t] = append(f.tracks[t], b.measureFound(in, before[i].event))
	}
	f.placeTrack(t)
	for i := range f.tracks[t] {
		for j := max(0, i-foundLooked); j < i; j++ {
			m, o := &f.tracks[t][i], &f.tracks[t][j]
			if m.row == o.row && m.u0 < o.u1 && o.u0 < m.u1 {
				f.tracks[t], f.most[t] = before, 0
				return
			}
		}
	}
}

// taken is how many rows a track takes; 0 where it is not shown.
func (f *finding) taken(in *Input, t int) int {
	if trackAt(in.Tracks, t).Hidden && len(f.tracks[t]) == 0 {
		return 0
	}
	rows := 1
	for i := range f.tracks[t] {
		rows = max(rows, f.tracks[t][i].row+1)
	}
	return rows
}

// height is that of all tracks.
func (f *finding) height(in *Input) (height float32) {
	for t := range f.tracks {
		if n := f.taken(in, t); n > 0 {
			height += float32(n)*rowHeight + 2*trackPad
		}
	}
	return height
}

// placeTrack places the proposals of a track.
func (f *finding) placeTrack(t int) {
	f.rows = append(f.rows[:0], make([][]int, max(f.most[t], 1))...)
	for i := range f.tracks[t] {
		f.place(f.tracks[t], i)
	}
}

// place gives one proposal its row; a label that is in the way of all its places goes.
func (f *finding) place(all []found, i int) {
	m := &all[i]
	label := m.label
	for _, with := range [2]bool{true, false} {
		if !with {
			m.label = nil
		}
		for r := range f.rows {
			if _, free := f.free(all, r, m); free {
				f.put(all, r, i)
				return
			}
		}
		if label == nil {
			break
		}
	}
	best, fewest := 0, math.MaxInt
	for r := range f.rows {
		if over, _ := f.free(all, r, m); over < fewest {
			best, fewest = r, over
		}
	}
	f.put(all, best, i)
}

func (f *finding) put(all []found, row, i int) {
	m := &all[i]
	m.row = row
	for _, j := range f.recent(row) { // whose labels it covers
		if other := &all[j]; other.label != nil && other.l0 < m.u1+foundApart && other.l1 > m.u0-foundApart {
			other.label = nil
		}
	}
	f.rows[row] = append(f.rows[row], i)
}

func (f *finding) recent(row int) []int { return f.rows[row][max(0, len(f.rows[row])-foundLooked):] }

// free reports whether a proposal has room in a row, and how many marks it would cover.
func (f *finding) free(all []found, row int, m *found) (over int, free bool) {
	free = true
	u0, u1 := m.extent()
	for _, j := range f.recent(row) {
		o0, o1 := all[j].extent()
		if u0 < o1+foundApart && o0 < u1+foundApart {
			free = false
		}
		if m.u0 < all[j].u1 && all[j].u0 < m.u1 {
			over++
		}
	}
	return over, free
}

// extent is that of the mark with its label.
func (m *found) extent() (u0, u1 float32) {
	if m.label == nil {
		return m.u0, m.u1
	}
	return min(m.u0, m.l0), max(m.u1, m.l1)
}

// measureFound is a proposal without a row: a ring, or a span where that is longer.
func (b *Builder) measureFound(in *Input, e int) found {
	lo, hi := in.Index.Bounds(e)
	from, to := clampFar(in.View.along(lo)), clampFar(in.View.along(hi))
	m := found{event: e}
	switch middle := (from + to) / 2; {
	case to-from > 2*foundRadius && sub(hi, lo) > pointLike:
		m.u0, m.u1, m.span = from, to, true
	default:
		m.u0, m.u1 = middle-foundRadius, middle+foundRadius
	}
	if in.Titles != nil {
		b.labelFound(in, &m)
	}
	// What is decided keeps its place, so that the others stay where they are.
	m.said = in.Found.Marks[e].State == FoundOpen || e == in.Selected
	return m
}

// labelFound sets the label of a proposal after its mark; before it or within it where it
// would be cut by the end of the view; none where it would be cut all the same.
func (b *Builder) labelFound(in *Input, m *found) {
	title, ok := in.Titles(m.event)
	if !ok || title == "" {
		return
	}
	p := b.words.word(title, labelStyle, maxLabel)
	cut := func(u float32) bool {
		return u < b.plot && u+p.Width > b.plot-closeness || u < closeness && u+p.Width > 0
	}
	u := m.u1 + dotGap
	if ahead := m.u0 - dotGap - p.Width; cut(u) && ahead >= closeness {
		u = ahead
	}
	if within := max(m.u0, 0) + 2*foundRadius + dotGap + closeness; cut(u) && m.span && within+p.Width+foundRadius <= min(m.u1, b.plot) {
		u = within
	}
	if !cut(u) {
		m.label, m.l0, m.l1 = p, u, u+p.Width
	}
}
