package strip

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates/zones"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// zoneList is the dialog in which the zone of the axis is chosen.
type zoneList struct {
	host  *feature.Host
	kit   *control.Kit
	ids   []string // that are listed; "" is that of own clocks
	entry *control.Entry
	rows  *control.LongList
	none  *text.Label
	shown *control.Dialog
}

// showZones opens it.
func showZones(h *feature.Host) *zoneList {
	k := h.Kit()
	l := &zoneList{host: h, kit: k, entry: k.Entry(1, "", k.T("zone.search")), none: k.Muted(k.T("zone.none"))}
	l.rows = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newZoneRow(k) }, Fill: func(i int, o fyne.CanvasObject) { l.fill(o.(*zoneRow), l.ids[i]) }, Row: 36,
		Pressed: func(i int, _ control.Press) { l.choose(i) }, Chosen: l.choose,
	})
	l.entry.OnChanged = l.typed
	l.entry.OnKey = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
			l.rows.TypedKey(ev)
			return true
		}
		return false
	}
	l.entry.OnSubmit = func(string) { l.rows.Choose() }
	hint := k.T("zone.hint")
	if !h.Library.Writable() {
		hint = h.WhyReadOnly()
	}
	const height = 380
	l.shown = k.ShowDialog(h.Canvas, k.T("command.zone"), 560,
		control.Column(10, k.Muted(hint), l.entry, k.Well(height, l.rows, k.Pad(16, 14, 16, 14, l.none))),
		control.Action{Text: k.T("button.cancel")})
	l.entry.OnCancel = l.shown.Close
	l.typed("")
	h.Canvas.Focus(l.entry)
	return l
}

// typed lists the zones that words name: without words all, in the order of their
// clocks, and before them the own clocks.
func (l *zoneList) typed(words string) {
	l.ids = zones.Search(words)
	at := 0
	if strings.TrimSpace(words) == "" {
		now := l.host.Now()
		slices.SortStableFunc(l.ids, func(a, b string) int {
			x, _ := zones.Now(a, now)
			y, _ := zones.Now(b, now)
			return cmp.Or(cmp.Compare(x, y), strings.Compare(l.name(a), l.name(b)))
		})
		l.ids = append([]string{""}, l.ids...)
		at = max(slices.Index(l.ids, l.host.Library.Axis().Zone()), 0)
	}
	l.rows.SetCount(len(l.ids), true)
	l.rows.SetCurrent(at)
	if len(l.ids) == 0 {
		l.none.Show()
	} else {
		l.none.Hide()
	}
}

func (l *zoneList) name(id string) string { return zones.Name(id, l.kit.Locale.Lang()) }

// fill shows a zone in a row: its city, what else it is called, and its offset now.
func (l *zoneList) fill(r *zoneRow, id string) {
	k := l.kit
	name, also, offset := k.T("zone.own"), "", ""
	if id != "" {
		var names []string
		for i, n := range zones.Names(id, k.Locale.Lang()) {
			if i > 0 {
				names = append(names, k.Given(n))
			}
		}
		name = l.name(id)
		also = k.Join(append(names[:min(len(names), 2)], id)...)
		if seconds, ok := zones.Now(id, l.host.Now()); ok {
			offset = k.Locale.Offset(seconds)
		}
	}
	style := text.LabelStyle{Lines: 1, LineHeight: 24, Align: k.Start(), Bold: id == l.host.Library.Axis().Zone()}
	r.name.SetText(name)
	r.name.SetStyle(style)
	r.also.SetText(also)
	r.offset.SetText(offset)
	r.content.Refresh()
}

// choose gives the axis the zone of a row.
func (l *zoneList) choose(i int) {
	lib := l.host.Library
	n := lib.Snapshot()
	if n == nil || !lib.Writable() || i < 0 || i >= len(l.ids) {
		return
	}
	l.shown.Close()
	if id := l.ids[i]; id != n.Library.Zone {
		lib.Do(data.SetZone(n.Library, id), nil)
	}
}

// zoneRow shows one zone.
type zoneRow struct {
	widget.BaseWidget
	name, also, offset *text.Label
	content            *fyne.Container
}

func newZoneRow(k *control.Kit) *zoneRow {
	r := &zoneRow{}
	small := text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 24, Colour: fynetheme.ColorNamePlaceHolder, Align: k.Start()}
	r.name, r.offset = k.Text("", text.LabelStyle{Lines: 1, LineHeight: 24, Align: k.Start()}), k.Text("", small)
	small.Shrink = true
	r.also = k.Text("", small)
	r.content = k.Pad(14, 6, 14, 6, k.Row(10, 1, r.name, r.also, r.offset))
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is Fyne's.
func (r *zoneRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
