// Package feature is what the features of the window are made with and have in
// common; each is a package of its own below this one.
//
// The one idea behind it: a feature is a model on the library, views of it, and
// commands, made together by one constructor from a Host and from what it needs of
// the features before it. Nothing is filled in later. A change of language builds
// the views again and leaves the model and its subscriptions as they are.
package feature

import (
	"context"
	"log/slog"
	"net/url"
	"time"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/state"
)

// Feature is a part of the window that stands alone.
type Feature interface {
	// Commands are its actions, made again for each language.
	Commands() []command.Command
	// Relocale builds its views again, after Host.Kit has changed.
	Relocale()
}

// Shell is what features ask of the window around them.
type Shell interface {
	Run(command string) bool          // runs a command by ID, and says whether it ran
	Key(command string) string        // the name of its first key, "" where it has none
	Item(command string) control.Item // a command in a menu, disabled where it cannot run now
	Fail(err error)                   // shows an error of the open library in plain words
	FailFile(path string, err error)  // the same of a file that need not be the open library
	Say(err error) string             // the plain words
	Remember()                        // writes the state down
	Later(run func())                 // runs what takes the keyboard, after the press that asks for it
}

// Parts are what a Host is made of.
type Parts struct {
	Library   *library.Library
	State     *state.State // of this person; Shell.Remember writes it down
	StateDir  string       // the folder of what else is remembered
	Canvas    fyne.Canvas
	Clipboard fyne.Clipboard
	OpenURL   func(*url.URL) error // in the desktop's browser; it checks nothing
	Files     afero.Fs             // everything beside libraries
	Post      library.Post
	Now       func() time.Time
	Log       *slog.Logger
	Shell
}

// Host is what every feature is made with. It is made whole before the first one,
// and the same for all.
type Host struct {
	Parts
	kit    *control.Kit
	folder string // that a file was chosen from last, see ChooseFile
}

// New returns a Host. kit makes texts in the language in use.
func New(p Parts, kit *control.Kit) *Host { return &Host{Parts: p, kit: kit} }

// Kit makes texts in the language in use. It is asked for when something is built,
// and not kept beyond that.
func (h *Host) Kit() *control.Kit { return h.kit }

// SetKit changes the language; the shell calls Relocale of every feature after it.
func (h *Host) SetKit(kit *control.Kit) { h.kit = kit }

// Away does work on another goroutine and calls done with what came of it, whatever
// is open by then. Work that can take long is better waited for with Wait, questions
// to the library are asked with library.Ask.
func Away[T any](h *Host, work func(context.Context) (T, error), done func(T, error)) {
	go func() {
		made, err := work(context.Background())
		h.Post(func() { done(made, err) })
	}()
}
