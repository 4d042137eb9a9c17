// Package mainevents is the review of what many articles report together: their main
// events, best days first, each with the passages that report it.
//
// The one idea behind it: an event is decided on as a whole. What its passages say is
// beside it, to be left out or read where it stands; accepting makes one event of them, or
// adds them to the one that the library has, as one edit. A decided one stays in its place
// and says so.
package mainevents

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/events"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/library"
)

// Tab is the key of the review's tab.
const Tab = "story"

// Window is where the review is shown.
type Window interface {
	FirstTab() string        // the tab that is always there
	ShowTab(string)          // shows one, beside the article
	HideTab(string)          // takes one away
	CountTab(string, string) // what is beside its title
}

// Articles are those that are selected in their list.
type Articles interface{ PickedArticles() []data.ID }

// Feature is the review of the main events of articles.
type Feature struct {
	actions
	reading  *reading.Feature
	articles Articles
	pane     *pane
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, r *reading.Feature, e *events.Feature, articles Articles, w Window) *Feature {
	m := newModel(h)
	f := &Feature{actions: actions{host: h, model: m, events: e, window: w}, reading: r, articles: articles}
	f.Relocale()
	m.told.Subscribe(func(struct{}) { f.show() })
	h.Library.Subscribe(func(c library.Change) {
		switch m.follow(c); c.Kind {
		case library.Closed:
			w.HideTab(Tab)
		case library.SavingChanged:
			f.pane.enable()
		case library.ArticleOpened, library.PassageFocused:
			f.mark()
		default:
		}
	})
	return f
}

// show shows the review as it is now.
func (f *Feature) show() {
	f.pane.show()
	f.mark()
	f.window.CountTab(Tab, f.Left())
}

// mark marks the passages of what is shown in the open article.
func (f *Feature) mark() { f.reading.SetMarks(layer, f.model.marks()) }

// Left is how many are to be decided on, in figures; "" for none.
func (f *Feature) Left() string {
	if n := f.model.left(); n > 0 {
		return f.host.Kit().Locale.Count(n)
	}
	return ""
}

// Going reports whether the review goes on, or its tab waits beside the others.
func (f *Feature) Going() bool { return f.model.going }

// Commands are those of feature.Feature. Their letters work where the list of main events
// has the keyboard.
func (f *Feature) Commands() []command.Command {
	going := func() bool { return f.model.going && len(f.model.items) > 0 }
	enabled := map[string]func() bool{
		"story.accept": f.acceptable, "story.edit": f.acceptable, "story.dismiss": func() bool { return f.open() != nil },
		"story.all":  func() bool { return f.host.Library.Writable() && len(f.sure()) > 0 },
		"story.more": func() bool { return f.model.more() > 0 },
	}
	all := []command.Command{{ID: "story", Title: "command.story", Enabled: func() bool { return f.host.Library.Snapshot() != nil }, Run: f.begin}}
	for _, c := range f.keyed() {
		c.Keys, c.Local = nil, c.Keys
		on := enabled[c.ID]
		c.Enabled = func() bool { return going() && (on == nil || on()) }
		all = append(all, c)
	}
	return all
}

// Relocale is that of feature.Feature. The review goes on where it was.
func (f *Feature) Relocale() { f.pane = newPane(f.actions) }

// View is the pane of the review, made again by Relocale.
func (f *Feature) View() fyne.CanvasObject { return f.pane.body }

// begin looks for the main events of the selected articles, or of all that the filter
// leaves, and goes on with their review.
func (f *Feature) begin() {
	n, shown := f.host.Library.Snapshot(), f.host.Library.Shown()
	if n == nil || shown == nil {
		return
	}
	picked := map[data.ID]bool{}
	for _, id := range f.articles.PickedArticles() {
		picked[id] = true
	}
	var articles []data.Article
	for _, a := range n.Articles {
		if !a.IsReference() && (picked[a.ID] || len(picked) == 0 && shown.Article(a.ID)) {
			articles = append(articles, a)
		}
	}
	f.model.find(articles, func() {
		f.window.ShowTab(Tab)
		f.model.begin()
		f.host.Later(f.pane.focus)
	})
}
