package reconcile

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

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

// detach sees to the rows that refer to others which this edit deletes. What the edit itself
// does with them goes with the deletion, or stays undone with it. What others have added
// since makes the deletion one that is to be decided; where it is made, notes are kept.
func (j *Joined) detach(now Library) error {
	at := map[data.ID]int{}
	for i, c := range j.changes {
		at[c.id()] = i
	}
	for i := range len(j.changes) {
		if j.changes[i].joined != nil {
			continue
		}
		all, err := now.Referring(j.changes[i].shape.Kind, j.changes[i].id())
		if err != nil {
			return err
		}
		added := false
		for _, r := range all {
			if other, ok := at[r.Shape.ID(r.Row)]; ok {
				j.changes[i].needs = append(j.changes[i].needs, other)
				j.changes[other].needs = append(j.changes[other].needs, i)
				continue
			}
			added = true
			kept, err := j.without(r, now)
			if err != nil {
				return err
			}
			at[r.Shape.ID(r.Row)] = len(j.changes)
			j.changes = append(j.changes, change{shape: r.Shape, stored: r.Row, joined: kept, before: r.Row, needs: []int{i}})
		}
		if c := j.changes[i]; added && !slices.ContainsFunc(j.Conflicts, func(x Conflict) bool { return x.change == i }) {
			j.Conflicts = append(j.Conflicts, Conflict{Shape: c.shape, Base: c.before, Theirs: c.stored, change: i})
		}
	}
	return nil
}

// without is a row without what it refers to and this edit deletes; nil where it is nothing
// without that.
func (j *Joined) without(r Referring, now Library) (data.Row, error) {
	var gone []data.Row
	for _, c := range j.changes {
		if c.joined == nil && refers(r, c.shape.Kind, c.id()) {
			gone = append(gone, c.stored)
		}
	}
	switch row := r.Row.(type) {
	case *data.Annotation:
		kept := *row
		if err := rehome(&kept, gone, now); err != nil {
			return nil, err
		}
		if further := (Referring{r.Shape, &kept}); slices.ContainsFunc(j.changes, func(c change) bool { return c.joined == nil && refers(further, c.shape.Kind, c.id()) }) {
			return j.without(further, now) // what it answered was on what goes, too
		}
		return &kept, nil
	case *data.StoryStep:
		kept := *row
		for _, g := range gone {
			event, ok := g.(*data.Event)
			if !ok {
				return nil, nil
			}
			kept.Event, kept.Title = data.ID{}, cmp.Or(kept.Title, event.Title)
		}
		return &kept, nil
	}
	return nil, nil
}

// refers reports whether a row refers to another one.
func refers(r Referring, kind data.Kind, id data.ID) bool {
	return slices.ContainsFunc(r.Shape.Fields, func(f data.Field) bool {
		return f.Refers && f.To == kind && *f.At(r.Row).(*data.ID) == id
	})
}
