// Package library is the open library on the user interface's goroutine: what is
// loaded of it, what is selected and opened, and the edits that are being written.
//
// The one idea behind it: every field is touched on that goroutine only. Questions
// go to the store on other goroutines and come back through the injected Post (see
// Slot). After any edit, of this window or another process, the rows that changed
// since the loaded revision are read and patched into what is loaded, and subscribers
// are told the Change, by kind and ID. A subscription lasts until it is cancelled,
// whatever library is open and in whatever language.
package library

import (
	"context"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
)

// Library is the open library, or none. Its layers share one core; each has the
// state and the methods of one topic.
type Library struct {
	*core
	captions
	filter
	selection
	writing

	now       func() time.Time
	loading   Slot
	conflicts Conflicts
}

// New returns a Library without a library. fail is told, on the interface's
// goroutine, of every error that has no better place; now is the clock.
func New(post Post, fail func(error), now func() time.Time) *Library {
	c := &core{post: post, fail: fail, ctx: context.Background(), cancel: func() {}}
	l := &Library{core: c, captions: captions{core: c}, filter: filter{core: c}, writing: writing{core: c}, now: now}
	l.selection = selection{core: c, filter: &l.filter}
	return l
}

// Ask puts a question to the open library on another goroutine and calls done with
// the answer on the interface's, unless another question has taken the slot or the
// library has been closed. Questions without a slot (nil) do not overtake each other.
// It fails with data.ErrNotFound at once where no library is open.
func Ask[T any](l *Library, slot *Slot, question func(context.Context, data.Store) (T, error), done func(T, error)) {
	ask(l.core, slot, question, done)
}

// Load is Ask for a question whose errors are shown like any other. If an edit was
// written meanwhile (data.ErrConflict), done is not called: Edited follows, on which
// the question is to be asked again. It does nothing where no library is open.
func Load[T any](l *Library, slot *Slot, question func(context.Context, data.Store) (T, error), done func(T)) {
	load(l.core, slot, question, done)
}

// Plan is Ask for a use case that only reads, such as one that works out an edit for
// the reader to confirm.
func Plan[T any](l *Library, slot *Slot, plan func(context.Context, *app.Library) (T, error), done func(T, error)) {
	open := l.open
	ask(l.core, slot, func(ctx context.Context, _ data.Store) (T, error) { return plan(ctx, open) }, done)
}
