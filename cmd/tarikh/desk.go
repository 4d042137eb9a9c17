package main

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
)

// desk is the library that a command writes: one that it has opened itself, or that of a
// window.
type desk interface {
	// use does something in the library. It opens that where it was not yet.
	use(ctx context.Context, do func(context.Context, *app.Library) error) error
	close() error
}

// ownDesk is a library that a command opens itself, in its turn, when it is first used: so
// that a command that is refused leaves the file untouched.
type ownDesk struct {
	*program
	path  string
	look  bool // it is only read, and left as it is to the byte
	store data.Store
	open  *app.Library // of store
}

// openError is the error of a desk whose library cannot be opened, or not now.
type openError struct{ error }

func (e openError) Unwrap() error { return e.error }

func (d *ownDesk) use(ctx context.Context, do func(context.Context, *app.Library) error) error {
	if d.store == nil {
		open := d.openInTurn
		if d.look {
			open = d.read
		}
		store, err := open(ctx, d.path)
		if err != nil {
			return openError{err}
		}
		d.store, d.open = store, app.New(store, d.libraries.Now)
	}
	return ofLibrary(d.path, do(ctx, d.open))
}

func (d *ownDesk) close() error {
	if d.store == nil {
		return nil
	}
	return d.store.Close()
}
