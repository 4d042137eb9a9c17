package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"runtime/debug"

	"golang.org/x/image/webp"

	"tarikh.org/tarikh/data/picture/avif"
)

// queue is for those whose turn it is to decode: one picture is decoded at a time, since it is
// the memory of the whole program that is limited. Who waits comes in the order of asking, or
// leaves.
type queue chan struct{}

// The queues of the whole program. What decoding takes is never more than MaxMemory, and what is
// made of it, and smallMemory in addition: pictures that take no more than that, as those do
// that were made small before, do not wait for a large one.
var largeTurn, smallTurn = make(queue, 1), make(queue, 1)

const smallMemory = 8 << 20 // bytes

// begin waits until it is the turn of a picture to be decoded, which ends with end. The error is
// that of ctx.
func (info Info) begin(ctx context.Context) (end func(), err error) {
	turn := largeTurn
	if info.Memory <= smallMemory {
		turn = smallTurn
	}
	select {
	case turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	end = func() { <-turn }
	if err := ctx.Err(); err != nil {
		end()
		return nil, err
	}
	return end, nil
}

// Fit returns the picture that raw is the file of, upright, as large as fits into
// width times height pixels and never larger than it is, in sRGB. The error is an *Error
// or that of ctx.
func Fit(ctx context.Context, raw []byte, width, height int) (*image.RGBA, error) {
	info, err := Look(raw)
	if err != nil {
		return nil, err
	}
	end, err := info.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	w, h := fit(info, width, height)
	if info.Orientation >= 5 {
		w, h = h, w
	}
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	if err := scaled(ctx, info, raw, small); err != nil {
		return nil, err
	}
	return upright(small, info.Orientation), nil
}

// scaled makes a picture as large as small, not turned.
func scaled(ctx context.Context, info Info, raw []byte, small *image.RGBA) error {
	if info.Type == AVIF {
		var shrunk error
		err := avif.Decode(ctx, raw, int64(info.Width)*int64(info.Height), info.Memory+spare, func(whole *image.RGBA) { shrunk = shrink(ctx, whole, small) })
		debug.FreeOSMemory() // what the decoder had is much more than its file
		switch {
		case err == nil && shrunk != nil:
			return shrunk
		case errors.Is(err, avif.ErrDamaged), errors.Is(err, avif.ErrLarge):
			return &Error{Reason: ErrDamaged, Format: AVIF.name(), Detail: err}
		case err != nil:
			return err
		}
	} else {
		whole, err := decode(info, raw)
		if err != nil {
			return err
		}
		there := small.Rect
		if rows := whole.Bounds().Dy(); info.Cut {
			if all := info.rows(); rows < all {
				there.Max.Y = max(there.Max.Y*rows/all, 1)
				stripe(small, there.Max.Y)
			}
		}
		if err := shrink(ctx, whole, small.SubImage(there).(*image.RGBA)); err != nil {
			return err
		}
	}
	if c := coloursOf(info, raw); c != nil {
		c.toSRGB(small)
	}
	return nil
}

// spare is how much memory the decoder of AVIF may take beyond what is worked out.
const spare = 24 << 20

// rows are those of the picture as its file has it.
func (info Info) rows() int {
	if info.Orientation >= 5 {
		return info.Width
	}
	return info.Height
}

// fit is the size of a picture in a frame, at least a pixel a side.
func fit(info Info, width, height int) (w, h int) {
	w, h = info.Width, info.Height
	if w > width {
		w, h = width, info.Height*width/info.Width
	}
	if h > height {
		w, h = info.Width*height/info.Height, height
	}
	return max(w, 1), max(h, 1)
}

// decode makes pixels of a picture whose header is allowed.
func decode(info Info, raw []byte) (image.Image, error) {
	read := map[Type]func(*bytes.Reader) (image.Image, error){
		JPEG: func(r *bytes.Reader) (image.Image, error) { return jpeg.Decode(r) },
		PNG:  func(r *bytes.Reader) (image.Image, error) { return png.Decode(r) },
		GIF:  func(r *bytes.Reader) (image.Image, error) { return firstFrame(info, r) },
		WebP: func(r *bytes.Reader) (image.Image, error) {
			if info.Frames {
				return firstOfWebP(info, raw)
			}
			return webp.Decode(r)
		},
	}[info.Type]
	r := bytes.NewReader(raw)
	if info.Cut {
		read = func(r *bytes.Reader) (image.Image, error) {
			_, _ = r.Seek(0, io.SeekEnd) // where it breaks off
			return decodeCut(info, raw)
		}
	}
	whole, err := read(r)
	if err != nil {
		_, unsupported := errors.AsType[jpeg.UnsupportedError](err)
		reason := ErrDamaged
		if unsupported {
			reason = ErrFormat
		}
		return nil, &Error{Reason: reason, Format: info.Type.name(), Offset: int64(len(raw) - r.Len()), Detail: err}
	}
	if whole.Bounds().Empty() {
		return nil, refuse(ErrEmpty, info.Type.name(), 0)
	}
	return whole, nil
}

// firstFrame returns the first frame of a GIF in its place on the whole picture.
func firstFrame(info Info, r *bytes.Reader) (image.Image, error) {
	frame, err := gif.Decode(r)
	if err != nil {
		return nil, err
	}
	all := image.Rect(0, 0, info.Width, info.Height)
	return placed(frame, frame.Bounds(), all), nil
}

// firstOfWebP returns the first frame of a moving WebP picture in its place on the whole:
// what is in its chunk is put into a file of a picture that does not move (RFC 9649, 2.7.1.1).
func firstOfWebP(info Info, raw []byte) (frame image.Image, err error) {
	err = &Error{Reason: ErrDamaged, Format: WebP.name(), Offset: int64(len(raw))}
	chunks(raw[12:], riffChunk, func(name string, data []byte) bool {
		if name != "ANMF" || len(data) < frameHead {
			return true
		}
		w, h := 1+uint24(data[6:]), 1+uint24(data[9:])
		if int64(w)*int64(h) > int64(info.Width)*int64(info.Height) {
			return false // a frame is a part of the whole
		}
		// The header says that it may have an alpha channel, which a frame without one has not.
		still := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(4+18+len(data)-frameHead))
		still = append(still, "WEBPVP8X\x0a\x00\x00\x00\x10\x00\x00\x00"...)
		if bytes.HasPrefix(data[frameHead:], []byte("VP8 ")) {
			still[len(still)-4] = 0
		}
		still = append(append(still, data[6:12]...), data[frameHead:]...)
		if frame, err = webp.Decode(bytes.NewReader(still)); err == nil {
			frame = placed(frame, frame.Bounds().Add(image.Pt(2*uint24(data), 2*uint24(data[3:]))), image.Rect(0, 0, info.Width, info.Height))
		}
		return false
	})
	return frame, err
}

