// Package tags is the tags and colours of events and notes: the field for tags, the
// list of all tags, and the reader's names for colours.
//
// The one idea behind it: a tag is its words. While one is typed, those in use are
// offered, and one that differs from those only by vowel signs or case becomes that
// one, so that a library does not fill with near duplicates.
package tags

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
)

// Feature is the tags and colours of the library.
type Feature struct {
	host *feature.Host
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host) *Feature { return &Feature{host: h} }

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	return []command.Command{
		{
			ID: "tags", Title: "command.tags", Keys: []command.Key{command.CtrlShift(fyne.KeyT)},
			Enabled: func() bool { return l.Snapshot() != nil }, Run: func() { showManager(f.host) },
		},
		{ID: "colours", Title: "command.colours", Enabled: l.Writable, Run: func() { nameColours(f.host) }},
	}
}

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}

// Field makes a field for some tags, see NewField.
func (f *Feature) Field(tags []string, o Options) *Field { return NewField(f.host, tags, o) }

// Ask asks for the tags of something in a dialog, and writes the edit that is made from
// them; about names what they are of.
func (f *Feature) Ask(about string, tags []string, edit func(tags []string) data.Edit) {
	showForm(f.host, about, tags, edit)
}

// AskEvent asks for the tags of an event.
func (f *Feature) AskEvent(old data.Event) {
	f.Ask(old.Title, old.Tags, func(tags []string) data.Edit {
		after := old
		after.Tags = tags
		return data.Edit{Label: "edit.event.tags", Events: []data.Change[data.Event]{data.Update(old, after)}}
	})
}

// ColourName is what the reader calls a colour of the palette.
func (f *Feature) ColourName(colour string) string {
	if n := f.host.Library.Snapshot(); n != nil {
		if name := n.Library.ColourNames[colour]; name != "" {
			return name
		}
	}
	return f.host.Kit().T("colour." + colour)
}
