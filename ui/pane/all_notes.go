package pane

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
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/session"
)

// AllNotes lists all notes of the library: grouped, sorted and filtered.
type AllNotes struct {
	env   *Env
	view  session.NoteView
	rows  []session.NoteRow
	entry *control.Entry
	head  *fyne.Container
	chips *fyne.Container
	list  *control.LongList
	body  *fyne.Container
	Root  *fyne.Container
}

// NewAllNotes makes the pane.
func NewAllNotes(env *Env) *AllNotes {
	k := env.Kit
	p := &AllNotes{env: env, head: control.Stack(), chips: control.Stack(), body: control.Stack()}
	if v := env.NoteView; v != nil {
		p.view = *v
	}
	p.entry = k.Entry(1, p.view.Words, k.T("notes.filter"))
	p.entry.OnChanged = func(text string) {
		p.view.Words = text
		p.load()
	}
	p.entry.OnKey = p.entryKey
	p.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newNoteRow(env) }, Fill: p.fill, Height: func(i int) float32 { return lookOf(p.rows[i]).height() },
		Fixed:   func(i int) bool { return p.rows[i].Note == nil },
		Pressed: func(i int, _ control.Press) { p.show(i) }, Chosen: p.show, Key: p.key,
		Menu: func(i int, at fyne.Position) {
			if n := p.note(i); n != nil {
				p.list.SetCurrent(i)
				env.noteMenu(*n, at)
			}
		},
	})
	top := control.Column(0, k.Pad(22, 10, 22, 10, p.head), p.chips, control.HLine())
	p.Root = control.Stack(control.NewSurface(control.Panel, control.None, 0), container.NewBorder(top, nil, nil, nil, p.body))
	env.Session.Subscribe(func(t session.Topic) {
		switch t {
		case session.TopicLibrary, session.TopicShown:
			p.load()
		default:
		}
	})
	p.build()
	p.load()
	return p
}

// ShowTag lists the notes with a tag.
func (p *AllNotes) ShowTag(tag string) {
	p.view.Tag = tag
	p.changed()
}

// Focus gives the keyboard to the list.
func (p *AllNotes) Focus() {
	if len(p.rows) > 0 {
		if p.list.Current() < 0 {
			p.list.Step(1)
		}
		p.env.Canvas.Focus(p.list)
	}
}

// changed shows another view of the notes.
func (p *AllNotes) changed() {
	p.build()
	p.load()
}

// build makes the head: the filter, the grouping and the order.
func (p *AllNotes) build() {
	k := p.env.Kit
	if p.env.NoteView != nil {
		*p.env.NoteView = p.view // outlives the window's parts
	}
	var by, order, more *control.Button
	grouped := func(v string) string { return k.T("notes.by", "what", k.T("notes.by."+v)) }
	by = k.Button(control.Outline, grouped(string(cmp.Or(p.view.By, session.ByEvent))), nil, func() {
		p.choose(by, groupings[:], grouped, string(cmp.Or(p.view.By, session.ByEvent)), func(v string) { p.view.By = session.NoteGrouping(v) })
	})
	ordered := func(v string) string { return k.T("notes.order." + v) }
	order = k.Button(control.Outline, ordered(string(cmp.Or(p.view.Order, session.Newest))), nil, func() {
		p.choose(order, orders[:], ordered, string(cmp.Or(p.view.Order, session.Newest)), func(v string) { p.view.Order = session.NoteOrder(v) })
	})
	more = k.Button(control.Outline, k.T("notes.only"), nil, func() { p.filterMenu(k.Over(more)) })
	p.head.Objects = []fyne.CanvasObject{k.Row(6, 0, p.entry, by, order, more)}
	chips := k.Wrap(6)
	add := func(text string, clear func()) {
		chips.Add(k.ChipButton(text, fynetheme.CancelIcon(), func() { clear(); p.changed() }))
	}
	if p.view.Colour != "" {
		add(p.env.Tags.ColourName(p.view.Colour), func() { p.view.Colour = "" })
	}
	if p.view.Tag != "" {
		add(p.view.Tag, func() { p.view.Tag = "" })
	}
	if p.view.Author != "" {
		add(p.view.Author, func() { p.view.Author = "" })
	}
	if p.view.State != session.AnyState {
		add(k.T("notes.state."+string(p.view.State)), func() { p.view.State = session.AnyState })
	}
	p.chips.Objects = nil
	if len(chips.Objects) > 0 {
		p.chips.Objects = []fyne.CanvasObject{k.Pad(22, 0, 22, 10, chips)}
	}
	p.head.Refresh()
	p.chips.Refresh()
	p.Root.Refresh()
}

// groupings and orders are the values of the menus.
var (
	groupings = [...]string{string(session.ByEvent), string(session.ByArticle), string(session.ByTag), string(session.ByDay)}
	orders    = [...]string{string(session.Newest), string(session.Oldest), string(session.Changed), string(session.InText)}
)

