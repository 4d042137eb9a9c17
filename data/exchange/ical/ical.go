// Package ical reads and writes calendars in the format iCalendar (RFC 5545), as calendars of many
// programs have it.
//
// The one idea behind it: a calendar repeats by the clock that people see, so all times are
// worked out on that clock, and the offset of the zone, by the file's own definition where
// it has one, is put to each at the end.
package ical

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// Format returns the format.
func Format() form.Format {
	return form.Format{
		Name: "ical", Title: "iCalendar", Endings: []string{".ics", ".ical", ".ifb", ".icalendar"},
		Likeness: func(p *form.Probe) int {
			head := bytes.ToUpper(bytes.TrimLeft(p.Head, " \t\r\n"))
			if bytes.HasPrefix(head, []byte("BEGIN:VCALENDAR")) {
				return 100
			}
			return 0
		},
		Read: read, Group: form.GroupData, Write: write, Knows: []form.LookPart{form.LookTitle}, Loses: loses(),
	}
}

// Limits of what is read.
const (
	maxFile     = 64 << 20
	maxRepeats  = 1000    // of one event
	maxExpanded = 100_000 // of all recurring ones of a file
	yearsAhead  = 2       // of an event that repeats without an end
)

type reader struct {
	file    form.File
	options form.Options
	doc     form.Document
	zones   map[string]*zone
	track   data.ID
	own     bool // the calendar was written here, where texts have no markup
	// replaced are the times of recurring events that a part of the file replaces, by UID.
	replaced map[string]map[string]bool
	expanded int
}

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := file.Bytes(maxFile)
	if err != nil {
		return form.Document{}, err
	}
	if bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		raw, _ = form.UTF8(raw)
	}
	calendars, err := parse(bytes.TrimPrefix(raw, []byte("\ufeff")))
	if err != nil {
		var bad *badLine
		if errors.As(err, &bad) {
			return form.Document{}, file.Fail(form.Place{Line: bad.line}, "%s", bad.reason)
		}
		return form.Document{}, err
	}
	r := &reader{file: file, options: o, zones: map[string]*zone{}, replaced: map[string]map[string]bool{}}
	for i, c := range calendars {
		name := form.Line(c.text("X-WR-CALNAME"))
		if name == "" {
			name = form.Line(c.text("NAME"))
		}
		if i == 0 {
			r.doc.Title, r.doc.About = name, form.Clean(c.text("X-WR-CALDESC"))
		}
		if r.track = (data.ID{}); name != "" {
			r.track = r.doc.TrackNamed(form.Shorten(name, 200), c.colour())
		}
		r.own = c.text("PRODID") == product
		r.unreadOf(c, i == 0, name)
		for _, part := range c.parts {
			if part.name == "VTIMEZONE" {
				r.define(part)
			}
			r.replacement(part)
		}
		for n, part := range c.parts {
			if n%1000 == 0 {
				if err := ctx.Err(); err != nil {
					return form.Document{}, fmt.Errorf("import %s: %w", file.Name, err)
				}
				if o.Progress != nil {
					o.Progress(float64(n) / float64(len(c.parts)))
				}
			}
			r.part(part)
		}
	}
	if len(r.doc.Events)+len(r.doc.Articles)+len(r.doc.Skipped) == 0 {
		return form.Document{}, file.Fail(form.Place{}, "the calendar has no events")
	}
	return r.doc, nil
}

func (r *reader) part(c *component) {
	switch c.name {
	case "VEVENT", "VTODO":
		r.event(c)
	case "VJOURNAL":
		r.journal(c)
	case "VTIMEZONE":
	default:
		r.doc.Drop(c.name)
	}
}

// replacement notes a part that replaces one time of a recurring event.
func (r *reader) replacement(c *component) {
	p, uid := c.get("RECURRENCE-ID"), c.text("UID")
	if p.name == "" || uid == "" {
		return
	}
	if m, ok := r.moment(p); ok {
		if r.replaced[uid] == nil {
			r.replaced[uid] = map[string]bool{}
		}
		r.replaced[uid][m.named()] = true
	}
}

// stamp names a time of a recurring event.
func stamp(wall time.Time) string { return wall.Format(stampForm) }

const stampForm = "20060102T150405"

// named names a moment that is taken out of a recurring event. It may be of another clock
// than the event, and a day takes out all times of it.
func (m moment) named() string {
	switch {
	case m.day:
		return stamp(m.wall)[:len("20060102")]
	case m.utc || m.zone != nil:
		return stamp(m.instant()) + "Z"
	}
	return stamp(m.wall)
}

// among reports whether a moment is one of those that are named.
func (m moment) among(sets ...map[string]bool) bool {
	clock := stamp(m.wall)
	for _, set := range sets {
		if set[clock] || set[clock[:len("20060102")]] || !m.day && set[stamp(m.instant())+"Z"] {
			return true
		}
	}
	return false
}

