package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"runtime"
	"strings"
	"testing"
)

// quadrants is a picture whose upper left is red and upper right green, on blue.
func quadrants(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{0, 0, 255, 255}
			if y < h/2 {
				c = color.RGBA{255, 0, 0, 255}
				if x >= w/2 {
					c = color.RGBA{0, 255, 0, 255}
				}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func asJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tiffOf is TIFF data that says how a picture is turned, when it was taken and, with
// a position, a latitude in a directory of its own.
func tiffOf(order binary.AppendByteOrder, orientation uint16, taken string, positioned bool) []byte {
	out := []byte("II*\x00")
	if order.String() == "BigEndian" {
		out = []byte("MM\x00*")
	}
	entry := func(tag, kind uint16, count, value uint32) {
		out = order.AppendUint16(out, tag)
		out = order.AppendUint16(out, kind)
		out = order.AppendUint32(out, count)
		if kind == 3 {
			out = order.AppendUint16(out, uint16(value))
			out = append(out, 0, 0)
			return
		}
		out = order.AppendUint32(out, value)
	}
	n := uint16(2)
	if positioned {
		n++
	}
	after := 8 + 2 + 12*uint32(n) + 4
	out = order.AppendUint32(out, 8)
	out = order.AppendUint16(out, n)
	entry(tagOrientation, 3, 1, uint32(orientation))
	entry(tagExif, 4, 1, after)
	position := after + 18 + 20
	if positioned {
		entry(tagPosition, 4, 1, position)
	}
	out = order.AppendUint32(out, 0)
	out = order.AppendUint16(out, 1)
	entry(tagTaken, 2, 20, after+18)
	out = order.AppendUint32(out, 0)
	out = append(out, (taken + strings.Repeat("\x00", 20))[:20]...)
	if positioned {
		out = order.AppendUint16(out, 1)
		entry(2, 5, 3, position+18)
		out = order.AppendUint32(out, 0)
		for _, v := range []uint32{31, 1, 12, 1, 59, 1} {
			out = order.AppendUint32(out, v)
		}
	}
	return out
}

// withExif puts TIFF data into a JPEG file, and XMP that tells a place.
func withExif(raw, tiff []byte, xmp string) []byte {
	out := append([]byte{}, raw[:2]...)
	for _, data := range []string{exifMark + string(tiff), "http://ns.adobe.com/xap/1.0/\x00" + xmp} {
		out = append(out, 0xff, 0xe1)
		out = binary.BigEndian.AppendUint16(out, uint16(len(data)+2))
		out = append(out, data...)
	}
	return append(out, raw[2:]...)
}

// withChunk puts a chunk into a PNG file, after its header.
func withChunk(raw []byte, name string, data []byte) []byte {
	out := append([]byte{}, raw[:33]...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	body := append([]byte(name), data...)
	out = append(out, body...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body))
	return append(out, raw[33:]...)
}

func TestHeaders(t *testing.T) {
	pixels := quadrants(60, 40)
	var moving bytes.Buffer
	paletted := image.NewPaletted(image.Rect(0, 0, 60, 40), color.Palette{color.Black, color.White})
	if err := gif.EncodeAll(&moving, &gif.GIF{Image: []*image.Paletted{paletted, paletted}, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	deep := image.NewNRGBA64(image.Rect(0, 0, 60, 40))
	for _, c := range []struct {
		name string
		raw  []byte
		want Info
	}{
		{"JPEG", asJPEG(t, pixels), Info{Type: JPEG, Width: 60, Height: 40, Orientation: 1}},
		{"turned", withExif(asJPEG(t, pixels), tiffOf(binary.LittleEndian, 6, "2022:02:04 20:00:00", false), ""), Info{Type: JPEG, Width: 40, Height: 60, Orientation: 6, Taken: "2022-02-04T20:00:00"}},
		{"with a place", withExif(asJPEG(t, pixels), tiffOf(binary.BigEndian, 1, "2020:01:23 10:00:00", true), ""), Info{Type: JPEG, Width: 60, Height: 40, Orientation: 1, Taken: "2020-01-23T10:00:00", HasPosition: true}},
		{"no time of a camera whose clock was never set", withExif(asJPEG(t, pixels), tiffOf(binary.BigEndian, 9, "0000:00:00 00:00:00", false), ""), Info{Type: JPEG, Width: 60, Height: 40, Orientation: 1}},
		{"PNG", asPNG(t, pixels), Info{Type: PNG, Width: 60, Height: 40, Orientation: 1}},
		{"PNG of 16 bits", asPNG(t, deep), Info{Type: PNG, Width: 60, Height: 40, Orientation: 1}},
		{"PNG with Exif", withChunk(asPNG(t, pixels), "eXIf", tiffOf(binary.LittleEndian, 8, "2020:01:23 10:00:00", true)), Info{Type: PNG, Width: 40, Height: 60, Orientation: 8, Taken: "2020-01-23T10:00:00", HasPosition: true}},
		{"PNG that moves", withChunk(asPNG(t, pixels), "acTL", make([]byte, 8)), Info{Type: PNG, Width: 60, Height: 40, Orientation: 1, Frames: true}},
		{"GIF that moves", moving.Bytes(), Info{Type: GIF, Width: 60, Height: 40, Orientation: 1, Frames: true}},
		{"WebP", []byte(webpPixel), Info{Type: WebP, Width: 1, Height: 1, Orientation: 1}},
		{"WebP that moves", movingWebP(3, 2, 1, 1, webpPixel[12:]), Info{Type: WebP, Width: 3, Height: 2, Orientation: 1, Frames: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Look(c.raw)
			if err != nil {
				t.Fatal(err)
			}
			if got.Memory <= 0 {
				t.Error("nothing is told of memory")
			}
			got.Memory = 0
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
			m, err := Fit(t.Context(), c.raw, 1000, 1000)
			if err != nil {
				t.Fatal(err)
			}
			if size := m.Bounds().Size(); size != image.Pt(c.want.Width, c.want.Height) {
				t.Errorf("decoded as %v", size)
			}
		})
	}
}

// webpHead is the beginning of a WebP file with these flags and this size.
func webpHead(flags byte, w, h int) string {
	return "RIFF\x00\x00\x10\x00WEBPVP8X\x0a\x00\x00\x00" + string([]byte{flags, 0, 0, 0, byte(w - 1), 0, 0, byte(h - 1), 0, 0})
}

// movingWebP is a moving WebP picture of w times h pixels whose only frame begins at
// x, y, which are even, and says that it has one pixel.
func movingWebP(w, h, x, y int, frame string) []byte {
	anmf := string([]byte{byte(x / 2), 0, 0, byte(y / 2), 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0}) + frame
	return []byte(webpHead(2, w, h) + "ANIM\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00" + "ANMF" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(anmf)))) + anmf)
}

// webpPixel is a lossless WebP picture of one pixel.
const webpPixel = "RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00/\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"

func TestRefusals(t *testing.T) {
	fine := asPNG(t, quadrants(8, 8))
	sized := func(w, h uint32) []byte {
		raw := bytes.Clone(fine)
		binary.BigEndian.PutUint32(raw[16:], w)
		binary.BigEndian.PutUint32(raw[20:], h)
		return raw
	}
	deep := sized(7000, 5000)
	deep[24] = 16
	whole := asJPEG(t, quadrants(64, 64))
	arithmetic := bytes.Clone(whole)
	arithmetic[bytes.Index(whole, []byte("\xff\xc0"))+1] = 0xc9
	for _, c := range []struct {
		name string
		raw  []byte
		want error
	}{
		{"nothing", nil, ErrDamaged},
		{"words", []byte("a picture"), ErrUnknown},
		{"SVG", []byte("<?xml version=\"1.0\"?>\n<!-- drawn --><svg xmlns=\"http://www.w3.org/2000/svg\"/>"), ErrDrawing},
		{"SVG that says it is HTML", []byte("<!DOCTYPE html>\n<SVG onload=alert(1)>"), ErrDrawing},
		{"TIFF", []byte("II*\x00\x08\x00\x00\x00"), ErrFormat},
		{"HEIC", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), ErrHEIC},
		{"AVIF without a picture", []byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1"), ErrDamaged},
		{"too many bytes", make([]byte, MaxBytes+1), ErrBytes},
		{"a bomb", sized(1_000_000, 1_000_000), ErrPixels},
		{"sides that overflow", sized(0xffffffff, 0xffffffff), ErrPixels},
		{"too many pixels", sized(20_000, 2_001), ErrPixels},
		{"too deep for memory", deep, ErrMemory},
		{"no width", sized(0, 10), ErrEmpty},
		{"cut in its header", fine[:20], ErrDamaged},
		{"cut before its first row", fine[:len(fine)-50], ErrDamaged},
		{"JPEG cut before its frame", whole[:30], ErrDamaged},
		{"JPEG cut in its pixels", whole[:len(whole)/2], ErrDamaged},
		{"JPEG with arithmetic coding", arithmetic, ErrFormat},
		{"WebP that moves and has no frames", []byte(webpHead(2, 1, 1)), ErrCut},
		{"WebP that moves, of a frame with more pixels than it says", movingWebP(1, 1, 1, 1, strings.Replace(webpPixel[12:], "/\x00\x00\x00", "/\xff\xff\xff", 1)), ErrDamaged},
		{"WebP of more pixels than it says", []byte(webpHead(0, 2, 2) + webpPixel[12:]), ErrDamaged},
		{"WebP without a picture", []byte("RIFF\x04\x00\x00\x00WEBP"), ErrDamaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Fit(t.Context(), c.raw, 10, 10)
			refused, ok := errors.AsType[*Error](err)
			if !ok || !errors.Is(err, c.want) || refused.Error() == "" {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestPanoramaAtTheLimit(t *testing.T) {
	raw := asPNG(t, image.NewGray(image.Rect(0, 0, 20_000, 200)))
	m, err := Fit(t.Context(), raw, 1000, 1000)
	if err != nil || m.Bounds().Size() != image.Pt(1000, 10) {
		t.Errorf("got %v, %v", m.Bounds(), err)
	}
}

func TestOrientationsStandUpright(t *testing.T) {
	// The corner that is red, green: upper left, upper right of what is shown, for a
	// file whose upper left is red and upper right green.
	for orientation, want := range map[uint16][2]image.Point{
		1: {{0, 0}, {1, 0}}, 2: {{1, 0}, {0, 0}}, 3: {{1, 1}, {0, 1}}, 4: {{0, 1}, {1, 1}},
		5: {{0, 0}, {0, 1}}, 6: {{1, 0}, {1, 1}}, 7: {{1, 1}, {1, 0}}, 8: {{0, 1}, {0, 0}},
	} {
		raw := withExif(asJPEG(t, quadrants(64, 32)), tiffOf(binary.LittleEndian, orientation, "", false), "")
		m, err := Fit(t.Context(), raw, 1000, 1000)
		if err != nil {
			t.Fatal(err)
		}
		at := func(corner image.Point) color.RGBA {
			size := m.Bounds().Size()
			return m.RGBAAt(size.X/4+corner.X*size.X/2, size.Y/4+corner.Y*size.Y/2)
		}
		if red, green := at(want[0]), at(want[1]); red.R < 200 || red.G > 60 || green.G < 200 || green.R > 60 {
			t.Errorf("orientation %d: %v where red, %v where green is expected", orientation, red, green)
		}
	}
}

func TestWithoutPosition(t *testing.T) {
	const xmp = `<x exif:GPSLatitude="31,12.98N" a="1"><exif:GPSLongitude>29,55E</exif:GPSLongitude></x>`
	place := tiffOf(binary.LittleEndian, 6, "2020:01:23 10:00:00", true)
	for name, raw := range map[string][]byte{
		"JPEG": withExif(asJPEG(t, quadrants(60, 40)), place, xmp),
		"PNG":  withChunk(withChunk(asPNG(t, quadrants(60, 40)), "eXIf", place), "iTXt", []byte(xmp)),
	} {
		before, err := Look(raw)
		if err != nil || !before.HasPosition {
			t.Fatal(name, before, err)
		}
		kept := bytes.Clone(raw)
		out := WithoutPosition(raw)
		if !bytes.Equal(raw, kept) {
			t.Errorf("%s: what was given is changed", name)
		}
		after, err := Look(out)
		before.HasPosition = false
		if err != nil || after != before {
			t.Errorf("%s: got %+v, %v, want %+v", name, after, err, before)
		}
		for _, told := range []string{"GPS", "31,12", "29,55", "\x1f\x00\x00\x00\x01\x00\x00\x00\x0c\x00\x00\x00"} {
			if bytes.Contains(out, []byte(told)) {
				t.Errorf("%s: %q is still in it", name, told)
			}
		}
		if _, err := Fit(t.Context(), out, 10, 10); err != nil || len(out) != len(raw) {
			t.Errorf("%s: %v, %d bytes of %d", name, err, len(out), len(raw))
		}
	}
	if raw := asJPEG(t, quadrants(8, 8)); !bytes.Equal(WithoutPosition(raw), raw) {
		t.Error("a picture that tells no place is changed")
	}
}

func FuzzLook(f *testing.F) {
	pixels := quadrants(16, 16)
	f.Add(withExif(asJPEG(f, pixels), tiffOf(binary.LittleEndian, 6, "2022:02:04 20:00:00", true), `exif:GPSLatitude="3"`))
	f.Add(withChunk(asPNG(f, pixels), "eXIf", tiffOf(binary.BigEndian, 3, "2022:02:04 20:00:00", true)))
	f.Add([]byte(webpPixel))
	f.Add(movingWebP(3, 2, 2, 0, webpPixel[12:]))
	f.Add(withProfile(asJPEG(f, pixels), profileOf("RGB ", wideGamut, gamma22)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		info, err := Look(raw)
		if _, ok := errors.AsType[*Error](err); err != nil && !ok {
			t.Fatalf("an error of another type: %v", err)
		}
		if out := WithoutPosition(raw); len(out) != len(raw) {
			t.Fatalf("%d bytes of %d", len(out), len(raw))
		} else if after, err := Look(out); err == nil && after.HasPosition && after.Type != GIF {
			t.Fatal("the position is still told")
		}
		if err != nil || info.Width*info.Height > 1<<16 {
			return
		}
		m, err := Fit(t.Context(), raw, 64, 64)
		if err == nil && (m.Bounds().Dx() > 64 || m.Bounds().Dy() > 64 || m.Bounds().Empty()) {
			t.Fatalf("a picture of %v", m.Bounds())
		}
	})
}

func FuzzExif(f *testing.F) {
	f.Add(tiffOf(binary.LittleEndian, 6, "2022:02:04 20:00:00", true))
	f.Add(tiffOf(binary.BigEndian, 1, "", false))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var info Info
		info.exif(raw)
		emptyPosition(raw)
		info = Info{}
		if info.exif(raw); info.HasPosition {
			t.Fatal("the position is still told")
		}
	})
}

// What others get is small, on white, and says nothing of where and when.
func TestReduce(t *testing.T) {
	raw := withExif(asJPEG(t, quadrants(64, 32)), tiffOf(binary.LittleEndian, 6, "2022:02:04 20:00:00", true), `exif:GPSLatitude="3"`)
	got, err := Reduce(t.Context(), raw, 20, 20)
	if err != nil {
		t.Fatal(err)
	}
	info, err := Look(got.JPEG)
	if err != nil || info.Type != JPEG || info.Width != 10 || info.Height != 20 || got.Width != 10 || got.Height != 20 || info.Orientation != 1 {
		t.Errorf("%d × %d, %+v, %v", got.Width, got.Height, info, err)
	}
	if info.HasPosition || info.Taken != "" || bytes.Contains(got.JPEG, []byte("GPS")) {
		t.Errorf("it tells %+v", info)
	}
	got, err = Reduce(t.Context(), asPNG(t, image.NewNRGBA(image.Rect(0, 0, 8, 8))), 20, 20)
	if err != nil {
		t.Fatal(err)
	}
	if m, err := Fit(t.Context(), got.JPEG, 8, 8); err != nil || m.RGBAAt(4, 4) != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("what is seen through is not white: %v", err)
	}
}

// One large picture is decoded at a time in the whole program, and one small one; who waits for
// that can leave.
func TestOneAtATime(t *testing.T) {
	var b bytes.Buffer
	if err := gif.Encode(&b, image.NewPaletted(image.Rect(0, 0, 1300, 1300), color.Palette{color.Black}), nil); err != nil {
		t.Fatal(err)
	}
	tiny, large := asPNG(t, quadrants(8, 8)), b.Bytes()
	for name, c := range map[string]struct {
		turn         queue
		waits, other []byte
	}{"large": {largeTurn, large, tiny}, "small": {smallTurn, tiny, large}} {
		c.turn <- struct{}{} // another one is being decoded
		ctx, leave := context.WithCancel(t.Context())
		leave()
		if _, err := Fit(ctx, c.waits, 4, 4); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: it did not wait: %v", name, err)
		}
		if _, err := Fit(t.Context(), c.other, 4, 4); err != nil {
			t.Errorf("%s: the other kind: %v", name, err)
		}
		<-c.turn
		if _, err := Reduce(t.Context(), c.waits, 4, 4); err != nil {
			t.Error(err)
		}
		c.turn <- struct{}{} // its turn has ended
		<-c.turn
	}
}

// A pixel is the mean of what it covers, exactly, however many that are.
func TestShrink(t *testing.T) {
	for _, c := range []struct{ w, h, toW, toH int }{{7, 5, 3, 2}, {90, 40, 9, 4}, {64, 33, 63, 32}, {5, 9, 5, 3}, {300, 2, 1, 1}, {4, 40, 2, 39}, {6, 4, 6, 4}} {
		from := image.NewGray(image.Rect(2, 1, 2+c.w, 1+c.h))
		for i := range from.Pix {
			from.Pix[i] = uint8(i*i*7 + i)
		}
		small := image.NewRGBA(image.Rect(0, 0, c.toW, c.toH))
		if err := shrink(t.Context(), from, small); err != nil {
			t.Fatal(err)
		}
		for y := range c.toH {
			for x := range c.toW {
				var sum, parts float64
				for v := y * c.h; v < (y+1)*c.h; v++ { // each pixel divided into parts that no edge cuts
					for u := x * c.w; u < (x+1)*c.w; u++ {
						sum += float64(from.Pix[v/c.toH*from.Stride+u/c.toW])
						parts++
					}
				}
				if got := small.RGBAAt(x, y); math.Abs(float64(got.R)-sum/parts) > 0.51 || got.R != got.B || got.A != 255 {
					t.Fatalf("%d × %d to %d × %d: at %d, %d %v, want %.2f", c.w, c.h, c.toW, c.toH, x, y, got, sum/parts)
				}
			}
		}
	}
}

// What making a picture smaller takes is little more than its pixels and those that are
// made of them, whatever its size is.
func TestShrinkingTakesLittleMemory(t *testing.T) {
	const w, h = 1500, 1000
	from := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := shrink(t.Context(), from, image.NewRGBA(image.Rect(0, 0, w/2, h/2))); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > w*h+1<<20 { // a quarter of the points
		t.Errorf("%d KB", took>>10)
	}
}

// Parts of a picture are those of all of it, however it lies in its file.
func TestPart(t *testing.T) {
	for orientation := range uint16(9) {
		raw := withChunk(asPNG(t, quadrants(40, 24)), "eXIf", tiffOf(binary.BigEndian, orientation, "", false))
		all, err := Fit(t.Context(), raw, 100, 100)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := Decode(t.Context(), raw)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range []image.Rectangle{all.Rect, image.Rect(3, 5, 20, 11), image.Rect(12, 2, 13, 23)} {
			got, err := whole.Part(t.Context(), part, 1000, 1000)
			if err != nil || got.Rect.Size() != part.Size() {
				t.Fatalf("%d: %v of %v, %v", orientation, got.Rect, part, err)
			}
			for y := range part.Dy() {
				for x := range part.Dx() {
					if a, b := got.RGBAAt(x, y), all.RGBAAt(part.Min.X+x, part.Min.Y+y); a != b {
						t.Fatalf("turned by %d, %v: at %d, %d %v, want %v", orientation, part, x, y, a, b)
					}
				}
			}
		}
		if small, err := whole.Part(t.Context(), image.Rect(0, 0, 10, 8), 5, 2); err != nil || small.Rect != image.Rect(0, 0, 5, 2) {
			t.Errorf("%v, %v", small.Rect, err)
		}
	}
}
