package table

import (
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// own is the table that is written here, whose cells say what an event says and nothing
// else. Its dates are EDTF; the columns beside them are for other programs.
func own() *dialect {
	d := &dialect{format: "csv", must: []string{"edtf", "id|المعرف", "title|العنوان"}, rest: Keep, own: true, means: map[string]Meaning{}}
	for _, c := range ownColumns() {
		for _, name := range c.names {
			d.means[foldName(name)] = c.means
		}
	}
	return d
}

// ownRow makes the event of the row at hand.
func (b *builder) ownRow() {
	where := b.place(-1)
	date, err := dates.Parse(b.exact(Start))
	if err != nil { // somebody has changed it
		var ok bool
		if date, _, ok = b.date(); !ok {
			return
		}
	}
	title := form.Line(b.exact(Title))
	if title == "" {
		b.skip(Title, form.NoTitle)
		return
	}
	e := data.Event{
		ID: data.NewID(), Title: b.doc.Fit(where, "title", title, data.MaxTitle), Date: date, Importance: b.importance(),
		Verdict: b.verdict(where),
		Place:   b.doc.Fit(where, "place", form.Line(b.exact(Place)), data.MaxTitle), Source: b.doc.Fit(where, "source", form.Line(b.exact(Source)), data.MaxTitle),
	}
	if track := form.Line(b.exact(Track)); track != "" {
		e.Track = b.doc.TrackNamed(b.doc.Fit(where, "track", track, data.MaxTitle), "")
	}
	var links []form.Link
	for line := range strings.Lines(b.exact(Address)) {
		address, words, _ := strings.Cut(strings.TrimSpace(line), " ")
		if address != "" {
			links = append(links, form.Link{URL: address, Title: words})
		}
	}
	e.Links = b.doc.FitLinks(where, links)
	if tags := b.exact(Tags); tags != "" {
		e.Tags = b.doc.FitTags(where, strings.Split(tags, "; "))
	}
	var more []string
	for i, c := range b.m.Columns {
		name := foldName(plainName(b.t.Columns[i].Name))
		switch {
		case name == foldName(zoneNames[0]) || name == foldName(zoneNames[1]):
			if zone := b.exactIn(i); dates.IsZone(zone) {
				e.Zone = zone
			}
		case c.Means == Keep:
			more = append(more, form.Said(b.t.Columns[i].Name, form.Clean(b.exactIn(i))))
		}
	}
	e.Description = b.doc.Fit(where, "description", form.Paragraphs(append([]string{form.Clean(b.exact(Text))}, more...)...), data.MaxText)
	key := b.exact(ID)
	if len(key) > data.MaxForeign || b.keys[key] {
		key = ""
	}
	b.keys[key] = true
	if actors := b.exact(Actors); actors != "" {
		b.actors(e.ID, strings.Split(actors, betweenActors))
	}
	b.doc.Events = append(b.doc.Events, form.Event{Event: e, Source: form.Source{Key: key, Place: where}})
}

// exact is the cell of a meaning as it was before it was made harmless, "" for none.
func (b *builder) exact(meaning Meaning) string {
	i, ok := b.at[meaning]
	if !ok {
		return ""
	}
	return b.exactIn(i)
}

func (b *builder) exactIn(column int) string {
	if column >= len(b.r.Cells) {
		return ""
	}
	cell := b.r.Cells[column]
	if rest, ok := strings.CutPrefix(cell, "'"); ok && form.IsFormula(rest) {
		return rest
	}
	return cell
}
