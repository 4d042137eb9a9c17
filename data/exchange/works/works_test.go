package works

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

func article(id byte, title, published string, authors ...data.Name) data.Article {
	d, _ := dates.Parse(published)
	return data.Article{ID: data.ID{id}, Title: title, Published: d, Citation: data.Citation{Authors: authors}}
}

func TestKeys(t *testing.T) {
	own := article(9, "Any", "2020")
	own.Citation.Extra = map[string]string{ExtraKey: "Mine:2020"}
	odd := article(10, "Any", "2020")
	odd.Citation.Extra = map[string]string{ExtraKey: "not a key"}
	press := article(11, "On the way", "2019-05")
	press.Publisher = "The Example Times"
	byline := article(13, "Floods", "2021")
	byline.Byline = "Rana Haddad and Jan Berg"
	articles := []data.Article{
		article(2, "The Winters that were", "2022-02-04", data.Name{Family: "Haddad", Given: "Rana"}),
		article(1, "A winters tale", "2022", data.Name{Family: "Haddad"}),
		article(3, "Über Größe", "1990~", data.Name{Family: "Ørsted"}),
		article(4, "شتاء بارد", "2020", data.Name{Literal: "محمد حسنين هيكل"}),
		article(5, "12 days", "", data.Name{Literal: "Reuters"}),
		article(6, "日本", "2001"),
		article(7, "Span", "1999/2001", data.Name{Family: "van der Berg"}),
		article(8, "٢٠٢٠", "2020-01", data.Name{Family: "O’Neil"}),
		own, odd, press, byline,
	}
	keys := keysOf(articles)
	want := map[byte]string{
		1: "haddad2022winters", 2: "haddad2022wintersb", 3: "orsted1990uber", 4: "hykl2020shta", 5: "reuters12", 6: "ref2001000000", 7: "vanspan", 8: "oneil20202020",
		9: "Mine:2020", 10: "2020any", 11: "example2019way", 13: "haddad2021floods",
	}
	for id, key := range want {
		if got := keys[data.ID{id}]; got != key {
			t.Errorf("key of %d: %q, want %q", id, got, key)
		}
	}
	// What is added later takes no key of another.
	more := keysOf(append(articles, article(14, "Winters", "2022", data.Name{Family: "Haddad"})))
	for id, key := range keys {
		if more[id] != key {
			t.Errorf("key %q became %q", key, more[id])
		}
	}
	if distinct := slices.Compact(slices.Sorted(maps.Values(more))); len(distinct) != len(articles)+1 {
		t.Errorf("keys %q", distinct)
	}
}

func TestKeyLike(t *testing.T) {
	for name, want := range map[string]bool{"smith:2020": true, "averroes/bland": true, "http://zotero.org/users/1/items/A": false, "1948": false, "a b": false, "": false} {
		if got := KeyLike(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

func TestDate(t *testing.T) {
	for text, want := range map[string]string{
		"2020-01~": "2020-01~", "01/2020": "2020-01", "April 13, 2018": "2018-04-13", "13/4/2018": "2018-04-13", "4/2/2022": "[2022-02-04,2022-04-02]",
		"2026-11-30 10:11:12": "2026-11-30T10:11:12", "٤ فبراير ٢٠٢٢": "2022-02-04", "forthcoming": "", "": "", "yesterday": "",
	} {
		if got, ok := Date(text, form.Options{}); got.EDTF != want || ok != (want != "") {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for order, want := range map[form.Order]string{form.DayFirst: "2022-02-04", form.MonthFirst: "2022-04-02"} {
		if got, _ := Date("4/2/2022", form.Options{DayFirst: order}); got.EDTF != want {
			t.Errorf("order %d: %q", order, got)
		}
	}
}

func TestLists(t *testing.T) {
	names := []data.Name{{Family: "Smith", Given: "Ann B."}, {Family: "King", Given: "Martin Luther, Jr."}, {Literal: "UNESCO"}, {Family: "حداد", Given: "رنا"}}
	if got := NamesIn(InvertedList(append(names, data.Name{}))); !slices.Equal(got, names) {
		t.Errorf("%+v", got)
	}
	if got := InvertedText(data.Name{Literal: "Smith, Jones & Co"}); got != "Smith Jones & Co" {
		t.Errorf("%q", got)
	}
}

func TestLimits(t *testing.T) {
	long := strings.Repeat("x", data.MaxCitation+10)
	w := Work{Source: form.Source{Key: long, Place: form.Place{Line: 1}}, Notes: []Note{{Text: long}, {Text: " "}, {Text: "b", Key: long}}}
	w.Title, w.Publisher, w.URL, w.Lang = long, long, "https://example.org/"+long, long
	w.Citation = data.Citation{Type: "none", Container: long, Abstract: long, Accessed: "never", Keywords: []string{long, "a", "a"}, Extra: map[string]string{}}
	for i := range 10_000 {
		w.Citation.Authors = append(w.Citation.Authors, data.Name{Family: strings.Repeat("y", 2000)}, data.Name{Given: "z", Literal: "b"})
		if i < 1000 {
			w.Citation.Extra[strings.Repeat("n", i+1)] = "v"
		}
	}
	doc := form.Document{}
	now := time.Unix(1_800_000_000, 0)
	Add(&doc, w, form.Options{Now: now})
	Add(&doc, Work{Source: form.Source{Place: form.Place{Line: 2}}}, form.Options{Now: now})
	formtest.Check(t, doc)
	if len(doc.Articles) != 1 || len(doc.Notes) != 2 || doc.Notes[0].Created != now.Unix() || doc.Skipped[len(doc.Skipped)-1].Why != form.NoTitle {
		t.Errorf("%d articles, %d notes", len(doc.Articles), len(doc.Notes))
	}
}

func TestKeywords(t *testing.T) {
	for _, words := range [][]string{{"a"}, {"a, b"}, {"a, b", "c"}, {"a", "b", "c"}, nil} {
		if got := Keywords(KeywordList(words)); !slices.Equal(got, words) {
			t.Errorf("%q: %q", words, got)
		}
	}
}
