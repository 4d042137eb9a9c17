package sheets

import (
	"context"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// images are the pictures of a timeline in a document, each once.
type images struct {
	set  *poster.Set
	doc  *pdf.Document
	made map[int]*pdf.Image // by event; nil for one that cannot be shown
}

// readImages reads the pictures of a timeline into a document.
func readImages(ctx context.Context, set *poster.Set, from form.Taken, doc *pdf.Document) (*images, error) {
	all := &images{set: set, doc: doc, made: map[int]*pdf.Image{}}
	if err := set.ReadPictures(ctx, from); err != nil {
		return nil, err
	}
	for _, p := range set.Pictures {
		file, w, h, err := set.JPEG(p)
		if err != nil {
			return nil, err
		}
		if file != nil {
			all.made[p.Event] = doc.Image(file, w, h)
		}
	}
	return all, nil
}

// picture draws the picture of an event; the list begins at (x, y), scale points to the unit.
func (p *plate) picture(at scene.Picture, x, y, scale float64) {
	if !p.part.meets(at.X, at.Y, at.W, at.H) {
		return
	}
	image := p.show.made[at.Event]
	if image == nil {
		p.page.Artifact()
		p.rects([]scene.Rect{at.Rect})
		p.page.End()
		return
	}
	left, top := x+float64(at.X-p.part.x0)*scale, y+float64(at.Y-p.part.y0)*scale
	right, bottom := left+float64(at.W)*scale, top+float64(at.H)*scale
	e := p.in.Add("Figure", pdf.About{Alt: p.show.set.Alt(at.Event), Box: [4]float64{left, p.page.H - bottom, right, p.page.H - top}})
	p.page.Begin(e)
	p.page.ShowImage(image, float64(at.X), float64(at.Y), float64(at.W), float64(at.H))
	p.page.End()
	e.Close()
}
