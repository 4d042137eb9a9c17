package wording_test

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data/text/wording"
)

// A wording is told apart word by word from the one that it is nearest to; one in other words
// from none.
func TestNearest(t *testing.T) {
	texts := []string{
		"The old mill in Ardea burned down at night and 12 people were killed.",
		"Police have arrested two men in Turin over a theft of paintings.",
		"The old mill in Ardea burned down at night, and 21 people were hurt.",
		"احترقت الطاحونة القديمة في المدينة ليلًا وقُتل ١٢ شخصًا.",
		"احترقت الطاحونة القديمة في المدينة فجرًا وقتل 12 شخصا.",
		"Nobody knows.", "Nobody knew.",
	}
	changed := func(n wording.Nearness, text string) (words []string) {
		for _, c := range n.Changes {
			words = append(words, text[c.New.Start:c.New.End])
		}
		return words
	}
	got := wording.Nearest(texts, nil)
	for i, want := range []struct {
		to    int
		words string
	}{{2, "12 killed"}, {-1, ""}, {0, "21 hurt"}, {4, "ليلًا"}, {3, "فجرًا"}, {-1, ""}, {-1, ""}} {
		if got[i].To != want.to || strings.Join(changed(got[i], texts[i]), " ") != want.words {
			t.Errorf("%q: nearest to %d, %q", texts[i], got[i].To, changed(got[i], texts[i]))
		}
	}
}
