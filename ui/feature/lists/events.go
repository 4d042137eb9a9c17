package lists

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/feature/verification"
	"tarikh.org/tarikh/ui/text"
)

// eventTable is the table of all events that the filter leaves: to be sorted, and
// changed many at once.
type eventTable struct {
	host     *feature.Host
	kit      *control.Kit
	rows     *arranged
	cache    *rows
	pictures Pictures
	table    *control.Table
	head     *fyne.Container
	body     *fyne.Container
	root     *fyne.Container
	drop     func([2]data.ID) // an event on another one
	carry    func(feature.Carried)

	actions map[string]*control.Button // of the bar, by command
}

func newEventTable(h *feature.Host, a *arranged, r *rows, pictures Pictures, drop func([2]data.ID), carry func(feature.Carried)) *eventTable {
	k := h.Kit()
	p := &eventTable{host: h, kit: k, rows: a, cache: r, pictures: pictures, drop: drop, carry: carry, actions: map[string]*control.Button{}, head: control.Stack(), body: control.Stack()}
	p.table = k.Table(control.TableRows{
		Columns: p.columns(),
		Widths:  a.sort.Widths, Widened: a.sort.Widen, Sort: a.sort.Sort, Descending: a.sort.Descending, Sorted: a.sortBy,
		Cells: p.cells,
		List: control.LongRows{
			Lit: func(i int) bool { return a.picks.Has(a.at(i)) }, Pressed: p.pressed, Clicked: p.clicked, Moved: p.moved,
			Chosen: p.reveal, Menu: p.menu, Key: p.key, Shortcut: p.shortcut, Drop: p.dropping, Dropped: p.dropped, Out: p.out,
		},
	})
	p.root = container.NewBorder(container.NewVBox(p.head, control.HLine()), nil, nil, nil, p.body)
	p.show(true)
	return p
}

// dateWidth is how wide a column of dates is.
func dateWidth(k *control.Kit) float32 {
	if k.RTL() {
		return 184 // months have two names
	}
	return 146
}

// columns are those of the table.
func (p *eventTable) columns() []control.TableColumn {
	k := p.kit
	return []control.TableColumn{
		{Key: "title", Title: k.T("field.title")},
		{Key: "date", Title: k.T("field.date"), Width: dateWidth(k), Own: true, Firm: true},
		{Key: "track", Title: k.T("field.track"), Width: 96},
		{Key: "place", Title: k.T("field.place"), Width: 96},
		{Key: "importance", Title: k.T("field.importance"), Width: 84, Figure: true, Own: true},
		{Key: "source", Title: k.T("column.source"), Width: 112},
		{Key: "picture", Title: k.T("column.picture"), Width: 56, Fixed: true},
		{Key: "status", Title: k.T("column.status"), Width: 104, Own: true},
	}
}

// show shows the rows as they are arranged now; top goes to the first one.
func (p *eventTable) show(top bool) {
	p.table.SetSort(p.rows.sort.Sort, p.rows.sort.Descending)
	p.table.List.SetCount(p.rows.count(), top)
	p.build()
}

// cells are what stands in a row; while the event is not loaded, its date and track
// are there already.
func (p *eventTable) cells(row int) []control.TableCell {
	k, n := p.kit, p.rows.snapshot
	cells := make([]control.TableCell, 8)
	at := p.rows.at(row)
	if at < 0 {
		return cells
	}
	if t := int(n.Columns.Track[at]); t < len(n.Tracks) {
		cells[0].Dot = n.Tracks[t].Colour
		cells[2] = control.TableCell{Text: n.Tracks[t].Name, Colour: fynetheme.ColorNamePlaceHolder}
	}
	cells[4] = control.TableCell{Text: k.Locale.Count(int(n.Columns.Importance[at])), Colour: fynetheme.ColorNamePlaceHolder}
	if state, known := p.rows.state(at); known {
		cells[7] = control.TableCell{Text: verification.Word(k, state), Dot: cells[0].Dot, Sign: verification.SignOf(state), Colour: fynetheme.ColorNamePlaceHolder}
	}
	cells[6].Picture = p.pictures.Thumb(n.Columns.IDs[at])
	e, ok := p.cache.row(n.Columns.IDs[at])
	if !ok {
		cells[0].Text, cells[0].Colour = k.T("list.loading"), fynetheme.ColorNameDisabled
		return cells
	}
	cells[0].Text = e.Title
	cells[1] = control.TableCell{Text: k.Locale.Date(e.Date), Colour: fynetheme.ColorNamePlaceHolder}
	cells[3] = control.TableCell{Text: e.Place, Colour: fynetheme.ColorNamePlaceHolder}
	cells[5] = control.TableCell{Text: sourceAndTags(e), Colour: fynetheme.ColorNamePlaceHolder}
	return cells
}

