package control

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme"
)

// What gets the keyboard comes into view in the scroller that it is in, inside other
// widgets too; scrollers that it is not in stay, and under a dialog all do.
func TestFocusScrolls(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		k := testKit(t, lang)
		s, beside, hidden := k.Scroll(), k.Scroll(), k.Scroll()
		far := map[string]fyne.Focusable{
			"button": k.Button(Link, "far", nil, nil), "chip": k.ChipButton("far", nil, func() {}).(fyne.Focusable), "entry": k.Entry(1, "", ""),
			"option": k.Words([]string{"a", "b"}, []string{"a", "b"}, "a", nil).options[1],
		}
		column := Column(0, Gap(10, 900))
		for _, name := range []string{"button", "chip", "entry", "option"} {
			column.Add(far[name].(fyne.CanvasObject))
		}
		area := k.TapArea(column, func() {}, nil)
		near := k.Button(Link, "near", nil, nil)
		s.SetContent(Column(0, near, area), true)
		beside.SetContent(Gap(10, 2000), true)
		hidden.SetContent(Gap(10, 2000), true)
		w := test.NewTempWindow(t, k.Row(0, -1, Stack(Gap(300, 200), s, hidden), Stack(Gap(200, 200), beside)))
		hidden.scrollTo(50)
		hidden.Hide()
		w.SetPadded(false)
		w.Resize(fyne.NewSize(500, 200))
		driver := fyne.CurrentApp().Driver()
		for name, o := range far {
			w.Canvas().Focus(near)
			if s.scrollTo(0); s.offset != 0 {
				t.Fatal("it is not at the top")
			}
			w.Canvas().Focus(o)
			at := driver.AbsolutePositionForObject(o.(fyne.CanvasObject)).Y
			if at < 0 || at+o.(fyne.CanvasObject).Size().Height > 200 {
				t.Errorf("%s: the %s is at %v of 200", lang, name, at)
			}
		}
		if w.Canvas().Focus(near); s.offset > 0 {
			t.Errorf("%s: going back, %v is above the view", lang, s.offset)
		}
		if beside.offset != 0 || hidden.offset != 50 {
			t.Errorf("%s: the others are at %v and %v", lang, beside.offset, hidden.offset)
		}
		w.Canvas().Focus(far["button"])
		last := k.Button(Link, "last", nil, nil)
		d := k.ShowDialog(w.Canvas(), "title", 300, Column(0, Gap(10, 900), last), Action{Text: "OK"})
		before := s.offset
		w.Canvas().Focus(last)
		if d.sheet.scroll.offset == 0 || s.offset != before {
			t.Errorf("%s: in a dialog its own scroller is at %v, and the one under it at %v, not %v", lang, d.sheet.scroll.offset, s.offset, before)
		}
	}
}

// The body of a dialog that is too long for the window moves by the keys that scroll,
// from its buttons too.
func TestADialogScrollsByKey(t *testing.T) {
	k := testKit(t, "en")
	w := test.NewTempWindow(t, Gap(1, 1))
	w.Resize(fyne.NewSize(600, 400))
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { k.Dialogs.Top().TypedKey(ev) })
	d := k.ShowDialog(w.Canvas(), "title", 300, Gap(10, 2000), Action{Text: "OK", Primary: true})
	s := d.sheet.scroll
	for _, focus := range []func(){func() {}, w.Canvas().FocusNext} {
		focus()
		var at []float32
		for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyUp, fyne.KeyEnd, fyne.KeyHome} {
			typed(w, key)
			at = append(at, s.offset)
		}
		if at[0] <= 0 || at[1] <= at[0]+100 || at[2] != at[0] || at[3] != 0 || at[4] != s.most() || at[5] != 0 {
			t.Errorf("with %T it is at %v", w.Canvas().Focused(), at)
		}
	}
}

// ringed reports whether a surface shows a ring, and in which colour.
func ringed(s *Surface, line Role) bool {
	return s.rect.StrokeWidth == 2 && s.rect.StrokeColor == line(theme.Current())
}

