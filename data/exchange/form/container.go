package form

import (
	"context"

	"tarikh.org/tarikh/data/dates"
)

// Container is an open file that holds many articles, of which a reader chooses some: a
// list of what is in it, whose texts are read only when they are wanted.
type Container struct {
	Title   string // of the whole
	Entries []Entry
	// Skipped and Dropped are what the list leaves out.
	Skipped []Skipped
	Dropped Dropped
	// Read reads the entries with these places in Entries, in their order. The document's
	// Pages are read from the file when they are written.
	Read func(ctx context.Context, chosen []int, o Options) (Document, error)
}

// Entry is an article in a container, as the list tells of it.
type Entry struct {
	Title string
	URL   string     // http or https; "" where it has none
	Date  dates.Date // of publication; zero if the list does not say
	Saved int64      // when it was saved or received, Unix seconds; 0 if unknown
	Size  int64      // of what is read, in bytes; 0 if unknown
	Kind  EntryKind
	Key   string // its id in the file, see Source
	Place Place
}

// EntryKind is what an entry of a container is.
type EntryKind string

// The kinds. A reference has an address and no text.
const (
	PageEntry      EntryKind = "page"
	ArticleEntry   EntryKind = "article"
	MessageEntry   EntryKind = "message"
	ChapterEntry   EntryKind = "chapter"
	ReferenceEntry EntryKind = "reference"
)

// EntryKinds returns all kinds.
func EntryKinds() []EntryKind {
	return []EntryKind{PageEntry, ArticleEntry, MessageEntry, ChapterEntry, ReferenceEntry}
}

// Usual are the places of the entries that are read where nobody chooses: those that have
// a text, or all where none has.
func (c *Container) Usual() []int {
	var all, texts []int
	for i, e := range c.Entries {
		all = append(all, i)
		if e.Kind != ReferenceEntry {
			texts = append(texts, i)
		}
	}
	if len(texts) == 0 {
		return all
	}
	return texts
}
