package window

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tarikh.org/tarikh/assets/licences"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/uax9"
)

// shippedCommands are those of the program as a whole.
func (w *Window) shippedCommands() []command.Command {
	return []command.Command{
		{ID: "library.recent", Title: "command.library.recent", Keys: []command.Key{command.CtrlShift(fyne.KeyO)}, Run: w.showRecent},
		{ID: "help.tour", Title: "command.tour", Enabled: func() bool { return w.session.Library() != nil }, Run: w.startTour},
		{ID: "help.about", Title: "command.about", Run: w.showAbout},
	}
}

// showAbout says what the program is, and all that is built into it.
func (w *Window) showAbout() {
	still := w.dialogs.Still()
	feature.Away(w.host, func(context.Context) ([]licences.Part, error) { return licences.Read(w.Assets) }, func(parts []licences.Part, err error) {
		switch {
		case err != nil:
			w.fail(err)
		case still():
			w.about(parts)
		}
	})
}

func (w *Window) about(parts []licences.Part) {
	k := w.env.Kit
	name := k.Row(14, 1, w.picture(56), control.Column(0,
		k.Text(k.T("app.name"), text.LabelStyle{Size: 22, Bold: true, LineHeight: 32}),
		k.Muted(k.T("about.version", "version", w.Program.Version))))
	list := control.Column(0)
	for _, p := range parts {
		list.Add(w.partRow(p))
	}
	body := control.Column(12, name, k.Text(k.T("about.what"), text.LabelStyle{}), k.Muted(k.T("about.license")),
		control.HLine(), k.Text(k.T("about.parts"), text.LabelStyle{Bold: true}), list)
	k.ShowDialog(w.win.Canvas(), k.T("command.about"), 620, body, control.Action{Text: k.T("button.close"), Primary: true})
}

// picture is the program's icon, in units.
func (w *Window) picture(size float32) fyne.CanvasObject {
	icon := canvas.NewImageFromResource(w.App.Icon())
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(size))
	return icon
}

// partRow is a part of the program; it opens the text of its license.
func (w *Window) partRow(p licences.Part) fyne.CanvasObject {
	k := w.env.Kit
	open := k.Button(control.Link, strings.Join(strings.Split(p.Licence, " AND "), ", "), nil, func() { w.showLicence(p) })
	name := k.Written(strings.TrimSpace(p.Name+" "+p.Version), text.LabelStyle{Size: control.SizeSmall, Lines: 1, Shrink: true, Base: uax9.LTR, Align: k.Start()})
	return k.Row(12, 0, name, open)
}

func (w *Window) showLicence(p licences.Part) {
	k := w.env.Kit
	words := k.Written(p.Text, text.LabelStyle{Size: control.SizeCaption, Base: uax9.LTR})
	k.ShowDialog(w.win.Canvas(), p.Name, 680, words, control.Action{Text: k.T("button.close"), Primary: true})
}
