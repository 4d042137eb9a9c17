package ical

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// loses are what no calendar has a place for.
func loses() []string {
	return []string{
		form.LosesDoubted, form.LosesYears, form.LosesOpen, form.LosesTracks, form.LosesSources, form.LosesImportance, form.LosesZones, form.LosesLinks, form.LosesArticles, form.LosesNotes,
	}
}

// The years that a calendar can name.
const (
	firstYear = 1
	lastYear  = 9999
)

// product is the PRODID of what is written here.
const product = "-//Tarikh//Tarikh//EN"

// write writes one calendar. Its years are of four digits and its dates are certain: other
// events are left out, and counted. A track is a category.
func write(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	out := &writer{Writer: form.NewWriter(w, from)}
	out.line("BEGIN:VCALENDAR")
	out.line("VERSION:2.0")
	out.line("PRODID:" + product)
	out.line("CALSCALE:GREGORIAN")
	out.text("X-WR-CALNAME", form.Line(from.Titled()))
	for i, e := range from.Events {
		if i%1000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		out.event(e)
	}
	out.line("END:VCALENDAR")
	if len(from.Tracks) > 1 {
		out.Lost.Lose(form.LosesTracks, len(from.Tracks))
	}
	out.Lost.Lose(form.LosesNotes, len(from.Notes))
	return out.Finish()
}

type writer struct {
	*form.Writer
}

func (w *writer) event(e form.TakenEvent) {
	p := form.PlainOf(e.Date)
	_, over := p.Bounds()
	switch {
	case !p.Certain:
		w.Lost.Lose(form.LosesDoubted, 1)
		return
	case p.From.Year < firstYear || dates.CivilFromUnix(over).Year > lastYear:
		w.Lost.Lose(form.LosesYears, 1)
		return
	}
	w.LoseIf(p.OpenStart || p.OpenEnd, form.LosesOpen)
	w.line("BEGIN:VEVENT")
	w.line("UID:" + e.ID.String())
	w.line("DTSTAMP:" + w.From.Edited.Format("20060102T150405Z"))
	w.dates(p)
	w.text("SUMMARY", form.Line(e.Title))
	w.text("DESCRIPTION", form.Paragraphs(append([]string{strings.TrimSpace(e.Description), form.Line(e.Source)}, w.From.Quotations(e, w.Articles)...)...))
	w.text("LOCATION", form.Line(e.Place))
	categories := []string{escape(w.Names[e.Track])}
	for _, tag := range e.Tags {
		categories = append(categories, escape(form.Line(tag)))
	}
	w.line("CATEGORIES:" + strings.Join(categories, ","))
	name := "URL"
	for _, l := range e.Links {
		address := form.WebAddress(l.URL)
		if w.LoseIf(address == "", form.LosesLinks); address != "" {
			w.line(name + ":" + address)
			name = "ATTACH"
		}
	}
	w.LoseIf(e.Source != "", form.LosesSources)
	w.LoseIf(e.Importance != data.DefaultImportance, form.LosesImportance)
	w.LoseIf(e.Zone != "", form.LosesZones)
	w.line("END:VEVENT")
}

// dates writes the time of an event: of days with the day after the last one, which does
// not belong to it.
func (w *writer) dates(p form.Plain) {
	if !p.From.Clock.Said && !p.To.Clock.Said {
		lo, hi := p.Bounds()
		w.line("DTSTART;VALUE=DATE:" + stampOf(lo)[:8])
		w.line("DTEND;VALUE=DATE:" + stampOf(hi)[:8])
		return
	}
	from, to := p.From, p.To
	if !from.Clock.Said {
		from.Clock.Said, from.Month, from.Day = true, max(from.Month, 1), max(from.Day, 1)
	}
	w.line("DTSTART:" + clockTime(from))
	if p.From == p.To {
		return
	}
	if !to.Clock.Said {
		_, hi := p.Bounds()
		w.line("DTEND:" + stampOf(hi))
		return
	}
	w.line("DTEND:" + clockTime(to))
}

// stampOf is a time of its own clock.
func stampOf(seconds int64) string {
	return time.Unix(seconds, 0).UTC().Format("20060102T150405")
}

// clockTime is a time of day: with an offset as UTC, without one by its own clock.
func clockTime(m form.Moment) string {
	c := dates.Civil{Year: m.Year, Month: m.Month, Day: m.Day, Hour: m.Clock.Hour, Minute: m.Clock.Minute, Second: m.Clock.Second}
	t := time.Unix(c.Unix(), 0).UTC()
	if m.Offset == "" {
		return t.Format("20060102T150405")
	}
	if zoned, err := time.Parse("Z07:00", m.Offset); err == nil {
		_, offset := zoned.Zone()
		t = t.Add(-time.Duration(offset) * time.Second)
	}
	return t.Format("20060102T150405Z")
}

// text writes a property whose value is a text, nothing where it is empty.
func (w *writer) text(name, value string) {
	if value != "" {
		w.line(name + ":" + escape(value))
	}
}

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

func escape(s string) string { return escapes.Replace(form.Clean(s)) }

// width is how many bytes a line may have.
const width = 75

// line writes a content line, folded between characters.
func (w *writer) line(content string) {
	room := width
	for len(content) > room {
		end := room
		for !utf8.RuneStart(content[end]) {
			end--
		}
		fmt.Fprintf(w, "%s\r\n ", content[:end])
		content, room = content[end:], width-1
	}
	fmt.Fprintf(w, "%s\r\n", content)
}
