// Package about is the About window: what the program is, and the software in it with
// its licenses.
package about

import (
	"context"
	"io/fs"
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

// Program is what the window shows about the program.
type Program struct {
	Version string
	Icon    fyne.Resource
	Assets  fs.FS // with the list of parts and their licenses
}

// Feature is the About window.
type Feature struct {
	Program
	host *feature.Host
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, p Program) *Feature { return &Feature{Program: p, host: h} }

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	return []command.Command{{ID: "help.about", Title: "command.about", Run: f.show}}
}

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}

// show reads the list of parts and shows the dialog.
func (f *Feature) show() {
	still := f.host.Kit().Dialogs.Still()
	feature.Background(f.host, func(context.Context) ([]licences.Part, error) { return licences.Read(f.Assets) }, func(parts []licences.Part, err error) {
		switch {
		case err != nil:
			f.host.Fail(err)
		case still():
			f.dialog(parts)
		}
	})
}

func (f *Feature) dialog(parts []licences.Part) {
	k := f.host.Kit()
	name := k.Row(14, 1, f.picture(56), control.Column(0,
		k.Text(k.T("app.name"), text.LabelStyle{Size: 22, Bold: true, LineHeight: 32}),
		k.Muted(k.T("about.version", "version", f.Version))))
	list := control.Column(0)
	for _, p := range parts {
		list.Add(f.partRow(p))
	}
	body := control.Column(12, name, k.Text(k.T("about.what"), text.LabelStyle{}), k.Muted(k.T("about.license")),
		control.HLine(), k.Text(k.T("about.parts"), text.LabelStyle{Bold: true}), list)
	k.ShowDialog(f.host.Canvas, k.T("command.about"), 620, body, control.Action{Text: k.T("button.close"), Primary: true})
}

// picture is the program's icon, in units.
func (f *Feature) picture(size float32) fyne.CanvasObject {
	icon := canvas.NewImageFromResource(f.Icon)
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(size))
	return icon
}

// partRow is a part of the program; it opens the text of its license.
func (f *Feature) partRow(p licences.Part) fyne.CanvasObject {
	k := f.host.Kit()
	open := k.Button(control.Link, strings.Join(strings.Split(p.Licence, " AND "), ", "), nil, func() { f.showLicence(p) })
	name := k.Written(strings.TrimSpace(p.Name+" "+p.Version), text.LabelStyle{Size: control.SizeSmall, Lines: 1, Shrink: true, Base: uax9.LTR, Align: k.Start()})
	return k.Row(12, 0, name, open)
}

func (f *Feature) showLicence(p licences.Part) {
	k := f.host.Kit()
	words := k.Written(p.Text, text.LabelStyle{Size: control.SizeCaption, Base: uax9.LTR})
	k.ShowDialog(f.host.Canvas, p.Name, 680, words, control.Action{Text: k.T("button.close"), Primary: true})
}
