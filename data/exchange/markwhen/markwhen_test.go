package markwhen

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

var now = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

// mustRead reads a file, and checks its rows.
func mustRead(t *testing.T, contents string) form.Document {
	t.Helper()
	return formtest.MustRead(t, read, "a.mw", contents, form.Options{Now: now})
}

// said is a document in words: a line for each event, "date [zone] title", then what was
// skipped, as "line: reason", then what was dropped.
func said(d form.Document) []string {
	var lines []string
	for _, e := range d.Events {
		lines = append(lines, strings.Join(strings.Fields(e.Date.EDTF+" "+e.Zone+" "+e.Title), " "))
	}
	for _, s := range d.Skipped {
		lines = append(lines, fmt.Sprintf("%d: %s", s.Where.Line, s.Reason()))
	}
	for _, c := range d.Dropped.Sorted() {
		lines = append(lines, "- "+c.What)
	}
	return lines
}

// lineTests reads files, of which each is told what is said of it.
func lineTests(t *testing.T, tests []lineTest) {
	t.Helper()
	for _, c := range tests {
		if got := said(mustRead(t, c.file)); !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.file, got, c.want)
		}
	}
}

type lineTest struct {
	file string
	want []string
}

func TestDatesAreAsExactAsTheyAreWritten(t *testing.T) {
	for _, c := range []struct{ line, edtf string }{
		{"2020: x", "2020"},
		{"2020-03: x", "2020-03"},
		{"2020-03-04: x", "2020-03-04"},
		{"  2020-03-04 : x", "2020-03-04"},
		{"2020/2022: x", "2020/2022"},
		{"2020-03 / 2020-05-06: x", "2020-03/2020-05-06"},
		{"2020-03-04 - 2020-03-06: x", "2020-03-04/2020-03-06"},
		{"2020 - 2022: x", "2020/2022"},
		{"2020-2022: x", "2020/2022"},
		{"2020 to 2022: x", "2020/2022"},
		{"2020–2022: x", "2020/2022"},
		{"2020-03-04/2020-03-04: x", "2020-03-04"},
		{"2020/..: x", "2020/.."},
		{"2020-W05: x", "2020-01-27/2020-02-02"},
		{"2020W053: x", "2020-01-29"},
		{"2020-03-04 5pm: x", "2020-03-04T17:00"},
		{"2020-03-04 17:30: x", "2020-03-04T17:30"},
		{"2020-03-04 12am / 2020-03-05 12 p.m.: x", "2020-03-04T00:00/2020-03-05T12:00"},
		{"2020-03-04 / 2020-03-04 5pm: x", "2020-03-04/2020-03-04T17:00"},
		{"2020-03-04 5pm / 2020-03-05: x", "2020-03-04T17:00/2020-03-05"},
		{"2022-05-01-2022-06-01: x", "2022-05-01/2022-06-01"},
		{"2020-03-04T10:20:00Z: x", "2020-03-04T10:20Z"},
		{"2020-03-04T10:20:30.5Z - 2020-03-04T11:00:00Z: x", "2020-03-04T10:20:30Z/2020-03-04T11:00Z"},
		{"2020-03-04T10:20+03:00: x", "2020-03-04T10:20+03:00"},
		{"1/7/2022: x", "2022-01-07"},
		{"01/07/2022-01/09/2022: x", "2022-01-07/2022-01-09"},
		{"15/06/2023: x", "2023-06-15"}, // no month 15
		{"1/7/2022, 9:45am: x", "2022-01-07T09:45"},
		{"07/2022: x", "2022-07"},
		{"10/2022 - 10/2022: x", "2022-10"},
		{"2022/07/01: x", "2022-07-01"},
		{"2012/12: x", "2012-12"},
		{"18 March 2026: x", "2026-03-18"},
		{"March 18, 2026: x", "2026-03-18"},
		{"Mar 18 2026 9:45am - 10:30am: x", "2026-03-18T09:45/2026-03-18T10:30"},
		{"MARCH 2026: x", "2026-03"},
		{"Sept 2026: x", "2026-09"},
		{"may 50: x", "0050-05"},
		{"5 March 2020 - 10: x", "2020-03-05/2020-03-10"},
		{"5 March 2020 9am - 5pm: x", "2020-03-05T09:00/2020-03-05T17:00"},
		{"5 March 2020 9pm - 5am: x", "2020-03-05T21:00/2020-03-06T05:00"},
		{"Dec 5 2020 - Jan 6: x", "2020-12-05/2021-01-06"},
		{"Dec 5 - Jan 6 2021: x", "2020-12-05/2021-01-06"},
		{"44 BC: x", "-0043"},
		{"44bce: x", "-0043"},
		{"1 BC: x", "0000"},
		{"300 - 200 BC: x", "-0299/-0199"},
		{"20 - 10 BC: x", "-0019/-0009"},
		{"50 BC – 50 AD: x", "-0049/0050"},
		{"5 BC - 5: x", "-0004/0005"},
		{"14 CE: x", "0014"},
		{"20 - 300: x", "0020/0300"},
		{"66000 BC: x", "Y-65999"},
		{"12000: x", "Y12000"},
		{"٢٠٢٠-٠٣: x", "2020-03"},
		{"۱۸ March ۲۰۲۶: x", "2026-03-18"},
		{"١٨ مارس ٢٠٢٦: x", "2026-03-18"},
		{"مارس 2026: x", "2026-03"},
		{"٣٠٠ ق.م: x", "-0299"},
		{"٣٠٠ - ٢٠٠ ق.م: x", "-0299/-0199"},
		{"\u200f2020 إلى 2022: x", "2020/2022"},
	} {
		d := mustRead(t, c.line)
		if len(d.Events) != 1 || d.Events[0].Date.EDTF != c.edtf || d.Events[0].Title != "x" || len(d.Skipped)+len(d.Dropped) > 0 {
			t.Errorf("%s: %q, want %s", c.line, said(d), c.edtf)
		}
	}
}

