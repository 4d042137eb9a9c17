package pane

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/text"
)

// Events is the table of all events that the filter leaves: to be sorted, and
// changed many at once.
type Events struct {
	env   *Env
	view  *state.TableView
	table *control.Table
	head  *fyne.Container
	body  *fyne.Container
	Root  *fyne.Container

	cols     data.Columns // that order and picks are places of
	order    []int32      // places in the order of the rows; nil: as they are shown, by date
	reversed bool         // where order is nil
	sorting  bool
	picks    control.Picks              // by place
	actions  map[string]*control.Button // of the bar, by command
}

// columnKeys are the columns that the store sorts by.
var columnKeys = map[string]data.EventKey{
	"title": data.ByTitle, "date": data.ByDate, "track": data.ByTrack,
	"place": data.ByPlace, "importance": data.ByImportance, "source": data.BySource,
}

// NewEvents makes the pane.
func NewEvents(env *Env) *Events {
	k := env.Kit
	p := &Events{env: env, actions: map[string]*control.Button{}, view: env.Table("events"), head: control.Stack(), body: control.Stack()}
	if _, known := columnKeys[p.view.Sort]; !known {
		p.view.Sort, p.view.Descending = "date", false
	}
	dates := float32(146)
	if k.RTL() {
		dates = 184 // months have two names
	}
	p.table = k.Table(control.TableRows{
		Columns: []control.TableColumn{
			{Key: "title", Title: k.T("field.title")},
			{Key: "date", Title: k.T("field.date"), Width: dates, Own: true},
			{Key: "track", Title: k.T("field.track"), Width: 96},
			{Key: "place", Title: k.T("field.place"), Width: 96},
			{Key: "importance", Title: k.T("field.importance"), Width: 84, Figure: true, Own: true},
			{Key: "source", Title: k.T("column.source"), Width: 112},
		},
		Widths: p.view.Widths, Widened: p.view.Widen, Sort: p.view.Sort, Descending: p.view.Descending, Sorted: p.sort,
		Cells: p.cells,
		List: control.LongRows{
			Lit: func(i int) bool { return p.picks.Has(p.at(i)) }, Pressed: p.pressed, Moved: p.moved,
			Chosen: func(i int) { p.show(i) }, Menu: p.menu, Key: p.key, Shortcut: p.shortcut,
		},
	})
	p.Root = control.Stack(control.NewSurface(control.Panel, control.None, 0), container.NewBorder(container.NewVBox(p.head, control.HLine()), nil, nil, nil, p.body))
	env.Session.Subscribe(func(t session.Topic) {
		switch t {
		case session.TopicShown:
			p.reload()
		case session.TopicRows:
			p.table.List.Update()
		case session.TopicLibrary:
			if env.Session.Library() == nil {
				p.reload()
			}
		default:
		}
	})
	p.reload()
	return p
}

// reload takes what is shown now; what was selected stays selected.
func (p *Events) reload() {
	n := p.env.Session.Library()
	if n == nil {
		p.cols, p.order = data.Columns{}, nil
		p.picks.Reset(0)
		p.table.List.SetCount(0, true)
		p.build()
		return
	}
	if !sameColumns(p.cols, n.Columns) {
		kept := p.picks.Keys()
		before := p.cols
		p.cols, p.order = n.Columns, nil
		p.picks.Reset(n.Columns.Len())
		for _, place := range kept {
			if at := n.Find(before.IDs[place], before.Lo[place]); at >= 0 {
				p.picks.Toggle(at)
			}
		}
	}
	p.arrange(false)
}

func sameColumns(a, b data.Columns) bool {
	return a.Len() == b.Len() && (a.Len() == 0 || &a.IDs[0] == &b.IDs[0])
}

// arrange puts the rows in the order that is asked for; by date they stand in it.
func (p *Events) arrange(top bool) {
	s := p.env.Session
	p.table.SetSort(p.view.Sort, p.view.Descending)
	show := func(order []int32) {
		p.order, p.sorting = order, false
		p.reversed = order == nil && p.view.Descending
		p.table.List.SetCount(s.Shown().Len(), top)
		p.build()
	}
	if p.view.Sort == "date" {
		show(nil)
		return
	}
	if p.order == nil || len(p.order) != s.Shown().Len() {
		show(nil) // until the order is there
	}
	p.sorting = true
	p.build()
	s.Order(columnKeys[p.view.Sort], p.view.Descending, show)
}

// at returns the place in the columns of the event in a row.
func (p *Events) at(row int) int {
	v := p.env.Session.Shown()
	switch {
	case v == nil || row < 0:
		return -1
	case p.order != nil && row < len(p.order):
		return int(p.order[row])
	case p.reversed:
		return v.Place(v.Len() - 1 - row)
	}
	return v.Place(row)
}

func (p *Events) sort(key string, descending bool) {
	p.view.Sort, p.view.Descending = key, descending
	p.arrange(true)
}

