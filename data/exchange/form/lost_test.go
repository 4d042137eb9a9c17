package form

import (
	"fmt"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/picture"
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

// Why a picture is lost is told by what was wrong with it, not as a want of room.
func TestLosesPicture(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&picture.Error{Reason: picture.ErrDamaged}, LosesDamaged},
		{fmt.Errorf("show: %w", &picture.Error{Reason: picture.ErrCut}), LosesDamaged},
		{&picture.Error{Reason: picture.ErrPixels}, LosesLarge},
		{&picture.Error{Reason: picture.ErrMemory}, LosesLarge},
		{&picture.Error{Reason: picture.ErrHEIC}, LosesKinds},
		{&picture.Error{Reason: picture.ErrDrawing}, LosesKinds},
		{data.ErrNotFound, LosesGone},
		{data.ErrBusy, ""},
		{nil, ""},
	} {
		if got := LosesPicture(c.err); got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
		if Unshown(c.want) != (c.want != "") || Unshown(LosesPictures) {
			t.Errorf("%q is told as a want of a place", c.want)
		}
	}
}
