// Package csljson reads and writes lists of references in the JSON of the Citation Style Language
// (CSL 1.0.2), which Zotero, Mendeley, Pandoc and most publishers' sites have.
//
//	[{"id": "haddad2022winters", "type": "article-newspaper", "title": "…",
//	  "author": [{"family": "Haddad", "given": "Rana"}, {"literal": "Reuters"}],
//	  "issued": {"date-parts": [[2022, 2, 4]]}, "container-title": "…", "URL": "…"}]
//
// The one idea behind it: package works has the names of its fields from here, so each
// variable goes to its field, or to Citation.Extra by its own name, and comes back the same.
// Years count without a year 0: -44 is 44 BCE.
package csljson

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/works"
)

// Format is the line of the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "csljson", Title: "CSL-JSON", Endings: []string{".json", ".csljson"}, Asked: true,
		Likeness: likeness, Read: read, Group: form.GroupCitations, Write: write, Loses: works.Loses(),
	}
}

func likeness(p *form.Probe) int {
	if !p.Array || slices.ContainsFunc([]string{"target", "body", "content", "start", "url"}, func(k string) bool { return p.Has(k) }) {
		if !p.Array && p.Has("items") && bytes.Contains(p.Head, []byte(`"issued"`)) && bytes.Contains(p.Head, []byte(`"type"`)) {
			return 70 // as the web interface of Zotero answers
		}
		return 0
	}
	n := 0
	for _, k := range []string{"id", "title", "author", "editor", "issued", "container-title", "publisher", "DOI", "URL", "accessed"} {
		if p.Has(k) {
			n++
		}
	}
	switch {
	case !p.Has("type") || n < 2:
		return 0
	case p.Has("issued") || p.Has("container-title") || p.Has("author"):
		return 90
	}
	return 40
}

type reader struct {
	doc     form.Document
	options form.Options
}

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := file.Bytes(works.MaxFile)
	if err != nil {
		return form.Document{}, err
	}
	text, wrong := form.UTF8(raw)
	r := reader{options: o}
	for range wrong {
		r.doc.Drop(form.NotUTF8)
	}
	if err := r.list(ctx, text, file); err != nil {
		return form.Document{}, err
	}
	if len(r.doc.Articles)+len(r.doc.Skipped) == 0 {
		return form.Document{}, file.Fail(form.Place{}, "it has no references")
	}
	return r.doc, nil
}

// list reads the items of the array, which may be the member "items" of an object.
func (r *reader) list(ctx context.Context, text []byte, file form.File) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := open(d); err != nil {
		return bad(file, text, d, err)
	}
	for n := 0; d.More(); n++ {
		if n%1000 == 0 {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("import %s: %w", file.Name, err)
			}
			if r.options.Progress != nil {
				r.options.Progress(float64(d.InputOffset()) / float64(len(text)))
			}
		}
		at := d.InputOffset()
		at += int64(len(text[at:]) - len(bytes.TrimLeft(text[at:], ", \t\r\n")))
		place := form.Place{Line: lineAt(text, at), Path: fmt.Sprintf("[%d]", n)}
		if n == works.MaxWorks {
			return file.Fail(place, "it has more than %d references", works.MaxWorks)
		}
		var item any
		if err := d.Decode(&item); err != nil {
			return bad(file, text, d, err)
		}
		fields, ok := item.(map[string]any)
		if !ok {
			r.doc.Skip(place, form.Unreadable, "it is no object")
			continue
		}
		r.item(place, fields)
	}
	if _, err := d.Token(); err != nil { // the end of the array
		return bad(file, text, d, err)
	}
	return nil
}

// open passes over the text up to the first item.
func open(d *json.Decoder) error {
	token, err := d.Token()
	if err != nil {
		return err
	}
	if token == json.Delim('{') {
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return err
			}
			if name == "items" {
				token, err = d.Token()
				if err != nil {
					return err
				}
				break
			}
			if !form.SkipJSON(d, 0) {
				return io.ErrUnexpectedEOF
			}
		}
	}
	if token != json.Delim('[') {
		return errors.New("it is no list of references")
	}
	return nil
}

// bad is an error of the decoder with its line.
func bad(file form.File, text []byte, d *json.Decoder, err error) error {
	at := d.InputOffset()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = min(syntax.Offset, int64(len(text)))
	}
	reason := "it is not whole JSON"
	if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		reason = err.Error()
	}
	return file.Fail(form.Place{Line: lineAt(text, at)}, "%s", reason)
}

func lineAt(text []byte, at int64) int { return 1 + bytes.Count(text[:at], []byte("\n")) }

