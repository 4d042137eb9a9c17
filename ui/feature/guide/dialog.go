package guide

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// Measures of the guide, in units.
const (
	dialogWidth, dialogHeight = 960, 640
	frameHeight               = 174 // of the dialog around its body, and of the window around it
	leastHeight               = 180
	listWidth, listShare      = 230, 0.34 // of the list: at most
	rowHeight                 = 36
)

// dialog is the open guide: the list of pages at the start side, the page beside it.
type dialog struct {
	feature *Feature
	pages   []page
	at      int // the page that is shown
	list    *control.LongList
	view    *text.View
	try     *tries
	dialog  *control.Dialog
}

func newDialog(f *Feature, pages []page) *dialog {
	h, k := f.host, f.host.Kit()
	d := &dialog{feature: f, pages: pages, at: -1}
	d.list = k.LongList(control.LongRows{
		Row:  rowHeight,
		New:  func() fyne.CanvasObject { return newRow(k) },
		Fill: func(i int, o fyne.CanvasObject) { o.(*row).show(i+1, pages[i].title) },
		Pressed: func(i int, _ control.Press) {
			d.turn(i, 0)
		},
		Moved:  func(i int, _ fyne.KeyModifier) { d.turn(i, 0) },
		Chosen: func(int) { h.Canvas.Focus(d.view) },
	})
	d.view = text.NewView(k.Typesetter, d)
	d.view.BarLeft = k.RTL()
	d.view.Still = true
	d.view.SetReading(f.setting.Reading())
	height := min(dialogHeight, max(h.Canvas.Size().Height-frameHeight, leastHeight))
	d.try = newTries(h, func() { d.dialog.Close() })
	body := control.Stack(control.Gap(1, height), container.New(sides{k.RTL()}, d.list, d.view, d.try.root))
	d.dialog = k.ShowDialog(h.Canvas, k.T("command.guide"), dialogWidth, body, control.Action{Text: k.T("button.close"), Primary: true})
	d.list.SetCount(len(pages), true)
	h.Canvas.Focus(d.list)
	return d
}

// open shows the page with a key, the first where there is none, at a heading of it.
func (d *dialog) open(key string, heading int) {
	at := 0
	for i, p := range d.pages {
		if p.key == key {
			at = i
		}
	}
	d.list.SetCurrent(at)
	d.turn(at, heading)
}

// turn shows a page, see Feature.show.
func (d *dialog) turn(i, heading int) {
	p := d.pages[i]
	d.feature.last = p.key
	if i != d.at {
		d.at = i
		d.view.SetTextWith(p.title, p.text, p.parts)
		var marks []text.Highlight
		for _, l := range p.links {
			marks = append(marks, text.Highlight{Start: l.start, End: l.end, Colour: "blue", ID: l.page})
		}
		for _, key := range p.keys {
			marks = append(marks, text.Highlight{Start: key[0], End: key[1], Colour: "slate", Quiet: true})
		}
		d.view.SetHighlights(marks)
		d.try.show(p.try)
	}
	if heading > 0 && heading <= len(p.headings) {
		d.view.Restore(p.headings[heading-1].start)
	}
}

// HighlightTapped is that of text.TextHost: it follows a link.
func (d *dialog) HighlightTapped(ids []any) { d.open(ids[0].(string), 0) }

// SelectionChanged is that of text.TextHost.
func (d *dialog) SelectionChanged(int, int) {}

// SecondaryTapped is that of text.TextHost.
func (d *dialog) SecondaryTapped([]any, int, fyne.Position) {}

// sides sets the list at the start side, and the page beside it over what can be tried.
type sides struct{ rtl bool }

func (sides) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, leastHeight) }

// Layout is Fyne's.
func (s sides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := min(listWidth, size.Width*listShare)
	list, page := float32(0), w
	if s.rtl {
		list, page = size.Width-w, 0
	}
	foot := control.HeightFor(objects[2], size.Width-w)
	for i, at := range [][4]float32{{list, 0, w, size.Height}, {page, 0, size.Width - w, size.Height - foot}, {page, size.Height - foot, size.Width - w, foot}} {
		objects[i].Move(fyne.NewPos(at[0], at[1]))
		objects[i].Resize(fyne.NewSize(at[2], at[3]))
	}
}
