package window

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/timeline"
)

// arrangement is how the open library is looked at, nil where none is open.
func (w *Window) arrangement() *session.Arrangement {
	n := w.session.Library()
	if n == nil {
		return nil
	}
	return w.State.Arrangement(n.Library.ID)
}

// saveView asks for a name and keeps what is in view under it.
func (w *Window) saveView() {
	k, a := w.env.Kit, w.arrangement()
	if a == nil {
		return
	}
	if len(a.Views) >= session.MaxViews {
		k.Tell(w.win.Canvas(), k.T("command.view.save"), k.T("view.full"), k.T("button.ok"))
		return
	}
	lo, hi := w.strip.view().Range()
	w.askName("command.view.save", w.strip.nameOfView(), func(name string) {
		a.Keep(name, lo, hi)
		w.remember()
	})
}

// nameOfView is the time in view in words, as a first name for it.
func (s *strip) nameOfView() string {
	const tenth = 10
	v := s.line.Viewport()
	lo, hi := v.Range()
	x0, x1 := v.Plot()
	step := timeline.StepFor(v.Scale(), (x1-x0)/tenth)
	lo, hi = step.Snap(lo), step.Snap(hi)
	d, ok := step.Span(lo, max(hi, lo+1))
	if !ok {
		return ""
	}
	return s.w.env.Kit.Locale.Date(d)
}

// askName asks for a line of text; an empty one is not taken.
func (w *Window) askName(title, name string, done func(string)) {
	k := w.env.Kit
	entry := k.Entry(1, name, "")
	var d *control.Dialog
	save := func() bool {
		text := strings.TrimSpace(entry.Text())
		if text == "" {
			d.Fail(k.T("error.field.name"))
			return false
		}
		done(text)
		return true
	}
	d = k.ShowDialog(w.win.Canvas(), k.T(title), 440, control.Column(4, k.Muted(k.T("field.name")), entry),
		control.Action{Text: k.T("button.save"), Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	d.Attach(entry)
}

// goView goes to the saved view of a place in their order.
func (w *Window) goView(place int) {
	a, n := w.arrangement(), w.session.Library()
	if a == nil || place >= len(a.Views) {
		return
	}
	v := a.Views[place]
	a.Show(v, n.Tracks)
	w.strip.model()
	w.strip.line.GoTo(v.Lo, v.Hi)
	w.remember()
}

// hasView reports whether there is a saved view at a place.
func (w *Window) hasView(place int) bool {
	a := w.arrangement()
	return a != nil && place < len(a.Views)
}

// viewsMenu is what can be done with the strip as a whole: saved views first.
func (w *Window) viewsMenu(at fyne.Position) {
	k, a := w.env.Kit, w.arrangement()
	if a == nil {
		return
	}
	items := []control.Item{{Text: k.T("views.title")}}
	for i, v := range a.Views {
		items = append(items, control.Item{Text: v.Name, Key: strconv.Itoa(i + 1), Run: func() { w.goView(i) }})
	}
	items = append(items, w.toolbar.item("view.save"), w.toolbar.item("views"), control.Item{}, w.toolbar.item("strip.measure"), w.toolbar.item("tracks"))
	lock := w.toolbar.item("strip.lock")
	lock.Checked = w.State.Locked
	k.ShowMenu(w.win.Canvas(), at, append(items, lock))
}

// showViews lists the saved views to rename, reorder and delete them.
func (w *Window) showViews() {
	k, a := w.env.Kit, w.arrangement()
	if a == nil {
		return
	}
	if len(a.Views) == 0 {
		k.Tell(w.win.Canvas(), k.T("views.title"), k.T("views.none"), k.T("button.ok"))
		return
	}
	list := &listing{w: w}
	views := slices.Clone(a.Views)
	for i, v := range views {
		list.add(&listed{name: k.Entry(1, v.Name, ""), place: i})
	}
	list.row = func(r *listed, at int) fyne.CanvasObject {
		key := k.Chip(strconv.Itoa(at + 1))
		return k.Row(6, 1, key, r.name, list.button(fynetheme.MoveUpIcon(), func() { list.move(r, -1) }),
			list.button(fynetheme.MoveDownIcon(), func() { list.move(r, 1) }), list.button(fynetheme.DeleteIcon(), func() { list.remove(r) }))
	}
	list.show("views.title", 520, nil, func() bool {
		kept := make([]session.View, 0, len(list.rows))
		for _, r := range list.rows {
			v := views[r.place]
			if v.Name = strings.TrimSpace(r.name.Text()); v.Name == "" {
				list.dialog.Fail(k.T("error.field.name"))
				return false
			}
			kept = append(kept, v)
		}
		a.Views = kept
		w.remember()
		return true
	})
}
