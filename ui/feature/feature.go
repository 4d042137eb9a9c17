// Package feature is what the features of the window are made with and have in common;
// each is a package below this one.
//
// The one idea behind it: a feature is a model on the library, views of it, and
// commands, made together by one constructor from a Host and from what it needs of the
// features before it. No field is assigned after construction. A change of language
// rebuilds the views; the model and its subscriptions stay.
package feature

import (
	"context"
	"log/slog"
	"net/url"
	"time"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/state"
)

// Feature is an independent part of the window.
type Feature interface {
	// Commands are its actions, made again for each language.
	Commands() []command.Command
	// Relocale builds its views again, after Host.Kit has changed.
	Relocale()
}

// Shell is what features ask of the window around them.
type Shell interface {
	Run(command string) bool          // runs a command by ID, and reports whether it ran
	Key(command string) string        // the name of its first key, "" where it has none
	Item(command string) control.Item // a command in a menu, disabled where it cannot run now
	Fail(err error)                   // shows an error of the open library in plain words
	FailFile(path string, err error)  // the same of a file that need not be the open library
	Say(err error) string             // the plain words
	// SayOf is Say about a library that need not be the open one, by its place.
	SayOf(place string, err error) string
	// Tell says in the bar at the foot what was done, with a way to undo it, or with what
	// can be done then.
	Tell(words string, then ...control.Item)
	Inform(words string) // says there what is so, where nothing was done that could be undone
	Remember()           // saves the state
	Later(run func())    // runs what takes the keyboard focus, after the press that asks for it
}

// Parts are the fields of a Host.
type Parts struct {
	Library   *library.Library
	State     *state.State // of the user; Shell.Remember saves it
	StateDir  string       // the folder of other remembered files
	CacheDir  string       // the folder of what can be made again; "" for none
	Canvas    fyne.Canvas
	Clipboard fyne.Clipboard
	OpenURL   func(*url.URL) error // in the desktop's browser, without checks
	Files     afero.Fs             // for all files but libraries
	Gazetteer *gazetteer.Gazetteer // what is known of places
	Post      library.Post
	Now       func() time.Time
	Log       *slog.Logger
	Desktop   Desktop       // its file chooser, nil where it has none
	Parent    func() string // the window, as portal.Question has it
	Shell
}

// Host is what every feature is made with: the same for all, and complete before the
// first one is made.
type Host struct {
	Parts
	kit    *control.Kit
	folder string  // that a file was chosen from last, see ChooseFile
	asking *asking // the desktop's file chooser, nil where that is not open
}

// New returns a Host. kit makes texts in the language in use.
func New(p Parts, kit *control.Kit) *Host { return &Host{Parts: p, kit: kit} }

// Kit makes texts in the language in use. It is asked for when something is built,
// and not kept beyond that.
func (h *Host) Kit() *control.Kit { return h.kit }

// SetKit changes the language; the shell calls Relocale of every feature after it.
func (h *Host) SetKit(kit *control.Kit) { h.kit = kit }

// Background does work on another goroutine and calls done with the result, even if
// another library is open by then. Work that can take long is done with Wait, questions
// to the library with library.Ask.
func Background[T any](h *Host, work func(context.Context) (T, error), done func(T, error)) {
	go func() {
		made, err := work(context.Background())
		h.Post(func() { done(made, err) })
	}()
}

// Arrangement is how the user views the open library, nil where none is open.
func (h *Host) Arrangement() *state.Arrangement {
	n := h.Library.Snapshot()
	if n == nil {
		return nil
	}
	return h.State.Arrangement(n.Library.ID)
}
