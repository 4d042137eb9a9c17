package data

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"maps"
	"math"
	"slices"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// ContentHash is SHA-256 of all that a library holds: of all rows but for their Rev, and
// of texts and pages by their hashes. Two libraries have the same if they hold the same,
// whatever was done before, in whatever order, and with whatever version of the program.
// What a library is, its ID, is not content; nor are the origins of its own files. ErrBusy if it is edited all the while.
func ContentHash(ctx context.Context, s Store) (of [sha256.Size]byte, err error) {
	const tries = 5
	for range tries {
		before, err := s.Revision(ctx)
		if err != nil {
			return of, err
		}
		if of, err = contentHash(ctx, s); err != nil {
			return of, err
		}
		if now, err := s.Revision(ctx); err != nil || now == before {
			return of, err
		}
	}
	return of, fmt.Errorf("hash the content: %w", ErrBusy)
}

func contentHash(ctx context.Context, s Store) (of [sha256.Size]byte, err error) {
	h := contentHasher{sha256.New()}
	for _, shape := range shapes {
		var last ID
		for row, err := range s.Rows(ctx, shape.Kind) {
			if err != nil {
				return of, err
			}
			id := shape.ID(row)
			if bytes.Compare(id[:], last[:]) <= 0 {
				return of, fmt.Errorf("hash the content: %w: rows of %s are not in order", ErrCorrupt, shape.Kind)
			}
			last = id
			if o, ok := row.(*Origin); ok && o.Own() {
				continue
			}
			h.row(shape, row)
		}
	}
	h.Sum(of[:0])
	return of, nil
}

// contentHasher writes rows in one way: what it writes of a value says where that ends.
type contentHasher struct{ hash.Hash }

// row writes the fields of a row that are not zero, so that a field of a later version
// changes no hash before it is used.
func (h contentHasher) row(s *Shape, row Row) {
	h.text(s.Kind.String())
	for i, f := range s.Fields {
		switch {
		case i == 1, f.Use == UseBody, f.Use == UseDerived: // 1 is the Rev
		case i == 0 && s.Kind == KindLibrary, f.IsZero(row):
		default:
			h.text(f.Name)
			h.value(f.at(row))
		}
	}
	h.text("")
}

func (h contentHasher) value(v any) {
	switch v := v.(type) {
	case *string:
		h.text(*v)
	case *int:
		h.number(int64(*v))
	case *int64:
		h.number(*v)
	case *bool: // true: what is zero is left out
		h.number(1)
	case *ID:
		_, _ = h.Write(v[:])
	case *hashOf:
		_, _ = h.Write(v[:])
	case *dates.Date:
		h.text(v.EDTF) // its bounds follow from that
	case *anchor.Selector:
		h.number(int64(v.Start))
		h.number(int64(v.End))
		h.text(v.Exact, v.Prefix, v.Suffix)
	case *Doubt:
		h.text(string(v.State), v.Was, v.Method)
		h.number(int64(math.Float64bits(v.Score)))
	case *map[string]string:
		h.number(int64(len(*v)))
		for _, name := range slices.Sorted(maps.Keys(*v)) {
			h.text(name, (*v)[name])
		}
	case Composite:
		for name, texts := range v.Parts() {
			h.text(name)
			h.number(int64(len(texts)))
			h.text(texts...)
		}
		h.text("")
	default:
		h.list(v)
	}
}

func (h contentHasher) list(v any) {
	switch v := v.(type) {
	case *[]string:
		h.number(int64(len(*v)))
		h.text(*v...)
	case *[]Reference:
		h.number(int64(len(*v)))
		for _, l := range *v {
			h.text(l.URL, l.Title)
		}
	case *[]Link:
		h.number(int64(len(*v)))
		for _, l := range *v {
			h.text(l.Text, l.Event.String(), l.Article.String(), l.Excerpt.String())
		}
	case *[]Block:
		h.number(int64(len(*v)))
		for _, b := range *v {
			h.number(int64(b.Start))
			h.number(int64(b.End))
			h.text(string(b.Kind))
		}
	default:
		panic(fmt.Sprintf("hash a field of type %T", v))
	}
}

func (h contentHasher) text(texts ...string) {
	for _, text := range texts {
		h.number(int64(len(text)))
		_, _ = h.Write([]byte(text))
	}
}

func (h contentHasher) number(n int64) {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(n))
	_, _ = h.Write(b[:])
}
