// Package form is what all formats meet in: a file of any format is read into a
// Document, and a Document is compared with the library before anything is written.
//
// The one idea behind it: a Document holds rows of the library itself, with new IDs by
// which they refer to each other, and beside each row its id in the file and the place
// where it is. So a reader of a format decides what its file says and nothing else: what
// is known already, what has changed there and here, and how it is written and undone is
// the same for all.
//
// A reader never makes a date more precise than the file has it (see Moment), never
// fetches anything, and never drops anything silently: what it leaves out is Skipped with
// its place, what no row has a field for is counted in Dropped.
package form

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// Document is what a file says. Rows that refer to each other do so by the IDs that they
// have here; see Own.
type Document struct {
	// Title and About are what the file says of the whole: a library that is made of it
	// gets that title.
	Title, About string

	Tracks   []data.Track // by name: one that the library has by that name is taken instead
	Events   []Event
	Articles []Article
	Excerpts []data.Excerpt
	Notes    []Note
	Actors   []Actor

	// Chosen says that these are some of the articles of the file: one of an earlier import
	// that is not among them may still be there.
	Chosen bool

	// Own says that the IDs are those of a library, Library, as it was at a Revision: a row
	// that is there by its ID is the same row. Rest are rows of the kinds that only a library
	// has, and pictures, inserted, Pages the bytes of pictures and what articles and editions were made of, read when they are written.
	Own      bool
	Library  data.ID
	Revision int64
	Rest     data.Edit
	Pages    iter.Seq2[data.Page, error]

	// Offered are pictures that the file has in itself; TakeOffered says that they are taken.
	Offered     []Offered
	TakeOffered bool
	// Named are the pictures that are to be looked for, while the file is read; see package offer.
	Named []Named

	Skipped []Skipped
	Dropped Dropped
}

// Source is where a row is in its file.
type Source struct {
	// Key is the row's id in the file, stable when the file is written again; "" where it
	// has none: then the row is recognised by what it says.
	Key   string
	Place Place
}

// Actor is a person or an organisation that an event has to do with, by name: one that the
// library has by that name is taken instead.
type Actor struct {
	Event data.ID
	Name  string
	Type  string // that of a new data.Entity
}

// Event is an event of a file. Its Track is one of the Document, or zero for the track
// that the caller chooses.
type Event struct {
	data.Event
	Source
}

// Article is an article of a file.
type Article struct {
	data.Article
	Source
}

// Note is an annotation of a file. An era, which is a span of time with a name, is a note
// on that span.
type Note struct {
	data.Annotation
	Source
	Era bool
}

// eraColour is that of eras of which a file does not say it.
const eraColour = "slate"

// Era returns the note on a span of time with a name. colour is one of data.Colours, or "".
func Era(span dates.Date, text, colour string, from Source) Note {
	return Note{
		Annotation: data.Annotation{ID: data.NewID(), Span: span, Text: text, Colour: cmp.Or(colour, eraColour)},
		Source:     from,
		Era:        true,
	}
}

// Edit is the edit that inserts all rows of a document, pages left out.
func (d *Document) Edit() data.Edit {
	edit := d.rest()
	for _, t := range d.Tracks {
		edit.Tracks = append(edit.Tracks, data.Insert(t))
	}
	for _, e := range d.Events {
		edit.Events = append(edit.Events, data.Insert(e.Event))
	}
	for _, a := range d.Articles {
		edit.Articles = append(edit.Articles, data.Insert(a.Article))
	}
	for _, x := range d.Excerpts {
		edit.Excerpts = append(edit.Excerpts, data.Insert(x))
	}
	for _, n := range d.Notes {
		edit.Annotations = append(edit.Annotations, data.Insert(n.Annotation))
	}
	return edit
}

// Place is where something is in a file. Its parts are zero where they mean nothing.
type Place struct {
	Sheet  string // of a workbook
	Line   int    // from 1
	Row    int    // of a table, from 1; its first line has the names of columns
	Column string // of a table, by its name
	Path   string // in a tree: "events[3]", "timeline/events/event[3]"
}

func (p Place) String() string {
	var parts []string
	if p.Sheet != "" {
		parts = append(parts, fmt.Sprintf("sheet %q", p.Sheet))
	}
	if p.Line > 0 {
		parts = append(parts, fmt.Sprintf("line %d", p.Line))
	}
	if p.Row > 0 {
		parts = append(parts, fmt.Sprintf("row %d", p.Row))
	}
	if p.Column != "" {
		parts = append(parts, fmt.Sprintf("column %q", p.Column))
	}
	if p.Path != "" {
		parts = append(parts, p.Path)
	}
	return strings.Join(parts, ", ")
}

// Why is the kind of reason for which something was skipped, for those who put it into
// words of their own.
type Why string

