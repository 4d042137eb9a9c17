// Package lists is the articles and the events that the filter leaves, each in a table
// that can be sorted; events are changed many at once.
//
// The one idea behind it: a table is a view of what is loaded, in an order. Of a million
// events it holds the order and one bit for each that is selected; what is in a row is
// fetched, by the event's ID, when the row comes into view.
package lists

import (
	"image"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// The keys of the tabs of the two lists.
const (
	ArticlesTab = "articles"
	EventsTab   = "events"
)

// Window is where the lists are shown.
type Window interface {
	ShowList(tab string) // in place of the open article
}

// Feature is the lists of the open library.
type Feature struct {
	host     *feature.Host
	window   Window
	reads    Reads
	changes  changes
	rows     *rows
	table    *arranged
	listed   *listed
	events   *eventTable
	pictures Pictures
	articles *articleTable
	drops    library.Subscribers[[2]data.ID] // of events on others
	carries  library.Subscribers[feature.Carried]
}

var _ feature.Feature = (*Feature)(nil)

// Pictures are the first pictures of events, small.
type Pictures interface {
	Thumb(event data.ID) *image.RGBA // nil for none, and while it is being made
	Subscribe(told func(others bool)) (unsubscribe func())
}

// New makes the feature, which follows what the filter leaves.
func New(h *feature.Host, w Window, r Reads, t Tags, c Copier, p Pictures) *Feature {
	f := &Feature{host: h, pictures: p, window: w, reads: r, rows: newRows(h), table: newArranged(h), listed: newListed(h, r)}
	f.changes = changes{host: h, table: f.table, tags: t, copier: c}
	f.Relocale()
	f.rows.arrived.Subscribe(func(struct{}) { f.events.table.List.Update() })
	f.table.news.Subscribe(func(top bool) { f.events.show(top) })
	p.Subscribe(func(bool) { f.events.table.List.Update() })
	h.Library.Subscribe(f.changed)
	return f
}

func (f *Feature) changed(c library.Change) {
	switch c.Kind {
	case library.Closed:
		f.rows.forget()
		f.table.load()
		f.loadArticles()
	case library.Edited:
		f.rows.changed(c)
	case library.ShownChanged:
		f.table.load()
		f.loadArticles()
	case library.ArticleOpened:
		f.articles.update() // one has been read, and is no longer counted
	case library.SavingChanged:
		f.events.enable()
	default:
	}
}

func (f *Feature) loadArticles() {
	f.listed.load()
	f.articles.show()
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	open := func() bool { return l.Snapshot() != nil }
	picked := func() bool { return open() && f.table.picks.Len() > 0 }
	change := func() bool { return picked() && l.Writable() }
	return []command.Command{
		{ID: "articles", Title: "command.articles", Keys: []command.Key{command.Ctrl(fyne.KeyL)}, Enabled: open, Run: func() { f.window.ShowList(ArticlesTab) }},
		{ID: "articles.read", Title: "command.articles.read", Enabled: open, Run: func() { f.mark(true, f.listed.rows...) }},
		{ID: "events", Title: "command.events", Keys: []command.Key{command.CtrlShift(fyne.KeyE)}, Enabled: open, Run: func() {
			f.window.ShowList(EventsTab)
			f.host.Canvas.Focus(f.events.table.List)
		}},
		{ID: "events.all", Title: "command.events.all", Enabled: open, Run: func() {
			f.window.ShowList(EventsTab)
			f.events.pickAll()
		}},
		{ID: "events.track", Title: "command.events.track", Enabled: change, Run: func() { f.changes.chooseTrack(f.events.under("events.track")) }},
		{ID: "events.tags", Title: "command.events.tags", Enabled: change, Run: f.changes.editTags},
		{ID: "events.importance", Title: "command.events.importance", Enabled: change, Run: func() { f.changes.chooseImportance(f.events.under("events.importance")) }},
		{ID: "events.copy", Title: "command.events.copy", Enabled: picked, Run: func() { f.changes.copyEvents(false) }},
		{ID: "events.copy.rich", Title: "command.events.copy.rich", Enabled: func() bool { return picked() && f.changes.copier.Formats() }, Run: func() { f.changes.copyEvents(true) }},
		{ID: "events.cells", Title: "command.events.cells", Enabled: picked, Run: f.changes.copyRows},
		{ID: "events.delete", Title: "command.events.delete", Enabled: change, Run: func() { f.changes.remove(func() { f.events.unpick() }) }},
	}
}

// Relocale is that of feature.Feature. What is selected stays so.
func (f *Feature) Relocale() {
	f.events = newEventTable(f.host, f.table, f.rows, f.pictures, f.drops.Tell, f.carries.Tell)
	f.articles = newArticleTable(f.host, f.listed, f.reads, f.changes.copier, f.mark)
}

// Picked are the events that are selected in the table, by time.
func (f *Feature) Picked() []data.ID { return f.table.picked() }

// OnDropped calls a function with each event that is dragged on another one in the table.
func (f *Feature) OnDropped(do func(event, on data.ID)) {
	f.drops.Subscribe(func(pair [2]data.ID) { do(pair[0], pair[1]) })
}

// OnCarried calls a function while an event is dragged beside the table.
func (f *Feature) OnCarried(do func(feature.Carried)) { f.carries.Subscribe(do) }

// PickedArticles are the articles that are selected in the list; one alone is only the one
// that was opened last.
func (f *Feature) PickedArticles() []data.ID {
	if picked := f.listed.picked(); len(picked) > 1 {
		return picked
	}
	return nil
}

// EventsPane is the pane of the table of events, made again by Relocale.
func (f *Feature) EventsPane() fyne.CanvasObject { return f.events.root }

// ArticlesPane is the pane of the list of articles, made again by Relocale.
func (f *Feature) ArticlesPane() fyne.CanvasObject { return f.articles.root }

// mark remembers that articles have been read, or have not.
func (f *Feature) mark(read bool, articles ...data.Article) {
	f.reads.SetRead(read, articles...)
	f.loadArticles()
}
