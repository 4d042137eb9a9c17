package schema

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// Encode writes a row as a JSON object with a member for each of its columns. A long
// text is not in it.
func Encode(s *data.Shape, row data.Row) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for _, f := range s.Fields {
		columns := Columns(s, f)
		if len(columns) == 0 {
			continue
		}
		values := values(f, row)
		for i, c := range columns {
			if b.Len() > 1 {
				b.WriteByte(',')
			}
			text, err := json.Marshal(values[i])
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&b, "%q:", c.Name)
			b.Write(text)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// values are what the columns of a field hold of a row.
func values(f data.Field, row data.Row) []any {
	switch v := f.At(row).(type) {
	case *data.ID:
		if *v == (data.ID{}) {
			return []any{nil}
		}
	case *hashOf:
		if *v == (hashOf{}) {
			return []any{nil}
		}
		return []any{`\x` + hex.EncodeToString(v[:])}
	case *dates.Date:
		if v.IsZero() {
			return []any{"", nil, nil, nil, nil}
		}
		lo, hi := v.Instants()
		return []any{v.EDTF, v.Lo, v.Hi, instant(lo), instant(hi)}
	case *anchor.Selector:
		return []any{v.Start, v.End, v.Exact, v.Prefix, v.Suffix}
	case *data.Doubt:
		return []any{string(v.State), v.Was, v.Score, v.Method}
	case *[]string:
		if *v == nil {
			return []any{[]string{}}
		}
	case *string, *int, *int64, *bool:
	default:
		if f.IsZero(row) {
			return []any{nil}
		}
	}
	return []any{f.At(row)}
}

// instant is an instant as it is stored, nil where it is not known.
func instant(at dates.Instant) any {
	if !at.Known {
		return nil
	}
	return at.Unix
}

// Decode reads a row that the server sent, and believes nothing of it: bounds of dates
// follow from their texts, and a field that no row can have is refused.
func Decode(s *data.Shape, text []byte) (data.Row, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return nil, damaged(s, "", err)
	}
	row := s.New()
	for _, f := range s.Fields {
		if err := decode(s, f, row, members); err != nil {
			return nil, damaged(s, string(members["id"]), err)
		}
	}
	if err := s.CheckListed(row); err != nil {
		return nil, damaged(s, string(members["id"]), err)
	}
	return row, nil
}

func damaged(s *data.Shape, id string, err error) error {
	return fmt.Errorf("%w: %s %s: %v", data.ErrCorrupt, s.Kind, id, err)
}

func decode(s *data.Shape, f data.Field, row data.Row, members map[string]json.RawMessage) error {
	columns := Columns(s, f)
	if len(columns) == 0 {
		return nil
	}
	into := func(name string, v any) error {
		text, ok := members[name]
		switch {
		case !ok:
			return fmt.Errorf("there is no column %s", name)
		case string(text) == "null":
			return nil
		}
		if err := json.Unmarshal(text, v); err != nil {
			return fmt.Errorf("column %s: %w", name, err)
		}
		return nil
	}
	switch v := f.At(row).(type) {
	case *hashOf:
		var digits string
		if err := into(f.Name, &digits); err != nil || digits == "" {
			return err
		}
		if len(digits) != 2+2*len(v) || digits[:2] != `\x` {
			return fmt.Errorf("column %s: is no hash", f.Name)
		}
		_, err := hex.Decode(v[:], []byte(digits[2:]))
		return err
	case *dates.Date:
		var edtf string
		if err := into(columns[0].Name, &edtf); err != nil || edtf == "" {
			return err
		}
		d, err := dates.Parse(edtf)
		if *v = d; err != nil {
			return fmt.Errorf("column %s: %w", columns[0].Name, err)
		}
	case *anchor.Selector:
		return errors.Join(into("anchor_start", &v.Start), into("anchor_end", &v.End), into("exact", &v.Exact), into("prefix", &v.Prefix), into("suffix", &v.Suffix))
	case *data.Doubt:
		return errors.Join(into("doubt", &v.State), into("was", &v.Was), into("score", &v.Score), into("method", &v.Method))
	default:
		if err := into(f.Name, v); err != nil {
			return err
		}
		if list := reflect.ValueOf(v).Elem(); (list.Kind() == reflect.Slice || list.Kind() == reflect.Map) && list.Len() == 0 {
			list.SetZero()
		}
	}
	return nil
}
