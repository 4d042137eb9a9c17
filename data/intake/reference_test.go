package intake_test

import (
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/intake"
)

func date(t testing.TB, text string) dates.Date {
	t.Helper()
	d, err := dates.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A draft is the text of a reference by address, DOI, or title with something else.
func TestCatalogFindsReferences(t *testing.T) {
	const title = "The Dike of the Old Mill"
	cited := data.Article{
		ID: data.NewID(), Title: title, URL: "https://www.mill.example/dike?utm_source=x", Published: date(t, "2022"),
		Citation: data.Citation{DOI: "10.1000/Dike", Authors: []data.Name{{Family: "Lee", Given: "Ada"}}},
	}.WithText("")
	var catalog intake.Catalog
	catalog.Put(cited)
	other := intake.Draft{Text: "Something else altogether, of another day and by another hand."}
	type change = func(*intake.Draft)
	titled := func(d *intake.Draft) { d.Title.Value = "the dike of the OLD mill" }
	for name, c := range map[string]struct {
		change change
		by     intake.Same
		fills  bool
	}{
		"nothing":                   {func(*intake.Draft) {}, "", false},
		"the address":               {func(d *intake.Draft) { d.URL.Value = "http://mill.example/dike/" }, intake.SameAddress, true},
		"the DOI":                   {func(d *intake.Draft) { d.Citation.DOI = "doi:10.1000/dike" }, intake.SameDOI, true},
		"the DOI as address":        {func(d *intake.Draft) { d.URL.Value = "https://doi.org/10.1000/DIKE" }, intake.SameDOI, true},
		"the title alone":           {titled, intake.LikeTitle, false},
		"the title and another day": {func(d *intake.Draft) { titled(d); d.Published.Value = date(t, "2021-05-01") }, "", false},
		"the title and another DOI": {func(d *intake.Draft) { titled(d); d.Citation.DOI = "10.1000/2" }, "", false},
		"the title and the year":    {func(d *intake.Draft) { titled(d); d.Published.Value = date(t, "2022-05-01") }, intake.SameTitle, true},
		"the title and the site":    {func(d *intake.Draft) { titled(d); d.URL.Value = "https://mill.example/2" }, intake.SameTitle, true},
		"the title and the author":  {func(d *intake.Draft) { titled(d); d.Byline.Value = "By A. Lee" }, intake.SameTitle, true},
		"a title that many have":    {func(d *intake.Draft) { d.Title.Value = "The Dike" }, "", false},
	} {
		d := other
		c.change(&d)
		match, ok := catalog.Find(d)
		if ok != (c.by != "") || match.By != c.by || match.Fills() != c.fills {
			t.Errorf("%s: by %q, %v, fills: %v", name, match.By, ok, match.Fills())
		}
		for _, reference := range catalog.Addable([]intake.Draft{d}) {
			if reference != match.Article.ID {
				t.Errorf("%s is added unseen as %s", name, reference)
			}
		}
	}
	// An article that has a text is not told by its title.
	catalog.Put(cited.WithText("Its own text, which is not like the other."))
	d := other
	titled(&d)
	if match, ok := catalog.Find(d); ok {
		t.Errorf("found by %q", match.By)
	}
}

// What a reference says stays, what it does not say comes from the text, and what the
// reader typed counts most.
func TestFill(t *testing.T) {
	reference := data.Article{
		Title: "The Dike", Publisher: "Mill Gazette", Published: date(t, "2022"), Citation: data.Citation{DOI: "10.1000/1", Extra: map[string]string{"archive": "A"}},
	}
	field := func(words string) intake.Field { return intake.Field{Value: words, From: "meta"} }
	d := intake.Draft{
		Title: field("Dike | Gazette"), Byline: field("A. Lee"), Publisher: intake.Field{Value: "Typed", From: intake.FromUser}, URL: field("https://mill.example/1"),
		Published: intake.DateField{Value: date(t, "2022-05-01"), From: "meta"},
		Citation:  data.Citation{DOI: "10.1000/2", Volume: "7", Extra: map[string]string{"archive": "B", "call": "C"}},
	}
	d.Fill(reference)
	if d.Title.Value != "The Dike" || d.Title.From != intake.FromLibrary || d.Byline.Value != "A. Lee" || d.Publisher.Value != "Typed" || d.URL.Value == "" {
		t.Errorf("%+v", d)
	}
	if d.Published.Value.EDTF != "2022-05-01" {
		t.Errorf("published %s", d.Published.Value)
	}
	want := data.Citation{DOI: "10.1000/1", Volume: "7", Extra: map[string]string{"archive": "A", "call": "C"}}
	if !d.Citation.Equal(want) {
		t.Errorf("%+v", d.Citation)
	}
	for published, kept := range map[string]string{"2021": "2021", "2022-05-01T10:00": "2022-05-01T10:00", "": "2022-05-01"} {
		d := intake.Draft{Title: field("Dike"), Published: intake.DateField{Value: date(t, "2022-05-01")}}
		r := data.Article{Title: "https://mill.example/dike"}
		if published != "" {
			r.Published = date(t, published)
		}
		if d.Fill(r); d.Published.Value.EDTF != kept || d.Title.Value != "Dike" {
			t.Errorf("%q: %s, %q", published, d.Published.Value, d.Title.Value)
		}
	}
}
