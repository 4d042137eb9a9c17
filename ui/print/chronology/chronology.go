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
	"slices"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
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
		Loses:  []string{form.LosesArticles},
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
	lang := from.Lang
	if !slices.Contains(i18n.Languages(), lang) {
		lang = i18n.English
	}
	locale, err := i18n.New(assets.Files, lang)
	if err != nil {
		return nil, err
	}
	faces, err := fonts()
	if err != nil {
		return nil, fmt.Errorf("read the fonts: %w", err)
	}
	page := newGeometry(paper, locale.RTL())
	d := &document{
		Document: pdf.New(w, faces.Fonts, pdf.Info{
			Title: cmp.Or(form.Line(from.Titled()), locale.T("page.chronology")), Author: form.Line(from.Look.Byline), Lang: lang, RTL: locale.RTL(), Unit: page.unit, Made: from.Edited,
		}),
		from: from, locale: locale, axis: from.Library.Axis(), colours: palette.Light(), text: newSetter(faces, locale.RTL()), page: page,
		articles: from.ArticlesByID(), numbers: map[data.ID]int{}, tracks: map[data.ID]data.Track{}, notes: sortNotes(from),
	}
	d.ink = inks{text: d.colours.Ink, muted: d.colours.Muted, date: color.NRGBA{R: 0x4b, G: 0x4f, B: 0x56, A: 0xff}, rule: d.colours.Ink, line: d.colours.Line, link: d.colours.Link}
	for _, t := range from.Tracks {
		d.tracks[t.ID] = t
	}
	for i, a := range from.Articles {
		d.numbers[a.ID] = i + 1
	}
	if err := d.all(ctx); err != nil {
		return nil, err
	}
	if err := d.Close(); err != nil {
		return nil, err
	}
	var lost form.Dropped
	for _, a := range from.Articles {
		if a.Text != "" {
			lost.Lose(form.LosesArticles, 1)
		}
	}
	return lost, nil
}

// all writes all pages.
func (d *document) all(ctx context.Context) error {
	for i := range d.from.Events {
		e := &d.from.Events[i]
		lo, hi := d.axis.Bounds(e.Date)
		d.events = append(d.events, event{e, lo, hi})
	}
	slices.SortStableFunc(d.events, func(a, b event) int { return cmp.Or(cmp.Compare(a.lo, b.lo), cmp.Compare(b.hi, a.hi)) })
	d.groups = d.grouped()
	d.strip = d.newStrip()
	front := d.newFront()
	for i := range d.groups {
		if err := d.group(ctx, &d.groups[i]); err != nil {
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
