package ris

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/works"
	"tarikh.org/tarikh/data/exchange/works/workstest"
)

const sample = "Provider: Press\n1.\nTY  - JOUR\nID  - smith-2\nA1  - Smith,Ann B.\nA1  - UNESCO\nT1  - Tides and\n  trade\nJF  - Harbour Studies\nJA  - Harb Stud\n" +
	"Y1  - 1998/07//\nVL  - 27\nIS  - 3\nSP  - 37\nEP  - 42\nSN  - 1234-5679\nKW  - ports\nKW  - tides; moon\nN2  - First.\n\n  Second.\nN1  - <p>Read <i>this</i>.</p>\n" +
	"UR  - https://example.org/1; https://example.org/2\nL1  - file:///x.pdf\nC7  - 45\nDO  - 10.1000/X\nER  - \n\n2.\nTY  - NEWS\nAU  - حداد، رنا\nTI  - شتاء\n" +
	"PY  - 2003\nDA  - 2003///Spring\nT2  - النهار\nLA  - Arabic\nY2  - 2026/11/30/\nER  -\n\nTY  - BOOK\nTI  - Old book\nT2  - A series\nPY  - n.d.\nSN  - 978-0-306-40615-7\n" +
	"TY  - NOVEL\nTI  - Without end\nDA  - 1998/05/30/Memorial Day\n"

func readText(t testing.TB, text string) form.Document {
	t.Helper()
	return formtest.MustRead(t, read, "list.ris", text, form.Options{})
}

func TestRead(t *testing.T) {
	doc := readText(t, sample)
	if len(doc.Articles) != 4 {
		t.Fatalf("%d references", len(doc.Articles))
	}
	a, b, book, novel := doc.Articles[0], doc.Articles[1], doc.Articles[2], doc.Articles[3]
	for _, f := range []struct{ name, got, want string }{
		{"key", a.Key, "smith-2"},
		{"title", a.Title, "Tides and trade"},
		{"journal", a.Citation.Container, "Harbour Studies"},
		{"short", a.Citation.Extra["container-title-short"], "Harb Stud"},
		{"date", a.Published.EDTF, "1998-07"},
		{"pages", a.Citation.Pages, "37-42"},
		{"ISSN", a.Citation.ISSN, "1234-5679"},
		{"keywords", strings.Join(a.Citation.Keywords, "|"), "ports|tides|moon"},
		{"abstract", a.Citation.Abstract, "First.\n\nSecond."},
		{"address", a.URL, "https://example.org/1"},
		{"other address", a.Citation.Extra[works.ExtraURLs], "https://example.org/2"},
		{"own tag", a.Citation.Extra["ris:C7"], "45"},
		{"note", doc.Notes[0].Text, "Read this."},
		{"season", b.Published.EDTF, "2003-21"},
		{"language", b.Lang, "ar"},
		{"newspaper", b.Publisher, "النهار"},
		{"accessed", b.Citation.Accessed, "2026-11-30"},
		{"series", book.Citation.Extra["collection-title"], "A series"},
		{"no date", book.Citation.Extra[works.ExtraIssued], "n.d."},
		{"ISBN", book.Citation.ISBN, "978-0-306-40615-7"},
		{"type", book.Citation.Type, "book"},
		{"other type", novel.Citation.Extra["ris:TY"], "NOVEL"},
		{"day", novel.Published.EDTF, "1998-05-30"},
		{"words of a day", novel.Citation.Extra[works.ExtraIssued], "Memorial Day"},
	} {
		if f.got != f.want {
			t.Errorf("%s: %q, want %q", f.name, f.got, f.want)
		}
	}
	if len(a.Citation.Authors) != 2 || a.Citation.Authors[0] != (data.Name{Family: "Smith", Given: "Ann B."}) || a.Citation.Authors[1] != (data.Name{Literal: "UNESCO"}) {
		t.Errorf("authors %+v", a.Citation.Authors)
	}
	if len(b.Citation.Authors) != 1 || b.Citation.Authors[0] != (data.Name{Family: "حداد", Given: "رنا"}) {
		t.Errorf("authors %+v", b.Citation.Authors)
	}
	if doc.Dropped["L2"] != 1 || doc.Dropped["lines outside references"] != 1 {
		t.Errorf("dropped %v", doc.Dropped)
	}
}

func TestEncodings(t *testing.T) {
	head := "TY  - BOOK\nTI  - "
	for name, c := range map[string]struct{ raw, title string }{
		"windows-1252": {head + "Fr\xfchling \x93x\x94\n", "Frühling “x”"},
		"windows-1256": {head + "\xc3\xce\xc8\xc7\xd1 \xc7\xe1\xc8\xe1\xc7\xcf \xe6\xc7\xe1\xda\xc7\xe1\xe3 \xc7\xe1\xda\xd1\xc8\xed\n", "أخبار البلاد والعالم العربي"},
		"UTF-16":       {"\xff\xfe" + strings.Join(strings.Split(head+"x\n", ""), "\x00") + "\x00", "x"},
		"one space":    {"TY - BOOK\nTI - One\nER -\n", "One"},
		"old Macs":     {"TY  - BOOK\rTI  - Mac\rER  - \r", "Mac"},
	} {
		doc := readText(t, c.raw)
		if len(doc.Articles) != 1 || doc.Articles[0].Title != c.title {
			t.Errorf("%s: %+v", name, doc.Articles)
		}
	}
}

func TestWrong(t *testing.T) {
	for name, c := range map[string]struct{ text, says string }{
		"no record": {"AU  - Nobody\n", `it has no references: no line begins with "TY  -"`},
		"binary":    {"TY  - BOOK\nTI  - a\x00b\n", "line 2: it is not a text"},
		"tags":      {"TY  - BOOK\n" + strings.Repeat("KW  - a\n", maxTags+1), "line 20002: the reference that begins in line 1 has more than 20000 tags"},
	} {
		_, err := read(context.Background(), formtest.File("list.ris", c.text), form.Options{})
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

func TestTurn(t *testing.T) {
	kinds := slices.Sorted(maps.Keys(written))
	rapid.Check(t, func(t *rapid.T) {
		from := workstest.Taken(t, kinds, []string{"genre", "title-short", "collection-title", "ris:C7", "ris:AD"})
		var out bytes.Buffer
		lost, err := write(context.Background(), &out, from)
		if err != nil || lost[form.LosesCertainty]+lost[form.LosesFields] > 0 {
			t.Fatal(err, lost)
		}
		doc, err := read(context.Background(), formtest.File("list.ris", out.String()), form.Options{})
		if err != nil {
			t.Fatalf("%v\n%s", err, out.String())
		}
		workstest.Check(t, from, doc)
		for i, a := range doc.Articles {
			if want := from.Articles[i].Published; a.Published != want {
				t.Errorf("the date %q became %q", want, a.Published)
			}
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := read(context.Background(), formtest.File("list.ris", text), form.Options{})
		if err == nil {
			formtest.Check(t, doc)
		}
	})
}
