package reading

import (
	"slices"

	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// numbers are the small numbers before passages of the open article.
type numbers struct {
	all    []text.Number
	tapped library.Subscribers[int]
}

// SetNumbers shows numbers before passages in place of those before.
func (f *Feature) SetNumbers(all []text.Number) {
	if !slices.Equal(all, f.model.numbers.all) {
		f.model.numbers.all = all
		f.reader.text.SetNumbers(all)
	}
}

// OnNumber calls told with the byte of each number that is pressed, until unsubscribe is
// called.
func (f *Feature) OnNumber(told func(at int)) (unsubscribe func()) {
	return f.model.numbers.tapped.Subscribe(told)
}

// NumberTapped is that of text.NumberHost.
func (r *reader) NumberTapped(at int) { r.model.numbers.tapped.Tell(at) }

var _ text.NumberHost = (*reader)(nil)
