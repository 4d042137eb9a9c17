package shell

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/backups"
	"tarikh.org/tarikh/ui/feature/bringin"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/feature/keys"
	"tarikh.org/tarikh/ui/feature/libraries"
	"tarikh.org/tarikh/ui/feature/lists"
	"tarikh.org/tarikh/ui/feature/mainevents"
	"tarikh.org/tarikh/ui/feature/notelist"
	"tarikh.org/tarikh/ui/feature/notes"
	"tarikh.org/tarikh/ui/feature/review"
	"tarikh.org/tarikh/ui/feature/search"
	"tarikh.org/tarikh/ui/feature/settings"
	"tarikh.org/tarikh/ui/feature/strip"
	"tarikh.org/tarikh/ui/feature/tour"
	"tarikh.org/tarikh/ui/theme"
)

// This file is what the features see of the window: the interfaces that they declare, each
// kept by a part of it.

var (
	_ feature.Shell    = around{}
	_ keys.Table       = (*core)(nil)
	_ strip.Keyboard   = (*core)(nil)
	_ settings.Window  = (*frame)(nil)
	_ tour.Window      = (*frame)(nil)
	_ lists.Window     = (*frame)(nil)
	_ libraries.Window = (*life)(nil)
	_ backups.Window   = opening{}
)

// noting is what the features of notes ask of the window.
type noting struct{ *frame }

var (
	_ notes.Window    = noting{}
	_ notelist.Window = noting{}
)

func (n noting) ShowNotes()            { n.columns.showNotes() }
func (n noting) ShowNoteList()         { n.ShowList(tabNotes) }
func (n noting) ShowSpan(d dates.Date) { n.strip.ShowSpan(d) }

// beside is the column of the event's card, with the tabs of features in it.
type beside struct{ *frame }

var (
	_ filter.Window = beside{}
	_ search.Window = beside{}
)

// Tab is the tab that is shown.
func (b beside) Tab() string {
	if c := b.columns; c != nil {
		return c.start.Selected()
	}
	return ""
}

// FirstTab is the tab that is always there.
func (b beside) FirstTab() string { return tabEvent }

// ShowTab shows a tab.
func (b beside) ShowTab(key string) {
	if c := b.columns; c != nil {
		c.start.Select(key)
		c.panes.Unfold(false)
		b.tabShown(key)
	}
}

// OfferTab lets a tab be chosen.
func (b beside) OfferTab(key string) {
	if c := b.columns; c != nil {
		c.start.Show(key)
	}
}

// HideTab takes a tab away.
func (b beside) HideTab(key string) {
	if c := b.columns; c != nil {
		c.start.Hide(key)
	}
}

// CountTab says how many are in a tab.
func (b beside) CountTab(key, count string) {
	if c := b.columns; c != nil {
		c.start.SetCount(key, count)
	}
}

// FullScreen gives the window all of the screen, or what it had before.
func (b beside) FullScreen(on bool) { b.win.SetFullScreen(on) }

// condensing shows the main events beside the articles that report them.
type condensing struct{ beside }

var _ mainevents.Window = condensing{}

// storyRoom is the least height of the columns, in units, in which passages are read beside
// the timeline; below it, its band is enough.
const storyRoom = 480

// ShowTab leaves the review of one article, which has the place of the tabs, and makes room.
func (c condensing) ShowTab(key string) {
	if key == mainevents.Tab {
		c.review.Leave()
		if c.mode() != readMode && c.columns.root.Size().Height < storyRoom {
			c.setMode(readMode)
		}
	}
	if c.mode() == reviewMode {
		c.setMode(timelineMode)
	}
	c.beside.ShowTab(key)
}

// opening opens and closes libraries for features.
type opening struct{ *life }

func (o opening) Open(path string)      { o.libraries.Open(path) }
func (o opening) Show(store data.Store) { o.libraries.Show(store) }

// Leave remembers where the reader is and closes the open library.
func (o opening) Leave(then func(error)) {
	o.SavePosition()
	o.lib.Close(then)
}

// around is the window as its features see it.
type around struct{ *core }

func (s around) Run(command string) bool          { return s.run(command) }
func (s around) Key(command string) string        { return s.key(command) }
func (s around) Item(command string) control.Item { return s.item(command) }
func (s around) Fail(err error)                   { s.fail(err) }
func (s around) FailFile(path string, err error)  { s.failFile(path, err) }
func (s around) Say(err error) string             { return s.say(err) }
func (s around) SayOf(place string, err error) string {
	return say(s.host.Kit().Locale, place, err)
}
func (s around) Tell(words string, then ...control.Item) { s.status.Tell(words, then...) }
func (s around) Inform(words string)                     { s.status.Inform(words) }
func (s around) Remember()                               { s.remember() }
func (s around) Later(run func())                        { s.later(run) }

// showing shows parts of the window for features.
type showing struct{ *frame }

var (
	_ bringin.Window = showing{}
	_ review.Window  = showing{}
)

// ShowProposals is that of bringin.Window and of review.Window.
func (s showing) ShowProposals() {
	if s.mode() != reviewMode {
		s.columns.end.Select(tabFound)
		s.columns.panes.Unfold(true)
	}
}

// ShowList closes the article and shows one of the lists.
func (f *frame) ShowList(tab string) {
	if f.lib.Article() != nil {
		f.lib.CloseArticle()
	}
	f.columns.middle.Select(tab)
}

// ShowTheme is that of settings.Window.
func (f *frame) ShowTheme(t *theme.Theme) { f.App.Settings().SetTheme(t) }

// Stops are the parts of the window that the tour points at.
func (f *frame) Stops() []tour.Stop {
	return []tour.Stop{
		{Key: "strip", Target: func() fyne.CanvasObject { return f.strip.Root }},
		{Key: "card", Target: func() fyne.CanvasObject { return f.columns.start.Root }},
		{Key: "reader", Target: func() fyne.CanvasObject {
			if f.lib.Article() != nil {
				return f.reading.View()
			}
			return f.columns.middle.Root
		}},
		{Key: "notes", Target: func() fyne.CanvasObject { return f.columns.end.Root }},
		{Key: "search", Target: func() fyne.CanvasObject { return f.search.Field() }},
	}
}

// pasting is what takes from the clipboard what is no article: pictures and imports.
type pasting struct{ *core }

var _ bringin.Imports = pasting{}

// Offer is that of bringin.Imports.
func (p pasting) Offer(pasted string, otherwise func()) bool {
	p.pictures.Paste(func() {
		if !p.imports.Offer(pasted, otherwise) {
			otherwise()
		}
	})
	return true
}
