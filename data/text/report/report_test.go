package report

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

const fire = "The old mill in Ardea burned down on Monday night, and nobody was hurt, the police said."

func TestSources(t *testing.T) {
	for _, c := range []struct {
		name     string
		passages []Passage
		count    int
		why      []Why
		of       []int
	}{
		{"none", nil, 0, nil, nil},
		{"two publishers in their own words", []Passage{
			{Publisher: "The Courier", Words: fire},
			{Publisher: "Gazette", Words: "Flames destroyed Ardea's mill; two men were arrested the next morning."},
		}, 2, []Why{Own, Own}, []int{0, 1}},
		{"two publishers in one's words", []Passage{
			{Publisher: "The Courier", Words: fire},
			{Publisher: "Gazette", Words: "The old mill in Ardea burned down on Monday night, and nobody was hurt, police said."},
		}, 1, []Why{Own, SameWords}, []int{0, 0}},
		{"one publisher twice", []Passage{
			{Publisher: "The Courier", Words: fire},
			{Publisher: "the courier", Words: "Two men were arrested."},
		}, 1, []Why{Own, SamePublisher}, []int{0, 0}},
		{"unknown publishers", []Passage{
			{Words: fire}, {Words: "Two men were arrested."},
		}, 1, []Why{Own, SamePublisher}, []int{0, 0}},
		{"an agency that two print", []Passage{
			{Publisher: "The Courier", Byline: "Reuters", Words: fire},
			{Publisher: "Gazette", Lead: "ARDEA (Reuters) - Flames rose above the town.", Words: "Two men were arrested."},
		}, 1, []Why{Own, SameAgency}, []int{0, 0}},
		{"an agency in Arabic", []Passage{
			{Publisher: "الحياة", Lead: "بيروت (أ ف ب) – احترقت المطحنة", Words: "احترقت المطحنة ليل الاثنين ولم يصب أحد بأذى"},
			{Publisher: "Le Monde", Byline: "AFP", Words: "Le moulin a brûlé."},
			{Publisher: "Gazette", Words: "Two men were arrested."},
		}, 2, []Why{Own, SameAgency, Own}, []int{0, 0, 2}},
		{"an agency that is only named", []Passage{
			{Publisher: "The Courier", Words: "The minister told Reuters that nobody was hurt."},
			{Publisher: "Gazette", Words: "He said to Reuters later that two men had been arrested."},
		}, 2, []Why{Own, Own}, []int{0, 1}},
		{"short passages are not compared by words", []Passage{
			{Publisher: "The Courier", Words: "The mill burned down."},
			{Publisher: "Gazette", Words: "The mill burned down."},
		}, 2, []Why{Own, Own}, []int{0, 1}},
		{"a passage that joins two reports", []Passage{
			{Publisher: "The Courier", Words: fire},
			{Publisher: "Gazette", Byline: "AFP", Words: "Flames destroyed the mill."},
			{Publisher: "The Courier", Byline: "AFP", Words: "Two men were arrested."},
		}, 1, []Why{Own, Own, SameAgency}, []int{0, 1, 1}},
	} {
		got := Sources(c.passages)
		var why []Why
		var of []int
		for _, s := range got {
			why, of = append(why, s.Why), append(of, s.Of)
		}
		if Count(got) != c.count || !slices.Equal(why, c.why) || !slices.Equal(of, c.of) {
			t.Errorf("%s: %d reports, %v of %v; want %d, %v of %v", c.name, Count(got), why, of, c.count, c.why, c.of)
		}
	}
}

func TestQuotes(t *testing.T) {
	got := Sources([]Passage{
		{Publisher: "The Courier", Words: "The mayor said: we will build the old mill again, whatever it costs the town."},
		{Publisher: "Gazette", Words: "A week later there are no plans. “We will build the old mill again, whatever it costs”, the mayor had told the Courier; now she speaks of other things and of a new road, and asks for patience."},
		{Publisher: "Evening Post", Words: "A road will be built."},
	})
	if got[1].Quotes != 0 || got[1].Why != Own || got[2].Quotes != -1 || Count(got) != 3 {
		t.Errorf("sources are %+v", got)
	}
}

// A report is named by its first passage, what follows follows an earlier one of the same
// report, and one more passage takes no report away but by joining two.
func TestSourcesAreReports(t *testing.T) {
	var compared Comparer
	rapid.Check(t, func(t *rapid.T) {
		pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
		passages := make([]Passage, rapid.IntRange(0, 8).Draw(t, "n"))
		for i := range passages {
			passages[i] = Passage{
				Publisher: pick("publisher", "A", "B", "C", "D"), Byline: pick("byline", "", "AFP", "Jane Doe"),
				Words: pick("words", fire, fire+" Two men were arrested.", "(Reuters) Two men were arrested.", "A fire (AFP)", fire[4:60], "احترقت المطحنة القديمة ليل الاثنين ولم يصب أحد", "x"),
			}
		}
		got := Sources(passages)
		for i, s := range got {
			if s.Of > i || s.Report > i || got[s.Report].Report != s.Report || got[s.Of].Report != s.Report || (s.Why == Own) != (s.Of == i) {
				t.Fatalf("source %d of %+v", i, got)
			}
		}
		if len(got) > 0 && (Count(got) < 1 || Count(got) > len(got)) {
			t.Fatalf("%d reports of %d", Count(got), len(got))
		}
		from := make([]From, len(passages))
		for i, p := range passages {
			o := OriginOf(p)
			from[i] = From{&o, p.Words}
		}
		if compared.Independent(from) != (Count(got) >= 2) {
			t.Fatalf("independent: %t, but %d reports of %+v", compared.Independent(from), Count(got), passages)
		}
	})
}
