package zoteronote

import (
	"cmp"
	"context"
	"regexp"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/annotations"
	"tarikh.org/tarikh/data/exchange/form"
)

// maxBytes is the most that is read.
const maxBytes = 64 << 20

// reader reads one file.
type reader struct {
	*annotations.Reader
	file    form.File
	sources map[string]annotations.Page // by the addresses of items
	last    annotations.Page            // the source that was named last
	count   int
	text    []string   // paragraphs without an annotation
	begun   form.Place // where these begin
}

func newReader(ctx context.Context, file form.File, o form.Options) (*reader, string, error) {
	raw, err := file.Bytes(maxBytes)
	if err != nil {
		return nil, "", err
	}
	r := &reader{Reader: annotations.NewReader(ctx, o), file: file, sources: map[string]annotations.Page{}}
	text, wrong := form.UTF8(raw)
	for range wrong {
		r.Drop(form.NotUTF8)
	}
	return r, string(text), nil
}

// piece is an annotation of a paragraph.
type piece struct {
	quote, comment string
	key            string
	page           string // its label
	colour         string
	picture        bool
	source         annotations.Page
}

// add adds an annotation.
func (r *reader) add(p piece, place form.Place) error {
	if err := r.Step(r.file, r.count, float64(place.Line)/float64(place.Line+1)); err != nil {
		return err
	}
	r.count++
	a := annotations.Annotation{Source: form.Source{Key: p.key, Place: place}, On: p.source}
	if p.source.Title == "" {
		a.On = r.last
	}
	if a.On.Title == "" {
		a.On = annotations.Page{Title: cmp.Or(r.Title, r.file.Name)}
	}
	r.last = a.On
	a.Exact = unquoted(p.quote)
	comment := form.Clean(p.comment)
	if p.picture {
		r.Drop("pictures")
		if comment == "" {
			return nil
		}
	}
	a.Note = data.Annotation{Text: annotations.Lines(comment, form.Said("Page", form.Line(p.page))), Colour: form.Colour(p.colour)}
	r.Add(a)
	return nil
}

// free adds a paragraph without an annotation.
func (r *reader) free(text string, place form.Place) {
	if text = form.Clean(text); text != "" {
		if len(r.text) == 0 {
			r.begun = place
		}
		r.text = append(r.text, text)
	}
}

// finish makes the paragraphs without an annotation a note on the source.
func (r *reader) finish() (form.Document, error) {
	if r.count == 0 {
		return form.Document{}, r.file.Fail(form.Place{}, "it has no annotation of Zotero")
	}
	if len(r.text) > 0 {
		r.Add(annotations.Annotation{
			Source: form.Source{Place: r.begun}, On: r.last, Note: data.Annotation{Text: form.Paragraphs(r.text...)},
		})
	}
	return r.Done(), nil
}

// quotes are the marks of quotation that Zotero puts around words, and those of other
// languages.
var quotes = [][2]string{{"“", "”"}, {"\"", "\""}, {"«", "»"}, {"„", "“"}, {"‘", "’"}}

// unquoted is a quotation without the marks around it.
func unquoted(s string) string {
	s = strings.TrimSpace(s)
	for _, q := range quotes {
		if inner, ok := strings.CutPrefix(s, q[0]); ok && len(inner) > 0 {
			if inner, ok = strings.CutSuffix(inner, q[1]); ok {
				return strings.TrimSpace(inner)
			}
		}
	}
	return s
}

// locator is the page at the end of a citation, in the languages of Zotero.
var locator = regexp.MustCompile(`\s*[,،]\s*(?:pp?|S|s|str|ص)\.?\s*[^,،]*$`)

// cited is a source as it is cited in a text: "Andrews and Phillips, 2005".
func cited(words, name string) annotations.Page {
	words = strings.Trim(form.Line(words), "()[]")
	return annotations.Page{Name: name, Title: strings.TrimSpace(locator.ReplaceAllString(words, ""))}
}

const maxTitle = 1000
