package actors

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// pane shows what the library has, or what is proposed.
type pane struct {
	host     *feature.Host
	kit      *control.Kit
	list     *list
	found    *found
	editor   Editor
	find     func()
	proposed bool // what is proposed is shown
	entry    *control.Entry
	switches *control.Segments
	table    *control.Table
	review   *review
	head     *fyne.Container
	bar      *fyne.Container
	body     *fyne.Container
	root     *fyne.Container
}

func newPane(h *feature.Host, l *list, f *found, e Editor, find func()) *pane {
	k := h.Kit()
	p := &pane{host: h, kit: k, list: l, found: f, editor: e, find: find, head: control.Stack(), bar: control.Stack(), body: control.Stack()}
	p.entry = k.Entry(1, l.words, k.T("actors.search"))
	p.entry.OnChanged = func(words string) {
		l.words = words
		l.arrange()
	}
	p.entry.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyDown || ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter {
			p.focus()
			return true
		}
		return false
	}
	p.switches = k.Segments(func(key string) {
		p.proposed = key == "proposed"
		p.show()
		p.host.Later(p.focus)
	})
	muted := func(key string, width float32, figure, own bool) control.TableColumn {
		return control.TableColumn{Key: key, Title: k.T("actors.column." + key), Width: width, Figure: figure, Own: own}
	}
	p.table = k.Table(control.TableRows{
		Columns: []control.TableColumn{
			{Key: "name", Title: k.T("actor.field.name")},
			muted("others", 190, false, false), muted("kind", 104, false, true),
			muted("events", 76, true, true), muted("articles", 76, true, true),
		},
		Sort: l.sort, Descending: l.descending, Sorted: p.sortBy, Cells: p.cells,
		List: control.LongRows{
			Lit:     func(row int) bool { return l.picks.Has(l.at(row)) },
			Pressed: p.pressed, Moved: p.moved, Chosen: p.filter, Menu: p.menu, Key: p.key, Shortcut: p.shortcut,
		},
	})
	p.review = newReview(p)
	p.root = container.NewBorder(control.Column(0, p.head, p.bar, control.HLine()), nil, nil, nil, p.body)
	p.build()
	return p
}

// focus gives the keyboard to the list that is shown.
func (p *pane) focus() {
	switch {
	case p.proposed && len(p.found.all) > 0:
		p.host.Canvas.Focus(p.review.table.List)
	case !p.proposed && len(p.list.rows) > 0:
		p.host.Canvas.Focus(p.table.List)
	}
}

// show shows the lists as they are now.
func (p *pane) show() {
	if p.entry.Text() != p.list.words {
		p.entry.SetText(p.list.words)
	}
	p.table.SetSort(p.list.sort, p.list.descending)
	p.table.List.SetCount(len(p.list.rows), false)
	p.review.show()
	p.build()
}

// build makes the head, the bar and the body.
func (p *pane) build() {
	k := p.kit
	open := p.host.Library.Snapshot() != nil
	p.head.Objects, p.bar.Objects, p.body.Objects = nil, nil, nil
	if !open {
		p.root.Refresh()
		return
	}
	on := "library"
	if p.proposed {
		on = "proposed"
	}
	count := ""
	if p.found.known {
		count = k.Locale.Count(len(p.found.all))
	}
	p.switches.Set([]control.Segment{
		{Key: "library", Title: k.T("actors.library"), Icon: fynetheme.AccountIcon(), Count: k.Locale.Count(len(p.list.all))},
		{Key: "proposed", Title: k.T("actors.proposed"), Icon: control.TickIcon(), Count: count},
	}, on, false)
	head := []fyne.CanvasObject{p.switches.Root, p.entry, p.kinds()}
	grow := 1
	if p.proposed {
		head, grow = []fyne.CanvasObject{p.switches.Root, control.Gap(1, 1), k.Button(control.Outline, k.T("actors.again"), nil, p.find)}, 1
	}
	if p.proposed && !p.found.known || !p.proposed && len(p.list.all) == 0 {
		head = []fyne.CanvasObject{p.switches.Root, control.Gap(1, 1)}
	}
	p.head.Objects = []fyne.CanvasObject{k.Pad(14, 8, 10, 6, k.Row(8, grow, head...))}
	if p.proposed {
		p.bar.Objects, p.body.Objects = p.review.bar(), []fyne.CanvasObject{p.review.body()}
	} else {
		p.bar.Objects, p.body.Objects = p.actions(), []fyne.CanvasObject{p.rows()}
	}
	p.root.Refresh()
}

