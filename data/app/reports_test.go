package app

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/verify"
)

// Sources are put in order by one clock, and that day is not taken for its first second.
func TestReportsInOrder(t *testing.T) {
	for _, c := range []struct {
		name, zone string
		published  []string // in the order of the result
		first      int
	}{
		{"in another order by their own clocks", "", []string{"2020-08-05T09:00+09:00", "2020-08-05T01:00Z", "2020-08-05T08:00+03:00"}, 1},
		{"one day", "", []string{"2020-08-05", "2020-08-05", "2020-08-06"}, 2},
		{"a day and a time of it", "", []string{"2020-08-05", "2020-08-05T12:00Z", "2020-08-05T13:00Z"}, 2},
		{"by the library's zone", "Asia/Beirut", []string{"2020-08-04T22:00Z", "2020-08-06", "2020-08-05T23:00Z"}, 1},
		{"undated ones are last", "", []string{"2020-08-05", "", ""}, 1},
		{"none is dated", "", []string{"", ""}, 0},
	} {
		clock := Clock(dates.AxisIn(c.zone))
		var articles []data.Article
		for _, text := range slices.Backward(c.published) {
			a := data.Article{Title: text}
			if text != "" {
				a.Published = day(t, text)
			}
			articles = append(articles, a)
		}
		slices.SortStableFunc(articles, func(a, b data.Article) int { return Earlier(clock, a, b) })
		var got []string
		for _, a := range articles {
			got = append(got, a.Title)
		}
		if !slices.Equal(got, c.published) || FirstOf(clock, articles) != c.first {
			t.Errorf("%s: %q, of which %d may be the first", c.name, got, FirstOf(clock, articles))
		}
	}
}

// What repeats the words of another report is said of the later one, whichever was added
// first.
func TestLinksAreInOrderOfTime(t *testing.T) {
	l, store := emptyLibrary(t)
	const words = "The old mill in Ardea burned down on Monday night, and nobody was hurt."
	event := data.Event{ID: data.NewID(), Title: "Fire", Date: day(t, "2021-05-03"), Importance: 3}
	track := data.NextTrack("Fires", nil)
	event.Track = track.ID
	edit := data.Edit{Label: "test", Tracks: []data.Change[data.Track]{data.Insert(track)}, Events: []data.Change[data.Event]{data.Insert(event)}}
	var all []data.Excerpt
	for _, published := range []string{"2021-05-05", "", "2021-05-04"} {
		a := data.Article{ID: data.NewID(), Title: published, Publisher: "Paper " + published}.WithText(words + "\n")
		if published == "" {
			a.Title = "undated"
		} else {
			a.Published = day(t, published)
		}
		at, err := anchor.Make(a.Text, 0, len(words))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, data.Excerpt{ID: data.NewID(), Event: event.ID, Article: a.ID, Anchor: at})
		edit.Articles, edit.Excerpts = append(edit.Articles, data.Insert(a)), append(edit.Excerpts, data.Insert(all[len(all)-1]))
	}
	if _, err := l.Write(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	ids, links, err := Links(t.Context(), store, Clock(dates.AxisIn("")), all)
	if err != nil {
		t.Fatal(err)
	}
	if want := []data.ID{all[2].ID, all[0].ID, all[1].ID}; !slices.Equal(ids, want) {
		t.Errorf("links are %v, not %v", ids, want)
	}
	s := verify.Of(data.Verdict{}, links)
	for i, of := range []int{0, 0, 0} {
		if r := s.Sources[i].Report; r.Of != of {
			t.Errorf("source %d has the words of %d, not of %d", i, r.Of, of)
		}
	}
}
