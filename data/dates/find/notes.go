package find

import "tarikh.org/tarikh/data/dates"

// Note says why a date is what it is, as a key for words of one's own.
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
	NoteJalali     Note = "jalali"      // from the solar calendar of Iran
	NoteRelative   Note = "relative"    // in a field: counted from today
	NoteShortYear  Note = "year.short"  // a year of two digits, taken for one near to today or the text's own date
	NoteWeekday    Note = "weekday"     // that day is another day of the week than the text says
	NoteDateline   Note = "dateline"    // the line of its own that dates the text
	NoteContext    Note = "context"     // completed from the last date named
	NoteNearest    Note = "nearest"     // completed so that it lies next to the text's own date
	NoteCounted    Note = "counted"     // counted from the text's own date, or from the last one named
	NoteBefore     Note = "before"      // a time that a clock shows twice: before it is put back
	NoteAfter      Note = "after"       // and after that
	NoteGap        Note = "gap"         // a time that a clock put forward leaves out: by the clock before
	NoteThatDay    Note = "that.day"    // the day of the week next to the text's own date, on the side that the words say
)

// Notes returns all notes.
func Notes() []Note {
	return []Note{
		NoteExact, NoteWords, NoteDayFirst, NoteMonthFirst, NoteDecade, NoteCentury, NoteOffset, NoteSpan, NoteHijri, NoteTabular,
		NoteJalali, NoteRelative, NoteShortYear, NoteWeekday, NoteDateline, NoteContext, NoteNearest, NoteCounted, NoteThatDay,
		NoteBefore, NoteAfter, NoteGap,
	}
}

// Reading is one way to understand what a text names.
type Reading struct {
	Date dates.Date
	Note Note
	// Zone is the time zone that the text names, by its IANA name, and by which Date has
	// its offset; "" for none.
	Zone string
}
