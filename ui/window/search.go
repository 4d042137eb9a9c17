package window

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/pane"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// This file is searching in the window: the field in the toolbar, the tabs of the
// results and of the filter, and going from hit to hit.

// The keys of the tabs beside the event's card.
const (
	tabEvent   = "event"
	tabResults = "results"
	tabFilter  = "filter"
)

// The keys of the lists in the middle.
const (
	tabArticles = "articles"
	tabEvents   = "events"
)

// finder is the search field with what belongs to it.
type finder struct {
	w       *Window
	entry   *control.Entry
	clear   *control.Button
	results *pane.Results
	filter  *pane.Filter
	chips   *pane.Chips
	events  *pane.Events
	list    *pane.Articles
	root    fyne.CanvasObject
	// inText: the next hit is looked for in the open article rather than on the
	// timeline.
	inText bool
	before string // the tab that was shown before the results
	count  string // how many were found
}

// finding gives the panes what they need to search and list.
func (w *Window) finding() {
	w.env.Finding = pane.Finding{
		Parse: w.parse, Type: func(words string) { w.finder.typeIn(words) },
		Reveal: func(place int) {
			if n := w.session.Library(); n != nil && place >= 0 && place < n.Columns.Len() {
				w.session.SelectID(n.Columns.IDs[place], false)
			}
		},
		RevealID: func(id data.ID) { w.session.SelectID(id, false) },
		ShowDate: w.goDate, Table: w.State.Table,
		Unread:  w.reading.Unread,
		SetRead: w.reading.SetRead,
		Copy:    func(words string) { w.App.Clipboard().SetContent(words) },
	}
}

// parse reads a query; dates in it count from today.
func (w *Window) parse(words string, typing bool) query.Query {
	return query.Parse(words, query.Options{Today: dates.DayOf(w.Now()), Typing: typing})
}

func newFinder(w *Window) *finder {
	k := w.env.Kit
	f := &finder{w: w, entry: k.Entry(1, "", k.T("search.placeholder"))}
	w.finder = f
	f.clear = k.IconButton(fynetheme.CancelIcon(), k.T("tip.clear"), func() { f.typeIn(""); f.focus() })
	f.clear.Hide()
	icon := k.IconButton(fynetheme.SearchIcon(), w.tip("search"), f.focus)
	narrow := k.IconButton(control.FunnelIcon(), w.tip("filter"), func() { w.run("filter") })
	f.entry.OnChanged = f.typed
	f.entry.OnSubmit = func(string) { f.results.OpenFirst() }
	f.entry.OnCancel = f.cancel
	f.entry.OnKey = func(ev *fyne.KeyEvent) bool { return ev.Name == fyne.KeyDown && f.toResults() }
	f.entry.OnFocus = func(on bool) {
		if on && f.entry.Text() == "" {
			f.show(tabResults)
		}
	}
	f.results = pane.NewResults(w.env, f.focus, f.known)
	f.filter = pane.NewFilter(w.env)
	f.chips = pane.NewChips(w.env)
	f.events = pane.NewEvents(w.env)
	f.list = pane.NewArticles(w.env)
	f.root = k.Row(2, 1, icon, f.entry, f.clear, narrow)
	w.session.Subscribe(f.told)
	if q := w.session.Searching(); !q.Empty() {
		f.entry.SetText(q.Text(k.Locale.Lang())) // built anew, as in another language
		f.clear.Show()
	}
	return f
}

// told follows the session.
func (f *finder) told(t session.Topic) {
	switch t {
	case session.TopicLit:
		f.w.strip.Line().Light(f.w.session.Lit())
	case session.TopicFound:
		f.tabs()
	case session.TopicLibrary, session.TopicShown:
		f.tabs()
		f.w.strip.Line().Light(f.w.session.Lit())
	case session.TopicFinds:
		finds, shown := f.w.session.Finds()
		f.w.reading.SetFinds(finds, shown)
	case session.TopicArticle:
		f.inText = f.inText || f.w.session.Article() != nil
	case session.TopicFilter:
		f.w.keepFilter()
	default:
	}
}

// tabs shows the tab of the results while there are any to show.
func (f *finder) tabs() {
	c := f.w.columns
	if c == nil {
		return
	}
	if f.w.session.Library() == nil || f.w.session.Searching().Empty() && c.start.Selected() != tabResults {
		c.start.Hide(tabResults)
		return
	}
	c.start.Show(tabResults)
}

