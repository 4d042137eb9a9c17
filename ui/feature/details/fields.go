package details

import (
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
)

// types offers the types that sources of history mostly have, the one that is given, and
// none.
func types(k *control.Kit, given string) *control.Choice {
	values := []string{
		"", "article-newspaper", "article-magazine", "article-journal", "webpage", "post-weblog", "broadcast", "report", "book", "chapter", "thesis", "interview", "speech", "document",
	}
	if !slices.Contains(values, given) {
		values = append(values, given)
	}
	texts := make([]string, len(values))
	for i, v := range values {
		if texts[i] = k.T("details.type.none"); v != "" {
			texts[i] = feature.CitationType(k, v)
		}
	}
	return k.Words(values, texts, given, nil)
}

// accessed is when a source was looked at; zero if that is unknown.
func accessed(c data.Citation) dates.Date {
	d, err := dates.Parse(c.Accessed)
	if err != nil {
		return dates.Date{}
	}
	return d
}

// optional is the date in a field, which may be empty.
func optional(f *feature.DateField) (dates.Date, error) {
	if strings.TrimSpace(f.Entry.Text()) == "" {
		return dates.Date{}, nil
	}
	return f.Date()
}
