package notelist

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

// noteLines writes rows down: headings with a colon, notes by their text.
func noteLines(rows []Row) []string {
	var out []string
	for _, r := range rows {
		switch {
		case r.Note != nil:
			line := r.Note.Text
			if r.Replies > 0 {
				line = fmt.Sprintf("%s +%d", line, r.Replies)
			}
			out = append(out, line)
		case r.Orphans:
			out = append(out, fmt.Sprintf("orphans: %d", r.Count))
		case !r.Day.IsZero():
			out = append(out, fmt.Sprintf("%s: %d", r.Day.Format(time.DateOnly), r.Count))
		default:
			out = append(out, fmt.Sprintf("%s: %d", r.Title, r.Count))
		}
	}
	return out
}

func TestNotesAreArranged(t *testing.T) {
	summit, war, page, other := data.NewID(), data.NewID(), data.NewID(), data.NewID()
	titles := map[data.ID]string{summit: "Summit", war: "War", page: "Page", other: "Another"}
	at := func(start int, words string) anchor.Selector {
		return anchor.Selector{Start: start, End: start + len(words), Exact: words}
	}
	const day = 86_400
	first := data.NewID()
	notes := []data.Annotation{
		{ID: first, Event: summit, Text: "one", Colour: "red", Tags: []string{"trade"}, Author: "Amal", Created: day, Changed: 9 * day},
		{ID: data.NewID(), Event: war, Text: "two", Colour: "blue", Tags: []string{"trade", "قِمّة"}, Author: "Ben", Created: day + 60, Changed: day + 60},
		{ID: data.NewID(), Article: page, Anchor: at(40, "gas"), Text: "three", Colour: "red", Created: 3 * day, Changed: 3 * day},
		{ID: data.NewID(), Article: page, Event: summit, Anchor: at(10, "النفط"), Text: "four", Colour: "green", Created: 2 * day, Changed: 2 * day, Doubt: data.Doubt{State: data.CheckMe}},
		{ID: data.NewID(), Article: other, Anchor: at(5, "gone"), Text: "five", Colour: "red", Created: 4 * day, Changed: 4 * day, Doubt: data.Doubt{State: data.Orphan}},
		{ID: data.NewID(), Parent: first, Text: "reply", Created: 5 * day, Changed: 5 * day},
	}
	src := source{notes: notes, titles: titles, zone: time.UTC}
	for _, c := range []struct {
		name string
		view View
		want []string
	}{
		{"by event, newest first", View{}, []string{"orphans: 1", "five", "Summit: 2", "four", "one +1", "War: 1", "two", ": 1", "three"}},
		{"by event, oldest first", View{Order: Oldest}, []string{"orphans: 1", "five", "Summit: 2", "one +1", "four", "War: 1", "two", ": 1", "three"}},
		{"by event, last changed first", View{Order: Changed}, []string{"orphans: 1", "five", "Summit: 2", "one +1", "four", "War: 1", "two", ": 1", "three"}},
		{"by article, by place", View{By: ByArticle, Order: InText}, []string{"orphans: 1", "five", "Page: 2", "four", "three", ": 2", "one +1", "two"}},
		{"by tag: under each of them", View{By: ByTag}, []string{"trade: 2", "two", "one +1", "قِمّة: 1", "two", ": 3", "five", "three", "four"}},
		{"by day", View{By: ByDay}, []string{"1970-01-05: 1", "five", "1970-01-04: 1", "three", "1970-01-03: 1", "four", "1970-01-02: 2", "two", "one +1"}},
		{"by day, oldest first", View{By: ByDay, Order: Oldest}, []string{"1970-01-02: 2", "one +1", "two", "1970-01-03: 1", "four", "1970-01-04: 1", "three", "1970-01-05: 1", "five"}},
		{"to check", View{State: ToCheck}, []string{"Summit: 1", "four"}},
		{"orphans", View{State: Orphaned}, []string{"orphans: 1", "five"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := noteLines(c.view.rows(src)); !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
	for name, c := range map[string]struct {
		found []int
		want  []string
	}{
		"what is found":          {[]int{1, 3}, []string{"Summit: 1", "four", "War: 1", "two"}},
		"the note of a reply":    {[]int{5}, []string{"Summit: 1", "one +1"}},
		"a query without a find": {nil, nil},
	} {
		src.found = map[data.ID]bool{}
		for _, i := range c.found {
			src.found[notes[i].ID] = true
		}
		if got := noteLines(View{}.rows(src)); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
	src.found = nil
	src.shown = func(n data.Annotation) bool { return n.Event == war }
	if got := noteLines(View{}.rows(src)); !slices.Equal(got, []string{"War: 1", "two"}) {
		t.Errorf("behind the window's filter: %q", got)
	}
}

func BenchmarkRows(b *testing.B) {
	events := make([]data.ID, 5000)
	titles := map[data.ID]string{}
	for i := range events {
		events[i] = data.NewID()
		titles[events[i]] = fmt.Sprintf("Event %d", i)
	}
	notes := make([]data.Annotation, 100_000)
	found := map[data.ID]bool{}
	for i := range notes {
		notes[i] = data.Annotation{ID: data.NewID(), Event: events[i%len(events)], Text: fmt.Sprintf("Note %d about قمة بكين", i), Colour: "red", Created: int64(i) * 1000}
		found[notes[i].ID] = i%100 == 0
	}
	src := source{notes: notes, titles: titles, zone: time.UTC}
	for _, v := range []View{{}, {Words: "99"}, {By: ByDay}} {
		if src.found = nil; v.Words != "" {
			src.found = found
		}
		b.Run(fmt.Sprintf("%s %q", v.By, v.Words), func(b *testing.B) {
			for b.Loop() {
				v.rows(src)
			}
		})
	}
}
