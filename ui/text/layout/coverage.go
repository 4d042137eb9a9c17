package layout

import (
	"github.com/go-text/typesetting/language"

	"tarikh.org/tarikh/ui/text/uax9"
)

// chooseFaces finds the faces of the style at hand.
func (s *Shaper) chooseFaces() {
	c := &s.faces
	if c.made && !c.waiting && c.family == s.style.Family && c.bold == s.style.Bold {
		return
	}
	*c = choice{family: s.style.Family, bold: s.style.Bold, made: true, chain: c.chain[:0]}
	families := s.fonts.families
	first := 0
	switch {
	case c.family == FamilyReading:
		first = s.fonts.reading
	case c.family != FamilyInterface && s.fonts.system != nil:
		named, ok := s.fonts.system.find(wish{family: c.family, bold: c.bold})
		if c.waiting = !ok; named.found {
			c.chain = append(c.chain, s.fonts.systemFace(named))
		}
	}
	c.chain = append(c.chain, families[first].of(c.bold))
	for i := range families {
		if i != first {
			c.chain = append(c.chain, families[i].of(c.bold))
		}
	}
	c.common = &s.fonts.face(c.chain[0]).common
}

// systemFace returns the ID of a face of the system.
func (f *Fonts) systemFace(a answer) FaceID {
	return FaceID(len(f.faces) + a.face)
}

// faceOf returns the face for the grapheme at i: the first one that has all of it, or
// else its first rune, or else Marks. White space comes from the primary face, and what
// is invisible changes no face. The grapheme is blank while a face for it is loaded.
func (s *Shaper) faceOf(text string, i int, current FaceID) (id FaceID, blank bool) {
	primary := s.primary()
	if s.marked && isControl(s.text[i]) {
		return Marks, false
	}
	end := i
	for plain := true; plain; {
		plain = s.faces.common.has(s.text[end])
		if end++; s.bounds[end]&graphemeStart != 0 {
			if plain {
				return primary, false
			}
			break
		}
	}
	r := s.text[i]
	switch uax9.ClassOf(r) {
	case uax9.WS, uax9.S, uax9.B:
		return primary, false
	}
	if r == '\u00a0' || r == '\u202f' {
		return primary, false
	}
	if ignorable(r) {
		if i == 0 || current == Marks {
			return primary, false
		}
		return current, false
	}
	for s.bounds[end]&graphemeStart == 0 {
		end++
	}
	return s.faceFor(text, i, end)
}

// faceFor is faceOf for the visible grapheme of runes [start, end): from the families,
// but emoji from the system first.
func (s *Shaper) faceFor(text string, start, end int) (id FaceID, blank bool) {
	emoji := wantsEmoji(s.text[start:end])
	best, found := Marks, false
	for n, id := range s.faces.chain {
		if n > 0 && !s.standsIn(id, start) {
			continue
		}
		has, all := s.covers(id, start, end)
		if all && !emoji {
			return id, false
		}
		if has && !found {
			best, found = id, true
		}
	}
	if s.fonts.system == nil {
		return best, false
	}
	script := s.scripts[start]
	if script == language.Han && s.kana {
		script = language.Hiragana
	}
	a, ok := s.fonts.system.find(wish{
		grapheme: text[s.at[start]:s.at[end]], script: script, emoji: emoji, bold: s.style.Bold,
	})
	switch {
	case !ok && !found:
		s.waiting = true
		return s.primary(), true
	case !ok:
		s.waiting = true
	case a.whole || a.found && !found:
		return s.fonts.systemFace(a), false
	}
	return best, false
}

// standsIn reports whether a face of a family substitutes for the character at i. The
// reading family does so for Arabic only, so that it is parsed for little else.
func (s *Shaper) standsIn(id FaceID, i int) bool {
	n := s.fonts.reading
	if n == 0 || id != s.fonts.families[n].of(s.style.Bold) {
		return true
	}
	return s.scripts[i] == language.Arabic
}

// covers reports whether a face has the first rune, and all visible runes, of the
// grapheme [start, end).
func (s *Shaper) covers(id FaceID, start, end int) (first, all bool) {
	face := s.harfbuzz(id).Face()
	_, first = face.NominalGlyph(s.text[start])
	all = first
	for i := start + 1; all && i < end; i++ {
		if !ignorable(s.text[i]) {
			_, all = face.NominalGlyph(s.text[i])
		}
	}
	return first, all
}
