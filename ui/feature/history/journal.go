package history

import (
	"context"
	"errors"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// atOnce is how many edits are read at a time.
const atOnce = 200

// journal is the edits of the library, the newest first, as far as they have been read,
// while the dialog is open.
type journal struct {
	library     *library.Library
	changed     func() // called when the listed edits have changed
	steps       []data.Step
	all         bool // the oldest is among them
	reading     library.Slot
	busy        bool // going to another point
	unsubscribe func()
}

// newJournal reads the newest edits, and follows what is edited until it is closed.
func newJournal(l *library.Library, changed func()) *journal {
	j := &journal{library: l, changed: changed}
	j.unsubscribe = l.Subscribe(func(c library.Change) {
		if c.Kind == library.Edited {
			j.read()
		}
	})
	j.read()
	return j
}

func (j *journal) close() {
	j.unsubscribe()
	j.reading.Drop()
}

// read reads the newest edits again.
func (j *journal) read() { j.load(0, max(atOnce, len(j.steps))) }

// more reads older edits, where there are any.
func (j *journal) more() {
	if !j.all && !j.reading.Busy() {
		j.load(j.steps[len(j.steps)-1].N, atOnce)
	}
}

// load reads at most limit edits before one, by its number; 0: the newest.
func (j *journal) load(before int64, limit int) {
	library.Load(j.library, &j.reading, func(ctx context.Context, store data.Store) ([]data.Step, error) {
		return store.Steps(ctx, before, limit)
	}, func(steps []data.Step) {
		j.all = len(steps) < limit
		if before == 0 {
			j.steps = nil
		}
		j.steps = append(j.steps, steps...)
		j.changed()
	})
}

// rows counts the edits, and the beginning below them once all are listed.
func (j *journal) rows() int {
	if j.all {
		return len(j.steps) + 1
	}
	return len(j.steps)
}

// now is the row of the point where the library is: the newest edit that is not
// undone, or the beginning.
func (j *journal) now() int {
	for i, s := range j.steps {
		if !s.Undone {
			return i
		}
	}
	return len(j.steps)
}

// goTo goes to the state after the edit of a row, in a turn that shows how far it is;
// failed is called if that is not possible.
func (j *journal) goTo(row int, turn func() feature.Turn, failed func(error)) {
	if j.busy || row == j.now() || !j.library.Writable() {
		return
	}
	n := int64(0)
	if row < len(j.steps) {
		n = j.steps[row].N
	}
	j.busy = true
	t := turn()
	j.library.Commit(func(open context.Context, store data.Store) (data.Edit, error) {
		return data.Edit{}, t.Do(open, func(ctx context.Context, tell func(float64)) error {
			_, err := store.GoTo(data.WithProgress(ctx, tell), n)
			return err
		})
	}, func(_ data.Edit, err error) {
		if j.busy = false; err != nil && !errors.Is(err, context.Canceled) {
			failed(err)
		}
	})
}
