package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// headHeight and footHeight are those of the lines around the list, in units.
const headHeight, footHeight = 40, 40

// pane is the review: the list of all candidates, in which the one that is shown is open
// with all that can be done with it.
type pane struct {
	*view
	list     *list
	writable bool // as its buttons show
}

func newPane(a actions) *pane {
	v := newView(a)
	p := &pane{view: v, list: newList(v)}
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
func (p *pane) focus() { p.host.Canvas.Focus(p.list.Rows) }

// build shows what the article proposes.
func (p *pane) build() {
	k, left := p.kit, p.model.left
	switch {
	case left == nil:
		p.list.show(nil)
		p.say(k.Muted(k.T("found.looking")))
	case len(p.model.items) == 0 && p.model.unlikely == 0:
		p.list.show(nil)
		p.say(nothing(k, left))
	default:
		p.show()
	}
}

// say shows words instead of the list.
func (p *pane) say(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{container.NewBorder(p.kit.Pad(22, 22, 22, 22, o), nil, nil, nil)}
	p.body.Refresh()
}

// show shows the list with the candidate that is shown, or what the list is.
func (p *pane) show() {
	if p.model.left == nil || len(p.model.items) == 0 && p.model.unlikely == 0 {
		return
	}
	p.writable = p.host.Library.Writable()
	top := control.Column(0, p.head(), control.HLine())
	var open fyne.CanvasObject
	if c, _ := p.model.shown(); c != nil {
		open = p.card(*c)
	} else {
		top.Add(p.overview())
	}
	p.list.show(open)
	p.body.Objects = []fyne.CanvasObject{container.NewBorder(top, control.Column(0, control.HLine(), p.foot()), nil, nil, p.list.Root)}
	p.body.Refresh()
}

// head names the list, and says what it leaves out.
func (p *pane) head() fyne.CanvasObject {
	k, m := p.kit, p.model
	parts := []control.Part{
		control.Goes(3, k.Text(k.T("found.title"), text.LabelStyle{Bold: true, Lines: 1, LineHeight: 22})),
		control.Goes(4, p.quiet(k.T("found.order", "n", k.Locale.Count(len(m.items))))),
		{},
	}
	switch {
	case m.unlikely > 0:
		parts = append(parts, control.Stays(k.Button(control.Quiet, k.Locale.TN("found.unlikely.show", m.unlikely), nil, func() { m.showUnlikely(true) })))
	case m.showing:
		parts = append(parts, control.Stays(k.Button(control.Quiet, k.T("found.unlikely.hide"), nil, func() { m.showUnlikely(false) })))
	}
	return control.Stack(control.Gap(0, headHeight), k.Pad(18, 0, 8, 0, k.Roomy(10, parts...)))
}

// foot has the keys that are not on buttons, and what takes all that are sure.
func (p *pane) foot() fyne.CanvasObject {
	k := p.kit
	hint := func(key, words string, goes int) control.Part {
		return control.Goes(goes, k.Row(6, -1, k.KeyChip(key), p.quiet(k.T(words))))
	}
	parts := []control.Part{hint("J", "found.key.next", 3), hint("K", "found.key.back", 3), hint("Ctrl+Z", "found.key.undo", 4), {}}
	if n := len(p.sure()); n > 0 && p.host.Library.Writable() {
		parts = append(parts,
			control.Stays(k.Button(control.Quiet, k.Locale.TN("found.all.sure", n), nil, p.acceptSure)),
			control.Goes(2, k.KeyChip("Shift+A")))
	}
	return control.Stack(control.Gap(0, footHeight), k.Pad(14, 0, 10, 0, k.Roomy(12, parts...)))
}

// quiet is small muted text of one line.
func (v *view) quiet(words string) *text.Label {
	return v.kit.Text(words, text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder})
}