// Whatever has the keyboard shows it by a ring that nothing else has, also where it is
// chosen or filled with the accent.
func TestFocusShows(t *testing.T) {
	k := testKit(t, "en")
	primary, outline := k.Button(Primary, "a", nil, nil), k.Button(Outline, "b", nil, nil)
	chip := k.ChipButton("c", nil, func() {}).(*chipFace)
	words := k.Words([]string{"a", "b"}, []string{"a", "b"}, "a", nil)
	area := k.TapArea(Gap(10, 10), func() {}, nil)
	w := test.NewTempWindow(t, Column(0, primary, outline, chip, words.Root, area))
	for _, c := range []struct {
		name string
		o    fyne.Focusable
		s    *Surface
		line Role
	}{
		{"primary", primary, primary.back, Ink},
		{"outline", outline, outline.back, Accent},
		{"chip", chip, chip.back, Accent},
		{"chosen", words.options[0], words.options[0].ring, Ink},
		{"option", words.options[1], words.options[1].ring, Accent},
		{"area", area, area.ring, Accent},
	} {
		if c.s.rect.StrokeWidth == 2 {
			t.Errorf("%s: a ring without the keyboard", c.name)
		}
		if w.Canvas().Focus(c.o); !ringed(c.s, c.line) {
			t.Errorf("%s: no ring with the keyboard", c.name)
		}
		if w.Canvas().Unfocus(); c.s.rect.StrokeWidth == 2 {
			t.Errorf("%s: the ring stays", c.name)
		}
	}
}

// Keys that mean nothing to what has the keyboard are the window's, so that the keys of
// commands work wherever the keyboard is but in a field.
func TestKeysArePassedOn(t *testing.T) {
	k := testKit(t, "en")
	tabs := k.Tabs(threeTabs(), func(string) {})
	all := []fyne.Focusable{
		k.Button(Quiet, "a", nil, nil), k.ChipButton("c", nil, func() {}).(fyne.Focusable), k.Words([]string{"a", "b"}, []string{"a", "b"}, "a", nil).options[0],
		k.TapArea(Gap(10, 10), func() {}, nil),
	}
	column := Column(0, tabs.Root)
	for _, o := range all {
		column.Add(o.(fyne.CanvasObject))
	}
	w := test.NewTempWindow(t, column)
	w.Canvas().FocusNext()
	all = append(all, w.Canvas().Focused()) // a tab
	var keys []fyne.KeyName
	var runes []rune
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { keys = append(keys, ev.Name) })
	w.Canvas().SetOnTypedRune(func(r rune) { runes = append(runes, r) })
	for _, o := range all {
		keys, runes = nil, nil
		w.Canvas().Focus(o)
		typed(w, fyne.KeyN)
		o.TypedRune('?')
		if !slices.Equal(keys, []fyne.KeyName{fyne.KeyN}) || !slices.Equal(runes, []rune{'?'}) {
			t.Errorf("%T passes on %v and %q", o, keys, runes)
		}
	}
}

// A press of the mouse has a key, with either button.
func TestTapAreaByKey(t *testing.T) {
	k := testKit(t, "en")
	first, second := 0, 0
	a := k.TapArea(k.Text("words", text.LabelStyle{}), func() { first++ }, func(fyne.Position) { second++ })
	w := test.NewTempWindow(t, a)
	w.Canvas().Focus(a)
	typed(w, fyne.KeySpace, fyne.KeyReturn, desktop.KeyMenu)
	if first != 2 || second != 1 {
		t.Errorf("pressed %d and %d times", first, second)
	}
	var row int
	l := k.LongList(LongRows{Row: 20, New: func() fyne.CanvasObject { return Gap(1, 1) }, Fill: func(int, fyne.CanvasObject) {}, Menu: func(i int, _ fyne.Position) { row = i }})
	w = test.NewTempWindow(t, l)
	w.Resize(fyne.NewSize(200, 200))
	l.SetCount(5, true)
	l.SetCurrent(3)
	w.Canvas().Focus(l)
	if typed(w, desktop.KeyMenu); row != 3 {
		t.Errorf("the menu of row %d", row)
	}
}
