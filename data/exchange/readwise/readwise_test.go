package readwise

import (
	"context"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

var now = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

const exported = "\ufeffHighlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\n" +
	"\"A sentence, with \"\"marks\"\"\nand a second line\",The Muqaddimah,Ibn Khaldun,B00X,My own thought,blue,\"history, method\",page,12,2026-01-27 05:56:46+00:00,\"books, read\"\n" +
	"علم العمران,The Muqaddimah,Ibn Khaldun,B00X,,yellow,,location,1300,2026-01-27 05:57:46+00:00,\n" +
	"\"Other\",News of the talks,example.org,,,,,order,1,,\n" +
	",The Muqaddimah,Ibn Khaldun,B00X,,,,,,,\n"

func TestHighlights(t *testing.T) {
	file := formtest.File("readwise-data.csv", exported)
	if like := Format().Likeness(form.NewProbe(file)); like < 80 {
		t.Errorf("likeness %d", like)
	}
	d, err := read(context.Background(), file, form.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	formtest.Check(t, d)
	if len(d.Articles) != 2 || len(d.Notes) != 3 || len(d.Skipped) != 1 {
		t.Fatalf("%d articles, %d notes, skipped %v", len(d.Articles), len(d.Notes), d.Skipped)
	}
	a := d.Articles[0]
	if !a.IsReference() || a.Title != "The Muqaddimah" || a.Byline != "Ibn Khaldun" || a.Citation.Extra[asin] != "B00X" || strings.Join(a.Citation.Keywords, "|") != "books|read" {
		t.Errorf("%+v", a.Article)
	}
	n := d.Notes[0]
	if n.Anchor.Exact != "A sentence, with \"marks\"\nand a second line" || n.Text != "My own thought\n\npage: 12" || n.Colour != "blue" || strings.Join(n.Tags, "|") != "history|method" ||
		n.Created != 1769493406 || n.Article != a.ID {
		t.Errorf("%+v", n)
	}
	if n := d.Notes[1]; n.Text != "location: 1300" || n.Colour != "amber" || n.Anchor.Start != 1300 {
		t.Errorf("%+v", n)
	}
	if n := d.Notes[2]; n.Text != "" || n.Created != now.Unix() {
		t.Errorf("%+v", n)
	}
}

func TestRefused(t *testing.T) {
	for contents, want := range map[string]string{
		"":                 "it has no columns",
		"Highlight,Note\n": `it has no column "Book Title"`,
	} {
		if _, err := read(context.Background(), formtest.File("a.csv", contents), form.Options{Now: now}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", contents, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(exported))
	formtest.Fuzz(f, read, "a.csv", form.Options{Now: now})
}
