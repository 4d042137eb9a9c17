// Package storetest is the conformance suite of [data.Store]: what the interface
// promises, as tests that every implementation passes: [Common] by all, [SingleUser] by
// libraries with one history for all who open them, [Team] by those of which each person
// has their own. What is a store's own (files, locks, servers) it tests itself.
package storetest

import (
	"testing"

	"tarikh.org/tarikh/data"
)

// Maker makes the libraries of the suite and looks into them.
type Maker struct {
	// New returns an empty library that is open for writing and closes it when the
	// test that was given ends.
	New func(t testing.TB) data.Store
	// Reopen closes a library and opens it again, as New does.
	Reopen func(t testing.TB, s data.Store) data.Store
	// Dump returns all that is stored, a row each, in an order that does not depend
	// on the order of edits; without revisions, the journal, and what follows from
	// the rest.
	Dump func(t testing.TB, s data.Store) []string
	// Slow: what needs many rows has fewer in a quick run.
	Slow bool
	// As opens a library that is open for another person, too, who may write; nil where
	// there is one person.
	As func(t testing.TB, s data.Store, person string) data.Store
}

// suite is tests by their names.
type suite []struct {
	name string
	test func(*testing.T, data.Store)
}

func (all suite) run(t *testing.T, m Maker) {
	for _, c := range all {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(t, m.New(t))
		})
	}
}

// Common tests what every store does.
func Common(t *testing.T, m Maker) {
	suite{
		{"an empty library", emptyLibrary},
		{"rows come back as they were written", rowsComeBack},
		{"rows are changed and deleted", rowsChange},
		{"the library is renamed", libraryRenamed},
		{"text of every kind is kept", textKept},
		{"a row that is not there is not found", notFound},
		{"events are in the order of time", eventOrder},
		{"columns number the tracks", columnTracks},
		{"tracks, articles and annotations are in order", listOrder},
		{"an article may have no date", datelessArticle},
		{"excerpts are in order and counted", excerptOrder},
		{"titles and events come in the order asked", captions},
		{"earlier texts and pages", editions},
		{"a reference gets its text", referenceFilled},
		{"what was dismissed, and the saved views, are in order", reviewOrder},
		{"replies follow what they answer", replies},
		{"where rows came from", origins},
		{"a row of a source that came in twice is found", originsTwice},
		{"tags are counted and found", tags},
		{"doubts are listed", doubts},

		{"an invalid row is refused", invalidRefused},
		{"a row changed meanwhile is a conflict", staleConflict},
		{"an ID that is there already is a conflict", insertConflict},
		{"a row that others refer to stays", referredConflict},
		{"a row that refers to nothing is refused", danglingConflict},
		{"an edit that fails changes nothing", failingEditChangesNothing},
		{"the order of changes does not matter", orderOfChanges},
		{"an edit that changes nothing is not journaled", unchangedNotJournaled},
		{"revisions grow and are stamped", revisions},
		{"the edit comes back as applied", editComesBack},

		{"undo and redo", undoRedo},
		{"a new edit drops what could be redone", redoDropped},
		{"an article deleted from a listing is undone with its text", undoListedArticle},
		{"typing is one step", typingMerges},
		{"an edit that is taken back while typing leaves nothing", mergeToNothing},
		{"what does not merge", mergesRefused},
		{"typing goes on after an undo", typingAfterUndo},
		{"the steps of the journal", steps},
		{"what steps are about", stepTitles},
		{"going to any step", goTo},
		{"going over edits that need each other", goToDependent},
		{"a way that is cancelled changes nothing", goToCancelled},
		{"any edits can be undone and made again", func(t *testing.T, s data.Store) { anyEditsUndone(t, s, m) }},

		{"fields that two people change", func(t *testing.T, s data.Store) { fieldsOfTwo(t, s, m) }},
		{"the title that two people change", func(t *testing.T, s data.Store) { titleOfTwo(t, s, m) }},
		{"what one adds to what the other deletes", func(t *testing.T, s data.Store) { dependentsOfTwo(t, s, m) }},
		{"what two people change and cannot be together", func(t *testing.T, s data.Store) { unfitOfTwo(t, s, m) }},
		{"steps that two people put in order", func(t *testing.T, s data.Store) { orderOfTwo(t, s, m) }},

		{"rows by their IDs", rowsByTheirIDs},
		{"pictures and stories are listed", picturesListed},
		{"pictures are undone with their bytes", picturesUndone},

		{"parts are one step", partsAreOneStep},
		{"parts change and delete", partsChangeAndDelete},
		{"parts that are refused", partsRefused},
		{"a step of many rows", func(t *testing.T, s data.Store) { manyPartsUndone(t, s, m) }},
		{"a step of many rows, cancelled", manyPartsCancelled},
		{"other edits wait for parts", partsHoldOthers},
		{"what parts have written is found", partsAreFound},
		{"the hash of the content", func(t *testing.T, s data.Store) { contentHashed(t, s, m) }},

		{"what was changed is told", changesTold},
		{"changes past what is listed are told as all", changesTooMany},
		{"waiting ends with a change", waitEnds},

		{"searching finds words and fields", searchFinds},
		{"hits show what was found", searchHits},
		{"entities, pictures, stories and steps are found", searchOthers},
		{"words that are a date", searchDated},
		{"words are found in an article", findsInArticle},
		{"the best hits come first", searchRanks},
		{"searching follows edits", searchFollowsEdits},
		{"states follow edits", statesFollowEdits},
		{"filters match events", filtersMatch},
		{"a time is on the day of its own clock", ownDays},
		{"a time is on its day in the zone of the axis", zonedDays},
		{"the zone of the axis is undone", zoneUndone},
		{"edits and zones of the axis", zonedEdits},
		{"counts by value", facetsCount},
		{"events are sorted", eventsSorted},
		{"no query fails", noQueryFails},
		{"searching is cancelled", searchCancelled},

		{"readers see whole edits", readersSeeWholeEdits},
		{"writers take turns", writersTakeTurns},
		{"a reader may read inside a listing", readInsideListing},
		{"a cancelled call ends", cancelledCalls},
		{"an edit cancelled midway changes nothing", cancelledMidway},
		{"a closed store refuses", closedRefuses},
		{"a sound library has no problems", soundCheck},
	}.run(t, m)
}

// SingleUser tests the one history of a library.
func SingleUser(t *testing.T, m Maker) {
	suite{
		{"one history is left to who opens it next", func(t *testing.T, s data.Store) { historyIsLeft(t, s, m) }},
		{"going back to the first step undoes all", allUndone},
	}.run(t, m)
}

// Team tests a library in which several people write.
func Team(t *testing.T, m Maker) {
	suite{
		{"each undoes their own", func(t *testing.T, s data.Store) { ownUndone(t, s, m) }},
		{"one goes over one's own steps", func(t *testing.T, s data.Store) { ownWay(t, s, m) }},
		{"the journal says who", func(t *testing.T, s data.Store) { journalSaysWho(t, s, m) }},
		{"typing of two does not merge", func(t *testing.T, s data.Store) { typingApart(t, s, m) }},
		{"a conflict says whom it is with", func(t *testing.T, s data.Store) { conflictSaysWho(t, s, m) }},
		{"everybody is told of all, without gaps", func(t *testing.T, s data.Store) { toldWithoutGaps(t, s, m) }},
		{"random edits of three", func(t *testing.T, s data.Store) { randomEditsOfThree(t, s, m) }},
	}.run(t, m)
}
