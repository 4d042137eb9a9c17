package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/input"
)

func (w *Window) bindKeys() {
	c := w.win.Canvas()
	if w.unbind != nil {
		w.unbind()
	}
	w.unbind = w.commands.Bind(c)
	c.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) {
		if d := w.dialogs.Top(); d != nil {
			d.Submit()
		}
	})
	c.SetOnTypedKey(w.typedKey)
	c.SetOnTypedRune(w.typedRune)
}

// typedKey and typedRune run the commands of plain keys while no dialog is open.
func (w *Window) typedKey(ev *fyne.KeyEvent) {
	if d := w.dialogs.Top(); d != nil {
		d.TypedKey(ev) // nothing in it has the keyboard
		return
	}
	w.soon(w.commands.ForHeld(ev, input.Held()))
}
func (w *Window) typedRune(r rune) { w.soon(w.commands.ForRune(r)) }

// soon runs a command after the events of this key press.
func (w *Window) soon(c *command.Command) {
	if c == nil || w.win.Canvas().Overlays().Top() != nil {
		return
	}
	// A field that is typed in passes on the keys that mean nothing to it.
	passed := w.typing()
	w.later(func() {
		// A key before this one may have opened something, or begun a note.
		if (passed || !w.typing()) && w.win.Canvas().Overlays().Top() == nil {
			w.run(c.ID)
		}
	})
}

// later runs something that takes the keyboard, as a dialog or a menu, once the press
// that asked for it is over: until then Fyne would take the keyboard from it again,
// and the letter that a key types would land in it. Where a dialog was opened in the
// meantime, it is too late.
func (w *Window) later(run func()) {
	still := w.dialogs.Still()
	w.Post(func() {
		if still() {
			run()
		}
	})
}

// typing reports whether a field has the keyboard.
func (w *Window) typing() bool {
	_, typing := w.win.Canvas().Focused().(*control.Entry)
	return typing
}
