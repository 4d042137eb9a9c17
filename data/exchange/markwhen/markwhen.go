// Package markwhen reads and writes the text files of markwhen.
//
//	title: …                      a header of YAML: description, timezone, dateFormat
//	#tag: red
//
//	# Section                     to ######; or the older section … endSection, group … endGroup
//	2020-03/2020-05: Title #tag   a date in many forms, see ranges.go
//	id: first                     properties
//	Text with [links](https://…)
//	after !first 2 weeks - 3 days every year x9: Another
//
// The one idea behind it: a file is read in two passes. The first finds the lines at which
// events and sections begin, as the program itself does: a line is one of an event if it
// begins with a range and a colon. The second works out when they are, since a range may be
// relative to an event, before it or after it in the file. There a range is two walls of a
// clock, each with the unit to which it is said, so that no date is more precise than the
// file has it.
//
// Where the program takes the present day for what it cannot read, the event is noted and
// left out; and the plain header "dateFormat: d/M/y", which its newer versions ignore, counts.
package markwhen

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// Format returns the format.
func Format() form.Format {
	return form.Format{Name: "markwhen", Title: "markwhen", Endings: []string{".mw", ".markwhen"}, Likeness: likeness, Read: read, Group: form.GroupData, Write: writeText, Knows: []form.LookPart{form.LookTitle}, Loses: loses()}
}

// The most that is read.
const (
	maxFile   = 64 << 20
	maxEvents = 500_000
	maxTags   = 1000 // of one event
	// batch is after how many lines it is looked whether the reader is still wanted.
	batch = 1000
)

// likeness counts the events among the first lines.
func likeness(p *form.Probe) int {
	if p.Root != "" || len(p.Members) > 0 || len(p.Keys) > 0 {
		return 0
	}
	events, others := 0, 0
	for _, line := range p.Lines(300) {
		if line = strings.TrimSpace(line); line == "" || comment(line) {
			continue
		}
		if _, size := dateOf(line, dates.Civil{Year: 2000, Month: 1, Day: 1}); size > 0 {
			events++
		} else {
			others++
		}
	}
	switch {
	case events == 0:
		return 0
	case p.Is(".mw", ".markwhen"):
		return 90
	case events > 2 && 3*events >= others:
		return 40
	}
	return 0
}

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	r, err := newReader(ctx, file, o)
	if err != nil {
		return form.Document{}, err
	}
	for _, pass := range []func() error{r.header, r.body, r.resolveAll} {
		if err := pass(); err != nil {
			return form.Document{}, err
		}
	}
	return r.doc, nil
}

func newReader(ctx context.Context, file form.File, o form.Options) (*reader, error) {
	raw, err := file.Bytes(maxFile)
	if err != nil {
		return nil, err
	}
	r := &reader{
		Context: ctx, file: file, o: o, day: dates.DayOf(o.Now), line: 1, head: head{at: -1}, last: -1, most: maxEvents,
		colours: map[string]string{}, zones: zones{}, tracks: map[string]data.ID{}, ids: map[string]int{},
	}
	text, wrong := form.UTF8(raw)
	for range wrong {
		r.doc.Drop(form.NotUTF8)
	}
	r.text = strings.ReplaceAll(string(text), "\r\n", "\n")
	headings, older := len(anyHeading.FindAllStringIndex(r.text, -1)), len(anyOlder.FindAllStringIndex(r.text, -1))
	r.ended = anyEnd.MatchString(r.text) || older > 0 && bareEnd.MatchString(r.text)
	r.older = r.ended || headings == 0 || older > headings
	return r, nil
}

// look tells what the next line begins.
func (r *reader) look() *head {
	if r.head.at != r.at {
		line := r.peek()
		r.head = head{at: r.at}
		if r.head.section = r.section(line); r.head.section == nil {
			r.head.when, r.head.size = dateOf(line, r.day)
		}
		r.head.ends = r.head.section != nil || r.head.size > 0 || line == pageBreak
	}
	return &r.head
}

// rest are the lines until the next event or section.
func (r *reader) rest() string {
	from := r.at
	for r.more() && !r.look().ends {
		if r.skip(); r.line%batch == 0 && r.Err() != nil {
			break
		}
	}
	return r.text[from:r.at]
}

// body reads the events and sections.
func (r *reader) body() error {
	r.surround()
	for n := 0; r.more(); n++ {
		if n%batch == 0 || r.Err() != nil {
			if err := r.wanted(float64(r.at) / float64(len(r.text)) / 2); err != nil {
				return err
			}
		}
		h, at := *r.look(), form.Place{Line: r.line}
		line := r.peek()
		if h.ends {
			r.skip()
		}
		if line == pageBreak {
			r.inside = nil
			if err := r.header(); err != nil {
				return err
			}
			r.surround()
			continue
		}
		rest := r.rest()
		switch {
		case h.section != nil:
			r.sectionProperties(h.section, at, rest)
			r.enter(h.section)
		case h.size > 0:
			if len(r.entries) == r.most {
				return r.file.Fail(at, "it has more than %d events; that is the most that is read", r.most)
			}
			r.event(h.when, line[h.size:], rest, at)
		default:
			r.outside(at, strings.TrimPrefix(strings.TrimSpace(rest), "---"))
		}
	}
	if len(r.entries) == 0 {
		return r.file.Fail(form.Place{Line: 1}, "no line begins with a date and a colon")
	}
	r.doc.About = r.doc.Fit(form.Place{Line: 1}, "description", form.Paragraphs(r.about...), data.MaxText)
	return nil
}

