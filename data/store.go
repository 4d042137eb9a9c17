package data

import (
	"context"
	"iter"
)

// Store is an open library, wherever it is kept: what only a file does is in File.
// Its methods may be called from any goroutine; each sees the state after the last
// edit that was applied before it began. Errors wrap those of errors.go where they
// apply, and ctx.Err() when cancelled.
type Store interface {
	Searcher
	Feed

	// Library returns what the library says of itself.
	Library(ctx context.Context) (Library, error)
	// Counts returns the numbers of rows.
	Counts(ctx context.Context) (Counts, error)
	// Tracks returns all tracks by Order, then ID.
	Tracks(ctx context.Context) ([]Track, error)

	// Event returns one event, or ErrNotFound.
	Event(ctx context.Context, id ID) (Event, error)
	// Events yields all events in the order of Columns; it stops at the first error.
	Events(ctx context.Context) iter.Seq2[Event, error]
	// Columns returns what the timeline needs of every event.
	Columns(ctx context.Context) (Columns, error)
	// Captions returns what a timeline writes beside events, in the order of ids;
	// the zero Caption where there is no such event.
	Captions(ctx context.Context, ids []ID) ([]Caption, error)
	// EventRows returns events in the order of ids; the zero Event where there is
	// no such event.
	EventRows(ctx context.Context, ids []ID) ([]Event, error)
	// EventOrder returns the places in cols that places lists (nil: all), sorted by
	// a column of a table of events; equal ones by date. cols as for Matching.
	EventOrder(ctx context.Context, cols Columns, places []int32, by EventKey, descending bool) ([]int32, error)

	// Article returns one article with its text, or ErrNotFound.
	Article(ctx context.Context, id ID) (Article, error)
	// Articles returns all articles without their text, newest first, those without a date last.
	Articles(ctx context.Context) ([]Article, error)
	// Editions returns the earlier texts of an article without their text, newest
	// first; Edition one with it, or ErrNotFound.
	Editions(ctx context.Context, article ID) ([]Edition, error)
	Edition(ctx context.Context, id ID) (Edition, error)
	// Page returns a page as it was received, or ErrNotFound.
	Page(ctx context.Context, hash [32]byte) (Page, error)

	// Excerpt returns one excerpt, or ErrNotFound.
	Excerpt(ctx context.Context, id ID) (Excerpt, error)
	// EventExcerpts returns the excerpts that report an event, by the article's
	// date, then place in the article.
	EventExcerpts(ctx context.Context, event ID) ([]Excerpt, error)
	// ArticleExcerpts returns the excerpts of an article by Anchor.Compare.
	ArticleExcerpts(ctx context.Context, article ID) ([]Excerpt, error)
	// ExcerptCounts returns the number of excerpts of each event that has any.
	ExcerptCounts(ctx context.Context) (map[ID]int, error)
	// ArticleExcerptCounts returns the number of excerpts of each article that has any.
	ArticleExcerptCounts(ctx context.Context) (map[ID]int, error)

	// DoubtedEvents returns the events that an excerpt to check reports, by ID.
	DoubtedEvents(ctx context.Context) ([]ID, error)

	// Annotations returns all annotations by Created, then ID.
	Annotations(ctx context.Context) ([]Annotation, error)
	// AnnotationRows returns annotations in the order of ids; the zero Annotation
	// where there is no such one.
	AnnotationRows(ctx context.Context, ids []ID) ([]Annotation, error)
	// EventAnnotations and ArticleAnnotations return those on one event (by
	// Created), or in one article (by Anchor.Compare; those on the whole article
	// first), and after them the replies to them, by Created.
	EventAnnotations(ctx context.Context, event ID) ([]Annotation, error)
	ArticleAnnotations(ctx context.Context, article ID) ([]Annotation, error)
	// Tags returns every tag in use, by Tag.
	Tags(ctx context.Context) ([]TagCount, error)
	// Tagged returns the events, in the order of Columns, and the annotations, by
	// Created, that carry a tag.
	Tagged(ctx context.Context, tag string) ([]Event, []Annotation, error)
	// Dismissals returns what was dismissed in an article, by Anchor.Start.
	Dismissals(ctx context.Context, article ID) ([]Dismissal, error)
	// Views returns the saved views by Order, then ID.
	Views(ctx context.Context) ([]View, error)
	// Origins returns where rows came from: those of one source by Foreign, of all ("") by
	// Source and Foreign.
	Origins(ctx context.Context, source string) ([]Origin, error)
	// Entities returns all persons, organisations and places by Name, then ID.
	Entities(ctx context.Context) ([]Entity, error)
	// EventMentions returns what says that entities have to do with an event, EntityMentions
	// in which events an entity is; by ID.
	EventMentions(ctx context.Context, event ID) ([]Mention, error)
	EntityMentions(ctx context.Context, entity ID) ([]Mention, error)
	// EventRelations returns what an event has to do with others, from it and to it, by ID.
	EventRelations(ctx context.Context, event ID) ([]Relation, error)
	// Relations returns what all events have to do with others, by ID.
	Relations(ctx context.Context) ([]Relation, error)
	// Picture returns one picture, or ErrNotFound.
	Picture(ctx context.Context, id ID) (Picture, error)
	// Pictures returns the pictures and other files of an event, an article or a story, by
	// Position, Order, then ID. Page gives their bytes.
	Pictures(ctx context.Context, of ID) ([]Picture, error)
	// LeadPictures returns the first image of each event that has any.
	LeadPictures(ctx context.Context) (map[ID]Picture, error)
	// Stories returns all stories by Order, then ID; StorySteps the steps of one by Order,
	// then ID; EventSteps the steps of all stories that show an event, by ID.
	Stories(ctx context.Context) ([]Story, error)
	StorySteps(ctx context.Context, story ID) ([]StoryStep, error)
	EventSteps(ctx context.Context, event ID) ([]StoryStep, error)
	// Rows yields all rows of a kind by ID, without their texts; it stops at the first
	// error.
	Rows(ctx context.Context, kind Kind) iter.Seq2[Row, error]
	// RowsByID returns rows of a kind with their texts, in the order of ids; nil where there
	// is no such row.
	RowsByID(ctx context.Context, kind Kind, ids []ID) ([]Row, error)
	// OriginSources returns the sources of all origins, in order.
	OriginSources(ctx context.Context) ([]string, error)

	// Apply validates and writes an edit in one transaction with its journal entry, and
	// drops what could be redone. It returns the edit as applied: Before as it was
	// stored, After with its new Rev. Of Before only ID and Rev count. An edit that
	// changes nothing is not journaled. One with a Merge equal to that of the newest
	// entry, while nothing is undone and that entry's last change is at most
	// MergeWindow old, becomes part of that entry (unless that has changed more than
	// MergeRows); where the two change nothing, neither is kept. Errors: *InvalidError,
	// ErrConflict, ErrNotFound (a row to change is gone), ErrReadOnly (the text says
	// why), ErrCorrupt (see Health), ErrFull, ErrBusy, ErrMoved,
	// ErrOverwritten, ErrLinked. No error contains the
	// label, which is a message key.
	Apply(ctx context.Context, e Edit) (Edit, error)
	// ApplyAll writes the edits of parts as one: in one transaction, with one revision and
	// one step of undo, whatever their Label and Merge say. The store has no more than a
	// part in memory, some thousand rows at best. It returns the step, or the zero Step if
	// nothing has changed. An error of parts ends it and is returned; so does ctx. After
	// any error, and after a crash, nothing of it is in the library.
	//
	// What a row refers to may come in another part, before it or after; that is checked at
	// the end. (It is faster if it comes before: tracks, pages and articles, events, then
	// what refers to them.) A row is changed by one part at most, and Before has the Rev
	// from before the first. progress may be nil; it is called after each part with the
	// number of rows that were changed. Other edits wait until all is written, so parts
	// must not write to the store, and should have what it yields at hand.
	ApplyAll(ctx context.Context, label string, parts iter.Seq2[Edit, error], progress func(rows int)) (Step, error)
	// Undo reverts the newest edit that is not undone, Redo applies the oldest one that
	// is; both return the edit that was made (for Undo the inverse) and survive closing
	// and opening. ErrNothing where there is none. Of a step that changed more than
	// ManyRows the edit has its label alone, and how much is done is told (WithProgress).
	Undo(ctx context.Context) (Edit, error)
	Redo(ctx context.Context) (Edit, error)
	// History returns the labels of what Undo and Redo would act on; "" for none.
	History(ctx context.Context) (undo, redo string, err error)
	// Steps returns the journal, newest first, at most limit entries before number
	// before (0: from the newest).
	Steps(ctx context.Context, before int64, limit int) ([]Step, error)
	// GoTo undoes or redoes, in one transaction, until step n is the newest that is
	// not undone; 0 undoes all. It returns the edits made, in order, as Undo and Redo do.
	// ErrNotFound if the journal has no such step.
	GoTo(ctx context.Context, n int64) ([]Edit, error)

	// Check examines the whole library and returns what is wrong, one clear sentence
	// each; none means sound. progress, which may be nil, gets the part that is done,
	// 0 to 1.
	Check(ctx context.Context, progress func(done float64)) ([]string, error)
	// Access says whether edits are possible: what was found at opening, and
	// damage that was found since (see File.Health).
	Access() Access
	// Close leaves nothing half-done. The Store is unusable afterwards.
	Close() error
}

