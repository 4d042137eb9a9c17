package data

import (
	"crypto/sha256"

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
	// Text is valid UTF-8; paragraphs end in "\n"; no "\r", NUL or byte order mark.
	Text string
	// Length is len(Text), set by the store, also where a listing leaves Text out.
	Length int
	Hash   [sha256.Size]byte // SHA-256 of Text
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
}
