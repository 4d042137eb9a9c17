// Package paint draws a display list of package scene into an image.
//
// The idea: the whole strip is one picture, painted afresh for every frame from
// a flat list of rectangles, lines and texts. That costs one to two milliseconds
// for a wide window, grows with pixels and not with events, and needs no object of
// a widget toolkit per mark. Rounded shapes are stamped from masks, anti-aliased
// once for each size and each quarter of a pixel they may start at; straight
// hairlines are snapped to whole device pixels, so that they stay crisp at every
// scale. The same list gives the same bytes, whatever was painted before.
package paint

import (
	"image"
	"math"

	"tarikh.org/tarikh/ui/timeline/scene"
)

// Paint covers the whole of dst with the list, its units multiplied by scale
// (device pixels per unit). What the list does not reach shows its ground. The bounds
// of dst say which part of the picture it is, in device pixels: a picture may be
// painted in parts, which together are the same as the whole.
func (p *Painter) Paint(dst *image.RGBA, l *scene.List, scale float32) {
	clearTo(dst, l.Ground)
	p.layer(dst, l.Bands, l.Lines, l.Marks, l.Curves, l.Pictures, l.Texts, scale)
	for i := range l.Over {
		p.Over(dst, &l.Over[i], scale)
	}
}

// Over draws one layer over what is in dst.
func (p *Painter) Over(dst *image.RGBA, l *scene.Layer, scale float32) {
	p.layer(dst, l.Bands, l.Lines, l.Marks, nil, l.Pictures, l.Texts, scale)
}

func (p *Painter) layer(dst *image.RGBA, bands []scene.Rect, lines []scene.Line, marks []scene.Rect, curves []scene.Curve, pictures []scene.Picture, texts []scene.Text, scale float32) {
	for i := range bands {
		p.rect(dst, &bands[i], float64(scale))
	}
	for i := range lines {
		line(dst, &lines[i], float64(scale))
	}
	for i := range marks {
		p.rect(dst, &marks[i], float64(scale))
	}
	for i := range curves {
		p.curve(dst, &curves[i], scale)
	}
	for i := range pictures {
		p.picture(dst, &pictures[i], float64(scale))
	}
	for i := range texts {
		t := &texts[i]
		p.Glyphs.Draw(dst, t.P, t.X*scale, t.Y*scale, scale, t.Colour)
	}
}

// line draws a horizontal or vertical line in whole device pixels, at least one wide.
func line(dst *image.RGBA, l *scene.Line, scale float64) {
	at := dst.Rect
	thick := max(1, int(math.Round(float64(l.Width)*scale)))
	if l.X0 == l.X1 {
		x := snap(float64(l.X0)*scale-float64(thick)/2, at.Min.X, at.Max.X)
		y0, y1 := float64(min(l.Y0, l.Y1))*scale, float64(max(l.Y0, l.Y1))*scale
		dashes(y0, y1, float64(l.Dash)*scale, at.Min.Y, at.Max.Y, func(from, to int) {
			fillPixels(dst, x, from, x+thick, to, l.Colour)
		})
		return
	}
	y := snap(float64(l.Y0)*scale-float64(thick)/2, at.Min.Y, at.Max.Y)
	x0, x1 := float64(min(l.X0, l.X1))*scale, float64(max(l.X0, l.X1))*scale
	dashes(x0, x1, float64(l.Dash)*scale, at.Min.X, at.Max.X, func(from, to int) {
		fillPixels(dst, from, y, to, y+thick, l.Colour)
	})
}

// dashes calls draw for every dash between two device coordinates that shows
// within [low, high). A dash of 0 is one solid stroke.
func dashes(from, to, dash float64, low, high int, draw func(from, to int)) {
	if dash <= 0 {
		draw(snap(from, low, high), snap(to, low, high))
		return
	}
	length := max(1, math.Round(dash))
	if before := float64(low) - from; before > 0 {
		// Whole periods before the picture change nothing but the time taken.
		from += math.Floor(before/(2*length)) * 2 * length
	}
	for at := from; at < min(to, float64(high)); at += 2 * length {
		draw(snap(at, low, high), snap(min(at+length, to), low, high))
	}
}
