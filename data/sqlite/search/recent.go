package search

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"sync/atomic"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/sqlite/journal"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/sqlite/words"
)

// mostRead is how many rows that were changed since are read for each search; after more
// the words are gathered again.
const mostRead = 100

// Recent keeps what searching needs again and again: the words of the newest rows of a
// library. It is for any goroutine.
type Recent struct {
	verified *Verified
	kept     atomic.Pointer[[data.SearchedKinds]*keptWords]
	wanted   atomic.Bool
	under    atomic.Bool // they are being gathered
}

// NewRecent returns one that keeps nothing yet.
func NewRecent(v *Verified) *Recent { return &Recent{verified: v} }

// Wanted reports that the words are to be gathered: a search could not use them. After
// that it does not until Gather has ended.
func (r *Recent) Wanted() bool {
	return r.wanted.Load() && r.under.CompareAndSwap(false, true)
}

// keptWords are the words of the newest rows of a kind. They are immutable.
type keptWords struct {
	sift.Recent
	revision int64 // of the library
	all      bool  // there are no others
}

// Gather reads the words of the newest rows, for whom Wanted has asked it.
func (r *Recent) Gather(ctx context.Context, tx *sql.Tx) error {
	defer func() {
		r.wanted.Store(false)
		r.under.Store(false)
	}()
	var all [data.SearchedKinds]*keptWords
	revision, err := rows.Revision(ctx, tx)
	if err != nil {
		return err
	}
	for kind, most := range sift.RecentRows() {
		k := &keptWords{revision: revision}
		if err := words.EachRow(ctx, tx, data.Kind(kind), most, k.Add); err != nil {
			return err
		}
		k.all = len(k.Numbers) < most
		k.Sort()
		all[kind] = k
	}
	r.kept.Store(&all)
	return nil
}

// recentRows are the newest rows of a kind as they are in a transaction.
type recentRows struct {
	*keptWords
	stale   bool             // some were changed or deleted since
	changed map[int64]bool   // those that were changed
	read    []words.RowTexts // what they have now, the newest first
}

// rows returns the newest rows of a kind; nil where their words are not known.
func (r *Recent) rows(ctx context.Context, tx *sql.Tx, kind data.Kind) (*recentRows, error) {
	kept := r.kept.Load()
	if kept == nil {
		r.wanted.Store(true)
		return nil, nil
	}
	out := &recentRows{keptWords: kept[kind], changed: map[int64]bool{}}
	changes, err := journal.Changes(ctx, tx, out.revision)
	if err != nil {
		return nil, err
	}
	if changes.All || len(changes.Rows) > mostRead {
		r.wanted.Store(true)
		return nil, nil
	}
	var ids []data.ID
	for _, row := range changes.Rows {
		if row.Kind == kind {
			ids = append(ids, row.ID)
		}
	}
	if len(ids) == 0 {
		return out, nil
	}
	out.stale = true
	err = words.EachTexts(ctx, tx, kind, "WHERE "+rows.IsListed+" ORDER BY n DESC", func(row words.RowTexts) bool {
		out.changed[row.N] = true
		out.read = append(out.read, words.RowTexts{N: row.N, Texts: slices.Clone(row.Texts)})
		return true
	}, rows.Listed(ids))
	return out, err
}

// recentFinds are the newest rows that match, at most so many.
type recentFinds struct {
	rows []scored
	// enough: there are as many as were asked for, or all that there are.
	enough bool
	// share is which part of the newest rows matches.
	share float64
	of    int // how many were looked at
}

// lookRecent finds among the newest rows; nil where only the index can tell.
func (f *find) lookRecent(limit int) (*recentFinds, error) {
	if f.where != "" || len(f.asked) == 0 || len(f.asked) > maxWords {
		return nil, nil
	}
	recent, err := f.recent.rows(f.ctx, f.tx, f.kind)
	if recent == nil || err != nil || len(recent.Numbers) == 0 {
		return nil, err
	}
	having, ok := recent.Having(f.asked)
	if !ok {
		return nil, nil
	}
	out := &recentFinds{share: float64(len(having)) / float64(len(recent.Numbers)), of: len(recent.Numbers)}
	for _, row := range recent.read {
		if f.tester.Test(row.Texts) {
			out.rows = append(out.rows, scored{n: row.N})
		}
	}
	kept := len(out.rows)
	for _, place := range having[:min(len(having), limit+1+mostRead)] {
		if n := recent.Numbers[place]; !recent.changed[n] {
			out.rows = append(out.rows, scored{n: n})
		}
	}
	if recent.stale {
		if out.rows, err = f.present(out.rows); err != nil {
			return nil, err
		}
	}
	if kept > 0 {
		slices.SortFunc(out.rows, func(a, b scored) int { return cmp.Compare(b.n, a.n) })
	}
	out.enough = len(out.rows) > limit || recent.all
	return out, nil
}

// present are the rows that are there.
func (f *find) present(list []scored) ([]scored, error) {
	numbers := make([]int64, len(list))
	for i, row := range list {
		numbers[i] = row.n
	}
	found, err := f.rows("SELECT n, 0.0 FROM "+f.table+" WHERE n IN (SELECT value FROM json_each(?))", []any{string(rows.Encode(numbers))})
	if err != nil {
		return nil, err
	}
	there := map[int64]bool{}
	for _, row := range found {
		there[row.n] = true
	}
	return slices.DeleteFunc(list, func(row scored) bool { return !there[row.n] }), nil
}
