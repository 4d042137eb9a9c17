package conflicts

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/reconcile"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// asking is the dialog of the conflicts of an edit.
type asking struct {
	feature *Feature
	joined  reconcile.Joined
	choices []reconcile.Choice
	chips   []*fyne.Container // of each conflict
	dialog  *control.Dialog
}

// ask asks for a choice for each conflict.
func (f *Feature) ask(j reconcile.Joined, decided func([]reconcile.Choice), givenUp func()) *asking {
	k := f.host.Kit()
	a := &asking{feature: f, joined: j, choices: make([]reconcile.Choice, len(j.Conflicts))}
	body := control.Column(16, k.Muted(k.T("conflict.text")))
	for i, c := range j.Conflicts {
		a.chips = append(a.chips, k.Wrap(6))
		a.show(i)
		body.Add(a.conflict(i, c))
	}
	answered := false
	a.dialog = k.ShowDialog(f.host.Canvas, k.Locale.TN("conflict.title", len(j.Conflicts)), 640, body,
		control.Action{Text: k.T("button.save"), Primary: true, Run: func() bool {
			answered = true
			return true
		}}, control.Action{Text: k.T("button.cancel")})
	a.dialog.OnClosed(func() {
		f.host.Log.Debug("conflicts decided", "saved", answered)
		if answered {
			decided(a.choices)
		} else {
			givenUp()
		}
	})
	f.host.Log.Debug("conflicts shown", "count", len(j.Conflicts))
	return a
}

// conflict shows both versions with what can be chosen.
func (a *asking) conflict(i int, c reconcile.Conflict) fyne.CanvasObject {
	k := a.feature.host.Kit()
	name := a.feature.rowName(c)
	box := control.Column(8)
	if c.Whole() {
		key := "conflict.deleted.there"
		if c.Mine == nil {
			key = "conflict.deleted.here"
		}
		box.Add(k.Text(k.T(key, "what", k.Given(name)), text.LabelStyle{Bold: true}))
	} else {
		box.Add(k.Text(k.T("conflict.of", "field", a.feature.fieldName(c), "what", k.Given(name)), text.LabelStyle{Bold: true}))
		for _, side := range []struct {
			key   string
			value string
			line  control.Role
		}{{"conflict.mine", a.feature.value(c, c.Mine), control.Accent}, {"conflict.theirs", a.feature.value(c, c.Theirs), control.Warn}} {
			box.Add(k.Muted(k.T(side.key)))
			box.Add(k.Quote(side.line, k.Written(side.value, text.LabelStyle{Size: control.SizeSmall, LineHeight: 23})))
		}
	}
	box.Add(a.chips[i])
	return box
}

// show shows what can be chosen for a conflict, with the choice.
func (a *asking) show(i int) {
	k, c := a.feature.host.Kit(), a.joined.Conflicts[i]
	keys := []string{"conflict.take.mine", "conflict.take.theirs", "conflict.take.both"}
	switch {
	case c.Whole() && c.Mine == nil:
		keys = []string{"conflict.delete", "conflict.keep"}
	case c.Whole():
		keys = []string{"conflict.restore", "conflict.leave"}
	case !c.JoinsTexts():
		keys = keys[:2]
	}
	a.chips[i].Objects = nil
	for choice, key := range keys {
		a.chips[i].Add(k.Facet(control.Facet{Text: k.T(key), On: a.choices[i] == reconcile.Choice(choice), Pressed: func() {
			a.choose(i, reconcile.Choice(choice))
		}}))
	}
	a.chips[i].Refresh()
}

func (a *asking) choose(i int, c reconcile.Choice) {
	a.choices[i] = c
	a.show(i)
}
