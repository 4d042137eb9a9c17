package sqlite_test

import (
	"fmt"
	"testing"

	"tarikh.org/tarikh/data"
)

// The background indexes rows in chunks (64 articles), each of which begins right
// after the last row of the one before: every row is found by its own words.
func TestBackgroundIndexingLeavesNoRowOut(t *testing.T) {
	const articles = 2*64 + 3
	path := libraryPath(t)
	s := create(t, path)
	day := sampleEdit(t, 1).Events[0].After.Date
	e := data.Edit{Label: "edit.sample"}
	for i := range articles {
		a := data.Article{ID: data.NewID(), Title: fmt.Sprintf("Report r%d", i), Published: day}.WithText("Ships left the harbour.\n")
		e.Articles = append(e.Articles, data.Insert(a))
	}
	apply(t, s, e)
	closeStore(t, s)
	execRaw(t, path, "UPDATE indexed SET rules = 0")
	s = open(t, path)
	whenIndexed(t, s)
	for i := range articles {
		if n := found(t, s, fmt.Sprintf(`"r%d"`, i)); n != 1 {
			t.Errorf("article %d of %d is found %d times", i+1, articles, n)
		}
	}
	noProblems(t, s)
}
