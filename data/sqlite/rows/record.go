package rows

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"

	"tarikh.org/tarikh/data"
)

// Encode writes a row as the journal has it: one member for each field, in their
// order, but for what follows from others and texts, of which it has the hash. Fields
// that came after version 1 are left out where they are zero, and texts and lists
// where they are empty.
func (t *Table) Encode(row data.Row) []byte {
	var b bytes.Buffer
	e := newEncoder(&b)
	b.WriteByte('{')
	for _, f := range t.Fields {
		if f.Use == data.UseBody || f.Use == data.UseDerived || (f.Since > 1 || leftOut(f, row)) && f.IsZero(row) {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		e.encode(f.Name)
		b.WriteByte(':')
		v := f.At(row)
		if h, ok := v.(*hash); ok {
			v = (*hexHash)(h)
		}
		e.encode(v)
	}
	b.WriteByte('}')
	return b.Bytes()
}

func leftOut(f data.Field, row data.Row) bool {
	switch f.At(row).(type) {
	case *string, *[]string, *hash:
		return true
	}
	return false
}

// Decode reads a row that the journal has.
func (t *Table) Decode(text []byte) (data.Row, error) {
	record := reflect.New(t.record)
	if err := json.Unmarshal(text, record.Interface()); err != nil {
		return nil, err
	}
	row := t.New()
	for i, f := range t.Fields {
		into := reflect.ValueOf(f.At(row)).Elem()
		into.Set(record.Elem().Field(i).Convert(into.Type()))
	}
	if b := t.Body(row); b != nil && *b.Text != "" { // as it was written up to version 2
		*b.Length, *b.Hash = len(*b.Text), sha256.Sum256([]byte(*b.Text))
	}
	return row, nil
}

// recordOf is the type of struct that a row is decoded into: a field for each of the kind,
// in their order.
func recordOf(s *data.Shape) reflect.Type {
	fields := make([]reflect.StructField, len(s.Fields))
	for i, f := range s.Fields {
		of := reflect.TypeOf(f.At(s.New())).Elem()
		if of == reflect.TypeFor[hash]() {
			of = reflect.TypeFor[hexHash]()
		}
		fields[i] = reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: of, Tag: reflect.StructTag(fmt.Sprintf("json:%q", f.Name))}
	}
	return reflect.StructOf(fields)
}

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

// EncodeChange returns before and after as text, nil for none.
func (t *Table) EncodeChange(c data.RowChange) (before, after any) {
	if c.Before != nil {
		before = string(t.Encode(c.Before))
	}
	if c.After != nil {
		after = string(t.Encode(c.After))
	}
	return before, after
}

// DecodeChange reads what EncodeChange has written.
func (t *Table) DecodeChange(before, after sql.Null[[]byte]) (c data.RowChange, err error) {
	if !before.Valid && !after.Valid {
		return c, fmt.Errorf("%w: a change without rows", data.ErrCorrupt)
	}
	if before.Valid {
		if c.Before, err = t.Decode(before.V); err != nil {
			return c, err
		}
	}
	if after.Valid {
		if c.After, err = t.Decode(after.V); err != nil {
			return c, err
		}
	}
	if c.Before == nil || c.After == nil {
		return c, nil
	}
	if was, now := t.Body(c.Before), t.Body(c.After); now != nil && *now.Hash == (hash{}) { // left out, as up to version 2
		*now.Text, *now.Length, *now.Hash = *was.Text, *was.Length, *was.Hash
	}
	return c, nil
}

// SameText reports whether a change leaves a row's text as it was: then the journal
// has no need of it.
func (t *Table) SameText(c data.RowChange) bool {
	return c.Before != nil && c.After != nil && *t.Body(c.Before).Hash == *t.Body(c.After).Hash
}
