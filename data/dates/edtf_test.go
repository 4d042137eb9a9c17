package dates

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// utc reads an instant the way the standard library does, as an independent check.
func utc(t testing.TB, s string) int64 {
	t.Helper()
	v, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return v.Unix()
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, edtf, lo, hi string }{
		{"year", "2022", "2022-01-01T00:00:00Z", "2023-01-01T00:00:00Z"},
		{"month", "2022-02", "2022-02-01T00:00:00Z", "2022-03-01T00:00:00Z"},
		{"december", "2021-12", "2021-12-01T00:00:00Z", "2022-01-01T00:00:00Z"},
		{"day", "2022-02-04", "2022-02-04T00:00:00Z", "2022-02-05T00:00:00Z"},
		{"leap day", "2020-02-29", "2020-02-29T00:00:00Z", "2020-03-01T00:00:00Z"},
		{"leap day of a century", "2000-02-29", "2000-02-29T00:00:00Z", "2000-03-01T00:00:00Z"},
		{"year 0", "0000", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
		{"leap day of year 0", "0000-02-29", "0000-02-29T00:00:00Z", "0000-03-01T00:00:00Z"},

		{"minute", "2022-02-04T20:00", "2022-02-04T20:00:00Z", "2022-02-04T20:01:00Z"},
		{"second", "2022-02-04T20:00:05", "2022-02-04T20:00:05Z", "2022-02-04T20:00:06Z"},
		{"second in UTC", "2022-02-04T20:00:05Z", "2022-02-04T20:00:05Z", "2022-02-04T20:00:06Z"},
		{"Olympic opening in Beijing", "2022-02-04T20:00:00+08:00", "2022-02-04T20:00:00Z", "2022-02-04T20:00:01Z"},
		{"minute at an offset", "2022-02-04T20:00+08:00", "2022-02-04T20:00:00Z", "2022-02-04T20:01:00Z"},
		{"offset in hours", "1985-04-12T23:20:30-04", "1985-04-12T23:20:30Z", "1985-04-12T23:20:31Z"},
		{"offset with minutes", "1985-04-12T23:20:30+04:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:31Z"},
		{"end of the day", "2020-05-01T24:00:00Z", "2020-05-02T00:00:00Z", "2020-05-02T00:00:01Z"},

		{"uncertain year", "2020?", "2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"},
		{"about a month", "2020-05~", "2020-05-01T00:00:00Z", "2020-06-01T00:00:00Z"},
		{"about a doubtful day", "2020-05-15%", "2020-05-15T00:00:00Z", "2020-05-16T00:00:00Z"},

		{"decade", "201X", "2010-01-01T00:00:00Z", "2020-01-01T00:00:00Z"},
		{"century", "20XX", "2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z"},
		{"some month of a year", "2020-XX", "2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"},
		{"some day of a month", "2020-02-XX", "2020-02-01T00:00:00Z", "2020-03-01T00:00:00Z"},
		{"some day of a decade", "201X-XX-XX", "2010-01-01T00:00:00Z", "2020-01-01T00:00:00Z"},
		{"spring", "2020-21", "2020-03-01T00:00:00Z", "2020-06-01T00:00:00Z"},
		{"summer", "2020-22", "2020-06-01T00:00:00Z", "2020-09-01T00:00:00Z"},
		{"autumn", "2020-23", "2020-09-01T00:00:00Z", "2020-12-01T00:00:00Z"},
		{"winter", "2020-24", "2020-12-01T00:00:00Z", "2021-03-01T00:00:00Z"},

		{"days", "2022-02-04/2022-02-20", "2022-02-04T00:00:00Z", "2022-02-21T00:00:00Z"},
		{"one day from and to", "2022-02-04/2022-02-04", "2022-02-04T00:00:00Z", "2022-02-05T00:00:00Z"},
		{"day to year", "2004-02-01/2005", "2004-02-01T00:00:00Z", "2006-01-01T00:00:00Z"},
		{"year within it", "2020-05/2020", "2020-05-01T00:00:00Z", "2021-01-01T00:00:00Z"},
		{"doubts on both ends", "2004~/2004-06%", "2004-01-01T00:00:00Z", "2004-07-01T00:00:00Z"},
		{"Wuhan lockdown", "2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00", "2020-01-23T10:00:00Z", "2020-04-08T00:00:00Z"},
		{"an hour", "2022-02-04T20:00/2022-02-04T21:00", "2022-02-04T20:00:00Z", "2022-02-04T21:00:00Z"},
		{"a second", "2022-02-04T20:00:00/2022-02-04T20:00:01", "2022-02-04T20:00:00Z", "2022-02-04T20:00:01Z"},
		{"across offsets", "2022-02-04T20:00+08:00/2022-02-04T12:30Z", "2022-02-04T20:00:00Z", "2022-02-04T20:30:00Z"},
		{"across summer time", "2022-03-01T10:00-05:00/2022-04-01T00:00-04:00", "2022-03-01T10:00:00Z", "2022-04-01T00:00:00Z"},
		{"back by the clock", "2022-11-06T01:50-04:00/2022-11-06T01:10-05:00", "2022-11-06T01:50:00Z", "2022-11-06T02:10:00Z"},
		{"a time at an offset to a day", "2022-02-05T01:00+08:00/2022-02-04", "2022-02-05T01:00:00Z", "2022-02-05T08:00:00Z"},
		{"time to day", "2022-02-04T20:00/2022-02-20", "2022-02-04T20:00:00Z", "2022-02-21T00:00:00Z"},
		{"day to time", "2022-02-04/2022-02-20T20:00", "2022-02-04T00:00:00Z", "2022-02-20T20:00:00Z"},
		{"to the end of a day", "2022-02-04/2022-02-20T24:00", "2022-02-04T00:00:00Z", "2022-02-21T00:00:00Z"},
		{"decade to year", "201X/2020", "2010-01-01T00:00:00Z", "2021-01-01T00:00:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Parse(c.edtf)
			if err != nil {
				t.Fatal(err)
			}
			want := Date{Lo: utc(t, c.lo), Hi: utc(t, c.hi), EDTF: c.edtf}
			if d != want {
				t.Errorf("Parse(%q) = [%d, %d), want [%d, %d)", c.edtf, d.Lo, d.Hi, want.Lo, want.Hi)
			}
		})
	}
}

