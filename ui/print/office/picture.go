package office

import (
	"archive/zip"
	"context"
	"fmt"

	"tarikh.org/tarikh/ui/print/content"
)

// illustration is a picture that is in the archive.
type illustration struct {
	n      int    // from 1 on
	file   string // its name, in the folder for pictures
	pixels [2]int
}

// Measures of pictures: their longer side in pixels at most, and how many of these are on an
// inch at least.
const (
	imagePixels  = 1400
	imageDensity = 120
)

// illustrate puts the pictures of all events and sources into a folder of the archive, each file once. That
// is before the text, which the archive is open for then.
func (a *archive) illustrate(ctx context.Context, c *content.Content, folder string) map[[32]byte]illustration {
	all := map[[32]byte]illustration{}
	for p := range c.Pictures() {
		if _, there := all[p.Hash]; there || a.err != nil {
			continue
		}
		small, ok, err := c.Pixels(ctx, p, imagePixels)
		a.fail(err)
		if err != nil || !ok {
			continue
		}
		n := len(all) + 1
		picture := illustration{n, fmt.Sprintf("image%d.jpg", n), [2]int{small.Width, small.Height}}
		w, err := a.zip.CreateHeader(&zip.FileHeader{Name: folder + picture.file, Method: zip.Store})
		if err == nil {
			_, err = w.Write(small.JPEG)
		}
		a.fail(err)
		all[p.Hash] = picture
	}
	return all
}

// size is how large a picture is on a page, in points.
func (p page) size(i illustration) (w, h float64) {
	w = min(float64(p.width-2*p.margin)/20, float64(i.pixels[0])*72/imageDensity)
	h = w * float64(i.pixels[1]) / float64(i.pixels[0])
	if most := float64(p.height) / 20 * 0.4; h > most {
		w, h = w*most/h, most
	}
	return max(w, 1), max(h, 1)
}

// pictures writes pictures, each with its caption and who made it.
func (c *composer) pictures(all []content.Picture) {
	for _, p := range all {
		picture, there := c.images[p.Hash]
		if !there {
			continue
		}
		c.paragraph(paragraph{style: body, rtl: c.rtl, keep: len(p.Caption) > 0 || p.Credit.Says != "", spans: []span{{picture: &picture, alt: p.Alt}}})
		for i, line := range p.Caption {
			rtl := c.directed(line)
			c.paragraph(paragraph{style: particular, rtl: rtl, keep: i < len(p.Caption)-1 || p.Credit.Says != "", spans: []span{{text: line}}})
		}
		if p.Credit.Says != "" {
			c.paragraph(paragraph{style: particular, rtl: c.rtl, spans: []span{{text: p.Credit.Says, link: leads(p.Credit.Address)}}})
		}
	}
}
