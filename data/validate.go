package data

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// validText checks that a text is valid UTF-8 without NUL and within its limit.
func validText(kind, field, text string, most int) error {
	switch {
	case len(text) > most:
		return invalid(kind, field, "is too long")
	case !utf8.ValidString(text):
		return invalid(kind, field, "is not valid UTF-8")
	case strings.ContainsRune(text, 0):
		return invalid(kind, field, "holds a NUL character")
	}
	return nil
}

// validDate checks that a date is one and that its bounds are those of its text.
func validDate(kind, field string, d dates.Date) error {
	if d.IsZero() {
		return invalid(kind, field, "is missing")
	}
	if len(d.EDTF) > MaxTitle {
		return invalid(kind, field, "is too long")
	}
	parsed, err := dates.Parse(d.EDTF)
	switch {
	case err != nil:
		return invalid(kind, field, "is not an EDTF date")
	case parsed != d:
		return invalid(kind, field, "does not have the bounds of its text")
	}
	return nil
}

func validAnchor(kind string, s anchor.Selector) error {
	if s.Start < 0 || s.End-s.Start != len(s.Exact) {
		return invalid(kind, "position", "does not fit the quote")
	}
	if err := validText(kind, "quote", s.Exact, MaxArticle); err != nil {
		return err
	}
	if err := validText(kind, "prefix", s.Prefix, MaxTitle); err != nil {
		return err
	}
	return validText(kind, "suffix", s.Suffix, MaxTitle)
}

func validTags(kind string, tags []string) error {
	seen := make(map[string]bool, len(tags))
	for _, tag := range tags {
		if blank(tag) || seen[tag] {
			return invalid(kind, "tags", "holds an empty or repeated tag")
		}
		seen[tag] = true
		if err := validText(kind, "tags", tag, MaxTitle); err != nil {
			return err
		}
	}
	return nil
}

func validReferences(links []Reference) error {
	if len(links) > MaxLinks {
		return invalid("event", "links", fmt.Sprintf("are more than %d", MaxLinks))
	}
	for _, l := range links {
		if err := l.Validate(); err != nil {
			return err
		}
	}
	return nil
}

// validAddress says what is wrong with an address of a link, "" for nothing. It does not
// use url.Parse, which refuses addresses that browsers follow (https://example.org/100%).
func validAddress(url string) string {
	scheme, rest, _ := strings.Cut(url, ":")
	switch scheme = strings.ToLower(scheme); {
	case slices.Contains([]string{"http", "https", "ftp", "ftps"}, scheme):
		host, ok := strings.CutPrefix(rest, "//")
		if i := strings.IndexAny(host, "/?#"); i >= 0 {
			host = host[:i]
		}
		if !ok || blank(host) {
			return "holds an address without a host"
		}
	case slices.Contains([]string{"mailto", "doi", "urn", "geo"}, scheme):
		if blank(rest) {
			return "holds an address that is not whole"
		}
	default:
		return "holds what is no address on the web"
	}
	if strings.ContainsFunc(url, unicode.IsControl) {
		return "holds an address with a control character"
	}
	return ""
}

func validDoubt(kind string, d Doubt) error {
	switch {
	case d == Doubt{}:
		return nil
	case d.State != CheckMe && d.State != Orphan:
		return invalid(kind, "doubt", "is of an unknown state")
	case d.Score < 0 || d.Score > 1 || d.Score != d.Score:
		return invalid(kind, "doubt", "has a score that is not between 0 and 1")
	}
	if err := validText(kind, "earlier quote", d.Was, MaxArticle); err != nil {
		return err
	}
	return validText(kind, "method", d.Method, MaxTitle)
}

func validBlocks(kind string, text string, blocks []Block) error {
	at := 0
	for _, b := range blocks {
		switch b.Kind {
		case Heading, Subheading, Quotation, ListItem, PictureCaption:
		default:
			return invalid(kind, "blocks", "hold an unknown kind")
		}
		switch {
		case b.Start < at || b.End <= b.Start || b.End > len(text):
			return invalid(kind, "blocks", "overlap or are outside of the text")
		case b.Start > 0 && text[b.Start-1] != '\n' || b.End < len(text) && text[b.End] != '\n':
			return invalid(kind, "blocks", "are not whole paragraphs")
		}
		at = b.End
	}
	return nil
}
