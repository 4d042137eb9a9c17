package notelist

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/notes"
	"tarikh.org/tarikh/ui/feature/tags"
)

// pane shows the list, with its filter, grouping and order above it.
type pane struct {
	*model
	kit   *control.Kit
	notes *notes.Feature
	tags  *tags.Feature
	entry *control.Entry
	head  *fyne.Container
	chips *fyne.Container
	list  *control.LongList
	out   *control.Button // copies and saves what is listed
	body  *fyne.Container
	root  *fyne.Container
	shown []Row // in the list
}

func newPane(m *model, n *notes.Feature, t *tags.Feature) *pane {
	k := m.host.Kit()
	p := &pane{model: m, kit: k, notes: n, tags: t, head: control.Stack(), chips: control.Stack(), body: control.Stack()}
	p.entry = k.Entry(1, m.view.Words, k.T("notes.filter"))
	p.entry.OnChanged = func(text string) {
		m.view.Words = text
		m.load()
	}
	p.entry.OnKey = p.entryKey
	p.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newFace(m.host) }, Fill: p.fill, Height: func(i int) float32 { return lookOf(m.rows[i]).height() },
		Fixed:   func(i int) bool { return m.rows[i].Note == nil },
		Pressed: func(i int, _ control.Press) { p.goTo(i) }, Chosen: p.goTo, Key: p.key,
		Menu: func(i int, at fyne.Position) {
			if n := m.note(i); n != nil {
				p.list.SetCurrent(i)
				p.notes.Menu(*n, at)
			}
		},
	})
	top := control.Column(0, k.Pad(22, 10, 22, 10, p.head), p.chips, control.HLine())
	p.root = container.NewBorder(top, nil, nil, nil, p.body)
	p.build()
	p.show()
	return p
}

// focus focuses the list.
func (p *pane) focus() {
	if len(p.rows) > 0 {
		if p.list.Current() < 0 {
			p.list.Step(1)
		}
		p.host.Canvas.Focus(p.list)
	}
}

// changed shows another view of the notes.
func (p *pane) changed() {
	p.build()
	p.load()
}

// build makes the head: the filter, the grouping and the order.
func (p *pane) build() {
	k := p.kit
	var by, order, more *control.Button
	grouped := func(v string) string { return k.T("notes.by", "what", k.T("notes.by."+v)) }
	by = k.Button(control.Outline, grouped(string(cmp.Or(p.view.By, ByEvent))), nil, func() {
		p.choose(by, groupings[:], grouped, string(cmp.Or(p.view.By, ByEvent)), func(v string) { p.view.By = Grouping(v) })
	})
	ordered := func(v string) string { return k.T("notes.order." + v) }
	order = k.Button(control.Outline, ordered(string(cmp.Or(p.view.Order, Newest))), nil, func() {
		p.choose(order, orders[:], ordered, string(cmp.Or(p.view.Order, Newest)), func(v string) { p.view.Order = Order(v) })
	})
	more = k.Button(control.Outline, k.T("notes.only"), nil, func() { p.filterMenu(k.Over(more)) })
	if p.entry.Text() != p.view.Words {
		p.entry.SetText(p.view.Words)
	}
	p.out = k.TippedButton(fynetheme.DocumentSaveIcon(), p.outTip, func() {
		k.ShowMenu(p.host.Canvas, k.Over(p.out), p.notes.TakeOut(p.host.Library.Snapshot().Library.Title, p.listedNotes()))
	})
	p.offerOut()
	p.head.Objects = []fyne.CanvasObject{k.Row(6, 0, p.entry, by, order, more, p.out)}
	chips := k.Wrap(6)
	add := func(text string, clear func()) {
		chips.Add(k.ChipButton(k.Given(text), fynetheme.CancelIcon(), func() { clear(); p.changed() }))
	}
	if p.view.Colour != "" {
		add(p.tags.ColourName(p.view.Colour), func() { p.view.Colour = "" })
	}
	if p.view.Tag != "" {
		add(p.view.Tag, func() { p.view.Tag = "" })
	}
	if p.view.Author != "" {
		add(p.view.Author, func() { p.view.Author = "" })
	}
	if p.view.State != AnyState {
		add(k.T("notes.state."+string(p.view.State)), func() { p.view.State = AnyState })
	}
	p.chips.Objects = nil
	if len(chips.Objects) > 0 {
		p.chips.Objects = []fyne.CanvasObject{k.Pad(22, 0, 22, 10, chips)}
	}
	p.head.Refresh()
	p.chips.Refresh()
	p.root.Refresh()
}

