package table_test

import (
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/table"
)

// readAll reads a file as the window does, with both orders of dates; what it makes can be
// stored.
func readAll(t *testing.T, file form.File) {
	t.Helper()
	probe := form.NewProbe(file)
	for _, f := range table.Formats() {
		f.Likeness(probe)
	}
	tab, err := table.Open(t.Context(), file, table.Layout{})
	if err != nil {
		return
	}
	for _, order := range []form.Order{form.ByContents, form.MonthFirst} {
		o := form.Options{Now: now(), DayFirst: order, Lang: "ar"}
		m, err := table.Guess(tab, o)
		if err != nil {
			t.Fatal(err)
		}
		if !m.Fits(tab) {
			t.Fatalf("%+v", m)
		}
		d, err := table.Read(t.Context(), tab, m, o)
		if err != nil {
			continue
		}
		formtest.Check(t, d)
		for _, e := range d.Events {
			if rows, err := tab.RowsAt(t.Context(), []int{e.Source.Place.Row}); err != nil || len(rows) != 1 {
				t.Fatalf("row %d: %v, %d rows", e.Source.Place.Row, err, len(rows))
			}
		}
	}
}

func FuzzText(f *testing.F) {
	for _, c := range tables {
		f.Add([]byte(c.text))
	}
	for _, c := range known {
		f.Add([]byte(c.text))
	}
	f.Add([]byte("\xff\xfed\x00,\x00"))
	f.Add([]byte("Datum;Was\n1.1.1999;\xfcber\n\"never closed"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		readAll(t, formtest.File("x.csv", string(raw)))
	})
}

func FuzzWorkbook(f *testing.F) {
	f.Add(header+dated(2, 1, "44596")+dated(3, 2, "0.5"), "<t>Date</t></si><si><t>Title</t>", "")
	f.Add(header+dated(2, 1, "-1")+dated(3, 4, "1e300")+dated(4, 5, "NaN"), "<r><t>Date_x0009_</t></r></si><si><t>Title</t>", `<workbookPr date1904="1"/>`)
	f.Add(`<row r="9999999"><c r="A0"/><c r="ZZZZZZZ1" t="s"><v>-1</v></c></row><row r="2"><c t="inlineStr"><is>`, "", "<sheets>")
	f.Fuzz(func(t *testing.T, rows, shared, pr string) {
		readAll(t, book(t, pr, rows, shared))
	})
}

// FuzzDate reads one cell as a date, whatever the rest of its column is.
func FuzzDate(f *testing.F) {
	for _, cell := range []string{
		"2022-02-04", "4/2/2022", "4.2.22 8:30 pm", "2022-02-04T20:00:00.5+08:00", "٤/٢/٢٠٢٢", "-0044-03-15", "0044-03-15 BC", "BC 1-11-19",
		"20220204", "1650000000", "44596", "-13800000000", "1914-18", "early 2022", "1984?", "[1667,1668]", "24:00", "0", "9999999999999999999",
	} {
		f.Add(cell, "12:30", "2023")
	}
	f.Fuzz(func(t *testing.T, cell, clock, end string) {
		readAll(t, formtest.File("x.csv", "Start\tTime\tEnd\tTitle\n"+cell+"\t"+clock+"\t"+end+"\tA\n"))
		readAll(t, formtest.File("x.csv", "Year\tMonth\tTime\tEnd Year\tHeadline\n"+cell+"\t"+clock+"\t"+clock+"\t"+end+"\tA\n"))
	})
}
