package salvage

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

// Passages whose words have moved are searched for, as long as there is something left of
// what may be searched; then they become orphans. One that is in its place is kept either
// way.
func TestSearchingForPassagesIsBounded(t *testing.T) {
	text := strings.Repeat("Nothing happened that day.\n", 50) + "The ministers met in Geneva.\n"
	place := strings.Index(text, "ministers met")
	at, err := anchor.Make(text, place, place+len("ministers met"))
	if err != nil {
		t.Fatal(err)
	}
	moved := at
	moved.Start, moved.End = at.Start-500, at.End-500
	a := data.Article{}.WithText(text)
	left := int64(2 * len(text))
	long := moved
	long.Exact = strings.Repeat("a", longestSearched+1)
	a.Title = "In Geneva"
	in := &searched{&a, anchor.NewText(text), anchor.NewText(a.Title), &left}
	title := anchor.Selector{Start: 3, End: 9, Exact: "Geneva", Prefix: "In ", Part: data.OfTitle}
	if got, doubt := in.reattached(title, data.Doubt{}); got != title || doubt.State != "" {
		t.Errorf("a passage of the title is at %+v, doubt %q", got, doubt.State)
	}
	if _, doubt := in.reattached(long, data.Doubt{}); doubt.State != data.Orphan || left != int64(2*len(text)) {
		t.Errorf("a long passage: doubt %q, %d left", doubt.State, left)
	}
	for i, want := range []data.DoubtState{"", "", data.Orphan} {
		if got, doubt := in.reattached(moved, data.Doubt{}); doubt.State != want || want == "" && got.Start != place {
			t.Errorf("passage %d: at %d, doubt %q; want %q", i, got.Start, doubt.State, want)
		}
		if got, doubt := in.reattached(at, data.Doubt{}); doubt.State != "" || got != at {
			t.Errorf("after %d: one in its place is at %d, doubt %q", i, got.Start, doubt.State)
		}
	}
}
