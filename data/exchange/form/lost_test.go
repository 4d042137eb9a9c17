package form

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

// A format that has no place for pictures says so, and how many it loses.
func TestPicturesThatAreLost(t *testing.T) {
	from := Taken{Pictures: make([]data.Picture, 3)}
	if lost := (Format{Loses: []string{LosesTags}}).AllLost(nil, from); lost[LosesPictures] != 3 {
		t.Errorf("lost %v", lost)
	}
	if lost := (Format{Pictures: true}).AllLost(Dropped{LosesPictures: 1}, from); lost[LosesPictures] != 1 {
		t.Errorf("lost %v", lost)
	}
	if got := (Format{Loses: []string{LosesTags}}).Losing(); !slices.Equal(got, []string{LosesTags, LosesPictures}) {
		t.Errorf("loses %q", got)
	}
	if got := (Format{Pictures: true}).Losing(); len(got) > 0 {
		t.Errorf("loses %q", got)
	}
}
