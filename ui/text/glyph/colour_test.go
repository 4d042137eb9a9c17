package glyph

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/go-text/typesetting/font"
	"pgregory.net/rapid"

	"tarikh.org/tarikh/ui/text/layout"
)

// TestStampPictureBlends compares the blending of pictures with its definition.
func TestStampPictureBlends(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		channel := rapid.Uint8()
		under := color.NRGBA{channel.Draw(t, "ur"), channel.Draw(t, "ug"), channel.Draw(t, "ub"), channel.Draw(t, "ua")}
		a := channel.Draw(t, "a")
		over := [4]uint8{rapid.Uint8Max(a).Draw(t, "r"), rapid.Uint8Max(a).Draw(t, "g"), rapid.Uint8Max(a).Draw(t, "b"), a}
		ink := color.NRGBA{A: channel.Draw(t, "ink")}
		img := filled(1, 1, under)
		before := img.RGBAAt(0, 0)
		b := brush{dst: img, clip: img.Rect, ink: premultiply(ink)}
		b.stampPicture(&mask{width: 1, height: 1, picture: true, pix: over[:]}, 0, 0)
		got := img.RGBAAt(0, 0)
		for i, c := range [][2]uint8{{got.R, before.R}, {got.G, before.G}, {got.B, before.B}, {got.A, before.A}} {
			fade := float64(ink.A) / 255
			want := float64(over[i])*fade + float64(c[1])*(1-float64(a)*fade/255)
			if d := float64(c[0]) - want; d > 1.6 || d < -1.6 {
				t.Fatalf("%v over %v in ink %d is %v, not %g", over, before, ink.A, got, want)
			}
		}
		if got.R > got.A || got.G > got.A || got.B > got.A {
			t.Fatalf("%v is not premultiplied", got)
		}
	})
}

func TestPicturesAreCapped(t *testing.T) {
	var small bytes.Buffer
	if err := png.Encode(&small, image.NewNRGBA(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	huge := bytes.Clone(small.Bytes())
	binary.BigEndian.PutUint32(huge[16:], 1<<20) // width and height, in the first chunk
	binary.BigEndian.PutUint32(huge[20:], 1<<20)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	for _, tc := range []struct {
		name string
		data []byte
		ok   bool
	}{
		{"small", small.Bytes(), true},
		{"huge", huge, false},
		{"cut off", small.Bytes()[:40], false},
		{"not a picture", []byte("not a picture"), false},
		{"empty", nil, false},
	} {
		if img := decode(tc.data); (img != nil) != tc.ok {
			t.Errorf("%s: decoded %v", tc.name, img != nil)
		}
	}
}

// TestEmojiOfThisSystem looks for colours, which the ink has not.
func TestEmojiOfThisSystem(t *testing.T) {
	system := layout.NewSystem(filepath.Join(t.TempDir(), "cache"), nil)
	f := testFonts(t).WithSystem(system)
	s := layout.NewShaper(f)
	style := layout.Style{Size: 20}
	s.Paragraph("😀", style, 0)
	if err := system.Wait(); err != nil {
		t.Skip("this system has no fonts: ", err)
	}
	p := s.Paragraph("😀", style, 0)
	if r := p.Lines[0].Runs[0]; r.Face == layout.Marks || !coloured(f.NewFace(r.Face), r.Glyphs[0].ID) {
		t.Skip("this system has no emoji in colour")
	}
	c := NewCache(f)
	for _, scale := range []float32{1, 2} {
		img, faded := filled(80, 80, white), filled(80, 80, white)
		c.Draw(img, p, 0, 0, scale, black)
		c.Draw(faded, p, 0, 0, scale, color.NRGBA{A: 60})
		if inked(img) != inked(faded) || colours(img) < 50 {
			t.Errorf("%d pixels in colour in %v", colours(img), inked(img))
		}
		if in := inked(img); in.Dx() < int(15*scale) || in.Max.X > int(p.Width*scale)+1 || in.Max.Y > int(30*scale) {
			t.Errorf("at scale %g it covers %v", scale, in)
		}
		if got, full := faded.RGBAAt(int(12*scale), int(15*scale)), img.RGBAAt(int(12*scale), int(15*scale)); got.B <= full.B {
			t.Errorf("in faint ink it is %v, else %v", got, full)
		}
	}
}

func coloured(face *font.Face, glyph uint32) bool {
	return layersOf(face, glyph) != nil || picture(face, glyph, 20/float32(face.Upem())) != nil
}

func colours(img *image.RGBA) (n int) {
	for i := 0; i < len(img.Pix); i += 4 {
		if d := int(img.Pix[i]) - int(img.Pix[i+2]); d > 40 || d < -40 {
			n++
		}
	}
	return n
}

// TestLayersInColour draws a font with layers, where the system has it.
func TestLayersInColour(t *testing.T) {
	data, err := os.ReadFile("/usr/share/fonts/opentype/fonts-hosny-amiri/AmiriQuranColored.ttf")
	if err != nil {
		t.Skip("the font with layers is not here: ", err)
	}
	f, err := layout.NewFonts(data, data)
	if err != nil {
		t.Fatal(err)
	}
	p := layout.NewShaper(f).Paragraph("قُلۡ هُوَ ٱللَّهُ أَحَدٌ", layout.Style{Size: 40, LineHeight: 100}, 0)
	img := filled(400, 100, white)
	c := NewCache(f)
	c.Draw(img, p, 0, 0, 1, black)
	black, n := 0, colours(img)
	for i := 0; i < len(img.Pix); i += 4 {
		if img.Pix[i] < 50 && img.Pix[i+2] < 50 {
			black++
		}
	}
	if n < 20 || black < 200 {
		t.Errorf("%d pixels in colour, %d in ink", n, black)
	}
}
