package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/text/fold"
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
				Words: pick("words", fire, fire+" Two men were arrested.", "(Reuters) Two men were arrested.", "A fire (AFP)", fire[4:60], fire[:40], fire+" "+fire, "They said that the old mill in Ardea burned down on Monday night, however late it was.", "احترقت المطحنة القديمة ليل الاثنين ولم يصب أحد", "x"),
			}
		}
		got := Sources(passages)
		if want := eachWithEach(passages); !slices.Equal(got, want) {
			t.Fatalf("%+v\nare %+v\nnot %+v", passages, got, want)
		}
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

// eachWithEach is Sources by comparing each passage with each before it.
func eachWithEach(passages []Passage) []Source {
	runs := func(p Passage, n int) map[string]bool {
		words, all := slices.Collect(fold.Words(p.Words)), map[string]bool{}
		for i := 0; i+n <= len(words); i++ {
			all[strings.Join(words[i:i+n], " ")] = true
		}
		return all
	}
	share := func(p, q Passage, n int) (shared, of int) {
		if len(slices.Collect(fold.Words(p.Words))) > len(slices.Collect(fold.Words(q.Words))) {
			p, q = q, p
		}
		a, b := runs(p, n), runs(q, n)
		for run := range a {
			if b[run] {
				shared++
			}
		}
		return shared, len(a)
	}
	follows := func(p, q Passage) Why {
		shared, of := share(p, q, runLength)
		switch short := len(runs(p, fewest)) == 0 || len(runs(q, fewest)) == 0; {
		case !short && float64(shared) >= nearly*float64(of):
			return SameWords
		case agencyOf(p) != "" && agencyOf(p) == agencyOf(q):
			return SameAgency
		case key(p.Publisher) == key(q.Publisher):
			return SamePublisher
		}
		return Own
	}
	out := make([]Source, len(passages))
	for i := range out {
		out[i] = Source{Of: i, Report: i, Quotes: -1}
		for j := range i {
			why := follows(passages[i], passages[j])
			if why > out[i].Why {
				out[i].Why, out[i].Of = why, j
			}
			if a, b := out[i].Report, out[j].Report; why != Own {
				for k := range out[:i+1] {
					if out[k].Report == a || out[k].Report == b {
						out[k].Report = min(a, b)
					}
				}
			}
		}
	}
	for i := range out {
		for j := i - 1; j >= 0; j-- {
			if shared, _ := share(passages[i], passages[j], quoted); shared > 0 && out[i].Report != out[j].Report {
				out[i].Quotes = j
			}
		}
	}
	return out
}

// An event with very many passages is judged at once.
func TestManySources(t *testing.T) {
	const n = 6000
	passages := make([]Passage, n)
	for i := range passages {
		passages[i] = Passage{Publisher: fmt.Sprint("Paper ", i), Words: fmt.Sprintf("On street %d of the town %d mills and %d barns burned down for %d hours.", i, i+n, i+2*n, i+3*n)}
		if i%2 == 1 {
			passages[i].Words = fire
		}
	}
	began := time.Now()
	if got := Count(Sources(passages)); got != n/2+1 {
		t.Errorf("%d reports", got)
	}
	if took := time.Since(began); took > 20*time.Second { // comparing each with each takes minutes
		t.Errorf("it took %s", took)
	}
}
