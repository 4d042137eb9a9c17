package placemark

import (
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"path"
	"strings"

	"golang.org/x/net/html"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/offer"
)

func likeKML(p *form.Probe) int {
	if p.Root == "kml" {
		return 95
	}
	for _, m := range p.Members {
		if strings.EqualFold(path.Ext(m), ".kml") {
			return 85
		}
	}
	return 0
}

// maxFiles is the most files of a KMZ.
const maxFiles = 100_000

// unpacked is the text of a KML, of a KMZ its main one: doc.kml, or the first in it.
func unpacked(file form.File) ([]byte, error) {
	raw, err := file.Bytes(maxBytes)
	if err != nil || !strings.HasPrefix(string(raw[:min(len(raw), 4)]), "PK\x03\x04") {
		return raw, err
	}
	z, err := file.Archive(maxFiles)
	if err != nil {
		return nil, err
	}
	main := -1
	for i, f := range z.File {
		if strings.EqualFold(path.Ext(f.Name), ".kml") && (main < 0 || strings.EqualFold(f.Name, "doc.kml")) {
			main = i
		}
	}
	if main < 0 {
		return nil, file.Fail(form.Place{}, "there is no .kml in it")
	}
	raw, err = form.Unzip(z.File[main], maxBytes)
	if err != nil {
		return nil, file.Fail(form.Place{Path: z.File[main].Name}, "%w", err)
	}
	return raw, nil
}

// kml reads one file of KML.
type kml struct {
	*reader
	folders []string // names of those that are open
}

func readKML(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := unpacked(file)
	if err != nil {
		return form.Document{}, err
	}
	k := &kml{reader: newReader(ctx, file, raw, o)}
	if err := k.Root(k.feature, "kml"); err != nil {
		return form.Document{}, err
	}
	if archive := offer.Archive(file); archive != nil {
		_, err = offer.NamedWithin(ctx, &k.doc, archive)
	} else {
		err = offer.Named(ctx, &k.doc, file.Beside)
	}
	if err != nil {
		return form.Document{}, err
	}
	return k.doc, nil
}

// feature reads a part of a document or a folder.
func (k *kml) feature(at string, start xml.StartElement) error {
	switch name := start.Name.Local; name {
	case "Document", "Folder":
		depth := len(k.folders)
		k.folders = append(k.folders, "")
		n := map[string]int{}
		err := k.Each(at, func(at string, start xml.StartElement) error {
			inner := start.Name.Local
			if inner == "name" {
				text, err := k.text(at, start)
				if k.folders[depth] = form.Line(text); name == "Document" {
					k.folders[depth] = ""
					k.doc.Title = cmp.Or(k.doc.Title, form.Shorten(form.Line(text), 200))
				}
				return err
			}
			n[inner]++
			return k.feature(fmt.Sprintf("%s[%d]", at, n[inner]), start)
		})
		k.folders = k.folders[:depth]
		return err
	case "Placemark", "GroundOverlay", "PhotoOverlay", "ScreenOverlay":
		return k.placemark(at, start)
	case "NetworkLink":
		k.Drop("network link")
	case "Style", "StyleMap", "Schema", "visibility", "open", "LookAt", "Camera", "Region", "styleUrl", "Snippet", "NetworkLinkControl":
	default:
		k.Drop(name)
	}
	return k.skip(at, start)
}

// mark is a placemark being read.
type mark struct {
	form.Draft
	course
	begin, end, when string // of TimeSpan and TimeStamp
	spanned          bool
	overlay          bool // a picture with its place, whose Icon it is
}

// pictures are the pictures of a description, which is HTML, in files of the archive.
func pictures(description string) (all []form.Named) {
	z := html.NewTokenizer(strings.NewReader(description))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return all
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.Data != "img" {
				continue
			}
			var n form.Named
			for _, a := range t.Attr {
				switch a.Key {
				case "src":
					n.File = strings.TrimSpace(a.Val)
				case "alt":
					n.Alt = form.Line(a.Val)
				}
			}
			if offer.IsNamed(n.File) {
				all = append(all, n)
			}
		}
	}
}

// placemark adds an event, or says why not.
func (k *kml) placemark(at string, start xml.StartElement) error {
	m := &mark{Draft: form.Draft{At: k.Place(at), Key: attribute(start, "id")}, overlay: start.Name.Local != "Placemark"}
	if err := k.Each(at, func(at string, start xml.StartElement) error { return k.part(m, at, start) }); err != nil {
		return err
	}
	var ok bool
	if m.Date, ok = k.dated(m); !ok {
		return nil
	}
	if m.Place == "" {
		m.Place = m.place()
	}
	for i := len(k.folders) - 1; i >= 0; i-- {
		switch name := k.folders[i]; {
		case name == "":
		case m.Track == "":
			m.Track = name
		default:
			m.Tags = append(m.Tags, name)
		}
	}
	if n := m.course.points; n > 1 {
		m.More = append(m.More, form.Said("Points", fmt.Sprint(n)))
	}
	if m.Title == "" && m.Text == "" {
		m.Title = m.Place
	}
	return k.Event(m.Draft)
}

func attribute(start xml.StartElement, name string) string {
	return form.Element{Attr: start.Attr}.Get(name)
}

