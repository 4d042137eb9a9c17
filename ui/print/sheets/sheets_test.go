package sheets

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/print/pdf/pdftest"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/layout"
)

// fonts are the embedded ones, read once for all tests.
var fonts = sync.OnceValues(func() (poster.Faces, error) {
	f, err := layout.EmbeddedWithReading(assets.Files)
	return poster.Faces{Fonts: f}, err
})

func id(n int) data.ID { return data.ID{15: byte(n), 14: byte(n >> 8), 0: 1} }

// many are n events on three tracks, ten days apart.
func many(t testing.TB, n int, lang string) form.Taken {
	t.Helper()
	from := form.Taken{Library: data.Library{Title: "Two winters"}, Lang: lang, Edited: time.Unix(1_650_000_000, 0)}
	for i, colour := range []string{"red", "blue", "green"} {
		from.Tracks = append(from.Tracks, data.Track{ID: id(5000 + i), Name: "Track " + colour, Colour: colour})
	}
	from.Articles = []data.Article{{ID: id(6000), Title: "A"}, {ID: id(6001), Title: "B"}}
	day := dates.DaysFromCivil(1990, 1, 5)
	for i := range n {
		y, m, d := dates.CivilFromDays(day + 10*int64(i))
		edtf := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
		switch i % 7 {
		case 3:
			edtf += "~"
		case 5:
			edtf += "?"
		}
		date, err := dates.Parse(edtf)
		if err != nil {
			t.Fatal(err)
		}
		e := form.TakenEvent{Event: data.Event{ID: id(i), Title: fmt.Sprintf("Event number %d", i), Date: date, Track: id(5000 + i%3), Importance: 1 + i%5}}
		if i%4 == 0 {
			for k := range 2 {
				e.Excerpts = append(e.Excerpts, data.Excerpt{ID: id(7000 + 2*i + k), Article: id(6000 + k), Anchor: anchor.Selector{Exact: "x"}})
			}
		}
		from.Events = append(from.Events, e)
	}
	return from
}

func format(name string) form.Format {
	for _, f := range Formats(fonts) {
		if f.Name == name {
			return f
		}
	}
	panic(name)
}

func written(t testing.TB, name string, from form.Taken) ([]byte, form.Dropped) {
	t.Helper()
	var out bytes.Buffer
	lost, err := format(name).Write(t.Context(), &out, from)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), lost
}

// size is that of the first page, in millimetres.
func size(f *pdftest.File) (w, h int) {
	box := f.Array(f.Dict(f.Pages()[0])["MediaBox"])
	return int(math.Round(box[2].(float64) / pointsPerMillimetre)), int(math.Round(box[3].(float64) / pointsPerMillimetre))
}

// TestAPosterNamesEveryEvent writes posters on paper of all kinds: one page of that size, on
// which each title is once.
func TestAPosterNamesEveryEvent(t *testing.T) {
	for _, c := range []struct {
		paper, lang, theme string
		w, h               int
	}{
		{"", "en", "", 420, 297}, {"A1", "ar", "dark", 841, 594}, {"letter", "en", "", 279, 216}, {"300x600mm", "ar", "", 300, 600},
	} {
		from := many(t, 40, c.lang)
		from.Look = form.Look{Paper: c.paper, Theme: c.theme, Byline: "Amal"}
		raw, lost := written(t, "pdf-poster", from)
		f := pdftest.Read(t, raw)
		if w, h := size(f); len(f.Pages()) != 1 || w != c.w || h != c.h {
			t.Errorf("%s: %d pages of %d × %d mm", c.paper, len(f.Pages()), w, h)
		}
		shown := f.Shown(f.Pages()[0])
		for i := range from.Events {
			if n := strings.Count(shown, from.Events[i].Title+"\n"); n != 1 {
				t.Errorf("%s: %q is there %d times", c.paper, from.Events[i].Title, n)
			}
		}
		if !strings.Contains(shown, "Two winters\n") || lost[form.LosesUnnamed] != 0 {
			t.Errorf("%s: the title is missing, or lost %v", c.paper, lost)
		}
		if again, _ := written(t, "pdf-poster", from); c.paper == "" && !bytes.Equal(raw, again) {
			t.Error("other bytes the second time")
		}
	}
}

