package query_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/text/query"
)

// finds are the parts of a text that are marked for a query.
func finds(q, text string) []string {
	var out []string
	for r := range query.Parse(q, query.Options{}).Finder().Ranges(text) {
		out = append(out, text[r.Start:r.End])
	}
	return out
}

func TestFinder(t *testing.T) {
	for _, c := range []struct {
		name, query, text string
		want              []string
	}{
		{"no query", "", "a text", nil},
		{"a word", "games", "The Games open. Games!", []string{"Games", "Games"}},
		{"hamza and a preposition", "اوكرانيا", "بشأن أوكرانيا، والغزو لأوكرانيا", []string{"أوكرانيا", "لأوكرانيا"}},
		{"teh marbuta and hamza", "الاسلحه الكيماويه", "مخزون الأسلحة الكيماوية", []string{"الأسلحة", "الكيماوية"}},
		{"the article", "صين", "بين الصين وروسيا، للصين وبالصين", []string{"الصين", "للصين", "وبالصين"}},
		{"with the article for without", "الصين", "صين وصين", []string{"صين", "وصين"}},
		{"vowel signs and tatweel", "القمة", "القِمَّةُ ثمّ القمــة", []string{"القِمَّةُ", "القمــة"}},
		{"Persian letters", "بكين", "بکین", []string{"بکین"}},
		{"Arabic-Indic digits", "2022", "عام ٢٠٢٢م", []string{"٢٠٢٢"}},
		{"English stems", "summit", "two summits, one summit’s", []string{"summits", "summit"}},
		{"English stems the other way", "negotiating", "they negotiated", []string{"negotiated"}},
		{"accents", "communique", "the communiqué", []string{"communiqué"}},
		{"a phrase", `"winter games"`, "Winter Games, winter, games; the winter\nGames", []string{"Winter Games", "winter, games", "winter\nGames"}},
		{"a phrase with a preposition", `"البيان المشترك"`, "في البيان المشترك وبالبيان المشترك", []string{"البيان المشترك", "وبالبيان المشترك"}},
		{"a phrase has no stems", `"winter game"`, "winter games", nil},
		{"a beginning", "olymp*", "Olympic and Olympiad", []string{"Olympic", "Olympiad"}},
		{"an Arabic beginning", "اولمب*", "الأولمبية وأولمبياد", []string{"الأولمبية", "وأولمبياد"}},
		{"a hyphen", "covid-19", "كوفيد (COVID-19)", []string{"COVID-19"}},
		{"what must not be there is not marked", "games -winter", "winter games", []string{"games"}},
		{"the longest", `opening "opening ceremony"`, "the opening ceremony, an opening", []string{"opening ceremony", "opening"}},
		{"Latin after an Arabic article", "nato", "الـNATO", []string{"NATO"}},
		{"the accusative", "قانون", "صار قانونًا، والقانونُ قانون", []string{"قانونًا", "والقانونُ", "قانون"}},
		{"another root", "إعلان", "أعلى إعلانات", []string{"إعلانات"}},
		{"a preposition in the query", "ببكين", "في بكين وببكين", []string{"بكين", "وببكين"}},
		{"a month by all its names", "أيلول", "في سبتمبر أو أيلول، وشتنبر", []string{"سبتمبر", "أيلول", "وشتنبر"}},
		{"a month of two words", "كانون الثاني", "كانون الثاني، جانفي، الثاني", []string{"كانون الثاني", "جانفي"}},
		{"a month by the other of two words", "يناير", "في كانون الثاني 1990", []string{"كانون الثاني"}},
		{"August and father", "آب", "أب في ٤ آب", []string{"آب"}},
		{"father without August around", "أب", "أب وأبناء", []string{"أب"}},
		{"months in English", "sept", "on 3 September, Sept. 4", []string{"September", "Sept"}},
		{"a verb and a month", "آذار", "مارس ضغوطًا في مارس", []string{"مارس"}},
		{"a date", "4 February 2022", "on February 4, 2022; 4 people in 2022; 4 Feb 2022", []string{"February 4, 2022", "4 Feb 2022"}},
		{"an Arabic date", "٤ فبراير ٢٠٢٢", "في 4 شباط 2022، و4 مارس 2022", []string{"4 شباط 2022"}},
		{"Chinese", "北京", "在北京的", []string{"北京"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := finds(c.query, c.text)
			if !slices.Equal(got, c.want) {
				t.Errorf("%q in %q: got %q, want %q", c.query, c.text, got, c.want)
			}
		})
	}
}

func TestTester(t *testing.T) {
	texts := []string{"قمة بكين", "They met in Beijing", "diplomacy"}
	for q, want := range map[string]bool{
		"":                      true,
		"قمة":                   true,
		"summit":                false,
		"قمة beijing":           true,
		"meeting -قمة":          false,
		"-summit":               true,
		"-diplomatic":           true,
		`"met in" dipl*`:        true,
		`"بكين they"`:           false,
		"tag:x قمة from:1000":   true,
		`beijing -"in beijing"`: false,
	} {
		if got := query.Parse(q, query.Options{}).Tester().Test(texts); got != want {
			t.Errorf("%q: got %v, want %v", q, got, want)
		}
	}
}

// A long text is looked at in parts; that must not show.
func TestFindsInLongTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		want := 0
		for b.Len() < 4000 {
			b.WriteString(rapid.SampledFrom([]string{"وصدر البيان أمس ", "a word\n", "السلام ", "x"}).Draw(t, "word"))
			if rapid.IntRange(0, 20).Draw(t, "find") == 0 {
				b.WriteString(" winter games ")
				want++
			}
		}
		text := b.String()
		if got := len(finds(`"winter games"`, text)); got != want {
			t.Fatalf("%d phrases found of %d", got, want)
		}
		if got := len(finds("winter", text)); got != want {
			t.Fatalf("%d words found of %d", got, want)
		}
	})
}
