package reading

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

// Question asks the reader to select the words that something belongs to.
type Question struct {
	Article data.ID               // the one to select in
	Words   string                // those that it belonged to
	Chosen  func(anchor.Selector) // takes those that were selected
}
