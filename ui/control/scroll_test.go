package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// A scroller of 200 by 100 units with 400 of content, whose bar stands where lines
// end.
func TestScroll(t *testing.T) {
	for lang, bar := range map[string]float32{"en": 195, "ar": 5} {
		t.Run(lang, func(t *testing.T) {
			s := testKit(t, lang).Scroll()
			w := test.NewTempWindow(t, s)
			w.SetPadded(false)
			w.Resize(fyne.NewSize(200, 100))
			last := Gap(10, 20)
			s.SetContent(Column(0, Gap(10, 380), last), true)
			at := func(want float32) {
				t.Helper()
				if y := -s.content.Position().Y; y != want {
					t.Errorf("scrolled to %v, want %v", y, want)
				}
			}
			if s.content.Size() != fyne.NewSize(200, 400) {
				t.Errorf("the content is %v", s.content.Size())
			}
			if x := s.bar.Position().X + s.bar.thumb.Position().X; bar < x || bar >= x+thumbWidth {
				t.Errorf("the thumb stands at %v", x)
			}
			s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -10}})
			at(10 * wheel)
			s.Reveal(last)
			at(300)
			s.ToTop()
			at(0)
			press := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(5, 2)}}
			s.bar.MouseDown(press)
			s.bar.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(5, 500)}})
			s.bar.MouseUp(press)
			at(300)
			s.SetContent(Gap(10, 350), false)
			at(250)
			s.SetContent(Gap(10, 50), false)
			at(0)
			if s.bar.Visible() {
				t.Error("there is a bar where all is in view")
			}
		})
	}
}

// The thumb of a long list stands at the left in Arabic, and is taken there.
func TestTheThumbOfALongListIsMirrored(t *testing.T) {
	l := testKit(t, "ar").LongList(LongRows{Row: 20, New: func() fyne.CanvasObject { return Gap(1, 1) }, Fill: func(int, fyne.CanvasObject) {}})
	w := test.NewTempWindow(t, l)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(200, 100))
	l.SetCount(1000, true)
	if x := l.thumb.Position().X; x > thumbZone {
		t.Errorf("the thumb stands at %v", x)
	}
	l.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(196, 99)}})
	if from, _ := l.view(); from != 0 {
		t.Errorf("a press on a row scrolled to row %d", from)
	}
	l.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(4, 99)}})
	if _, to := l.view(); to != 1000 {
		t.Errorf("pressed at the bar's end: down to row %d", to)
	}
}
