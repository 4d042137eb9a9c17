package svg

import (
	"fmt"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// outlined draws a line as outlines; its name is the text.
func (d *drawing) outlined(t *scene.Text, l *layout.Line) {
	d.body.WriteString("<g")
	if d.outlines {
		d.body.WriteString(` role="img" aria-label="` + escaped(t.P.Text[l.Start:l.End]) + `"`)
	} else {
		d.attribute("aria-hidden", "true") // the text is beside it
	}
	d.colour("fill", t.Colour)
	d.body.WriteByte('>')
	x, y := t.X+l.X, t.Y+l.Baseline
	for i := range l.Runs {
		r := &l.Runs[i]
		if r.Face == layout.Marks {
			d.marks(r, x, y, t.P.Style.Size)
			continue
		}
		scale := t.P.Style.Size * d.glyphs.fonts.Scale(r.Face) / float32(d.glyphs.face(r.Face).Upem())
		d.run(r.Glyphs, r.Face, x, y, scale)
	}
	d.body.WriteString("</g>")
}

// run draws glyphs from a pen on, scale units to the font unit.
func (d *drawing) run(glyphs []layout.Glyph, face layout.FaceID, x, y, scale float32) {
	fmt.Fprintf(&d.body, `<g transform="translate(%s %s) scale(%s -%s)">`, number(x), number(y), fine(scale), fine(scale))
	for i := range glyphs {
		g := &glyphs[i]
		id, ok := d.glyphs.id(glyphKey{face, g.ID})
		if !ok {
			continue
		}
		fmt.Fprintf(&d.body, `<use xlink:href="#g%d"`, id)
		d.measure("x", g.X/scale)
		if g.Y != 0 {
			d.measure("y", -g.Y/scale)
		}
		d.body.WriteString("/>")
	}
	d.body.WriteString("</g>")
}

// fine writes a small factor.
func fine(v float32) string { return fmt.Sprintf("%.7g", v) }

// marks draws the frames of characters that are shown as such, or that no face has.
func (d *drawing) marks(r *layout.Run, x, y, size float32) {
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		m := d.glyphs.fonts.Mark(rune(g.ID))
		pen, stroke := x+g.X, m.Stroke*size
		left, top, width, height := pen+m.Frame.X*size, y+m.Frame.Y*size, m.Frame.W*size, m.Frame.H*size
		fmt.Fprintf(&d.body, `<path fill-rule="evenodd" d="M%s %sh%sv%sh-%szM%s %sh%sv%sh-%sz"/>`,
			number(left), number(top), number(width), number(height), number(width),
			number(left+stroke), number(top+stroke), number(width-2*stroke), number(height-2*stroke), number(width-2*stroke))
		letters := make([]layout.Glyph, len(m.Letters))
		for j, letter := range m.Letters {
			letters[j] = layout.Glyph{ID: letter.ID, X: letter.X * size}
		}
		d.run(letters, m.Face, pen, y, size*m.Size/float32(d.glyphs.face(m.Face).Upem()))
	}
}
