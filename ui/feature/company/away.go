package company

import (
	"context"

	"tarikh.org/tarikh/data"
)

// absence follows whether the server is away, and writes to it, once it is back, what was
// edited meanwhile.
type absence struct {
	away     bool
	lost     bool // for good perhaps, see data.Absent
	settling bool
	left     int // edits that were given up: they are kept, and offered when the library is opened again
}

// attend looks whether the server is away.
func (f *Feature) attend() {
	absent, ok := f.host.Library.Store().(data.Absent)
	if !ok {
		f.absence = absence{}
		return
	}
	f.absence.away, f.absence.lost = absent.Away(), absent.Lost() != nil
	f.host.Log.Debug("server", "away", f.absence.away)
	f.show()
	if !f.absence.away && !f.absence.settling {
		f.settle(absent)
	}
}

// settle writes what was kept to the server, one edit after the other. Each is joined with
// what others have done; what cannot be is decided, and one that is given up stays kept.
func (f *Feature) settle(absent data.Absent) {
	kept, err := absent.Kept(context.Background())
	if err != nil {
		f.host.Fail(err)
		return
	}
	if len(kept) <= f.absence.left {
		return
	}
	f.absence.settling = true
	f.next(absent, kept, 0)
}

// next writes the first of the edits and those behind it; done are those before.
func (f *Feature) next(absent data.Absent, kept []data.KeptEdit, done int) {
	store := f.host.Library.Store()
	if len(kept) == 0 || store != absent.(data.Store) || absent.Away() {
		f.absence.settling = false
		if done > 0 {
			f.host.Tell(f.host.Kit().Locale.TN("company.settled", done))
		}
		return
	}
	f.host.Library.Write(kept[0].Edit, func(_ data.Edit, err error) {
		if err == nil {
			err = absent.Forget(kept[0].ID)
			done++
		} else {
			f.absence.left++
		}
		if err != nil {
			f.host.Fail(err)
		}
		f.next(absent, kept[1:], done)
	})
}
