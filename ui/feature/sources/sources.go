// Package sources is the sources of the selected event, compared: who reports it, who was
// first, whose words are whose, and of what they say different things.
//
// The one idea behind it: what differs is decided, not hidden. Of each statement the reader
// keeps one, a span, or leaves it open, and says why; that is one edit of the event, and
// every source keeps what it says.
package sources

import (
	"context"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/verification"
	"tarikh.org/tarikh/ui/library"
)

// Choices are what the person has chosen.
type Choices interface {
	Author() string // of decisions
}

// Feature is the comparison of the sources of an event.
type Feature struct {
	host     *feature.Host
	choices  Choices
	verdicts *verification.Verdicts
	reading  library.Slot
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, c Choices) *Feature {
	return &Feature{host: h, choices: c, verdicts: verification.NewVerdicts(h, c)}
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	reported := func() bool { e := f.host.Library.Event(); return e != nil && len(e.Excerpts) > 0 }
	return []command.Command{{ID: "event.compare", Title: "command.event.compare", Keys: []command.Key{command.Plain(fyne.KeyC)}, Enabled: reported, Run: f.compare}}
}

// Relocale is that of feature.Feature: nothing of it stays shown.
func (f *Feature) Relocale() {}

// compare shows the sources of the selected event.
func (f *Feature) compare() {
	id, still := f.host.Library.Selected(), f.host.Kit().Dialogs.Still()
	f.load(id, func(c *comparison) {
		if still() && len(c.told) > 0 {
			show(f, c)
		}
	})
}

// load compares the sources of an event.
func (f *Feature) load(id data.ID, done func(*comparison)) {
	r := reader{f.host.Gazetteer, f.host.Kit().Locale.Lang()}
	library.Load(f.host.Library, &f.reading, func(ctx context.Context, store data.Store) (*comparison, error) { return r.read(ctx, store, id) }, done)
}
