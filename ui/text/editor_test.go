package text

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/ui/text/uax9"
)

// field shows an editor of 400 units with the keyboard.
func field(t testing.TB, text string, o EditorOptions) (*Editor, fyne.Window) {
	t.Helper()
	e := NewEditor(typesetter(t), text, o)
	w := show(t, e, 400, 160)
	w.Canvas().Focus(e)
	return e, w
}

func typeText(e *Editor, text string) {
	for _, r := range text {
		e.TypedRune(r)
	}
}

func tap(e *Editor, keys ...fyne.KeyName) {
	for _, k := range keys {
		e.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func withCtrl(e *Editor, key fyne.KeyName, more fyne.KeyModifier) {
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | more})
}

func withShift(e *Editor, keys ...fyne.KeyName) {
	for _, k := range keys {
		e.move(motions[k], true)
	}
}

func TestTypingTellsTheOwner(t *testing.T) {
	var told []string
	e, w := field(t, "", EditorOptions{Placeholder: "اكتب", OnChanged: func(s string) { told = append(told, s) }})
	if !e.placeholder.Visible() {
		t.Error("no placeholder in an empty editor")
	}
	typeText(e, "قم")
	tap(e, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
	typeText(e, "a\x00")
	if want := []string{"ق", "قم", "ق", "", "a"}; !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
	if e.placeholder.Visible() {
		t.Error("the placeholder stays")
	}
	tap(e, fyne.KeyReturn)
	typeText(e, "ب")
	if e.Text() != "a\nب" {
		t.Errorf("text %q", e.Text())
	}
	if n := ink(w.Canvas().Capture()); n < 100 {
		t.Errorf("%d pixels of ink", n)
	}
	if _, ok := any(e).(fyne.Tabbable); ok {
		t.Error("Tab does not leave the editor")
	}
}

func TestEditorKeys(t *testing.T) {
	e, _ := field(t, "one two three", EditorOptions{})
	tap(e, fyne.KeyHome)
	withCtrl(e, fyne.KeyRight, 0)
	withCtrl(e, fyne.KeyRight, fyne.KeyModifierShift)
	if e.SelectedText() != " two" {
		t.Errorf("Ctrl+Shift+Right: %q", e.SelectedText())
	}
	withShift(e, fyne.KeyRight, fyne.KeyRight)
	if e.SelectedText() != " two t" {
		t.Errorf("Shift+Right: %q", e.SelectedText())
	}
	tap(e, fyne.KeyRight)
	if e.SelectedText() != "" {
		t.Errorf("still selected: %q", e.SelectedText())
	}
	withCtrl(e, fyne.KeyBackspace, 0)
	withCtrl(e, fyne.KeyDelete, 0)
	if e.Text() != "one two " {
		t.Errorf("words deleted: %q", e.Text())
	}
	e.TypedShortcut(&fyne.ShortcutUndo{})
	if e.Text() != "one two hree" {
		t.Errorf("undone: %q", e.Text())
	}
	withCtrl(e, fyne.KeyZ, fyne.KeyModifierShift)
	if e.Text() != "one two " || e.Can(Redo) {
		t.Errorf("redone: %q", e.Text())
	}
	e.SetText("another")
	if e.Can(Undo) || e.Can(Redo) {
		t.Error("there is a way back to the text before SetText")
	}
}

func TestSubmitAndCancel(t *testing.T) {
	var log []string
	o := EditorOptions{
		OnSubmit: func(s string) { log = append(log, "submit "+s) },
		OnCancel: func() { log = append(log, "cancel") },
	}
	e, _ := field(t, "a", o)
	tap(e, fyne.KeyEnd, fyne.KeyReturn)
	withCtrl(e, fyne.KeyReturn, 0)
	tap(e, fyne.KeyEscape)
	o.Single = true
	single, _ := field(t, "b\nc", o)
	tap(single, fyne.KeyReturn)
	withCtrl(single, fyne.KeyEnter, 0)
	if want := []string{"submit a\n", "cancel", "submit b c", "submit b c"}; !slices.Equal(log, want) {
		t.Errorf("%q, want %q", log, want)
	}
}

// What the editor has no use for reaches the canvas.
func TestOtherKeysAreTheCanvass(t *testing.T) {
	e, w := field(t, "a", EditorOptions{})
	var keys []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { keys = append(keys, ev.Name) })
	tap(e, fyne.KeyA, fyne.KeyLeft, fyne.KeySpace, fyne.KeyF1, fyne.KeyEscape)
	if !slices.Equal(keys, []fyne.KeyName{fyne.KeyF1, fyne.KeyEscape}) {
		t.Errorf("the canvas got %v", keys)
	}
	for key, mod := range map[fyne.KeyName]fyne.KeyModifier{
		fyne.KeyS: fyne.KeyModifierShortcutDefault, fyne.KeyReturn: fyne.KeyModifierShortcutDefault,
		fyne.KeyLeft: fyne.KeyModifierAlt,
	} {
		if e.longKey(key, mod) {
			t.Errorf("%s with modifiers %v is taken", key, mod)
		}
	}
}

