package library

import (
	"context"
	"errors"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
)

// Show makes a store the open library, closes the one before, and calls shown when
// its contents are there.
func (l *Library) Show(store data.Store, shown func()) {
	l.Close(nil)
	l.store, l.open = store, app.New(store, l.now)
	l.ctx, l.cancel = context.WithCancel(context.Background())
	l.load(func(Change) {
		l.watch(l.snapshot.Revision)
		l.tell(Change{Kind: Opened})
		if shown != nil {
			shown()
		}
	})
	if file, ok := store.(data.File); ok {
		l.examine(file)
		l.awaitRelease(file)
	}
}

// Close closes the library once all edits are written, those that subscribers make on
// Closing too; then runs afterwards on the interface's goroutine. Closed is told at
// once; a function given to AfterWrites from then on runs after the file is closed.
func (l *Library) Close(then func(error)) {
	store := l.store
	if store != nil {
		l.tell(Change{Kind: Closing})
	}
	l.cancel()
	l.loading.Drop()
	l.captions.forget(nil)
	l.filter.reset()
	l.selection.reset()
	l.store, l.open, l.snapshot, l.gathering = nil, nil, nil, 0
	l.after(func() {
		var err error
		if store != nil {
			err = store.Close()
		}
		if then != nil {
			l.post(func() { then(err) })
		} else if err != nil {
			l.post(func() { l.fail(err) })
		}
	})
	l.tell(Change{Kind: Closed})
}

// reload loads what has changed, and tells of it.
func (l *Library) reload() {
	if l.snapshot == nil {
		return // the first load is on its way; watch brings what it misses
	}
	l.load(func(c Change) {
		now := l.snapshot
		follow := l.follow(c)
		l.tell(c)
		if l.snapshot == now { // a subscriber may close the library
			follow()
		}
	})
}

// load loads the library, or what has changed of the one that is loaded, and calls
// done unless that is nothing. ShownChanged follows. What a load that is overtaken
// would have brought, the next one brings.
func (l *Library) load(done func(Change)) {
	old, q, shown := l.snapshot, l.query, l.shown
	type loaded struct {
		renewal
		captions  map[data.ID]data.Caption // all, of a small library that is read whole
		shown     *Shown
		unindexed bool // the filter is still to be applied
	}
	Load(l, &l.loading, func(ctx context.Context, store data.Store) (v loaded, err error) {
		if old != nil {
			v.renewal, err = renew(ctx, store, old)
		} else {
			v.renewal, err = renewed(ctx, store)
		}
		if err != nil {
			return v, err
		}
		n := v.snapshot
		if v.shown, err = readShown(ctx, store, n, q, shown); errors.Is(err, data.ErrUnindexed) {
			v.shown, v.unindexed, err = allShown(n), true, nil
		}
		if err == nil && v.change.All && n.Columns.Len() <= preload {
			v.captions, err = loadCaptions(ctx, store, n.Columns.IDs)
		}
		return v, err
	}, func(v loaded) {
		if !v.change.All && len(v.change.Rows) == 0 {
			return // another load has brought it
		}
		if v.change.All {
			l.captions.forget(v.captions)
		}
		l.captions.changed(v.change.Events)
		if !v.change.All && v.change.Has(data.KindExcerpt) {
			l.captions.recount()
		}
		l.snapshot, l.shown = v.snapshot, v.shown
		l.asking.Drop()
		if l.applying = v.unindexed || !q.Equal(l.query); l.applying { // another was asked for meanwhile
			l.applyFilter()
		}
		done(v.change)
		if l.snapshot == v.snapshot {
			l.tell(Change{Kind: ShownChanged})
		}
	})
}

// examine looks for damage after the library is shown, and tells once if there is any;
// the store takes no edits then.
func (l *Library) examine(store data.File) {
	ctx, answer := l.ctx, l.answering(l.ctx)
	go func() {
		if err := store.Health(ctx); err != nil {
			answer(func() {
				l.fail(err)
				l.tell(Change{Kind: SavingChanged})
			})
		}
	}()
}

// watch loads what is changed after a revision, by any process; and it tells if the
// file of a library that is open for writing has been moved, deleted or written over, or
// has got another name, so that the reader knows before there is much to be saved: once, until
// that is over.
func (l *Library) watch(revision int64) {
	ctx, answer, store := l.ctx, l.answering(l.ctx), l.store
	go func() {
		for {
			now, err := store.Wait(ctx, revision)
			if err != nil {
				answer(func() {
					l.fail(err)
					l.tell(Change{Kind: SavingChanged})
				})
				if !over(ctx, store, err) {
					return
				}
				answer(func() { l.tell(Change{Kind: SavingChanged}) })
				continue
			}
			revision = now
			answer(func() {
				// What this window has written itself it has loaded by then.
				if l.snapshot.Revision != now {
					l.reload()
				}
			})
		}
	}()
}

// over waits until a library can be watched again that could not be because of err;
// false if it never can.
func over(ctx context.Context, store data.Store, err error) bool {
	tick := time.NewTicker(overInterval)
	defer tick.Stop()
	for errors.Is(err, data.ErrMoved) || errors.Is(err, data.ErrLinked) {
		select {
		case <-ctx.Done():
			return false
		case <-tick.C:
		}
		_, err = store.Wait(ctx, never)
	}
	return err == nil
}

const (
	// overInterval is how often it is asked whether a file is in its place again.
	overInterval = time.Second
	// never is a revision that no library has: waiting for another one ends at once.
	never = -1
)

// releaseInterval is how often it is asked whether the holder has closed a library.
const releaseInterval = time.Second

// awaitRelease tells once that the process that held the library for writing has
// closed it.
func (l *Library) awaitRelease(store data.File) {
	if store.Access().Holder == "" {
		return
	}
	ctx, answer := l.ctx, l.answering(l.ctx)
	go func() {
		tick := time.NewTicker(releaseInterval)
		defer tick.Stop()
		for store.Held() {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
		answer(func() { l.tell(Change{Kind: Released}) })
	}()
}
