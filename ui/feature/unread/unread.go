// Package unread is the reading list: the passages that report what the filter leaves and
// that this person has not gone to yet.
//
// The one idea behind it: a passage is read when it has been shown, by a click on its
// event, from this list or by key, so the list empties itself as one reads; the marks are
// the person's own, beside those of articles.
package unread

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Tab is the key of the list's tab.
const Tab = "unread"

// Window is where the list is shown.
type Window interface {
	ShowList(tab string) // in place of the open article
}

// Feature is the reading list of the open library.
type Feature struct {
	host   *feature.Host
	window Window
	model  *model
	pane   *pane
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature; it is made after the reader, which marks what it shows as read.
func New(h *feature.Host, w Window, r Reads) *Feature {
	f := &Feature{host: h, window: w, model: &model{host: h, reads: r}}
	f.Relocale()
	f.model.news.Subscribe(func(struct{}) { f.pane.show() })
	h.Library.Subscribe(f.changed)
	return f
}

func (f *Feature) changed(c library.Change) {
	switch c.Kind {
	case library.Closed, library.ShownChanged: // which follows Opened, too
		f.model.load()
	case library.Edited:
		if c.Has(data.KindExcerpt, data.KindEvent, data.KindArticle) {
			f.model.load()
		}
	case library.PassageFocused:
		if f.host.Library.Active().Excerpt != (data.ID{}) {
			f.model.news.Tell(struct{}{})
		}
	default:
	}
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	open := func() bool { return l.Snapshot() != nil }
	some := func() bool { _, ok := f.model.next(1); return ok }
	return []command.Command{
		{ID: "unread", Title: "command.unread", Keys: []command.Key{command.CtrlShift(fyne.KeyU)}, Enabled: open, Run: func() {
			f.window.ShowList(Tab)
			f.pane.focus()
		}},
		{ID: "unread.next", Title: "command.unread.next", Keys: []command.Key{command.Plain(fyne.KeyU)}, Enabled: some, Run: func() { f.step(1) }},
		{ID: "unread.previous", Title: "command.unread.previous", Keys: []command.Key{{Name: fyne.KeyU, Mod: fyne.KeyModifierShift}}, Enabled: some, Run: func() { f.step(-1) }},
		{ID: "unread.all", Title: "command.unread.all", Enabled: some, Run: f.readAll},
		{ID: "unread.again", Title: "command.unread.again", Enabled: func() bool { return l.Active().Excerpt != data.ID{} }, Run: func() { f.mark(false, l.Active().Excerpt) }},
	}
}

// step goes to the next unread passage (1), or the one before (-1).
func (f *Feature) step(direction int) {
	if p, ok := f.model.next(direction); ok {
		f.model.goTo(p)
	}
}

// readAll marks all that is listed as read.
func (f *Feature) readAll() {
	var ids []data.ID
	for _, p := range f.model.unread() {
		ids = append(ids, p.ID)
	}
	f.mark(true, ids...)
}

func (f *Feature) mark(read bool, ids ...data.ID) {
	f.model.reads.SetPassagesRead(read, ids...)
	f.model.news.Tell(struct{}{})
}

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() { f.pane = newPane(f.model, f.mark) }

// View is the pane of the list, made again by Relocale.
func (f *Feature) View() fyne.CanvasObject { return f.pane.root }

// Count is how many passages are listed.
func (f *Feature) Count() int { return len(f.model.unread()) }

// Subscribe calls told when that changes, until unsubscribe is called.
func (f *Feature) Subscribe(told func()) (unsubscribe func()) {
	return f.model.news.Subscribe(func(struct{}) { told() })
}
