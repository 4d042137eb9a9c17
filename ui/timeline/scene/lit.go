package scene

// Lit is a choice of an index's events: those that a search found, which stand out while
// all others are dimmed, or those with a passage to check. It is immutable and may be made on any goroutine.
type Lit struct {
	index  *Index
	all    []int32     // ascending
	set    []uint64    // one bit for each event
	tracks [][]int32   // by track, ascending
	lanes  [][][]int32 // by track and row, ascending
}

// NewLit lights the given events of x, which ascend. It keeps the slice.
func NewLit(x *Index, events []int32) *Lit {
	l := &Lit{index: x, all: events, set: make([]uint64, (x.Len()+63)/64), tracks: make([][]int32, len(x.tracks)), lanes: make([][][]int32, len(x.tracks))}
	for t := range l.lanes {
		l.lanes[t] = make([][]int32, len(x.tracks[t]))
	}
	for _, e := range events {
		l.set[e/64] |= 1 << (e % 64)
		t := x.cols.Track[e]
		l.tracks[t] = append(l.tracks[t], e)
		l.lanes[t][x.row[e]] = append(l.lanes[t][x.row[e]], e)
	}
	return l
}

// Len is the number of events that are lit.
func (l *Lit) Len() int { return len(l.all) }

// Has reports whether an event is lit.
func (l *Lit) Has(event int) bool {
	return event >= 0 && event < l.index.Len() && l.set[event/64]&(1<<(event%64)) != 0
}
