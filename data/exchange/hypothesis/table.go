package hypothesis

import (
	"context"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/annotations"
	"tarikh.org/tarikh/data/exchange/form"
)

// columns of the client's table that tell it from others.
var columns = []string{"Created at", "Author", "URL", "Group", "Type", "Quote/description", "Comment", "Tags"}

func likeTable(p *form.Probe) int { return annotations.LikeTable(p, columns...) }

// readTable reads the client's table, which has neither ids nor who answers whom: a reply
// is a note on its page.
func readTable(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	r := annotations.NewReader(ctx, o)
	err := r.Table(file, columns, func(row annotations.Row) {
		a := annotations.Annotation{Source: form.Source{Place: row.Place}}
		a.On.URL = row.Cell("URL")
		a.Note = data.Annotation{Author: annotations.Name(row.Cell("Author")), Created: r.Time(row.Cell("Created at"))}
		if tags := row.Cell("Tags"); tags != "" {
			a.Note.Tags = strings.Split(tags, ",")
		}
		quote, described := row.Cell("Quote/description"), ""
		switch row.Cell("Type") {
		case "Reply":
			a.Thread = []string{""}
		case "Page note", "Comment":
			quote, described = "", form.Said("Description", quote)
		}
		a.Exact = quote
		if group := row.Cell("Group"); group != "" && group != "Public" {
			r.Drop("Group")
		}
		a.Note.Text = annotations.Lines(row.Cell("Comment"), form.Said("Page", row.Cell("Page")), described)
		r.Add(a)
	})
	if err != nil {
		return form.Document{}, err
	}
	return r.Done(), nil
}
