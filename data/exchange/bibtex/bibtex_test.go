package bibtex

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/works"
	"tarikh.org/tarikh/data/exchange/works/workstest"
)

const sample = `This line is a comment, with a@b.example in it.
@comment{ @book{no, title = {No}} }
@preamble{"\newcommand{\x}{y}"}
@STRING(press = "Harbour Press")
@string{hs = {Harbour } # "Studies"}

@Article{smith1998,
  author = "Smith, Ann B. and van der {Berg}, Jan and {Food and Agriculture Organization} and Gr{\"u}n, Jr., {\'E}tienne and others",
  title  = {Tides \& {T}rade: a {\LaTeX} ` + "``survey''" + ` of 1990--1995},
  journal = hs, volume = 27, number = {3}, pages = {37--42},
  year = 1998, month = jul # "~4",
  doi = {10.1000/a_b}, url = {https://example.org/a\_b\%20c}, file = {C:\x.pdf},
  keywords = {ports, tides}, abstract = {First

    paragraph.}, annote = {Read this.}, x-own = {kept}, title = {Again},
}

@inproceedings{child, crossref = {Parent}, author = {Donald E. Knuth}, title = {A paper}, pages = 5}
@proceedings{parent, title = {The Proceedings}, year = {2001}, editor = {حداد، رنا and محمد هيكل}, publisher = press # { and Co}, address = {بيروت}}
@online{ar, title = {شتاء}, date = {2020-01~/2020-03}, urldate = {2026-11-30}, langid = {arabic}, titleaddon = {النهار}}
@book{a, title = {Not closed
@book{b, title = {Closed}, year = {c. 1900}, publisher = {A {and} B and C}}
@phdthesis{, title = "In {"}quotes{"}", school = {U}, month = "jun/jul", year = 2003}
@misc{orphan, crossref = {nowhere}, title = {Orphan}, howpublished = {\url{https://example.org/o}}, date = {spring of that year}}
@book{odd key, title = undefined # { macro}, year = 2004, month = {Spring}}
`

func readText(t testing.TB, text string) form.Document {
	t.Helper()
	return formtest.MustRead(t, read, "list.bib", text, form.Options{})
}

func TestRead(t *testing.T) {
	doc := readText(t, sample)
	by := map[string]form.Article{}
	for _, a := range doc.Articles {
		by[a.Key] = a
	}
	if len(doc.Articles) != 8 {
		t.Errorf("%d references: %v", len(doc.Articles), slices.Collect(maps.Keys(by)))
	}
	a, child, ar, thesis := by["smith1998"], by["child"], by["ar"], by[""]
	for _, f := range []struct{ name, got, want string }{
		{"title", a.Title, "Tides & Trade: a LaTeX “survey” of 1990–1995"},
		{"journal", a.Citation.Container, "Harbour Studies"},
		{"date", a.Published.EDTF, "1998-07-04"},
		{"pages", a.Citation.Pages, "37-42"},
		{"issue", a.Citation.Issue, "3"},
		{"DOI", a.Citation.DOI, "10.1000/a_b"},
		{"address", a.URL, "https://example.org/a_b%20c"},
		{"keywords", strings.Join(a.Citation.Keywords, "|"), "ports|tides"},
		{"abstract", a.Citation.Abstract, "First\n\nparagraph."},
		{"own field", a.Citation.Extra["bibtex:x-own"], "kept"},
		{"key", a.Citation.Extra[works.ExtraKey], "smith1998"},
		{"note", doc.Notes[0].Text, "Read this."},
		{"book of a paper", child.Citation.Container, "The Proceedings"},
		{"year of a paper", child.Published.EDTF, "2001"},
		{"publisher of a paper", child.Publisher, "Harbour Press; Co"},
		{"place of a paper", child.Citation.PublisherPlace, "بيروت"},
		{"EDTF", ar.Published.EDTF, "2020-01~/2020-03"},
		{"accessed", ar.Citation.Accessed, "2026-11-30"},
		{"language", ar.Lang, "ar"},
		{"site", ar.Publisher, "النهار"},
		{"about", by["b"].Published.EDTF, "1900~"},
		{"publishers", by["b"].Publisher, "A and B; C"},
		{"quotation marks", thesis.Title, `In "quotes"`},
		{"school", thesis.Publisher, "U"},
		{"genre", thesis.Citation.Extra["genre"], "PhD thesis"},
		{"months", thesis.Published.EDTF, "2003-06/2003-07"},
		{"how published", by["orphan"].URL, "https://example.org/o"},
		{"date in words", by["orphan"].Citation.Extra[works.ExtraIssued], "spring of that year"},
		{"macro", by["odd key"].Title, "undefined macro"},
		{"season", by["odd key"].Published.EDTF, "2004-21"},
	} {
		if f.got != f.want {
			t.Errorf("%s: %q, want %q", f.name, f.got, f.want)
		}
	}
	want := []data.Name{
		{Family: "Smith", Given: "Ann B."},
		{Family: "van der Berg", Given: "Jan"},
		{Literal: "Food and Agriculture Organization"},
		{Family: "Grün", Given: "Étienne, Jr."},
		{Literal: "et al."},
	}
	if !slices.Equal(a.Citation.Authors, want) {
		t.Errorf("authors %+v", a.Citation.Authors)
	}
	if !slices.Equal(child.Citation.Authors, []data.Name{{Family: "Knuth", Given: "Donald E."}}) || len(child.Citation.Editors) != 2 {
		t.Errorf("authors %+v, editors %+v", child.Citation.Authors, child.Citation.Editors)
	}
	if len(doc.Skipped) != 2 || doc.Skipped[0].Why != form.Unreadable || doc.Skipped[0].Where.Line != 21 || doc.Skipped[1].Why != form.Unknown {
		t.Errorf("skipped %+v", doc.Skipped)
	}
	if doc.Dropped["file"] != 1 || doc.Dropped["@string undefined"] != 1 || doc.Dropped["repeated fields"] != 1 {
		t.Errorf("dropped %v", doc.Dropped)
	}
}

