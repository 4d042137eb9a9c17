package epub

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/intake/page"
)

// contents reads what chapters are called: of the navigation document of EPUB 3, else of
// the NCX of EPUB 2. A table of contents that cannot be read leaves the chapters their own
// headings.
func (b *book) contents(c *container.File, root string) {
	b.names = map[string]string{}
	folder := path.Dir(root)
	for _, item := range b.pkg.Manifest {
		name := inFolder(folder, item.Href)
		switch {
		case slices.Contains(strings.Fields(item.Properties), "nav"):
			raw, err := b.read(name, maxPackage)
			if err != nil {
				c.Skip(form.Place{Path: name}, form.Unreadable, err.Error())
				continue
			}
			b.nav(raw, path.Dir(name))
			// A list of chapters is none itself.
			b.spine = slices.DeleteFunc(b.spine, func(s manifestItem) bool { return s.Href == name })
		case item.ID == b.pkg.Spine.NCX || item.Media == "application/x-dtbncx+xml":
			b.ncx(c, name)
		}
	}
}

// name gives a chapter a name; the first one is that of the chapter, others are of parts
// of it.
func (b *book) name(file, title string) {
	if title = form.Shorten(form.Line(title), data.MaxTitle); title != "" && b.names[file] == "" {
		b.names[file] = title
	}
}

// nav reads the links of a navigation document.
func (b *book) nav(raw []byte, folder string) {
	text, err := intake.DecodeAs(raw, "application/xhtml+xml")
	if err != nil {
		return
	}
	z := html.NewTokenizer(strings.NewReader(page.FromXHTML(text)))
	z.SetMaxBuf(1 << 20)
	inside, link, words := false, "", ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken:
			switch t := z.Token(); t.DataAtom {
			case atom.Nav:
				kind := strings.Fields(attribute(t, "epub:type") + " " + attribute(t, "role"))
				inside = len(kind) == 0 || slices.Contains(kind, "toc") || slices.Contains(kind, "doc-toc")
			case atom.A:
				link, words = attribute(t, "href"), ""
			}
		case html.TextToken:
			words += string(z.Text())
		case html.EndTagToken:
			switch t := z.Token(); t.DataAtom {
			case atom.Nav:
				inside = false
			case atom.A:
				if inside && link != "" {
					b.name(inFolder(folder, link), words)
				}
				link = ""
			}
		}
	}
}

// point is an entry of an NCX.
type point struct {
	Label   string `xml:"navLabel>text"`
	Content struct {
		Source string `xml:"src,attr"`
	} `xml:"content"`
	Points []point `xml:"navPoint"`
}

func (b *book) ncx(c *container.File, name string) {
	var n struct {
		Points []point `xml:"navMap>navPoint"`
	}
	if b.files[name] == nil {
		return
	}
	if err := b.xml(name, &n); err != nil {
		c.Skip(form.Place{Path: name}, form.Unreadable, err.Error())
		return
	}
	folder := path.Dir(name)
	var walk func([]point)
	walk = func(points []point) {
		for _, p := range points {
			b.name(inFolder(folder, p.Content.Source), p.Label)
			walk(p.Points)
		}
	}
	walk(n.Points)
}

// heading is the first heading of a chapter, or its title where that is not the book's.
func (b *book) heading(name string) string {
	const enough = 64 << 10
	r, err := b.files[name].Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	head := make([]byte, enough)
	n := 0
	for n < len(head) {
		read, err := r.Read(head[n:])
		if n += read; err != nil {
			break
		}
	}
	text, err := intake.DecodeAs(head[:n], "application/xhtml+xml")
	if err != nil {
		return ""
	}
	z := html.NewTokenizer(strings.NewReader(page.FromXHTML(text)))
	z.SetMaxBuf(1 << 20)
	var in atom.Atom
	words, title := "", ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.own(title)
		case html.StartTagToken:
			if t := z.Token(); in == 0 && (t.DataAtom == atom.Title || t.DataAtom == atom.H1 || t.DataAtom == atom.H2) {
				in, words = t.DataAtom, ""
			}
		case html.TextToken:
			words += string(z.Text())
		case html.EndTagToken:
			if t := z.Token(); in != 0 && t.DataAtom == in {
				said := form.Line(words)
				if in == atom.Title {
					title = said
				} else if said != "" {
					return form.Shorten(said, data.MaxTitle)
				}
				in = 0
			}
		}
	}
}

// own is a title of a chapter that is not that of the book.
func (b *book) own(title string) string {
	if strings.EqualFold(title, b.known.Citation.Container) {
		return ""
	}
	return form.Shorten(title, data.MaxTitle)
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
