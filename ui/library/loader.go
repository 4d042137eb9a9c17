package library

import (
	"context"
	"errors"

	"tarikh.org/tarikh/data"
)

// Slot holds one question to the library at a time: asking another cancels the one
// before, whose answer is dropped. Closing the library cancels all. The zero Slot is
// empty.
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
func (l *Library) Begin(slot *Slot) (ctx context.Context, answer func(func())) {
	slot.Drop()
	ctx, slot.cancel = context.WithCancel(l.ctx)
	return ctx, l.answering(ctx)
}

func (l *Library) answering(ctx context.Context) func(func()) {
	return func(take func()) {
		l.post(func() {
			if ctx.Err() == nil {
				take()
			}
		})
	}
}

// Ask puts a question to the open library on another goroutine and calls done with
// the answer on the interface's, unless another question has taken the slot or the
// library has been closed. Questions without a slot (nil) do not overtake each other.
// It fails with data.ErrNotFound at once where no library is open.
func Ask[T any](l *Library, slot *Slot, question func(context.Context, data.Store) (T, error), done func(T, error)) {
	store := l.store
	if store == nil {
		var none T
		done(none, data.ErrNotFound)
		return
	}
	ctx, answer := l.ctx, l.answering(l.ctx)
	if slot != nil {
		ctx, answer = l.Begin(slot)
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

// Load is Ask for a question whose errors are shown like any other. Where an edit
// came between (data.ErrConflict), done is not called: Edited follows, and those who
// asked ask again. It does nothing where no library is open.
func Load[T any](l *Library, slot *Slot, question func(context.Context, data.Store) (T, error), done func(T)) {
	if l.store == nil {
		return
	}
	Ask(l, slot, question, func(value T, err error) {
		switch {
		case errors.Is(err, data.ErrConflict):
		case err != nil:
			l.fail(err)
		default:
			done(value)
		}
	})
}

// gone turns "not found" into no error: what was shown has been deleted.
func gone(err error) error {
	if errors.Is(err, data.ErrNotFound) {
		return nil
	}
	return err
}
