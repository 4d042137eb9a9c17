package timelineproject

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

func loses() []string {
	return []string{
		form.LosesRange, form.LosesCertainty, form.LosesOpen, form.LosesIDs, form.LosesTags, form.LosesPlaces, form.LosesSources, form.LosesImportance, form.LosesZones, form.LosesLinks,
		form.LosesArticles, form.LosesNotes,
	}
}

// The years of the program's calendar: it refuses a file with others as a whole.
const (
	firstYear = -4712
	lastYear  = 9988
)

// write writes a file as the program itself does, which refuses one with a tag that is in
// another place, is not known, or has an attribute. A track is a category; what is in
// doubt is fuzzy.
func write(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	out := &writer{Writer: form.NewWriter(w, from)}
	out.WriteString(`<?xml version="1.0" encoding="utf-8"?>` + "\n<timeline>\n")
	out.tag(1, tagVersion, "2.9.0 (Tarikh)")
	out.tag(1, tagTimetype, nameGregorian)
	out.eras()
	out.open(1, tagCategories)
	for _, track := range from.Tracks {
		r, g, b := form.RGB(track.Colour)
		colour := fmt.Sprintf("%d,%d,%d", r, g, b)
		out.open(2, tagCategory)
		out.tag(3, tagName, out.Names[track.ID])
		out.tag(3, tagColour, colour)
		out.tag(3, "progress_color", colour)
		out.tag(3, "done_color", colour)
		out.tag(3, "font_color", "255,255,255")
		out.close(2, tagCategory)
	}
	out.close(1, tagCategories)
	out.open(1, tagEvents)
	for i, e := range from.Events {
		if i%batch == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		out.event(e)
	}
	out.close(1, tagEvents)
	out.view()
	out.WriteString("</timeline>\n")
	return out.Finish()
}

type writer struct {
	*form.Writer
	shown *span // the first event, which the program shows
}

func (w *writer) open(depth int, name string) { fmt.Fprintf(w, "%*s<%s>\n", 2*depth, "", name) }

func (w *writer) close(depth int, name string) { fmt.Fprintf(w, "%*s</%s>\n", 2*depth, "", name) }

// tag writes an element with a text.
func (w *writer) tag(depth int, name, text string) {
	fmt.Fprintf(w, "%*s<%s>", 2*depth, "", name)
	_ = xml.EscapeText(w, []byte(text)) // the writer keeps its error
	fmt.Fprintf(w, "</%s>\n", name)
}

// said writes an element that may be left out where it is empty.
func (w *writer) said(depth int, name, text string) {
	if text != "" {
		w.tag(depth, name, text)
	}
}

func truth(yes bool) string {
	if yes {
		return "True"
	}
	return "False"
}

// span is the time of an event as the file has it.
type span struct {
	start, end           string
	fuzzyStart, fuzzyEnd bool
	today                bool // it has not ended
}

// span is the time of a date, false for one out of the calendar. Days end with the day
// after the last; a time of day alone is a point.
func (w *writer) span(d dates.Date) (s span, ok bool) {
	p := form.PlainOf(d)
	lo, hi := p.Bounds()
	if p.From == p.To && p.From.Clock.Said {
		hi = lo
	}
	if p.From.Year < firstYear || p.To.Year > lastYear {
		w.Lost.Lose(form.LosesRange, 1)
		return s, false
	}
	s = span{start: stampOf(lo), end: stampOf(hi)}
	if !p.Certain {
		w.Lost.Lose(form.LosesCertainty, 1)
		start, end, interval := d.Parts()
		s.fuzzyStart, s.fuzzyEnd = true, true
		if interval {
			s.fuzzyStart, s.fuzzyEnd = doubted(start), doubted(end)
		}
	}
	today := w.From.Edited.Unix()
	if s.today = p.OpenEnd && lo < today; s.today {
		s.end = stampOf(max(hi, today))
	}
	w.LoseIf(p.OpenStart || p.OpenEnd && !s.today, form.LosesOpen)
	w.LoseIf(p.From.Offset+p.To.Offset != "", form.LosesZones)
	return s, true
}

// doubted reports whether an end of an interval is not certain.
func doubted(p dates.Point) bool {
	return p.Qualifier != 0 || p.Parts != [3]dates.Qualifier{} || p.X != 0 || p.Significant != 0 || p.Precision == dates.PrecisionNone && !p.Open
}

