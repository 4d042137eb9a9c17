package timeline

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// journal is a host that writes down what it is told.
type journal struct {
	log          []string
	views, spans int
}

func (j *journal) note(format string, args ...any) {
	j.log = append(j.log, fmt.Sprintf(format, args...))
}
func (j *journal) EventSelected(id data.ID)   { j.note("selected %d", number(id)) }
func (j *journal) EventActivated(id data.ID)  { j.note("activated %d", number(id)) }
func (j *journal) EventHovered(id data.ID)    { j.note("hovered %d", number(id)) }
func (j *journal) ViewChanged(scene.Viewport) { j.views++ }
func (j *journal) KeyTyped(ev *fyne.KeyEvent) { j.note("key %s", ev.Name) }
func (j *journal) RuneTyped(r rune)           { j.note("rune %c", r) }
func (j *journal) ContextMenu(id data.ID, _ int64, _ fyne.Position) {
	j.note("menu %d", number(id))
}

func (j *journal) EventsMet(_ int, events []data.ID, _ fyne.Position) {
	var numbers []int
	for _, id := range events {
		numbers = append(numbers, number(id))
	}
	j.note("met %v", numbers)
}

func (j *journal) EventWanted(track int, date dates.Date) {
	j.note("wanted %s on %d", date.EDTF, track)
}

func (j *journal) EventMoved(id data.ID, date dates.Date) {
	j.note("moved %d to %s", number(id), date.EDTF)
}

func (j *journal) EventDropped(id, on data.ID) {
	j.note("dropped %d on %d", number(id), number(on))
}

func (j *journal) EventCarried(id data.ID, at fyne.Position, done bool) {
	j.note("carried %d to %v, %v, done %v", number(id), at.X, at.Y, done)
}

func (j *journal) SpotPressed(kind scene.SpotKind, id data.ID, n int, _ fyne.Position) {
	j.note("spot %d of %d, %d", kind, number(id), n)
}

func (j *journal) KnownMoved(at int64, done bool) {
	j.note("known %s %v", time.Unix(at, 0).UTC().Format("2006-01-02"), done)
}
func (j *journal) Measured()                            { j.spans++ }
func (j *journal) TrackMenu(track int, _ fyne.Position) { j.note("track menu %d", track) }
func (j *journal) TrackSized(track, rows int)           { j.note("track %d of %d rows", track, rows) }

// said reports whether the last lines of the journal are these, and empties it.
func (j *journal) said(t *testing.T, want ...string) {
	t.Helper()
	if fmt.Sprint(j.log) != fmt.Sprint(want) {
		t.Errorf("the host was told %q, want %q", j.log, want)
	}
	j.log = nil
}

const epoch2020 = 1_577_836_800

// stage is a timeline in a window of the test driver.
type stage struct {
	*Timeline
	host   *journal
	clock  time.Time
	held   fyne.KeyModifier
	movers []*fyne.Animation // started and not yet run, where the stage holds them back
}

// event is the ID of an event of library, by its place in the index; number is the
// place, -1 for no event.
func event(n int) data.ID {
	if n < 0 {
		return data.ID{}
	}
	n++
	return data.ID{byte(n >> 8), byte(n)}
}

func number(id data.ID) int {
	if id == (data.ID{}) {
		return -1
	}
	return int(id[0])<<8 + int(id[1]) - 1
}

// library has one event a month in 2020, then a dense fourth track from 2021 on.
func library(dense int) (data.Columns, []scene.Track) {
	var c data.Columns
	add := func(lo, hi int64, track uint16) {
		c.IDs = append(c.IDs, event(len(c.IDs)))
		c.Lo, c.Hi = append(c.Lo, lo), append(c.Hi, hi)
		c.Track, c.Importance = append(c.Track, track), append(c.Importance, 3)
	}
	for m := range int64(12) {
		lo := epoch2020 + m*30*day
		add(lo, lo+day+m%3*9*day, uint16(m%3))
	}
	for i := range int64(dense) {
		lo := epoch2020 + 400*day + i*60
		add(lo, lo+60, 3)
	}
	return c, []scene.Track{
		{Name: "Pandemic", Colour: "red"},
		{Name: "Diplomacy", Colour: "blue"},
		{Name: "Sport", Colour: "green"},
		{Name: "Security", Colour: "violet"},
	}
}

