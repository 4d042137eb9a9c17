package window

import (
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
)

// features are the parts of the window that stand alone, in the order in which they
// are made: each may need those before it.
func (w *Window) features() []feature.Feature { return []feature.Feature{w.history} }

// newKit makes texts in the language in use.
func (w *Window) newKit() (*control.Kit, error) {
	locale, err := w.locale()
	if err != nil {
		return nil, err
	}
	return &control.Kit{Typesetter: w.ts, Locale: locale, Dialogs: &w.dialogs, Tips: control.NewTips()}, nil
}

// shell is the window as its features see it.
type shell struct{ w *Window }

var _ feature.Shell = shell{}

func (s shell) Run(command string) bool         { return s.w.run(command) }
func (s shell) Key(command string) string       { return s.w.key(command) }
func (s shell) Fail(err error)                  { s.w.fail(err) }
func (s shell) FailFile(path string, err error) { s.w.failFile(path, err) }
func (s shell) Say(err error) string            { return say(s.w.host.Kit().Locale, s.w.session.Path(), err) }
func (s shell) Remember()                       { s.w.remember() }
func (s shell) Later(run func())                { s.w.later(run) }
