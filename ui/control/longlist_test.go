package control

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/i18n"
)

// shownList is a list of some rows in a window of 200 by 100 units, each row 20
// high, and what was told of it.
func shownList(t *testing.T, count int, change func(*LongRows)) (l *LongList, told *[]int) {
	t.Helper()
	test.NewTempApp(t)
	told = new([]int)
	rows := LongRows{
		Row: 20, New: func() fyne.CanvasObject { return widget.NewLabel("") },
		Fill:    func(i int, o fyne.CanvasObject) { o.(*widget.Label).Text = string(rune('a' + i%26)) },
		Pressed: func(i int, _ Press) { *told = append(*told, i) },
		Chosen:  func(i int) { *told = append(*told, -i) },
	}
	if change != nil {
		change(&rows)
	}
	l = (&Kit{Locale: &i18n.Locale{}}).LongList(rows)
	l.held = func() fyne.KeyModifier { return 0 }
	w := test.NewTempWindow(t, l)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(200, 100))
	l.SetCount(count, true)
	return l, told
}

func key(l *LongList, names ...fyne.KeyName) {
	for _, n := range names {
		l.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func press(l *LongList, y float32) {
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, y)}}
	l.MouseDown(ev)
	l.MouseUp(ev)
}

func TestALongListHasObjectsForWhatIsInViewOnly(t *testing.T) {
	l, told := shownList(t, 1_000_000, nil)
	if from, to := l.view(); from != 0 || to != 5 || len(l.items) != 5 {
		t.Fatalf("rows [%d, %d) in %d objects", from, to, len(l.items))
	}
	key(l, fyne.KeyEnd)
	if from, to := l.view(); from != 999_995 || to != 1_000_000 || len(l.items) != 5 || l.Current() != 999_999 {
		t.Fatalf("at the end: rows [%d, %d) in %d objects, current %d", from, to, len(l.items), l.Current())
	}
	if y := l.items[999_999].content.Position().Y; y != 80 {
		t.Errorf("the last of a million rows stands at %v, want 80", y)
	}
	press(l, 90)
	key(l, fyne.KeyReturn, fyne.KeyHome, fyne.KeyReturn)
	if !slices.Equal(*told, []int{999_999, -999_999, 0}) {
		t.Errorf("told of %v", *told)
	}
	if len(l.items)+len(l.free) > 12 {
		t.Errorf("%d objects were made", len(l.items)+len(l.free))
	}
}

func TestKeysMoveInALongList(t *testing.T) {
	l, _ := shownList(t, 40, nil)
	for _, c := range []struct {
		name string
		keys []fyne.KeyName
		want int
	}{
		{"down from none", []fyne.KeyName{fyne.KeyDown}, 0},
		{"down", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown}, 2},
		{"up", []fyne.KeyName{fyne.KeyUp}, 1},
		{"a page", []fyne.KeyName{fyne.KeyPageDown}, 4},
		{"to the end", []fyne.KeyName{fyne.KeyEnd}, 39},
		{"not beyond it", []fyne.KeyName{fyne.KeyDown, fyne.KeyPageDown}, 39},
		{"to the beginning", []fyne.KeyName{fyne.KeyHome, fyne.KeyUp}, 0},
	} {
		key(l, c.keys...)
		if got := l.Current(); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
		if from, to := l.view(); l.Current() < from || l.Current() >= to {
			t.Errorf("%s: row %d is not among [%d, %d)", c.name, l.Current(), from, to)
		}
	}
}

// Where no row is the current one yet, the keys go to the end that they name.
func TestTheFirstKeyInALongList(t *testing.T) {
	for name, want := range map[fyne.KeyName]int{fyne.KeyHome: 0, fyne.KeyEnd: 39, fyne.KeyUp: 39, fyne.KeyDown: 0} {
		l, _ := shownList(t, 40, nil)
		if key(l, name); l.Current() != want {
			t.Errorf("%s: %d, want %d", name, l.Current(), want)
		}
	}
}

