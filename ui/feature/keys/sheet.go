package keys

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
)

// showSheet shows the sheet of all keys, made from the table.
func (b *Bindings) showSheet() {
	k := b.host.Kit()
	var halves [2]*fyne.Container
	halves[0], halves[1] = control.Column(3), control.Column(3)
	var rows []fyne.CanvasObject
	var keys *fyne.Container
	said := ""
	for _, c := range b.table.Commands().All() {
		if len(c.Keys) == 0 {
			continue
		}
		same := c.Title == said // as the saved views of nine keys
		if said = c.Title; !same {
			keys = k.Row(5, -1)
		}
		for _, key := range c.Keys {
			keys.Add(k.KeyChip(key.String()))
		}
		if same {
			continue
		}
		rows = append(rows, k.Row(10, 0, k.Muted(k.T(c.Title)), keys))
	}
	for i, r := range rows {
		halves[i*2/len(rows)].Add(r)
	}
	k.ShowDialog(b.host.Canvas, k.T("command.keys"), 860, control.Pair(k, 36, halves[0], halves[1]),
		control.Action{Text: k.T("button.close"), Primary: true},
		control.Action{Text: k.T("command.keys.change"), Run: func() bool { b.host.Later(func() { b.change() }); return true }})
}