// cells are what stands in a row; while the event is not loaded, its date and track
// are there already.
func (p *Events) cells(row int) []control.TableCell {
	k, n := p.env.Kit, p.env.Session.Library()
	cells := make([]control.TableCell, 6)
	place := p.at(row)
	if n == nil || place < 0 || place >= n.Columns.Len() {
		return cells
	}
	if t := int(n.Columns.Track[place]); t < len(n.Tracks) {
		cells[0].Dot = n.Tracks[t].Colour
		cells[2] = control.TableCell{Text: n.Tracks[t].Name, Colour: fynetheme.ColorNamePlaceHolder}
	}
	cells[4] = control.TableCell{Text: k.Locale.Count(int(n.Columns.Importance[place])), Colour: fynetheme.ColorNamePlaceHolder}
	e, ok := p.env.Session.Row(place)
	if !ok {
		cells[0].Text, cells[0].Colour = "…", fynetheme.ColorNameDisabled
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
func (p *Events) build() {
	k, s := p.env.Kit, p.env.Session
	n, v := s.Library(), s.Shown()
	switch {
	case n == nil || v == nil:
		p.head.Objects, p.body.Objects = nil, nil
	case n.Counts.Events == 0:
		add := k.Button(control.Outline, k.T("command.event.new"), fynetheme.ContentAddIcon(), func() { p.env.Run("event.new") })
		p.head.Objects = nil
		p.body.Objects = []fyne.CanvasObject{k.Pad(40, 28, 40, 28, control.Column(10, k.Heading(k.T("events.none.title")), k.Muted(k.T("events.none.hint")), k.Wrap(8, add)))}
	case v.Len() == 0:
		p.head.Objects = nil
		p.body.Objects = []fyne.CanvasObject{k.Pad(40, 28, 40, 28, filter.Nothing(p.env.Host))}
	default:
		p.head.Objects = []fyne.CanvasObject{control.Stack(control.Gap(0, 44), k.Pad(14, 5, 10, 5, p.bar()))}
		p.body.Objects = []fyne.CanvasObject{p.table.Root}
	}
	p.head.Refresh()
	p.body.Refresh()
}

func (p *Events) bar() fyne.CanvasObject {
	k, s := p.env.Kit, p.env.Session
	if p.picks.Len() == 0 {
		count := k.Locale.TN("count.events", s.Shown().Len())
		if !s.Shown().All {
			count = k.T("filter.of", "n", k.Locale.Count(s.Shown().Len()), "all", k.Locale.TN("count.events", s.Library().Counts.Events))
		}
		if p.sorting {
			count = k.Join(count, k.T("table.sorting"))
		}
		return k.Row(0, 0, k.Muted(count))
	}
	action := func(id string) *control.Button {
		b := k.Button(control.Quiet, k.T("short."+id), nil, func() { p.env.Run(id) })
		if p.env.readOnly() {
			b.Disable()
		}
		p.actions[id] = b
		return b
	}
	copied := k.Button(control.Quiet, k.T("selection.copy"), nil, func() { p.env.Run("events.copy") })
	none := k.IconButton(fynetheme.CancelIcon(), k.T("tip.unpick"), p.unpick)
	return k.Row(2, 0, k.Text(k.Locale.TN("count.selected", p.picks.Len()), text.LabelStyle{Size: control.SizeSmall, Bold: true, Lines: 1, Shrink: true}),
		action("events.track"), action("events.tags"), action("events.importance"), copied, action("events.delete"), none)
}

// pressed selects by mouse: with Ctrl one more, with Shift all up to there.
func (p *Events) pressed(row int, press control.Press) {
	place := p.at(row)
	switch {
	case press.Held&fyne.KeyModifierShift != 0:
		p.picks.Extend(p.table.List.Count(), row, p.at)
	case press.Held&fyne.KeyModifierShortcutDefault != 0:
		p.picks.Toggle(place)
	default:
		p.picks.Only(place)
		if press.Double {
			p.show(row)
		}
	}
	p.picked()
}

// moved selects by arrow: with Shift all from where the selection began.
func (p *Events) moved(row int, held fyne.KeyModifier) {
	if held&fyne.KeyModifierShift != 0 {
		p.picks.Extend(p.table.List.Count(), row, p.at)
	} else {
		p.picks.Only(p.at(row))
	}
	p.picked()
}

// picked follows a change of the selection.
func (p *Events) picked() {
	p.head.Objects = []fyne.CanvasObject{control.Stack(control.Gap(0, 44), p.env.Kit.Pad(14, 5, 10, 5, p.bar()))}
	p.head.Refresh()
	p.table.List.Repaint()
}

// show shows the event of a row on the timeline.
func (p *Events) show(row int) {
	if place := p.at(row); place >= 0 {
		p.env.Reveal(place)
	}
}

// unpick selects nothing.
func (p *Events) unpick() {
	p.picks.Only(-1)
	p.picked()
}

// PickAll selects every row.
func (p *Events) PickAll() {
	p.picks.All(p.table.List.Count(), p.at)
	p.picked()
}

// Picked is how many events are selected in the table.
func (p *Events) Picked() int { return p.picks.Len() }

// Focus gives the keyboard to the table.
func (p *Events) Focus() { p.env.Canvas.Focus(p.table.List) }

func (p *Events) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDelete:
		p.env.Run("events.delete")
		return true
	case fyne.KeyEscape:
		if p.picks.Len() > 0 {
			p.unpick()
			return true
		}
	}
	return false
}

func (p *Events) shortcut(s fyne.Shortcut) bool {
	switch s.(type) {
	case *fyne.ShortcutSelectAll:
		p.PickAll()
	case *fyne.ShortcutCopy:
		p.env.Run("events.copy")
	default:
		return false
	}
	return true
}
