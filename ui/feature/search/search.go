// Package search is looking for words: the field, what is found of every kind, and going
// from hit to hit, on the timeline and in the open article.
//
// The one idea behind it: a search is asked within the filter and asked again when the
// filter or the library changes. Answers come as soon as each is there: the best hits,
// then the events to light on the timeline, then the counts; the next letter cancels all
// that is still on its way.
package search

import (
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Tab is the key of the tab of the results.
const Tab = "results"

// Window is where the results are shown.
type Window interface {
	Tab() string             // the tab that is shown beside the timeline's lists
	FirstTab() string        // the one that is always there
	ShowTab(string)          // shows one; TabShown follows
	OfferTab(string)         // shows its title alone
	HideTab(string)          // takes one away
	CountTab(string, string) // what is beside its title
}

// Timeline is the strip over the lists.
type Timeline interface {
	Light(*scene.Lit)      // lights events that were found; nil for none
	Range() (lo, hi int64) // the time in view, in Unix seconds
	Focused() bool         // it has the keyboard
}

// Reader shows the open article.
type Reader interface {
	SetFinds(finds []data.Range, shown int) // marks what was found; shown is -1 for none
	FirstVisible() int                      // the offset of the first line in view
	Focused() bool                          // it has the keyboard
	Selection() (anchor.Selector, bool)     // the words that are selected in it
}

// Feature is the search of the open library.
type Feature struct {
	host     *feature.Host
	window   Window
	timeline Timeline
	reader   Reader
	model    *model
	field    *field
	results  *results
	inText   bool   // the next hit is looked for in the open article rather than on the timeline
	before   string // the tab that was shown before the results
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, w Window, t Timeline, r Reader) *Feature {
	f := &Feature{host: h, window: w, timeline: t, reader: r, model: newModel(h)}
	f.Relocale()
	h.Library.Subscribe(f.changed)
	f.model.news.Subscribe(f.told)
	return f
}

func (f *Feature) changed(c library.Change) {
	switch c.Kind {
	case library.Closed:
		f.model.forget()
		f.inText, f.before = false, ""
		f.field.set("")
		f.told(FoundChanged)
		f.told(LitChanged)
	case library.Opened:
		f.results.load()
		f.showTab()
	case library.Edited:
		f.timeline.Light(f.model.lit)
	case library.ArticleOpened:
		if f.host.Library.Article() != nil {
			f.inText = true
		}
		f.model.follow()
		f.results.build()
	case library.EventSelected:
		f.results.build()
	case library.ShownChanged:
		f.results.build()
		f.timeline.Light(f.model.lit)
		if !f.host.Library.Filtering() {
			f.model.again()
		}
	default:
	}
}

// told follows the search.
func (f *Feature) told(n News) {
	switch n {
	case FoundChanged:
		f.results.load()
		f.showTab()
	case LitChanged:
		f.timeline.Light(f.model.lit)
		f.results.build()
	case FindsChanged:
		f.reader.SetFinds(f.model.inArticle())
		f.results.build()
	}
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	m := f.model
	open := func() bool { return f.host.Library.Snapshot() != nil }
	searching := func() bool { return open() && !m.query.Empty() }
	hits := func() bool { return searching() && m.lit != nil && m.lit.Len() > 0 }
	finds := func() bool { all, _ := m.inArticle(); return searching() && len(all) > 0 }
	either := func() bool { return hits() || finds() }
	key, shift := command.Plain, func(name fyne.KeyName) command.Key { return command.Key{Name: name, Mod: fyne.KeyModifierShift} }
	return []command.Command{
		{ID: "search", Title: "command.search", Keys: []command.Key{command.Ctrl(fyne.KeyF), key(fyne.KeySlash)}, Enabled: open, Run: f.focus},
		{ID: "words.elsewhere", Title: "command.words.elsewhere", Keys: []command.Key{key(fyne.KeyQ)}, Enabled: func() bool { return f.words() != "" }, Run: f.elsewhere},
		{ID: "search.next", Title: "command.search.next", Keys: []command.Key{key(fyne.KeyF3), command.Ctrl(fyne.KeyG)}, Enabled: either, Run: func() { f.step(1) }},
		{ID: "search.previous", Title: "command.search.previous", Keys: []command.Key{shift(fyne.KeyF3), command.CtrlShift(fyne.KeyG)}, Enabled: either, Run: func() { f.step(-1) }},
		{ID: "search.event.next", Title: "command.search.event.next", Enabled: hits, Run: func() { f.stepEvent(1) }},
		{ID: "search.event.previous", Title: "command.search.event.previous", Enabled: hits, Run: func() { f.stepEvent(-1) }},
		{ID: "search.article.next", Title: "command.search.article.next", Enabled: finds, Run: func() { f.stepText(1) }},
		{ID: "search.article.previous", Title: "command.search.article.previous", Enabled: finds, Run: func() { f.stepText(-1) }},
		{ID: "search.clear", Title: "command.search.clear", Enabled: searching, Run: func() { f.Type("") }},
		{ID: "search.filter", Title: "command.search.filter", Enabled: searching, Run: f.toFilter},
	}
}

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() {
	f.field = newField(f.host, does{
		write: f.typed, empty: func() { f.Type(""); f.focus() }, show: f.show, first: func() { f.results.openFirst() },
		list: f.toResults, leave: f.cancel,
	})
	f.results = newResults(f.host, f.model, resultsDo{write: f.Type, back: f.focus})
	if q := f.model.query; !q.Empty() {
		// That its last word may go on goes without saying, as while it is typed.
		f.field.set(strings.TrimSuffix(q.Text(f.host.Kit().Locale.Lang()), "*"))
	}
}

// Field is the line in which words are typed, made again by Relocale.
func (f *Feature) Field() fyne.CanvasObject { return f.field.root }

// Results is the pane of what was found, made again by Relocale.
func (f *Feature) Results() fyne.CanvasObject { return f.results.root }

// Lit are the events of the timeline's index that were found, nil where nothing is
// searched.
func (f *Feature) Lit() *scene.Lit { return f.model.lit }

// TabShown follows a change of the tab beside the lists, by the reader or by ShowTab.
func (f *Feature) TabShown(tab string) {
	if tab != Tab {
		f.before = tab
	}
	f.showTab()
}

// showTab offers the tab of the results while there are any to show, with how many.
func (f *Feature) showTab() {
	if f.host.Library.Snapshot() == nil || f.model.query.Empty() && f.window.Tab() != Tab {
		f.window.HideTab(Tab)
	} else {
		f.window.OfferTab(Tab)
	}
	f.window.CountTab(Tab, f.results.total(f.model.found))
}

// typed looks for what has been typed so far.
func (f *Feature) typed(words string) {
	q := f.host.Query(words, true)
	if !q.Empty() {
		f.show()
		f.inText = f.host.Library.Article() != nil
	}
	f.model.search(q)
}

// Typed are the words in the field.
func (f *Feature) Typed() string { return f.field.entry.Text() }

// Type puts a text into the field and looks for it.
func (f *Feature) Type(words string) {
	f.field.set(words)
	f.typed(words)
}

// words are those that are selected in the open article, else those of the note's passage
// that is shown; "" where there are none.
func (f *Feature) words() string {
	if s, ok := f.reader.Selection(); ok {
		return phrase(s.Exact)
	}
	l := f.host.Library
	if n := l.Snapshot(); n != nil && l.Active().Note != (data.ID{}) {
		for i := range n.Notes {
			if n.Notes[i].ID == l.Active().Note {
				return phrase(n.Notes[i].Anchor.Exact)
			}
		}
	}
	return ""
}

// phrase is the first words of a passage in one line, as a phrase is typed.
func phrase(words string) string {
	const most = 12
	fields := strings.Fields(strings.NewReplacer(`"`, " ", "“", " ", "”", " ", "«", " ", "»", " ").Replace(words))
	if len(fields) == 0 {
		return ""
	}
	return `"` + strings.Join(fields[:min(len(fields), most)], " ") + `"`
}

// elsewhere looks for the same words in all of the library.
func (f *Feature) elsewhere() {
	f.Type(f.words())
	f.show()
}

// show shows the results.
func (f *Feature) show() {
	if f.host.Library.Snapshot() != nil {
		f.window.ShowTab(Tab)
	}
}

// focus gives the keyboard to the field, with what is in it selected.
func (f *Feature) focus() {
	f.field.focus()
	f.show()
}

// toResults gives the keyboard to the results; false where there are none.
func (f *Feature) toResults() bool {
	f.show()
	return f.results.focus()
}

// cancel empties the field, and leaves it when it is empty.
func (f *Feature) cancel() {
	if f.field.entry.Text() != "" {
		f.Type("")
		return
	}
	f.host.Canvas.Unfocus()
	if f.window.Tab() == Tab {
		back := f.before
		if back == "" {
			back = f.window.FirstTab()
		}
		f.window.ShowTab(back)
		f.window.HideTab(Tab)
	}
}

// step goes to the next or previous hit: in the article where that is being read,
// else on the timeline.
func (f *Feature) step(direction int) {
	switch {
	case f.timeline.Focused():
		f.inText = false
	case f.reader.Focused():
		f.inText = true
	}
	if finds, _ := f.model.inArticle(); f.inText && len(finds) > 0 {
		f.stepText(direction)
		return
	}
	f.stepEvent(direction)
}

func (f *Feature) stepText(direction int) {
	f.inText = true
	f.model.stepFind(direction, f.reader.FirstVisible())
}

// stepEvent selects the next event that was found, from what is in view on. The
// article that is open stays open: one goes through the timeline.
func (f *Feature) stepEvent(direction int) {
	lo, hi := f.timeline.Range()
	if id, ok := f.model.next(direction, lo, hi); ok {
		f.inText = false
		f.host.Library.Select(id)
	}
}

// Step goes to the next (1) or previous (-1) of the events that were found and reads it,
// and reports whether there are any.
func (f *Feature) Step(direction int) bool {
	lo, hi := f.timeline.Range()
	id, ok := f.model.next(direction, lo, hi)
	if ok = ok && !f.model.query.Empty(); ok {
		f.inText = false
		f.host.Library.SelectAndRead(id)
	}
	return ok
}

// toFilter makes the search a part of the filter, and ends it.
func (f *Feature) toFilter() {
	q := f.host.Library.Filter()
	for _, t := range f.host.Query(f.field.entry.Text(), false).Terms {
		q = q.With(t)
	}
	f.Type("")
	f.host.Library.SetFilter(q)
}

// GoTo goes to what was found: it selects the event, and opens the article with the
// find in view.
func (f *Feature) GoTo(h data.Hit) { f.model.goTo(h) }

// OnPicture calls a function with each picture that is gone to and is at no place in a text.
func (f *Feature) OnPicture(do func(picture data.ID)) { f.model.pictures.Subscribe(do) }

// OnStory calls a function with each story that is gone to, and the step of it; zero: none.
func (f *Feature) OnStory(do func(story, step data.ID)) {
	f.model.stories.Subscribe(func(at [2]data.ID) { do(at[0], at[1]) })
}

// Where is the colour and name of the track of a hit's event, or the publisher of
// its article.
func (f *Feature) Where(h data.Hit) (colour, name string) { return f.model.where(h) }

// Finds are the finds in the open article, and which of them is shown, -1 for none.
func (f *Feature) Finds() (finds []data.Range, shown int) { return f.model.inArticle() }