func TestLinesThatAreNoneOfEvents(t *testing.T) {
	for _, line := range []string{
		"- 2020: a line of a list", ":smile: x", "after: that", "by: a person", "every day: x", "10:30 the train leaves", "https://example.com/2020: x",
		"In 1990: x", "1.5 days: x", "2020 was: x", "x 2020: y", "#tag 2020: y", "2020", "في عام 1990: x",
	} {
		d := mustRead(t, "2019: first\n"+line)
		if len(d.Events) != 1 || !strings.Contains(d.Events[0].Description, strings.TrimPrefix(line, "#")) {
			t.Errorf("%s: %q", line, said(d))
		}
	}
	// A line of prose that begins like one is one.
	if d := mustRead(t, "2019: first\n\n1848: the year of revolutions"); len(d.Events) != 2 {
		t.Errorf("%q", said(d))
	}
}

func TestDatesRelativeToEvents(t *testing.T) {
	lineTests(t, []lineTest{
		{"2020-01-01: a\n2 weeks: b\n1 month: c", []string{"2020-01-01 a", "2020-01-02/2020-01-15 b", "2020-01-16/2020-02-15 c"}},
		{"2020: a\n2 years: b\n6 months: c", []string{"2020 a", "2021/2022 b", "2023-01/2023-06 c"}},
		{"2020-01-31: a\n.start - 1 month: b", []string{"2020-01-31 a", "2020-01-31/2020-02-28 b"}},
		{"2020-01-06: a\nid: a\nafter !a 3 days: b", []string{"2020-01-06 a", "2020-01-07/2020-01-09 b"}},
		{"2020-01-06: a !a\nbefore !a 3 days: b", []string{"2020-01-06 a", "2020-01-03/2020-01-05 b"}},
		{"2020-03-09: a !a\nbefore !a 1 week - 1 month: b", []string{"2020-03-09 a", "2020-02-02/2020-03-01 b"}},
		{"2020-03-09: a !a\nbefore !a 1 week / 2020-03-08: b", []string{"2020-03-09 a", "2020-03-02/2020-03-08 b"}},
		{"2020-03-09: a !a\nafter !a 1 week - 2 days: b", []string{"2020-03-09 a", "2020-03-17/2020-03-18 b"}},
		{"2020-03: a !a\n2020-05: b !b\n!a.start / !b.end: c", []string{"2020-03 a", "2020-05 b", "2020-03/2020-05 c"}},
		{"2020-03: a !a\nafter !a 1 month - 2 days: b", []string{"2020-03 a", "2020-05-01/2020-05-02 b"}},
		{"2020-03: a !a\n!a.end: b", []string{"2020-03 a", "2020-04 b"}},
		{"2020-01-03: a\n5 week days: b", []string{"2020-01-03 a", "2020-01-04/2020-01-10 b"}},
		{"2020-01-05: a\n5 workdays, 1 business day: b", []string{"2020-01-05 a", "2020-01-06/2020-01-13 b"}},
		{"2020-01-13: a !a\nbefore !a 6 work days: b", []string{"2020-01-13 a", "2020-01-03/2020-01-12 b"}},
		{"2020-01-05: a\n3 h: b\n30 min: c\n5 s: d", []string{
			"2020-01-05 a", "2020-01-06T00:00/2020-01-06T03:00 b", "2020-01-06T03:00/2020-01-06T03:30 c", "2020-01-06T03:30:00/2020-01-06T03:30:05 d",
		}},
		{"2020-01-05 - 3 days: a\n2020-01-05 / 1 week 2 days: b", []string{"2020-01-05/2020-01-07 a", "2020-01-05/2020-01-13 b"}},
		{"2020-01-05: a\n-5 days: b", []string{"2020-01-05 a", "2020-01-01/2020-01-05 b"}},
		{"2020-01-05: a\n9am: b\n8am: c\n10 - 11:15: d", []string{"2020-01-05 a", "2020-01-05T09:00 b", "2020-01-06T08:00 c", "2020-01-06T10:00/2020-01-06T11:15 d"}},
		{"14: a\n79: b", []string{"0014 a", "0079 b"}}, // nothing has a day of which it could be an hour
		{"2020: a\n14: b", []string{"2020 a", "0014 b"}},
		{"14: a\n2020-01-01: b", []string{"2026-11-29T14:00 a", "2020-01-01 b", "- now, which moves (it is the day of the import)"}},
		{"2020-01: a\n9:30: b", []string{"2020-01 a", "2020-01 b", "- a time of day without its day"}},
		{"1 week: a", []string{"2026-11-29/2026-12-05 a", "- now, which moves (it is the day of the import)"}},
		// An event that comes later, which the program itself does not find.
		{"after !b 1 day: a\n2020: b !b", []string{"2021-01-01 a", "2020 b"}},
		{"2019: z\n2020: y\nafter !x 1 day: a\n2021: b\n1 year: c !x", []string{"2019 z", "2020 y", "2023-01-01 a", "2021 b", "2022 c"}},
		{"after !b 1 day: a !a\nafter !a 1 day: b !b", []string{
			"1: its date cannot be read: after !b 1 day (it is relative to itself)", "2: its date cannot be read: after !a 1 day (it is relative to itself)",
		}},
		{"after !a 1 day: a !a\n2020: b", []string{"2020 b", "1: its date cannot be read: after !a 1 day (it is relative to itself)"}},
		{"2019: z\nafter !gone 1 day: a\n1 year: b", []string{"2019 z", "2020 b", "2: it refers to something that is not in the file: after !gone 1 day (!gone)"}},
		{"2020: a\n999999999 years: b\n999999999999 days: c", []string{
			"2020 a", "2021/Y1000002019 b", "3: its date is out of range: 999999999999 days",
		}},
	})
}

