package svg

import (
	"bufio"
	"bytes"
	"fmt"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"

	"tarikh.org/tarikh/ui/text/layout"
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

func (g *glyphs) define(out *bufio.Writer) { out.Write(g.paths.Bytes()) }
