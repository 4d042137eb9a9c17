package backups

import (
	"context"
	"errors"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/ui/state"
)

// quick is below what the last backup must have taken for another one to be made
// while the system ends the program.
const quick = time.Second

// State is what is known of the backups of the open library.
func (f *backups) State() State { return f.state }

// Subscribe calls changed when the State has changed, until unsubscribe is called.
func (f *backups) Subscribe(changed func(State)) (unsubscribe func()) {
	return f.changed.Subscribe(changed)
}

func (f *backups) setState(s State) {
	f.state = s
	f.changed.Tell(s)
}

// opened starts the backups of the open library, and reads when it was backed up last.
func (f *backups) opened() {
	store, ok := f.host.Library.Store().(data.File)
	keeper := f.keeper()
	if !ok || keeper.Folder == "" { // nowhere to keep any
		return
	}
	f.ctx, f.stop = context.WithCancel(context.Background())
	ctx, id, path := f.ctx, f.host.Library.Snapshot().Library.ID, store.Path()
	if !store.Access().ReadOnly {
		f.store = store
		f.host.Every(ctx, backup.Interval, func() { f.Now(nil) })
	}
	go func() {
		f.Libraries.Sweep(keeper.Folder)
		if err := keeper.Sweep(); err != nil {
			f.host.Log.Warn("unfinished backups stay", "error", err)
		}
		list, err := keeper.List(id, path)
		f.host.While(ctx, func() {
			if err == nil && len(list) > 0 && list[0].Own {
				f.setState(State{At: list[0].Time})
			}
			if f.host.State.LastBackups[path].Due {
				f.Now(nil)
			}
		})
	}()
}

// Now backs the open library up if it has changed; done may be nil.
func (f *backups) Now(done func()) {
	store, was, keeper, ctx := f.store, f.state, f.keeper(), f.ctx
	if store == nil || was.Busy {
		return
	}
	f.setState(State{At: was.At, Busy: true, Mirror: was.Mirror})
	go func() {
		began := time.Now()
		c, made, err := keeper.Keep(ctx, store)
		second, err := mirrorFailure(err)
		took := time.Since(began)
		f.host.Post(func() {
			f.kept(store.Path(), made, took, err)
			if ctx.Err() != nil { // it was closed meanwhile
				return
			}
			if err != nil {
				f.host.Log.Error("back up", "error", err)
				f.setState(State{At: was.At, Err: err, Mirror: was.Mirror})
			} else {
				f.setState(State{At: c.Time, Mirror: second})
				f.mirrored(second)
			}
			if done != nil {
				done()
			}
		})
	}()
}

// mirrorFailure parts the failure of a second backup from others.
func mirrorFailure(err error) (second, other error) {
	if failed, ok := errors.AsType[*backup.MirrorError](err); ok {
		return failed.Err, nil
	}
	return nil, err
}

// mirrored tells the user once that second backups fail, until one succeeds.
func (f *backups) mirrored(failed error) {
	h := f.host
	chosen := &h.State.Backups
	if failed != nil {
		h.Log.Warn("second backup", "folder", chosen.Mirror, "error", failed)
	}
	if chosen.MirrorTold == (failed != nil) {
		return
	}
	chosen.MirrorTold = failed != nil
	h.Remember()
	if failed != nil {
		k := h.Kit()
		k.Tell(h.Canvas, k.T("backups.mirror"), k.T("backups.mirror.failed", "folder", chosen.Mirror)+" "+h.Say(failed), k.T("button.ok"))
	}
}

// leave stops the backups of the open library.
func (f *backups) leave() {
	f.stop()
	f.store, f.state = nil, State{}
}

// closed backs a library up that is being closed, once it is. Where the program is to
// end at once, only if the last backup was quick; otherwise one is made when the
// library is opened the next time.
func (f *backups) closed() {
	store, ending := f.store, f.ending
	f.leave()
	if f.ending = false; store == nil || store.Access().Overwritten { // what is at its path is another file
		return
	}
	path := store.Path()
	if last := f.host.State.LastBackups[path]; ending && (last.Took == 0 || last.Took >= quick) {
		f.host.State.BackedUp(path, state.LastBackup{Took: last.Took, Due: true})
		f.host.Remember()
		return
	}
	keeper, done := f.keeper(), make(chan struct{})
	f.last = done
	f.host.Library.AfterWrites(func() {
		defer close(done)
		began := time.Now()
		_, made, err := f.Libraries.BackUp(context.Background(), keeper, path, nil)
		second, err := mirrorFailure(err)
		took := time.Since(began)
		f.host.Post(func() { f.kept(path, made, took, err) })
		if second != nil {
			f.host.Log.Warn("second backup of a library that was closed", "path", path, "error", second)
		}
		if err != nil {
			f.host.Log.Error("back up a library that was closed", "path", path, "error", err)
		}
	})
}

// End is called when the program is to end at once: closing the library, which follows,
// makes no backup that may take long.
func (f *backups) End() { f.ending = true }

// AfterLast runs a function once the backup of a library that was closed is made.
func (f *backups) AfterLast(run func()) {
	last := f.last
	go func() {
		if last != nil {
			<-last
		}
		f.host.Post(run)
	}()
}

// kept remembers the result of a backup of the library at a path.
func (f *backups) kept(path string, made bool, took time.Duration, err error) {
	last := f.host.State.LastBackups[path]
	if err != nil || !made && !last.Due {
		return
	}
	if made {
		last.Took = took
	}
	last.Due = false
	f.host.State.BackedUp(path, last)
	f.host.Remember()
}
