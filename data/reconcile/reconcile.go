// Package reconcile joins an edit with what others have changed since the rows of the edit
// were read.
//
// The one idea behind it: a row is compared field by field in three states, as it was read,
// as it is to be and as it is stored now. A field that only one side has changed is that
// side's, lists are joined, and only what both have changed in different ways is a conflict,
// which somebody decides. What decides is the content of rows and never their Rev, so that
// edits can be joined that were made on a copy of the library.
package reconcile

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"tarikh.org/tarikh/data"
)

// Library is the library as it is now.
type Library interface {
	// Row returns a row with its text, or ErrNotFound.
	Row(kind data.Kind, id data.ID) (data.Row, error)
	// Past returns a row that was deleted as it was before that, or ErrNotFound.
	Past(kind data.Kind, id data.ID) (data.Row, error)
	// Referring returns the rows that refer to one: those that go with it when it is deleted.
	Referring(kind data.Kind, id data.ID) ([]Referring, error)
	// List returns the rows of a kind that have an order: all, or those of one row.
	List(kind data.Kind, of data.ID) ([]data.Row, error)
}

// Referring is a row that refers to another one.
type Referring struct {
	Shape *data.Shape
	Row   data.Row
}

// Conflict is what both sides have changed in different ways: a field of a row, or, with a
// Field without a Name, the whole row, which one side has deleted.
type Conflict struct {
	Shape *data.Shape
	Field data.Field
	// Base is the row as it was read, Mine as it is to be and Theirs as it is now; Mine or
	// Theirs is nil where that side has deleted it.
	Base, Mine, Theirs data.Row

	change int // of Joined
}

// Whole reports whether it is about the whole row.
func (c Conflict) Whole() bool { return c.Field.Name == "" }

// Joined is an edit that was joined with what others have changed.
type Joined struct {
	// Conflicts are what is to be decided, in the order of the edit's rows.
	Conflicts []Conflict
	// Moved are the notes whose event, article or note was deleted, as they are kept: on the
	// time of that event, or as a note of their own.
	Moved []data.Annotation

	edit     data.Edit // without its changes
	changes  []change
	retexted map[data.ID]bool // articles to which both have given another text
}

// change is the change of a row: stored nil inserts it, joined nil deletes it.
type change struct {
	shape          *data.Shape
	stored, joined data.Row
	before         data.Row // as it was read; nil where it was not there
	needs          []int    // changes without which it cannot be made
}

// id is that of its row.
func (c change) id() data.ID {
	if c.joined != nil {
		return c.shape.ID(c.joined)
	}
	return c.shape.ID(c.stored)
}

// Join joins an edit, in whose changes Before is the whole row as it was read. An edit whose
// rows nobody else has changed is the same afterwards but for the Revs.
func Join(edit data.Edit, now Library) (Joined, error) {
	j := Joined{edit: data.Edit{Label: edit.Label, Merge: edit.Merge, Pages: edit.Pages}, retexted: map[data.ID]bool{}}
	steps := []func(Library) error{j.attach, j.detach, j.arrange}
	for _, shape := range data.Shapes() {
		for c := range shape.Changes(&edit) {
			if err := j.add(shape, c, now); err != nil {
				return Joined{}, fmt.Errorf("join with what others changed: %w", err)
			}
		}
	}
	for _, step := range steps {
		if err := step(now); err != nil {
			return Joined{}, fmt.Errorf("join with what others changed: %w", err)
		}
	}
	return j, nil
}

// add joins the change of one row.
func (j *Joined) add(shape *data.Shape, c data.RowChange, now Library) error {
	theirs, err := now.Row(shape.Kind, shape.ID(c.Row()))
	if errors.Is(err, data.ErrNotFound) {
		theirs = nil
	} else if err != nil {
		return err
	}
	at := len(j.changes)
	whole := Conflict{Shape: shape, Base: c.Before, Mine: c.After, Theirs: theirs, change: at}
	switch {
	case c.Before == nil && theirs == nil, // it is new
		c.Before == nil && shape.Same(c.After, theirs): // and has arrived before
		if theirs == nil {
			j.changes = append(j.changes, change{shape: shape, joined: c.After})
		}
		return nil
	case c.After == nil && theirs == nil: // both have deleted it
		return nil
	case c.After == nil:
		j.changes = append(j.changes, change{shape: shape, stored: theirs, before: c.Before})
		if !alike(shape, c.Before, theirs) {
			j.Conflicts = append(j.Conflicts, whole)
		}
		return nil
	case theirs == nil:
		j.changes = append(j.changes, change{shape: shape, joined: c.After, before: c.Before})
		j.Conflicts = append(j.Conflicts, whole)
		return nil
	}
	base := cmp.Or(c.Before, shape.New()) // of two that were inserted with one ID nothing is agreed
	j.changes = append(j.changes, change{shape: shape, stored: theirs, joined: shape.Copy(theirs), before: c.Before})
	before := len(j.Conflicts)
	j.fields(at, states{base, c.After, theirs, j.changes[at].joined}, j.field)
	if j.changes[at].joined.Validate() != nil && c.After.Validate() == nil && theirs.Validate() == nil {
		// What one side has does not go with what the other has: every difference is decided.
		j.Conflicts = j.Conflicts[:before]
		j.fields(at, states{base, c.After, theirs, j.changes[at].joined}, func(shape *data.Shape, f data.Field, r states) (Conflict, bool) {
			return Conflict{Shape: shape, Field: f, Base: r.base, Mine: r.mine, Theirs: r.theirs}, derived(f) || f.Same(r.mine, r.theirs)
		})
	}
	return nil
}

