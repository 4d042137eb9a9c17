// Package conflicts asks what is to be done where an edit meets those of others.
//
// The one idea behind it: whoever writes sees both versions of each field, side by side,
// before anything is written; theirs stays in the library until then, mine in the dialog or
// the form that it comes from, and the history keeps both.
package conflicts

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/reconcile"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Feature is the dialog of conflicts.
type Feature struct{ host *feature.Host }

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host) *Feature {
	f := &Feature{h}
	h.Library.OnConflicts(library.Conflicts{
		Decide: func(j reconcile.Joined, decided func([]reconcile.Choice), givenUp func()) { f.ask(j, decided, givenUp) },
		Moved:  f.moved,
	})
	return f
}

// Commands are those of feature.Feature: there are none.
func (f *Feature) Commands() []command.Command { return nil }

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}

// moved says where notes are whose event or article somebody has deleted.
func (f *Feature) moved(notes []data.Annotation) {
	f.host.Shell.Tell(f.host.Kit().Locale.TN("conflict.moved", len(notes)))
}