// TestAPosterThatIsTooSmall counts the events that it has no room to name.
func TestAPosterThatIsTooSmall(t *testing.T) {
	from := many(t, 250, "en")
	from.Look.Paper = "50x50mm"
	raw, lost := written(t, "pdf-poster", from)
	pdftest.Read(t, raw)
	if lost[form.LosesUnnamed] == 0 {
		t.Error("250 events are named on 5 cm")
	}
	raw, lost = written(t, "pdf-poster", form.Taken{Edited: time.Unix(0, 0)})
	pdftest.Read(t, raw)
	if len(lost) > 0 {
		t.Errorf("lost %v of nothing", lost)
	}
}

// TestAPosterHasEveryTrack writes many tracks on low paper: all are named, or it is said
// that there are too many.
func TestAPosterHasEveryTrack(t *testing.T) {
	from := many(t, 90, "en")
	from.Tracks = nil
	for i := range from.Events {
		if i%3 == 0 {
			from.Tracks = append(from.Tracks, data.Track{ID: id(8000 + i), Name: fmt.Sprintf("Track %d", i), Colour: "red"})
		}
		from.Events[i].Track = id(8000 + i - i%3)
	}
	from.Look.Paper = "300x50mm"
	raw, _ := written(t, "pdf-poster", from)
	f := pdftest.Read(t, raw)
	shown := f.Shown(f.Pages()[0])
	for _, track := range from.Tracks {
		if !strings.Contains(shown, track.Name+"\n") {
			t.Errorf("%s is not on the poster", track.Name)
		}
	}
	from.Look.Paper = "3000x50mm"
	if _, err := format("pdf-poster").Write(t.Context(), io.Discard, from); err == nil || !strings.Contains(err.Error(), "30 tracks") {
		t.Errorf("30 tracks on 5 cm: %v", err)
	}
}

// TestPagesThatArePutTogether checks that several pages have every title, told once, though
// they overlap.
func TestPagesThatArePutTogether(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		from := many(t, 80, lang)
		raw, lost := written(t, "pdf-pages", from)
		f := pdftest.Read(t, raw)
		pages := f.Pages()
		if w, h := size(f); len(pages) < 2 || w != 297 || h != 210 || lost[form.LosesUnnamed] != 0 {
			t.Errorf("%s: %d pages of %d × %d mm, lost %v", lang, len(pages), w, h, lost)
		}
		if n := len(f.Bookmarks()); n != len(pages) {
			t.Errorf("%s: %d bookmarks for %d pages", lang, n, len(pages))
		}
		all, told := "", 0
		for _, p := range pages {
			all += f.Shown(p)
			for line := range strings.Lines(string(f.Content(p))) {
				if strings.HasPrefix(line, "/P <<") {
					told++
				}
			}
		}
		for i := range from.Events {
			if !strings.Contains(all, from.Events[i].Title+"\n") {
				t.Errorf("%s: %q is on no page", lang, from.Events[i].Title)
			}
		}
		s, err := newSheet(io.Discard, from, fonts)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.on(defaultPage); err != nil {
			t.Fatal(err)
		}
		g, err := s.divided(t.Context(), defaultUnit)
		if err != nil {
			t.Fatal(err)
		}
		texts := len(g.Texts)
		for _, o := range g.Over {
			texts += len(o.Texts)
		}
		if told != texts {
			t.Errorf("%s: %d words are told of %d", lang, told, texts)
		}
	}
}

// TestRefusals refuses what is no paper, no scale, or too small, and stops when it is told.
func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		name, want string
		look       form.Look
	}{
		{"pdf-poster", "B5", form.Look{Paper: "B5"}},
		{"pdf-pages", "50x50mm", form.Look{Paper: "50x50mm"}},
		{"pdf-pages", "scale", form.Look{Scale: 100}},
	} {
		from := many(t, 5, "en")
		from.Look = c.look
		if _, err := format(c.name).Write(t.Context(), io.Discard, from); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %v: %v", c.name, c.look, err)
		}
	}
	stop, cancel := context.WithCancel(t.Context())
	cancel()
	for _, f := range Formats(fonts) {
		if _, err := f.Write(stop, io.Discard, many(t, 5, "en")); !errors.Is(err, context.Canceled) {
			t.Errorf("%s after cancelling: %v", f.Name, err)
		}
	}
}
