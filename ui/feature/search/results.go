package search

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// results lists what the search has found, by kind, and says what can be typed where
// nothing is.
type results struct {
	host  *feature.Host
	model *model
	does  resultsDo
	list  *control.LongList
	rows  []row
	head  *fyne.Container
	body  *fyne.Container
	root  *fyne.Container
}

// resultsDo is what the results ask for.
type resultsDo struct {
	write func(words string) // puts words into the field and looks for them
	back  func()             // gives the keyboard back to the field
}

func newResults(h *feature.Host, m *model, do resultsDo) *results {
	p := &results{host: h, model: m, does: do, head: control.Stack(), body: control.Stack()}
	p.list = h.Kit().LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newFace(h.Kit(), m) }, Fill: func(i int, o fyne.CanvasObject) { o.(*face).show(p.rows[i]) },
		Height:  func(i int) float32 { return p.rows[i].height() },
		Fixed:   func(i int) bool { return p.rows[i].heading },
		Lit:     func(i int) bool { return i == p.list.Current() && !p.rows[i].heading },
		Pressed: func(i int, _ control.Press) { p.open(i) }, Chosen: p.open, Key: p.key,
	})
	p.root = container.NewBorder(p.head, nil, nil, nil, p.body)
	p.load()
	return p
}

// load takes what has been found.
func (p *results) load() {
	before := p.rows
	p.rows = rowsOf(p.model.found)
	p.list.SetCount(len(p.rows), !sameHits(before, p.rows))
	if !sameHits(before, p.rows) {
		p.list.SetCurrent(-1)
	}
	p.build()
}

// total is how much was found of all kinds.
func (p *results) total(f *Found) string {
	if f == nil || !f.Counted {
		return ""
	}
	sum, more := 0, false
	for _, c := range f.Counts {
		sum, more = sum+c.N, more || c.More
	}
	return count(p.host.Kit(), data.Count{N: sum, More: more})
}

// focus gives the keyboard to the first hit; false where there is none.
func (p *results) focus() bool {
	if len(p.rows) == 0 {
		return false
	}
	p.host.Canvas.Focus(p.list)
	if p.list.Current() < 0 {
		p.list.Step(1)
	}
	return true
}

// openFirst goes to the first hit.
func (p *results) openFirst() {
	for i := range p.rows {
		if p.rows[i].hit != nil {
			p.list.SetCurrent(i)
			p.open(i)
			return
		}
	}
}

func (p *results) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyEscape:
		p.does.back()
		return true
	case fyne.KeyUp:
		if p.list.Current() <= 1 {
			p.does.back()
			return true
		}
	}
	return false
}

// open goes to a hit, or asks for more of its kind.
func (p *results) open(i int) {
	switch r := p.rows[i]; {
	case r.heading:
	case r.hit == nil:
		p.model.askMore(r.kind)
	default:
		p.model.goTo(*r.hit)
	}
}

// build makes the head and shows the list, or what to do where it is empty.
func (p *results) build() {
	k, l, m := p.host.Kit(), p.host.Library, p.model
	f := m.found
	p.head.Objects = nil
	var o fyne.CanvasObject = p.list
	switch {
	case l.Snapshot() == nil:
		o = control.Gap(1, 1)
	case m.query.Empty():
		o = p.hints(control.Column(6, k.Heading(k.T("search.hints.title")), k.Muted(k.T("search.hints.text"))))
	case f == nil:
		o = k.Pad(22, 22, 22, 22, k.Muted(k.T("search.busy")))
	case f.Unready && !f.Waiting:
		o = k.Pad(22, 22, 22, 22, k.Muted(k.T("error.unindexed")))
	case f.Unready:
		o = k.Pad(22, 22, 22, 22, k.Muted(k.T("search.unready")))
	case f.None():
		say := control.Column(8, k.Heading(k.T("search.none.title")), k.Muted(k.T("search.none.hint")))
		if understood := p.understood(); understood != nil {
			say.Add(understood)
		}
		if names := p.completions(); names != nil {
			say.Add(names)
		}
		if !l.Filter().Empty() {
			say.Add(k.Wrap(8, k.Button(control.Outline, k.T("search.unfiltered"), nil, func() { p.host.Run("filter.clear") })))
		}
		o = p.hints(say)
	default:
		p.head.Objects = []fyne.CanvasObject{control.Column(0, k.Pad(22, 8, 12, 8, p.steps()), control.HLine())}
	}
	if p.head.MinSize().Height != p.head.Size().Height { // the toolkit takes no room back by itself
		p.root.Refresh()
	} else {
		p.head.Refresh()
	}
	if len(p.body.Objects) != 1 || p.body.Objects[0] != o {
		p.body.Objects = []fyne.CanvasObject{o}
		p.body.Refresh()
	}
}

// steps are the lines over the list: which hit of how many is shown on the timeline
// and in the article, with buttons to go on; and what else the search can become.
func (p *results) steps() fyne.CanvasObject {
	k, m := p.host.Kit(), p.model
	column := control.Column(2)
	if names := p.completions(); names != nil {
		column.Add(names)
	}
	if understood := p.understood(); understood != nil {
		column.Add(understood)
	}
	line := func(words, back, on string) {
		previous, next := fynetheme.NavigateBackIcon(), fynetheme.NavigateNextIcon()
		if k.RTL() {
			previous, next = next, previous
		}
		column.Add(k.Row(2, 0, k.Text(words, text.LabelStyle{Size: control.SizeSmall, Lines: 1, Shrink: true, Colour: fynetheme.ColorNamePlaceHolder}),
			p.host.CommandButton(previous, back), p.host.CommandButton(next, on)))
	}
	if lit := m.lit; lit != nil && lit.Len() > 0 {
		words := k.Locale.TN("search.timeline", lit.Len())
		if n := m.number(); n > 0 {
			words = k.T("search.timeline.at", "at", k.Locale.Count(n), "n", k.Locale.Count(lit.Len()))
		}
		line(words, "search.event.previous", "search.event.next")
	}
	if finds, at := m.inArticle(); len(finds) > 0 {
		words := k.Locale.TN("search.article", len(finds))
		if at >= 0 {
			words = k.T("search.article.at", "at", k.Locale.Count(at+1), "n", k.Locale.Count(len(finds)))
		}
		line(words, "search.article.previous", "search.article.next")
	}
	column.Add(k.Wrap(14, k.Button(control.Link, k.T("command.search.filter"), nil, func() { p.host.Run("search.filter") })))
	return column
}

// understood says which words of the query are taken as dates, nil where none are.
func (p *results) understood() fyne.CanvasObject {
	k := p.host.Kit()
	var dates []string
	for _, d := range p.model.query.Dates() {
		dates = append(dates, k.Locale.Date(d.Date))
	}
	if len(dates) == 0 {
		return nil
	}
	return k.Muted(k.T("search.dated", "date", k.Join(dates...)))
}

// hints are examples of what can be typed, made of what is in the library; a press
// types one.
func (p *results) hints(above fyne.CanvasObject) fyne.CanvasObject {
	k := p.host.Kit()
	column := control.Column(7, above, control.Gap(0, 4))
	for _, h := range examples(k.Locale, p.host.Library) {
		example := k.Button(control.Link, h.text, nil, func() { p.does.write(h.text) })
		column.Add(control.Column(0, k.Wrap(0, example), k.Muted(k.T(h.what))))
	}
	scroll := k.Scroll()
	scroll.SetContent(k.Pad(22, 20, 22, 20, column), true)
	return scroll
}
