package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
)

// pane is the review: the candidate that is shown above, with all that can be done with
// it, and the list of all below.
type pane struct {
	*view
	list     *list
	now      fyne.CanvasObject // in the head
	body     *fyne.Container
	writable bool // as its buttons show
}

func newPane(a actions) *pane {
	v := newView(a)
	p := &pane{view: v, list: newList(v), body: control.Stack()}
	p.build()
	return p
}

// follow shows what a change of the library concerns beside the proposals: the tracks,
// and whether anything can be done.
func (p *pane) follow(c library.Change) {
	if c.Kind == library.Edited && c.Has(data.KindTrack) || c.Kind == library.SavingChanged && p.writable != p.host.Library.Writable() {
		p.show()
	}
}

// told follows the model.
func (p *pane) told(c Change) {
	switch c {
	case ProposalsChanged:
		p.build()
	case CandidateShown:
		p.show()
	}
}

// focus gives the keyboard to the list.
func (p *pane) focus() { p.host.Canvas.Focus(p.list.rows) }

// build shows what the article proposes.
func (p *pane) build() {
	k, left := p.kit, p.model.left
	p.list.rows.SetCount(p.list.count(), false) // before anything fills its rows again
	switch {
	case left == nil:
		p.say(k.Muted(k.T("found.looking")))
	case p.list.count() == 0:
		p.say(nothing(k, left))
	default:
		p.body.Objects = []fyne.CanvasObject{container.New(headed{p}, p.head, p.list.rows)}
		p.show()
	}
}

// say shows words instead of the list.
func (p *pane) say(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{container.NewBorder(p.kit.Pad(22, 22, 22, 22, o), nil, nil, nil)}
	p.body.Refresh()
}

// show shows the candidate that is shown, or what the list is.
func (p *pane) show() {
	if p.list.count() == 0 {
		return
	}
	p.writable = p.host.Library.Writable()
	c, at := p.model.shown()
	if p.list.rows.Current() != at {
		p.list.rows.SetCurrent(at)
	}
	p.list.rows.Update()
	if c != nil {
		p.now = p.card(*c, at)
	} else {
		p.now = p.overview(p.begin)
	}
	p.head.SetContent(p.now, true)
	p.body.Refresh()
}

// begin shows the first candidate.
func (p *pane) begin() {
	p.model.showAt(0)
	p.focus()
}

// headed sets the head, in the height that it needs, over the list, which takes the
// rest and keeps some room where the head is high: then that scrolls.
type headed struct{ p *pane }

// leastList is the least height of the list, in units.
const leastList = 1.5 * rowHeight

func (headed) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

func (l headed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := min(control.HeightFor(l.p.now, size.Width), max(size.Height-leastList, 0))
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width, h))
	objects[1].Move(fyne.NewPos(0, h))
	objects[1].Resize(fyne.NewSize(size.Width, max(size.Height-h, 0)))
}
