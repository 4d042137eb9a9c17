package pdf

import (
	"math"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/font"

	"tarikh.org/tarikh/ui/text/layout"
)

// fontSet is the fonts of a document. Faces whose files are at hand become subsets of
// them; the glyphs of others, of the system, are drawn one by one (see drawnFont).
type fontSet struct {
	file  *file
	fonts *layout.Fonts
	byID  map[layout.FaceID]*typeface
	order []*typeface // as they came
	parts []layout.Glyph
}

// typeface is a face in a document.
type typeface struct {
	number int        // in the order of the document: FaceIDs follow from when faces were found
	face   *font.Face // nil for marks
	source []byte     // its file, nil where its glyphs are drawn
	codes  map[string]code
	fonts  []writable // the last one takes new codes
}

// writable is a font of a document that is written at its end.
type writable interface {
	write(f *file, name string) Ref
}

func newFontSet(f *file, fonts *layout.Fonts) *fontSet {
	return &fontSet{file: f, fonts: fonts, byID: map[layout.FaceID]*typeface{}}
}

func (s *fontSet) scale(id layout.FaceID) float32 {
	if id == layout.Marks {
		return 1
	}
	return s.fonts.Scale(id)
}

func (s *fontSet) typeface(id layout.FaceID) *typeface {
	t := s.byID[id]
	if t == nil {
		t = &typeface{number: len(s.order), codes: map[string]code{}}
		if id != layout.Marks {
			t.face, t.source = s.fonts.NewFace(id), s.fonts.File(id)
		}
		s.byID[id] = t
		s.order = append(s.order, t)
	}
	return t
}

// run gives the codes of a run in visual order, with where their pens are.
func (s *fontSet) run(text string, r *layout.Run, size float32, put func(c code, x float32)) {
	t := s.typeface(r.Face)
	unit := float64(size) * float64(s.scale(r.Face)) // of an em
	pen := r.X
	for from := 0; from < len(r.Glyphs); {
		to, left := from+1, pen
		pen += r.Glyphs[from].Advance
		for to < len(r.Glyphs) && r.Glyphs[to].Start == r.Glyphs[from].Start {
			pen += r.Glyphs[to].Advance
			to++
		}
		cluster := r.Glyphs[from:to]
		from = to
		says := whatSays(text[cluster[0].Start:cluster[0].End])
		if len(says) == 0 && r.Face == layout.Marks {
			says = []rune{utf8.RuneError} // a control character that is shown
		}
		if rtl := r.Level&1 == 1; len(says) > 0 {
			if rtl && unicode.Is(unicode.Mn, says[len(says)-1]) && ends(text[cluster[0].End:]) {
				says = append(says, endOfWord)
			}
			s.cluster(t, cluster, says, rtl, left, unit, put)
		}
	}
}

// cluster gives the codes of a cluster whose pen is at left, with em units to the em: one,
// or two where signs follow a letter, which then show it together. Programs that count
// signs as without width would lose the place of all that follows.
func (s *fontSet) cluster(t *typeface, cluster []layout.Glyph, says []rune, rtl bool, left float32, em float64, put func(c code, x float32)) {
	upem := t.upem()
	s.parts = s.parts[:0]
	advance := 0.0
	for _, g := range cluster {
		// In font units, from the pen at the cluster's left edge.
		s.parts = append(s.parts, layout.Glyph{ID: g.ID, X: float32(math.Round(float64(g.X-left) / em * upem)), Y: float32(math.Round(float64(-g.Y) / em * upem))})
		advance += float64(g.Advance)
	}
	advance = t.kerned(s.parts, math.Round(advance/em*upem))
	room := math.Round(signRoom * upem)
	signs := signsFrom(says)
	if signs == len(says) || advance < 3*room {
		put(s.code(t, s.parts, advance, says, rtl), left)
		return
	}
	if !rtl {
		put(s.code(t, s.parts, advance-room, says[:signs], rtl), left)
		put(s.code(t, nil, room, says[signs:], rtl), left+float32((advance-room)/upem*em))
		return
	}
	put(s.code(t, nil, room, says[signs:], rtl), left)
	for i := range s.parts {
		s.parts[i].X -= float32(room)
	}
	put(s.code(t, s.parts, advance-room, says[:signs], rtl), left+float32(room/upem*em))
}

// signRoom is how much of a letter's width, in ems, the code has that says its signs: codes
// that are closer than a tenth are taken for one letter that is drawn twice.
const signRoom = 0.12

// code is that of glyphs that are placed in font units.
func (s *fontSet) code(t *typeface, parts []layout.Glyph, advance float64, says []rune, rtl bool) code {
	key := make([]byte, 0, 64)
	for _, p := range parts {
		key = strconv.AppendUint(key, uint64(p.ID), 36)
		key = append(key, ',')
		key = strconv.AppendInt(key, int64(p.X), 36)
		key = append(key, ',')
		key = strconv.AppendInt(key, int64(p.Y), 36)
		key = append(key, ' ')
	}
	key = strconv.AppendInt(key, int64(advance), 36)
	key = append(key, ' ')
	from := len(key)
	for _, r := range says {
		key = utf8.AppendRune(key, r)
	}
	if rtl && len(says) > 1 { // in visual order
		key = key[:from]
		for _, r := range slices.Backward(says) {
			key = utf8.AppendRune(key, r)
		}
	}
	c, known := t.codes[string(key)]
	if !known {
		c = t.add(s, parts, string(key[from:]), advance)
		t.codes[string(key)] = c
	}
	return c
}

func (t *typeface) upem() float64 {
	if t.face == nil {
		return em
	}
	return float64(t.face.Upem())
}

// kerned is the advance of a code: that of its glyph where slight kerning moves the pen. A
// wide gap would be taken for a space.
func (t *typeface) kerned(parts []layout.Glyph, advance float64) float64 {
	if only := parts[0]; len(parts) == 1 && only.X == 0 && only.Y == 0 && t.face != nil {
		if own := float64(t.face.HorizontalAdvance(font.GID(only.ID))); math.Abs(own-advance) <= slight*t.upem() {
			return own
		}
	}
	return advance
}

// slight is the kerning, in ems, up to which a glyph is the same code with another place.
const slight = 0.03

// add makes a code for glyphs, in another font where the last one is full.
func (t *typeface) add(s *fontSet, parts []layout.Glyph, says string, advance float64) code {
	for {
		if n := len(t.fonts); n > 0 {
			c, ok := code{}, false
			switch last := t.fonts[n-1].(type) {
			case *subsetFont:
				c, ok = last.add(parts, says, advance)
			case *drawnFont:
				c, ok = last.add(parts, says, advance)
			}
			if ok {
				c.font = t.name(n - 1)
				return c
			}
		}
		t.fonts = append(t.fonts, t.next(s))
	}
}

// next is a font for more codes.
func (t *typeface) next(s *fontSet) writable {
	if t.source != nil {
		if subset, err := newSubsetFont(t.source); err == nil {
			return subset
		}
	}
	return &drawnFont{fonts: s.fonts, face: t.face}
}

// name names a font of a typeface in the resources of pages.
func (t *typeface) name(n int) string {
	return "F" + strconv.Itoa(t.number) + "_" + strconv.Itoa(n)
}

// each writes all fonts, and gives their names and objects.
func (s *fontSet) each(put func(name string, r Ref)) {
	for _, t := range s.order {
		for n, f := range t.fonts {
			put(t.name(n), f.write(s.file, t.name(n)))
		}
	}
}