// Feed reports which rows of a library have changed, by any process, so that only these
// need to be read again.
type Feed interface {
	// Revision returns a number in the library that grows with every edit, undo and
	// redo.
	Revision(ctx context.Context) (int64, error)
	// Changes returns what was changed after a revision. Between it and the reading
	// of the rows more may have changed: that is in the next Changes.
	Changes(ctx context.Context, since int64) (Changes, error)
	// Wait returns the library's revision once it differs from the given one. Errors:
	// ErrMoved, ErrOverwritten, ErrLinked, ctx.Err().
	Wait(ctx context.Context, revision int64) (int64, error)
}

// Changes are the rows that were changed after some revision.
type Changes struct {
	Revision int64 // of the library now
	// All says that more was changed than is listed: everything is to be read again.
	All  bool
	Rows []ChangedRow // in the order of revisions; one for each change of a row
}

// ChangedRow is a row that was written or deleted.
type ChangedRow struct {
	Kind     Kind
	ID       ID
	Revision int64  // at which it was
	By       string // the process that did it, described as in Access.Holder
}

// Snapshotter is a Store that many write to, and that can be read as it was at one moment.
type Snapshotter interface {
	// Snapshot calls f with the library as it is now, whatever is written meanwhile, for
	// reading only; it is not to be closed, and is of no use after f. Events and Columns need
	// not be there. ErrAway where what holds the moment is lost.
	Snapshot(ctx context.Context, f func(Store) error) error
}

