package table_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/table"
)

func open(t testing.TB, text string, want table.Layout) *table.Table {
	t.Helper()
	tab, err := table.Open(t.Context(), formtest.File("x.csv", text), want)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func names(t *table.Table) string {
	var all []string
	for _, c := range t.Columns {
		all = append(all, c.Name)
	}
	return strings.Join(all, "|")
}

func TestLayout(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       table.Layout
		got        table.Layout
		columns    string
		rows       int
	}{
		{"comma", "a,b\n1,x;y\n2,z;w\n", table.Layout{}, table.Layout{Encoding: "UTF-8", Separator: ',', Names: 1}, "a|b", 2},
		{"semicolon", "a;b\n\"1;0\";x,y\n2;z,w\n", table.Layout{}, table.Layout{Encoding: "UTF-8", Separator: ';', Names: 1}, "a|b", 2},
		{"the reader's separator", "a;b\n1;x,y\n2;z,w\n", table.Layout{Separator: ','}, table.Layout{Encoding: "UTF-8", Separator: ',', Names: table.NoNames}, "A|B", 3},
		{"lines in cells", "a,b\n1,\"one\ntwo, three\"\n2,x\n", table.Layout{}, table.Layout{Encoding: "UTF-8", Separator: ',', Names: 1}, "a|b", 2},
		{"the reader says there are no names", "a,b\n1,x\n", table.Layout{Names: table.NoNames}, table.Layout{Encoding: "UTF-8", Separator: ',', Names: table.NoNames}, "A|B", 2},
		{"the reader says where they are", "x,y\n\na,b\n1,x\n", table.Layout{Names: 3}, table.Layout{Encoding: "UTF-8", Separator: ',', Names: 3}, "a|b", 1},
		{"names that are missing or twice", "date,,title,title,,\n2022,x,A,B,,\n", table.Layout{}, table.Layout{Encoding: "UTF-8", Separator: ',', Names: 1}, "date|B|title|title (2)", 1},
		{"UTF-16", "\xff\xfed\x00a\x00t\x00e\x00\t\x00t\x00i\x00t\x00l\x00e\x00\n\x001\x009\x009\x009\x00\t\x00\x28\x06\n\x00", table.Layout{}, table.Layout{Encoding: "UTF-16LE", Separator: '\t', Names: 1}, "date|title", 1},
		{"UTF-16, the other order", "\xfe\xff\x00a\x00,\x00b\x00\n\x001\x00,\x00x\x00\n", table.Layout{}, table.Layout{Encoding: "UTF-16BE", Separator: ',', Names: 1}, "a|b", 1},
		{"a mark", "\ufeffdate,title\n1999,x\n", table.Layout{}, table.Layout{Encoding: "UTF-8", Separator: ',', Names: 1}, "date|title", 1},
		{"Western", "Datum;Ereignis\n1999;Gr\xfcndung der Universit\xe4t\n", table.Layout{}, table.Layout{Encoding: "windows-1252", Separator: ';', Names: 1}, "Datum|Ereignis", 1},
		{"Russian", "\xc4\xe0\xf2\xe0;\xd1\xee\xe1\xfb\xf2\xe8\xe5\n1999;\xcf\xee\xe1\xe5\xe4\xe0\n", table.Layout{}, table.Layout{Encoding: "windows-1251", Separator: ';', Names: 1}, "Дата|Событие", 1},
		{"the reader's encoding", "a;b\n1;\xe0\n", table.Layout{Encoding: "windows-1251"}, table.Layout{Encoding: "windows-1251", Separator: ';', Names: 1}, "a|b", 1},
		{"an old Macintosh, and its letters", "Datum;Ereignis\r1999;\"\x9aber\nalles\"\r2000;x\r", table.Layout{}, table.Layout{Encoding: "macintosh", Separator: ';', Names: 1}, "Datum|Ereignis", 2},
		{"an old Macintosh", "date,title\r1999,x\r2000,y\r", table.Layout{}, table.Layout{Encoding: "UTF-8", Separator: ',', Names: 1}, "date|title", 2},
	} {
		tab := open(t, c.text, c.want)
		if tab.Layout != c.got || names(tab) != c.columns || tab.Rows != c.rows || len(tab.First) != c.rows {
			t.Errorf("%s: %+v, columns %s, %d rows", c.name, tab.Layout, names(tab), tab.Rows)
		}
	}
}

