package palette

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// row is a heading (without run) or something to run.
type row struct {
	text, detail, key string
	spans             [][2]int // of text, that fit what was typed
	colour            string
	own               bool // text is the interface's own words
	off               bool // cannot run now
	run               func()
}

// face shows one row.
type face struct {
	widget.BaseWidget
	kit                *control.Kit
	title, detail, key *text.Label
	chip               *control.Surface
	dot                *control.Surface
	heading, coloured  bool
	box                *fyne.Container
}

func newFace(k *control.Kit) *face {
	f := &face{kit: k, chip: control.NewSurface(control.Chips, control.None, 6), dot: control.NewBar(control.None, 9, 9, 4.5)}
	f.title = k.Text("", text.LabelStyle{Lines: 1, LineHeight: 22, Shrink: true})
	f.detail = k.Text("", text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 22, Shrink: true, Colour: fynetheme.ColorNamePlaceHolder})
	f.key = k.Keys("", text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder})
	f.box = &fyne.Container{Layout: rowLayout{f}, Objects: []fyne.CanvasObject{f.chip, f.dot, f.title, f.detail, f.key}}
	f.ExtendBaseWidget(f)
	return f
}

// show shows a row.
func (f *face) show(r row) {
	k := f.kit
	f.heading = r.run == nil
	style := text.LabelStyle{Size: control.SizeText, Lines: 1, LineHeight: 22, Shrink: true, Align: k.Start(), Marks: !r.own}
	if r.own {
		style.Base = k.Direction()
	}
	switch {
	case f.heading:
		style.Size, style.Bold, style.Colour = control.SizeCaption, true, fynetheme.ColorNamePlaceHolder
	case r.off:
		style.Colour = fynetheme.ColorNameDisabled
	}
	f.title.SetText(r.text)
	f.title.SetStyle(style)
	var marks []text.Span
	for _, s := range r.spans {
		if s[1] <= len(r.text) {
			marks = append(marks, text.Span{Start: s[0], End: s[1], Ink: fynetheme.ColorNameHyperlink})
		}
	}
	if r.off {
		marks = nil
	}
	f.title.SetSpans(marks)
	f.detail.SetText(r.detail)
	f.key.SetText(r.key)
	f.coloured = r.colour != ""
	f.dot.Set(control.None, control.None)
	if f.coloured {
		f.dot.Set(control.Mark(r.colour), control.None)
	}
	rowLayout{f}.Layout(nil, f.Size())
}

// CreateRenderer is Fyne's.
func (f *face) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }

// rowLayout lays a row out from the reading-start side: dot, title, detail, and
// the key at the end.
type rowLayout struct{ f *face }

// MinSize is Fyne's.
func (rowLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(10, 10) }

// Layout is Fyne's.
func (l rowLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	const side, gap, chipSide = 14, 10, 8
	f := l.f
	rtl := f.kit.RTL()
	put := func(o fyne.CanvasObject, start, width, height float32) {
		x := start
		if rtl {
			x = size.Width - start - width
		}
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		o.Resize(fyne.NewSize(max(width, 0), height))
	}
	end := size.Width - side
	if key := f.key.MinSize(); f.heading || key.Width == 0 {
		f.key.Hide()
		f.chip.Hide()
	} else {
		f.key.Show()
		f.chip.Show()
		put(f.key, end-chipSide-key.Width, key.Width, 20)
		put(f.chip, end-2*chipSide-key.Width, key.Width+2*chipSide, 22)
		end -= key.Width + 2*chipSide + gap
	}
	start := float32(side)
	if f.coloured {
		put(f.dot, start, 9, 9)
		start += 9 + gap
	}
	natural := f.kit.Measure(f.title.Text(), control.SizeText, false) + 2
	title := min(natural, end-start)
	if f.detail.Text() != "" {
		title = min(natural, max((end-start)*0.62, end-start-260))
	}
	put(f.title, start, title, 22)
	if rest := end - start - title - gap; f.detail.Text() != "" && rest > 30 {
		f.detail.Show()
		put(f.detail, start+title+gap, rest, 22)
	} else {
		f.detail.Hide()
	}
}
