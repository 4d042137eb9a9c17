// Package keys is the keyboard of the commands: the sheet that shows which key does
// what, and the dialog in which keys are changed.
//
// The one idea behind it: the table of commands is the only list. What is changed is a
// difference from the keys that each command has by default, kept in the state of this
// person.
package keys

import (
	"io/fs"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
)

// Feature is the keys of all commands.
type Feature struct{ *Bindings }

var _ feature.Feature = (*Feature)(nil)

// New makes the feature; words are the message catalogs of all languages.
func New(h *feature.Host, table Table, words fs.FS) *Feature {
	return &Feature{&Bindings{host: h, table: table, words: words}}
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	return []command.Command{
		{ID: "help.keys", Title: "command.keys", Keys: []command.Key{command.Plain("?")}, Run: f.showSheet},
		{ID: "keys.change", Title: "command.keys.change", Run: func() { f.host.Later(func() { f.change() }) }},
	}
}

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}
