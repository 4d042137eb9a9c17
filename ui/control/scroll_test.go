package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/ui/input"
)

// A scroller of 200 by 100 units with 400 of content, whose bar is where lines
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
			if x := s.bar.Position().X + s.bar.thumb.Position().X; bar < x || bar >= x+6 {
				t.Errorf("the thumb stands at %v", x)
			}
			s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -10}})
			at(10 * input.Wheel)
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

// What was just put in is shown, although no canvas knows of it yet: the driver
// says that it is at 0, 0.
func TestRevealOfWhatIsNotDrawn(t *testing.T) {
	s := testKit(t, "en").Scroll()
	s.Resize(fyne.NewSize(200, 100)) // in no window
	cards := make([]fyne.CanvasObject, 6)
	for i := range cards {
		cards[i] = Gap(10, 60)
	}
	inner := Column(0, Gap(10, 20), cards[5])
	s.SetContent(testKit(t, "en").Pad(0, 10, 0, 10, Column(10, append(cards[:5:5], inner)...)), true)
	if at := fyne.CurrentApp().Driver().AbsolutePositionForObject(cards[3]); at != (fyne.Position{}) {
		t.Fatalf("the driver knows the place of a card that is in no window: %v", at)
	}
	at := func(want float32) {
		t.Helper()
		if y := -s.content.Position().Y; y != want {
			t.Errorf("scrolled to %v, want %v", y, want)
		}
	}
	s.Reveal(cards[3]) // 220 to 280, with an edge of 12 below
	at(192)
	s.Reveal(cards[5]) // 380 to 440
	at(350)
	s.Reveal(cards[1]) // 80 to 140, with an edge of 12 above
	at(68)
	s.Reveal(Gap(1, 1)) // in no content
	at(68)
}

// The thumb of a long list is at the left in Arabic, and is taken there.
func TestTheThumbOfALongListIsMirrored(t *testing.T) {
	l := testKit(t, "ar").LongList(LongRows{Row: 20, New: func() fyne.CanvasObject { return Gap(1, 1) }, Fill: func(int, fyne.CanvasObject) {}})
	w := test.NewTempWindow(t, l)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(200, 100))
	l.SetCount(1000, true)
	if x := l.thumb.Position().X; x > input.BarZone {
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
