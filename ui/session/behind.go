package session

import (
	"cmp"
	"slices"

	"tarikh.org/tarikh/data"
)

// behind is what has been written and is not in the snapshot yet. A load takes all
// of it, and one that is overtaken leaves it to the next.
type behind struct {
	all   bool                           // the events are to be read anew
	notes []data.Change[data.Annotation] // what became of notes, in order
}

// mostPatched is up to how many changes of notes are made in those that are loaded,
// instead of reading all of them anew after every pause in typing.
const mostPatched = 200

// patched returns notes, which are sorted by Created, then ID, with changes made.
// The notes that are given stay as they are.
func patched(notes []data.Annotation, changes []data.Change[data.Annotation]) []data.Annotation {
	if len(changes) == 0 {
		return notes
	}
	notes = slices.Clone(notes)
	for _, c := range changes {
		row := c.After
		if row == nil {
			row = c.Before
		}
		at := slices.IndexFunc(notes, func(n data.Annotation) bool { return n.ID == row.ID })
		if at >= 0 && (c.After == nil || notes[at].Created != row.Created) {
			notes = slices.Delete(notes, at, at+1)
			at = -1
		}
		switch {
		case c.After == nil:
		case at >= 0:
			notes[at] = *row
		default:
			at, _ = slices.BinarySearchFunc(notes, *row, func(a, b data.Annotation) int {
				return cmp.Or(cmp.Compare(a.Created, b.Created), slices.Compare(a.ID[:], b.ID[:]))
			})
			notes = slices.Insert(notes, at, *row)
		}
	}
	return notes
}
