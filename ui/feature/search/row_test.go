package search

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/text"
)

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

func TestResultsThatGoOnStayInPlace(t *testing.T) {
	a, b, c := data.Hit{ID: data.NewID()}, data.Hit{ID: data.NewID()}, data.Hit{ID: data.NewID()}
	head := row{heading: true}
	for _, x := range []struct {
		name          string
		before, after []row
		want          bool
	}{
		{"nothing before", nil, []row{head, {hit: &a}}, false},
		{"the same", []row{head, {hit: &a}}, []row{head, {hit: &a}}, true},
		{"more of them", []row{head, {hit: &a}, {}}, []row{head, {hit: &a}, {hit: &b}, {hit: &c}}, true},
		{"others", []row{head, {hit: &a}}, []row{head, {hit: &b}}, false},
	} {
		if got := sameHits(x.before, x.after); got != x.want {
			t.Errorf("%s: %v", x.name, got)
		}
	}
}
