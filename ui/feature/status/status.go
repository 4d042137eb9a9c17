// Package status is the line at the window's foot: what is in the library, and whether
// it is saved.
//
// The one idea behind it: one line shows the most important state: errors before what
// is under way, and that before what is done.
package status

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/backups"
	"tarikh.org/tarikh/ui/feature/notes"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// Notes reports whether what was typed is saved.
type Notes interface {
	Kept() notes.Kept
	Subscribe(told func(notes.Change)) (unsubscribe func())
}

// Backups reports when the library was backed up.
type Backups interface {
	State() backups.State
	Subscribe(changed func(backups.State)) (unsubscribe func())
}

// Feature is the line at the window's foot.
type Feature struct {
	host        *feature.Host
	notes       Notes
	backups     Backups
	left, right *text.Label
	undo        *fyne.Container // what was done can be undone by it
	done        string          // what was done, until something else is
	then        []control.Item  // what can be done then, in place of undoing it
	undoes      bool            // where that is nothing, it can be undone
	fresh       bool            // the edit that did it is still to be told
	about       data.ID         // the event that was selected when it was done
	legend      *fyne.Container // opens what the signs on the timeline mean
	root        *fyne.Container
	told        int64 // the revision that was last shown as saved
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, n Notes, b Backups) *Feature {
	f := &Feature{host: h, notes: n, backups: b}
	f.Relocale()
	h.Library.Subscribe(func(c library.Change) {
		switch c.Kind {
		case library.Edited, library.Opened, library.Closed, library.EventSelected:
			switch {
			case f.fresh && c.Kind == library.Edited:
				f.fresh = false
			case c.Kind == library.EventSelected && c.ID == f.about: // it is shown as it is now
			default:
				f.done = ""
			}
			f.show()
		case library.SavingChanged:
			f.show()
		default:
		}
	})
	n.Subscribe(func(c notes.Change) {
		if c == notes.KeptChanged {
			f.show()
		}
	})
	b.Subscribe(func(backups.State) { f.show() })
	return f
}

// Commands are those of feature.Feature: none.
func (f *Feature) Commands() []command.Command { return nil }

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() {
	k, style := f.host.Kit(), style(fynetheme.ColorNamePlaceHolder)
	f.left, f.right = k.Text("", style), k.Text("", style)
	f.undo = control.Stack()
	f.legend = control.Stack()
	f.root = control.Stack(control.NewSurface(control.Ground, control.None, 0),
		k.Pad(20, 4, 20, 4, k.Row(12, 2, f.left, f.undo, control.Gap(0, 1), f.right, f.legend)))
	f.show()
}

// Tell says what was done until something else is done, with what can be done then; where
// that is nothing, an edit did it, and it can be undone.
func (f *Feature) Tell(words string, then ...control.Item) {
	f.tell(words, then, len(then) == 0)
}

// Inform says what is so until something is done.
func (f *Feature) Inform(words string) { f.tell(words, nil, false) }

func (f *Feature) tell(words string, then []control.Item, undoes bool) {
	f.done, f.then, f.undoes, f.fresh, f.about = words, then, undoes, undoes, f.host.Library.Selected()
	f.show()
}

// View is the line, made again by Relocale.
func (f *Feature) View() fyne.CanvasObject { return f.root }

// show shows what is known now.
func (f *Feature) show() {
	k, left, right := f.host.Kit(), "", ""
	colour := fynetheme.ColorNamePlaceHolder
	f.legend.Objects = nil
	if n := f.host.Library.Snapshot(); n != nil {
		c := n.Counts
		left = k.Join(k.Locale.TN("count.events", c.Events), k.Locale.TN("count.articles", c.Articles), k.Locale.TN("count.notes", c.Annotations))
		right = f.state()
		f.legend.Objects = []fyne.CanvasObject{k.Button(control.Link, k.T("status.legend"), nil, func() { f.host.Run("strip.legend") })}
		access := f.host.Library.Access()
		switch kept := f.notes.Kept(); {
		case access.Overwritten, access.Moved, kept == notes.Unsaved:
			colour = fynetheme.ColorNameError
		case kept == notes.Saved && n.Revision != f.told:
			f.told = n.Revision
			f.host.Log.Debug("saved", "revision", n.Revision)
		}
	}
	if f.done != "" {
		left = f.done
	}
	f.undo.Objects = nil
	switch {
	case f.done != "" && len(f.then) > 0:
		row := k.Row(12, -1)
		for _, item := range f.then {
			row.Add(k.Button(control.Link, item.Text, nil, item.Run))
		}
		f.undo.Objects = []fyne.CanvasObject{row}
	case f.done != "" && f.undoes:
		f.undo.Objects = []fyne.CanvasObject{k.Button(control.Link, k.T("command.undo"), nil, func() { f.host.Run("edit.undo") })}
	}
	f.left.SetText(left)
	f.right.SetStyle(style(colour))
	f.right.SetText(right)
	f.root.Refresh()
}

func style(colour fyne.ThemeColorName) text.LabelStyle {
	return text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 18, Colour: colour}
}

// state is whether the library is saved, or why it cannot be.
func (f *Feature) state() string {
	k, l := f.host.Kit(), f.host.Library
	switch a := l.Access(); {
	case a.Overwritten:
		return k.T("status.overwritten", "file", l.Name())
	case a.Moved:
		return k.T("status.moved", "file", l.Name())
	case a.Damaged:
		return k.T("status.damaged")
	case a.Unlocked:
		return k.T("status.readonly.unlocked")
	case a.Linked:
		return k.T("status.readonly.linked")
	case a.ReadOnly && a.Holder != "":
		return k.T("status.readonly.held", "holder", a.Holder)
	case a.ReadOnly && l.Login() != "":
		return k.T("status.readonly.server", "who", k.Given(l.Login()))
	case a.ReadOnly:
		return k.T("status.readonly")
	}
	file := l.Name()
	switch f.notes.Kept() {
	case notes.Unsaved:
		return k.T("status.unsaved", "file", file)
	case notes.Saving:
		return k.T("status.saving")
	case notes.Typed:
		return k.T("status.typed", "file", file)
	case notes.Saved:
	}
	return k.T("status.saved", "file", file) + f.backup()
}

// backup is when the library was backed up last, in words.
func (f *Feature) backup() string {
	k, b := f.host.Kit(), f.backups.State()
	switch {
	case b.Nightly && b.Err != nil:
		return " · " + k.T("status.nightly.failed")
	case b.Nightly && b.Busy:
		return " · " + k.T("status.nightly.busy")
	case b.Nightly && !b.At.IsZero():
		return " · " + k.T("status.nightly", "when", k.Locale.Age(f.host.Now(), b.At))
	case b.Err != nil:
		return " · " + k.T("status.backup.failed")
	case b.Mirror != nil:
		return " · " + k.T("status.backup.mirror")
	case b.Busy:
		return " · " + k.T("status.backup.busy")
	case b.At.IsZero():
		return ""
	}
	return " · " + k.T("status.backup", "when", k.Locale.Age(f.host.Now(), b.At))
}
