package content

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/picture"
)

// MostPictured is how many pictures of one event a chronology shows.
const MostPictured = 12

// PicturesOf are those of event i.
func (c *Content) PicturesOf(i int) []Picture { return c.picturesOf(c.Events[i].ID) }

func (c *Content) picturesOf(event data.ID) (all []Picture) {
	for _, p := range c.pictures[event] {
		if len(all) == MostPictured {
			break
		}
		shown := Picture{Picture: p, Caption: Paragraphs(p.Caption)}
		shown.Alt = cmp.Or(form.Line(p.Alt), form.Line(p.Caption), c.Locale.T("picture.undescribed"))
		var parts []string
		for _, part := range []string{p.Credit, p.Licence} {
			if part = Foreign(part); part != "" {
				parts = append(parts, part)
			}
		}
		if address := form.WebAddress(p.Source); len(parts) > 0 || address != "" {
			shown.Credit = Particular{cmp.Or(strings.Join(parts, " \u00b7 "), Isolated(address)), address}
		}
		all = append(all, shown)
	}
	return all
}

// Unpictured is how many pictures and other files no chronology shows: those of articles and
// stories, files that are no pictures, and what one event has too many of.
func (c *Content) Unpictured() int {
	n := len(c.From.Pictures)
	for _, e := range c.From.Events {
		n -= min(len(c.pictures[e.ID]), MostPictured)
	}
	return n
}

// Pixels is a picture made small enough for a side of so many pixels. ok is false for one that
// cannot be read, which is counted as lost. The error is that of the store or of ctx.
func (c *Content) Pixels(ctx context.Context, p Picture, side int) (small picture.Reduced, ok bool, err error) {
	page, err := c.From.Page(ctx, p.Hash)
	if err == nil {
		small, err = picture.Reduce(ctx, page.Body, side, side)
	}
	if _, refused := errors.AsType[*picture.Error](err); refused || errors.Is(err, data.ErrNotFound) {
		c.Lost.Lose(form.LosesPictures, 1)
		return small, false, nil
	}
	return small, err == nil, err
}
