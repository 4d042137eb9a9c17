package text

import (
	"math"

	"tarikh.org/tarikh/ui/text/edit"
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
	// captionSize is how much smaller those of a caption are.
	captionSize = 0.88
)

// Reading is how an article is set. The zero value is the usual way.
type Reading struct {
	Size    float32 // units; 0 is 17
	Spacing float32 // of the lines, as a factor; 0 is 1
	Family  layout.Family
	Whole   edit.Grain // ByWord, BySentence: what is selected with the mouse is whole; 0 as it is
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

// style is how a paragraph is set that begins at an offset of a text with parts.
func (r Reading) style(parts []Part, start int, rtl bool) layout.Style {
	st := layout.Style{Size: r.Size, LineHeight: latinLine, Family: r.Family}
	if rtl {
		st.LineHeight = arabicLine
	}
	// Whole units keep the lines evenly spaced on whole pixels.
	st.LineHeight = float32(math.Round(float64(st.LineHeight * r.Spacing * r.Size / textSize)))
	switch kindAt(parts, start) {
	case Heading:
		st.Bold = true
		st.Size *= headingSize
	case Subheading:
		st.Bold = true
	case Caption:
		st.Size *= captionSize
	}
	return st
}
