package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"image/color"
	"os"
	"slices"
	"testing"
)

// Primaries in XYZ for a white of D50, as profiles have them, and curves.
var (
	wideGamut = [][3]float64{{0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}} // Adobe RGB (1998)
	p3        = [][3]float64{{0.51512, 0.24119, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}}
	srgb      = [][3]float64{{0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}}
	gamma22   = "curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33\x00\x00"
	likeSRGB  = para(3, 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)
	straight  = "curv\x00\x00\x00\x00\x00\x00\x00\x02\x00\x00\xff\xff"
)

func para(kind byte, values ...float64) string {
	out := []byte("para\x00\x00\x00\x00\x00" + string(kind) + "\x00\x00")
	for _, v := range values {
		out = binary.BigEndian.AppendUint32(out, uint32(int32(v*65536)))
	}
	return string(out)
}

// profileOf is an ICC profile with a matrix, or of greys, and one curve.
func profileOf(space string, primaries [][3]float64, curve string) []byte {
	head := make([]byte, 128)
	copy(head[16:], space+"XYZ ")
	copy(head[36:], "acsp")
	tags := map[string]string{}
	for i, name := range []string{"r", "g", "b"} {
		if primaries == nil {
			tags["kTRC"] = curve
			break
		}
		xyz := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range primaries[i] {
			xyz = binary.BigEndian.AppendUint32(xyz, uint32(int32(v*65536)))
		}
		tags[name+"XYZ"], tags[name+"TRC"] = string(xyz), curve
	}
	table, body := binary.BigEndian.AppendUint32(nil, uint32(len(tags))), ""
	for name, value := range tags {
		table = append(table, name...)
		table = binary.BigEndian.AppendUint32(table, uint32(132+12*len(tags)+len(body)))
		table = binary.BigEndian.AppendUint32(table, uint32(len(value)))
		body += value
	}
	return append(append(head, table...), body...)
}

// withProfile puts a profile into a JPEG file, in two parts of which the second comes first.
func withProfile(raw, profile []byte) []byte {
	out := slices.Clone(raw[:2])
	half := len(profile) / 2
	for i, part := range [][]byte{profile[half:], profile[:half]} {
		data := append([]byte("ICC_PROFILE\x00"), byte(2-i), 2)
		data = append(data, part...)
		out = append(out, 0xff, 0xe2)
		out = binary.BigEndian.AppendUint16(out, uint16(len(data)+2))
		out = append(out, data...)
	}
	return append(out, raw[2:]...)
}

func packedProfile(profile []byte) []byte {
	var b bytes.Buffer
	b.WriteString("name\x00\x00")
	w := zlib.NewWriter(&b)
	_, _ = w.Write(profile)
	_ = w.Close()
	return b.Bytes()
}

func flat(c color.NRGBA) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, 16, 16))
	for i := range 256 {
		m.SetNRGBA(i%16, i/16, c)
	}
	return m
}

