package find

import (
	"errors"
	"slices"
	"testing"

	"tarikh.org/tarikh/data/dates"
)

// A zone that is named beside a time gives it its offset in running text, too, and is
// kept.
func TestZonesInTexts(t *testing.T) {
	published, err := dates.Parse("2022-02-05")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, edtf, zone string }{
		{"The talks began at 10:00 Beijing time on 4 February 2022.", "2022-02-04T10:00+08:00", "Asia/Shanghai"},
		{"The talks began on 4 February 2022 at 10:00 a.m. Beijing time, officials said.", "2022-02-04T10:00+08:00", "Asia/Shanghai"},
		{"It was signed on 4 July 2022 at 20:00 (Kyiv time).", "2022-07-04T20:00+03:00", "Europe/Kyiv"},
		{"The call was on 4 February 2022 at 3 p.m. EST.", "2022-02-04T15:00-05:00", "America/New_York"},
		{"The call was on 4 July 2022 at 3 pm Eastern time.", "2022-07-04T15:00-04:00", "America/New_York"},
		{"The call was on 4 July 2022 at 3 pm EST.", "2022-07-04T15:00-05:00", ""},
		{"The quake struck on 4 February 2022 at 10:00 GMT.", "2022-02-04T10:00Z", "Etc/GMT"},
		{"The quake struck on 4 February 2022 at 10:00 GMT+3.", "2022-02-04T10:00+03:00", ""},
		{"The quake struck on 4 February 2022 at 10:00 local time.", "2022-02-04T10:00", ""},
		{"They met on 4 February 2022 at 10:00. Beijing was calm.", "2022-02-04T10:00", ""},
		{"بدأت المباحثات في 4 فبراير 2022 الساعة 10:00 بتوقيت بكين.", "2022-02-04T10:00+08:00", "Asia/Shanghai"},
		{"وقّع الاتفاق يوم 4 فبراير 2022 الساعة ٣ مساء بتوقيت القاهرة، وفق الوزارة.", "2022-02-04T15:00+02:00", "Africa/Cairo"},
		{"أُعلن ذلك في 4 فبراير 2022 عند الساعة 20:00 بتوقيت مكة المكرمة.", "2022-02-04T20:00+03:00", "Asia/Riyadh"},
		{"أُعلن ذلك في 4 فبراير 2022 عند الساعة 20:00 بتوقيت غرينتش.", "2022-02-04T20:00Z", "Etc/GMT"},
	} {
		finds := Dates(c.text, Options{Published: published})
		if len(finds) != 1 || finds[0].Date.EDTF != c.edtf || finds[0].Zone != c.zone || len(finds[0].Readings) > 0 {
			t.Errorf("%s\n\tis %+v, want %s in %q", c.text, finds, c.edtf, c.zone)
		}
	}
	twice := Dates("The train left on 30 October 2022 at 02:30 Berlin time.", Options{Published: published})
	want := []Reading{{Date: parsed(t, "2022-10-30T02:30+01:00"), Note: NoteAfter, Zone: "Europe/Berlin"}}
	if len(twice) != 1 || twice[0].Date.EDTF != "2022-10-30T02:30+02:00" || twice[0].Why != NoteBefore || !slices.Equal(twice[0].Readings, want) {
		t.Errorf("a time that is twice is %+v", twice)
	}
	gap := Dates("The train left on 27 March 2022 at 02:30 Berlin time.", Options{Published: published})
	if len(gap) != 1 || gap[0].Date.EDTF != "2022-03-27T02:30+01:00" || gap[0].Why != NoteGap {
		t.Errorf("a time that is not is %+v", gap)
	}
	for text, want := range map[string]string{
		"2022-02-04T10:00 Beijing time":            "2022-02-04T10:00+08:00 Asia/Shanghai",
		"4 février 2022, 20h00 heure de Paris":     "2022-02-04T20:00+01:00 Europe/Paris",
		"4 de febrero de 2022, 20:00 hora de Lima": "2022-02-04T20:00-05:00 America/Lima",
		"10:00 Beijing time today":                 "2022-02-05T10:00+08:00 Asia/Shanghai",
		"اليوم ٣ مساء بتوقيت القاهرة":              "2022-02-05T15:00+02:00 Africa/Cairo",
	} {
		u, err := Field(text, Preferences{Today: dates.Civil{Year: 2022, Month: 2, Day: 5}})
		if len(u) != 1 || u[0].Date.EDTF+" "+u[0].Zone != want {
			t.Errorf("%s is %+v, %v, want %s", text, u, err, want)
		}
	}
	for _, text := range []string{"10:00 Beijing time", "٣ مساء بتوقيت القاهرة", "3 pm EST"} {
		u, err := Field(text, Preferences{})
		if bad, ok := errors.AsType[*dates.SyntaxError](err); !ok || bad.Reason != "a time needs a day" {
			t.Errorf("%s alone is %+v, %v", text, u, err)
		}
	}
	span, err := Field("4 Feb 2022 10:00–12:00 Moscow time", Preferences{})
	both := Understanding{{parsed(t, "2022-02-04T10:00+03:00/2022-02-04T12:00+03:00"), NoteWords, "Europe/Moscow"}}
	if err != nil || !slices.Equal(span, both) {
		t.Errorf("from and to are %+v, %v", span, err)
	}
}

func parsed(t *testing.T, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
