package feature

import (
	"context"
	"errors"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/library"
)

// OfEvent is what belongs to the selected event: it is read when another one is selected,
// and again when rows of some kinds change.
type OfEvent[T any] struct {
	Event data.ID // zero: none is selected
	Shown T       // zero while it is not read

	host    *Host
	read    func(context.Context, data.Store, data.ID) (T, error)
	loading library.Slot
	changed func()
}

// NewOfEvent makes one. read reads what belongs to an event, on another goroutine.
func NewOfEvent[T any](h *Host, read func(context.Context, data.Store, data.ID) (T, error), kinds ...data.Kind) *OfEvent[T] {
	o := &OfEvent[T]{host: h, read: read, changed: func() {}}
	h.Library.Subscribe(func(c library.Change) {
		switch c.Kind {
		case library.Opened, library.EventSelected, library.Closed:
			o.load()
		case library.Edited:
			if c.Has(kinds...) {
				o.load()
			}
		default:
		}
	})
	return o
}

// OnChanged sets what is called when something else is shown.
func (o *OfEvent[T]) OnChanged(changed func()) { o.changed = changed }

func (o *OfEvent[T]) load() {
	var none T
	e := o.host.Library.Event()
	if e == nil {
		o.loading.Drop()
		o.Shown, o.Event = none, data.ID{}
		return
	}
	if e.ID != o.Event {
		o.Shown, o.Event = none, e.ID
	}
	id := e.ID
	library.Load(o.host.Library, &o.loading, func(ctx context.Context, store data.Store) (T, error) {
		t, err := o.read(ctx, store, id)
		if errors.Is(err, data.ErrNotFound) { // somebody has deleted it, which the library tells
			return none, nil
		}
		return t, err
	}, func(t T) {
		if o.Event == id {
			o.Shown = t
			o.changed()
		}
	})
}