// kinds is the button that chooses persons or organisations.
func (p *pane) kinds() fyne.CanvasObject {
	k := p.kit
	title := func(kind string) string { return k.T("actors.kind." + kind) }
	now := p.list.kind
	if now == "" {
		now = "any"
	}
	var b *control.Button
	b = k.Button(control.Outline, title(now), nil, func() {
		var items []control.Item
		for _, kind := range []string{"any", data.Person, data.Organisation} {
			items = append(items, control.Item{Text: title(kind), Checked: kind == now, Run: func() {
				if p.list.kind = kind; kind == "any" {
					p.list.kind = ""
				}
				p.list.arrange()
			}})
		}
		k.ShowMenu(p.host.Canvas, k.Over(b), items)
	})
	return b
}

// rows is the table, or what to do where it is empty.
func (p *pane) rows() fyne.CanvasObject {
	k := p.kit
	empty := func(title, hint string, then ...fyne.CanvasObject) fyne.CanvasObject {
		return k.Pad(40, 28, 40, 28, control.Column(10, k.Heading(k.T(title)), k.Muted(k.T(hint)), k.Wrap(8, then...)))
	}
	switch {
	case len(p.list.all) == 0 && p.list.read:
		return empty("actors.none.title", "actors.none.hint", k.Button(control.Primary, k.T("actors.find"), nil, p.find))
	case len(p.list.all) == 0:
		return control.Gap(1, 1)
	case len(p.list.rows) == 0:
		return empty("actors.nofit.title", "actors.nofit.hint", k.Button(control.Outline, k.T("actors.clear"), nil, func() {
			p.list.words, p.list.kind = "", ""
			p.list.arrange()
		}))
	}
	return p.table.Root
}

// actions is the bar: how many there are, or what can be done with those that are selected.
func (p *pane) actions() []fyne.CanvasObject {
	k := p.kit
	if len(p.list.all) == 0 {
		return nil
	}
	picked := p.list.picked()
	var row []fyne.CanvasObject
	if len(picked) == 0 {
		count := k.Locale.TN("count.actors", len(p.list.rows))
		if len(p.list.rows) < len(p.list.all) {
			count = k.T("filter.of", "n", k.Locale.Count(len(p.list.rows)), "all", k.Locale.TN("count.actors", len(p.list.all)))
		}
		row = []fyne.CanvasObject{k.Text(count, quiet), k.Button(control.Quiet, k.T("actors.find"), nil, p.find)}
	} else {
		row = []fyne.CanvasObject{k.Text(k.Locale.TN("actors.selected", len(picked)), text.LabelStyle{Size: control.SizeSmall, Bold: true, Lines: 1, Shrink: true})}
		add := func(key string, on bool, run func()) {
			b := k.Button(control.Quiet, k.T(key), nil, run)
			if !on {
				b.Disable()
			}
			row = append(row, b)
		}
		writable := p.host.Library.Writable()
		if len(picked) == 1 {
			add("actor.filter", true, func() { p.filterBy(picked[0]) })
			add("actor.edit", writable, func() { p.editor.Edit(picked[0]) })
		} else {
			add("actors.merge", writable, p.merge)
		}
		add("actors.delete", writable, p.remove)
	}
	return []fyne.CanvasObject{control.Stack(control.Gap(0, 40), k.Pad(14, 3, 10, 3, k.Row(4, 0, row...)))}
}

// quiet is the style of small muted text of one line.
var quiet = text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 20, Shrink: true, Colour: fynetheme.ColorNamePlaceHolder}

