package mapsheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/ui/map/outline"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/layout"
)

// places, world and formats are made once for all tests.
var (
	places  = gazetteer.New()
	world   = scene.NewWorld(outline.New(), places)
	formats = Formats(fonts, places, world)
)

func fonts() (poster.Faces, error) {
	f, err := layout.EmbeddedWithReading(assets.Files)
	return poster.Faces{Fonts: f}, err
}

func taken(t *testing.T, lang string, places ...string) form.Taken {
	t.Helper()
	d, err := dates.Parse("2021-09-15")
	if err != nil {
		t.Fatal(err)
	}
	from := form.Taken{Lang: lang, Library: data.Library{Title: "AUKUS & <others>"}}
	for i, place := range places {
		track := data.Track{ID: data.ID{1, byte(i)}, Name: "T", Colour: data.Colours()[i%8]}
		from.Tracks = append(from.Tracks, track)
		from.Events = append(from.Events, form.TakenEvent{Event: data.Event{ID: data.ID{2, byte(i)}, Title: "E", Date: d, Track: track.ID, Place: place, Importance: 3}})
	}
	from.Look.Size = form.Size{Width: 600, Height: 320}
	return from
}

func write(t *testing.T, f form.Format, from form.Taken) ([]byte, form.Dropped) {
	t.Helper()
	var first, again bytes.Buffer
	lost, err := f.Write(t.Context(), &first, from)
	if err == nil {
		_, err = f.Write(t.Context(), &again, from)
	}
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("other bytes the second time")
	}
	return first.Bytes(), lost
}

func TestPicture(t *testing.T) {
	raw, lost := write(t, formats[0], taken(t, "en", "London", "London", "Cairo", "nowhere at all"))
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil || img.Bounds().Dx() != 1200 || img.Bounds().Dy() != 640 {
		t.Fatalf("%v %v", img.Bounds(), err)
	}
	if all := lost.Sorted(); len(all) != 1 || all[0].What != form.LosesEvents {
		t.Errorf("%+v", all)
	}
	for _, size := range []form.Size{{Width: 10, Height: 10}, {Width: 1e9, Height: 300}} {
		from := taken(t, "en", "London")
		from.Look.Size = size
		if _, err := formats[0].Write(t.Context(), io.Discard, from); err == nil {
			t.Errorf("%v was written", size)
		}
	}
	from := taken(t, "en", "London")
	from.Look.Scale = 100
	var large *form.SizeError
	if _, err := formats[0].Write(t.Context(), io.Discard, from); !errors.As(err, &large) {
		t.Errorf("%v", err)
	}
}

func TestDrawing(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		from := taken(t, lang, "London", "London", "القاهرة")
		from.Look.Theme = map[string]string{"en": "light", "ar": "dark"}[lang]
		raw, _ := write(t, formats[1], from)
		words := ""
		for d := xml.NewDecoder(bytes.NewReader(raw)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			if c, ok := token.(xml.CharData); ok {
				words += string(c) + "\n"
			}
		}
		for _, want := range []string{map[string]string{"en": "London", "ar": "لندن"}[lang], map[string]string{"en": "Cairo", "ar": "القاهرة"}[lang], "GeoNames", "Natural Earth", "AUKUS & <others>"} {
			if !strings.Contains(words, want) {
				t.Errorf("%s: no %q", lang, want)
			}
		}
		t.Logf("%d bytes", len(raw))
	}
}

// TestPlatesCoverNoName: no name is below the title or the credits.
func TestPlatesCoverNoName(t *testing.T) {
	m := maker{fonts, places, world}
	for _, lang := range []string{"en", "ar"} {
		from := taken(t, lang, "Paris", "Suva", "Cairo")
		from.Look.Size = form.Size{Width: 1600, Height: 860}
		s, _, err := m.lay(t.Context(), from)
		if err != nil {
			t.Fatal(err)
		}
		plates := s.Over.Marks[len(s.Over.Marks)-2:]
		names := slices.Concat(s.Under.Texts, s.Over.Texts[:len(s.Over.Texts)-2])
		if len(names) < 20 {
			t.Errorf("%s: %d names", lang, len(names))
		}
		for _, n := range names {
			for _, p := range plates {
				if n.X < p.X+p.W && n.X+n.P.Width > p.X && n.Y < p.Y+p.H && n.Y+n.P.Height > p.Y {
					t.Errorf("%s: %q is below a plate", lang, n.P.Text)
				}
			}
		}
	}
}

func TestNothingToShow(t *testing.T) {
	for _, f := range formats {
		write(t, f, taken(t, "en"))
	}
}