// show shows one of the tabs beside the event's card.
func (f *finder) show(tab string) {
	c := f.w.columns
	if c == nil || f.w.session.Library() == nil {
		return
	}
	if now := c.start.Selected(); now != tab {
		f.before = now
	}
	c.start.Show(tab)
	c.start.Select(tab)
	f.filter.Show(tab == tabFilter)
}

// chosen follows a press on one of those tabs.
func (f *finder) chosen(tab string) {
	f.filter.Show(tab == tabFilter)
	if tab == tabEvent && f.w.session.Searching().Empty() {
		f.w.columns.start.Hide(tabResults)
	}
}

// known shows how many were found beside the tab's title.
func (f *finder) known(count string) {
	f.count = count
	if c := f.w.columns; c != nil {
		c.start.SetCount(tabResults, count)
	}
}

// arranged follows the making of the columns.
func (f *finder) arranged(c *columns) {
	c.start.SetCount(tabResults, f.count)
	if f.w.session.Searching().Empty() {
		c.start.Hide(tabResults)
	}
}

// typed looks for what has been typed so far.
func (f *finder) typed(words string) {
	q := f.w.parse(words, true)
	if words == "" {
		f.clear.Hide()
	} else {
		f.clear.Show()
	}
	f.root.Refresh() // the line makes room for it
	if !q.Empty() {
		f.show(tabResults)
		f.inText = f.w.session.Article() != nil
	}
	f.w.session.Search(q)
}

// typeIn puts a text into the field and looks for it.
func (f *finder) typeIn(words string) {
	f.entry.SetText(words)
	f.typed(words)
}

// focus gives the keyboard to the field, with what stands in it selected.
func (f *finder) focus() {
	f.w.win.Canvas().Focus(f.entry)
	f.entry.Do(text.SelectAll)
	f.show(tabResults)
}

// toResults gives the keyboard to the results.
func (f *finder) toResults() bool {
	f.show(tabResults)
	return f.results.Focus()
}

// cancel empties the field, and leaves it when it is empty.
func (f *finder) cancel() {
	if f.entry.Text() != "" {
		f.typeIn("")
		return
	}
	f.w.win.Canvas().Unfocus()
	if f.w.columns.start.Selected() == tabResults {
		back := f.before
		if back == "" || back == tabResults {
			back = tabEvent
		}
		f.show(back)
		f.w.columns.start.Hide(tabResults)
	}
}

// step goes to the next or previous hit: in the article where that is being read,
// else on the timeline.
func (f *finder) step(direction int) {
	finds, _ := f.w.session.Finds()
	focused := f.w.win.Canvas().Focused()
	if focused == fyne.Focusable(f.w.strip.Line()) {
		f.inText = false
	}
	if f.w.reading.Focused() {
		f.inText = true
	}
	if f.inText && len(finds) > 0 {
		f.stepText(direction)
		return
	}
	f.stepEvent(direction)
}

func (f *finder) stepText(direction int) {
	f.inText = true
	f.w.session.StepFind(direction, f.w.reading.FirstVisible())
}

// stepEvent selects the next event that was found, from what is in view on. The
// article that is open stays open: one goes through the timeline.
func (f *finder) stepEvent(direction int) {
	s := f.w.session
	lo, hi := f.w.strip.Line().Viewport().Range()
	if place, ok := s.NextHit(direction, lo, hi); ok {
		f.inText = false
		s.SelectID(s.Library().Columns.IDs[place], false)
	}
}

// toFilter makes the search a part of the filter, and ends it.
func (f *finder) toFilter() {
	s := f.w.session
	q := s.Filter()
	for _, t := range f.w.parse(f.entry.Text(), false).Terms {
		q = q.With(t)
	}
	f.typeIn("")
	s.SetFilter(q)
}

// keepFilter remembers the filter of the open library.
func (w *Window) keepFilter() {
	if a := w.arrangement(); a != nil {
		a.Filter = w.session.Filter().String()
	}
}

// goDate shows a date on the timeline with some time around it, and measures it
// where it lasts.
func (w *Window) goDate(d dates.Date) {
	const around = 2
	length := d.Hi - d.Lo
	w.strip.Line().ShowSpan(d.Lo-around*length, d.Hi+around*length)
	w.strip.Line().MeasureDate(d)
}

