// Package ris reads and writes lists of references in the format RIS, which most databases
// and publishers' sites hand out.
//
//	TY  - NEWS
//	AU  - Haddad, Rana
//	TI  - The winters that were
//	DA  - 2022/02/04/
//	UR  - https://example.org/winters
//	ER  -
//
// The one idea behind it: a record is a list of tags with their texts, in any order and any
// number; what a tag means depends at most on the type of the record. A tag without a field
// keeps its name ("ris:C7") and is written again. The fourth part of a date is a text:
// there stands, in EDTF, what year, month and day cannot say.
package ris

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/works"
)

// Format is the line of the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "ris", Title: "RIS", Endings: []string{".ris"},
		Likeness: likeness, Read: read, Group: form.GroupCitations, Write: write, Loses: append(works.Loses(), form.LosesFields),
	}
}

func likeness(p *form.Probe) int {
	switch at := first.FindIndex(p.Head); {
	case at == nil:
		return 0
	case at[0] == 0:
		return 100
	case bytes.Contains(p.Head, []byte("\nER ")):
		return 90
	}
	return 60
}

type reader struct {
	options form.Options
	doc     form.Document
}

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := file.Bytes(works.MaxFile)
	if err != nil {
		return form.Document{}, err
	}
	text, err := works.Text(file, raw)
	if err != nil {
		return form.Document{}, err
	}
	r := &reader{options: o}
	n := 0
	for rec, err := range records(file, text, &r.doc) {
		if err != nil {
			return form.Document{}, err
		}
		if n++; n > works.MaxWorks {
			return form.Document{}, file.Fail(rec.place, "it has more than %d references", works.MaxWorks)
		}
		if n%1000 == 0 {
			if err := ctx.Err(); err != nil {
				return form.Document{}, fmt.Errorf("import %s: %w", file.Name, err)
			}
			if o.Progress != nil {
				o.Progress(float64(rec.place.Line) / float64(1+strings.Count(text, "\n")))
			}
		}
		r.work(rec)
	}
	if n == 0 {
		return form.Document{}, file.Fail(form.Place{}, "it has no references: no line begins with \"TY  -\"")
	}
	return r.doc, nil
}

// work reads a record.
func (r *reader) work(rec record) {
	w := works.Work{Source: form.Source{Place: rec.place}}
	t, known := types[rec.of]
	if !known {
		w.Say("ris:TY", rec.of)
	}
	w.Citation.Type = t
	p := parts{Work: &w, options: r.options, doc: &r.doc}
	for _, tag := range rec.tags {
		if tag.text != "" {
			p.tag(tag.name, tag.text)
		}
	}
	p.finish()
	if w.Key == "" {
		w.Key = data.NormalDOI(w.Citation.DOI)
	}
	works.Add(&r.doc, w, r.options)
}
