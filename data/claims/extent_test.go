package claims_test

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
)

func TestExtent(t *testing.T) {
	published, _ := dates.Parse("2020-08-06")
	for _, c := range []struct{ lang, text, excerpt, want string }{
		{"en", "A bomb exploded on Tuesday. At least 21 people were killed. Nobody claimed it. In 2014 a bomb killed 9.\n\nMore.", "A bomb exploded on Tuesday.", "A bomb exploded on Tuesday. At least 21 people were killed. Nobody claimed it."},
		{"en", "A bomb exploded on Tuesday. On Tuesday night 21 people were dead.\n\nOn Monday all was well.", "A bomb exploded on Tuesday.", "A bomb exploded on Tuesday. On Tuesday night 21 people were dead."},
		{"en", "A bomb exploded on Tuesday", "A bomb exploded", "A bomb exploded"},
		{"ar", "وقع الانفجار يوم الثلاثاء. وقتل 21 شخصا.\nوفي عام 2014 قتل 9.", "وقع الانفجار يوم الثلاثاء.", "وقع الانفجار يوم الثلاثاء. وقتل 21 شخصا."},
	} {
		start := strings.Index(c.text, c.excerpt)
		from, to := claims.Extent(c.text, start, start+len(c.excerpt), find.Dates(c.text, find.Options{Lang: c.lang, Published: published}))
		if got := c.text[from:to]; got != c.want {
			t.Errorf("%q: %q", c.excerpt, got)
		}
	}
	if got := claimed(claims.Passage{Text: "Thousands filled Martyrs' Square.", Lang: "en"}); len(got) > 0 {
		t.Errorf("a square: %q", got)
	}
}
