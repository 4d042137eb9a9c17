package view

import (
	"strconv"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/ui/map/outline"
	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
)

// world and fonts are what all tests share.
var (
	world = sync.OnceValue(func() *scene.World { return scene.NewWorld(outline.New(), gazetteer.New()) })
	fonts = sync.OnceValues(func() (*layout.Fonts, error) { return layout.Embedded(assets.Files) })
)

// told is a host that keeps what it is told.
type told struct {
	chosen  []data.ID
	met     []data.ID
	box     [4]float64
	pointed [3]float64
	left    int
	runes   string
}

func (h *told) Chosen(event data.ID)                  { h.chosen = append(h.chosen, event) }
func (h *told) Met(events []data.ID, _ fyne.Position) { h.met = events }
func (h *told) Boxed(south, west, north, east float64) {
	h.box = [4]float64{south, west, north, east}
}
func (h *told) Pointed(lat, lon, metres float64) { h.pointed = [3]float64{lat, lon, metres} }
func (h *told) Left()                            { h.left++ }
func (h *told) Lines(events []data.ID) ([]string, bool) {
	return []string{strconv.Itoa(len(events))}, true
}
func (h *told) KeyTyped(*fyne.KeyEvent) {}
func (h *told) RuneTyped(r rune)        { h.runes += string(r) }

func id(n byte) data.ID { return data.ID{n} }

// shown is a map with two events in one town, and one elsewhere.
func shown(t *testing.T) (*Map, *told) {
	t.Helper()
	return shownBy(t, nil)
}

// shownBy is such a map with what takes long made elsewhere.
func shownBy(t *testing.T, post func(func())) (*Map, *told) {
	t.Helper()
	fonts, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t)
	h := &told{}
	m := New(text.NewTypesetter(fonts), world(), palette.Light(), h, func() bool { return false }, post)
	w := test.NewTempWindow(t, m)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(900, 500))
	m.SetIndex(scene.NewIndex([]scene.Site{{Name: "A", Lat: 30, Lon: 31}, {Name: "B", Lat: -20, Lon: 140}}, []scene.Event{
		{ID: id(1), Hi: 1, Sites: []int32{0}}, {ID: id(2), Hi: 1, Sites: []int32{0}}, {ID: id(3), Hi: 1, Sites: []int32{1}},
	}), "en", strconv.Itoa)
	if post == nil {
		m.builder.Build(m.in)
	}
	return m, h
}

// on is where a place is on the surface.
func on(m *Map, lat, lon float64) fyne.Position {
	x, y := project.Forward(lat, lon)
	sx, sy := m.in.View.On(x, y)
	return fyne.NewPos(float32(sx), float32(sy))
}

func click(m *Map, at fyne.Position) {
	ev := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary}
	m.MouseDown(ev)
	m.MouseUp(ev)
}

func drag(m *Map, from, to fyne.Position, shift bool) {
	ev := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary}
	if shift {
		ev.Modifier = fyne.KeyModifierShift
	}
	m.MouseDown(ev)
	m.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}, Dragged: fyne.NewDelta(to.X-from.X, to.Y-from.Y)})
	m.DragEnd()
}

func TestClicks(t *testing.T) {
	m, h := shown(t)
	click(m, on(m, -20, 140))
	if len(h.chosen) != 1 || h.chosen[0] != id(3) {
		t.Errorf("chosen %v", h.chosen)
	}
	for range 20 { // it comes closer first
		m.builder.Build(m.in)
		if click(m, on(m, 30, 31)); h.met != nil {
			break
		}
	}
	if len(h.met) != 2 {
		t.Errorf("met %v", h.met)
	}
	before := len(h.chosen)
	m.Fit()
	m.builder.Build(m.in)
	if click(m, on(m, 60, -150)); len(h.chosen) != before {
		t.Error("the sea was chosen")
	}
}

func TestDrags(t *testing.T) {
	m, h := shown(t)
	m.Zoom(4)
	before := m.in.View
	drag(m, fyne.NewPos(400, 200), fyne.NewPos(430, 210), false)
	if m.in.View.X >= before.X || m.in.View.Y <= before.Y || h.box != [4]float64{} {
		t.Errorf("%+v became %+v", before, m.in.View)
	}
	m.in.View = project.World(900, 500)
	drag(m, on(m, 40, 20), on(m, 10, 50), true)
	if b := h.box; b[0] > 10.5 || b[0] < 9.5 || b[2] < 39.5 || b[2] > 40.5 || b[1] > 20.5 || b[3] < 49.5 {
		t.Errorf("box %v", b)
	}
	h.box = [4]float64{}
	if drag(m, fyne.NewPos(1, 1), fyne.NewPos(2, 2), true); h.box != [4]float64{} {
		t.Error("a click with Shift is a box")
	}
	m.Box()
	if drag(m, fyne.NewPos(0, 0), fyne.NewPos(899, 499), false); h.box[1] != -180 || h.box[3] != 180 || h.box[2] < 89 {
		t.Errorf("the whole world is %v", h.box)
	}
}

