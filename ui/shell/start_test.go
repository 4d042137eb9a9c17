package shell

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// The first frame is told once, and on a machine so slow that each tick comes after the
// animation's time as well.
func TestFirstFrameIsTold(t *testing.T) {
	test.NewTempApp(t)
	told := 0
	a := afterFrame(func() { told++ })
	if a.RepeatCount != fyne.AnimationRepeatForever {
		t.Error("it may end before the second tick")
	}
	for ticks, want := range []int{0, 1, 1} {
		if a.Tick(1); told != want {
			t.Errorf("told %d times after tick %d, want %d", told, ticks+1, want)
		}
	}
}