func TestLayoutThatIsWrong(t *testing.T) {
	for _, c := range []struct {
		text string
		want table.Layout
		err  string
	}{
		{"a,b\n1,2\n", table.Layout{Encoding: "EBCDIC"}, `there is no encoding "EBCDIC"; there are UTF-8, UTF-16LE`},
		{"a,b\n1,2\n", table.Layout{Separator: 'x'}, "does not separate cells"},
		{"a,b\n\n1,2\n", table.Layout{Names: 2}, "row 2: there is nothing in the row"},
		{" \n \n", table.Layout{}, "it is empty"},
		{"a,b\n1,\x002\n", table.Layout{}, "line 2: it is not a text: there is a NUL"},
		{"\xff\xfea\x00\x00\xd8b\x00", table.Layout{}, "half a surrogate pair"},
		{"\xff\xfea\x00b", table.Layout{}, "ends in the middle of a character"},
		{"{\"a\": 1}\n{\"a\": ", table.Layout{}, "line 2: it is not a JSON object in one line"},
		{"{\"a\": 1} x\n", table.Layout{}, "line 1: it is not a JSON object in one line: something follows"},
		{strings.Repeat("a,", 1001) + "\n", table.Layout{}, "row 1: it has 1002 cells; a table may have 1000 columns"},
		{"a,b\n1," + strings.Repeat("x", 1<<20+1) + "\n", table.Layout{}, "row 2: a cell has 2 MB; a text may have 1 MB"},
		{"a,b\n\"" + strings.Repeat("x\n", 6000) + "\",1\n2,3\n", table.Layout{}, "row 2: a quotation mark that opens a cell is never closed"},
	} {
		if _, err := table.Open(t.Context(), formtest.File("x.csv", c.text), c.want); err == nil || !strings.Contains(err.Error(), c.err) {
			t.Errorf("%.30q: %v, want %q", c.text, err, c.err)
		}
	}
}

func TestTooManyRows(t *testing.T) {
	_, err := table.Open(t.Context(), formtest.File("x.csv", strings.Repeat("1,2\n", 1_000_001)), table.Layout{})
	if err == nil || !strings.Contains(err.Error(), "more than 1000000 rows") {
		t.Error(err)
	}
}

