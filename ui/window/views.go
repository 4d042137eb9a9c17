package window

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/state"
)

// arrangement is how the open library is looked at, nil where none is open.
func (w *Window) arrangement() *state.Arrangement {
	n := w.session.Library()
	if n == nil {
		return nil
	}
	return w.State.Arrangement(n.Library.ID)
}

// saveView asks for a name and keeps under it the filter and the time in view, and
// which tracks are shown.
func (w *Window) saveView() {
	n, a := w.session.Library(), w.arrangement()
	if n == nil {
		return
	}
	v := data.View{ID: data.NewID(), Query: w.session.Filter().String()}
	v.Lo, v.Hi = w.strip.view().Range()
	for _, other := range n.Views {
		v.Order = max(v.Order, other.Order+1)
	}
	w.askName("command.view.save", w.strip.nameOfView(), func(name string) {
		v.Name = name
		a.Keep(v.ID)
		w.session.Do(data.Edit{Label: "edit.view.add", Views: []data.Change[data.View]{data.Insert(v)}}, nil)
		w.remember()
	})
}

// nameOfView is the time in view in words, as a first name for it.
func (s *strip) nameOfView() string {
	d, ok := s.spanInView()
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
	if !w.hasView(place) {
		return
	}
	n := w.session.Library()
	v := n.Views[place]
	w.arrangement().Show(v.ID, n.Tracks)
	w.strip.model()
	w.session.SetFilter(w.parse(v.Query, false))
	if v.Lo < v.Hi {
		w.strip.line.GoTo(v.Lo, v.Hi)
	}
	w.remember()
}

// hasView reports whether there is a saved view at a place.
func (w *Window) hasView(place int) bool {
	n := w.session.Library()
	return n != nil && place < len(n.Views)
}

// nameOfView is the name of the saved view at a place, "" if there is none.
func (w *Window) nameOfView(place int) string {
	if !w.hasView(place) {
		return ""
	}
	return w.session.Library().Views[place].Name
}

// viewsMenu is what can be done with the strip as a whole: saved views first.
func (w *Window) viewsMenu(at fyne.Position) {
	k, n := w.env.Kit, w.session.Library()
	if n == nil {
		return
	}
	items := []control.Item{{Text: k.T("views.title")}}
	for i, v := range n.Views {
		key := ""
		if i < state.ViewKeys {
			key = w.key("view." + strconv.Itoa(i+1))
		}
		items = append(items, control.Item{Text: v.Name, Key: key, Run: func() { w.goView(i) }})
	}
	items = append(items, w.toolbar.item("view.save"), w.toolbar.item("views"), control.Item{}, w.toolbar.item("strip.measure"), w.toolbar.item("tracks"))
	lock := w.toolbar.item("strip.lock")
	lock.Checked = w.State.Locked
	k.ShowMenu(w.win.Canvas(), at, append(items, lock))
}

// showViews lists the saved views to rename, reorder and delete them.
func (w *Window) showViews() {
	k, n := w.env.Kit, w.session.Library()
	if n == nil {
		return
	}
	if len(n.Views) == 0 {
		k.Tell(w.win.Canvas(), k.T("views.title"), k.T("views.none"), k.T("button.ok"))
		return
	}
	list := &listing{w: w}
	views := n.Views
	for i, v := range views {
		list.add(&listed{name: k.Entry(1, v.Name, ""), place: i})
	}
	list.row = func(r *listed, at int) fyne.CanvasObject {
		key := k.Chip(strconv.Itoa(at + 1))
		return k.Row(6, 1, key, r.name, list.button(fynetheme.MoveUpIcon(), func() { list.move(r, -1) }),
			list.button(fynetheme.MoveDownIcon(), func() { list.move(r, 1) }), list.button(fynetheme.DeleteIcon(), func() { list.remove(r) }))
	}
	list.show("views.title", 520, nil, func() bool {
		edit := data.Edit{Label: "edit.view.change"}
		kept := map[data.ID]bool{}
		for order, r := range list.rows {
			v := views[r.place]
			kept[v.ID] = true
			after := v
			after.Name, after.Order = strings.TrimSpace(r.name.Text()), order
			if after.Name == "" {
				list.dialog.Fail(k.T("error.field.name"))
				return false
			}
			if after != v {
				edit.Views = append(edit.Views, data.Update(v, after))
			}
		}
		for _, v := range views {
			if !kept[v.ID] {
				edit.Views = append(edit.Views, data.Delete(v))
			}
		}
		if !edit.Empty() {
			w.session.Do(edit, nil)
		}
		return true
	})
}