func TestEventsThatWaitForOthers(t *testing.T) {
	for n, want := range map[int]int{maxChain: maxChain + 1, maxChain + 2: 2} {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "after !n%d 1 day: n !n%d\n", i+1, i)
		}
		d := mustRead(t, b.String()+fmt.Sprintf("2020: last !n%d", n))
		if len(d.Events) != want || len(d.Skipped) != n+1-want {
			t.Errorf("%d: %d events, %v", n, len(d.Events), form.SkippedRows(d.Skipped)[:1])
		}
		if n > maxChain && !strings.Contains(d.Skipped[0].Reason(), "too many events that come later") {
			t.Errorf("%s", d.Skipped[0].Reason())
		}
	}
}

func TestWhatDependsOnTheDayIsSaid(t *testing.T) {
	lineTests(t, []lineTest{
		{"2020 / now: a", []string{"2020/.. a", "- now, which moves (the end is open)"}},
		{"now: a", []string{"2026-11-29 a", "- now, which moves (it is the day of the import)"}},
		{"now - 1 week: a", []string{"2026-11-29/2026-12-05 a", "- now, which moves (it is the day of the import)"}},
		{"Aug 30 9:45am: a", []string{"2026-08-30T09:45 a", "- a year that is not written (it is that of the import)"}},
		{"Dec 5 - Jan 6: a", []string{"2026-12-05/2027-01-06 a", "- a year that is not written (it is that of the import)"}},
		{"Feb 29: a\n2020: b", []string{"2020 b", "1: its date cannot be read: Feb 29", "- a year that is not written (it is that of the import)"}},
	})
}

func TestDatesThatCannotBeReadAreSkippedWithTheirLine(t *testing.T) {
	lineTests(t, []lineTest{
		{"2020: a\n\n2020-13: b\n2020-02-30: c", []string{"2020 a", "3: its date cannot be read: 2020-13", "4: its date cannot be read: 2020-02-30"}},
		{"13/13/2020: b\n12/13/2020: c", []string{"2020-12-13 c", "1: its date cannot be read: 13/13/2020"}},
		{"2020 / 2020-13: a", []string{"2020 a", "1: its date cannot be read: 2020 / 2020-13"}},
		{"2024-01-27T18:13:59.00Z - 5/9/2009: a", []string{"2024-01-27T18:13:59Z a", "1: its date cannot be read: 2024-01-27T18:13:59.00Z - 5/9/2009"}},
		{"2020-05 - 2020-03: a", []string{"2020-05 a", "1: its date cannot be read: 2020-05 - 2020-03"}},
		{"2020-W60: a\n2020: b", []string{"2020 b", "1: its date cannot be read: 2020-W60"}},
		{"2020:\n2021: #tag\n2022:\nonly text", []string{"2021 tag", "2022 only text", "1: it has no title: 2020"}},
	})
}

