package feature

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// OrderedList is a dialog with a list of named items that can be reordered. Nothing of
// it takes effect before it is saved. T is what a line has in addition to its name; it
// is compared to know whether anything has changed.
type OrderedList[T comparable] struct {
	Rows   []*OrderedRow[T]
	Dialog *control.Dialog
	host   *Host
	row    func(r *OrderedRow[T], at int) fyne.CanvasObject
	body   *fyne.Container
	scroll *control.Scroll
}

// OrderedRow is a line of it.
type OrderedRow[T comparable] struct {
	Name  *control.Entry
	Place int // in the list as it was opened, -1 for a new one
	Held  T
}

// NewOrderedList returns a list without lines; row draws one.
func NewOrderedList[T comparable](h *Host, row func(l *OrderedList[T], r *OrderedRow[T], at int) fyne.CanvasObject) *OrderedList[T] {
	l := &OrderedList[T]{host: h}
	l.row = func(r *OrderedRow[T], at int) fyne.CanvasObject { return row(l, r, at) }
	return l
}

// listHeight is how high the list grows before it scrolls, lineHeight how high a line is, in units.
const listHeight, lineHeight = 400, 42

// Add adds a line at the end.
func (l *OrderedList[T]) Add(r *OrderedRow[T]) { l.Rows = append(l.Rows, r) }

// Button is a small button of a line.
func (l *OrderedList[T]) Button(icon fyne.Resource, pressed func()) *control.Button {
	return l.host.Kit().Button(control.Quiet, "", icon, pressed)
}

// Move takes a line up (-1) or down (1).
func (l *OrderedList[T]) Move(r *OrderedRow[T], by int) {
	at := slices.Index(l.Rows, r)
	if to := at + by; to >= 0 && to < len(l.Rows) {
		l.Rows[at], l.Rows[to] = l.Rows[to], l.Rows[at]
		l.Refill()
	}
}

// Remove takes a line out.
func (l *OrderedList[T]) Remove(r *OrderedRow[T]) {
	l.Rows = slices.DeleteFunc(l.Rows, func(other *OrderedRow[T]) bool { return other == r })
	l.Refill()
}

// Refill lays the lines out again after a change.
func (l *OrderedList[T]) Refill() {
	column := control.Column(6)
	for i, r := range l.Rows {
		column.Add(l.row(r, i))
	}
	l.scroll.SetContent(column, false)
	l.body.Objects[0] = control.Gap(1, min(float32(len(l.Rows))*lineHeight, listHeight))
	l.body.Refresh()
	if l.Dialog != nil {
		l.Dialog.Refit()
	}
}

// Show opens the dialog; below stands under the list and may be nil.
func (l *OrderedList[T]) Show(title string, width float32, below fyne.CanvasObject, save func() bool) {
	k := l.host.Kit()
	l.scroll = k.Scroll()
	l.body = control.Stack(control.Gap(1, 1), l.scroll)
	body := control.Column(10, l.body)
	if below != nil {
		body.Add(below)
	}
	l.Refill()
	l.Dialog = k.ShowDialog(l.host.Canvas, k.T(title), width, body,
		control.Action{Text: k.T("button.save"), Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	before := l.state()
	l.host.Guard(l.Dialog, func() bool { return !slices.Equal(before, l.state()) })
	l.Attach()
}

// state is all that the dialog can change, to know whether it has.
func (l *OrderedList[T]) state() []orderedState[T] {
	states := make([]orderedState[T], len(l.Rows))
	for i, r := range l.Rows {
		states[i] = orderedState[T]{r.Name.Text(), r.Place, r.Held}
	}
	return states
}

type orderedState[T comparable] struct {
	name  string
	place int
	held  T
}

// Attach lets the entries close and save the dialog.
func (l *OrderedList[T]) Attach() {
	var entries []*control.Entry
	for _, r := range l.Rows {
		entries = append(entries, r.Name)
	}
	if len(entries) > 0 {
		l.Dialog.Attach(entries...)
	}
}

// AskName asks for a line of text, offering one to type over; an empty one is not taken.
func (h *Host) AskName(title, name string, done func(string)) {
	k := h.Kit()
	entry := k.Entry(1, name, "")
	var d *control.Dialog
	save := func() bool {
		written := strings.TrimSpace(entry.Text())
		if written == "" {
			d.Fail(k.T("error.field.name"))
			return false
		}
		done(written)
		return true
	}
	d = k.ShowDialog(h.Canvas, k.T(title), 440, control.Column(4, k.Muted(k.T("field.name")), entry),
		control.Action{Text: k.T("button.save"), Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	d.Attach(entry)
	entry.Do(text.SelectAll)
}
