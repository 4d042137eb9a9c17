// Package notes is the notes of readers: writing them, the cards of those on the
// selected event and in the open article, and their marks in the text.
//
// The one idea behind it: a note is in the library as soon as it is typed. One note is
// written at a time, in its card; what is typed is written at every pause, all of it as
// one step of undo. What cannot be written stays in the card with the reason, and
// whatever would discard it asks first (Leave).
package notes

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/notes/links"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/library"
)

// Feature is the notes.
type Feature struct {
	*actions
	pane   *pane
	margin *margin
	first  data.ID // the first note whose passage was in view last, for following the reader
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature, which shows the notes on what is selected and open in the
// library.
func New(h *feature.Host, r *reading.Feature, texts *retext.Feature, t *tags.Feature, c Choices, w Window) *Feature {
	b := &actions{
		writer: newWriter(h.Library, h.Post, h.Fail), host: h, window: w, reading: r, texts: texts, tags: t,
		choices: c, open: map[data.ID]bool{},
	}
	b.vanished = func(w *Writing) {
		h.Post(func() { // after the edit, which takes away what was said before
			k := h.Kit()
			h.Tell(k.T("note.vanished"), control.Item{Text: k.T("note.vanished.keep"), Run: w.Keep})
		})
	}
	b.finder = links.NewFinder(h.Library, b.goTo)
	f := &Feature{actions: b, pane: newPane(b), margin: newMargin(b)}
	f.mark()
	f.offerMargin()
	h.Library.Subscribe(f.changed)
	r.OnPressed(func(p reading.Press) { readMarked(b, p) })
	r.SetOffer(layer, func(id any) reading.Offer { return offer(b, id) })
	r.OnMoved(f.moved)
	b.chosen.Subscribe(func(data.ID) { f.build() })
	b.Subscribe(func(c Change) {
		if c == WritingChanged {
			if p, _, framed := r.Framed(); framed && b.Writing() != nil && p.ID != b.Writing().Note().ID {
				r.Unframe() // what keys act on is the note that is written
			}
			r.SetMarks(layer, marks(b)) // the passage is marked before the first word
			f.write()
		}
	})
	return f
}

// write follows the note that is being written, in both places.
func (f *Feature) write() {
	f.pane.write()
	f.margin.write()
}

// build shows the notes as they are now, in both places.
func (f *Feature) build() {
	f.pane.build()
	f.margin.build()
}

// offerMargin shows the notes beside the text where the reader has room for them.
func (f *Feature) offerMargin() {
	f.reading.SetBeside(f.margin, func(room bool) {
		f.host.Post(func() {
			if f.beside != room {
				f.beside = room
				f.write()
				f.build()
			}
		})
	})
}

// moved follows the text in the reader.
func (f *Feature) moved() {
	f.margin.arrange()
	in, first := inView(f.actions), data.ID{}
	if len(in) > 0 {
		first = in[0].note.ID
	}
	if first != f.first {
		f.first = first
		f.pane.followPlace(in)
	}
}

func (f *Feature) changed(c library.Change) {
	switch c.Kind {
	case library.Closed:
		clear(f.open)
		f.build()
	case library.Opened:
		f.build()
	case library.Edited:
		if c.Has(data.KindAnnotation, data.KindEvent, data.KindArticle, data.KindLibrary) {
			f.build()
		}
	case library.EventSelected, library.PassageFocused:
		if a := f.library.Article(); a != nil && !f.reading.Shows(a) {
			return // ArticleOpened follows
		}
		if f.located.article == f.library.Article() { // else ArticleOpened follows
			f.reading.SetMarks(layer, marks(f.actions))
		}
		f.build()
	case library.ArticleOpened:
		f.located = passages{}
		f.mark()
		f.build()
		if w := f.Writing(); w != nil && f.isBeside(w.Note()) != (f.margin.editor != nil) {
			f.write() // its passage has come, or is gone
		}
	case library.SavingChanged:
		if f.pane.fixed == f.library.Writable() { // as after damage was found
			f.build()
		}
	default:
	}
}

// mark shows the notes in the reader.
func (f *Feature) mark() {
	f.reading.SetMarks(layer, marks(f.actions))
	f.reading.SetNotice(layer, onWhole(f.actions))
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l := f.library
	article := func() bool { return l.Writable() && l.Article() != nil }
	event := func() bool { return l.Writable() && l.Event() != nil }
	words := func() bool { _, ok := f.reading.Selection(); return l.Writable() && ok }
	active := func() bool { return l.Writable() && f.Active() != nil }
	listed := func() bool { return len(f.listing().threads) > 0 }
	alt := func(name fyne.KeyName) []command.Key { return []command.Key{{Name: name, Mod: fyne.KeyModifierAlt}} }
	all := []command.Command{
		{ID: "note.add", Title: "command.note.add", Keys: []command.Key{command.Plain(fyne.KeyN)}, Enabled: func() bool { return event() || article() }, Run: f.add},
		{ID: "note.event", Title: "command.note.event", Enabled: event, Run: func() { f.Begin(data.Annotation{Event: l.Selected()}) }},
		{ID: "note.article", Title: "command.note.article", Enabled: article, Run: func() { f.Begin(data.Annotation{Article: l.Article().ID}) }},
		{ID: "note.edit", Title: "command.note.edit", Keys: []command.Key{command.Ctrl(fyne.KeyE)}, Enabled: active, Run: func() { f.Edit(*f.Active()) }},
		{ID: "note.reply", Title: "note.reply", Enabled: active, Run: func() { f.Reply(*f.Active()) }},
		{ID: "note.next", Title: "command.note.next", Keys: alt(fyne.KeyDown), Enabled: listed, Run: func() { f.step(1) }},
		{ID: "note.previous", Title: "command.note.previous", Keys: alt(fyne.KeyUp), Enabled: listed, Run: func() { f.step(-1) }},
		{ID: "note.replies", Title: "command.note.replies", Keys: alt(fyne.KeyReturn), Enabled: func() bool { t := f.listing().find(l.Active().Note); return t != nil && len(t.replies) > 0 }, Run: f.fold},
		{ID: "note.private", Title: "command.note.private", Enabled: active, Run: func() { f.togglePrivate(*f.Active()) }},
		{ID: "note.delete", Title: "command.note.delete", Keys: []command.Key{command.Plain(fyne.KeyDelete)}, Before: []string{"event.delete", "excerpt.unlink"}, Enabled: active, Run: func() { f.Delete(*f.Active()) }},
		{ID: "tags.edit", Title: "command.tags.edit", Keys: []command.Key{command.Plain(fyne.KeyT)}, Enabled: func() bool { return words() || active() || event() }, Run: f.editTags},
		{ID: "selection.note", Title: "selection.note", Enabled: words, Run: f.add},
	}
	return append(append(all, f.colourCommands(words, active)...), f.takeOutCommands()...)
}

// fold shows the replies to the active note, or hides them.
func (f *Feature) fold() {
	id := f.library.Active().Note
	f.open[id] = !f.open[id]
	f.build()
}

// Relocale is that of feature.Feature: the note that is written stays as it is, but
// Focus is to give it the keyboard again once the pane is shown.
func (f *Feature) Relocale() {
	f.beside = false // until the new reader has a size
	f.pane, f.margin = newPane(f.actions), newMargin(f.actions)
	f.mark()
	f.offerMargin()
}

// View is the pane of the notes, made again by Relocale.
func (f *Feature) View() fyne.CanvasObject { return f.pane.root }

// Focus gives the keyboard to the note that is being written, if there is one.
func (f *Feature) Focus() {
	f.pane.focus()
	f.margin.focus()
}

// Count is how many notes there are on the selected event and in the open article,
// without the replies to them.
func (f *Feature) Count() int { return len(f.listing().threads) }
