package timeline

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/dates"
)

func date(t testing.TB, text string) dates.Date {
	t.Helper()
	d, err := dates.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var (
	oneSecond   = Step{dates.PrecisionSecond, 1}
	oneMinute   = Step{dates.PrecisionMinute, 1}
	quarterHour = Step{dates.PrecisionMinute, 15}
	oneHour     = Step{dates.PrecisionMinute, 60}
	oneDay      = Step{dates.PrecisionDay, 1}
	oneMonth    = Step{dates.PrecisionMonth, 1}
	oneYear     = Step{dates.PrecisionYear, 1}
	tenYears    = Step{dates.PrecisionYear, 10}
	hugeSteps   = Step{dates.PrecisionYear, 100_000_000}
	everyStep   = []Step{oneSecond, oneMinute, quarterHour, oneHour, oneDay, oneMonth, oneYear, tenYears, hugeSteps}
	movedParts  = []Part{PartBody, PartStart, PartEnd}
)

func TestMoved(t *testing.T) {
	for _, c := range []struct {
		name, from string
		part       Part
		by         int64
		step       Step
		want       string // "" where it is no date
	}{
		{"a day by days", "2022-02-04", PartBody, 3*day + 3600, oneDay, "2022-02-07"},
		{"a day, not far enough", "2022-02-04", PartBody, day / 3, oneDay, "2022-02-04"},
		{"a day stays a day however close the view", "2022-02-04", PartBody, day + 60, oneMinute, "2022-02-05"},
		{"a day by months", "2022-01-31", PartBody, 30 * day, oneMonth, "2022-02-28"},
		{"a leap day by years", "2020-02-29", PartBody, 365 * day, oneYear, "2021-02-28"},
		{"a month back over the year", "2022-02", PartBody, -61 * day, oneDay, "2021-12"},
		{"a year", "2022", PartBody, -730 * day, oneDay, "2020"},
		{"a year by decades", "2022", PartBody, 3700 * day, tenYears, "2032"},
		{"1 CE back to 1 BCE", "0001", PartBody, -365 * day, oneYear, "0000"},
		{"a doubtful day keeps its doubt", "2022-02-04~", PartBody, day, oneDay, "2022-02-05~"},
		{"a time by hours", "2022-02-04T20:30", PartBody, 2 * 3600, oneHour, "2022-02-04T22:30"},
		{"a time over midnight, at its offset", "2022-02-04T20:00+08:00", PartBody, 5 * 3600, oneMinute, "2022-02-05T01:00+08:00"},
		{"a time by days", "2022-02-04T20:00:07Z", PartBody, -2 * day, oneDay, "2022-02-02T20:00:07Z"},
		{"an interval keeps its length", "2020-01-23/2020-04-08", PartBody, 10 * day, oneDay, "2020-02-02/2020-04-18"},
		{"an interval of a day and a year by years", "2020-05-06/2021", PartBody, 365 * day, oneDay, "2021-05-06/2022"},
		{"an interval without an end", "2020-01-23/..", PartBody, day, oneDay, "2020-01-24/.."},
		{"an interval without a beginning", "../2020-01-23", PartBody, day, oneDay, "../2020-01-24"},
		{"an interval of times", "2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00", PartBody, 3600, oneHour, "2020-01-23T11:00:00+08:00/2020-04-08T01:00:00+08:00"},

		{"the start by days", "2020-01-23/2020-04-08", PartStart, -3 * day, oneDay, "2020-01-20/2020-04-08"},
		{"the end by days: its last day counts whole", "2020-01-23/2020-04-08", PartEnd, 2 * day, oneDay, "2020-01-23/2020-04-10"},
		{"the start to a month", "2020-01-23/2020-04-08", PartStart, 4 * day, oneMonth, "2020-02-01/2020-04-08"},
		{"the end to a month's last day", "2020-01-23/2020-04-08", PartEnd, 20 * day, oneMonth, "2020-01-23/2020-04-30"},
		{"the end of months", "2020-01/2020-03", PartEnd, 28 * day, oneDay, "2020-01/2020-04"},
		{"down to one day", "2020-01-23/2020-01-25", PartEnd, -2 * day, oneDay, "2020-01-23"},
		{"past the start", "2020-01-23/2020-01-25", PartEnd, -5 * day, oneDay, ""},
		{"the start past the end", "2020-01-23/2020-01-25", PartStart, 9 * day, oneDay, ""},
		{"the end of a time is its instant", "2020-01-23T10:00+08:00/2020-04-08T00:00+08:00", PartEnd, 3600, oneHour, "2020-01-23T10:00+08:00/2020-04-08T01:00+08:00"},
		{"the end of a time snaps at its own offset", "2020-01-23T10:00+05:30/2020-01-24T10:00+05:30", PartEnd, 3 * 3600, oneDay, "2020-01-23T10:00+05:30/2020-01-25T00:00+05:30"},
		{"the start beside an open end", "2020-01-23/..", PartStart, day, oneDay, "2020-01-24/.."},
		{"a doubtful start keeps its doubt", "2020-01-23~/2020-04-08", PartStart, day, oneDay, "2020-01-24~/2020-04-08"},
		{"a day is drawn out", "2020-01-23", PartEnd, 2 * day, oneDay, "2020-01-23/2020-01-25"},
		{"a day is drawn out to before", "2020-01-23", PartStart, -2 * day, oneDay, "2020-01-21/2020-01-23"},
		{"a year is drawn out", "2020", PartEnd, 366 * day, oneDay, "2020/2021"},

		{"no open end", "2020-01-23/..", PartEnd, day, oneDay, ""},
		{"no unknown beginning", "/2020-01-23", PartStart, day, oneDay, ""},
		{"no digits X", "201X", PartBody, 3650 * day, tenYears, ""},
		{"no day X", "2020-01-XX", PartBody, day, oneDay, ""},
		{"no drawing out of doubts", "2020~", PartEnd, 366 * day, oneYear, ""},
		{"not beyond the years there are", "Y13799999999", PartBody, 1 << 40, oneYear, ""},
	} {
		d := date(t, c.from)
		got, ok := Moved(d, c.part, 1_000, 1_000+c.by, c.step)
		if ok != (c.want != "") || ok && got.EDTF != c.want {
			t.Errorf("%s: %s becomes %q, %v; want %q", c.name, c.from, got.EDTF, ok, c.want)
		}
	}
}

func TestNewDatesAreAsPreciseAsTheStep(t *testing.T) {
	const at = 1_643_976_005 // 2022-02-04T12:00:05
	for _, c := range []struct {
		step Step
		want string
		span string // of the next 40 steps' time, from the step before
	}{
		{oneSecond, "2022-02-04T12:00:05", "2022-02-04T12:00:05/2022-02-04T12:00:45"},
		{oneMinute, "2022-02-04T12:00", "2022-02-04T12:00/2022-02-04T12:40"},
		{quarterHour, "2022-02-04T12:00", "2022-02-04T12:00/2022-02-04T22:00"},
		{oneDay, "2022-02-04", "2022-02-05/2022-03-16"},
		{oneMonth, "2022-02", "2022-02/2025-05"},
		{oneYear, "2022", "2022/2061"},
		{tenYears, "2020", "2020/2419"},
		{hugeSteps, "0000", "0000/Y3999999999"},
	} {
		d, ok := c.step.Date(at)
		if !ok || d.EDTF != c.want {
			t.Errorf("%v: %q, want %q", c.step, d.EDTF, c.want)
		}
		lo := c.step.Snap(at)
		hi := c.step.Snap(lo + int64(40*c.step.seconds()))
		if d, ok = c.step.Span(lo, hi); !ok || d.EDTF != c.span {
			t.Errorf("%v: span %q, want %q", c.step, d.EDTF, c.span)
		}
		if d.Lo != lo || d.Hi != hi {
			t.Errorf("%v: the span is [%d, %d), not [%d, %d)", c.step, d.Lo, d.Hi, lo, hi)
		}
	}
}

func TestStepForSuitsTheScale(t *testing.T) {
	for _, c := range []struct {
		scale float64
		want  Step
	}{
		{1.0 / 40, oneSecond},
		{1, oneMinute},
		{60, quarterHour},
		{200, oneHour},
		{3600, oneDay},
		{day, oneMonth},
		{10 * day, oneYear},
		{365 * day, tenYears},
		{365 * day * 1e7, hugeSteps},
	} {
		if got := StepFor(c.scale, 6); got != c.want {
			t.Errorf("at %v seconds a unit: %v, want %v", c.scale, got, c.want)
		}
	}
}

// datesOf draws dates that can be moved.
func datesOf() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{
		"2022", "2022-02", "2022-02-04", "2020-02-29", "2022-02-04~", "-0043-03-15", "Y-66000000",
		"2022-02-04T20:00", "2022-02-04T20:00:30+05:30", "2020-01-23/2020-04-08", "2020-01/2020-03-05", "2020/..",
		"../2020-03", "2020-01-23T10:00+08:00/2020-04-08T00:00+08:00", "2019-12-30/2020",
	})
}

