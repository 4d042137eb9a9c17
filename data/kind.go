package data

import "slices"

// Kind is a kind of row.
type Kind uint8

// The kinds. Those that are searched come first, in the order in which results are
// grouped.
const (
	KindEvent Kind = iota
	KindArticle
	KindExcerpt
	KindAnnotation
	KindEntity
	KindPicture
	KindStory
	KindStep
	KindLibrary
	KindTrack
	KindEdition
	KindDismissal
	KindView
	KindOrigin
	KindMention
	KindRelation
)

// SearchedKinds is how many kinds are searched.
const SearchedKinds = 8

// Searched are the kinds that are searched.
func Searched() []Kind {
	out := make([]Kind, SearchedKinds)
	for i := range out {
		out[i] = Kind(i)
	}
	return out
}

// kindNames are the names of the kinds, by Kind, as in files.
func kindNames() []string {
	return []string{
		"event", "article", "excerpt", "annotation", "entity", "picture", "story", "step",
		"library", "track", "edition", "dismissal", "view", "origin", "mention", "relation",
	}
}

func (k Kind) String() string { return kindNames()[k] }

// KindNamed returns the kind of a name, and whether there is one.
func KindNamed(name string) (Kind, bool) {
	i := slices.Index(kindNames(), name)
	return Kind(max(i, 0)), i >= 0
}
