package rows

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"tarikh.org/tarikh/data"
)

// Encode makes JSON of a value of which it cannot fail. Letters stay letters: the
// default escapes of <, > and & are for web pages.
func Encode(v any) []byte {
	var b bytes.Buffer
	newEncoder(&b).encode(v)
	return b.Bytes()
}

// encoder is Encode into a buffer.
type encoder struct {
	b    *bytes.Buffer
	json *json.Encoder
}

func newEncoder(b *bytes.Buffer) encoder {
	e := encoder{b, json.NewEncoder(b)}
	e.json.SetEscapeHTML(false)
	return e
}

func (e encoder) encode(v any) {
	if err := e.json.Encode(v); err != nil {
		panic(fmt.Sprintf("encode %T: %v", v, err))
	}
	e.b.Truncate(e.b.Len() - 1) // the line end
}

// listText and parseList write and read a column that holds a JSON array or object;
// into is a pointer to a slice, map or struct. None is nil in Go.
func listText(list any, empty bool) string {
	switch {
	case !empty:
		return string(Encode(list))
	case reflect.TypeOf(list).Elem().Kind() == reflect.Slice:
		return "[]"
	}
	return "{}"
}

func parseList(text string, into any) error {
	if text == "[]" || text == "{}" {
		return nil
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return err
	}
	if list := reflect.ValueOf(into).Elem(); list.Kind() != reflect.Struct && list.Len() == 0 {
		list.SetZero()
	}
	return nil
}

// Citation reads a column that holds one; what begins the message about one that cannot
// be read.
func Citation(text, what string) (c data.Citation, err error) {
	if err := parseList(text, &c); err != nil {
		return c, fmt.Errorf("%w: %s: %v", data.ErrCorrupt, what, err)
	}
	return c, nil
}

// Tags reads a column of tags; what begins the message about one that cannot be read.
func Tags(text, what string) (tags []string, err error) {
	if err := parseList(text, &tags); err != nil {
		return nil, fmt.Errorf("%w: %s: %v", data.ErrCorrupt, what, err)
	}
	return tags, nil
}

// Names reads a column of names in languages, without these; what begins the message about
// one that cannot be read.
func Names(text, what string) (names []string, err error) {
	var all data.EntityNames
	if err := parseList(text, &all); err != nil {
		return nil, fmt.Errorf("%w: %s: %v", data.ErrCorrupt, what, err)
	}
	for _, name := range all {
		names = append(names, name.Text)
	}
	return names, nil
}

// Verdict reads a verdict as it is stored; "" is none.
func Verdict(text string) (v data.Verdict, err error) {
	if text == "" {
		return v, nil
	}
	if err := parseList(text, &v); err != nil {
		return v, fmt.Errorf("%w: a verdict: %v", data.ErrCorrupt, err)
	}
	return v, nil
}