func (p *pane) cells(row int) []control.TableCell {
	k, a := p.kit, p.list.all[p.list.rows[row]]
	muted := func(words string) control.TableCell {
		return control.TableCell{Text: words, Colour: fynetheme.ColorNamePlaceHolder}
	}
	count := func(n int) string {
		if n == 0 {
			return "–"
		}
		return k.Locale.Count(n)
	}
	return []control.TableCell{{Text: a.Name}, muted(others(a.Entity)), muted(k.T("entity." + a.Type)), muted(count(a.events)), muted(count(a.articles))}
}

func (p *pane) sortBy(key string, descending bool) {
	p.list.sort, p.list.descending = key, descending
	p.list.arrange()
}

// pressed selects by mouse: with Ctrl one more, with Shift all up to there; twice leaves its
// events.
func (p *pane) pressed(row int, press control.Press) {
	pick(&p.list.picks, len(p.list.rows), row, press.Held, p.list.at)
	if press.Double {
		p.filter(row)
	}
	p.picked()
}

// pick selects a row by mouse.
func pick(picks *control.Picks, count, row int, held fyne.KeyModifier, at func(int) int) {
	switch {
	case held&fyne.KeyModifierShift != 0:
		picks.Extend(count, row, at)
	case held&fyne.KeyModifierShortcutDefault != 0:
		picks.Toggle(at(row))
	default:
		picks.Only(at(row))
	}
}

func (p *pane) moved(row int, held fyne.KeyModifier) {
	pick(&p.list.picks, len(p.list.rows), row, held&fyne.KeyModifierShift, p.list.at)
	p.picked()
}

// picked shows what is selected.
func (p *pane) picked() {
	p.table.List.Repaint()
	p.bar.Objects = p.actions()
	p.bar.Refresh()
}

// filter leaves the events of a row.
func (p *pane) filter(row int) {
	if at := p.list.at(row); at >= 0 {
		p.filterBy(p.list.all[at].Entity)
	}
}

func (p *pane) filterBy(e data.Entity) {
	l := p.host.Library
	l.SetFilter(l.Filter().With(query.Term{Field: query.Actor, Values: []string{e.Name}}))
	p.host.Tell(p.kit.T("actors.filtered", "name", p.kit.Given(e.Name)), p.host.Item("events"))
}

func (p *pane) key(ev *fyne.KeyEvent) bool {
	picked := p.list.picked()
	name, writable := command.NameOf(ev), p.host.Library.Writable()
	switch {
	case name == fyne.KeyEscape && len(picked) > 0:
		p.list.picks.Only(-1)
		p.picked()
	case len(picked) == 0 || !writable:
		return false
	case name == fyne.KeyDelete:
		p.remove()
	case name == fyne.KeyF2 || name == fyne.KeyE:
		p.host.Later(func() { p.editor.Edit(picked[0]) })
	case name == fyne.KeyM && len(picked) > 1:
		p.host.Later(p.merge)
	default:
		return false
	}
	return true
}

func (p *pane) shortcut(s fyne.Shortcut) bool {
	if _, all := s.(*fyne.ShortcutSelectAll); !all {
		return false
	}
	p.list.picks.All(len(p.list.rows), p.list.at)
	p.picked()
	return true
}

// menu offers what can be done with the rows; one that is not selected is first.
func (p *pane) menu(row int, at fyne.Position) {
	if !p.list.picks.Has(p.list.at(row)) {
		p.list.picks.Only(p.list.at(row))
		p.picked()
	}
	k, picked, writable := p.kit, p.list.picked(), p.host.Library.Writable()
	k.ShowMenu(p.host.Canvas, at, []control.Item{
		{Text: k.T("actor.filter"), Disabled: len(picked) != 1, Run: func() { p.filterBy(picked[0]) }},
		{Text: k.T("actor.edit"), Key: "E", Disabled: !writable || len(picked) != 1, Run: func() { p.editor.Edit(picked[0]) }},
		{Text: k.T("actors.merge"), Key: "M", Disabled: !writable || len(picked) < 2, Run: p.merge},
		{},
		{Text: k.T("actors.delete"), Key: "Del", Disabled: !writable, Run: p.remove},
	})
}
