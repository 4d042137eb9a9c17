package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io"
	"runtime"
	"strings"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/glyph"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/paint"
)

func fonts() (poster.Faces, error) {
	f, err := layout.Embedded(assets.Files)
	return poster.Faces{Fonts: f}, err
}

func taken(t testing.TB, n int) form.Taken {
	t.Helper()
	out := form.Taken{Lang: "en", Tracks: []data.Track{{ID: data.ID{1}, Name: "Sport", Colour: "red"}}}
	for i := range n {
		d, err := dates.Parse(fmt.Sprintf("%d-%02d~", 1900+i, 1+i%12))
		if err != nil {
			t.Fatal(err)
		}
		out.Events = append(out.Events, form.TakenEvent{Event: data.Event{ID: data.ID{3, byte(i)}, Title: fmt.Sprintf("حدث %d", i), Date: d, Track: out.Tracks[0].ID, Importance: 1 + i%5}})
	}
	return out
}

// A picture that is painted in bands is the one that is painted whole, twice the same bytes.
func TestBandsAreThePicture(t *testing.T) {
	from := taken(t, 60)
	from.Look = form.Look{Size: form.Size{Width: 3000, Height: 700}, Scale: 1.5, Title: "Title", Theme: "dark"}
	var out, again bytes.Buffer
	for _, w := range []io.Writer{&out, &again} {
		if _, err := Format(fonts).Write(t.Context(), w, from); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Error("other bytes the second time")
	}
	got, err := png.Decode(&out)
	if err != nil {
		t.Fatal(err)
	}
	set, err := poster.LayTaken(from, fonts)
	if err != nil {
		t.Fatal(err)
	}
	want := image.NewRGBA(image.Rect(0, 0, 4500, 1050))
	if n := want.Rect.Dx() * want.Rect.Dy(); n < 2*bandPixels {
		t.Fatalf("%d pixels are fewer than two bands", n)
	}
	painter := paint.Painter{Glyphs: glyph.NewCache(set.Fonts)}
	painter.Paint(want, set.List, 1.5)
	have := image.NewRGBA(got.Bounds())
	draw.Draw(have, have.Rect, got, image.Point{}, draw.Src)
	if have.Rect != want.Rect || !bytes.Equal(have.Pix, want.Pix) {
		t.Errorf("the picture, %v, is not the one that is painted whole", have.Rect)
	}
}

// The memory for a picture does not grow with it.
func TestMemoryIsThatOfABand(t *testing.T) {
	set, err := poster.LayTaken(taken(t, 60), fonts)
	if err != nil {
		t.Fatal(err)
	}
	set.W, set.H = MostSide, 800 // 96 MB
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := Write(t.Context(), io.Discard, set, 1); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 32 {
		t.Errorf("%d MB for a picture of 96", used)
	}
}

func TestPicturesThatAreRefused(t *testing.T) {
	from := taken(t, 3)
	for want, look := range map[string]form.Look{
		"30001 × 500 pixels": {Size: form.Size{Width: 30001, Height: 500}, Scale: 1},
		"6400 × 32000":       {Size: form.Size{Width: 400, Height: 2000}, Scale: 16},
		"scale of 17":        {Scale: 17},
	} {
		var out bytes.Buffer
		if _, err := Format(fonts).Write(t.Context(), &out, withLook(from, look)); err == nil || !strings.Contains(err.Error(), want) || out.Len() > 0 {
			t.Errorf("%v, want %q; %d bytes", err, want, out.Len())
		}
	}
	stop, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Format(fonts).Write(stop, io.Discard, from); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

func withLook(from form.Taken, look form.Look) form.Taken {
	from.Look = look
	return from
}

// A picture of the timeline has those of its events.
func TestPicturesOfEvents(t *testing.T) {
	from := taken(t, 3)
	from.Events[0].Importance = 5
	formtest.Illustrate(t, &from)
	var with, without bytes.Buffer
	lost, err := Format(fonts).Write(t.Context(), &with, from)
	if err != nil || lost[form.LosesPictures] != len(from.Pictures)-1 {
		t.Fatalf("%v, %v", lost, err)
	}
	from.Pictures = nil
	if _, err := Format(fonts).Write(t.Context(), &without, from); err != nil {
		t.Fatal(err)
	}
	if n, plain := reds(t, with.Bytes()), reds(t, without.Bytes()); n < plain+5000 {
		t.Errorf("%d red pixels, %d without the picture", n, plain)
	}
}

// reds counts the pixels of the colour of the picture.
func reds(t *testing.T, raw []byte) (n int) {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if r, g, b, _ := img.At(x, y).RGBA(); r>>8 > 190 && r>>8 < 210 && g>>8 < 45 && b>>8 < 45 {
				n++
			}
		}
	}
	return n
}
