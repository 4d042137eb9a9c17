package imports

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/table"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// meaning is what a column means, in words; what only other programs' tables have is said
// alike.
func meaning(k *control.Kit, m table.Meaning) string {
	switch {
	case m.LeftOut():
		m = table.Ignore
	case !slices.Contains(table.Meanings(), m):
		return k.T("import.means.program")
	}
	return k.T(meansKey(m))
}

// meansKey is the message of a meaning.
func meansKey(m table.Meaning) string {
	return "import.means." + strings.ReplaceAll(string(m), "-", ".")
}

// fillChoices shows how the file is read, with what else can be chosen.
func (w *wizard) fillChoices() {
	w.choices.RemoveAll()
	add := func(parts ...fyne.CanvasObject) {
		for _, o := range parts {
			w.choices.Add(o)
		}
	}
	add(w.layoutChoices()...)
	add(w.orderChoice()...)
	add(w.zoneChoice()...)
	add(w.trackChoice()...)
	w.choices.Refresh()
}

// chooser is a button with a menu of values.
func chooser[T comparable](w *wizard, now T, all []T, words func(T) string, choose func(T)) fyne.CanvasObject {
	return pick(w.kit, w.host.Canvas, words(now), false, func() []control.Item {
		var items []control.Item
		for _, v := range all {
			items = append(items, control.Item{Text: words(v), Checked: v == now, Run: func() { choose(v) }})
		}
		return items
	})
}

// layoutChoices are those of the layout: encoding, separator, sheet, names of columns.
func (w *wizard) layoutChoices() (parts []fyne.CanvasObject) {
	k, now := w.kit, w.sheet.table.Layout
	own := func(s string) string { return k.Given(control.OneLine(s, 30)) }
	if len(w.sheet.table.Sheets) > 1 {
		parts = append(parts, chooser(w, now.Sheet, w.sheet.table.Sheets, own, func(s string) { w.relayout(func(l *table.Layout) { *l = table.Layout{Sheet: s} }) }))
	}
	if now.Encoding != "" {
		parts = append(parts, chooser(w, now.Encoding, table.Encodings(), own, func(s string) { w.relayout(func(l *table.Layout) { l.Encoding = s }) }))
	}
	if now.Separator != 0 {
		separator := func(r rune) string {
			return k.T(map[rune]string{',': "import.separator.comma", ';': "import.separator.semicolon", '\t': "import.separator.tab", '|': "import.separator.bar"}[r])
		}
		parts = append(parts, chooser(w, now.Separator, table.Separators(), separator, func(r rune) { w.relayout(func(l *table.Layout) { l.Separator = r }) }))
	}
	if now.Separator != 0 || now.Sheet != "" {
		names := func(n int) string {
			if n == table.NoNames {
				return k.T("import.names.none")
			}
			return k.T("import.names.row", "n", k.Locale.Count(n))
		}
		rows := []int{1, 2, 3, 4, 5}
		if now.Names > len(rows) {
			rows = append(rows, now.Names)
		}
		parts = append(parts, chooser(w, now.Names, append(rows, table.NoNames), names, func(n int) { w.relayout(func(l *table.Layout) { l.Names = n }) }))
	}
	return parts
}

// orderChoice is how dates of numbers are read, and what tells it; none while that is
// asked.
func (w *wizard) orderChoice() []fyne.CanvasObject {
	k, t := w.kit, w.sheet.table
	order, decides, ok := t.Order(w.sheet.mapping)
	if !ok || order == form.ByContents {
		return nil
	}
	words := k.T(orderKey(order))
	if decides.Text != "" {
		return []fyne.CanvasObject{k.Pad(6, 0, 6, 0, w.line(k.T("import.order.decided", "order", words, "date", k.Given(decides.Text)), fynetheme.ColorNamePlaceHolder))}
	}
	return []fyne.CanvasObject{chooser(w, order, []form.Order{form.DayFirst, form.MonthFirst}, func(o form.Order) string { return k.T(orderKey(o)) }, func(o form.Order) { w.change(t.Ordered(w.sheet.mapping, o)) })}
}

func orderKey(o form.Order) string {
	if o == form.MonthFirst {
		return "import.order.month"
	}
	return "import.order.day"
}

// zoneChoice is on whose clock times without an offset are; none where there are no times.
func (w *wizard) zoneChoice() []fyne.CanvasObject {
	if !w.sheet.table.Timed(w.sheet.mapping) {
		return nil
	}
	all := []string{""}
	for _, zone := range []string{w.host.Library.Axis().Zone(), time.Local.String(), w.sheet.mapping.Zone} {
		if dates.IsZone(zone) && !slices.Contains(all, zone) {
			all = append(all, zone)
		}
	}
	words := func(zone string) string {
		if zone == "" {
			return w.kit.T("import.zone.none")
		}
		return w.kit.Locale.Zone(zone)
	}
	return []fyne.CanvasObject{chooser(w, w.sheet.mapping.Zone, all, words, func(zone string) {
		m := w.sheet.mapping
		m.Zone = zone
		w.change(m)
	})}
}

// trackChoice is the track of events whose row names none.
func (w *wizard) trackChoice() []fyne.CanvasObject {
	if w.sheet.mapping.Has(table.Track) || w.sheet.mapping.Has(table.EventTitle) {
		return nil
	}
	var all []string
	for _, t := range w.host.Library.Tracks() {
		all = append(all, t.Name)
	}
	for _, name := range []string{w.read.Title(), w.without()} {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	words := func(name string) string {
		return w.kit.T("import.track.one", "track", w.kit.Given(control.OneLine(name, 40)))
	}
	return []fyne.CanvasObject{chooser(w, w.without(), all, words, func(name string) {
		m := w.sheet.mapping
		m.Track = name
		w.change(m)
	})}
}

// fillQuestion asks whether the day or the month comes first, where dates can be read both
// ways and nothing tells: three of them are shown both ways.
func (w *wizard) fillQuestion() {
	k, t := w.kit, w.sheet.table
	open := t.Ambiguous(w.sheet.mapping)
	w.question.RemoveAll()
	if len(open) == 0 {
		w.question.Hide()
		return
	}
	c := t.Columns[open[0]]
	lines := control.Column(2, k.Text(k.T("import.order.question", "column", k.Given(control.OneLine(c.Name, 40))), text.LabelStyle{Bold: true, LineHeight: 22}))
	for _, s := range c.Doubtful {
		lines.Add(k.Text(k.T("import.order.sample", "text", k.Given(s.Text), "day", k.Locale.Date(s.DayFirst), "month", k.Locale.Date(s.MonthFirst)), text.LabelStyle{Size: control.SizeSmall, LineHeight: 20}))
	}
	choose := func(o form.Order) fyne.CanvasObject {
		return k.Button(control.Outline, k.T(orderKey(o)), nil, func() { w.change(t.Ordered(w.sheet.mapping, o)) })
	}
	lines.Add(k.Pad(0, 4, 0, 0, k.Wrap(8, choose(form.DayFirst), choose(form.MonthFirst))))
	w.question.Add(k.Quote(control.Mark("amber"), lines))
	w.question.Show()
	w.question.Refresh()
}
