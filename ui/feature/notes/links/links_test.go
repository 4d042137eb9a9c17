package links

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

func TestKeptLinks(t *testing.T) {
	a, b := data.NewID(), data.NewID()
	known := []data.Link{{Text: "x", Event: a}, {Text: "y", Article: b}, {Text: "x", Event: b}}
	got := Kept("[[x]] [[x]] [[z]]", known)
	if want := []data.Link{{Text: "x", Event: b}}; !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if l := For("z", known); l != (data.Link{Text: "z"}) {
		t.Errorf("an unknown link leads to %+v", l)
	}
}
