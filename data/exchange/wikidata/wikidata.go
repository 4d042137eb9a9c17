// Package wikidata reads what Wikidata hands out: the results of queries (SPARQL JSON, the
// simple JSON, CSV and TSV of its query service) and its entities as JSON.
//
//	{"head": {"vars": ["item", "itemLabel", "date"]}, "results": {"bindings":
//	 [{"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q42"}, "date":
//	   {"type": "literal", "datatype": "…#dateTime", "value": "1952-03-11T00:00:00Z"}}]}}
//	{"entities": {"Q42": {"labels": {"en": {"value"}}, "claims": {"P569": [{"mainsnak":
//	 {"datavalue": {"value": {"time": "+1952-03-11T00:00:00Z", "precision": 11,
//	  "calendarmodel": "http://www.wikidata.org/entity/Q1985727"}}}}]}}}}
//
// The one idea behind it: an item is an event by the pair of dates that it has. A date is as
// exact as its precision, whatever its digits say; without one, the first of a month may
// stand for the month, and 1 January for the year. Entities count years without a year 0
// and by the calendar they name; queries count through 0, by the Gregorian calendar.
package wikidata

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// Format is the line of the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "wikidata", Title: "Wikidata", Endings: []string{".json", ".csv", ".tsv"},
		Likeness: likeness, Read: read,
	}
}

// The most that is read.
const (
	maxBytes   = 512 << 20
	maxColumns = 1000
	batch      = 1024
)

func likeness(p *form.Probe) int {
	entity := bytes.Contains(p.Head, []byte("wikidata.org/entity/Q")) || bytes.Contains(p.Head, []byte("www.wikidata.org/"))
	switch {
	case p.Has("head", "results") && bytes.Contains(p.Head, []byte(`"vars"`)):
		return 90
	case p.Has("entities") && (bytes.Contains(p.Head, []byte(`"labels"`)) || bytes.Contains(p.Head, []byte(`"claims"`))):
		return 90
	case p.Has("id", "labels", "claims"), p.Has("type", "id", "labels", "claims"):
		return 90
	case p.Array && entity && len(p.Keys) > 0:
		return 80
	case len(p.Keys) == 0 && p.Root == "" && entity:
		if lines := p.Lines(2); len(lines) == 2 && header.MatchString(lines[0]) && strings.Contains(lines[1], "wikidata.org/entity/") {
			return 95
		}
	}
	return 0
}

// header is the first line of a table of the query service.
var header = regexp.MustCompile(`^\??\w+(?:[,\t]\??\w+)+$`)

// reader reads one file.
type reader struct {
	context.Context
	*form.Drafts
	file  form.File
	o     form.Options
	doc   form.Document
	langs []string // in which labels are wanted, the best first

	last map[string]int // rows of queries by item and date: where its event is in the document
	keys map[string]bool
}

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := file.Bytes(maxBytes)
	if err != nil {
		return form.Document{}, err
	}
	r := &reader{Context: ctx, file: file, o: o, langs: languages(o.Lang), last: map[string]int{}, keys: map[string]bool{}}
	r.Drafts = form.NewDrafts(file, &r.doc)
	text, wrong := form.UTF8(raw)
	for range wrong {
		r.Drop(form.NotUTF8)
	}
	if first := bytes.TrimSpace(text[:min(len(text), 1000)]); len(first) > 0 && first[0] != '{' && first[0] != '[' {
		err = r.table(text)
	} else {
		err = r.json(form.NewJSON(file, text, &r.doc))
	}
	if err != nil {
		return form.Document{}, err
	}
	return r.doc, nil
}

// languages are those of labels for a reader of one: that, the one it is a kind of, what is
// meant for all, English.
func languages(lang string) (all []string) {
	lang = strings.ToLower(lang)
	base, _, _ := strings.Cut(lang, "-")
	for _, l := range []string{lang, base, "mul", "en"} {
		if l != "" && !slices.Contains(all, l) {
			all = append(all, l)
		}
	}
	return all
}

// json reads a query's results, entities, or one entity.
func (r *reader) json(j *form.JSON) error {
	if j.Peek() == '[' {
		_, err := j.List("", func(i int, place form.Place) error { return r.each(j, i, place, r.object) })
		return err
	}
	var vars []string
	one := map[string]any{} // the members of an entity that is the file itself
	place, found := j.Place("entity"), false
	err := j.Object("", func(name string) error {
		switch name {
		case "results":
			return j.Object(name, func(inner string) error {
				if inner != "bindings" {
					_, err := j.Any()
					return err
				}
				found = true
				_, err := j.List("results.bindings", func(i int, place form.Place) error {
					return r.each(j, i, place, func(place form.Place, o map[string]any) error { return r.row(place, bindings(o), vars) })
				})
				return err
			})
		case "entities":
			found = true
			if j.Peek() == '[' {
				_, err := j.List(name, func(i int, place form.Place) error { return r.each(j, i, place, r.entity) })
				return err
			}
			i := 0
			return j.Object(name, func(id string) error {
				i++
				return r.each(j, i, j.Place("entities."+id), r.entity)
			})
		}
		v, err := j.Any()
		if err != nil {
			return err
		}
		if head, ok := v.(map[string]any); name == "head" && ok {
			vars = stringsOf(head["vars"])
		}
		one[name] = v
		return nil
	})
	if err != nil || found {
		return err
	}
	if one["claims"] == nil {
		return r.file.Fail(form.Place{}, `it has neither results of a query nor entities`)
	}
	return r.entity(place, one)
}

// each reads an entry of a list.
func (r *reader) each(j *form.JSON, i int, place form.Place, add func(form.Place, map[string]any) error) error {
	if i%batch == 0 {
		if r.o.Progress != nil {
			r.o.Progress(j.Part())
		}
		if r.Err() != nil {
			return r.Err()
		}
	}
	v, err := j.Any()
	if err != nil {
		return err
	}
	o, ok := v.(map[string]any)
	if !ok {
		r.Skip(place, form.Unreadable, "it is not an object")
		return nil
	}
	return add(place, o)
}

// object reads an entry of a list: an entity of a dump, or a row of the simple JSON.
func (r *reader) object(place form.Place, o map[string]any) error {
	if o["claims"] != nil {
		return r.entity(place, o)
	}
	row := map[string]value{}
	for name, v := range o {
		if text, ok := v.(string); ok {
			row[name] = value{text: text}
		}
	}
	return r.row(place, row, nil)
}

// stringsOf are the texts of a list.
func stringsOf(v any) (all []string) {
	list, _ := v.([]any)
	for _, e := range list {
		if s, ok := e.(string); ok && len(all) < maxColumns {
			all = append(all, s)
		}
	}
	return all
}
