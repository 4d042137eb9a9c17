package pane

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// Event is the card of the selected event, with the passages that report it.
type Event struct {
	env    *Env
	scroll *control.Scroll
	Root   *fyne.Container
	shown  data.ID
}

// NewEvent makes the pane.
func NewEvent(env *Env) *Event {
	p := &Event{env: env, scroll: env.Kit.Scroll()}
	p.Root = control.Stack(control.NewSurface(control.Panel, control.None, 0), p.scroll)
	env.Session.Subscribe(func(t session.Topic) {
		switch t {
		case session.TopicEvent, session.TopicFocus, session.TopicLibrary:
			p.build()
		case session.TopicTitles, session.TopicArticle, session.TopicSaving:
		}
	})
	p.build()
	return p
}

func (p *Event) build() {
	k := p.env.Kit
	e := p.env.Session.Event()
	if e == nil {
		p.shown = data.ID{}
		p.scroll.SetContent(k.Pad(22, 22, 22, 22, p.empty()), true)
		return
	}
	parts := []fyne.CanvasObject{
		k.Row(8, 1, control.NewBar(control.Mark(e.TrackRow.Colour), 10, 10, 5),
			k.Muted(k.Join(k.Locale.DateLong(e.Date), k.Given(e.TrackRow.Name)))),
		k.Name(e.Title, text.LabelStyle{Size: control.SizeHeading, Bold: true, LineHeight: 29}),
	}
	if e.Place != "" {
		parts = append(parts, k.Name(e.Place, text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNamePlaceHolder}))
	}
	if e.Description != "" {
		parts = append(parts, control.Gap(0, 2), k.Written(e.Description, text.LabelStyle{LineHeight: 23}))
	}
	if e.Source != "" {
		parts = append(parts, k.Muted(k.T("event.source", "source", e.Source)))
	}
	if len(e.Tags) > 0 {
		chips := k.Wrap(5)
		for _, tag := range e.Tags {
			chips.Add(k.ChipButton(tag, nil, func() { p.filter(tag) }))
		}
		parts = append(parts, control.Gap(0, 2), chips)
	}
	parts = append(parts, control.Gap(0, 4), p.passages(e), control.Gap(0, 4), p.actions())
	p.scroll.SetContent(k.Pad(22, 20, 22, 22, control.Column(7, parts...)), e.ID != p.shown)
	p.shown = e.ID
}

// filter leaves what has a tag.
func (p *Event) filter(tag string) {
	s := p.env.Session
	s.SetFilter(s.Filter().With(query.Term{Field: query.Tag, Values: []string{tag}}))
}

// empty tells what to do when nothing is selected.
func (p *Event) empty() fyne.CanvasObject {
	k := p.env.Kit
	n := p.env.Session.Library()
	if n == nil {
		run := func(id string) func() { return func() { p.env.Run(id) } }
		return control.Column(10, k.Heading(k.T("library.none.title")), k.Muted(k.T("library.none.hint")),
			k.Wrap(8, k.Button(control.Outline, k.T("command.library.open"), nil, run("library.open")),
				k.Button(control.Outline, k.T("command.library.new"), nil, run("library.new")),
				k.Button(control.Outline, k.T("command.library.sample"), nil, run("library.sample"))))
	}
	if n.Counts.Events == 0 {
		add := k.Button(control.Outline, k.T("command.event.new"), nil, func() { p.env.Run("event.new") })
		return control.Column(10, k.Heading(k.T("events.none.title")), k.Muted(k.T("events.none.hint")), k.Wrap(8, add))
	}
	return control.Column(10, k.Heading(k.T("event.none.title")), k.Muted(k.T("event.none.hint")))
}

