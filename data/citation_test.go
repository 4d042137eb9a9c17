package data_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

func wholeCitation() data.Citation {
	return data.Citation{
		Type: "chapter", Authors: []data.Name{{Family: "Al-Masri", Given: "Huda"}, {Literal: "World Bank"}}, Editors: []data.Name{{Family: "Lee"}},
		Translators: []data.Name{{Given: "Ana"}}, Container: "Essays", Volume: "2", Issue: "3", Pages: "12-34", Edition: "2nd", PublisherPlace: "Cairo",
		DOI: "10.1000/XYZ", ISBN: "978-0-306-40615-7", ISSN: "2049-3630", Accessed: "2024-05-01", Keywords: []string{"trade"}, Abstract: "On trade.",
		Extra: map[string]string{"archive": "NLA"},
	}
}

// Each field of a citation makes it another one, and one that is not zero.
func TestCitationsDifferByEachField(t *testing.T) {
	whole := wholeCitation()
	if whole.Validate() != nil || whole.IsZero() || !whole.Equal(wholeCitation()) {
		t.Fatal(whole.Validate(), whole)
	}
	for i := range reflect.TypeFor[data.Citation]().NumField() {
		less, only := wholeCitation(), data.Citation{}
		name := reflect.TypeFor[data.Citation]().Field(i).Name
		reflect.ValueOf(&less).Elem().Field(i).SetZero()
		reflect.ValueOf(&only).Elem().Field(i).Set(reflect.ValueOf(whole).Field(i))
		if less.Equal(whole) || only.IsZero() || only.Equal(data.Citation{}) {
			t.Errorf("%s does not count", name)
		}
		parts := 0
		for range only.Parts() {
			parts++
		}
		if parts != 1 {
			t.Errorf("%s is %d parts", name, parts)
		}
	}
	if !(data.Citation{Keywords: []string{}, Extra: map[string]string{}, Authors: []data.Name{}}).IsZero() {
		t.Error("an empty list is not as good as none")
	}
}

func TestCitationsThatCannotBeStored(t *testing.T) {
	long := strings.Repeat("x", data.MaxTitle+1)
	for field, spoil := range map[string]func(*data.Citation){
		"citation type":        func(c *data.Citation) { c.Type = "newspaperArticle" },
		"citation volume":      func(c *data.Citation) { c.Volume = long },
		"citation container":   func(c *data.Citation) { c.Container = "\xff" },
		"citation authors":     func(c *data.Citation) { c.Authors = []data.Name{{Family: " "}} },
		"citation editors":     func(c *data.Citation) { c.Editors = []data.Name{{Family: "Lee", Literal: "Lee"}} },
		"citation translators": func(c *data.Citation) { c.Translators = slices.Repeat([]data.Name{{Literal: "A"}}, data.MaxNames+1) },
		"citation accessed":    func(c *data.Citation) { c.Accessed = "yesterday" },
		"tags":                 func(c *data.Citation) { c.Keywords = []string{"a", "a"} },
		"citation extra":       func(c *data.Citation) { c.Extra = map[string]string{"": "a"} },
		"citation abstract":    func(c *data.Citation) { c.Abstract = strings.Repeat("x", data.MaxCitation+1) },
		"citation": func(c *data.Citation) {
			c.Abstract = strings.Repeat("x", data.MaxCitation/2)
			c.Extra = map[string]string{"note": c.Abstract}
		},
	} {
		a := data.Article{ID: data.NewID(), Title: "A", Citation: wholeCitation()}.WithText("")
		spoil(&a.Citation)
		invalid, ok := errors.AsType[*data.InvalidError](a.Validate())
		if !ok || invalid.Field != field {
			t.Errorf("%s: %v", field, a.Validate())
		}
	}
}

// A reference is an article without a text, of which passages wait.
func TestReference(t *testing.T) {
	a := data.Article{ID: data.NewID(), Title: "A", Citation: wholeCitation()}.WithText("")
	quote := anchor.Selector{Exact: "words", End: 5}
	if a.Validate() != nil || !a.IsReference() || !a.Awaits(quote) || a.Awaits(anchor.Selector{}) || a.Authors() != "Huda Al-Masri, World Bank" {
		t.Error(a.Validate(), a.IsReference(), a.Awaits(quote), a.Authors())
	}
	quote.Part = data.OfTitle
	if a.Awaits(quote) {
		t.Error("a passage of the title does not wait")
	}
	a = a.WithText("words")
	if a.Text = ""; a.IsReference() || a.Awaits(anchor.Selector{Exact: "words", End: 5}) {
		t.Error("an article whose text was left out is no reference")
	}
}

func TestNumbersOfSources(t *testing.T) {
	for text, want := range map[string]string{
		"10.1000/XYZ": "10.1000/xyz", "https://doi.org/10.1000/a(b)": "10.1000/a(b)", "http://dx.doi.org/10.1/x": "10.1/x", " DOI: 10.1000/xyz ": "10.1000/xyz",
		"": "", "11.1/x": "", "10.1000": "", "10.1000/": "", "10.1 /x": "",
	} {
		if got := data.NormalDOI(text); got != want {
			t.Errorf("DOI %q: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"978-0-306-40615-7": "9780306406157", "0-306-40615-2": "9780306406157", "0 306 40615 2": "9780306406157", "080442957X": "9780804429573",
		"9780306406157 (hardback) 0804429570": "9780306406157", "978‐0‐306‐40615‐7": "9780306406157",
		"978-0-306-40615-8": "", "0-306-40615-3": "", "": "", "X": "",
	} {
		if got := data.NormalISBN(text); got != want {
			t.Errorf("ISBN %q: %q, want %q", text, got, want)
		}
	}
}

// A name that is written in a line is read as the same one.
func TestNamesInALine(t *testing.T) {
	for line, want := range map[string]data.Name{
		"Lee, Ada": {Family: "Lee", Given: "Ada"}, " Haddad ,  Sami B. ": {Family: "Haddad", Given: "Sami B."}, "المصري، هدى": {Family: "المصري", Given: "هدى"},
		"World Bank": {Literal: "World Bank"}, "{Smith, Jones & Co}": {Literal: "Smith, Jones & Co"}, "Lee,": {Literal: "Lee"}, "، هدى": {Literal: "هدى"},
		"": {}, " , ": {}, "Lee, Ada, Jr.": {Family: "Lee", Given: "Ada, Jr."},
	} {
		if got := data.NameOf(line); got != want {
			t.Errorf("%q: %+v, want %+v", line, got, want)
		}
		if again := data.NameOf(want.Line()); again != want {
			t.Errorf("%+v is written %q, which is %+v", want, want.Line(), again)
		}
	}
	if got := data.NameOf("King, Martin Luther, Jr.").String(); got != "Martin Luther King Jr." {
		t.Errorf("what comes after a name: %q", got)
	}
	if got := data.NameOf((data.Name{Family: "Plato"}).Line()); got.String() != "Plato" {
		t.Errorf("a family alone: %+v", got)
	}
}
