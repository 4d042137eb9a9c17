package window

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
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
	v.Lo, v.Hi = w.strip.Line().Viewport().Range()
	for _, other := range n.Views {
		v.Order = max(v.Order, other.Order+1)
	}
	w.host.AskName("command.view.save", w.strip.NameOfView(), func(name string) {
		v.Name = name
		a.Keep(v.ID)
		w.session.Do(data.Edit{Label: "edit.view.add", Views: []data.Change[data.View]{data.Insert(v)}}, nil)
		w.remember()
	})
}

// goView goes to the saved view of a place in their order.
func (w *Window) goView(place int) {
	if !w.hasView(place) {
		return
	}
	n := w.session.Library()
	v := n.Views[place]
	w.arrangement().Show(v.ID, n.Tracks)
	w.strip.Update()
	w.session.SetFilter(w.parse(v.Query, false))
	if v.Lo < v.Hi {
		w.strip.Line().GoTo(v.Lo, v.Hi)
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
	type none struct{}
	list := feature.NewOrderedList(w.host, func(list *feature.OrderedList[none], r *feature.OrderedRow[none], at int) fyne.CanvasObject {
		key := k.Chip(strconv.Itoa(at + 1))
		return k.Row(6, 1, key, r.Name, list.Button(fynetheme.MoveUpIcon(), func() { list.Move(r, -1) }),
			list.Button(fynetheme.MoveDownIcon(), func() { list.Move(r, 1) }), list.Button(fynetheme.DeleteIcon(), func() { list.Remove(r) }))
	})
	views := n.Views
	for i, v := range views {
		list.Add(&feature.OrderedRow[none]{Name: k.Entry(1, v.Name, ""), Place: i})
	}
	list.Show("views.title", 520, nil, func() bool {
		edit := data.Edit{Label: "edit.view.change"}
		kept := map[data.ID]bool{}
		for order, r := range list.Rows {
			v := views[r.Place]
			kept[v.ID] = true
			after := v
			after.Name, after.Order = strings.TrimSpace(r.Name.Text()), order
			if after.Name == "" {
				list.Dialog.Fail(k.T("error.field.name"))
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

// viewCommands are the actions on saved views, which have the keys 1 to 9.
func (w *Window) viewCommands(open, writable func() bool) []command.Command {
	commands := []command.Command{
		{ID: "view.save", Title: "command.view.save", Keys: []command.Key{command.Plain(fyne.KeyB)}, Enabled: writable, Run: w.saveView},
		{ID: "views", Title: "command.views", Keys: []command.Key{command.Ctrl(fyne.KeyB)}, Enabled: open, Run: w.showViews},
	}
	for place := range state.ViewKeys {
		digit := strconv.Itoa(place + 1)
		commands = append(commands, command.Command{
			ID: "view." + digit, Title: "command.view.go", Keys: []command.Key{command.Plain(fyne.KeyName(digit))},
			Detail: func() string { return w.nameOfView(place) }, Enabled: func() bool { return w.hasView(place) }, Run: func() { w.goView(place) },
		})
	}
	return commands
}
