package copying

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/command"
)

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	event := func() bool { return f.host.Library.Event() != nil }
	words := func() bool { _, ok := f.reading.Selection(); return ok }
	formatted := func(possible func() bool) func() bool { return func() bool { return f.Formats() && possible() } }
	return append(f.citing(), []command.Command{
		{ID: "event.copy", Title: "command.event.copy", Keys: []command.Key{command.Ctrl(fyne.KeyC)}, Enabled: event, Run: func() { f.event(false) }},
		{ID: "event.copy.rich", Title: "command.event.copy.rich", Enabled: formatted(event), Run: func() { f.event(true) }},
		{ID: "selection.quote", Title: "selection.quote", Keys: []command.Key{command.CtrlShift(fyne.KeyC)}, Enabled: words, Run: func() { f.words(false) }},
		{ID: "selection.quote.rich", Title: "selection.quote.rich", Enabled: formatted(words), Run: func() { f.words(true) }},
	}...)
}
