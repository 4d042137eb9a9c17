package sqlite

import (
	"database/sql"
	"fmt"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/search"
	"tarikh.org/tarikh/data/text/query"
)

// What is found in the words that are kept of the newest rows is what the index finds,
// also after rows were added, changed and deleted.
func TestRecentWordsFindWhatTheIndexFinds(t *testing.T) {
	s := newStore(t)
	titles := []string{"قانون جديد", "قانونًا نافذًا", "winter games", "في 4 آب 2020", "أب وأبناء", "lonely factory", "وقمة بكين", "happy hours", "الحكومات"}
	event := *testEdit(t, 1).Events[0].After
	apply := func(e data.Edit) data.Edit {
		t.Helper()
		done, err := s.Apply(t.Context(), e)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	first := testEdit(t, 1)
	event.Track, first.Events = first.Tracks[0].After.ID, nil
	for i := range 60 {
		e := event
		e.ID, e.Title = data.NewID(), fmt.Sprint(titles[i%len(titles)], " ", i)
		first.Events = append(first.Events, data.Insert(e))
	}
	done := apply(first)
	same := func(when string) {
		t.Helper()
		for _, text := range []string{
			"ق", "قا", "قانون", "ا", "و", "f", "fac", "happi", "w", "game", "اب", "آب", "ب", "بك", "ح", "حكومة", "الح", "-games", "قانون -جديد", "z",
		} {
			for _, typing := range []bool{false, true} {
				q := query.Parse(text, query.Options{Typing: typing})
				for _, limit := range []int{5, 100} {
					with, without := newest(t, s, s.recent, q, limit), newest(t, s, search.NewRecent(search.NewVerified()), q, limit)
					if fmt.Sprint(with) != fmt.Sprint(without) {
						t.Errorf("%s: %q, typing %v, limit %d: %d rows, the index finds %d", when, text, typing, limit, len(with), len(without))
					}
				}
			}
		}
	}
	newest(t, s, s.recent, query.Parse("x", query.Options{}), 5)
	if !s.recent.Wanted() || s.recent.Wanted() {
		t.Error("the words are not to be gathered, or twice at a time")
	}
	if err := s.reading(t.Context(), "gather", func(tx *sql.Tx) error { return s.recent.Gather(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
	same("at first")
	changed := *done.Events[3].After
	changed.Title = "قانون آخر"
	added := event
	added.ID, added.Title = data.NewID(), "قمة وحكومة"
	apply(data.Edit{Label: "edit.test", Events: []data.Change[data.Event]{
		data.Update(*done.Events[3].After, changed), data.Insert(added), data.Delete(*done.Events[59].After), data.Delete(*done.Events[0].After),
	}})
	same("after an edit")
	if s.recent.Wanted() {
		t.Error("the words are to be gathered again after a small edit")
	}
}

func newest(t *testing.T, s *Store, recent *search.Recent, q query.Query, limit int) (out []data.ID) {
	t.Helper()
	err := s.reading(t.Context(), "search", func(tx *sql.Tx) error {
		r, err := search.Newest(t.Context(), tx, recent, q, limit, []data.Kind{data.KindEvent})
		for _, h := range r.Hits {
			out = append(out, h.ID)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
