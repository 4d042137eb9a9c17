package conflicts

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/reconcile"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// Each field that two people can change has a name in words, in each language.
func TestFieldsHaveNames(t *testing.T) {
	w := featuretest.New(t)
	f := New(w.Host)
	for _, lang := range []string{"en", "ar"} {
		w.Relocale(lang, f)
		for _, shape := range data.Shapes() {
			if slices.Contains([]data.Kind{data.KindOrigin, data.KindEdition, data.KindDismissal}, shape.Kind) {
				continue // nobody edits them
			}
			for _, field := range shape.Fields[2:] {
				if field.Use == data.UseDerived {
					continue
				}
				if name := f.fieldName(reconcile.Conflict{Shape: shape, Field: field}); name == field.Name {
					t.Errorf("%s: %v: %s", lang, shape.Kind, name)
				}
			}
		}
	}
}

// What a row has in a field is said in words: nothing is "none" that is there, and no name of a
// field is that of a file.
func TestValuesAreWords(t *testing.T) {
	w := featuretest.New(t)
	f := New(w.Host)
	w.Relocale("ar", f)
	for _, c := range []struct {
		row   data.Row
		kind  data.Kind
		field string
		want  string
	}{
		{&data.Article{Citation: data.Citation{Type: "book", Volume: "3", Authors: []data.Name{{Family: "Smith", Given: "Ann"}}}}, data.KindArticle, "citation", "المؤلفون: Smith, Ann\nالنوع: كتاب\nالمجلد: 3"},
		{&data.Event{Tags: []string{"war", "peace"}}, data.KindEvent, "tags", "war، peace"},
		{&data.Event{Links: []data.Reference{{URL: "https://a.example/", Title: "A"}}}, data.KindEvent, "links", "A https://a.example/"},
		{&data.Event{Claims: data.Claims{{Subject: "dead", Value: "21"}}}, data.KindEvent, "claims", "القتلى: 21"},
		{&data.Annotation{Created: 1_600_000_000}, data.KindAnnotation, "created", w.Host.Kit().Locale.Timestamp(1_600_000_000, time.Local)},
		{&data.Entity{Names: data.EntityNames{{Text: "بوتين", Lang: "ar"}}}, data.KindEntity, "names", "بوتين"},
		{&data.Entity{Position: data.Position{Lat: 31.2, Lon: 29.9, Radius: 10}}, data.KindEntity, "position", "31.2,29.9"},
	} {
		shape := c.kind.Shape()
		for _, field := range shape.Fields {
			if field.Name == c.field {
				if got := plain(f.value(reconcile.Conflict{Shape: shape, Field: field}, c.row)); got != c.want {
					t.Errorf("%s: %q, want %q", c.field, got, c.want)
				}
			}
		}
	}
}

// plain are words without the marks that keep their direction.
func plain(words string) string {
	return strings.NewReplacer("\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "").Replace(words)
}
