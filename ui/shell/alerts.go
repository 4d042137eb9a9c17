package shell

import (
	"errors"

	"tarikh.org/tarikh/data"
)

// fail shows an error in plain words.
func (c *core) fail(err error) {
	if err == nil {
		return
	}
	if errors.Is(err, data.ErrCorrupt) && c.lib.Access().Damaged {
		c.backups.FoundDamage(err)
		return
	}
	if errors.Is(err, data.ErrOverwritten) && !c.over {
		c.backups.Overwritten(err)
		return
	}
	if errors.Is(err, data.ErrLinked) && !c.over {
		c.Log.Error("failed", "error", err)
		c.libraries.Linked()
		return
	}
	if errors.Is(err, data.ErrMoved) {
		c.backups.Now(nil)
	}
	c.Log.Error("failed", "error", err)
	c.tell(c.say(err))
}

// tell shows an error, unless one is shown already: what fails next to it mostly
// fails for the same reason, and all of them are in the log.
func (c *core) tell(sentence string) {
	if c.over || c.telling != nil {
		return
	}
	k := c.host.Kit()
	c.telling = k.Tell(c.win.Canvas(), k.T("error.title"), sentence, k.T("button.ok"))
	c.telling.OnClosed(func() { c.telling = nil })
}

// failFile shows an error about a file that need not be the open library.
func (c *core) failFile(path string, err error) {
	c.Log.Error("failed", "file", data.Shown(path), "error", err)
	c.tell(say(c.host.Kit().Locale, path, err))
}

// remember writes down what is remembered of this person.
func (c *core) remember() {
	c.keepSize()
	if err := c.State.Save(c.Files, c.StatePath); err != nil {
		c.Log.Warn("not remembered", "error", err)
	}
}

// say puts an error of the open library into plain words.
func (c *core) say(err error) string { return say(c.host.Kit().Locale, c.lib.Place(), err) }
