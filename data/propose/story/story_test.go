package story

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/propose"
)

// source is an article that was published on a day.
func source(t testing.TB, place int, lang, published, text string) Source {
	t.Helper()
	var day dates.Date
	if published != "" {
		var err error
		if day, err = dates.Parse(published); err != nil {
			t.Fatal(err)
		}
	}
	finds := find.Dates(text, find.Options{Lang: lang, Published: day})
	return Source{Published: day, Copy: place, Text: text, Candidates: propose.Events(text, nil, finds, propose.Options{Lang: lang})}
}

// lines are events, each in a line.
func lines(events []Event) string {
	var b strings.Builder
	for _, e := range events {
		main := "also"
		if e.Main {
			main = "main"
		}
		fmt.Fprintf(&b, "%s %s %d %s\n", e.Date.EDTF, main, e.Articles, e.Title)
	}
	return b.String()
}

func TestEvents(t *testing.T) {
	sources := []Source{
		source(t, 0, "en", "2021-05-04", "The old mill in Ardea burned down on 3 May 2021.\n\nThe mayor of Ardea opened a school on 1 May 2021.\n"),
		source(t, 1, "en", "2021-05-05", "The mill in Ardea, built in 1820, burned down on Monday. Nobody was hurt.\n"),
		source(t, 2, "en", "2021-06-01", "Police arrested two men for the fire. The old mill of Ardea burned down on 3 May 2021.\n"),
	}
	got := lines(Events(sources, 0, nil))
	want := "2021-05-03 main 3 The old mill in Ardea burned down\n2021-05-01 main 1 The mayor of Ardea opened a school\n"
	if got != want {
		t.Errorf("events:\n%swant:\n%s", got, want)
	}
	if got := Events(sources, 1, nil); len(got) != 1 || len(got[0].Reports) != 3 || got[0].Reports[2].Source != 2 {
		t.Errorf("the first day: %+v", got)
	}
	sources[1].Copy = 0
	if got := Events(sources, 1, nil); got[0].Articles != 2 || len(got[0].Reports) != 3 {
		t.Errorf("with a copy: %d articles, %d passages; want 2, 3", got[0].Articles, len(got[0].Reports))
	}
}

// On a day on which several things happened, those that three articles report are events
// of their own.
func TestFurtherEventsOfADay(t *testing.T) {
	var sources []Source
	for i := range 4 {
		sources = append(sources, source(t, i, "en", "2021-05-04", "The old mill in Ardea burned down on 3 May 2021.\n\nFrench fishermen blockaded the harbour of Calais on 3 May 2021.\n"))
	}
	sources = append(sources, source(t, 4, "en", "2021-05-04", "The old mill in Ardea burned down on 3 May 2021.\n\nA bear was seen in Turin on 3 May 2021.\n"))
	got := lines(Events(sources, 0, nil))
	want := "2021-05-03 main 5 The old mill in Ardea burned down\n2021-05-03 also 4 French fishermen blockaded the harbour of Calais\n"
	if got != want {
		t.Errorf("events:\n%swant:\n%s", got, want)
	}
}

// Long afterwards a day is named only if it mattered.
func TestDaysThatAreNamedLongAfterwardsComeFirst(t *testing.T) {
	sources := []Source{
		source(t, 0, "en", "2021-05-04", "A lorry lost its load of apples on 3 May 2021.\n"),
		source(t, 1, "en", "2021-05-04", "A lorry lost a load of apples near Turin on 3 May 2021.\n"),
		source(t, 2, "en", "2021-05-04", "Volcanic ash closed the airport of Catania on 2 January 2021.\n"),
		source(t, 3, "en", "2021-05-05", "Ash of the volcano closed Catania airport on 2 January 2021.\n"),
	}
	if got := Events(sources, 0, nil); got[0].Date.EDTF != "2021-01-02" {
		t.Errorf("events:\n%s", lines(got))
	}
}