func sourceAndTags(e data.Event) string {
	parts := slices.Clone(e.Tags)
	if e.Source != "" {
		parts = append([]string{e.Source}, parts...)
	}
	return strings.Join(parts, " · ")
}

// build makes the head: how many events there are, or what can be done with those
// that are selected.
func (p *eventTable) build() {
	k, n, v := p.kit, p.rows.snapshot, p.rows.shown
	switch {
	case n == nil || v == nil:
		p.head.Objects, p.body.Objects = nil, nil
	case n.Counts.Events == 0:
		add := k.Button(control.Outline, k.T("command.event.new"), fynetheme.ContentAddIcon(), func() { p.host.Run("event.new") })
		p.head.Objects = nil
		p.body.Objects = []fyne.CanvasObject{k.Pad(40, 28, 40, 28, control.Column(10, k.Heading(k.T("events.none.title")), k.Muted(k.T("events.none.hint")), k.Wrap(8, add)))}
	case v.Len() == 0:
		p.head.Objects = nil
		p.body.Objects = []fyne.CanvasObject{k.Pad(40, 28, 40, 28, filter.Nothing(p.host))}
	default:
		p.head.Objects = []fyne.CanvasObject{control.Stack(control.Gap(0, 44), k.Pad(14, 5, 10, 5, p.bar()))}
		p.body.Objects = []fyne.CanvasObject{p.table.Root}
	}
	p.head.Refresh()
	p.body.Refresh()
}

func (p *eventTable) bar() fyne.CanvasObject {
	k, v := p.kit, p.rows.shown
	if p.rows.picks.Len() == 0 {
		count := k.Locale.TN("count.events", v.Len())
		if !v.All {
			count = k.T("filter.of", "n", k.Locale.Count(v.Len()), "all", k.Locale.TN("count.events", p.rows.snapshot.Counts.Events))
		}
		if p.rows.sorting {
			count = k.Join(count, k.T("table.sorting"))
		}
		return k.Row(0, 0, k.Muted(count))
	}
	action := func(id string) *control.Button {
		b := k.Button(control.Quiet, k.T("short."+id), nil, func() { p.host.Run(id) })
		p.actions[id] = b
		return b
	}
	copied := k.Button(control.Quiet, k.T("selection.copy"), nil, func() { p.host.Run("events.copy") })
	none := k.IconButton(fynetheme.CancelIcon(), k.T("tip.unpick"), p.unpick)
	row := k.Row(2, 0, k.Text(k.Locale.TN("count.selected", p.rows.picks.Len()), text.LabelStyle{Size: control.SizeSmall, Bold: true, Lines: 1, Shrink: true}),
		action("events.track"), action("events.tags"), action("events.importance"), action("events.verdict"), action("events.merge"), copied, action("events.delete"), none)
	p.enable()
	return row
}

