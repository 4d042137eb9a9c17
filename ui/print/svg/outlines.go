package svg

import (
	"bufio"
	"bytes"
	"fmt"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// glyphs is the outlines that are drawn, each once, in font units with y up.
type glyphs struct {
	fonts *layout.Fonts
	faces map[layout.FaceID]*font.Face
	ids   map[glyphKey]int
	paths bytes.Buffer
}

type glyphKey struct {
	face  layout.FaceID
	glyph uint32
}

func newGlyphs(f *layout.Fonts) *glyphs {
	return &glyphs{fonts: f, faces: map[layout.FaceID]*font.Face{}, ids: map[glyphKey]int{}}
}

func (g *glyphs) face(id layout.FaceID) *font.Face {
	face := g.faces[id]
	if face == nil {
		face = g.fonts.NewFace(id)
		g.faces[id] = face
	}
	return face
}

// drawable reports whether all that is seen of a line has outlines; emoji have pictures.
func (g *glyphs) drawable(l *layout.Line) bool {
	for i := range l.Runs {
		r := &l.Runs[i]
		if r.Face == layout.Marks {
			continue
		}
		face := g.face(r.Face)
		for j := range r.Glyphs {
			gid := tables.GlyphID(r.Glyphs[j].ID)
			if _, coloured := face.GlyphDataColor(gid); coloured {
				return false
			}
			if _, bitmap := face.GlyphDataBitmap(gid); bitmap {
				return false
			}
		}
	}
	return true
}

// id returns the number of an outline, and false where there is nothing to draw.
func (g *glyphs) id(key glyphKey) (int, bool) {
	if n, ok := g.ids[key]; ok {
		return n, n >= 0
	}
	found, _ := g.face(key.face).GlyphDataOutline(tables.GlyphID(key.glyph))
	if len(found.Segments) == 0 {
		g.ids[key] = -1
		return 0, false
	}
	n := len(g.ids)
	g.ids[key] = n
	fmt.Fprintf(&g.paths, `<path id="g%d" d="`, n)
	for i := range found.Segments {
		s := &found.Segments[i]
		if s.Op == opentype.SegmentOpMoveTo && i > 0 {
			g.paths.WriteByte('Z')
		}
		g.paths.WriteByte("MLQC"[s.Op])
		for j, at := range s.ArgsSlice() {
			if j > 0 {
				g.paths.WriteByte(' ')
			}
			g.paths.WriteString(number(at.X) + " " + number(at.Y))
		}
	}
	g.paths.WriteString(`Z"/>`)
	return n, true
}

func (g *glyphs) write(out *bufio.Writer) { out.Write(g.paths.Bytes()) }

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
