package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/input"
)

// key is the name of a command's first key, "" where it has none.
func (c *core) key(id string) string {
	if cmd := c.commands.Get(id); cmd != nil && len(cmd.Keys) > 0 {
		return cmd.Keys[0].String()
	}
	return ""
}

func (c *core) bindKeys() {
	canvas := c.win.Canvas()
	if c.unbind != nil {
		c.unbind()
	}
	c.unbind = c.commands.Bind(canvas)
	canvas.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) {
		if d := c.dialogs.Top(); d != nil {
			d.Submit()
		}
	})
	canvas.SetOnTypedKey(c.KeyTyped)
	canvas.SetOnTypedRune(c.RuneTyped)
}

// KeyTyped and RuneTyped run the commands of plain keys while no dialog is open.
func (c *core) KeyTyped(ev *fyne.KeyEvent) {
	if d := c.dialogs.Top(); d != nil {
		d.TypedKey(ev) // nothing in it has the keyboard
		return
	}
	if over, ok := c.win.Canvas().Overlays().Top().(control.Keyed); ok {
		over.TypedKey(ev)
		return
	}
	c.soon(c.commands.ForHeld(ev, input.Held()))
}
func (c *core) RuneTyped(r rune) { c.soon(c.commands.ForRune(r)) }

// sideButton goes back at the fourth button of the mouse and on at the fifth, the other way
// round where the keys for that are mirrored.
func (c *core) sideButton(back bool) {
	id := "place.on"
	if back != c.host.Kit().RTL() {
		id = "place.back"
	}
	c.soon(c.commands.Get(id))
}

// soon runs a command after the events of this key press.
func (c *core) soon(cmd *command.Command) {
	if cmd == nil || c.win.Canvas().Overlays().Top() != nil {
		return
	}
	// A field that is typed in passes on the keys that mean nothing to it.
	passed := c.typing()
	c.later(func() {
		// A key before this one may have opened something, or begun a note.
		if (passed || !c.typing()) && c.win.Canvas().Overlays().Top() == nil {
			c.run(cmd.ID)
		}
	})
}

// later runs something that takes the keyboard, as a dialog or a menu, once the press
// that asked for it is over: until then Fyne would take the keyboard from it again,
// and the letter that a key types would land in it. Where a dialog was opened in the
// meantime, it is too late.
func (c *core) later(run func()) {
	still := c.dialogs.Still()
	c.Post(func() {
		if still() {
			run()
		}
	})
}

// typing reports whether a field has the keyboard.
func (c *core) typing() bool {
	_, typing := c.win.Canvas().Focused().(*control.Entry)
	return typing
}

// run runs a command by its ID, and writes that down. While a dialog is open, none
// runs.
func (c *core) run(id string) bool {
	if c.dialogs.Top() != nil {
		return false
	}
	c.strip.Line().HideTip()
	if c.Program.Ran != nil {
		c.Program.Ran(id)
	}
	ran := c.commands.Run(id)
	c.Log.Info("command", "id", id, "ran", ran)
	return ran
}

// Commands is the table of all commands with the keys that they have now.
func (c *core) Commands() *command.Table { return c.commands }

// Defaults are all commands with the keys that they have by default.
func (c *core) Defaults() []command.Command {
	var all []command.Command
	for _, f := range c.all {
		all = append(all, f.Commands()...)
	}
	return all
}

// Rekey makes the table of commands again with the keys of the state.
func (c *core) Rekey() {
	table, err := command.New(command.Rekey(c.Defaults(), c.State.Keys)...)
	if err != nil {
		c.fail(err)
		return
	}
	c.commands = table
	c.bindKeys()
}

// item is a command in a menu.
func (c *core) item(id string) control.Item {
	cmd := c.commands.Get(id)
	return control.Item{Text: c.host.Kit().T(cmd.Title), Key: c.key(id), Disabled: !cmd.On(), Run: func() { c.run(id) }}
}
