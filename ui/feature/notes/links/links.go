// Package links is where the links in notes lead: offering what they may lead to, and
// following them, also backwards.
//
// The one idea behind it: a link is written [[words]]. What the words lead to is kept
// beside the text (data.Annotation.Links), so that a link outlives a change of title;
// where nothing is kept, it leads to what is called exactly so.
package links

import (
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/markup"
)

// Kept are those of the known links whose words a text still holds, each once;
// of two with the same words the later one.
func Kept(text string, known []data.Link) []data.Link {
	var kept []data.Link
	for _, l := range markup.In(text) {
		for i := len(known) - 1; i >= 0; i-- {
			if known[i].Text == l.Words {
				if !slices.Contains(kept, known[i]) {
					kept = append(kept, known[i])
				}
				break
			}
		}
	}
	return kept
}

// For is where the words of a link lead; without a target where nothing is known.
func For(words string, known []data.Link) data.Link {
	for i := len(known) - 1; i >= 0; i-- {
		if known[i].Text == words {
			return known[i]
		}
	}
	return data.Link{Text: words}
}
