package postgres

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
)

// recent keeps the words of the newest rows of a library in memory, as the server has
// them, for what is typed: see [sift.Recent]. They follow the log of edits.
type recent struct {
	kept   atomic.Pointer[recentRows] // nil: none yet
	wanted atomic.Bool
	under  atomic.Bool // they are being gathered
}

// recentRows are the words as they were at a revision. They are immutable.
type recentRows struct {
	revision int64
	kinds    [data.SearchedKinds]recentKind
}

// recentKind are those of a kind: as they were gathered, and those of the rows that were
// changed later.
type recentKind struct {
	base, later numbered
	all         bool // there were no others
	changed     map[data.ID]rowWords
}

// numbered are the words of rows, with their IDs by place.
type numbered struct {
	sift.Recent
	ids []data.ID
}

// rowWords are the words of a row and their keys; n is 0 where it was deleted.
type rowWords struct {
	id    data.ID
	n     int64
	words []string
}

func (k *numbered) add(row rowWords) {
	var words, keys []string
	for _, word := range row.words {
		if key, ok := strings.CutPrefix(word, keyMark); ok {
			keys = append(keys, key)
		} else {
			words = append(words, word)
		}
	}
	k.Add(row.n, words, keys)
	k.ids = append(k.ids, row.id)
}

// mostLater is of how many rows that were changed later the words are kept apart; after
// more all are gathered again.
const mostLater = 5000

// scanWords reads the words of a row.
func scanWords(r pgx.Rows) (row rowWords, parted bool, err error) {
	err = r.Scan(&row.id, &row.n, &parted, &row.words)
	return row, parted, err
}

// keepRecent gathers the words of the newest rows in the background where a search has
// missed them.
func (s *Store) keepRecent() {
	if !s.recent.wanted.Load() || !s.recent.under.CompareAndSwap(false, true) {
		return
	}
	if s.enter() != nil {
		s.recent.under.Store(false)
		return
	}
	go func() {
		defer s.running.Done()
		defer s.recent.under.Store(false)
		ctx, cancel := s.whileOpen(context.Background())
		defer cancel()
		s.recent.wanted.Store(false)
		_ = s.gather(ctx)
	}()
}

// gather reads the words of the newest rows.
func (s *Store) gather(ctx context.Context) error {
	return s.asking(ctx, "gather words", func(ctx context.Context, tx pgx.Tx) (err error) {
		var out recentRows
		if out.revision, err = s.revision(ctx, tx); err != nil {
			return err
		}
		for kind, most := range sift.RecentRows() {
			k := &out.kinds[kind]
			var rows []rowWords
			long := map[data.ID]int{} // the places of those whose words are in parts
			text := fmt.Sprintf("SELECT id, n, parted, tsvector_to_array(v) FROM $.%s_words WHERE part = 0 ORDER BY n DESC LIMIT $1", data.Kind(kind))
			err := s.each(ctx, tx, text, func(r pgx.Rows) error {
				row, parted, err := scanWords(r)
				if parted {
					long[row.id] = len(rows)
				}
				rows = append(rows, row)
				return err
			}, most)
			if err != nil {
				return err
			}
			if len(long) > 0 {
				err := s.each(ctx, tx, fmt.Sprintf("SELECT id, n, parted, tsvector_to_array(v) FROM $.%s_words WHERE part > 0 AND id = ANY($1)", data.Kind(kind)), func(r pgx.Rows) error {
					row, _, err := scanWords(r)
					if at, ok := long[row.id]; ok {
						rows[at].words = append(rows[at].words, row.words...)
					}
					return err
				}, slices.Collect(maps.Keys(long)))
				if err != nil {
					return err
				}
			}
			for _, row := range rows {
				k.base.add(row)
			}
			k.base.Sort()
			k.all = len(rows) < most
		}
		s.recent.kept.Store(&out)
		return nil
	})
}

// behind is what has changed in a library since the words were those of its newest rows.
type behind struct {
	kept     *recentRows
	revision int64
	log      editLog
}

