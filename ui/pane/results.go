package pane

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// Results lists what the search has found, by kind, and says what can be typed
// where nothing is.
type Results struct {
	env  *Env
	list *control.LongList
	rows []resultRow
	head *fyne.Container
	body *fyne.Container
	Root *fyne.Container
	// Back gives the keyboard back to the search field.
	Back func()
	// Known is told how many were found, in words; "" while nothing is searched.
	Known func(count string)
}

// resultRow is a heading, a hit, or the line after the first hits of a kind.
type resultRow struct {
	kind    data.Kind
	hit     *data.Hit
	heading bool // else, without a hit, "more"
	newest  bool
}

// NewResults makes the pane.
func NewResults(env *Env, back func(), known func(count string)) *Results {
	k := env.Kit
	p := &Results{env: env, head: control.Stack(), body: control.Stack(), Back: back, Known: known}
	p.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newResultFace(env) }, Fill: p.fill, Height: p.height,
		Fixed:   func(i int) bool { return p.rows[i].heading },
		Lit:     func(i int) bool { return i == p.list.Current() && !p.rows[i].heading },
		Pressed: func(i int, _ control.Press) { p.open(i) }, Chosen: p.open, Key: p.key,
	})
	p.Root = control.Stack(control.NewSurface(control.Panel, control.None, 0), container.NewBorder(p.head, nil, nil, nil, p.body))
	env.Session.Subscribe(func(t session.Topic) {
		switch t {
		case session.TopicFound:
			p.load()
		case session.TopicLit, session.TopicFinds, session.TopicEvent, session.TopicArticle, session.TopicShown:
			p.build()
		default:
		}
	})
	p.load()
	return p
}

// load takes what has been found.
func (p *Results) load() {
	f := p.env.Session.Found()
	before := p.rows
	p.rows = nil
	if f != nil {
		for kind, g := range f.Groups {
			if len(g.Hits) == 0 {
				continue
			}
			p.rows = append(p.rows, resultRow{kind: data.Kind(kind), heading: true, newest: g.Newest})
			for i := range g.Hits {
				p.rows = append(p.rows, resultRow{kind: data.Kind(kind), hit: &g.Hits[i]})
			}
			if g.Partial && len(g.Hits) < session.MostHits {
				p.rows = append(p.rows, resultRow{kind: data.Kind(kind)})
			}
		}
	}
	p.list.SetCount(len(p.rows), !sameHits(before, p.rows))
	if !sameHits(before, p.rows) {
		p.list.SetCurrent(-1)
	}
	p.Known(p.total(f))
	p.build()
}

// sameHits reports whether a list goes on where another began: then it stays where
// it is scrolled to.
func sameHits(a, b []resultRow) bool {
	if len(a) == 0 || len(b) < len(a)-1 {
		return false
	}
	for i := range min(len(a), len(b)) {
		if a[i].hit == nil || b[i].hit == nil {
			continue
		}
		if a[i].hit.ID != b[i].hit.ID {
			return false
		}
	}
	return true
}

// total is how much was found of all kinds.
func (p *Results) total(f *session.Found) string {
	if f == nil || !f.Counted {
		return ""
	}
	sum, more := 0, false
	for _, c := range f.Counts {
		sum, more = sum+c.N, more || c.More
	}
	return p.env.count(data.Count{N: sum, More: more})
}

// count is a number of finds, "10,000+" where there are more.
func (e *Env) count(c data.Count) string {
	n := e.Kit.Locale.Count(c.N)
	if c.More {
		return e.Kit.T("count.more", "n", n)
	}
	return n
}

// Focus gives the keyboard to the first hit; false where there is none.
func (p *Results) Focus() bool {
	if len(p.rows) == 0 {
		return false
	}
	p.env.Canvas.Focus(p.list)
	if p.list.Current() < 0 {
		p.list.Step(1)
	}
	return true
}

// OpenFirst goes to the first hit.
func (p *Results) OpenFirst() {
	for i := range p.rows {
		if p.rows[i].hit != nil {
			p.list.SetCurrent(i)
			p.open(i)
			return
		}
	}
}

func (p *Results) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyEscape:
		p.Back()
		return true
	case fyne.KeyUp:
		if p.list.Current() <= 1 {
			p.Back()
			return true
		}
	}
	return false
}

