package window

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/feature/lists"
	"tarikh.org/tarikh/ui/feature/search"
)

// This file is what the features of searching, filtering and listing see of the window.

// tabEvent is the key of the tab of the event's card.
const tabEvent = "event"

// beside is the column of the event's card, with the tabs of features in it.
type beside struct{ w *Window }

var (
	_ filter.Window = beside{}
	_ search.Window = beside{}
	_ lists.Window  = (*Window)(nil)
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

// ShowList closes the article and shows one of the lists.
func (w *Window) ShowList(tab string) {
	if w.session.Article() != nil {
		w.session.CloseArticle()
	}
	w.columns.middle.Select(tab)
}

// viewsMenu is what can be done with the strip as a whole: saved views first.
func (w *Window) viewsMenu(at fyne.Position) {
	if w.session.Library() == nil {
		return
	}
	lock := w.toolbar.item("strip.lock")
	lock.Checked = w.State.Locked
	w.host.Kit().ShowMenu(w.win.Canvas(), at, append(w.views.Items(), w.toolbar.item("view.save"), w.toolbar.item("views"), control.Item{},
		w.toolbar.item("strip.measure"), w.toolbar.item("tracks"), lock))
}
