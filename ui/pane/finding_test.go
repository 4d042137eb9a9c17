package pane

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

func TestTermsInWords(t *testing.T) {
	for _, c := range []struct{ lang, words, want string }{
		{"en", "summit", "summit"},
		{"en", `"winter games"`, "“winter games”"},
		{"en", "-sport", "not sport"},
		{"en", "track:Sport", "Track: Sport"},
		{"en", `tag:a|b|"c d"`, "Tag: a or b or c d"},
		{"en", "-tag:war", "not Tag: war"},
		{"en", "colour:amber", "Colour of notes: Amber"},
		{"en", "has:note", "with notes"},
		{"en", "-has:article", "not linked to an article"},
		{"en", "is:uncertain", "uncertain date"},
		{"en", "from:2022-02-04", "from 4 February 2022 on"},
		{"en", "on:2022", "in 2022"},
		{"ar", "has:note", "له ملاحظات"},
		{"ar", "track:الرياضة", "المسار: الرياضة"},
		{"ar", "to:2022", "حتى 2022"},
	} {
		locale, err := i18n.New(assets.Files, c.lang)
		if err != nil {
			t.Fatal(err)
		}
		env := &Env{Kit: &control.Kit{Locale: locale}, Session: session.New(func(func()) {}, func(err error) { t.Error(err) }, time.Now)}
		env.Tags = tags.New(feature.New(feature.Parts{Library: env.Session.Open()}, env.Kit))
		terms := query.Parse(c.words+" ", query.Options{}).Terms
		if len(terms) != 1 {
			t.Fatalf("%s: %d terms", c.words, len(terms))
		}
		got := strings.NewReplacer("\u2068", "", "\u2069", "").Replace(env.termWords(terms[0]))
		if got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.words, c.lang, got, c.want)
		}
	}
}

func TestMarksInATitle(t *testing.T) {
	for _, c := range []struct {
		name    string
		hit     data.Hit
		spans   []text.Span
		inTitle bool
	}{
		{
			"the title itself",
			data.Hit{Title: "Winter Games", Snippet: "Winter Games", Marks: []data.Range{{Start: 0, End: 6}}},
			[]text.Span{{Start: 0, End: 6, Ground: "amber"}},
			true,
		},
		{
			"a part of it",
			data.Hit{Title: "The Winter Games", Snippet: "Winter Games", Marks: []data.Range{{Start: 7, End: 12}}},
			[]text.Span{{Start: 11, End: 16, Ground: "amber"}},
			true,
		},
		{"other words", data.Hit{Title: "Games", Snippet: "in winter", Marks: []data.Range{{Start: 3, End: 9}}}, nil, false},
		{"words of a note, whatever its event is called", data.Hit{Kind: data.KindAnnotation, Title: "winter", Snippet: "winter", Marks: []data.Range{{Start: 0, End: 6}}}, nil, false},
		{"no words at all", data.Hit{Title: "Games"}, nil, true},
	} {
		spans, inTitle := titleMarks(c.hit)
		if !slices.Equal(spans, c.spans) || inTitle != c.inTitle {
			t.Errorf("%s: %v, %v, want %v, %v", c.name, spans, inTitle, c.spans, c.inTitle)
		}
	}
}

func TestRetagged(t *testing.T) {
	for _, c := range []struct {
		name             string
		tags, more, less []string
		want             []string
	}{
		{"more", []string{"a"}, []string{"b"}, nil, []string{"a", "b"}},
		{"without repeats", []string{"a"}, []string{"b", "a", "b"}, nil, []string{"a", "b"}},
		{"less", []string{"a", "b"}, nil, []string{"a"}, []string{"b"}},
		{"what it has not", []string{"a"}, nil, []string{"x"}, []string{"a"}},
		{"none left", []string{"a"}, nil, []string{"a"}, nil},
	} {
		if got := retagged(c.tags, c.more, c.less); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCopiedLinesHaveTheirFields(t *testing.T) {
	var b strings.Builder
	writeLine(&b, "a\tb", "two\nlines", "")
	if got := b.String(); got != "a b\ttwo lines\t\n" {
		t.Errorf("%q", got)
	}
}

func TestResultsThatGoOnStayInPlace(t *testing.T) {
	a, b, c := data.Hit{ID: data.NewID()}, data.Hit{ID: data.NewID()}, data.Hit{ID: data.NewID()}
	head := resultRow{heading: true}
	for _, x := range []struct {
		name          string
		before, after []resultRow
		want          bool
	}{
		{"nothing before", nil, []resultRow{head, {hit: &a}}, false},
		{"the same", []resultRow{head, {hit: &a}}, []resultRow{head, {hit: &a}}, true},
		{"more of them", []resultRow{head, {hit: &a}, {}}, []resultRow{head, {hit: &a}, {hit: &b}, {hit: &c}}, true},
		{"others", []resultRow{head, {hit: &a}}, []resultRow{head, {hit: &b}}, false},
	} {
		if got := sameHits(x.before, x.after); got != x.want {
			t.Errorf("%s: %v", x.name, got)
		}
	}
}
