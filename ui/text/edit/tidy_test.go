package edit

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/ui/text/uax9"
)

// White space at the ends of a selection is left out, and words or sentences are whole
// where they are to be; the end that moves stays the one that moves.
func TestTidy(t *testing.T) {
	const text = "The U.S. team, led by J. Smith, won. “Who knew?” he asked. Nobody.\nقال الوزير: لن نوقّع. ثم خرج؟ نعم\n"
	ts := shaper(t)
	for _, c := range []struct {
		name, selected string
		whole          Grain
		want           string
	}{
		{"as it is", "eam, led", ByGrapheme, "eam, led"},
		{"white space", " team, ", ByGrapheme, "team,"},
		{"only white space", " ", ByGrapheme, ""},
		{"words", "eam, le", ByWord, "team, led"},
		{"whole words already", "team, led", ByWord, "team, led"},
		{"a sentence with initials", "led by", BySentence, "The U.S. team, led by J. Smith, won."},
		{"one with a quotation", "knew", BySentence, "“Who knew?” he asked."},
		{"two sentences", "won. “Who", BySentence, "The U.S. team, led by J. Smith, won. “Who knew?” he asked."},
		{"the last of a paragraph", "Nobody", BySentence, "Nobody."},
		{"Arabic words", "وزير: ل", ByWord, "الوزير: لن"},
		{"an Arabic sentence", "الوزير", BySentence, "قال الوزير: لن نوقّع."},
		{"an Arabic question", "خرج", BySentence, "ثم خرج؟"},
		{"without a stop", "نعم", BySentence, "نعم"},
	} {
		start := strings.Index(text, c.selected)
		for _, backward := range []bool{false, true} {
			s := NewSelection(ts, Options{Size: 14, ReadOnly: true})
			s.SetText(text, uax9.LTR)
			s.Resize(400, 300)
			anchor, head := start, start+len(c.selected)
			if backward {
				anchor, head = head, anchor
			}
			s.Select(anchor, head)
			s.Tidy(c.whole)
			if got := s.Selected(); got != c.want {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
			if from, to := s.Range(); from < to && (s.Head().Offset == from) != backward {
				t.Errorf("%s: the other end moves", c.name)
			}
		}
	}
}
