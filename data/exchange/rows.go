package exchange

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/intake"
)

// reader holds what has been read of a tarikh-json document. Rows keep the names
// they refer to until all have been read, since members come in any order.
type reader struct {
	*decoder
	files fs.FS
	lang  string
	left  int             // bytes that this import may still read
	names map[string]bool // article files that were read

	tracks      keyed[data.Track]
	articles    keyed[data.Article]
	events      keyed[event]
	annotations []annotation
	notes       map[string]int // the places of annotations that have an id
}

// keyed are the rows of one kind in the file's order, with the file's ids.
type keyed[T any] struct {
	rows []T
	byID map[string]int
}

func (k *keyed[T]) add(d *decoder, id string, row T) error {
	p := d.here()
	if id == "" {
		return d.failAt(p.member("id"), "it is missing")
	}
	if _, there := k.byID[id]; there {
		return d.failAt(p.member("id"), "there is another row %q before it", id)
	}
	if k.byID == nil {
		k.byID = map[string]int{}
	}
	k.byID[id] = len(k.rows)
	k.rows = append(k.rows, row)
	return nil
}

func (k *keyed[T]) find(id string) (*T, bool) {
	i, ok := k.byID[id]
	if !ok {
		return nil, false
	}
	return &k.rows[i], true
}

// event and passage, and annotation, are rows with what they refer to still in
// the file's terms, and their places in it.
type event struct {
	place
	data.Event
	track    string
	excerpts []passage
}

