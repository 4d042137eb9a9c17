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
	"image/color"
	"io"
	"math"
	"regexp"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/print/content"
	"tarikh.org/tarikh/ui/theme/palette"
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

// defaultPaper is that of a document for which none is asked.
const defaultPaper = "A4"

// page is the size of pages, in twentieths of a point.
type page struct{ width, height, margin int }

// The most that Word takes as a side of a page: 22 inches.
const mostSide = 22 * 1440

func pageOf(paper form.Size) page {
	side := func(mm float64) int { return min(int(math.Round(mm/25.4*1440)), mostSide) }
	p := page{width: side(paper.Width), height: side(paper.Height)}
	p.margin = min(1304, min(p.width, p.height)/8)
	return p
}

// hex is a colour of data.Colours as documents name it.
func hex(colour string) string { return rgb(palette.Light().Mark(colour)) }

func rgb(c color.NRGBA) string { return fmt.Sprintf("%02X%02X%02X", c.R, c.G, c.B) }

var tonguePattern = regexp.MustCompile(`^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$`)

// tongue is a language as a source says it, "" for what is none (BCP 47).
func tongue(lang string) string {
	if lang = strings.TrimSpace(lang); tonguePattern.MatchString(lang) {
		return lang
	}
	return ""
}

// pageNumber is the line at the foot of a page, around the number of the page and that of
// all pages.
func pageNumber(l *i18n.Locale) (before, between, after string) {
	const page, all = "\ufdd0", "\ufdd1" // no characters
	said := strings.NewReplacer("\u2068", "", "\u2069", "").Replace(l.T("print.page", "n", page, "all", all))
	before, rest, _ := strings.Cut(said, page)
	between, after, _ = strings.Cut(rest, all)
	return before, between, after
}