// stampOf is a time as the program writes it: years have as many digits as they need.
func stampOf(seconds int64) string {
	c := dates.CivilFromUnix(seconds)
	return fmt.Sprintf("%d-%02d-%02d %02d:%02d:%02d", c.Year, c.Month, c.Day, c.Hour, c.Minute, c.Second)
}

// eras writes the notes on spans of time.
func (w *writer) eras() {
	eras := w.From.Eras()
	w.Lost.Lose(form.LosesNotes, len(w.From.Notes)-len(eras))
	if len(eras) == 0 {
		return
	}
	w.open(1, tagEras)
	for _, n := range eras {
		s, ok := w.span(n.Span)
		if !ok {
			continue
		}
		w.open(2, tagEra)
		w.tag(3, tagName, form.Line(n.Text))
		w.tag(3, tagStart, s.start)
		w.tag(3, tagEnd, s.end)
		r, g, b := form.RGB(n.Colour)
		w.tag(3, tagColour, fmt.Sprintf("%d,%d,%d", r, g, b))
		w.tag(3, tagEndsToday, truth(s.today))
		w.close(2, tagEra)
	}
	w.close(1, tagEras)
}

func (w *writer) event(e form.TakenEvent) {
	s, ok := w.span(e.Date)
	if !ok {
		return
	}
	if w.shown == nil {
		w.shown = &s
	}
	text := form.Line(e.Title)
	if strings.HasPrefix(text, "[") || strings.HasPrefix(text, "(") {
		text = " " + text // else the program takes it for a container, or a part of one
	}
	w.open(2, tagEvent)
	w.tag(3, tagStart, s.start)
	w.tag(3, tagEnd, s.end)
	w.tag(3, tagText, text)
	w.tag(3, tagProgress, "0")
	w.tag(3, tagFuzzy, truth(s.fuzzyStart && s.fuzzyEnd))
	w.tag(3, tagFuzzyStart, truth(s.fuzzyStart))
	w.tag(3, tagFuzzyEnd, truth(s.fuzzyEnd))
	w.tag(3, tagLocked, truth(false))
	w.tag(3, tagEndsToday, truth(s.today))
	w.said(3, tagCategory, w.Names[e.Track])
	w.said(3, tagDescription, form.Paragraphs(append([]string{form.Clean(e.Description), form.Where(e.Event)}, w.From.Quotations(e, w.Articles)...)...))
	w.said(3, tagLabels, w.labels(e.Tags))
	w.said(3, tagHyperlink, w.hyperlinks(e.Links))
	w.tag(3, tagDefault, unsaid[tagDefault])
	w.close(2, tagEvent)
	w.LoseIf(e.Place != "", form.LosesPlaces)
	w.LoseIf(e.Source != "", form.LosesSources)
	w.LoseIf(e.Importance != data.DefaultImportance, form.LosesImportance)
	w.Lost.Lose(form.LosesIDs, 1)
}

// labels are tags between spaces; one of several words is one with "_".
func (w *writer) labels(tags []string) string {
	labels := make([]string, len(tags))
	for i, tag := range tags {
		labels[i] = strings.Join(strings.Fields(tag), "_")
		w.LoseIf(labels[i] != tag || strings.Trim(tag, ",;") != tag, form.LosesTags)
	}
	return strings.Join(labels, " ")
}

// hyperlinks are addresses between semicolons.
func (w *writer) hyperlinks(links []data.Reference) string {
	var out []string
	for _, l := range links {
		address := form.WebAddress(l.URL)
		w.LoseIf(address == "", form.LosesLinks)
		if address != "" {
			out = append(out, strings.ReplaceAll(address, ";", "%3B"))
		}
	}
	return strings.Join(out, ";")
}

// view writes what the program shows first.
func (w *writer) view() {
	shown := span{start: "2000-01-01 00:00:00", end: "2001-01-01 00:00:00"}
	if w.shown != nil {
		shown = *w.shown
	}
	w.open(1, "view")
	w.open(2, "displayed_period")
	w.tag(3, tagStart, shown.start)
	if shown.end == shown.start { // the program shows no point
		shown.end = "9989-01-01 00:00:00"
	}
	w.tag(3, tagEnd, shown.end)
	w.close(2, "displayed_period")
	w.open(2, "hidden_categories")
	w.close(2, "hidden_categories")
	w.close(1, "view")
}
