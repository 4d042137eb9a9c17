package control

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tarikh.org/tarikh/ui/text"
)

// tipDelay is how long the pointer rests on a button without words before its tip
// shows.
const tipDelay = 450 * time.Millisecond

// Tips shows what a button without words does, while the pointer rests on it. Its
// Root lies over all else in the window and takes no part in what the pointer does.
type Tips struct {
	Root *fyne.Container

	timer *fyne.Animation
	over  *Button // whose tip it is, or will be
}

// NewTips makes the layer.
func NewTips() *Tips { return &Tips{Root: container.NewWithoutLayout()} }

// IconButton makes a quiet button of an icon alone; tip says in the interface's
// language what it does, and is shown while the pointer rests on it.
func (k *Kit) IconButton(icon fyne.Resource, tip string, pressed func()) *Button {
	return k.TippedButton(icon, func() string { return tip }, pressed)
}

// TippedButton is IconButton with a tip that may change.
func (k *Kit) TippedButton(icon fyne.Resource, tip func() string, pressed func()) *Button {
	b := k.Button(Quiet, "", icon, pressed)
	b.tip = tip
	return b
}

// wait shows a tip soon, if the pointer stays. Without a layer there are no tips.
func (t *Tips) wait(b *Button) {
	if t == nil || b.tip == nil || b.tip() == "" {
		return
	}
	t.hide(t.over)
	var timer *fyne.Animation
	timer = fyne.NewAnimation(tipDelay, func(done float32) {
		if done == 1 && t.timer == timer {
			t.timer = nil
			t.show(b)
		}
	})
	t.over, t.timer = b, timer
	timer.Start()
}

// hide takes a button's tip away.
func (t *Tips) hide(b *Button) {
	if t == nil || t.over != b {
		return
	}
	if t.timer != nil {
		t.timer.Stop()
	}
	t.timer, t.over = nil, nil
	if len(t.Root.Objects) > 0 {
		t.Root.Objects = nil
		t.Root.Refresh()
	}
}

// show sets the tip under the button, or over it at the foot of the window. Under a
// dialog there is nothing to show it on.
func (t *Tips) show(b *Button) {
	k := b.kit
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(b); c == nil || c.Overlays().Top() != nil {
		return
	}
	const edge, gap, side = 6, 4, 9
	tip := b.tip()
	words := k.Text(tip, text.LabelStyle{Size: SizeCaption, Lines: 1, LineHeight: 20})
	box := Stack(NewSurface(Raised, Line, 6), k.Pad(side, 3, side, 3, words))
	size := box.MinSize()
	size.Width = k.Measure(tip, SizeCaption, false) + 2*side + 2
	room, at := t.Root.Size(), driver.AbsolutePositionForObject(b).Subtract(driver.AbsolutePositionForObject(t.Root))
	x, y := at.X+(b.Size().Width-size.Width)/2, at.Y+b.Size().Height+gap
	if y+size.Height > room.Height-edge {
		y = at.Y - size.Height - gap
	}
	box.Move(fyne.NewPos(max(edge, min(x, room.Width-size.Width-edge)), y))
	box.Resize(size)
	t.Root.Objects = []fyne.CanvasObject{box}
	t.Root.Refresh()
}
