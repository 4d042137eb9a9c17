package backup

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var start = time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)

func size(c Copy) int64 { return c.Size }

func drawLimits(t *rapid.T) Limits {
	n := rapid.IntRange(0, 5)
	return Limits{
		Last: n.Draw(t, "last"), Hourly: n.Draw(t, "hourly"), Daily: n.Draw(t, "daily"), Weekly: n.Draw(t, "weekly"), Monthly: n.Draw(t, "monthly"),
		Bytes: rapid.SampledFrom([]int64{0, 50, 500, 5000}).Draw(t, "bytes"),
	}
}

func drawCopies(t *rapid.T) []Copy {
	list := make([]Copy, rapid.IntRange(1, 60).Draw(t, "copies"))
	at := start
	for i := range list {
		// A clock may go back, and ahead for a while.
		at = at.Add(time.Duration(rapid.IntRange(-50, 200).Draw(t, "hours")) * time.Hour)
		list[i] = Copy{Path: fmt.Sprint(i), Number: int64(i + 1), Time: at, Size: int64(rapid.IntRange(1, 100).Draw(t, "size"))}
	}
	return rapid.Permutation(list).Draw(t, "order")
}

func TestThin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, list := drawLimits(t), drawCopies(t)
		keep, drop := Thin(list, l, size)
		all := append(slices.Clone(keep), drop...)
		if len(all) != len(list) || len(keep) > max(l.Last, 1)+l.Hourly+l.Daily+l.Weekly+l.Monthly {
			t.Fatalf("%d kept, %d dropped of %d", len(keep), len(drop), len(list))
		}
		for _, c := range list {
			if !slices.Contains(all, c) {
				t.Fatalf("%v is neither kept nor dropped", c)
			}
		}
		if keep[0].Number != int64(len(list)) || !slices.IsSortedFunc(keep, newestFirst) || !slices.IsSortedFunc(drop, newestFirst) {
			t.Fatalf("kept %v", keep)
		}
		var bytes int64
		for _, c := range keep {
			bytes += c.Size
		}
		if l.Bytes > 0 && bytes > l.Bytes && len(keep) > 1 {
			t.Fatalf("%d bytes are kept, %d is most", bytes, l.Bytes)
		}
		if again, none := Thin(keep, l, size); !slices.Equal(again, keep) || len(none) > 0 {
			t.Fatalf("of what was kept, %v would be dropped", none)
		}
		if l.Bytes > 0 {
			return
		}
		for i := range min(l.Last, len(list)) {
			if keep[i].Number != int64(len(list)-i) {
				t.Fatalf("the newest %d are %v", l.Last, keep[:i+1])
			}
		}
		// The newest copy of each of the newest days is there.
		slices.SortFunc(list, newestFirst)
		days := map[string]bool{}
		for _, c := range list {
			if day := c.Time.Format(time.DateOnly); !days[day] && len(days) < l.Daily {
				days[day] = true
				if !slices.Contains(keep, c) {
					t.Fatalf("%v is the newest of its day and is dropped", c)
				}
			}
		}
	})
}

// The newest copies are kept as long as they fit, to the byte. Behind the first that
// does not fit nothing is kept, were it small enough; the newest is kept in any case.
func TestThinBytes(t *testing.T) {
	for _, c := range []struct {
		name  string
		cap   int64
		sizes []int64 // newest first
		want  []int   // places in sizes
	}{
		{"no cap", 0, []int64{60, 60, 60}, []int{0, 1, 2}},
		{"all fit to the byte", 100, []int64{50, 30, 20}, []int{0, 1, 2}},
		{"a byte too much", 99, []int64{50, 30, 20}, []int{0, 1}},
		{"the newest is too large by itself", 100, []int64{500, 10, 10}, []int{0}},
		{"what follows a gap would fit", 100, []int64{50, 60, 40, 10}, []int{0}},
		{"a gap late", 100, []int64{10, 20, 80, 5, 5}, []int{0, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var list []Copy
			for i, size := range c.sizes {
				list = append(list, Copy{Number: int64(100 - i), Time: start.AddDate(0, 0, -i), Size: size})
			}
			keep, drop := Thin(list, Limits{Last: 10, Bytes: c.cap}, size)
			var want, rest []Copy
			for i := range list {
				if slices.Contains(c.want, i) {
					want = append(want, list[i])
				} else {
					rest = append(rest, list[i])
				}
			}
			if !slices.Equal(keep, want) || !slices.Equal(drop, rest) {
				t.Errorf("kept %v and dropped %v, want %v and %v", keep, drop, want, rest)
			}
		})
	}
}

// Copies of a large library do not fill the disk under the program's own limits.
func TestThinBytesByDefault(t *testing.T) {
	list := make([]Copy, 10)
	for i := range list {
		list[i] = Copy{Number: int64(i), Time: start.Add(time.Duration(i) * time.Hour), Size: 600 << 20}
	}
	if keep, _ := Thin(list, DefaultLimits(), size); len(keep) != 3 {
		t.Errorf("%d copies of 600 MB are kept, want 3 in 2 GB", len(keep))
	}
}

// A year of work, five copies a day, each thinned as it is made.
func TestThinDayByDay(t *testing.T) {
	var kept []Copy
	for day := range 365 {
		for i := range 5 {
			kept = append(kept, Copy{
				Number: int64(day*5 + i), Size: 1 << 20,
				Time: start.AddDate(0, 0, day).Add(time.Duration(i) * time.Hour),
			})
			kept, _ = Thin(kept, DefaultLimits(), size)
		}
	}
	days, weeks, months := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, c := range kept {
		days[c.Time.Format(time.DateOnly)] = true
		year, week := c.Time.ISOWeek()
		weeks[fmt.Sprint(year, week)] = true
		months[c.Time.Format("2006-01")] = true
	}
	if len(days) < 7 || len(weeks) < 4 || len(months) != 12 || len(kept) > 53 {
		t.Errorf("%d copies of %d days, %d weeks and %d months", len(kept), len(days), len(weeks), len(months))
	}
}

// A clock that was ten years ahead for a day: its copies go as others come.
func TestThinAfterAWrongClock(t *testing.T) {
	var kept []Copy
	for i := range 60 {
		at := start.Add(time.Duration(i) * 12 * time.Hour)
		if i == 5 || i == 6 {
			at = at.AddDate(10, 0, 0)
		}
		kept = append(kept, Copy{Number: int64(i), Time: at, Size: 1})
		kept, _ = Thin(kept, Limits{Last: 3, Daily: 4}, size)
		if kept[0].Number != int64(i) {
			t.Fatalf("after copy %d the newest is %v", i, kept[0])
		}
	}
	for _, c := range kept {
		if c.Time.Year() > 2026 {
			t.Errorf("%v is still there", c)
		}
	}
}