func newStage(tb testing.TB, rtl bool, dense int) *stage {
	tb.Helper()
	test.NewTempApp(tb)
	cols, tracks := library(dense)
	s := bare(tb)
	s.SetModel(Model{
		Index: scene.NewIndex(cols, len(tracks)), Tracks: tracks, RTL: rtl, Locale: locale(tb, "en"),
		Titles: titles(cols.Len()),
		Date:   func(data.ID) string { return "2020" },
		Many:   func(n int) string { return fmt.Sprintf("%d events", n) },
	})
	s.show(tb, 1200, 500)
	s.host.log = nil
	return s
}

// titles are made once, as a session keeps them.
func titles(n int) func(id data.ID) (string, bool) {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("Event %d", i)
	}
	return func(id data.ID) (string, bool) { return names[number(id)], true }
}

func bare(tb testing.TB) *stage {
	tb.Helper()
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		tb.Fatal(err)
	}
	s := &stage{host: &journal{}, clock: time.Unix(1_700_000_000, 0)}
	s.Timeline = New(text.NewTypesetter(fonts), palette.Light(), s.host)
	s.now = func() time.Time { return s.clock }
	s.modifiers = func() fyne.KeyModifier { return s.held }
	return s
}

func locale(tb testing.TB, lang string) scene.Locale {
	tb.Helper()
	l, err := i18n.New(assets.Files, lang)
	if err != nil {
		tb.Fatal(err)
	}
	return l.Axis()
}

func (s *stage) show(tb testing.TB, w, h float32) {
	tb.Helper()
	win := test.NewTempWindow(tb, s.Timeline)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
}

// hold keeps animations from running, so that a test runs them by tick.
func (s *stage) hold() { s.start = func(a *fyne.Animation) { s.movers = append(s.movers, a) } }

// tick runs what was started last to a progress of 0 to 1.
func (s *stage) tick(p float32) { s.movers[len(s.movers)-1].Tick(p) }

func (s *stage) press(x, y float32, b desktop.MouseButton) {
	s.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: b})
}

func (s *stage) release(x, y float32, b desktop.MouseButton) {
	s.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: b})
}

func (s *stage) click(x, y float32) {
	s.press(x, y, desktop.MouseButtonPrimary)
	s.release(x, y, desktop.MouseButtonPrimary)
}

func (s *stage) drag(x, y, dx, dy float32) {
	s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Dragged: fyne.NewDelta(dx, dy)})
}

func (s *stage) wheel(x, dx, dy float32) {
	s.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 60)}, Scrolled: fyne.NewDelta(dx, dy)})
}

// mark is the middle of an event's mark as the strip is now.
func (s *stage) mark(tb testing.TB, event int) (x, y float32) {
	tb.Helper()
	for _, h := range s.scene().Hits {
		if h.Event == event {
			return (h.M0 + h.M1) / 2, (h.Y0 + h.Y1) / 2
		}
	}
	tb.Fatalf("event %d has no mark", event)
	return 0, 0
}

func (s *stage) bar(tb testing.TB) (x, y float32, h scene.Hit) {
	tb.Helper()
	for _, h := range s.scene().Hits {
		if h.Event < 0 {
			return (h.M0 + h.M1) / 2, (h.Y0 + h.Y1) / 2, h
		}
	}
	tb.Fatal("no density bar")
	return 0, 0, scene.Hit{}
}

