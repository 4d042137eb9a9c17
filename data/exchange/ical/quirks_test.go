package ical_test

import (
	"maps"
	"strings"
	"testing"
	"unicode/utf16"

	"tarikh.org/tarikh/data/exchange/form"
)

// datesOf are the dates of a document in EDTF, in one line.
func datesOf(doc form.Document) string {
	var all []string
	for _, e := range doc.Events {
		all = append(all, e.Date.EDTF)
	}
	return strings.Join(all, " ")
}

func TestTimesTakenOutOfARecurringEvent(t *testing.T) {
	for name, c := range map[string]struct{ lines, want string }{
		"of another clock":       {"DTSTART;TZID=Asia/Shanghai:20200101T090000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20200102T010000Z", "2020-01-01T09:00+08:00 2020-01-03T09:00+08:00"},
		"by its day":             {"DTSTART;TZID=Asia/Shanghai:20200101T090000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20200102", "2020-01-01T09:00+08:00 2020-01-03T09:00+08:00"},
		"a day by its midnight":  {"DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20200102T000000", "2020-01-01 2020-01-03"},
		"at another time":        {"DTSTART;TZID=Asia/Shanghai:20200101T090000\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:20200102T090000Z", "2020-01-01T09:00+08:00 2020-01-02T09:00+08:00"},
		"to a day, which counts": {"DTSTART:20200101T090000\nRRULE:FREQ=DAILY;UNTIL=20200102", "2020-01-01T09:00 2020-01-02T09:00"},
		"to an hour before":      {"DTSTART:20200101T090000\nRRULE:FREQ=DAILY;UNTIL=20200102T080000", "2020-01-01T09:00"},
	} {
		doc, err := read(t, calendar(event("UID:1", "SUMMARY:x", c.lines)))
		if got := datesOf(doc); err != nil || got != c.want {
			t.Errorf("%s: %v %s, want %s", name, err, got, c.want)
		}
	}
	moved := "UID:1\nSUMMARY:moved\nDTSTART:20200102T050000Z\nRECURRENCE-ID:20200102T010000Z"
	doc, err := read(t, calendar(event("UID:1", "SUMMARY:x", "DTSTART;TZID=Asia/Shanghai:20200101T090000", "RRULE:FREQ=DAILY;COUNT=2"), event(moved)))
	if got := datesOf(doc); err != nil || got != "2020-01-01T09:00+08:00 2020-01-02T05:00Z" {
		t.Errorf("moved, of another clock: %v %s", err, got)
	}
}

func TestNothingIsLostSilently(t *testing.T) {
	doc, err := read(t, calendar("X-WR-TIMEZONE:Asia/Shanghai", event(
		"UID:1", "SUMMARY:x", "DTSTART:20200101", "STATUS:TENTATIVE", "DTSTAMP:20200101T000000Z", "X-OWN:y", "DESCRIPTION:one", "and a line without its fold",
		"X-ALT-DESC:<p>one</p>",
	), event("UID:2", "SUMMARY:y", "DTSTART:20200101", "STATUS:CONFIRMED")))
	if err != nil {
		t.Fatal(err)
	}
	want := form.Dropped{"X-WR-TIMEZONE": 1, "STATUS=TENTATIVE": 1, "X-OWN": 1, "X-ALT-DESC": 1, "lines that are not of iCalendar": 1}
	if !maps.Equal(doc.Dropped, want) {
		t.Errorf("dropped %v, want %v", doc.Dropped, want)
	}
}

