// Package placemark reads places with times: KML and KMZ of Google Earth and others, and GPX
// of receivers. It writes KML, and GeoJSON for programs of maps.
//
// The one idea behind it: a place with a time is an event, and a path that was recorded is
// one event from its first point to its last, however many points it has. Where something is
// becomes words. Folders are tracks.
package placemark

import (
	"context"
	"encoding/xml"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/gazetteer"
)

// Formats are the lines of the table of formats.
func Formats() []form.Format {
	w := writers{gazetteer.New()} // read when something is written
	return []form.Format{
		{Name: "kml", Title: "KML (Google Earth)", Endings: []string{".kml", ".kmz"}, Likeness: likeKML, Read: readKML, Group: form.GroupData, Write: w.kml, Loses: append(loses(), form.LosesTags, form.LosesImportance, form.LosesRange)},
		{Name: "gpx", Title: "GPX", Endings: []string{".gpx"}, Likeness: likeGPX, Read: readGPX},
		{Name: "geojson", Title: "GeoJSON", Endings: []string{".geojson"}, Group: form.GroupData, Write: w.geoJSON, Loses: append(loses(), form.LosesRange)},
	}
}

// maxBytes is the most that is read, unpacked.
const maxBytes = 512 << 20

// reader reads one file of either format.
type reader struct {
	*form.Drafts
	*form.XML
	doc form.Document
}

func newReader(ctx context.Context, file form.File, raw []byte, o form.Options) *reader {
	r := &reader{}
	r.Drafts = form.NewDrafts(file, &r.doc)
	r.XML = form.NewXML(ctx, file, raw, &r.doc, o)
	return r
}

// text reads the rest of an element as its text, without that of elements in it.
func (r *reader) text(path string, start xml.StartElement) (string, error) {
	e, err := r.Element(path, start)
	return strings.TrimSpace(e.Text), err
}

// skip passes over the rest of an element.
func (r *reader) skip(path string, _ xml.StartElement) error {
	return r.Each(path, r.skip)
}

// course is a path with times: its first and last point.
type course struct {
	points      int
	timed       int
	first, last form.Moment
	from, to    string // places, in words
	bad         string // a time that cannot be read
}

// point takes a point of the path into account. where is in words, "" if it is not known.
func (c *course) point(time, where string) {
	c.points++
	if where != "" {
		if c.from == "" {
			c.from = where
		}
		c.to = where
	}
	if time == "" {
		return
	}
	m, ok := form.ISO(time)
	if !ok {
		c.bad = time
		return
	}
	if c.timed == 0 || m.Begins() < c.first.Begins() {
		c.first = m
	}
	if c.timed == 0 || m.Begins() > c.last.Begins() {
		c.last = m
	}
	c.timed++
}

// date is the time from the first point to the last; false where none has one.
func (c *course) date() (dates.Date, bool) {
	if c.timed == 0 {
		return dates.Date{}, false
	}
	d, err := form.Span(c.first.EDTF(), c.last.EDTF())
	return d, err == nil
}

// place is where it began, and where it ended, if that is elsewhere.
func (c *course) place() string {
	if c.to == c.from {
		return c.from
	}
	return c.from + " – " + c.to
}

// coordinates are two numbers in words, "" for what is none.
func coordinates(lat, lon string) string {
	a, err1 := strconv.ParseFloat(strings.TrimSpace(lat), 64)
	b, err2 := strconv.ParseFloat(strings.TrimSpace(lon), 64)
	if err1 != nil || err2 != nil {
		return ""
	}
	return form.Coordinates(a, b)
}
