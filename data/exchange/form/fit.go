package form

import (
	"fmt"
	"slices"

	"tarikh.org/tarikh/data"
)

// Fit is a text within the limit of its field, in bytes; that it was shortened is noted.
func (d *Document) Fit(where Place, field, text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	d.Skip(where, TooLong, fmt.Sprintf("%s is shortened to %d of %d bytes", field, limit, len(text)))
	return Shorten(text, limit)
}

// FitTags are the tags of a row, each in one line and without repeats.
func (d *Document) FitTags(where Place, words []string) []string {
	var tags []string
	seen := map[string]bool{}
	for _, w := range words {
		w = d.Fit(where, "tag", Line(w), data.MaxTitle)
		if w != "" && !seen[w] {
			seen[w] = true
			tags = append(tags, w)
		}
	}
	return tags
}

// FitLinks are the addresses of an event, each once, with the first title that is said of
// it.
func (d *Document) FitLinks(where Place, links []Link) []data.Reference {
	var fit []data.Reference
	for _, l := range links {
		r := data.Reference{URL: l.URL, Title: d.Fit(where, "title of an address", Line(l.Title), data.MaxTitle)}
		i := slices.IndexFunc(fit, func(other data.Reference) bool { return other.URL == r.URL })
		switch {
		case i >= 0:
			if fit[i].Title == "" {
				fit[i].Title = r.Title
			}
		case r.Validate() != nil || len(fit) == data.MaxLinks:
			d.Skip(where, TooLong, "address "+r.URL)
		default:
			fit = append(fit, r)
		}
	}
	return fit
}

// Said is a line for the description: what a field that no row has says, with its name;
// "" where it says nothing.
func Said(name, words string) string {
	if words == "" {
		return ""
	}
	return name + ": " + words
}