// alike reports whether two rows have the same but for their Revs.
func alike(shape *data.Shape, a, b data.Row) bool {
	b = shape.Copy(b)
	*shape.Rev(b) = *shape.Rev(a)
	return shape.Same(a, b)
}

// fields joins the fields of a row in a change, one by one.
func (j *Joined) fields(at int, r states, join func(*data.Shape, data.Field, states) (Conflict, bool)) {
	shape := j.changes[at].shape
	led := map[string]bool{} // fields that go with those that are to be decided
	for _, f := range shape.Fields[2:] {
		if led[f.Name] {
			continue
		}
		conflict, ok := join(shape, f, r)
		if ok {
			continue
		}
		conflict.change = at
		j.Conflicts = append(j.Conflicts, conflict)
		set(shape, f, r.joined, conflict.Mine)
		for _, name := range followers(shape, f) {
			led[name] = true
		}
		if f.Use == data.UseHash {
			j.retexted[shape.ID(r.theirs)] = true
		}
	}
}

// Choice is what somebody decides about a Conflict.
type Choice uint8

// The choices. Both puts one text below the other, where JoinsTexts.
const (
	Mine Choice = iota
	Theirs
	Both
)

// JoinsTexts reports whether it is about words in a text that can have both.
func (c Conflict) JoinsTexts() bool {
	if c.Field.Use != data.UseProse || c.Field.Max <= data.MaxTitle {
		return false
	}
	mine, theirs := *c.Field.At(c.Mine).(*string), *c.Field.At(c.Theirs).(*string)
	return mine != "" && theirs != "" && len(mine)+len(theirs)+2 <= c.Field.Max
}

// Decide makes the edits with a choice for each of the Conflicts. Where fields are theirs
// there are two, one with mine and one that takes it back, so that the history has both.
func (j Joined) Decide(choices []Choice) []data.Edit {
	first := slices.Clone(choices)
	again := false
	for i, c := range j.Conflicts {
		if !c.Whole() && choices[i] == Theirs {
			first[i], again = Mine, true
		}
	}
	drop := j.dropped(choices)
	mine, decided := j.rows(first), j.rows(choices)
	edit, back := j.edit, data.Edit{Label: j.edit.Label, Merge: j.edit.Merge}
	for i, c := range j.changes {
		if drop[i] {
			continue
		}
		c.addTo(&edit, c.stored, mine[i])
		if mine[i] != nil {
			c.addTo(&back, mine[i], decided[i])
		}
	}
	switch {
	case edit.Empty():
		return nil
	case again:
		return []data.Edit{edit, back}
	}
	return []data.Edit{edit}
}

// addTo adds the change of a row from one state to another one, if it is any.
func (c change) addTo(edit *data.Edit, before, after data.Row) {
	if before == nil || after == nil || !c.shape.Same(before, after) {
		c.shape.Add(edit, data.RowChange{Before: before, After: after})
	}
}

// dropped are the changes that are not made: of rows that are theirs as a whole, and those
// that cannot be made without these.
func (j Joined) dropped(choices []Choice) []bool {
	drop := make([]bool, len(j.changes))
	for i, c := range j.Conflicts {
		drop[c.change] = drop[c.change] || c.Whole() && choices[i] == Theirs
	}
	for again := true; again; {
		again = false
		for i, c := range j.changes {
			if !drop[i] && slices.ContainsFunc(c.needs, func(n int) bool { return drop[n] }) {
				drop[i], again = true, true
			}
		}
	}
	return drop
}

// rows are those of the changes with the choices.
func (j Joined) rows(choices []Choice) []data.Row {
	rows := make([]data.Row, len(j.changes))
	for i, c := range j.changes {
		if c.joined != nil {
			rows[i] = c.shape.Copy(c.joined)
		}
	}
	for i, c := range j.Conflicts {
		switch {
		case c.Whole() || choices[i] == Mine:
		case choices[i] == Both && c.JoinsTexts():
			text := c.Field.At(rows[c.change]).(*string)
			*text = *c.Field.At(c.Theirs).(*string) + "\n\n" + *text
		default:
			set(c.Shape, c.Field, rows[c.change], c.Theirs)
		}
	}
	return rows
}
