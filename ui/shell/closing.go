package shell

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
)

// closing ends the program: by its command, by the window's own button, or because the
// system does.
type closing struct{ *life }

var _ feature.Feature = closing{}

// Commands are those of feature.Feature.
func (c closing) Commands() []command.Command {
	return []command.Command{{ID: "app.quit", Title: "command.quit", Keys: []command.Key{command.Ctrl(fyne.KeyQ)}, Run: c.quit}}
}

// Relocale is that of feature.Feature: nothing of it is shown.
func (c closing) Relocale() {}

// quit closes the library after its edits are written, then the window. A form
// that would lose what was typed asks first.
func (c closing) quit() {
	if d := c.dialogs.Top(); d != nil {
		d.Leave(func() { c.notes.Leave(c.closeWindow, func() {}) })
		return
	}
	c.notes.Leave(c.closeWindow, func() {})
}

func (c closing) closeWindow() {
	c.SavePosition()
	c.remember()
	c.lib.Close(func(err error) {
		if err != nil {
			c.Log.Error("close the library", "error", err)
		}
		c.win.Hide() // nobody need wait for the last backup
		c.backups.AfterLast(c.win.Close)
	})
}

// end writes what is typed, closes what is open, and calls done, after the window
// has gone: at a logout or a shutdown nobody has closed it, and nobody is asked.
// Where it was closed before, it waits for that.
func (c closing) end(done func()) {
	c.over = true
	if c.lib.Store() == nil {
		c.lib.AfterWrites(func() { c.Post(done) })
		return
	}
	if c.lib.Snapshot() != nil {
		c.SavePosition()
	}
	c.notes.Settle(func(err error) {
		if err != nil {
			c.Log.Error("a note is not in the library", "error", err)
			if w := c.notes.Writing(); w != nil {
				c.State.Unsaved = w.Note().Text
			}
		}
		c.remember()
		c.backups.End()
		c.lib.Close(func(err error) {
			if err != nil {
				c.Log.Error("close the library", "error", err)
			}
			c.backups.AfterLast(done)
		})
	})
}
