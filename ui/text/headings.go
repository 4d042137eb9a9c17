package text

import (
	"slices"

	"tarikh.org/tarikh/ui/text/layout"
)

// Heading is a paragraph of the text that stands over those after it: bytes,
// half-open. A Lesser one is below another heading.
type Heading struct {
	Start, End int
	Lesser     bool
}

// headingSize is how much larger than the text the letters of a heading are.
const headingSize = 1.15

// SetTextWith shows another text like SetText, with headings, in order and without
// overlap.
func (t *View) SetTextWith(text string, headings []Heading) {
	t.headings = headings
	t.show(text)
}

// headed makes the style of a block that begins at an offset that of a heading, if it
// is in one.
func (t *View) headed(at int, st *layout.Style) {
	i, found := slices.BinarySearchFunc(t.headings, at, func(h Heading, at int) int { return h.Start - at })
	if !found {
		i--
	}
	if i < 0 || at >= t.headings[i].End {
		return
	}
	st.Bold = true
	if !t.headings[i].Lesser {
		st.Size *= headingSize
	}
}
