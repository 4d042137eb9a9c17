package library

import (
	"context"
	"errors"
	"path/filepath"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
)

// Post runs a function on the user interface's goroutine, soon and in order.
type Post func(func())

// core is what all layers of a Library share: the open store, what is loaded of it,
// and the subscribers.
type core struct {
	post        Post
	fail        func(error)
	store       data.Store
	open        *app.Library    // of store
	ctx         context.Context // until the library is closed
	cancel      context.CancelFunc
	snapshot    *Snapshot
	subscribers Subscribers[Change]
}

// Subscribe calls f with each change, on the interface's goroutine, until
// unsubscribe is called.
func (c *core) Subscribe(f func(Change)) (unsubscribe func()) { return c.subscribers.Subscribe(f) }

func (c *core) tell(change Change) { c.subscribers.Tell(change) }

// Snapshot returns what is loaded of the open library, or nil.
func (c *core) Snapshot() *Snapshot { return c.snapshot }

// Tracks are those of the open library, in their order; none without one: what shows rows
// is laid out again while the library is being closed.
func (c *core) Tracks() []data.Track {
	if c.snapshot == nil {
		return nil
	}
	return c.snapshot.Tracks
}

// Axis is the clock of the timeline's axis; without a library that of own clocks.
func (c *core) Axis() dates.Axis {
	if c.snapshot == nil {
		return dates.Axis{}
	}
	return c.snapshot.Axis
}

// Store is the open library itself, for work that reads it as a whole; nil if none
// is open.
func (c *core) Store() data.Store { return c.store }

// Path is the open library's file, or "" if the store has no file.
func (c *core) Path() string {
	if file, ok := c.store.(data.File); ok {
		return file.Path()
	}
	return ""
}

// Place is by what the open library is opened again: its file, or the address of one on a
// server; "" if none is open.
func (c *core) Place() string { return data.PlaceOf(c.store) }

// Login is who one is in the open library, where that is on a server; "" otherwise.
func (c *core) Login() string {
	if hosted, ok := c.store.(data.Hosted); ok {
		return hosted.Login()
	}
	return ""
}

// Name is what the open library is called: its file, or the title of one on a server.
func (c *core) Name() string {
	if path := c.Path(); path != "" || c.snapshot == nil {
		return filepath.Base(path)
	}
	return c.snapshot.Library.Title
}

// Access says whether edits are possible, see data.Access; without a library they
// are not.
func (c *core) Access() data.Access {
	if c.store == nil {
		return data.Access{ReadOnly: true}
	}
	return c.store.Access()
}

// Writable reports whether a library is open for edits.
func (c *core) Writable() bool { return c.snapshot != nil && !c.Access().ReadOnly }

// Slot holds one question to the library at a time: asking another cancels the
// previous one, whose answer is dropped. Closing the library cancels all. The zero
// Slot is empty.
type Slot struct {
	cancel context.CancelFunc
}

// Drop cancels the question that is under way.
func (s *Slot) Drop() {
	if s.cancel != nil {
		s.cancel()
		s.cancel = nil
	}
}

// Busy reports whether a question is under way.
func (s *Slot) Busy() bool { return s.cancel != nil }

// Begin empties a slot for a question with more than one answer. The question works
// on another goroutine with the context; answer runs a function on the interface's
// goroutine, unless the question has been overtaken by then.
func (c *core) Begin(slot *Slot) (ctx context.Context, answer func(func())) {
	slot.Drop()
	ctx, slot.cancel = context.WithCancel(c.ctx)
	return ctx, c.answering(ctx)
}

// answering returns a function that runs another one on the interface's goroutine,
// unless ctx is cancelled by then.
func (c *core) answering(ctx context.Context) func(func()) {
	return func(take func()) {
		c.post(func() {
			if ctx.Err() == nil {
				take()
			}
		})
	}
}

// ask is Ask.
func ask[T any](c *core, slot *Slot, question func(context.Context, data.Store) (T, error), done func(T, error)) {
	store := c.store
	if store == nil {
		var none T
		done(none, data.ErrNotFound)
		return
	}
	ctx, answer := c.ctx, c.answering(c.ctx)
	if slot != nil {
		ctx, answer = c.Begin(slot)
	}
	go func() {
		value, err := question(ctx, store)
		answer(func() {
			if slot != nil {
				slot.Drop()
			}
			done(value, err)
		})
	}()
}

// load is Load.
func load[T any](c *core, slot *Slot, question func(context.Context, data.Store) (T, error), done func(T)) {
	if c.store == nil {
		return
	}
	ask(c, slot, question, func(value T, err error) {
		switch {
		case errors.Is(err, data.ErrConflict):
		case err != nil:
			c.fail(err)
		default:
			done(value)
		}
	})
}

// ignoreNotFound turns "not found" into no error: what was shown has been deleted.
func ignoreNotFound(err error) error {
	if errors.Is(err, data.ErrNotFound) {
		return nil
	}
	return err
}
