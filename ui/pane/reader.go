package pane

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// Reader shows the open article with its passages marked, or nothing where none
// is open.
type Reader struct {
	env   *Env
	text  *text.View
	bar   *fyne.Container // what can be done with the selected words
	body  *fyne.Container
	head  *fyne.Container
	Root  *fyne.Container
	shown data.ID
	notes *fyne.Container // under the head: notes on the whole article, and what is asked

	hash    [32]byte     // of the text that is shown
	anchors *anchor.Text // of the article that is shown
	finds   *finds
}

// mark is what a highlight stands for: an excerpt's event or a note.
type mark struct {
	event      data.ID
	note       *data.Annotation
	start, end int // bytes of the text
}

// NewReader makes the pane.
func NewReader(env *Env) *Reader {
	p := &Reader{env: env, head: control.Stack(), body: control.Stack()}
	p.text = text.NewView(env.Kit.Typesetter, p)
	p.text.BarLeft = env.Kit.RTL()
	p.text.SetReading(env.Reading)
	p.bar = container.NewWithoutLayout()
	p.notes = control.Column(0)
	page := container.NewBorder(container.NewVBox(p.head, control.HLine(), p.notes), nil, nil, nil, p.body)
	p.finds = newFinds(p)
	p.Root = control.Stack(control.NewSurface(control.Panel, control.None, 0), page, p.bar, p.finds.tip)
	env.Session.Subscribe(p.told)
	p.build()
	return p
}

func (p *Reader) told(t session.Topic) {
	switch t {
	case session.TopicArticle:
		p.build()
	case session.TopicFocus:
		p.highlight()
		if a := p.env.Session.Active(); a.End > a.Start {
			p.text.ScrollTo(a.Start)
		}
	case session.TopicEvent:
		p.highlight()
	case session.TopicPlacing:
		p.under()
		p.hideBar()
	case session.TopicLibrary, session.TopicTitles, session.TopicSaving:
	}
}

func (p *Reader) build() {
	k, a := p.env.Kit, p.env.Session.Article()
	p.hideBar()
	list := k.Button(control.Quiet, k.T("articles.title"), fynetheme.ListIcon(), func() { p.env.Session.CloseArticle() })
	row := []fyne.CanvasObject{list, control.Gap(0, 1)}
	if a == nil {
		p.shown, p.body.Objects = data.ID{}, nil
	} else {
		if link := feature.WebLink(a.URL); link != nil {
			row = append(row, k.Button(control.Link, k.T("article.source", "host", link.Host), nil, func() {
				if err := p.env.OpenURL(link); err != nil {
					p.env.Fail(err)
				}
			}))
		}
		if n := len(doubtsOf(a)); n > 0 {
			row = append(row, k.Button(control.Link, k.Locale.TN("doubts.count", n), nil, func() { p.env.Run("doubts") }))
		}
		var more *control.Button
		more = k.IconButton(fynetheme.MoreHorizontalIcon(), k.T("tip.more"), func() {
			k.ShowMenu(p.env.Canvas, k.Over(more), []control.Item{
				p.env.Item("note.article"), p.env.Item("doubts"),
				{},
				p.env.Item("article.text"), p.env.Item("article.editions"),
				{},
				p.env.Item("article.source"), p.env.Item("article.page"),
				{},
				p.env.Item("article.delete"),
			})
		})
		row = append(row, more)
		if p.shown != a.ID || p.hash != a.Hash {
			p.shown, p.hash = a.ID, a.Hash
			p.text.SetHeader(a.Title, feature.SourceLine(p.env.Kit, a.Article))
			p.text.SetTextWith(a.Text, feature.Headings(a.Blocks))
			p.anchors = anchor.NewText(a.Text)
		}
		p.highlight()
		p.ShowFinds()
		p.body.Objects = []fyne.CanvasObject{p.text}
	}
	p.head.Objects = []fyne.CanvasObject{k.Pad(12, 2, 12, 2, k.Row(6, 1, row...))}
	p.head.Refresh()
	p.body.Refresh()
	p.under()
}

