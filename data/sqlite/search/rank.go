package search

import (
	"cmp"
	"fmt"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// looker finds rows of one kind, at most limit; but part of them will do where
// that is faster.
type looker func(f *find, part, limit int) (found, error)

// lookAll looks for rows of each kind, and for more of those of which only a part
// was looked for, where the others leave room: each may fill it, see share.
func lookAll(finds []*find, limit int, look looker) ([]found, error) {
	all := make([]found, len(finds))
	left := limit
	for i, f := range finds {
		var err error
		if all[i], err = look(f, (limit+len(finds)-1)/len(finds), limit); err != nil {
			return nil, err
		}
		left -= len(all[i].rows)
	}
	for i, f := range finds {
		if left <= 0 || !all[i].part {
			continue
		}
		var err error
		if all[i], err = look(f, len(all[i].rows)+left, limit); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// either puts what happened on a date that the words name before what has the words.
func either(look looker) looker {
	return func(f *find, part, limit int) (found, error) {
		out, err := look(f, part, limit)
		if err != nil || f.then == nil {
			return out, err
		}
		then, err := look(f.then, limit, limit)
		if err != nil {
			return out, err
		}
		for i := range then.rows {
			then.rows[i].score = 1
		}
		for _, row := range out.rows {
			if !slices.ContainsFunc(then.rows, func(o scored) bool { return o.n == row.n }) {
				then.rows = append(then.rows, row)
			}
		}
		out.partial = out.partial || then.partial || len(then.rows) > limit
		out.rows = then.rows[:min(limit, len(then.rows))]
		return out, nil
	}
}

// newest returns the rows that were added last.
func (f *find) newest(part, limit int) (out found, err error) {
	out.kind = f.kind
	recent, err := f.lookRecent(limit)
	if err != nil {
		return out, err
	}
	if recent != nil && recent.enough {
		out.rows, out.partial = recent.rows[:min(limit, len(recent.rows))], len(recent.rows) > limit
		return out, nil
	}
	if rows, ok, err := f.scan(part + 1); ok || err != nil { // one more tells whether there are any
		out.rows, out.partial, out.part = rows[:min(part, len(rows))], true, part < limit
		return out, err
	}
	text, args := f.from()
	out.rows, err = f.rows("SELECT "+f.n()+", 0.0"+text+" ORDER BY "+f.n()+" DESC LIMIT "+fmt.Sprint(limit+1), args)
	if out.partial = len(out.rows) > limit; out.partial {
		out.rows = out.rows[:limit]
	}
	return out, err
}

// best returns the rows by rank, or the newest where there are too many.
func (f *find) best(part, limit int) (found, error) {
	if f.match.text == "" {
		return f.newest(part, limit)
	}
	many, err := f.many()
	if err != nil {
		return found{}, err
	}
	if many {
		out, err := f.newest(part, limit)
		out.newest = true
		return out, err
	}
	text, args := f.from()
	index := f.table + "_words"
	rows, err := f.rows(fmt.Sprintf("SELECT %[1]s, -bm25(%[2]s, 4.0, 1.0) AS score%[3]s ORDER BY score DESC, 1 DESC LIMIT %[4]d",
		f.n(), index, text, titled*limit+1), args)
	if err != nil {
		return found{}, err
	}
	out := found{kind: f.kind, rows: rows, partial: len(rows) > limit}
	err = f.preferTitles(out.rows)
	out.rows = out.rows[:min(limit, len(out.rows))]
	for i, best := 0, 0.0; i < len(out.rows); i++ {
		// Scores differ from kind to kind: the best of each counts 1.
		if i == 0 {
			best = out.rows[0].score
		}
		out.rows[i].score /= best
	}
	return out, err
}

// many reports whether there are too many rows to rank.
func (f *find) many() (bool, error) {
	if likely, err := f.surely(maxRanked); likely || err != nil {
		return likely, err
	}
	n, err := f.count(maxRanked + 1)
	return n > maxRanked, err
}

// preferTitles moves rows up that have words of the query in their title.
func (f *find) preferTitles(list []scored) error {
	if f.kind != data.KindEvent && f.kind != data.KindArticle {
		return nil
	}
	numbers := make([]int64, len(list))
	place := make(map[int64]int, len(list))
	for i, row := range list {
		numbers[i], place[row.n] = row.n, i
	}
	titles, err := f.tx.QueryContext(f.ctx, "SELECT n, title FROM "+f.table+" WHERE n IN (SELECT value FROM json_each(?))", string(rows.Encode(numbers)))
	if err != nil {
		return err
	}
	defer titles.Close()
	for titles.Next() {
		var n int64
		var title string
		if err := titles.Scan(&n, &title); err != nil {
			return err
		}
		if slices.Contains(f.tester.Found([]string{title}), true) {
			list[place[n]].score *= titleWeight
		}
	}
	if err := titles.Err(); err != nil {
		return err
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	return nil
}
