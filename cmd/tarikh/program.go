package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/exchange/form"
)

// Exit codes.
const (
	exitOK      = 0
	exitFailed  = 1   // the work could not be done
	exitProblem = 2   // check found something wrong in the library
	exitUsage   = 64  // the command line is wrong, as in sysexits.h
	exitEnded   = 130 // it was interrupted, as shells say it of Ctrl+C
)

// program is what commands work with: the outside world, injected.
type program struct {
	out, err  io.Writer
	shows     time.Duration // after how long work shows on a terminal how far it is; 0: err is none
	files     afero.Fs
	libraries *app.Libraries
	formats   []form.Format // that are read or written
	turn      time.Duration // how long a command waits for its turn to write
	sockets   string        // the folder of those at which windows take orders
	ring      data.Keyring  // of passwords
	// secret asks for a password; errNoTerminal where nobody can be asked.
	secret func(ctx context.Context, question string) (string, error)
}

// reading opens a library without touching it, does something and closes it.
func (p *program) reading(place string, do func(context.Context, data.Store) error) error {
	return with(place, p.read, do)
}

// writing opens a library for edits, does something and closes it. It waits a while for
// another process that has it open.
func (p *program) writing(place string, do func(context.Context, data.Store) error) error {
	return with(place, p.openInTurn, do)
}

// read opens a library for reading.
func (p *program) read(ctx context.Context, place string) (data.Store, error) {
	return p.unlocked(ctx, place, p.libraries.ReadPlace)
}

// openInTurn opens a library for edits once no other process has it open for edits; if
// that takes too long, it is open for reading only. On a server nobody waits.
func (p *program) openInTurn(ctx context.Context, place string) (data.Store, error) {
	const pause = 100 * time.Millisecond
	waiting, stop := context.WithTimeout(ctx, p.turn)
	defer stop()
	for {
		store, err := p.unlocked(ctx, place, p.libraries.OpenPlace)
		if err != nil {
			return nil, err
		}
		file, ok := store.(data.File)
		if !ok || file.Access().Holder == "" || waiting.Err() != nil {
			return store, nil
		}
		for file.Held() && waiting.Err() == nil {
			select {
			case <-waiting.Done():
			case <-time.After(pause):
			}
		}
		if err := errors.Join(store.Close(), ctx.Err()); err != nil {
			return nil, err
		}
	}
}

func with(place string, open func(context.Context, string) (data.Store, error), do func(context.Context, data.Store) error) error {
	ctx, stop := untilInterrupted()
	defer stop()
	store, err := open(ctx, place)
	if err != nil {
		return err
	}
	return ofLibrary(place, errors.Join(do(ctx, store), store.Close()))
}

// ofLibrary names a library in an error that tells what is wrong with it, and not of which
// one: only its opening names it everywhere.
func ofLibrary(place string, err error) error {
	for _, wrong := range []error{data.ErrCorrupt, data.ErrDisk, data.ErrUnindexed, data.ErrMoved, data.ErrOverwritten, data.ErrReadOnly, data.ErrBusy, data.ErrAway} {
		if errors.Is(err, wrong) && !strings.Contains(err.Error(), filepath.Base(place)) {
			return fmt.Errorf("library %q: %w", place, err)
		}
	}
	return err
}

// untilInterrupted returns the context of a command: the first Ctrl+C, or request to
// end, cancels the work so that nothing half-written is left, and the second ends the
// program.
func untilInterrupted() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// problem is a failure with its own exit code.
type problem struct {
	code int
	text string
}

func (p problem) Error() string { return p.text }

// printable keeps tabs, line ends and control characters out of a table, and bidi
// controls that reorder the rest of a line on a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0) {
			return ' '
		}
		if '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069' {
			return -1
		}
		return r
	}, s)
}

// printJSON prints an answer as JSON.
func (p *program) printJSON(answer any) error {
	out := json.NewEncoder(p.out)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(answer)
}

// printedID is an ID as commands print it, "" for none.
func printedID(id data.ID) string {
	if id == (data.ID{}) {
		return ""
	}
	return id.String()
}
