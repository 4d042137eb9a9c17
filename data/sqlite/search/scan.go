package search

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/words"
	"tarikh.org/tarikh/data/text/query"
)

// A prefix of two letters can be in every second row; to merge the lists of all words
// that begin so takes the index a fifth of a second in a million events. But then the
// newest rows have it as well, and looking at those finds as many as are shown in no
// time.

// newestLooked is how many of the newest rows of each kind are looked at, and
// firstLooked after how many it must be worth going on.
func newestLooked() [data.SearchedKinds]int {
	return [data.SearchedKinds]int{2000, 120, 500, 500, 500, 500, 500, 500}
}

func firstLooked() [data.SearchedKinds]int {
	return [data.SearchedKinds]int{100, 8, 50, 50, 50, 50, 50, 50}
}

// scan searches the newest rows; false if that is not worthwhile or does not find
// enough of them.
func (f *find) scan(enough int) (rows []scored, ok bool, err error) {
	rows, _, err = f.look(enough)
	return rows, len(rows) == enough, err
}

// surely reports whether there are surely more rows than so many, by those among the
// newest.
func (f *find) surely(most int) (bool, error) {
	const enough, surely = 50, 3
	var last int64
	if err := f.tx.QueryRowContext(f.ctx, "SELECT coalesce(max(n), 0) FROM "+f.table).Scan(&last); err != nil {
		return false, err
	}
	if last <= int64(most) {
		return false, nil
	}
	if recent, err := f.lookRecent(enough); recent != nil || err != nil {
		return err == nil && len(recent.rows) >= enough && recent.share*float64(last) > 1.5*float64(most), err
	}
	rows, looked, err := f.look(enough)
	if err != nil || len(rows) < enough {
		return false, err
	}
	return last*int64(len(rows))/int64(looked) > int64(surely*most), nil
}

// look tests the newest rows until it has found enough, and returns how many it
// looked at.
func (f *find) look(enough int) (out []scored, looked int, err error) {
	if !f.broad || f.where != "" {
		return nil, 0, nil
	}
	first, most := firstLooked()[f.kind], max(newestLooked()[f.kind], enough+enough/2)
	rest := fmt.Sprintf("ORDER BY n DESC LIMIT %d", most)
	err = words.EachTexts(f.ctx, f.tx, f.kind, rest, func(r words.RowTexts) bool {
		looked++
		if f.holds(r.Texts) {
			out = append(out, scored{n: r.N})
		}
		worth := looked != first || len(out)*most >= enough*first
		return worth && len(out) < enough
	})
	return out, looked, err
}

// holds reports whether texts have the words: where there is but one, as soon as it
// is found.
func (f *find) holds(texts []string) bool {
	if f.one == nil {
		return f.tester.Test(texts)
	}
	return slices.ContainsFunc(texts, func(text string) bool {
		for range f.one.Ranges(text) {
			return true
		}
		return false
	})
}

// isBroad reports whether very many rows may have a word of a query: one of two
// letters, after the article, that may go on.
func isBroad(q query.Query) bool {
	for _, t := range q.Terms {
		if t.Field != query.Words || t.Not || !t.Prefix {
			continue
		}
		if p := t.Pattern(); len(p.Phrase) == 1 && utf8.RuneCountInString(strings.TrimPrefix(p.Phrase[0], "ال")) <= 2 {
			return true
		}
	}
	return false
}
