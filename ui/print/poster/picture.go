package poster

import (
	"bytes"
	"cmp"
	"context"
	"image"
	"image/jpeg"
	"math"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/picture/thumbs"
	"tarikh.org/tarikh/ui/timeline/paint"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// perUnit is how many pixels pictures have to the unit, quality that of those in drawings.
const perUnit, quality = 4, 85

// Pages returns the bytes of pictures, as data.Store does.
type Pages interface {
	Page(ctx context.Context, hash [32]byte) (data.Page, error)
}

// ReadPictures reads the pictures that are on the page. One that cannot be read is left out,
// and counted as lost. The error is that of pages or ctx.
func (s *Set) ReadPictures(ctx context.Context, pages Pages) error {
	s.pixels = map[int]*image.RGBA{}
	s.unread = nil
	made, cache := map[[32]byte]*image.RGBA{}, thumbs.New(nil, "", 0)
	for _, p := range s.Pictures {
		row, _ := s.picture(p.Event)
		pixels, there := made[row.Hash]
		if !there {
			size := thumbs.Size{Width: int(math.Ceil(float64(s.largest.W) * perUnit)), Height: int(math.Ceil(float64(s.largest.H) * perUnit)), Fills: true}
			var err error
			pixels, err = cache.Picture(ctx, row.Hash, size, func(ctx context.Context) ([]byte, error) {
				p, err := pages.Page(ctx, row.Hash)
				return p.Body, err
			})
			why := form.LosesPicture(err)
			if err != nil && why == "" {
				return err
			}
			if why != "" {
				s.unread.Lose(why, 1)
			}
			made[row.Hash] = pixels
		}
		if pixels != nil {
			s.pixels[p.Event] = pixels
		}
	}
	return nil
}

// Pixels are those of an event's picture, nil for none.
func (s *Set) Pixels(event int) *image.RGBA { return s.pixels[event] }

// Alt is what can be seen in an event's picture, else its caption, else that it is not
// described.
func (s *Set) Alt(event int) string {
	p, _ := s.picture(event)
	return cmp.Or(form.Line(p.Alt), form.Line(p.Caption), s.undescribed)
}

// JPEG is a picture of the list as it is painted, with its corners and its frame, on the
// ground of the page; nil where it has no pixels.
func (s *Set) JPEG(p scene.Picture) (file []byte, w, h int, err error) {
	if s.Pixels(p.Event) == nil {
		return nil, 0, 0, nil
	}
	w, h = int(math.Round(float64(p.W*perUnit))), int(math.Round(float64(p.H*perUnit)))
	p.X, p.Y, p.StrokeWidth = 0, 0, 0
	painter := paint.Painter{Pixels: s.Pixels}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	painter.Paint(img, &scene.List{W: p.W, H: p.H, Ground: s.Ground, Pictures: []scene.Picture{p}}, perUnit)
	var out bytes.Buffer
	err = jpeg.Encode(&out, img, &jpeg.Options{Quality: quality})
	return out.Bytes(), w, h, err
}