// AtOneMoment calls f with a library as it is now, where it is a Snapshotter, or with itself.
func AtOneMoment(ctx context.Context, s Store, f func(Store) error) error {
	if many, ok := s.(Snapshotter); ok {
		return many.Snapshot(ctx, f)
	}
	return f(s)
}

// Recaller is a Store that still knows rows which were deleted.
type Recaller interface {
	// Deleted returns a row, which is not there any more, as it was at last, with its text.
	// ErrNotFound where nothing is known of it.
	Deleted(ctx context.Context, kind Kind, id ID) (Row, error)
}

// File is a Store that is a file of its own.
type File interface {
	Store

	// Path is the library's file, absolute and with links resolved.
	Path() string
	// Held reports whether another process holds the library for writing now. If Access
	// names a Holder and Held is false, the holder has closed it: closing the library
	// and opening it again makes edits possible. It costs a few system calls.
	Held() bool
	// Health waits for the check of the file's structure that begins when a library is
	// opened for writing, and that the first edit waits for, too; if it is open for
	// reading only, the first Health begins it. Nil if the file is sound. ErrCorrupt if
	// it is damaged: then nothing can be written any more, and Access says so; what can
	// be read is read. Close cancels a check that is under way.
	Health(ctx context.Context) error
	// SaveCopy writes the library as it is now to a new file, complete and
	// synced, or not at all. ErrExists if path is there, ErrNotFound if its folder
	// is not.
	SaveCopy(ctx context.Context, path string) error
	// SaveBackup is SaveCopy, but where the file system can share the blocks of two
	// files, the copy is not compacted: it has in it what was deleted.
	SaveBackup(ctx context.Context, path string) error
	// SaveApart is SaveCopy without the texts and pages, which go to bodies; only
	// Rescuer.Join makes a library of the file again.
	SaveApart(ctx context.Context, path string, bodies Bodies) error
	// Bulk is how many bytes the texts and pages take, about.
	Bulk(ctx context.Context) (int64, error)
	// Reindex rebuilds the search index and reports progress, 0 to 1; progress may be
	// nil. A cancelled one leaves the index as it was.
	Reindex(ctx context.Context, progress func(done float64)) error
}

