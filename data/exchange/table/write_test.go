package table

import (
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

type writeFunc = func(context.Context, io.Writer, form.Taken) (form.Dropped, error)

// written is what a file says that was written of what is taken.
func written(t *rapid.T, name, format string, write writeFunc, taken form.Taken) (form.Document, string) {
	var out, again bytes.Buffer
	if _, err := write(context.Background(), &out, taken); err != nil {
		t.Fatal(err)
	}
	if _, err := write(context.Background(), &again, taken); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Fatalf("the same gives other bytes, %v", err)
	}
	doc, err := reading(format)(context.Background(), formtest.File(name, out.String()), form.Options{})
	if err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	return doc, out.String()
}

// What is written is read as the same, but for what is counted, and no cell is a formula.
func TestTablesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := formtest.Taken(t)
		names := taken.DistinctNames()
		for _, f := range []struct {
			name  string
			write writeFunc
		}{{"x.csv", writeCSV}, {"x.xlsx", writeXLSX}} {
			doc, text := written(t, f.name, "", f.write, taken)
			delete(doc.Dropped, "sheet "+sheetNames[taken.Lang == "ar"][1]) // the passages
			if len(doc.Events) != len(taken.Events) || len(doc.Skipped) > 0 || len(doc.Dropped) > 0 {
				t.Fatalf("%s: %d events, want %d; skipped %v, dropped %v\n%q", f.name, len(doc.Events), len(taken.Events), doc.Skipped, doc.Dropped, text)
			}
			for i, e := range taken.Events {
				got := doc.Events[i]
				if got.Key != e.ID.String() || got.Title != e.Title || got.Date != e.Date || got.Zone != e.Zone || got.Event.Place != e.Place || got.Description != form.Clean(e.Description) ||
					got.Event.Source != e.Event.Source || got.Importance != e.Importance || !slices.Equal(got.Tags, e.Tags) || !slices.Equal(got.Links, e.Links) ||
					trackOf(doc, got.Track) != names[e.Track] {
					t.Fatalf("%s: %+v\nis read as\n%+v\n%q", f.name, e.Event, got, text)
				}
			}
			if f.name == "x.csv" {
				noFormulas(t, text)
			}
		}
	})
}

func trackOf(doc form.Document, id data.ID) string {
	for _, track := range doc.Tracks {
		if track.ID == id {
			return track.Name
		}
	}
	return ""
}

// noFormulas fails where a spreadsheet takes a cell for a formula.
func noFormulas(t *rapid.T, text string) {
	records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil || !strings.HasPrefix(text, "\ufeff") {
		t.Fatalf("%v\n%s", err, text)
	}
	for _, cell := range slices.Concat(records...) {
		if cell != "" && strings.Contains("=+-@\t\r", cell[:1]) && !integer(cell) {
			t.Fatalf("%q is a formula", cell)
		}
	}
}

// The sheet of TimelineJS comes back with titles, tracks and dates.
func TestSlidesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := formtest.Taken(t)
		if len(taken.Events) == 0 {
			return
		}
		names := taken.DistinctNames()
		doc, text := written(t, "x.csv", "timelinejs-sheet", writeSlides, taken)
		if len(doc.Events) != len(taken.Events) || len(doc.Notes) != len(taken.Notes) || doc.Title != taken.Library.Title {
			t.Fatalf("%q, %d events, want %d; skipped %v\n%s", doc.Title, len(doc.Events), len(taken.Events), doc.Skipped, text)
		}
		noFormulas(t, text)
		for i, e := range taken.Events {
			got := doc.Events[i]
			if got.Title != e.Title || trackOf(doc, got.Track) != names[e.Track] {
				t.Fatalf("%+v\nis read as\n%+v\n%s", e.Event, got, text)
			}
			p := form.PlainOf(e.Date)
			if p.Certain && !p.OpenStart && !p.OpenEnd && !p.From.Clock.Said && !p.To.Clock.Said && (got.Date.Lo != e.Date.Lo || got.Date.Hi != e.Date.Hi) {
				t.Fatalf("%s is read as %s\n%s", e.Date, got.Date, text)
			}
		}
	})
}

// The passages have a file, or a sheet, of their own.
func TestExcerptsAreApart(t *testing.T) {
	date, err := dates.Parse("2022-02~")
	if err != nil {
		t.Fatal(err)
	}
	article := data.Article{ID: data.NewID(), Title: "Report", Publisher: "Press", URL: "https://example.org/"}
	e := form.TakenEvent{Event: data.Event{ID: data.NewID(), Title: "Summit", Date: date}}
	x := data.Excerpt{ID: data.NewID(), Event: e.ID, Article: article.ID}
	x.Anchor.Exact, x.Verdict = "=they met,\nthen left", data.Verdict{State: data.StateRefuted, By: "هدى", At: 5, Why: "=forged"}
	e.Excerpts = []data.Excerpt{x}
	taken := form.Taken{Events: []form.TakenEvent{e}, Articles: []data.Article{article}, Lang: "ar"}
	var out bytes.Buffer
	if err := writeExcerpts(t.Context(), &out, taken); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(&out).ReadAll()
	want := []string{"Summit", "2022-02~", "'=they met,\nthen left", "Report", "Press", "", "", "https://example.org/", "ثبت عدم صحته", "هدى", "1970-01-01T00:00:05Z", "'=forged", e.ID.String()}
	if err != nil || len(records) != 2 || !slices.Equal(records[1], want) || records[0][2] != "الاقتباس" {
		t.Errorf("%q, %v", records, err)
	}
	out.Reset()
	if _, err := writeXLSX(t.Context(), &out, taken); err != nil {
		t.Fatal(err)
	}
	second, err := Open(t.Context(), formtest.File("x.xlsx", out.String()), Layout{Sheet: "المقتطفات"})
	if err != nil || second.Rows != 1 || len(second.Sheets) != 2 {
		t.Errorf("%+v, %v", second, err)
	}
}

// A space in an address is not where its words begin.
func TestAddressesWithSpacesComeBack(t *testing.T) {
	date, _ := dates.Parse("2022")
	e := form.TakenEvent{Event: data.Event{ID: data.NewID(), Title: "x", Date: date, Links: []data.Reference{{URL: "https://example.org/a b", Title: "two words"}}}}
	var out bytes.Buffer
	if _, err := writeCSV(t.Context(), &out, form.Taken{Events: []form.TakenEvent{e}}); err != nil {
		t.Fatal(err)
	}
	doc, err := reading("")(t.Context(), formtest.File("x.csv", out.String()), form.Options{})
	if err != nil || len(doc.Events) != 1 || !slices.Equal(doc.Events[0].Links, []data.Reference{{URL: "https://example.org/a%20b", Title: "two words"}}) {
		t.Errorf("%+v, %v", doc.Events, err)
	}
}

// A cell of a workbook holds less than a description may have; that is counted.
func TestLongCellsAreShortened(t *testing.T) {
	date, _ := dates.Parse("2022")
	e := form.TakenEvent{Event: data.Event{ID: data.NewID(), Title: "x", Date: date, Description: strings.Repeat("😀", maxCellUnits)}}
	var out bytes.Buffer
	lost, err := writeXLSX(t.Context(), &out, form.Taken{Events: []form.TakenEvent{e}})
	if err != nil || lost[form.LosesLong] != 1 {
		t.Errorf("%v, %v", lost, err)
	}
}
