package data

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// Limits in bytes on what a library takes; larger input is refused, not cut.
const (
	MaxTitle   = 4 << 10  // titles, names and other single lines
	MaxText    = 1 << 20  // notes and descriptions
	MaxArticle = 64 << 20 // the text of an article
)

// Colours returns the names of the palette that tracks and annotations draw
// from; what each looks like in light and dark is the theme's matter.
func Colours() []string {
	return []string{"red", "blue", "green", "violet", "amber", "teal", "rose", "slate"}
}

func knownColour(name string) bool { return slices.Contains(Colours(), name) }

func blank(s string) bool { return strings.TrimSpace(s) == "" }

type textField struct {
	name, value string
	max         int
}

// firstText checks that texts are valid UTF-8 without NUL and within their limits.
func firstText(kind string, fields ...textField) error {
	for _, f := range fields {
		switch {
		case len(f.value) > f.max:
			return invalid(kind, f.name, "is too long")
		case !utf8.ValidString(f.value):
			return invalid(kind, f.name, "is not valid UTF-8")
		case strings.ContainsRune(f.value, 0):
			return invalid(kind, f.name, "holds a NUL character")
		}
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
	return firstText(kind, textField{"quote", s.Exact, MaxArticle},
		textField{"prefix", s.Prefix, MaxTitle}, textField{"suffix", s.Suffix, MaxTitle})
}

func validTags(kind string, tags []string) error {
	seen := make(map[string]bool, len(tags))
	for _, tag := range tags {
		if blank(tag) || seen[tag] {
			return invalid(kind, "tags", "holds an empty or repeated tag")
		}
		seen[tag] = true
		if err := firstText(kind, textField{"tags", tag, MaxTitle}); err != nil {
			return err
		}
	}
	return nil
}

func validDoubt(kind string, d Doubt, anchored bool) error {
	switch {
	case d == Doubt{}:
		return nil
	case !anchored || d.State != CheckMe && d.State != Orphan:
		return invalid(kind, "doubt", "is not of an anchor, or of an unknown state")
	case d.Score < 0 || d.Score > 1 || d.Score != d.Score:
		return invalid(kind, "doubt", "has a score that is not between 0 and 1")
	}
	return firstText(kind, textField{"earlier quote", d.Was, MaxArticle}, textField{"method", d.Method, MaxTitle})
}
