package form_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// A plain date covers all that the date may be, but for ends that are open or not known.
func TestPlainDatesAreAsWideAsTheDate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := formtest.Dates().Draw(t, "date")
		p := form.PlainOf(d)
		_, _, doubts := d.Core()
		lo, hi := p.Bounds()
		if doubts&(dates.DoubtUnknownStart|dates.DoubtUnknownEnd) != 0 {
			if p.Certain || lo < d.Lo || hi > d.Hi {
				t.Fatalf("%s is %+v", d, p)
			}
			return
		}
		if !p.OpenStart && lo != d.Lo || !p.OpenEnd && hi != d.Hi {
			t.Fatalf("%s is %+v: from %d to %d, want %d to %d", d, p, lo, hi, d.Lo, d.Hi)
		}
		text, err := form.Span(p.From.EDTF(), p.To.EDTF())
		if err != nil || !p.OpenStart && text.Lo != d.Lo || !p.OpenEnd && text.Hi != d.Hi {
			t.Fatalf("%s is written %s, %v", d, text, err)
		}
	})
}

func TestColoursComeBack(t *testing.T) {
	for _, name := range data.Colours() {
		r, g, b := form.RGB(name)
		if back := form.Colour(rgbText(r, g, b)); back != name {
			t.Errorf("%s comes back as %s", name, back)
		}
	}
}

func rgbText(r, g, b int) string { return fmt.Sprintf("%d,%d,%d", r, g, b) }
