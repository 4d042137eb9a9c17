package window

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/feature/search"
	"tarikh.org/tarikh/ui/pane"
)

// This file is the lists in the window, and what the features of searching and filtering
// see of it.

// tabEvent is the key of the tab of the event's card.
const tabEvent = "event"

// The keys of the lists in the middle.
const (
	tabArticles = "articles"
	tabEvents   = "events"
)

// beside is the column of the event's card, with the tabs of features in it.
type beside struct{ w *Window }

var (
	_ filter.Window = beside{}
	_ search.Window = beside{}
)

// Tab is the tab that is shown.
func (b beside) Tab() string {
	if c := b.w.columns; c != nil {
		return c.start.Selected()
	}
	return ""
}

// FirstTab is the tab that is always there.
func (b beside) FirstTab() string { return tabEvent }

// ShowTab shows a tab.
func (b beside) ShowTab(key string) {
	if c := b.w.columns; c != nil {
		c.start.Select(key)
		b.w.tabShown(key)
	}
}

// OfferTab lets a tab be chosen.
func (b beside) OfferTab(key string) {
	if c := b.w.columns; c != nil {
		c.start.Show(key)
	}
}

// HideTab takes a tab away.
func (b beside) HideTab(key string) {
	if c := b.w.columns; c != nil {
		c.start.Hide(key)
	}
}

// CountTab says how many are in a tab.
func (b beside) CountTab(key, count string) {
	if c := b.w.columns; c != nil {
		c.start.SetCount(key, count)
	}
}

// tabShown tells the features which tab is shown.
func (w *Window) tabShown(key string) {
	w.filter.SetInView(key == filter.Tab)
	w.search.TabShown(key)
}

// lists are the panes of articles and events.
type lists struct {
	events   *pane.Events
	articles *pane.Articles
}

// finding gives the panes what they need to list.
func (w *Window) finding() {
	w.env.Finding = pane.Finding{
		Reveal: func(place int) {
			if n := w.session.Library(); n != nil && place >= 0 && place < n.Columns.Len() {
				w.session.SelectID(n.Columns.IDs[place], false)
			}
		},
		Table:   w.State.Table,
		Unread:  w.reading.Unread,
		SetRead: w.reading.SetRead,
		Copy:    func(words string) { w.App.Clipboard().SetContent(words) },
	}
}

// newLists makes the panes of articles and events.
func (w *Window) newLists() {
	w.lists = lists{events: pane.NewEvents(w.env), articles: pane.NewArticles(w.env)}
}

// listCommands are the actions of the lists.
func (w *Window) listCommands(open, writable func() bool) []command.Command {
	picked := func() bool { return open() && w.lists.events.Picked() > 0 }
	change := func() bool { return picked() && writable() }
	return []command.Command{
		{ID: "events", Title: "command.events", Keys: []command.Key{command.CtrlShift(fyne.KeyE)}, Enabled: open, Run: func() { w.showList(tabEvents); w.lists.events.Focus() }},
		{ID: "events.track", Title: "command.events.track", Enabled: change, Run: func() { w.lists.events.ChooseTrack() }},
		{ID: "events.tags", Title: "command.events.tags", Enabled: change, Run: func() { w.lists.events.EditTags() }},
		{ID: "events.importance", Title: "command.events.importance", Enabled: change, Run: func() { w.lists.events.ChooseImportance() }},
		{ID: "events.copy", Title: "command.events.copy", Enabled: picked, Run: func() { w.lists.events.CopyRows() }},
		{ID: "events.delete", Title: "command.events.delete", Enabled: change, Run: func() { w.lists.events.Delete() }},
		{ID: "events.all", Title: "command.events.all", Enabled: open, Run: func() { w.showList(tabEvents); w.lists.events.PickAll() }},
		{ID: "articles.read", Title: "command.articles.read", Enabled: open, Run: func() { w.lists.articles.MarkAll() }},
	}
}

// viewsMenu is what can be done with the strip as a whole: saved views first.
func (w *Window) viewsMenu(at fyne.Position) {
	if w.session.Library() == nil {
		return
	}
	lock := w.toolbar.item("strip.lock")
	lock.Checked = w.State.Locked
	w.env.Kit.ShowMenu(w.win.Canvas(), at, append(w.views.Items(), w.toolbar.item("view.save"), w.toolbar.item("views"), control.Item{},
		w.toolbar.item("strip.measure"), w.toolbar.item("tracks"), lock))
}