// frameHead is how many bytes of the chunk of a frame are before what it is made of.
const frameHead = 16

// uint24 is a number of three bytes, the least first.
func uint24(raw []byte) int { return int(raw[0]) | int(raw[1])<<8 | int(raw[2])<<16 }

// placed is a frame at its place on the whole picture.
func placed(frame image.Image, at, all image.Rectangle) image.Image {
	if frame.Bounds() == all && at == all {
		return frame
	}
	whole := image.NewRGBA(all)
	draw.Draw(whole, at, frame, frame.Bounds().Min, draw.Src)
	return whole
}

func (t Type) name() string {
	return map[Type]string{JPEG: "JPEG", PNG: "PNG", GIF: "GIF", WebP: "WebP", AVIF: "AVIF"}[t]
}

// upright turns and mirrors a picture by Exif's orientation (CIPA DC-008, 4.6.4.A).
func upright(from *image.RGBA, orientation int) *image.RGBA {
	if orientation <= 1 {
		return from
	}
	w, h := from.Rect.Dx(), from.Rect.Dy()
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		to = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := turned(x, y, w, h, orientation)
			copy(to.Pix[to.PixOffset(tx, ty):][:4], from.Pix[from.PixOffset(x, y):][:4])
		}
	}
	return to
}

// turned is where the pixel at x, y of a picture of w times h goes.
func turned(x, y, w, h, orientation int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	default:
		return y, w - 1 - x
	}
}
