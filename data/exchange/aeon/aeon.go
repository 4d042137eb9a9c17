// Package aeon reads the timelines of Aeon Timeline 2: an .aeonzip, or the timeline.json in
// it.
//
//	{"template": {"rangeProperties": [{"guid", "type": "date", "calendar": {…}}],
//	              "properties": [{"guid", "name", "type"}], "colors", "types": [{"guid",
//	              "name", "icon", "roles": [{"guid", "name"}]}]},
//	 "entities": [{"guid", "entityType", "name", "swatchColor", "notes"}],
//	 "events": [{"guid", "title", "tags", "rangeValues": [{"rangeProperty", "position":
//	             {"timestamp", "precision"}, "span": {"days": 2}}],
//	             "relationships": [{"entity", "role"}], "values": [{"property", "value"}]}]}
//
// The one idea behind it: everything refers to the template by ids. A timestamp is seconds
// since the year 1 by the calendar of the template, of which only the usual one is read; it
// is as exact as its precision. The arc of an event is its track, where it takes place its
// place, and who and what has a part in it are tags.
package aeon

import (
	"context"
	"path"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/offer"
)

// Format is the line of the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "aeonzip", Title: "Aeon Timeline 2 (.aeonzip)", Endings: []string{".aeonzip", ".json"},
		Likeness: likeness, Read: read,
	}
}

// The most that is read.
const (
	maxBytes = 96 << 20 // of its JSON
	maxFiles = 100_000
	batch    = 1024
)

const member = "timeline.json"

func likeness(p *form.Probe) int {
	switch {
	case p.HasMember(member):
		return 95
	case p.Has("entities", "events", "template"), p.Has("fileVersion", "events", "template"):
		return 95
	}
	return 0
}

// unpacked is the JSON of the timeline.
func unpacked(file form.File) ([]byte, error) {
	head := make([]byte, 2)
	if n, _ := file.ReadAt(head, 0); n < 2 || string(head) != "PK" {
		return file.Bytes(maxBytes)
	}
	z, err := file.Archive(maxFiles)
	if err != nil {
		return nil, err
	}
	for _, f := range z.File {
		if f.Name == member {
			raw, err := form.Unzip(f, maxBytes)
			if err != nil {
				return nil, file.Fail(form.Place{Path: member}, "%w", err)
			}
			return raw, nil
		}
	}
	for _, f := range z.File {
		if strings.EqualFold(path.Ext(f.Name), ".xml") {
			return nil, file.Fail(form.Place{Path: f.Name}, "it is of a version whose timeline is XML; one that Aeon Timeline 2 has saved with %s in it can be read", member)
		}
	}
	return nil, file.Fail(form.Place{}, "there is no %s in it", member)
}

// reader reads one file.
type reader struct {
	*form.Drafts
	file form.File
	doc  form.Document

	dates      map[string]*calendar   // by the ids of what they are the dates of
	properties map[string]string      // names by ids
	types      map[string]form.Object // by their ids, and by those of their roles
	entities   map[string]form.Object
	titles     map[string]string // of events
}

// event is an event with its place; it is read once the template is known.
type event struct {
	place form.Place
	of    form.Object
}

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := unpacked(file)
	if err != nil {
		return form.Document{}, err
	}
	r := &reader{
		file: file, dates: map[string]*calendar{}, properties: map[string]string{}, types: map[string]form.Object{}, entities: map[string]form.Object{},
		titles: map[string]string{},
	}
	r.Drafts = form.NewDrafts(file, &r.doc)
	text, wrong := form.UTF8(raw)
	for range wrong {
		r.Drop(form.NotUTF8)
	}
	events, err := r.members(ctx, form.NewJSON(file, text, &r.doc), o)
	for i := 0; err == nil && i < len(events); i++ {
		err = r.event(events[i].place, events[i].of)
	}
	if archive := offer.Archive(file); err == nil && archive != nil {
		_, err = offer.NamedWithin(ctx, &r.doc, archive)
	}
	if err != nil {
		return form.Document{}, err
	}
	return r.doc, nil
}

// members reads the members of the file.
func (r *reader) members(ctx context.Context, j *form.JSON, o form.Options) (events []event, err error) {
	found := false
	err = j.Object("", func(name string) error {
		if name == "events" {
			found = true
			_, err := j.List(name, func(i int, place form.Place) error {
				if i%batch == 0 {
					if o.Progress != nil {
						o.Progress(j.Part())
					}
					if ctx.Err() != nil {
						return ctx.Err()
					}
				}
				v, err := j.Any()
				if e, ok := v.(map[string]any); ok {
					events = append(events, event{place, e})
					r.titles[form.Object(e).Text("guid")] = form.Line(form.Object(e).Text("title"))
				} else if err == nil {
					r.Skip(place, form.Unreadable, "it is not an object")
				}
				return err
			})
			return err
		}
		place := j.Place(name)
		v, err := j.Any()
		if err != nil {
			return err
		}
		in := form.Object{name: v}
		switch name {
		case "template":
			return r.template(place, in.Object(name))
		case "entities":
			for _, e := range in.Objects(name) {
				r.entities[e.Text("guid")] = e
				if e.Text("notes") != "" {
					r.Drop("notes of entities")
				}
			}
		case "dependencies", "savedFilters", "todos", "bookmarks":
			for range in.Objects(name) {
				r.Drop(name)
			}
		}
		return nil
	})
	if err == nil && !found {
		err = r.file.Fail(form.Place{}, `it has no list of "events"`)
	}
	return events, err
}

// template notes what the ids of the template mean. A timeline without the usual calendar
// is refused by the name of the one it has.
func (r *reader) template(place form.Place, t form.Object) error {
	strange := ""
	for _, p := range t.Objects("rangeProperties") {
		if p.Text("type") != "date" {
			continue
		}
		c := calendarOf(p.Object("calendar"))
		if c.usual {
			r.dates[p.Text("guid")] = c
		} else {
			strange = c.name
		}
	}
	if len(r.dates) == 0 && strange != "" {
		return r.file.Fail(place, "its calendar %q is not the one of months and leap years as usual, which alone is read", strange)
	}
	for _, p := range t.Objects("properties") {
		r.properties[p.Text("guid")] = form.Line(p.Text("name"))
	}
	for _, kind := range t.Objects("types") {
		r.types[kind.Text("guid")] = kind
		for _, role := range kind.Objects("roles") {
			r.types[role.Text("guid")] = kind
		}
	}
	return nil
}
