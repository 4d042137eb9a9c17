package office

import (
	"strings"

	"tarikh.org/tarikh/ui/text/uax9"
)

// run is a stretch of a span in one direction, as word processors divide texts.
type run struct {
	span
	rtl bool
}

// runs divides spans by direction, in their order. Numbers and signs among right-to-left
// words are with these, as in documents that people write.
//
// Word has no isolates, and LibreOffice has no direction of runs: for it marks are where
// isolates and embeddings would change the order, see marked.
func runs(spans []span, rtl bool) (all []run) {
	var text []rune
	var of []int // of each character: the span
	for i, s := range spans {
		for _, r := range marked(s.text, rtl) {
			text, of = append(text, r), append(of, i)
		}
	}
	var resolver uax9.Resolver
	levels := resolver.Paragraph(text, direction(rtl)).Levels
	at := 0
	for i, s := range spans {
		if s.text == "" {
			all = append(all, run{s, rtl})
			continue
		}
		for at < len(text) && of[at] == i {
			end := at + 1
			for end < len(text) && of[end] == i && levels[end] == levels[at] {
				end++
			}
			s.text = string(text[at:end])
			back := levels[at]%2 == 1 || levels[at] > 0 && !hasLatin(text[at:end])
			if n := len(all); n > 0 && at > 0 && of[at-1] == i && all[n-1].rtl == back {
				all[n-1].text += s.text
			} else {
				all = append(all, run{s, back})
			}
			at = end
		}
	}
	return all
}

func direction(rtl bool) uax9.Direction {
	if rtl {
		return uax9.RTL
	}
	return uax9.LTR
}

// hasLatin reports letters of left-to-right scripts, of which the mark of this direction is none.
func hasLatin(text []rune) bool {
	for _, r := range text {
		if r != lrm && uax9.ClassOf(r) == uax9.L {
			return true
		}
	}
	return false
}

// Marks of direction, which all word processors know.
const (
	lrm = '\u200e'
	rlm = '\u200f'
)

func mark(rtl bool) rune {
	if rtl {
		return rlm
	}
	return lrm
}

// marked has marks in place of isolates, embeddings and overrides: one of the direction around
// it and one of its own, inside, at both ends. Where all letters inside have the direction
// around it, there are none.
func marked(text string, rtl bool) string {
	if strings.IndexFunc(text, turns) < 0 {
		return text
	}
	var b strings.Builder
	// The directions that are open, the innermost last; quiet ones are written without marks.
	type open struct{ rtl, quiet bool }
	stack := []open{{rtl: rtl}}
	for i, r := range text {
		around := stack[len(stack)-1]
		switch c := uax9.ClassOf(r); {
		case !turns(r):
			b.WriteRune(r)
		case c == uax9.PDI || c == uax9.PDF:
			if len(stack) > 1 {
				stack = stack[:len(stack)-1]
				if !around.quiet {
					b.WriteRune(mark(around.rtl))
					b.WriteRune(mark(stack[len(stack)-1].rtl))
				}
			}
		case len(stack) < maxOpen:
			rest := text[i+len(string(r)):]
			in := open{rtl: c == uax9.RLI || c == uax9.RLE || c == uax9.RLO || c == uax9.FSI && uax9.FirstStrong(within(rest)) == uax9.RTL}
			in.quiet = in.rtl == around.rtl && !turned(within(rest), around.rtl)
			if !in.quiet {
				b.WriteRune(mark(around.rtl))
				b.WriteRune(mark(in.rtl))
			}
			stack = append(stack, in)
		}
	}
	return b.String()
}

// maxOpen bounds how many isolates are in each other (UAX #9, BD2, has 125).
const maxOpen = 16

// turns reports the controls that change the direction of what follows.
func turns(r rune) bool { return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' }

// within is a text up to the end of the isolate or embedding that it is in.
func within(text string) string {
	depth := 0
	for i, r := range text {
		if !turns(r) {
			continue
		}
		if c := uax9.ClassOf(r); c != uax9.PDI && c != uax9.PDF {
			depth++
		} else if depth--; depth < 0 {
			return text[:i]
		}
	}
	return text
}

// turned reports letters against a direction.
func turned(text string, rtl bool) bool {
	for _, r := range text {
		switch uax9.ClassOf(r) {
		case uax9.L:
			if rtl {
				return true
			}
		case uax9.R, uax9.AL:
			if !rtl {
				return true
			}
		}
	}
	return false
}
