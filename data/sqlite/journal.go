package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/anchor"
	"tarikh.org/tarikh/data/chrono"
)

// keptEdits is how many edits at least can be undone.
const keptEdits = 10_000

// Rows as they are written in the journal. The types have the fields of those
// of package data, so that one converts to the other: a field added there must
// be added here. Names in a file that somebody has cannot be changed.
type (
	libraryJSON struct {
		ID      data.ID `json:"id"`
		Rev     int64   `json:"rev"`
		Title   string  `json:"title"`
		Created int64   `json:"created"`
	}
	trackJSON struct {
		ID     data.ID `json:"id"`
		Rev    int64   `json:"rev"`
		Name   string  `json:"name"`
		Colour string  `json:"colour"`
		Order  int     `json:"order"`
	}
	eventJSON struct {
		ID          data.ID     `json:"id"`
		Rev         int64       `json:"rev"`
		Title       string      `json:"title"`
		Date        chrono.Date `json:"date"`
		Track       data.ID     `json:"track"`
		Place       string      `json:"place,omitempty"`
		Description string      `json:"description,omitempty"`
		Source      string      `json:"source,omitempty"`
		Importance  int         `json:"importance"`
	}
	articleJSON struct {
		ID        data.ID           `json:"id"`
		Rev       int64             `json:"rev"`
		Title     string            `json:"title"`
		Byline    string            `json:"byline,omitempty"`
		Publisher string            `json:"publisher,omitempty"`
		URL       string            `json:"url,omitempty"`
		Lang      string            `json:"lang,omitempty"`
		Published chrono.Date       `json:"published"`
		Text      string            `json:"text,omitempty"` // left out of after where it is that of before
		Length    int               `json:"-"`
		Hash      [sha256.Size]byte `json:"-"`
	}
	excerptJSON struct {
		ID      data.ID         `json:"id"`
		Rev     int64           `json:"rev"`
		Event   data.ID         `json:"event"`
		Article data.ID         `json:"article"`
		Anchor  anchor.Selector `json:"anchor"`
	}
	annotationJSON struct {
		ID      data.ID         `json:"id"`
		Rev     int64           `json:"rev"`
		Event   data.ID         `json:"event"`
		Article data.ID         `json:"article"`
		Anchor  anchor.Selector `json:"anchor"`
		Span    chrono.Date     `json:"span"`
		Text    string          `json:"text,omitempty"`
		Dir     string          `json:"dir,omitempty"`
		Colour  string          `json:"colour"`
		Tags    []string        `json:"tags,omitempty"`
		Author  string          `json:"author,omitempty"`
		Created int64           `json:"created"`
		Changed int64           `json:"changed"`
	}
)

