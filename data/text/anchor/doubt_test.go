package anchor_test

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data/text/anchor"
)

// A sentence was cut out, its context closed over the gap, and the same words stand
// far off: however long they are, that is no more than ambiguous. Where the context
// is gone as well, the same place is only adrift.
func TestAPassageCutOutIsAmbiguousElsewhere(t *testing.T) {
	for _, c := range []struct{ name, text, quote, far string }{
		{"en", english, plan + "\n", strings.Repeat("Rain fell over the hills all day long.\n", 20)},
		{"ar", arabic, khutt + "\n", strings.Repeat("هطل المطر على التلال طوال النهار.\n", 20)},
	} {
		s := passage(t, c.text, c.quote)
		closed := strings.Replace(c.text, c.quote, "", 1) + c.far + c.quote + c.far
		m, ok := anchor.Resolve(closed, s)
		if !ok || closed[m.Start:m.End] != c.quote || m.Score > anchor.Ambiguous {
			t.Errorf("%s, the gap closed: %+v (found: %v), want a score of at most %v", c.name, m, ok, anchor.Ambiguous)
		}
		gone := c.far + c.quote + c.far
		m, ok = anchor.Resolve(gone, s)
		if !ok || gone[m.Start:m.End] != c.quote || m.Score <= anchor.Ambiguous || m.Score > anchor.Adrift {
			t.Errorf("%s, all around it gone: %+v (found: %v), want a score of at most %v", c.name, m, ok, anchor.Adrift)
		}
	}
}

// A word or two like the quote stand in every article. Without their context they
// are too little evidence; in it they are enough.
func TestFewLettersAreNoEvidence(t *testing.T) {
	for _, c := range []struct{ name, text, quote, like, other string }{
		{"en", english, "the ports", "the parts", "Rain fell over all the hills, and the parts of them that were bare began to slide. "},
		{"en", english, "eastern hall", "eastern hill", "Snow lay on each eastern hill until March, and nobody went up there before May. "},
		{"ar", arabic, "للأنهار", "للأنهاء", "هطل المطر على التلال، وعاد الرعاة للأنهاء قبل أن يحل الظلام على الوادي. "},
	} {
		s := passage(t, c.text, c.quote)
		if m, ok := anchor.Resolve(c.other, s); ok {
			t.Errorf("%s: %q is taken for %q: %+v", c.name, c.other[m.Start:m.End], c.quote, m)
		}
		changed := strings.Replace(c.text, c.quote, c.like, 1)
		if m, ok := anchor.Resolve(changed, s); !ok || changed[m.Start:m.End] != c.like {
			t.Errorf("%s: in its context %q is not found: %+v, %v", c.name, c.like, m, ok)
		}
	}
}

// Three words that are alike but for a letter are evidence even without their
// context, for a person to check.
func TestMoreLettersAreEvidence(t *testing.T) {
	const other = "Snow lay on the eastern hill until March, and nobody went up there before May. "
	m, ok := anchor.Resolve(other, passage(t, english, "the eastern hall"))
	if !ok || other[m.Start:m.End] != "the eastern hill" || !m.Doubtful() {
		t.Errorf("got %+v, %v", m, ok)
	}
}
