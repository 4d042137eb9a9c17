// Package people shows who may use a library of a server, and lets its owners change that.
//
// The one idea behind it: who may do what is the server's, and nothing of it is remembered
// here. Each change is asked of the server at once and can be taken back while the list is
// open; where the server does not let one do it, there is what somebody runs who may.
package people

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
)

// Feature is the people of the open library.
type Feature struct{ host *feature.Host }

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host) *Feature { return &Feature{h} }

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	peopled := func() bool {
		_, ok := f.host.Library.Store().(data.Peopled)
		return ok && f.host.Library.Snapshot() != nil
	}
	return []command.Command{{ID: "people", Title: "command.people", Enabled: peopled, Run: func() { show(f.host) }}}
}

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}