func TestTheOrderOfDayAndMonth(t *testing.T) {
	for _, c := range []struct {
		head  string
		order form.Order
		edtf  string
	}{
		{"", form.ByContents, "2022-01-07"},
		{"", form.DayFirst, "2022-07-01"},
		{"", form.MonthFirst, "2022-01-07"},
		{"dateFormat: d/M/y\n", form.ByContents, "2022-07-01"},
		{"dateFormat: dd/MM/yyyy // as here\n", form.MonthFirst, "2022-07-01"},
		{"dateFormat: M/d/y\n", form.DayFirst, "2022-01-07"},
	} {
		d, err := read(context.Background(), formtest.File("a.mw", c.head+"01/07/2022: x"), form.Options{Now: now, DayFirst: c.order})
		if err != nil || len(d.Events) != 1 || d.Events[0].Date.EDTF != c.edtf {
			t.Errorf("%q, %d: %q %v, want %s", c.head, c.order, said(d), err, c.edtf)
		}
	}
	lineTests(t, []lineTest{
		{"01/07/2022: a\n15/06/2023: b", []string{"2022-07-01 a", "2023-06-15 b"}},
		{"01/07/2022: a\n06/15/2023: b", []string{"2022-01-07 a", "2023-06-15 b"}},
	})
}

func TestEventsThatRecur(t *testing.T) {
	lineTests(t, []lineTest{
		{"2020 every 2 years for 3 times: a", []string{"2020 a", "2022 a", "2024 a"}},
		{"2020-01-31 every month x3: a", []string{"2020-01-31 a", "2020-03-31 a", "2020-05-31 a"}},
		{"2020-01/2020-02 every year x2: a", []string{"2020-01/2020-02 a", "2021-01/2021-02 a"}},
		{"2020-01-03 every weekday x 3: a", []string{"2020-01-03 a", "2020-01-06 a", "2020-01-07 a"}},
		{"2020-01-03 every other day until 2020-01-08: a", []string{"2020-01-03 a", "2020-01-05 a", "2020-01-07 a"}},
		{"2020-01-03 every day for 3 days: a", []string{"2020-01-03 a", "2020-01-04 a", "2020-01-05 a"}},
		{"2020-01-03 every week on Tuesday and Friday x3: a", []string{"2020-01-03 a", "2020-01-07 a", "2020-01-10 a"}},
		{"2020-01-01 every monday, wed x3: a", []string{"2020-01-01 a", "2020-01-06 a", "2020-01-08 a"}},
		{"2020-01-01 every month on the last friday x2: a", []string{"2020-01-31 a", "2020-02-28 a"}},
		{"2020-01-01 every month on the 15th x2: a", []string{"2020-01-15 a", "2020-02-15 a"}},
		{"2020-01-01 9am every day x2: a", []string{"2020-01-01T09:00 a", "2020-01-02T09:00 a"}},
		{"2027 every year: a", []string{"2027 a", "2028 a", "2029 a", "1: it recurs too often; its first times are imported: a, every year"}},
		{"300 BC every 2 years x3: a", []string{"-0299 a", "1: this is not supported: every 2 years x3: only the first is read"}},
		{"2020-01-03 every 12 week days x9: a", []string{"2020-01-03 a", "1: this is not supported: every 12 week days x9: only the first is read"}},
		{"2020 every blue moon: a", []string{"2020 a", "1: this is not supported: every blue moon: only the first is read"}},
		{"2020-01-01 every day at 5: a", []string{"2020-01-01 a", "1: this is not supported: every day at 5: only the first is read"}},
		{"2020-02-01 every 12 months on the 31st x2: a", []string{"2020-02-01 a", "1: this is not supported: every 12 months on the 31st x2: only the first is read"}},
	})
	d := mustRead(t, "2000-01-01 every day x99999999: a !id")
	if len(d.Events) != maxRepeats || len(d.Skipped) != 1 || d.Skipped[0].Why != form.Repeated || d.Events[1].Key != "id/20000102T0000" {
		t.Errorf("%d events, %q", len(d.Events), form.SkippedRows(d.Skipped))
	}
}

