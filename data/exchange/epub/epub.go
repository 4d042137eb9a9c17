// Package epub reads books in EPUB 2 and 3: each chapter becomes an article.
//
// The one idea behind it: the spine says what is read and in which order, the table of
// contents what it is called. A part that the book calls not linear is beside its text,
// and one with nothing but pictures has none: both are left out and reported.
package epub

import (
	"archive/zip"
	"cmp"
	"context"
	"fmt"
	"path"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/intake/page"
)

// Format returns the format.
func Format() form.Format {
	return container.Format(form.Format{
		Name: "epub", Title: "EPUB", Endings: []string{".epub"},
		Likeness: func(p *form.Probe) int {
			if p.HasMember("META-INF/container.xml") {
				return 100
			}
			return 0
		},
	}, open)
}

func open(_ context.Context, file form.File, _ form.Options) (*container.File, error) {
	z, err := zip.NewReader(file, file.Size)
	if err != nil {
		return nil, file.Fail(form.Place{}, "the archive is damaged: %w", err)
	}
	if len(z.File) > maxFiles {
		return nil, file.Fail(form.Place{}, "it has more than %d files", maxFiles)
	}
	b := &book{file: file, files: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		if _, twice := b.files[f.Name]; !twice {
			b.files[f.Name] = f
		}
	}
	root, err := b.root()
	if err != nil {
		return nil, err
	}
	if err := b.xml(root, &b.pkg); err != nil {
		return nil, err
	}
	c := &container.File{Title: form.Shorten(form.Line(b.pkg.first(b.pkg.Titles)), data.MaxTitle)}
	b.describe(c.Title)
	b.chapters(c, path.Dir(root))
	if err := b.protected(); err != nil {
		return nil, err
	}
	b.contents(c, root)
	for i, item := range b.spine {
		c.Entries = append(c.Entries, b.entry(i, item))
	}
	all := c.Entries
	c.Open = func(_ context.Context, i int) (container.Item, error) { return b.open(all[i], b.spine[i]) }
	return c, nil
}

// root is the name of the file that describes the book.
func (b *book) root() (string, error) {
	var c struct {
		Roots []struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	const name = "META-INF/container.xml"
	if err := b.xml(name, &c); err != nil {
		return "", err
	}
	if len(c.Roots) == 0 || b.files[c.Roots[0].Path] == nil {
		return "", b.file.Fail(form.Place{Path: name}, "it names no book")
	}
	return c.Roots[0].Path, nil
}

// describe makes what is the same for all chapters of the book.
func (b *book) describe(title string) {
	m := b.pkg
	people, others := m.people()
	b.known = data.Article{
		Byline: container.Byline(people), Publisher: form.Line(m.first(m.Publishers)), Lang: strings.TrimSpace(m.first(m.Languages)),
		Citation: data.Citation{Type: "chapter", Container: title, Authors: people, Keywords: container.Keywords(m.texts(m.Subjects)...)},
	}
	b.known.Citation.Editors, b.known.Citation.Translators = others["edt"], others["trl"]
	for _, d := range m.Dates {
		if day := page.ParseDay(d.Text, ""); !day.IsZero() && (b.known.Published.IsZero() || d.Event == "publication") && d.Event != "modification" {
			b.known.Published = day
		} else if year := yearOf(d.Text); !year.IsZero() && b.known.Published.IsZero() {
			b.known.Published = year
		}
	}
	b.id = form.Shorten(form.Line(cmp.Or(m.first(m.Identifiers), title)), 200)
	for _, id := range m.Identifiers {
		if b.known.Citation.ISBN = data.NormalISBN(id.Text); b.known.Citation.ISBN != "" {
			break
		}
	}
}

// chapters are the parts of the book that are read, in their order.
func (b *book) chapters(c *container.File, folder string) {
	byID := make(map[string]manifestItem, len(b.pkg.Manifest))
	for _, item := range b.pkg.Manifest {
		item.Href = inFolder(folder, item.Href)
		byID[item.ID] = item
	}
	seen := map[string]bool{}
	for n, ref := range b.pkg.Spine.Items {
		item, known := byID[ref.ID]
		place := form.Place{Path: cmp.Or(item.Href, fmt.Sprintf("spine[%d]", n))}
		switch {
		case !known || b.files[item.Href] == nil:
			c.Skip(place, form.Unknown, ref.ID)
		case strings.EqualFold(strings.TrimSpace(ref.Linear), "no"):
			c.Drop("part that is not linear")
		case !strings.Contains(item.Media, "html") && !strings.Contains(item.Media, "x-dtbook"):
			c.Skip(place, form.Unsupported, item.Media)
		case seen[item.Href]:
		case len(b.spine) < container.MaxEntries:
			seen[item.Href] = true
			b.spine = append(b.spine, item)
		}
	}
}

func (b *book) entry(i int, item manifestItem) form.Entry {
	e := form.Entry{
		Title: b.names[item.Href], Date: b.known.Published, Size: int64(b.files[item.Href].UncompressedSize64), Kind: form.ChapterEntry,
		Key: form.Shorten(b.id+" "+item.Href, data.MaxForeign), Place: form.Place{Path: item.Href},
	}
	if e.Title == "" {
		e.Title = b.heading(item.Href)
	}
	if e.Title == "" {
		e.Title = form.Shorten(strings.TrimSpace(fmt.Sprintf("%s %d", b.known.Citation.Container, i+1)), data.MaxTitle)
	}
	return e
}

// open reads a chapter.
func (b *book) open(e form.Entry, item manifestItem) (container.Item, error) {
	raw, err := b.read(item.Href, intake.MaxText)
	if err != nil {
		return container.Item{}, err
	}
	known := b.known
	known.Title = e.Title
	return container.Item{Source: intake.Source{Data: raw, Media: "application/xhtml+xml", Embedded: b.picture(path.Dir(item.Href))}, Known: known, Sure: true}, nil
}