// Whatever is dragged keeps its precision, its doubts and its offsets, and days
// that are moved by days or less can be moved back.
func TestDraggingKeepsTheFormOfADate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := datesOf().Draw(t, "date")
		part := rapid.SampledFrom(movedParts).Draw(t, "part")
		step := rapid.SampledFrom(everyStep).Draw(t, "step")
		by := rapid.Int64Range(-1<<40, 1<<40).Draw(t, "seconds")
		d, err := dates.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := Moved(d, part, 0, by, step)
		if !ok {
			return
		}
		if part != PartBody && strings.Contains(text, "/") != strings.Contains(got.EDTF, "/") {
			return // a single date was drawn out, or an interval shrunk to one
		}
		a0, a1, _ := d.Parts()
		b0, b1, _ := got.Parts()
		for _, p := range [][2]dates.Point{{a0, b0}, {a1, b1}} {
			if p[0].Precision != p[1].Precision || p[0].Offset != p[1].Offset || p[0].Zoned != p[1].Zoned || p[0].Qualifier != p[1].Qualifier {
				t.Fatalf("%s becomes %s", text, got.EDTF)
			}
		}
		if part == PartStart && got.Hi != d.Hi || part == PartEnd && got.Lo != d.Lo {
			t.Fatalf("%s becomes %s: the other end moved", text, got.EDTF)
		}
		fixed := step.Precision >= dates.PrecisionDay && a0.Precision != dates.PrecisionYear && a0.Precision != dates.PrecisionMonth &&
			a1.Precision != dates.PrecisionYear && a1.Precision != dates.PrecisionMonth
		if part == PartBody && fixed {
			if back, ok := Moved(got, part, by, 0, step); !ok || back.Lo != d.Lo || back.Hi != d.Hi {
				t.Fatalf("%s to %s and back is %s", text, got.EDTF, back.EDTF)
			}
		}
	})
}

// A snapped instant is a step, and none is nearer.
func TestSnapGoesToTheNearestStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		step := rapid.SampledFrom(everyStep).Draw(t, "step")
		at := rapid.Int64Range(-1<<50, 1<<50).Draw(t, "instant")
		k := step.number(at)
		if lo, hi := step.at(k), step.at(k+1); lo > at || hi <= at {
			t.Fatalf("%d is not in step %d, [%d, %d)", at, k, lo, hi)
		}
		near := step.Snap(at)
		if step.Snap(near) != near {
			t.Fatalf("%d snaps to %d, which is no step", at, near)
		}
	})
}
