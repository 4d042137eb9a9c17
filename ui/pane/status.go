package pane

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/notes"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// Status is the line at the window's foot: what is in the library, and whether
// it is saved.
type Status struct {
	env         *Env
	left, right *text.Label
	Root        *fyne.Container
}

// NewStatus makes the line.
func NewStatus(env *Env) *Status {
	k := env.Kit
	style := statusStyle(fynetheme.ColorNamePlaceHolder)
	p := &Status{env: env, left: k.Text("", style), right: k.Text("", style)}
	p.Root = control.Stack(control.NewSurface(control.Ground, control.None, 0),
		k.Pad(20, 4, 20, 4, k.Row(12, 1, p.left, control.Gap(0, 1), p.right)))
	env.Session.Subscribe(func(t session.Topic) {
		if t == session.TopicLibrary {
			p.Update()
		}
	})
	p.Update()
	return p
}

// Update shows what is known now.
func (p *Status) Update() {
	k, s := p.env.Kit, p.env.Session
	n := s.Library()
	if n == nil {
		p.left.SetText("")
		p.right.SetText("")
	} else {
		c := n.Counts
		p.left.SetText(k.Join(k.Locale.TN("count.events", c.Events), k.Locale.TN("count.articles", c.Articles),
			k.Locale.TN("count.notes", c.Annotations)))
		colour := fynetheme.ColorNamePlaceHolder
		if p.env.Notes.Kept() == notes.Unsaved {
			colour = fynetheme.ColorNameError
		}
		p.right.SetStyle(statusStyle(colour))
		p.right.SetText(p.state())
	}
	p.Root.Refresh()
}

func statusStyle(colour fyne.ThemeColorName) text.LabelStyle {
	return text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 18, Colour: colour}
}

func (p *Status) state() string {
	k, s := p.env.Kit, p.env.Session
	ro, holder := s.ReadOnly()
	switch {
	case s.Damaged():
		return k.T("status.damaged")
	case ro && holder != "":
		return k.T("status.readonly.held", "holder", holder)
	case ro:
		return k.T("status.readonly")
	}
	file := filepath.Base(s.Path())
	switch p.env.Notes.Kept() {
	case notes.Unsaved:
		return k.T("status.unsaved", "file", file)
	case notes.Saving:
		return k.T("status.saving")
	case notes.Typed:
		return k.T("status.typed", "file", file)
	case notes.Saved:
	}
	return k.T("status.saved", "file", file) + p.backup()
}

// backup says when the library was backed up last.
func (p *Status) backup() string {
	k, b := p.env.Kit, p.env.Backups.State()
	switch {
	case b.Err != nil:
		return " · " + k.T("status.backup.failed")
	case b.Busy:
		return " · " + k.T("status.backup.busy")
	case b.At.IsZero():
		return ""
	}
	return " · " + k.T("status.backup", "when", k.Locale.Age(p.env.Now(), b.At))
}
