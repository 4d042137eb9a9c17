package links

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

func TestKeptLinks(t *testing.T) {
	a, b := data.NewID(), data.NewID()
	known := []data.Link{{Text: "x", Event: a}, {Text: "y", Article: b}, {Text: "x", Event: b}}
	got := Kept("[[x]] [[x]] [[z]]", known)
	if want := []data.Link{{Text: "x", Event: b}}; !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if l := For("z", known); l != (data.Link{Text: "z"}) {
		t.Errorf("an unknown link leads to %+v", l)
	}
}

// What links to an event is found by its ID, and by its title where no target is known.
func TestBacklinks(t *testing.T) {
	event, other := data.NewID(), data.NewID()
	note := func(text string, l ...data.Link) data.Annotation {
		return data.Annotation{ID: data.NewID(), Text: text, Links: l}
	}
	to := data.Link{Text: "The Summit", Event: event}
	for _, c := range []struct {
		name string
		note data.Annotation
		want bool
	}{
		{"by its ID, whatever it was called", note("see [[old title]]", data.Link{Text: "old title", Event: event}), true},
		{"by its title", note("see [[the summit]]"), true},
		{"another of the same title", note("see [[the summit]]", data.Link{Text: "the summit", Event: other}), false},
		{"a link that is no longer in the text", note("see", data.Link{Text: "x", Event: event}), false},
		{"the title without brackets", note("the summit"), false},
		{"another link", note("[[elsewhere]]"), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Back([]data.Annotation{c.note}, to); (len(got) == 1) != c.want {
				t.Errorf("links back: %v", got)
			}
		})
	}
}
