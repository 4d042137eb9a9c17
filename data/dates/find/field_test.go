package find

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/dates"
)

// olympics is the "today" of these tests, a Friday.
var olympics = Preferences{Today: dates.Civil{Year: 2022, Month: 2, Day: 4}}

func TestField(t *testing.T) {
	for _, c := range []struct {
		text, want string // EDTF of each reading
		note       Note   // of the first
	}{
		// EDTF as it is, and nearly so.
		{"2022-02", "2022-02", NoteExact},
		{" 2022-02-04 ", "2022-02-04", NoteExact},
		{"2022-02-04T20:00+08:00", "2022-02-04T20:00+08:00", NoteExact},
		{"[1667,1668,1670..1672]", "[1667,1668,1670..1672]", NoteExact},
		{"2019-22", "2019-22", NoteExact},
		{"٢٠٢٢-٠٢-٠٤", "2022-02-04", NoteExact},
		{"۲۰۲۲-۰۲", "2022-02", NoteExact},
		{"२०२२", "2022", NoteExact},
		{"\u200f2022\u2011\u200e02", "2022-02", NoteExact},
		{"201x", "201X", NoteExact},
		{"2022-02-04t20:00z", "2022-02-04T20:00Z", NoteExact},
		{"1900؟", "1900?", NoteExact},
		{"2022-2", "2022-02", NoteWords},
		{"2022-2-4", "2022-02-04", NoteWords},
		{"2022/02/04", "2022-02-04", NoteWords},
		{"2022.2.4", "2022-02-04", NoteWords},
		{"20220204", "2022-02-04", NoteWords},
		{"2022/2", "2022-02", NoteWords},
		{"2/2022", "2022-02", NoteWords},
		{"2022-02-04 20:00", "2022-02-04T20:00", NoteWords},
		{"2022-02-04 20:00:00.123+00:00", "2022-02-04T20:00:00Z", NoteWords},
		{"2022-02-04T20:00:00.123Z", "2022-02-04T20:00:00Z", NoteWords},

		// Months by name.
		{"Feb 2022", "2022-02", NoteWords},
		{"february, 2022", "2022-02", NoteWords},
		{"4 Feb 2022", "2022-02-04", NoteWords},
		{"4 feb. 2022", "2022-02-04", NoteWords},
		{"Feb 4, 2022", "2022-02-04", NoteWords},
		{"February 4th 2022", "2022-02-04", NoteWords},
		{"the 4th of February 2022", "2022-02-04", NoteWords},
		{"2022 Feb 4", "2022-02-04", NoteWords},
		{"4-Feb-2022", "2022-02-04", NoteWords},
		{"04/Feb/2022", "2022-02-04", NoteWords},
		{"Friday, 4 February 2022", "2022-02-04", NoteWords},
		{"Thursday 4 February 2022", "2022-02-04", NoteWeekday},
		{"4 Feb 22", "2022-02-04", NoteShortYear},
		{"4 Feb 45", "1945-02-04", NoteShortYear},
		{"4 فبراير 2022", "2022-02-04", NoteWords},
		{"٤ شباط/فبراير ٢٠٢٢", "2022-02-04", NoteWords},
		{"4 شباط 2022", "2022-02-04", NoteWords},
		{"4 فيفري 2022", "2022-02-04", NoteWords},
		{"4 جانفي 2022", "2022-01-04", NoteWords},
		{"12 غشت 2022", "2022-08-12", NoteWords},
		{"10 كانون الثاني 2022", "2022-01-10", NoteWords},
		{"10 كانون الأول/ديسمبر 2022", "2022-12-10", NoteWords},
		{"تشرين الثاني 2022", "2022-11", NoteWords},
		{"١ آب ١٩٩٠", "1990-08-01", NoteWords},
		{"15 أبريل 2022", "2022-04-15", NoteWords},
		{"15 إبريل 2022", "2022-04-15", NoteWords},
		{"15 ابريل ٢٠٢٢م", "2022-04-15", NoteWords},
		{"الجمعة 4 فبراير 2022", "2022-02-04", NoteWords},
		{"يوم الجمعة، الرابع من فبراير عام 2022", "2022-02-04", NoteWords},
		{"فَبْرايِر 2022", "2022-02", NoteWords},
		{"في شهر فبراير من عام 2022", "2022-02", NoteWords},
		{"عام 2022", "2022", NoteWords},

		// Digits alone.
		{"4/2/2022", "2022-02-04 2022-04-02", NoteDayFirst},
		{"04/02/2022", "2022-02-04 2022-04-02", NoteDayFirst},
		{"4-2-2022", "2022-02-04 2022-04-02", NoteDayFirst},
		{"٤/٢/٢٠٢٢", "2022-02-04 2022-04-02", NoteDayFirst},
		{"4/2/22", "2022-02-04 2022-04-02", NoteDayFirst},
		{"2/2/2022", "2022-02-02", NoteWords},
		{"20/2/2022", "2022-02-20", NoteWords},
		{"2/20/2022", "2022-02-20", NoteWords},
		{"4.2.2022", "2022-02-04", NoteWords},
		{"4.2.22", "2022-02-04", NoteShortYear},
		{"Friday 4/2/2022", "2022-02-04", NoteWords},
		{"Saturday 4/2/2022", "2022-04-02", NoteWords},
		{"4/2/2022 20:00", "2022-02-04T20:00 2022-04-02T20:00", NoteDayFirst},
		{"4/2/2022 – 6/2/2022", "2022-02-04/2022-02-06 2022-04-02/2022-06-02", NoteDayFirst},

		// Doubts.
		{"c. 1900", "1900~", NoteWords},
		{"c1900", "1900~", NoteWords},
		{"ca. May 1900", "1900-05~", NoteWords},
		{"about 1900", "1900~", NoteWords},
		{"~1900", "~1900", NoteExact},
		{"نحو 1900", "1900~", NoteWords},
		{"حوالي عام ١٩٠٠", "1900~", NoteWords},
		{"حوالى 1900", "1900~", NoteWords},
		{"1900 تقريبًا", "1900~", NoteWords},
		{"perhaps 1900", "1900?", NoteWords},
		{"perhaps c. 15 May 2020", "2020-05-15%", NoteWords},
		{"ربما أيار 2020", "2020-05?", NoteWords},
		{"4 Feb 2022 (?)", "2022-02-04?", NoteWords},
		{"1984 or earlier", "[..1984]", NoteWords},
		{"ديسمبر 1984 أو بعد ذلك", "[1984-12..]", NoteWords},

		// Before our era, and long ago.
		{"44 BC", "-0043", NoteWords},
		{"44 B.C.E.", "-0043", NoteWords},
		{"BC 44", "-0043", NoteWords},
		{"15 March 44 BC", "-0043-03-15", NoteWords},
		{"March 44 BC", "-0043-03", NoteWords},
		{"15/3/44 BC", "-0043-03-15", NoteWords},
		{"13–15 March 44 BC", "-0043-03-13/-0043-03-15", NoteWords},
		{"13 March 44 – 15 March 44 BC", "-0043-03-13/-0043-03-15", NoteWords},
		{"19/8/14 م", "", ""},
		{"today BC", "", ""},
		{"since 1984 or later", "", ""},
		{"44 ق.م", "-0043", NoteWords},
		{"44 ق. م.", "-0043", NoteWords},
		{"٤٤ قبل الميلاد", "-0043", NoteWords},
		{"1 BC", "0000", NoteWords},
		{"14 AD", "0014", NoteWords},
		{"AD 14", "0014", NoteWords},
		{"14 م", "0014", NoteWords},
		{"19 Aug 14 CE", "0014-08-19", NoteWords},
		{"753", "0753", NoteWords},
		{"10,000 BC", "-9999", NoteWords},
		{"12,000 BC", "Y-11999", NoteWords},
		{"66 million BC", "Y-66000000", NoteWords},
		{"13.8 billion BCE", "Y-13800000000", NoteWords},
		{"66 مليون ق.م", "Y-66000000", NoteWords},
		{"c. 3000 BC", "-2999~", NoteWords},

		// Parts of years, decades, centuries.
		{"20th century", "19XX", NoteWords},
		{"the 1st century", "00XX", NoteWords},
		{"twentieth century", "19XX", NoteWords},
		{"5th century BC", "-04XX", NoteWords},
		{"1st century BC", "-0099/0000", NoteWords},
		{"early", "", ""},
		{"القرن العشرون", "19XX", NoteWords},
		{"القرن التاسع عشر", "18XX", NoteWords},
		{"القرن الحادي والعشرين", "20XX", NoteWords},
		{"القرن الـ20", "19XX", NoteWords},
		{"القرن 20", "19XX", NoteWords},
		{"القرن الخامس ق.م", "-04XX", NoteWords},
		{"2nd millennium", "1XXX", NoteWords},
		{"1st millennium BC", "-0999/0000", NoteWords},
		{"1990s", "199X", NoteWords},
		{"the 1990's", "199X", NoteWords},
		{"عقد 1990", "199X", NoteWords},
		{"تسعينيات القرن العشرين", "199X", NoteWords},
		{"1900s", "190X 19XX", NoteDecade},
		{"40s BC", "", ""},
		{"480s BC", "-0488/-0479", NoteWords},
		{"spring 2020", "2020-21", NoteWords},
		{"Fall of 2020", "2020-23", NoteWords},
		{"ربيع 2020", "2020-21", NoteWords},
		{"صيف عام 2020", "2020-22", NoteWords},
		{"winter 2019/20", "2019-24", NoteWords},
		{"winter 2019–2020", "2019-24", NoteWords},
		{"شتاء 2019–2020", "2019-24", NoteWords},
		{"spring 2020 (southern hemisphere)", "2020-29", NoteWords},
		{"Q1 2020", "2020-33", NoteWords},
		{"2020 Q4", "2020-36", NoteWords},
		{"3rd quarter of 2020", "2020-35", NoteWords},
		{"third quarter 2020", "2020-35", NoteWords},
		{"first half of 2020", "2020-40", NoteWords},
		{"last third of 2020", "2020-39", NoteWords},
		{"الربع الأول من 2020", "2020-33", NoteWords},
		{"النصف الثاني من عام 2020", "2020-41", NoteWords},

		// From and to.
		{"4–20 Feb 2022", "2022-02-04/2022-02-20", NoteWords},
		{"4-20 Feb 2022", "2022-02-04/2022-02-20", NoteWords},
		{"4 — 20 Feb 2022", "2022-02-04/2022-02-20", NoteWords},
		{"Feb 4–20, 2022", "2022-02-04/2022-02-20", NoteWords},
		{"2022 Feb 4–20", "2022-02-04/2022-02-20", NoteWords},
		{"23 Jan – 8 Apr 2020", "2020-01-23/2020-04-08", NoteWords},
		{"23 Jan-8 Apr 2020", "2020-01-23/2020-04-08", NoteWords},
		{"1 Dec 2021 to 5 Mar 2022", "2021-12-01/2022-03-05", NoteWords},
		{"from 4 to 20 February 2022", "2022-02-04/2022-02-20", NoteWords},
		{"between 4 and 20 February 2022", "2022-02-04/2022-02-20", NoteWords},
		{"4-Feb-2022 - 8-Feb-2022", "2022-02-04/2022-02-08", NoteWords},
		{"2022-02-04 to 2022-02-20", "2022-02-04/2022-02-20", NoteWords},
		{"Jan–Mar 2020", "2020-01/2020-03", NoteWords},
		{"spring – autumn 2020", "2020-21/2020-23", NoteWords},
		{"1914–18", "1914/1918", NoteWords},
		{"1914-1918", "1914/1918", NoteWords},
		{"2019–22", "2019/2022", NoteWords},
		{"2020/21", "2020/2021", NoteWords},
		{"500–400 BC", "-0499/-0399", NoteWords},
		{"44–40 BC", "-0043/-0039", NoteWords},
		{"44 BC – 14 AD", "-0043/0014", NoteWords},
		{"19th–20th century", "18XX/19XX", NoteWords},
		{"1990s – 2022", "199X/2022", NoteWords},
		{"c. 2020 – perhaps 2022", "2020~/2022?", NoteWords},
		{"since 2020", "2020/..", NoteWords},
		{"until 4 May 2020", "../2020-05-04", NoteWords},
		{"since 2020 until May 2022", "2020/2022-05", NoteWords},
		{"من 4 إلى 20 فبراير 2022", "2022-02-04/2022-02-20", NoteWords},
		{"من 23 يناير حتى 8 أبريل 2020", "2020-01-23/2020-04-08", NoteWords},
		{"بين 4 و20 فبراير 2022", "2022-02-04/2022-02-20", NoteWords},
		{"بين يناير ومارس 2022", "2022-01/2022-03", NoteWords},
		{"٤–٢٠ شباط/فبراير ٢٠٢٢", "2022-02-04/2022-02-20", NoteWords},
		{"منذ 2020", "2020/..", NoteWords},
		{"منذ عام 2020 حتى عام 2022", "2020/2022", NoteWords},
		{"حتى مايو 2020", "../2020-05", NoteWords},

		// Times.
		{"4 Feb 2022 20:00", "2022-02-04T20:00", NoteWords},
		{"20:00, 4 Feb 2022", "2022-02-04T20:00", NoteWords},
		{"4 Feb 2022 at 8 pm", "2022-02-04T20:00", NoteWords},
		{"4 Feb 2022 8:30 a.m.", "2022-02-04T08:30", NoteWords},
		{"12 am 4 Feb 2022", "2022-02-04T00:00", NoteWords},
		{"4 Feb 2022 20:00 +08:00", "2022-02-04T20:00+08:00", NoteWords},
		{"4 Feb 2022, 20:00 (UTC+8)", "2022-02-04T20:00+08:00", NoteWords},
		{"4 Feb 2022, 20:00 (UTC−5:30)", "2022-02-04T20:00-05:30", NoteWords},
		{"Fri, 04 Feb 2022 20:00:00 +0800", "2022-02-04T20:00:00+08:00", NoteWords},
		{"Fri, 04 Feb 2022 12:00:00 GMT", "2022-02-04T12:00:00Z", NoteWords},
		{"4 Feb 2022 20:00–22:30 (UTC+8)", "2022-02-04T20:00+08:00/2022-02-04T22:30+08:00", NoteWords},
		{"4 Feb 2022 20:00-22:00", "2022-02-04T20:00/2022-02-04T22:00", NoteWords},
		{"4 Feb 2022 20:00–02:00", "2022-02-04T20:00/2022-02-05T02:00", NoteWords},
		{"4 Feb 2022 10:00-11:00", "2022-02-04T10:00-11:00 2022-02-04T10:00/2022-02-04T11:00", NoteOffset},
		{"4 Feb 2022, 20:00 – 5 Feb 2022, 01:00", "2022-02-04T20:00/2022-02-05T01:00", NoteWords},
		{"23 January, 10:00 – 8 April 2020, 00:00 (UTC+8)", "2020-01-23T10:00+08:00/2020-04-08T00:00+08:00", NoteWords},
		{"4 فبراير 2022 الساعة 20:00", "2022-02-04T20:00", NoteWords},
		{"4 فبراير 2022، 8:30 مساءً", "2022-02-04T20:30", NoteWords},
		{"4 فبراير 2022م 8:30 م", "2022-02-04T20:30", NoteWords},
		{"4 فبراير 2022، 12:00 بتوقيت غرينتش", "2022-02-04T12:00Z", NoteWords},

		// Relative to today.
		{"today", "2022-02-04", NoteRelative},
		{"yesterday", "2022-02-03", NoteRelative},
		{"Tomorrow", "2022-02-05", NoteRelative},
		{"yesterday 20:00", "2022-02-03T20:00", NoteRelative},
		{"اليوم", "2022-02-04", NoteRelative},
		{"أمس", "2022-02-03", NoteRelative},
		{"أول من أمس", "2022-02-02", NoteRelative},
		{"غدًا", "2022-02-05", NoteRelative},
		{"since yesterday", "2022-02-03/..", NoteRelative},

		{"last Friday", "2022-01-28", NoteRelative},
		{"two years ago", "2020", NoteRelative},
		{"الشهر الماضي", "2022-01", NoteRelative},
		{"hace dos años", "2020", NoteRelative},
		{"la semaine dernière", "2022-01-24/2022-01-30", NoteRelative},

		// What the finder takes, too.
		{"early 1990", "1990-37~", NoteWords},
		{"أوائل 1990", "1990-37~", NoteWords},
		{"the late 19th century", "1867~/1899~", NoteWords},
		{"before 1950", "[..1949]", NoteWords},
		{"قبل 1950", "[..1949]", NoteWords},
		{"قبل عام 1950", "[..1949]", NoteWords},
		{"before 4 May 1950", "[..1950-05-03]", NoteWords},
		{"after May 1950", "[1950-06..]", NoteWords},
		{"بعد 1950", "[1951..]", NoteWords},
		{"غرة محرم 1444", "2022-07-30", NoteHijri},
		{"غرة رمضان 1443 هـ", "2022-04-02", NoteHijri},
		{"19-Nov-12", "2012-11-19", NoteShortYear},
		{"2017/Oct/31", "2017-10-31", NoteWords},
		{"May eighth, 2010", "2010-05-08", NoteWords},
		{"second Sunday of October 2016", "2016-10-09", NoteWords},
		{"100 BCE - 100 AD", "-0099/0100", NoteWords},
		{"٩ نوفمبر ٢٠٢١ الساعة ٩:٠٥ م", "2021-11-09T21:05", NoteWords},
		{"عام تسعة وتسعين وتسعمائة وألف", "1999", NoteWords},
		{"5 كانون 2 2021", "2021-01-05", NoteWords},
		{"XIXe siècle", "18XX", NoteWords},
		{"siglo XIX", "18XX", NoteWords},
		{"9. November 1989", "1989-11-09", NoteWords},
		{"22 de janeiro de 2016", "2016-01-22", NoteWords},
		{"15 بهمن 1400", "2022-02-04", NoteJalali},
		{"۱۴۰۰/۶/۳۱", "2021-09-22", NoteJalali},
		{"2022年2月4日", "2022-02-04", NoteWords},
		{"民國113年5月20日", "2024-05-20", NoteWords},
		{"४ फरवरी २०२२", "2022-02-04", NoteWords},
		{"4 בפברואר 2022", "2022-02-04", NoteWords},
		{"4 Februari 2022", "2022-02-04", NoteWords},
		{"4 فروری 2022", "2022-02-04", NoteWords},

		// Hijri.
		{"1443-07-03 هـ", "2022-02-04", NoteHijri},
		{"١٤٤٣/٠٧/٠٣ هـ", "2022-02-04", NoteHijri},
		{"3/7/1443 هـ", "2022-02-04", NoteHijri},
		{"3 رجب 1443", "2022-02-04", NoteHijri},
		{"3 رجب 1443 هـ", "2022-02-04", NoteHijri},
		{"٣ رجب ١٤٤٣ هجري", "2022-02-04", NoteHijri},
		{"الجمعة 3 رجب 1443", "2022-02-04", NoteHijri},
		{"3 Rajab 1443 AH", "2022-02-04", NoteHijri},
		{"1 محرم 1400", "1979-11-20", NoteHijri},
		{"1 ربيع الأول 1443", "2021-10-07", NoteHijri},
		{"12 Rabi' al-Awwal 1443", "2021-10-18", NoteHijri},
		{"10 ذو الحجة 1445", "2024-06-16", NoteHijri},
		{"Ramadan 1442", "2021-04-13/2021-05-12", NoteHijri},
		{"رمضان ١٤٤٢", "2021-04-13/2021-05-12", NoteHijri},
		{"1443 هـ", "2021-08-09/2022-07-29", NoteHijri},
		{"سنة 1443 هجرية", "2021-08-09/2022-07-29", NoteHijri},
		{"3 رجب 1443 20:00", "2022-02-04T20:00", NoteHijri},
		{"3–5 رجب 1443", "2022-02-04/2022-02-06", NoteHijri},
		{"من 3 رجب إلى 2 شعبان 1443 هـ", "2022-02-04/2022-03-05", NoteHijri},
		{"1 Muharram 1 AH", "0622-07-19~", NoteTabular},
		{"656-02-04 هـ", "1258-02-17~", NoteTabular},
		{"857 هـ", "1453-01-21~/1454-01-09~", NoteTabular},
		{"القرن الثالث الهجري", "0816-08-03~/0913-08-11~", NoteTabular},
		{"3 رجب 1443 هـ الموافق 4 فبراير 2022", "2022-02-04", NoteWords},
		{"4 فبراير 2022 الموافق 3 رجب 1443 هـ", "2022-02-04", NoteWords},
		{"3 رجب 1443 هـ / 4 فبراير 2022 م", "2022-02-04", NoteWords},
		{"3 رجب 1443 هـ الموافق لـ 5 فبراير 2022", "2022-02-05 2022-02-04", NoteWords},
	} {
		t.Run(c.text, func(t *testing.T) {
			u, err := Field(c.text, olympics)
			var got []string
			for _, r := range u {
				got = append(got, r.Date.EDTF)
			}
			if strings.Join(got, " ") != c.want || (err == nil) != (c.want != "") {
				t.Fatalf("%q is read as %v, %v; want %q", c.text, u, err, c.want)
			}
			if len(u) > 0 && u[0].Note != c.note {
				t.Errorf("%q: note %s, want %s", c.text, u[0].Note, c.note)
			}
			if date, sure := u.Sure(); sure != (len(u) == 1) || sure && date != u[0].Date {
				t.Errorf("%q: Sure() = %v, %v", c.text, date, sure)
			}
		})
	}
}

