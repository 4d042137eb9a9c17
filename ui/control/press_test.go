package control

import (
	"fmt"
	"image"
	"reflect"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func typed(w fyne.Window, names ...fyne.KeyName) {
	for _, n := range names {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func TestButton(t *testing.T) {
	k := testKit(t, "en")
	n := 0
	b := k.Button(Primary, "Save", FunnelIcon(), func() { n++ })
	w := test.NewTempWindow(t, b)
	if size := b.MinSize(); size.Height != 34 || size.Width < 60 {
		t.Errorf("it is %v", size)
	}
	test.Tap(b)
	w.Canvas().Focus(b)
	typed(w, fyne.KeySpace, fyne.KeyReturn, fyne.KeyA)
	if n != 3 {
		t.Errorf("pressed %d times, want 3", n)
	}
	typed(w, fyne.KeyEscape)
	if w.Canvas().Focused() != nil {
		t.Error("Esc does not leave it")
	}
	b.Disable()
	test.Tap(b)
	if n != 3 {
		t.Error("a disabled button can be pressed")
	}
	if link := k.Button(Link, "more", nil, nil); link.Cursor() != desktop.PointerCursor || b.Cursor() != desktop.DefaultCursor {
		t.Error("a hand is for links")
	}
}

func TestMenuByKeyAndPointer(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		t.Run(lang, func(t *testing.T) {
			k := testKit(t, lang)
			w := test.NewTempWindow(t, Gap(1, 1))
			w.Resize(fyne.NewSize(600, 400))
			var done []string
			item := func(name string, disabled bool) Item {
				return Item{Text: name, Key: "Ctrl+X", Disabled: disabled, Run: func() { done = append(done, name) }}
			}
			items := []Item{{Text: "heading"}, item("one", false), item("two", true), {}, item("three", false)}
			open := func(at fyne.Position) *Menu { return k.ShowMenu(w.Canvas(), at, items) }

			m := open(fyne.NewPos(590, 390))
			at := m.popup.Content.Position()
			if size := m.MinSize(); at.X < 0 || at.X+size.Width > 600 || at.Y+size.Height > 400 {
				t.Errorf("a menu of %v is at %v", size, at)
			}
			typed(w, fyne.KeyDown, fyne.KeyDown) // over the disabled one
			typed(w, fyne.KeyReturn)
			m = open(fyne.NewPos(20, 20))
			typed(w, fyne.KeyUp) // from the end
			m.rows[1].Tapped(nil)
			if !m.popup.Visible() {
				t.Error("a disabled item closes the menu")
			}
			m.rows[0].MouseIn(nil)
			typed(w, fyne.KeySpace)
			m = open(fyne.NewPos(20, 20))
			typed(w, fyne.KeyEscape)
			if m.popup.Visible() || !slices.Equal(done, []string{"three", "one"}) {
				t.Errorf("done: %q", done)
			}
		})
	}
	if got := (Item{Text: "Undo", Key: "Ctrl+Z"}).Tip() + "|" + (Item{Text: "Undo"}).Tip(); got != "Undo  (\u2066Ctrl+Z\u2069)|Undo" {
		t.Errorf("beside a button: %q", got)
	}
}

func TestChoices(t *testing.T) {
	k := testKit(t, "en")
	var told []string
	colours := k.Swatches([]string{"red", "green", "blue"}, "green", func(v string) { told = append(told, v) })
	words := k.Words([]string{"a", "b"}, []string{"first", "second"}, "a", nil)
	if colours.Value != "green" || words.Value != "a" {
		t.Errorf("%q and %q are chosen", colours.Value, words.Value)
	}
	colours.options[2].Tapped(nil)
	colours.options[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	colours.options[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyA})
	words.options[1].Tapped(nil)
	colours.Choose("blue") // is not told
	if !slices.Equal(told, []string{"blue", "red"}) || colours.Value != "blue" || words.Value != "b" {
		t.Errorf("told %q; %q and %q are chosen", told, colours.Value, words.Value)
	}
	pressed := 0
	k.Dot("red", func() { pressed++ }).(fyne.Tappable).Tapped(nil)
	if pressed != 1 {
		t.Errorf("a dot was pressed %d times", pressed)
	}
}

func TestChips(t *testing.T) {
	k := testKit(t, "en")
	pressed, menus := 0, 0
	f := Facet{Text: "Wuhan", Count: "3", Colour: "red", On: true, Not: true, Pressed: func() { pressed++ }, Menu: func(fyne.Position) { menus++ }}
	chip := k.Facet(f).(*chipFace)
	w := test.NewTempWindow(t, chip)
	var passed []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { passed = append(passed, ev.Name) })
	test.Tap(chip)
	test.TapSecondary(chip)
	w.Canvas().Focus(chip)
	typed(w, fyne.KeySpace, fyne.KeyDelete, fyne.KeyF2)
	if pressed != 3 || menus != 1 || !slices.Equal(passed, []fyne.KeyName{fyne.KeyF2}) {
		t.Errorf("pressed %d times, %d menus, the canvas got %v", pressed, menus, passed)
	}
	plain := k.Facet(Facet{Text: "Wuhan"})
	if chip.MinSize().Width <= plain.MinSize().Width {
		t.Error("the dot and the count take no room")
	}
	bare := k.ChipButton("tag", nil, func() {}).(*chipFace)
	test.TapSecondary(bare) // has no menu
	isolated, apart := k.ChipButton("المسار: \u2068Sport\u2069", nil, func() {}), k.ChipButton("المسار: Sport", nil, func() {})
	if got, want := isolated.MinSize(), apart.MinSize(); got != want {
		t.Errorf("a chip that isolates a name is %v, not %v: its controls show", got, want)
	}
}

// The names of keys are the same in both languages.
func TestKeysInBothLanguages(t *testing.T) {
	for _, name := range []string{"Ctrl+,", "[", "Ctrl+Shift+F"} {
		var drawn [2]image.Image
		for i, lang := range []string{"en", "ar"} {
			w := test.NewTempWindow(t, testKit(t, lang).KeyChip(name))
			w.Resize(fyne.NewSize(120, 40))
			drawn[i] = w.Canvas().Capture()
		}
		if !reflect.DeepEqual(drawn[0], drawn[1]) {
			t.Errorf("%q is another key in Arabic", name)
		}
	}
}

func TestEntryMenu(t *testing.T) {
	k := testKit(t, "ar")
	e := k.Entry(3, "one two", "")
	w := test.NewTempWindow(t, e)
	w.Resize(fyne.NewSize(300, 300))
	able := func() (names []string) {
		for _, item := range writing(k, e) {
			if item.Run != nil && !item.Disabled {
				names = append(names, item.Key)
			}
		}
		return names
	}
	if got := able(); !slices.Equal(got, []string{"Ctrl+V", "Ctrl+A", "", "", ""}) {
		t.Errorf("with nothing selected: %q", got)
	}
	e.Select(0, 3)
	items := writing(k, e)
	items[3].Run() // cut
	if e.Text() != " two" || fyne.CurrentApp().Clipboard().Content() != "one" {
		t.Errorf("cut: %q", e.Text())
	}
	writing(k, e)[0].Run() // undo
	writing(k, e)[9].Run() // right to left
	if e.Text() != "one two" || !writing(k, e)[9].Checked {
		t.Errorf("undone: %q", e.Text())
	}
	e.Disable()
	if got := able(); !slices.Equal(got, []string{"Ctrl+C", "Ctrl+A"}) {
		t.Errorf("disabled: %q", got)
	}
	e.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(20, 20), AbsolutePosition: fyne.NewPos(20, 20)})
	if w.Canvas().Overlays().Top() == nil {
		t.Error("the other button opens no menu")
	}
}

// A menu that is higher than the window scrolls: the arrow keys reach its last item.
func TestLongMenusScroll(t *testing.T) {
	k := testKit(t, "en")
	w := test.NewTempWindow(t, Gap(1, 1))
	w.Resize(fyne.NewSize(400, 300))
	var items []Item
	for i := range 100 {
		items = append(items, Item{Text: fmt.Sprint("Item ", i), Run: func() {}})
	}
	m := k.ShowMenu(w.Canvas(), fyne.NewPos(10, 200), items)
	limit := w.Canvas().Size().Height
	if h := m.Size().Height; h > limit {
		t.Fatalf("the menu is %g high in a window of %g", h, limit)
	}
	for _, key := range []fyne.KeyName{fyne.KeyUp, fyne.KeyDown} { // the last one, and the first
		m.TypedKey(&fyne.KeyEvent{Name: key})
		r := m.rows[m.at]
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r).Y
		if at < 0 || at+r.Size().Height > limit {
			t.Errorf("%s is at %g in a window of %g", r.item.Text, at, limit)
		}
	}
}
