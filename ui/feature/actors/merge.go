package actors

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
)

// merge asks which of those that are selected stays, and makes one of them.
func (p *pane) merge() {
	picked := p.list.picked()
	if len(picked) < 2 {
		return
	}
	k := p.kit
	kept := 0
	chips, says := k.Wrap(6), k.Muted("")
	var d *control.Dialog
	var show func()
	show = func() {
		chips.Objects = nil
		var names []string
		for i, e := range picked {
			chips.Add(k.Facet(control.Facet{Text: control.OneLine(e.Name, 60), On: i == kept, Pressed: func() {
				kept = i
				show()
				d.Refit()
			}}))
		}
		for i, e := range picked {
			for _, name := range e.Called() {
				if (i != kept || name != e.Name) && !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
		says.SetText(k.T("actors.merge.says", "name", k.Given(picked[kept].Name), "others", k.Given(control.OneLine(strings.Join(names, " · "), 200))))
		chips.Refresh()
	}
	show()
	d = k.ShowDialog(p.host.Canvas, k.Locale.TN("actors.merge.title", len(picked)), 480, control.Column(10, k.Muted(k.T("actors.merge.which")), chips, says),
		control.Action{Text: k.T("merge.do"), Primary: true, Run: func() bool {
			done := p.host.Submitted(d, func() {})
			first := picked[kept]
			rest := slices.Delete(slices.Clone(picked), kept, kept+1)
			library.Use(p.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
				return l.MergeEntities(ctx, first, rest...)
			}, func(_ data.Edit, err error) { done(err) })
			return false
		}}, control.Action{Text: k.T("button.cancel")})
	for i, name := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9} {
		d.OnKey(name, func() {
			if i < len(picked) {
				kept = i
				show()
				d.Refit()
			}
		})
	}
}

// remove asks before those that are selected are deleted, as one edit; their events stay.
func (p *pane) remove() {
	picked := p.list.picked()
	if len(picked) == 0 {
		return
	}
	k := p.kit
	k.Confirm(p.host.Canvas, k.T("command.actors.delete"), k.Locale.TN("actors.delete.text", len(picked), "name", k.Given(control.OneLine(picked[0].Name, 60))), k.T("button.delete"), k.T("button.cancel"), func() {
		library.Use(p.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) { return l.DeleteEntities(ctx, picked...) }, nil)
	})
}
