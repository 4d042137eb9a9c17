package thumbs

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"image"
	"image/color"
	"image/png"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/picture"
)

// striped is a picture whose middle third across is green, the rest red; of one seed.
func striped(t testing.TB, w, h int, seed uint8) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{200, 0, seed, 255}
			if x >= w/3 && x < w-w/3 {
				c = color.RGBA{0, 200, seed, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// of asks for a picture and tells whether its bytes were read for it.
func of(t testing.TB, c *Cache, raw []byte, s Size) (made *image.RGBA, asked bool) {
	t.Helper()
	made, err := c.Picture(t.Context(), sha256.Sum256(raw), s, func(context.Context) ([]byte, error) {
		asked = true
		return raw, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return made, asked
}

// A picture is read and decoded once for each size; what is in its file is the same.
func TestMadeOnce(t *testing.T) {
	files := afero.NewMemMapFs()
	c := New(files, "/cache/thumbs", 1<<20)
	raw := striped(t, 300, 100, 0)
	for _, s := range []struct {
		Size
		w, h int
	}{{Size{Width: 60, Height: 60}, 60, 20}, {Size{Width: 60, Height: 60, Fills: true}, 60, 60}, {Size{Width: 900, Height: 900}, 300, 100}, {Size{Width: 900, Height: 50, Fills: true}, 300, 50}} {
		first, asked := of(t, c, raw, s.Size)
		if !asked || first.Rect.Dx() != s.w || first.Rect.Dy() != s.h {
			t.Errorf("%+v: %v, read %v", s, first.Rect, asked)
		}
		again, asked := of(t, New(files, "/cache/thumbs", 1<<20), raw, s.Size)
		if asked || again.Rect != first.Rect {
			t.Errorf("%+v again: %v, read %v", s, again.Rect, asked)
		}
		near := again.RGBAAt(s.w/2, s.h/2)
		if near.G < 150 || near.R > 60 {
			t.Errorf("%+v: the middle is %v", s, near)
		}
	}
	cut, _ := of(t, c, raw, Size{Width: 60, Height: 60, Fills: true})
	if left := cut.RGBAAt(2, 30); left.G < 150 {
		t.Errorf("the sides were not cut: %v", left)
	}
}

// What was damaged, or is larger than it may be, is made again; what cannot be written is
// made all the same.
func TestFilesAreDisposable(t *testing.T) {
	files := afero.NewMemMapFs()
	raw, s := striped(t, 90, 90, 0), Size{Width: 30, Height: 30}
	c := New(files, "/c", 1<<20)
	of(t, c, raw, s)
	path := "/c/" + s.name(sha256.Sum256(raw))
	for name, content := range map[string][]byte{"damaged": {1, 2, 3}, "too large": raw} {
		if err := afero.WriteFile(files, path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if made, asked := of(t, c, raw, s); !asked || made.Rect.Dx() != 30 {
			t.Errorf("%s: read %v, %v", name, asked, made.Rect)
		}
	}
	if _, asked := of(t, New(afero.NewReadOnlyFs(afero.NewMemMapFs()), "/c", 1<<20), raw, s); !asked {
		t.Error("not made where nothing can be written")
	}
	gone := errors.New("gone")
	if _, err := c.Picture(t.Context(), [32]byte{1}, s, func(context.Context) ([]byte, error) { return nil, gone }); !errors.Is(err, gone) {
		t.Error(err)
	}
	if _, err := c.Picture(t.Context(), [32]byte{2}, s, func(context.Context) ([]byte, error) { return raw[:40], nil }); !errors.Is(err, picture.ErrDamaged) {
		t.Error(err)
	}
}

// All files together stay below the limit; the newest stay.
func TestBounded(t *testing.T) {
	files := afero.NewMemMapFs()
	const most = 6000
	c := New(files, "/c", most)
	var last []byte
	for i := range uint8(60) {
		last = striped(t, 60, 60, i)
		of(t, c, last, Size{Width: 40, Height: 40})
		all, err := afero.ReadDir(files, "/c")
		if err != nil {
			t.Fatal(err)
		}
		size := int64(0)
		for _, f := range all {
			size += f.Size()
		}
		if size > most || size == 0 {
			t.Fatalf("%d bytes in %d files", size, len(all))
		}
	}
	if _, asked := of(t, New(files, "/c", most), last, Size{Width: 40, Height: 40}); asked {
		t.Error("the newest is gone")
	}
}
