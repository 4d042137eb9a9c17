package aeon

import (
	"maps"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/offer"
)

// event adds an event to the document, or says why not.
func (r *reader) event(place form.Place, o form.Object) error {
	d := form.Draft{Title: o.Text("title"), Key: o.Text("guid"), At: place}
	var ok bool
	if d.Date, ok = r.dated(place, o); !ok {
		return nil
	}
	tags, _ := o["tags"].([]any)
	for _, t := range tags {
		if s, ok := t.(string); ok {
			d.Tags = append(d.Tags, s)
		}
	}
	r.related(&d, o)
	r.valued(&d, o)
	links, _ := o["links"].([]any)
	for _, l := range links {
		address, title := form.Object{"url": l}.Text("url"), ""
		if entry, ok := l.(map[string]any); ok {
			address, title = form.Object(entry).Text("url"), form.Object(entry).Text("name")
		}
		if web := form.WebAddress(address); web != "" {
			d.Links = append(d.Links, form.Link{URL: web, Title: title})
		} else if offer.IsNamed(address) {
			d.Pictures = append(d.Pictures, form.Named{File: address, Picture: data.Picture{Caption: title}})
		} else if address != "" {
			d.More = append(d.More, form.Said("Link", form.Line(address)))
		}
	}
	unread := 0
	for _, name := range attached {
		list, _ := o[name].([]any)
		for _, entry := range list {
			if n, ok := attachment(entry); ok {
				d.Pictures = append(d.Pictures, n)
			} else {
				unread++
			}
		}
	}
	if unread > 0 {
		r.Drop("attachments")
	}
	for _, name := range []string{"parent", "parentId", "parentGuid"} {
		if title := r.titles[o.Text(name)]; title != "" && o.Text(name) != d.Key {
			d.Tags = append(d.Tags, title)
		}
	}
	if o.Text("color") != "" {
		r.Drop("color")
	}
	r.DropAll(o, "", "guid", "title", "tags", "links", "values", "relationships", "rangeValues", "displayId", "priority", "color", "parent", "parentId", "parentGuid", "attachments", "images")
	return r.Event(d)
}

// attached are the members of an event that name files in the archive.
var attached = []string{"attachments", "images"}

// attachment is a file that an event names, if it is a picture.
func attachment(entry any) (form.Named, bool) {
	if name, is := entry.(string); is {
		return form.Named{File: name}, offer.IsNamed(name)
	}
	o, _ := entry.(map[string]any)
	for _, member := range []string{"path", "file", "fileName", "filename", "url", "src", "name"} {
		if name := form.Object(o).Text(member); offer.IsNamed(name) {
			n := form.Named{File: name}
			if n.Caption = form.Object(o).Text("caption"); n.Caption == "" && member != "name" {
				n.Caption = form.Object(o).Text("name")
			}
			return n, true
		}
	}
	return form.Named{}, false
}

// swatches are the colours of the program that have no such name elsewhere.
var swatches = map[string]string{
	"midBlue": "blue", "lightBlue": "blue", "darkBlue": "blue", "lightPurple": "violet", "apple": "green", "lightGreen": "green", "darkGreen": "green",
	"fuschia": "rose", "darkPink": "rose", "lightPink": "rose",
}

// related takes what an event is related to: its arcs, its place, and the rest as tags.
func (r *reader) related(d *form.Draft, o form.Object) {
	for _, rel := range o.Objects("relationships") {
		e, known := r.entities[rel.Text("entity")]
		name := form.Line(e.Text("name"))
		if !known || name == "" {
			r.Skip(d.At, form.Unknown, "entity "+rel.Text("entity"))
			continue
		}
		kind := r.types[e.Text("entityType")]
		if kind == nil {
			kind = r.types[rel.Text("role")]
		}
		called := strings.ToLower(kind.Text("name"))
		switch {
		case called == "arc" && d.Track == "":
			swatch := e.Text("swatchColor")
			if d.Track, d.Colour = name, swatches[swatch]; d.Colour == "" {
				d.Colour = form.Colour(swatch)
			}
		case called == "location" || called == "place" || kind.Text("icon") == "map":
			if d.Place != "" {
				d.Place += ", "
			}
			d.Place += name
		default:
			d.Tags = append(d.Tags, name)
		}
	}
}

// valued takes the texts of an event: what describes it, and the rest with their names.
func (r *reader) valued(d *form.Draft, o form.Object) {
	said := map[string]string{}
	for _, v := range o.Objects("values") {
		name, known := r.properties[v.Text("property")]
		if !known {
			name = "…"
		}
		if text := form.Clean(v.Text("value")); text != "" {
			said[name] = form.Paragraphs(said[name], text)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(said)) {
		switch strings.ToLower(name) {
		case "description", "summary":
			d.Text = form.Paragraphs(d.Text, said[name])
		default:
			d.More = append(d.More, form.Said(name, said[name]))
		}
	}
}
