package scene

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
)

// Spans that meet take one row: the one before carries its own words.
func TestSpansThatMeetShareARow(t *testing.T) {
	const day = secondsPerDay
	for name, spans := range map[string][]event{
		"two":                     {{testFrom, testFrom + 100*day, 0, 3}, {testFrom + 100*day, testFrom + 200*day, 0, 3}},
		"three of unequal length": {{testFrom, testFrom + 90*day, 0, 3}, {testFrom + 90*day, testFrom + 260*day, 0, 3}, {testFrom + 260*day, testFrom + 400*day, 0, 3}},
	} {
		if n := NewIndex(columnsOf(spans), 1).Rows(0); n != 1 {
			t.Errorf("%s: %d rows", name, n)
		}
	}
	if n := NewIndex(columnsOf([]event{{testFrom, testFrom + 100*day, 0, 3}, {testFrom + 99*day, testFrom + 200*day, 0, 3}}), 1).Rows(0); n != 2 {
		t.Errorf("spans that overlap take %d rows", n)
	}
}

// Long titles that begin alike can be told apart where the row is free.
func TestLongTitlesAreWholeWhereThereIsRoom(t *testing.T) {
	const day = secondsPerDay
	begin := strings.Repeat("The committee for the reform of ", 2)
	titles := []string{begin + "the courts met", begin + "the schools met"}
	x := NewIndex(columnsOf([]event{{testFrom, testFrom + day, 0, 3}, {testFrom + 400*day, testFrom + 401*day, 0, 3}}), 1)
	in := testInput(x, 1)
	in.View = NewViewport(1600, false).Fit(testFrom-30*day, testFrom+900*day, 0)
	in.Titles = func(e int) (string, bool) { return titles[e], true }
	seen := map[string]bool{}
	for _, text := range testBuilder(t).Build(in).Texts {
		if len(text.P.Lines) > 1 || text.P.Width < 300 {
			t.Errorf("%q is cut to %v", text.P.Text, text.P.Width)
		}
		seen[text.P.Text] = true
	}
	if len(seen) != 2 {
		t.Errorf("labels %v", seen)
	}
}

// A library with one event long ago is shown without it, and the overview says so.
func TestMainLeavesOutWhatIsFar(t *testing.T) {
	const day = secondsPerDay
	var events []event
	for i := range int64(20) {
		events = append(events, event{testFrom + i*30*day, testFrom + i*30*day + day, 0, 3})
	}
	lo, hi, _ := NewIndex(columnsOf(events), 1).Main()
	if all := NewIndex(columnsOf(events), 1); lo != all.from || hi != all.to {
		t.Errorf("of even events [%d, %d), want all", lo, hi)
	}
	events = append(events, event{testFrom - 7000*day, testFrom - 6999*day, 0, 3})
	x := NewIndex(columnsOf(events), 1)
	if lo, hi, _ = x.Main(); lo != testFrom || hi != testFrom+19*30*day+day {
		t.Errorf("the others are [%d, %d)", lo, hi)
	}
	said := false
	l := testBuilder(t).BuildOverview(OverviewInput{Index: x, View: NewViewport(1200, false), Width: 1200, Height: 46, Locale: english{}, Theme: testTheme(), Selected: -1})
	for _, text := range l.Texts {
		said = said || strings.Contains(text.P.Text, "2000")
	}
	if !said {
		t.Error("the overview does not name the year that is left out")
	}
	if _, _, ok := NewIndex(data.Columns{}, 1).Main(); ok {
		t.Error("a library without events has a time")
	}
}

// The words of a selected dot are beside its ring.
func TestTheRingKeepsWordsAway(t *testing.T) {
	x := NewIndex(columnsOf([]event{{testFrom, testFrom + secondsPerDay, 0, 5}, {testFrom + 300*secondsPerDay, testFrom + 301*secondsPerDay, 0, 3}}), 1)
	in := testInput(x, 1)
	in.Selected = 0
	l := testBuilder(t).Build(in)
	h, _ := hitOf(l, 0)
	for _, text := range l.Texts {
		if left := text.X + text.P.Lines[0].X; left > h.M1 && left < h.M1+ringGap+2 {
			t.Errorf("%q begins at %v, the ring ends at %v", text.P.Text, left, h.M1+ringGap)
		}
	}
}

func hitOf(l *List, event int) (Hit, bool) {
	for _, h := range l.Hits {
		if h.Event == event {
			return h, true
		}
	}
	return Hit{}, false
}
