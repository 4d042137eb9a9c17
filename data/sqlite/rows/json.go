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

// Encode makes JSON of a value of which it cannot fail. Letters stay letters: the
// default escapes of <, > and & are for web pages.
func Encode(v any) []byte {
	var b bytes.Buffer
	encode(&b, v)
	return b.Bytes()
}

func encode(b *bytes.Buffer, v any) {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(fmt.Sprintf("encode %T: %v", v, err))
	}
	b.Truncate(b.Len() - 1) // the line end
}

// listText and parseList write and read a column that holds a JSON array or object;
// into is a pointer to a slice or map. None is nil in Go.
func listText(list any, empty bool) string {
	switch {
	case !empty:
		return string(Encode(list))
	case reflect.TypeOf(list).Elem().Kind() == reflect.Map:
		return "{}"
	}
	return "[]"
}

func parseList(text string, into any) error {
	if text == "[]" || text == "{}" {
		return nil
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return err
	}
	if list := reflect.ValueOf(into).Elem(); list.Len() == 0 {
		list.SetZero()
	}
	return nil
}

// Tags reads a column of tags; what begins the message about one that cannot be read.
func Tags(text, what string) (tags []string, err error) {
	if err := parseList(text, &tags); err != nil {
		return nil, fmt.Errorf("%w: %s: %v", data.ErrCorrupt, what, err)
	}
	return tags, nil
}

// Encode writes a row as the journal has it: one member for each field, in their
// order, but for what follows from others and texts, of which it has the hash. Fields
// that came after version 1 are left out where they are zero, and texts and lists
// where they are empty.
func (t *Table) Encode(row data.Row) []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	for _, f := range t.Fields {
		if f.Use == data.Body || f.Use == data.Derived || (f.Since > 1 || leftOut(f, row)) && f.IsZero(row) {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		encode(&b, f.Name)
		b.WriteByte(':')
		v := f.At(row)
		if h, ok := v.(*hash); ok {
			v = (*hexHash)(h)
		}
		encode(&b, v)
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
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return nil, err
	}
	row := t.New()
	for _, f := range t.Fields {
		member, ok := members[f.Name]
		if !ok {
			continue
		}
		v := f.At(row)
		if h, isHash := v.(*hash); isHash {
			v = (*hexHash)(h)
		}
		if err := json.Unmarshal(member, v); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	if b := t.Body(row); b != nil && *b.Text != "" { // as it was written up to version 2
		*b.Length, *b.Hash = len(*b.Text), sha256.Sum256([]byte(*b.Text))
	}
	return row, nil
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
