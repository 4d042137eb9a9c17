// Package timelinejs reads and writes the JSON of TimelineJS, of version 3, and reads that
// of version 2, which is also found as a script (JSONP).
//
//	{"title": {"text": {"headline", "text"}}, "scale": "human",
//	 "events": [{"start_date": {"year", "month", "day", …}, "end_date": …, "display_date",
//	             "text": {"headline", "text"}, "media": {"url", "caption", "credit", …},
//	             "group", "unique_id", …}],
//	 "eras": [{"start_date", "end_date", "text"}]}
//
//	storyjs_jsonp_data = {"timeline": {"headline", "text", "asset", "date": [{"startDate":
//	 "2011,12,10", "endDate", "headline", "text", "tag", "asset"}], "era": [{…}]}}
//
// Between the two, {"timeline": {"slides": […]}} had slides of version 3.
//
// The one idea behind it: both versions are read into one slide, whose dates are parts of
// which any may be missing. A year below 1 is one of the historical count, in which -44 is
// 44 BCE; the last day of a span belongs to it; parts that are empty or "0" are not said.
// Numbers are numbers or strings. It is as tolerant as the program itself: what is not in
// the form of the format is noted with its place, and the rest is read.
package timelinejs

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// Format is the line of the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "timelinejs", Title: "TimelineJS", Endings: []string{".json", ".jsonp", ".js"},
		Likeness: likeness, Read: read, Group: form.GroupData, Write: write, Speaks: []string{"en", "ar"}, Knows: []form.LookPart{form.LookTitle}, Asked: true, Loses: loses(),
	}
}

// The most that is read.
const (
	maxBytes  = 256 << 20
	maxEvents = 2_000_000
	// batch is after how many events it is looked whether the reader is still wanted.
	batch = 1024
)

func likeness(p *form.Probe) int {
	head := func(words ...string) bool {
		for _, w := range words {
			if !bytes.Contains(p.Head, []byte(`"`+w+`"`)) && !bytes.Contains(p.Head, []byte(w+":")) {
				return false
			}
		}
		return true
	}
	switch {
	case bytes.Contains(p.Head, []byte("storyjs_jsonp_data")), p.Has("timeline") && (head("startDate") || head("start_date")):
		return 90
	case p.Array:
		return 0
	case p.Has("events") && head("start_date"):
		return 90
	case head("events", "start_date", "year") && (len(p.Keys) == 0 || p.Has("title")):
		return 60 // a long title before the events, or a script
	case p.Has("events", "title", "scale"), p.Has("events", "eras"):
		return 30
	}
	return 0
}

// reader reads one file.
type reader struct {
	context.Context
	file  form.File
	o     form.Options
	today dates.Civil
	doc   form.Document
	keys  map[string]bool // ids of slides so far

	body  []byte // strict JSON, with the line breaks of the file
	json  *json.Decoder
	at    int64 // in body: where line is
	line  int   // from 1
	found bool  // a list of events
	head  slide // of version 2: the title, whose parts are members of the timeline
}

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := file.Bytes(maxBytes)
	if err != nil {
		return form.Document{}, err
	}
	r := &reader{Context: ctx, file: file, o: o, today: dates.DayOf(o.Now), keys: map[string]bool{}, line: 1}
	text, wrong := form.UTF8(raw)
	for range wrong {
		r.doc.Drop(form.NotUTF8)
	}
	r.body = strict(text)
	r.json = json.NewDecoder(bytes.NewReader(r.body))
	r.json.UseNumber()
	if err := r.whole(); err != nil {
		return form.Document{}, err
	}
	return r.doc, nil
}

// whole reads the outermost object.
func (r *reader) whole() error {
	if len(bytes.TrimSpace(r.body)) == 0 {
		return r.file.Fail(form.Place{Line: 1}, "it has no object ({…})")
	}
	if err := r.object("", r.member); err != nil {
		return err
	}
	if !r.found {
		return r.file.Fail(form.Place{}, `it has no list of "events"`)
	}
	return nil
}

// member reads a member of the outermost object.
func (r *reader) member(name string) error {
	switch name {
	case "events":
		return r.list(name, func(place form.Place, v any) { r.event(place, slideOf(v)) })
	case "eras":
		return r.list(name, func(place form.Place, v any) { r.era(place, slideOf(v)) })
	case "timeline":
		if err := r.object(name, r.legacyMember); err != nil {
			return err
		}
		r.title(r.head)
		return nil
	}
	place := r.place(name)
	v, err := r.value()
	if err != nil {
		return err
	}
	switch name {
	case "title":
		s := slideOf(v)
		s.place = place
		r.title(s)
	case "scale": // what it says follows from the years
	default:
		r.doc.Drop(name)
	}
	return nil
}

