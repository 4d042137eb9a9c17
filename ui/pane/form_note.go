package pane

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/uax9"
)

// directions are the names of directions in a library.
var directions = map[uax9.Direction]string{uax9.LTR: "ltr", uax9.RTL: "rtl"}

func dirOf(d uax9.Direction) string { return directions[d] }

func direction(name string) uax9.Direction {
	for d, n := range directions {
		if n == name {
			return d
		}
	}
	return uax9.Auto
}

// field is a form's line: a caption over what is typed.
func (e *Env) field(key string, o fyne.CanvasObject) fyne.CanvasObject {
	return control.Column(4, e.Kit.Muted(e.Kit.T(key)), o)
}

// DefaultHighlight is the colour of a highlight made by key.
const DefaultHighlight = "amber"

// HighlightPassage marks a passage of the open article in a colour, without words.
func (e *Env) HighlightPassage(s anchor.Selector, colour string) {
	a, now := e.Session.Article(), e.Now().Unix()
	if a == nil {
		return
	}
	n := data.Annotation{ID: data.NewID(), Article: a.ID, Anchor: s, Colour: colour, Author: e.Author, Created: now, Changed: now}
	e.Session.Do(data.Edit{Label: "edit.highlight.add", Annotations: []data.Change[data.Annotation]{data.Insert(n)}}, nil)
	e.Session.Activate(n.ID)
}

// submit writes an edit and closes the form when it is in the file; an error is
// shown in the form, which stays open with what was typed. written follows.
func (e *Env) submit(d *control.Dialog, edit data.Edit, written func()) {
	e.Session.Do(edit, e.submitted(d, written))
}

// submitted closes a form once it is written, and says in it why it could not be.
func (e *Env) submitted(d *control.Dialog, written func()) func(error) {
	return func(err error) {
		if err != nil {
			d.Fail(e.Say(err))
			return
		}
		d.Close()
		written()
	}
}

// Guard makes closing a form ask before what was typed is lost.
func (e *Env) Guard(d *control.Dialog, changed func() bool) {
	d.Guard(changed, func(lose func()) {
		k := e.Kit
		k.ShowDialog(e.Canvas, k.T("form.discard.title"), 420, k.Text(k.T("form.discard.text"), text.LabelStyle{}),
			control.Action{Text: k.T("form.discard.no"), Primary: true},
			control.Action{Text: k.T("form.discard.yes"), Run: func() bool { lose(); return true }})
	})
}
