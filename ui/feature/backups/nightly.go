package backups

import (
	"context"
	"errors"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/ui/state"
)

// nightly is the copies of the open library of a server, as files in a folder that the person
// has chosen: one each night in which the program runs, or when it begins after one.
type nightly struct {
	*backups
	hosted data.Hosted        // nil: none is open
	cancel context.CancelFunc // of the copy that is being made; nil: none is
	part   float64            // of it, 0 to 1
	given  time.Time          // when the person gave one up: until the next night there is none
	tried  time.Time          // when one failed: the next try is some time after, since each reads all
}

// opened begins with an open library, if it is one of a server.
func (n *nightly) opened() {
	hosted, ok := n.host.Library.Store().(data.Hosted)
	if n.hosted = nil; !ok {
		return
	}
	n.hosted = hosted
	n.ctx, n.stop = context.WithCancel(context.Background())
	n.told()
	n.host.Every(n.ctx, backup.Interval, n.look)
	n.look()
}

// closed ends with it: a copy that is being made is given up.
func (n *nightly) closed() {
	n.hosted, n.cancel, n.part, n.given, n.tried = nil, nil, 0, time.Time{}, time.Time{}
}

// chosen is what was chosen for the open library.
func (n *nightly) chosen() state.Nightly {
	if n.hosted == nil {
		return state.Nightly{}
	}
	return n.host.State.Nightly[n.hosted.Address()]
}

// choose keeps copies in a folder from now on; "" none.
func (n *nightly) choose(folder string) {
	c := n.chosen()
	c.Folder = folder
	n.tried = time.Time{} // another one may do
	n.remember(c)
	n.look()
}

func (n *nightly) remember(c state.Nightly) {
	n.host.State.SetNightly(n.hosted.Address(), c)
	n.host.Remember()
	n.told()
}

// told tells what is known of the copies.
func (n *nightly) told() {
	c := n.chosen()
	s := State{Busy: n.cancel != nil, Nightly: true}
	if c.Folder != "" && c.Last > 0 {
		s.At = time.Unix(c.Last, 0)
	}
	if c.Folder != "" && c.Failed != "" {
		s.Err = errors.New(c.Failed)
	}
	n.setState(s)
}

// again is how long after a failure a copy is not tried again, but by hand.
const again = time.Hour

// look makes a copy if one is due.
func (n *nightly) look() {
	c, now := n.chosen(), n.host.Now()
	due := now.Sub(time.Unix(c.Last, 0)) >= app.Nightly && now.Sub(n.given) >= app.Nightly && now.Sub(n.tried) >= again
	if c.Folder != "" && due {
		n.copy()
	}
}

// copy makes a copy now, in the background.
func (n *nightly) copy() {
	c, hosted := n.chosen(), n.hosted
	if c.Folder == "" || n.cancel != nil {
		return
	}
	if data.IsAway(hosted) { // soon it is tried again
		n.failed(data.ErrAway)
		return
	}
	ctx, cancel := context.WithCancel(n.ctx)
	n.cancel, n.part = cancel, 0
	n.told()
	keeper := n.Libraries.Keeper(app.Keeping{Folder: c.Folder})
	go func() {
		n.Libraries.Sweep(c.Folder)
		told := time.Time{}
		_, _, err := n.Libraries.BackUpHosted(ctx, keeper, hosted, func(part float64) {
			const often = 200 * time.Millisecond
			if now := time.Now(); now.Sub(told) >= often {
				told = now
				n.host.While(ctx, func() { n.part = part; n.told() })
			}
		})
		n.host.Post(func() {
			over := ctx.Err() != nil
			cancel()
			switch {
			case n.hosted != hosted: // it was closed meanwhile
			case over:
				n.cancel, n.given = nil, n.host.Now()
				n.told()
			case err != nil:
				n.cancel, n.tried = nil, n.host.Now()
				n.failed(err)
			default:
				n.cancel = nil
				done := n.chosen()
				done.Last, done.Failed = n.host.Now().Unix(), ""
				n.remember(done)
			}
		})
	}()
}

// failed remembers why there is no copy.
func (n *nightly) failed(err error) {
	n.host.Log.Error("nightly copy", "error", err)
	c := n.chosen()
	place := n.hosted.Address()
	if n.ofFolder(err) {
		place = c.Folder
	}
	if c.Failed = n.host.SayOf(place, err); errors.Is(err, data.ErrAway) && n.host.Now().Sub(time.Unix(c.Last, 0)) < 2*app.Nightly {
		c.Failed = "" // it may be back before the day is over
	}
	n.remember(c)
}

// ofFolder reports whether an error is about the folder of copies, and not about the server.
func (n *nightly) ofFolder(err error) bool {
	return errors.Is(err, data.ErrFull) || errors.Is(err, data.ErrDisk) || errors.Is(err, data.ErrName)
}
