package notes

import (
	"cmp"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/markup"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/notes/links"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// Window is what notes need of the window around them.
type Window interface {
	ShowNotes()            // brings the pane of the notes into view
	ShowSpan(d dates.Date) // shows a span of time on the timeline
}

// Choices are what the reader has chosen.
type Choices interface {
	Author() string // of new notes
}

// actions is what can be done with notes.
type actions struct {
	*writer
	host    *feature.Host
	window  Window
	reading *reading.Feature
	texts   *retext.Feature
	tags    *tags.Feature
	finder  *links.Finder
	choices Choices
	tagged  library.Subscribers[string]
	chosen  library.Subscribers[data.ID] // a note became the active one, without the reader
	asking  bool                         // whether to lose a note that could not be saved
	open    map[data.ID]bool             // notes whose replies are shown
	beside  bool                         // notes are beside their passages, where the reader has room for it
	listed  listing
	back    backlinks
	located passages
}

// listing is the notes on what is selected and open.
func (b *actions) listing() *listing { return b.listed.of(b.library) }

// passages are the notes on passages of the open article, by their place.
func (b *actions) passages() []placed {
	a := b.library.Article()
	if a != nil && !b.reading.Shows(a) {
		return nil // they would be looked for in another text
	}
	return b.located.of(b.reading, a)
}

// readBeside reports whether a note is read beside the text, at its passage.
func (b *actions) readBeside(id data.ID) bool {
	a, of := b.library.Article(), b.located.article
	return b.beside && a != nil && of != nil && a.ID == of.ID && b.located.there[id]
}

// locate is where a note's passage is in the open article; false for one that is in
// another, or nowhere.
func (b *actions) locate(n data.Annotation) (placed, bool) {
	a := b.library.Article()
	if a == nil || !n.OnPassage() || n.Article != a.ID || !b.reading.Shows(a) {
		return placed{}, false
	}
	start, end, ok := b.reading.Passage(n.Anchor, n.Doubt)
	return newPlaced(n, start, end), ok
}

// isBeside reports whether a note that is written is so beside the text: it is on a
// passage of the open article, or answers one that is.
func (b *actions) isBeside(n data.Annotation) bool {
	if !b.beside {
		return false
	}
	if t := b.listing().find(n.Parent); t != nil {
		n = t.note
	}
	_, ok := b.locate(n)
	return ok
}

// OnTag calls told with each tag that is pressed on a note, until unsubscribe is
// called.
func (b *actions) OnTag(told func(tag string)) (unsubscribe func()) { return b.tagged.Subscribe(told) }

// made completes the fields of a new note.
func (b *actions) made(n data.Annotation) data.Annotation {
	now := b.host.Now().Unix()
	n.ID, n.Author, n.Created, n.Changed = data.NewID(), b.choices.Author(), now, now
	n.Colour = cmp.Or(n.Colour, b.host.State.HighlightColour())
	return n
}

// Leave goes on once the note that is being written is in the library. If it cannot be
// written, the reader chooses whether to discard it or to stay.
func (b *actions) Leave(then, stay func()) {
	b.Settle(func(err error) {
		if err == nil {
			then()
			return
		}
		h, k := b.host, b.host.Kit()
		h.Log.Error("a note is not saved", "error", err)
		if b.asking {
			stay()
			return
		}
		next := stay
		lose := func() bool {
			b.Drop()
			next = then
			return true
		}
		b.asking = true
		d := k.ShowDialog(h.Canvas, k.T("form.discard.title"), 460, k.Text(k.T("note.unsaved.ask")+"\n\n"+h.Say(err), text.LabelStyle{}),
			control.Action{Text: k.T("form.discard.no"), Primary: true}, control.Action{Text: k.T("form.discard.yes"), Run: lose})
		d.OnClosed(func() {
			b.asking = false
			next()
		})
	})
}

// begin begins to write a note, once the one before is left.
func (b *actions) begin(n data.Annotation, stored *data.Annotation) {
	b.Leave(func() { b.write(n, stored) }, func() {})
}

// Begin begins a new note with the target of n: an event, passage, article or span of
// time.
func (b *actions) Begin(n data.Annotation) { b.begin(b.made(n), nil) }

// Reply begins an answer to a note.
func (b *actions) Reply(to data.Annotation) {
	b.Begin(data.Annotation{Parent: to.ID, Colour: to.Colour})
}

// Edit opens a note for writing.
func (b *actions) Edit(old data.Annotation) {
	if b.library.Writable() {
		b.begin(old, &old)
	}
}

// Active is the note that is shown, nil if none is.
func (b *actions) Active() *data.Annotation {
	n, id := b.library.Snapshot(), b.library.Active().Note
	if n == nil || id == (data.ID{}) {
		return nil
	}
	if i := slices.IndexFunc(n.Notes, func(a data.Annotation) bool { return a.ID == id }); i >= 0 {
		return &n.Notes[i]
	}
	return nil
}

// add annotates what the reader has chosen last: the selected words, the highlight that
// has no words yet, the passage that is framed, the selected event, or else the open article.
func (b *actions) add() {
	if words, ok := b.reading.Selection(); ok {
		b.reading.ClearSelection()
		b.Begin(data.Annotation{Article: b.library.Article().ID, Anchor: words})
		return
	}
	p, words, framed := b.reading.Framed()
	if n := b.Active(); n != nil && n.OnPassage() && n.Text == "" {
		b.Edit(*n)
	} else if framed && p.Layer != layer {
		b.Begin(data.Annotation{Article: b.library.Article().ID, Anchor: words})
	} else if e := b.library.Event(); e != nil {
		b.Begin(data.Annotation{Event: e.ID})
	} else if a := b.library.Article(); a != nil {
		b.Begin(data.Annotation{Article: a.ID})
	}
}

// Delete deletes a note with the replies to it; Undo restores them.
func (b *actions) Delete(n data.Annotation) {
	if w := b.Writing(); w != nil && w.Note().ID == n.ID {
		b.Drop()
	}
	b.library.Do(app.DeleteNote(n, b.library.Snapshot().Notes), nil)
}

// togglePrivate makes a note private, which is then taken out of the library with no
// others, or no longer so.
func (b *actions) togglePrivate(old data.Annotation) {
	n := old
	n.Private = !n.Private
	b.library.Do(data.Edit{Label: "edit.note.private", Annotations: []data.Change[data.Annotation]{data.Update(old, n)}}, nil)
}

// Tag asks for the tags of a note.
func (b *actions) Tag(old data.Annotation) {
	about, _ := markup.Read(old.Text)
	b.tags.Ask(cmp.Or(about, old.Anchor.Exact), old.Tags, func(tags []string) data.Edit {
		n := old
		n.Tags, n.Changed = tags, b.host.Now().Unix()
		return data.Edit{Label: "edit.note.tags", Annotations: []data.Change[data.Annotation]{data.Update(old, n)}}
	})
}

// editTags asks for the tags of the selected words, else of the note that is shown,
// else of the event.
func (b *actions) editTags() {
	if words, ok := b.reading.Selection(); ok {
		n := b.made(data.Annotation{Article: b.library.Article().ID, Anchor: words})
		b.tags.Ask(words.Exact, nil, func(tags []string) data.Edit {
			n.Tags = tags
			b.reading.ClearSelection()
			return data.Edit{Label: "edit.highlight.add", Annotations: []data.Change[data.Annotation]{data.Insert(n)}}
		})
		return
	}
	if n := b.Active(); n != nil {
		b.Tag(*n)
	} else if e := b.library.Event(); e != nil {
		b.tags.AskEvent(e.Event)
	}
}

// goTo shows a note itself, a reply in its thread.
func (b *actions) goTo(n data.Annotation) {
	if parent := b.note(n.Parent); parent != nil {
		b.open[parent.ID] = true
		n = *parent
	}
	if !n.OnPassage() || !b.beside {
		b.window.ShowNotes()
	}
	if n.Article == (data.ID{}) && n.Event != (data.ID{}) {
		b.library.Select(n.Event) // its article would take the place of the note
	} else {
		b.Show(n)
	}
	b.library.Activate(n.ID)
	b.chosen.Tell(n.ID)
}

// Show shows what a note is about: its passage, its article, its event, or its span of
// time.
func (b *actions) Show(n data.Annotation) {
	if !n.Span.IsZero() {
		b.window.ShowSpan(n.Span)
	}
	b.library.ReadNote(n)
}