func TestZones(t *testing.T) {
	lineTests(t, []lineTest{
		{"tz: Asia/Beirut\n2020-07-01 9am: a\n2020-07-01: b", []string{"2020-07-01T09:00+03:00 Asia/Beirut a", "2020-07-01 b"}},
		{"timezone: -5\n2020-07-01 9am: a", []string{"2020-07-01T09:00-05:00 a"}},
		{"timezone: +5:30\n2020-07-01 9am: a", []string{"2020-07-01T09:00+05:30 a"}},
		{"tz: EST\n2020-07-01 9am: a", []string{"2020-07-01T09:00-05:00 a"}},
		{"tz: Local\n2020-07-01 9am: a", []string{"2020-07-01T09:00 a", "1: it cannot be read: tz: Local"}},
		{"tz: America/Argentina/Buenos_Aires\n2020-07-01 9am: a", []string{"2020-07-01T09:00-03:00 America/Argentina/Buenos_Aires a"}},
		{"tz: UTC\n2020-07-01 9am: a", []string{"2020-07-01T09:00Z a"}},
		{"tz: nowhere\n2020-07-01 9am: a", []string{"2020-07-01T09:00 a", "1: it cannot be read: tz: nowhere"}},
		{"tz: Asia/Beirut\n2020-07-01 9am: a\ntz: Europe/Berlin", []string{"2020-07-01T09:00+02:00 Europe/Berlin a"}},
		{"tz: Asia/Beirut\n# S\ntz: Europe/Berlin\n2020-07-01 9am: a\n# T\n2020-01-01 9am: b", []string{
			"2020-07-01T09:00+02:00 Europe/Berlin a", "2020-01-01T09:00+02:00 Asia/Beirut b",
		}},
		{"tz: Asia/Beirut\n2020-07-01T09:00:00Z: a", []string{"2020-07-01T09:00Z a"}},
		{"2025-06-09 11am / 2025-06-09 6:40pm: a\n  timezone: \n    from: America/Los_Angeles\n    to: America/New_York", []string{
			"2025-06-09T11:00-07:00/2025-06-09T18:40-04:00 a",
		}},
		{"2020-07-01 9am: a\ntz: never", []string{"2020-07-01T09:00 a", "1: it cannot be read: tz: never"}},
	})
}

func TestHeaders(t *testing.T) {
	for _, c := range []struct{ file, title, about string }{
		{"title: T\ndescription: D\n2020: x", "T", "D"},
		{"---\ntitle: T: with a colon\n2019: not an event here\n---\n2020: x", "T: with a colon", "2019: not an event here"},
		{"\n// comment\ntitle: \"T\"\nauthor: Someone\ndescription: |\n  One\n\n  Two\nview: *@example.com, x@y.z // none\n\n2020: x", "T", "One\n\nTwo\n\nauthor: Someone"},
		{"Title: T #1\ndescription: D #tag\n2020: x", "T #1", "D #tag"},
		{"key: {a: [1, 2], b: \"c\"}\nlist:\n- one\n- two\nplain words\n2020: x", "", "key: a: 1, 2, b: c\n\nlist: one, two\n\nplain words"},
		{"---\nx: y\n2020: x", "", "x: y"}, // the dashes never end
		{"a: &a [x]\nb: *a\nc: [&d d, *d]\n2020: x", "", "a: x\n\nb: *a\n\nc: d, *d"},
		{"\ufefftitle: T\r\n2020: x\r\n", "T", ""},
	} {
		d := mustRead(t, c.file)
		if len(d.Events) != 1 || d.Title != c.title || d.About != c.about || d.Events[0].Title != "x" {
			t.Errorf("%q: %q %q, %q", c.file, d.Title, d.About, said(d))
		}
	}
	_, err := read(context.Background(), formtest.File("a.mw", "title: T\ndateFormat:\n  - pattern: x\n    from: y\n2020: x"), form.Options{Now: now})
	if e, ok := errors.AsType[*form.Error](err); !ok || e.Place.Line != 2 || !strings.Contains(e.Reason, "dateFormat") {
		t.Errorf("patterns: %v", err)
	}
}

// inSections are the events of a file with their tracks, colours of these, and tags.
func inSections(d form.Document) []string {
	var lines []string
	for _, e := range d.Events {
		line := e.Title
		for _, t := range d.Tracks {
			if t.ID == e.Track {
				line += " in " + t.Name + " " + t.Colour
			}
		}
		lines = append(lines, strings.TrimSpace(line+" "+strings.Join(e.Tags, ",")))
	}
	return lines
}

