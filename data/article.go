package data

import (
	"crypto/sha256"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// Article is a source's text. Offsets into it (see anchor.Selector) are UTF-8
// bytes of Text, those of a passage whose Part is OfTitle bytes of Title.
type Article struct {
	ID        ID
	Rev       int64
	Title     string
	Byline    string
	Publisher string
	URL       string
	Lang      string            // BCP 47, "ar", "en"; empty if unknown
	Published dates.Date        // zero if unknown
	Changed   dates.Date        // as the publisher says; zero if unknown
	Page      [sha256.Size]byte // the page as it was received, see Page; zero if there is none
	Added     int64             // Unix seconds; 0 if unknown
	Citation  Citation
	// Text is valid UTF-8; paragraphs end in "\n"; no "\r", NUL or byte order mark. It is
	// empty in a reference: an article of which only this is known, see IsReference.
	Text string
	// Length is len(Text), set by the store, also where a listing leaves Text out.
	Length int
	Hash   [sha256.Size]byte // SHA-256 of Text, also of an empty one
	// Blocks are the parts of Text that are more than plain paragraphs, in order,
	// without overlap.
	Blocks []Block
}

// Block is a heading, a quotation, a list item or a caption: whole paragraphs of a text.
type Block struct {
	Start int       `json:"start"` // bytes of the text, half-open, without the final "\n"
	End   int       `json:"end"`
	Kind  BlockKind `json:"kind"`
}

// BlockKind is what a Block is.
type BlockKind string

// The kinds: headings under the article's title, quotations, list items, captions.
const (
	Heading        BlockKind = "heading"    // of the first level below the title
	Subheading     BlockKind = "subheading" // of any level below that
	Quotation      BlockKind = "quotation"
	ListItem       BlockKind = "item"
	PictureCaption BlockKind = "caption" // of a picture or a table
)

// WithText returns the article with another plain text and the hash of it.
func (a Article) WithText(text string) Article {
	a.Text, a.Length, a.Hash, a.Blocks = text, len(text), sha256.Sum256([]byte(text)), nil
	return a
}

// IsReference reports whether the article has no text yet: it is what a bibliography or
// a list of addresses says of it. Text may be left out of a listing.
func (a Article) IsReference() bool { return a.Length == 0 && a.Text == "" }

// Awaits reports whether a passage is one of the text that a reference does not have
// yet: it is kept by its words, and found when the text comes.
func (a Article) Awaits(s anchor.Selector) bool {
	return a.IsReference() && s.Part == "" && s.Exact != ""
}

// Authors are the people who wrote the article, as a person reads it: its byline, else
// the authors of the citation.
func (a Article) Authors() string {
	if a.Byline != "" {
		return a.Byline
	}
	names := make([]string, len(a.Citation.Authors))
	for i, n := range a.Citation.Authors {
		names[i] = n.String()
	}
	return strings.Join(names, ", ")
}

// OfTitle is the anchor.Selector.Part of passages of an article's title.
const OfTitle = "title"

// In is the text of the article that a passage is of: its Text, or its Title.
func (a Article) In(s anchor.Selector) string {
	if s.Part == OfTitle {
		return a.Title
	}
	return a.Text
}

// Excerpt is a passage of an article, or of its title, that reports an event.
type Excerpt struct {
	ID      ID
	Rev     int64
	Event   ID
	Article ID
	Anchor  anchor.Selector
	Doubt   Doubt // about Anchor
	// Date is the date that the passage gives for the event; zero if it gives none, or
	// the event's own.
	Date    dates.Date
	Verdict Verdict // what the reader has decided of this source
}
