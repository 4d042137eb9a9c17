package form

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// JSON reads the JSON of a file piece by piece, so that a long list is never in memory as
// a whole, and knows where each piece begins. Errors are of type *Error.
type JSON struct {
	file File
	doc  *Document // where is noted what is not in the form of the format
	body []byte    // strict JSON, with the line breaks of the file
	d    *json.Decoder
	at   int64 // in body: where line is
	line int   // from 1
}

// NewJSON reads body, the text of a file.
func NewJSON(file File, body []byte, doc *Document) *JSON {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	return &JSON{file: file, doc: doc, body: body, d: d, line: 1}
}

// Part is how much has been read, 0 to 1.
func (j *JSON) Part() float64 { return float64(j.d.InputOffset()) / float64(max(len(j.body), 1)) }

// Object reads an object, whose members are told by name and read by member; what is none
// is skipped with a note. path is where it is, "" for the outermost one, which must be one.
func (j *JSON) Object(path string, member func(name string) error) error {
	if path == "" && len(bytes.TrimSpace(j.body)) == 0 {
		return j.file.Fail(Place{Line: 1}, "it has no object ({…})")
	}
	token, err := j.d.Token()
	if err != nil {
		return j.broken(err)
	}
	if token != json.Delim('{') {
		if path == "" {
			return j.file.Fail(j.Place(path), "it begins with %v, where an object ({…}) is expected", token)
		}
		j.doc.Skip(j.Place(path), Unreadable, "it is not an object")
		return j.rest(token)
	}
	for j.d.More() {
		name, err := j.d.Token()
		if err != nil {
			return j.broken(err)
		}
		if err := member(name.(string)); err != nil {
			return err
		}
	}
	return j.end()
}

// List reads a list, whose entries are told by their number, from 0, and read by entry;
// what is none is skipped, with a note unless it is null. It reports whether it is one.
func (j *JSON) List(path string, entry func(i int, place Place) error) (bool, error) {
	token, err := j.d.Token()
	if err != nil {
		return false, j.broken(err)
	}
	if token != json.Delim('[') {
		if token != nil {
			j.doc.Skip(j.Place(path), Unreadable, "it is not a list")
		}
		return false, j.rest(token)
	}
	for i := 0; j.d.More(); i++ {
		if err := entry(i, j.Place(fmt.Sprintf("%s[%d]", path, i))); err != nil {
			return true, err
		}
	}
	return true, j.end()
}

// end reads the bracket that ends an object or a list.
func (j *JSON) end() error {
	if _, err := j.d.Token(); err != nil {
		return j.broken(err)
	}
	return nil
}

// Any reads the next value as a whole; numbers are of type json.Number.
func (j *JSON) Any() (v any, err error) {
	if err := j.d.Decode(&v); err != nil {
		return nil, j.broken(err)
	}
	return v, nil
}

// Peek is the first character of the next value; 0 at the end.
func (j *JSON) Peek() byte {
	if at := j.next(); at < int64(len(j.body)) {
		return j.body[at]
	}
	return 0
}

// rest skips what remains of a value that began with a token.
func (j *JSON) rest(token json.Token) error {
	if token != json.Delim('{') && token != json.Delim('[') {
		return nil
	}
	for depth := 1; depth > 0; {
		token, err := j.d.Token()
		if err != nil {
			return j.broken(err)
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	return nil
}

// next is where in body the next value begins.
func (j *JSON) next() int64 {
	from := j.d.InputOffset()
	for from < int64(len(j.body)) && strings.IndexByte(" \t\r\n,:", j.body[from]) >= 0 {
		from++
	}
	return from
}

// Place is where the next value begins, which is called path.
func (j *JSON) Place(path string) Place {
	from := j.next()
	j.line += bytes.Count(j.body[j.at:from], []byte{'\n'})
	j.at = from
	return Place{Line: j.line, Path: path}
}

// broken is the error of what is not JSON, with the line at which it ceases to be.
func (j *JSON) broken(err error) error {
	var whole json.RawMessage
	if syntax, ok := errors.AsType[*json.SyntaxError](json.Unmarshal(j.body, &whole)); ok {
		line := 1 + bytes.Count(j.body[:min(int(syntax.Offset), len(j.body))], []byte{'\n'})
		if strings.HasPrefix(syntax.Error(), "unexpected end") {
			return j.file.Fail(Place{Line: line}, "the file ends before its JSON does")
		}
		err = syntax
		return j.file.Fail(Place{Line: line}, "it is not JSON: %w", err)
	}
	return j.file.Fail(j.Place(""), "it is not JSON: %w", err)
}
