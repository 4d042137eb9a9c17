package slides

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/picture"
	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/slide"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// unit is how many points a unit has: a slide is 13⅓ inches wide, as those of other programs.
const unit = 960.0 / slideW

// mapDensity is how many pixels a map has to the unit.
const mapDensity = 1.5

// printed is how many pixels the longer side of a picture has at most.
const printed = 1920

func (m maker) writePDF(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	d, err := m.deck(ctx, from)
	if err == nil {
		err = d.pdf(ctx, w)
	}
	if err != nil {
		return nil, fmt.Errorf("pdf-slides: %w", err)
	}
	return d.lost, nil
}

// paper is the document that slides become pages of.
type paper struct {
	*deck
	*pdf.Document
	images map[[32]byte]*pdf.Image
}

func (d *deck) pdf(ctx context.Context, w io.Writer) error {
	first := d.told[0]
	title := cmp.Or(form.Line(d.from.Look.Title), form.Line(first.Headline()))
	if len(d.told) > 1 {
		title = form.Line(d.from.Titled())
	}
	l := d.speaks(first.Story)
	p := &paper{d, pdf.New(w, d.faces.Fonts, pdf.Info{
		Title: cmp.Or(title, "Tarikh"), Author: form.Line(d.from.Look.Byline), Lang: l.Lang(), RTL: l.RTL(), Unit: unit, Made: d.from.Edited,
	}), map[[32]byte]*pdf.Image{}}
	for _, told := range d.told {
		level, of := 1, d.tale(told)
		for at, s := range told.Steps {
			if err := ctx.Err(); err != nil {
				return err
			}
			page := p.Page(slideW, slideH)
			if len(d.told) > 1 {
				if level = 2; at == 0 {
					p.Bookmark(1, form.Line(told.Headline()), page, 0)
				}
			}
			p.Bookmark(level, slide.Named(d.speaks(told.Story), s, at), page, 0)
			if err := p.slide(ctx, page, of, at); err != nil {
				return err
			}
			page.Close()
		}
	}
	return p.Document.Close()
}

// slide draws a step on a page.
func (p *paper) slide(ctx context.Context, page *pdf.Page, told tale, at int) error {
	s := told.Steps[at]
	image, err := p.image(ctx, s.Picture)
	if err != nil {
		return err
	}
	l := p.lay(told, at, image != nil, mapDensity)
	part := p.Root().Add("Sect", pdf.About{Lang: told.locale.Lang()})
	page.Artifact()
	page.Draw(pdf.Shape{W: slideW, H: slideH, Fill: l.Ground})
	page.End()
	if image != nil {
		p.draw(page, part, image, l, s.Picture)
	}
	if l.world != nil {
		p.chart(page, part, l, slide.Places(told.locale, s))
	}
	p.shapes(page, &l.Over)
	p.shapes(page, &l.line)
	for i := range l.Over.Texts {
		p.words(page, part, &l.Over.Texts[i], l.Roles[i])
	}
	for i := range l.line.Texts { // the other steps are on their own pages
		x := &l.line.Texts[i]
		page.Artifact()
		page.Text(x.P, 0, len(x.P.Lines), float64(x.X), float64(x.Y), 1, x.Colour)
		page.End()
	}
	part.Close()
	return nil
}

// image takes a picture into the document, once; nil where there is none that can be shown.
func (p *paper) image(ctx context.Context, of data.Picture) (*pdf.Image, error) {
	if known, there := p.images[of.Hash]; there && of.ID != (data.ID{}) {
		return known, nil
	}
	var small picture.Reduced
	ok, err := p.pixels(ctx, of, func(raw []byte) (err error) {
		small, err = picture.Reduce(ctx, raw, printed, printed)
		return err
	})
	if !ok || err != nil {
		return nil, err
	}
	p.images[of.Hash] = p.Image(small.JPEG, small.Width, small.Height)
	return p.images[of.Hash], nil
}

// draw draws a picture in its box: one that fills it is cut there.
func (p *paper) draw(page *pdf.Page, in *pdf.Element, image *pdf.Image, l laid, of data.Picture) {
	b := l.Picture
	x, y, w, h := float64(b.X), float64(b.Y), float64(b.W), float64(b.H)
	about := pdf.About{Alt: cmp.Or(form.Line(of.Alt), form.Line(of.Caption), p.locale.T("picture.undescribed"))}
	about.Box = [4]float64{x * unit, (slideH - y - h) * unit, (x + w) * unit, (slideH - y) * unit}
	e := in.Add("Figure", about)
	page.Begin(e)
	page.Save()
	page.Clip(x, y, w, h)
	if l.Cover {
		scale := max(w/float64(image.W), h/float64(image.H))
		iw, ih := float64(image.W)*scale, float64(image.H)*scale
		x, y, w, h = x+(w-iw)/2, y+(h-ih)/2, iw, ih
	}
	page.ShowImage(image, x, y, w, h)
	page.Restore()
	page.End()
	e.Close()
}

// chart draws the map of a step in its box; it says where that happened.
func (p *paper) chart(page *pdf.Page, in *pdf.Element, l laid, says string) {
	b := l.Map
	x, y, w, h := float64(b.X), float64(b.Y), float64(b.W), float64(b.H)
	e := in.Add("Figure", pdf.About{Alt: says, Box: [4]float64{x * unit, (slideH - y - h) * unit, (x + w) * unit, (slideH - y) * unit}})
	page.Begin(e)
	page.ShowImage(p.Drawn(l.world), x, y, w, h)
	page.End()
	e.Close()
}

// shapes draws all of a layer but its words.
func (p *paper) shapes(page *pdf.Page, layer *scene.Layer) {
	page.Artifact()
	rects := func(all []scene.Rect) {
		for _, r := range all {
			page.Draw(pdf.Shape{
				X: float64(r.X), Y: float64(r.Y), W: float64(r.W), H: float64(r.H), Radius: float64(r.Radius), Fill: r.Fill,
				FadeLeft: float64(r.FadeLeft), FadeRight: float64(r.FadeRight), Stroke: r.Stroke, StrokeWidth: float64(r.StrokeWidth),
			})
		}
	}
	rects(layer.Bands)
	for _, l := range layer.Lines {
		page.Rule(float64(l.X0), float64(l.Y0), float64(l.X1), float64(l.Y1), float64(l.Width), float64(l.Dash), l.Colour)
	}
	rects(layer.Marks)
	page.End()
}

// words draws a text with its role.
func (p *paper) words(page *pdf.Page, in *pdf.Element, t *scene.Text, role slide.Role) {
	about := pdf.About{}
	if t.P.RTL {
		about.Lang = "ar"
	}
	e := in.Add(map[slide.Role]string{slide.RolePlain: "P", slide.RoleHead: "H1", slide.RoleQuote: "BlockQuote"}[role], about)
	page.Begin(e)
	page.Text(t.P, 0, len(t.P.Lines), float64(t.X), float64(t.Y), 1, t.Colour)
	page.End()
	e.Close()
}
