package reading

import "tarikh.org/tarikh/data"

// Question asks the reader to select the words that something belongs to.
type Question struct {
	Article data.ID // the one to select in
	Words   string  // those that it belonged to
	// Chosen takes the bytes of the article's text that were selected. Where it fails,
	// the error is shown and the question stays.
	Chosen func(a data.Article, start, end int) error
}