func TestParseBeyondTheStandardLibrary(t *testing.T) {
	for _, c := range []struct {
		name, edtf string
		lo, hi     int64
	}{
		{"44 BCE", "-0043", -63_524_131_200, -63_492_595_200},
		{"Ides of March", "-0043-03-15", -63_517_824_000, -63_517_737_600},
		{"decade before 1 BCE", "-001X", -62_766_748_800, -62_451_216_000}, // -0019 to -0010
		{"year 10000", "Y10000", 253_402_300_800, 253_433_923_200},
		{"first year", "Y-13800000000", -435_485_999_767_219_200, -435_485_999_735_596_800},
		{"last year", "Y13800000000", 435_485_875_432_780_800, 435_485_875_464_403_200},
		{"no end", "2020/..", 1_577_836_800, OpenHi},
		{"no beginning", "../2020", OpenLo, 1_609_459_200},
		{"always", "../..", OpenLo, OpenHi},
		{"unknown end", "2020/", 1_577_836_800, OpenHi},
		{"unknown beginning", "/2020~", OpenLo, 1_609_459_200},
		{"since an instant", "2020-01-01T00:00:00Z/..", 1_577_836_800, OpenHi},
		{"until an instant", "../2020-01-01T00:00:00Z", OpenLo, 1_577_836_800},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Parse(c.edtf)
			if err != nil {
				t.Fatal(err)
			}
			if want := (Date{Lo: c.lo, Hi: c.hi, EDTF: c.edtf}); d != want {
				t.Errorf("Parse(%q) = [%d, %d), want [%d, %d)", c.edtf, d.Lo, d.Hi, want.Lo, want.Hi)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		name, edtf string
		offset     int
		reason     string // a part of it
	}{
		{"nothing", "", 0, "missing"},
		{"words", "yesterday", 0, "not part of a date"},
		{"31 February", "2022-02-31", 8, "only 28 days"},
		{"29 February of no leap year", "1900-02-29", 8, "only 28 days"},
		{"31 April", "2022-04-31", 8, "only 30 days"},
		{"day 0", "2022-04-00", 8, "days run from 01"},
		{"month 0", "2022-00", 5, "months run"},
		{"month 13", "2022-13", 5, "months run"},
		{"month of one digit", "2022-1", 5, "two digits"},
		{"month that breaks off", "2022-", 5, "two digits"},
		{"hour 25", "2022-01-01T25:00", 11, "hours run"},
		{"hour 24 and a minute", "2022-01-01T24:01", 11, "end of the day"},
		{"minute 60", "2022-01-01T10:60", 14, "minutes run"},
		{"leap second", "2016-12-31T23:59:60Z", 17, "leap seconds"},
		{"fraction", "2022-01-01T10:00:00.5Z", 19, "fractions"},
		{"hour alone", "2022-01-01T10", 13, "hh:mm"},
		{"time in a month", "2022-01T10:00", 7, "needs a year, month and day"},
		{"time on an unspecified day", "2022-01-XXT10:00", 10, "needs a year, month and day"},
		{"lower-case t", "2022-01-01t10:00", 10, "not part of a date"},
		{"space for T", "2022-01-01 10:00", 10, "no spaces"},
		{"space before", " 2022", 0, "no spaces"},
		{"offset beyond 14 hours", "2022-01-01T10:00+14:01", 16, "offsets reach"},
		{"offset of 60 minutes", "2022-01-01T10:00+08:60", 16, "minutes of an offset"},
		{"negative zero offset", "2022-01-01T10:00-00:00", 16, "no offset is written"},
		{"offset without a time", "2022-01-01Z", 10, "not part of a date"},
		{"two digits", "20", 0, "four digits"},
		{"five digits", "20200", 0, "four digits"},
		{"no hyphens", "20200115", 0, "four digits"},
		{"year -0000", "-0000", 0, "no year -0000"},
		{"plus sign", "+2020", 0, "not part of a date"},
		{"short year after Y", "Y2020", 0, "more than four"},
		{"zeros after Y", "Y02020", 1, "other than 0"},
		{"year beyond the range", "Y13800000001", 0, "out of range"},
		{"year before the range", "Y-13800000001", 0, "out of range"},
		{"year beyond int64", "Y99999999999999999999999", 0, "out of range"},
		{"Arabic-Indic digits", "\u0662\u0660\u0662\u0662", 0, "not part of a date"},
		{"slashes", "04/02/2022", 0, "four digits"},
		{"slashes, year first", "2022/02/04", 5, "four digits"},
		{"three ends", "2020/2021/2022", 9, "two ends"},
		{"end before the start", "2021/2020", 5, "the end is not after the start"},
		{"end at the start", "2022-02-04T20:00/2022-02-04T20:00", 17, "the end is not after the start"},
		{"end day before the start", "2022-02-04/2022-02-03", 11, "the end is not after the start"},
		{"midnight end of the same day", "2022-02-04/2022-02-04T00:00", 11, "the end is not after the start"},
		{"open alone", "..", 2, "must follow"},
		{"one dot", "2020/.", 5, "open end"},
		{"three dots", "2020/...", 7, "not part of a date"},
		{"slash alone", "/", 1, "a date on one side"},
		{"open and unknown", "../", 3, "a date on one side"},
		{"two qualifiers", "2020?~", 5, "one qualifier"},
		{"qualifier on a time", "2022-02-04T20:00~", 16, "no qualifier"},
		{"qualifier on a zoned time", "2022-02-04T20:00Z?", 17, "no qualifier"},
		{"day in a season", "2020-21-01", 7, "not part of a date"},
		{"NUL", "2020\x00", 4, "not part of a date"},
		{"invalid UTF-8", "2020\xff", 4, "not part of a date"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Parse(c.edtf)
			var syntax *SyntaxError
			if !errors.As(err, &syntax) {
				t.Fatalf("Parse(%q) = %v, %v, want a SyntaxError", c.edtf, d, err)
			}
			if d != (Date{}) || syntax.Text != c.edtf || syntax.Offset != c.offset || !slices.Contains(Faults(), syntax.Fault) || !strings.Contains(syntax.Reason, c.reason) {
				t.Errorf("Parse(%q): %v (offset %d), want offset %d and %q", c.edtf, err, syntax.Offset, c.offset, c.reason)
			}
		})
	}
}

