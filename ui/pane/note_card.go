package pane

import (
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/text"
)

// noteCard is a note as it is read, with the answers to it.
type noteCard struct {
	look cardLook
	root fyne.CanvasObject
}

// cardLook is all that a card's look depends on: a card of the same look is shown
// again as it is.
type cardLook struct {
	id      data.ID
	rev     int64
	replies int   // how many
	newest  int64 // revision among them
	open    bool
	active  bool
	writing bool // a reply is being written in it
	fixed   bool // nothing can be changed
	day     int  // the times in it are said from this day
	colour  string
}

func (p *Notes) look(t thread) cardLook {
	s := p.env.Session
	l := cardLook{
		id: t.note.ID, rev: t.note.Rev, replies: len(t.replies), open: p.open[t.note.ID], fixed: p.env.readOnly(),
		active: s.Active().Note == t.note.ID, day: p.env.Now().YearDay(), colour: p.env.Tags.ColourName(t.note.Colour),
	}
	for _, r := range t.replies {
		l.newest = max(l.newest, r.Rev)
	}
	if p.editor != nil {
		n := p.editor.writing.Note()
		l.writing = n.Parent == t.note.ID
	}
	return l
}

func (p *Notes) newCard(t thread, look cardLook) *noteCard {
	k, n := p.env.Kit, t.note
	show := func() { p.env.showNote(n) }
	body := control.Column(7)
	if n.OnPassage() {
		words := k.Passage(n.Anchor.Exact, 140)
		body.Add(k.Quote(control.Mark(n.Colour), words))
	} else if about := p.env.about(n); about != "" && n.Event == (data.ID{}) {
		body.Add(k.Muted(about))
	}
	if n.Doubt.State != data.Sure {
		body.Add(p.env.Texts.Card(retext.OfNote(n)))
	}
	if n.Text != "" {
		body.Add(p.env.prose(n.Text, n.Links, text.LabelStyle{LineHeight: 23, Base: direction(n.Dir)}, show))
	}
	if len(n.Tags) > 0 {
		chips := k.Wrap(5)
		for _, tag := range n.Tags {
			chips.Add(k.ChipButton(tag, nil, func() { p.env.ListNotes(tag) }))
		}
		body.Add(chips)
	}
	body.Add(p.foot(n, len(t.replies)))
	p.replies(body, t, look)
	outline := control.Line
	if look.active {
		outline = control.Mark(n.Colour)
	}
	card := control.Stack(control.NewSurface(control.Panel, outline, 10), k.Pad(14, 11, 14, 6, body))
	return &noteCard{look, control.NewTapArea(card, show, func(at fyne.Position) { p.env.noteMenu(n, at) })}
}

// foot is who wrote the note and when, and what can be done with it.
func (p *Notes) foot(n data.Annotation, replies int) fyne.CanvasObject {
	k := p.env.Kit
	var more *control.Button
	more = k.IconButton(fynetheme.MoreHorizontalIcon(), k.T("tip.more"), func() { p.env.noteMenu(n, k.Over(more)) })
	parts := []fyne.CanvasObject{control.NewBar(control.Mark(n.Colour), 9, 9, 4.5), k.Muted(p.env.signed(n))}
	if n.Parent == (data.ID{}) && !p.env.readOnly() && replies == 0 {
		parts = append(parts, k.Button(control.Link, k.T("note.reply"), nil, func() { p.env.NewReply(n) }))
	}
	return k.Row(8, 1, append(parts, more)...)
}

// signed is who wrote a note, when, and when it was changed.
func (e *Env) signed(n data.Annotation) string {
	k, now := e.Kit, e.Now()
	made := k.Locale.Age(now, time.Unix(n.Created, 0))
	const same = 60 // seconds: what is typed at one go is no change
	if n.Changed-n.Created <= same {
		return k.Join(k.Given(n.Author), made)
	}
	return k.Join(k.Given(n.Author), made, k.T("note.changed", "when", k.Locale.Age(now, time.Unix(n.Changed, 0))))
}

