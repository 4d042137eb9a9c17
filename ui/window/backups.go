package window

import (
	"context"
	"errors"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/ui/session"
)

// backups keeps copies of the open library while it is written to, and one more
// when it is closed. Nothing waits for it.
type backups struct {
	w     *Window
	store data.File          // the open library, nil if it is only read
	stop  context.CancelFunc // ends what is made of the open library
	ctx   context.Context
}

func newBackups(w *Window) *backups {
	return &backups{w: w, stop: func() {}, ctx: context.Background()}
}

// keeper is where backups are kept, by the reader's choice.
func (w *Window) keeper() *backup.Keeper {
	folder, limits := w.BackupDir, backup.DefaultLimits()
	if w.State.Backups.Folder != "" {
		folder = w.State.Backups.Folder
	}
	if w.State.Backups.Megabytes > 0 {
		limits.Bytes = w.State.Backups.Megabytes << 20
	}
	return backup.New(w.Files, folder, limits, w.Now)
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
		if err != nil || len(list) == 0 || list[0].Of != st.Path() {
			return
		}
		b.w.Post(func() { b.known(ctx, session.Backup{At: list[0].Time}) })
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
		c, made, err := keeper.Keep(ctx, st)
		b.w.Post(func() {
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
		ctx := context.Background()
		s, err := w.Opener.Read(ctx, path)
		if err == nil {
			_, _, err = keeper.Keep(ctx, s)
			err = errors.Join(err, s.Close())
		}
		if err != nil {
			w.Log.Error("back up a library that was closed", "path", path, "error", err)
		}
	}
}
