package diff

// Span is bytes of a text, half-open.
type Span struct{ Start, End int }

// Len is the number of bytes.
func (s Span) Len() int { return s.End - s.Start }

// Change is a place in which the texts differ: the bytes Old of the one are
// where the other has New. One of the two may be empty, an insertion or a
// deletion.
type Change struct{ Old, New Span }

// Stretch is whole paragraphs of both texts: the same ones, if Changes is empty,
// or some that differ by Changes, which are in order and do not touch. Old or New
// may be empty.
type Stretch struct {
	Old, New Span
	Changes  []Change
}

// Changes returns the changes of all stretches, in order.
func Changes(stretches []Stretch) []Change {
	var out []Change
	for _, s := range stretches {
		out = append(out, s.Changes...)
	}
	return out
}
