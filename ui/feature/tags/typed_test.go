package tags

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

func TestSplitTags(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", nil},
		{"one", "trade", []string{"trade"}},
		{"commas of both scripts", "trade، قمة,war", []string{"trade", "قمة", "war"}},
		{"semicolons and lines", "a;b؛c\nd", []string{"a", "b", "c", "d"}},
		{"white space", "  to   check ,, ", []string{"to check"}},
		{"repeats", "a, b, a", []string{"a", "b"}},
		{"with its sign", "#trade", []string{"trade"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := splitTags(c.text); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestTypedTags(t *testing.T) {
	for _, c := range []struct {
		text string
		done []string
		rest string
	}{
		{"tra", nil, "tra"},
		{"trade,", []string{"trade"}, ""},
		{"قمة، بكي", []string{"قمة"}, "بكي"},
		{"a, b, c", []string{"a", "b"}, "c"},
		{",", nil, ""},
	} {
		done, rest := typedTags(c.text)
		if !slices.Equal(done, c.done) || rest != c.rest {
			t.Errorf("%q: got %q and %q, want %q and %q", c.text, done, rest, c.done, c.rest)
		}
	}
}

func TestTagsTakeTheFormInUse(t *testing.T) {
	inUse := []data.TagCount{{Tag: "Trade"}, {Tag: "قمّة"}}
	got := addTags([]string{"war"}, []string{"trade", "قمة", "war", "new"}, inUse)
	if want := []string{"war", "Trade", "قمّة", "new"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSuggestTags(t *testing.T) {
	inUse := []data.TagCount{
		{Tag: "free trade", Events: 9},
		{Tag: "trade", Annotations: 1},
		{Tag: "trade war", Events: 5},
		{Tag: "war", Events: 2},
		{Tag: "قمة بكين", Events: 1},
		{Tag: "outrage", Events: 20},
	}
	for _, c := range []struct {
		name, typed string
		have, want  []string
	}{
		{"by the beginning, then by a word, then within", "tra", nil, []string{"trade war", "trade", "free trade", "outrage"}},
		{"without those that are there", "tra", []string{"trade war"}, []string{"trade", "free trade", "outrage"}},
		{"folded", "قِمه", nil, []string{"قمة بكين"}},
		{"a later Arabic word", "بك", nil, []string{"قمة بكين"}},
		{"nothing typed: the most used", "", nil, []string{"outrage", "free trade", "trade war", "war", "trade", "قمة بكين"}},
		{"nothing fits", "zzz", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, s := range suggestTags(c.typed, c.have, inUse) {
				got = append(got, s.Tag)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