// item reads one reference.
func (r *reader) item(place form.Place, fields map[string]any) {
	w := works.Work{Source: form.Source{Key: scalar(fields["id"]), Place: place}}
	for name, value := range inOrder(fields) {
		r.field(&w, name, value)
	}
	if w.Citation.Extra[works.ExtraKey] == "" && works.KeyLike(w.Key) {
		w.Say(works.ExtraKey, w.Key)
	}
	works.Add(&r.doc, w, r.options)
}

// inOrder yields the fields by their names.
func inOrder(fields map[string]any) func(func(string, any) bool) {
	return func(yield func(string, any) bool) {
		names := make([]string, 0, len(fields))
		for name := range fields {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			if !yield(name, fields[name]) {
				return
			}
		}
	}
}

// other names that programs write for variables.
var other = map[string]string{"shortTitle": "title-short", "journalAbbreviation": "container-title-short", "citekey": works.ExtraKey, "page-first": "", "id": ""}

func (r *reader) field(w *works.Work, name string, value any) {
	if said, known := other[name]; known {
		name = said
	}
	c := &w.Citation
	lines := map[string]*string{
		"title": &w.Title, "publisher": &w.Publisher, "container-title": &c.Container, "volume": &c.Volume, "issue": &c.Issue, "page": &c.Pages, "edition": &c.Edition,
		"publisher-place": &c.PublisherPlace, "DOI": &c.DOI, "ISBN": &c.ISBN, "ISSN": &c.ISSN, "abstract": &c.Abstract,
	}
	switch {
	case name == "" || value == nil:
	case lines[name] != nil:
		*lines[name] = r.text(name, value)
	case name == "author":
		c.Authors = r.names(value)
	case name == "editor":
		c.Editors = r.names(value)
	case name == "translator":
		c.Translators = r.names(value)
	case slices.Contains(nameVariables, name):
		w.Say(name, works.InvertedList(r.names(value)))
	case name == "issued":
		d, words := dateIn(value)
		if w.Dated(d, r.options); w.Published.IsZero() || words != d {
			w.Say(works.ExtraIssued, words)
		}
	case name == "accessed":
		d, _ := dateIn(value)
		w.Seen(d, r.options)
	case slices.Contains(dateVariables, name):
		d, words := dateIn(value)
		w.Say(name, firstOf(d, words))
	default:
		r.rest(w, name, value)
	}
}

func (r *reader) rest(w *works.Work, name string, value any) {
	switch name {
	case "type":
		if t := scalar(value); slices.Contains(data.CitationTypes(), t) {
			w.Citation.Type = t
		} else {
			w.Say(name, t)
		}
	case "URL":
		w.Address(r.text(name, value))
	case "language":
		w.In(r.text(name, value))
	case "keyword":
		w.Citation.Keywords = append(w.Citation.Keywords, works.Keywords(r.text(name, value))...)
	case "categories", "keywords":
		list, _ := value.([]any)
		for _, k := range list {
			w.Citation.Keywords = append(w.Citation.Keywords, scalar(k))
		}
	case "annote":
		text, _ := form.PlainHTML(r.text(name, value))
		w.Notes = append(w.Notes, works.Note{Text: text})
	case "custom":
		custom, _ := value.(map[string]any)
		for name, value := range inOrder(custom) {
			w.Say(name, r.text("custom", value))
		}
	default:
		w.Say(name, r.text(name, value))
	}
}

// text is a text or number; what is neither is counted.
func (r *reader) text(name string, value any) string {
	switch v := value.(type) {
	case []any: // some programs have lists where CSL has one text
		var parts []string
		for _, part := range v {
			if s := scalar(part); s != "" {
				parts = append(parts, s)
			}
		}
		if len(parts) > 0 {
			return strings.Join(parts, "; ")
		}
	default:
		if s := scalar(v); s != "" || v == "" {
			return s
		}
	}
	r.doc.Drop(name)
	return ""
}

// names reads people. The particles of a family name belong to it; one that is dropped
// when names are sorted goes with the given name, a suffix behind it.
func (r *reader) names(value any) []data.Name {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	var names []data.Name
	for _, v := range list {
		part, ok := v.(map[string]any)
		if !ok {
			names = append(names, data.NameOf(scalar(v)))
			continue
		}
		get := func(name string) string { return form.Line(scalar(part[name])) }
		n := data.Name{
			Family:  form.Line(get("non-dropping-particle") + " " + get("family")),
			Given:   form.Line(get("given") + " " + get("dropping-particle")),
			Literal: get("literal"),
		}
		if suffix := get("suffix"); suffix != "" && n.Family != "" {
			n.Given = strings.TrimPrefix(n.Given+", "+suffix, ", ")
		}
		names = append(names, n)
	}
	return names
}
