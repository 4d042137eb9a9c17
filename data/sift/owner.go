package sift

import (
	"strings"

	"tarikh.org/tarikh/data"
)

// Owner is how rows of a kind, which have no fields of their own for filters, belong to rows
// of another one: rows of the kind Through name both, the row in the field By and its owner
// in the one that is called like the kind Of.
type Owner struct {
	Through data.Kind
	By      string
	Of      data.Kind
}

// owners are those of the rows of a kind.
func owners(kind data.Kind) []Owner {
	switch kind {
	case data.KindEntity:
		return []Owner{{data.KindMention, "entity", data.KindEvent}}
	case data.KindStory:
		return []Owner{{data.KindStep, "story", data.KindEvent}}
	case data.KindPicture:
		return []Owner{{data.KindPicture, "id", data.KindEvent}, {data.KindPicture, "id", data.KindArticle}}
	}
	return []Owner{{data.KindStep, "id", data.KindEvent}}
}

// Owned is the condition, in SQL, of rows of a kind of which one owner is as condition says
// it; empty where that says nothing.
func Owned(kind data.Kind, condition func(Owner) string) string {
	var out []string
	for _, o := range owners(kind) {
		said := condition(o)
		if said == "" {
			return ""
		}
		out = append(out, said)
	}
	return "(" + strings.Join(out, " OR ") + ")"
}