func (p *Reader) highlight() {
	s := p.env.Session
	a := s.Article()
	if a == nil || p.anchors == nil || p.shown != a.ID {
		return
	}
	p.text.SetHighlights(p.marks(a, s.Active()))
}

// marks are the passages of an article that stand at a place in its text.
func (p *Reader) marks(a *session.ArticleView, active session.Active) []text.Highlight {
	marks := p.finds.marks()
	add := func(sel anchor.Selector, doubt data.Doubt, colour string, id mark, emphasis, bar bool) {
		m, ok := p.anchors.Resolve(sel)
		if !ok || doubt.State == data.Orphan {
			return // listed, never shown at a place
		}
		id.start, id.end = m.Start, m.End
		marks = append(marks, text.Highlight{
			Start: m.Start, End: m.End, Colour: colour, ID: id, Emphasis: emphasis, Bar: bar,
			Dashed: doubt.State == data.CheckMe,
		})
	}
	for _, x := range a.Excerpts {
		add(x.Anchor, x.Doubt, x.TrackRow.Colour, mark{event: x.Event}, x.ID == active.Excerpt, false)
	}
	for i := range a.Notes {
		n := &a.Notes[i]
		if !n.OnPassage() {
			continue
		}
		add(n.Anchor, n.Doubt, n.Colour, mark{note: n}, n.ID == active.Note, true)
	}
	return marks
}

// ShowFinds marks what the search has found in the open article.
func (p *Reader) ShowFinds() {
	s := p.env.Session
	a := s.Article()
	if a == nil || p.shown != a.ID {
		return
	}
	found, at := s.Finds()
	finds := make([]text.Found, len(found))
	for i, r := range found {
		finds[i] = text.Found{Start: r.Start, End: r.End}
	}
	p.text.SetFinds(finds, at)
}

// HighlightTapped selects what a highlighted passage stands for; where several
// lie on each other, a menu asks which.
func (p *Reader) HighlightTapped(ids []any) {
	k, s := p.env.Kit, p.env.Session
	var items []control.Item
	ids = p.finds.tapped(ids)
	for _, id := range ids {
		m := id.(mark)
		if m.note != nil {
			words := m.note.Text
			if words == "" {
				words = m.note.Anchor.Exact
			}
			items = append(items, control.Item{Text: control.OneLine(words, 40), Colour: m.note.Colour, Run: func() { s.ReadNote(*m.note) }})
			continue
		}
		for _, x := range s.Article().Excerpts {
			if x.Event == m.event {
				items = append(items, control.Item{Text: control.OneLine(x.EventRow.Title, 40), Colour: x.TrackRow.Colour, Run: func() {
					s.SelectID(x.Event, false)
					s.ReadExcerpt(x.Excerpt)
				}})
				break
			}
		}
	}
	switch {
	case len(items) == 1:
		items[0].Run()
	case len(items) > 1:
		at, _, _ := p.text.RectOf(ids[0].(mark).start, ids[0].(mark).end)
		k.ShowMenu(p.env.Canvas, at.Add(fyne.CurrentApp().Driver().AbsolutePositionForObject(p.text)), items)
	}
}

