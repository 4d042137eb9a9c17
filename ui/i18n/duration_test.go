package i18n

import (
	"testing"

	"tarikh.org/tarikh/data/dates"
)

func TestLength(t *testing.T) {
	en, ar := locale(t, English, Options{}), locale(t, Arabic, Options{})
	for _, c := range []struct{ from, to, en, ar string }{
		{"2022-02-04T10:00:00", "2022-02-04T10:00:01", "1 second", "ثانية واحدة"},
		{"2022-02-04T10:00:00", "2022-02-04T10:02:10", "2 minutes, 10 seconds", "دقيقتان و10 ثوانٍ"},
		{"2022-02-04T10:00:00", "2022-02-04T13:00:00", "3 hours", "3 ساعات"},
		{"2022-02-04T10:00:00", "2022-02-05T11:00:00", "1 day, 1 hour", "يوم واحد وساعة واحدة"},
		{"2020-01-23T02:00:00", "2020-04-08T16:00:00", "76 days, 14 hours", "76 يومًا و14 ساعة"},
		{"2020-01-23", "2020-04-08", "76 days", "76 يومًا"},
		{"2020-01-01", "2020-04-30", "120 days", "120 يومًا"},
		{"2020-01-01", "2020-05-01", "4 months", "4 أشهر"},
		{"2020-01-31", "2020-07-01", "5 months, 1 day", "5 أشهر ويوم واحد"},
		{"2020-03-31", "2020-09-30", "5 months, 30 days", "5 أشهر و30 يومًا"},
		{"2019-11-15", "2022-02-20", "2 years, 3 months", "سنتان و3 أشهر"},
		{"2020-02-29", "2021-02-28", "11 months, 30 days", "11 شهرًا و30 يومًا"},
		{"2020-02-29", "2024-02-29", "4 years", "4 سنوات"},
		{"-0043-03-15", "0014-08-19", "57 years, 5 months", "57 سنة و5 أشهر"},
		{"Y-66000000", "2022", "66,002,022 years", "66,002,022 سنة"},
		{"2022-02-04", "2022-02-04", "0 seconds", "0 ثانية"},
		{"2022-02-05", "2022-02-04", "0 seconds", "0 ثانية"},
	} {
		from, err := dates.Parse(c.from)
		if err != nil {
			t.Fatal(err)
		}
		to, err := dates.Parse(c.to)
		if err != nil {
			t.Fatal(err)
		}
		if got := en.Length(from.Lo, to.Lo); got != c.en {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.en)
		}
		if got := ar.Length(from.Lo, to.Lo); got != c.ar {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.ar)
		}
	}
}
