package tags

import (
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
)

// nameColours asks what the reader calls the colours of this library.
func nameColours(h *feature.Host) *control.Dialog {
	k, n := h.Kit(), h.Library.Snapshot()
	colours := data.Colours()
	entries := make([]*control.Entry, len(colours))
	body := control.Column(6, k.Muted(k.T("colours.hint")))
	for i, c := range colours {
		entries[i] = k.Entry(1, n.Library.ColourNames[c], k.T("colour."+c))
		body.Add(k.Row(10, 1, control.NewBar(control.Mark(c), 14, 14, 7), entries[i]))
	}
	typed := func() map[string]string {
		names := map[string]string{}
		for i, c := range colours {
			if name := strings.TrimSpace(entries[i].Text()); name != "" {
				names[c] = name
			}
		}
		return names
	}
	changed := func() bool {
		names := typed()
		for _, c := range colours {
			if names[c] != n.Library.ColourNames[c] {
				return true
			}
		}
		return false
	}
	var d *control.Dialog
	save := func() bool {
		if !changed() {
			return true
		}
		h.Submit(d, named(n.Library, typed()), func() {})
		return false
	}
	d = k.ShowDialog(h.Canvas, k.T("command.colours"), 420, body,
		control.Action{Text: k.T("button.save"), Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	h.Guard(d, changed)
	d.Attach(entries...)
	return d
}

// named is the edit that gives the colours names, all in one step.
func named(l data.Library, names map[string]string) data.Edit {
	var edit data.Edit
	after := l
	for _, c := range data.Colours() {
		edit = data.NameColour(after, c, names[c])
		after = *edit.Library[0].After
	}
	edit.Library = []data.Change[data.Library]{data.Update(l, after)}
	return edit
}