func TestAmbiguousColumnsAreNamedWithSamples(t *testing.T) {
	tab := open(t, "start,end,title\n4/2/2022,5/2/2022,A\n7/7/2022,,B\n1/3/22,,C\n9/3/2022,,D\n10/3/2022,,E\n", table.Layout{})
	m, err := table.Guess(tab, form.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if open := tab.Ambiguous(m); !slices.Equal(open, []int{0, 1}) {
		t.Fatalf("ambiguous: %v", open)
	}
	var said []string
	for _, s := range tab.Columns[0].Doubtful {
		said = append(said, s.Text+" "+s.DayFirst.EDTF+" "+s.MonthFirst.EDTF)
	}
	want := []string{"4/2/2022 2022-02-04 2022-04-02", "1/3/22 2022-03-01 2022-01-03", "9/3/2022 2022-03-09 2022-09-03"}
	if !slices.Equal(said, want) {
		t.Errorf("%q", said)
	}
	// What nothing decides is skipped; what reads the same both ways is not.
	d, err := table.Read(t.Context(), tab, m, form.Options{Now: now()})
	if err != nil || len(d.Events) != 1 || len(d.Skipped) != 4 {
		t.Errorf("%v: %q", err, lines(d))
	}
	m.Columns[0].Order, m.Columns[1].Order = form.DayFirst, form.DayFirst
	if d, _ = table.Read(t.Context(), tab, m, form.Options{Now: now()}); len(d.Events) != 5 || len(tab.Ambiguous(m)) != 0 {
		t.Errorf("%q", lines(d))
	}
}

func TestWhatDecidesIsShown(t *testing.T) {
	tab := open(t, "date,title\n4/2/2022,A\n23/12/2021,B\n25/12/2021,C\n", table.Layout{})
	c := tab.Columns[0]
	if c.Order != form.DayFirst || c.Decides.Row != 3 || c.Decides.Text != "23/12/2021" || !c.Decides.MonthFirst.IsZero() {
		t.Errorf("%d, %+v", c.Order, c.Decides)
	}
}

func TestZoneOfTimesWithoutOffset(t *testing.T) {
	tab := open(t, "date,title\n2022-02-04 20:00,A\n2022-02-04,B\n2022-02-04 20:00Z,C\n", table.Layout{})
	m, err := table.Guess(tab, form.Options{})
	if err != nil {
		t.Fatal(err)
	}
	m.Zone = "Asia/Shanghai"
	d, err := table.Read(t.Context(), tab, m, form.Options{Now: now()})
	want := []string{"2022-02-04T20:00+08:00 A zone Asia/Shanghai", "2022-02-04 B", "2022-02-04T20:00Z C"}
	if got := lines(d); err != nil || !slices.Equal(got, want) {
		t.Errorf("%v: %q", err, got)
	}
	m.Zone = "Nowhere/Else"
	if _, err = table.Read(t.Context(), tab, m, form.Options{}); err == nil || !strings.Contains(err.Error(), `there is no time zone "Nowhere/Else"`) {
		t.Error(err)
	}
}

func TestMappingFitsItsShape(t *testing.T) {
	a := open(t, "Date,Title,Place\n2022,A,B\n", table.Layout{})
	b := open(t, "date;title;place\n1999;x;y\n2000;z;w\n", table.Layout{})
	c := open(t, "Date,Title\n2022,A\n", table.Layout{})
	if a.Shape() != b.Shape() || a.Shape() == c.Shape() {
		t.Errorf("shapes %s, %s, %s", a.Shape(), b.Shape(), c.Shape())
	}
	m, err := table.Guess(a, form.Options{Track: "Own"})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := json.Marshal(m)
	var back table.Mapping
	if err != nil || json.Unmarshal(kept, &back) != nil || !back.Fits(b) || back.Fits(c) {
		t.Errorf("%v: %s", err, kept)
	}
	d, err := table.Read(t.Context(), b, back, form.Options{Now: now()})
	if got := lines(d); err != nil || !slices.Equal(got, []string{"1999 x @y in Own", "2000 z @w in Own"}) {
		t.Errorf("%v: %q", err, got)
	}
	if _, err := table.Read(t.Context(), c, back, form.Options{}); err == nil || !strings.Contains(err.Error(), "the mapping is of another table") {
		t.Error(err)
	}
}

func TestRowsAt(t *testing.T) {
	tab := open(t, "date,title\n"+strings.Repeat("2022,A\n", 200)+"\n1999,last\n", table.Layout{})
	rows, err := tab.RowsAt(t.Context(), []int{203, 2})
	if err != nil || len(rows) != 2 || rows[0].Number != 2 || rows[1].Number != 203 || rows[1].Cells[1] != "last" {
		t.Errorf("%v: %+v", err, rows)
	}
	if len(tab.First) != table.FirstRows {
		t.Errorf("%d rows at hand", len(tab.First))
	}
}

func TestProgress(t *testing.T) {
	tab := open(t, "date,title\n"+strings.Repeat("2022,A\n", 4000), table.Layout{})
	m, err := table.Guess(tab, form.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var said []float64
	if _, err := table.Read(t.Context(), tab, m, form.Options{Now: now(), Progress: func(done float64) { said = append(said, done) }}); err != nil || !slices.Equal(said, []float64{0.5, 1}) {
		t.Errorf("%v: %v", err, said)
	}
}

func TestMeaningsMayAllBeChosen(t *testing.T) {
	for _, meaning := range table.Meanings() {
		tab := open(t, "date,title,x\n2022,A,B\n", table.Layout{})
		m, err := table.Guess(tab, form.Options{Map: map[string]string{"x": string(meaning)}})
		if err != nil || m.Columns[2].Means != meaning {
			t.Errorf("%s: %v, %+v", meaning, err, m)
		}
		d, err := table.Read(t.Context(), tab, m, form.Options{Now: now()})
		if err != nil && meaning != table.Start && meaning != table.Title {
			t.Errorf("%s: %v", meaning, err)
		}
		formtest.Check(t, d)
	}
}

// The Arabic files are our own: nobody else's could be had.
func TestArabicFiles(t *testing.T) {
	for _, c := range []struct {
		name, encoding string
		want           []string
	}{
		{"arabic-1256.csv", "windows-1256", []string{
			"2022-02-04 افتتاح الألعاب الأولمبية الشتوية @بكين #رياضة#الصين in رياضة by شينخوا : بدأت الألعاب في ملعب «عش الطائر».",
			"2022-02-24 بدء العملية العسكرية @أوكرانيا #حرب in سياسة by رويترز",
			"2022-03 جولات من المفاوضات @إسطنبول in دبلوماسية",
			"1945~ نشأة الجامعة @القاهرة in دبلوماسية",
		}},
		{"arabic.xlsx", "", []string{
			"1952-07-23 ثورة يوليو @القاهرة in مصر key م-١ : خرج الضباط الأحرار.",
			"1956-07-26 تأميم قناة السويس @الإسكندرية in مصر key م-٢",
			"1973-10-06/1973-10-25 حرب أكتوبر @سيناء in مصر key م-٣ !5",
			"1991-11 مؤتمر مدريد in سلام key م-٤",
			`skip sheet "أحداث", row 6, column "تاريخ البداية": bad_date قريبًا`,
		}},
	} {
		raw, err := os.ReadFile(filepath.Join("testdata", c.name))
		if err != nil {
			t.Fatal(err)
		}
		file := formtest.File(c.name, string(raw))
		tab, err := table.Open(t.Context(), file, table.Layout{})
		if err != nil || tab.Layout.Encoding != c.encoding {
			t.Errorf("%s: %v, %+v", c.name, err, tab)
			continue
		}
		d, err := read(t, file, form.Options{Lang: "ar"})
		if got := lines(d); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v\n\t%s", c.name, err, strings.Join(got, "\n\t"))
		}
	}
}

func TestSamplesAreDates(t *testing.T) {
	tab := open(t, "date,title\n1/2/2022,A\n", table.Layout{})
	for _, s := range tab.Columns[0].Doubtful {
		for _, d := range []dates.Date{s.DayFirst, s.MonthFirst} {
			if parsed, err := dates.Parse(d.EDTF); err != nil || parsed != d {
				t.Errorf("%v: %v", d, err)
			}
		}
	}
}

func TestMillionsOfCellsInALineAreRefused(t *testing.T) {
	file := formtest.File("x.csv", "date,title\n"+strings.Repeat(";", 1_100_000)+"\n")
	if _, err := table.Open(t.Context(), file, table.Layout{}); err == nil || !strings.Contains(err.Error(), "line 2: it has more than 1000 cells") {
		t.Error(err)
	}
}
