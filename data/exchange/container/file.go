package container

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
)

// File is an open container as a format knows it.
type File struct {
	Title   string
	Entries []form.Entry
	// Open opens the entry with that place in Entries. It is called by one goroutine at a
	// time, mostly with rising places. An error is about this entry alone, unless it is a
	// *form.Error or that of a cancelled context.
	Open func(ctx context.Context, i int) (Item, error)

	form.Document // what the list skips and drops
}

// Item is an entry that was opened.
type Item struct {
	// Source is what intake reads; without Data it is a reference. Its Embedded is called as Open
	// is.
	Source intake.Source
	// Known is what the file says of the article beside its text. Sure says that it counts
	// over what the text says of itself; else it fills what that leaves open.
	Known data.Article
	Sure  bool
	Saved int64 // Unix seconds; 0 if unknown
	Marks []Mark
}

// Mark is what a reader has marked in an article.
type Mark struct {
	Quote, Prefix, Suffix string // "" for a note on the whole
	Note                  string
	Colour, Author        string
	Tags                  []string
	Created               int64
	Key                   string
	Place                 form.Place
}

// Limits of one file: entries that are listed, and bytes of texts that are read at once.
const (
	MaxEntries = 200_000
	maxTexts   = 512 << 20
)

// kept is what an article was made of, without its body.
type kept struct {
	data.Page
	entry int
	// picture is the address of a picture in the entry; "" for what the article was made of.
	picture string
}