func TestPlain(t *testing.T) {
	for tex, want := range map[string]string{
		`{\"o}\"{o}\"o{\"{o}}`:         "öööö",
		`\'{\i}\'\i \v{c}\c c{\c{c}}`:  "ííčçç",
		`\H{o}\k{a}\r{a}\aa\o`:         "őąååø",
		`Stra\ss e, Stra{\ss}e`:        "Straße, Straße",
		`\textit{a \textbf{b}} c`:      "a b c",
		`\enquote{x}`:                  "“x”",
		`$x^2$ and H$_2$O, \alpha`:     "x2 and H2O, α",
		`\href{https://x}{the page}`:   "the page",
		`\foreignlanguage{arabic}{نص}`: "نص",
		`a~b\,c\ d\-e`:                 "a b c de",
		`50\% \$5 \#1 \_ \{x\}`:        "50% $5 #1 _ {x}",
		`a\\b\par c`:                   "a\nb\n\nc",
		`\unknown{kept} \`:             "kept ",
		`\'`:                           "",
		`it's 5'--6'`:                  "it's 5'–6'",
	} {
		if got := plain(tex); got != want {
			t.Errorf("%s: %q, want %q", tex, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for tex, want := range map[string]data.Name{
		`Ludwig van Beethoven`:                                 {Family: "van Beethoven", Given: "Ludwig"},
		`van Beethoven, Ludwig`:                                {Family: "van Beethoven", Given: "Ludwig"},
		`Charles Louis Xavier Joseph de la Vall{\'e}e Poussin`: {Family: "de la Vallée Poussin", Given: "Charles Louis Xavier Joseph"},
		`King, Jr., Martin Luther`:                             {Family: "King", Given: "Martin Luther, Jr."},
		`{World Health Organization}`:                          {Literal: "World Health Organization"},
		`{\'E}tienne {\"U}n`:                                   {Family: "Ün", Given: "Étienne"},
		`family=Gogh, given=Vincent, prefix=van`:               {Family: "van Gogh", Given: "Vincent"},
		`Plato`:                                                {Family: "Plato"},
		`محمد حسنين هيكل`:                                      {Family: "هيكل", Given: "محمد حسنين"},
		`هيكل، محمد حسنين`:                                     {Family: "هيكل", Given: "محمد حسنين"},
	} {
		if got := nameOf(tex); got != want {
			t.Errorf("%s: %+v, want %+v", tex, got, want)
		}
	}
}

func TestHostile(t *testing.T) {
	bomb := "@string{a = {xxxxxxxxxxxxxxxx}}\n"
	for i := range 30 {
		name := string(rune('a' + i%26))
		if i >= 26 {
			name = "a" + name
		}
		bomb += "@string{n" + name + " = a # a # a # a}\n@string{a = n" + name + " # n" + name + " # n" + name + "}\n"
	}
	many := strings.Repeat("@book{a, title = {not closed\n", 30_000)
	began := time.Now()
	for name, text := range map[string]string{
		"macros":        bomb + "@book{x, title = {T}, note = a # a}\n",
		"not closed":    many + "@book{x, title = {T}}",
		"braces":        "@book{x, title = " + strings.Repeat("{", 200_000) + "\n@book{x, title = {T}}",
		"accents":       "@book{x, title = {T" + strings.Repeat(`\'{`, 30_000) + strings.Repeat("}", 30_000) + "}}",
		"inheritance":   "@book{x, crossref = {y}, title = {T}}\n@book{y, crossref = {x}, title = {U}}",
		"one long line": strings.Repeat("@book{a,b={", 30_000) + "\n@book{x, title = {T}}",
	} {
		doc := readText(t, text)
		if len(doc.Articles) == 0 {
			t.Errorf("%s: nothing was read: %+v", name, doc.Skipped[:min(len(doc.Skipped), 3)])
		}
	}
	if took := time.Since(began); took > time.Minute {
		t.Errorf("it took %s", took)
	}
	_, err := read(context.Background(), formtest.File("list.bib", "nothing"), form.Options{})
	if err == nil || err.Error() != "import list.bib: it has no references" {
		t.Error(err)
	}
}

func TestLikeness(t *testing.T) {
	for text, want := range map[string]bool{
		sample:                           true,
		"@media {\n  a, b { x: 1 }\n}":   false,
		"a@b.example, c = 1":             false,
		"@book{k,\n  title = {x}}":       true,
		"# markwhen\n2020: event @ref\n": false,
	} {
		if got := likeness(form.NewProbe(formtest.File("x.txt", text))) > 0; got != want {
			t.Errorf("likeness of %.40q: %v", text, got)
		}
	}
}

func TestTurn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := workstest.Taken(t, slices.Sorted(maps.Keys(written)), []string{"genre", "title-short", "collection-title", "bibtex:custom", "note"})
		var out bytes.Buffer
		lost, err := write(context.Background(), &out, from)
		if err != nil || lost[form.LosesFields] > 0 {
			t.Fatal(err, lost)
		}
		doc, err := read(context.Background(), formtest.File("list.bib", out.String()), form.Options{})
		if err != nil {
			t.Fatalf("%v\n%s", err, out.String())
		}
		t.Logf("%s", out.String())
		workstest.Check(t, from, doc)
	})
}

func FuzzRead(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := read(context.Background(), formtest.File("list.bib", text), form.Options{})
		if err == nil {
			formtest.Check(t, doc)
		}
	})
}
