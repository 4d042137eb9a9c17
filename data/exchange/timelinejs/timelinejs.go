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
	"regexp"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/offer"
)

// Format is the line of the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "timelinejs", Title: "TimelineJS", Endings: []string{".json", ".jsonp", ".js"},
		Likeness: likeness, Read: read, Group: form.GroupData, Write: write, Speaks: []string{"en", "ar"}, Knows: []form.LookPart{form.LookTitle}, Asked: true, Loses: loses(), Pictures: true,
	}
}

// The most that is read.
const (
	maxBytes  = 256 << 20
	maxEvents = 2_000_000
	// batch is after how many events it is looked whether the reader is still wanted.
	batch = 1024
)

// legacyScript is the beginning of the form that a page of old loads as a script.
var legacyScript = regexp.MustCompile(`^(?:\s|//[^\n]*\n|/\*(?s:.*?)\*/)*(?:(?:var|let|const)\s+|window\.)?storyjs_jsonp_data\s*[=(]`)

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
	case legacyScript.Match(p.Head), p.Has("timeline") && (head("startDate") || head("start_date")):
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

	*form.JSON
	found bool  // a list of events
	head  slide // of version 2: the title, whose parts are members of the timeline
}

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := file.Bytes(maxBytes)
	if err != nil {
		return form.Document{}, err
	}
	r := &reader{Context: ctx, file: file, o: o, today: dates.DayOf(o.Now), keys: map[string]bool{}}
	text, wrong := form.UTF8(raw)
	for range wrong {
		r.doc.Drop(form.NotUTF8)
	}
	r.JSON = form.NewJSON(file, form.ScriptJSON(text), &r.doc)
	if err := r.whole(); err != nil {
		return form.Document{}, err
	}
	if err := offer.Named(ctx, &r.doc, file.Beside); err != nil {
		return form.Document{}, err
	}
	return r.doc, nil
}

// whole reads the outermost object.
func (r *reader) whole() error {
	if err := r.Object("", r.member); err != nil {
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
		if err := r.Object(name, r.legacyMember); err != nil {
			return err
		}
		r.title(r.head)
		return nil
	}
	place := r.Place(name)
	v, err := r.Any()
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
	r.head.place = r.Place("timeline")
	v, err := r.Any()
	if err != nil {
		return err
	}
	switch o := (form.Object{name: v}); name {
	case "headline":
		r.head.headline = o.Text(name)
	case "text":
		r.head.text = o.Text(name)
	case "asset":
		r.head.media = legacyMedia(o.Object(name))
	case "type":
	default:
		r.doc.Drop("timeline." + name)
	}
	return nil
}

// list reads a list, one value at a time.
func (r *reader) list(path string, each func(place form.Place, v any)) error {
	is, err := r.List(path, func(i int, place form.Place) error {
		if i%batch == 0 {
			if err := r.progress(); err != nil {
				return err
			}
		}
		if i == maxEvents {
			return r.file.Fail(place, "there are more than %d entries; that is the most that is read", maxEvents)
		}
		v, err := r.Any()
		if err == nil {
			each(place, v)
		}
		return err
	})
	r.found = r.found || is && path != "eras" && path != "timeline.era"
	return err
}

func (r *reader) progress() error {
	if r.o.Progress != nil {
		r.o.Progress(r.Part())
	}
	return r.Err()
}

// title makes the title slide what the document says of itself.
func (r *reader) title(s slide) {
	d := r.described(s)
	r.doc.Title = r.doc.Fit(s.place, "title", d.headline, data.MaxTitle)
	r.doc.About = r.doc.Fit(s.place, "text", d.all(), data.MaxText)
}