func TestAPlaceIsPointedAt(t *testing.T) {
	m, h := shown(t)
	m.in.View = project.World(900, 500)
	m.Point(true)
	click(m, fyne.NewPos(1, 1)) // beyond the edge of the world
	if h.pointed != [3]float64{} || !m.Pointing() {
		t.Errorf("a place beyond the edge: %v", h.pointed)
	}
	click(m, on(m, 12, 34))
	if p := h.pointed; m.Pointing() || p[0] < 11.9 || p[0] > 12.1 || p[1] < 33.9 || p[1] > 34.1 || p[2] <= 0 {
		t.Errorf("%v", p)
	}
	m.Point(true)
	if m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}); m.Pointing() || h.left != 1 {
		t.Error("Esc does not leave it")
	}
}

func TestKeysAndWheel(t *testing.T) {
	m, h := shown(t)
	m.Fit()
	before := m.in.View
	m.TypedRune('+')
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if m.in.View.Scale <= before.Scale || m.in.View.X >= before.X {
		t.Errorf("%+v became %+v", before, m.in.View)
	}
	m.TypedRune('0')
	if m.in.View != before {
		t.Errorf("%+v is not %+v", m.in.View, before)
	}
	m.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 200)}, Scrolled: fyne.NewDelta(0, 25)})
	if m.in.View.Scale <= before.Scale {
		t.Error("the wheel does not zoom")
	}
	if m.TypedRune(' '); h.runes != " " {
		t.Errorf("%q", h.runes)
	}
}

func TestTipAndPicture(t *testing.T) {
	m, _ := shown(t)
	m.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: on(m, 30, 31)}})
	if l := m.plate(); len(l.Texts) != 1 || l.Texts[0].P.Text != "2" || m.Cursor() != desktop.PointerCursor {
		t.Errorf("%+v", l.Texts)
	}
	m.MouseOut()
	if l := m.plate(); len(l.Texts) != 0 {
		t.Error("the tip stays")
	}
	img := m.Picture(2, "")
	if img.Rect.Dx() != 1800 || img.Rect.Dy() != 1000 {
		t.Errorf("%v", img.Rect)
	}
	panel := m.in.Palette.Panel
	for words, x := range map[string]int{"Outlines: somebody": 2 * 15, "الحدود: أحد": 1800 - 2*15} { // at the side where the words begin
		if got := m.Picture(2, words).RGBAAt(x, 1000-2*23); got.R != panel.R || got.B != panel.B || img.RGBAAt(x, 1000-2*23) == got {
			t.Errorf("%q is not said: %v", words, got)
		}
	}
}

// TestNothingIsWaitedFor: a frame shows what there is; what it lacks is made elsewhere and
// shown when it has come, and then the picture is the one that is made at once.
func TestNothingIsWaitedFor(t *testing.T) {
	come := make(chan func(), 8)
	m, _ := shownBy(t, func(f func()) { come <- f })
	for _, step := range []func(){
		func() {},
		func() { m.Zoom(1.5) },
		func() { m.setView(m.in.View.Pan(50, 20)) },
		func() { m.Zoom(8) },
		func() { m.SetTime(scene.Span{Lo: 0, Hi: 1}, scene.Span{}) },
		func() {
			m.SetIndex(scene.NewIndex([]scene.Site{{Lat: 10, Lon: 10}}, []scene.Event{{ID: id(9), Hi: 1, Sites: []int32{0}}}), "ar", strconv.Itoa)
		},
		func() { m.SetPalette(palette.Dark()) },
	} {
		before := m.work.joined
		step()
		m.paint(900, 500)
		if m.in.Joined != before && before != nil {
			t.Fatal("a frame waits for clusters")
		}
		for m.work.joining || m.work.plotting {
			(<-come)()
			m.paint(900, 500)
		}
		if !m.work.joined.Meets(m.in.Need()) {
			t.Fatal("the clusters are others")
		}
		got, want := m.picture, m.Picture(1, "")
		others := 0
		for i := range got.Pix {
			if d := int(got.Pix[i]) - int(want.Pix[i]); d < -4 || d > 4 {
				others++ // where a line is cut it is made of other points
			}
		}
		if others > 2000 {
			t.Errorf("%d bytes are others", others)
		}
	}
}

// TestWaysGoOn: a new goal on the way goes on from where the map is, with the frame that
// comes next, and the map rests where it was sent last.
func TestWaysGoOn(t *testing.T) {
	m, _ := shown(t)
	now := time.Unix(0, 0)
	m.now, m.animates = func() time.Time { return now }, func() bool { return true }
	m.ticks = &fyne.Animation{} // by hand
	frame := func() project.View {
		now = now.Add(16 * time.Millisecond)
		m.tick(0)
		return m.in.View
	}
	m.Zoom(2)
	first := m.aim()
	last := m.in.View
	for i := range 40 {
		if i == 5 {
			m.Zoom(2)
			if m.in.View != last {
				t.Fatal("it jumps")
			}
		}
		if v := frame(); m.way != nil && v.Scale <= last.Scale || v.Scale > 2*first.Scale+1e-6 {
			t.Fatalf("frame %d: %g after %g", i, v.Scale, last.Scale)
		}
		last = m.in.View
	}
	if m.way != nil || m.in.View.Scale != first.Zoom(450, 250, 2).Scale || m.ticks != nil {
		t.Errorf("it rests at %+v", m.in.View)
	}
}
