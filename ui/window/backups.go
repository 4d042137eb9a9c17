package window

import (
	"cmp"
	"context"
	"errors"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/state"
)

// backups keeps copies of the open library while it is written to, and one more
// when it is closed. Nothing waits for it.
type backups struct {
	w     *Window
	store data.File          // the open library, nil if it is only read
	stop  context.CancelFunc // ends what is made of the open library
	ctx   context.Context
}

// quick is below what the last backup must have taken for another one to be made
// while the system ends the program.
const quick = time.Second

func newBackups(w *Window) *backups {
	return &backups{w: w, stop: func() {}, ctx: context.Background()}
}

// keeper is where backups are kept, by the reader's choice.
func (w *Window) keeper() *backup.Keeper {
	chosen := w.State.Backups
	return w.Libraries.Keeper(cmp.Or(chosen.Folder, w.BackupDir), chosen.Megabytes)
}

// opened begins to look after a library, and says when it was backed up last.
func (b *backups) opened(st data.File) {
	b.ctx, b.stop = context.WithCancel(context.Background())
	ctx, keeper := b.ctx, b.w.keeper()
	if keeper.Root() == "" { // nowhere to keep any
		return
	}
	if !st.Access().ReadOnly {
		b.store = st
		go func() {
			for tick := time.NewTicker(backup.Interval); ; {
				select {
				case <-ctx.Done():
					tick.Stop()
					return
				case <-tick.C:
					b.w.Post(func() { b.now(ctx, nil) })
				}
			}
		}()
	}
	go func() {
		library, err := st.Library(ctx)
		if err != nil {
			return
		}
		list, err := keeper.List(library.ID, st.Path())
		b.w.Post(func() {
			if err == nil && len(list) > 0 && list[0].Of == st.Path() {
				b.known(ctx, session.Backup{At: list[0].Time})
			}
			if b.w.State.LastBackups[st.Path()].Due {
				b.now(ctx, nil)
			}
		})
	}()
}

// known shows what is known of the open library's backups.
func (b *backups) known(ctx context.Context, k session.Backup) {
	if ctx.Err() == nil {
		b.w.session.SetBackup(k)
	}
}

// now backs the open library up if it has changed; done may be nil.
func (b *backups) now(ctx context.Context, done func(made bool, err error)) {
	st, was, keeper := b.store, b.w.session.Backup(), b.w.keeper()
	if st == nil || was.Busy || ctx.Err() != nil {
		return
	}
	b.known(ctx, session.Backup{At: was.At, Busy: true})
	go func() {
		began := time.Now()
		c, made, err := keeper.Keep(ctx, st)
		took := time.Since(began)
		b.w.Post(func() {
			b.kept(st.Path(), made, took, err)
			k := session.Backup{At: c.Time}
			if err != nil && !errors.Is(err, context.Canceled) {
				b.w.Log.Error("back up", "error", err)
				k = session.Backup{At: was.At, Err: err}
			}
			b.known(ctx, k)
			if done != nil {
				done(made, err)
			}
		})
	}()
}

// leaving ends looking after the open library; what it returns backs it up once
// it is closed, elsewhere, and may be called from any goroutine.
func (b *backups) leaving() (closed func()) {
	b.stop()
	st, keeper, w := b.store, b.w.keeper(), b.w
	b.store = nil
	if st == nil {
		return func() {}
	}
	path := st.Path()
	return func() {
		began := time.Now()
		_, made, err := w.Libraries.BackUp(context.Background(), keeper, path)
		took := time.Since(began)
		w.Post(func() { b.kept(path, made, took, err) })
		if err != nil {
			w.Log.Error("back up a library that was closed", "path", path, "error", err)
		}
	}
}

// ending is leaving where the program is to end at once: what it returns makes a
// backup only if the last one was quick. Otherwise one is made when the library is
// opened the next time.
func (b *backups) ending() (closed func()) {
	if b.store == nil {
		return b.leaving()
	}
	path, last := b.store.Path(), b.w.State.LastBackups[b.store.Path()]
	closed = b.leaving()
	if last.Took > 0 && last.Took < quick {
		return closed
	}
	b.w.State.BackedUp(path, state.LastBackup{Took: last.Took, Due: true})
	return func() {}
}

// kept remembers what came of a backup of the library at a path.
func (b *backups) kept(path string, made bool, took time.Duration, err error) {
	last := b.w.State.LastBackups[path]
	if err != nil || !made && !last.Due {
		return
	}
	if made {
		last.Took = took
	}
	last.Due = false
	b.w.State.BackedUp(path, last)
	b.w.remember()
}
