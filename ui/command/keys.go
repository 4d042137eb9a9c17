package command

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// ParseKey reads what Key.String writes.
func ParseKey(text string) (Key, error) {
	var k Key
	rest := text
	for found := true; found; {
		found = false
		for _, m := range modifiers() {
			// The last "+" may be the key itself: "Ctrl++".
			if after, ok := strings.CutPrefix(rest, m.name+"+"); ok && after != "" {
				k.Mod |= m.mod
				rest, found = after, true
			}
		}
	}
	k.Name = fyne.KeyName(rest)
	for name, shown := range keyNames {
		if rest == shown {
			k.Name = name
		}
	}
	if rest == "" || strings.ContainsAny(rest, " \t\n") || len(rest) > 1 && strings.Contains(rest, "+") {
		return Key{}, fmt.Errorf("%q is not a key", text)
	}
	return k, nil
}

type modifier struct {
	name string
	mod  fyne.KeyModifier
}

func modifiers() []modifier {
	return []modifier{
		{"Ctrl", fyne.KeyModifierControl},
		{"Cmd", fyne.KeyModifierSuper},
		{"Alt", fyne.KeyModifierAlt},
		{"Shift", fyne.KeyModifierShift},
	}
}

// Rekey changes the keys of commands: changed has the keys of each command whose keys
// were changed, by its ID; an empty list leaves it without a key. A key of a changed
// command is removed from the one that had it by default. Unknown commands and keys are
// ignored.
func Rekey(commands []Command, changed map[string][]string) []Command {
	out := slices.Clone(commands)
	taken := map[Key]bool{}
	for i := range out {
		texts, ok := changed[out[i].ID]
		if !ok {
			continue
		}
		out[i].Keys = nil
		for _, text := range texts {
			if k, err := ParseKey(text); err == nil && !taken[k] {
				taken[k] = true
				out[i].Keys = append(out[i].Keys, k)
			}
		}
	}
	for i := range out {
		if _, ok := changed[out[i].ID]; !ok {
			out[i].Keys = slices.DeleteFunc(slices.Clone(out[i].Keys), func(k Key) bool { return taken[k] })
		}
	}
	return out
}

// ByKey returns the command that a key belongs to, the first of those that share it, or
// nil.
func (t *Table) ByKey(k Key) *Command {
	if all := t.keys[k]; len(all) > 0 {
		return all[0]
	}
	return nil
}

// FromShortcut returns the key of a shortcut as Fyne reports it; false if it has
// none.
func FromShortcut(s fyne.Shortcut) (Key, bool) {
	if k, ok := s.(fyne.KeyboardShortcut); ok {
		return Key{k.Key(), k.Mod()}, true
	}
	return Key{}, false
}

// FromKey returns the key of an event without Ctrl or Alt, by its place on the
// keyboard where the layout has no name for it; false for a key that only modifies
// others.
func FromKey(ev *fyne.KeyEvent, held fyne.KeyModifier) (Key, bool) {
	name := NameOf(ev)
	switch {
	case name == fyne.KeyUnknown || name == "":
		return Key{}, false
	case strings.HasPrefix(string(name), "Left") && name != fyne.KeyLeft || strings.HasPrefix(string(name), "Right") && name != fyne.KeyRight:
		return Key{}, false // the Shift, Ctrl and Alt of one side
	}
	return Key{name, held & fyne.KeyModifierShift}, true
}
