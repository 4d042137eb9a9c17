package table_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/table"
)

func now() time.Time { return time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC) }

// read reads a file as the command line does.
func read(t testing.TB, file form.File, o form.Options) (form.Document, error) {
	t.Helper()
	probe := form.NewProbe(file)
	var best form.Format
	most := 0
	for _, f := range table.Formats() {
		if l := f.Likeness(probe); l > most && f.Read != nil {
			best, most = f, l
		}
	}
	if best.Read == nil {
		return form.Document{}, fmt.Errorf("%s is of no format", file.Name)
	}
	if o.Now.IsZero() {
		o.Now = now()
	}
	d, err := best.Read(t.Context(), file, o)
	if err == nil {
		formtest.Check(t, d)
	}
	return d, err
}

// lines puts a document into words, a line for each thing in it.
func lines(d form.Document) []string {
	var out []string
	track := map[data.ID]string{}
	for _, t := range d.Tracks {
		track[t.ID] = t.Name
	}
	for _, e := range d.Events {
		said := e.Date.EDTF + " " + e.Title
		for _, more := range []struct{ mark, words string }{
			{" @", e.Event.Place},
			{" #", strings.Join(e.Tags, "#")},
			{" in ", track[e.Track]},
			{" by ", e.Event.Source},
			{" key ", e.Key},
			{" zone ", e.Zone},
			{" : ", strings.ReplaceAll(e.Description, "\n", "/")},
		} {
			if more.words != "" {
				said += more.mark + more.words
			}
		}
		if e.Importance != data.DefaultImportance {
			said += fmt.Sprintf(" !%d", e.Importance)
		}
		for _, l := range e.Links {
			said += " <" + l.URL + ">"
		}
		out = append(out, said)
	}
	for _, n := range d.Notes {
		out = append(out, "era "+n.Span.EDTF+" "+strings.ReplaceAll(n.Text, "\n", "/"))
	}
	if d.Title != "" {
		out = append(out, "title "+d.Title+" : "+d.About)
	}
	for _, s := range d.Skipped {
		out = append(out, fmt.Sprintf("skip %s: %s %s", s.Where, s.Why, s.Detail))
	}
	for _, c := range d.Dropped.Sorted() {
		out = append(out, fmt.Sprintf("drop %s %d", c.What, c.Count))
	}
	return out
}

