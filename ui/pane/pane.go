// Package pane holds the panes of the window that are no feature yet: proposals,
// results, lists, and the forms of bringing in.
//
// The one idea behind it: a pane shows the session and changes nothing by
// itself. It builds its parts anew when its topic is told, and whatever the
// reader does becomes a call of the session or a command of the one table.
package pane

import (
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/backups"
	"tarikh.org/tarikh/ui/feature/events"
	"tarikh.org/tarikh/ui/feature/notes"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/session"
)

// Env is what every pane is made with.
type Env struct {
	Backups *backups.Feature // of the library
	Tags    *tags.Feature
	Notes   *notes.Feature
	Host    *feature.Host // what the features of the window share; what panes share moves there
	Kit     *control.Kit
	Session *session.Session
	Canvas  fyne.Canvas
	Run     func(command string) bool   // runs a command by ID
	Key     func(command string) string // the name of its first key
	Reading *reading.Feature
	Events  *events.Feature
	Ending  []func() // ends what the panes subscribed to, before they are built again
	// ReadAt shows on the timeline where the text that is read is in time; zero:
	// nowhere that is known.
	ReadAt func(d dates.Date)
	Later  func(run func()) // runs what takes the keyboard, after the press that asks for it
	// ShowTab brings a tab of the panes into view.
	ShowTab func(key string)
	Now     func() time.Time
	Fail    func(error)            // shows an error in plain words
	Say     func(err error) string // the plain words
}

func (e *Env) readOnly() bool {
	ro, _ := e.Session.ReadOnly()
	return ro
}
