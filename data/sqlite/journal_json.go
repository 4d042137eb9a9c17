package sqlite

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// Rows as they are written in the journal. The types have the fields of those
// of package data, so that one converts to the other: a field added there must
// be added here. Names in a file that somebody has cannot be changed.
type (
	libraryJSON struct {
		ID          data.ID           `json:"id"`
		Rev         int64             `json:"rev"`
		Title       string            `json:"title"`
		Created     int64             `json:"created"`
		ColourNames map[string]string `json:"colour_names,omitempty"`
	}
	trackJSON struct {
		ID     data.ID `json:"id"`
		Rev    int64   `json:"rev"`
		Name   string  `json:"name"`
		Colour string  `json:"colour"`
		Order  int     `json:"order"`
	}
	eventJSON struct {
		ID          data.ID    `json:"id"`
		Rev         int64      `json:"rev"`
		Title       string     `json:"title"`
		Date        dates.Date `json:"date"`
		Track       data.ID    `json:"track"`
		Place       string     `json:"place,omitempty"`
		Description string     `json:"description,omitempty"`
		Source      string     `json:"source,omitempty"`
		Importance  int        `json:"importance"`
		Tags        []string   `json:"tags,omitempty"`
	}
	articleJSON struct {
		ID        data.ID           `json:"id"`
		Rev       int64             `json:"rev"`
		Title     string            `json:"title"`
		Byline    string            `json:"byline,omitempty"`
		Publisher string            `json:"publisher,omitempty"`
		URL       string            `json:"url,omitempty"`
		Lang      string            `json:"lang,omitempty"`
		Published dates.Date        `json:"published"`
		Changed   dates.Date        `json:"changed,omitzero"`
		Page      [sha256.Size]byte `json:"-"` // see bodyJSON
		Added     int64             `json:"added,omitempty"`
		Text      string            `json:"text,omitempty"` // up to version 2; left out of after where it was that of before
		Length    int               `json:"-"`
		Hash      [sha256.Size]byte `json:"-"` // see bodyJSON
		Blocks    []data.Block      `json:"blocks,omitempty"`
	}
	excerptJSON struct {
		ID      data.ID         `json:"id"`
		Rev     int64           `json:"rev"`
		Event   data.ID         `json:"event"`
		Article data.ID         `json:"article"`
		Anchor  anchor.Selector `json:"anchor"`
		Doubt   data.Doubt      `json:"doubt,omitzero"`
	}
	annotationJSON struct {
		ID      data.ID         `json:"id"`
		Rev     int64           `json:"rev"`
		Parent  data.ID         `json:"parent,omitzero"`
		Event   data.ID         `json:"event"`
		Article data.ID         `json:"article"`
		Anchor  anchor.Selector `json:"anchor"`
		Doubt   data.Doubt      `json:"doubt,omitzero"`
		Span    dates.Date      `json:"span"`
		Text    string          `json:"text,omitempty"`
		Dir     string          `json:"dir,omitempty"`
		Colour  string          `json:"colour"`
		Tags    []string        `json:"tags,omitempty"`
		Links   []data.Link     `json:"links,omitempty"`
		Author  string          `json:"author,omitempty"`
		Created int64           `json:"created"`
		Changed int64           `json:"changed"`
	}
	editionJSON struct {
		ID       data.ID           `json:"id"`
		Rev      int64             `json:"rev"`
		Article  data.ID           `json:"article"`
		Replaced int64             `json:"replaced"`
		Text     string            `json:"-"` // a body
		Length   int               `json:"length"`
		Hash     [sha256.Size]byte `json:"-"` // see bodyJSON
		Blocks   []data.Block      `json:"blocks,omitempty"`
		Page     [sha256.Size]byte `json:"-"` // see bodyJSON
	}
	dismissalJSON struct {
		ID      data.ID         `json:"id"`
		Rev     int64           `json:"rev"`
		Article data.ID         `json:"article"`
		Anchor  anchor.Selector `json:"anchor"`
		EDTF    string          `json:"edtf,omitempty"`
	}
	viewJSON struct {
		ID    data.ID `json:"id"`
		Rev   int64   `json:"rev"`
		Name  string  `json:"name"`
		Query string  `json:"query,omitempty"`
		Lo    int64   `json:"lo,omitempty"`
		Hi    int64   `json:"hi,omitempty"`
		Order int     `json:"order"`
	}

	// bodyJSON are the hashes of a row's text and page. The text of an article is
	// a body only in edits that changed it.
	bodyJSON struct {
		Hash hexHash `json:"hash,omitzero"`
		Page hexHash `json:"page,omitzero"`
	}
	articleEntry struct {
		articleJSON
		bodyJSON
	}
	editionEntry struct {
		editionJSON
		bodyJSON
	}
)

// hexHash is a hash as the journal has it: 64 hexadecimal digits.
type hexHash hash

func (h hexHash) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, h[:]), nil }

func (h *hexHash) UnmarshalText(text []byte) error {
	if hex.DecodedLen(len(text)) != len(h) {
		return fmt.Errorf("a hash of %d digits", len(text))
	}
	_, err := hex.Decode(h[:], text)
	return err
}

func encodeArticle(a data.Article) any {
	a.Text = ""
	return articleEntry{articleJSON(a), bodyJSON{hexHash(a.Hash), hexHash(a.Page)}}
}

func decodeArticle(e articleEntry) data.Article {
	a := data.Article(e.articleJSON)
	a.Hash, a.Page = hash(e.bodyJSON.Hash), hash(e.bodyJSON.Page)
	if a.Text != "" { // as it was written up to version 2
		a.Length, a.Hash = len(a.Text), sha256.Sum256([]byte(a.Text))
	}
	return a
}

func encodeEdition(v data.Edition) any {
	return editionEntry{editionJSON(v), bodyJSON{hexHash(v.Hash), hexHash(v.Page)}}
}

func decodeEdition(e editionEntry) data.Edition {
	v := data.Edition(e.editionJSON)
	v.Hash, v.Page = hash(e.bodyJSON.Hash), hash(e.bodyJSON.Page)
	return v
}

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
		after = string(encodeJSON(t.encode(*c.After)))
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
		c.After = &row
	}
	if t.bodies != nil && c.Before != nil && c.After != nil {
		text, length, of, _ := t.bodies(c.After)
		if *of == (hash{}) { // left out, as up to version 2
			was, n, hash, _ := t.bodies(c.Before)
			*text, *length, *of = *was, *n, *hash
		}
	}
	return c, nil
}

// sameText reports whether a change leaves a row's text as it was: then the
// journal has no need of it.
func sameText[T any](t *table[T], c data.Change[T]) bool {
	if c.Before == nil || c.After == nil {
		return false
	}
	_, _, before, _ := t.bodies(c.Before)
	_, _, after, _ := t.bodies(c.After)
	return *before == *after
}