// legacyMember reads a member of the timeline of version 2.
func (r *reader) legacyMember(name string) error {
	switch name {
	case "date", "slides", "events":
		return r.list("timeline."+name, func(place form.Place, v any) { r.event(place, r.legacySlide(v)) })
	case "era", "eras":
		return r.list("timeline."+name, func(place form.Place, v any) { r.era(place, r.legacySlide(v)) })
	}
	r.head.place = r.place("timeline")
	v, err := r.value()
	if err != nil {
		return err
	}
	switch o := (object{name: v}); name {
	case "headline":
		r.head.headline = o.text(name)
	case "text":
		r.head.text = o.text(name)
	case "asset":
		r.head.media = legacyMedia(o.object(name))
	case "type":
	default:
		r.doc.Drop("timeline." + name)
	}
	return nil
}

// object reads an object, whose members are told by name; what is none has no members.
func (r *reader) object(path string, member func(name string) error) error {
	token, err := r.json.Token()
	if err != nil {
		return r.broken(err)
	}
	if token != json.Delim('{') {
		if path == "" {
			return r.file.Fail(r.place(path), "it begins with %v, where an object ({…}) is expected", token)
		}
		r.doc.Skip(r.place(path), form.Unreadable, "it is not an object")
		return r.rest(token)
	}
	for r.json.More() {
		name, err := r.json.Token()
		if err != nil {
			return r.broken(err)
		}
		if err := member(name.(string)); err != nil {
			return err
		}
	}
	if _, err := r.json.Token(); err != nil {
		return r.broken(err)
	}
	return nil
}

// list reads a list, one value at a time.
func (r *reader) list(path string, each func(place form.Place, v any)) error {
	token, err := r.json.Token()
	if err != nil {
		return r.broken(err)
	}
	if token != json.Delim('[') {
		if token != nil {
			r.doc.Skip(r.place(path), form.Unreadable, "it is not a list")
		}
		return r.rest(token)
	}
	if path != "eras" && path != "timeline.era" {
		r.found = true
	}
	for i := 0; r.json.More(); i++ {
		if i%batch == 0 {
			if err := r.progress(); err != nil {
				return err
			}
		}
		if i == maxEvents {
			return r.file.Fail(r.place(path), "it has more than %d entries; that is the most that is read", maxEvents)
		}
		place := r.place(fmt.Sprintf("%s[%d]", path, i))
		v, err := r.value()
		if err != nil {
			return err
		}
		each(place, v)
	}
	if _, err := r.json.Token(); err != nil {
		return r.broken(err)
	}
	return nil
}

func (r *reader) progress() error {
	if r.o.Progress != nil {
		r.o.Progress(float64(r.json.InputOffset()) / float64(len(r.body)))
	}
	return r.Err()
}

func (r *reader) value() (v any, err error) {
	if err := r.json.Decode(&v); err != nil {
		return nil, r.broken(err)
	}
	return v, nil
}

// rest skips what remains of a value that began with a token.
func (r *reader) rest(token json.Token) error {
	if token != json.Delim('{') && token != json.Delim('[') {
		return nil
	}
	for depth := 1; depth > 0; {
		token, err := r.json.Token()
		if err != nil {
			return r.broken(err)
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	return nil
}

// place is where the next value begins.
func (r *reader) place(path string) form.Place {
	from := r.json.InputOffset()
	for from < int64(len(r.body)) && strings.IndexByte(" \t\r\n,:", r.body[from]) >= 0 {
		from++
	}
	r.line += bytes.Count(r.body[r.at:from], []byte{'\n'})
	r.at = from
	return form.Place{Line: r.line, Path: path}
}

// broken is the error of what is not JSON, with the line at which it ceases to be.
func (r *reader) broken(err error) error {
	var whole json.RawMessage
	if syntax, ok := errors.AsType[*json.SyntaxError](json.Unmarshal(r.body, &whole)); ok {
		at := min(int(syntax.Offset), len(r.body))
		line := 1 + bytes.Count(r.body[:at], []byte{'\n'})
		if at == len(r.body) {
			return r.file.Fail(form.Place{Line: line}, "the file ends before its JSON does")
		}
		err = syntax
		return r.file.Fail(form.Place{Line: line}, "it is not JSON: %w", err)
	}
	return r.file.Fail(r.place(""), "it is not JSON: %w", err)
}

// title makes the title slide what the document says of itself.
func (r *reader) title(s slide) {
	d := r.described(s)
	r.doc.Title = r.doc.Fit(s.place, "title", d.headline, data.MaxTitle)
	r.doc.About = r.doc.Fit(s.place, "text", d.all(), data.MaxText)
}
