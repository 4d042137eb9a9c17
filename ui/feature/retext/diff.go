package retext

import (
	"strings"

	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data/text/diff"
	"tarikh.org/tarikh/ui/text"
)

// diffSpans marks the words that were removed from an earlier text and those that were
// added.
func diffSpans(old, now string) (gone, come []text.Span) {
	for _, c := range diff.Changes(diff.Texts(old, now)) {
		if c.Old.Len() > 0 {
			gone = append(gone, removedSpan(c.Old.Start, c.Old.End))
		}
		if c.New.Len() > 0 {
			come = append(come, addedSpan(c.New.Start, c.New.End))
		}
	}
	return gone, come
}

func removedSpan(start, end int) text.Span {
	return text.Span{Start: start, End: end, Ground: "red", Ink: fynetheme.ColorNameError, Line: text.Through}
}

func addedSpan(start, end int) text.Span { return text.Span{Start: start, End: end, Ground: "green"} }

// diffPart is a stretch of a difference: paragraphs that are the same, or some that are
// not, in which removed words precede added ones.
type diffPart struct {
	same  int // how many paragraphs, without empty ones
	text  string
	spans []text.Span
}

// diffText is what changed between two texts.
func diffText(old, now string) []diffPart {
	var parts []diffPart
	for _, s := range diff.Texts(old, now) {
		if len(s.Changes) > 0 {
			parts = append(parts, changedPart(old, now, s))
			continue
		}
		same := 0
		for line := range strings.Lines(old[s.Old.Start:s.Old.End]) {
			if strings.TrimSpace(line) != "" {
				same++
			}
		}
		if same > 0 {
			parts = append(parts, diffPart{same: same})
		}
	}
	return parts
}

func changedPart(old, now string, s diff.Stretch) diffPart {
	var p diffPart
	var b strings.Builder
	at := s.Old.Start
	for _, c := range s.Changes {
		b.WriteString(old[at:c.Old.Start])
		if c.Old.Len() > 0 {
			start := b.Len()
			b.WriteString(old[c.Old.Start:c.Old.End])
			p.spans = append(p.spans, removedSpan(start, b.Len()))
		}
		if c.New.Len() > 0 {
			start := b.Len()
			b.WriteString(now[c.New.Start:c.New.End])
			p.spans = append(p.spans, addedSpan(start, b.Len()))
		}
		at = c.Old.End
	}
	b.WriteString(old[at:s.Old.End])
	p.text = strings.TrimRight(b.String(), "\n")
	return p
}