// What counts for a day, where as many articles name another.
func TestWhatADayCounts(t *testing.T) {
	type article struct{ published, text string }
	for _, c := range []struct {
		name     string
		articles []article
		first    string
	}{
		{"what happened, before what was announced long ago", []article{
			{"2021-05-04", "The mill of Ardea burned down on 3 May 2021."},
			{"2021-05-05", "The mill of Ardea burned down on 3 May 2021, police said."},
			{"2021-01-04", "A parade for the mill of Ardea will be held on 1 May 2021."},
			{"2021-01-05", "The town of Ardea plans a parade for its mill on 1 May 2021."},
		}, "2021-05-03"},
		{"a day by its date, before one by its weekday", []article{
			{"2021-05-04", "The mill of Ardea was sold on Monday."},
			{"2021-05-05", "The mill of Ardea was sold on Monday, police said."},
			{"2021-05-08", "The mill of Ardea was shut on 7 May 2021."},
			{"2021-05-09", "The mill of Ardea was shut on 7 May 2021, police said."},
		}, "2021-05-07"},
		{"articles of two days, before two of the same", []article{
			{"2021-05-04", "The mill of Ardea was sold on 1 May 2021."},
			{"2021-05-04", "The mill of Ardea was sold on 1 May 2021, it was said."},
			{"2021-05-05", "The mill of Ardea burned down on 3 May 2021."},
			{"2021-05-06", "The mill of Ardea burned down on 3 May 2021, police said."},
		}, "2021-05-03"},
		{"what the articles are about, before something else", []article{
			{"2021-05-03", "A striker of Turin scored twice in the cup on 1 May 2021."},
			{"2021-05-04", "The striker from Turin who scored in the cup on 1 May 2021 was hurt."},
			{"2021-05-05", "The mill of Ardea burned down on 3 May 2021."},
			{"2021-05-06", "Police said the mill of Ardea burned down on 3 May 2021."},
			{"2021-06-05", "The mayor of Ardea said that the mill will be built up."},
			{"2021-06-06", "The mill of Ardea was built up, says the mayor, by 5 June 2021."},
		}, "2021-05-03"},
	} {
		var sources []Source
		for i, a := range c.articles {
			sources = append(sources, source(t, i, "en", a.published, a.text+"\n"))
		}
		for range 2 {
			if got := Events(sources, 0, nil); got[0].Date.EDTF != c.first {
				t.Errorf("%s:\n%s", c.name, lines(got))
			}
			slices.Reverse(sources)
			for i := range sources {
				sources[i].Copy = i
			}
		}
	}
}

// The date of their day and the names of their matter do not make one event of two.
func TestWhatPassagesOfADayShare(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		want       int
	}{
		{"the date", "On Monday, 3 May 2021, fishermen blockaded Calais.", "On Monday, 3 May 2021, volcanic ash closed the airport of Catania.", 2},
		{"names", "Prime Minister Hassan Diab met Emmanuel Macron on 3 May 2021.", "A film about Hassan Diab and Emmanuel Macron by a student won a prize on 3 May 2021.", 2},
		{"what happened", "Fishermen blockaded the harbour of Calais on 3 May 2021.", "The harbour of Calais was blockaded by angry fishermen on 3 May 2021.", 1},
	} {
		var sources []Source
		for i := range 6 { // three articles with each, so that it is an event of the day
			sources = append(sources, source(t, i, "en", "2021-05-04", []string{c.a, c.b}[i%2]+"\n"))
		}
		if got := Events(sources, 0, nil); len(got) != c.want {
			t.Errorf("%s: %d events, want %d:\n%s", c.name, len(got), c.want, lines(got))
		}
	}
}

// Where no day is named twice, what each article says first comes first.
func TestEachArticleAlone(t *testing.T) {
	sources := []Source{
		source(t, 0, "en", "2021-05-04", "The old mill in Ardea burned down on 3 May 2021.\n\nIt was sold on 9 March 2001.\n"),
		source(t, 1, "en", "2021-07-02", "The school of Turin opened on 1 July 2021.\n\nThe building was begun on 2 June 2003.\n"),
	}
	got := Events(sources, 2, nil)
	if days := []string{got[0].Date.EDTF, got[1].Date.EDTF}; !slices.Contains(days, "2021-05-03") || !slices.Contains(days, "2021-07-01") {
		t.Errorf("events:\n%s", lines(got))
	}
}

func TestEventsInArabic(t *testing.T) {
	sources := []Source{
		source(t, 0, "ar", "2021-03-24", "جنحت سفينة الحاويات «إيفر غيفن» في قناة السويس يوم 23 مارس 2021 فتوقفت الملاحة.\n"),
		source(t, 1, "ar", "2021-03-30", "كانت السفينة «إيفر غيفن» قد جنحت في قناة السويس في 23 مارس 2021.\n\nوعادت الملاحة في القناة أمس الاثنين.\n"),
		source(t, 2, "ar", "2021-04-02", "استؤنفت الملاحة في القناة في 29 مارس 2021 بعد تعويم السفينة.\n"),
	}
	got := Events(sources, 0, nil)
	if len(got) < 2 || got[0].Date.EDTF != "2021-03-23" || got[0].Articles != 2 || got[1].Date.EDTF != "2021-03-29" {
		t.Errorf("events:\n%s", lines(got))
	}
}

