package search

import (
	"database/sql"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// rankTitles keeps the order by title: the events that were not changed have theirs, and
// those that were find their place between them.
func (p *catalogPatch) rankTitles() error {
	old, ok := p.old.ranks[data.ByTitle]
	if !ok {
		return nil
	}
	r := titleRanks{patch: p, ranks: make([]int32, p.cols.Len())}
	for i := range r.ranks {
		r.ranks[i] = sift.NoRank
	}
	for place, rank := range old {
		if to, ok := p.moved(int32(place)); ok {
			r.ranks[to] = rank
		}
	}
	r.close()
	var err error
	if r.title, err = p.tx.PrepareContext(p.ctx, "SELECT title FROM event WHERE id = ?"); err != nil {
		return err
	}
	defer r.title.Close()
	changed, err := p.titles()
	if err != nil {
		return err
	}
	for place, title := range changed {
		if err := r.insert(place, sift.SortKey(title)); err != nil {
			return err
		}
	}
	p.next.ranks[data.ByTitle] = r.ranks
	return nil
}

// titles are those of the events that were changed, by place.
func (p *catalogPatch) titles() (map[int32]string, error) {
	found, err := p.tx.QueryContext(p.ctx, "SELECT n, title FROM event WHERE n IN (SELECT value FROM json_each(?))", string(rows.Encode(p.numbers)))
	if err != nil {
		return nil, err
	}
	defer found.Close()
	out := map[int32]string{}
	for found.Next() {
		var n int64
		var title string
		if err := found.Scan(&n, &title); err != nil {
			return nil, err
		}
		out[p.next.place[n]] = title
	}
	return out, found.Err()
}

// titleRanks are ranks by place, into which more are inserted.
type titleRanks struct {
	patch *catalogPatch
	title *sql.Stmt // by ID
	ranks []int32
	at    []int32 // a place of each rank
}

// close makes ranks that no event has any more those of the next.
func (r *titleRanks) close() {
	most := int32(sift.NoRank)
	for _, rank := range r.ranks {
		most = max(most, rank)
	}
	has := make([]int32, most+1) // 1 where an event has the rank, then the new rank
	for _, rank := range r.ranks {
		if rank != sift.NoRank {
			has[rank] = 1
		}
	}
	next := int32(0)
	for i, used := range has {
		has[i] = next
		next += used
	}
	r.at = make([]int32, next)
	for place, rank := range r.ranks {
		if rank != sift.NoRank {
			r.ranks[place] = has[rank]
			r.at[has[rank]] = int32(place)
		}
	}
}

// insert gives the event at a place the rank of a key.
func (r *titleRanks) insert(place int32, key string) error {
	from, to := 0, len(r.at)
	for from < to {
		middle := (from + to) / 2
		var title string
		id := r.patch.cols.IDs[r.at[middle]]
		if err := r.title.QueryRow(id[:]).Scan(&title); err != nil {
			return err
		}
		its := sift.SortKey(title)
		if its == key {
			r.ranks[place] = int32(middle)
			return nil
		}
		if its < key {
			from = middle + 1
		} else {
			to = middle
		}
	}
	for i, rank := range r.ranks {
		if rank >= int32(from) {
			r.ranks[i]++
		}
	}
	r.ranks[place] = int32(from)
	r.at = slices.Insert(r.at, from, place)
	return nil
}