// findCommands are the actions of searching, filtering and the lists.
func (w *Window) findCommands(open, writable func() bool) []command.Command {
	s := w.session
	searching := func() bool { return open() && !s.Searching().Empty() }
	filtered := func() bool { return open() && !s.Filter().Empty() }
	hits := func() bool { return searching() && s.Lit() != nil && s.Lit().Len() > 0 }
	finds := func() bool { f, _ := s.Finds(); return searching() && len(f) > 0 }
	either := func() bool { return hits() || finds() }
	picked := func() bool { return open() && w.finder.events.Picked() > 0 }
	change := func() bool { return picked() && writable() }
	key, shift := command.Plain, func(name fyne.KeyName) command.Key { return command.Key{Name: name, Mod: fyne.KeyModifierShift} }
	return []command.Command{
		{ID: "search", Title: "command.search", Keys: []command.Key{command.Ctrl(fyne.KeyF), key(fyne.KeySlash)}, Enabled: open, Run: func() { w.finder.focus() }},
		{ID: "search.next", Title: "command.search.next", Keys: []command.Key{key(fyne.KeyF3), command.Ctrl(fyne.KeyG)}, Enabled: either, Run: func() { w.finder.step(1) }},
		{ID: "search.previous", Title: "command.search.previous", Keys: []command.Key{shift(fyne.KeyF3), command.CtrlShift(fyne.KeyG)}, Enabled: either, Run: func() { w.finder.step(-1) }},
		{ID: "search.event.next", Title: "command.search.event.next", Enabled: hits, Run: func() { w.finder.stepEvent(1) }},
		{ID: "search.event.previous", Title: "command.search.event.previous", Enabled: hits, Run: func() { w.finder.stepEvent(-1) }},
		{ID: "search.article.next", Title: "command.search.article.next", Enabled: finds, Run: func() { w.finder.stepText(1) }},
		{ID: "search.article.previous", Title: "command.search.article.previous", Enabled: finds, Run: func() { w.finder.stepText(-1) }},
		{ID: "search.clear", Title: "command.search.clear", Enabled: searching, Run: func() { w.finder.typeIn("") }},
		{ID: "search.filter", Title: "command.search.filter", Enabled: searching, Run: func() { w.finder.toFilter() }},
		{ID: "filter", Title: "command.filter", Keys: []command.Key{command.CtrlShift(fyne.KeyF)}, Enabled: open, Run: w.toggleFilter},
		{ID: "filter.clear", Title: "command.filter.clear", Enabled: filtered, Run: func() { s.SetFilter(query.Query{}) }},
		{ID: "filter.span", Title: "command.filter.span", Enabled: open, Run: w.filterSpan},
		{ID: "filter.save", Title: "command.filter.save", Enabled: func() bool { return filtered() && writable() }, Run: w.saveView},
		{ID: "palette", Title: "command.palette", Keys: []command.Key{command.Ctrl(fyne.KeyK)}, Run: w.openPalette},
		{ID: "events", Title: "command.events", Keys: []command.Key{command.CtrlShift(fyne.KeyE)}, Enabled: open, Run: func() { w.showList(tabEvents); w.finder.events.Focus() }},
		{ID: "events.track", Title: "command.events.track", Enabled: change, Run: func() { w.finder.events.ChooseTrack() }},
		{ID: "events.tags", Title: "command.events.tags", Enabled: change, Run: func() { w.finder.events.EditTags() }},
		{ID: "events.importance", Title: "command.events.importance", Enabled: change, Run: func() { w.finder.events.ChooseImportance() }},
		{ID: "events.copy", Title: "command.events.copy", Enabled: picked, Run: func() { w.finder.events.CopyRows() }},
		{ID: "events.delete", Title: "command.events.delete", Enabled: change, Run: func() { w.finder.events.Delete() }},
		{ID: "events.all", Title: "command.events.all", Enabled: open, Run: func() { w.showList(tabEvents); w.finder.events.PickAll() }},
		{ID: "articles.read", Title: "command.articles.read", Enabled: open, Run: func() { w.finder.list.MarkAll() }},
	}
}

// toggleFilter shows the panel of the filter, or goes back to the card.
func (w *Window) toggleFilter() {
	if w.columns.start.Selected() == tabFilter {
		w.finder.show(tabEvent)
		w.columns.start.Hide(tabFilter)
		return
	}
	w.finder.show(tabFilter)
}

// filterSpan narrows everything to the time in view.
func (w *Window) filterSpan() {
	if d, ok := w.strip.SpanInView(); ok {
		q := w.session.Filter().WithoutField(query.From).WithoutField(query.To).WithoutField(query.On)
		w.session.SetFilter(q.With(query.Term{Field: query.On, Date: d}))
	}
}
