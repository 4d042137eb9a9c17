package table

import (
	"context"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// maxEvents is the most events that are made of a table.
const maxEvents = 2_000_000

// Read makes events of the rows of a table. What cannot be read is in Skipped, with the
// number of its row and the name of its column: a row whose date or title is missing or
// unreadable makes no event; without an end, a time of day, an importance that cannot be
// read it makes one. Errors are of type *form.Error, or wrap ctx.Err().
func Read(ctx context.Context, t *Table, m Mapping, o form.Options) (form.Document, error) {
	if !m.Fits(t) {
		return form.Document{}, t.File.Fail(form.Place{}, "the mapping is of another table: it has %d columns, not %d", len(m.Columns), len(t.Columns))
	}
	switch m.missing() {
	case Start:
		return form.Document{}, t.File.Fail(form.Place{}, "no column has a date; say which one with --map Column=start, of %s", columnList(t))
	case Title:
		return form.Document{}, t.File.Fail(form.Place{}, "no column has a title; say which one with --map Column=title, of %s", columnList(t))
	}
	if m.Zone != "" {
		any, err := dates.Parse("2000-01-01T00:00")
		if err == nil {
			_, err = any.In(m.Zone)
		}
		if err != nil {
			return form.Document{}, t.File.Fail(form.Place{}, "there is no time zone %q", m.Zone)
		}
	}
	b := newBuilder(t, m, o)
	for _, sheet := range t.others {
		b.doc.Drop("sheet " + sheet)
	}
	n := 0
	err := t.rows(ctx, func(r Row) error {
		if n++; n%checkEvery == 0 && o.Progress != nil {
			o.Progress(float64(n) / float64(t.Rows))
		}
		if len(b.doc.Events) > maxEvents {
			return t.File.Fail(b.place(-1), "it makes more than %d events, which is the most that is read of a table", maxEvents)
		}
		b.row(r)
		return nil
	})
	return b.doc, err
}

func columnList(t *Table) string {
	var names []string
	for _, c := range t.Columns[:min(len(t.Columns), 30)] {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}

func (b *builder) row(r Row) {
	b.r = r
	if b.d.own {
		b.ownRow()
		return
	}
	switch kind := strings.ToLower(b.cell(RowType)); {
	case b.d.format == "timelinejs-sheet" && kind == "title":
		b.head()
		return
	case b.d.events != "" && kind != b.d.events:
		b.doc.Skip(b.place(b.at[RowType]), form.NotAnEvent, form.Line(b.cell(RowType)+" "+b.cell(Title)))
		return
	}
	when, zone, ok := b.date()
	if !ok {
		return
	}
	if b.d.format == "timelinejs-sheet" && strings.ToLower(b.cell(RowType)) == "era" {
		b.era(when)
		return
	}
	b.events(when, zone)
}

// head takes the row that TimelineJS shows before all events.
func (b *builder) head() {
	title, _ := plain(b.cell(Title))
	about, _ := plain(b.cell(Text))
	b.doc.Title = form.Shorten(form.Line(title), data.MaxTitle)
	b.doc.About = form.Shorten(about, data.MaxText)
	for _, meaning := range []Meaning{Picture, Track, Keep} {
		for _, i := range b.several[meaning] {
			if b.in(i) != "" {
				b.doc.Drop(b.t.Columns[i].Name)
			}
		}
	}
}

// era makes a note on a span of time.
func (b *builder) era(span dates.Date) {
	title, _ := plain(b.cell(Title))
	text, _ := plain(b.cell(Text))
	created := b.now.Unix()
	b.doc.Notes = append(b.doc.Notes, form.Note{
		Annotation: data.Annotation{
			ID: data.NewID(), Span: span, Text: b.doc.Fit(b.place(-1), "text", form.Paragraphs(title, text), data.MaxText), Colour: "slate", Created: created, Changed: created,
		},
		Source: form.Source{Place: b.place(-1)}, Era: true,
	})
}

// events makes the event of the row, or one for each column that has some.
func (b *builder) events(when dates.Date, zone string) {
	columns := b.several[EventTitle]
	if len(columns) == 0 {
		title, links := plain(b.title())
		text, more := plain(b.words(Text))
		if title == "" && text == "" {
			b.skip(Title, form.NoTitle)
			return
		}
		b.event(when, zone, title, text, append(links, more...), b.track(b.cell(Track)), b.cell(ID))
		return
	}
	any := false
	for _, i := range columns {
		title, links := plain(b.in(i))
		if none(title) {
			continue
		}
		any = true
		key := b.cell(ID)
		if key != "" {
			key += "/" + b.t.Columns[i].Name
		}
		text, more := plain(b.words(Text))
		b.event(when, zone, title, text, append(links, more...), b.track(b.t.Columns[i].Name), key)
	}
	if !any {
		b.skip(EventTitle, form.NoTitle)
	}
}

func (b *builder) event(when dates.Date, zone, title, text string, links []form.Link, track data.ID, key string) {
	where := b.place(-1)
	title, text = form.Headline(title, text)
	if title == "" {
		title, text = form.Headline(text, "")
	}
	if title == "" {
		b.skip(Title, form.NoTitle)
		return
	}
	if len(key) > data.MaxForeign || b.keys[key] {
		key = "" // no key that tells it from the others
	} else if key != "" {
		b.keys[key] = true
	}
	kept, more := b.kept(when)
	links = slices.Concat(b.links(), links, more)
	e := data.Event{
		ID: data.NewID(), Title: b.doc.Fit(where, "title", title, data.MaxTitle), Date: when, Track: track, Zone: zone, Importance: b.importance(),
		Place: b.joined(Place, ", "), Source: b.joined(Source, "; "), Tags: b.tags(),
	}
	e.Description = b.doc.Fit(where, "description", form.Paragraphs(text, kept), data.MaxText)
	if len(links) > 0 {
		e.Links = b.doc.FitLinks(where, links)
	}
	b.actors(e.ID, b.named())
	b.doc.Events = append(b.doc.Events, form.Event{Event: e, Source: form.Source{Key: key, Place: where}})
}
