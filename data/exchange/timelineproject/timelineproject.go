// Package timelineproject reads and writes the files of The Timeline Project (.timeline).
//
//	<timeline>
//	  <version>2.9.0</version> <timetype>gregoriantime</timetype>
//	  <eras> <era> <name/> <start/> <end/> <color/> <ends_today/> </era> </eras>
//	  <categories> <category> <name/> <color/> <parent/> </category> </categories>
//	  <events> <event> <start/> <end/> <text/> <category/> <categories/> <description/>
//	           <labels/> <hyperlink/> … </event> </events>
//	  <view/> <now/>
//	</timeline>
//
// The one idea behind it: that program takes only files that are exactly as it writes them;
// this reader takes whatever of such a file can be understood, in any order, and counts
// the rest. A category is a track, its parents and further categories are tags, as are
// labels and the container that an event is part of; a container is an event itself.
// Times are to the second, and an end is the instant after the last; where both ends are at
// midnight, they mean days. Years count through 0, which is 1 BCE.
package timelineproject

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// Format is the line of the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "timelineproject", Title: "The Timeline Project", Endings: []string{".timeline"},
		Likeness: likeness, Read: read, Group: form.GroupData, Write: write, Loses: loses(),
	}
}

// The most that is read.
const (
	maxBytes  = 256 << 20
	maxEvents = 2_000_000
	// batch is after how many events it is looked whether what is written is still wanted.
	batch = 1024
)

func likeness(p *form.Probe) int {
	known := 0
	for _, child := range p.Children {
		switch child {
		case "version", "timetype", "eras", "categories", "events", "view":
			known++
		}
	}
	switch {
	case p.Root == "timeline" && known >= 2:
		return 90
	case p.Root == "timeline" && known == 1:
		return 50
	case p.Root == "" && lines.Match(p.Head):
		return 90
	}
	return 0
}

// lines are those of the form before XML, of 2009.
var lines = regexp.MustCompile(`(?m)^(?:PREFERRED-PERIOD:|CATEGORY:.+;\d+,\d+,\d+;|EVENT:\d[^;]*;[^;]*;)`)

// reader reads one file.
type reader struct {
	file form.File
	o    form.Options
	doc  form.Document

	keys       map[string]bool // ids of events so far
	xml        *form.XML
	calendar   calendar
	categories map[string]category
	containers map[string]string // their texts by their numbers
	events     int
	found      bool // an element of the format
}

// category is a category by its name.
type category struct{ parent, colour string }

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := file.Bytes(maxBytes)
	if err != nil {
		return form.Document{}, err
	}
	if text := bytes.TrimLeft(raw, "\ufeff \t\r\n"); !bytes.HasPrefix(text, []byte("<")) && lines.Match(raw) {
		return form.Document{}, file.Fail(form.Place{Line: 1},
			`it is in the form that The Timeline Project wrote in 2009, with lines as "EVENT:…"; a file that a newer version of that program has saved can be read`)
	}
	r := &reader{
		file: file, o: o, calendar: gregorian,
		categories: map[string]category{}, containers: map[string]string{}, keys: map[string]bool{},
	}
	r.xml = form.NewXML(ctx, file, raw, &r.doc, o)
	if err := r.xml.Root(r.part, tagTimeline); err != nil {
		return form.Document{}, err
	}
	if !r.found {
		return form.Document{}, file.Fail(form.Place{}, "it has no <%s>", tagEvents)
	}
	r.tidyTracks()
	return r.doc, nil
}

// part reads a part of the file.
func (r *reader) part(path string, start xml.StartElement) error {
	place, name := r.xml.Place(path), start.Name.Local
	switch name {
	case tagEvents:
		r.found = true
		return r.xml.Each(path, r.entry(tagEvent, r.event))
	case tagEras:
		r.found = true
		return r.xml.Each(path, r.entry(tagEra, r.era))
	case tagCategories:
		r.found = true
		return r.xml.Each(path, r.entry(tagCategory, r.category))
	}
	e, err := r.xml.Element(path, start)
	if err != nil {
		return err
	}
	switch name {
	case tagVersion:
		r.found = true
	case tagTimetype:
		return r.timetype(place, strings.TrimSpace(e.Text))
	default:
		r.doc.Drop(name)
	}
	return nil
}

// entry reads the elements of a list with add; others than those named so are counted.
func (r *reader) entry(name string, add func(place form.Place, e element)) func(path string, start xml.StartElement) error {
	i := 0
	return func(path string, start xml.StartElement) error {
		if r.events++; r.events > maxEvents {
			return r.file.Fail(r.xml.Place(path), "it has more than %d events; that is the most that is read", maxEvents)
		}
		i++
		place := r.xml.Place(fmt.Sprintf("%s[%d]", path, i))
		e, err := r.xml.Element(path, start)
		if err != nil {
			return err
		}
		if e.Name != name {
			r.doc.Drop(e.Name)
			return nil
		}
		add(place, element{e})
		return nil
	}
}

// element is an element with what is in it.
type element struct{ form.Element }

// id is what other programs give to events.
func (e element) id() string { return form.Line(e.Get("id")) }

// one is the text of the first element of that name in it, "" for none.
func (e element) one(name string) string { return e.One(name).Text }

// yes reports whether the element of that name says so.
func (e element) yes(name string) bool { return strings.TrimSpace(e.one(name)) == "True" }

// category notes a category for the events that follow.
func (r *reader) category(_ form.Place, e element) {
	name := form.Line(e.one(tagName))
	if _, known := r.categories[name]; name == "" || known {
		return
	}
	r.categories[name] = category{parent: form.Line(e.one(tagParent)), colour: e.one(tagColour)}
	r.doc.TrackNamed(shortName(name), form.Colour(e.one(tagColour)))
	r.drop(e, tagName, tagColour, tagParent)
}

// shortName is a name as a track has it.
func shortName(name string) string { return form.Shorten(name, data.MaxTitle) }

// drop counts the elements in e that are not those named.
func (r *reader) drop(e element, read ...string) {
	for _, c := range e.Children {
		if !slices.Contains(read, c.Name) && strings.TrimSpace(c.Text) != "" {
			r.doc.Drop(c.Name)
		}
	}
}
