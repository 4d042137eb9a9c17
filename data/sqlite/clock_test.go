package sqlite_test

import (
	"fmt"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

// timedLibrary is an older library with times at offsets, whose bounds are instants:
// an event, the day of an article and the span of a note.
func timedLibrary(t *testing.T, version int) string {
	path := olderLibrary(t, min(version, plainSteps))
	const riyadh, newYork, lockdown = "2022-02-04T00:30+03:00", "2022-02-03T23:30-05:00", "2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00"
	add := func(n int, edtf string, lo, hi int64) string {
		return fmt.Sprintf(`INSERT INTO event (n, id, rev, title, edtf, lo, hi, track, place, description, source, importance)
			VALUES (%d, x'%032x', 2, 'Timed', '%s', %d, %d, x'%032x', '', '', '', 3)`, n, n+16, edtf, lo, hi, 2)
	}
	execRaw(
		t, path, add(3, riyadh, 1643923800, 1643923860), add(4, newYork, 1643949000, 1643949060), add(5, lockdown, 1579744800, 1586275200),
		fmt.Sprintf("UPDATE article SET edtf = '%s', lo = 1643923800, hi = 1643923860", riyadh),
		fmt.Sprintf("UPDATE annotation SET edtf = '%s', lo = 1643923800, hi = 1643923860", riyadh),
	)
	if version >= 3 {
		execRaw(t, path, fmt.Sprintf("UPDATE article SET changed_edtf = '%s', changed_lo = 1643949000, changed_hi = 1643949060", newYork))
	}
	bringTo(t, path, version)
	return path
}

// What an older library has at half past midnight in Riyadh is on that day, whether
// the library is only read or brought up to date.
func TestOlderLibraryByItsOwnClocks(t *testing.T) {
	for version := 1; version < len(migrationTexts(t)); version++ {
		path := timedLibrary(t, version)
		read, err := newOpener().Read(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		hasOwnClocks(t, read)
		closeStore(t, read)
		written, err := newOpener().Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		hasOwnClocks(t, written)
		if problems, err := written.Check(t.Context(), nil); err != nil || len(problems) > 0 {
			t.Errorf("version %d: %q, %v", version, problems, err)
		}
		closeStore(t, written)
	}
}

func hasOwnClocks(t *testing.T, s data.Store) {
	t.Helper()
	ctx := t.Context()
	c, err := s.Columns(ctx)
	if err != nil || c.Len() != 5 {
		t.Fatal(c, err)
	}
	events, err := s.EventRows(ctx, c.IDs)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range events {
		if err := e.Validate(); err != nil || c.Lo[i] != e.Date.Lo || c.Hi[i] != e.Date.Hi {
			t.Errorf("%s: %v, in columns %d to %d", e.Date.EDTF, err, c.Lo[i], c.Hi[i])
		}
	}
	if !slices.IsSorted(c.Lo) {
		t.Errorf("not in order: %v", c.Lo)
	}
	articles, err := s.Articles(ctx)
	if err != nil || len(articles) != 1 {
		t.Fatal(articles, err)
	}
	if a, err := s.Article(ctx, articles[0].ID); err != nil || a.Validate() != nil {
		t.Error(err, a.Validate())
	}
	if notes, err := s.ArticleAnnotations(ctx, articles[0].ID); err != nil || len(notes) != 1 || notes[0].Validate() != nil {
		t.Errorf("notes %+v, %v", notes, err)
	}
	tracks, err := s.Tracks(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string][]string{
		"on:2022-02-03": {"2022-02-03T23:30-05:00"},
		"on:2022-02-04": {"2022-02-04", "2022-02-04T00:30+03:00"},
		"on:2020-04-07": {"2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00"},
		"on:2020-04-08": nil,
	} {
		q := query.Parse(day, query.Options{})
		places, err := s.Matching(ctx, q, c, tracks)
		if err != nil {
			t.Fatal(err)
		}
		var got, found []string
		for _, p := range places {
			got = append(got, events[p].Date.EDTF)
		}
		r, err := s.Search(ctx, q, 10, data.KindEvent)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range r.Hits {
			found = append(found, h.Date.EDTF)
		}
		slices.Sort(found)
		if !slices.Equal(got, want) || !slices.Equal(found, want) {
			t.Errorf("%s matches %q and finds %q, want %q", day, got, found, want)
		}
	}
}
