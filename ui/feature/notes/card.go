package notes

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/notes/links"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/text"
)

// look is all that a card depends on: a card of the same look is shown again as it is.
type look struct {
	id      data.ID
	rev     int64
	replies int   // how many
	newest  int64 // revision among them
	open    bool  // the replies are shown
	active  bool
	written bool // a reply is being written in it
	fixed   bool // nothing can be changed
	day     int  // the times in it are relative to this day
	colour  string
	about   string
	waits   bool // for the text of its article
	beside  bool // it is beside its passage, which it need not quote
	linked  int  // how many notes link to it
}

// lookOf is how a thread is shown now. editor is the one of the note that is written,
// nil for none.
func lookOf(b *actions, t thread, open bool, ed *editor) look {
	l := look{
		id: t.note.ID, rev: t.note.Rev, replies: len(t.replies), open: open, fixed: !b.library.Writable(),
		active: b.library.Active().Note == t.note.ID, day: b.host.Now().YearDay(), colour: b.tags.ColourName(t.note.Colour),
		about: about(b.host, t.note), written: ed != nil && ed.writing.Note().Parent == t.note.ID,
	}
	for _, r := range t.replies {
		l.newest = max(l.newest, r.Rev)
	}
	l.waits = b.library.Snapshot().Awaits(t.note)
	l.linked = len(b.back.ofThread(b.library, t))
	return l
}

// cards are the cards that are shown in one place, by their notes.
type cards struct {
	actions *actions
	made    map[data.ID]*card
	toggled func() // follows when replies are shown or hidden
	beside  bool   // they are beside the passages
}

// card returns a thread's card, the same as before where nothing of it has changed. ed
// is the editor that is shown in the same place, nil for none.
func (c *cards) card(id data.ID, ed *editor) *card {
	b := c.actions
	t := b.listing().find(id)
	look := lookOf(b, *t, b.open[id], ed)
	look.beside = c.beside
	if old := c.made[id]; old != nil && old.look == look && (!look.written || old.editor == ed) {
		return old
	}
	made := newCard(b, *t, look, ed, func() {
		b.open[id] = !look.open
		c.toggled()
	})
	if c.made == nil {
		c.made = map[data.ID]*card{}
	}
	c.made[id] = made
	return made
}

// drop forgets a card.
func (c *cards) drop(id data.ID) { delete(c.made, id) }

// card is a note as it is read, with the answers to it.
type card struct {
	actions *actions
	kit     *control.Kit
	look    look
	thread  thread
	editor  *editor // of a reply that is written in it, or of another note; nil for none
	root    fyne.CanvasObject
}

// newCard makes a card; toggle shows and hides its replies.
func newCard(b *actions, t thread, look look, ed *editor, toggle func()) *card {
	k, n := b.host.Kit(), t.note
	b.host.Log.Debug("note shown", "text", n.Text)
	c := &card{actions: b, kit: k, look: look, thread: t, editor: ed}
	show := func() { b.Show(n) }
	body := control.Column(7)
	if n.OnPassage() && !look.beside {
		body.Add(k.Quote(control.Mark(n.Colour), k.Passage(n.Anchor.Exact, 140)))
	} else if !n.OnPassage() && look.about != "" && n.Event == (data.ID{}) {
		body.Add(k.Muted(look.about))
	}
	if look.waits {
		body.Add(k.Muted(k.T("reference.waits")))
	}
	if n.Doubt.State != data.Sure {
		body.Add(b.texts.Card(retext.OfNote(n)))
	}
	if n.Text != "" {
		body.Add(newProse(b, n, text.LabelStyle{LineHeight: 23}, show))
	}
	if len(n.Tags) > 0 {
		chips := k.Wrap(5)
		for _, tag := range n.Tags {
			chips.Add(k.ChipButton(k.Given(tag), nil, func() { b.tagged.Tell(tag) }))
		}
		body.Add(chips)
	}
	body.Add(c.foot())
	if look.linked > 0 {
		body.Add(k.Wrap(0, c.linked()))
	}
	c.addReplies(body, toggle)
	outline := control.Line
	if look.active {
		outline = control.Mark(n.Colour)
	}
	var inner fyne.CanvasObject = body
	if look.beside {
		inner = k.Quote(control.Mark(n.Colour), body)
	}
	surface := control.Stack(control.NewSurface(control.Panel, outline, 10), k.Pad(14, 11, 14, 6, inner))
	c.root = k.TapArea(surface, show, func(at fyne.Position) { b.Menu(n, at) })
	return c
}

// more is the button of a note's menu.
func (c *card) more(n data.Annotation) *control.Button {
	var more *control.Button
	more = c.kit.IconButton(fynetheme.MoreHorizontalIcon(), c.kit.T("tip.more"), func() { c.actions.Menu(n, c.kit.Over(more)) })
	return more
}

// linked is the button of the notes that link to this one.
func (c *card) linked() *control.Button {
	var from *control.Button
	from = c.kit.Button(control.Link, c.kit.Locale.TN("notes.backlinks", c.look.linked), fynetheme.MailReplyIcon(), func() {
		var items []control.Item
		for _, n := range c.actions.back.ofThread(c.actions.library, c.thread) {
			items = append(items, control.Item{Text: c.kit.Given(links.FirstWords(n)), Colour: n.Colour, Run: func() { c.actions.goTo(n) }})
		}
		c.kit.ShowMenu(c.actions.host.Canvas, c.kit.Over(from), items)
	})
	return from
}

// answer is the button that begins a reply.
func (c *card) answer() *control.Button {
	return c.kit.Button(control.Link, c.kit.T("note.reply"), nil, func() { c.actions.Reply(c.thread.note) })
}

// foot is who wrote the note and when, and what can be done with it.
func (c *card) foot() fyne.CanvasObject {
	k, n := c.kit, c.thread.note
	parts := []fyne.CanvasObject{control.NewBar(control.Mark(n.Colour), 9, 9, 4.5), k.Muted(signed(c.actions.host, n))}
	if !c.look.fixed && len(c.thread.replies) == 0 {
		parts = append(parts, c.answer())
	}
	return k.Row(8, 1, append(parts, c.more(n))...)
}

// addReplies adds the answers, or how many there are, and the one that is written.
func (c *card) addReplies(body *fyne.Container, toggle func()) {
	k, replies := c.kit, c.thread.replies
	if len(replies) > 0 {
		key := "note.replies.show"
		if c.look.open {
			key = "note.replies.hide"
		}
		row := k.Wrap(14, k.Button(control.Link, k.Locale.TN(key, len(replies)), nil, toggle))
		if !c.look.fixed {
			row.Add(c.answer())
		}
		body.Add(row)
	}
	inner := control.Column(9)
	if c.look.open {
		for _, r := range replies {
			if c.editor != nil && c.editor.writing.Note().ID == r.ID {
				inner.Add(c.editor.root)
			} else {
				inner.Add(c.reply(r))
			}
		}
	}
	if c.look.written && c.editor.writing.New() {
		inner.Add(c.editor.root)
	}
	if len(inner.Objects) > 0 {
		body.Add(k.Quote(control.Line, inner))
		body.Add(control.Gap(0, 2))
	}
}

func (c *card) reply(n data.Annotation) fyne.CanvasObject {
	words := newProse(c.actions, n, text.LabelStyle{LineHeight: 22, Size: control.SizeSmall}, func() { c.actions.Edit(n) })
	return control.Column(0, words, c.kit.Row(8, 0, c.kit.Muted(signed(c.actions.host, n)), c.more(n)))
}
