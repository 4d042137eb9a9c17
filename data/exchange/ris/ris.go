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
	"regexp"
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

var first = regexp.MustCompile(`(?m)^[\t ]*TY( {1,2})-[\t ]*[A-Za-z]+`)

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

// tag is a line of a record, with the lines that continue it.
type tag struct {
	name, text string
}

// record is what stands between TY and ER.
type record struct {
	place form.Place
	of    string // its TY
	tags  []tag
}

// maxTags is how many lines with tags a record may have.
const maxTags = 20_000

type reader struct {
	file    form.File
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
	r := &reader{file: file, options: o}
	n := 0
	for rec, err := range r.records(text) {
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

var (
	// strict is a line with a tag; loose is one in files whose first TY has one space.
	strict = regexp.MustCompile(`^([A-Z][A-Z0-9])  -(?: (.*)|\s*)$`)
	loose  = regexp.MustCompile(`^\s*([A-Z][A-Z0-9]) {1,2}-\s*(.*)$`)
	// number is what some programs write before each record.
	number = regexp.MustCompile(`^\s*\[?\d+[.)\]]?\s*$`)
)

// records yields the records of a text. Lines that belong to none are counted.
func (r *reader) records(text string) func(func(record, error) bool) {
	line := strict
	if m := first.FindStringSubmatchIndex(text); m != nil && (m[3]-m[2] == 1 || text[m[0]] != 'T') {
		line = loose
	}
	return func(yield func(record, error) bool) {
		var rec *record
		blank, n := 0, 0
		for full := range strings.Lines(text) {
			n++
			words := strings.TrimRight(full, " \t\n\r")
			m := line.FindStringSubmatch(words)
			switch {
			case m != nil && m[1] == "TY":
				if rec != nil && !yield(*rec, nil) { // ER is missing
					return
				}
				rec = &record{place: form.Place{Line: n}, of: strings.ToUpper(form.Line(m[2]))}
			case rec == nil:
				if words != "" && !number.MatchString(words) {
					r.doc.Drop("lines outside references")
				}
			case m != nil && m[1] == "ER":
				if !yield(*rec, nil) {
					return
				}
				rec = nil
			case m != nil:
				if len(rec.tags) == maxTags {
					yield(*rec, r.file.Fail(form.Place{Line: n}, "the reference that begins in line %d has more than %d tags", rec.place.Line, maxTags))
					return
				}
				rec.tags = append(rec.tags, tag{m[1], strings.TrimSpace(m[2])})
			case words == "":
				blank++
				continue
			case len(rec.tags) > 0:
				last := &rec.tags[len(rec.tags)-1]
				last.text += strings.Repeat("\n", min(blank, 1)+1) + strings.TrimSpace(words)
			default:
				r.doc.Drop("lines outside references")
			}
			blank = 0
		}
		if rec != nil {
			yield(*rec, nil)
		}
	}
}

// work reads a record.
func (r *reader) work(rec record) {
	w := works.Work{Source: form.Source{Place: rec.place}}
	t, known := types[rec.of]
	if !known {
		w.Say("ris:TY", rec.of)
	}
	w.Citation.Type = t
	p := parts{Work: &w, reader: r}
	for _, tag := range rec.tags {
		if tag.text != "" {
			p.tag(tag.name, tag.text)
		}
	}
	p.finish()
	if w.Key == "" {
		w.Key = data.NormalDOI(w.Citation.DOI)
	}
	works.Add(&r.doc, w)
}
