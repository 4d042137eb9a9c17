package paint

import (
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/ui/map/outline"
	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/text/glyph"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
)

type table struct {
	painter Painter
	builder *scene.Builder
	in      scene.Input
}

// world and fonts are what all tests share.
var (
	world = sync.OnceValue(func() *scene.World { return scene.NewWorld(outline.New(), gazetteer.New()) })
	fonts = sync.OnceValues(func() (*layout.Fonts, error) { return layout.Embedded(assets.Files) })
)

func newTable(tb testing.TB, w, h float64, index *scene.Index) *table {
	tb.Helper()
	fonts, err := fonts()
	if err != nil {
		tb.Fatal(err)
	}
	t := &table{builder: scene.NewBuilder(layout.NewShaper(fonts), world())}
	t.painter.Glyphs = glyph.NewCache(fonts)
	t.in = scene.Input{View: project.World(w, h), Index: index, Hovered: -1, Lang: "en", Numbers: strconv.Itoa, Palette: palette.Dark()}
	return t
}

func (t *table) paint(scale float32) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, int(t.in.View.W*float64(scale)), int(t.in.View.H*float64(scale))))
	t.painter.Paint(img, t.builder.Build(t.in), scale)
	return img
}

// few are some events at known places.
func few() *scene.Index {
	sites := []scene.Site{
		{Name: "Washington", Lat: 38.9, Lon: -77.04, Radius: 8000},
		{Name: "London", Lat: 51.51, Lon: -0.13, Radius: 20000},
		{Name: "Canberra", Lat: -35.28, Lon: 149.13, Radius: 8000},
		{Name: "Beijing", Lat: 39.9, Lon: 116.4, Radius: 20000},
		{Name: "Tokyo", Lat: 35.68, Lon: 139.7, Radius: 20000},
		{Name: "Russia", Lat: 61.7, Lon: 99, Radius: 3e6},
		{Name: "Suva", Lat: -18.14, Lon: 178.4, Radius: 5000},
		{Name: "Apia", Lat: -13.8, Lon: -171.8, Radius: 5000},
	}
	var events []scene.Event
	add := func(colour int, lo int64, at ...int32) {
		id := data.ID{byte(len(events) + 1)}
		events = append(events, scene.Event{ID: id, Lo: lo, Hi: lo + 1, Colour: colour, Importance: 3, Sites: at})
	}
	add(3, 10, 0, 1, 2)
	add(1, 11, 0)
	add(2, 12, 3)
	add(2, 13, 3)
	add(0, 14, 3)
	add(4, 500, 4)
	add(5, 15, 5)
	add(6, 16, 6, 7)
	return scene.NewIndex(sites, events)
}

func TestLandAndSea(t *testing.T) {
	tb := newTable(t, 900, 500, nil)
	p := tb.in.Palette
	p.Muted, p.Hair = p.Land, p.Sea // no names, no lines across the sea
	tb.in.Palette = p
	img := tb.paint(1)
	for _, tc := range []struct {
		name     string
		lat, lon float64
		want     color.NRGBA
	}{
		{"the Sahara", 23.5, 8.6, p.Land},
		{"Siberia", 63, 105, p.Land},
		{"Chukotka, beyond the date line", 67.6, -178, p.Land},
		{"Antarctica", -85, 40, p.Land},
		{"near the pole", -87, 60, p.Land},
		{"the Pacific", 5, -140, p.Sea},
		{"the Caspian Sea", 41.8, 51, p.Sea},
		{"the Arctic Ocean", 87, 20, p.Sea},
	} {
		x, y := project.Forward(tc.lat, tc.lon)
		sx, sy := tb.in.View.On(x, y)
		if got := img.RGBAAt(int(sx), int(sy)); got.R != tc.want.R || got.B != tc.want.B {
			t.Errorf("%s is %v, not %v", tc.name, got, tc.want)
		}
	}
}

// TestGroundIsKept: the same list gives the same bytes, whatever was painted before.
func TestGroundIsKept(t *testing.T) {
	tb := newTable(t, 300, 200, few())
	first := tb.paint(1)
	tb.in.View = tb.in.View.Zoom(200, 80, 30)
	closer := tb.paint(1)
	tb.in.View = project.World(300, 200)
	if again := tb.paint(1); string(again.Pix) != string(first.Pix) {
		t.Error("the same list gave another picture")
	}
	if string(closer.Pix) == string(first.Pix) {
		t.Error("a closer view gave the same picture")
	}
	again := tb.paint(1)
	if string(again.Pix) != string(first.Pix) {
		t.Error("the ground that was kept is another one")
	}
}