func TestSyntaxErrorNamesTextPlaceAndReason(t *testing.T) {
	_, err := Parse("2022-02-31")
	if want := `date "2022-02-31": at character 9: that month has only 28 days`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestParts(t *testing.T) {
	for _, c := range []struct {
		edtf       string
		start, end Point
		interval   bool
	}{
		{
			"-0043-03-15~",
			Point{Year: -43, Month: 3, Day: 15, Precision: PrecisionDay, Qualifier: Approximate},
			Point{Year: -43, Month: 3, Day: 15, Precision: PrecisionDay, Qualifier: Approximate},
			false,
		},
		{
			"2020-01-23T10:00:00+08:00/2020-04-08T24:00Z",
			Point{Year: 2020, Month: 1, Day: 23, Hour: 10, Offset: 8 * 3600, Zoned: true, Precision: PrecisionSecond},
			Point{Year: 2020, Month: 4, Day: 8, Hour: 24, Zoned: true, Precision: PrecisionMinute},
			true,
		},
		{"201X/..", Point{Year: 2010, X: 1, Precision: PrecisionYear}, Point{Open: true}, true},
		{"/2020-24?", Point{Unknown: true}, Point{Year: 2020, Season: 24, Precision: PrecisionSeason, Qualifier: Uncertain}, true},
		{"2020-XX-XX/2020-12-XX", Point{Year: 2020, X: MonthDigits | DayDigits, Precision: PrecisionDay}, Point{Year: 2020, Month: 12, X: DayDigits, Precision: PrecisionDay}, true},
		{"", Point{}, Point{}, false},
	} {
		start, end, interval := Date{EDTF: c.edtf}.Parts()
		if start != c.start || end != c.end || interval != c.interval {
			t.Errorf("%q: Parts() = %+v, %+v, %v", c.edtf, start, end, interval)
		}
	}
}

func TestTextMarshalling(t *testing.T) {
	var d Date
	if err := d.UnmarshalText([]byte("2020-05~")); err != nil || d.Lo == 0 {
		t.Fatalf("UnmarshalText: %v, %v", d, err)
	}
	if text, err := d.MarshalText(); err != nil || string(text) != "2020-05~" {
		t.Errorf("MarshalText = %q, %v", text, err)
	}
	before := d
	if err := d.UnmarshalText([]byte("2020-5")); err == nil || d != before {
		t.Errorf("a bad text gave %v, %v; want an error and the date as it was", d, err)
	}
	if err := d.UnmarshalText(nil); err != nil || !d.IsZero() {
		t.Errorf("empty text gave %v, %v; want the zero date", d, err)
	}
}

func TestParseDoesNotAllocate(t *testing.T) {
	for _, s := range []string{
		"2022-02-04", "2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00", "?2004-06-~11", "156X-12-25", "[1667,1668,1670..1672]", "Y3388E2S3",
	} {
		if n := testing.AllocsPerRun(100, func() {
			if d, err := Parse(s); err != nil || d.Lo >= d.Hi {
				t.Fatal(d, err)
			}
		}); n != 0 {
			t.Errorf("Parse(%q) allocates %v times, want none", s, n)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for _, c := range []struct{ name, edtf string }{
		{"day", "2022-02-04"},
		{"interval of date-times", "2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00"},
		{"doubts on parts", "?2004-06-~11"},
		{"unspecified digits", "156X-12-25"},
		{"leap day of an unspecified year", "XXXX-02-29"},
		{"set", "[1667,1668,1670..1672]"},
		{"estimate", "Y3388E2S3"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(c.edtf); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
