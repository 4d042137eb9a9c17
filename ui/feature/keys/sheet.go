package keys

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// groups are the parts of the sheet, in its order, with the beginnings of the IDs of the
// commands in each; the last one has all others.
func groups() []group {
	return []group{
		{"keys.group.timeline", []string{"event.", "view.", "strip.", "tracks", "place."}},
		{"keys.group.reading", []string{"article", "excerpt.", "passage.", "selection."}},
		{"keys.group.notes", []string{"note", "tags", "highlight"}},
		{"keys.group.review", []string{"found", "doubt"}},
		{"keys.group.finding", []string{"search", "filter", "palette", "events", "views"}},
		{"keys.group.library", []string{"library.", "edit.", "history", "backup"}},
		{"keys.group.window", []string{""}},
	}
}

type group struct {
	title string // message key
	ids   []string
}

// mouse is what the pointer does on the timeline: message keys of the gestures, and of
// what they do.
func mouse() [][2]string {
	return [][2]string{
		{"mouse.drag", "mouse.drag.does"},
		{"mouse.wheel", "mouse.wheel.does"},
		{"mouse.wheel.shift", "mouse.wheel.shift.does"},
		{"mouse.wheel.ctrl", "mouse.wheel.ctrl.does"},
		{"mouse.double.empty", "mouse.double.empty.does"},
		{"mouse.double.event", "mouse.double.event.does"},
		{"mouse.drag.shift", "mouse.drag.shift.does"},
		{"mouse.drag.ctrl", "mouse.drag.ctrl.does"},
		{"mouse.second", "mouse.second.does"},
	}
}

// showSheet shows the sheet of all keys, made from the table, and of the mouse.
func (b *Bindings) showSheet() {
	k := b.host.Kit()
	byGroup := map[string][]fyne.CanvasObject{}
	var keys *fyne.Container
	said := ""
	for _, c := range b.table.Commands().All() {
		if len(c.Keys)+len(c.Local) == 0 {
			continue
		}
		same := c.Title == said // as the saved views of nine keys
		if said = c.Title; !same {
			keys = k.Row(5, -1)
			title := groupOf(c)
			byGroup[title] = append(byGroup[title], k.Row(10, 0, k.Muted(k.T(c.Title)), keys))
		}
		for _, key := range slices.Concat(c.Keys, c.Local) {
			keys.Add(k.KeyChip(key.String()))
		}
	}
	for _, m := range mouse() {
		byGroup["keys.group.mouse"] = append(byGroup["keys.group.mouse"], k.Row(10, 0, k.Muted(k.T(m[1])), k.Muted(k.T(m[0]))))
	}
	k.ShowDialog(b.host.Canvas, k.T("command.keys"), 920, b.columns(byGroup),
		control.Action{Text: k.T("button.close"), Primary: true},
		control.Action{Text: k.T("command.keys.change"), Run: func() bool { b.host.Later(func() { b.change() }); return true }})
}

// columns sets the groups in two columns, none of them divided, about equally high.
func (b *Bindings) columns(byGroup map[string][]fyne.CanvasObject) fyne.CanvasObject {
	k := b.host.Kit()
	halves, all, put := [2]*fyne.Container{control.Column(3), control.Column(3)}, 0, 0
	for _, rows := range byGroup {
		all += len(rows) + 2
	}
	for _, g := range append(groups(), group{title: "keys.group.mouse"}) {
		rows := byGroup[g.title]
		if len(rows) == 0 {
			continue
		}
		half := halves[0]
		if put >= all/2 {
			half = halves[1]
		}
		put += len(rows) + 2
		if len(half.Objects) > 0 {
			half.Add(control.Gap(1, 8))
		}
		half.Add(k.Text(k.T(g.title), text.LabelStyle{Size: control.SizeSmall, Bold: true, LineHeight: 24}))
		for _, r := range rows {
			half.Add(r)
		}
	}
	return control.Pair(k, 36, halves[0], halves[1])
}

// groupOf is the title of the group of a command.
func groupOf(c *command.Command) string {
	for _, g := range groups() {
		for _, id := range g.ids {
			if strings.HasPrefix(c.ID, id) {
				return g.title
			}
		}
	}
	return ""
}
