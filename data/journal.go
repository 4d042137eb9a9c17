package data

import (
	"context"
	"iter"
)

// JournalPart is a step of a journal with what it changed, or a part of one that changed
// much, of at most some megabytes.
type JournalPart struct {
	Step  // N is its number there; Rows and Title are not set
	Merge string
	Edit  Edit // with the texts and pages that it names
}

// Journaler is a Store whose journal can be taken to another one.
type Journaler interface {
	// JournalSteps is how many steps Journal yields where it skips none.
	JournalSteps(ctx context.Context) (int, error)
	// Journal yields the steps that are not undone, the oldest first, without the first
	// skip of them.
	Journal(ctx context.Context, skip int) iter.Seq2[JournalPart, error]
}

// Journaled is a Store that takes over the journal of another one, too.
type Journaled interface {
	Journaler
	// TakeJournal adds the steps of the journal of another library to one that was filled
	// with its rows, without those that it has already. Each step is added as a whole. One
	// that names nobody is the reader's then. A file takes over the newest 10,000 steps, as
	// many as it keeps; a server takes over all.
	TakeJournal(ctx context.Context, from Journaler) error
}

// journalBytes is how many bytes of texts and pages a JournalPart has, about.
const journalBytes = 4 << 20

// Divided yields the changes of a part one behind the other, in parts of bounded size: load
// adds what a change names to the edit, and returns its bytes.
func (p JournalPart) Divided(load func(e *Edit, s *Shape, c RowChange) (bytes int, err error)) iter.Seq2[JournalPart, error] {
	return func(yield func(JournalPart, error) bool) {
		next, size := p, 0
		next.Edit = Edit{Label: p.Label}
		for _, s := range shapes {
			for c := range s.Changes(&p.Edit) {
				n, err := load(&next.Edit, s, c)
				if err != nil {
					yield(next, err)
					return
				}
				s.Add(&next.Edit, c)
				if size += n; size >= journalBytes {
					if !yield(next, nil) {
						return
					}
					next.Edit, size = Edit{Label: p.Label}, 0
				}
			}
		}
		if !next.Edit.Empty() {
			yield(next, nil)
		}
	}
}
