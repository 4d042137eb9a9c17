package chronology

import (
	"context"

	"tarikh.org/tarikh/ui/print/content"
	"tarikh.org/tarikh/ui/print/pdf"
)

// Measures of pictures. They are printed with imagePixels on their longer side at most, and not
// larger than at imageDensity pixels an inch.
const (
	imagePixels  = 1200
	imageDensity = 120
	imageAbove   = 6
	captionAbove = 3
)

// picture adds a picture with its caption and who made it.
func (d *document) picture(ctx context.Context, c *column, p content.Picture, width float64) error {
	image, there := d.images[p.Hash]
	if !there {
		small, ok, err := d.Pixels(ctx, p, imagePixels)
		if err != nil || !ok {
			return err
		}
		image = d.Image(small.JPEG, small.Width, small.Height)
		d.images[p.Hash] = image
	}
	t := &item{image: image, role: "Figure", about: pdf.About{Alt: p.Alt}, before: imageAbove}
	t.w = min(width, float64(image.W)*72/imageDensity)
	t.h = t.w * float64(image.H) / float64(image.W)
	if most := d.page.depth() * shareKept; t.h > most {
		t.w, t.h = t.w*most/t.h, most
	}
	t.alone = len(p.Caption) > 0 || p.Credit.Says != ""
	c.items = append(c.items, t)
	for i, line := range p.Caption {
		under := d.plain(line, noteStyle, width, "")
		under.role, under.alone = "Caption", i < len(p.Caption)-1 || p.Credit.Says != ""
		if i == 0 {
			under.before = captionAbove
		}
		c.items = append(c.items, under)
	}
	if p.Credit.Says != "" {
		made := &item{set: d.text.own(p.Credit.Says, lineStyle, width), role: "P", ink: d.ink.muted}
		if p.Credit.Address != "" {
			made.leads, made.says, made.ink = p.Credit.Address, p.Credit.Address, d.ink.link
		}
		c.items = append(c.items, made)
	}
	return nil
}

// drawImage draws a picture in a column that begins left points from the margin, its upper
// edge at y.
func (d *document) drawImage(s *sheet, t *item, column, y float64, in *pdf.Element) {
	left := d.page.left(column+t.x, t.w)
	unit := d.page.unit
	t.about.Box = [4]float64{left * unit, (d.page.h - y - t.h) * unit, (left + t.w) * unit, (d.page.h - y) * unit}
	e := in.Add(t.role, t.about)
	s.page.Begin(e)
	s.page.ShowImage(t.image, left, y, t.w, t.h)
	s.page.End()
	e.Close()
}
