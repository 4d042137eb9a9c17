// Package views is the saved views of a library: what the filter leaves, a span of time
// and which tracks are shown, under a name.
//
// The one idea behind it: the filter and the time are part of the library, for everybody
// who opens it; which tracks are shown is how one person looks at it, and is kept in this
// person's state.
package views

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/state"
)

// Timeline is the strip over the lists.
type Timeline interface {
	Range() (lo, hi int64)          // the time in view, in Unix seconds
	SpanInView() (dates.Date, bool) // the same as a date; false where no date says it
	GoTo(lo, hi int64)              // shows a span of time
	Update()                        // the tracks are shown in another way, by the state
}

// Feature is the saved views.
type Feature struct {
	host     *feature.Host
	timeline Timeline
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, t Timeline) *Feature { return &Feature{host: h, timeline: t} }

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}

// Commands are those of feature.Feature. The first views have the keys 1 to 9.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	open := func() bool { return l.Snapshot() != nil }
	commands := []command.Command{
		{ID: "view.save", Title: "command.view.save", Keys: []command.Key{command.Plain(fyne.KeyB)}, Enabled: l.Writable, Run: f.save},
		{ID: "filter.save", Title: "command.filter.save", Enabled: func() bool { return l.Writable() && !l.Filter().Empty() }, Run: f.save},
		{ID: "views", Title: "command.views", Keys: []command.Key{command.Ctrl(fyne.KeyB)}, Enabled: open, Run: func() { f.showList() }},
	}
	for at := range state.ViewKeys {
		digit := strconv.Itoa(at + 1)
		commands = append(commands, command.Command{
			ID: "view." + digit, Title: "command.view.go", Keys: []command.Key{command.Plain(fyne.KeyName(digit))},
			Detail: func() string { return f.nameAt(at) }, Enabled: func() bool { return at < len(f.saved()) },
			Run: func() { f.goTo(f.saved()[at]) },
		})
	}
	return commands
}

// Items go to the saved views, for a menu.
func (f *Feature) Items() []control.Item {
	items := []control.Item{{Text: f.host.Kit().T("views.title")}}
	for i, v := range f.saved() {
		item := control.Item{Text: v.Name, Run: func() { f.goTo(v) }}
		if i < state.ViewKeys {
			item.Key = f.host.Key("view." + strconv.Itoa(i+1))
		}
		items = append(items, item)
	}
	return items
}

// saved are the views of the open library, in order.
func (f *Feature) saved() []data.View {
	if n := f.host.Library.Snapshot(); n != nil {
		return n.Views
	}
	return nil
}

// nameAt is the name of the view at a place in their order, "" if there is none.
func (f *Feature) nameAt(at int) string {
	if saved := f.saved(); at < len(saved) {
		return saved[at].Name
	}
	return ""
}

// save asks for a name and keeps under it the filter and the time in view, and which
// tracks are shown.
func (f *Feature) save() {
	h := f.host
	a := f.host.Arrangement()
	v := data.View{ID: data.NewID(), Query: h.Library.Filter().String()}
	v.Lo, v.Hi = f.timeline.Range()
	for _, other := range f.saved() {
		v.Order = max(v.Order, other.Order+1)
	}
	name := ""
	if d, ok := f.timeline.SpanInView(); ok {
		name = h.Kit().Locale.Date(d)
	}
	h.AskName("command.view.save", name, func(name string) {
		v.Name = name
		a.Keep(v.ID)
		h.Library.Do(data.Edit{Label: "edit.view.add", Views: []data.Change[data.View]{data.Insert(v)}}, nil)
		h.Remember()
	})
}

// goTo shows a view.
func (f *Feature) goTo(v data.View) {
	h := f.host
	f.host.Arrangement().Show(v.ID, h.Library.Tracks())
	f.timeline.Update()
	h.Library.SetFilter(h.Query(v.Query, false))
	if v.Lo < v.Hi {
		f.timeline.GoTo(v.Lo, v.Hi)
	}
	h.Remember()
}

// list is the dialog of the saved views; a line holds its view.
type list = feature.OrderedList[data.View]

// showList lists the saved views to rename, reorder and delete them.
func (f *Feature) showList() *list {
	h, k := f.host, f.host.Kit()
	saved := f.saved()
	if len(saved) == 0 {
		k.Tell(h.Canvas, k.T("views.title"), k.T("views.none"), k.T("button.ok"))
		return nil
	}
	l := feature.NewOrderedList(h, func(l *list, r *feature.OrderedRow[data.View], at int) fyne.CanvasObject {
		return k.Row(6, 1, k.KeyChip(strconv.Itoa(at+1)), r.Name, l.Button(fynetheme.MoveUpIcon(), func() { l.Move(r, -1) }),
			l.Button(fynetheme.MoveDownIcon(), func() { l.Move(r, 1) }), l.Button(fynetheme.DeleteIcon(), func() { l.Remove(r) }))
	})
	for i, v := range saved {
		l.Add(&feature.OrderedRow[data.View]{Name: k.Entry(1, v.Name, ""), Place: i, Held: v})
	}
	l.Show("views.title", 520, nil, func() bool {
		edit, named := changed(saved, l.Rows)
		switch {
		case !named:
			l.Dialog.Fail(k.T("error.field.name"))
		case !edit.Empty():
			h.Submit(l.Dialog, edit, func() {})
		}
		return named && edit.Empty()
	})
	return l
}

// changed is the edit that a list of views makes; false where one has no name.
func changed(saved []data.View, rows []*feature.OrderedRow[data.View]) (edit data.Edit, named bool) {
	edit.Label = "edit.view.change"
	kept := map[data.ID]bool{}
	orders := make([]int, len(rows))
	for i, r := range rows {
		orders[i] = r.Held.Order
	}
	orders = data.Arranged(orders)
	for i, r := range rows {
		kept[r.Held.ID] = true
		after := r.Held
		after.Name, after.Order = strings.TrimSpace(r.Name.Text()), orders[i]
		if after.Name == "" {
			return data.Edit{}, false
		}
		if after != r.Held {
			edit.Views = append(edit.Views, data.Update(r.Held, after))
		}
	}
	for _, v := range saved {
		if !kept[v.ID] {
			edit.Views = append(edit.Views, data.Delete(v))
		}
	}
	return edit, true
}
