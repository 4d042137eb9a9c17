// Package exchange reads and writes libraries in formats that other programs and
// people use, one file of this package for each.
//
// The one idea behind it: an import is one Edit. A file is read to its end and checked
// down to the last quote before anything is written, so that it is imported as a whole
// or not at all, and one undo reverts it.
//
// # tarikh-json
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
package exchange

import (
	"context"
	"io/fs"

	"tarikh.org/tarikh/data"
)

// ReadJSON reads the tarikh-json file at path into an Edit that inserts all its rows,
// with tracks ordered from 0. Errors are of type *Error, or wrap ctx.Err().
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
	switch {
	case err != nil:
		return err
	case format != jsonFormat:
		return r.failAt(place{path: "format"}, "%q is expected, not %q", jsonFormat, format)
	case version != jsonVersion:
		return r.failAt(place{path: "version"}, "%d is expected, not %d", jsonVersion, version)
	}
	return r.end()
}