func (p *Event) passages(e *session.EventView) fyne.CanvasObject {
	k, s := p.env.Kit, p.env.Session
	column := control.Column(14)
	if e.Missing > 0 {
		column.Add(k.Quote(control.Warn, k.Text(k.Locale.TN("event.missing", e.Missing), text.LabelStyle{Size: control.SizeSmall, LineHeight: 22})))
	} else if len(e.Excerpts) == 0 {
		return k.Muted(k.T("excerpts.none"))
	}
	at := 0
	for i, x := range e.Excerpts {
		active := x.ID == s.Active().Excerpt
		if active {
			at = i
		}
		column.Add(p.passage(e, x, active))
	}
	if len(e.Excerpts) > 1 {
		back, on := fynetheme.NavigateBackIcon(), fynetheme.NavigateNextIcon()
		if k.RTL() {
			back, on = on, back
		}
		column.Add(k.Row(4, 0, k.Muted(k.T("excerpt.of", "n", k.Locale.Count(at+1), "m", k.Locale.Count(len(e.Excerpts)))),
			k.IconButton(back, k.T("command.excerpt.previous"), func() { s.StepExcerpt(-1) }),
			k.IconButton(on, k.T("command.excerpt.next"), func() { s.StepExcerpt(1) })))
	}
	return column
}

// passage is one excerpt: the words, a bar in the track's colour, and where
// they are from.
func (p *Event) passage(e *session.EventView, x session.ExcerptView, active bool) fyne.CanvasObject {
	k, s := p.env.Kit, p.env.Session
	bar := control.Line
	if active {
		bar = control.Mark(e.TrackRow.Colour)
	}
	source := k.Name(x.Source.Title, text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNamePlaceHolder, Lines: 1, Shrink: true})
	show := k.Button(control.Link, k.T("excerpt.show"), nil, func() { s.ReadExcerpt(x.Excerpt) })
	var words fyne.CanvasObject = k.Written(control.OneLine(x.Anchor.Exact, 280), text.LabelStyle{LineHeight: 25})
	if x.Doubt.State != data.Sure {
		words = p.env.doubtOf(doubted{excerpt: &x.Excerpt})
	}
	body := control.Column(4, words, source, k.Muted(feature.SourceLine(p.env.Kit, x.Source)), k.Wrap(0, show))
	return control.NewTapArea(k.Quote(bar, body), func() { s.ReadExcerpt(x.Excerpt) },
		func(at fyne.Position) {
			k.ShowMenu(p.env.Canvas, at, []control.Item{
				{Text: k.T("excerpt.show"), Run: func() { s.ReadExcerpt(x.Excerpt) }},
				{Text: k.T("excerpt.unlink"), Disabled: p.env.readOnly(), Run: func() {
					s.Do(data.Edit{Label: "edit.excerpt.delete", Excerpts: []data.Change[data.Excerpt]{data.Delete(x.Excerpt)}}, nil)
				}},
			})
		})
}

func (p *Event) actions() fyne.CanvasObject {
	k := p.env.Kit
	note := k.Button(control.Outline, k.T("command.note.add"), fynetheme.DocumentCreateIcon(), p.env.noteOnEvent)
	change := k.Button(control.Quiet, k.T("command.event.edit"), nil, func() { p.env.Run("event.edit") })
	if p.env.readOnly() {
		note.Disable()
		change.Disable()
	}
	return control.Column(12, k.Wrap(8, note, change), p.neighbours())
}

// neighbours are the events before and after this one in time.
func (p *Event) neighbours() fyne.CanvasObject {
	k, s := p.env.Kit, p.env.Session
	n := s.Library()
	row := k.Wrap(14)
	for _, side := range []struct {
		key, command string
		step         int
	}{{"event.previous", "event.previous", -1}, {"event.next", "event.next", 1}} {
		place := s.Selected() + side.step
		if s.Selected() < 0 || place < 0 || place >= n.Columns.Len() {
			continue
		}
		name, _ := s.Title(place)
		row.Add(k.Button(control.Link, k.T(side.key, "title", control.OneLine(name, 34)), nil, func() { p.env.Run(side.command) }))
	}
	return row
}

func (e *Env) readOnly() bool {
	ro, _ := e.Session.ReadOnly()
	return ro
}