// part reads a part of a placemark.
func (k *kml) part(m *mark, at string, start xml.StartElement) error {
	inner := func(at string, start xml.StartElement) error { return k.part(m, at, start) }
	text := func(into *string) error {
		said, err := k.text(at, start)
		if said != "" {
			*into = said
		}
		return err
	}
	switch name := start.Name.Local; name {
	case "name":
		return text(&m.Title)
	case "description":
		var said string
		err := text(&said)
		plain, links := form.PlainHTML(said)
		m.Text = form.Paragraphs(m.Text, plain)
		m.Links = append(m.Links, links...)
		m.Pictures = append(m.Pictures, pictures(said)...)
		return err
	case "Icon":
		e, err := k.Element(at, start)
		if href := form.Line(e.One("href").Text); m.overlay && offer.IsNamed(href) {
			m.Pictures = append(m.Pictures, form.Named{File: href})
		}
		return err
	case "address":
		return text(&m.Place)
	case "phoneNumber":
		var said string
		err := text(&said)
		m.More = append(m.More, form.Said("Phone", said))
		return err
	case "link":
		if address := form.WebAddress(attribute(start, "href")); address != "" {
			m.Links = append(m.Links, form.Link{URL: address})
		}
	case "when":
		return text(&m.when)
	case "begin":
		m.spanned = true
		return text(&m.begin)
	case "end":
		m.spanned = true
		return text(&m.end)
	case "coordinates":
		var said string
		err := text(&said)
		k.line(m, said)
		return err
	case "Track":
		return k.track(m, at)
	case "ExtendedData":
		return k.extended(m, at)
	case "TimeStamp", "TimeSpan", "Point", "LineString", "LinearRing", "Polygon", "outerBoundaryIs", "MultiGeometry", "MultiTrack":
		return k.Each(at, inner)
	case "Style", "StyleMap", "styleUrl", "visibility", "open", "Snippet", "LookAt", "Camera", "Region", "altitudeMode", "extrude", "tessellate", "interpolate", "innerBoundaryIs", "LatLonBox", "drawOrder", "color", "author":
	default:
		k.Drop(name)
	}
	return k.skip(at, start)
}

// line takes the first and the last point of coordinates.
func (k *kml) line(m *mark, text string) {
	points := strings.Fields(text)
	if len(points) == 0 {
		return
	}
	for _, p := range []string{points[0], points[len(points)-1]} {
		if lon, rest, ok := strings.Cut(p, ","); ok {
			lat, _, _ := strings.Cut(rest, ",")
			m.point("", coordinates(lat, lon))
		}
	}
	m.course.points = 0
}

// track reads the points of a recorded path, each a time and coordinates.
func (k *kml) track(m *mark, at string) error {
	return k.Each(at, func(at string, start xml.StartElement) error {
		switch start.Name.Local {
		case "when":
			said, err := k.text(at, start)
			m.point(said, "")
			return err
		case "coord":
			said, err := k.text(at, start)
			if f := strings.Fields(said); len(f) >= 2 {
				m.point("", coordinates(f[1], f[0]))
				m.course.points--
			}
			return err
		}
		return k.skip(at, start)
	})
}

// extended reads data of names that the file chooses.
func (k *kml) extended(m *mark, at string) error {
	return k.Each(at, func(at string, start xml.StartElement) error {
		e, err := k.Element(at, start)
		if err != nil {
			return err
		}
		for _, d := range append(e.All("SimpleData"), e) {
			name, said := d.Get("name"), d.Text
			if d.Name == "Data" {
				said = d.One("value").Text
			}
			plain, links := form.PlainHTML(said)
			if name != "" && plain != "" {
				m.More = append(m.More, form.Said(form.Line(name), plain))
				m.Links = append(m.Links, links...)
			}
		}
		return nil
	})
}

// dated is the time of a placemark, or says why it has none.
func (k *kml) dated(m *mark) (dates.Date, bool) {
	if d, ok := m.date(); ok && m.when == "" && !m.spanned {
		return d, true
	}
	edtf, bad := "", m.bad
	switch {
	case m.spanned:
		if edtf, bad = spanned(m.begin, m.end); bad != "" && edtf != "" {
			k.Skip(m.At, form.BadDate, bad)
		}
	case m.when != "":
		if moment, ok := form.ISO(m.when); ok {
			edtf = moment.EDTF()
		} else {
			bad = m.when
		}
	}
	switch {
	case edtf != "":
		return k.DatedBy(m.At, edtf, "")
	case bad != "":
		k.Skip(m.At, form.BadDate, bad)
	default:
		k.Skip(m.At, form.NoDate, form.Line(m.Title))
	}
	return dates.Date{}, false
}

// spanned is a TimeSpan as EDTF, open where an end is not said; bad is an end that cannot be
// read, beside which the other one stays.
func spanned(begin, end string) (edtf, bad string) {
	read := func(text string) string {
		if text == "" {
			return ".."
		}
		moment, ok := form.ISO(text)
		if !ok {
			bad = text
			return ""
		}
		return moment.EDTF()
	}
	from, to := read(begin), read(end)
	switch {
	case begin == "" && end == "":
		return "", ""
	case from == "" || from == to:
		from, to = to, ""
	}
	switch {
	case to != "":
		return from + "/" + to, bad
	case from == "..":
		return "", bad
	}
	return from, bad
}
