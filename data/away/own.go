package away

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"tarikh.org/tarikh/data"
)

// mostSteps is how many steps are remembered, of at most mostRows rows each.
const mostSteps, mostRows = 100, 1000

// step is what one did in this run of the program, as it was made.
type step struct {
	data.Edit
	merge string
	at    time.Time // of its last edit
}

// own are one's own steps since the library was opened, before the server went away and since:
// these can be undone while it is away. The copy has no journal of anybody. It is written under
// Store.writing.
type own struct {
	mu           sync.Mutex
	done, undone []step // the next last
}

// forget forgets all: what was done cannot be undone from here.
func (o *own) forget() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.done, o.undone = nil, nil
}

// made remembers an edit that was made, as a step or with what was typed before.
func (o *own) made(e data.Edit) {
	if e.Empty() {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	s := step{Edit: e, merge: e.Merge, at: time.Now()}
	goesOn := len(o.undone) == 0
	o.undone = nil
	if last := len(o.done) - 1; goesOn && last >= 0 && s.merge != "" && o.done[last].merge == s.merge && s.at.Sub(o.done[last].at) <= data.MergeWindow*time.Second {
		if s.Edit = o.done[last].Then(e); s.Empty() { // it is as before
			o.done = o.done[:last]
			return
		}
		o.done = o.done[:last]
	}
	if !whole(s.Edit) {
		o.done = nil
		return
	}
	if o.done = append(o.done, s); len(o.done) > mostSteps {
		o.done = o.done[1:]
	}
}

// whole reports whether an edit can be made again in both directions: its rows have their
// texts, and are not many.
func whole(e data.Edit) bool {
	n := 0
	for _, shape := range data.Shapes() {
		for c := range shape.Changes(&e) {
			for _, row := range []data.Row{c.Before, c.After} {
				if row != nil && row.Validate() != nil {
					return false
				}
			}
			n++
		}
	}
	return n <= mostRows
}

// moved remembers that the last step of one list was undone, or made again, as the server did.
func (o *own) moved(made data.Edit, from, to *[]step) {
	if last := len(*from) - 1; last < 0 || !slices.Equal(rowsOf((*from)[last].Edit), rowsOf(made)) {
		o.forget() // another window of the same person did it
		return
	}
	o.move(from, to)
}

// move moves the last step of one list to the other.
func (o *own) move(from, to *[]step) {
	o.mu.Lock()
	defer o.mu.Unlock()
	last := len(*from) - 1
	*from, *to = (*from)[:last], append(*to, (*from)[last])
}

// labels are those of the next step to undo, and to make again; "" for none.
func (o *own) labels() (undo, redo string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if n := len(o.done); n > 0 {
		undo = o.done[n-1].Label
	}
	if n := len(o.undone); n > 0 {
		redo = o.undone[n-1].Label
	}
	return undo, redo
}

// rowsOf are the rows that an edit changes, by their kinds.
func rowsOf(e data.Edit) (ids []data.ID) {
	for _, shape := range data.Shapes() {
		first := len(ids)
		for c := range shape.Changes(&e) {
			ids = append(ids, shape.ID(c.Row()))
		}
		slices.SortFunc(ids[first:], func(a, b data.ID) int { return slices.Compare(a[:], b[:]) })
	}
	return ids
}

// Undo is that of [data.Store]. While the server is away, it takes back what one did in this
// run of the program, as long as nobody has changed that.
func (s *Store) Undo(ctx context.Context) (data.Edit, error) {
	return s.back(ctx, data.Store.Undo, &s.own.done, &s.own.undone, data.Edit.Invert)
}

// Redo is that of [data.Store]; see Undo.
func (s *Store) Redo(ctx context.Context) (data.Edit, error) {
	return s.back(ctx, data.Store.Redo, &s.own.undone, &s.own.done, func(e data.Edit) data.Edit { return e })
}

func (s *Store) back(ctx context.Context, do func(data.Store, context.Context) (data.Edit, error), from, to *[]step, turned func(data.Edit) data.Edit) (data.Edit, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if !s.Away() {
		made, err := do(s.online(), ctx)
		if err == nil {
			s.own.moved(made, from, to)
		} else if errors.Is(err, data.ErrAway) {
			s.change(true)
		}
		return made, err
	}
	last := len(*from) - 1
	if last < 0 {
		return data.Edit{}, data.ErrNothing
	}
	edit := turned((*from)[last].Edit)
	edit.Merge = "" // a step of its own
	made, err := s.write(ctx, edit)
	if err == nil {
		s.own.move(from, to)
	}
	return made, err
}

// History is that of [data.Store]; see Undo.
func (s *Store) History(ctx context.Context) (undo, redo string, err error) {
	if !s.Away() {
		undo, redo, err = s.online().History(ctx)
		if errors.Is(err, data.ErrAway) {
			s.change(true)
		}
		return undo, redo, err
	}
	undo, redo = s.own.labels()
	return undo, redo, nil
}
