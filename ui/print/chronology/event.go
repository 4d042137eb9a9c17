package chronology

import (
	"cmp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/text/layout"
)

// column is an event as it is printed.
func (d *document) column(e event) *column {
	track := d.tracks[e.Track]
	colour := d.colours.Mark(track.Colour)
	c := &column{role: "Event", lo: e.lo, hi: e.hi, dated: true, rule: true}
	body := d.page.body()

	title := &item{set: d.text.set(form.Line(e.Title), titleStyle, body), role: "H3", ink: d.ink.text, alone: true}
	d.tongue(title, "")
	c.items = append(c.items, title)
	for _, p := range paragraphs(e.Description) {
		c.items = append(c.items, d.plain(p, textStyle, body, ""))
	}
	last := c.items[len(c.items)-1]
	passages := d.passages(e)
	d.cite(last, sourcesOf(passages))
	for _, p := range passages {
		d.quote(c, p, body, colour)
	}
	d.particulars(c, e, body)
	for _, n := range d.notes.of[e.ID] {
		d.note(&c.items, n, body, 0)
	}
	c.side = d.beside(e, track)
	if d.page.date == 0 {
		for _, t := range c.side {
			t.alone = true
		}
		c.items, c.side = append(c.side, c.items...), nil
	}
	c.again = d.locale.T("print.again", "date", d.locale.DateDays(d.axis.Shown(e.Date)))
	// The heading is followed by something, at least one line of it.
	title.alone = len(c.items) > 1
	return c
}

// passage is the words of a source that report an event.
type passage struct {
	words  string
	lang   string
	number int // of the source
}

// passages are those of an event in the order of their sources, each once.
func (d *document) passages(e event) (all []passage) {
	for _, x := range e.Excerpts {
		n, taken := d.numbers[x.Article]
		words := strings.TrimSpace(x.Anchor.Exact)
		if p := (passage{words, d.articles[x.Article].Lang, n}); taken && words != "" && x.Doubt.State != data.Orphan && !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return all
}

// sourcesOf are the sources of passages, ascending.
func sourcesOf(passages []passage) (numbers []int) {
	for _, p := range passages {
		numbers = append(numbers, p.number)
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// quote adds a passage with the number of its source, in the quotation marks of its
// language.
func (d *document) quote(c *column, p passage, width float64, colour colour) {
	lines := paragraphs(p.words)
	for i, line := range lines {
		open, shut := "\u201c", "\u201d"
		if p.lang == "ar" || p.lang == "" && layoutRTL(line) {
			open, shut = "\u00ab", "\u00bb"
		}
		if strings.Contains(p.words, open) { // the bar says it, too
			open, shut = "", ""
		}
		if i > 0 {
			open = ""
		}
		if i < len(lines)-1 {
			shut = ""
		}
		t := d.barred(open+line+shut, quoteStyle, width, p.lang)
		t.role, t.bar, t.before = "BlockQuote", colour, 0
		if i == 0 {
			t.before = 3
		}
		if i == len(lines)-1 {
			d.cite(t, []int{p.number})
		}
		c.items = append(c.items, t)
	}
}

// particulars adds where an event is said to be recorded, its tags, and addresses.
func (d *document) particulars(c *column, e event, width float64) {
	add := func(text, address string) {
		t := &item{set: d.text.own(text, lineStyle, width), role: "P", ink: d.ink.muted, before: 1}
		if address != "" {
			t.leads, t.says, t.ink = address, address, d.ink.link
		}
		c.items = append(c.items, t)
	}
	if e.Source != "" {
		add(d.locale.T("event.source", "source", layout.Defuse(form.Line(e.Source))), "")
	}
	if len(e.Tags) > 0 {
		tags := make([]string, len(e.Tags))
		for i, tag := range e.Tags {
			tags[i] = foreign("#" + tag)
		}
		add(strings.Join(tags, "  "), "")
	}
	for _, l := range e.Links {
		add(foreign(cmp.Or(form.Line(l.Title), l.URL)), l.URL)
	}
}

// beside is what is in the column of dates: the date, what else is known of it, the track
// and the place.
func (d *document) beside(e event, track data.Track) (side []*item) {
	width := d.page.date - 12
	if d.page.date == 0 {
		width = d.page.body()
	}
	add := func(text string, st layout.Style, ink colour) *item {
		t := &item{set: d.text.own(text, st, width), role: "P", ink: ink}
		side = append(side, t)
		return t
	}
	shown := d.axis.Shown(e.Date)
	days, whole := d.locale.DateDays(shown), d.locale.Date(shown)
	add(days, dateStyle, d.ink.date)
	if rest := strings.TrimLeft(strings.TrimPrefix(whole, days), ",\u060c "); rest != whole && rest != "" {
		add(rest, sideStyle, d.ink.muted)
	}
	if day, single := singleDay(e.Date); single {
		add(d.locale.Weekday(dates.Weekday(day)), sideStyle, d.ink.muted)
	}
	if name := foreign(track.Name); name != "" {
		t := add(name, sideStyle, d.ink.text)
		t.before = 3
		t.set = d.text.own(name, sideStyle, width-signRoom)
		t.x = signRoom
		t.sign = d.sign(e.Date, d.colours.Mark(track.Colour))
	}
	if place := foreign(e.Place); place != "" {
		add(place, sideStyle, d.ink.muted)
	}
	return side
}

// singleDay is the day of a date that is one day, or a time in it.
func singleDay(date dates.Date) (day int64, ok bool) {
	p, _, _ := date.Parts()
	if p.Precision < dates.PrecisionDay || p.Month == 0 || p.Day == 0 || date.Kind() != dates.KindPoint {
		return 0, false
	}
	return dates.DaysFromCivil(p.Year, p.Month, p.Day), true
}

// sign draws the sign of an event as the strip has it: a disc, or a ring where the date is
// uncertain.
func (d *document) sign(date dates.Date, c colour) func(p *pdf.Page, left, y float64) {
	_, _, doubts := date.Core()
	uncertain := doubts&dates.DoubtUncertain != 0
	return func(p *pdf.Page, left, y float64) {
		const radius = 2.6
		x := left - signRoom + 1
		if d.page.rtl {
			x = left + d.page.date - 12 - signRoom + signRoom - 1 - 2*radius
		}
		s := pdf.Shape{X: x, Y: y - radius, W: 2 * radius, H: 2 * radius, Radius: radius, Fill: c}
		if uncertain {
			s = pdf.Shape{X: x + 0.5, Y: y - radius + 0.5, W: 2*radius - 1, H: 2*radius - 1, Radius: radius, Fill: d.colours.Panel, Stroke: c, StrokeWidth: 1.1}
		}
		p.Draw(s)
	}
}
