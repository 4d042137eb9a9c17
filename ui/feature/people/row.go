package people

import (
	"errors"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// lacks reports whether one has not the right to something on the server.
func lacks(err error) bool { return errors.Is(err, data.ErrReadOnly) }

// row is a person in the list.
type row struct {
	widget.BaseWidget
	dialog         *dialog
	member         data.Member
	name, about    *text.Label
	role           *control.Button
	rename, remove *control.Button
	content        *fyne.Container
}

func newRow(d *dialog) *row {
	k, r := d.kit, &row{dialog: d}
	r.ExtendBaseWidget(r)
	r.name = k.Name("", text.LabelStyle{Lines: 1, LineHeight: 24, Shrink: true, Align: k.Start()})
	r.about = k.Text("", text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 24, Colour: fynetheme.ColorNamePlaceHolder})
	r.content = k.Pad(14, 4, 10, 4, control.Gap(1, 1))
	return r
}

// fill makes a row show a person.
func (d *dialog) fill(i int, o fyne.CanvasObject) {
	r, m, k := o.(*row), d.all[i], d.kit
	r.member = m
	r.name.SetText(m.Login)
	var since, here, you string
	if m.Since > 0 {
		since = k.T("people.since", "day", k.Locale.Age(d.host.Now(), time.Unix(m.Since, 0)))
	}
	if m.Here {
		here = k.T("people.here")
	}
	if m.Login == d.me() {
		you, here = k.T("people.you"), ""
	}
	role := ""
	if !d.owns() {
		role = k.T(roleKey(m.Role))
	}
	r.about.SetText(k.Join(you, here, role, since))
	parts := []fyne.CanvasObject{widget.NewIcon(icon(m)), r.name, r.about}
	if d.owns() {
		r.role = k.Button(control.Outline, k.T(roleKey(m.Role)), nil, func() { d.roles(r.member, k.Over(r.role)) })
		r.rename = k.IconButton(fynetheme.DocumentCreateIcon(), k.T("people.rename"), func() { d.rename(r.member) })
		r.remove = k.IconButton(fynetheme.DeleteIcon(), k.T("people.remove"), func() { d.remove(r.member) })
		if you != "" {
			r.rename.Disable()
		}
		parts = append(parts, control.Gap(6, 1), r.role, r.rename, r.remove)
	}
	r.content.Objects = []fyne.CanvasObject{k.Row(8, 1, parts...)}
	r.content.Refresh()
}

// icon says at a glance who is here.
func icon(m data.Member) fyne.Resource {
	if m.Here {
		return fynetheme.NewPrimaryThemedResource(fynetheme.AccountIcon())
	}
	return fynetheme.NewDisabledResource(fynetheme.AccountIcon())
}

// CreateRenderer is Fyne's.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
