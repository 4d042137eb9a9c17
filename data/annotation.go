package data

import (
	"tarikh.org/tarikh/data/anchor"
	"tarikh.org/tarikh/data/chrono"
)

// Annotation is a note by the reader on an event, on a passage of an article
// (Article and Anchor), or on a span of time (Span). One target at least is
// set; a passage may also name the event that it is about.
type Annotation struct {
	ID      ID
	Rev     int64
	Event   ID              // zero if not on an event
	Article ID              // zero if not on a passage
	Anchor  anchor.Selector // the passage, where Article is set
	Span    chrono.Date     // the span of time, zero if none
	Text    string          // may be empty: a bare highlight
	Dir     string          // of Text: "ltr" or "rtl"; empty: by its first strong character
	Colour  string          // a name of the palette, see Colours
	Tags    []string        // in the order given, without repeats
	Author  string
	Created int64 // Unix seconds
	Changed int64 // Unix seconds
}

// Validate returns an *InvalidError or nil.
func (n Annotation) Validate() error {
	switch {
	case n.ID == ID{}:
		return invalid("annotation", "id", "is missing")
	case n.Event == ID{} && n.Article == ID{} && n.Span.IsZero():
		return invalid("annotation", "target", "is missing")
	case !knownColour(n.Colour):
		return invalid("annotation", "colour", "is not one of the palette")
	case n.Dir != "" && n.Dir != "ltr" && n.Dir != "rtl":
		return invalid("annotation", "direction", "is neither ltr nor rtl")
	case n.Article == ID{} && blank(n.Text):
		return invalid("annotation", "text", "is empty")
	}
	if !n.Span.IsZero() {
		if err := validDate("annotation", "span", n.Span); err != nil {
			return err
		}
	}
	seen := map[string]bool{}
	for _, tag := range n.Tags {
		if blank(tag) || seen[tag] {
			return invalid("annotation", "tags", "holds an empty or repeated tag")
		}
		seen[tag] = true
		if err := firstText("annotation", textField{"tags", tag, maxTitle}); err != nil {
			return err
		}
	}
	if n.Article != (ID{}) {
		if n.Anchor.Exact == "" {
			return invalid("annotation", "quote", "is empty")
		}
		if err := validAnchor("annotation", n.Anchor); err != nil {
			return err
		}
	} else if n.Anchor != (anchor.Selector{}) {
		return invalid("annotation", "quote", "is of no article")
	}
	return firstText("annotation", textField{"text", n.Text, maxText}, textField{"author", n.Author, maxTitle})
}
