package dates

import "strings"

// Preferences are what ParseHuman cannot know by itself.
type Preferences struct {
	// Today is the day that "today" means, and near which years of two digits
	// lie. Without one (a zero Month) neither is understood.
	Today Civil
}

// Note says why a Reading is what it is, as a key for words of one's own.
type Note string

const (
	NoteExact      Note = "exact"       // the text is EDTF
	NoteWords      Note = "words"       // there is one way to read it
	NoteDayFirst   Note = "day.first"   // 4/2/2022 as 4 February
	NoteMonthFirst Note = "month.first" // 4/2/2022 as 2 April
	NoteDecade     Note = "decade"      // 1900s as 1900 to 1909
	NoteCentury    Note = "century"     // 1900s as 1900 to 1999
	NoteOffset     Note = "offset"      // 10:00-11:00 as a time and its offset from UTC
	NoteSpan       Note = "span"        // 10:00-11:00 as from and to
	NoteHijri      Note = "hijri"       // from the Umm al-Qura calendar
	NoteTabular    Note = "tabular"     // from the tabular Islamic calendar, hence approximate
	NoteRelative   Note = "relative"    // counted from today
	NoteShortYear  Note = "year.short"  // a year of two digits, taken for the one nearest to today
	NoteWeekday    Note = "weekday"     // that day is another day of the week than the text says
)

// Notes returns all notes.
func Notes() []Note {
	return []Note{
		NoteExact, NoteWords, NoteDayFirst, NoteMonthFirst, NoteDecade, NoteCentury, NoteOffset,
		NoteSpan, NoteHijri, NoteTabular, NoteRelative, NoteShortYear, NoteWeekday,
	}
}

// Reading is one way to understand what somebody wrote.
type Reading struct {
	Date Date
	Note Note
}

// Understanding holds the ways to read a text, the likeliest first. There is
// more than one where the reader has to be asked.
type Understanding []Reading

// Sure returns the date if there is just one way to read it.
func (u Understanding) Sure() (Date, bool) {
	if len(u) != 1 {
		return Date{}, false
	}
	return u[0].Date, true
}

// maxHuman is the length in bytes beyond which a text is no date that a person
// typed; EDTF may be longer.
const maxHuman = 400

// ParseHuman reads a date as people write it, in English or Arabic, with any
// digits:
//
//	4 Feb 2022, Feb 4, 2022, ٤ شباط/فبراير ٢٠٢٢, 4 جانفي 2022, 2022/2/4, 4.2.2022
//	4/2/2022 (two readings, unless a part is above 12), 4/2/22
//	Feb 2022, spring 2020, Q1 2020, first half of 2020, الربع الأول من 2020
//	c. 1900, about 1900, نحو 1900, perhaps 1900, ربما 1900, 1900?
//	44 BC, 44 ق.م, 14 AD, 66 million BC, 20th century, القرن العشرون, 1990s
//	4–20 Feb 2022, 23 Jan – 8 Apr 2020, من 4 إلى 20 فبراير 2022, 1914–18, 44–40 BC
//	since 2020, until May 2020, منذ 2020
//	4 Feb 2022 20:00, 8:30 pm, 20:00 +08:00, UTC+8, yesterday 20:00, اليوم, أمس
//	1443-07-03 هـ, 3 رجب 1443, Ramadan 1442
//
// A text in EDTF is read as just that, even where people may mean another thing
// (2019-22 is the summer of 2019, 2019–22 are four years). Gregorian dates are
// proleptic: those before 1582 are not converted from the Julian calendar.
//
// Without a reading the error is a *SyntaxError; there is no error with one.
func ParseHuman(text string, p Preferences) (Understanding, error) {
	clean, at := cleaned(text)
	date, strict := Parse(clean)
	if strict == nil {
		return Understanding{{Date: date, Note: NoteExact}}, nil
	}
	if date, err := Parse(strings.ToUpper(clean)); err == nil { // 201x, 2022-02-04t20:00z
		return Understanding{{Date: date, Note: NoteExact}}, nil
	}
	var fault *SyntaxError
	if len(clean) > maxHuman {
		fault = &SyntaxError{Fault: FaultForm, Reason: "this is too long for a date"}
	} else {
		r := reading{today: p.Today}
		if r.tokens, fault = lex(clean); fault == nil {
			if u := r.understand(); len(u) > 0 {
				return u, nil
			}
			fault = r.fault
		}
	}
	out := *strict.(*SyntaxError)
	inForm := out.Fault != FaultForm && out.Fault != FaultYear
	if fault != nil && !(likeEDTF(clean) && (inForm || fault.Fault == FaultForm)) {
		out = *fault
	}
	out.Text, out.Offset = text, at[min(out.Offset, len(at)-1)]
	return nil, &out
}

// likeEDTF reports whether a text has only characters of EDTF, so that what is
// wrong with it as such is worth saying.
func likeEDTF(text string) bool {
	return strings.Trim(text, "0123456789-/.:+?~%XYTZES[]{},") == ""
}

// cleaned trims a text and puts its digits, hyphens and marks into ASCII. at is
// the place in the text of each byte, and of the end.
func cleaned(text string) (clean string, at []int) {
	var b strings.Builder
	put := func(i int, s string) {
		for range len(s) {
			at = append(at, i)
		}
		b.WriteString(s)
	}
	trimmed := strings.TrimSpace(text)
	start := strings.Index(text, trimmed)
	for i, r := range trimmed {
		if s := cleanRune(r); s != "" {
			put(start+i, s)
		}
	}
	return b.String(), append(at, start+len(trimmed))
}
