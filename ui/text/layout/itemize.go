package layout

import (
	"strings"

	"github.com/go-text/typesetting/language"

	"tarikh.org/tarikh/ui/text/uax9"
)

// read takes the paragraph apart into runes and finds its graphemes.
func (s *Shaper) read(text string) {
	s.text, s.at, s.hanging, s.bounds = s.text[:0], s.at[:0], s.hanging[:0], s.bounds[:0]
	simple := true
	s.marked = false
	for i, r := range text {
		s.text = append(s.text, r)
		s.marked = s.marked || s.style.ShowControls && isControl(r)
		s.at = append(s.at, i)
		simple = simple && standsAlone(r)
		s.bounds = append(s.bounds, graphemeStart)
	}
	s.at = append(s.at, len(text))
	s.bounds = append(s.bounds, mayDivide|lineOpportunity)
	s.broken = false
	if !simple {
		s.segment()
	}
}

// segment finds the graphemes and the line opportunities. It needs the original
// runes, and is expensive, so it is left out where neither matters.
func (s *Shaper) segment() {
	s.broken = true
	s.seg.Init(s.text)
	for i := range s.text {
		s.bounds[i] &= clusterStart
	}
	for it := s.seg.GraphemeIterator(); it.Next(); {
		s.bounds[it.Grapheme().Offset] |= graphemeStart
	}
	for it := s.seg.LineIterator(); it.Next(); {
		s.bounds[it.Line().Offset] |= lineOpportunity
	}
	for i := 1; i < len(s.text); i++ {
		before, after := s.text[i-1], s.text[i]
		switch {
		case before == '\u00ad': // no hyphen is drawn, so it divides no word
			s.bounds[i] &^= lineOpportunity
		case graphic(before) && graphic(after):
			s.bounds[i] &^= lineOpportunity
			if breaksASCII(before, after, i > 1 && alphanumeric(s.text[i-2])) {
				s.bounds[i] |= lineOpportunity
			}
		}
	}
}

// standsAlone reports that r is a grapheme of its own whatever its neighbours are,
// as long as they stand alone too. It knows Latin, Arabic and common punctuation.
func standsAlone(r rune) bool {
	switch {
	case r < 0x300:
		return r != '\r'
	case r < 0x600:
		return false
	case r < 0x700:
		return r >= 0x606 && r < 0x610 || r > 0x61a && r < 0x64b ||
			r > 0x65f && r < 0x670 || r > 0x670 && r < 0x6d6 || r > 0x6ed
	}
	return r >= 0x200e && r < 0x2060
}

// itemize finds levels, scripts and faces, and the items they make. A grapheme goes
// with its first rune, so that none is divided.
func (s *Shaper) itemize(text string) {
	resolved := s.bidi.Paragraph(s.classed(), s.style.Base)
	s.base = resolved.Base
	s.levels = resolved.L1(s.levels[:0], 0, len(s.text))
	s.findScripts()
	s.items, s.shown, s.waiting = s.items[:0], s.shown[:0], s.faces.waiting
	var last item
	blank := false
	for i, r := range s.text {
		starts := s.bounds[i]&graphemeStart != 0
		divides := starts || i > 0 && s.hanging[i-1]
		marked := s.marked && isControl(r)
		s.hanging = append(s.hanging, divides && !marked && hangs(uax9.ClassOf(r)))
		switch {
		case marked:
			r = neutralMark
		case blank && !starts:
			r = '\u200c'
		default:
			r = readable(r)
		}
		s.shown = append(s.shown, r)
		if i > 0 && !starts {
			continue
		}
		var face FaceID
		if face, blank = s.faceOf(text, i, last.face); blank {
			s.shown[i] = '\u2003'
		}
		if i > 0 && s.levels[i] == last.level && s.scripts[i] == last.script && face == last.face {
			continue
		}
		if i > 0 {
			last.end = i
			s.items = append(s.items, last)
		}
		last = item{start: i, level: s.levels[i], script: s.scripts[i], face: face}
	}
	if len(s.text) > 0 {
		last.end = len(s.text)
		s.items = append(s.items, last)
	}
}

// neutralMark is what a control that is shown counts as: it has no direction of its
// own, and joins no letters.
const neutralMark = '\ufffc'

// classed returns the text as the bidirectional algorithm is to see it: without the
// controls that are shown.
func (s *Shaper) classed() []rune {
	if !s.marked {
		return s.text
	}
	s.neutral = append(s.neutral[:0], s.text...)
	for i, r := range s.neutral {
		if isControl(r) {
			s.neutral[i] = neutralMark
		}
	}
	return s.neutral
}

// hangs reports the classes that rule L1 resets at the end of a line: white space,
// separators, and what is invisible anyway.
func hangs(c uax9.Class) bool {
	switch c {
	case uax9.WS, uax9.S, uax9.B, uax9.BN,
		uax9.LRE, uax9.RLE, uax9.LRO, uax9.RLO, uax9.PDF,
		uax9.LRI, uax9.RLI, uax9.FSI, uax9.PDI:
		return true
	}
	return false
}

// findScripts resolves the script of every rune (UAX #24): what is common to several
// goes with the text before it, or at the start with the text after it, and a closing
// bracket with its opening one.
func (s *Shaper) findScripts() {
	s.scripts, s.opened, s.kana = s.scripts[:0], s.opened[:0], false
	current := language.Common
	for i, r := range s.text {
		script := scriptOf(r)
		s.kana = s.kana || script == language.Hiragana || script == language.Katakana
		switch {
		case script.Strong():
			if current == language.Common {
				for j := range i {
					s.scripts[j] = script
				}
				for j := range s.opened {
					s.opened[j] = script
				}
			}
			current = script
		case strings.ContainsRune("([{\u00ab\u201c", r):
			s.opened = append(s.opened, current)
		case len(s.opened) > 0 && strings.ContainsRune(")]}\u00bb\u201d", r):
			current = s.opened[len(s.opened)-1]
			s.opened = s.opened[:len(s.opened)-1]
		}
		s.scripts = append(s.scripts, current)
	}
}

// scriptOf is language.LookupScript with a short way for the commonest characters.
func scriptOf(r rune) language.Script {
	switch {
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
		return language.Latin
	case r < 0x80:
		return language.Common
	case r >= 0x620 && r < 0x640 || r > 0x640 && r < 0x64b:
		return language.Arabic
	}
	return language.LookupScript(r)
}
