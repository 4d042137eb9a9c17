package uax9

import (
	"sort"
)

// bracketKind tells what a character is to rule N0.
type bracketKind uint8

const (
	noBracket bracketKind = iota
	opening
	closing
)

// bracketOf tells whether r is a bracket, and its pair: the opening bracket, in
// canonical form, so that U+2329 closes with U+3009 and so on (BD16).
func bracketOf(r rune) (kind bracketKind, pair rune) {
	if r < 0x80 {
		switch r {
		case '(', '[', '{':
			return opening, r
		case ')':
			return closing, '('
		case ']':
			return closing, '['
		case '}':
			return closing, '{'
		}
		return noBracket, 0
	}
	i := sort.Search(len(brackets), func(i int) bool { return brackets[i].r >= r })
	if i == len(brackets) || brackets[i].r != r {
		return noBracket, 0
	}
	return brackets[i].kind, brackets[i].pair
}

// brackets are those above ASCII, sorted.
var brackets = func() (list []bracketEntry) {
	for _, p := range bracketPairs {
		pair := p[0]
		if pair == 0x2329 { // canonically equivalent
			pair = 0x3008
		}
		list = append(list, bracketEntry{p[0], opening, pair}, bracketEntry{p[1], closing, pair})
	}
	sort.Slice(list, func(i, j int) bool { return list[i].r < list[j].r })
	return list
}()

type bracketEntry struct {
	r    rune
	kind bracketKind
	pair rune
}

// bracketPairs are the paired brackets of BidiBrackets-17.0.0.txt above ASCII.
var bracketPairs = [...][2]rune{
	{0x0F3A, 0x0F3B},
	{0x0F3C, 0x0F3D},
	{0x169B, 0x169C},
	{0x2045, 0x2046},
	{0x207D, 0x207E},
	{0x208D, 0x208E},
	{0x2308, 0x2309},
	{0x230A, 0x230B},
	{0x2329, 0x232A},
	{0x2768, 0x2769},
	{0x276A, 0x276B},
	{0x276C, 0x276D},
	{0x276E, 0x276F},
	{0x2770, 0x2771},
	{0x2772, 0x2773},
	{0x2774, 0x2775},
	{0x27C5, 0x27C6},
	{0x27E6, 0x27E7},
	{0x27E8, 0x27E9},
	{0x27EA, 0x27EB},
	{0x27EC, 0x27ED},
	{0x27EE, 0x27EF},
	{0x2983, 0x2984},
	{0x2985, 0x2986},
	{0x2987, 0x2988},
	{0x2989, 0x298A},
	{0x298B, 0x298C},
	{0x298D, 0x2990},
	{0x298F, 0x298E},
	{0x2991, 0x2992},
	{0x2993, 0x2994},
	{0x2995, 0x2996},
	{0x2997, 0x2998},
	{0x29D8, 0x29D9},
	{0x29DA, 0x29DB},
	{0x29FC, 0x29FD},
	{0x2E22, 0x2E23},
	{0x2E24, 0x2E25},
	{0x2E26, 0x2E27},
	{0x2E28, 0x2E29},
	{0x2E55, 0x2E56},
	{0x2E57, 0x2E58},
	{0x2E59, 0x2E5A},
	{0x2E5B, 0x2E5C},
	{0x3008, 0x3009},
	{0x300A, 0x300B},
	{0x300C, 0x300D},
	{0x300E, 0x300F},
	{0x3010, 0x3011},
	{0x3014, 0x3015},
	{0x3016, 0x3017},
	{0x3018, 0x3019},
	{0x301A, 0x301B},
	{0xFE59, 0xFE5A},
	{0xFE5B, 0xFE5C},
	{0xFE5D, 0xFE5E},
	{0xFF08, 0xFF09},
	{0xFF3B, 0xFF3D},
	{0xFF5B, 0xFF5D},
	{0xFF5F, 0xFF60},
	{0xFF62, 0xFF63},
}

// findPairs finds the bracket pairs of the sequence (BD16) into s.pairs, one
// element a character, and reports whether there are any.
func (s *sequence) findPairs(text []rune) (found bool) {
	s.pairs = sized(s.pairs, len(s.types))
	s.stack = s.stack[:0]
	for i, t := range s.types {
		s.pairs[i].close = none
		if strong := strongOf(t); strong != ON {
			if n := len(s.stack); n > 0 {
				s.stack[n-1].inside |= 1 << strong
			}
			continue
		}
		if t != ON {
			continue
		}
		kind, pair := bracketOf(text[s.index[i]])
		switch kind {
		case opening:
			if len(s.stack) == maxOpeners {
				for j := i + 1; j < len(s.types); j++ {
					s.pairs[j].close = none
				}
				return found
			}
			s.stack = append(s.stack, opener{pair: pair, place: int32(i)})
		case closing:
			for n := len(s.stack) - 1; n >= 0; n-- {
				if s.stack[n].pair != pair {
					continue
				}
				var inside classes // of the closed one and all that stay unclosed in it
				for _, o := range s.stack[n:] {
					inside |= o.inside
				}
				s.pairs[s.stack[n].place] = bracketPair{int32(i), inside}
				found = true
				s.stack = s.stack[:n]
				if n > 0 {
					s.stack[n-1].inside |= inside
				}
				break
			}
		}
	}
	return found
}

// maxOpeners is the room on the stack of BD16.
const maxOpeners = 63

// pairBrackets applies N0. original holds the classes of the paragraph.
func (s *sequence) pairBrackets(text []rune, original []Class) {
	if !s.findPairs(text) {
		return
	}
	before := s.sos // last strong class before i, counting what N0 has set so far
	for i := range s.types {
		if pair := s.pairs[i]; pair.close != none {
			other := L + R - s.e
			switch {
			case pair.inside&(1<<s.e) != 0: // N0 b
				s.setPair(int32(i), pair.close, s.e, original)
			case pair.inside&(1<<other) != 0 && before == other: // N0 c1
				s.setPair(int32(i), pair.close, other, original)
			case pair.inside&(1<<other) != 0: // N0 c2
				s.setPair(int32(i), pair.close, s.e, original)
			}
		}
		if strong := strongOf(s.types[i]); strong != ON {
			before = strong
		}
	}
}

// setPair gives both brackets the class to, and with each the nonspacing marks
// that follow it.
func (s *sequence) setPair(open, close int32, to Class, original []Class) {
	for _, i := range [2]int32{open, close} {
		s.types[i] = to
		for j := int(i) + 1; j < len(s.types) && original[s.index[j]] == NSM; j++ {
			s.types[j] = to
		}
	}
}
