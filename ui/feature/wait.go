package feature

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// progressDelay is how long work may take before its progress is shown.
const progressDelay = 400 * time.Millisecond

// task is work on another goroutine that the reader waits for: after a moment a dialog
// shows its progress, and lets it be cancelled.
type task struct {
	h      *Host
	title  string
	cancel context.CancelFunc
	dialog *control.Dialog
	bar    *progressBar
	over   bool
	done   float64 // 0 to 1
}

// Wait runs work on another goroutine and done on the interface's goroutine with the
// result; work reports its progress, 0 to 1.
func (h *Host) Wait(title string, work func(ctx context.Context, tell func(float64)) error, done func(error)) {
	ctx, cancel := context.WithCancel(context.Background())
	t := &task{h: h, title: title, cancel: cancel}
	timer := time.AfterFunc(progressDelay, func() { h.Post(t.show) })
	go func() {
		var told time.Time
		err := work(ctx, func(part float64) {
			const often = 60 * time.Millisecond
			if now := time.Now(); now.Sub(told) >= often {
				told = now
				h.Post(func() { t.tell(part) })
			}
		})
		h.Post(func() {
			timer.Stop()
			cancel()
			t.over = true
			if t.dialog != nil {
				t.dialog.Close()
			}
			done(err)
		})
	}()
}

func (t *task) show() {
	if t.over {
		return
	}
	k := t.h.Kit()
	t.bar = newProgressBar(k)
	t.bar.set(t.done)
	t.dialog = k.ShowDialog(t.h.Canvas, t.title, 420, t.bar.root,
		control.Action{Text: k.T("button.cancel"), Run: func() bool { return true }})
	t.dialog.OnClosed(func() {
		if !t.over {
			t.cancel()
		}
	})
}

func (t *task) tell(part float64) {
	t.done = part
	if t.bar != nil {
		t.bar.set(part)
	}
}

// progressBar is a bar that fills from the reading-start side, with its percents.
type progressBar struct {
	k     *control.Kit
	part  float32
	fill  *control.Surface
	words *text.Label
	root  *fyne.Container
}

const progressHeight = 6

func newProgressBar(k *control.Kit) *progressBar {
	b := &progressBar{k: k, fill: control.NewBar(control.Accent, 1, progressHeight, progressHeight/2), words: k.Muted("")}
	track := control.NewBar(control.Chips, 1, progressHeight, progressHeight/2)
	bar := &fyne.Container{Layout: progressLayout{b}, Objects: []fyne.CanvasObject{track, b.fill}}
	b.root = control.Column(8, bar, b.words)
	return b
}

func (b *progressBar) set(part float64) {
	b.part = float32(max(0, min(part, 1)))
	b.words.SetText(b.k.Locale.Percent(int(b.part * 100)))
	b.root.Refresh()
}

type progressLayout struct{ b *progressBar }

func (l progressLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(1, progressHeight)
}

func (l progressLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
	width := size.Width * l.b.part
	x := float32(0)
	if l.b.k.RTL() {
		x = size.Width - width
	}
	objects[1].Move(fyne.NewPos(x, 0))
	objects[1].Resize(fyne.NewSize(width, size.Height))
}
