package strip

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/timeline"
)

// measureBar is the row of buttons below the words of a measured span.
type measureBar struct {
	host     *feature.Host
	notes    Notes
	line     *timeline.Timeline
	root     *fyne.Container
	annotate *control.Button
}

func newMeasureBar(h *feature.Host, notes Notes, line *timeline.Timeline) *measureBar {
	b := &measureBar{host: h, notes: notes, line: line, root: control.Stack()}
	b.root.Hide()
	return b
}

// relocale makes the buttons in the language in use.
func (b *measureBar) relocale() {
	k := b.host.Kit()
	b.annotate = k.Button(control.Quiet, k.T("measure.note"), nil, func() {
		if d, ok := b.line.MeasuredDate(); ok {
			d, _ = b.host.Library.Axis().Made(d)
			b.notes.Begin(data.Annotation{Span: d})
		}
	})
	zoom := k.Button(control.Quiet, k.T("measure.zoom"), nil, func() {
		if lo, hi, ok := b.line.Measured(); ok {
			b.line.ShowSpan(lo, hi)
		}
	})
	stop := k.IconButton(fynetheme.CancelIcon(), k.T("button.cancel"), func() { b.line.Cancel() })
	b.root.Objects = []fyne.CanvasObject{control.NewSurface(control.Raised, control.Line, 8), k.Pad(3, 2, 3, 2, k.Row(2, -1, zoom, b.annotate, stop))}
	b.place()
}

// place puts the bar where a span is measured; where none is, it hides it.
func (b *measureBar) place() {
	x, y, ok := b.line.MeasuredAt()
	if !ok {
		b.root.Hide()
		return
	}
	if b.host.Library.Writable() {
		b.annotate.Enable()
	} else {
		b.annotate.Disable()
	}
	const gap = 6
	size := b.root.MinSize()
	b.root.Resize(size)
	b.root.Move(fyne.NewPos(min(max(x-size.Width/2, gap), max(b.line.Size().Width-size.Width-gap, gap)), y+gap))
	b.root.Show()
	b.root.Refresh()
}

// over is a layout: the timeline in full size, and the bar over it at its place.
func (b *measureBar) over() *fyne.Container { return container.New(barLayout{b}, b.line, b.root) }

type barLayout struct{ bar *measureBar }

func (l barLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	l.bar.place()
}

func (barLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