// Of a text that is too long for a field of one line the beginning is pasted, whole
// characters of it; a field of several lines takes all.
func TestALongPaste(t *testing.T) {
	long := "a" + strings.Repeat("ق", linePaste)
	line, _ := field(t, "", EditorOptions{Single: true})
	fyne.CurrentApp().Clipboard().SetContent(long)
	line.Do(Paste)
	if got := line.Text(); len(got) != linePaste-1 || !strings.HasPrefix(long, got) {
		t.Errorf("a line has %d bytes", len(got))
	}
	lines, _ := field(t, "", EditorOptions{Lines: 3})
	fyne.CurrentApp().Clipboard().SetContent(long) // of another app
	lines.Do(Paste)
	if lines.Text() != long {
		t.Errorf("several lines have %d bytes of %d", len(lines.Text()), len(long))
	}
}

func TestClipboard(t *testing.T) {
	e, _ := field(t, "قمة بكين", EditorOptions{})
	e.Select(0, 6)
	e.TypedShortcut(&fyne.ShortcutCut{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != "قمة" || e.Text() != " بكين" {
		t.Errorf("cut %q from %q", got, e.Text())
	}
	fyne.CurrentApp().Clipboard().SetContent("\ufeffa\r\nb\x07\ufefb")
	e.TypedShortcut(&fyne.ShortcutPaste{})
	if want := "a\nbلا بكين"; e.Text() != want {
		t.Errorf("pasted: %q, want %q", e.Text(), want)
	}
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.TypedShortcut(&fyne.ShortcutCopy{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != e.Text() {
		t.Errorf("copied %q", got)
	}
}

func TestDisabled(t *testing.T) {
	e, w := field(t, "قمة", EditorOptions{})
	e.Disable()
	if w.Canvas().Focused() != nil {
		t.Error("a disabled editor keeps the keyboard")
	}
	typeText(e, "x")
	tap(e, fyne.KeyBackspace, fyne.KeyReturn)
	e.Do(SelectAll)
	e.Do(Cut)
	e.Do(Paste)
	withCtrl(e, fyne.KeyX, fyne.KeyModifierShift)
	if e.Text() != "قمة" || e.Direction() != uax9.Auto {
		t.Errorf("changed to %q", e.Text())
	}
	e.Do(Copy)
	if got := fyne.CurrentApp().Clipboard().Content(); got != "قمة" {
		t.Errorf("copied %q", got)
	}
	e.Enable()
	e.Do(SelectAll)
	typeText(e, "x")
	if e.Text() != "x" {
		t.Errorf("enabled: %q", e.Text())
	}
}

// pointOf is the middle of what an offset's caret covers.
func pointOf(e *Editor, offset int) fyne.Position {
	e.Select(offset, offset)
	i, box := e.doc.CaretBox(e.doc.Head())
	y := float32(e.doc.Top(i)-e.page.Top()) + (box.Top+box.Bottom)/2
	return e.clip.Position().AddXY(areaReach+e.slide+box.X, y)
}

func mouse(e *Editor, pos fyne.Position, m fyne.KeyModifier) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: pos}, Button: desktop.MouseButtonPrimary, Modifier: m}
}

func TestMouseSelects(t *testing.T) {
	const text = "قمة بكين Beijing\nthe second line"
	e, _ := field(t, text, EditorOptions{Lines: 4})
	find := func(s string) int { return strings.Index(text, s) }
	at := pointOf(e, find("eijing"))
	for _, want := range []string{"", "Beijing", "قمة بكين Beijing", ""} {
		e.MouseDown(mouse(e, at, 0))
		e.MouseUp(mouse(e, at, 0))
		if e.SelectedText() != want {
			t.Errorf("selected %q, want %q", e.SelectedText(), want)
		}
	}
	to := pointOf(e, find(" line"))
	e.Select(find("eijing"), find("eijing"))
	e.MouseDown(mouse(e, to, fyne.KeyModifierShift))
	e.MouseUp(mouse(e, to, fyne.KeyModifierShift))
	if got := e.SelectedText(); got != "eijing\nthe second" {
		t.Errorf("Shift+click: %q", got)
	}
	e.clicks.Reset()
	e.MouseDown(mouse(e, at, 0))
	e.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
	e.MouseUp(mouse(e, to, 0))
	e.DragEnd()
	if got := e.SelectedText(); got != "eijing\nthe second" {
		t.Errorf("dragged: %q", got)
	}
}

func TestMenu(t *testing.T) {
	asked := 0
	e, _ := field(t, "one two", EditorOptions{OnMenu: func(fyne.Position) { asked++ }})
	in, out := pointOf(e, 1), pointOf(e, 6)
	e.Select(0, 3)
	e.TappedSecondary(&fyne.PointEvent{Position: in})
	if e.SelectedText() != "one" {
		t.Errorf("a menu in the selection leaves %q", e.SelectedText())
	}
	e.TappedSecondary(&fyne.PointEvent{Position: out})
	if start, end := e.Selection(); start != 6 || end != 6 || asked != 2 {
		t.Errorf("a menu outside selects %d to %d; asked %d times", start, end, asked)
	}
}

func TestDirectionSwitch(t *testing.T) {
	e, _ := field(t, "abc", EditorOptions{Single: true})
	x := func() float32 { return pointOf(e, 0).X }
	left := x()
	withCtrl(e, fyne.KeyX, fyne.KeyModifierShift)
	if e.Direction() != uax9.RTL || x() < left+300 {
		t.Errorf("direction %v, the text at %v", e.Direction(), x())
	}
	withCtrl(e, fyne.KeyX, fyne.KeyModifierShift)
	withCtrl(e, fyne.KeyX, fyne.KeyModifierShift)
	if e.Direction() != uax9.Auto || x() != left {
		t.Errorf("direction %v, the text at %v", e.Direction(), x())
	}
}

// The flag is on the caret where it can be in doubt which way typing goes.
func TestFlag(t *testing.T) {
	e, _ := field(t, "", EditorOptions{})
	typeText(e, "abc ")
	if e.caret.flag.Visible() {
		t.Error("a flag in Latin alone")
	}
	typeText(e, "ق")
	if !e.caret.flag.Visible() || e.caret.flag.Position().X > e.caret.mark.Position().X {
		t.Error("no flag to the left after an Arabic letter")
	}
	tap(e, fyne.KeyHome)
	if !e.caret.flag.Visible() || e.caret.flag.Position().X < e.caret.mark.Position().X {
		t.Error("no flag to the right at a Latin letter")
	}
	e.FocusLost()
	if e.caret.mark.Visible() || e.caret.flag.Visible() {
		t.Error("a caret without the keyboard")
	}
}

func TestLongNoteShowsAScreenful(t *testing.T) {
	e, w := field(t, strings.Repeat("سطر من ملاحظة طويلة\n", 10_000), EditorOptions{Lines: 5})
	e.Move(fyne.NewPos(0, 0))
	tap(e, fyne.KeyPageDown, fyne.KeyPageDown)
	withCtrl(e, fyne.KeyEnd, 0)
	if n := len(e.bands); n == 0 || n > 10 {
		t.Errorf("%d pictures in view", n)
	}
	if y, h, ok := e.bar.Thumb(e.Size().Height, e.shown()); !ok || y+h < 150 {
		t.Errorf("thumb at %v, %v high", y, h)
	}
	e.clip.(fyne.Scrollable).Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: 1000}})
	if e.caret.mark.Visible() {
		t.Error("the caret is shown out of view")
	}
	e.TypedRune('x')
	if !e.caret.mark.Visible() {
		t.Error("typing does not bring the caret into view")
	}
	drag := mouse(e, fyne.NewPos(397, 150), 0)
	e.MouseDown(drag)
	e.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(397, -100)}})
	e.MouseUp(drag)
	if e.page.Top() != 0 {
		t.Errorf("thumb dragged to the top: %v", e.page.Top())
	}
	if n := ink(w.Canvas().Capture()); n < 500 {
		t.Errorf("%d pixels of ink", n)
	}
}

