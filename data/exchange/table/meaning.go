package table

// Meaning is what a column says of an event.
type Meaning string

// The meanings. A date is in one column (Start) or in several (Year, Month, Day, Time).
const (
	Keep        Meaning = "keep"   // nothing that an event has a field for: a line of the description
	Ignore      Meaning = "ignore" // left out, and counted
	Title       Meaning = "title"
	Start       Meaning = "start"
	End         Meaning = "end" // the last day, month or year; a time is when it is over
	Year        Meaning = "year"
	Month       Meaning = "month"
	Day         Meaning = "day"
	Time        Meaning = "time"
	EndYear     Meaning = "end-year"
	EndMonth    Meaning = "end-month"
	EndDay      Meaning = "end-day"
	EndTime     Meaning = "end-time"
	Duration    Meaning = "duration"     // "3 days", from the start on
	LatestStart Meaning = "latest-start" // Start is the earliest one then
	EarliestEnd Meaning = "earliest-end" // End is the latest one then
	Display     Meaning = "display"      // the date in words, which may say how sure it is
	OtherTitle  Meaning = "other-title"  // in another language: the title where there is no other
	Text        Meaning = "text"
	Track       Meaning = "track"
	Tags        Meaning = "tags"
	Place       Meaning = "place"
	Source      Meaning = "source"
	Address     Meaning = "address"
	Picture     Meaning = "picture" // its address
	Importance  Meaning = "importance"
	ID          Meaning = "id"
	EventTitle  Meaning = "event" // the title of an event of its own, on the track of the column

	// These are found and not chosen: in tables of other programs, and what is redundant.
	RowType   Meaning = "type"       // what the row is: an event, a title, an era
	StartNear Meaning = "start-near" // whether the start is approximate
	EndNear   Meaning = "end-near"   // whether the end is
	Precision Meaning = "precision"  // of the start: 1 a day, 2 a week, 3 a month
	Ongoing   Meaning = "ongoing"    // whether it has not ended
	Entity    Meaning = "entity"     // names of people and things, which become tags
	Redundant Meaning = "redundant"  // what other columns say: left out and not counted
)

// Meanings returns the meanings that a reader may choose from, in the order of a menu.
func Meanings() []Meaning {
	return []Meaning{
		Title, OtherTitle, Start, End, Text, Track, Tags, Place, Actors, Source, Address, Picture, Importance, ID, EventTitle,
		Year, Month, Day, Time, EndYear, EndMonth, EndDay, EndTime, Duration, LatestStart, EarliestEnd, Display, Keep, Ignore,
	}
}

// repeats reports whether several columns may have a meaning.
func (m Meaning) repeats() bool {
	switch m {
	case Keep, Ignore, OtherTitle, Tags, Place, Actors, Address, Picture, EventTitle, Entity, Redundant:
		return true
	}
	return false
}

// dated reports whether the cells are dates as a whole.
func (m Meaning) dated() bool {
	return m == Start || m == End || m == LatestStart || m == EarliestEnd
}