func (p *AllNotes) choose(under *control.Button, values []string, title func(v string) string, now string, set func(string)) {
	k := p.env.Kit
	items := make([]control.Item, len(values))
	for i, v := range values {
		items[i] = control.Item{Text: title(v), Checked: v == now, Run: func() { set(v); p.changed() }}
	}
	k.ShowMenu(p.env.Canvas, k.Over(under), items)
}

// filterMenu offers what a note may be narrowed by.
func (p *AllNotes) filterMenu(at fyne.Position) {
	k, n := p.env.Kit, p.env.Session.Library()
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
	for _, state := range []session.NoteState{session.ToCheck, session.Orphaned} {
		items = append(items, control.Item{Text: k.T("notes.state." + string(state)), Checked: p.view.State == state, Run: func() { p.view.State = state; p.changed() }})
	}
	items = append(items, control.Item{})
	for _, c := range data.Colours() {
		if colours[c] > 0 {
			items = append(items, control.Item{Text: p.env.Tags.ColourName(c), Colour: c, Run: func() { p.view.Colour = c; p.changed() }})
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
	items = append(items, control.Item{}, p.env.Item("tags"), p.env.Item("colours"))
	k.ShowMenu(p.env.Canvas, at, items)
}

// load lists the notes anew; the selected one stays selected.
func (p *AllNotes) load() {
	var at data.ID
	if n := p.note(p.list.Current()); n != nil {
		at = n.ID
	}
	p.env.Session.Notes(p.view, p.env.Now(), func(rows []session.NoteRow) {
		p.rows = rows
		p.list.SetCount(len(rows), false)
		p.fit()
		if i := slices.IndexFunc(rows, func(r session.NoteRow) bool { return r.Note != nil && r.Note.ID == at }); i >= 0 && i != p.list.Current() {
			p.list.SetCurrent(i)
		}
	})
}

// note is the note of a row, nil for a heading and beyond the ends.
func (p *AllNotes) note(i int) *data.Annotation {
	if i < 0 || i >= len(p.rows) {
		return nil
	}
	return p.rows[i].Note
}

// show goes to what a note is about.
func (p *AllNotes) show(i int) {
	if n := p.note(i); n != nil {
		p.env.showNote(*n)
	}
}

// fit shows the list, or what to do where it is empty.
func (p *AllNotes) fit() {
	k, n := p.env.Kit, p.env.Session.Library()
	var o fyne.CanvasObject = p.list
	switch {
	case n == nil:
		o = control.Gap(1, 1)
	case len(p.rows) == 0 && len(n.Notes) == 0:
		o = k.Pad(40, 28, 40, 28, control.Column(8, k.Heading(k.T("notes.empty.title")), k.Muted(k.T("notes.empty.hint"))))
	case len(p.rows) == 0:
		clear := k.Button(control.Outline, k.T("notes.clear"), nil, func() {
			p.view = session.NoteView{By: p.view.By, Order: p.view.Order}
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
func (p *AllNotes) entryKey(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		p.Focus()
		return true
	case fyne.KeyEscape:
		if p.view.Words != "" {
			p.entry.SetText("")
			p.view.Words = ""
			p.load()
			return true
		}
		p.env.Canvas.Unfocus()
		return true
	}
	return false
}

// key is what a key does to the selected note.
func (p *AllNotes) key(ev *fyne.KeyEvent) bool {
	n, name := p.note(p.list.Current()), command.NameOf(ev)
	fixed := p.env.readOnly()
	switch {
	case name == fyne.KeyEscape:
		p.env.Canvas.Unfocus()
	case n == nil || fixed:
		return false
	case name == fyne.KeyDelete || name == fyne.KeyBackspace:
		p.env.DeleteNote(*n)
	case name == fyne.KeyE:
		p.env.Later(func() { p.env.EditNote(*n) })
	case name == fyne.KeyT:
		p.env.Later(func() { p.env.TagNote(*n) })
	default:
		return false
	}
	return true
}

// fill makes a row show what it is about.
func (p *AllNotes) fill(i int, o fyne.CanvasObject) {
	row, r := o.(*noteRow), p.rows[i]
	if r.Note == nil {
		row.heading(p.title(r), p.env.Kit.Locale.Count(r.Count))
	} else {
		row.note(r)
	}
}

// title is what a heading says.
func (p *AllNotes) title(r session.NoteRow) string {
	k := p.env.Kit
	switch {
	case r.Orphans:
		return k.T("notes.state.orphans")
	case !r.Day.IsZero():
		return p.env.day(r.Day)
	case r.Title != "":
		return r.Title
	}
	return k.T("notes.without." + string(cmp.Or(p.view.By, session.ByEvent)))
}

// day names a day, near ones by where they stand to today.
func (e *Env) day(t time.Time) string {
	now := e.Now()
	if dates.DayOf(t) == dates.DayOf(now) {
		return e.Kit.T("today")
	}
	return e.Kit.Locale.Age(now, t)
}
