// Package chronology writes what is taken of a library as a document to print: for each
// event its date, title and text, the passages that report it, and the numbers of their
// sources, which are at the foot of each page and listed at the end.
//
// The one idea behind it: it is written in one go from the first event to the last, page by
// page. What is known only at the end (how many pages there are, on which of them a year
// begins) is on pages and layers that are kept for it, so no event is laid out twice and
// nothing of a page is kept.
package chronology

import (
	"cmp"
	"context"
	"fmt"
	"image/color"
	"io"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/print/content"
	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/theme/palette"
)

// Format is the line of chronologies as PDF in the table of formats.
func Format(fonts poster.Fonts) form.Format {
	return form.Format{
		Name: "pdf", Title: "PDF", Endings: []string{".pdf"}, Group: form.GroupDocument,
		Speaks: i18n.Languages(),
		Knows:  []form.LookPart{form.LookTitle, form.LookAbout, form.LookByline, form.LookPaper},
		Loses:  []string{form.LosesArticles}, Pictures: true,
		Write: func(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
			lost, err := write(ctx, w, from, fonts)
			if err != nil {
				return nil, fmt.Errorf("pdf: %w", err)
			}
			return lost, nil
		},
	}
}

// defaultPaper is that of a document for which none is asked.
const defaultPaper = "A4"

func write(ctx context.Context, w io.Writer, from form.Taken, fonts poster.Fonts) (form.Dropped, error) {
	paper, err := form.PaperSize(cmp.Or(from.Look.Paper, defaultPaper))
	if err != nil {
		return nil, err
	}
	c, err := content.New(from)
	if err != nil {
		return nil, err
	}
	faces, err := fonts()
	if err != nil {
		return nil, fmt.Errorf("read the fonts: %w", err)
	}
	rtl := c.Locale.RTL()
	page := newGeometry(paper, rtl)
	d := &document{
		Content:  c,
		Document: pdf.New(w, faces.Fonts, pdf.Info{Title: c.Title, Author: c.Author, Lang: c.Locale.Lang(), RTL: rtl, Unit: page.unit, Made: from.Edited}),
		colours:  palette.Light(), text: newSetter(faces, rtl), page: page, images: map[[32]byte]*pdf.Image{},
	}
	c.Lost.Lose(form.LosesPictures, c.Unpictured())
	d.ink = inks{text: d.colours.Ink, muted: d.colours.Muted, date: color.NRGBA{R: 0x4b, G: 0x4f, B: 0x56, A: 0xff}, rule: d.colours.Ink, line: d.colours.Line, link: d.colours.Link}
	if err := d.all(ctx); err != nil {
		return nil, err
	}
	if err := d.Close(); err != nil {
		return nil, err
	}
	return c.Lost, nil
}

// all writes all pages.
func (d *document) all(ctx context.Context) error {
	d.pages = make([]int, len(d.Groups))
	d.strip = d.newStrip()
	front := d.newFront()
	for i := range d.Groups {
		if err := d.group(ctx, i); err != nil {
			return err
		}
	}
	if err := d.back(ctx); err != nil {
		return err
	}
	d.endSheet()
	front.write()
	for _, f := range d.feet {
		f.write(d)
	}
	return ctx.Err()
}
