package picture

import (
	"context"
	"image"
	"image/draw"
)

// shrink draws all of a picture into a smaller one. A pixel of that is the mean of what it
// covers, parts of pixels by their parts; of whole a few rows at a time are made into RGBA,
// so that little memory is needed in addition to both. The error is that of ctx.
func shrink(ctx context.Context, whole image.Image, small *image.RGBA) error {
	from := whole.Bounds()
	if from.Size() == small.Rect.Size() {
		draw.Draw(small, small.Rect, whole, from.Min, draw.Src)
		return nil
	}
	w := small.Rect.Dx()
	rows := rowSums{into: small, across: cover(from.Dx(), w), height: from.Dy(), row: make([]uint64, 4*w), sum: make([]uint64, 4*w)}
	band := image.NewRGBA(image.Rect(0, 0, from.Dx(), min(bandRows, from.Dy())))
	for y := 0; y < from.Dy(); y += bandRows {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := min(bandRows, from.Dy()-y)
		draw.Draw(band, image.Rect(0, 0, from.Dx(), n), whole, image.Pt(from.Min.X, from.Min.Y+y), draw.Src)
		for i := range n {
			rows.add(y+i, band.Pix[i*band.Stride:][:4*from.Dx()])
		}
	}
	return nil
}

// bandRows is how many rows are made into RGBA at once; of a picture whose colours are
// coarser, an even number.
const bandRows = 16

// span is the pixels that one of fewer covers: those from first to last, of which the first
// and the last count by their parts. A whole pixel counts full.
type span struct {
	first, last           int
	atFirst, atLast, full uint64
}

// cover divides n pixels among fewer, to each as many parts of 1/(n*fewer).
func cover(n, fewer int) []span {
	all := make([]span, fewer)
	for i := range all {
		start, end := i*n, (i+1)*n // in parts of which a pixel has as many as fewer
		s := span{first: start / fewer, last: (end - 1) / fewer, full: uint64(fewer)}
		s.atFirst = uint64(min((s.first+1)*fewer, end) - start)
		if s.last > s.first {
			s.atLast = uint64(end - s.last*fewer)
		}
		all[i] = s
	}
	return all
}

// rowSums adds up rows, from the first to the last, into those of a smaller picture.
type rowSums struct {
	into     *image.RGBA
	across   []span
	height   int // of the large picture
	row, sum []uint64
}

// add adds row y of the large picture, whose pixels are premultiplied.
func (r *rowSums) add(y int, pix []uint8) {
	for i, s := range r.across {
		var sum [4]uint64
		for x := s.first + 1; x < s.last; x++ {
			p := pix[4*x : 4*x+4 : 4*x+4]
			sum[0] += uint64(p[0])
			sum[1] += uint64(p[1])
			sum[2] += uint64(p[2])
			sum[3] += uint64(p[3])
		}
		for c := range sum {
			r.row[4*i+c] = sum[c]*s.full + uint64(pix[4*s.first+c])*s.atFirst + uint64(pix[4*s.last+c])*s.atLast
		}
	}
	// In parts of which a row has as many as the small picture has rows, and a row of that as
	// many as the large one.
	h, one := r.into.Rect.Dy(), r.height
	for at, end := y*h, (y+1)*h; at < end; {
		row := at / one
		next := min((row+1)*one, end)
		r.gather(uint64(next - at))
		if at = next; at == (row+1)*one {
			r.finish(row)
		}
	}
}

// gather adds so many parts of the row.
func (r *rowSums) gather(parts uint64) {
	for i, v := range r.row {
		r.sum[i] += v * parts
	}
}

// finish writes a row whose parts are all there.
func (r *rowSums) finish(y int) {
	all := uint64(r.height) * r.across[0].parts()
	pix := r.into.Pix[y*r.into.Stride:]
	for i, v := range r.sum {
		pix[i] = uint8((v + all/2) / all)
		r.sum[i] = 0
	}
}

// parts are how many parts a pixel of the smaller picture has across.
func (s span) parts() uint64 {
	between := uint64(max(s.last-s.first-1, 0))
	return s.atFirst + between*s.full + s.atLast
}
