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
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// Library is the library as it is now.
type Library interface {
	// Row returns a row with its text, or ErrNotFound.
	Row(kind data.Kind, id data.ID) (data.Row, error)
	// Past returns a row that was deleted as it was before that, or ErrNotFound.
	Past(kind data.Kind, id data.ID) (data.Row, error)
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

	edit    data.Edit // without its changes
	changes []change
}

// change is the change of a row: stored nil inserts it, joined nil deletes it.
type change struct {
	shape          *data.Shape
	stored, joined data.Row
	needs          []int // changes without which it cannot be made
}

// Join joins an edit, in whose changes Before is the whole row as it was read. An edit whose
// rows nobody else has changed is the same afterwards but for the Revs.
func Join(edit data.Edit, now Library) (Joined, error) {
	j := Joined{edit: data.Edit{Label: edit.Label, Merge: edit.Merge, Pages: edit.Pages}}
	for _, shape := range data.Shapes() {
		for c := range shape.Changes(&edit) {
			if err := j.add(shape, c, now); err != nil {
				return Joined{}, fmt.Errorf("join with what others changed: %w", err)
			}
		}
	}
	if err := j.attach(now); err != nil {
		return Joined{}, fmt.Errorf("join with what others changed: %w", err)
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
		j.changes = append(j.changes, change{shape: shape, stored: theirs})
		if !shape.Same(c.Before, theirs) {
			j.Conflicts = append(j.Conflicts, whole)
		}
		return nil
	case theirs == nil:
		j.changes = append(j.changes, change{shape: shape, joined: c.After})
		j.Conflicts = append(j.Conflicts, whole)
		return nil
	}
	base := cmp.Or(c.Before, shape.New()) // of two that were inserted with one ID nothing is agreed
	joined := shape.Copy(theirs)
	for _, f := range shape.Fields[2:] {
		if !j.field(shape, f, states{base, c.After, theirs, joined}) {
			j.Conflicts = append(j.Conflicts, Conflict{shape, f, base, c.After, theirs, at})
			set(shape, f, joined, c.After)
		}
	}
	j.changes = append(j.changes, change{shape: shape, stored: theirs, joined: joined})
	return nil
}

// states are a row in its states; joined is made of the others.
type states struct{ base, mine, theirs, joined data.Row }

// field joins a field, and reports whether it could.
func (j *Joined) field(shape *data.Shape, f data.Field, r states) bool {
	switch {
	case follows(f), f.Same(r.base, r.mine), f.Same(r.mine, r.theirs):
	case f.Same(r.base, r.theirs), f.Name == "order": // who comes last has put it where it is
		set(shape, f, r.joined, r.mine)
	case f.Use == data.UseTime:
		if *f.At(r.mine).(*int64) > *f.At(r.theirs).(*int64) {
			set(shape, f, r.joined, r.mine)
		}
	default:
		return joinLists(f, r)
	}
	return true
}

// follows reports whether a field goes with another one: a text with its hash, the part
// with the anchor.
func follows(f data.Field) bool {
	return f.Use == data.UseBody || f.Use == data.UseDerived || f.Name == "part"
}

// set copies a field and those that go with it.
func set(shape *data.Shape, f data.Field, row, from data.Row) {
	f.Set(row, from)
	for _, other := range shape.Fields {
		if f.Use == data.UseHash && (other.Use == data.UseBody || other.Use == data.UseDerived) {
			other.Set(row, from)
		}
	}
}

// joinLists joins a field that is a list, and reports whether it is one.
func joinLists(f data.Field, r states) bool {
	switch joined := f.At(r.joined).(type) {
	case *[]string:
		*joined = union(*f.At(r.base).(*[]string), *f.At(r.mine).(*[]string), *f.At(r.theirs).(*[]string))
	case *[]data.Link:
		*joined = union(*f.At(r.base).(*[]data.Link), *f.At(r.mine).(*[]data.Link), *f.At(r.theirs).(*[]data.Link))
	case *[]data.Reference:
		*joined = union(*f.At(r.base).(*[]data.Reference), *f.At(r.mine).(*[]data.Reference), *f.At(r.theirs).(*[]data.Reference))
	default:
		return false
	}
	return true
}

