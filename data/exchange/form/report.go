package form

// Report is what came of a file that was imported, or would come of it.
type Report struct {
	File   string `json:"file"`
	Format string `json:"format"` // its Name; "" where the file could not be read
	// Made are rows that are new: events, eras, articles with a text and references,
	// which have none, annotations.
	Events     int `json:"events"`
	Eras       int `json:"eras"`
	Articles   int `json:"articles"`
	References int `json:"references"`
	Notes      int `json:"notes"`
	// Waiting are those of the notes whose article has no text yet to find their words in.
	Waiting int `json:"waiting,omitempty"`
	// ToCheck are those whose passage is found with a doubt, Orphans those whose passage is
	// found nowhere in the text.
	ToCheck int `json:"to_check,omitempty"`
	Orphans int `json:"orphans,omitempty"`
	// Filled are references of the library that get their text; they are updated, too.
	Filled int `json:"filled,omitempty"`
	// Of rows that an earlier import made, or of the same source: with fields that changed in the file since,
	// without any, with fields that changed both there and here, and those that the file
	// does not have any more.
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	Conflicts int `json:"conflicts"`
	Gone      int `json:"gone"`

	Skipped []SkippedRow `json:"skipped"`
	Dropped []Count      `json:"dropped"`
	Error   string       `json:"error,omitempty"` // why the file could not be read
}

// SkippedRow is a Skipped in words.
type SkippedRow struct {
	Where string `json:"where"`
	Why   string `json:"why"`
}

// SkippedRows puts what was skipped into English, for a report.
func SkippedRows(skipped []Skipped) []SkippedRow {
	rows := make([]SkippedRow, len(skipped))
	for i, s := range skipped {
		rows[i] = SkippedRow{s.Where.String(), s.Reason()}
	}
	return rows
}
