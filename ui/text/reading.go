package text

import (
	"math"
	"slices"

	"tarikh.org/tarikh/ui/text/layout"
)

// Measures of an article, in units.
const (
	textSize     = 17
	arabicLine   = 34 // 2.0 times the size
	latinLine    = 27 // 1.6 times the size
	paragraphGap = 10
	fullMeasure  = 700 // the column's greatest width
	sidePadding  = 30  // the column's least distance from the sides
	gutter       = 24  // of the sidePadding, drawn with the text: bars of annotations
	footRoom     = 72
	// headingSize is how much larger than the text the letters of a heading are.
	headingSize = 1.15
)

// Reading is how an article is set. The zero value is the usual way.
type Reading struct {
	Size    float32 // units; 0 is 17
	Spacing float32 // of the lines, as a factor; 0 is 1
	Family  layout.Family
}

// whole fills in what is not said.
func (r Reading) whole() Reading {
	if r.Size <= 0 {
		r.Size = textSize
	}
	if r.Spacing <= 0 {
		r.Spacing = 1
	}
	return r
}

// measure is the column's greatest width: larger letters want a wider one.
func (r Reading) measure() float32 { return fullMeasure * r.Size / textSize }

// Heading is a paragraph of the text that is above those after it: bytes,
// half-open. A Lesser one is below another heading.
type Heading struct {
	Start, End int
	Lesser     bool
}

// style is how a paragraph is set that begins at an offset of a text with headings.
func (r Reading) style(headings []Heading, start int, rtl bool) layout.Style {
	st := layout.Style{Size: r.Size, LineHeight: latinLine, Family: r.Family}
	if rtl {
		st.LineHeight = arabicLine
	}
	// Whole units keep the lines evenly spaced on whole pixels.
	st.LineHeight = float32(math.Round(float64(st.LineHeight * r.Spacing * r.Size / textSize)))
	i, found := slices.BinarySearchFunc(headings, start, func(h Heading, at int) int { return h.Start - at })
	if !found {
		i--
	}
	if i >= 0 && start < headings[i].End {
		st.Bold = true
		if !headings[i].Lesser {
			st.Size *= headingSize
		}
	}
	return st
}
