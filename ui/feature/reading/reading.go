// Package reading is the open article: its text, the words that are selected in it,
// where it is from, and whether it was read.
//
// The one idea behind it: this feature has the text, other features mark passages in
// it. A feature shows a layer of marks under its name and is told when one of them is
// pressed or pointed at; in the same way it shows links in the head, notices under it,
// and what floats beside words. When another text is opened all of that is empty, and
// features that subscribed to the library after this one can fill it at once.
package reading

import (
	"context"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// Feature is the reader of articles.
type Feature struct {
	host *feature.Host
	readMarks
	model  *model
	reader *reader
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature, which shows the article that is opened in the library.
func New(h *feature.Host, s Setting) *Feature {
	f := &Feature{host: h, readMarks: readMarks{host: h}, model: &model{host: h, setting: s, find: -1, left: map[data.ID]text.Place{}, framing: framing{offers: map[string]func(any) Offer{}}}}
	f.reader = newReader(f.model)
	f.reader.show()
	h.Library.Subscribe(f.changed)
	h.Library.OnLeaving(func(library.Departure) {
		if !f.reader.pressed { // by something else than what is framed
			f.Unframe()
		}
	})
	return f
}

func (f *Feature) changed(c library.Change) {
	switch c.Kind {
	case library.Closed:
		f.save()
		f.marks, f.model.question = nil, nil
		f.follow()
		clear(f.model.left)
	case library.Opened:
		f.load()
	case library.ArticleOpened:
		if a := f.host.Library.Article(); a != nil {
			f.SetRead(true, a.Article)
		}
		f.follow()
	case library.PassageFocused:
		if x := f.host.Library.Active().Excerpt; x != (data.ID{}) {
			f.SetPassagesRead(true, x)
		}
		f.reader.reveal(f.host.Library.Active())
	case library.EventSelected, library.SavingChanged:
		f.reader.showBar() // what can be done may have changed
	default:
	}
}

// follow shows the open article, where it was left the last time.
func (f *Feature) follow() {
	if f.model.article != (data.ID{}) {
		f.model.left[f.model.article] = f.reader.text.Place()
	}
	if a := f.host.Library.Article(); f.model.take(a) {
		f.reader.setText(a)
		f.reader.showMarks()
		f.reader.text.Return(f.model.left[f.model.article])
	} else if a != nil && f.model.retitle(a.Title) {
		f.reader.typeset(a)
		f.reader.showMarks() // until those of the title are set again
		f.reader.text.Return(f.model.left[f.model.article])
	}
	f.reader.show()
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	h, l := f.host, f.host.Library
	article := func() bool { return l.Article() != nil }
	words := func() bool { _, ok := f.Selection(); return ok }
	return []command.Command{
		{ID: "selection.copy", Title: "selection.copy", Keys: []command.Key{command.Ctrl(fyne.KeyC)}, Before: []string{"event.copy"}, Enabled: words, Run: f.copyWords},
		{ID: "selection.all", Title: "selection.all", Keys: []command.Key{command.Ctrl(fyne.KeyA)}, Enabled: article, Run: func() {
			f.reader.text.TypedShortcut(&fyne.ShortcutSelectAll{})
		}},
		{ID: "passage.attach", Title: "doubt.here", Keys: []command.Key{command.Plain(fyne.KeyP)}, Enabled: func() bool { return f.model.asked() != nil && words() }, Run: f.answer},
		{ID: "article.source", Title: "command.article.source", Enabled: func() bool { return article() && feature.Address(l.Article().Article) != nil }, Run: func() { openSource(h) }},
		{ID: "article.page", Title: "command.article.page", Enabled: func() bool { return article() && l.Article().Page != (data.Page{}).Hash }, Run: func() { savePage(h) }},
		{ID: "article.unread", Title: "command.article.unread", Enabled: article, Run: func() {
			f.SetRead(false, l.Article().Article)
			l.CloseArticle()
		}},
		{ID: "article.delete", Title: "command.article.delete", Enabled: func() bool { return l.Writable() && article() }, Run: f.deleteArticle},
	}
}

// Relocale is that of feature.Feature. What is read stays in view; the features that
// showed links and notices show them again.
func (f *Feature) Relocale() {
	place := f.reader.text.Place()
	f.reader = newReader(f.model)
	if a := f.host.Library.Article(); a != nil {
		f.reader.setText(a)
		f.reader.showMarks()
		f.reader.reframe()
		f.reader.text.Return(place)
	}
	f.reader.show()
}

// View is the pane of the reader, made again by Relocale.
func (f *Feature) View() fyne.CanvasObject { return f.reader.root }

// Focused reports whether the text has the keyboard.
func (f *Feature) Focused() bool { return f.host.Canvas.Focused() == fyne.Focusable(f.reader.text) }

// FirstVisible is the offset of the first line in view; Restore goes back to it.
func (f *Feature) FirstVisible() int { return f.reader.text.FirstVisible() }

// Restore brings the line of an offset to the top.
func (f *Feature) Restore(offset int) { f.reader.text.Restore(offset) }

// Place is where the open text is in its view, and Return goes back there.
func (f *Feature) Place() text.Place { return f.reader.text.Place() }

// Return goes back to a place that Place gave of the same text.
func (f *Feature) Return(p text.Place) { f.reader.text.Return(p) }

// OffsetAt is the offset of the text at a part of the view's height, 0 to 1; false
// while no text is in view.
func (f *Feature) OffsetAt(part float32) (offset int, ok bool) {
	height := f.reader.text.Size().Height
	if f.model.article == (data.ID{}) || height <= 0 {
		return 0, false
	}
	return f.reader.text.OffsetAt(height * part), true
}

// Reveal brings bytes of the text into view, where they are not well within it.
func (f *Feature) Reveal(start, end int) { f.reader.bring(start, end) }

// Shows reports whether an article's title and text are those that are shown; while another article
// is opened, it is not yet.
func (f *Feature) Shows(a *library.ArticleView) bool {
	return f.model.shows(a)
}

// Passage is where a passage is in what is shown of the open article, in bytes of the text;
// one of the title is before these, at less than 0. It is false for one that was not found,
// which is listed and never shown at a place.
func (f *Feature) Passage(s anchor.Selector, doubt data.Doubt) (start, end int, ok bool) {
	return f.model.passage(s, doubt)
}

// SetMarks shows the marks of a layer in place of those before.
func (f *Feature) SetMarks(layer string, marks []Mark) {
	if f.model.layers.set(layer, marks) {
		f.reader.showMarks()
		if p := f.model.framing.framed; p != nil && p.Layer == layer {
			f.reader.reframe()
		}
	}
}

// SetFinds shows what a search found, in ascending order; shown is the find that is
// looked at, or -1.
func (f *Feature) SetFinds(finds []data.Range, shown int) {
	f.model.finds, f.model.find = make([]text.Found, len(finds)), shown
	for i, r := range finds {
		f.model.finds[i] = text.Found{Start: r.Start, End: r.End}
	}
	f.reader.showMarks()
}

// SetLink shows a link in the head under a name; nil shows none.
func (f *Feature) SetLink(name string, o fyne.CanvasObject) {
	f.reader.links.set(name, o)
	f.reader.showHead()
}

// SetNotice shows something under the head under a name; nil shows none.
func (f *Feature) SetNotice(name string, o fyne.CanvasObject) {
	f.reader.notices.set(name, o)
	f.reader.showNotices()
}

// SetFigures shows figures between the paragraphs of the open text, until another one is
// opened.
func (f *Feature) SetFigures(all []text.Figure) { f.reader.text.SetFigures(all) }

// AddMenu adds what can be done at a byte of the text to the menu there.
func (f *Feature) AddMenu(items func(offset int) []control.Item) {
	f.model.menus = append(f.model.menus, items)
}

// Cover shows something in place of the open text; nil shows the text again.
func (f *Feature) Cover(o fyne.CanvasObject) { f.reader.setCover(o) }

// SetFloat shows something beside words under a name; nil shows nothing.
func (f *Feature) SetFloat(name string, fl *Float) { f.reader.floats.set(name, fl) }

// SetBeside shows something at the reading end of the text, where there is room for it;
// told is called when there is, or no longer is.
func (f *Feature) SetBeside(o fyne.CanvasObject, told func(room bool)) { f.reader.beside.set(o, told) }

// RectOf is the area that bytes of the text cover in view: its top and bottom from the
// top of what is shown beside; false if none of it is in view.
func (f *Feature) RectOf(start, end int) (top, bottom float32, ok bool) {
	at, size, ok := f.reader.text.RectOf(start, end)
	return at.Y, at.Y + size.Height, ok
}

// OnPressed calls told with each mark that is pressed, until unsubscribe is called.
func (f *Feature) OnPressed(told func(Press)) (unsubscribe func()) {
	return f.model.pressed.Subscribe(told)
}

// OnPointed calls told with the marks that the pointer is on, none when it leaves them,
// until unsubscribe is called.
func (f *Feature) OnPointed(told func([]Press)) (unsubscribe func()) {
	return f.model.pointed.Subscribe(told)
}

// OnMoved calls told when the text has moved in the view, until unsubscribe is called.
func (f *Feature) OnMoved(told func()) (unsubscribe func()) {
	return f.model.moved.Subscribe(func(struct{}) { told() })
}

// Selection is the selected passage of the open article; false where no words are
// selected.
func (f *Feature) Selection() (anchor.Selector, bool) {
	start, end := f.reader.text.Selection()
	return f.model.selector(f.host.Library.Article(), start, end)
}

// ClearSelection selects no words.
func (f *Feature) ClearSelection() { f.reader.text.ClearSelection() }

// Ask opens the article in which words are to be selected, and asks for them until
// they are chosen or Withdraw is called.
func (f *Feature) Ask(q Question) {
	f.model.question = &q
	if a := f.host.Library.Article(); a == nil || a.ID != q.Article {
		f.host.Library.Read(q.Article)
	}
	f.reader.askedAnother()
}

// Withdraw asks for words no longer, and reports whether they were asked for.
func (f *Feature) Withdraw() bool { return f.reader.withdraw() }

// Asking reports whether words are asked for.
func (f *Feature) Asking() bool { return f.model.question != nil }

// answer gives the selected words to the question.
func (f *Feature) answer() {
	q := f.model.asked()
	if words, ok := f.Selection(); ok {
		f.ClearSelection()
		q.Chosen(words)
		f.Withdraw()
	}
}

func (f *Feature) copyWords() {
	if s, ok := f.Selection(); ok {
		f.host.Clipboard.SetContent(s.Exact)
	}
}

// deleteArticle says what is deleted with the open article, and deletes it.
func (f *Feature) deleteArticle() {
	a := f.host.Library.Article()
	f.host.ConfirmDeletion("article", a.Title, func(ctx context.Context, l *app.Library) (app.Deletion, error) { return l.DeleteArticle(ctx, a.ID) })
}
