// Package readwise reads the highlights that Readwise exports as a table: those of books,
// articles and everything else that it gathers from.
//
// The one idea behind it: the table has no address and no text of what was read, only its
// title and its author, so each of these is a reference with its highlights in their order;
// they wait until its text is brought in. Readwise gives no ids: a highlight is known again
// by what it says.
package readwise

import (
	"context"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/annotations"
	"tarikh.org/tarikh/data/exchange/form"
)

// Format is the line of the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "readwise", Title: "Readwise", Endings: []string{".csv"}, Read: read,
		Likeness: func(p *form.Probe) int { return annotations.LikeTable(p, columns...) },
	}
}

// columns that tell the table from others; it may have fewer of the rest.
var columns = []string{"Highlight", "Book Title", "Book Author"}

// asin is the number of a book of Amazon, as the table and the Extra field of a citation
// call it.
const asin = "Amazon Book ID"

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	r := annotations.NewReader(ctx, o)
	err := r.Table(file, columns, func(row annotations.Row) {
		a := annotations.Annotation{Source: form.Source{Place: row.Place}}
		a.On = annotations.Page{Title: row.Cell("Book Title"), Author: row.Cell("Book Author")}
		a.On.Citation.Keywords = r.FitTags(row.Place, words(row.Cell("Document tags")))
		if id := form.Line(row.Cell(asin)); id != "" {
			a.On.Citation.Extra = map[string]string{asin: form.Shorten(id, data.MaxForeign)}
		}
		a.Exact = row.Cell("Highlight")
		a.Position, _ = strconv.Atoi(strings.TrimSpace(row.Cell("Location")))
		a.Note = data.Annotation{
			Text:   annotations.Lines(row.Cell("Note"), where(row)),
			Tags:   words(row.Cell("Tags")),
			Colour: form.Colour(row.Cell("Color")), Created: r.Time(row.Cell("Highlighted at")),
		}
		r.Add(a)
	})
	if err != nil {
		return form.Document{}, err
	}
	return r.Done(), nil
}

// where says on which page or at which place a highlight is.
func where(row annotations.Row) string {
	kind := form.Line(row.Cell("Location Type"))
	if kind == "" || kind == "order" || kind == "offset" || kind == "none" { // the order in which they are exported
		return ""
	}
	return form.Said(kind, form.Line(row.Cell("Location")))
}

// words are the tags of a cell.
func words(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, ",")
}
