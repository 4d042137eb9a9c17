package content

import (
	"cmp"
	"context"
	"iter"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/picture"
)

// MostPictured is how many pictures of one event, or one source, a chronology shows.
const MostPictured = 12

// Pictures are those of events, then those of sources, in their order.
func (c *Content) Pictures() iter.Seq[Picture] {
	return func(yield func(Picture) bool) {
		for _, id := range c.pictured() {
			for _, p := range c.picturesOf(id) {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// pictured are the events and the sources.
func (c *Content) pictured() (all []data.ID) {
	for _, e := range c.Events {
		all = append(all, e.ID)
	}
	for _, a := range c.From.Articles {
		all = append(all, a.ID)
	}
	return all
}

func (c *Content) picturesOf(id data.ID) (all []Picture) {
	for _, p := range c.pictures[id] {
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

// Unpictured is how many pictures and other files no chronology shows: those of stories, files
// that are no pictures, and what one event or source has too many of.
func (c *Content) Unpictured() int {
	n := len(c.From.Pictures)
	for _, id := range c.pictured() {
		n -= min(len(c.pictures[id]), MostPictured)
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
	if why := form.LosesPicture(err); why != "" {
		c.Lost.Lose(why, 1)
		return small, false, nil
	}
	return small, err == nil, err
}
