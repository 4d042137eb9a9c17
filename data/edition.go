package data

import (
	"crypto/sha256"
)

// Edition is an earlier text of an article, kept when the article was added again with
// another one.
type Edition struct {
	ID       ID
	Rev      int64
	Article  ID
	Replaced int64 // Unix seconds, when it was replaced by a newer text
	Text     string
	Length   int               // len(Text), also where a listing leaves Text out
	Hash     [sha256.Size]byte // SHA-256 of Text
	Blocks   []Block
	Page     [sha256.Size]byte // see Article.Page
}

// Page is a file as it was received, from which an article was made, so that
// the article outlives its web site. It is named by its bytes and never changes.
type Page struct {
	Hash    [sha256.Size]byte // SHA-256 of Body
	Media   string            // media type as received: "text/html; charset=windows-1256"
	URL     string            // where it came from after redirects; empty if not from the web
	Fetched int64             // Unix seconds
	Body    []byte            // as received; the store compresses it
}

// NewPage names a page by its body.
func NewPage(body []byte, media, url string, fetched int64) Page {
	return Page{Hash: sha256.Sum256(body), Media: media, URL: url, Fetched: fetched, Body: body}
}

// MergeWindow is how old, in seconds, the newest edit may be for another with
// the same Merge to become part of it.
const MergeWindow = 60

// MergeRows is how many rows that edit may have changed.
const MergeRows = 100

// ManyRows is how many rows a step may have changed of which the edit is given when it is
// undone or redone: a larger one is given with its label alone.
const ManyRows = 10_000

// Step is an edit in the journal.
type Step struct {
	N      int64 // its number: greater is newer
	Time   int64 // Unix seconds of its last change
	Label  string
	Rows   int    // how many it changed
	Title  string // of the one event, article, track or view that it is about; "" for none or several
	Undone bool
	Who    string // whose it is, in a library of several people; "" otherwise
}

// TagCount is a tag and how many events and annotations carry it.
type TagCount struct {
	Tag                 string
	Events, Annotations int
}
