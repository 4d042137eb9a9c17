package picture

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"os"
	"testing"
)

func file(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// AVIF pictures are shown upright, in sRGB, with what covers, whatever the depth; of one that
// moves the first frame.
func TestAVIF(t *testing.T) {
	red, green, blue := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 255, 0, 255}, color.RGBA{0, 0, 255, 255}
	for _, c := range []struct {
		name              string
		want              Info
		left, right, down color.RGBA // of its upper left, its upper right and its lower left
	}{
		{"plain.avif", Info{Type: AVIF, Width: 64, Height: 48, Orientation: 1}, red, green, blue},
		{"turned.avif", Info{Type: AVIF, Width: 48, Height: 64, Orientation: 5}, red, blue, green},
		{"deep.avif", Info{Type: AVIF, Width: 64, Height: 48, Orientation: 1}, red, green, blue}, // of P3: beyond sRGB
		{"alpha.avif", Info{Type: AVIF, Width: 64, Height: 48, Orientation: 1}, color.RGBA{128, 0, 0, 128}, color.RGBA{0, 128, 0, 128}, color.RGBA{0, 0, 128, 128}},
		{"moving.avif", Info{Type: AVIF, Width: 64, Height: 48, Orientation: 1, Frames: true}, red, green, blue},
		{"placed.avif", Info{Type: AVIF, Width: 48, Height: 64, Orientation: 6, Taken: "2022-02-04T20:00:00", HasPosition: true}, blue, red, blue},
	} {
		t.Run(c.name, func(t *testing.T) {
			raw := file(t, c.name)
			got, err := Look(raw)
			if err != nil || got.Memory < 64*48*16 {
				t.Fatalf("%+v, %v", got, err)
			}
			if got.Memory = 0; got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
			m, err := Fit(t.Context(), raw, 100, 100)
			if err != nil {
				t.Fatal(err)
			}
			size := m.Rect.Size()
			for at, want := range map[image.Point]color.RGBA{{X: 8, Y: 8}: c.left, {X: size.X - 8, Y: 8}: c.right, {X: 8, Y: size.Y - 8}: c.down} {
				if p := m.RGBAAt(at.X, at.Y); differ(p, want) > 24 {
					t.Errorf("%v at %v, want %v", p, at, want)
				}
			}
		})
	}
}

func differ(a, b color.RGBA) (most int) {
	for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B), int(a.A) - int(b.A)} {
		most = max(most, d, -d)
	}
	return most
}

// Where a picture was taken goes from Exif and from XMP, and nothing else does.
func TestAVIFWithoutPosition(t *testing.T) {
	raw := file(t, "placed.avif")
	out := WithoutPosition(raw)
	info, err := Look(out)
	if err != nil || info.HasPosition || info.Taken == "" || len(out) != len(raw) || bytes.Contains(out, []byte("31,12.5N")) {
		t.Errorf("%+v, %v", info, err)
	}
	if raw := file(t, "plain.avif"); !bytes.Equal(WithoutPosition(raw), raw) {
		t.Error("one that tells no place is changed")
	}
}

// What is cut off or damaged is refused, and decoding ends when it is told to.
func TestBadAVIF(t *testing.T) {
	raw := file(t, "plain.avif")
	if _, err := Look(raw[:len(raw)-10]); !errors.Is(err, ErrCut) {
		t.Errorf("cut off: %v", err)
	}
	torn := bytes.Clone(raw)
	at := bytes.Index(torn, []byte("mdat"))
	for i := range torn[at+4:] {
		torn[at+4+i] ^= 0x5a
	}
	if _, err := Fit(t.Context(), torn, 10, 10); !errors.Is(err, ErrDamaged) {
		t.Errorf("damaged: %v", err)
	}
	large := bytes.Clone(raw)
	copy(large[bytes.Index(large, []byte("ispe"))+8:], "\x00\x00\x61\xa8\x00\x00\x61\xa8") // 25,000 a side
	if _, err := Look(large); !errors.Is(err, ErrPixels) {
		t.Errorf("a bomb: %v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := Fit(ended, raw, 10, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
}

func FuzzAVIF(f *testing.F) {
	for _, name := range []string{"plain.avif", "turned.avif", "deep.avif", "alpha.avif", "moving.avif", "placed.avif"} {
		f.Add(file(f, name))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		raw = append([]byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00avifmif1"), raw...)
		info, err := Look(raw)
		if _, ok := errors.AsType[*Error](err); err != nil && !ok {
			t.Fatalf("an error of another type: %v", err)
		}
		if err == nil && (info.Width <= 0 || info.Height <= 0 || info.Width*info.Height > MaxPixels || info.Memory <= 0) {
			t.Fatalf("allowed: %+v", info)
		}
		out := WithoutPosition(raw)
		if after, err := Look(out); len(out) != len(raw) || err == nil && after.HasPosition {
			t.Fatal("the position is still told")
		}
		coloursOf(Info{Type: AVIF}, raw)
	})
}