// TestBackdrop: a backdrop is laid where the ground is, as it is or enlarged.
func TestBackdrop(t *testing.T) {
	tb := newTable(t, 300, 200, nil)
	tb.in.View = tb.in.View.Zoom(160, 80, 6)
	size := image.Pt(300, 200)
	plot := func(around int) Plot { return PlotOf(tb.builder.Build(tb.in), size, 1, around) }
	var plotter Plotter
	b := plotter.Draw(plot(60), nil)
	start := tb.in.View
	for _, tc := range []struct {
		name   string
		view   project.View
		shows  bool
		covers bool
		others int // of the pixels, how many may be others
	}{
		{"still", start, true, true, 0},
		{"moved", start.Pan(-37, 51), true, true, 200},
		{"by parts of a pixel", start.Pan(0.3, 0.4), true, true, 0},
		{"closer", start.Zoom(100, 100, 1.3), false, true, 6000},
		{"farther", start.Zoom(100, 100, 0.8), false, true, 6000},
		{"beyond its edge", start.Pan(80, 0), false, false, 60000},
		{"much farther", start.Zoom(100, 100, 0.2), false, false, 60000},
	} {
		tb.in.View = tc.view
		if p := plot(0); b.Shows(p, 0) != tc.shows || b.Covers(p, 0) != tc.covers {
			t.Errorf("%s: it shows %t, covers %t", tc.name, b.Shows(p, 0), b.Covers(p, 0))
		}
		got, want := image.NewRGBA(image.Rectangle{Max: size}), image.NewRGBA(image.Rectangle{Max: size})
		list := *tb.builder.Build(tb.in)
		list.Under, list.Over = scene.List{}.Under, scene.List{}.Over
		tb.painter.PaintOver(got, &list, 1, b)
		tb.painter.Paint(want, &list, 1)
		others := 0
		for i := 0; i < len(got.Pix); i += 4 {
			if got.Pix[i+3] != 255 {
				t.Fatalf("%s: nothing is at %d", tc.name, i/4)
			}
			if d := int(got.Pix[i]) - int(want.Pix[i]); d < -4 || d > 4 {
				others++
			}
		}
		if others > tc.others {
			t.Errorf("%s: %d pixels are others", tc.name, others)
		}
	}
	// Into the memory of another, the same comes; and it goes below one that is named later.
	tb.in.View = start
	again := plotter.Draw(plot(60), plotter.Draw(Plot{View: project.World(300, 200), Ground: plot(0).Ground, Scale: 1, Size: size, Around: 90}, nil))
	if string(again.picture.Pix) != string(b.picture.Pix) {
		t.Error("in memory that was used it is another picture")
	}
}

// TestStrokesArePaintedWhereTheyAre: a line is painted on its part of the picture only,
// and whole.
func TestStrokesArePaintedWhereTheyAre(t *testing.T) {
	tb := newTable(t, 100, 60, nil)
	list := *tb.builder.Build(tb.in)
	list.Under = scene.List{}.Under
	plain, img := image.NewRGBA(image.Rect(0, 0, 100, 60)), image.NewRGBA(image.Rect(0, 0, 100, 60))
	tb.painter.Paint(plain, &list, 1)
	list.Strokes = []scene.Stroke{{Points: []scene.Point{{X: -20, Y: 30}, {X: 50, Y: 30}, {X: 50, Y: 90}}, Width: 2, Colour: color.NRGBA{R: 255, A: 255}}, {Points: []scene.Point{{X: 300, Y: 30}, {X: 350, Y: 30}}, Width: 2}}
	tb.painter.Paint(img, &list, 1)
	for y := range 60 {
		for x := range 100 {
			on := x < 49 && (y == 29 || y == 30) || (x == 49 || x == 50) && y >= 31
			if near := x >= 48 && x <= 51 && y >= 28 && y <= 31; near {
				continue
			}
			if got := img.RGBAAt(x, y); on != (got == color.RGBA{R: 255, A: 255}) || !on && got != plain.RGBAAt(x, y) {
				t.Fatalf("%d,%d is %v", x, y, got)
			}
		}
	}
}