// Colours of other spaces are shown as they are in sRGB.
func TestColours(t *testing.T) {
	green, olive := color.NRGBA{100, 180, 60, 255}, color.NRGBA{140, 180, 60, 255}
	r03 := "II*\x00\x08\x00\x00\x00" + // a directory of Exif, one of its rule in it
		"\x01\x00\x69\x87\x04\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00\x00\x00\x00" +
		"\x01\x00\x05\xa0\x04\x00\x01\x00\x00\x00\x2c\x00\x00\x00\x00\x00\x00\x00" +
		"\x01\x00\x01\x00\x02\x00\x04\x00\x00\x00R03\x00\x00\x00\x00\x00"
	p3SRGB := profileOf("RGB ", p3, likeSRGB)
	p3WebP, err := os.ReadFile("testdata/green.webp")
	if err != nil {
		t.Fatal(err)
	}
	p3WebP = []byte(webpHead(0x20, 16, 16) + "ICCP" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(p3SRGB)))) + string(p3SRGB) + string(p3WebP[12:]))
	for _, c := range []struct {
		name string
		raw  []byte
		want color.RGBA
	}{
		{"sRGB", withProfile(asJPEG(t, flat(green)), profileOf("RGB ", srgb, likeSRGB)), color.RGBA{100, 180, 60, 255}},
		{"Adobe RGB in JPEG", withProfile(asJPEG(t, flat(olive)), profileOf("RGB ", wideGamut, gamma22)), color.RGBA{120, 181, 42, 255}},
		{"Adobe RGB by Exif", withExif(asJPEG(t, flat(olive)), []byte(r03), ""), color.RGBA{120, 181, 42, 255}},
		{"P3 in PNG", withChunk(asPNG(t, flat(green)), "iCCP", packedProfile(p3SRGB)), color.RGBA{65, 182, 27, 255}},
		{"P3 by cICP", withChunk(asPNG(t, flat(green)), "cICP", []byte{12, 13, 0, 1}), color.RGBA{65, 182, 27, 255}},
		{"P3 half seen through", withChunk(asPNG(t, flat(color.NRGBA{100, 180, 60, 128})), "iCCP", packedProfile(p3SRGB)), color.RGBA{32, 91, 13, 128}},
		{"straight", withChunk(asPNG(t, flat(color.NRGBA{128, 128, 128, 255})), "iCCP", packedProfile(profileOf("RGB ", srgb, straight))), color.RGBA{188, 188, 188, 255}},
		{"grey", withChunk(asPNG(t, flat(color.NRGBA{128, 128, 128, 255})), "iCCP", packedProfile(profileOf("GRAY", nil, straight))), color.RGBA{188, 188, 188, 255}},
		{"P3 in WebP", p3WebP, color.RGBA{65, 182, 27, 255}},
		{"a profile without white", withProfile(asJPEG(t, flat(green)), profileOf("RGB ", [][3]float64{{}, {}, {}}, gamma22)), color.RGBA{100, 180, 60, 255}},
		{"a profile that is cut off", withProfile(asJPEG(t, flat(green)), profileOf("RGB ", p3, likeSRGB)[:200]), color.RGBA{100, 180, 60, 255}},
	} {
		m, err := Fit(t.Context(), c.raw, 16, 16)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := m.RGBAAt(8, 8)
		for _, d := range []int{int(got.R) - int(c.want.R), int(got.G) - int(c.want.G), int(got.B) - int(c.want.B), int(got.A) - int(c.want.A)} {
			if d > 3 || d < -3 {
				t.Errorf("%s: got %v, want %v", c.name, got, c.want)
				break
			}
		}
	}
}

// A JPEG file for printing, in cyan, magenta, yellow and black, looks as it does elsewhere.
func TestCMYK(t *testing.T) {
	raw, err := os.ReadFile("testdata/cmyk.jpg")
	if err != nil {
		t.Fatal(err)
	}
	m, err := Fit(t.Context(), raw, 100, 100)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.RGBAAt(8, 8); got.R < 220 || got.G > 60 || got.B > 60 {
		t.Errorf("red is %v", got)
	}
}

// The frame of a moving WebP picture is in its place.
func TestFirstFrameOfWebP(t *testing.T) {
	still, err := Fit(t.Context(), []byte(webpPixel), 9, 9)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Fit(t.Context(), movingWebP(4, 3, 2, 2, webpPixel[12:]), 9, 9)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := m.RGBAAt(2, 2), still.RGBAAt(0, 0); got != want || m.RGBAAt(0, 0) != (color.RGBA{}) || m.Bounds().Size() != image.Pt(4, 3) {
		t.Errorf("%v in %v, want %v; %v beside it", got, m.Bounds(), want, m.RGBAAt(0, 0))
	}
}

func FuzzProfile(f *testing.F) {
	f.Add(profileOf("RGB ", wideGamut, gamma22))
	f.Add(profileOf("RGB ", p3, likeSRGB))
	f.Add(profileOf("GRAY", nil, straight))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c := readProfile(raw)
		if c == nil || c.isSRGB() || !c.hasWhite() {
			return
		}
		m := image.NewRGBA(image.Rect(0, 0, 2, 2))
		copy(m.Pix, []byte{255, 255, 255, 255, 1, 2, 3, 4, 9, 9, 9, 255, 0, 0, 0, 0})
		if c.toSRGB(m); m.RGBAAt(0, 0).R < 200 || m.RGBAAt(1, 1) != (color.RGBA{}) {
			t.Fatalf("white is %v, nothing %v", m.RGBAAt(0, 0), m.RGBAAt(1, 1))
		}
	})
}