func (r *reader) event(c *component) {
	at := form.Place{Line: c.line}
	if strings.EqualFold(c.text("STATUS"), "CANCELLED") {
		r.doc.Skip(at, form.Cancelled, c.text("SUMMARY"))
		return
	}
	base, ok := r.described(c, at)
	if !ok {
		return
	}
	start, end, ok := r.span(c, at)
	if !ok {
		return
	}
	if c.get("RRULE").name == "" && c.get("RDATE").name == "" {
		r.add(base, start, end, at)
		return
	}
	r.repeat(c, base, start, end, at)
}

// described is the event without its date.
func (r *reader) described(c *component, at form.Place) (form.Event, bool) {
	e := form.Event{
		Event:  data.Event{ID: data.NewID(), Track: r.track, Importance: data.DefaultImportance},
		Source: form.Source{Key: form.Shorten(form.Line(c.text("UID")), 800), Place: at},
	}
	if p := c.get("RECURRENCE-ID"); p.name != "" && e.Key != "" {
		if m, ok := r.moment(p); ok {
			e.Key += "/" + stamp(m.wall)
		}
	}
	about, links := r.description(c)
	notes := []string{about}
	var tags []string
	for _, p := range c.properties {
		value := unescape(p.value)
		switch p.name {
		case "LOCATION":
			e.Event.Place = r.doc.Fit(at, "LOCATION", form.Line(value), data.MaxTitle)
		case "CATEGORIES":
			tags = append(tags, listOf(p.value)...)
		case "URL", "CONFERENCE", "ATTACH":
			if address := form.WebAddress(value); address != "" {
				links = append(links, form.Link{URL: address, Title: p.params["FILENAME"]})
			} else {
				r.doc.Drop(p.name)
			}
		case "GEO":
			links = append(links, form.Link{URL: "geo:" + strings.ReplaceAll(strings.ReplaceAll(value, " ", ""), ";", ",")})
		case "ORGANIZER":
			e.Event.Source = r.doc.Fit(at, "ORGANIZER", form.Line(p.params["CN"]), data.MaxTitle)
		case "COMMENT", "CONTACT":
			notes = append(notes, form.Clean(value))
		case "X-ALT-DESC":
			if form.Clean(c.text("DESCRIPTION")) != "" {
				r.doc.Drop(p.name)
			}
		case "STATUS":
			if !strings.EqualFold(value, "CONFIRMED") { // what they are as a rule
				r.doc.Drop(p.name + "=" + form.Shorten(form.Line(value), 60))
			}
		default:
			r.unread(p)
		}
	}
	r.unreadParts(c)
	e.Tags, e.Links = r.doc.FitTags(at, tags), r.doc.FitLinks(at, links)
	e.Title, e.Description = form.Headline(c.text("SUMMARY"), form.Paragraphs(notes...))
	if e.Title == "" {
		e.Title, e.Description = form.Headline(e.Description, "")
	}
	if e.Title == "" {
		r.doc.Skip(at, form.NoTitle, c.text("UID"))
		return e, false
	}
	e.Description = r.doc.Fit(at, "DESCRIPTION", e.Description, data.MaxText)
	return e, true
}

// span reads when an event begins and ends; end is the zero moment where it has none. The
// end of a day is that day itself, of a time the instant.
func (r *reader) span(c *component, at form.Place) (start, end moment, ok bool) {
	from, to := c.get("DTSTART"), c.get("DTEND")
	if c.name == "VTODO" {
		if to = c.get("DUE"); from.name == "" {
			from, to = to, property{}
		}
	}
	if from.name == "" || from.value == "" {
		r.doc.Skip(at, form.NoDate, c.text("SUMMARY"))
		return start, end, false
	}
	if start, ok = r.moment(from); !ok {
		r.doc.Skip(form.Place{Line: from.line}, form.BadDate, from.value)
		return start, end, false
	}
	switch {
	case to.name != "":
		if end, ok = r.moment(to); !ok {
			r.doc.Skip(form.Place{Line: to.line}, form.BadDate, to.value)
			return start, moment{}, true
		}
		end = beside(start, end, to)
	case c.get("DURATION").name != "":
		days, exact, known := parseDuration(c.get("DURATION").value)
		if !known {
			r.doc.Drop("DURATION")
			return start, end, true
		}
		end = start.on(start.wall.AddDate(0, 0, days).Add(exact))
	default:
		return start, end, true
	}
	switch {
	case end.instant().Before(start.instant()):
		r.doc.Drop(to.name + " before DTSTART")
		return start, moment{}, true
	case end.instant().Equal(start.instant()):
		return start, moment{}, true
	case end.day:
		end.wall = end.wall.AddDate(0, 0, -1)
	}
	return start, end, true
}