// offerOut lets what is listed be copied and saved, where there is something.
func (p *pane) offerOut() {
	if len(p.rows) == 0 {
		p.out.Disable()
	} else {
		p.out.Enable()
	}
}

// outTip says what the button for that does, or why it does nothing.
func (p *pane) outTip() string {
	if len(p.rows) == 0 {
		return p.kit.T("notes.out.none")
	}
	return p.kit.T("notes.out")
}

// listedNotes are the notes of the list in their order, each once.
func (m *model) listedNotes() []data.Annotation {
	var notes []data.Annotation
	have := map[data.ID]bool{}
	for _, r := range m.rows {
		if r.Note != nil && !have[r.Note.ID] {
			have[r.Note.ID] = true
			notes = append(notes, *r.Note)
		}
	}
	return notes
}

// groupings and orders are the values of the menus.
var (
	groupings = [...]string{string(ByEvent), string(ByArticle), string(ByTag), string(ByDay)}
	orders    = [...]string{string(Newest), string(Oldest), string(Changed), string(InText)}
)

func (p *pane) choose(under *control.Button, values []string, title func(v string) string, now string, set func(string)) {
	k := p.kit
	items := make([]control.Item, len(values))
	for i, v := range values {
		items[i] = control.Item{Text: title(v), Checked: v == now, Run: func() { set(v); p.changed() }}
	}
	k.ShowMenu(p.host.Canvas, k.Over(under), items)
}

// filterMenu offers what a note may be narrowed by.
func (p *pane) filterMenu(at fyne.Position) {
	k, n := p.kit, p.host.Library.Snapshot()
	if n == nil {
		return
	}
	colours, tagged, authors := map[string]int{}, map[string]int{}, map[string]int{}
	for i := range n.Notes {
		a := &n.Notes[i]
		colours[a.Colour]++
		if a.Author != "" {
			authors[a.Author]++
		}
		for _, tag := range a.Tags {
			tagged[tag]++
		}
	}
	var items []control.Item
	for _, state := range []State{ToCheck, Orphaned} {
		items = append(items, control.Item{Text: k.T("notes.state." + string(state)), Checked: p.view.State == state, Run: func() { p.view.State = state; p.changed() }})
	}
	items = append(items, control.Item{})
	for _, c := range data.Colours() {
		if colours[c] > 0 {
			items = append(items, control.Item{Text: p.tags.ColourName(c), Colour: c, Run: func() { p.view.Colour = c; p.changed() }})
		}
	}
	most := func(counts map[string]int, title string, set func(string)) {
		if len(counts) == 0 {
			return
		}
		items = append(items, control.Item{}, control.Item{Text: k.T(title)})
		for _, v := range tags.MostUsed(counts, 8) {
			items = append(items, control.Item{Text: k.Given(v), Run: func() { set(v); p.changed() }})
		}
	}
	most(tagged, "field.tags", func(v string) { p.view.Tag = v })
	most(authors, "field.author", func(v string) { p.view.Author = v })
	items = append(items, control.Item{}, p.host.Item("tags"), p.host.Item("colours"))
	k.ShowMenu(p.host.Canvas, at, items)
}