// replies adds the answers, or how many there are, and the one that is being written.
func (p *Notes) replies(body *fyne.Container, t thread, look cardLook) {
	k := p.env.Kit
	if len(t.replies) > 0 {
		key := "note.replies.show"
		if look.open {
			key = "note.replies.hide"
		}
		row := k.Wrap(14, k.Button(control.Link, k.Locale.TN(key, len(t.replies)), nil, func() {
			p.open[t.note.ID] = !look.open
			p.build()
		}))
		if !look.fixed {
			row.Add(k.Button(control.Link, k.T("note.reply"), nil, func() { p.env.NewReply(t.note) }))
		}
		body.Add(row)
	}
	inner := control.Column(9)
	if look.open {
		for _, r := range t.replies {
			if p.editing(r.ID) {
				inner.Add(p.editor.root)
			} else {
				inner.Add(p.reply(r))
			}
		}
	}
	if look.writing && p.editor.writing.New() {
		inner.Add(p.editor.root)
	}
	if len(inner.Objects) > 0 {
		body.Add(k.Quote(control.Line, inner))
		body.Add(control.Gap(0, 2))
	}
}

func (p *Notes) reply(n data.Annotation) fyne.CanvasObject {
	k := p.env.Kit
	show := func() { p.env.EditNote(n) }
	words := p.env.prose(n.Text, n.Links, text.LabelStyle{LineHeight: 22, Size: control.SizeSmall, Base: direction(n.Dir)}, show)
	var more *control.Button
	more = k.IconButton(fynetheme.MoreHorizontalIcon(), k.T("tip.more"), func() { p.env.noteMenu(n, k.Over(more)) })
	return control.Column(0, words, k.Row(8, 0, k.Muted(p.env.signed(n)), more))
}

// showNote shows what a note is about: its passage, its article, its event, or its
// span of time.
func (e *Env) showNote(n data.Annotation) {
	if !n.Span.IsZero() && e.ShowSpan != nil {
		e.ShowSpan(n.Span)
	}
	e.Session.ReadNote(n)
}

// noteMenu is what can be done with a note.
func (e *Env) noteMenu(n data.Annotation, at fyne.Position) {
	k, ro := e.Kit, e.readOnly()
	items := []control.Item{
		{Text: k.T("note.goto"), Disabled: n.Parent != (data.ID{}) || n.Article == data.ID{} && n.Event == data.ID{} && n.Span.IsZero(), Run: func() { e.showNote(n) }},
		{},
		{Text: k.T("command.note.edit"), Disabled: ro, Run: func() { e.EditNote(n) }},
	}
	if n.Parent == (data.ID{}) {
		items = append(items, control.Item{Text: k.T("note.reply"), Disabled: ro, Run: func() { e.NewReply(n) }},
			control.Item{Text: k.T("command.tags.edit"), Key: e.Key("tags.edit"), Disabled: ro, Run: func() { e.TagNote(n) }})
		if n.OnPassage() {
			items = append(items, control.Item{Text: k.T("note.move"), Disabled: ro, Run: func() { e.Texts.Move(retext.OfNote(n)) }})
		}
		items = append(items, control.Item{})
		for _, c := range data.Colours() {
			items = append(items, control.Item{Text: e.Tags.ColourName(c), Colour: c, Disabled: ro, Run: func() { e.colourNote(n, c) }})
		}
	}
	items = append(items, control.Item{}, control.Item{Text: k.T("command.note.delete"), Disabled: ro, Run: func() { e.DeleteNote(n) }})
	k.ShowMenu(e.Canvas, at, items)
}

// colourNote changes a note's colour.
func (e *Env) colourNote(old data.Annotation, colour string) {
	if old.Colour == colour {
		return
	}
	n := old
	n.Colour, n.Changed = colour, e.Now().Unix()
	e.Session.Do(data.Edit{Label: "edit.note.change", Annotations: []data.Change[data.Annotation]{data.Update(old, n)}}, nil)
}
