package pane

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/bidi"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/session"
)

// Notes lists the notes on the selected event and in the open article, or all
// of the library where neither is.
type Notes struct {
	env    *Env
	scroll *control.Scroll
	Root   *fyne.Container
}

// NewNotes makes the pane.
func NewNotes(env *Env) *Notes {
	p := &Notes{env: env, scroll: control.NewScroll()}
	p.Root = control.Stack(control.NewSurface(control.Panel, control.None, 0), p.scroll)
	env.Session.Subscribe(func(t session.Topic) {
		switch t {
		case session.TopicEvent, session.TopicArticle, session.TopicFocus, session.TopicLibrary:
			p.build()
		case session.TopicTitles, session.TopicSaving:
		}
	})
	p.build()
	return p
}

// shown returns the notes to list, without repeats.
func (p *Notes) shown() []data.Annotation {
	s := p.env.Session
	if s.Event() == nil && s.Article() == nil {
		if n := s.Library(); n != nil {
			return n.Notes
		}
		return nil
	}
	var notes []data.Annotation
	if e := s.Event(); e != nil {
		notes = slices.Clone(e.Notes)
	}
	if a := s.Article(); a != nil {
		for _, n := range a.Notes {
			if !slices.ContainsFunc(notes, func(have data.Annotation) bool { return have.ID == n.ID }) {
				notes = append(notes, n)
			}
		}
	}
	return notes
}

func (p *Notes) build() {
	k := p.env.Kit
	notes := p.shown()
	column := control.Column(12, k.Row(6, 1,
		k.Text(k.T("notes.title"), bidi.LabelStyle{Size: 15, Bold: true, Lines: 1}), k.Muted(k.Locale.Count(len(notes)))))
	if len(notes) == 0 {
		column.Add(k.Muted(k.T("notes.none.hint")))
	}
	for _, n := range notes {
		column.Add(p.card(n))
	}
	if p.env.Session.Event() != nil && !p.env.readOnly() {
		write := control.Stack(control.NewSurface(control.Ground, control.Line, 10),
			k.Pad(14, 9, 10, 9, k.Row(8, 0, k.Muted(k.T("notes.write")), k.Chip(p.env.Key("note.add")))))
		column.Add(newTapArea(write, func() { p.env.Run("note.add") }, nil))
	}
	p.scroll.SetContent(k.Pad(22, 20, 22, 22, column), false)
}

func (p *Notes) card(n data.Annotation) fyne.CanvasObject {
	k, s := p.env.Kit, p.env.Session
	body := control.Column(7)
	if len(n.Tags) > 0 {
		chips := k.Wrap(6)
		for _, tag := range n.Tags {
			chips.Add(k.Chip(tag))
		}
		body.Add(chips)
	}
	if n.Anchor.Exact != "" {
		words := k.Written(quote(n.Anchor.Exact, 140), bidi.LabelStyle{Size: control.SizeSmall, LineHeight: 22, Colour: fynetheme.ColorNamePlaceHolder})
		body.Add(k.Quote(control.Mark(n.Colour), words))
	}
	if !n.Span.IsZero() {
		body.Add(k.Muted(k.Locale.Date(n.Span)))
	}
	if n.Text != "" {
		body.Add(k.Written(n.Text, bidi.LabelStyle{LineHeight: 23, Base: direction(n.Dir)}))
	}
	age := k.Join(k.Given(n.Author), k.Locale.Age(p.env.Now(), time.Unix(n.Changed, 0)))
	var more *control.Button
	more = k.Button(control.Quiet, "", fynetheme.MoreHorizontalIcon(), func() { p.menu(n, k.Over(more)) })
	body.Add(k.Row(8, 1, control.NewBar(control.Mark(n.Colour), 9, 9, 4.5), k.Muted(age), more))
	outline := control.Line
	if s.Active().Note == n.ID {
		outline = control.Mark(n.Colour)
	}
	card := control.Stack(control.NewSurface(control.Panel, outline, 10), k.Pad(14, 11, 14, 6, body))
	return newTapArea(card, func() { p.show(n) }, func(at fyne.Position) { p.menu(n, at) })
}

// show shows what a note is about: its passage, its event, or its span of time.
func (p *Notes) show(n data.Annotation) {
	if !n.Span.IsZero() && p.env.ShowSpan != nil {
		p.env.ShowSpan(n.Span)
	}
	p.env.Session.ReadNote(n)
}

func (p *Notes) menu(n data.Annotation, at fyne.Position) {
	k, ro := p.env.Kit, p.env.readOnly()
	k.ShowMenu(p.env.Canvas, at, []control.Item{
		{Text: k.T("note.goto"), Disabled: n.Article == data.ID{} && n.Event == data.ID{} && n.Span.IsZero(), Run: func() { p.show(n) }},
		{},
		{Text: k.T("command.note.edit"), Disabled: ro, Run: func() { p.env.EditNote(n) }},
		{Text: k.T("command.note.delete"), Disabled: ro, Run: func() { p.env.DeleteNote(n) }},
	})
}
