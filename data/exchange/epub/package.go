package epub

import (
	"regexp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/container"
)

// pkg is the description of a book (OPF 2 and 3).
type pkg struct {
	Titles      []named        `xml:"metadata>title"`
	Creators    []named        `xml:"metadata>creator"`
	Others      []named        `xml:"metadata>contributor"`
	Languages   []named        `xml:"metadata>language"`
	Publishers  []named        `xml:"metadata>publisher"`
	Subjects    []named        `xml:"metadata>subject"`
	Identifiers []named        `xml:"metadata>identifier"`
	Dates       []named        `xml:"metadata>date"`
	Metas       []meta         `xml:"metadata>meta"`
	Manifest    []manifestItem `xml:"manifest>item"`
	Spine       struct {
		NCX   string `xml:"toc,attr"`
		Items []struct {
			ID     string `xml:"idref,attr"`
			Linear string `xml:"linear,attr"`
		} `xml:"itemref"`
	} `xml:"spine"`
}

// named is a field of Dublin Core.
type named struct {
	ID     string `xml:"id,attr"`
	Role   string `xml:"role,attr"`
	Event  string `xml:"event,attr"`
	Scheme string `xml:"scheme,attr"`
	Text   string `xml:",chardata"`
}

// meta is a field that refines another (OPF 3).
type meta struct {
	Refines  string `xml:"refines,attr"`
	Property string `xml:"property,attr"`
	Text     string `xml:",chardata"`
}

type manifestItem struct {
	ID         string `xml:"id,attr"`
	Href       string `xml:"href,attr"` // a name in the archive, once it is read
	Media      string `xml:"media-type,attr"`
	Properties string `xml:"properties,attr"`
}

// first is the first of some fields that says something.
func (*pkg) first(of []named) string {
	for _, n := range of {
		if strings.TrimSpace(n.Text) != "" {
			return n.Text
		}
	}
	return ""
}

func (*pkg) texts(of []named) (texts []string) {
	for _, n := range of {
		texts = append(texts, n.Text)
	}
	return texts
}

// people are the authors, and others by their role, a MARC relator.
func (p *pkg) people() (authors []data.Name, others map[string][]data.Name) {
	others = map[string][]data.Name{}
	for _, c := range slices.Concat(p.Creators, p.Others) {
		role := p.role(c)
		name := container.People(c.Text)
		if role == "aut" || role == "" && slices.Contains(p.Creators, c) {
			authors = append(authors, name...)
		} else if role != "" {
			others[role] = append(others[role], name...)
		}
	}
	return authors, others
}

func (p *pkg) role(n named) string {
	for _, m := range p.Metas {
		if m.Property == "role" && n.ID != "" && m.Refines == "#"+n.ID {
			return strings.TrimSpace(m.Text)
		}
	}
	return n.Role
}

// year finds a date that is no more than a year.
var year = regexp.MustCompile(`^\s*(\d{4})\s*$`)

func yearOf(text string) dates.Date {
	found := year.FindStringSubmatch(text)
	if found == nil {
		return dates.Date{}
	}
	d, _ := dates.Parse(found[1])
	return d
}
