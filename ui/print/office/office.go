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
		format("docx", "Word (DOCX)", ".docx", newDOCX),
		format("odt", "OpenDocument (ODT)", ".odt", newODT),
	}
}

// beginning begins a document; media is where its pictures go.
type beginning func(w io.Writer, c *content.Content, p page, media func(a *archive, folder string) map[[32]byte]illustration) (file, *archive)

func format(name, title, ending string, begin beginning) form.Format {
	return form.Format{
		Name: name, Title: title, Endings: []string{ending}, Group: form.GroupDocument,
		Speaks: i18n.Languages(),
		Knows:  []form.LookPart{form.LookTitle, form.LookAbout, form.LookByline, form.LookPaper},
		Loses:  []string{form.LosesArticles}, Pictures: true,
		Write: func(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
			lost, err := write(ctx, w, from, begin)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			return lost, nil
		},
	}
}

func write(ctx context.Context, w io.Writer, from form.Taken, begin beginning) (form.Dropped, error) {
	paper, err := form.PaperSize(cmp.Or(from.Look.Paper, defaultPaper))
	if err != nil {
		return nil, err
	}
	c, err := content.New(from)
	if err != nil {
		return nil, err
	}
	c.Lost.Lose(form.LosesPictures, c.Unpictured())
	var images map[[32]byte]illustration
	out, a := begin(w, c, pageOf(paper), func(a *archive, folder string) map[[32]byte]illustration {
		images = a.illustrate(ctx, c, folder)
		return images
	})
	if a.err != nil {
		return nil, a.err
	}
	if err := (&composer{c, out, c.Locale.RTL(), images}).compose(ctx); err != nil {
		return nil, err
	}
	if err := out.close(); err != nil {
		return nil, err
	}
	c.Lost.Lose(form.LosesControls, a.dropped)
	return c.Lost, nil
}
