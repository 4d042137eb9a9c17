package i18n

import (
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data/dates"
)

func date(t testing.TB, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDatesInWords(t *testing.T) {
	en, ar := locale(t, English, Options{}), locale(t, Arabic, Options{})
	for _, c := range []struct{ edtf, en, ar string }{
		{"2022", "2022", "2022"},
		{"2022-02", "February 2022", "شباط/فبراير 2022"},
		{"2022-02-04", "4 February 2022", "4 شباط/فبراير 2022"},
		{"2022-02-04T20:00", "4 February 2022, 20:00", "4 شباط/فبراير 2022، 20:00"},
		{"2022-02-04T20:00:00+08:00", "4 February 2022, 20:00 (UTC+8)", "4 شباط/فبراير 2022، 20:00 (UTC+8)"},
		{"2022-02-04T20:00:07Z", "4 February 2022, 20:00:07 (UTC)", "4 شباط/فبراير 2022، 20:00:07 (UTC)"},
		{"2022-02-04T05:45-05:30", "4 February 2022, 05:45 (UTC\u22125:30)", "4 شباط/فبراير 2022، 05:45 (UTC\u22125:30)"},
		{"2022-02-04T20:00+00:30", "4 February 2022, 20:00 (UTC+0:30)", "4 شباط/فبراير 2022، 20:00 (UTC+0:30)"},

		{"2020~", "c. 2020", "نحو 2020"},
		{"2020-05?", "perhaps May 2020", "ربما أيار/مايو 2020"},
		{"2020-05-15%", "perhaps c. 15 May 2020", "ربما نحو 15 أيار/مايو 2020"},
		{"201X", "2010s", "عقد 2010"},
		{"20XX", "21st century", "القرن الـ21"},
		{"1XXX", "2nd millennium", "الألفية الـ2"},
		{"-201X", "2010s BCE", "عقد 2010 ق.م"},
		{"XXXX", "year unknown", "سنة غير معروفة"},
		{"2020-XX", "some month in 2020", "أحد أشهر عام 2020"},
		{"2020-05-XX", "some day in May 2020", "أحد أيام أيار/مايو 2020"},
		{"2020-XX-XX", "some day in 2020", "أحد أيام عام 2020"},
		{"2020-23", "autumn 2020", "خريف 2020"},
		{"2020-24", "winter 2020–2021", "شتاء 2020–2021"},

		{"-0043-03-15", "15 March 44 BCE", "15 آذار/مارس 44 ق.م"},
		{"0000", "1 BCE", "1 ق.م"},
		{"0014", "14 CE", "14 م"},
		{"Y17000", "17,000", "17,000"},
		{"Y-66000000", "66 million BCE", "66 مليون ق.م"},
		{"Y-13800000000", "13.8 billion BCE", "13.8 مليار ق.م"},
		{"Y-12345", "12,346 BCE", "12,346 ق.م"},

		{"2020-01-23/2020-04-08", "23 January – 8 April 2020", "23 كانون الثاني/يناير – 8 نيسان/أبريل 2020"},
		{"2022-02-04/2022-02-20", "4–20 February 2022", "4–20 شباط/فبراير 2022"},
		{"2022-02-04/2022-02-04", "4 February 2022", "4 شباط/فبراير 2022"},
		{"2021-12-01/2022-03-05", "1 December 2021 – 5 March 2022", "1 كانون الأول/ديسمبر 2021 – 5 آذار/مارس 2022"},
		{"2020-01/2020-03", "January – March 2020", "كانون الثاني/يناير – آذار/مارس 2020"},
		{"2019-12/2020-03", "December 2019 – March 2020", "كانون الأول/ديسمبر 2019 – آذار/مارس 2020"},
		{"2019/2022", "2019–2022", "2019–2022"},
		{"2020-05/2020", "May 2020 – 2020", "أيار/مايو 2020 – 2020"},
		{"2020-21/2020-23", "spring – autumn 2020", "ربيع – خريف 2020"},
		{"2020~/2022?", "c. 2020 – perhaps 2022", "نحو 2020 – ربما 2022"},
		{"-0043/-0039", "44–40 BCE", "44–40 ق.م"},
		{"-0043/0014", "44 BCE – 14 CE", "44 ق.م – 14 م"},
		{"-0043/1453", "44 BCE – 1453 CE", "44 ق.م – 1453 م"},
		{"201X/2022", "2010s – 2022", "عقد 2010 – 2022"},

		{
			"2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00",
			"23 January, 10:00 – 8 April 2020, 00:00 (UTC+8)",
			"23 كانون الثاني/يناير، 10:00 – 8 نيسان/أبريل 2020، 00:00 (UTC+8)",
		},
		{"2022-02-04T20:00+08:00/2022-02-04T22:30+08:00", "4 February 2022, 20:00–22:30 (UTC+8)", "4 شباط/فبراير 2022، 20:00–22:30 (UTC+8)"},
		{"2021-12-31T20:00/2022-01-01T01:00", "31 December 2021, 20:00 – 1 January 2022, 01:00", "31 كانون الأول/ديسمبر 2021، 20:00 – 1 كانون الثاني/يناير 2022، 01:00"},
		{
			"2022-02-04T20:00+08:00/2022-02-04T14:00Z", "4 February 2022, 20:00 (UTC+8) – 4 February 2022, 14:00 (UTC)",
			"4 شباط/فبراير 2022، 20:00 (UTC+8) – 4 شباط/فبراير 2022، 14:00 (UTC)",
		},
		{"2022-02-04T20:00/2022-02-20", "4 February 2022, 20:00 – 20 February 2022", "4 شباط/فبراير 2022، 20:00 – 20 شباط/فبراير 2022"},

		{"2020/..", "since 2020", "منذ 2020"},
		{"../2020-05-04", "until 4 May 2020", "حتى 4 أيار/مايو 2020"},
		{"../..", "without beginning or end", "بلا بداية ولا نهاية"},
		{"2020~/", "from c. 2020, end unknown", "منذ نحو 2020، والنهاية غير معروفة"},
		{"/2020", "until 2020, beginning unknown", "حتى 2020، والبداية غير معروفة"},
	} {
		t.Run(c.edtf, func(t *testing.T) {
			d := date(t, c.edtf)
			if got := en.Date(d); got != c.en {
				t.Errorf("English: %q, want %q", got, c.en)
			}
			if got := unisolated(ar.Date(d)); got != c.ar {
				t.Errorf("Arabic: %q, want %q", got, c.ar)
			}
		})
	}
	if got := en.Date(dates.Date{}); got != "" {
		t.Errorf("the zero date: %q", got)
	}
}

// unisolated is a text without the isolates that keep "UTC+8" in its order in an
// Arabic line.
func unisolated(s string) string { return strings.NewReplacer("\u2066", "", "\u2069", "").Replace(s) }

func TestOffsetsKeepTheirOrder(t *testing.T) {
	l := locale(t, Arabic, Options{Digits: DigitsArabicIndic})
	if got := l.Date(date(t, "2022-02-04T20:00+08:00")); !strings.Contains(got, "\u2066UTC+٨\u2069") {
		t.Errorf("%q: the offset is not isolated", got)
	}
}

func TestLongDatesNameTheDay(t *testing.T) {
	en, ar := locale(t, English, Options{}), locale(t, Arabic, Options{})
	for _, c := range []struct{ edtf, en, ar string }{
		{"2022-02-04", "Friday 4 February 2022", "الجمعة 4 شباط/فبراير 2022"},
		{"2022-02-04T20:00:00+08:00", "Friday 4 February 2022, 20:00 (UTC+8)", "الجمعة 4 شباط/فبراير 2022، 20:00 (UTC+8)"},
		{"2022-02-04T20:00/2022-02-04T21:00", "Friday 4 February 2022, 20:00–21:00", "الجمعة 4 شباط/فبراير 2022، 20:00–21:00"},
		{"2022-02-04/2022-02-20", "4–20 February 2022", "4–20 شباط/فبراير 2022"},
		{"2022-02", "February 2022", "شباط/فبراير 2022"},
		{"1453-05-29", "29 May 1453", "29 أيار/مايو 1453"}, // before the Gregorian calendar
	} {
		if got := en.DateLong(date(t, c.edtf)); got != c.en {
			t.Errorf("%s in English: %q, want %q", c.edtf, got, c.en)
		}
		if got := unisolated(ar.DateLong(date(t, c.edtf))); got != c.ar {
			t.Errorf("%s in Arabic: %q, want %q", c.edtf, got, c.ar)
		}
	}
}

func TestOptions(t *testing.T) {
	day := "2020-01-17T09:30"
	for _, c := range []struct {
		name         string
		options      Options
		text, months string
	}{
		{"both names", Options{}, "17 كانون الثاني/يناير 2020، 09:30", "يناير يناير"},
		{"Egypt and the Gulf", Options{Months: MonthsEgypt}, "17 يناير 2020، 09:30", "يناير يناير"},
		{"Levant", Options{Months: MonthsLevant}, "17 كانون الثاني 2020، 09:30", "كانون الثاني كانون الثاني"},
		{"Maghreb", Options{Months: MonthsMaghreb}, "17 جانفي 2020، 09:30", "جانفي جانفي"},
		{"Morocco", Options{Months: MonthsMorocco}, "17 يناير 2020، 09:30", "يناير يناير"},
		{
			"Arabic-Indic digits",
			Options{Months: MonthsEgypt, Digits: DigitsArabicIndic},
			"\u0661\u0667 يناير \u0662\u0660\u0662\u0660، \u0660\u0669:\u0663\u0660", "يناير يناير",
		},
	} {
		l := locale(t, Arabic, c.options)
		if got := l.Date(date(t, day)); got != c.text {
			t.Errorf("%s: %q, want %q", c.name, got, c.text)
		}
		if got := l.Axis().Month(1) + " " + l.Axis().MonthShort(1); got != c.months {
			t.Errorf("%s: on the scale %q, want %q", c.name, got, c.months)
		}
		if l.Options() != c.options {
			t.Errorf("%s: Options() = %v", c.name, l.Options())
		}
	}
	en := locale(t, English, Options{Months: MonthsLevant, Digits: DigitsArabicIndic})
	if got := en.Date(date(t, day)); got != "17 January 2020, 09:30" {
		t.Errorf("English with Arabic options: %q", got)
	}
}

func TestNumbers(t *testing.T) {
	en, ar := locale(t, English, Options{}), locale(t, Arabic, Options{})
	indic := locale(t, Arabic, Options{Digits: DigitsArabicIndic})
	for _, c := range []struct{ got, want string }{
		{en.Count(0), "0"},
		{en.Count(999), "999"},
		{en.Count(1_000), "1,000"},
		{en.Count(1_234_567), "1,234,567"},
		{en.Count(-1_000), "-1,000"},
		{en.Number(12_345), "12345"},
		{en.Number(-9_223_372_036_854_775_808), "-9223372036854775808"},
		{ar.Count(1_234), "1,234"},
		{ar.Number(-5), "\u200e-5"},
		{indic.Count(1_234), "\u0661\u066c\u0662\u0663\u0664"},
		{indic.Number(-5), "\u061c-\u0665"},
		{indic.Year(-13_800_000_000), "\u0661\u0663\u066b\u0668 مليار ق.م"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestScale(t *testing.T) {
	en, ar := locale(t, English, Options{}).Axis(), locale(t, Arabic, Options{}).Axis()
	for _, c := range []struct{ got, want string }{
		{en.Month(2) + " " + en.MonthShort(2) + " " + en.Weekday(5), "February Feb Fri"},
		{ar.Month(2) + " " + ar.MonthShort(2) + " " + ar.Weekday(5), "فبراير فبراير الجمعة"},
		{en.Locale.Weekday(5), "Friday"},
		{en.MonthYear(2022, 2), "February 2022"},
		{ar.MonthYear(-43, 3), "مارس 44 ق.م"},
		{en.DateLong(date(t, "2022-02-04")), "Friday 4 February 2022"},
		{ar.DateLong(date(t, "2022-02-04")), "الجمعة 4 شباط/فبراير 2022"},
		{en.Clock(0, 5, 9, true), "00:05:09"},
		{en.Clock(20, 0, 9, false), "20:00"},
		{en.Today() + " " + ar.Today(), "Today اليوم"},

		{en.YearTick(2020, 1), "2020"},
		{en.YearTick(-99, 100), "100 BCE"},
		{en.YearTick(-9, 10), "10 BCE"},
		{en.YearTick(1, 100), "1 CE"},
		{en.YearTick(-99_999, 100_000), "100,000 BCE"},
		{en.YearTick(-65_999_999, 1_000_000), "66 million BCE"},
		{en.YearTick(-66_299_999, 100_000), "66.3 million BCE"},
		{en.YearTick(-13_799_999_999, 100_000_000), "13.8 billion BCE"},
		{en.YearTick(20_000, 10_000), "20,000"},
		{ar.YearTick(-65_999_999, 1_000_000), "66 مليون ق.م"},

		{en.Span(2020, 10), "2020s"},
		{en.Span(1900, 100), "20th century"},
		{en.Span(2000, 100), "21st century"},
		{en.Span(1000, 100), "11th century"},
		{en.Span(1, 100), "1st century"},
		{en.Span(100, 100), "2nd century"},
		{en.Span(1000, 1000), "2nd millennium"},
		{en.Span(2000, 1000), "3rd millennium"},
		{en.Span(-49, 10), "40s BCE"},
		{en.Span(-99, 100), "1st century BCE"},
		{en.Span(-999, 1000), "1st millennium BCE"},
		{ar.Span(1900, 100), "القرن الـ20"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	for d := range 7 {
		if en.Weekend(d) != (d == 0 || d == 6) || ar.Weekend(d) != (d == 5 || d == 6) {
			t.Errorf("Weekend(%d) = %v in English, %v in Arabic", d, en.Weekend(d), ar.Weekend(d))
		}
	}
	friday := locale(t, English, Options{Weekend: "5", Months: MonthsMorocco}).Axis()
	if !friday.Weekend(5) || friday.Weekend(6) || friday.Weekend(0) {
		t.Error("a weekend that was chosen is not on the scale")
	}
	if august := locale(t, Arabic, Options{Months: MonthsMorocco}).Axis().Month(8); august != "غشت" {
		t.Errorf("August is %q in Morocco", august)
	}
	if l := en.Locale; l.Axis() != en {
		t.Error("Axis() returns another pointer each time")
	}
}

func TestTimesOfNotes(t *testing.T) {
	beijing := time.FixedZone("CST", 8*3600)
	now := time.Date(2022, 3, 1, 1, 0, 0, 0, beijing)
	en, ar := locale(t, English, Options{}), locale(t, Arabic, Options{})
	for _, c := range []struct {
		name   string
		then   time.Time
		en, ar string
	}{
		{"an hour ago", now.Add(-50 * time.Minute), "today 00:10", "اليوم 00:10"},
		{"the same day in another zone", time.Date(2022, 2, 28, 16, 10, 0, 0, time.UTC), "today 00:10", "اليوم 00:10"},
		{"the evening before, in another month", time.Date(2022, 2, 28, 23, 0, 0, 0, beijing), "yesterday", "أمس"},
		{"two days ago", time.Date(2022, 2, 27, 23, 0, 0, 0, beijing), "27 February 2022", "27 شباط/فبراير 2022"},
		{"a clock that was set back", time.Date(2022, 3, 2, 0, 0, 0, 0, beijing), "2 March 2022", "2 آذار/مارس 2022"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := en.Age(now, c.then); got != c.en {
				t.Errorf("English: %q, want %q", got, c.en)
			}
			if got := ar.Age(now, c.then); got != c.ar {
				t.Errorf("Arabic: %q, want %q", got, c.ar)
			}
		})
	}
	if got := en.Timestamp(utcOpening, beijing); got != "4 February 2022, 20:00" {
		t.Errorf("Timestamp = %q", got)
	}
}

// utcOpening is 2022-02-04T12:00:00Z.
const utcOpening = 1_643_976_000

func BenchmarkDateLong(b *testing.B) {
	l, d := locale(b, Arabic, Options{}), date(b, "2022-02-04T20:00:00+08:00")
	for b.Loop() {
		l.DateLong(d)
	}
}

func BenchmarkT(b *testing.B) {
	l := locale(b, Arabic, Options{})
	for b.Loop() {
		l.T("excerpt.of", "n", 1, "m", 3)
	}
}
