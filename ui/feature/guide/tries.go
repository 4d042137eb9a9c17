package guide

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
)

// tries are the commands that a page offers to run: buttons in one line, or a button for
// a menu of them where they do not fit.
type tries struct {
	host  *feature.Host
	leave func() // closes the guide
	line  *fyne.Container
	more  *control.Button
	items []control.Item
	root  *fyne.Container
}

func newTries(h *feature.Host, leave func()) *tries {
	k := h.Kit()
	t := &tries{host: h, leave: leave, line: k.Row(8, -1)}
	t.more = k.Button(control.Outline, k.T("guide.try.more"), nil, func() { k.ShowMenu(h.Canvas, k.Over(t.more), t.items) })
	t.root = k.Pad(20, 8, 20, 0, container.New(fitting{k.RTL()}, t.line, t.more))
	return t
}

// show offers the commands with some IDs. The guide is closed before one is run.
func (t *tries) show(ids []string) {
	k := t.host.Kit()
	t.items, t.line.Objects = nil, []fyne.CanvasObject{k.Muted(k.T("guide.try"))}
	for _, id := range ids {
		item := t.host.Item(id)
		run := item.Run
		item.Run = func() {
			t.leave()
			t.host.Later(run)
		}
		t.items = append(t.items, item)
		b := k.Button(control.Outline, item.Text, nil, item.Run)
		if item.Disabled {
			b.Disable()
		}
		t.line.Add(b)
	}
	t.root.Refresh()
}

// fitting shows the first object where it fits, else the second at the start side.
type fitting struct{ rtl bool }

// MinSize is that of the second.
func (fitting) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[1].MinSize() }

// Layout is Fyne's.
func (f fitting) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	room := objects[0].MinSize()
	fits := room.Width <= size.Width
	objects[0].Hide()
	objects[1].Hide()
	o := objects[1]
	if fits {
		o = objects[0]
	} else {
		room = o.MinSize()
	}
	x := float32(0)
	if f.rtl {
		x = size.Width - room.Width
	}
	o.Move(fyne.NewPos(x, 0))
	o.Resize(room)
	o.Show()
}
