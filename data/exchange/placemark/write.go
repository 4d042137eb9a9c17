package placemark

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/placing"
)

// loses are what no written file holds.
func loses() []string {
	return []string{form.LosesCertainty, form.LosesZones, form.LosesArticles, form.LosesNotes}
}

// writers write with what is known of places.
type writers struct{ gazetteer *gazetteer.Gazetteer }

// placed is where the events that are taken happened.
func (k writers) placed(ctx context.Context, from form.Taken) (placing.Placing, error) {
	b := placing.NewBuilder(k.gazetteer)
	if from.Store != nil {
		if err := b.Mentions(ctx, from.Store); err != nil {
			return placing.Placing{}, err
		}
	}
	for i := range from.Events {
		b.Said(from.Events[i].ID, from.Events[i].Place)
	}
	return b.Done(), nil
}

// when is a date as XML Schema and ISO 8601 have it: the same twice for one unit, "" at an
// end that is open. The second is the last that belongs to it. ok is false for years of more
// than four digits and before the first.
func when(w *form.Writer, d dates.Date) (begin, end string, ok bool) {
	p := form.PlainOf(d)
	if p.From.Year < 1 || p.To.Year > 9999 {
		w.Lost.Lose(form.LosesRange, 1)
		return "", "", false
	}
	w.LoseIf(!p.Certain, form.LosesCertainty)
	begin, end = whole(p.From), whole(p.To)
	if p.OpenStart {
		begin = ""
	}
	if p.OpenEnd {
		end = ""
	}
	return begin, end, true
}

// whole is a moment with the seconds that these standards want of a time of day.
func whole(m form.Moment) string {
	text := m.EDTF()
	if m.Clock.Said && !m.Clock.Seconds {
		i := strings.IndexByte(text, 'T') + len("T00:00")
		text = text[:i] + ":00" + text[i:]
	}
	return text
}

// geoFeature is an event in GeoJSON (RFC 7946).
type geoFeature struct {
	Type       string         `json:"type"`
	ID         string         `json:"id"`
	Geometry   *geometry      `json:"geometry"` // null where no place is known
	Properties map[string]any `json:"properties"`
}

type geometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"` // longitude first
}

// credits are the sources of positions that a library does not have itself.
const credits = "Places: GeoNames (CC BY 4.0), Unicode CLDR, Natural Earth"

// geoJSON writes a feature a line. Where an event may be is its middle, with the
// radius of the doubt among the properties.
func (k writers) geoJSON(ctx context.Context, to io.Writer, from form.Taken) (form.Dropped, error) {
	at, err := k.placed(ctx, from)
	if err != nil {
		return nil, err
	}
	w := form.NewWriter(to, from)
	title, err := json.Marshal(from.Library.Title)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(w, `{"type": "FeatureCollection", "name": %s, "credits": %q, "features": [`, title, credits)
	n := 0
	for i := range from.Events {
		e := &from.Events[i]
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		begin, end, ok := when(w, e.Date)
		if !ok {
			continue
		}
		w.LoseIf(e.Zone != "", form.LosesZones)
		text, err := json.Marshal(feature(w, e, at, begin, end))
		if err != nil {
			return nil, err
		}
		if n > 0 {
			w.WriteByte(',')
		}
		n++
		w.WriteByte('\n')
		w.Write(text)
	}
	w.WriteString("\n]}\n")
	w.Lost.Lose(form.LosesNotes, len(from.Notes))
	return w.Finish()
}

func feature(w *form.Writer, e *form.TakenEvent, at placing.Placing, begin, end string) geoFeature {
	f := geoFeature{Type: "Feature", ID: e.ID.String(), Properties: map[string]any{
		"title": e.Title, "date": e.Date.EDTF, "start": begin, "end": end, "importance": e.Importance,
	}}
	for _, t := range w.From.Tracks {
		if t.ID == e.Track {
			r, g, b := form.RGB(t.Colour)
			f.Properties["track"], f.Properties["marker-color"] = t.Name, fmt.Sprintf("#%02x%02x%02x", r, g, b)
		}
	}
	said := func(name, text string) {
		if text != "" {
			f.Properties[name] = text
		}
	}
	said("place", e.Place)
	said("description", e.Description)
	said("source", e.Source)
	if len(e.Tags) > 0 {
		f.Properties["tags"] = e.Tags
	}
	if len(e.Links) > 0 {
		f.Properties["links"] = e.Links
	}
	if quotes := reports(w, e); len(quotes) > 0 {
		f.Properties["sources"] = quotes
	}
	var points [][2]float64
	var names []string
	var radii []float64
	for _, s := range at.Events[e.ID] {
		site := at.Sites[s]
		points, names, radii = append(points, [2]float64{site.Lon, site.Lat}), append(names, site.Name), append(radii, site.Radius)
	}
	switch len(points) {
	case 0:
		return f
	case 1:
		f.Geometry = &geometry{"Point", points[0]}
	default:
		f.Geometry = &geometry{"MultiPoint", points}
	}
	f.Properties["places"], f.Properties["radius"] = names, radii
	return f
}

