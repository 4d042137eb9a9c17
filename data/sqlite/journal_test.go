package sqlite

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/journal"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/text/anchor"
)

func parse(t testing.TB, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// testEdit inserts a track and events on it.
func testEdit(t testing.TB, events int) data.Edit {
	t.Helper()
	track := data.Track{ID: data.NewID(), Name: "Track", Colour: "red"}
	day := parse(t, "2022-02-04")
	e := data.Edit{Label: "edit.test", Tracks: []data.Change[data.Track]{data.Insert(track)}}
	for range events {
		e.Events = append(e.Events, data.Insert(data.Event{
			ID: data.NewID(), Title: "An event", Date: day, Track: track.ID, Importance: 3,
		}))
	}
	return e
}

// The journal is read by later versions of the program: what is written in it
// is pinned here, letter by letter.
func TestJournalFormat(t *testing.T) {
	id := func(n byte) data.ID { return data.ID{15: n} }
	selector := anchor.Selector{Start: 1, End: 4, Exact: "<a>", Prefix: "p", Suffix: "\u2028"}
	day := parse(t, "2022-02-04")
	for want, row := range map[string]string{
		`{"id":"00000000-0000-0000-0000-000000000001","rev":2,"title":"L","created":3}`: encoded(
			data.Library{ID: id(1), Rev: 2, Title: "L", Created: 3}),
		`{"id":"00000000-0000-0000-0000-000000000001","rev":2,"name":"T","colour":"red","order":4}`: encoded(
			data.Track{ID: id(1), Rev: 2, Name: "T", Colour: "red", Order: 4}),
		`{"id":"00000000-0000-0000-0000-000000000001","rev":2,"title":"قمة & <b>","date":"2022-02-04","track":"00000000-0000-0000-0000-000000000002","place":"P","importance":5}`: encoded(
			data.Event{ID: id(1), Rev: 2, Title: "قمة & <b>", Date: day, Track: id(2), Place: "P", Importance: 5}),
		`{"id":"00000000-0000-0000-0000-000000000001","rev":2,"title":"A","lang":"ar","published":"2022-02-04","hash":"73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac"}`: encoded(
			data.Article{ID: id(1), Rev: 2, Title: "A", Lang: "ar", Published: day}.WithText("x\n")),
		`{"id":"00000000-0000-0000-0000-000000000001","rev":2,"title":"A","published":"2022-02-04","changed":"2022-02-05","added":7,"blocks":[{"start":0,"end":1,"kind":"heading"}],"hash":"73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac","page":"0100000000000000000000000000000000000000000000000000000000000000"}`: encoded(
			func() data.Article {
				a := data.Article{ID: id(1), Rev: 2, Title: "A", Published: day, Changed: parse(t, "2022-02-05"), Page: rows.Sum{1}, Added: 7}.WithText("x\n")
				a.Blocks = []data.Block{{Start: 0, End: 1, Kind: data.Heading}}
				return a
			}()),
		`{"id":"00000000-0000-0000-0000-000000000001","rev":2,"article":"00000000-0000-0000-0000-000000000003","replaced":9,"length":2,"hash":"73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac"}`: encoded(
			data.Edition{ID: id(1), Rev: 2, Article: id(3), Replaced: 9, Text: "x\n", Length: 2, Hash: sha256.Sum256([]byte("x\n"))}),
		`{"id":"00000000-0000-0000-0000-000000000001","rev":2,"article":"00000000-0000-0000-0000-000000000003","anchor":{"Start":1,"End":4,"Exact":"<a>","Prefix":"p","Suffix":"\u2028"},"edtf":"2022"}`: encoded(
			data.Dismissal{ID: id(1), Rev: 2, Article: id(3), Anchor: selector, EDTF: "2022"}),
		`{"id":"00000000-0000-0000-0000-000000000001","rev":2,"name":"V","query":"tag:a","lo":-1,"hi":2,"order":3}`: encoded(
			data.View{ID: id(1), Rev: 2, Name: "V", Query: "tag:a", Lo: -1, Hi: 2, Order: 3}),
		`{"id":"00000000-0000-0000-0000-000000000001","rev":2,"title":"L","created":3,"colour_names":{"red":"to check"}}`: encoded(
			data.Library{ID: id(1), Rev: 2, Title: "L", Created: 3, ColourNames: map[string]string{"red": "to check"}}),
		`{"id":"00000000-0000-0000-0000-000000000001","rev":2,"title":"E","date":"2022-02-04","track":"00000000-0000-0000-0000-000000000002","importance":5,"tags":["t"]}`: encoded(
			data.Event{ID: id(1), Rev: 2, Title: "E", Date: day, Track: id(2), Importance: 5, Tags: []string{"t"}}),
		`{"id":"00000000-0000-0000-0000-000000000001","rev":2,"parent":"00000000-0000-0000-0000-000000000002","event":"00000000-0000-0000-0000-000000000000","article":"00000000-0000-0000-0000-000000000000","anchor":{"Start":0,"End":0,"Exact":"","Prefix":"","Suffix":""},"doubt":{"state":"check","was":"w","score":0.5,"method":"context"},"span":"","text":"[[a]]","colour":"red","links":[{"text":"a","article":"00000000-0000-0000-0000-000000000003"}],"created":3,"changed":4}`: encoded(
			data.Annotation{
				ID: id(1), Rev: 2, Parent: id(2), Doubt: data.Doubt{State: data.CheckMe, Was: "w", Score: 0.5, Method: "context"},
				Text: "[[a]]", Colour: "red", Links: []data.Link{{Text: "a", Article: id(3)}}, Created: 3, Changed: 4,
			}),
		`{"id":"00000000-0000-0000-0000-000000000001","rev":2,"event":"00000000-0000-0000-0000-000000000002","article":"00000000-0000-0000-0000-000000000003","anchor":{"Start":1,"End":4,"Exact":"<a>","Prefix":"p","Suffix":"\u2028"},"doubt":{"state":"orphan","was":"<a>"}}`: encoded(
			data.Excerpt{ID: id(1), Rev: 2, Event: id(2), Article: id(3), Anchor: selector, Doubt: data.Doubt{State: data.Orphan, Was: "<a>"}}),
		`{"id":"00000000-0000-0000-0000-000000000001","rev":2,"event":"00000000-0000-0000-0000-000000000002","article":"00000000-0000-0000-0000-000000000003","anchor":{"Start":1,"End":4,"Exact":"<a>","Prefix":"p","Suffix":"\u2028"}}`: encoded(
			data.Excerpt{ID: id(1), Rev: 2, Event: id(2), Article: id(3), Anchor: selector}),
		`{"id":"00000000-0000-0000-0000-000000000001","rev":2,"event":"00000000-0000-0000-0000-000000000000","article":"00000000-0000-0000-0000-000000000000","anchor":{"Start":0,"End":0,"Exact":"","Prefix":"","Suffix":""},"span":"2022-02-04","text":"N","colour":"red","tags":["t"],"created":3,"changed":4}`: encoded(
			data.Annotation{ID: id(1), Rev: 2, Span: day, Text: "N", Colour: "red", Tags: []string{"t"}, Created: 3, Changed: 4}),
	} {
		if row != want {
			t.Errorf(" got %s\nwant %s", row, want)
		}
	}
}

func encoded[T any](row T) string {
	return string(rows.For[T]().Encode(any(&row).(data.Row)))
}

func TestJournalKeepsAnUnchangedTextOnce(t *testing.T) {
	before := data.Article{ID: data.NewID(), Title: "A", Published: parse(t, "2022")}.WithText("A long text.\n")
	after := before
	after.Title = "B"
	s := newStore(t)
	bodies := func() (n int) {
		t.Helper()
		if err := s.write.QueryRowContext(t.Context(), "SELECT count(*) FROM body").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	done, err := s.Apply(t.Context(), data.Edit{Label: "add", Articles: []data.Change[data.Article]{data.Insert(before)}})
	if err != nil {
		t.Fatal(err)
	}
	stored := *done.Articles[0].After
	after.Rev = stored.Rev
	if _, err := s.Apply(t.Context(), data.Edit{Label: "rename", Articles: []data.Change[data.Article]{data.Update(stored, after)}}); err != nil {
		t.Fatal(err)
	}
	if n := bodies(); n != 1 {
		t.Errorf("%d texts are kept for one", n)
	}
	for _, step := range []func(context.Context) (data.Edit, error){s.Undo, s.Redo} {
		if _, err := step(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Article(t.Context(), before.ID); err != nil || got.Text != before.Text || got.Validate() != nil {
			t.Errorf("got %+v, %v", got, err)
		}
	}
}

func TestJournalKeepsTheNewestEdits(t *testing.T) {
	s := newStore(t)
	// What 10,000 edits would leave, without making them.
	_, err := s.write.ExecContext(t.Context(), `
		WITH RECURSIVE k (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM k WHERE n < 10000)
		INSERT INTO journal (n, time, label, undone) SELECT n, 0, 'edit ' || n, 0 FROM k;
		INSERT INTO journal_change (journal, kind, before, after) SELECT n, 'library', '{}', '{}' FROM journal`)
	if err != nil {
		t.Fatal(err)
	}
	count := func() (entries, changes, oldest int) {
		err := s.write.QueryRowContext(t.Context(), `SELECT count(*), (SELECT count(*) FROM journal_change), min(n) FROM journal`).
			Scan(&entries, &changes, &oldest)
		if err != nil {
			t.Fatal(err)
		}
		return entries, changes, oldest
	}
	for i := range 3 {
		if _, err := s.Apply(t.Context(), testEdit(t, 0)); err != nil {
			t.Fatal(err)
		}
		if entries, changes, oldest := count(); entries != journal.Kept || changes != journal.Kept || oldest != i+2 {
			t.Errorf("after %d edits more: %d entries with %d changes from %d on", i+1, entries, changes, oldest)
		}
	}
	// Undone and replaced edits leave no gap.
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(t.Context(), testEdit(t, 0)); err != nil {
		t.Fatal(err)
	}
	if entries, _, oldest := count(); entries != journal.Kept || oldest != 4 {
		t.Errorf("%d entries from %d on", entries, oldest)
	}
}

// Undo must not put an old row over one that did not come from the journal.
func TestUndoOfRowsThatSomethingElseChanged(t *testing.T) {
	s := newStore(t)
	if _, err := s.Apply(t.Context(), testEdit(t, 1)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.ExecContext(t.Context(), "UPDATE event SET title = 'By another hand'"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(t.Context()); !errors.Is(err, data.ErrConflict) || !strings.Contains(err.Error(), "By another hand") {
		t.Errorf("got %v, want ErrConflict", err)
	}
	if c, err := s.Counts(t.Context()); err != nil || c.Events != 1 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestUndoOfADamagedJournal(t *testing.T) {
	for _, damage := range []string{
		"UPDATE journal_change SET after = '{' WHERE kind = 'event'",
		"UPDATE journal_change SET after = '{\"date\": \"no date\"}' WHERE kind = 'event'",
		"UPDATE journal_change SET kind = 'unheard of'",
		"UPDATE journal_change SET after = NULL",
	} {
		s := newStore(t)
		if _, err := s.Apply(t.Context(), testEdit(t, 2)); err != nil {
			t.Fatal(err)
		}
		if _, err := s.write.ExecContext(t.Context(), damage); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Undo(t.Context()); !errors.Is(err, data.ErrCorrupt) {
			t.Errorf("%s: got %v, want ErrCorrupt", damage, err)
		}
		problems, err := s.Check(t.Context(), nil)
		if err != nil || len(problems) != 1 || !strings.Contains(problems[0], "Edit 1 cannot be undone") {
			t.Errorf("%s: check gives %q, %v", damage, problems, err)
		}
	}
}

// A full disk stops an edit as a whole; with room again it goes on.
func TestFullDisk(t *testing.T) {
	s := newStore(t)
	if _, err := s.Apply(t.Context(), testEdit(t, 10)); err != nil {
		t.Fatal(err)
	}
	pages, err := engine.Pragma[int](t.Context(), s.write, "page_count")
	if err != nil {
		t.Fatal(err)
	}
	limit := func(pages int) {
		if _, err := engine.Pragma[int](t.Context(), s.write, fmt.Sprintf("max_page_count = %d", pages)); err != nil {
			t.Fatal(err)
		}
	}
	limit(pages + 2)
	if _, err := s.Apply(t.Context(), testEdit(t, 5000)); !errors.Is(err, data.ErrFull) {
		t.Errorf("got %v, want ErrFull", err)
	}
	if c, err := s.Counts(t.Context()); err != nil || c.Events != 10 || c.Tracks != 1 {
		t.Errorf("%+v, %v", c, err)
	}
	if undo, redo, err := s.History(t.Context()); undo != "edit.test" || redo != "" || err != nil {
		t.Errorf("history %q, %q, %v", undo, redo, err)
	}
	limit(1 << 20)
	if _, err := s.Apply(t.Context(), testEdit(t, 100)); err != nil {
		t.Error(err)
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
}
