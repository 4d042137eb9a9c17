package app

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
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