// Dragging outside scrolls and selects on; the test driver gives it one frame.
func TestDraggingOutsideScrolls(t *testing.T) {
	many, _ := field(t, strings.Repeat("line\n", 100), EditorOptions{Lines: 4})
	single, _ := field(t, strings.Repeat("a long title ", 20), EditorOptions{Single: true})
	for _, e := range []*Editor{many, single} {
		e.MouseDown(mouse(e, fyne.NewPos(50, 10), 0))
		e.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(500, 300)}})
		if e.page.Top() == 0 && e.slide == 0 {
			t.Errorf("single %v: nothing scrolled", e.options.Single)
		}
		if _, end := e.Selection(); end < 40 {
			t.Errorf("single %v: selected to %d", e.options.Single, end)
		}
		e.DragEnd()
		if e.motion != nil {
			t.Error("it goes on without the button")
		}
	}
}

func TestNoRoom(t *testing.T) {
	e, _ := field(t, strings.Repeat("line\n", 100), EditorOptions{})
	for _, size := range []fyne.Size{{}, {Width: 5, Height: 5}, {Width: 300, Height: 1}, {Width: 1, Height: 300}} {
		e.Resize(size)
		e.TypedRune('x')
		tap(e, fyne.KeyPageDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyBackspace)
	}
}