type passage struct {
	place
	article, quote string
	nth            int // 0: not given
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

func (r *reader) track() error {
	id := ""
	t := data.Track{ID: data.NewID(), Order: len(r.tracks.rows)}
	err := r.object(func(name string) error {
		switch name {
		case "id":
			return r.str(&id)
		case "name":
			return r.text(&t.Name, r.lang)
		case "colour":
			return r.str(&t.Colour)
		}
		return errUnknown
	})
	if err != nil {
		return err
	}
	if err := r.valid(r.here(), t.Validate()); err != nil {
		return err
	}
	return r.tracks.add(r.decoder, id, t)
}

func (r *reader) article() error {
	id, inline, file, beside := "", "", "", "" // beside is the text in file
	a := data.Article{ID: data.NewID()}
	err := r.object(func(name string) error {
		switch name {
		case "id":
			return r.str(&id)
		case "title":
			return r.text(&a.Title, r.lang)
		case "byline":
			return r.text(&a.Byline, r.lang)
		case "publisher":
			return r.text(&a.Publisher, r.lang)
		case "url":
			return r.str(&a.URL)
		case "lang":
			return r.str(&a.Lang)
		case "published":
			return r.date(&a.Published)
		case "changed":
			return r.date(&a.Changed)
		case "file":
			if err := r.str(&file); err != nil {
				return err
			}
			var err error
			beside, err = r.articleFile(file)
			return err
		case "text":
			if err := r.str(&inline); err != nil {
				return err
			}
			var err error
			inline, err = r.articleText([]byte(inline))
			return err
		}
		return errUnknown
	})
	if err != nil {
		return err
	}
	switch {
	case inline != "" && file != "":
		return r.failAt(r.here(), `it has both "file" and "text"`)
	case inline == "" && file == "":
		return r.failAt(r.here(), `"file" or "text" is missing`)
	}
	a = a.WithText(inline + beside)
	if err := r.valid(r.here(), a.Validate()); err != nil {
		return err
	}
	return r.articles.add(r.decoder, id, a)
}

// articleFile reads the text of an article from a file beside the document.
func (r *reader) articleFile(name string) (string, error) {
	beside := path.Join(path.Dir(r.file), name)
	switch {
	case !fs.ValidPath(name) || name == "." || strings.Contains(name, `\`):
		return "", r.fail("%q is not a relative path with slashes and without \"..\"", name)
	case r.names[beside]:
		return "", r.fail("%q is the text of another article already", name)
	}
	r.names[beside] = true
	raw, err := readFile(r.files, beside, min(data.MaxArticle, r.left))
	if errors.Is(err, errTooLarge) && r.left < data.MaxArticle {
		return "", r.fail("%q: the texts of one import have more than %d MB", name, maxImport>>20)
	}
	if err != nil {
		return "", r.fail("%q: %w", name, err)
	}
	r.left -= len(raw)
	text, err := r.articleText(raw)
	if e, ok := errors.AsType[*Error](err); ok {
		e.Reason = beside + ": " + e.Reason
	}
	return text, err
}

func (r *reader) articleText(raw []byte) (string, error) {
	text, err := intake.Decode(raw)
	switch {
	case err != nil:
		return "", r.fail("%w", err)
	case text.Converted:
		return "", r.fail("it is %s; the texts of %s are UTF-8", text.Charset, jsonFormat)
	}
	return text.Body, nil
}

func (r *reader) event() error {
	id := ""
	e := event{Event: data.Event{ID: data.NewID(), Importance: data.DefaultImportance}}
	err := r.object(func(name string) error {
		switch name {
		case "id":
			return r.str(&id)
		case "title":
			return r.text(&e.Title, r.lang)
		case "date":
			return r.date(&e.Date)
		case "track":
			return r.str(&e.track)
		case "place":
			return r.text(&e.Place, r.lang)
		case "description":
			return r.text(&e.Description, r.lang)
		case "source":
			return r.text(&e.Source, r.lang)
		case "importance":
			return r.count(&e.Importance)
		case "tags":
			return r.tags(&e.Tags)
		case "excerpts":
			return r.array(func() error { return r.excerpt(&e) })
		}
		return errUnknown
	})
	if err != nil {
		return err
	}
	e.place = r.here()
	if e.track == "" {
		return r.failAt(e.member("track"), "it is missing")
	}
	return r.events.add(r.decoder, id, e)
}

func (r *reader) excerpt(e *event) error {
	var p passage
	err := r.object(func(name string) error {
		if known, err := r.passageMember(&p, name); known {
			return err
		}
		return errUnknown
	})
	p.place = r.here()
	switch {
	case err != nil:
		return err
	case p.article == "":
		return r.failAt(p.member("article"), "it is missing")
	case p.quote == "":
		return r.failAt(p.member("quote"), "it is missing")
	}
	e.excerpts = append(e.excerpts, p)
	return nil
}

// passageMember reads the members that excerpts and annotations have in common.
func (r *reader) passageMember(p *passage, name string) (known bool, err error) {
	switch name {
	case "article":
		return true, r.str(&p.article)
	case "quote":
		return true, r.str(&p.quote)
	case "nth":
		if err := r.count(&p.nth); err != nil {
			return true, err
		}
		if p.nth < 1 {
			return true, r.fail("it counts from 1")
		}
		return true, nil
	}
	return false, nil
}

func (r *reader) date(to *dates.Date) error {
	s := ""
	if err := r.str(&s); err != nil {
		return err
	}
	date, err := dates.Parse(s)
	if err != nil {
		return r.fail("%w", err)
	}
	*to = date
	return nil
}

func (r *reader) time(to *int64) error {
	s := ""
	if err := r.str(&s); err != nil {
		return err
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return r.fail("%q is not a time (RFC 3339)", s)
	}
	*to = t.Unix()
	return nil
}

// valid turns what a row's Validate says into an error with the row's place.
func (r *reader) valid(p place, err error) error {
	if bad, ok := errors.AsType[*data.InvalidError](err); ok {
		return r.failAt(p.member(memberOf(bad)), "it %s", bad.Reason)
	}
	return err
}

// memberOf is the name that a field of data has in the file.
func memberOf(bad *data.InvalidError) string {
	switch {
	case bad.Kind == "article" && bad.Field == "date":
		return "published"
	case bad.Kind == "article" && bad.Field == "date of change":
		return "changed"
	case bad.Kind == "annotation" && bad.Field == "parent":
		return "reply_to"
	}
	return bad.Field
}
