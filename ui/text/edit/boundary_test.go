package edit

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/ui/text/layout"
)

func TestWordAt(t *testing.T) {
	d := New(shaper(t), Options{Size: 14})
	const text = "وُقّع «عهد جديد» 19, can't"
	for _, c := range []struct {
		before string
		up     bool
		want   string
	}{
		{"", false, "وُقّع"},
		{"وُق", false, "وُقّع"},
		{"وُقّع", false, "وُقّع"},
		{"وُقّع «", false, "عهد"},
		{"وُقّع ", false, "«"},
		{"وُقّع «عهد ", true, "جديد"},
		{"وُقّع «عهد جديد» 1", false, "19"},
		{"وُقّع «عهد جديد» 19, ca", false, "can't"},
		{text, true, "can't"},
	} {
		a := layout.Downstream
		if c.up {
			a = layout.Upstream
		}
		d.SetText(text)
		start, end := d.word(Caret{len(c.before), a})
		if got := text[start:end]; got != c.want {
			t.Errorf("after %q: %q, want %q", c.before, got, c.want)
		}
	}
	d.SetText("")
	if start, end := d.word(Caret{}); start != 0 || end != 0 {
		t.Errorf("empty: %d to %d", start, end)
	}
}

// A word holds its offset, within the text and between characters.
func TestWordAtAnyOffset(t *testing.T) {
	d := New(shaper(t), Options{Size: 14})
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("اب ،«\u064f1a'.\u2069\U0001f600"))).Draw(t, "text")
		runes := []rune(text)
		offset := len(string(runes[:rapid.IntRange(0, len(runes)).Draw(t, "rune")]))
		d.SetText(text)
		start, end := d.word(Caret{offset, layout.Affinity(rapid.IntRange(0, 1).Draw(t, "affinity"))})
		if start > offset || end < offset || start < 0 || end > len(text) ||
			!utf8.ValidString(text[:start]) || !utf8.ValidString(text[start:end]) || start == end && text[offset:] != "" {
			t.Fatalf("%d to %d", start, end)
		}
	})
}