// What most articles of each script report on a day is one event where they share what few
// days do.
func TestTheChiefEventOfBothScripts(t *testing.T) {
	known := []struct {
		fact  Fact
		words []string
	}{
		{Fact{FactTown, "Ardea", ""}, []string{"Ardea", "أرديا"}},
		{Fact{FactCountry, "Cyprus", ""}, []string{"Cyprus", "قبرص"}},
		{Fact{FactFigure, "dead", "12"}, []string{"12"}},
		{Fact{FactFigure, "dead", "15"}, []string{"15"}},
	}
	facts := func(reports []Report) [][]Fact {
		out := make([][]Fact, len(reports))
		for i, r := range reports {
			for _, k := range known {
				if slices.ContainsFunc(k.words, func(w string) bool { return strings.Contains(r.Find.Text+r.title, w) }) {
					out[i] = append(out[i], k.fact)
				}
			}
		}
		return out
	}
	for _, c := range []struct {
		name, english, arabic string
		others, joined        bool // others: four English articles report something else
	}{
		{"what few days share", "The mill of Ardea exploded, as was heard in Cyprus", "انفجرت طاحونة أرديا وسمع الدوي في قبرص", false, true},
		{"what all days share", "The mill of Ardea exploded", "انفجرت طاحونة أرديا", false, false},
		{"figures that differ", "The mill of Ardea exploded, 12 people died, Cyprus said", "انفجرت طاحونة أرديا ومات 15 شخصا بحسب قبرص", false, false},
		{"not what most report", "The mill of Ardea exploded, as was heard in Cyprus", "انفجرت طاحونة أرديا وسمع الدوي في قبرص", true, false},
	} {
		var sources []Source
		add := func(lang, day, text string) {
			sources = append(sources, source(t, len(sources), lang, "2021-06-01", fmt.Sprintf(text+".\n", day)))
		}
		for day := 1; day <= 5; day++ {
			english, arabic := "The council of Ardea met", "اجتمع مجلس أرديا"
			if day == 3 {
				english, arabic = c.english, c.arabic
			}
			for range 3 {
				add("en", fmt.Sprintf("%d May 2021", day), english+" on %s")
				add("ar", fmt.Sprintf("%d مايو 2021", day), arabic+" في %s")
			}
			for i := range 4 {
				if day == 3 && c.others {
					add("en", fmt.Sprintf("%d May 2021", day), []string{"Fishermen blockaded the harbour on %s", "A bear was seen near Turin on %s"}[i%2])
				}
			}
		}
		var joined []string
		for _, e := range Events(sources, 0, facts) {
			if e.Shared != nil {
				joined = append(joined, e.Date.EDTF)
			}
		}
		if want := []string{"2021-05-03"}; c.joined != slices.Equal(joined, want) || !c.joined && joined != nil {
			t.Errorf("%s: joined %v", c.name, joined)
		}
	}
}

// No passage is in two events, none is of a day of which it is not, and the order of what
// is given changes only which of equals comes first.
func TestEveryPassageIsInOneEvent(t *testing.T) {
	sentences := []string{
		"The old mill in Ardea burned down on %s.", "French fishermen blockaded Calais on %s.", "The mill of Ardea was rebuilt on %s.",
		"On %s the council met in the school.", "Ash of the volcano closed the airport on %s.",
	}
	rapid.Check(t, func(t *rapid.T) {
		var sources []Source
		for i := range rapid.IntRange(1, 8).Draw(t, "articles") {
			var b strings.Builder
			for range rapid.IntRange(0, 5).Draw(t, "sentences") {
				fmt.Fprintf(&b, rapid.SampledFrom(sentences).Draw(t, "sentence")+"\n\n", rapid.SampledFrom([]string{"3 May 2021", "9 May 2021", "May 2021", "1 January 44 BC"}).Draw(t, "date"))
			}
			day, _ := dates.Parse("2021-06-01")
			text := b.String()
			sources = append(sources, Source{
				Published: day, Copy: i, Text: text,
				Candidates: propose.Events(text, nil, find.Dates(text, find.Options{Lang: "en", Published: day}), propose.Options{Lang: "en"}),
			})
		}
		type place struct{ source, find int }
		seen := map[place]bool{}
		mains := map[string]int{}
		for _, e := range Events(sources, 0, nil) {
			if e.Main {
				mains[e.Date.EDTF]++
			}
			if len(e.Reports) == 0 || e.Title == "" || e.Articles < 1 || e.Articles > len(e.Reports) {
				t.Fatalf("event %+v", e)
			}
			for _, r := range e.Reports {
				at := place{r.Source, r.Find.Start}
				if seen[at] || r.Find.Date.Lo < e.Date.Lo || r.Find.Date.Hi > e.Date.Hi {
					t.Fatalf("passage %+v of %s", r, e.Date)
				}
				seen[at] = true
			}
		}
		for day, n := range mains {
			if n != 1 {
				t.Fatalf("%s has %d main events", day, n)
			}
		}
	})
}

func BenchmarkEvents(b *testing.B) {
	var sources []Source
	for i := range 500 {
		sources = append(sources, source(b, i, "en", "2021-06-01", fmt.Sprintf("The old mill number %d in Ardea burned down on %d May 2021.\n\nFishermen blockaded the harbour %d of Calais on 3 May 2021.\n", i, i%28+1, i%40)))
	}
	for b.Loop() {
		Events(sources, 0, nil)
	}
}
