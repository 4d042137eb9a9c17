// Package command holds every action of the program once: its message key, its keys,
// when it is enabled and what it does. Menus, buttons, the sheet of keys and the
// keyboard itself are made from this one table, so that they cannot differ.
package command

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Key is a key with its modifiers. Without modifiers it acts only while no
// text is being typed.
type Key struct {
	Name fyne.KeyName
	Mod  fyne.KeyModifier
}

// Ctrl, CtrlShift and Plain make keys.
func Ctrl(name fyne.KeyName) Key { return Key{name, fyne.KeyModifierShortcutDefault} }

func CtrlShift(name fyne.KeyName) Key {
	return Key{name, fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}
func Plain(name fyne.KeyName) Key { return Key{Name: name} }

// String names the key as menus show it ("Ctrl+Shift+Z").
func (k Key) String() string {
	var b strings.Builder
	if k.Mod&fyne.KeyModifierControl != 0 {
		b.WriteString("Ctrl+")
	}
	if k.Mod&fyne.KeyModifierSuper != 0 {
		b.WriteString("Cmd+")
	}
	if k.Mod&fyne.KeyModifierAlt != 0 {
		b.WriteString("Alt+")
	}
	if k.Mod&fyne.KeyModifierShift != 0 {
		b.WriteString("Shift+")
	}
	if name, ok := keyNames[k.Name]; ok {
		b.WriteString(name)
	} else {
		b.WriteString(string(k.Name))
	}
	return b.String()
}

var keyNames = map[fyne.KeyName]string{
	fyne.KeyReturn: "Enter", fyne.KeyEscape: "Esc", fyne.KeyDelete: "Del",
	fyne.KeyPageUp: "PgUp", fyne.KeyPageDown: "PgDn",
}

// Command is one action.
type Command struct {
	ID    string // "event.next"; also what the journal of actions logs
	Title string // message key
	Keys  []Key  // the first one is shown in menus
	Local []Key  // that it has only where a list of its own has the keyboard, which handles them
	// Before are commands that share keys with this one, which has them while both are
	// enabled: "1" colours selected words before it shows the first saved view.
	Before []string
	// Detail says what the command is about, where several have one title; may be nil.
	Detail  func() string
	Enabled func() bool
	Run     func()
}

// Named is a command as it is found by its name.
type Named struct {
	ID     string
	Names  []string // in the interface's language first, then in the others
	Key    string   // the name of its first key; may be empty
	Detail string   // see Command
	On     bool     // can run now
}

// On reports whether the command can run now.
func (c *Command) On() bool { return c.Enabled == nil || c.Enabled() }

// Table is the program's commands in the order of the sheet of keys.
type Table struct {
	list []*Command
	byID map[string]*Command
	keys map[Key][]*Command // in the order in which they are asked
}

// New makes a table. It fails on a repeated ID, on a key of two commands neither of
// which comes before the other, and on a command that does nothing.
func New(commands ...Command) (*Table, error) {
	t := &Table{byID: map[string]*Command{}, keys: map[Key][]*Command{}}
	for i := range commands {
		c := &commands[i]
		if c.ID == "" || c.Title == "" || c.Run == nil {
			return nil, fmt.Errorf("command %d (%q): needs an id, a title and an action", i, c.ID)
		}
		if t.byID[c.ID] != nil {
			return nil, fmt.Errorf("command %q is there twice", c.ID)
		}
		t.byID[c.ID] = c
		for _, k := range c.Keys {
			if err := t.bind(k, c); err != nil {
				return nil, err
			}
		}
		t.list = append(t.list, c)
	}
	return t, nil
}

// bind gives a command a key, in its place among those that share it.
func (t *Table) bind(k Key, c *Command) error {
	at := 0
	for _, other := range t.keys[k] {
		switch {
		case slices.Contains(other.Before, c.ID):
			at++
		case !slices.Contains(c.Before, other.ID):
			return fmt.Errorf("commands %q and %q share the key %s", other.ID, c.ID, k)
		}
	}
	t.keys[k] = slices.Insert(t.keys[k], at, c)
	return nil
}

// All returns the commands in order; the slice is the table's own.
func (t *Table) All() []*Command { return t.list }

// Get returns the command with that ID, or nil.
func (t *Table) Get(id string) *Command { return t.byID[id] }

// Run runs a command by ID if it is enabled, and reports whether it ran.
func (t *Table) Run(id string) bool {
	c := t.byID[id]
	if c == nil || !c.On() {
		return false
	}
	c.Run()
	return true
}

// Bind makes the keys with modifiers work on a canvas while no dialog or menu is open
// over it; unbind removes them.
func (t *Table) Bind(canvas fyne.Canvas) (unbind func()) {
	var bound []fyne.Shortcut
	for k := range t.keys {
		if k.Mod == 0 || k.Mod == fyne.KeyModifierShift {
			continue
		}
		bound = append(bound, shortcut(k))
		canvas.AddShortcut(shortcut(k), func(fyne.Shortcut) {
			if c := t.enabled(k); c != nil && canvas.Overlays().Top() == nil {
				t.Run(c.ID)
			}
		})
	}
	return func() {
		for _, s := range bound {
			canvas.RemoveShortcut(s)
		}
	}
}

// shortcut returns the key as Fyne reports it: some have types of their own.
func shortcut(k Key) fyne.Shortcut {
	if k.Mod == fyne.KeyModifierShortcutDefault {
		switch k.Name {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		case fyne.KeyC:
			return &fyne.ShortcutCopy{}
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		case fyne.KeyV:
			return &fyne.ShortcutPaste{}
		case fyne.KeyX:
			return &fyne.ShortcutCut{}
		}
	}
	return &desktop.CustomShortcut{KeyName: k.Name, Modifier: k.Mod}
}

// ForKey returns the command of a key without modifiers if it is enabled, else
// nil. A key is known by its place on the keyboard where the layout has no name
// for it, as Arabic layouts do.
func (t *Table) ForKey(ev *fyne.KeyEvent) *Command { return t.enabled(Plain(NameOf(ev))) }

// ForHeld is ForKey while modifiers are held: of a key with Shift, where one has a
// command, else of the key alone.
func (t *Table) ForHeld(ev *fyne.KeyEvent, held fyne.KeyModifier) *Command {
	if held&fyne.KeyModifierShift != 0 {
		if k := (Key{NameOf(ev), fyne.KeyModifierShift}); t.keys[k] != nil {
			return t.enabled(k)
		}
		if NameOf(ev) == fyne.KeySlash {
			return nil // the question mark, which ForRune handles
		}
	}
	return t.ForKey(ev)
}

// NameOf is the name of a pressed key; where the keyboard's layout has none for it,
// that of the key at its place on a QWERTY keyboard.
func NameOf(ev *fyne.KeyEvent) fyne.KeyName {
	if ev.Name == fyne.KeyUnknown || ev.Name == "" {
		return keyAt(ev.Physical.ScanCode)
	}
	return ev.Name
}

// ForRune returns the command of a printed character whose key differs between
// layouts, the question mark of either script.
func (t *Table) ForRune(r rune) *Command {
	if r == '?' || r == '؟' {
		return t.enabled(Plain("?"))
	}
	return nil
}

func (t *Table) enabled(k Key) *Command {
	for _, c := range t.keys[k] {
		if c.On() {
			return c
		}
	}
	return nil
}
