package shell

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/actors"
	"tarikh.org/tarikh/ui/feature/contents"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/feature/lists"
	"tarikh.org/tarikh/ui/feature/mainevents"
	"tarikh.org/tarikh/ui/feature/search"
	"tarikh.org/tarikh/ui/feature/story"
	"tarikh.org/tarikh/ui/feature/unread"
)

// The keys of the tabs that belong to no feature: the event's card, the notes (in two
// columns), and the review.
const (
	tabEvent = "event"
	tabNotes = "notes"
	tabFound = "found"
)

// columns are the three below the timeline, each with tabs of its own: the event, what is
// read (the article, or the lists where none is open; or the map), and the notes. A mode shows those
// that it needs.
type columns struct {
	*core
	start, middle, end *control.TabStrip
	reader             fyne.CanvasObject
	panes              *control.Panes
	root               *fyne.Container
	mode               mode
}

// newColumns makes the columns in the language in use; shown is told which tab of the
// first one is chosen.
func newColumns(c *core, shown func(tab string)) *columns {
	k := c.host.Kit()
	b := &columns{core: c, reader: c.reading.View(), root: control.Stack()}
	b.start = k.Tabs([]control.Tab{
		{Key: tabEvent, Title: k.T("tab.event"), Root: c.events.View()},
		{Key: contents.Tab, Title: k.T("tab.contents"), Root: c.contents.View()},
		{Key: search.Tab, Title: k.T("tab.results"), Root: c.search.Results()},
		{Key: filter.Tab, Title: k.T("tab.filter"), Root: c.filter.Panel()},
		{Key: mainevents.Tab, Title: k.T("tab.story"), Count: c.mainEvents.Left(), Root: c.mainEvents.View()},
		{Key: story.Tab, Title: k.T("tab.stories"), Count: c.stories.Count(), Root: c.stories.View()},
	}, shown)
	b.middle = k.Tabs([]control.Tab{
		{Key: lists.ArticlesTab, Title: k.T("tab.articles"), Root: c.lists.ArticlesPane()},
		{Key: lists.EventsTab, Title: k.T("tab.events"), Root: c.lists.EventsPane()},
		{Key: unread.Tab, Title: k.T("tab.unread"), Root: c.unread.View()},
		{Key: tabNotes, Title: k.T("tab.notes"), Root: c.noteList.View()},
		{Key: actors.Tab, Title: k.T("tab.actors"), Root: c.actors.View()},
	}, func(tab string) {
		if tab == actors.Tab {
			c.actors.Seen()
		}
	})
	b.end = k.Tabs([]control.Tab{
		{Key: tabNotes, Title: k.T("tab.notes"), Root: c.notes.View()},
		{Key: tabFound, Title: k.T("tab.found"), Root: c.review.View()},
	}, nil)
	b.start.Hide(filter.Tab)
	if !c.mainEvents.Going() {
		b.start.Hide(mainevents.Tab)
	}
	if !c.stories.Shown() {
		b.start.Hide(story.Tab)
	}
	b.start.SetEnd(b.folder(false))
	b.end.SetEnd(b.folder(true))
	b.showReader()
	b.countNotes()
	b.countUnread()
	b.countContents()
	b.countProposals()
	return b
}

// folder is the button that folds the column at the start or the end.
func (b *columns) folder(end bool) fyne.CanvasObject {
	id := "pane.start"
	if end {
		id = "pane.end"
	}
	return b.host.CommandButton(control.SideIcon(end != b.host.Kit().RTL()), id)
}

// The widths of columns in units: at first, and the width of the window below which they
// fold by themselves.
const (
	cardWidth, cardFoldsBelow   = 352, 900
	notesWidth, notesFoldsBelow = 296, 1200
	reviewWidth                 = 600
)

// arrange divides the room between the columns as a mode does.
func (b *columns) arrange(m mode) {
	b.mode = m
	p := m.panes(&b.State.Window)
	changed := func(start, end float32, foldStart, foldEnd control.Fold) {
		p.Start, p.End, p.FoldStart, p.FoldEnd = start, end, uint8(foldStart), uint8(foldEnd)
		b.remember()
	}
	middle := control.Stack(b.middle.Root, b.reader)
	start := control.Side{Root: b.start.Root, Size: or(p.Start, cardWidth), Fold: control.Fold(p.FoldStart), FoldsBelow: cardFoldsBelow, Opener: b.folder(false)}
	end := control.Side{Root: b.end.Root, Size: or(p.End, notesWidth), Fold: control.Fold(p.FoldEnd), FoldsBelow: notesFoldsBelow, Opener: b.folder(true)}
	if m == reviewMode {
		b.end.Select(tabNotes)
		b.end.Hide(tabFound)
		start.Root, start.Size, end = b.review.View(), or(p.Start, reviewWidth), control.Side{}
		start.FoldsBelow = 0 // without its list there is nothing to decide on
	}
	if m == mapMode {
		middle, end = control.Stack(b.worldMap.View()), control.Side{}
	}
	b.panes = control.NewPanes(b.host.Kit(), start, middle, end, changed)
	b.showFirst()
	b.countProposals()
}

// showFirst shows how to begin while the library is empty, in place of the columns.
func (b *columns) showFirst() {
	b.root.Objects = []fyne.CanvasObject{b.panes}
	if b.first.Shown() {
		b.root.Objects = []fyne.CanvasObject{b.first.View()}
	}
	b.root.Refresh()
}

// showNotes shows the column of the notes.
func (b *columns) showNotes() {
	b.end.Select(tabNotes)
	b.panes.Unfold(true)
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

// countUnread says on the tab of the reading list how many passages are on it.
func (b *columns) countUnread() {
	count := ""
	if n := b.unread.Count(); n > 0 {
		count = b.host.Kit().Locale.Count(n)
	}
	b.middle.SetCount(unread.Tab, count)
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

// countContents shows the tab of what the open article reports while there is any, with
// how many events these are.
func (b *columns) countContents() {
	n := b.contents.Count()
	if n == 0 {
		b.start.Hide(contents.Tab)
		return
	}
	b.start.Show(contents.Tab)
	b.start.SetCount(contents.Tab, b.host.Kit().Locale.Count(n))
}

// shows reports whether a tab of the first column is in view.
func (b *columns) shows(tab string) bool {
	return b.start.Selected() == tab && b.mode != reviewMode && !b.panes.Folded(false) && !b.first.Shown()
}

// startWith shows what a mode begins with at the start: what the article reports while one
// reads, else the event.
func (b *columns) startWith(m mode) {
	switch at := b.start.Selected(); {
	case m == readMode && b.contents.Count() > 0:
		b.start.Select(contents.Tab)
	case m != readMode && at == contents.Tab:
		b.start.Select(tabEvent)
	}
}

// countProposals shows the tab of the review while an article is open, with how many
// events there are to decide on.
func (b *columns) countProposals() {
	if b.lib.Article() == nil || b.mode == reviewMode {
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