// SelectionChanged shows what can be done with the words.
func (p *Reader) SelectionChanged(start, end int) {
	if start == end {
		p.hideBar()
		return
	}
	k := p.env.Kit
	at, size, ok := p.text.RectOf(start, end)
	if !ok {
		p.hideBar()
		return
	}
	buttons := []fyne.CanvasObject{}
	add := func(command string) {
		buttons = append(buttons, k.Button(control.Quiet, k.T(command), nil, func() { p.env.Run(command) }))
	}
	if p.placing() {
		buttons = append(buttons, k.Button(control.Primary, k.T("doubt.here"), nil, p.Attach))
	} else if !p.env.readOnly() {
		for _, colour := range highlights {
			buttons = append(buttons, k.Dot(colour, func() { p.env.Highlight(colour) }))
		}
		add("selection.event")
		add("selection.note")
		if p.env.Session.Event() != nil {
			add("selection.link")
		}
	}
	add("selection.copy")
	add("selection.quote")
	box := control.Stack(control.NewSurface(control.Raised, control.Line, 10), k.Pad(5, 4, 5, 4, k.Row(2, -1, buttons...)))
	m := box.MinSize()
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.Root)
	body := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.text)
	x := body.X - origin.X + at.X + (size.Width-m.Width)/2
	y := body.Y - origin.Y + at.Y - m.Height - 8
	if y < 52 {
		y = min(body.Y-origin.Y+at.Y+size.Height+8, p.Root.Size().Height-m.Height-8)
	}
	box.Move(fyne.NewPos(max(8, min(x, p.Root.Size().Width-m.Width-8)), y))
	box.Resize(m)
	p.bar.Objects = []fyne.CanvasObject{box}
	p.bar.Refresh()
}

// TextMoved keeps the bar at the selected words while the text scrolls.
func (p *Reader) TextMoved() {
	p.finds.hide()
	p.finds.follow()
	if len(p.bar.Objects) > 0 {
		p.SelectionChanged(p.text.Selection())
	}
}

func (p *Reader) hideBar() {
	if len(p.bar.Objects) > 0 {
		p.bar.Objects = nil
		p.bar.Refresh()
	}
}

// SecondaryTapped offers at the pointer what the selection bar offers.
func (p *Reader) SecondaryTapped(_ int, at fyne.Position) {
	k := p.env.Kit
	start, end := p.text.Selection()
	none, ro := start == end, p.env.readOnly()
	item := func(command string, disabled bool) control.Item {
		return control.Item{Text: k.T(command), Disabled: disabled, Run: func() { p.env.Run(command) }}
	}
	k.ShowMenu(p.env.Canvas, at, []control.Item{
		item("selection.event", none || ro),
		item("selection.note", none || ro),
		item("selection.link", none || ro || p.env.Session.Event() == nil),
		{},
		item("selection.copy", none),
		item("selection.quote", none),
		item("selection.all", false),
	})
}

// highlights are the colours that the bar offers.
var highlights = [...]string{"amber", "green", "blue", "rose"}

// inner turns quotation marks within a quotation into those of the second rank.
func inner(arabic bool, words string) string {
	if arabic {
		return strings.NewReplacer("«", "“", "»", "”").Replace(words)
	}
	return strings.NewReplacer("“", "‘", "”", "’").Replace(words)
}

// Quotation returns the selected words with their source, for pasting elsewhere.
func (p *Reader) Quotation() string {
	sel, ok := p.Selection()
	if !ok {
		return ""
	}
	k, a := p.env.Kit, p.env.Session.Article()
	source := []string{a.Title}
	for _, part := range []string{a.Byline, a.Publisher, p.env.Kit.Locale.Date(a.Published), a.URL} {
		if part != "" {
			source = append(source, part)
		}
	}
	return k.T("quotation", "words", inner(k.RTL(), strings.TrimSpace(sel.Exact)), "source", strings.Join(source, " · "))
}

// Selection returns the selected passage of the open article.
func (p *Reader) Selection() (anchor.Selector, bool) {
	a := p.env.Session.Article()
	start, end := p.text.Selection()
	if a == nil || start == end {
		return anchor.Selector{}, false
	}
	s, err := anchor.Make(a.Text, start, end)
	return s, err == nil
}

// Text is the article's widget, for the keyboard.
func (p *Reader) Text() *text.View { return p.text }

// ClearSelection takes the selection and its bar away.
func (p *Reader) ClearSelection() { p.text.ClearSelection() }
