// Package exchange reads and writes libraries in formats that other programs and
// people use, one file of this package for each.
//
// The one idea behind it: an import is one Edit. A file is read to its end and
// checked down to the last quote before anything is written, so that it comes in
// whole or not at all, and goes out again with one undo.
//
// # tarikh-json
//
// A library written by hand: one JSON object (RFC 8259, UTF-8, at most 64 MB)
// with the text of its articles in files beside it.
//
//	{
//	  "format": "tarikh-json",
//	  "version": 1,
//	  "tracks": [
//	    {"id": "diplomacy", "name": {"en": "Diplomacy", "ar": "الدبلوماسية"}, "colour": "blue"}
//	  ],
//	  "articles": [
//	    {"id": "summit", "title": "A summit in Beijing", "lang": "en", "published": "2022-02-04",
//	     "changed": "2022-02-05", "byline": "…", "publisher": "…", "url": "https://…", "file": "summit.en.txt"}
//	  ],
//	  "events": [
//	    {"id": "statement", "title": "Joint statement", "date": "2022-02-04", "track": "diplomacy",
//	     "place": "Beijing", "description": "…", "source": "…", "importance": 5, "tags": ["trade"],
//	     "excerpts": [{"article": "summit", "quote": "signed a joint statement", "nth": 1}]}
//	  ],
//	  "annotations": [
//	    {"id": "limits", "event": "statement", "article": "summit", "quote": "no limits", "nth": 2, "span": "2022-02",
//	     "text": "…", "colour": "amber", "tags": ["to check"], "author": "…",
//	     "created": "2022-02-05T09:00:00Z", "changed": "2022-02-05T09:30:00Z"},
//	    {"reply_to": "limits", "text": "…", "created": "2022-02-06T09:00:00Z"}
//	  ]
//	}
//
// The members may come in any order, each at most once; unknown ones and null are
// refused. Needed are: "format" and "version"; of a track its id, name and
// colour; of an article its id, title, published and either file or text; of an
// event its id, title, date and track; of an excerpt its article and quote; of an
// annotation its created time and a target: an event, an article (as a whole, or
// with the quote of a passage) or a span of time, or in "reply_to" alone the id of
// an annotation that is no reply.
// An importance that is missing is 3, a colour of an annotation amber, a changed
// time that of creation.
//
// Texts that people read (name, title, byline, publisher, place, description,
// source, text of an annotation, each tag) are a string, or a language
// map as in JSON-LD: {"en": "Beijing", "ar": "بكين"}. An import asks for one
// language and gets the text in it, or in its base language ("ar" for "ar-EG"),
// or in English, or the first in the file. The text of an article is a string.
//
// Dates are EDTF, times RFC 3339. An id is any string; it ties the rows of the
// file together, is unique among its kind and is not kept: rows get fresh IDs.
//
// "file" is a path relative to the JSON file, with slashes and without "..". The
// text is UTF-8; its line endings become "\n". A quote is a passage of the text,
// byte for byte (with "\n" for a line's end). Where it occurs more than once, it
// has to be longer or "nth" says which one, counted from 1.
package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"tarikh.org/tarikh/data"
)

const (
	jsonFormat  = "tarikh-json"
	jsonVersion = 1
	// maxFile is the largest JSON file, in bytes; an article's text may have
	// data.MaxArticle, and all that one import reads maxImport.
	maxFile   = 64 << 20
	maxImport = 256 << 20

	importLabel = "edit.import"
)

// Error says what in a file cannot be imported, where and why.
type Error struct {
	File   string
	Path   string // in the JSON document ("events[3].date"); empty for the whole file
	Line   int    // in File, counted from 1; 0 if no one line is to blame
	Reason string
	Err    error // the cause, where there is one
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("import " + e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	b.WriteString(": ")
	if e.Path != "" {
		b.WriteString(e.Path + ": ")
	}
	b.WriteString(e.Reason)
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// ReadJSON reads the tarikh-json file at path into an Edit that inserts all it
// holds, with tracks ordered from 0. Errors are of type *Error, or wrap ctx.Err().
func ReadJSON(ctx context.Context, files fs.FS, path, lang string) (data.Edit, error) {
	raw, err := readFile(files, path, maxFile)
	if err != nil {
		return data.Edit{}, &Error{File: path, Reason: err.Error(), Err: err}
	}
	d, err := newDecoder(path, raw)
	if err != nil {
		return data.Edit{}, err
	}
	r := reader{decoder: d, files: files, lang: lang, left: maxImport - len(raw), names: map[string]bool{}}
	if err := r.document(); err != nil {
		return data.Edit{}, err
	}
	return r.edit(ctx)
}

// errTooLarge is given back by readFile for a file over the limit.
var errTooLarge = errors.New("it is too large")

// readFile reads a file of at most limit bytes; a larger one is refused before
// it is read. Errors do not name the file.
func readFile(files fs.FS, name string, limit int) ([]byte, error) {
	info, err := fs.Stat(files, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no such file: %w", fs.ErrNotExist)
	case err != nil:
		return nil, cause(err)
	case info.IsDir():
		return nil, errors.New("it is a folder")
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not an ordinary file")
	case info.Size() > int64(limit):
		return nil, fmt.Errorf("%w: %d MB, up to %d MB are read", errTooLarge, (info.Size()+1<<20-1)>>20, limit>>20)
	}
	file, err := files.Open(name)
	if err != nil {
		return nil, cause(err)
	}
	defer file.Close()
	raw, err := io.ReadAll(io.LimitReader(file, int64(limit)+1))
	switch {
	case err != nil:
		return nil, cause(err)
	case len(raw) > limit:
		return nil, fmt.Errorf("%w: up to %d MB are read", errTooLarge, limit>>20)
	}
	return raw, nil
}

// cause is the reason inside an error of a file system, which repeats the path.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}
