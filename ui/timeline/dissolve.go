package timeline

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
)

// dissolveTime is how long another layout takes to replace the one before.
const dissolveTime = 300 * time.Millisecond

// dissolve is the picture of an earlier layout that goes away. The zero dissolve is none.
type dissolve struct {
	running *fyne.Animation
	before  *image.RGBA
	share   uint32 // what is left of it, of 256
}

// Dissolve lets what is shown now go away softly while what comes next is shown, as where
// all events move at once; at once where animations are off.
func (t *Timeline) Dissolve() {
	t.undissolve()
	now := t.strip.picture
	if now == nil || !t.animates() {
		return
	}
	t.gone = dissolve{before: image.NewRGBA(now.Rect), share: 256}
	copy(t.gone.before.Pix, now.Pix)
	var a *fyne.Animation
	a = fyne.NewAnimation(dissolveTime, func(p float32) {
		if t.gone.running != a {
			return
		}
		if t.gone.share = uint32(256 * (1 - min(max(p, 0), 1))); p >= 1 {
			t.gone = dissolve{}
		}
		t.strip.repaint()
	})
	a.Curve = easeOut
	t.gone.running = a
	t.start(a)
}

// undissolve ends it.
func (t *Timeline) undissolve() {
	if t.gone.running != nil {
		t.gone.running.Stop()
		t.gone = dissolve{}
	}
}

// paintStrip draws the strip under what is left of the layout before.
func (t *Timeline) paintStrip(img *image.RGBA, scale float32) (unfinished bool) {
	unfinished = t.drawStrip(img, scale)
	if old := t.gone.before; old != nil && old.Rect == img.Rect {
		k := t.gone.share
		for i, was := range old.Pix {
			img.Pix[i] = byte((uint32(was)*k + uint32(img.Pix[i])*(256-k)) >> 8)
		}
	}
	return unfinished
}
