package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/schema"
	"tarikh.org/tarikh/data/sift"
)

// change is a change of a row as the functions of the server take it.
type change struct {
	ID     data.ID         `json:"id"`
	Rev    *int64          `json:"rev,omitempty"`    // that the row must have
	Expect json.RawMessage `json:"expect,omitempty"` // or what it must hold
	After  json.RawMessage `json:"after,omitempty"`  // none: it is deleted
}

type packedBody struct {
	Hash   string `json:"hash"`
	Length int    `json:"length"`
	Packed []byte `json:"packed"`
}

type pageRow struct {
	Hash    string `json:"hash"`
	Media   string `json:"media"`
	URL     string `json:"url"`
	Fetched int64  `json:"fetched"`
}

// payload is an edit, or a part of one, as the functions of the server take it: by the
// names of kinds, and a few more.
type payload map[string]any

// payloadOf makes that of an edit. Where expected, the rows must hold what the changes
// say, whatever their Rev.
func payloadOf(ctx context.Context, maker *sift.Words, e *data.Edit, expected bool) (payload, error) {
	p := payload{"label": e.Label, "merge": e.Merge}
	bodies := map[hashOf]packedBody{}
	for _, s := range data.Shapes() {
		var list []change
		for c := range s.Changes(e) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			made, err := changeOf(s, c, expected)
			if err != nil {
				return nil, err
			}
			list = append(list, made)
			if err := keepText(bodies, s, c.After); err != nil {
				return nil, err
			}
		}
		if list != nil {
			p[s.Kind.String()] = list
		}
	}
	for name, words := range wordsOf(maker, e) {
		p[name] = words
	}
	var pages []pageRow
	for _, page := range e.Pages {
		if err := keep(bodies, page.Hash, page.Body); err != nil {
			return nil, err
		}
		pages = append(pages, pageRow{hex.EncodeToString(page.Hash[:]), page.Media, page.URL, page.Fetched})
	}
	list := make([]packedBody, 0, len(bodies))
	for _, b := range bodies {
		list = append(list, b)
	}
	p["bodies"] = list
	if p["pages"] = pages; pages == nil {
		p["pages"] = []pageRow{}
	}
	return p, nil
}

func changeOf(s *data.Shape, c data.RowChange, expected bool) (out change, err error) {
	out.ID = s.ID(c.Row())
	if c.Before != nil && !expected {
		out.Rev = s.Rev(c.Before)
	}
	if c.Before != nil && expected {
		if out.Expect, err = schema.Encode(s, c.Before); err != nil {
			return out, err
		}
	}
	if c.After != nil {
		out.After, err = schema.Encode(s, c.After)
	}
	return out, err
}

// textOf is the long text of a row and its hash, nil where its kind has none.
func textOf(s *data.Shape, row data.Row) (text *string, of *hashOf) {
	for _, f := range s.Fields {
		switch f.Use {
		case data.UseBody:
			text = f.At(row).(*string)
		case data.UseHash:
			of = f.At(row).(*hashOf)
		}
	}
	if text == nil {
		return nil, nil
	}
	return text, of
}

func keepText(bodies map[hashOf]packedBody, s *data.Shape, row data.Row) error {
	if row == nil {
		return nil
	}
	text, of := textOf(s, row)
	if text == nil {
		return nil
	}
	return keep(bodies, *of, []byte(*text))
}

func keep(bodies map[hashOf]packedBody, of hashOf, body []byte) error {
	if _, ok := bodies[of]; ok {
		return nil
	}
	if sha256.Sum256(body) != of {
		return fmt.Errorf("%w: a text is not that of its hash", data.ErrCorrupt)
	}
	packed, err := pack(body)
	bodies[of] = packedBody{hex.EncodeToString(of[:]), len(body), packed}
	return err
}