// tables are tables of people's own, and what is read of them.
var tables = []struct {
	name, file, text string
	options          form.Options
	want             []string
}{
	{
		name: "nameless and empty columns",
		text: ",date,description,,,\n,2022-02-01,Invasion,,,\n,2022-11-01,\"Kherson, recaptured\",,,\n",
		want: []string{"2022-02-01 Invasion", "2022-11-01 Kherson, recaptured"},
	},
	{
		name: "what has not ended",
		text: "title,start,end\nA,2020,present\nB,2020-05-01,ongoing\nC,2020,(حتى الآن)\nD,2020,по н. в.\nE,2020,later\nF,2018,2019\nG,2018,2019\nH,2018,2019\nI,2017,2018\n",
		want: []string{
			"2020/.. A", "2020-05-01/.. B", "2020/.. C", "2020/.. D", "2020 E", "2018/2019 F", "2018/2019 G", "2018/2019 H", "2017/2018 I", `skip row 6, column "end": bad_date later`,
		},
	},
	{
		name: "what has not ended, by years",
		text: "title,start year,end year\nA,2020,now\nB,2019,2020\n",
		want: []string{"2020/.. A", "2019/2020 B"},
	},
	{
		name: "semicolons, German names, dates with points, decimal commas",
		text: "Datum;Ereignis;Ort;Kosten\n23.5.1949;Grundgesetz;Bonn;1,5\n3.10.1990;Einheit;Berlin;2,5\n",
		want: []string{"1949-05-23 Grundgesetz @Bonn : Kosten: 1,5", "1990-10-03 Einheit @Berlin : Kosten: 2,5"},
	},
	{
		name: "tabs", file: "x.tsv",
		text: "Start\tEnd\tTitle\tCategory\n2022-02-04\t2022-02-20\tWinter Games\tSport\n2022-03\t\tTalks\tDiplomacy\n",
		want: []string{"2022-02-04/2022-02-20 Winter Games in Sport", "2022-03 Talks in Diplomacy"},
	},
	{
		name: "pipes, names without case, duplicates of names",
		text: "TITLE|date|Notes|notes\nA|1914|one|two\nB|1918||three\n",
		want: []string{"1914 A : one//notes: two", "1918 B : notes: three"},
	},
	{
		name: "day first, as one date tells", text: "date,title\n4/2/2022,A\n23/12/2021,B\n",
		want: []string{"2022-02-04 A", "2021-12-23 B"},
	},
	{
		name: "month first, as one date tells", text: "date,title\n4/2/2022,A\n12/23/2021,B\n",
		want: []string{"2022-04-02 A", "2021-12-23 B"},
	},
	{
		name: "the end tells the order of the start", text: "start,end,title\n4/2/2022,15/2/2022,A\n",
		want: []string{"2022-02-04/2022-02-15 A"},
	},
	{
		name: "the reader tells the order", text: "date,title\n4/2/2022,A\n", options: form.Options{DayFirst: form.MonthFirst},
		want: []string{"2022-04-02 A"},
	},
	{
		name: "names in French: days come first", text: "date de début,titre\n4/2/2022,A\n",
		want: []string{"2022-02-04 A"},
	},
	{
		name: "what does not fit the column's order is marked", text: "date,title\n13/2/2022,A\n14/2/2022,B\n2/15/2022,C\n31/02/2022,D\n",
		want: []string{
			"2022-02-13 A", "2022-02-14 B",
			`skip row 4, column "date": bad_date 2/15/2022`, `skip row 5, column "date": bad_date 31/02/2022`,
		},
	},
	{
		name: "year, month, day apart", text: "Year,Month,Day,Time,Event\n1914,6,28,,Sarajevo\n1914,July,,,Crisis\n\"1,918\",11,11,5:12 am,Armistice\n-44,3,15,,Ides\n476,,,,Rome falls\n1914,13,1,,x\n",
		want: []string{
			"1914-06-28 Sarajevo", "1914-07 Crisis", "1918-11-11T05:12 Armistice", "-0043-03-15 Ides", "0476 Rome falls",
			`skip row 7, column "Month": bad_date 13`,
		},
	},
	{
		name: "human dates and EDTF", text: "when,what\nearly 2022,A\nabout 1600,B\n1984?,C\n44 BC,D\n1939/1945,E\n\"5 May 1945\",F\nsoon,G\n,H\n",
		want: []string{
			"2022-37~ A", "1600~ B", "1984? C", "-0043 D", "1939/1945 E", "1945-05-05 F",
			`skip row 8, column "when": bad_date soon`, `skip row 9, column "when": no_date `,
		},
	},
	{
		name: "bare numbers", text: "date,title\n1999,A\n1650000000,B\n1650000000123,C\n1650000000123456,D\n1650000000123456789,E\n20220204,F\n0,G\n44596,H\n",
		want: []string{
			"1999 A", "2022-04-15T05:20:00Z B", "2022-04-15T05:20:00Z C", "2022-04-15T05:20:00Z D", "2022-04-15T05:20:00Z E", "2022-02-04 F",
			`skip row 8, column "date": no_date `, `skip row 9, column "date": bad_date 44596`, "drop fraction of a second 3",
		},
	},
	{
		name: "times and zones", text: "date,title\n2022-02-04 20:00,A\n2022-02-04T20:00:30+08:00,B\n2022-02-04 8:05 pm,C\n2022-02-04 20:00:00.250Z,D\n",
		want: []string{
			"2022-02-04T20:00 A", "2022-02-04T20:00:30+08:00 B", "2022-02-04T20:05 C", "2022-02-04T20:00:00Z D", "drop fraction of a second 1",
		},
	},
	{
		name: "midnights are days", text: "date,title\n2022-02-04 00:00:00,A\n2022-02-05 00:00:00,B\n",
		want: []string{"2022-02-04 A", "2022-02-05 B"},
	},
	{
		name: "an end before its start", text: "start,end,title\n2022-02-04,2022-01-04,A\n2022-02-04,soon,B\n",
		want: []string{
			"2022-02-04 A", "2022-02-04 B",
			`skip row 2, column "end": bad_date 2022-01-04`, `skip row 3, column "end": bad_date soon`,
		},
	},
	{
		name: "durations", text: "date,title,duration\n2022-02-04,A,3 days\n2022-02-04 10:00,B,90 minutes\n1914,C,4 years\n1914,D,long\n",
		want: []string{
			"2022-02-04/2022-02-06 A", "2022-02-04T10:00/2022-02-04T11:30 B", "1914/1917 C", "1914 D : duration: long",
		},
	},
	{
		name: "columns of events, one a track", text: "Date,China,Russia\n2022-01-01,Treaty in force,\n2022-02-04,Olympics open,Visit to Beijing\n2022-02-24,,Invasion begins\n2022-03-01,Abstains,\n",
		want: []string{
			"2022-01-01 Treaty in force in China", "2022-02-04 Olympics open in China", "2022-02-04 Visit to Beijing in Russia",
			"2022-02-24 Invasion begins in Russia", "2022-03-01 Abstains in China",
		},
	},
	{
		name: "two languages side by side, Arabic asked for", options: form.Options{Lang: "ar"},
		text: "date,title_en,title_ar\n2022-02-04,Summit,قمة بكين\n2022-02-24,Invasion,الغزو\n",
		want: []string{"2022-02-04 قمة بكين : title_en: Summit", "2022-02-24 الغزو : title_en: Invasion"},
	},
	{
		name: "two languages side by side, English asked for", options: form.Options{Lang: "en"},
		text: "التاريخ,العنوان,title\n2022-02-04,قمة بكين,Summit\n2022-02-24,الغزو,Invasion\n",
		want: []string{"2022-02-04 Summit : العنوان: قمة بكين", "2022-02-24 Invasion : العنوان: الغزو"},
	},
	{
		name: "Arabic, with Arabic digits", options: form.Options{Lang: "ar"},
		text: "التاريخ,الحدث,المكان,الوسوم,المصدر\n٤/٢/٢٠٢٢,قمة بكين,بكين,\"قمة، غاز\",شينخوا\n٢٤ فبراير ٢٠٢٢,الغزو,أوكرانيا,,رويترز\n",
		want: []string{"2022-02-04 قمة بكين @بكين #قمة#غاز by شينخوا", "2022-02-24 الغزو @أوكرانيا by رويترز"},
	},
	{
		name: "all fields", text: "id,title,date,description,category,tags,city,country,source,url,image,importance\n" +
			"a1,Summit,2022-02-04,Joint statement,Diplomacy,gas;trade,Beijing,China,Xinhua,https://example.org/a,https://example.org/a.jpg,5\n" +
			"a2,Talks,2022-02-05,,Diplomacy,gas,,,,not an address,,9\n",
		want: []string{
			"2022-02-04 Summit @Beijing, China #gas#trade in Diplomacy by Xinhua key a1 : Joint statement !5 <https://example.org/a> <https://example.org/a.jpg>",
			"2022-02-05 Talks #gas in Diplomacy key a2 : url: not an address",
			`skip row 3, column "importance": unreadable 9`,
		},
	},
	{
		name: "a source that is an address", text: "date,event,source\n2022,A,https://example.org/a\n2023,B,https://example.org/b\n",
		want: []string{"2022 A <https://example.org/a>", "2023 B <https://example.org/b>"},
	},
	{
		name: "HTML and lines in cells", text: "date,title,text\n2022,<b>Bold</b> &amp; new,\"see <a href=\"\"https://example.org/x\"\">this</a>\nnext line\"\n2023,a < b,\"one\ntwo\"\n",
		want: []string{"2022 Bold & new : see this/next line <https://example.org/x>", "2023 a < b : one/two"},
	},
	{
		name: "a sentence for a title", text: "date,event\n2022,\"" + strings.Repeat("A long sentence about it. ", 12) + "\"\n",
		want: []string{"2022 A long sentence about it. : " + strings.TrimSpace(strings.Repeat("A long sentence about it. ", 12))},
	},
	{
		name: "formulas are text", text: "date,title\n2022,=HYPERLINK(1)\n2023,+1 vote\n2024,@home\n",
		want: []string{"2022 =HYPERLINK(1)", "2023 +1 vote", "2024 @home"},
	},
	{
		name: "no names", text: "1914-06-28,Sarajevo\n1914-08-04,War begins\n1918-11-11,Armistice\n",
		want: []string{"1914-06-28 Sarajevo", "1914-08-04 War begins", "1918-11-11 Armistice"},
	},
	{
		name: "a heading above the names", text: "My timeline,,\n,,\nDate,Title,Place\n2022,A,Bonn\n2023,B,\n",
		want: []string{"2022 A @Bonn", "2023 B"},
	},
	{
		name: "sep= and the rest of a line", text: "sep=;\nDate;Title\n2022;A\n",
		want: []string{"2022 A"},
	},
	{
		name: "empty lines count as rows", text: "date,title\n\n2022,A\n\n,B\n",
		want: []string{"2022 A", `skip row 5, column "date": no_date `},
	},
	{
		name: "Map names meanings", options: form.Options{Map: map[string]string{"B": "title", "C": "text", "A": "start", "D": "ignore"}},
		text: "A,B,C,D\n2022,x,y,z\n",
		want: []string{"2022 x : y", "drop D 1"},
	},
	{
		name: "of two columns of titles the shorter is the title",
		text: "ID,DATE,NAME,EVENT\n1,1920,The Act,The Act led to the creation of a parliament in the north.\n2,1921,The Truce,A truce was agreed and was followed by negotiations.\n",
		want: []string{"1920 The Act key 1 : The Act led to the creation of a parliament in the north.", "1921 The Truce key 2 : A truce was agreed and was followed by negotiations."},
	},
	{
		name: "a title in another language where there is none in the reader's", options: form.Options{Lang: "en"},
		text: "date,event_en,event_ka,link-1,link-2\n2004-01-04,Elected,არჩევნები,https://example.org/1,https://example.org/2\n2004-01-25,,ინაუგურაცია,https://example.org/3,\n",
		want: []string{"2004-01-04 Elected : event_ka: არჩევნები <https://example.org/1> <https://example.org/2>", "2004-01-25 ინაუგურაცია <https://example.org/3>"},
	},
	{
		name: "a date that cannot be read beside a year that can",
		text: "Year,Topic,Exact Date\n1950,Term ends,\n1861,Gift,two years before that date\n1895,Fire,October 27\n1864,War,5 May 1864\n",
		want: []string{
			"1950 Term ends", "1861 Gift", "1895-10-27 Fire", "1864-05-05 War",
			`skip row 3, column "Exact Date": bad_date two years before that date`,
		},
	},
	{
		name: "spans of years", text: "date,title\n1914-18,War\n1939-40,Winter\n1863–64,Term\n1990-1995,Then\n",
		want: []string{"1914/1918 War", "1939/1940 Winter", "1863/1864 Term", "1990/1995 Then"},
	},
	{
		name: "EDTF stays what it is", text: "date,title\n1939-40,Semester\n2019-22,Summer\n1984~,About\n",
		want: []string{"1939-40 Semester", "2019-22 Summer", "1984~ About"},
	},
	{
		name: "the letters of a zone behind a day", text: "date,headline\nJan 11 2012 CST,A\nJan 12 2012 CST,B\n",
		want: []string{"2012-01-11 A", "2012-01-12 B"},
	},
	{
		name: "years before 1", text: "date,title\n-500,A\n-1200,B\n44 BC,C\n500 AD,D\n",
		want: []string{"-0499 A", "-1199 B", "-0043 C", "0500 D"},
	},
	{
		name: "years of EDTF before 1", text: "date,title\n-0043,A\n-1200,B\n-0043-03-15,C\n",
		want: []string{"-0043 A", "-1200 B", "-0043-03-15 C"},
	},
	{
		name: "events of two columns, beside columns that are none",
		text: "year,national history,family history,latex sources,sources\n1835,Revolution begins,,,\n1838,,Born in Iowa,\\cite{a},Papers\n1845,Annexed,,,\n1846,,Moves to Texas,\\cite{a},Papers\n",
		want: []string{
			"1835 Revolution begins in national history", "1838 Born in Iowa in family history by Papers : latex sources: \\cite{a}",
			"1845 Annexed in national history", "1846 Moves to Texas in family history by Papers : latex sources: \\cite{a}",
		},
	},
	{
		name: "the numbers of rows say nothing", text: ",date,content\n0,1984-01-09,First test\n1,1988-01-09,Deployment\n",
		want: []string{"1984-01-09 First test", "1988-01-09 Deployment"},
	},
	{
		name: "display dates beside dates", text: "Date,Display Date,Headline\n1969-07-20,\"July 20, 1969\",Apollo\n-700,c. 700 BCE,Writing\n1970,the seventies,Deep\n",
		want: []string{"1969-07-20 Apollo", "-0699~ Writing", "197X Deep"},
	},
	{
		name: "repeated ids are no keys", text: "id,date,title\n1,2022,A\n1,2023,B\n2,2024,C\n3,2024,D\n4,2024,E\n5,2024,F\n6,2024,G\n7,2024,H\n8,2024,I\n9,2024,J\n",
		want: []string{"2022 A key 1", "2023 B", "2024 C key 2", "2024 D key 3", "2024 E key 4", "2024 F key 5", "2024 G key 6", "2024 H key 7", "2024 I key 8", "2024 J key 9"},
	},
}

