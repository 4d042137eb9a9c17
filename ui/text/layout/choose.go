package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// choose returns the file for a wish: the first one in order that has all of the
// grapheme, or else its first character.
func (s *System) choose(w wish) (file int, whole, found bool) {
	if w.family != "" {
		return s.chooseFamily(w)
	}
	first := -1
	for _, i := range s.order(order{w.script, w.bold, w.emoji}) {
		f := &s.files[i]
		if f.state == unusable {
			continue
		}
		has, all := hasRunes(f.Runes, w.grapheme)
		if all {
			return i, true, true
		}
		if has && first < 0 {
			first = i
		}
	}
	return max(first, 0), false, first >= 0
}

// chooseFamily returns the file of a family that is nearest to upright, normal width
// and the weight.
func (s *System) chooseFamily(w wish) (file int, whole, found bool) {
	name := font.NormalizeFamily(string(w.family))
	for _, i := range s.order(order{language.Unknown, w.bold, false}) {
		if f := &s.files[i]; f.Family == name && f.state != unusable {
			return i, true, true
		}
	}
	return 0, false, false
}

// hasRunes reports whether a face has the first character, and all visible ones, of
// a grapheme.
func hasRunes(in fontscan.RuneSet, grapheme string) (first, all bool) {
	for i, r := range grapheme {
		has := in.Contains(r)
		if i == 0 {
			first = has
		}
		if !has && (i == 0 || !ignorable(r)) {
			return first, false
		}
	}
	return first, first
}

// order returns the files in the order that they are asked in, best first.
func (s *System) order(by order) []int {
	if known, ok := s.orders[by]; ok {
		return known
	}
	ranks := make([][8]int, len(s.files))
	for i := range s.files {
		ranks[i] = by.rank(&s.files[i].Footprint)
	}
	ordered := make([]int, len(s.files))
	for i := range ordered {
		ordered[i] = i
	}
	slices.SortStableFunc(ordered, func(a, b int) int {
		return cmp.Or(
			slices.Compare(ranks[a][:], ranks[b][:]),
			strings.Compare(s.files[a].Location.File, s.files[b].Location.File),
		)
	})
	s.orders[by] = ordered
	return ordered
}

// rank is how well a face suits, most important first; less is better.
func (by order) rank(f *fontscan.Footprint) [8]int {
	no := func(suits bool) int {
		if suits {
			return 0
		}
		return 1
	}
	weight := font.WeightNormal
	if by.bold {
		weight = font.WeightBold
	}
	away := int(f.Aspect.Weight - weight)
	return [8]int{
		no(isEmoji(f.Family) == by.emoji),
		no(!by.script.Strong() || slices.Contains(f.Scripts, by.script)),
		no(f.Aspect.Style != font.StyleItalic),
		no(f.Aspect.Stretch == font.StretchNormal),
		likeness(f.Family),
		no(inRegion(f.Family, by.script)),
		max(away, -away),
		int(f.Location.Index),
	}
}

func isEmoji(family string) bool { return strings.Contains(family, "emoji") }

// wellKnown are families, by the start of their normalised names, whose many scripts
// go well with the interface's: plain, upright, about as dark.
var wellKnown = [...]string{
	"notosans", "dejavusans", "segoeui", "helveticaneue", "sourcehansans", "pingfang",
	"hiraginosans", "applesdgothicneo", "microsoftyahei", "yugothic", "malgungothic",
	"leelawadee", "nirmalaui", "arialhebrew", "tahoma",
}

// likeness is how like the interface's family another one looks, by its name: less is
// liker.
func likeness(family string) int {
	for _, odd := range []string{"unifont", "lastresort"} {
		if strings.HasPrefix(family, odd) {
			return len(wellKnown) + 3
		}
	}
	for _, other := range []string{"serif", "mono", "math", "typewriter", "symbol", "display"} {
		if strings.Contains(family, other) {
			return len(wellKnown) + 2
		}
	}
	for i, name := range wellKnown {
		if strings.HasPrefix(family, name) {
			return i
		}
	}
	if strings.Contains(family, "sans") || strings.Contains(family, "gothic") {
		return len(wellKnown)
	}
	return len(wellKnown) + 1
}

// inRegion reports whether a family whose name ends with a region, as those do that
// have the same Chinese characters in the forms of several, is the one for a script.
func inRegion(family string, script language.Script) bool {
	region := "sc"
	switch script {
	case language.Hiragana, language.Katakana:
		region = "jp"
	case language.Hangul:
		region = "kr"
	case language.Bopomofo:
		region = "tc"
	}
	for _, other := range []string{"sc", "tc", "hk", "jp", "kr"} {
		if strings.HasSuffix(family, other) {
			return other == region
		}
	}
	return true
}

// draws reports whether a face has, for the first character of a text, a picture of
// a kind that package glyph draws: an outline, coloured layers of outlines, or a PNG.
func draws(f *face, text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	at := f.newFace()
	glyph, ok := at.NominalGlyph(first)
	if !ok {
		return false
	}
	if outline, ok := at.GlyphDataOutline(tables.GlyphID(glyph)); ok && len(outline.Segments) > 0 {
		return true
	}
	if coloured, ok := at.GlyphDataColor(tables.GlyphID(glyph)); ok {
		_, layers := coloured.Paint.(tables.PaintColrLayersResolved)
		return layers
	}
	bitmap, ok := at.GlyphDataBitmap(tables.GlyphID(glyph))
	return ok && bitmap.Format == font.PNG
}