// A single line scrolls so that the caret is in view, and shows its beginning when
// it is not being written.
func TestSingleLineScrollsSideways(t *testing.T) {
	for _, text := range []string{strings.Repeat("a long title ", 20), strings.Repeat("عنوان طويل ", 20)} {
		e, _ := field(t, text, EditorOptions{Single: true})
		rtl := e.doc.Setting(0).RTL()
		if over := e.doc.Setting(0).Width() - e.width; rtl && e.slide != -over || !rtl && e.slide != 0 {
			t.Errorf("at first %v", e.slide)
		}
		for _, key := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome} {
			tap(e, key)
			if x := e.caret.mark.Position().X; x < 0 || x > 400-2*editorSide+2*areaReach {
				t.Errorf("%s: the caret is at %v", key, x)
			}
		}
		for range 100 {
			tap(e, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyRight)
			if x := e.caret.mark.Position().X; x < 0 || x > 400-2*editorSide+2*areaReach {
				t.Fatalf("the caret is at %v", x)
			}
		}
		if n := len(e.bands); n != 1 {
			t.Errorf("%d pictures", n)
		}
	}
}

// A keystroke draws the paragraph it is in, not the others.
func TestKeystrokeDrawsItsParagraph(t *testing.T) {
	e, _ := field(t, "one\ntwo\nthree", EditorOptions{Lines: 4})
	before := map[bandKey]bool{}
	for key := range e.bands {
		before[key] = true
	}
	e.Select(5, 5)
	e.TypedRune('x')
	fresh := 0
	for key := range e.bands {
		if !before[key] {
			fresh++
		}
	}
	if fresh != 1 || len(e.bands) != 3 {
		t.Errorf("%d of %d strips are new", fresh, len(e.bands))
	}
}

func TestEditorSizes(t *testing.T) {
	one, _ := field(t, "", EditorOptions{Single: true, Lines: 3})
	six, _ := field(t, "", EditorOptions{Lines: 6})
	if a, b := one.MinSize().Height, six.HeightFor(300); b-a != 5*one.options.LineHeight {
		t.Errorf("one line needs %v, six %v", a, b)
	}
	if _, ok := any(one.clip).(fyne.Scrollable); ok {
		t.Error("a single line takes the wheel from what it stands in")
	}
}

func BenchmarkEditorKeystroke(b *testing.B) {
	words := strings.Fields(article)
	var note strings.Builder
	for i := range 10_000 {
		note.WriteString(words[i%len(words)])
		if i%100 == 99 {
			note.WriteByte('\n')
		} else {
			note.WriteByte(' ')
		}
	}
	for name, text := range map[string]string{
		"paragraphs":    note.String(),
		"one paragraph": strings.ReplaceAll(note.String(), "\n", " "),
	} {
		b.Run(name, func(b *testing.B) {
			e := NewEditor(typesetter(b), text, EditorOptions{OnChanged: func(string) {}})
			show(b, e, 520, 400)
			e.FocusGained()
			e.Select(len(text)/2, len(text)/2)
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				known := map[bandKey]bool{}
				for key := range e.bands {
					known[key] = true
				}
				if n++; n%20 < 10 {
					e.TypedRune('ق')
				} else {
					tap(e, fyne.KeyBackspace)
				}
				for key, s := range e.bands {
					if size := s.raster.Size(); !known[key] {
						s.raster.Generator(int(size.Width), int(size.Height))
					}
				}
			}
		})
	}
}