// recent puts in a batch what has changed since the words are known; nil where they are not.
func (x *search) recent(b *batch) *behind {
	kept := x.store.recent.kept.Load()
	if kept == nil {
		x.store.recent.wanted.Store(true)
		return nil
	}
	s := &behind{kept: kept, log: editLog{most: mostLater}}
	b.each("SELECT revision FROM $.meta", func(r pgx.Rows) error { return r.Scan(&s.revision) })
	b.each(readLog, s.log.add, kept.revision, fedEdits)
	return s
}

// present returns the words of the newest rows as they are in the transaction; nil where
// they must be gathered again.
func (x *search) present(s *behind) (now *recentRows, err error) {
	switch {
	case s == nil:
		return nil, nil
	case s.revision == s.kept.revision:
		return s.kept, nil
	case !s.log.All && s.log.edits == s.revision-s.kept.revision:
		now, err = x.follow(s.kept, s.revision, s.log.Rows)
	}
	if now == nil && err == nil {
		x.store.recent.wanted.Store(true)
	}
	return now, err
}

// follow brings the words to a revision, before which some rows were changed; nil where
// these are too many.
func (x *search) follow(kept *recentRows, revision int64, rows []data.ChangedRow) (*recentRows, error) {
	now := &recentRows{revision: revision, kinds: kept.kinds}
	ids := map[data.Kind][]data.ID{}
	for _, row := range rows {
		if row.Kind < data.SearchedKinds {
			ids[row.Kind] = append(ids[row.Kind], row.ID)
		}
	}
	b := x.store.newBatch()
	for kind, its := range ids {
		k := &now.kinds[kind]
		if k.changed = maps.Clone(k.changed); k.changed == nil {
			k.changed = map[data.ID]rowWords{}
		}
		for _, id := range its {
			k.changed[id] = rowWords{id: id}
		}
		if len(k.changed) > mostLater {
			return nil, nil
		}
		b.each(fmt.Sprintf("SELECT id, n, parted, tsvector_to_array(v) FROM $.%s_words WHERE id = ANY($1)", kind), func(r pgx.Rows) error {
			row, _, err := scanWords(r)
			row.words = append(row.words, k.changed[row.id].words...)
			k.changed[row.id] = row
			return err
		}, its)
	}
	if err := b.run(x.ctx, x.tx); err != nil {
		return nil, err
	}
	for kind := range ids {
		now.kinds[kind].sort()
	}
	x.store.recent.kept.CompareAndSwap(kept, now)
	return now, nil
}

// sort puts the rows that were changed later in order. Those that are older than all that
// were gathered are not among the newest.
func (k *recentKind) sort() {
	k.later = numbered{}
	rows := slices.SortedFunc(maps.Values(k.changed), func(a, b rowWords) int { return cmp.Compare(b.n, a.n) })
	for _, row := range rows {
		if row.n > 0 && (k.all || len(k.base.Numbers) > 0 && row.n >= k.base.Numbers[len(k.base.Numbers)-1]) {
			k.later.add(row)
		}
	}
	k.later.Sort()
}

// look finds the newest rows that have what is asked for, at most so many, and counts all
// of them; false where only the index can tell.
func (k *recentKind) look(f *find, most int) bool {
	old, ok := k.base.Having(f.asked)
	if !ok {
		return false
	}
	changed, _ := k.later.Having(f.asked)
	for _, place := range changed {
		f.rows = append(f.rows, scored{id: k.later.ids[place], n: k.later.Numbers[place]})
	}
	f.looked = len(changed)
	for _, place := range old {
		id := k.base.ids[place]
		if _, is := k.changed[id]; is {
			continue
		}
		if f.looked++; len(f.rows) < most+len(changed) {
			f.rows = append(f.rows, scored{id: id, n: k.base.Numbers[place]})
		}
	}
	slices.SortFunc(f.rows, func(a, b scored) int { return cmp.Compare(b.n, a.n) })
	f.rows = f.rows[:min(len(f.rows), most)]
	f.window, f.complete = len(k.base.ids)+len(k.later.ids), k.all
	return true
}
