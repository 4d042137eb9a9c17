package layout

import (
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// tabSpaces is the width of a tab in spaces. Tabs are where they are typed and know
// no stops, for these would depend on the line.
const tabSpaces = 4

// shape shapes all items and adds up the advances. HarfBuzz is asked in font units,
// its default scale, so that no size rounds a measure.
func (s *Shaper) shape() {
	s.glyphs = s.glyphs[:0]
	s.pos = append(s.pos[:0], make([]float64, len(s.text)+1)...)
	for i := range s.items {
		it := &s.items[i]
		if it.face == Marks {
			s.addMarks(it)
			continue
		}
		hb := s.harfbuzz(it.face)
		unit := s.sizeOf(it.face) / float64(hb.Face().Upem())
		s.buf.Clear()
		s.buf.AddRunes(s.shown, it.start, it.end-it.start)
		s.buf.Props = harfbuzz.SegmentProperties{
			Direction: harfbuzz.LeftToRight,
			Script:    it.script,
			Language:  s.languageOf(it.script),
		}
		if it.level&1 == 1 {
			s.buf.Props.Direction = harfbuzz.RightToLeft
		}
		s.buf.Shape(hb, nil)
		it.first = len(s.glyphs)
		for j, info := range s.buf.Info {
			at := &s.buf.Pos[j]
			g := shaped{
				id:      uint32(info.Glyph),
				cluster: info.Cluster,
				advance: float64(at.XAdvance) * unit,
				dx:      float64(at.XOffset) * unit,
				dy:      float64(at.YOffset) * unit,
			}
			if s.text[g.cluster] == '\t' {
				g.advance *= tabSpaces
			}
			s.glyphs = append(s.glyphs, g)
			s.pos[g.cluster+1] += g.advance
			s.bounds[g.cluster] |= clusterStart
		}
		it.last = len(s.glyphs)
		s.bounds[it.start] |= clusterStart
	}
	for i := range s.text {
		s.pos[i+1] += s.pos[i]
	}
}

// addMarks adds the marks of an item's graphemes, in visual order.
func (s *Shaper) addMarks(it *item) {
	letters := s.harfbuzz(s.fonts.families[0].regular).Face()
	it.first = len(s.glyphs)
	for i := it.start; i < it.end; i++ {
		at := i
		if it.level&1 == 1 {
			at = it.end - 1 - (i - it.start)
		}
		if s.bounds[at]&graphemeStart == 0 && !(s.marked && isControl(s.text[at])) {
			continue // what belongs to a character that no face has
		}
		advance := float64(s.fonts.mark(s.text[at], letters).Advance * s.style.Size)
		s.glyphs = append(s.glyphs, shaped{id: uint32(s.text[at]), cluster: at, advance: advance})
		s.pos[at+1] += advance
		s.bounds[at] |= clusterStart
	}
	it.last = len(s.glyphs)
}

// languageOf returns a language that is written in a script: a face may have forms
// for the languages of one script that it must not use for another.
func (s *Shaper) languageOf(script language.Script) language.Language {
	switch script {
	case language.Arabic:
		return "ar"
	case language.Latin, language.Common:
		return "en"
	case language.Han:
		if s.kana {
			return "ja"
		}
	}
	return language.ScriptToLang[script].Language()
}