func TestRead(t *testing.T) {
	for _, c := range tables {
		t.Run(c.name, func(t *testing.T) {
			name := c.file
			if name == "" {
				name = "x.csv"
			}
			d, err := read(t, formtest.File(name, c.text), c.options)
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(d); !slices.Equal(got, c.want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"))
			}
		})
	}
}

func TestErrorsNameThePlaceAndTheFlag(t *testing.T) {
	for _, c := range []struct {
		name, text string
		options    form.Options
		err        string
	}{
		{"ambiguous dates", "date,title\n4/2/2022,A\n", form.Options{}, `row 2, column "date": 4/2/2022 can be 2022-02-04 or 2022-04-02, and no date of the column tells: say --day-first or --month-first`},
		{"no date", "title,place\nA,B\nC,D\n", form.Options{}, "no column has a date; say which one with --map Column=start, of title, place"},
		{"no title", "date,x\n2022,5\n2023,6\n", form.Options{}, "no column has a title"},
		{"no such column", "date,title\n2022,A\n", form.Options{Map: map[string]string{"dat": "start"}}, `there is no column "dat" (--map); there are date, title`},
		{"no such meaning", "date,title\n2022,A\n", form.Options{Map: map[string]string{"date": "begin"}}, `column "date": there is no meaning "begin" (--map)`},
		{"the same meaning twice", "date,title\n2022,A\n", form.Options{Map: map[string]string{"date": "title", "title": "title"}}, `"title" is column "date" already`},
		{"a quotation that is cut", "date,title\n2022,A\n2023,\"cut here", form.Options{}, "row 3: a quotation mark that opens a cell is never closed"},
		{"damaged UTF-8", "date,title\n2022,مؤتمر القمة\n2023,ال\xffقمة العربية\n", form.Options{}, "line 3: it is not UTF-8: byte FF"},
	} {
		_, err := read(t, formtest.File("x.csv", c.text), c.options)
		if err == nil || !strings.Contains(err.Error(), c.err) || !strings.HasPrefix(err.Error(), "import x.csv: ") {
			t.Errorf("%s: %v, want %q", c.name, err, c.err)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	text := "date,title\n" + strings.Repeat("2022,A\n", 5000)
	if _, err := table.Open(ctx, formtest.File("x.csv", text), table.Layout{}); err == nil || ctx.Err() == nil || !strings.Contains(err.Error(), "canceled") {
		t.Error(err)
	}
}