func TestNotesOfSecondReadings(t *testing.T) {
	for text, want := range map[string][]Note{
		"4/2/2022":               {NoteDayFirst, NoteMonthFirst},
		"1900s":                  {NoteDecade, NoteCentury},
		"4 Feb 2022 10:00-11:00": {NoteOffset, NoteSpan},
		"3 رجب 1443 هـ الموافق 5 فبراير 2022": {NoteWords, NoteHijri},
	} {
		u, err := Field(text, Preferences{})
		var got []Note
		for _, r := range u {
			got = append(got, r.Note)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: notes %v, %v; want %v", text, got, err, want)
		}
	}
}

func TestFieldRefuses(t *testing.T) {
	for _, c := range []struct {
		text   string
		offset int
		fault  dates.Fault
	}{
		{"", 0, dates.FaultMissing},
		{"   ", 0, dates.FaultMissing},
		{"hello", 0, dates.FaultForm},
		{"4 Foo 2022", 2, dates.FaultForm},
		{"4 فبراي 2022", 2, dates.FaultForm},
		{"4 Feb", 0, dates.FaultYear},
		{"20:00", 0, dates.FaultYear},
		{"Friday", 0, dates.FaultYear},
		{"4 Feb 2022 2023", 11, dates.FaultForm},
		{"31 Feb 2022", 0, dates.FaultDay},
		{"31/2/2022", 0, dates.FaultDay},
		{"2022-02-31", 8, dates.FaultDay},
		{"2022-13-01", 5, dates.FaultMonth},
		{"13/14/2022", 0, dates.FaultMonth},
		{"2022-13", 5, dates.FaultMonth},
		{" 2022-13", 6, dates.FaultMonth},
		{"20 Feb – 4 Feb 2022", 0, dates.FaultOrder},
		{"4 Feb 2022 25:00", 11, dates.FaultTime},
		{"Feb 2022 20:00", 9, dates.FaultTime},
		{"about 20:00, 4 Feb 2022", 0, dates.FaultQualifier},
		{"4 Feb 2022 20:00 +15:00", 18, dates.FaultOffset},
		{"0 BC", 0, dates.FaultYear},
		{"14 billion BC", 0, dates.FaultRange},
		{"999999999999999999999 BC", 0, dates.FaultRange},
		{"Feb 12000 BC", 0, dates.FaultYear},
		{"رمضان 2021", 0, dates.FaultYear},
		{"30 صفر 1443", 0, dates.FaultDay},
		{"3 رجب 900 20:00", 0, dates.FaultTime},
		{"4 شباط/مارس 2022", 10, dates.FaultForm},
		{"4 Feb 1443 AH", 11, dates.FaultForm},
		{strings.Repeat("Feb ", 200), 0, dates.FaultForm},
		{"2022\x00", 4, dates.FaultForm},
		{"4 Feb 2022\xff", 10, dates.FaultForm},
	} {
		u, err := Field(c.text, olympics)
		var syntax *dates.SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%q is read as %v", c.text, u)
			continue
		}
		if syntax.Text != c.text || syntax.Offset != c.offset || syntax.Fault != c.fault || syntax.Reason == "" {
			t.Errorf("%q: %v (offset %d, %s), want offset %d, %s", c.text, err, syntax.Offset, syntax.Fault, c.offset, c.fault)
		}
	}
	for _, text := range []string{"today", "4/2/22", "أمس"} {
		if u, err := Field(text, Preferences{}); err == nil {
			t.Errorf("%q without a today is read as %v", text, u)
		}
	}
}