// beside is an end that was read from a property, as it is meant beside a start.
func beside(start, end moment, from property) moment {
	if from.params["TZID"] == "" && !end.utc && !start.day {
		end.zone, end.utc = start.zone, start.utc // a clock that is not said is that of the start
	}
	if start.day == end.day {
		return end
	}
	midnight := end.wall.Truncate(24 * time.Hour)
	if !end.day && !end.wall.Equal(midnight) { // a time against a day, of which it is a part
		return moment{wall: midnight.AddDate(0, 0, 1), day: true}
	}
	end.day, end.utc, end.zone = start.day, start.utc, start.zone
	return end
}

// add adds the event at a time.
func (r *reader) add(e form.Event, start, end moment, at form.Place) {
	text := start.EDTF()
	last := text
	if !end.wall.IsZero() {
		last = end.EDTF()
	}
	date, err := form.Span(text, last)
	if err != nil {
		r.doc.Skip(at, form.BadDate, text+"/"+last)
		if date, err = dates.Parse(text); err != nil {
			return
		}
	}
	e.Date = date
	if !start.day {
		e.Zone = start.zone.name(start.wall)
	}
	r.doc.Events = append(r.doc.Events, e)
}

// repeat adds an event at each of its times.
func (r *reader) repeat(c *component, base form.Event, start, end moment, at form.Place) {
	times := []time.Time{start.wall}
	out, more := map[string]bool{}, false
	until := r.options.Now.AddDate(yearsAhead, 0, 0)
	if until.Before(start.wall) {
		until = start.wall.AddDate(yearsAhead, 0, 0)
	}
	for _, p := range c.properties {
		switch p.name {
		case "RRULE":
			by, others := recurring(p.value, start, bound(p.value, start, until), maxRepeats)
			times, more = append(times, by...), more || others
		case "RDATE":
			for _, v := range strings.Split(p.value, ",") {
				v, _, _ = strings.Cut(v, "/") // a period
				if m, ok := r.moment(property{value: v, params: p.params}); ok && len(times) < 2*maxRepeats {
					times = append(times, m.wall)
				}
			}
		case "EXDATE":
			for _, v := range strings.Split(p.value, ",") {
				if m, ok := r.moment(property{value: v, params: p.params}); ok {
					out[m.named()] = true
				}
			}
		}
	}
	length := end.wall.Sub(start.wall)
	uid := c.text("UID")
	seen := map[string]bool{}
	for _, wall := range times {
		key := stamp(wall)
		if seen[key] || start.on(wall).among(out, r.replaced[uid]) {
			continue
		}
		seen[key] = true
		if r.expanded++; r.expanded > maxExpanded {
			more = true
			break
		}
		e := base
		e.ID = data.NewID()
		if e.Key != "" {
			e.Key += "/" + key
		}
		last := moment{}
		if !end.wall.IsZero() {
			last = end.on(wall.Add(length))
		}
		r.add(e, start.on(wall), last, at)
	}
	if more {
		r.doc.Skip(at, form.Repeated, base.Title)
	}
}

// bound is until when a rule is followed: one that has an end itself, for as long as people
// plan.
func bound(rule string, start moment, until time.Time) time.Time {
	rule = strings.ToUpper(rule)
	if strings.Contains(rule, "COUNT=") || strings.Contains(rule, "UNTIL=") {
		return start.wall.AddDate(200, 0, 0)
	}
	return until
}

// journal reads a note with a date, which is an article.
func (r *reader) journal(c *component) {
	at := form.Place{Line: c.line}
	text, _ := form.PlainHTML(c.text("DESCRIPTION"))
	if text == "" {
		r.doc.Skip(at, form.NoText, c.text("SUMMARY"))
		return
	}
	title, _ := form.Headline(c.text("SUMMARY"), "")
	if title == "" {
		title, _ = form.Headline(text, "")
	}
	a := form.Article{
		Article: data.Article{ID: data.NewID(), Title: title, URL: form.WebAddress(c.text("URL")), Byline: form.Line(c.get("ORGANIZER").params["CN"])},
		Source:  form.Source{Key: form.Shorten(form.Line(c.text("UID")), 800), Place: at},
	}
	if m, ok := r.moment(c.get("DTSTART")); ok {
		m.day = true
		if d, err := dates.Parse(m.EDTF()); err == nil {
			a.Published = d
		}
	}
	for _, p := range c.properties {
		if p.name != "URL" && p.name != "ORGANIZER" {
			r.unread(p)
		}
	}
	r.unreadParts(c)
	a.Article = a.WithText(text + "\n")
	r.doc.Articles = append(r.doc.Articles, a)
}