// show lists the rows; the current note stays current.
func (p *pane) show() {
	var at data.ID
	if i := p.list.Current(); i >= 0 && i < len(p.shown) && p.shown[i].Note != nil {
		at = p.shown[i].Note.ID
	}
	p.shown = p.rows
	p.list.SetCount(len(p.rows), false)
	p.offerOut()
	p.fit()
	if i := slices.IndexFunc(p.rows, func(r Row) bool { return r.Note != nil && r.Note.ID == at }); i >= 0 && i != p.list.Current() {
		p.list.SetCurrent(i)
	}
}

// goTo goes to what a note is about.
func (p *pane) goTo(i int) {
	if n := p.note(i); n != nil {
		p.notes.Show(*n)
	}
}

// fit shows the list, or what to do where it is empty.
func (p *pane) fit() {
	k, n := p.kit, p.host.Library.Snapshot()
	var o fyne.CanvasObject = p.list
	switch {
	case n == nil:
		o = control.Gap(1, 1)
	case len(p.rows) == 0 && len(n.Notes) == 0:
		o = k.Pad(40, 28, 40, 28, control.Column(8, k.Heading(k.T("notes.empty.title")), k.Muted(k.T("notes.empty.hint"))))
	case len(p.rows) == 0:
		clear := k.Button(control.Outline, k.T("notes.clear"), nil, func() {
			p.view = View{By: p.view.By, Order: p.view.Order}
			p.entry.SetText("")
			p.changed()
		})
		if !p.view.Narrow() {
			clear.Hide()
		}
		o = k.Pad(40, 28, 40, 28, control.Column(8, k.Heading(k.T("notes.nofit.title")), k.Muted(k.T("notes.nofit.hint")), k.Wrap(8, clear)))
	}
	if len(p.body.Objects) != 1 || p.body.Objects[0] != o {
		p.body.Objects = []fyne.CanvasObject{o}
		p.body.Refresh()
	}
}

// entryKey goes from the filter to the list.
func (p *pane) entryKey(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		p.focus()
		return true
	case fyne.KeyEscape:
		if p.view.Words != "" {
			p.entry.SetText("")
			p.view.Words = ""
			p.load()
			return true
		}
		p.host.Canvas.Unfocus()
		return true
	}
	return false
}

// key is what a key does to the selected note.
func (p *pane) key(ev *fyne.KeyEvent) bool {
	n, name := p.note(p.list.Current()), command.NameOf(ev)
	fixed := !p.host.Library.Writable()
	switch {
	case name == fyne.KeyEscape:
		p.host.Canvas.Unfocus()
	case n == nil || fixed:
		return false
	case name == fyne.KeyDelete || name == fyne.KeyBackspace:
		p.notes.Delete(*n)
	case name == fyne.KeyE:
		p.host.Later(func() { p.notes.Edit(*n) })
	case name == fyne.KeyT:
		p.host.Later(func() { p.notes.Tag(*n) })
	default:
		return false
	}
	return true
}

// fill makes a row show what it is about.
func (p *pane) fill(i int, o fyne.CanvasObject) {
	row, r := o.(*face), p.rows[i]
	if r.Note == nil {
		row.heading(p.headline(r), p.kit.Locale.Count(r.Count))
	} else {
		row.note(r)
	}
}

// headline is what a heading says.
func (p *pane) headline(r Row) string {
	k := p.kit
	switch {
	case r.Orphans:
		return k.T("notes.state.orphans")
	case !r.Day.IsZero():
		return dayWords(p.host, r.Day)
	case r.Title != "":
		return r.Title
	}
	return k.T("notes.without." + string(cmp.Or(p.view.By, ByEvent)))
}

// dayWords name a day, near ones by how far they are from today.
func dayWords(h *feature.Host, t time.Time) string {
	now := h.Now()
	if dates.DayOf(t) == dates.DayOf(now) {
		return h.Kit().T("today")
	}
	return h.Kit().Locale.Age(now, t)
}
