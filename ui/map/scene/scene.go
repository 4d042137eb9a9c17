// Package scene makes a display list of the map: where the events of a library happened,
// within the time in view.
//
// The one idea: a list says what is drawn in logical units and knows nothing of the
// toolkit. Places are joined to clusters of events by a Joiner, for a time, a step of scale
// and a part of the plane, away from the interface: a frame draws those that there are, and
// costs no more than the rings in view. Rings are what shows how many there are; nothing
// that has a place is left out, and what is outside the time in view is grey.
//
// A map is not mirrored for languages that are written from the right; its words are.
package scene

import (
	"image/color"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/theme/palette"
	timeline "tarikh.org/tarikh/ui/timeline/scene"
)

// Input is what is shown.
type Input struct {
	View     project.View
	Index    *Index
	Joined   *Joined // what is drawn of it, if it is not what Need asks for: one that is made elsewhere; nil: what is needed
	Time     Span    // in view; the zero Span is all of it
	Fresh    Span    // what has just come while time is played
	Selected data.ID // event
	Hovered  int     // cluster under the pointer, or -1
	Box      Box     // that is being drawn
	Calm     bool    // few names of the ground: countries, and the largest cities
	Taken    []Box   // what lies over the map: no label is set below it
	Lang     string  // "ar" or another
	Numbers  func(n int) string
	Palette  palette.Palette
}

// Box is a rectangle on the surface; the zero Box is none.
type Box struct{ X0, Y0, X1, Y1 float32 }

// Stroke is a line of points on the surface.
type Stroke struct {
	Points []Point
	Width  float32
	Dash   float32 // length of dashes and of the gaps; 0: whole
	Colour color.NRGBA
}

// Ring is a circle of coloured parts, clockwise from the top.
type Ring struct {
	X, Y, Radius, Width float32 // Radius is that of the middle of the line
	Parts               []Part
}

// Part is a stretch of a ring up to To, in turns; it ends a little before the next.
type Part struct {
	To     float32
	Colour color.NRGBA
}

// List is a display list. Painted in this order: the ground (Ground.Land and Lines of
// View), Strokes, Under, Rings, Over. It is valid until the builder makes the next one.
type List struct {
	View      project.View
	Ground    *Ground
	Graticule []Path
	Colours   Colours

	Strokes     []Stroke
	Under, Over timeline.Layer
	Rings       []Ring

	Clusters []Cluster
}

// Colours are those of the ground.
type Colours struct{ Sea, Land, Border, Grid color.NRGBA }

// At returns the cluster at a point of the surface, or -1.
func (l *List) At(x, y float32) int {
	best, nearest := -1, float32(0)
	for i := range l.Clusters {
		k := &l.Clusters[i]
		dx, dy := k.X-x, k.Y-y
		reach := k.radius + 4
		if d := dx*dx + dy*dy; d <= reach*reach && (best < 0 || d < nearest) {
			best, nearest = i, d
		}
	}
	return best
}
