package sqlite

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
)

func countRows(t testing.TB, s *Store, table string) (n int) {
	t.Helper()
	if err := s.read.QueryRowContext(context.Background(), "SELECT count(*) FROM "+table).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func mustApply(t testing.TB, s *Store, e data.Edit) data.Edit {
	t.Helper()
	done, err := s.Apply(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func testArticle(t testing.TB, text string) data.Article {
	return data.Article{ID: data.NewID(), Title: "A", Published: parse(t, "2022")}.WithText(text)
}

func insertArticle(t testing.TB, s *Store, a data.Article, pages ...data.Page) data.Article {
	t.Helper()
	done := mustApply(t, s, data.Edit{Label: "add", Articles: []data.Change[data.Article]{data.Insert(a)}, Pages: pages})
	return *done.Articles[0].After
}

// closed closes a library and opens it again.
func closed(t testing.TB, s *Store) *Store {
	t.Helper()
	if err := s.Health(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return reopen(t, s)
}

// What is packed comes back; a length that is a lie, or a stream that goes on, is
// refused.
func TestBodiesComeBack(t *testing.T) {
	s := newStore(t)
	rapid.Check(t, func(r *rapid.T) {
		body := rapid.SliceOfN(rapid.Byte(), 1, 2000).Draw(r, "body")
		body = []byte(strings.Repeat(string(body), rapid.IntRange(1, 50).Draw(r, "times")))
		tx, err := s.write.BeginTx(t.Context(), nil)
		if err != nil {
			r.Fatal(err)
		}
		defer tx.Rollback()
		of, err := rows.Keep(tx, body)
		if err != nil || of != sha256.Sum256(body) {
			r.Fatal(of, err)
		}
		got, err := rows.ReadBody(t.Context(), tx, of)
		if err != nil || string(got) != string(body) {
			r.Fatalf("%d bytes came back as %d: %v", len(body), len(got), err)
		}
	})
}

// Texts and pages that nothing names go when the library is closed, and not
// before: undo needs them.
func TestUnnamedBodiesGo(t *testing.T) {
	s := newStore(t)
	page := data.NewPage([]byte("<p>First."), "text/html", "", 1)
	a := testArticle(t, "First.\n")
	a.Page = page.Hash
	stored := insertArticle(t, s, a, page)
	edit := retext(stored, stored.WithText("Second.\n"))
	mustApply(t, s, edit)
	if pages, bodies := countRows(t, s, "page"), countRows(t, s, "body"); pages != 1 || bodies != 3 {
		t.Errorf("%d pages, %d bodies", pages, bodies)
	}
	s = closed(t, s)
	if pages, bodies := countRows(t, s, "page"), countRows(t, s, "body"); pages != 1 || bodies != 3 {
		t.Errorf("after closing: %d pages, %d bodies", pages, bodies)
	}
	for range 2 {
		if _, err := s.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	mustApply(t, s, testEdit(t, 0)) // what was undone is forgotten
	if bodies := countRows(t, s, "body"); bodies != 3 {
		t.Errorf("%d bodies before closing", bodies)
	}
	s = closed(t, s)
	if pages, bodies := countRows(t, s, "page"), countRows(t, s, "body"); pages != 0 || bodies != 0 {
		t.Errorf("after closing: %d pages, %d bodies", pages, bodies)
	}
}

// Typing in a long text does not keep what stood there between two keys.
func TestTypingKeepsTwoTexts(t *testing.T) {
	s := newStore(t)
	a := insertArticle(t, s, testArticle(t, "Start.\n"))
	for i := range 20 {
		next := a.WithText(fmt.Sprintf("Key %d.\n", i))
		done := mustApply(t, s, data.Edit{Label: "type", Merge: "text", Articles: []data.Change[data.Article]{data.Update(a, next)}})
		a = *done.Articles[0].After
	}
	if n := countRows(t, s, "body"); n != 2 {
		t.Errorf("%d texts are kept, want 2", n)
	}
	if n := countRows(t, s, "journal_body"); n != 3 {
		t.Errorf("the journal names %d texts, want 3", n)
	}
}

// An edit comes too late to be part of the newest one.
func TestMergeWindow(t *testing.T) {
	for age, want := range map[int64]int{0: 1, data.MergeWindow - 1: 1, data.MergeWindow + 1: 2, -100: 1} {
		s := newStore(t)
		view := data.View{ID: data.NewID(), Name: "V"}
		e := data.Edit{Label: "type", Merge: "v", Views: []data.Change[data.View]{data.Insert(view)}}
		view = *mustApply(t, s, e).Views[0].After
		if _, err := s.write.ExecContext(t.Context(), "UPDATE journal SET time = ?", time.Now().Unix()-age); err != nil {
			t.Fatal(err)
		}
		next := view
		next.Name = "W"
		mustApply(t, s, data.Edit{Label: "type", Merge: "v", Views: []data.Change[data.View]{data.Update(view, next)}})
		if n := countRows(t, s, "journal"); n != want {
			t.Errorf("%d s later: %d steps, want %d", age, n, want)
		}
	}
}

// A large article is changed without the journal holding it as it is.
func TestLargeTextIsNotInTheJournal(t *testing.T) {
	s := newStore(t)
	text := strings.Repeat("The summit was held in Beijing on 4 February.\n", 20_000)
	a := insertArticle(t, s, testArticle(t, text))
	next := a
	next.Title = "Renamed"
	a = *mustApply(t, s, data.Edit{Label: "rename", Articles: []data.Change[data.Article]{data.Update(a, next)}}).Articles[0].After
	edit := retext(a, a.WithText("New. "+text))
	mustApply(t, s, edit)
	var journal, bodies int
	err := s.read.QueryRowContext(t.Context(), `SELECT (SELECT sum(length(coalesce(before, '')) + length(coalesce(after, ''))) FROM journal_change),
		(SELECT sum(length(packed)) FROM body)`).Scan(&journal, &bodies)
	if err != nil || journal > 10_000 || bodies > len(text)/4 {
		t.Errorf("%d bytes of text: %d in the journal, %d beside it (%v)", len(text), journal, bodies, err)
	}
	for range 3 {
		if _, err := s.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for range 3 {
		if _, err := s.Redo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.Article(t.Context(), a.ID); err != nil || got.Text != "New. "+text || got.Validate() != nil {
		t.Errorf("%d bytes, %v", len(got.Text), err)
	}
}

// What Check says of bodies, editions and replies that are not sound.
func TestCheckFindsInTextsAndReplies(t *testing.T) {
	for damage, want := range map[string]string{
		"UPDATE body SET packed = x'00' WHERE n = 1":                "a text or page is not what it was",
		"UPDATE body SET length = length + 1 WHERE n = 1":           "a text or page is not what it was",
		"PRAGMA foreign_keys = OFF; DELETE FROM body":               "a text or page is missing",
		"UPDATE edition SET length = 1":                             "length is 1, but the text has 7 bytes",
		`UPDATE edition SET blocks = '[{"start":0,"end":99}]'`:      "blocks hold an unknown kind",
		"UPDATE dismissal SET anchor_start = 1, anchor_end = 4":     "its quote is not what stands at 1",
		"UPDATE view SET name = ''":                                 "name is empty",
		"UPDATE excerpt SET doubt = 'check', score = 2":             "score that is not between",
		"UPDATE excerpt SET doubt = 'check'":                        "lies outside the text",
		"UPDATE annotation SET links = '[{}]' WHERE parent IS NULL": "link without words",
		"UPDATE annotation SET links = '[{\"text\":\"x\",\"note\":\"' || (SELECT lower(substr(hex(id),1,8)||'-'||substr(hex(id),9,4)||'-'||substr(hex(id),13,4)||'-'||substr(hex(id),17,4)||'-'||substr(hex(id),21)) FROM event) || '\"}]' WHERE parent IS NULL": "is to one of table annotation and leads to one of table event",
		"UPDATE library SET colour_names = '{\"plaid\":\"x\"}'":        "colour is not one of the palette",
		"UPDATE event SET tags = '[\"\"]'":                             "tags holds an empty or repeated tag",
		"UPDATE article SET page = NULL, blocks = '[{\"start\":-1}]'":  "blocks",
		"PRAGMA foreign_keys = OFF; UPDATE annotation SET parent = id": "is a reply to a reply",
	} {
		s := newStore(t)
		e := testEdit(t, 1)
		page := data.NewPage([]byte("<p>First."), "text/html", "", 1)
		a := testArticle(t, "First.\n")
		a.Page = page.Hash
		note := data.Annotation{ID: data.NewID(), Article: a.ID, Text: "N", Colour: "red"}
		x := data.Excerpt{ID: data.NewID(), Event: e.Events[0].After.ID, Article: a.ID, Doubt: data.Doubt{State: data.Orphan, Was: "gone"}}
		x.Anchor.Start, x.Anchor.End, x.Anchor.Exact = 100, 104, "gone"
		d := data.Dismissal{ID: data.NewID(), Article: a.ID}
		d.Anchor.Start, d.Anchor.End, d.Anchor.Exact = 0, 3, "Fir"
		e.Articles = []data.Change[data.Article]{data.Insert(a)}
		e.Annotations = []data.Change[data.Annotation]{
			data.Insert(note), data.Insert(data.Annotation{ID: data.NewID(), Parent: note.ID, Text: "R", Colour: "red"}),
		}
		e.Excerpts = []data.Change[data.Excerpt]{data.Insert(x)}
		e.Dismissals = []data.Change[data.Dismissal]{data.Insert(d)}
		e.Views = []data.Change[data.View]{data.Insert(data.View{ID: data.NewID(), Name: "V"})}
		e.Editions = []data.Change[data.Edition]{data.Insert(data.Edition{
			ID: data.NewID(), Article: a.ID, Text: a.Text, Length: a.Length, Hash: a.Hash, Page: page.Hash,
		})}
		e.Pages = []data.Page{page}
		mustApply(t, s, e)
		if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
			t.Fatalf("before: %q, %v", problems, err)
		}
		if _, err := s.write.ExecContext(t.Context(), damage); err != nil {
			t.Fatal(damage, err)
		}
		problems, err := s.Check(t.Context(), nil)
		if err != nil || !strings.Contains(strings.Join(problems, "\n"), want) {
			t.Errorf("%s: got %q and %v, want %q", damage, problems, err, want)
		}
		for _, p := range problems {
			if strings.Contains(p, "\n") || !strings.HasSuffix(p, ".") {
				t.Errorf("no sentence: %q", p)
			}
		}
	}
}

// retext is the edit that gives an article another text and keeps the earlier one.
func retext(before, after data.Article) data.Edit {
	return data.Edit{Label: "text", Articles: []data.Change[data.Article]{data.Update(before, after)}, Editions: []data.Change[data.Edition]{data.Insert(data.Edition{
		ID: data.NewID(), Article: before.ID, Replaced: 1, Text: before.Text, Length: len(before.Text), Hash: before.Hash, Page: before.Page,
	})}}
}
