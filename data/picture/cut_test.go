package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"testing"
)

// Of a picture that is cut off the rows are shown that are there, and stripes below them; what
// decoders give as a whole or not at all is refused.
func TestCutOff(t *testing.T) {
	m := quadrants(160, 160)
	for i := range m.Pix { // so that rows take bytes of their own
		if i%4 != 3 {
			m.Pix[i] ^= uint8(i*2654435761>>16) & 31
		}
	}
	plain := asJPEG(t, m)
	for _, c := range []struct {
		name string
		raw  []byte
		rows bool // some are shown, not all
	}{
		{"JPEG", plain[:len(plain)*6/10], true},
		{"JPEG without its end", plain[:len(plain)-2], false},
		{"JPEG with the end of its preview", func() []byte {
			raw := withExif(plain, append(tiffOf(binary.LittleEndian, 1, "", false), asJPEG(t, quadrants(8, 8))...), "")
			return raw[:len(raw)*6/10]
		}(), true},
		{"PNG", func() []byte { raw := asPNG(t, m); return raw[:len(raw)*6/10] }(), true},
		{"PNG without its end", func() []byte { raw := asPNG(t, m); return raw[:len(raw)-12] }(), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			info, err := Look(c.raw)
			if err != nil || !info.Cut {
				t.Fatalf("%+v, %v", info, err)
			}
			got, err := Fit(t.Context(), c.raw, 80, 80)
			if err != nil || got.Bounds().Size() != image.Pt(80, 80) {
				t.Fatal(err)
			}
			if p := got.RGBAAt(10, 10); p.R < 180 || p.G > 90 {
				t.Errorf("the upper left is %v", p)
			}
			last := got.RGBAAt(40, 79)
			if striped := last.R == last.G && last.G == last.B; striped != c.rows {
				t.Errorf("the last row is %v", last)
			}
		})
	}
}

// A picture that is whole, or whose first frame is, is not taken for one that is cut off.
func TestWhole(t *testing.T) {
	paletted := image.NewPaletted(image.Rect(0, 0, 60, 40), color.Palette{color.Black, color.White})
	var moving bytes.Buffer
	if err := gif.EncodeAll(&moving, &gif.GIF{Image: []*image.Paletted{paletted, paletted}, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	gray := image.NewGray16(image.Rect(0, 0, 9, 9))
	for name, raw := range map[string][]byte{
		"JPEG": asJPEG(t, quadrants(30, 30)), "with more behind it": append(asJPEG(t, quadrants(30, 30)), "more"...),
		"PNG": asPNG(t, gray), "GIF": moving.Bytes(), "GIF cut in its second frame": moving.Bytes()[:moving.Len()-3],
		"WebP": []byte(webpPixel), "moving WebP": movingWebP(3, 2, 1, 1, webpPixel[12:]), "AVIF": file(t, "plain.avif"),
	} {
		if info, err := Look(raw); err != nil || info.Cut {
			t.Errorf("%s: %+v, %v", name, info, err)
		}
	}
	if _, err := Look(moving.Bytes()[:moving.Len()/2-6]); err == nil {
		t.Error("a GIF file whose first frame is cut off is taken")
	}
}