// Bodies takes the texts and pages of a library that is saved apart from them. An error
// ends that.
type Bodies interface {
	// Put is called once for each text and page, with the SHA-256 of its content. packed
	// reads that, compressed (RFC 1951); it need not be called for one that is known.
	Put(of [32]byte, packed func() ([]byte, error)) error
	// Complete is called after the last one, with the path of the file before it gets its
	// name.
	Complete(path string) error
}

// Opener opens and creates libraries that are files. Errors name the file.
type Opener interface {
	// Open opens a library; where another process holds it, where it cannot be
	// written, where it has more than one name and where the disk is full, for reading only (see Store.Access).
	// Errors: ErrNotFound, ErrForeign, ErrNewer, ErrCorrupt, ErrStray. A file that is
	// refused is left as it was, and so is one on a disk that is full.
	Open(ctx context.Context, path string) (File, error)
	// Read opens a library for reading only, with the errors of Open. It does not block
	// writers, does not change the file, and leaves no other file next to it. Edits of
	// a process that has it open for writing are seen; a log that a crash has left is
	// read as well and stays for the next Open (with its index, which reading may
	// make). ErrReadOnly if a crash has left an edit half-made in the file itself: only
	// Open rolls that back. If a writer opens and closes the library meanwhile, the
	// last reader to close checkpoints its log.
	Read(ctx context.Context, path string) (File, error)
	// Create makes a new library with the first edits in it, which are no steps of undo.
	// The file appears under its name when it is whole. ErrExists if path is there, ErrNotFound if its folder
	// is not, ErrName if no file can have that name.
	Create(ctx context.Context, path, title string, first ...Edit) (File, error)
	// CreateWith makes a library, fills it and closes it. The file appears when it is
	// whole; nothing stays where fill fails, whose error is returned as it is.
	CreateWith(ctx context.Context, path, title string, fill func(File) error) error
	// Fill makes a library of the rows of another one, by fill, in a file beside path that
	// is refused until it is whole, and gets its name then. Where fill fails, that file stays,
	// and the next Fill from the same library goes on with it, unless the error is
	// ErrConflict. Its Apply makes no step of undo. ErrExists if path, or another file in the
	// place of the one beside it, is there, ErrCorrupt if that is damaged, ErrBusy where
	// it is being filled.
	Fill(ctx context.Context, path string, from Library, fill func(File) error) error
}

// EventKey is a column by which a table of events is sorted.
type EventKey uint8

// The columns.
const (
	ByDate EventKey = iota
	ByTitle
	ByTrack
	ByPlace
	ByImportance
	BySource
	ByStatus // see States
)
