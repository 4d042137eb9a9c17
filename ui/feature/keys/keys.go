// Package keys is the keyboard of the commands: the sheet that shows which key does
// what, and the dialog in which keys are changed.
//
// The one idea behind it: the table of commands is the only list. What is changed is a
// difference from the keys that each command has by default, kept in the state of this
// person.
package keys

import (
	"io/fs"
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/i18n"
)

// Table is the program's commands, as the window has put them together.
type Table interface {
	Commands() *command.Table    // with the keys that they have now
	Defaults() []command.Command // with those that they have by default
	Rekey()                      // makes Commands again after the state's keys have changed
}

// Feature is the keys of all commands.
type Feature struct {
	host  *feature.Host
	table Table
	words fs.FS // message catalogs
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature; words are the message catalogs of all languages.
func New(h *feature.Host, table Table, words fs.FS) *Feature {
	return &Feature{host: h, table: table, words: words}
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	return []command.Command{
		{ID: "help.keys", Title: "command.keys", Keys: []command.Key{command.Plain("?"), command.Plain(fyne.KeyF1)}, Run: f.showSheet},
		{ID: "keys.change", Title: "command.keys.change", Run: func() { f.host.Later(func() { f.change() }) }},
	}
}

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}

// Named are all commands with their names in every language, that of the window first.
func (f *Feature) Named() []command.Named {
	locales := []*i18n.Locale{f.host.Kit().Locale}
	for _, lang := range i18n.Languages() {
		if lang == locales[0].Lang() {
			continue
		}
		if l, err := i18n.New(f.words, lang); err == nil {
			locales = append(locales, l)
		}
	}
	var all []command.Named
	for _, c := range f.table.Commands().All() {
		n := command.Named{ID: c.ID, Key: f.host.Key(c.ID), On: c.On()}
		if c.Detail != nil {
			n.Detail = c.Detail()
		}
		for _, l := range locales {
			n.Names = append(n.Names, l.T(c.Title))
		}
		all = append(all, n)
	}
	return all
}

// Set gives a command other keys; one that another command has is taken from it.
func (f *Feature) Set(id string, keys []command.Key) {
	changed := f.host.State.Keys
	if changed == nil {
		changed = map[string][]string{}
		f.host.State.Keys = changed
	}
	for other, texts := range changed {
		if other != id {
			changed[other] = slices.DeleteFunc(texts, func(words string) bool {
				k, err := command.ParseKey(words)
				return err == nil && slices.Contains(keys, k)
			})
		}
	}
	texts := []string{}
	for _, k := range keys {
		texts = append(texts, k.String())
	}
	changed[id] = texts
	if slices.Equal(keys, f.usual(id)) {
		delete(changed, id)
	}
	f.rekey()
}

// usual are the keys that a command has by default.
func (f *Feature) usual(id string) []command.Key {
	for _, c := range f.table.Defaults() {
		if c.ID == id {
			return c.Keys
		}
	}
	return nil
}

func (f *Feature) rekey() {
	f.table.Rekey()
	f.host.Remember()
}
