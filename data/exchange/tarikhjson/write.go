package tarikhjson

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
)

// Write writes a whole library. Equal libraries give equal bytes. It fails where the
// library is changed meanwhile.
func Write(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	revision, err := from.Revision(ctx)
	if err != nil {
		return nil, err
	}
	out := &writer{Writer: bufio.NewWriterSize(w, 1<<16), ctx: ctx, store: from.Store, named: map[[32]byte]bool{}}
	fmt.Fprintf(out, "{\n\"format\": %q,\n\"version\": 2,\n\"revision\": %d", jsonFormat, revision)
	if err := out.library(); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	out.WriteString("\n}\n")
	now, err := from.Revision(ctx)
	if err == nil && now != revision {
		err = fmt.Errorf("the library was changed while it was written out: %w", data.ErrConflict)
	}
	if err = errors.Join(err, out.Flush()); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return nil, nil
}

type writer struct {
	*bufio.Writer
	ctx   context.Context
	store data.Store
	rows  int // of the list that is being written
	pages [][32]byte
	named map[[32]byte]bool // those that are in pages
}

func (w *writer) library() error {
	library, err := w.store.Library(w.ctx)
	if err != nil {
		return err
	}
	w.WriteString(",\n\"library\": ")
	if err := w.object(data.KindLibrary, &library); err != nil {
		return err
	}
	for _, list := range lists {
		if err := w.list(list.name, list.of, w.all(list.of)); err != nil {
			return err
		}
	}
	return w.allPages()
}

// list writes a list of rows, nothing where there are none.
func (w *writer) list(name string, of data.Kind, rows iter.Seq2[data.Row, error]) error {
	w.rows = 0
	for row, err := range rows {
		if err != nil {
			return err
		}
		if w.rows == 0 {
			fmt.Fprintf(w, ",\n%q: [", name)
		} else {
			w.WriteByte(',')
		}
		w.rows++
		w.WriteByte('\n')
		if err := w.object(of, row); err != nil {
			return err
		}
	}
	if w.rows > 0 {
		w.WriteString("\n]")
	}
	return w.ctx.Err()
}

// object writes the fields of a row that are not zero.
func (w *writer) object(of data.Kind, row data.Row) error {
	before := byte('{')
	for _, f := range of.Shape().Fields {
		if derived(f) || f.IsZero(row) {
			continue
		}
		value, err := json.Marshal(exchanged(f, row))
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		w.WriteByte(before)
		before = ','
		fmt.Fprintf(w, "%q:", f.Name)
		w.Write(value)
	}
	if before == '{' {
		w.WriteByte(before)
	}
	return w.WriteByte('}')
}

// written is a passage as the file has it.
type written struct {
	Start  int    `json:"start,omitempty"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

// exchanged is the value of a field as the file has it.
func exchanged(f data.Field, row data.Row) any {
	switch v := f.At(row).(type) {
	case *int64:
		if f.Use == data.UseTime {
			return time.Unix(*v, 0).UTC().Format(time.RFC3339)
		}
	case *[32]byte:
		return hex.EncodeToString(v[:])
	case *anchor.Selector:
		return written{v.Start, v.Exact, v.Prefix, v.Suffix}
	}
	return f.At(row)
}

// all yields the rows of a kind with their texts, in the order of IDs.
func (w *writer) all(of data.Kind) iter.Seq2[data.Row, error] {
	return func(yield func(data.Row, error) bool) {
		for row, err := range w.store.Rows(w.ctx, of) {
			switch r := row.(type) {
			case *data.Article:
				whole, failed := w.store.Article(w.ctx, r.ID)
				w.page(whole.Page)
				row, err = &whole, failed
			case *data.Edition:
				whole, failed := w.store.Edition(w.ctx, r.ID)
				w.page(whole.Page)
				row, err = &whole, failed
			case *data.Picture:
				w.page(r.Hash)
			case *data.Origin:
				if r.Own() {
					continue
				}
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// page notes a page that a row names.
func (w *writer) page(hash [32]byte) {
	if hash == ([32]byte{}) || w.named[hash] {
		return
	}
	w.named[hash] = true
	w.pages = append(w.pages, hash)
}

// allPages writes the pages that were noted, one in memory at a time.
func (w *writer) allPages() error {
	for i, hash := range w.pages {
		page, err := w.store.Page(w.ctx, hash)
		if err != nil {
			return err
		}
		before := ",\n"
		if i == 0 {
			before = ",\n\"pages\": [\n"
		}
		w.WriteString(before)
		head, err := json.Marshal(struct {
			Hash    string `json:"hash"`
			Media   string `json:"media,omitempty"`
			URL     string `json:"url,omitempty"`
			Fetched string `json:"fetched"`
		}{hex.EncodeToString(hash[:]), page.Media, page.URL, time.Unix(page.Fetched, 0).UTC().Format(time.RFC3339)})
		if err != nil {
			return err
		}
		w.Write(head[:len(head)-1])
		w.WriteString(",\"body\":\"")
		body := base64.NewEncoder(base64.StdEncoding, w)
		body.Write(page.Body)
		body.Close()
		w.WriteString("\"}")
	}
	if len(w.pages) > 0 {
		w.WriteString("\n]")
	}
	return nil
}