// encodeJSON never fails on the types above. Letters stay letters: the default
// escapes of <, > and & are for web pages.
func encodeJSON(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(fmt.Sprintf("encode %T: %v", v, err))
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func decoder[J, T any](convert func(J) T) func([]byte) (T, error) {
	return func(text []byte) (T, error) {
		var j J
		err := json.Unmarshal(text, &j)
		return convert(j), err
	}
}

// encodeChange returns before and after as text, nil for none.
func encodeChange[T any](t *table[T], c data.Change[T]) (before, after any) {
	if c.Before != nil {
		before = string(encodeJSON(t.encode(*c.Before)))
	}
	if c.After != nil {
		row := *c.After
		if a, b := asArticle(&row), asArticle(c.Before); a != nil && b != nil && a.Text == b.Text {
			a.Text = ""
		}
		after = string(encodeJSON(t.encode(row)))
	}
	return before, after
}

func decodeChange[T any](t *table[T], before, after sql.Null[[]byte]) (c data.Change[T], err error) {
	if !before.Valid && !after.Valid {
		return c, fmt.Errorf("%w: a change without rows", data.ErrCorrupt)
	}
	if before.Valid {
		row, err := t.decode(before.V)
		if err != nil {
			return c, err
		}
		c.Before = &row
	}
	if after.Valid {
		row, err := t.decode(after.V)
		if err != nil {
			return c, err
		}
		if a, b := asArticle(&row), asArticle(c.Before); a != nil && b != nil && a.Text == "" {
			*a = a.WithText(b.Text)
		}
		c.After = &row
	}
	return c, nil
}

// asArticle returns row as an article, nil if it is none.
func asArticle[T any](row *T) *data.Article {
	a, _ := any(row).(*data.Article)
	return a
}

// entry is an edit in the journal.
type entry struct {
	n     int64
	label string
}

// nextUndo and nextRedo find the edit to take back or to make again; nil if
// there is none.
func nextUndo(ctx context.Context, q querier) (*entry, error) {
	return findEntry(ctx, q, "WHERE undone = 0 ORDER BY n DESC LIMIT 1")
}

func nextRedo(ctx context.Context, q querier) (*entry, error) {
	return findEntry(ctx, q, "WHERE undone = 1 ORDER BY n LIMIT 1")
}

func findEntry(ctx context.Context, q querier, rest string) (*entry, error) {
	var e entry
	err := q.QueryRowContext(ctx, "SELECT n, label FROM journal "+rest).Scan(&e.n, &e.label)
	if err = translate(err); err != nil {
		if isNotFound(err) {
			return nil, nil
		}
		return nil, err
	}
	return &e, nil
}

// load reads the edit of an entry.
func (j *entry) load(ctx context.Context, q querier) (data.Edit, error) {
	e := data.Edit{Label: j.label}
	rows, err := q.QueryContext(ctx, "SELECT kind, before, after FROM journal_change WHERE journal = ? ORDER BY n", j.n)
	if err != nil {
		return e, err
	}
	defer rows.Close()
	for rows.Next() {
		var kind string
		var before, after sql.Null[[]byte]
		if err := rows.Scan(&kind, &before, &after); err != nil {
			return e, err
		}
		if err := appendChange(&e, kind, before, after); err != nil {
			return e, fmt.Errorf("%w: entry %d of the journal: %v", data.ErrCorrupt, j.n, err)
		}
	}
	return e, rows.Err()
}

func appendChange(e *data.Edit, kind string, before, after sql.Null[[]byte]) error {
	switch kind {
	case "library":
		return decodeInto(&e.Library, libraries(), before, after)
	case "track":
		return decodeInto(&e.Tracks, tracks(), before, after)
	case "event":
		return decodeInto(&e.Events, events(), before, after)
	case "article":
		return decodeInto(&e.Articles, articles(), before, after)
	case "excerpt":
		return decodeInto(&e.Excerpts, excerpts(), before, after)
	case "annotation":
		return decodeInto(&e.Annotations, annotations(), before, after)
	}
	return fmt.Errorf("a change of unknown kind %q", kind)
}

func decodeInto[T any](changes *[]data.Change[T], t *table[T], before, after sql.Null[[]byte]) error {
	c, err := decodeChange(t, before, after)
	*changes = append(*changes, c)
	return err
}

// openEntry begins the journal entry of a new edit: what was undone can no
// longer be redone, and the oldest entries go.
func openEntry(ctx context.Context, tx *sql.Tx, label string) (int64, error) {
	if _, err := tx.ExecContext(ctx, "DELETE FROM journal WHERE undone = 1"); err != nil {
		return 0, err
	}
	result, err := tx.ExecContext(ctx, "INSERT INTO journal (time, label, undone) VALUES (?, ?, 0)", time.Now().Unix(), label)
	if err != nil {
		return 0, err
	}
	n, err := result.LastInsertId()
	if err != nil {
		return 0, err
	}
	// Numbers have no gaps: only the newest entries are ever deleted, and a
	// number is one more than the highest.
	_, err = tx.ExecContext(ctx, "DELETE FROM journal WHERE n <= ?", n-keptEdits)
	return n, err
}
