package control

import (
	"math"
	"sort"
)

// heights is where the rows of a list are, in units from the top of the first one.
type heights struct {
	row  float64
	tops []float64 // of each row and of the end; nil where all are of one height
}

func newHeights(count int, rows LongRows) heights {
	if rows.Height == nil {
		return heights{row: float64(rows.Row)}
	}
	tops := make([]float64, count+1)
	for i := range count {
		tops[i+1] = tops[i] + float64(rows.Height(i))
	}
	return heights{tops: tops}
}

// top is the top of row i, or the end after the last one.
func (h heights) top(i int) float64 {
	if h.tops != nil {
		return h.tops[i]
	}
	return float64(i) * h.row
}

// rowAt returns the row at a height, which may be beyond the last one.
func (h heights) rowAt(y float64) int {
	if h.tops != nil {
		return sort.Search(len(h.tops), func(i int) bool { return h.tops[i] > y }) - 1
	}
	return int(math.Floor(y / h.row))
}