func TestHeadingsAreSkipped(t *testing.T) {
	l, told := shownList(t, 9, func(r *LongRows) {
		r.Fixed = func(i int) bool { return i%3 == 0 }
		r.Height = func(i int) float32 {
			if i%3 == 0 {
				return 10
			}
			return 30
		}
	})
	var seen []int
	for range 4 {
		key(l, fyne.KeyDown)
		seen = append(seen, l.Current())
	}
	if !slices.Equal(seen, []int{1, 2, 4, 5}) {
		t.Errorf("went over %v", seen)
	}
	for _, c := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeyHome, 1}, {fyne.KeyUp, 1}, {fyne.KeyEnd, 8}, {fyne.KeyUp, 7}, {fyne.KeyUp, 5}} {
		if key(l, c.key); l.Current() != c.want {
			t.Errorf("%s leads to row %d, want %d", c.key, l.Current(), c.want)
		}
	}
	l.scrollTo(0)
	press(l, 5) // the heading
	press(l, 45)
	if !slices.Equal(*told, []int{2}) {
		t.Errorf("told of %v", *told)
	}
	if from, to := l.view(); from != 0 || to != 5 {
		t.Errorf("rows [%d, %d) of mixed heights", from, to)
	}
}

func TestALongListThatShrinks(t *testing.T) {
	l, _ := shownList(t, 40, nil)
	key(l, fyne.KeyEnd)
	l.SetCount(3, false)
	if from, to := l.view(); from != 0 || to != 3 || l.Current() != 2 {
		t.Errorf("rows [%d, %d), current %d", from, to, l.Current())
	}
	l.SetCount(0, false)
	key(l, fyne.KeyDown, fyne.KeyReturn)
	if l.Current() != -1 || len(l.items) != 0 {
		t.Errorf("an empty list is at %d", l.Current())
	}
}

func TestTheThumbScrolls(t *testing.T) {
	l, _ := shownList(t, 1000, nil)
	at := func(y float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(196, y)}}
	}
	l.MouseDown(at(2))
	l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(196, 300)}})
	l.MouseUp(at(300))
	if _, to := l.view(); to != 1000 {
		t.Errorf("dragged down to row %d", to)
	}
	l.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: 1e9}})
	if from, _ := l.view(); from != 0 {
		t.Errorf("scrolled up to row %d", from)
	}
}

// A list that has the keyboard shows where: at its current row, or around all of it where
// none is in view.
func TestAListWithTheKeyboardHasARing(t *testing.T) {
	for _, c := range []struct {
		name           string
		count, current int
		frame          bool
	}{{"empty", 0, -1, true}, {"none is current", 30, -1, true}, {"a row", 30, 2, false}} {
		l, _ := shownList(t, c.count, nil)
		l.SetCurrent(c.current)
		l.FocusGained()
		item := l.items[c.current]
		if l.framed != c.frame || c.frame == (item != nil && item.ring) {
			t.Errorf("%s: a ring around the list: %v", c.name, l.framed)
		}
		if l.scrollTo(400); c.current >= 0 && !l.framed {
			t.Errorf("%s: no ring after its row is out of view", c.name)
		}
		if l.FocusLost(); l.framed {
			t.Errorf("%s: the ring stays", c.name)
		}
	}
}

