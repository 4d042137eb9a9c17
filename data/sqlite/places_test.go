package sqlite_test

import (
	"fmt"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

// The texts of places become entities of which events have mentions, from each older
// version; spellings of one are one. What was done before can be undone and made again,
// with the mentions that belong to it.
func TestPlacesBecomeEntities(t *testing.T) {
	ctx := t.Context()
	id := func(n int) string { return fmt.Sprintf("x'%032x'", n) }
	event := func(n int, title, date, place string) string {
		return fmt.Sprintf(`{"id":"00000000-0000-0000-0000-%012x","rev":2,"title":"%s","date":"%s","track":"00000000-0000-0000-0000-000000000002","place":"%s","importance":3}`, n, title, date, place)
	}
	for _, version := range []int{1, 2, 5, 10, 15} {
		path := olderLibrary(t, version)
		execRaw(
			t, path, "PRAGMA foreign_keys = ON", "UPDATE event SET place = 'القاهرة' WHERE n = 1", "UPDATE event SET place = ' القاهِره' WHERE n = 2",
			"DELETE FROM journal_change WHERE journal > 1", "DELETE FROM journal WHERE n > 1",
			"INSERT INTO journal (n, time, label, undone) VALUES (2, 8, 'edit.event.change', 0), (3, 9, 'edit.event.add', 0), (4, 10, 'edit.event.change', 0), (5, 11, 'edit.event.delete', 1)",
			"INSERT INTO journal_change VALUES (12, 2, 'event', '"+event(3, "Summit", "2022-02-04", "Cairo, once")+"', '"+event(3, "Summit", "2022-02-04", "القاهرة")+"')",
			"INSERT INTO journal_change VALUES (13, 3, 'event', NULL, '"+event(4, "Later", "2022-02-05", "القاهره")+"')",
			"INSERT INTO journal_change VALUES (14, 4, 'event', '"+event(4, "Later", "2022-02-05", "القاهره")+"', '"+event(4, "Later", "2022-02-05", " القاهِره")+"')",
			"INSERT INTO journal_change VALUES (15, 5, 'event', '"+event(4, "Later", "2022-02-05", " القاهِره")+"', NULL)",
			"UPDATE library SET revision = 30 WHERE id = "+id(1),
		)
		s := open(t, path)
		places, err := s.Entities(ctx)
		if err != nil || len(places) != 1 || places[0].Name != "القاهرة" || places[0].Type != data.Place || places[0].Validate() != nil {
			t.Fatalf("version %d: places %+v, %v", version, places, err)
		}
		state := func(what string, want ...string) {
			t.Helper()
			mentions, err := s.EntityMentions(ctx, places[0].ID)
			if err != nil || len(mentions) != len(want) {
				t.Errorf("version %d, %s: %+v, %v", version, what, mentions, err)
				return
			}
			for i, m := range mentions {
				e, err := s.Event(ctx, m.Event)
				if err != nil || e.Place != want[i] || m.Role != data.RolePlace || m.Validate() != nil {
					t.Errorf("version %d, %s: %+v of %+v, %v", version, what, m, e, err)
				}
			}
			if problems, err := s.Check(ctx, nil); err != nil || len(problems) > 0 {
				t.Errorf("version %d, %s: %q, %v", version, what, problems, err)
			}
		}
		do := func(step func() (data.Edit, error)) {
			t.Helper()
			if _, err := step(); err != nil {
				t.Fatalf("version %d: %v", version, err)
			}
		}
		whenIndexed(t, s)
		if hits, err := s.Search(ctx, query.Parse("القاهرة", query.Options{}), 5, data.KindEntity); err != nil || len(hits.Hits) != 1 || hits.Hits[0].ID != places[0].ID {
			t.Errorf("version %d: found are %+v, %v", version, hits, err)
		}
		undo, redo := func() (data.Edit, error) { return s.Undo(ctx) }, func() (data.Edit, error) { return s.Redo(ctx) }
		state("migrated", "القاهرة", " القاهِره")
		do(redo)
		state("the deletion made", "القاهرة")
		do(undo)
		do(undo)
		state("another spelling", "القاهرة", "القاهره")
		do(undo)
		state("before the second event", "القاهرة")
		do(undo)
		state("before the place")
		if e, err := s.Event(ctx, data.ID{15: 3}); err != nil || e.Place != "Cairo, once" {
			t.Errorf("version %d: %+v, %v", version, e, err)
		}
		for range 3 {
			do(redo)
		}
		state("made again", "القاهرة", " القاهِره")
		closeStore(t, s)
	}
}
