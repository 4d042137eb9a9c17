package keys

import (
	"io/fs"
	"slices"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/i18n"
)

// Table is the program's commands.
type Table interface {
	Commands() *command.Table    // with the keys that they have now
	Defaults() []command.Command // with those that they have by default
	Rekey()                      // makes Commands again after the state's keys have changed
}

// Bindings are the keys that commands have, and their change.
type Bindings struct {
	host  *feature.Host
	table Table
	words fs.FS // message catalogs
}

// Named are all commands with their names in every language, that of the window first.
func (b *Bindings) Named() []command.Named {
	locales := []*i18n.Locale{b.host.Kit().Locale}
	for _, lang := range i18n.Languages() {
		if lang == locales[0].Lang() {
			continue
		}
		if l, err := i18n.New(b.words, lang); err == nil {
			locales = append(locales, l)
		}
	}
	var all []command.Named
	for _, c := range b.table.Commands().All() {
		n := command.Named{ID: c.ID, Key: b.host.Key(c.ID), On: c.On()}
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

// Set gives a command other keys; one that another command has is removed from that.
func (b *Bindings) Set(id string, keys []command.Key) {
	changed := b.host.State.Keys
	if changed == nil {
		changed = map[string][]string{}
		b.host.State.Keys = changed
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
	if slices.Equal(keys, b.usual(id)) {
		delete(changed, id)
	}
	b.rekey()
}

// usual returns the keys that a command has by default.
func (b *Bindings) usual(id string) []command.Key {
	for _, c := range b.table.Defaults() {
		if c.ID == id {
			return c.Keys
		}
	}
	return nil
}

func (b *Bindings) rekey() {
	b.table.Rekey()
	b.host.Remember()
}