func TestDescriptionsInHTML(t *testing.T) {
	for name, c := range map[string]struct{ lines, want string }{
		"only beside":             {"X-ALT-DESC;FMTTYPE=text/html:<p>One</p><p>two</p>", "One\n\ntwo"},
		"empty, and one beside":   {"DESCRIPTION:\\n\nX-ALT-DESC;FMTTYPE=text/html:<p>One</p>", "One"},
		"with lines of its own":   {"DESCRIPTION:<b>One</b>\\ntwo\\n\\nthree", "One\ntwo\n\nthree"},
		"with lines of HTML":      {"DESCRIPTION:One<br>\\ntwo", "One\ntwo"},
		"text with lines, no tag": {"DESCRIPTION:One\\n two", "One\n two"},
	} {
		doc, err := read(t, calendar(event("UID:1", "SUMMARY:x", "DTSTART:20200101", c.lines)))
		if err != nil || len(doc.Events) != 1 || doc.Events[0].Description != c.want {
			t.Errorf("%s: %v %+v, want %q", name, err, doc.Events, c.want)
		}
	}
}

func TestColourOfACalendar(t *testing.T) {
	doc, err := read(t, calendar("X-WR-CALNAME:Holidays", "X-APPLE-CALENDAR-COLOR:#FF2968FF", event("UID:1", "SUMMARY:x", "DTSTART:20200101")))
	if err != nil || len(doc.Tracks) != 1 || doc.Tracks[0].Colour != "rose" {
		t.Errorf("%v %+v", err, doc.Tracks)
	}
}

func TestClocksAsTheyAreWritten(t *testing.T) {
	for name, c := range map[string]struct{ lines, edtf, zone string }{
		"an older name":              {"DTSTART;TZID=US/Central:20200101T090000", "2020-01-01T09:00-06:00", ""},
		"a short name":               {"DTSTART;TZID=Japan:20200101T090000", "2020-01-01T09:00+09:00", ""},
		"UTC by its name":            {"DTSTART;TZID=UTC:20200101T090000\nDTEND;TZID=Etc/UTC:20200101T100000", "2020-01-01T09:00Z/2020-01-01T10:00Z", ""},
		"this machine's is none":     {"DTSTART;TZID=Local:20200101T090000", "2020-01-01T09:00", ""},
		"no name":                    {"DTSTART;TZID=UTC+01:20200101T090000", "2020-01-01T09:00", ""},
		"an end without a clock":     {"DTSTART;TZID=Asia/Shanghai:20200101T090000\nDTEND:20200101T100000", "2020-01-01T09:00+08:00/2020-01-01T10:00+08:00", "Asia/Shanghai"},
		"of another clock, as it is": {"DTSTART;TZID=Asia/Shanghai:20200101T090000\nDTEND:20200101T020000Z", "2020-01-01T09:00+08:00/2020-01-01T02:00Z", "Asia/Shanghai"},
	} {
		doc, err := read(t, calendar(event("UID:1", "SUMMARY:x", c.lines)))
		if err != nil || len(doc.Events) != 1 || doc.Events[0].Date.EDTF != c.edtf || doc.Events[0].Zone != c.zone {
			t.Errorf("%s: %v %+v, want %s %q", name, err, doc.Events, c.edtf, c.zone)
		}
	}
}

func TestEncodings(t *testing.T) {
	text := calendar(event("UID:1", "SUMMARY:قمة", "DTSTART:20200101"))
	utf16le := []byte("\xff\xfe")
	for _, unit := range utf16.Encode([]rune(text)) {
		utf16le = append(utf16le, byte(unit), byte(unit>>8))
	}
	folded := strings.Replace(text, "قمة", "\xd9\r\n \x82مة", 1)
	for name, c := range map[string]struct {
		text, title string
		wrong       int
	}{
		"UTF-16":                   {string(utf16le), "قمة", 0},
		"a fold within a letter":   {folded, "قمة", 0},
		"an encoding without name": {strings.Replace(text, "قمة", "Caf\xe9 \xe0 Paris", 1), "Caf\ufffd \ufffd Paris", 2},
	} {
		doc, err := read(t, c.text)
		if err != nil || len(doc.Events) != 1 || doc.Events[0].Title != c.title || doc.Dropped[form.NotUTF8] != c.wrong {
			t.Errorf("%s: %v %+v, dropped %v", name, err, doc.Events, doc.Dropped)
		}
	}
}
