package chronology

import (
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Styles of print, in points. The reading face is for what is read as a headline and for
// quotations; it is set larger by itself, see layout.Fonts.Scale.
var (
	headlineStyle = layout.Style{Size: 27, LineHeight: 44, Bold: true, Family: layout.FamilyReading, MaxLines: 5, ShowControls: true}
	standfirst    = layout.Style{Size: 11, LineHeight: 20, Family: layout.FamilyReading}
	toldStyle     = layout.Style{Size: 9.4, LineHeight: 17, Family: layout.FamilyReading, MaxLines: 3}
	sectionStyle  = layout.Style{Size: 13, LineHeight: 24, Bold: true, Family: layout.FamilyReading, MaxLines: 1, ShowControls: true}
	titleStyle    = layout.Style{Size: 10.6, LineHeight: 18, Bold: true, Family: layout.FamilyReading, ShowControls: true}
	dateStyle     = layout.Style{Size: 10, LineHeight: 17, Bold: true, Family: layout.FamilyReading, ShowControls: true}
	sideStyle     = layout.Style{Size: 7.6, LineHeight: 12, ShowControls: true}
	textStyle     = layout.Style{Size: 9, LineHeight: 14.5}
	quoteStyle    = layout.Style{Size: 9, LineHeight: 17, Family: layout.FamilyReading}
	noteStyle     = layout.Style{Size: 8.4, LineHeight: 13.5}
	lineStyle     = layout.Style{Size: 8, LineHeight: 13, ShowControls: true}
	numberStyle   = layout.Style{Size: 8, LineHeight: 13, Bold: true}
	citeStyle     = layout.Style{Size: 6, LineHeight: 9, Bold: true}
	contentsStyle = layout.Style{Size: 8.6, LineHeight: 13, MaxLines: 1}
	runningStyle  = layout.Style{Size: 8, LineHeight: 13, MaxLines: 1, ShowControls: true}
	footStyle     = layout.Style{Size: 7.4, LineHeight: 12, MaxLines: 1, ShowControls: true}
)

// setter lays out texts, and waits for faces of the system where these are needed.
type setter struct {
	shaper *layout.Shaper
	system *layout.System
	rtl    bool // of the document
}

func newSetter(f poster.Faces, rtl bool) setter {
	return setter{layout.NewShaper(f.Fonts), f.System, rtl}
}

// mostLoads bounds how often a text is laid out again since faces of the system came in.
const mostLoads = 4

// set lays a paragraph out in its own direction, at its own side.
func (s setter) set(text string, st layout.Style, width float64) *layout.Paragraph {
	for n := 0; ; n++ {
		p := s.shaper.Paragraph(text, st, float32(width))
		if !p.Waiting || s.system == nil || n == mostLoads || s.system.Wait() != nil {
			return p
		}
	}
}

// own lays out words of the document's own, in its direction. What people wrote is between
// isolates in them, see foreign.
func (s setter) own(text string, st layout.Style, width float64) *layout.Paragraph {
	st.ShowControls = false
	st.Base = uax9.LTR
	if s.rtl {
		st.Base = uax9.RTL
	}
	return s.set(text, st, width)
}

// beside lays out a line of any direction at the side where the document begins to read.
func (s setter) beside(text string, st layout.Style, width float64) *layout.Paragraph {
	st.Align = layout.AlignLeft
	if s.rtl {
		st.Align = layout.AlignRight
	}
	return s.set(text, st, width)
}