// union is their list without what mine has taken away, and then what mine has added.
func union[T comparable](base, mine, theirs []T) []T {
	var out []T
	for _, t := range theirs {
		if slices.Contains(mine, t) || !slices.Contains(base, t) {
			out = append(out, t)
		}
	}
	for _, m := range mine {
		if !slices.Contains(base, m) && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

// attach sees to the rows that refer to others which somebody has deleted. A note is moved,
// so that what was typed is in the library; for anything else it is to be decided whether
// what it belongs to comes back.
func (j *Joined) attach(now Library) error {
	there := map[data.ID]int{} // in which change a row is inserted, or brought back
	for i, c := range j.changes {
		if c.joined != nil {
			there[c.shape.ID(c.joined)] = i
		}
	}
	for i := 0; i < len(j.changes); i++ { // what is brought back may refer to others
		c := &j.changes[i]
		if c.joined == nil {
			continue
		}
		var gone []data.Row
		for _, f := range c.shape.Fields {
			if !f.Refers {
				continue
			}
			id := *f.At(c.joined).(*data.ID)
			if at, ok := there[id]; ok || id == (data.ID{}) {
				if ok && j.changes[at].stored == nil {
					c.needs = append(c.needs, at)
				}
				continue
			}
			past, err := deleted(now, f.To, id)
			if err != nil {
				return err
			}
			if past == nil {
				continue
			}
			if gone = append(gone, past); c.shape.Kind != data.KindAnnotation {
				there[id] = j.bringBack(i, f.To, past)
				c = &j.changes[i]
			}
		}
		if note, ok := c.joined.(*data.Annotation); ok && len(gone) > 0 {
			moved := *note
			if err := rehome(&moved, gone, now); err != nil {
				return err
			}
			c.joined = &moved
			j.Moved = append(j.Moved, moved)
		}
	}
	return nil
}

// deleted returns a row as it was before it was deleted, nil if it is there.
func deleted(now Library, kind data.Kind, id data.ID) (data.Row, error) {
	_, err := now.Row(kind, id)
	if !errors.Is(err, data.ErrNotFound) {
		return nil, err
	}
	return now.Past(kind, id)
}

// bringBack adds a row that was deleted, which the change at needing needs, and returns its
// change.
func (j *Joined) bringBack(needing int, kind data.Kind, past data.Row) int {
	at := len(j.changes)
	shape := kind.Shape()
	j.changes = append(j.changes, change{shape: shape, joined: past})
	j.changes[needing].needs = append(j.changes[needing].needs, at)
	j.Conflicts = append(j.Conflicts, Conflict{Shape: shape, Base: past, Mine: past, change: at})
	return at
}

// present is the ID if there is such a row, else zero.
func present(now Library, kind data.Kind, id data.ID) (data.ID, error) {
	_, err := now.Row(kind, id)
	if errors.Is(err, data.ErrNotFound) {
		return data.ID{}, nil
	}
	return id, err
}

// rehome takes a note from what is gone, and gives it another target where it has none
// left: that of the note that it answered, or the time of what it was on.
func rehome(note *data.Annotation, gone []data.Row, now Library) error {
	own := note.Span
	for _, row := range gone {
		switch row := row.(type) {
		case *data.Event:
			note.Event = data.ID{}
			note.Text = words(note.Text, row.Title)
			note.Span = row.Date
		case *data.Article:
			note.Article, note.Anchor, note.Doubt = data.ID{}, anchor.Selector{}, data.Doubt{}
			note.Text = words(note.Text, row.Title)
			note.Span = row.Published
		case *data.Annotation:
			note.Parent = data.ID{}
			note.Text = words(note.Text, row.Text)
			note.Span = row.Span
			var err error
			if note.Event, err = present(now, data.KindEvent, row.Event); err != nil {
				return err
			}
			if note.Article, err = present(now, data.KindArticle, row.Article); err != nil {
				return err
			}
		}
	}
	if !own.IsZero() || note.Event != (data.ID{}) || note.Article != (data.ID{}) {
		note.Span = own
	} else if note.Span.IsZero() {
		day, err := dates.Parse(time.Unix(note.Created, 0).UTC().Format(time.DateOnly))
		if err != nil {
			return err
		}
		note.Span = day
	}
	return nil
}

// words are those of a note, and what it was on below them.
func words(text, was string) string {
	if text == "" {
		return "> " + was
	}
	return text + "\n\n> " + was
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