func TestFirstModelIsShownWhole(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		s := newStage(t, rtl, 0)
		lo, hi, _ := s.model.Index.Span()
		x0, x1 := s.Viewport().Plot()
		a, b := s.Viewport().X(lo), s.Viewport().X(hi)
		if min(a, b)-x0 < 20 || x1-max(a, b) < 20 || max(a, b)-min(a, b) < (x1-x0)*0.7 {
			t.Errorf("right to left %v: events from %.1f to %.1f of a plot from %.1f to %.1f", rtl, a, b, x0, x1)
		}
	}
}

func TestResizeKeepsWhatIsInView(t *testing.T) {
	s := newStage(t, false, 0)
	s.JumpTo(epoch2020+50*day, epoch2020+90*day)
	s.wheel(600, 0, 10)
	lo, hi := s.Viewport().Range()
	s.show(t, 900, 400)
	if a, b := s.Viewport().Range(); abs(a-lo) > 2 || abs(b-hi) > 2 {
		t.Errorf("in view [%d, %d), before [%d, %d)", a, b, lo, hi)
	}
	if got := s.Viewport().Width(); got != 900 {
		t.Errorf("width %v", got)
	}
}

func TestViewChosenBeforeTheWidthIsKnown(t *testing.T) {
	test.NewTempApp(t)
	s := bare(t)
	s.JumpTo(epoch2020, epoch2020+100*day)
	s.SetModel(Model{Locale: locale(t, "en")})
	s.show(t, 1000, 300)
	if lo, hi := s.Viewport().Range(); abs(lo-epoch2020) > 2 || abs(hi-epoch2020-100*day) > 2 {
		t.Errorf("in view [%d, %d)", lo, hi)
	}
}

func TestOnlyAnotherLibraryIsPlacedAnew(t *testing.T) {
	s := newStage(t, false, 0)
	whole := s.Viewport()
	s.Pan(70)
	s.Select(event(3), false)
	moved, m := s.Viewport(), s.model
	s.SetModel(m)
	if s.Viewport() != moved || number(s.Selected()) != 3 {
		t.Error("a change of the same library moved the view or the selection")
	}
	m.Library = data.ID{1}
	s.SetModel(m)
	if s.Viewport() != whole || number(s.Selected()) != -1 {
		t.Errorf("another library keeps the view or the selection %d", number(s.Selected()))
	}
}

func TestEmptyLibraryTakesEverything(t *testing.T) {
	test.NewTempApp(t)
	s := bare(t)
	s.SetModel(Model{Empty: "Open an article to begin.", Locale: locale(t, "en"), Today: epoch2020, HasToday: true})
	s.show(t, 1000, 300)
	x0, x1 := s.Viewport().Plot()
	if x := s.Viewport().X(epoch2020); x < x0 || x > x1 {
		t.Errorf("today is not in view")
	}
	s.click(500, 50)
	s.press(500, 50, desktop.MouseButtonPrimary)
	s.drag(520, 50, 20, 0)
	s.release(520, 50, desktop.MouseButtonPrimary)
	s.DragEnd()
	s.wheel(500, 0, 25)
	s.Zoom(2)
	s.Pan(50)
	s.ZoomToFit()
	s.ZoomToSelection()
	s.overPress(500)
	s.overDrag(600)
	s.host.said(t)
	if got := s.strip.paint(1000, 252).Bounds(); got.Dx() != 1000 || got.Dy() != 252 {
		t.Errorf("picture %v", got)
	}
}

func TestNoSizeIsNoPicture(t *testing.T) {
	test.NewTempApp(t)
	s := bare(t)
	s.Resize(fyne.NewSize(0, 0))
	s.strip.paint(0, 0)
	s.plan.paint(0, 0)
	s.wheel(0, 0, 25)
}

func abs(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}

// Where everything is in view, no selection moves it.
func TestSelectingInTheWholeViewDoesNotMoveIt(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		s := newStage(t, rtl, 0)
		before := s.Viewport()
		for _, n := range []int{0, s.model.Index.Len() - 1} {
			s.Select(event(n), true)
			if s.goal() != before {
				t.Errorf("right to left %v: event %d moved the view", rtl, n)
			}
		}
	}
}