func TestSections(t *testing.T) {
	for _, c := range []lineTest{
		{"#k: green\n2020: a\n# One #k\n2020: b #t\n## Two\n2020: c\n### Three\n2020: d\n## Four\n2020: e\n# Five\n2020: f", []string{
			"a", "b in One green t", "c in One green Two", "d in One green Two,Three", "e in One green Four", "f in Five blue",
		}},
		{"  ###### Deep\n2020: a\n# High\n2020: b", []string{"a in Deep red", "b in High blue"}},
		{"#k: {color: \"#0000ff\"}\nsection One: #k\n2020: a\ngroup Two\n2020: b\nendGroup\n2020: c\nendSection\n2020: d\nendSection\n2020: e", []string{
			"a in One blue", "b in One blue Two", "c in One blue", "d", "e",
		}},
		{"Section One\n2020: a\nGroup Two\n2020: b\nend group\n2020: c\nEnd Section\n2020: d", []string{"a in One red", "b in One red Two", "c in One red", "d"}},
		{"group One\n2020: a\nend\ngroup Two\n2020: b\n", []string{"a in One red", "b in Two blue"}},
		{"# One\n2020: a\nend\n2020: b", []string{"a in One red", "b in One red"}},
		// Where nothing is ended, each ends the one before it.
		{"section One\n2020: a\ngroup Two\n2020: b\ngroup Three\n2020: c\nsection Four\n2020: d", []string{
			"a in One red", "b in One red Two", "c in One red Three", "d in Four blue",
		}},
		{"2020: a\nSection 3 of the act\nsectional\n2020: b", []string{"a", "b"}},
		{"# One\n2020: a\nsection of text\n2020: b", []string{"a in One red", "b in One red"}},
		{"# a comment of YAML\ntitle: x\nsection One\n2020: a\ngroup Two\n2020: b", []string{"a in One red", "b in One red Two"}},
		{"# \n2020: a", []string{"a"}},
		{"# One\n2020: a\n# One\n2020: b", []string{"a in One red", "b in One red"}},
	} {
		if got := inSections(mustRead(t, c.file)); !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.file, got, c.want)
		}
	}
	d := mustRead(t, "# One\nstyle: section\nowner: me\nSome text\n\n2020: a")
	if got := said(d); !slices.Equal(got, []string{"2020 a", "1: it is not an event: owner: me Some text", "- section.style"}) {
		t.Errorf("%q", got)
	}
	d = mustRead(t, "title: One\n# One\n2020: a\n_-_-_break_-_-_\ntitle: Two\n#k: green\n2021: b\n# Three #k\n2022: c")
	if got := inSections(d); !slices.Equal(got, []string{"a in One red", "b", "c in Three green"}) || d.Title != "One" || d.About != "Two" {
		t.Errorf("%q %q %q", got, d.Title, d.About)
	}
	var many strings.Builder
	for i := range maxTracks + 5 {
		fmt.Fprintf(&many, "# %d\n2020: a\n", i)
	}
	if d := mustRead(t, many.String()); len(d.Tracks) != maxTracks || d.Dropped["sections past the first 1000"] != 5 || !slices.Equal(d.Events[maxTracks].Tags, []string{"1000"}) {
		t.Errorf("%d tracks, %v", len(d.Tracks), d.Dropped)
	}
}

