// Package office writes what is taken of a library as a document for a word processor: DOCX
// (Office Open XML, ECMA-376) and OpenDocument text (1.3).
//
// The one idea behind it: a chronology is put into paragraphs of named styles once, each with
// its direction and its runs; a kind of file only writes these down. Citations are footnotes
// of the word processor, headings its headings, so what is edited stays a document. What
// people wrote is text, and the same library gives the same bytes.
package office

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/print/content"
)

// Formats are the lines of both kinds of documents in the table of formats.
func Formats() []form.Format {
	return []form.Format{
		format("docx", "Word (DOCX)", ".docx", func(w io.Writer, c *content.Content, p page) (file, *archive) {
			d := newDOCX(w, c, p)
			return d, d.archive
		}),
		format("odt", "OpenDocument (ODT)", ".odt", func(w io.Writer, c *content.Content, p page) (file, *archive) {
			o := newODT(w, c, p)
			return o, o.archive
		}),
	}
}

func format(name, title, ending string, begin func(io.Writer, *content.Content, page) (file, *archive)) form.Format {
	return form.Format{
		Name: name, Title: title, Endings: []string{ending}, Group: form.GroupDocument,
		Speaks: i18n.Languages(),
		Knows:  []form.LookPart{form.LookTitle, form.LookAbout, form.LookByline, form.LookPaper},
		Loses:  []string{form.LosesArticles},
		Write: func(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
			lost, err := write(ctx, w, from, begin)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			return lost, nil
		},
	}
}

func write(ctx context.Context, w io.Writer, from form.Taken, begin func(io.Writer, *content.Content, page) (file, *archive)) (form.Dropped, error) {
	paper, err := form.PaperSize(cmp.Or(from.Look.Paper, defaultPaper))
	if err != nil {
		return nil, err
	}
	c, err := content.New(from)
	if err != nil {
		return nil, err
	}
	out, a := begin(w, c, pageOf(paper))
	if err := (&composer{c, out, c.Locale.RTL()}).compose(ctx); err != nil {
		return nil, err
	}
	if err := out.close(); err != nil {
		return nil, err
	}
	c.Lost.Lose(form.LosesControls, a.dropped)
	return c.Lost, nil
}