// event reads an event but for its time.
func (r *reader) event(w when, first, body string, at form.Place) {
	properties, body := cutProperties(r.doc.Fit(at, "text", body, data.MaxText))
	c := contentOf(r.doc.Fit(at, "title", first, data.MaxText), body)
	e := &entry{place: at, when: w, clock: clocks{r.around.zone, r.around.zone}}
	e.event = form.Event{Event: data.Event{ID: data.NewID(), Importance: data.DefaultImportance}, Source: form.Source{Place: at}}
	tags := slices.Concat(c.tags, r.around.tags)
	var said []string
	for _, p := range properties {
		text := form.Clean(words(p.value))
		switch strings.ToLower(p.key) {
		case "id":
			c.id = cmp.Or(text, c.id)
		case "tz", "timezone":
			if !e.clock.set(p.value, r.zones) {
				r.doc.Skip(at, form.Unreadable, p.line)
			}
		case "location", "locations":
			c.place = cmp.Or(form.Line(strings.Join(list(p.value), "; ")), c.place)
		case "date":
			e.said = text
		case "tags":
			tags = append(tags, list(p.value)...)
		case "source":
			if len(text) <= data.MaxTitle && form.WebAddress(text) == "" {
				e.event.Event.Source = form.Line(text)
				continue
			}
			fallthrough
		default:
			for _, part := range list(p.value) {
				c.link(part, "")
			}
			said = append(said, form.Said(p.key, text))
		}
	}
	c.text = form.Paragraphs(c.text, strings.Join(slices.DeleteFunc(said, func(s string) bool { return s == "" }), "\n"))
	r.fill(e, c, tags, at)
	if id := form.Line(c.id); id != "" {
		if _, taken := r.ids[id]; !taken {
			r.ids[id] = len(r.entries)
			if len(id) <= data.MaxForeign {
				e.event.Key = id
			}
		}
	}
	r.entries = append(r.entries, e)
}

// fill makes the fields of an event of what its text says; an event without a title keeps
// none.
func (r *reader) fill(e *entry, c content, tags []string, at form.Place) {
	title, text := form.Headline(c.title, c.text)
	if title == "" {
		title, text = form.Headline(strings.TrimLeft(c.text, "☐☑- "), "")
	}
	if title == "" {
		r.doc.Skip(at, form.NoTitle, e.when.text)
		return
	}
	e.event.Title = r.doc.Fit(at, "title", title, data.MaxTitle)
	e.event.Description = text
	e.event.Event.Place = r.doc.Fit(at, "location", form.Line(c.place), data.MaxTitle)
	if len(tags) > maxTags {
		r.doc.Skip(at, form.TooLong, fmt.Sprintf("of %d tags, %d are read", len(tags), maxTags))
		tags = tags[:maxTags]
	}
	track, own := r.track(r.around, at)
	if !own {
		tags = append(tags, r.around.track)
	}
	e.event.Track = track
	e.event.Tags, e.event.Links = r.doc.FitTags(at, tags), r.doc.FitLinks(at, c.links)
}

// resolveAll finds the times of all events and adds these to the document.
func (r *reader) resolveAll() error {
	r.dayFirst = r.order()
	for i := range r.entries {
		if i%batch == 0 {
			if err := r.wanted(0.5 + float64(i)/float64(len(r.entries))/2); err != nil {
				return err
			}
		}
		r.next = i
		span, err := r.resolve(i, 0)
		e := r.entries[i]
		if err != nil {
			r.doc.Skip(e.place, why(err), detail(e.when, err))
			continue
		}
		r.last = i
		if e.event.Title != "" {
			r.repeat(e, *span)
		}
	}
	return nil
}

// order reports whether the day is before the month in dates with slashes: as the header or
// the reader says, or if no other way can be right. Else the month is first.
func (r *reader) order() bool {
	if d, m := strings.IndexByte(r.dateFormat, 'd'), strings.IndexByte(r.dateFormat, 'M'); d >= 0 && m >= 0 {
		return d < m
	}
	if r.o.DayFirst != form.ByContents {
		return r.o.DayFirst == form.DayFirst
	}
	day, month := false, false
	for i := range r.entries {
		for _, s := range []side{r.entries[i].when.from, r.entries[i].when.to} {
			if s.slashes {
				day, month = day || s.month > 12, month || s.day > 12
			}
		}
	}
	return day && !month
}
