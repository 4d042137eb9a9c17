package i18n

import (
	"slices"
	"testing"
)

func TestOrderOfNames(t *testing.T) {
	names := []string{"يونان", "Zurich", "«قمة» بكين", "\u0622دم", "apple", "إبراهيم", "قِمّة", "ة", "هاء", "Apple", "أحمد", "10 أيام", "2 يومان", "تونس", "٣ أيام", "پاريس", "بيروت", "ابن"}
	for lang, want := range map[string][]string{
		Arabic:  {"2 يومان", "٣ أيام", "10 أيام", "\u0622دم", "أحمد", "إبراهيم", "ابن", "بيروت", "پاريس", "ة", "تونس", "قِمّة", "«قمة» بكين", "هاء", "يونان", "apple", "Apple", "Zurich"},
		English: {"2 يومان", "٣ أيام", "10 أيام", "apple", "Apple", "Zurich", "\u0622دم", "أحمد", "إبراهيم", "ابن", "بيروت", "پاريس", "ة", "تونس", "قِمّة", "«قمة» بكين", "هاء", "يونان"},
	} {
		got := slices.SortedFunc(slices.Values(names), locale(t, lang, Options{}).Order())
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n%q, want\n%q", lang, got, want)
		}
	}
}

func TestPercents(t *testing.T) {
	for _, c := range []struct {
		lang   string
		digits Digits
		want   string
	}{
		{English, DigitsWestern, "Reading: 42%"},
		{Arabic, DigitsWestern, "جارٍ القراءة: 42\u200e%\u200e"},
		{Arabic, DigitsArabicIndic, "جارٍ القراءة: ٤٢٪\u061c"},
	} {
		if got := locale(t, c.lang, Options{Digits: c.digits}).T("bringin.state.part", "percent", Percent(42)); got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, got, c.want)
		}
	}
}

// What is counted in a list leaves out what there is none of; in Arabic two things
// stand in the nominative, after a colon.
func TestCounts(t *testing.T) {
	en, ar := locale(t, English, Options{}), locale(t, Arabic, Options{})
	things := []Counted{{"count.events", 2}, {"count.excerpts", 0}, {"count.notes", 1}}
	for _, c := range []struct{ got, want string }{
		{en.Counts(things...), "2 events, 1 note"},
		{ar.Counts(things...), "حدثان، ملاحظة واحدة"},
		{ar.Counts(things[1]), ""},
		{ar.T("events.delete.text", "what", ar.Counts(things...)), "سيُحذف ما يأتي: حدثان، ملاحظة واحدة. يمكنك التراجع عن ذلك."},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
