package window

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/feature/lists"
	"tarikh.org/tarikh/ui/feature/search"
	"tarikh.org/tarikh/ui/session"
)

// columns are the three below the timeline, each with tabs of its own: the
// event, what is read (the article, or the lists where none is open), and the
// notes.
type columns struct {
	start, middle, end *control.TabStrip

	root fyne.CanvasObject
}

func newColumns(w *Window) *columns {
	k, p := w.host.Kit(), &w.State.Window
	c := &columns{
		start: k.Tabs([]control.Tab{
			{Key: tabEvent, Title: k.T("tab.event"), Root: w.events.View()},
			{Key: search.Tab, Title: k.T("tab.results"), Root: w.search.Results()},
			{Key: filter.Tab, Title: k.T("tab.filter"), Root: w.filter.Panel()},
		}, w.tabShown),
		middle: k.Tabs([]control.Tab{
			{Key: lists.ArticlesTab, Title: k.T("tab.articles"), Root: w.lists.ArticlesPane()},
			{Key: lists.EventsTab, Title: k.T("tab.events"), Root: w.lists.EventsPane()},
			{Key: tabNotes, Title: k.T("tab.notes"), Root: w.noteList.View()},
		}, nil),
		end: k.Tabs([]control.Tab{
			{Key: tabNotes, Title: k.T("tab.notes"), Root: w.notes.View()},
			{Key: tabFound, Title: k.T("tab.found"), Root: w.review.View()},
		}, nil),
	}
	c.start.Hide(filter.Tab)
	w.watchNotes(c)
	reader := w.reading.View()
	middle := control.Stack(c.middle.Root, reader)
	read := func() {
		if w.session.Article() != nil {
			c.middle.Root.Hide()
			reader.Show()
		} else {
			reader.Hide()
			c.middle.Root.Show()
		}
	}
	read()
	w.session.Subscribe(func(t session.Topic) {
		if t == session.TopicArticle {
			read()
		}
	})
	if old := w.columns; old != nil { // in the other language
		c.start.Select(old.start.Selected())
		c.middle.Select(old.middle.Selected())
		c.end.Select(old.end.Selected())
	}
	right := control.HSplit(k, middle, c.end.Root, true, or(p.Notes, 330), keep(&p.Notes))
	c.root = control.HSplit(k, c.start.Root, right, false, or(p.Card, 330), keep(&p.Card))
	return c
}
