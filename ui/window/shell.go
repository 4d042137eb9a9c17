package window

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/backups"
)

// features are the parts of the window that stand alone, in the order in which they
// are made: each may need those before it.
func (w *Window) features() []feature.Feature { return []feature.Feature{w.history, w.backups, w.tags} }

// newKit makes texts in the language in use.
func (w *Window) newKit() (*control.Kit, error) {
	locale, err := w.locale()
	if err != nil {
		return nil, err
	}
	return &control.Kit{Typesetter: w.ts, Locale: locale, Dialogs: &w.dialogs, Tips: control.NewTips()}, nil
}

// opening opens and closes libraries for features.
type opening struct{ w *Window }

var _ backups.Window = opening{}

func (o opening) Open(path string)     { o.w.Open(path) }
func (o opening) Show(store data.File) { o.w.show(store) }

// Leave remembers where the reader is and closes the open library.
func (o opening) Leave(then func(error)) {
	o.w.leave()
	o.w.session.Close(then)
}

// shell is the window as its features see it.
type shell struct{ w *Window }

var _ feature.Shell = shell{}

func (s shell) Run(command string) bool          { return s.w.run(command) }
func (s shell) Key(command string) string        { return s.w.key(command) }
func (s shell) Item(command string) control.Item { return s.w.toolbar.item(command) }
func (s shell) Fail(err error)                   { s.w.fail(err) }
func (s shell) FailFile(path string, err error)  { s.w.failFile(path, err) }
func (s shell) Say(err error) string             { return say(s.w.host.Kit().Locale, s.w.session.Path(), err) }
func (s shell) Remember()                        { s.w.remember() }
func (s shell) Later(run func())                 { s.w.later(run) }
