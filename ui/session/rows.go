package session

import (
	"context"
	"errors"
	"reflect"

	"tarikh.org/tarikh/data"
)

// maxRows bounds the cache of rows; past it, it starts anew.
const maxRows = 20_000

// rows are events as they stand in a table, by place in the columns: those that
// were looked at.
type rows struct {
	known  map[int]data.Event
	before map[data.ID]data.Event // as they were before the last edit, until they are read anew
	asked  map[int]bool
	wanted []int
	busy   bool
	gen    int
}

// Row returns the event at a place in the library's columns, or false while it is
// not loaded; then it is fetched together with others that are asked for now, and
// TopicRows follows. After an edit it is the event before it for a moment.
func (s *Session) Row(place int) (data.Event, bool) {
	r := &s.rows
	if e, ok := r.known[place]; ok {
		return e, true
	}
	if s.snapshot == nil || place < 0 || place >= s.snapshot.Columns.Len() {
		return data.Event{}, false
	}
	e, old := r.before[s.snapshot.Columns.IDs[place]]
	if r.asked[place] {
		return e, old
	}
	if r.asked == nil {
		r.asked, r.known = map[int]bool{}, map[int]data.Event{}
	}
	r.asked[place] = true
	r.wanted = append(r.wanted, place)
	if !r.busy {
		r.busy = true
		s.post(s.fetchRows)
	}
	return e, old
}

// renewed are the rows of a library that was loaded anew: what was known of the one
// before is shown until it has been read again.
func (r *rows) renewed(before *Snapshot) rows {
	next := rows{gen: r.gen + 1}
	if before != nil {
		next.before = make(map[data.ID]data.Event, len(r.known))
		for place, e := range r.known {
			next.before[before.Columns.IDs[place]] = e
		}
	}
	return next
}

// fetchRows fetches what was asked for last: what has been scrolled out of view
// before its turn came is left.
func (s *Session) fetchRows() {
	const most = 400 // several screens
	r := &s.rows
	r.busy = false
	if s.snapshot == nil || len(r.wanted) == 0 {
		return
	}
	for len(r.wanted) > most {
		delete(r.asked, r.wanted[0])
		r.wanted = r.wanted[1:]
	}
	places := r.wanted
	r.wanted, r.busy = nil, true
	store, ids, mine := s.store, idsAt(s.snapshot, places), r.gen
	ctx := s.ctx
	go func() {
		events, err := store.EventRows(ctx, ids)
		s.post(func() {
			r := &s.rows
			if mine != r.gen || ctx.Err() != nil {
				return
			}
			r.busy = false
			for _, p := range places {
				delete(r.asked, p)
			}
			if err != nil {
				s.failed(err)
				return
			}
			if len(r.known) > maxRows {
				clear(r.known)
			}
			for i, p := range places {
				r.known[p] = events[i]
			}
			s.tell(TopicRows)
			if len(r.wanted) > 0 {
				r.busy = true
				s.post(s.fetchRows)
			}
		})
	}()
}

// Order sorts the events that the filter leaves, off this goroutine, and calls done
// with their places in the library's columns, unless another order is asked for
// or something else is shown meanwhile.
func (s *Session) Order(by data.EventKey, descending bool, done func(places []int32)) {
	n, v, store := s.snapshot, s.shown, s.store
	if v == nil {
		return
	}
	background(s, &s.orderGen, func(ctx context.Context) ([]int32, error) {
		return store.EventOrder(ctx, n.Columns, v.places, by, descending)
	}, func(places []int32) {
		if n == s.snapshot && v == s.shown {
			done(places)
		}
	})
}

// rowsAtOnce is how many rows are read at once for an edit of many.
const rowsAtOnce = 1000

// ChangeMany makes one edit out of a change of many events and writes it; what the
// change leaves as it was is no part of it. done is told as by Do.
func (s *Session) ChangeMany(places []int32, label string, alter func(e *data.Event), done func(error)) {
	store := s.store
	s.gather(places, func(ctx context.Context, ids []data.ID) (data.Edit, error) {
		edit := data.Edit{Label: label}
		for len(ids) > 0 {
			part := ids[:min(len(ids), rowsAtOnce)]
			ids = ids[len(part):]
			events, err := store.EventRows(ctx, part)
			if err != nil {
				return edit, err
			}
			for _, e := range events {
				if e.ID == (data.ID{}) {
					continue // deleted meanwhile
				}
				after := e
				alter(&after)
				if !reflect.DeepEqual(e, after) {
					edit.Events = append(edit.Events, data.Update(e, after))
				}
			}
		}
		return edit, nil
	}, func(edit data.Edit) {
		if edit.Empty() {
			done(nil)
			return
		}
		s.Do(edit, done)
	})
}

// DeleteMany gathers the edit that deletes events with all that hangs on them, and
// calls ready with it; nothing is written.
func (s *Session) DeleteMany(places []int32, ready func(data.Edit)) {
	store := s.store
	s.gather(places, func(ctx context.Context, ids []data.ID) (data.Edit, error) {
		all := data.Edit{Label: "edit.events.delete"}
		for _, id := range ids {
			e, err := store.Event(ctx, id)
			if errors.Is(err, data.ErrNotFound) {
				continue // deleted meanwhile
			}
			if err != nil {
				return all, err
			}
			excerpts, err := store.EventExcerpts(ctx, id)
			if err != nil {
				return all, err
			}
			notes, err := store.EventAnnotations(ctx, id)
			if err != nil {
				return all, err
			}
			one := data.DeleteEvent(e, excerpts, notes)
			all.Events = append(all.Events, one.Events...)
			all.Excerpts = append(all.Excerpts, one.Excerpts...)
			all.Annotations = append(all.Annotations, one.Annotations...)
		}
		return all, nil
	}, ready)
}

// gather makes an edit out of what the library holds, off this goroutine.
func (s *Session) gather(places []int32, build func(context.Context, []data.ID) (data.Edit, error), ready func(data.Edit)) {
	if s.snapshot == nil {
		return
	}
	ids, ctx := idsAt(s.snapshot, places), s.ctx
	s.saving++
	s.tell(TopicSaving)
	go func() {
		edit, err := build(ctx, ids)
		s.post(func() {
			s.saving--
			s.tell(TopicSaving)
			switch {
			case ctx.Err() != nil:
			case err != nil:
				s.failed(err)
			default:
				ready(edit)
			}
		})
	}()
}

// ReadRows reads the events at places, off this goroutine, and calls done with
// them in that order; those that are gone are zero.
func (s *Session) ReadRows(places []int32, done func([]data.Event)) {
	if s.snapshot == nil {
		return
	}
	store, ids := s.store, idsAt(s.snapshot, places)
	background(s, new(int), func(ctx context.Context) ([]data.Event, error) { return store.EventRows(ctx, ids) }, done)
}
