package shell

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/feature/lists"
	"tarikh.org/tarikh/ui/feature/search"
)

// The keys of the tabs that belong to no feature: the event's card, the notes (in two
// columns), and the review.
const (
	tabEvent = "event"
	tabNotes = "notes"
	tabFound = "found"
)

// columns are the three below the timeline, each with tabs of its own: the event, what is
// read (the article, or the lists where none is open), and the notes.
type columns struct {
	*core
	start, middle, end *control.TabStrip
	reader, root       fyne.CanvasObject
}

// newColumns makes the columns in the language in use; shown is told which tab of the
// first one is chosen.
func newColumns(c *core, shown func(tab string)) *columns {
	k, p := c.host.Kit(), &c.State.Window
	b := &columns{core: c, reader: c.reading.View()}
	b.start = k.Tabs([]control.Tab{
		{Key: tabEvent, Title: k.T("tab.event"), Root: c.events.View()},
		{Key: search.Tab, Title: k.T("tab.results"), Root: c.search.Results()},
		{Key: filter.Tab, Title: k.T("tab.filter"), Root: c.filter.Panel()},
	}, shown)
	b.middle = k.Tabs([]control.Tab{
		{Key: lists.ArticlesTab, Title: k.T("tab.articles"), Root: c.lists.ArticlesPane()},
		{Key: lists.EventsTab, Title: k.T("tab.events"), Root: c.lists.EventsPane()},
		{Key: tabNotes, Title: k.T("tab.notes"), Root: c.noteList.View()},
	}, nil)
	b.end = k.Tabs([]control.Tab{
		{Key: tabNotes, Title: k.T("tab.notes"), Root: c.notes.View()},
		{Key: tabFound, Title: k.T("tab.found"), Root: c.review.View()},
	}, nil)
	b.start.Hide(filter.Tab)
	b.showReader()
	b.countNotes()
	b.countProposals()
	right := control.HSplit(k, control.Stack(b.middle.Root, b.reader), b.end.Root, true, or(p.Notes, 296), keep(&p.Notes))
	b.root = control.HSplit(k, b.start.Root, right, false, or(p.Card, 352), keep(&p.Card))
	return b
}

// selectAs selects the tabs that were selected in other columns.
func (b *columns) selectAs(old *columns) {
	b.start.Select(old.start.Selected())
	b.middle.Select(old.middle.Selected())
	b.end.Select(old.end.Selected())
}

// showReader shows the open article, or the lists where none is open.
func (b *columns) showReader() {
	if b.lib.Article() != nil {
		b.middle.Root.Hide()
		b.reader.Show()
	} else {
		b.reader.Hide()
		b.middle.Root.Show()
	}
}

// countNotes says on the tabs of notes how many there are: in all, and of what is read.
func (b *columns) countNotes() {
	count := func(n int) string {
		if n == 0 {
			return ""
		}
		return b.host.Kit().Locale.Count(n)
	}
	all := 0
	if n := b.lib.Snapshot(); n != nil {
		all = n.Counts.Annotations
	}
	b.middle.SetCount(tabNotes, count(all))
	b.end.SetCount(tabNotes, count(b.notes.Count()))
}

// countProposals shows the tab of the review while an article is open, with how many
// events there are to decide on.
func (b *columns) countProposals() {
	if b.lib.Article() == nil {
		b.end.Hide(tabFound)
		return
	}
	count := ""
	if p := b.review.Proposals(); p != nil && len(p.Candidates) > 0 {
		count = b.host.Kit().Locale.Count(len(p.Candidates))
	}
	b.end.Show(tabFound)
	b.end.SetCount(tabFound, count)
}
