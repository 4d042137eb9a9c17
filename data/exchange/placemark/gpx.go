package placemark

import (
	"cmp"
	"context"
	"encoding/xml"
	"fmt"

	"tarikh.org/tarikh/data/exchange/form"
)

func likeGPX(p *form.Probe) int {
	if p.Root == "gpx" {
		return 95
	}
	return 0
}

// gpx reads one file of GPX.
type gpx struct {
	*reader
	n map[string]int // how many of each element there were
}

func readGPX(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := file.Bytes(maxBytes)
	if err != nil {
		return form.Document{}, err
	}
	g := &gpx{reader: newReader(ctx, file, raw, o), n: map[string]int{}}
	if err := g.Root(g.part, "gpx"); err != nil {
		return form.Document{}, err
	}
	return g.doc, nil
}

// part reads a part of the file.
func (g *gpx) part(at string, start xml.StartElement) error {
	name := start.Name.Local
	g.n[name]++
	at = fmt.Sprintf("%s[%d]", at, g.n[name])
	switch name {
	case "metadata", "name", "desc", "author", "time", "keywords", "bounds", "url", "urlname", "email":
		e, err := g.Element(at, start)
		if e.Name == "metadata" {
			e = e.One("name")
		}
		if e.Name == "name" {
			g.doc.Title = cmp.Or(g.doc.Title, form.Shorten(form.Line(e.Text), 200))
		}
		return err
	case "wpt":
		e, err := g.Element(at, start)
		if err != nil {
			return err
		}
		return g.waypoint(e)
	case "trk", "rte":
		return g.path(at)
	}
	g.Drop(name)
	return g.skip(at, start)
}

// described is what a waypoint or a path says of itself.
func described(e form.Element, d *form.Draft) {
	switch text := form.Line(e.Text); e.Name {
	case "name":
		d.Title = text
	case "desc", "cmt":
		plain, links := form.PlainHTML(e.Text)
		if plain != d.Text {
			d.Text = form.Paragraphs(d.Text, plain)
		}
		d.Links = append(d.Links, links...)
	case "link":
		if address := form.WebAddress(e.Get("href")); address != "" {
			d.Links = append(d.Links, form.Link{URL: address, Title: form.Line(e.One("text").Text)})
		}
	case "url":
		if address := form.WebAddress(text); address != "" {
			d.Links = append(d.Links, form.Link{URL: address})
		}
	case "type":
		if text != "" {
			d.Tags = append(d.Tags, text)
		}
	case "src":
		d.Source = text
	}
}

// waypoint adds a place with a time, or says why not.
func (g *gpx) waypoint(e form.Element) error {
	d := form.Draft{At: e.Place, Place: coordinates(e.Get("lat"), e.Get("lon"))}
	for _, c := range e.Children {
		described(c, &d)
	}
	time := form.Line(e.One("time").Text)
	m, ok := form.ISO(time)
	switch {
	case time == "":
		g.Skip(e.Place, form.NoDate, d.Title)
		return nil
	case !ok:
		g.Skip(e.Place, form.BadDate, time)
		return nil
	}
	if d.Title == "" && d.Text == "" {
		d.Title = d.Place
	}
	if d.Date, ok = g.DatedBy(e.Place, m.EDTF(), time); !ok {
		return nil
	}
	return g.Event(d)
}

// path adds a path as one event, or says why not.
func (g *gpx) path(at string) error {
	d := form.Draft{At: g.Place(at)}
	var c course
	var part func(at string, start xml.StartElement) error
	part = func(at string, start xml.StartElement) error {
		switch start.Name.Local {
		case "trkseg":
			return g.Each(at, part)
		case "trkpt", "rtept":
			e, err := g.Element(at, start)
			c.point(form.Line(e.One("time").Text), coordinates(e.Get("lat"), e.Get("lon")))
			return err
		}
		e, err := g.Element(at, start)
		described(e, &d)
		return err
	}
	if err := g.Each(at, part); err != nil {
		return err
	}
	var ok bool
	d.Date, ok = c.date()
	switch {
	case !ok && c.bad != "":
		g.Skip(d.At, form.BadDate, c.bad)
		return nil
	case !ok:
		g.Skip(d.At, form.NoDate, d.Title)
		return nil
	}
	d.Place = c.place()
	if d.Title == "" && d.Text == "" {
		d.Title = d.Place
	}
	d.More = append(d.More, form.Said("Points", fmt.Sprint(c.points)))
	return g.Event(d)
}
