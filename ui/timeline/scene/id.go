package scene

import (
	"slices"

	"tarikh.org/tarikh/data"
)

// ID is that of an event of the index; zero for -1.
func (x *Index) ID(event int) data.ID {
	if event < 0 {
		return data.ID{}
	}
	return x.cols.IDs[event]
}

// Find returns the event with an ID, or -1: it looks at all of them, some 2 ms for a
// million.
func (x *Index) Find(id data.ID) int {
	if id == (data.ID{}) {
		return -1
	}
	return slices.Index(x.cols.IDs, id)
}
