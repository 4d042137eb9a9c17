package ical_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/ical"
)

func read(t testing.TB, text string) (form.Document, error) {
	t.Helper()
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	return ical.Format().Read(t.Context(), formtest.File("a.ics", text), form.Options{Now: now})
}

// calendar wraps parts into a calendar with the line ends of the standard.
func calendar(lines ...string) string {
	return strings.ReplaceAll("BEGIN:VCALENDAR\nVERSION:2.0\n"+strings.Join(lines, "\n")+"\nEND:VCALENDAR\n", "\n", "\r\n")
}

func event(lines ...string) string {
	return "BEGIN:VEVENT\n" + strings.Join(lines, "\n") + "\nEND:VEVENT"
}

const zoneOfTheFile = `BEGIN:VTIMEZONE
TZID:/Europe/CUSTOM
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
END:VTIMEZONE`

func TestDates(t *testing.T) {
	for name, c := range map[string]struct{ lines, edtf, zone string }{
		"a day":                        {"DTSTART;VALUE=DATE:20220204", "2022-02-04", ""},
		"a day, not said to be one":    {"DTSTART:20220204", "2022-02-04", ""},
		"a day with a Z":               {"DTSTART:20210527Z\nDTEND:20210528Z", "2021-05-27", ""},
		"days":                         {"DTSTART;VALUE=DATE:20220204\nDTEND;VALUE=DATE:20220221", "2022-02-04/2022-02-20", ""},
		"a day that ends where begins": {"DTSTART;VALUE=DATE:20220204\nDTEND;VALUE=DATE:20220204", "2022-02-04", ""},
		"a time of no day":             {"DTSTART;VALUE=DATE:20220204T000000\nDTEND;VALUE=DATE:20220206T000000", "2022-02-04/2022-02-05", ""},
		"floating":                     {"DTSTART:20220204T200000", "2022-02-04T20:00", ""},
		"to the second":                {"DTSTART:20220204T200007", "2022-02-04T20:00:07", ""},
		"UTC":                          {"DTSTART:20220204T120000Z\nDTEND:20220204T140000Z", "2022-02-04T12:00Z/2022-02-04T14:00Z", ""},
		"IANA":                         {"DTSTART;TZID=Asia/Shanghai:20220204T200000", "2022-02-04T20:00+08:00", "Asia/Shanghai"},
		"IANA with something before":   {"DTSTART;TZID=/example.org/2021_1/Asia/Shanghai:20220204T200000", "2022-02-04T20:00+08:00", "Asia/Shanghai"},
		"two clocks":                   {"DTSTART;TZID=Europe/London:20241005T130000\nDTEND:20241005T130000Z", "2024-10-05T13:00+01:00/2024-10-05T13:00Z", "Europe/London"},
		"the same instant":             {"DTSTART;TZID=Europe/London:20241005T130000\nDTEND:20241005T120000Z", "2024-10-05T13:00+01:00", "Europe/London"},
		"the file's own, in winter":    {`DTSTART;TZID="/Europe/CUSTOM":20220204T200000`, "2022-02-04T20:00+02:00", ""},
		"the file's own, in summer":    {"DTSTART;TZID=/Europe/CUSTOM:20220704T200000", "2022-07-04T20:00+03:00", ""},
		"an invented zone":             {"DTSTART;TZID=Nowhere:20220704T200000", "2022-07-04T20:00", ""},
		"a duration":                   {"DTSTART:20220204T200000\nDURATION:PT1H30M", "2022-02-04T20:00/2022-02-04T21:30", ""},
		"a duration of days":           {"DTSTART;VALUE=DATE:20220204\nDURATION:P2D", "2022-02-04/2022-02-05", ""},
		"a duration of a week":         {"DTSTART;VALUE=DATE:20220204\nDURATION:P1W", "2022-02-04/2022-02-10", ""},
		"an end before":                {"DTSTART:20220204T200000\nDTEND:20220204T190000", "2022-02-04T20:00", ""},
		"early":                        {"DTSTART;VALUE=DATE:00010101", "0001-01-01", ""},
	} {
		doc, err := read(t, calendar(zoneOfTheFile, event("UID:1", "SUMMARY:x", c.lines)))
		if err != nil || len(doc.Events) != 1 {
			t.Errorf("%s: %v, %+v", name, err, doc.Skipped)
			continue
		}
		formtest.Check(t, doc)
		if e := doc.Events[0]; e.Date.EDTF != c.edtf || e.Zone != c.zone {
			t.Errorf("%s: %s %q, want %s %q", name, e.Date.EDTF, e.Zone, c.edtf, c.zone)
		}
	}
}