// reports are the passages that report an event, each with its article.
func reports(w *form.Writer, e *form.TakenEvent) (all []map[string]string) {
	for _, x := range e.Excerpts {
		a := w.Articles[x.Article]
		one := map[string]string{"quote": x.Anchor.Exact}
		for name, text := range map[string]string{"title": a.Title, "publisher": a.Publisher, "url": a.URL} {
			if text != "" {
				one[name] = text
			}
		}
		all = append(all, one)
	}
	return all
}

// kml writes KML 2.2 (OGC 07-147r2): a folder a track, a placemark an event.
func (k writers) kml(ctx context.Context, to io.Writer, from form.Taken) (form.Dropped, error) {
	at, err := k.placed(ctx, from)
	if err != nil {
		return nil, err
	}
	w := form.NewWriter(to, from)
	o := kmlWriter{w, at}
	w.WriteString(xml.Header + `<kml xmlns="http://www.opengis.net/kml/2.2"><Document>` + "\n")
	o.element("name", from.Library.Title)
	o.element("description", credits)
	for _, t := range from.Tracks {
		r, g, b := form.RGB(t.Colour)
		fmt.Fprintf(w, "<Style id=\"t-%s\"><IconStyle><color>ff%02x%02x%02x</color></IconStyle></Style>\n", t.ID, b, g, r)
	}
	for _, t := range from.Tracks {
		w.WriteString("<Folder>")
		o.element("name", w.Names[t.ID])
		for i := range from.Events {
			if i%1024 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if from.Events[i].Track == t.ID {
				o.event(&from.Events[i])
			}
		}
		w.WriteString("</Folder>\n")
	}
	w.WriteString("</Document></kml>\n")
	w.Lost.Lose(form.LosesNotes, len(from.Notes))
	return w.Finish()
}

type kmlWriter struct {
	*form.Writer
	at placing.Placing
}

func (k kmlWriter) element(name, text string) {
	fmt.Fprintf(k, "<%s>", name)
	if err := xml.EscapeText(k, []byte(text)); err != nil {
		return // the writer keeps its error, Finish returns it
	}
	fmt.Fprintf(k, "</%s>\n", name)
}

func (k kmlWriter) event(e *form.TakenEvent) {
	begin, end, ok := when(k.Writer, e.Date)
	if !ok {
		return
	}
	k.LoseIf(e.Zone != "", form.LosesZones)
	k.LoseIf(e.Importance != data.DefaultImportance, form.LosesImportance)
	k.Lost.Lose(form.LosesTags, len(e.Tags))
	fmt.Fprintf(k, "<Placemark id=\"e-%s\"><styleUrl>#t-%s</styleUrl>", e.ID, e.Track)
	k.element("name", form.Line(e.Title))
	if text := k.From.Slide(*e, k.Articles); text != "" {
		k.element("description", text)
	}
	switch {
	case begin == end:
		fmt.Fprintf(k, "<TimeStamp><when>%s</when></TimeStamp>", begin)
	default:
		k.WriteString("<TimeSpan>")
		if begin != "" {
			fmt.Fprintf(k, "<begin>%s</begin>", begin)
		}
		if end != "" {
			fmt.Fprintf(k, "<end>%s</end>", end)
		}
		k.WriteString("</TimeSpan>")
	}
	sites := k.at.Events[e.ID]
	if len(sites) > 1 {
		k.WriteString("<MultiGeometry>")
	}
	for _, s := range sites {
		fmt.Fprintf(k, "<Point><coordinates>%g,%g</coordinates></Point>", k.at.Sites[s].Lon, k.at.Sites[s].Lat)
	}
	if len(sites) > 1 {
		k.WriteString("</MultiGeometry>")
	}
	k.WriteString("</Placemark>\n")
}
