package data

import (
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// Annotation is a note by the reader on an event, on an article (Article), on a
// passage of one (Article and Anchor), on a span of time (Span), or a reply to
// another annotation (Parent). One target at least is set; a passage may also
// name the event that it is about, and a reply names its parent alone.
type Annotation struct {
	ID      ID
	Rev     int64
	Parent  ID              // the annotation that this answers; a parent has none itself
	Event   ID              // zero if not on an event
	Article ID              // zero if not on an article
	Anchor  anchor.Selector // the passage, of the text or of the title; zero if on the whole article
	Doubt   Doubt           // about Anchor
	Span    dates.Date      // the span of time, zero if none
	Text    string          // may be empty: a bare highlight
	Dir     string          // of Text: "ltr" or "rtl"; empty: by its first strong character
	Colour  string          // a name of the palette, see Colours
	Tags    []string        // in the order given, without repeats
	Links   []Link          // what the [[...]] of Text lead to
	Author  string
	Created int64 // Unix seconds
	Changed int64 // Unix seconds
	// Private says that it is never taken out of the library with others: see the
	// selections of package take.
	Private bool
}

// Link is the target of [[Text]] in a note: the event, article, excerpt or note that was
// chosen when it was written, even if that has other words now. One of the four is set. A
// link whose target was deleted stays and leads nowhere.
type Link struct {
	Text    string `json:"text"`
	Event   ID     `json:"event,omitzero"`
	Article ID     `json:"article,omitzero"`
	Excerpt ID     `json:"excerpt,omitzero"`
	Note    ID     `json:"note,omitzero"`
}

// Target is the row that the link leads to, and its kind.
func (l Link) Target() (Kind, ID) {
	switch {
	case l.Event != (ID{}):
		return KindEvent, l.Event
	case l.Article != (ID{}):
		return KindArticle, l.Article
	case l.Excerpt != (ID{}):
		return KindExcerpt, l.Excerpt
	}
	return KindAnnotation, l.Note
}

// Doubt says how certain the place of an anchor is after the text has changed. The zero
// Doubt is none.
type Doubt struct {
	State  DoubtState `json:"state,omitempty"`
	Was    string     `json:"was,omitempty"`    // the words before the text changed
	Score  float64    `json:"score,omitempty"`  // of the match, 0 to 1, see anchor.Match
	Method string     `json:"method,omitempty"` // how it was found, see anchor.Method
}

// DoubtState is the kind of a Doubt.
type DoubtState string

// The states. An orphan keeps the anchor that it had in the earlier text; it is listed,
// but not shown in the text.
const (
	Sure    DoubtState = ""
	CheckMe DoubtState = "check"  // found, but the reader should look
	Orphan  DoubtState = "orphan" // found nowhere, or detached by the reader
)

// OnPassage reports whether the annotation is on a passage of its article.
func (n Annotation) OnPassage() bool { return n.Article != (ID{}) && n.Anchor.Exact != "" }