func TestWords(t *testing.T) {
	doc, err := read(t, "\ufeff"+calendar("X-WR-CALNAME:أخبار", event(
		"UID:a@b", "DTSTART:20220204", `SUMMARY:One\, two\; three\\n`, "LOCATION;LANGUAGE=ar:بكين",
		"DESCRIPTION:First line\\nسطر ثان <https://example.org/a>", "CATEGORIES:news,a\\, b", "CATEGORIES:news", "URL;VALUE=URI:https://example.org/x",
		`ORGANIZER;CN="Office: of, records":mailto:o@example.org`, "GEO:39.9;116.4", "ATTACH:https://example.org/f.pdf",
		"ATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA", "COLOR:red", "BEGIN:VALARM", "TRIGGER:-PT5M", "END:VALARM",
	)))
	if err != nil {
		t.Fatal(err)
	}
	formtest.Check(t, doc)
	e := doc.Events[0]
	links := ""
	for _, l := range e.Links {
		links += l.URL + " "
	}
	for _, c := range [][2]string{
		{e.Key, "a@b"},
		{e.Title, `One, two; three\n`},
		{e.Event.Place, "بكين"},
		{strings.Join(e.Tags, "|"), "news|a, b"},
		{e.Event.Source, "Office: of, records"},
		{links, "https://example.org/x geo:39.9,116.4 https://example.org/f.pdf "},
		{doc.Tracks[0].Name, "أخبار"},
		{doc.Title, "أخبار"},
		{fmt.Sprint(doc.Dropped), "map[ATTACH:1 COLOR:1 VALARM:1]"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
	if !strings.HasPrefix(e.Description, "First line\nسطر ثان") {
		t.Errorf("%q", e.Description)
	}
}

// A calendar in Arabic, whose lines are folded within characters.
func TestArabicCalendar(t *testing.T) {
	text, err := os.ReadFile("testdata/arabic.ics")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := read(t, string(text))
	if err != nil {
		t.Fatal(err)
	}
	formtest.Check(t, doc)
	var said []string
	for _, e := range doc.Events {
		said = append(said, e.Date.EDTF+" "+e.Title)
	}
	want := []string{
		"2020-01-23T10:00+08:00/2020-04-08T00:00+08:00 إغلاق ووهان", "2022-02-04T12:00Z افتتاح الألعاب الأولمبية الشتوية في بكين",
		"2020-04-24/2020-05-23 رمضان ١٤٤١",
	}
	if !slices.Equal(said, want) {
		t.Errorf("%q, want %q", said, want)
	}
	e := doc.Events[0]
	if e.Event.Place != "ووهان، هوبي" || !slices.Equal(e.Tags, []string{"الصحة", "الصين"}) || !strings.Contains(e.Description, "الخميس، ورُفع") || !strings.HasSuffix(e.Description, "\nسكانها أحد عشر مليونًا.") {
		t.Errorf("%+v", e)
	}
	if a := doc.Articles[0]; doc.Title != "محطات الجائحة" || a.Title != "يوم إعلان الجائحة" || a.Published.EDTF != "2020-03-11" {
		t.Errorf("%q, %+v", doc.Title, a)
	}
}

// A fold may divide a character.
func TestFoldedLines(t *testing.T) {
	text := "SUMMARY:بكين تستضيف"
	cut := len("SUMMARY:ب") - 1
	doc, err := read(t, calendar(event("UID:1", "DTSTART:20220204", text[:cut]+"\n "+text[cut:]+"\n\t أمس")))
	if err != nil || doc.Events[0].Title != "بكين تستضيف أمس" {
		t.Errorf("%v, %+v", err, doc.Events)
	}
}

func TestRecurring(t *testing.T) {
	for name, c := range map[string]struct{ lines, dates string }{
		"daily":               {"DTSTART;VALUE=DATE:20220228\nRRULE:FREQ=DAILY;COUNT=3", "2022-02-28 2022-03-01 2022-03-02"},
		"until, as a time":    {"DTSTART;VALUE=DATE:20220228\nRRULE:FREQ=DAILY;UNTIL=20220301T000000Z", "2022-02-28 2022-03-01"},
		"over a clock change": {"DTSTART;TZID=Europe/Paris:20220326T100000\nRRULE:FREQ=DAILY;COUNT=2", "2022-03-26T10:00+01:00 2022-03-27T10:00+02:00"},
		"with an end":         {"DTSTART:20220204T200000\nDTEND:20220204T210000\nRRULE:FREQ=WEEKLY;COUNT=2", "2022-02-04T20:00/2022-02-04T21:00 2022-02-11T20:00/2022-02-11T21:00"},
		"but":                 {"DTSTART;VALUE=DATE:20220201\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20220202", "2022-02-01 2022-02-03"},
		"and":                 {"DTSTART;VALUE=DATE:20220201\nRDATE;VALUE=DATE:20220301,20220401", "2022-02-01 2022-03-01 2022-04-01"},
		"until, UTC":          {"DTSTART;TZID=Asia/Shanghai:20220201T040000\nRRULE:FREQ=DAILY;UNTIL=20220201T200000Z", "2022-02-01T04:00+08:00 2022-02-02T04:00+08:00"},
		"leap days":           {"DTSTART;VALUE=DATE:20160229\nRRULE:FREQ=YEARLY;COUNT=2", "2016-02-29 2020-02-29"},
	} {
		doc, err := read(t, calendar(event("UID:1", "SUMMARY:x", c.lines)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		formtest.Check(t, doc)
		var dates []string
		keys := map[string]bool{}
		for _, e := range doc.Events {
			dates = append(dates, e.Date.EDTF)
			keys[e.Key] = true
		}
		if got := strings.Join(dates, " "); got != c.dates || len(keys) != len(dates) {
			t.Errorf("%s: %s, want %s (%v)", name, got, c.dates, keys)
		}
	}
}

func TestARecurringEventWithoutAnEndIsFollowedForAWhileAndSaidToBe(t *testing.T) {
	doc, err := read(t, calendar(event("UID:1", "SUMMARY:Birthday", "DTSTART;VALUE=DATE:20200301", "RRULE:FREQ=YEARLY")))
	if err != nil || len(doc.Events) != 9 || len(doc.Skipped) != 1 || doc.Skipped[0].Why != form.Repeated {
		t.Errorf("%v, %d events, %+v", err, len(doc.Events), doc.Skipped)
	}
	doc, err = read(t, calendar(event("UID:1", "SUMMARY:x", "DTSTART:20200301T000000", "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")))
	if err != nil || len(doc.Events) != 1 || len(doc.Skipped) != 1 {
		t.Errorf("%v, %d events, %+v", err, len(doc.Events), doc.Skipped)
	}
}

func TestOneTimeOfARecurringEventIsReplaced(t *testing.T) {
	doc, err := read(t, calendar(
		event("UID:1", "SUMMARY:x", "DTSTART;VALUE=DATE:20220201", "RRULE:FREQ=DAILY;COUNT=3"),
		event("UID:1", "SUMMARY:moved", "RECURRENCE-ID;VALUE=DATE:20220202", "DTSTART;VALUE=DATE:20220220"),
		event("UID:1", "STATUS:CANCELLED", "RECURRENCE-ID;VALUE=DATE:20220203", "DTSTART;VALUE=DATE:20220203"),
	))
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, e := range doc.Events {
		said = append(said, e.Date.EDTF+" "+e.Title)
	}
	if got := strings.Join(said, ", "); got != "2022-02-01 x, 2022-02-20 moved" || doc.Skipped[0].Why != form.Cancelled {
		t.Errorf("%s, %+v", got, doc.Skipped)
	}
}

func TestOtherParts(t *testing.T) {
	doc, err := read(t, calendar(
		"BEGIN:VTODO\nUID:t\nSUMMARY:Report\nDUE;VALUE=DATE:20220301\nEND:VTODO",
		"BEGIN:VJOURNAL\nUID:j\nSUMMARY:A day\nDTSTART;VALUE=DATE:20220302\nDESCRIPTION:What happened.\nEND:VJOURNAL",
		"BEGIN:VJOURNAL\nUID:k\nSUMMARY:Empty\nEND:VJOURNAL", "BEGIN:VFREEBUSY\nEND:VFREEBUSY",
		event("UID:n", "SUMMARY:No date"), event("UID:m", "DTSTART:20220303"), event("UID:o", "SUMMARY:x", "DTSTART:tomorrow"),
	))
	if err != nil {
		t.Fatal(err)
	}
	formtest.Check(t, doc)
	if len(doc.Events) != 1 || doc.Events[0].Date.EDTF != "2022-03-01" || len(doc.Articles) != 1 ||
		doc.Articles[0].Text != "What happened.\n" || doc.Articles[0].Published.EDTF != "2022-03-02" {
		t.Errorf("%+v, %+v", doc.Events, doc.Articles)
	}
	var why []form.Why
	for _, s := range doc.Skipped {
		why = append(why, s.Why)
	}
	if got := fmt.Sprint(why); got != "[no_text no_date no_title bad_date]" {
		t.Error(got)
	}
}

func TestBadFilesSayWhere(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "there is no calendar in it",
		"Dear all,":                        "line 1: this is no calendar",
		"BEGIN:VCARD\nEND:VCARD\n":         "line 1: this is no calendar: BEGIN:VCALENDAR is expected, not BEGIN:VCARD",
		"BEGIN:VCALENDAR\nBEGIN:VEVENT\n":  "line 2: the file ends before END:VEVENT",
		"BEGIN:VCALENDAR\nEND:VEVENT\n":    "line 2: END:VEVENT, where VCALENDAR of line 1 is to be ended",
		"BEGIN:VCALENDAR\nEND:VCALENDAR\n": "the calendar has no events",
		"BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:X\n", 50): "line 11: components lie more than 10 deep",
	} {
		_, err := read(t, text)
		var bad *form.Error
		if !errors.As(err, &bad) || !strings.Contains(err.Error(), want) || bad.File != "a.ics" {
			t.Errorf("%.40q: %v, want %q", text, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(calendar(zoneOfTheFile, event("UID:1", "SUMMARY:x", "DTSTART;TZID=/Europe/CUSTOM:20220204T200000", "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=5;WKST=SU", "EXDATE:20220211T200000")))
	f.Add(calendar(event("UID:1", "SUMMARY:x", "DTSTART:99991231", "RRULE:FREQ=YEARLY;BYEASTER=0")))
	f.Add(calendar(event("SUMMARY;X=\"a:b\";Y=1:x", "DTSTART:00000101", "DURATION:P999999W")))
	f.Add("BEGIN:VCALENDAR\n \n\t\nEND:VCALENDAR")
	f.Fuzz(func(t *testing.T, text string) {
		if doc, err := read(t, text); err == nil {
			formtest.Check(t, doc)
		}
	})
}
