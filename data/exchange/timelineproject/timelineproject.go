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
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

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
	maxDepth  = 100 // elements in each other; the format has six
	// batch is after how many events it is looked whether the reader is still wanted.
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
	context.Context
	file form.File
	o    form.Options
	doc  form.Document

	keys       map[string]bool // ids of events so far
	xml        *xml.Decoder
	size       int // in bytes, of what the decoder reads
	depth      int // of the element that is read
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
		Context: ctx, file: file, o: o, size: len(raw), calendar: gregorian,
		categories: map[string]category{}, containers: map[string]string{}, keys: map[string]bool{},
	}
	r.xml = xml.NewDecoder(utf8(raw))
	r.xml.CharsetReader = charset
	if err := r.whole(); err != nil {
		return form.Document{}, err
	}
	return r.doc, nil
}

// utf8 reads what is in UTF-16 as UTF-8, by its byte order mark.
func utf8(raw []byte) io.Reader {
	if bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(bytes.NewReader(raw))
	}
	return bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))
}

// charset reads a file in the encoding that it names.
func charset(label string, input io.Reader) (io.Reader, error) {
	if strings.HasPrefix(strings.ToLower(label), "utf-16") {
		return input, nil // by its byte order mark already
	}
	encoding, err := htmlindex.Get(label)
	if err != nil {
		return nil, fmt.Errorf("its encoding %q is not known", label)
	}
	return encoding.NewDecoder().Reader(input), nil
}

// whole reads the root element.
func (r *reader) whole() error {
	for {
		token, err := r.token()
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != tagTimeline {
			return r.file.Fail(r.place(""), "it begins with <%s>, where <%s> is expected", start.Name.Local, tagTimeline)
		}
		if err := r.children(tagTimeline, r.part); err != nil {
			return err
		}
		if !r.found {
			return r.file.Fail(form.Place{}, "it has no <%s>", tagEvents)
		}
		r.tidyTracks()
		return nil
	}
}

// children reads the elements in one that is open, to its end. Other text in it is none of
// the format.
func (r *reader) children(path string, child func(path string, start xml.StartElement) error) error {
	for {
		token, err := r.token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := child(path+"/"+t.Name.Local, t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		case xml.CharData:
			if len(bytes.TrimSpace(t)) > 0 {
				r.doc.Drop("text in " + path)
			}
		}
	}
}

// part reads a part of the file.
func (r *reader) part(path string, start xml.StartElement) error {
	place, name := r.place(path), start.Name.Local
	switch name {
	case tagEvents:
		r.found = true
		return r.children(path, r.entry(tagEvent, r.event))
	case tagEras:
		r.found = true
		return r.children(path, r.entry(tagEra, r.era))
	case tagCategories:
		r.found = true
		return r.children(path, r.entry(tagCategory, r.category))
	}
	e, err := r.element(start)
	if err != nil {
		return err
	}
	switch name {
	case tagVersion:
		r.found = true
	case tagTimetype:
		return r.timetype(place, strings.TrimSpace(e.text))
	default:
		r.doc.Drop(name)
	}
	return nil
}

// entry reads the elements of a list with add; others than those named so are counted.
func (r *reader) entry(name string, add func(place form.Place, e element)) func(path string, start xml.StartElement) error {
	i := 0
	return func(path string, start xml.StartElement) error {
		if r.events++; r.events%batch == 0 {
			if err := r.progress(); err != nil {
				return err
			}
		}
		if r.events > maxEvents {
			return r.file.Fail(r.place(path), "it has more than %d events; that is the most that is read", maxEvents)
		}
		i++
		place := r.place(fmt.Sprintf("%s[%d]", path, i))
		e, err := r.element(start)
		if err != nil {
			return err
		}
		if e.name != name {
			r.doc.Drop(e.name)
			return nil
		}
		add(place, e)
		return nil
	}
}

func (r *reader) progress() error {
	if r.o.Progress != nil {
		r.o.Progress(min(float64(r.xml.InputOffset())/float64(r.size), 1))
	}
	return r.Err()
}

// element is an element with what is in it.
type element struct {
	name, text string
	id         string // which other programs give to events
	children   []element
}

// all are the elements of that name in it.
func (e element) all(name string) []string {
	var texts []string
	for _, c := range e.children {
		if c.name == name {
			texts = append(texts, c.text)
		}
	}
	return texts
}

// one is the first element of that name in it, "" for none.
func (e element) one(name string) string {
	for _, c := range e.children {
		if c.name == name {
			return c.text
		}
	}
	return ""
}

// yes reports whether the element of that name says so.
func (e element) yes(name string) bool { return strings.TrimSpace(e.one(name)) == "True" }

// element reads the rest of an element that has begun.
func (r *reader) element(start xml.StartElement) (element, error) {
	e := element{name: start.Name.Local}
	for _, a := range start.Attr {
		if a.Name.Local == "id" {
			e.id = form.Line(a.Value)
		}
	}
	var text strings.Builder
	for {
		token, err := r.token()
		if err != nil {
			return e, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			child, err := r.element(t)
			if err != nil {
				return e, err
			}
			e.children = append(e.children, child)
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			e.text = text.String()
			return e, nil
		}
	}
}

// token is the next token of XML. Go's decoder knows no entities but the five of XML, so
// that none can grow.
func (r *reader) token() (xml.Token, error) {
	token, err := r.xml.Token()
	if err != nil {
		return nil, r.broken(err)
	}
	switch token.(type) {
	case xml.StartElement:
		if r.depth++; r.depth > maxDepth {
			return nil, r.file.Fail(r.place(""), "more than %d elements are in each other", maxDepth)
		}
	case xml.EndElement:
		r.depth--
	}
	return token, nil
}

// broken is the error of what is not XML, with its line.
func (r *reader) broken(err error) error {
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
		if syntax.Msg == "unexpected EOF" {
			return r.file.Fail(form.Place{Line: syntax.Line}, "the file ends before its XML does")
		}
		return r.file.Fail(form.Place{Line: syntax.Line}, "it is not XML: %s", syntax.Msg)
	}
	if err == io.EOF {
		return r.file.Fail(r.place(""), "the file ends before its XML does")
	}
	return r.file.Fail(r.place(""), "it is not XML: %w", err)
}

// place is where the decoder is.
func (r *reader) place(path string) form.Place {
	line, _ := r.xml.InputPos()
	return form.Place{Line: line, Path: path}
}

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
	for _, c := range e.children {
		if !slices.Contains(read, c.name) && strings.TrimSpace(c.text) != "" {
			r.doc.Drop(c.name)
		}
	}
}
