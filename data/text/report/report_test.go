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

const flames = "Flames took a building of 1820 that stood beside the river of the town."

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
		{"an agency beside a report of one's own", []Passage{
			{Publisher: "The Courier", Byline: "AFP", Words: "Two men were arrested."},
			{Publisher: "The Courier", Words: fire},
			{Publisher: "Gazette", Byline: "AFP", Words: "Flames destroyed the mill."},
		}, 2, []Why{SameAgency, Own, Own}, []int{2, 1, 2}},
		{"two that print an agency, and have a report of their own each", []Passage{
			{Publisher: "The Courier", Words: fire},
			{Publisher: "The Courier", Byline: "AFP", Words: "Two men were arrested."},
			{Publisher: "Gazette", Byline: "AFP", Words: "Flames destroyed the mill."},
			{Publisher: "Gazette", Words: "Nobody knows why the mill burned, says the mayor."},
		}, 2, []Why{Own, SamePublisher, SamePublisher, Own}, []int{0, 0, 3, 3}},
		{"one has words of two that have none in common", []Passage{
			{Publisher: "The Courier", Words: fire},
			{Publisher: "Gazette", Words: fire + " " + flames},
			{Publisher: "Evening Post", Words: flames},
		}, 2, []Why{Own, SameWords, Own}, []int{0, 0, 2}},
		{"it comes first", []Passage{
			{Publisher: "Gazette", Words: fire + " " + flames},
			{Publisher: "The Courier", Words: fire},
			{Publisher: "Evening Post", Words: flames},
		}, 2, []Why{SameWords, Own, Own}, []int{1, 1, 2}},
		{"each repeats most of the one before", []Passage{
			{Publisher: "A", Words: "one two three four five six seven eight nine ten eleven twelve"},
			{Publisher: "B", Words: "three four five six seven eight nine ten eleven twelve thirteen fourteen"},
			{Publisher: "C", Words: "five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"},
		}, 2, []Why{Own, SameWords, Own}, []int{0, 0, 2}},
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

// Reports have nothing to do with each other, and each other passage has with the one that
// it is counted with. What has nothing to do with another makes them two, whatever stands
// beside them and in whatever order.
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
			if got[s.Of].Why != Own || (s.Why == Own) != (s.Of == i) || s.Why != related(passages[i], passages[s.Of]) && s.Of != i {
				t.Fatalf("source %d of %+v", i, got)
			}
			for j := range i {
				if related(passages[i], passages[j]) == Own && Count(got) < 2 {
					t.Fatalf("%d and %d have nothing to do with each other, but %+v", i, j, got)
				}
				if s.Why == Own && got[j].Why == Own && related(passages[i], passages[j]) != Own {
					t.Fatalf("%d and %d are two reports of %+v", i, j, got)
				}
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

// related is what two passages have to do with each other, by all their words.
func related(p, q Passage) Why {
	if len(slices.Collect(fold.Words(p.Words))) > len(slices.Collect(fold.Words(q.Words))) {
		p, q = q, p
	}
	runs := runsOf(p, runLength)
	switch {
	case len(runsOf(p, fewest)) > 0 && float64(shared(runs, runsOf(q, runLength))) >= nearly*float64(len(runs)):
		return SameWords
	case agencyOf(p) != "" && agencyOf(p) == agencyOf(q):
		return SameAgency
	case key(p.Publisher) == key(q.Publisher):
		return SamePublisher
	}
	return Own
}

// runsOf are the runs of n words of a passage.
func runsOf(p Passage, n int) map[string]bool {
	words, all := slices.Collect(fold.Words(p.Words)), map[string]bool{}
	for i := 0; i+n <= len(words); i++ {
		all[strings.Join(words[i:i+n], " ")] = true
	}
	return all
}

// shared is how many runs are in both.
func shared(a, b map[string]bool) (n int) {
	for run := range a {
		if b[run] {
			n++
		}
	}
	return n
}

// eachWithEach is Sources by comparing each passage with each.
func eachWithEach(passages []Passage) []Source {
	var order, others []int
	for i, p := range passages {
		n := 0
		for j, q := range passages {
			if j == i || related(p, q) != Own {
				n++
			}
		}
		order, others = append(order, i), append(others, n)
	}
	slices.SortStableFunc(order, func(i, j int) int { return others[i] - others[j] })
	out := make([]Source, len(passages))
	var reports []int // in their order
	for _, i := range order {
		out[i] = Source{Of: i, Quotes: none}
		for _, j := range reports {
			if why := related(passages[i], passages[j]); why > out[i].Why {
				out[i].Why, out[i].Of = why, j
			}
		}
		if out[i].Why == Own {
			reports = append(reports, i)
			slices.Sort(reports)
		}
	}
	for i := range out {
		for j := i - 1; j >= 0; j-- {
			if out[i].Of != out[j].Of && shared(runsOf(passages[i], quoted), runsOf(passages[j], quoted)) > 0 {
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
