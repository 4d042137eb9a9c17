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

// What links to notes is found for all of them at once: each note once, by links that its
// text still holds.
func TestLinksToNotes(t *testing.T) {
	to, other := data.NewID(), data.NewID()
	note := func(text string, l ...data.Link) data.Annotation {
		return data.Annotation{ID: data.NewID(), Text: text, Links: l}
	}
	twice := note("[[a]] and [[b]]", data.Link{Text: "a", Note: to}, data.Link{Text: "b", Note: to})
	both := note("[[a]] and [[b]]", data.Link{Text: "a", Note: to}, data.Link{Text: "b", Note: other})
	gone := note("a", data.Link{Text: "a", Note: to})
	event := note("[[a]]", data.Link{Text: "a", Event: to})
	got := ToNotes([]data.Annotation{twice, both, gone, event})
	ids := func(notes []data.Annotation) (ids []data.ID) {
		for _, n := range notes {
			ids = append(ids, n.ID)
		}
		return ids
	}
	if len(got) != 2 || !slices.Equal(ids(got[to]), []data.ID{twice.ID, both.ID}) || !slices.Equal(ids(got[other]), []data.ID{both.ID}) {
		t.Errorf("links to notes: %v", got)
	}
}