// The reasons.
const (
	NoDate      Why = "no_date"     // there is none where one is needed
	BadDate     Why = "bad_date"    // it cannot be read as one; Detail is its text
	OutOfRange  Why = "range"       // before or after all dates that a library holds
	NoTitle     Why = "no_title"    // neither title nor text
	Cancelled   Why = "cancelled"   // the file says that it does not take place
	TooLong     Why = "long"        // a text over the limit of its field
	NotAnEvent  Why = "not_event"   // a row of another type; Detail names the type
	Unknown     Why = "unknown"     // it refers to what is not there; Detail names it
	Repeated    Why = "repeated"    // of a recurring event, what is past the most that is read
	Unreadable  Why = "unreadable"  // not in the form of the format; Detail says how
	DeletedHere Why = "deleted"     // imported before, and deleted in the library since
	NoText      Why = "no_text"     // an article without one
	NoQuotation Why = "no_quote"    // a quotation that is not in its article
	Unsupported Why = "unsupported" // Detail names what is not read
	Twice       Why = "twice"       // a row before it has its key and says the same

	PictureDamaged Why = "picture_damaged"
	PictureCut     Why = "picture_cut" // what is there of it is offered
	PictureLarge   Why = "picture_large"
	PictureDrawing Why = "picture_drawing"
	PictureKind    Why = "picture_kind"    // Detail is what it is, where that is known
	PictureMissing Why = "picture_missing" // Detail is the name of its file
	PictureMany    Why = "picture_many"    // they are too large together
	PictureUnread  Why = "picture_unread"  // Detail is an address from which it could not be fetched
)

// Whys returns all reasons.
func Whys() []Why {
	return []Why{
		NoDate, BadDate, OutOfRange, NoTitle, Cancelled, TooLong, NotAnEvent, Unknown, Repeated, Unreadable, DeletedHere, NoText,
		NoQuotation, Unsupported, Twice, PictureDamaged, PictureCut, PictureLarge, PictureDrawing, PictureKind, PictureMissing, PictureMany, PictureUnread,
	}
}

// Skipped is what a file has and the library does not get.
type Skipped struct {
	Where  Place
	Why    Why
	Detail string // of the file, as it is there, at most maxDetail bytes
}

var whyInEnglish = map[Why]string{
	NoDate:      "it has no date",
	BadDate:     "its date cannot be read",
	OutOfRange:  "its date is out of range",
	NoTitle:     "it has no title",
	Cancelled:   "it was cancelled",
	TooLong:     "its text is too long",
	NotAnEvent:  "it is not an event",
	Unknown:     "it refers to something that is not in the file",
	Repeated:    "it recurs too often; its first times are imported",
	Unreadable:  "it cannot be read",
	DeletedHere: "it was deleted in the library",
	NoText:      "it has no text",
	NoQuotation: "its quotation is not in the article",
	Unsupported: "this is not supported",
	Twice:       "it is in the file twice",

	PictureDamaged: "its picture is damaged or cut off",
	PictureCut:     "its picture is cut off; what is there is offered",
	PictureLarge:   "its picture is too large: up to 32 MB, 40 million pixels and 256 MB of memory are read",
	PictureDrawing: "its picture is an SVG drawing, which can hold programs and addresses",
	PictureKind:    "its picture is of a kind that is not read",
	PictureMissing: "the file of its picture is not there",
	PictureMany:    "its picture is not offered: all pictures together have more than 128 MB, or there are more than 5,000",
	PictureUnread:  "its picture could not be fetched",
}

// Reason is the reason in English.
func (s Skipped) Reason() string {
	if s.Detail == "" {
		return whyInEnglish[s.Why]
	}
	return whyInEnglish[s.Why] + ": " + s.Detail
}

// maxDetail bounds what a report repeats of a file, in bytes; maxSkipped and maxDropped how
// much it lists.
const (
	maxDetail  = 200
	maxSkipped = 10_000
	maxDropped = 1_000 // the names of others are "…"
)

// Skip notes what is left out, and why.
func (d *Document) Skip(where Place, why Why, detail string) {
	if len(d.Skipped) < maxSkipped {
		d.Skipped = append(d.Skipped, Skipped{where, why, Shorten(detail, maxDetail)})
		return
	}
	d.Drop("skipped")
}

// Dropped counts what no row has a field for, by the name that it has in the file.
type Dropped map[string]int

// Drop counts something that is left out of a row that is read.
func (d *Document) Drop(what string) {
	if d.Dropped == nil {
		d.Dropped = Dropped{}
	}
	what = Shorten(Line(what), maxDetail)
	if _, known := d.Dropped[what]; !known && (what == "" || len(d.Dropped) >= maxDropped) {
		what = "…"
	}
	d.Dropped[what]++
}

// Count is a name with a number.
type Count struct {
	What  string `json:"what"`
	Count int    `json:"count"`
}

// Sorted returns the counts, the largest first.
func (d Dropped) Sorted() []Count {
	counts := make([]Count, 0, len(d))
	for what, n := range d {
		counts = append(counts, Count{what, n})
	}
	slices.SortFunc(counts, func(a, b Count) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.What, b.What)) })
	return counts
}

// TrackNamed returns the ID of the document's track of that name, which is made if there
// is none yet. colour is one of data.Colours, or "": then the track gets the next one.
func (d *Document) TrackNamed(name, colour string) data.ID {
	name = Line(name)
	for _, t := range d.Tracks {
		if t.Name == name {
			return t.ID
		}
	}
	t := data.NextTrack(name, d.Tracks)
	if colour != "" {
		t.Colour = colour
	}
	d.Tracks = append(d.Tracks, t)
	return t.ID
}
