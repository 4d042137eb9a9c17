package library

import (
	"context"
	"errors"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/text/query"
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

// Close lets the library go after all edits are written, those of Closing too; then
// runs afterwards on the interface's goroutine. Closed is told at once; what is given to AfterWrites then comes after the
// file is closed.
func (l *Library) Close(then func(error)) {
	store := l.store
	if store != nil {
		l.tell(Change{Kind: Closing})
	}
	l.cancel()
	for _, slot := range []*Slot{&l.loading, &l.narrowing, &l.selecting, &l.opening} {
		slot.Drop()
	}
	l.captions.forget(nil)
	l.store, l.open, l.snapshot, l.gathering = nil, nil, nil, 0
	l.filter, l.shown, l.filtering = query.Query{}, nil, false
	l.event, l.article, l.active, l.wanted = nil, nil, Passage{}, wanted{}
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
		return // the first load is on its way; what it misses is watched for
	}
	l.load(func(c Change) {
		now := l.snapshot
		follow := l.follow(c)
		l.tell(c)
		if l.snapshot == now { // one who is told may close the library
			follow()
		}
	})
}

// load loads the library, or what has changed of the one that is loaded, and calls
// done unless that is nothing. ShownChanged follows. A load that is overtaken leaves
// what it has seen to the next one.
func (l *Library) load(done func(Change)) {
	old, filter, shown := l.snapshot, l.filter, l.shown
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
		if v.shown, err = readShown(ctx, store, n, filter, shown); errors.Is(err, data.ErrUnindexed) {
			v.shown, v.unindexed, err = allShown(n), true, nil
		}
		if err == nil && v.change.All && n.Columns.Len() <= preload {
			v.captions, err = loadCaptions(ctx, store, n.Columns.Len())
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
		l.snapshot, l.shown = v.snapshot, v.shown
		l.narrowing.Drop()
		if l.filtering = v.unindexed || !filter.Equal(l.filter); l.filtering { // another was asked for meanwhile
			l.applyFilter()
		}
		done(v.change)
		if l.snapshot == v.snapshot {
			l.tell(Change{Kind: ShownChanged})
		}
	})
}

// examine tells once of damage that is found behind the first picture; the store
// takes no edits then.
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

// watch loads what is changed after a revision, by any process; and it tells once
// that the file of a library that is open for writing has gone from its place: the
// sooner the reader knows, the less waits to be saved.
func (l *Library) watch(revision int64) {
	ctx, answer, store := l.ctx, l.answering(l.ctx), l.store
	go func() {
		for {
			now, err := store.Wait(ctx, revision)
			if err != nil {
				answer(func() { l.fail(err) })
				return
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

// Snapshot returns what is loaded of the open library, or nil.
func (l *Library) Snapshot() *Snapshot { return l.snapshot }

// Store is the open library itself, for work that reads it as a whole; nil if none
// is open.
func (l *Library) Store() data.Store { return l.store }

// Path is the open library's file, or "" where it is none.
func (l *Library) Path() string {
	if file, ok := l.store.(data.File); ok {
		return file.Path()
	}
	return ""
}

// Access says whether edits are possible, see data.Access; without a library they
// are not.
func (l *Library) Access() data.Access {
	if l.store == nil {
		return data.Access{ReadOnly: true}
	}
	return l.store.Access()
}

// Writable reports whether a library is open for edits.
func (l *Library) Writable() bool { return l.snapshot != nil && !l.Access().ReadOnly }
