package scene

import (
	"image/color"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/text/layout"
)

// List is a display list: what a painter draws, in logical units from the top
// left corner, y down. Painted in this order: Ground, Bands, Lines, Marks,
// Texts, then every layer of Over in turn. Everything is clipped to W x H.
// It belongs to the Builder that made it and is valid until the next call of
// the same method.
type List struct {
	W, H   float32
	Ground color.NRGBA

	Bands []Rect
	Lines []Line
	Marks []Rect
	// Curves are painted between Marks and Texts.
	Curves []Curve
	// Pictures are painted between Curves and Texts.
	Pictures []Picture
	Texts    []Text
	// Over are layers painted over all that: the tick scale, the gutter with the
	// track names, and labels that must show. They cover what slides below them.
	Over []Layer

	// Hits are the marks that can be pointed at, by row, then time.
	Hits []Hit
	// Chips are the signs of what has no room or is out of view.
	Chips []Chip
	// Spots are other things that can be pointed at.
	Spots   []Spot
	unnamed [][2]int // see Unnamed
	// Reading is where the mark of what is read can be pointed at; zero for none.
	Reading Rect
	// Plot is the part of the list where time runs and marks are.
	Plot Rect
	// Unfinished says that numbers which change while one zooms are not all up to date:
	// another picture of the same input has more of them.
	Unfinished bool
	// Tracks are the tracks from top to bottom, hidden ones left out.
	Tracks []TrackBox
	// ContentHeight is the height that all tracks take together with the scale;
	// where it is more than H, Input.ScrollY may run from 0 to the difference.
	ContentHeight float32
}

// Layer is painted Bands first, Texts last, like a List.
type Layer struct {
	Bands    []Rect
	Lines    []Line
	Marks    []Rect
	Pictures []Picture
	Texts    []Text
}

// Rect is a filled and stroked rounded rectangle. FadeLeft and FadeRight are
// the units over which fill and stroke fade from nothing at that edge. The
// stroke is centred on the outline. One of another form is drawn by its Outline.
type Rect struct {
	X, Y, W, H, Radius  float32
	Form                Form
	Fill                color.NRGBA
	FadeLeft, FadeRight float32
	Stroke              color.NRGBA
	StrokeWidth         float32
}

// Line is horizontal or vertical. Dash is the length of dashes and of the gaps
// between them, counted from (X0, Y0); 0 is a solid line.
type Line struct {
	X0, Y0, X1, Y1, Width float32
	Dash                  float32
	Colour                color.NRGBA
}

// Text is a paragraph with its top left corner.
type Text struct {
	X, Y   float32
	P      *layout.Paragraph
	Colour color.NRGBA
}

// Track is how one track is shown, in the order of the index.
type Track struct {
	Name, Colour string
	// Rows is the most rows to show; 0 leaves it to the strip's height.
	Rows int
	// Collapsed folds the whole track into one density row; Hidden leaves it out.
	Collapsed, Hidden bool
	// Pictured: an event of importance 5 has a picture, which takes two rows.
	Pictured bool
}

// TrackBox is where a track is: [Y0, Y1), scrolled.
type TrackBox struct {
	Track  int
	Y0, Y1 float32
}

// Locale puts the scale into words. A Locale is compared with ==, to know when
// cached words are stale; give a pointer.
type Locale interface {
	Month(m int) string      // 1 to 12: "February"
	MonthShort(m int) string // "Feb"
	Weekday(d int) string    // 0 is Sunday; short: "Fri"
	Weekend(d int) bool
	Number(n int64) string                  // without grouping: a day of the month
	Count(n int) string                     // grouped: "1,234"
	MonthYear(y int64, m int) string        // "February 2022"
	Clock(h, m, s int, seconds bool) string // "20:00", "20:00:05"
	Year(y int64) string                    // astronomical: 2022 is "2022", -43 is "44 BCE"
	HijriDay(m, day int) string             // of the Islamic calendar: "3 Rajab"
	HijriMonth(m int) string                // "Rajab"
	HijriMonthYear(y int64, m int) string   // "Rajab 1443 AH"
	HijriYear(y int64) string               // "1443 AH"
	HijriDate(h dates.Hijri) string         // "3 Rajab 1443 AH"
	YearTick(y, step int64) string          // a tick where ticks are step years apart: "2020", "100 BCE", "66 million BCE"
	Span(y, years int64) string             // years 10, 100 or 1000 from y on: "2020s", "20th century", "2nd millennium"
	Today() string                          // the label of the today line
	InView(n, all int) string               // "4 of 16 in view"
	Found(n int) string                     // "6 found": proposals on a track
}

// Theme holds colours and text sizes (units).
type Theme struct {
	Ground, Panel, Chip            color.NRGBA // Panel lies under the strip, Ground under the overview
	Ink, Muted                     color.NRGBA
	Line, FaintLine                color.NRGBA // hairlines and parent ticks; lesser ticks
	Accent, OnAccent, AccentSoft   color.NRGBA
	Today                          color.NRGBA // the line of the present
	Selection                      color.NRGBA // the halo and the overview's window, translucent
	Weekend                        color.NRGBA
	Lit                            color.NRGBA // behind events that stand out, and in bars
	Warning                        color.NRGBA // of the badge of a passage to check
	Track, Soft, Deep              func(colour string) color.NRGBA
	OnDeep                         color.NRGBA // words on Deep
	LabelSize, TickSize, CountSize float32
}