func TestTextOfEvents(t *testing.T) {
	for _, c := range []struct {
		text, title, description string
		tags                     []string
		links                    []data.Reference
		place, key               string
	}{
		{text: "Plain", title: "Plain"},
		{text: "One #a two #b #1 #21", title: "One two #1 #21", tags: []string{"a", "b"}},
		{text: "One #über-uns #وسم #4th", title: "One", tags: []string{"über-uns", "وسم", "4th"}},
		{text: "One\n\ntext #a in a sentence #b\n#c\nend\n\n\n\nlast #1\n\n", title: "One", description: "text a in a sentence\n\nend\n\nlast #1", tags: []string{"a", "b", "c"}},
		{text: "See [the page](https://x.org/a_(b)) now", title: "See the page now", links: []data.Reference{{URL: "https://x.org/a_(b)", Title: "the page"}}},
		{text: "One\n![A picture](x.org/p.png)\n[file](notes.md) ![](other.png)", title: "One", description: "file (notes.md) other.png", links: []data.Reference{{URL: "http://x.org/p.png", Title: "A picture"}}},
		{text: "One\nfrom https://x.org/a, and", title: "One", description: "from https://x.org/a, and", links: []data.Reference{{URL: "https://x.org/a"}}},
		{text: "One [Cairo](location)\n[x](javascript:alert)", title: "One", description: "x (javascript:alert)", place: "Cairo"},
		{text: "One !first and !second\n!third", title: "One and !second", description: "!third", key: "first"},
		{text: "[x] Done 50%\n- [ ] open\n- [x] shut\n- other @someone", title: "Done 50%", description: "☐ open\n☑ shut\n- other @someone\n\ncompleted: yes"},
		{text: "[ ] Not yet", title: "Not yet", description: "completed: no"},
		{text: "One\n// comment\nkey: no property", title: "One", description: "key: no property"},
		{text: "One\nid: k\nlocation: Cairo\nNote: words: more\nlist: [a, \"b\"]\nurl: https://x.org\ntags: [t, u]\n\nText", title: "One", description: "Text\n\nNote: words: more\nlist: a, b\nurl: https://x.org", tags: []string{"t", "u"}, links: []data.Reference{{URL: "https://x.org"}}, place: "Cairo", key: "k"},
		{text: "One\n---\nid: k\n  - no property\n---\nText", title: "One", description: "Text", key: "k"},
		{text: "One\nlocations: [Cairo, Beirut]\nbad: [a, {b\n\nx", title: "One", description: "x\n\nbad: [a, {b", place: "Cairo; Beirut"},
		{text: "\nOnly text.", title: "Only text."},
		{text: "\n- [] Draft", title: "Draft"},
		{text: "One\n  Task:\n  - a: b\n  - c", title: "One", description: "Task:\n  - a: b\n  - c"},
	} {
		d := mustRead(t, "2020: "+c.text)
		if len(d.Events) != 1 {
			t.Fatalf("%q: %q", c.text, said(d))
		}
		e := d.Events[0]
		if e.Title != c.title || e.Description != c.description || !slices.Equal(e.Tags, c.tags) || !slices.Equal(e.Links, c.links) || e.Event.Place != c.place || e.Key != c.key {
			t.Errorf("%q: %q %q %q %v %q %q", c.text, e.Title, e.Description, e.Tags, e.Links, e.Event.Place, e.Key)
		}
	}
	// What a range cannot say is in a property, where it is within the range.
	lineTests(t, []lineTest{
		{"2020-01: a\ndate: 2020-01~", []string{"2020-01~ a"}},
		{"2020-01: a\ndate: 2021", []string{"2020-01 a"}},
	})
	// Of two events with an id, the first has it.
	d := mustRead(t, "2020: a !k\n2021: b !k\nafter !k 1 year: c")
	if d.Events[0].Key != "k" || d.Events[1].Key != "" || d.Events[2].Date.EDTF != "2021" {
		t.Errorf("%q", said(d))
	}
}

func TestAnArabicFile(t *testing.T) {
	raw, err := os.ReadFile("testdata/arabic.mw")
	if err != nil {
		t.Fatal(err)
	}
	d := mustRead(t, string(raw))
	want := []string{
		"0832 تنظيم بيت الحكمة في بغداد", "0965/1040 حياة ابن الهيثم", "-0299 إقليدس في الإسكندرية", "1908-12-21 افتتاح الجامعة الأهلية في القاهرة",
		"1866/1920 من الكلية السورية الإنجيلية إلى الجامعة الأميركية في بيروت", "1908-12-21T10:30+02:00 Africa/Cairo بداية الحفل", "0833/0842 بعد عشر سنين",
	}
	if got := said(d); !slices.Equal(got[:len(want)], want) {
		t.Errorf("%q", got)
	}
	if len(d.Events) != len(want) || len(d.Skipped) > 0 || d.Title != "محطات في تاريخ العلوم بالعربية" {
		t.Errorf("%q: %q", d.Title, said(d))
	}
	if got := inSections(d)[2]; got != "إقليدس في الإسكندرية in الترجمة والتأليف green هندسة,ما قبل الميلاد" {
		t.Errorf("%q", got)
	}
	if e := d.Events[0]; e.Event.Place != "بغداد" || e.Key != "بيت_الحكمة" || !strings.HasSuffix(e.Description, "☑ مصدر أول\n☐ مصدر ثان") {
		t.Errorf("%q %q %q", e.Event.Place, e.Key, e.Description)
	}
	if e := d.Events[4]; e.Event.Place != "بيروت" {
		t.Errorf("%q", e.Event.Place)
	}
}

func TestLikeness(t *testing.T) {
	for _, c := range []struct {
		name, contents string
		want           int
	}{
		{"a.mw", "title: x\n2020: a", 90},
		{"a.txt", "title: x\n2020: a\n2021: b\n5 days: c", 40},
		{"a.txt", "2020: a\ntext", 0},
		{"a.mw", "text", 0},
		{"a.mw", `{"2020": 1}`, 0},
		{"a.csv", "date,title\n2020-01-01,a: b\n2020-01-01,a: b\n2020-01-01,a: b", 0},
	} {
		if got := likeness(form.NewProbe(formtest.File(c.name, c.contents))); got != c.want {
			t.Errorf("%s %q: %d, want %d", c.name, c.contents, got, c.want)
		}
	}
}

