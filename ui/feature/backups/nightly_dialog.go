package backups

import (
	"cmp"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// The choices of whether copies are kept.
const off, on = "", "on"

// show asks whether copies are kept and where, and says how that goes.
func (n *nightly) show() {
	k, h, of := n.host.Kit(), n.host, n.hosted
	folder := cmp.Or(n.chosen().Folder, n.host.State.Backups.Folder, n.Folder)
	place := k.Name("", text.LabelStyle{Size: control.SizeSmall, Lines: 2})
	last := k.Muted("")
	now := control.Column(0)
	var d *control.Dialog
	var choice *control.Choice
	show := func() {
		c := n.chosen()
		place.SetText(folder)
		switch {
		case n.cancel != nil:
			last.SetText(k.T("nightly.busy", "part", k.Locale.Percent(int(n.part*100))))
			now.Objects = []fyne.CanvasObject{k.Button(control.Link, k.T("button.cancel"), nil, func() {
				if n.cancel != nil {
					n.cancel()
				}
			})}
		case c.Folder == "":
			last.SetText(k.T("nightly.none"))
			now.Objects = nil
		default:
			words := k.T("nightly.never")
			if at := n.state.At; !at.IsZero() {
				words = k.T("nightly.last", "when", k.Locale.Age(h.Now(), at))
			}
			if c.Failed != "" {
				words += "\n" + k.T("nightly.failed", "why", c.Failed)
			}
			last.SetText(words)
			now.Objects = []fyne.CanvasObject{k.Row(14, 0, k.Button(control.Link, k.T("nightly.now"), nil, n.copy),
				k.Button(control.Link, k.T("command.library.restore"), nil, func() {
					d.Close()
					n.showList()
				}))}
		}
		now.Refresh()
		if d != nil {
			d.Refit()
		}
	}
	change := k.Button(control.Link, k.T("library.place.change"), nil, func() {
		h.ChooseFile(feature.Choice{Title: k.T("nightly.folder"), Button: k.T("library.place.here"), Dir: folder, Folder: true}, func(chosen string) {
			if n.hosted != of {
				return // the library was closed meanwhile
			}
			if folder = chosen; choice.Value == on {
				n.choose(folder)
			}
			show()
		})
	})
	chosen := off
	if n.chosen().Folder != "" {
		chosen = on
	}
	choice = k.Words([]string{off, on}, []string{k.T("nightly.off"), k.T("nightly.on")}, chosen, func(value string) {
		if value == off {
			n.choose("")
		} else {
			n.choose(folder)
		}
		show()
	})
	show()
	d = k.ShowDialog(h.Canvas, k.T("command.library.nightly"), 560, control.Column(12, k.Muted(k.T("nightly.intro")), choice.Root,
		control.Column(4, k.Muted(k.T("nightly.folder")), k.Row(10, 0, place, change)), last, now),
		control.Action{Text: k.T("button.close"), Primary: true})
	d.OnClosed(n.Subscribe(func(State) {
		if n.hosted != nil {
			show()
		}
	}))
	d.OnClosed(h.Library.Subscribe(func(c library.Change) {
		if c.Kind == library.Closed {
			d.Close()
		}
	}))
}
