package postgres_test

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres"
)

// sweeper looks into the tables of a library in which bodies are removed.
type sweeper struct {
	testing.TB
	*postgres.Store
	conn   *pgx.Conn
	schema string
}

func newSweeper(t testing.TB) *sweeper {
	s := create(t)
	where, schema := connectionOf(t, s.Address())
	conn, err := pgx.Connect(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return &sweeper{t, s, conn, schema}
}

func (s *sweeper) exec(text string, args ...any) {
	s.Helper()
	if _, err := s.conn.Exec(s.Context(), fmt.Sprintf(text, s.schema), args...); err != nil {
		s.Fatal(err)
	}
}

// begin makes a statement in a transaction that goes on.
func (s *sweeper) begin(text string, args ...any) pgx.Tx {
	s.Helper()
	conn, err := pgx.Connect(s.Context(), s.conn.Config().ConnString())
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { _ = conn.Close(context.Background()) })
	tx, err := conn.Begin(s.Context())
	if err == nil {
		_, err = tx.Exec(s.Context(), text, args...)
	}
	if err != nil {
		s.Fatal(err)
	}
	return tx
}

// later lets a day go by.
func (s *sweeper) later() {
	s.Helper()
	s.exec("UPDATE %[1]s.unnamed SET since = since - interval '25 hours'")
	s.exec("UPDATE %[1]s.swept SET at = at - interval '25 hours'")
}

// removes sweeps, and says how many bodies must go.
func (s *sweeper) removes(want int) {
	s.Helper()
	got, err := s.Sweep(s.Context())
	if err != nil || got != want {
		s.Errorf("%d bodies are removed, %v: want %d", got, err, want)
	}
}

func (s *sweeper) bodies() (n int) {
	s.Helper()
	if err := s.conn.QueryRow(s.Context(), "SELECT count(*) FROM "+s.schema+".body").Scan(&n); err != nil {
		s.Fatal(err)
	}
	return n
}

func article(text string) data.Article {
	return data.Article{ID: data.NewID(), Title: "A"}.WithText(text)
}

// add adds an article with a page of its own.
func (s *sweeper) add(text string) data.Article {
	s.Helper()
	page := data.NewPage([]byte("page of "+text), "text/html", "", 1)
	a := article(text)
	a.Page = page.Hash
	done, err := s.Apply(s.Context(), data.Edit{Label: "add", Pages: []data.Page{page}, Articles: []data.Change[data.Article]{data.Insert(a)}})
	if err != nil {
		s.Fatal(err)
	}
	return *done.Articles[0].After
}

// Texts and pages go a day after nothing names them any more, neither rows nor steps.
func TestUnnamedBodiesGo(t *testing.T) {
	s := newSweeper(t)
	s.add("stays")
	if _, err := s.Apply(t.Context(), data.Edit{Label: "delete", Articles: []data.Change[data.Article]{data.Delete(s.add("can be undone"))}}); err != nil {
		t.Fatal(err)
	}
	s.add("undone")
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		s.removes(0)
		s.later()
	}
	if got := s.bodies(); got != 6 {
		t.Errorf("there are %d bodies", got)
	}
	s.add("last") // what was undone cannot be made again
	s.removes(0)
	s.removes(0)
	s.later()
	s.removes(2)
	if got := s.bodies(); got != 6 {
		t.Errorf("there are %d bodies", got)
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
	if _, err := s.GoTo(t.Context(), 0); err != nil {
		t.Errorf("steps cannot be undone: %v", err)
	}
}

// What an edit names that is being written stays, whether it is kept or the edit fails; so
// does what was named again meanwhile.
func TestBodiesStayForEdits(t *testing.T) {
	s := newSweeper(t)
	orphans := []string{"named by an edit", "named by an edit that fails", "named again", "nobody's"}
	for _, text := range orphans {
		s.exec("INSERT INTO %[1]s.body SELECT sha256($1::text::bytea), length($1), ''", text)
		a := article(text)
		s.exec("UPDATE %[1]s.body SET packed = $2 WHERE hash = $1", a.Hash[:], postgres.Packed(text))
	}
	s.removes(0)
	s.later()
	again, err := s.Apply(t.Context(), data.Edit{Label: "add", Articles: []data.Change[data.Article]{data.Insert(article(orphans[2]))}})
	if err != nil {
		t.Fatal(err)
	}
	begin := func(text string) pgx.Tx {
		t.Helper()
		a := article(text)
		body := map[string]any{"hash": hex.EncodeToString(a.Hash[:]), "length": len(text), "packed": postgres.Packed(text)}
		p, err := json.Marshal(map[string]any{"bodies": []any{body}, "pages": []any{}})
		if err != nil {
			t.Fatal(err)
		}
		return s.begin("SELECT "+s.schema+".part("+s.schema+".begin(), $1)", p)
	}
	kept, failing := begin(orphans[0]), begin(orphans[1])
	s.removes(1)
	if err := errors.Join(kept.Commit(t.Context()), failing.Rollback(t.Context())); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{orphans[0]: true, orphans[1]: true, orphans[2]: true, orphans[3]: false} {
		a, there := article(text), 0
		if err := s.conn.QueryRow(t.Context(), "SELECT count(*) FROM "+s.schema+".body WHERE hash = $1", a.Hash[:]).Scan(&there); err != nil || there == 1 != want {
			t.Errorf("%q is there %d times, %v", text, there, err)
		}
	}
	s.removes(1) // the edit failed
	if a, err := s.Article(t.Context(), again.Articles[0].After.ID); err != nil || a.Text != orphans[2] {
		t.Errorf("the text is %q, %v", a.Text, err)
	}
}

// A library is closed at once while bodies are removed, though the server takes its time.
func TestSweepingEndsWithTheLibrary(t *testing.T) {
	s := newSweeper(t)
	tx, err := s.conn.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(context.Background()) }()
	if _, err := tx.Exec(t.Context(), "LOCK TABLE "+s.schema+".unnamed IN ACCESS EXCLUSIVE MODE"); err != nil {
		t.Fatal(err)
	}
	swept := make(chan error, 1)
	go func() {
		_, err := s.Sweep(context.Background())
		swept <- err
	}()
	for waits := false; !waits; {
		if err := tx.QueryRow(t.Context(), "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::regclass)", s.schema+".unnamed").Scan(&waits); err != nil {
			t.Fatal(err)
		}
	}
	start := time.Now()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("closing takes %v", took)
	}
	if err := <-swept; err == nil {
		t.Error("it is swept")
	}
}
