package control

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/ui/text"
)

func TestDialogByKey(t *testing.T) {
	k := testKit(t, "en")
	w := test.NewTempWindow(t, Gap(1, 1))
	w.Resize(fyne.NewSize(800, 600))
	var log []string
	show := func(stays bool) *Dialog {
		d := k.ShowDialog(w.Canvas(), "title", 300, Gap(10, 10),
			Action{Text: "OK", Primary: true, Run: func() bool { log = append(log, "ok"); return !stays }}, Action{Text: "Cancel"})
		d.OnClosed(func() { log = append(log, "closed") })
		return d
	}
	ctrlEnter := &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl}
	for _, c := range []struct {
		name  string
		stays bool
		do    func(d *Dialog)
		want  []string
	}{
		{"Enter", false, func(*Dialog) { typed(w, fyne.KeyReturn) }, []string{"ok", "closed"}},
		{"Ctrl+Enter", false, func(*Dialog) { w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(ctrlEnter) }, []string{"ok", "closed"}},
		{"what fails stays open", true, func(d *Dialog) { d.Submit() }, []string{"ok"}},
		{"Esc", false, func(*Dialog) { typed(w, fyne.KeyEscape) }, []string{"closed"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			log = nil
			d := show(c.stays)
			if k.Dialogs.Top() != d {
				t.Fatal("it is not on top")
			}
			c.do(d)
			if !slices.Equal(log, c.want) || (k.Dialogs.Top() == nil) == c.stays {
				t.Errorf("%q, want %q", log, c.want)
			}
			if c.stays {
				d.Close()
			}
		})
	}
}

// A dialog has the title of its command, without the sign that it asks for more.
func TestATitleWithoutEllipsis(t *testing.T) {
	k := testKit(t, "en")
	w := test.NewTempWindow(t, Gap(1, 1))
	if d := k.ShowDialog(w.Canvas(), "Import…", 300, Gap(10, 10)); d.sheet.head.(*text.Label).Text() != "Import" {
		t.Errorf("the title is %q", d.sheet.head.(*text.Label).Text())
	}
}

// What was typed is asked for before it is lost, from the dialog's entries too.
func TestAGuardedDialogAsks(t *testing.T) {
	k := testKit(t, "en")
	w := test.NewTempWindow(t, Gap(1, 1))
	w.Resize(fyne.NewSize(800, 600))
	e := k.Entry(1, "", "")
	d := k.ShowDialog(w.Canvas(), "title", 300, e, Action{Text: "OK", Primary: true})
	d.Attach(e)
	if w.Canvas().Focused() != fyne.Focusable(e) {
		t.Error("the entry has not the keyboard")
	}
	asked := 0
	var lose func()
	d.Guard(func() bool { return e.Text() != "" }, func(l func()) { asked++; lose = l })
	e.TypedRune('x')
	typed(w, fyne.KeyEscape)
	if asked != 1 || k.Dialogs.Top() == nil {
		t.Fatalf("asked %d times", asked)
	}
	lose()
	if k.Dialogs.Top() != nil {
		t.Error("it stays after what was typed may be lost")
	}
}

func TestDialogShowsAnErrorAndScrolls(t *testing.T) {
	k := testKit(t, "ar")
	w := test.NewTempWindow(t, Gap(1, 1))
	w.Resize(fyne.NewSize(500, 300))
	d := k.ShowDialog(w.Canvas(), "عنوان", 900, k.Text(strings.Repeat("كلام طويل ", 300), text.LabelStyle{}), Action{Text: "نعم"})
	if size := d.sheet.MinSize(); size.Width > 500-2*sheetMargin || size.Height > 300-2*sheetMargin {
		t.Errorf("a sheet of %v in a window of 500 by 300", size)
	}
	if d.sheet.scroll.most() <= 0 {
		t.Error("a long body does not scroll")
	}
	d.Fail("لم يُحفظ")
	if !d.note.Visible() || d.note.Text() != "لم يُحفظ" || k.Dialogs.Top() != d {
		t.Error("the error is not shown")
	}
}

// Of two dialogs that were asked for, the first one that is ready has the window.
func TestADialogOpensOnce(t *testing.T) {
	k := testKit(t, "en")
	w := test.NewTempWindow(t, Gap(1, 1))
	first, second := k.Dialogs.Still(), k.Dialogs.Still()
	if !first() {
		t.Error("nothing is open, and it may not open")
	}
	d := k.Tell(w.Canvas(), "title", "words", "OK")
	if second() {
		t.Error("a second one may open")
	}
	d.Close()
	yes := 0
	k.Confirm(w.Canvas(), "title", "words", "Yes", "No", func() { yes++ })
	k.Dialogs.Top().Submit()
	if yes != 1 || k.Dialogs.Top() != nil {
		t.Errorf("confirmed %d times", yes)
	}
}

