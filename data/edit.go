package data

import "slices"

// Change is one row before and after an Edit. A nil Before inserts, a nil After
// deletes, both set update; both nil is invalid. Before carries the Rev that
// the row had when it was read; the Rev of After is set by the store.
type Change[T any] struct {
	Before, After *T
}

// Edit is the one unit of writing: applied as a whole or not at all, journaled,
// and invertible. The order of its changes does not matter: what rows refer to
// is checked when all have been made.
type Edit struct {
	// Label is the message key that names the edit in menus ("edit.note.add").
	Label string

	Library     []Change[Library] // update only, at most one
	Tracks      []Change[Track]
	Events      []Change[Event]
	Articles    []Change[Article]
	Excerpts    []Change[Excerpt]
	Annotations []Change[Annotation]
	Editions    []Change[Edition]
	Dismissals  []Change[Dismissal]
	Views       []Change[View]

	// Pages are stored with the edit where they are not stored yet. They are
	// named by what they hold, so taking the edit back leaves them alone.
	Pages []Page
	// Merge, where it is not empty, makes the edit part of the newest one if that
	// carries the same Merge, is not undone and was made not long ago (see
	// Store.Apply): a text typed in many small edits is one step of undo.
	Merge string
}

// Invert returns the edit that takes e back.
func (e Edit) Invert() Edit {
	inverse := Edit{Label: e.Label}
	for _, s := range shapes {
		s.invert(&e, &inverse)
	}
	return inverse
}

// Empty reports whether e changes nothing.
func (e Edit) Empty() bool {
	return !slices.ContainsFunc(shapes, func(s *Shape) bool { return s.Count(&e) > 0 })
}

// Insert, Delete and Update make the three kinds of change.
func Insert[T any](row T) Change[T]           { return Change[T]{After: &row} }
func Delete[T any](row T) Change[T]           { return Change[T]{Before: &row} }
func Update[T any](before, after T) Change[T] { return Change[T]{Before: &before, After: &after} }

// Validate returns an *InvalidError for the first row that cannot be stored, or nil.
func (e Edit) Validate() error {
	if err := validText("edit", "label", e.Label, MaxTitle); err != nil {
		return err
	}
	if len(e.Library) > 1 {
		return invalid("edit", "library", "is changed twice")
	}
	for _, c := range e.Library {
		if c.Before == nil || c.After == nil {
			return invalid("edit", "library", "can be neither inserted nor deleted")
		}
	}
	for _, s := range shapes {
		if err := s.validate(&e); err != nil {
			return err
		}
	}
	for _, p := range e.Pages {
		if err := p.Validate(); err != nil {
			return err
		}
	}
	return validText("edit", "merge", e.Merge, MaxTitle)
}

// validate judges the changes of a kind.
func (s *Shape) validate(e *Edit) error {
	kind := s.Kind.String()
	seen := make(map[ID]bool, s.Count(e))
	for c := range s.Changes(e) {
		if c.Row() == nil {
			return invalid(kind, "change", "is empty")
		}
		id := s.ID(c.Row())
		if c.Before != nil && s.ID(c.Before) != id {
			return invalid(kind, "id", "differs before and after")
		}
		if seen[id] {
			return invalid(kind, "id", "is changed twice in one edit")
		}
		seen[id] = true
		if c.After != nil {
			if err := c.After.Validate(); err != nil {
				return err
			}
		}
	}
	return nil
}
