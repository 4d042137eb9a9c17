package slide

import (
	"image"
	"strings"
	"sync"
	"testing"
	"unicode"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/placing"
	"tarikh.org/tarikh/data/telling"
	"tarikh.org/tarikh/ui/map/outline"
	"tarikh.org/tarikh/ui/map/paint"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/text/glyph"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
)

// world is made once for all tests.
var world = sync.OnceValue(func() *scene.World { return scene.NewWorld(outline.New(), gazetteer.New()) })

// A step that happened somewhere has a map with a ring there, and the others' places faint.
func TestTheMapOfAStep(t *testing.T) {
	story := told(t)
	at := func(lat, lon float64, name string) telling.Placed {
		return telling.Placed{Colour: "red", Importance: 3, Sites: []placing.Site{{Name: name, Arabic: "بكين", Lat: lat, Lon: lon}}}
	}
	story.Steps[0].Placed = []telling.Placed{at(39.9, 116.4, "Beijing")}
	story.Steps[1].Placed = []telling.Placed{at(50.4, 30.5, "Kyiv")}
	story.Steps = append(story.Steps, telling.Step{Headline: "A view", Lo: 1, Hi: 2, Placed: []telling.Placed{at(39.9, 116.4, "Beijing"), at(50.4, 30.5, "Kyiv"), at(-35, 149, "Canberra")}})
	a := AtlasOf(locale(t, "ar"), story, world(), shaper(t))
	if !a.Has(0) || !a.Has(1) || a.Has(2) || !a.Has(3) || a.Has(4) || a.Has(-1) {
		t.Error("not the steps that happened somewhere have a map")
	}
	for _, c := range []struct{ step, here, faint int }{{0, 1, 1}, {1, 1, 1}, {3, 3, 0}} {
		v := a.View(c.step, 800, 500)
		list, _ := a.List(c.step, v, palette.Light())
		here, faint := 0, 0
		for _, k := range list.Clusters {
			if k.X < 0 || k.Y < 0 || k.X > 800 || k.Y > 500 {
				continue
			}
			if here += k.Count; k.Count == 0 {
				faint++
			}
		}
		if wide, _ := a.List(c.step, v.Zoom(400, 250, 0.01), palette.Light()); here != c.here || len(wide.Clusters) != c.here+c.faint {
			t.Errorf("step %d: %d rings in view, %d faint, %d in all", c.step, here, faint, len(wide.Clusters))
		}
	}
	list, _ := a.List(0, a.View(0, 900, 770), palette.Light())
	cities := 0
	for _, m := range list.Under.Marks {
		if m.Radius < 2.5 {
			cities++
		}
	}
	if cities == 0 || cities > 12 {
		t.Errorf("it names %d cities", cities)
	}
	for _, x := range append(list.Under.Texts, list.Over.Texts...) {
		if !strings.ContainsFunc(x.P.Text, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }) {
			t.Errorf("an Arabic map says %q", x.P.Text)
		}
	}
	if len(list.Over.Texts) == 0 || list.Over.Texts[0].P.Text != "بكين" {
		t.Error("the place is not named in the language of the story")
	}
}

// The map takes the place of a picture, or lies on it as a card with round corners.
func TestTheMapHasItsPlace(t *testing.T) {
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	story := told(t)
	story.Steps[0].Placed = []telling.Placed{{Colour: "red", Sites: []placing.Site{{Name: "Beijing", Lat: 39.9, Lon: 116.4}}}}
	a := AtlasOf(locale(t, "en"), story, world(), shaper(t))
	painter := &paint.Painter{}
	painter.Glyphs = glyph.NewCache(fonts)
	for _, rtl := range []bool{false, true} {
		for _, card := range []bool{false, true} {
			s := Slide{Title: "A title", Caption: "A caption that is long enough to be beside the map", Mapped: true, Credits: "Natural Earth"}
			if card {
				s.Width, s.Height = 1600, 1000
			}
			f := Frame{W: 720, H: 450, RTL: rtl, Palette: palette.Light(), Shaper: shaper(t)}
			l := Lay(f, s)
			if l.Card != card || l.Map.W == 0 || l.Map.Y+l.Map.H > l.H-l.Foot() || (l.Map.X+l.Map.W/2 > l.W/2) == rtl {
				t.Fatalf("right to left %v, a card %v: %v, %+v", rtl, card, l.Card, l.Map)
			}
			for i, x := range l.Over.Texts {
				if x.P.Text == s.Caption && (x.X+x.P.Width > l.Map.X) == (x.X < l.Map.X+l.Map.W) {
					t.Errorf("the caption %d is under the map: %v, %+v", i, x.X, l.Map)
				}
			}
			dst := image.NewRGBA(image.Rect(0, 0, int(l.Map.W), int(l.Map.H)))
			w, h := l.MapSize()
			list, _ := a.List(0, a.View(0, w, h), f.Palette)
			l.PaintMap(painter, dst, list, 1)
			edge := dst.Rect.Max.X - 1
			if rtl {
				edge = 0
			}
			inner := dst.Rect.Max.X - 1 - edge
			switch {
			case card && (dst.RGBAAt(0, 0).A != 0 || dst.RGBAAt(edge, 0).A != 0 || dst.RGBAAt(100, 60).A != 255):
				t.Errorf("the corners are %v and %v", dst.RGBAAt(0, 0), dst.RGBAAt(edge, 0))
			case !card && (dst.RGBAAt(inner, 100).G < l.Ground.G-3 || dst.RGBAAt(inner, 100).A != 255):
				t.Errorf("it does not come out of the ground but of %v", dst.RGBAAt(inner, 100))
			}
		}
	}
	if l := Lay(Frame{W: 720, H: 450, Palette: palette.Light(), Shaper: shaper(t)}, Slide{Title: "x"}); l.Map.W != 0 {
		t.Error("a step without a place has a map")
	}
}
