package app

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/picture"
)

func pngOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Pictures are added in their order behind those that are there, their bytes once.
func TestAddPictures(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	f := furnish(t, l)
	raw := pngOf(t, 30, 20)
	for range 2 {
		p, page, err := ReadPicture(raw, "a.png", false, 7)
		if err != nil {
			t.Fatal(err)
		}
		p.Event = f.event.ID
		if _, err := l.AddPictures(ctx, f.event.ID, []data.Picture{p}, []data.Page{page}); err != nil {
			t.Fatal(err)
		}
	}
	there, err := store.Pictures(ctx, f.event.ID)
	if err != nil || len(there) != 2 || there[0].Order != 0 || there[1].Order != 1 || there[0].Hash != there[1].Hash || there[0].Width != 30 {
		t.Fatalf("%+v, %v", there, err)
	}
	if page, err := store.Page(ctx, there[0].Hash); err != nil || !bytes.Equal(page.Body, raw) || page.Media != "image/png" {
		t.Errorf("the bytes are %d of %d, %v", len(page.Body), len(raw), err)
	}
	if _, err := store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if there, err := store.Pictures(ctx, f.event.ID); err != nil || len(there) != 1 {
		t.Errorf("%d pictures after undo, %v", len(there), err)
	}
	if _, _, err := ReadPicture([]byte("<svg/>"), "a.svg", false, 7); !errors.Is(err, picture.ErrDrawing) {
		t.Errorf("an SVG: %v", err)
	}
}
