package shell

import (
	"testing"

	"fyne.io/fyne/v2"
)

// In a window of any width what is at the start and at the end of the bar keeps to the
// room that it has there, beside the modes.
func TestTheBarHasRoom(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		w, q, _ := small(t, lang)
		f := w.life.frame
		f.lib.Read(f.lib.Snapshot().Articles[0].ID)
		q.until(t, "all modes are offered", func() bool { return f.canMode(reviewMode) })
		bar := f.toolbar.root.Objects[0].(*fyne.Container)
		for width := float32(leastWidth); width <= 1600; width += 20 {
			w.Resize(fyne.NewSize(width, 600))
			for _, part := range []int{0, 2} {
				row := bar.Objects[part].(*fyne.Container)
				for i, o := range row.Objects {
					if at := o.Position().X; o.Visible() && (at < -0.5 || at+o.Size().Width > row.Size().Width+0.5) {
						t.Errorf("%s, %g wide: object %d of part %d is from %g to %g, in %g", lang, width, i, part, at, at+o.Size().Width, row.Size().Width)
					}
				}
			}
		}
	}
}