// open goes to a hit, or asks for more of its kind.
func (p *Results) open(i int) {
	switch r := p.rows[i]; {
	case r.heading:
	case r.hit == nil:
		p.env.Session.More(r.kind)
	default:
		p.env.Session.GoHit(*r.hit)
	}
}

// build makes the head and shows the list, or what to do where it is empty.
func (p *Results) build() {
	k, s := p.env.Kit, p.env.Session
	f := s.Found()
	p.head.Objects = nil
	var o fyne.CanvasObject = p.list
	switch {
	case s.Library() == nil:
		o = control.Gap(1, 1)
	case s.Searching().Empty():
		o = p.hints(control.Column(6, k.Heading(k.T("search.hints.title")), k.Muted(k.T("search.hints.text"))))
	case f == nil:
		o = k.Pad(22, 22, 22, 22, k.Muted(k.T("search.busy")))
	case f.Unready && !f.Waiting:
		o = k.Pad(22, 22, 22, 22, k.Muted(k.T("error.unindexed")))
	case f.Unready:
		o = k.Pad(22, 22, 22, 22, k.Muted(k.T("search.unready")))
	case f.None():
		say := control.Column(8, k.Heading(k.T("search.none.title")), k.Muted(k.T("search.none.hint")))
		if !s.Filter().Empty() {
			say.Add(k.Wrap(8, k.Button(control.Outline, k.T("search.unfiltered"), nil, func() { p.env.Run("filter.clear") })))
		}
		o = p.hints(say)
	default:
		p.head.Objects = []fyne.CanvasObject{control.Column(0, k.Pad(22, 8, 12, 8, p.steps()), control.HLine())}
	}
	p.head.Refresh()
	if len(p.body.Objects) != 1 || p.body.Objects[0] != o {
		p.body.Objects = []fyne.CanvasObject{o}
		p.body.Refresh()
	}
}

// steps are the lines over the list: which hit of how many is shown on the timeline
// and in the article, with buttons to go on; and what else the search can become.
func (p *Results) steps() fyne.CanvasObject {
	k, s := p.env.Kit, p.env.Session
	column := control.Column(2)
	line := func(words, back, on string) {
		previous, next := fynetheme.NavigateBackIcon(), fynetheme.NavigateNextIcon()
		if k.RTL() {
			previous, next = next, previous
		}
		column.Add(k.Row(2, 0, k.Text(words, text.LabelStyle{Size: control.SizeSmall, Lines: 1, Shrink: true, Colour: fynetheme.ColorNamePlaceHolder}),
			k.IconButton(previous, p.env.Item(back).Tip(), func() { p.env.Run(back) }),
			k.IconButton(next, p.env.Item(on).Tip(), func() { p.env.Run(on) })))
	}
	if lit := s.Lit(); lit != nil && lit.Len() > 0 {
		words := k.Locale.TN("search.timeline", lit.Len())
		if n := s.HitNumber(); n > 0 {
			words = k.T("search.timeline.at", "at", k.Locale.Count(n), "n", k.Locale.Count(lit.Len()))
		}
		line(words, "search.event.previous", "search.event.next")
	}
	if finds, at := s.Finds(); len(finds) > 0 {
		words := k.Locale.TN("search.article", len(finds))
		if at >= 0 {
			words = k.T("search.article.at", "at", k.Locale.Count(at+1), "n", k.Locale.Count(len(finds)))
		}
		line(words, "search.article.previous", "search.article.next")
	}
	column.Add(k.Wrap(14, k.Button(control.Link, k.T("command.search.filter"), nil, func() { p.env.Run("search.filter") })))
	return column
}

// hints are examples of what can be typed, made of what is in the library; a press
// types one.
func (p *Results) hints(above fyne.CanvasObject) fyne.CanvasObject {
	k := p.env.Kit
	column := control.Column(7, above, control.Gap(0, 4))
	for _, h := range p.examples() {
		example := k.Button(control.Link, h.text, nil, func() { p.env.Type(h.text) })
		column.Add(control.Column(0, k.Wrap(0, example), k.Muted(k.T(h.what))))
	}
	scroll := k.Scroll()
	scroll.SetContent(k.Pad(22, 20, 22, 20, column), true)
	return scroll
}