func TestBadFiles(t *testing.T) {
	for name, c := range map[string]struct{ contents, reason string }{
		"empty":  {"", "line 1: no line begins with a date"},
		"prose":  {"nothing here\nis dated", "line 1: no line begins with a date"},
		"header": {strings.Repeat("key: value\n", 100_000), "no event begins within the first megabyte"},
	} {
		_, err := read(context.Background(), formtest.File("a.mw", c.contents), form.Options{Now: now})
		if err == nil || !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%s: %v, want %s", name, err, c.reason)
		}
	}
	file := formtest.File("a.mw", strings.Repeat("2020: x\n", 11))
	r, err := newReader(context.Background(), file, form.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	r.most = 10
	if err := r.body(); err == nil || !strings.Contains(err.Error(), "line 11: it has more than 10 events") {
		t.Errorf("events: %v", err)
	}
	file.Size = maxFile + 1
	if _, err := read(context.Background(), file, form.Options{Now: now}); err == nil || !strings.Contains(err.Error(), "up to 64 MB") {
		t.Errorf("size: %v", err)
	}
	for name, contents := range map[string]string{"few": "2020: x", "text": "2020: x\n" + strings.Repeat("text\n", 3*batch)} {
		ctx, cancel := context.WithCancel(context.Background())
		o := form.Options{Now: now, Progress: func(float64) { cancel() }}
		if _, err := read(ctx, formtest.File("a.mw", contents), o); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled, %s: %v", name, err)
		}
	}
}

// What is meant to use up time or memory is read in bounds, or refused.
func TestHostileFiles(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for i := range 20 {
		bomb += fmt.Sprintf("%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n", 'b'+i, 'b'+i, 'a'+i, 'a'+i, 'a'+i, 'a'+i, 'a'+i, 'a'+i, 'a'+i)
	}
	chain := "after !n1 1 day: n0 !n0\n"
	for i := 1; i < 5000; i++ {
		chain += fmt.Sprintf("after !n%d 1 day: n !n%d\n", i+1, i)
	}
	var tags strings.Builder
	for i := range 300_000 {
		fmt.Fprintf(&tags, " #t%d", i)
	}
	for name, contents := range map[string]string{
		"tags that differ":     "2020: x" + tags.String() + "\n2020: x\n" + tags.String(),
		"a long flow":          "2020: x\nk: [" + strings.Repeat("a, ", 1_000_000),
		"bomb in the header":   bomb + "2020: x",
		"bomb in a property":   "2020: x\nbomb: [&a [x,x,x], &b [*a,*a,*a], &c [*b,*b,*b], &d [*c,*c,*c]]",
		"deep header":          "k: " + strings.Repeat("[", 100_000) + "\n2020: x",
		"deep mapping":         "k: " + strings.Repeat("{a: ", 50_000) + "\n2020: x",
		"deep sections":        strings.Repeat("section x\n", 100_000) + "endSection\n2020: x",
		"recurrences":          strings.Repeat("2020-01-01 every minute x9999: x\n", 1000),
		"recurrence in vain":   strings.Repeat("2020-02-01 every 12 months on 31st x9: x\n", 1000),
		"chain":                chain + "2020: x",
		"long line":            "2020: " + strings.Repeat("#a !b [c](d) ", 100_000),
		"long range":           strings.Repeat("1 day ", 100_000) + ": x\n2020: x",
		"amounts":              "2020: x\n" + strings.Repeat("999999999 years ", 20) + ": y",
		"brackets":             "2020: " + strings.Repeat("[", 100_000) + strings.Repeat("](", 100_000),
		"UTF-16":               "\xff\xfe2\x000\x002\x000\x00:\x00 \x00x\x00",
		"bytes that are none":  "2020: x\xff\xfe\x80\n\x00\x01",
		"tags":                 "2020: x\n" + strings.Repeat("#t", 100_000),
		"empty lines":          "2020: x\n" + strings.Repeat("\n \n", 200_000),
		"a fence without end":  "---\n" + strings.Repeat("---x\n", 1000) + "2020: x",
		"dates of years ahead": "99999: x\n99999 BC: y\n9 years: z",
	} {
		start := time.Now()
		d := mustRead(t, contents)
		if took := time.Since(start); took > 2*time.Minute {
			t.Errorf("%s took %s", name, took)
		}
		if len(d.Events) == 0 || len(d.Events) > maxExpanded+1000 {
			t.Errorf("%s: %d events", name, len(d.Events))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("title: x\n# S\n2020-03/now: a #b\nid: c\nafter !c 2 weeks every year x3: d"))
	f.Fuzz(func(t *testing.T, contents []byte) {
		start := time.Now()
		defer func() {
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("it took %s", took)
			}
		}()
		d, err := read(context.Background(), formtest.File("a.mw", string(contents)), form.Options{Now: now})
		if err != nil {
			if _, ok := errors.AsType[*form.Error](err); !ok {
				t.Errorf("%T: %v", err, err)
			}
			return
		}
		formtest.Check(t, d)
	})
}