// TestPictures writes pictures to look at into the folder that MAP_PICTURES names.
func TestPictures(t *testing.T) {
	folder := os.Getenv("MAP_PICTURES")
	if folder == "" {
		t.Skip("MAP_PICTURES names no folder")
	}
	for name, set := range map[string]func(*table){
		"world-dark":  func(t *table) { t.in.Selected = data.ID{1} },
		"world-light": func(t *table) { t.in.Palette = palette.Light(); t.in.Selected = data.ID{8}; t.in.Lang = "ar" },
		"europe":      func(t *table) { t.in.View = t.in.View.Zoom(560, 170, 6) },
		"levant": func(t *table) {
			t.in.View = t.in.View.Zoom(598, 218, 25)
			t.in.Lang = "ar"
			t.in.Palette = palette.Light()
		},
		"russia": func(t *table) { t.in.Selected = data.ID{7} },
		"time":   func(t *table) { t.in.Time = scene.Span{Lo: 12, Hi: 16} },
	} {
		tb := newTable(t, 1100, 560, few())
		set(tb)
		f, err := os.Create(folder + "/" + name + ".png")
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, tb.paint(1)); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
}

// many are events at random places, each at one of its own.
func many(n int) *scene.Index {
	r := rand.New(rand.NewPCG(1, 2))
	sites, events := make([]scene.Site, n), make([]scene.Event, n)
	for i := range events {
		sites[i] = scene.Site{Name: "Place " + strconv.Itoa(i), Lat: r.Float64()*120 - 50, Lon: r.Float64()*360 - 180, Radius: 5000}
		events[i] = scene.Event{ID: data.ID{byte(i), byte(i >> 8), byte(i >> 16), 1}, Lo: int64(i), Hi: int64(i + 1), Colour: i % 8, Importance: uint8(1 + i%5), Sites: []int32{int32(i)}}
	}
	return scene.NewIndex(sites, events)
}

// BenchmarkFrame is what a frame of a map of 100,000 places costs the interface: what is
// made elsewhere, clusters and backdrop, is made before and is of another scale.
func BenchmarkFrame(b *testing.B) {
	index := many(100_000)
	for _, tc := range []struct {
		name   string
		closer float64
		move   func(t *table, i int)
	}{
		{"still", 1, func(*table, int) {}},
		{"pan", 4, func(t *table, i int) { t.in.View = t.in.View.Pan(float64(i%2*2-1)*5, 0) }},
		{"pan-close", 20, func(t *table, i int) { t.in.View = t.in.View.Pan(float64(i%2*2-1)*5, 0) }},
		{"zoom", 4, func(t *table, i int) {
			t.in.View = t.in.View.Zoom(600, 200, []float64{1.04, 1 / 1.04}[i/8%2])
		}},
	} {
		b.Run(tc.name, func(b *testing.B) {
			t := newTable(b, 1100, 560, index)
			t.in.View = t.in.View.Zoom(600, 200, tc.closer)
			var joiner scene.Joiner
			var plotter Plotter
			t.in.Joined = joiner.Join(t.in.Need())
			img := image.NewRGBA(image.Rect(0, 0, 1100, 560))
			backdrop := plotter.Draw(PlotOf(t.builder.Build(t.in), img.Rect.Size(), 1, 128), nil)
			for i := 0; b.Loop(); i++ {
				tc.move(t, i)
				t.painter.PaintOver(img, t.builder.Build(t.in), 1, backdrop)
			}
		})
	}
}

// BenchmarkBackdrop is what is made elsewhere when a map has moved out of its backdrop.
func BenchmarkBackdrop(b *testing.B) {
	for name, closer := range map[string]float64{"world": 1, "near": 4, "close": 20, "closest": 300} {
		b.Run(name, func(b *testing.B) {
			t := newTable(b, 1100, 560, nil)
			t.in.View = t.in.View.Zoom(600, 200, closer)
			plot := PlotOf(t.builder.Build(t.in), image.Pt(1100, 560), 1, 128)
			var plotter Plotter
			last := plotter.Draw(plot, nil)
			for b.Loop() {
				last = plotter.Draw(plot, last)
			}
		})
	}
}