// A row that is dragged is dropped on the one below the pointer, which is ringed; Esc, the row
// itself, a place beside the list and other rows meanwhile end that.
func TestRowsAreDroppedOnOthers(t *testing.T) {
	var drops [][2]int
	k := testKit(t, "ar")
	var clicks []int
	l, _ := shownList(t, 40, func(r *LongRows) {
		r.Clicked = func(i int) { clicks = append(clicks, i) }
		r.Drop = func(row, on int) string {
			if on == 3 {
				return ""
			}
			return "Merge"
		}
		r.Dropped = func(row, on int) { drops = append(drops, [2]int{row, on}) }
	})
	l.kit = k
	drag := func(fromY, toX, toY float32) {
		l.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, fromY)}})
		l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(toX, toY)}, Dragged: fyne.Delta{DY: toY - fromY}})
	}
	drag(30, 22, 31)
	if l.carry != nil {
		t.Error("an unsteady click takes a row up")
	}
	release := func() { l.DragEnd(); l.MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary}) }
	if release(); !slices.Equal(clicks, []int{1}) {
		t.Errorf("an unsteady click is one on %v", clicks)
	}
	drag(30, 30, 50)
	if l.carry == nil || !l.items[2].ring || l.items[1].ring || len(l.objects) != 2*5+3 {
		t.Errorf("the target is not shown: %+v, %d objects", l.carry, len(l.objects))
	}
	plate := l.carry.plate
	if at := plate.Position(); at.X < 0 || at.X+plate.Size().Width > 200 || at.Y < 0 || at.Y+plate.Size().Height > 100 {
		t.Errorf("the words are at %v, %v", at, plate.Size())
	}
	release()
	if !slices.Equal(clicks, []int{1}) {
		t.Errorf("a drag is a click on %v", clicks)
	}
	if !slices.Equal(drops, [][2]int{{1, 2}}) || l.items[2].ring || l.carry != nil || len(l.objects) != 2*5+2 {
		t.Errorf("dropped %v", drops)
	}
	for name, end := range map[string]func(){
		"Esc":        func() { drag(30, 30, 50); key(l, fyne.KeyEscape) },
		"itself":     func() { drag(30, 30, 50); drag(30, 30, 38) },
		"beside":     func() { drag(30, -8, 50) },
		"not there":  func() { drag(30, 30, 70) },
		"other rows": func() { drag(30, 30, 50); l.SetCount(30, false) },
	} {
		end()
		l.DragEnd()
		if len(drops) != 1 || l.carry != nil {
			t.Errorf("%s: dropped %v", name, drops)
		}
	}
	drag(30, 30, 95)
	if l.offset != 10 {
		t.Errorf("near the end it scrolled to %v", l.offset)
	}
	l.DragEnd()
}

// A row that is dragged beside the list is told of, until it is let go, put down or comes back.
// Where something is dropped on a list, it is before the row whose upper half that is.
func TestRowsAreDraggedOut(t *testing.T) {
	type out struct {
		row  int
		zero bool
		done bool
	}
	var told []out
	l, _ := shownList(t, 4, func(r *LongRows) {
		r.Drop = func(int, int) string { return "Merge" }
		r.Dropped = func(int, int) { t.Error("a row is dropped in the list") }
		r.Out = func(row int, at fyne.Position, done bool) { told = append(told, out{row, at.IsZero(), done}) }
	})
	l.kit = testKit(t, "en")
	drag := func(toX, toY float32) {
		l.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 30)}})
		l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(toX, toY)}})
	}
	for _, c := range []struct {
		name string
		end  func()
		want []out
	}{
		{"let go", func() {}, []out{{1, false, false}, {1, false, true}}},
		{"put down", func() { key(l, fyne.KeyEscape) }, []out{{1, false, false}, {1, true, false}}},
		{"back", func() { l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 30)}}) }, []out{{1, false, false}, {1, true, false}}},
	} {
		told = nil
		drag(400, 30)
		c.end()
		if l.DragEnd(); !slices.Equal(told, c.want) {
			t.Errorf("%s: told %v", c.name, told)
		}
	}
	for y, want := range map[float32]int{-4: 0, 4: 0, 14: 1, 26: 1, 36: 2, 500: 4} {
		if got := l.Gap(fyne.NewPos(10, y)); got != want {
			t.Errorf("at %v it is before row %d, not %d", y, got, want)
		}
	}
}
