package tarikhjson

import (
	"errors"
	"io/fs"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
)

func (r *reader) track() error {
	id := ""
	t := data.Track{ID: data.NewID(), Order: len(r.tracks.rows)}
	err := r.row(data.KindTrack, &t, references{}, func(name string) (bool, error) {
		if name != "id" {
			return false, nil
		}
		return true, r.str(&id)
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
	err := r.row(data.KindArticle, &a, references{}, func(name string) (bool, error) {
		var err error
		switch name {
		case "id":
			err = r.str(&id)
		case "file":
			if err = r.str(&file); err == nil {
				beside, err = r.articleFile(file)
			}
		case "text":
			if err = r.str(&inline); err == nil {
				inline, err = r.articleText([]byte(inline))
			}
		default:
			return false, nil
		}
		return true, err
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

// articleFile reads the text of an article from a file in the folder of the document.
func (r *reader) articleFile(name string) (string, error) {
	beside := name
	switch {
	case !fs.ValidPath(name) || name == "." || strings.Contains(name, `\`):
		return "", r.fail("%q is not a relative path with slashes and without \"..\"", name)
	case r.files == nil:
		return "", r.fail("there is no folder to look for %q in", name)
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
	if e, ok := errors.AsType[*form.Error](err); ok {
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
	e := event{Event: data.Event{ID: data.NewID(), Importance: data.DefaultImportance}, refs: references{}}
	err := r.row(data.KindEvent, &e.Event, e.refs, func(name string) (bool, error) {
		switch name {
		case "id":
			return true, r.str(&id)
		case "excerpts":
			return true, r.array(func() error { return r.excerpt(&e) })
		}
		return false, nil
	})
	if err != nil {
		return err
	}
	e.place = r.here()
	if e.refs["track"] == "" {
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
