package timeline

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// fillTime is how long the disc of a proposal that is accepted takes to fill.
const fillTime = 120 * time.Millisecond

// filling is the proposals whose discs fill just now. The zero filling is none.
type filling struct {
	running *fyne.Animation
	events  []data.ID
	part    float32 // 0 to 1
}

// newlyAccepted are the proposals that a model has accepted since the one before.
func newlyAccepted(before, now Model) (events []data.ID) {
	if before.Found == nil || now.Found == nil {
		return nil
	}
	for e, mark := range now.Found.Marks {
		if mark.State != scene.FoundAccepted {
			continue
		}
		id := now.Index.ID(e)
		if old := before.Index.Find(id); old >= 0 && before.Found.Marks[old].State == scene.FoundOpen {
			events = append(events, id)
		}
	}
	return events
}

// fill lets the discs of proposals fill, in place of those that still do; at once where
// animations are off.
func (t *mover) fill(events []data.ID) {
	if len(events) == 0 {
		return
	}
	if t.filling.running != nil {
		t.filling.running.Stop()
	}
	t.filling = filling{}
	if !t.animates() {
		return
	}
	var a *fyne.Animation
	a = fyne.NewAnimation(fillTime, func(p float32) {
		if t.filling.running != a {
			return
		}
		if t.filling.part = p; p >= 1 {
			t.filling = filling{}
		}
		t.invalidate()
	})
	a.Curve = fyne.AnimationLinear
	t.filling = filling{running: a, events: events}
	t.start(a)
}

// filled is how far the disc of an event is filled.
func (t *board) filled(event int) float32 {
	if slices.Contains(t.filling.events, t.model.Index.ID(event)) {
		return t.filling.part
	}
	return 1
}
