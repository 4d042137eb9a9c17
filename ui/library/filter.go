package library

import (
	"context"
	"errors"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

// filter is the layer of what narrows the timeline, the notes and the lists.
type filter struct {
	*core
	query    query.Query
	shown    *Shown
	applying bool // shown is not that of query yet
	asking   Slot
}

// reset is for a library that is closed.
func (f *filter) reset() {
	f.asking.Drop()
	f.query, f.shown, f.applying = query.Query{}, nil, false
}

// Filter returns what narrows the timeline, the notes and the lists.
func (f *filter) Filter() query.Query { return f.query }

// Shown returns what the filter leaves, nil where no library is open. While a new
// filter is being applied it is still the one before.
func (f *filter) Shown() *Shown { return f.shown }

// Filtering reports whether a new filter is being applied.
func (f *filter) Filtering() bool { return f.applying }

// SetFilter narrows what is shown; a query without terms shows everything.
// FilterSet follows at once, ShownChanged when it has been applied.
func (f *filter) SetFilter(q query.Query) {
	if f.snapshot == nil {
		return
	}
	f.query = q
	f.applyFilter()
	f.tell(Change{Kind: FilterSet})
}

func (f *filter) applyFilter() {
	n, q, before := f.snapshot, f.query, f.shown
	f.applying = true
	ask(f.core, &f.asking, func(ctx context.Context, store data.Store) (*Shown, error) {
		return WhenIndexed(ctx, store, func() (*Shown, error) { return readShown(ctx, store, n, q, before) })
	}, func(v *Shown, err error) {
		switch {
		case n != f.snapshot:
			f.applyFilter() // the library was loaded again meanwhile
		case errors.Is(err, data.ErrConflict): // the library is being loaded again
		case err != nil:
			f.applying = false
			f.fail(err)
			f.tell(Change{Kind: ShownChanged})
		default:
			f.applying, f.shown = false, v
			f.tell(Change{Kind: ShownChanged})
		}
	})
}

// indexWait is how long a question waits before it is asked again whether the words of a
// library have been indexed.
const indexWait = time.Second

// Indexes reports whether the words of an older library are being indexed: by this
// process, or by the one that has it open for writing.
func Indexes(store data.Store) bool {
	a := store.Access()
	return !a.ReadOnly || a.Holder != ""
}

// WhenIndexed asks a question of words, again and again as long as the words of the
// library are being indexed.
func WhenIndexed[T any](ctx context.Context, store data.Store, question func() (T, error)) (T, error) {
	for {
		v, err := question()
		if !errors.Is(err, data.ErrUnindexed) || !Indexes(store) {
			return v, err
		}
		select {
		case <-ctx.Done():
			return v, ctx.Err()
		case <-time.After(indexWait):
		}
	}
}