func TestYearsOfTwoDigitsAreNearToday(t *testing.T) {
	for _, c := range []struct{ n, today, want int64 }{
		{22, 2022, 2022}, {42, 2022, 2042}, {43, 2022, 1943}, {99, 2022, 1999}, {0, 2022, 2000}, {5, 1990, 2005}, {11, 1990, 1911}, {0, 10, 0}, {90, 10, -10},
	} {
		if got := nearYear(c.n, c.today+20); got != c.want {
			t.Errorf("%02d in %d is %d, want %d", c.n, c.today, got, c.want)
		}
	}
}

func FuzzField(f *testing.F) {
	for _, seed := range []string{
		"2022-02", "4 Feb 2022", "٤ شباط/فبراير ٢٠٢٢", "4/2/2022 – 6/2/2022", "c. 1900?", "44 ق.م", "القرن الحادي والعشرين", "1900s",
		"winter 2019/20", "Q1 2020", "من 4 إلى 20 فبراير 2022", "1914–18", "19th–20th century BC", "4 Feb 2022 10:00-11:00", "8 pm", "UTC+8",
		"yesterday 20:00", "1443-07-03 هـ", "3 رجب 1443 هـ / 4 فبراير 2022 م", "13.8 billion BC", "12,345,678", "بين 4 و20 مايو 12", "",
		"Christmas Day 1912", "عيد الفطر 1444", "last weekend", "348/347 BC", "the last Monday of May 2016", "Jahresende 2003", "2019年末", "mil novecientos ochenta", "\x00", "..", "a.b.c",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		u, err := Field(text, olympics)
		if (err == nil) != (len(u) > 0) {
			t.Fatalf("%q: %v, %v", text, u, err)
		}
		for i, r := range u {
			if d, err := dates.Parse(r.Date.EDTF); err != nil || d != r.Date {
				t.Errorf("%q is %+v: %v", text, r.Date, err)
			}
			if !slices.Contains(Notes(), r.Note) || i > 0 && r.Date == u[0].Date {
				t.Errorf("%q: %v", text, u)
			}
		}
		if d, err := dates.Parse(text); err == nil && (len(u) != 1 || u[0].Date != d || u[0].Note != NoteExact) {
			t.Errorf("%q is EDTF, and read as %v", text, u)
		}
		var syntax *dates.SyntaxError
		if err != nil && (!errors.As(err, &syntax) || syntax.Text != text || syntax.Offset < 0 || syntax.Offset > len(text) || !slices.Contains(dates.Faults(), syntax.Fault)) {
			t.Errorf("%q: %v", text, err)
		}
	})
}

func BenchmarkField(b *testing.B) {
	for _, text := range []string{"2022-02-04", "4/2/2022", "من 23 كانون الثاني/يناير إلى 8 أبريل 2020"} {
		b.Run(text[:4], func(b *testing.B) {
			for b.Loop() {
				if _, err := Field(text, olympics); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// In the field a round number behind a month is a year, as nothing is counted there.
func TestRoundYearsBehindMonthsInTheField(t *testing.T) {
	for text, want := range map[string]string{
		"January 100": "0100-01", "3 May 900": "0900-05-03", "1 January 1 BCE – January 200": "0000-01-01/0200-01", "مايو 900": "0900-05",
	} {
		u, err := Field(text, Preferences{})
		if d, ok := u.Sure(); !ok || d.EDTF != want {
			t.Errorf("%q is read as %v, %v, want %s", text, u, err, want)
		}
	}
}
