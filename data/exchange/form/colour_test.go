package form_test

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

func TestColourIsTheNearestOfThePalette(t *testing.T) {
	for _, c := range [][2]string{
		{"#C2413A", "red"},
		{"#2F6DB5", "blue"},
		{"#2E8B57", "green"},
		{"#8A5BB5", "violet"},
		{"#9A6412", "amber"},
		{"#1E8587", "teal"},
		{"#C24A86", "rose"},
		{"#5F6B7A", "slate"},
		{"#f00", "red"},
		{"#00f8", "blue"},
		{"#ff0000ff", "red"},
		{"yellow", "amber"},
		{"Pink", "rose"},
		{"papayawhip", "amber"},
		{"128,255,128", "green"},
		{"255, 128, 255", "rose"},
		{"rgb(128, 255, 255)", "teal"},
		{"rgba(0 0 255 / 1)", "blue"},
		{"200,200,200", "slate"},
		{"white", "slate"},
		{"#000", "slate"},
		{"", ""},
		{"random", ""},
		{"#12", ""},
		{"#ggg", ""},
		{"256,0,0", ""},
		{"1,2", ""},
		{"-1,0,0", ""},
		{"#ééé", ""},
		{"url(x.png)", ""},
	} {
		got := form.Colour(c[0])
		if got != c[1] {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
		if got != "" && !slices.Contains(data.Colours(), got) {
			t.Errorf("%q: %q is no colour of the palette", c[0], got)
		}
	}
}