// enable lets the buttons that change events be pressed while the library can be changed.
func (p *eventTable) enable() {
	for id, b := range p.actions {
		if p.host.Library.Writable() && (id != "events.merge" || p.rows.picks.Len() > 1) {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

// pressed selects by mouse: with Ctrl one more, with Shift all up to there. Several that are
// selected stay so until it is clear that they are not dragged.
func (p *eventTable) pressed(row int, press control.Press) {
	place := p.rows.at(row)
	switch {
	case press.Held&fyne.KeyModifierShift != 0:
		p.rows.picks.Extend(p.rows.count(), row, p.rows.at)
	case press.Held&fyne.KeyModifierShortcutDefault != 0:
		p.rows.picks.Toggle(place)
	case p.several(row) && !press.Double:
		return
	default:
		p.rows.picks.Only(place)
		if press.Double {
			p.reveal(row)
		}
	}
	p.picked()
}

// several reports whether a row is one of several that are selected.
func (p *eventTable) several(row int) bool {
	return p.rows.picks.Len() > 1 && p.rows.picks.Has(p.rows.at(row))
}

// clicked selects the one row of several that was pressed and not dragged.
func (p *eventTable) clicked(row int) {
	if p.several(row) {
		p.rows.picks.Only(p.rows.at(row))
		p.picked()
	}
}

// moved selects by arrow: with Shift all from where the selection began.
func (p *eventTable) moved(row int, held fyne.KeyModifier) {
	if held&fyne.KeyModifierShift != 0 {
		p.rows.picks.Extend(p.rows.count(), row, p.rows.at)
	} else {
		p.rows.picks.Only(p.rows.at(row))
	}
	p.picked()
}

// picked follows a change of the selection.
func (p *eventTable) picked() {
	p.head.Objects = []fyne.CanvasObject{control.Stack(control.Gap(0, 44), p.kit.Pad(14, 5, 10, 5, p.bar()))}
	p.head.Refresh()
	p.table.List.Repaint()
}

// dropping says what it does to drop the event of a row on that of another one.
func (p *eventTable) dropping(row, on int) string {
	k := p.kit
	if !p.host.Library.Writable() {
		return ""
	}
	if p.several(row) {
		if on >= 0 {
			return ""
		}
		return k.Locale.TN("drop.events.hint", p.rows.picks.Len())
	}
	if e, known := p.cache.row(p.rows.event(on)); on >= 0 && known {
		return k.T("drop.event.on", "title", k.Given(control.OneLine(e.Title, mostDropped)))
	}
	return k.T("drop.event.hint")
}

// mostDropped is how long the title of an event that another one is dropped on is shown.
const mostDropped = 60

// dropped tells of a drop.
func (p *eventTable) dropped(row, on int) {
	event, target := p.rows.event(row), p.rows.event(on)
	if p.host.Library.Writable() && event != (data.ID{}) && target != (data.ID{}) {
		p.drop([2]data.ID{event, target})
	}
}

// out tells that the event of a row is dragged beside the table.
func (p *eventTable) out(row int, at fyne.Position, done bool) {
	if event := p.rows.event(row); p.host.Library.Writable() && event != (data.ID{}) {
		p.carry(feature.Carried{Event: event, At: at, Done: done})
	}
}

// reveal shows the event of a row on the timeline.
func (p *eventTable) reveal(row int) {
	if id := p.rows.event(row); id != (data.ID{}) {
		p.host.Library.Select(id)
	}
}

// unpick selects nothing.
func (p *eventTable) unpick() {
	p.rows.picks.Only(-1)
	p.picked()
}

// pickAll selects every row.
func (p *eventTable) pickAll() {
	p.rows.picks.All(p.rows.count(), p.rows.at)
	p.picked()
}

func (p *eventTable) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDelete:
		p.host.Run("events.delete")
		return true
	case fyne.KeyEscape:
		if p.rows.picks.Len() > 0 {
			p.unpick()
			return true
		}
	}
	return false
}

func (p *eventTable) shortcut(s fyne.Shortcut) bool {
	switch s.(type) {
	case *fyne.ShortcutSelectAll:
		p.pickAll()
	case *fyne.ShortcutCopy:
		p.host.Run("events.copy")
	default:
		return false
	}
	return true
}

// menu offers what can be done with the rows; one that is not selected is first.
func (p *eventTable) menu(row int, at fyne.Position) {
	if !p.rows.picks.Has(p.rows.at(row)) {
		p.rows.picks.Only(p.rows.at(row))
		p.picked()
	}
	k := p.kit
	ro := !p.host.Library.Writable()
	item := func(id string, disabled bool) control.Item {
		return control.Item{Text: k.T("command." + id), Key: p.host.Key(id), Disabled: disabled, Run: func() { p.host.Run(id) }}
	}
	k.ShowMenu(p.host.Canvas, at, []control.Item{
		{Text: k.T("events.show"), Disabled: p.rows.picks.Len() != 1, Run: func() { p.reveal(row) }},
		{},
		item("events.track", ro), item("events.tags", ro), item("events.importance", ro), item("events.verdict", ro), p.host.Item("events.merge"),
		{},
		item("events.copy", false), p.host.Item("events.copy.rich"), item("events.cells", false),
		{},
		item("events.delete", ro),
	})
}

// under is the place for a command's menu: under its button, if that is shown.
func (p *eventTable) under(id string) fyne.Position {
	if b := p.actions[id]; b != nil && fyne.CurrentApp().Driver().CanvasForObject(b) != nil {
		return p.kit.Over(b)
	}
	return p.kit.Over(p.head)
}