func TestTable(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		t.Run(lang, func(t *testing.T) {
			k := testKit(t, lang)
			var sorted, widened []string
			table := k.Table(TableRows{
				Columns: []TableColumn{{Key: "title", Title: "Title"}, {Key: "date", Title: "Date", Width: 100, Own: true}, {Key: "n", Title: "Notes", Width: 60, Figure: true}},
				Sort:    "title",
				Sorted: func(key string, down bool) {
					if down {
						key += " down"
					}
					sorted = append(sorted, key)
				},
				Widened: func(key string, _ float32) { widened = append(widened, key) },
				Cells:   func(int) []TableCell { return []TableCell{{Text: "قمة"}, {Text: "2022"}, {Text: "3"}} },
			})
			w := test.NewTempWindow(t, table.Root)
			w.SetPadded(false)
			w.Resize(fyne.NewSize(500, 200))
			table.List.SetCount(2, true)
			for _, i := range []int{0, 1} {
				table.head.cells[i].Tapped(nil)
			}
			table.SetSort("date", true)
			table.head.cells[1].TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			if !slices.Equal(sorted, []string{"title down", "date", "date"}) {
				t.Errorf("sorted by %q", sorted)
			}
			first, last := table.head.cells[0].Position().X, table.head.cells[2].Position().X
			if (first < last) != (lang == "en") {
				t.Errorf("the first title is at %v, the last at %v", first, last)
			}
			before := table.edges()[2] - table.edges()[1]
			by := float32(-30)
			if k.RTL() {
				by = 30
			}
			edge := table.head.edges[0]
			edge.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(by, 0)})
			edge.DragEnd()
			if after := table.edges()[2] - table.edges()[1]; after != before+30 || !slices.Equal(widened, []string{"date"}) {
				t.Errorf("a column of %v became %v; told %q", before, after, widened)
			}
		})
	}
}

// The Tab key goes around what is in a dialog, and never to the sheet itself, which shows
// no ring.
func TestTabStaysOnWhatShowsIt(t *testing.T) {
	k := testKit(t, "en")
	w := test.NewTempWindow(t, Gap(1, 1))
	w.Resize(fyne.NewSize(800, 600))
	inside := k.Button(Outline, "inside", nil, nil)
	d := k.ShowDialog(w.Canvas(), "title", 300, inside, Action{Text: "OK", Primary: true}, Action{Text: "Cancel"})
	if w.Canvas().Focused() != fyne.Focusable(d.sheet) {
		t.Fatal("the keys do not go to the dialog that was opened")
	}
	for _, by := range []struct {
		name string
		step func()
	}{{"Tab", w.Canvas().(interface{ FocusNext() }).FocusNext}, {"Shift+Tab", w.Canvas().(interface{ FocusPrevious() }).FocusPrevious}} {
		seen := map[fyne.Focusable]bool{}
		for range 7 {
			by.step()
			seen[w.Canvas().Focused()] = true
		}
		if len(seen) != 3 || seen[d.sheet] || !seen[inside] {
			t.Errorf("%s goes to %v", by.name, seen)
		}
	}
}

// In a low window what scrolls in a dialog is lower, so that all else stays in view; it is
// as high as before where there is room again.
func TestWellsGiveWay(t *testing.T) {
	k := testKit(t, "en")
	w := test.NewTempWindow(t, Gap(1, 1))
	well := k.Well(380, Gap(10, 10))
	entry := k.Entry(1, "", "")
	w.Resize(fyne.NewSize(900, 800))
	d := k.ShowDialog(w.Canvas(), "title", 300, Column(10, well, entry), Action{Text: "OK", Primary: true})
	for _, c := range []struct{ height, want float32 }{{800, 380}, {480, 0}, {160, leastWell}, {900, 380}} {
		w.Resize(fyne.NewSize(900, c.height))
		d.Refit()
		driver := fyne.CurrentApp().Driver()
		got := well.Size().Height
		if c.want > 0 && got != c.want || c.want == 0 && (got <= leastWell || got >= 380) {
			t.Errorf("in a window %v high the well is %v", c.height, got)
		}
		if foot := driver.AbsolutePositionForObject(d.sheet.foot).Y; c.want != leastWell && driver.AbsolutePositionForObject(entry).Y+entry.Size().Height > foot {
			t.Errorf("in a window %v high the entry is below the buttons", c.height)
		}
	}
}
