// Package annotations is what the formats of annotations have in common: how what other
// programs say of a passage becomes a note of the library, and their discussions ours.
//
// The one idea behind it: other programs know an annotation by what it is on, an address or
// a title, and by the words that it quotes. So each source becomes one reference, an article
// without a text, and each annotation a note on it with its quotation as the anchor; whether
// the library has the text, and where in it the words are, is found when the document is
// compared with it. Replies have one level here: a deeper one answers the first note of its
// thread, and their order stays.
package annotations

import (
	"context"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// Annotation is one of a file.
type Annotation struct {
	form.Source
	// Note has what a reader of a format fills in itself: Event, Span, Text, Author, Colour,
	// Tags, Created, Changed and Private.
	Note data.Annotation
	On   Page // zero where the note is on an event or a span of time
	Quote
	// Thread are the keys of the annotations that it answers, the first one first; empty
	// for one that begins a thread.
	Thread []string
}

// Page is what annotations are on, as far as their file says it. It needs an address or a
// title.
type Page struct {
	URL    string // or another name of it, such as urn:x-pdf:…
	Name   string // what tells it from others in its file where it has no address
	Title  string
	Author string // a byline
	// Citation is what else is known, by which the page may be known to the library.
	Citation data.Citation
}

// IsZero reports whether it has neither.
func (p Page) IsZero() bool { return p.address() == "" && form.Line(p.Title) == "" }

// address is the address of the whole page.
func (p Page) address() string {
	address, _, _ := strings.Cut(form.Line(p.URL), "#")
	return strings.TrimSpace(address)
}

// Quote is the passage that an annotation is on, as it is written there; zero for all of
// the page.
type Quote struct {
	Exact, Prefix, Suffix string
	// Position is where it begins, in characters of what the file takes for the text: no
	// more than a hint. 0 if it is not known.
	Position int
}

// Reader puts a document together, whose annotations come in any order.
type Reader struct {
	form.Document
	ctx     context.Context
	options form.Options
	pages   map[string]data.ID // by what tells them apart
	threads map[string]data.ID // the notes that begin one, by their keys
	replies []reply
	byKey   map[string]int // of replies
}

// reply is an annotation of which it is not known yet what it answers.
type reply struct {
	Annotation
	state uint8
	root  data.ID // the note that begins its thread, itself where that is lost; zero if it is left out
}

// The states of a reply: whether its thread is known.
const (
	unknown uint8 = iota
	sought
	known
)

// MaxAnnotations is how many annotations of a file are read.
const MaxAnnotations = 500_000

// batch is after how many annotations it is looked whether the reader is still wanted.
const batch = 1024

// NewReader returns a Reader for one file.
func NewReader(ctx context.Context, o form.Options) *Reader {
	return &Reader{
		ctx: ctx, options: o,
		pages: map[string]data.ID{}, threads: map[string]data.ID{}, byKey: map[string]int{},
	}
}

// Names under which is counted what a note has no place for.
const (
	DeepReplies = "levels of replies"
	LostParents = "annotations that were answered"
)

// DefaultColour is that of notes of which a file does not say it.
const DefaultColour = "amber"

// Step is asked before the annotation number i (from 0), at done of the file (0 to 1). It
// returns ctx.Err(), or an error where there are too many.
func (r *Reader) Step(file form.File, i int, done float64) error {
	if i == MaxAnnotations {
		return file.Fail(form.Place{}, "it has more than %d annotations; that is the most that is read", MaxAnnotations)
	}
	if i%batch != 0 {
		return nil
	}
	if r.options.Progress != nil {
		r.options.Progress(done)
	}
	return r.ctx.Err()
}
