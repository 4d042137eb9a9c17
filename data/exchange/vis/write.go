package vis

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// loses are what no file of the format holds.
func loses() []string {
	return []string{form.LosesCertainty, form.LosesTags, form.LosesImportance, form.LosesZones, form.LosesArticles, form.LosesNotes}
}

// The years that scripts have: those within 100,000,000 days of 1970.
const (
	firstYear = -271_820
	lastYear  = 275_759
)

// outItem is an item or a group as it is written.
type outItem struct {
	ID      string `json:"id"`
	Content string `json:"content"`
	Start   string `json:"start,omitempty"`
	End     string `json:"end,omitempty"`
	Type    string `json:"type,omitempty"`
	Group   string `json:"group,omitempty"`
	Title   string `json:"title,omitempty"`
	Style   string `json:"style,omitempty"`
}

// write writes items and groups, one a line.
func write(ctx context.Context, to io.Writer, from form.Taken) (form.Dropped, error) {
	w := writer{form.NewWriter(to, from)}
	w.WriteString("{\"groups\":[")
	for i, t := range from.Tracks {
		r, g, b := form.RGB(t.Colour)
		w.line(i, outItem{ID: t.ID.String(), Content: html.EscapeString(w.Names[t.ID]), Style: fmt.Sprintf("color: rgb(%d,%d,%d);", r, g, b)})
	}
	w.WriteString("\n],\n\"items\":[")
	n := 0
	for i, e := range from.Events {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		o := outItem{ID: e.ID.String(), Content: html.EscapeString(form.Line(e.Title)), Group: e.Track.String(), Title: from.Slide(e, w.Articles)}
		if !w.dated(&o, e.Date, "range") {
			continue
		}
		w.LoseIf(len(e.Tags) > 0, form.LosesTags)
		w.LoseIf(e.Importance != 3, form.LosesImportance)
		w.LoseIf(e.Zone != "", form.LosesZones)
		w.line(n, o)
		n++
	}
	eras := from.Eras()
	for _, era := range eras {
		r, g, b := form.RGB(era.Colour)
		o := outItem{ID: era.ID.String(), Content: html.EscapeString(form.Line(era.Text)), Style: fmt.Sprintf("background-color: rgba(%d,%d,%d,0.2);", r, g, b)}
		if w.dated(&o, era.Span, "background") {
			w.line(n, o)
			n++
		}
	}
	w.WriteString("\n]}\n")
	w.Lost.Lose(form.LosesNotes, len(from.Notes)-len(eras))
	return w.Finish()
}

type writer struct{ *form.Writer }

// line writes a value of which encoding cannot fail as a line of a list.
func (w writer) line(i int, o outItem) {
	if i > 0 {
		w.WriteByte(',')
	}
	w.WriteByte('\n')
	text, err := json.Marshal(o)
	if err != nil {
		panic(err)
	}
	w.Write(text)
}

// dated puts a date into an item: one unit as its start alone, a span with the instant
// after it as its end. It reports whether scripts have such dates.
func (w writer) dated(o *outItem, d dates.Date, kind string) bool {
	p := form.PlainOf(d)
	if p.From.Year < firstYear || p.To.Year > lastYear {
		w.Lost.Lose(form.LosesRange, 1)
		return false
	}
	w.LoseIf(!p.Certain, form.LosesCertainty)
	w.LoseIf(p.OpenStart || p.OpenEnd, form.LosesOpen)
	if p.From == p.To && kind != "background" {
		o.Start = iso(p.From)
		return true
	}
	lo, hi := p.Bounds()
	from, to := form.MomentAt(lo), form.MomentAt(hi)
	if from.Midnight() && to.Midnight() && p.From.Offset+p.To.Offset == "" {
		from, to = from.DayOnly(), to.DayOnly()
	} else {
		from.Offset, to.Offset = p.From.Offset, cmp.Or(p.To.Offset, p.From.Offset)
	}
	o.Start, o.End, o.Type = iso(from), iso(to), kind
	return true
}

// iso is a moment as scripts read it: a year of more than four digits has six and a sign.
func iso(m form.Moment) string {
	year := m.Year
	m.Year = 2000
	rest := m.EDTF()[4:]
	switch {
	case year < 0:
		return fmt.Sprintf("-%06d", -year) + rest
	case year > 9999:
		return fmt.Sprintf("+%06d", year) + rest
	}
	return fmt.Sprintf("%04d", year) + rest
}
