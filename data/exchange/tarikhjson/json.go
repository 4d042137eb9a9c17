// Package tarikhjson reads and writes tarikh-json, the program's own format: a library
// that people write by hand, and one that holds everything.
//
// The one idea behind it: the shapes of rows (data.Shapes) decide what members an object
// has, so that a new field of a row is a new member here. A file is read to its end and
// checked down to the last quote before anything is written.
//
// # Version 1
//
// A library written by hand: one JSON object (RFC 8259, UTF-8, at most 64 MB) with the
// text of its articles in files in the same folder.
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
//	    {"id": "statement", "title": "Joint statement", "date": "2022-02-04T20:00+08:00", "zone": "Asia/Shanghai",
//	     "track": "diplomacy", "place": "Beijing", "description": "…", "source": "…", "importance": 5, "tags": ["trade"],
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
// refused. Required are "format" and "version"; of a track its id, name and colour; of
// an article its id, title, published and either file or text; of an event its id,
// title, date and track; of an excerpt its article and quote; of an annotation its
// created time and a target: an event, an article (as a whole, or with the quote of a
// passage) or a span of time, or in "reply_to" alone the id of an annotation that is no
// reply. The default of an importance is 3, of an annotation's colour amber, of a
// changed time the created time.
//
// Texts that people read (name, title, byline, publisher, place, description,
// source, text and author of an annotation, each tag) are a string, or a language
// map as in JSON-LD: {"en": "Beijing", "ar": "بكين"}. An import asks for one
// language and gets the text in it, or in its base language ("ar" for "ar-EG"),
// or in English, or the first in the file. The text of an article is a string.
//
// Dates are EDTF, times RFC 3339. A zone is named as in the database of IANA; it changes
// nothing of the date, which has the offset. An id is any string; it links the rows of the file,
// is unique among its kind and is not stored: rows get new IDs.
//
// "file" is a path relative to the JSON file, with slashes and without "..". The
// text is UTF-8; its line endings become "\n". A quote is a passage of the text,
// byte for byte (with "\n" for a line's end). Where it occurs more than once, it
// has to be longer or "nth" says which one, counted from 1.
//
// # Version 2
//
// A whole library, written by Write: the same object with "version": 2, the library's
// "library" and "revision", and of each kind a list of all its rows with the fields of
// data.Shapes by their names. Rows have their IDs; a row that is there by its ID is the
// same row. Fields that are zero are left out, as are those that follow from others. Texts
// are in "text", "pages" last with their bytes in base64. See Schema.
package tarikhjson

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// Format returns the format.
func Format() form.Format {
	return form.Format{
		Name: jsonFormat, Title: "Tarikh JSON", Endings: []string{".json"},
		Likeness: func(p *form.Probe) int {
			if !p.Array && p.Has("format", "version") {
				return 90
			}
			return 0
		},
		Read: Read, Group: form.GroupData, Write: Write, Whole: true, Pictures: true,
	}
}

// Read reads a file of either version. Errors are of type *form.Error, or wrap ctx.Err().
func Read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	if file.Size > maxLibrary {
		return form.Document{}, tooLarge(file, maxLibrary)
	}
	d, err := newDecoder(file.Name, io.NewSectionReader(file, 0, file.Size))
	if err != nil {
		return form.Document{}, err
	}
	if versionOf(io.NewSectionReader(d.raw, 0, d.raw.Size())) == 2 {
		return readLibrary(ctx, d, o)
	}
	if file.Size > maxFile {
		return form.Document{}, tooLarge(file, maxFile)
	}
	r := reader{decoder: d, files: file.Beside, lang: o.Lang, left: maxImport - int(file.Size), names: map[string]bool{}}
	if err := r.document(); err != nil {
		return form.Document{}, err
	}
	return r.linked(ctx)
}

func tooLarge(file form.File, limit int64) error {
	return file.Fail(form.Place{}, "%w: %d MB, up to %d MB are read", errTooLarge, (file.Size+1<<20-1)>>20, limit>>20)
}

// ReadEdit reads a file into the edit that inserts all its rows.
func ReadEdit(ctx context.Context, files fs.FS, name, lang string) (data.Edit, error) {
	raw, err := readFile(files, name, maxFile)
	if err != nil {
		return data.Edit{}, &form.Error{File: name, Reason: err.Error(), Err: err}
	}
	beside, err := fs.Sub(files, path.Dir(name))
	if err != nil {
		return data.Edit{}, &form.Error{File: name, Reason: err.Error(), Err: err}
	}
	document, err := Read(ctx, form.File{Name: name, Size: int64(len(raw)), ReaderAt: bytes.NewReader(raw), Beside: beside}, form.Options{Lang: lang})
	if err != nil {
		return data.Edit{}, err
	}
	edit := document.Edit()
	edit.Label = importLabel
	return edit, nil
}

// versionOf is the version that a document says it is of, 0 where it says none.
func versionOf(raw io.Reader) int {
	d := json.NewDecoder(raw)
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return 0
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return 0
		}
		if name == "version" {
			version := 0
			_ = d.Decode(&version)
			return version
		}
		if !form.SkipJSON(d, 0) {
			return 0
		}
	}
	return 0
}

func (r *reader) document() error {
	format, version := "", 0
	err := r.object(func(name string) error {
		switch name {
		case "format":
			return r.str(&format)
		case "version":
			return r.count(&version)
		case "tracks":
			return r.array(r.track)
		case "articles":
			return r.array(r.article)
		case "events":
			return r.array(r.event)
		case "annotations":
			return r.array(r.annotation)
		}
		return errUnknown
	})
	if err != nil {
		return err
	}
	return errors.Join(r.headed(format, version, 1), r.end())
}

// headed checks what a document says of its format.
func (d *decoder) headed(format string, version, want int) error {
	switch {
	case format != jsonFormat:
		return d.failAt(place{path: "format"}, "%q is expected, not %q", jsonFormat, format)
	case version != want:
		return d.failAt(place{path: "version"}, "%d or 2 is expected, not %d", want, version)
	}
	return nil
}

// linked is the document with its rows tied to each other.
func (r *reader) linked(ctx context.Context) (form.Document, error) {
	edit, err := r.edit(ctx)
	if err != nil {
		return form.Document{}, err
	}
	var doc form.Document
	for _, t := range edit.Tracks {
		doc.Tracks = append(doc.Tracks, *t.After)
	}
	for i, e := range edit.Events {
		doc.Events = append(doc.Events, form.Event{Event: *e.After, Source: r.events.source(i, "events")})
	}
	for i, a := range edit.Articles {
		doc.Articles = append(doc.Articles, form.Article{Article: *a.After, Source: r.articles.source(i, "articles")})
	}
	for _, x := range edit.Excerpts {
		doc.Excerpts = append(doc.Excerpts, *x.After)
	}
	for i, n := range edit.Annotations {
		at := form.Source{Key: form.Shorten(r.annotations[i].id, data.MaxForeign), Place: form.Place{Path: fmt.Sprintf("annotations[%d]", i)}}
		era := !n.After.Span.IsZero() && n.After.Event == (data.ID{}) && n.After.Article == (data.ID{})
		doc.Notes = append(doc.Notes, form.Note{Annotation: *n.After, Source: at, Era: era})
	}
	return doc, nil
}
