package backup

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Limits say how many copies of one library are kept: the newest Last, and of
// each of the newest Daily days, Weekly weeks and Monthly months that have any,
// the newest one; in all at most Bytes, where that is not 0.
type Limits struct {
	Last, Daily, Weekly, Monthly int
	Bytes                        int64
}

// DefaultLimits are the program's defaults.
func DefaultLimits() Limits {
	return Limits{Last: 10, Daily: 7, Weekly: 4, Monthly: 12, Bytes: 2 << 30}
}

// Thin divides copies of one library into those to keep and those to drop, both newest
// first. The newest is always kept. Copies are ordered by Number, since a clock that
// was wrong for a while must not make today's copy the oldest. Thin is idempotent: of
// the copies that it keeps it drops none.
func Thin(list []Copy, l Limits) (keep, drop []Copy) {
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, newestFirst)
	kept := map[int]bool{}
	for i := range min(max(l.Last, 1), len(sorted)) {
		kept[i] = true
	}
	for _, rule := range []struct {
		most   int
		period func(time.Time) string
	}{
		{l.Daily, func(t time.Time) string { return t.Format("2006-01-02") }},
		{l.Weekly, func(t time.Time) string { y, w := t.ISOWeek(); return fmt.Sprint(y, w) }},
		{l.Monthly, func(t time.Time) string { return t.Format("2006-01") }},
	} {
		seen := map[string]bool{}
		for i, c := range sorted {
			if p := rule.period(c.Time.UTC()); !seen[p] && len(seen) < rule.most {
				seen[p] = true
				kept[i] = true
			}
		}
	}
	var bytes int64
	for i, c := range sorted {
		if kept[i] && (l.Bytes == 0 || i == 0 || bytes+c.Size <= l.Bytes) {
			keep = append(keep, c)
			bytes += c.Size
		} else {
			if kept[i] { // nothing older either: a gap would move with each new copy
				bytes = l.Bytes
			}
			drop = append(drop, c)
		}
	}
	return keep, drop
}

func newestFirst(a, b Copy) int {
	return cmp.Or(cmp.Compare(b.Number, a.Number), b.Time.Compare(a.Time), cmp.Compare(a.Path, b.Path))
}

// Copy is a backup.
type Copy struct {
	Path     string
	Number   int64     // greater is newer, whatever the clock says
	Time     time.Time // UTC, in whole seconds
	Revision int64     // the library's, see data.Store
	Size     int64     // bytes
	Of       string    // the path that the library had
}
