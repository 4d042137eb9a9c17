package data

import (
	"crypto/sha256"
	"strings"

	"tarikh.org/tarikh/data/anchor"
	"tarikh.org/tarikh/data/chrono"
)

// Article is a source's text. Offsets into it (see anchor.Selector) are UTF-8
// bytes of Text.
type Article struct {
	ID        ID
	Rev       int64
	Title     string
	Byline    string
	Publisher string
	URL       string
	Lang      string // BCP 47, "ar", "en"; empty if unknown
	Published chrono.Date
	// Text is valid UTF-8; paragraphs end in "\n"; no "\r", NUL or byte order mark.
	Text string
	// Length is len(Text), set by the store, also where a listing leaves Text out.
	Length int
	Hash   [sha256.Size]byte // SHA-256 of Text
}

// Validate returns an *InvalidError or nil.
func (a Article) Validate() error {
	switch {
	case a.ID == ID{}:
		return invalid("article", "id", "is missing")
	case blank(a.Title):
		return invalid("article", "title", "is empty")
	case blank(a.Text):
		return invalid("article", "text", "is empty")
	case strings.ContainsRune(a.Text, '\r') || strings.HasPrefix(a.Text, "\ufeff"):
		return invalid("article", "text", "holds a carriage return or begins with a byte order mark")
	case a.Hash != sha256.Sum256([]byte(a.Text)):
		return invalid("article", "hash", "is not that of the text")
	}
	if err := validDate("article", "date", a.Published); err != nil {
		return err
	}
	return firstText("article",
		textField{"title", a.Title, maxTitle}, textField{"byline", a.Byline, maxTitle},
		textField{"publisher", a.Publisher, maxTitle}, textField{"url", a.URL, maxTitle},
		textField{"lang", a.Lang, maxTitle}, textField{"text", a.Text, MaxArticle})
}

// WithText returns the article with another text and the hash of it.
func (a Article) WithText(text string) Article {
	a.Text, a.Length, a.Hash = text, len(text), sha256.Sum256([]byte(text))
	return a
}

// Excerpt is a passage of an article that reports an event.
type Excerpt struct {
	ID      ID
	Rev     int64
	Event   ID
	Article ID
	Anchor  anchor.Selector
}

// Validate returns an *InvalidError or nil.
func (x Excerpt) Validate() error {
	switch {
	case x.ID == ID{}:
		return invalid("excerpt", "id", "is missing")
	case x.Event == ID{}:
		return invalid("excerpt", "event", "is missing")
	case x.Article == ID{}:
		return invalid("excerpt", "article", "is missing")
	case x.Anchor.Exact == "":
		return invalid("excerpt", "quote", "is empty")
	}
	return validAnchor("excerpt", x.Anchor)
}
