package retext

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/ui/text"
)

// written marks the spans of a text: [-gone-], {+come+}.
func written(words string, spans []text.Span) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		end := min(s.End, len(words))
		b.WriteString(words[at:s.Start])
		if s.Line == text.Through {
			b.WriteString("[-" + words[s.Start:end] + "-]")
		} else {
			b.WriteString("{+" + words[s.Start:end] + "+}")
		}
		at = end
	}
	return b.String() + words[at:]
}

func TestDifferenceIsShownByParagraphs(t *testing.T) {
	old := "First.\n\nThey met in Beijing.\n\nThird.\nFourth.\n"
	now := "First.\n\nThey met in Shanghai.\n\nThird.\nFourth.\nوأخيرًا.\n"
	var got []string
	for _, p := range diffText(old, now) {
		if p.same > 0 {
			got = append(got, strings.Repeat("=", p.same))
		} else {
			got = append(got, written(p.text, p.spans))
		}
	}
	want := "= | They met in [-Beijing-]{+Shanghai+}. | == | {+وأخيرًا.+}"
	if strings.Join(got, " | ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " | "), want)
	}
}

func TestWordsOfAPassageAreCompared(t *testing.T) {
	old, now := "لقاء في بكين أمس", "لقاء في موسكو أمس"
	gone, come := diffSpans(old, now)
	if got := written(old, gone); got != "لقاء في [-بكين-] أمس" {
		t.Errorf("before: %s", got)
	}
	if got := written(now, come); got != "لقاء في {+موسكو+} أمس" {
		t.Errorf("now: %s", got)
	}
}
