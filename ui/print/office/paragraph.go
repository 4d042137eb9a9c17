package office

import "slices"

// paragraph is one of a document, before it is a part of a file.
type paragraph struct {
	style  style
	rtl    bool   // its direction
	end    bool   // it is at the side where its direction ends
	keep   bool   // with the paragraph that follows, which its style does not ask for
	bar    string // the colour of the line beside it, one of data.Colours; "" for none
	far    bool   // the line and what it is moved in by are at the side where its direction ends
	depth  int    // how far it is moved in, in steps
	name   string // by which links find it; "" for none
	number int    // of an entry of the list of sources, from 1 on; else 0
	spans  []span
}

// span is a stretch of a paragraph that looks alike, or a footnote.
type span struct {
	text   string
	bold   bool
	italic bool
	muted  bool
	colour string // one of data.Colours; "" for that of its style
	lang   string // where a source says it; else ""
	link   string // an address
	to     string // the name of a paragraph
	tab    bool   // it is a tab, and has no text
	page   string // it is the number of the page of that paragraph, and has no text
	note   []span // it is the mark of a footnote, and has no text

	picture *illustration // it is a picture, and has no text
	alt     string        // what can be seen there
}

// entry is a line of the contents.
type entry struct{ name, count, place string }

// row is a line of the table of tracks.
type row struct{ colour, name, count string }

// file is a document that is being written. Its errors are those of the writer below and
// come with close.
type file interface {
	paragraph(p paragraph)
	contents(title string, entries []entry)
	table(title string, rows []row)
	close() error
}

// maxDepth is how far paragraphs are moved in at most; those of deeper replies are below
// each other.
const maxDepth = 5

// noBar is the colour of the line beside what has none.
const noBar = "slate"

// noteSpans are those of a footnote, after its number.
func noteSpans(mark span) []span { return slices.Concat([]span{{text: " "}}, mark.note) }
