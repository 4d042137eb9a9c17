package window

import (
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
)

// listing is a dialog with a list of named things that can be put in order.
// Nothing of it takes effect before it is saved.
type listing struct {
	w      *Window
	rows   []*listed
	row    func(r *listed, at int) fyne.CanvasObject
	body   *fyne.Container
	scroll *control.Scroll
	dialog *control.Dialog
}

// listed is a line of it.
type listed struct {
	name  *control.Entry
	place int // among the things that the list was made of, -1 for a new one
	// Of tracks alone:
	colour            string
	hidden, collapsed bool
}

// listHeight is how high the list grows before it scrolls, in units.
const listHeight, listedHeight = 400, 42

func (l *listing) add(r *listed) { l.rows = append(l.rows, r) }

func (l *listing) button(icon fyne.Resource, pressed func()) *control.Button {
	return l.w.env.Kit.Button(control.Quiet, "", icon, pressed)
}

// move takes a line up (-1) or down (1).
func (l *listing) move(r *listed, by int) {
	at := slices.Index(l.rows, r)
	if to := at + by; to >= 0 && to < len(l.rows) {
		l.rows[at], l.rows[to] = l.rows[to], l.rows[at]
		l.refill()
	}
}

func (l *listing) remove(r *listed) {
	l.rows = slices.DeleteFunc(l.rows, func(other *listed) bool { return other == r })
	l.refill()
}

// refill lays the lines out anew after a change.
func (l *listing) refill() {
	column := control.Column(6)
	for i, r := range l.rows {
		column.Add(l.row(r, i))
	}
	l.scroll.SetContent(column, false)
	l.body.Objects[0] = control.Gap(1, min(float32(len(l.rows))*listedHeight, listHeight))
	l.body.Refresh()
	if l.dialog != nil {
		l.dialog.Refit()
	}
}

// show opens the dialog; below stands under the list and may be nil.
func (l *listing) show(title string, width float32, below fyne.CanvasObject, save func() bool) {
	k := l.w.env.Kit
	l.scroll = k.Scroll()
	l.body = control.Stack(control.Gap(1, 1), l.scroll)
	body := control.Column(10, l.body)
	if below != nil {
		body.Add(below)
	}
	l.refill()
	l.dialog = k.ShowDialog(l.w.win.Canvas(), k.T(title), width, body,
		control.Action{Text: k.T("button.save"), Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	before := l.state()
	l.w.env.Host.Guard(l.dialog, func() bool { return !slices.Equal(before, l.state()) })
	l.attach()
}

// state is all that the dialog can change, to know whether it has.
func (l *listing) state() []listedState {
	states := make([]listedState, len(l.rows))
	for i, r := range l.rows {
		states[i] = listedState{r.name.Text(), r.colour, r.place, r.hidden, r.collapsed}
	}
	return states
}

type listedState struct {
	name, colour      string
	place             int
	hidden, collapsed bool
}

// attach lets the entries close and save the dialog.
func (l *listing) attach() {
	var entries []*control.Entry
	for _, r := range l.rows {
		entries = append(entries, r.name)
	}
	if len(entries) > 0 {
		l.dialog.Attach(entries...)
	}
}
