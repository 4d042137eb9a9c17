package find

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
)

// found writes finds as "quote=EDTF|quote=EDTF".
func found(finds []Find) string {
	var out []string
	for _, f := range finds {
		out = append(out, f.Text+"="+f.Date.EDTF)
	}
	return strings.Join(out, "|")
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"ordinal day", "on the 4th of February 2022", "4th of February 2022=2022-02-04"},
		{"month first with ordinal", "February 4th, 2022", "February 4th, 2022=2022-02-04"},
		{"points", "am 4.2.2022 um", "4.2.2022=2022-02-04"},
		{"weekday first", "Friday, February 4, 2022", "Friday, February 4, 2022=2022-02-04"},
		{"range over months", "from 23 January to 8 April 2020", "from 23 January to 8 April 2020=2020-01-23/2020-04-08"},
		{"range of days after the month", "February 4–20, 2022", "February 4–20, 2022=2022-02-04/2022-02-20"},
		{"range of years by a hyphen", "in 2013-2015 alone", "2013-2015=2013/2015"},
		{"range of years, shortened", "during 1914–18 the town", "1914–18=1914/1918"},
		{"years in parentheses", "Winston Churchill (1874–1965)", "1874–1965=1874/1965"},
		{"months of two years", "between November 2019 and March 2020", "between November 2019 and March 2020=2019-11/2020-03"},
		{"two days", "on 4 and 5 February 2022", "4 and 5 February 2022=2022-02-04/2022-02-05"},
		{"two days apart", "on 4 and 8 February 2022", "4 and 8 February 2022={2022-02-04,2022-02-08}"},
		{"decade", "the 1990s were good", "1990s=199X"},
		{"century before our era", "in the 5th century BC", "5th century BC=-04XX"},
		{"late century", "the late 19th century", "late 19th century=1867~/1899~"},
		{"quarter", "Q3 2021 results", "Q3 2021=2021-35"},
		{"quarter of last year", "the third quarter of last year", "third quarter of last year=2021-35"},
		{"half", "the first half of 2020", "first half of 2020=2020-40"},
		{"season of a year", "in the winter of 2019", "winter of 2019=2019-24"},
		{"last summer", "last summer", "last summer=2021-22"},
		{"next Tuesday", "next Tuesday", "next Tuesday=2022-02-08"},
		{"weeks", "last week", "last week=2022-01-24/2022-01-30"},
		{"weeks ago", "two weeks ago", "two weeks ago=2022-01-21~"},
		{"number of two words", "twenty-five years ago", "twenty-five years ago=1997"},
		{"a month ago", "a month ago", "a month ago=2022-01"},
		{"following month", "It began in January 2020. The following month it spread.", "January 2020=2020-01|The following month=2020-02"},
		{"later", "It began on 23 January 2020; three days later it was over.", "23 January 2020=2020-01-23|three days later=2020-01-26"},
		{"last February", "last February", "last February=2021-02"},
		{"that year", "The war began in May 1948. In July of that year it paused.", "May 1948=1948-05|July of that year=1948-07"},
		{"time first", "at 8:30 p.m. on 4 February 2022", "8:30 p.m. on 4 February 2022=2022-02-04T20:30"},
		{"time in UTC", "on 4 February 2022 at 12:00 GMT", "4 February 2022 at 12:00 GMT=2022-02-04T12:00Z"},
		{"leap day", "29 February 2020", "29 February 2020=2020-02-29"},
		{"no leap day", "29 February 2021", ""},
		{"day before yesterday", "the day before yesterday", "the day before yesterday=2022-02-02"},
		{"weekday and coming", "The council will meet on Monday.", "Monday=2022-02-07"},

		{"this day of last year", "اندلعت الحرب في مثل هذا اليوم من العام الماضي", "اليوم من العام الماضي=2021-02-04"},
		{"this day of a year", "في مثل هذا اليوم من عام 1954 ولد", "اليوم من عام 1954=1954-02-04"},
		{"such a day", "في مثل هذا اليوم ولد الشاعر", ""},
		{"an attack of a day", "بعد محاولة الأحد أعلن الحداد", "الأحد=2022-01-30"},
		{"a year before what can be counted", "أعلن مجلس الوزراء في 5 آب/أغسطس 2020 حالة الطوارئ", "5 آب/أغسطس 2020=2020-08-05"},

		{"list of years", "She won in 2016, 2018 and 2020.", "2016=2016|2018=2018|2020=2020"},
		{"of a year", "Resolution 1701 of 2006", "2006=2006"},
		{"of this month", "on the 15th of this month", "15th of this month=2022-02-15"},
		{"winter of two years", "the winter of 2019-20", "winter of 2019-20=2019-24"},
		{"season of sports", "the 2015–16 season", "2015–16=2015/2016"},
		{"from so many to so many", "from 1000 to 1500 applicants, من 1000 إلى 1500 مقاتل", ""},
		{"a year and no more", "in March a year of drought", "March=2022-03"},
		{"over 2000", "in over 2000 words and in some 1900 cases", ""},

		{"ordinal in words", "فجر الاثنين السادس من فبراير 2023", "الاثنين السادس من فبراير 2023=2023-02-06"},
		{"ordinal of two words", "في الخامس عشر من مايو 1948", "الخامس عشر من مايو 1948=1948-05-15"},
		{"day of the current month", "إلى 15 من الشهر الجاري", "15 من الشهر الجاري=2022-02-15"},
		{"two names side by side", "في ديسمبر كانون الأول 2021", "ديسمبر كانون الأول 2021=2021-12"},
		{"weekday that corresponds", "يوم السبت الموافق 5 فبراير 2022", "يوم السبت الموافق 5 فبراير 2022=2022-02-05"},
		{"since a day", "منذ 24 فبراير", "24 فبراير=2021-02-24"},
		{"more than", "في أكثر من 2000 موقع", ""},
		{"Levant", "في 4 شباط 2022", "4 شباط 2022=2022-02-04"},
		{"two names in parentheses", "في 4 شباط (فبراير) 2022", "4 شباط (فبراير) 2022=2022-02-04"},
		{"Maghreb", "يوم 2 ماي 2021", "يوم 2 ماي 2021=2021-05-02"},
		{"Persian digits", "في ۴ فبراير ۲۰۲۲", "۴ فبراير ۲۰۲۲=2022-02-04"},
		{"harakat and tatweel", "في ٤ فِبراير ٢٠٢٢ وبــ2021", "٤ فِبراير ٢٠٢٢=2022-02-04|2021=2021"},
		{"proclitics", "وفبراير 2022 ولأكتوبر 2021 فبعام 2020", "فبراير 2022=2022-02|أكتوبر 2021=2021-10|عام 2020=2020"},
		{"from month to month", "من يناير إلى مارس 2020", "من يناير إلى مارس 2020=2020-01/2020-03"},
		{"between two years", "بين 1914 و1918", "بين 1914 و1918=1914/1918"},
		{"Hijri month by itself", "خلال شهر رمضان المقبل", "شهر رمضان المقبل=2022-04-02/2022-05-01"},
		{"Hijri year", "سنة 1443 هـ", "سنة 1443 هـ=2021-08-09/2022-07-29"},
		{"Hijri in digits", "بتاريخ 03/07/1443 هـ", "03/07/1443 هـ=2022-02-04"},
		{"decade of the last century", "في التسعينيات", "التسعينيات=199X"},
		{"in his nineties", "وهو في التسعينيات من عمره", ""},
		{"last century", "في القرن الماضي", "القرن الماضي=19XX"},
		{"end of last year", "نهاية العام الماضي", "نهاية العام الماضي=2021-39~"},
		{"quarter of this year", "الربع الأول من العام الجاري", "الربع الأول من العام الجاري=2022-33"},
		{"month of last year", "في أكتوبر من العام الماضي", "أكتوبر من العام الماضي=2021-10"},
		{"year before last named", "في عام 1973 اندلعت الحرب. وفي العام التالي توقفت.", "عام 1973=1973|العام التالي=1974"},
		{"weeks ago", "قبل أسبوعين", "قبل أسبوعين=2022-01-21~"},
		{"time with half of the day", "يوم الجمعة 4 فبراير 2022 الساعة 8 مساء بتوقيت غرينتش", "يوم الجمعة 4 فبراير 2022 الساعة 8 مساء بتوقيت غرينتش=2022-02-04T20:00Z"},
		{"former secretary-general", "الأمين العام السابق للحلف والأمين العام الحالي", ""},
		{"every year", "من كل عام", ""},
		{"that season", "في 4 فبراير 2020 وربيع ذلك العام", "4 فبراير 2020=2020-02-04|ربيع ذلك العام=2020-21"},
		{"Games of a city", "الألعاب الأولمبية الشتوية بكين 2022", "الألعاب الأولمبية الشتوية بكين 2022=2022"},
		{"last named only", "في العام نفسه", ""},
		{"before a year", "قبل عام 2020", "عام 2020=2020"},
		{"hours", "قبل ساعات قليلة", ""},
		{"named after a day", "هجمات 11 سبتمبر وميدان 6 أكتوبر", ""},
		{"the same with its year", "هجمات 11 سبتمبر 2001", "11 سبتمبر 2001=2001-09-11"},
		{"metres", "ارتفاعه 1200 م تقريبا", ""},
		{"villages", "في 2000 قرية", ""},
		{"version", "version 2.0.2020 and 192.168.2.1", ""},
		{"time alone", "at 10:30 the bell rang", ""},
		{"fraction", "3/4 of a cup, 24/7 service, a 50-50 chance", ""},
		{"verbs", "They may march in. March on! You must spring up and fall back.", ""},
		{"temperatures and prices", "It is 2020°, costs €1999 or 1999$ and 2020%", ""},
		{"grouped digits", "2,020 people in 1,999 houses", ""},
		{"hash and address", "#2020 user2020 v2020 2020x http://example.org/2020/x", ""},
		{"thirteenth month", "13/13/2022 and 2022-13-01", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := found(Dates(c.text, Options{Published: day(t, "2022-02-04")})); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

func TestOrderOfDayAndMonth(t *testing.T) {
	for _, c := range []struct{ lang, first, other string }{
		{"en", "2022-02-04", "2022-04-02"},
		{"ar", "2022-02-04", "2022-04-02"},
		{"en-US", "2022-04-02", "2022-02-04"},
	} {
		finds := Dates("4/2/2022", Options{Lang: c.lang})
		if len(finds) != 1 || finds[0].Date.EDTF != c.first || len(finds[0].Readings) != 1 || finds[0].Readings[0].Date.EDTF != c.other {
			t.Errorf("%s: %+v", c.lang, finds)
		}
	}
}

func TestWithoutADay(t *testing.T) {
	if got := found(Dates("Yesterday, on Friday, two years ago, in March, last week: 4 May 1970.", Options{})); got != "4 May 1970=1970-05-04" {
		t.Errorf("without the day of the text: %s", got)
	}
	finds := Dates("4 February 2022\n\nHe left yesterday.", Options{})
	if got := found(finds); got != "4 February 2022=2022-02-04|yesterday=2022-02-03" || finds[0].Why != NoteDateline {
		t.Errorf("with a dateline: %s", got)
	}
}

func FuzzDates(f *testing.F) {
	for _, l := range readLabelled(f) {
		f.Add(l.text, l.lang)
	}
	for _, l := range readSet(f, "languages.tsv") {
		f.Add(l.text, l.lang)
	}
	for _, c := range readCases(f) {
		f.Add(c[3], c[1])
	}
	f.Add("the day before the day after last Monday of the week of the week of 4 May", "en")
	f.Add("الأحد الثاني من أول أحد من عيد الفطر 1 نهاية الأسبوع من الأسبوع", "ar")
	f.Add("mil mil deux mille cent cent vingt et un de mai fin de l'an dernier 9.9.99", "fr")
	f.Add("من من من 4 إلى 4–4–4 4/4/4444 BC of of 年年2020年13月", "")
	f.Add("\xff\u0640و\u0640ب2020 بين بين 9999 ق.م 1-1-1 '90s 99999999999999999999", "fa")
	f.Fuzz(func(t *testing.T, text, lang string) {
		published := dates.Date{}
		if len(text)%2 == 0 {
			published = day(t, "2022-02-04")
		}
		last := 0
		for _, f := range Dates(text, Options{Lang: lang, Published: published}) {
			if f.Start < last || f.End <= f.Start || f.End > len(text) || text[f.Start:f.End] != f.Text {
				t.Fatalf("span %d–%d after %d of %d", f.Start, f.End, last, len(text))
			}
			last = f.End
			if utf8.ValidString(text) && !utf8.ValidString(f.Text) {
				t.Fatalf("%q cuts a character", f.Text)
			}
			if d, err := dates.Parse(f.Date.EDTF); err != nil || d != f.Date || d.Lo >= d.Hi {
				t.Fatalf("%q is %+v: %v", f.Text, f.Date, err)
			}
			if f.Confidence <= 0 || f.Confidence > 1 || !slices.Contains(Kinds(), f.Kind) || !slices.Contains(Notes(), f.Why) {
				t.Fatalf("%+v", f)
			}
		}
	})
}

func BenchmarkDates(b *testing.B) {
	for _, lang := range []string{"ar", "en"} {
		b.Run(lang, func(b *testing.B) {
			var text strings.Builder
			for _, l := range readLabelled(b) {
				if l.lang == lang {
					text.WriteString(l.text + "\n")
				}
			}
			o := Options{Lang: lang, Published: day(b, "2022-02-04")}
			b.SetBytes(int64(text.Len()))
			b.ReportAllocs()
			for b.Loop() {
				Dates(text.String(), o)
			}
		})
	}
}

// BenchmarkLexicons measures what the first use costs.
func BenchmarkLexicons(b *testing.B) {
	for b.Loop() {
		for _, fill := range []func(*lexicon){fillArabic, fillEnglish} {
			fill(&lexicon{words: map[string]meaning{}})
		}
	}
}

// TestHostileText is about texts that would make a careless grammar take the
// square of their length, or more: then this test would not end.
func TestHostileText(t *testing.T) {
	o := Options{Published: day(t, "2022-02-04")}
	for _, phrase := range []string{
		"about ", "late ", "8 pm ", "from ", "between 1 and ", "4 ", "4/", "Friday ", "the following ", "January 2020 ", "نحو ", "و", "4–", "年", "من ", "كانون ", "twenty ",
		"19-", "2017/Oct/", "18th and ", "last ", "second Sunday of ", "'98 ", "Nov-", "twenty-sixth of ", "قبل ", "66 million ", "the first half of the ", "XIX ", "c. ", "العقد الأول من ",
		"9.12.15 ", "the week of ", "the day before last ", "in two weeks ", "Christmas ", "A.D. ", "1914/15 ", "MÖ 5. ", "أول أحد من ", "the last Monday of the month ", "over the weekend ", "born ", "it was ",
	} {
		text := strings.Repeat(phrase, 200_000/len(phrase))
		last := 0
		for _, f := range Dates(text, o) {
			if f.Start < last || f.End <= f.Start || f.End > len(text) {
				t.Fatalf("%q many times over: a find at %d to %d after one that ended at %d", phrase, f.Start, f.End, last)
			}
			last = f.End
		}
	}
}
