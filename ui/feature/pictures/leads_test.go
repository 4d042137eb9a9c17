package pictures

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// pngOf is a picture of one colour.
func pngOf(t testing.TB, w, h int, c color.RGBA) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = c.R, c.G, c.B, c.A
	}
	var raw bytes.Buffer
	if err := png.Encode(&raw, img); err != nil {
		t.Fatal(err)
	}
	return raw.Bytes()
}

// opened opens a library with the events of featuretest.Reported, and files in memory.
func opened(t *testing.T, files map[string][]byte) (*featuretest.Window, *Feature, *featuretest.Reported) {
	t.Helper()
	w := featuretest.New(t)
	w.Host.Files = afero.NewMemMapFs()
	for name, content := range files {
		if err := afero.WriteFile(w.Host.Files, name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f := newFeature(w)
	r := featuretest.NewReported(t)
	store := newStore(t)
	if _, err := store.Apply(t.Context(), r.Edit()); err != nil {
		t.Fatal(err)
	}
	w.Show(store)
	return w, f, r
}

// The first picture of an event is made small when it is asked for, on another goroutine,
// and told; another one is shown where the first has gone.
func TestLeads(t *testing.T) {
	red, blue := color.RGBA{200, 0, 0, 255}, color.RGBA{0, 0, 200, 255}
	w, f, r := opened(t, map[string][]byte{"/a.png": pngOf(t, 640, 480, red), "/b.png": pngOf(t, 300, 30, blue)})
	l, e := f.Leads(), r.Events[0]
	others, made := 0, 0
	l.Subscribe(func(other bool) {
		if made++; other {
			others++
		}
	})
	w.Host.Library.Select(e.ID)
	w.Until("the event is selected", func() bool { return w.Host.Library.Event() != nil })
	if l.Has(e.ID) || l.Any() || l.Thumb(e.ID) != nil {
		t.Error("an event without pictures has one")
	}
	f.Add([]string{"/a.png", "/b.png"})
	w.Until("it has pictures", func() bool { return l.Has(e.ID) && others > 0 })
	if l.Thumb(e.ID) != nil {
		t.Error("somebody waited for a picture")
	}
	before := made
	w.Until("it is made", func() bool { return l.Thumb(e.ID) != nil })
	if small := l.Thumb(e.ID); small.Rect.Dx() != 72 || small.Rect.Dy() != 55 || small.RGBAAt(35, 25).R < 190 || made == before {
		t.Errorf("%v, %v, told %d times", small.Rect, small.RGBAAt(35, 25), made-before)
	}
	w.Until("the card has them", func() bool { return len(f.Shown) == 2 })
	w.Host.Library.Do(data.Edit{Label: "edit.picture.delete", Pictures: []data.Change[data.Picture]{data.Delete(f.Shown[0].Picture)}}, nil)
	w.Until("the other one is there", func() bool { small := l.Thumb(e.ID); return small != nil && small.RGBAAt(35, 10).B > 190 })
	w.Host.Library.Do(data.Edit{Label: "edit.event.change", Events: []data.Change[data.Event]{data.Update(w.Host.Library.Event().Event, important(w.Host.Library.Event().Event))}}, nil)
	w.Until("its track has a large one", func() bool { return l.OnTrack(0) || l.OnTrack(1) })
}

func important(e data.Event) data.Event {
	e.Importance = 5
	return e
}

// A picture that cannot be shown is asked for once; what is kept and what waits is bounded.
func TestLeadsAreBounded(t *testing.T) {
	w, f, r := opened(t, nil)
	l, broken := f.Leads(), data.NewPage([]byte("no picture"), "image/png", "", 1)
	p := data.Picture{ID: data.NewID(), Event: r.Events[0].ID, Position: data.Lead, Hash: broken.Hash, Type: "image/png", Width: 9, Height: 9, Size: 10}
	w.Host.Library.Do(data.Edit{Label: "edit.picture.add", Pages: []data.Page{broken}, Pictures: []data.Change[data.Picture]{data.Insert(p)}}, nil)
	w.Until("it has one", func() bool { return l.Has(p.Event) })
	made := 0
	l.Subscribe(func(bool) { made++ })
	l.Thumb(p.Event)
	w.Until("it was tried", func() bool { return made == 1 })
	if l.Thumb(p.Event) != nil || l.making.Busy() || len(l.wanted) > 0 {
		t.Error("it is tried again")
	}
	for i := range 2 * mostKept {
		l.keep([32]byte{byte(i), byte(i >> 8)}, nil)
		l.want(data.Picture{Hash: [32]byte{1, byte(i), byte(i >> 8)}})
	}
	if len(l.made)+len(l.before) > mostKept || len(l.wanted) > mostWanted {
		t.Errorf("%d kept, %d wait", len(l.made)+len(l.before), len(l.wanted))
	}
	if last := l.wanted[len(l.wanted)-1]; last.Hash != [32]byte{1, 255, 1} {
		t.Error("what was asked for last is not first")
	}
}
