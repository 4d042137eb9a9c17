package reconcile

import (
	"bytes"
	"cmp"
	"slices"

	"tarikh.org/tarikh/data"
)

// list is one that somebody puts in order: of a kind, of all the library or of one row.
type list struct {
	kind data.Kind
	of   data.ID
}

// listed is the list that a row of a shape is in; false for none. Pictures are few, and each
// is added behind the others.
func listed(shape *data.Shape, row data.Row) (list, bool) {
	switch shape.Kind {
	case data.KindTrack, data.KindView, data.KindStory:
		return list{kind: shape.Kind}, true
	case data.KindStep:
		return list{shape.Kind, row.(*data.StoryStep).Story}, true
	}
	return list{}, false
}

// order is that of a row of a list.
func order(shape *data.Shape, row data.Row) *int {
	f := shape.Fields[slices.IndexFunc(shape.Fields, func(f data.Field) bool { return f.Name == "order" })]
	return f.At(row).(*int)
}

// entry is a row in a list.
type entry struct {
	id    data.ID
	order int
}

func inOrder(entries []entry) []data.ID {
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Or(cmp.Compare(a.order, b.order), bytes.Compare(a.id[:], b.id[:])) })
	ids := make([]data.ID, len(entries))
	for i, e := range entries {
		ids[i] = e.id
	}
	return ids
}

// arrange puts in order the lists in which this edit has moved or added rows: what it moved
// comes behind what was before it, wherever others have moved that.
func (j *Joined) arrange(now Library) error {
	var lists []list
	for _, c := range j.changes {
		if c.joined == nil {
			continue
		}
		l, ok := listed(c.shape, c.joined)
		if ok && (c.stored == nil || c.before == nil || *order(c.shape, c.before) != *order(c.shape, c.joined)) && !slices.Contains(lists, l) {
			lists = append(lists, l)
		}
	}
	for _, l := range lists {
		stored, err := now.List(l.kind, l.of)
		if err != nil {
			return err
		}
		j.put(l, stored)
	}
	return nil
}

// put puts one list in order.
func (j *Joined) put(l list, stored []data.Row) {
	shape := l.kind.Shape()
	mine := map[data.ID]int{} // the changes of its rows
	for i, c := range j.changes {
		row := c.joined
		if row == nil {
			row = c.stored
		}
		if at, ok := listed(c.shape, row); ok && at == l {
			mine[c.id()] = i
		}
	}
	var base, own, theirs []entry
	rows := map[data.ID]data.Row{}
	for _, row := range stored {
		id, at := shape.ID(row), *order(shape, row)
		rows[id] = row
		was, is := at, at
		if i, ok := mine[id]; ok {
			c := j.changes[i]
			if c.joined == nil {
				continue
			}
			if is = *order(shape, c.joined); c.before != nil {
				was = *order(shape, c.before)
			}
		}
		base, own, theirs = append(base, entry{id, was}), append(own, entry{id, is}), append(theirs, entry{id, at})
	}
	for id, i := range mine {
		if c := j.changes[i]; c.stored == nil {
			own = append(own, entry{id, *order(shape, c.joined)})
		}
	}
	at := func(id data.ID) int {
		if i, ok := mine[id]; ok {
			return *order(shape, j.changes[i].joined)
		}
		return *order(shape, rows[id])
	}
	ids := merged(inOrder(base), inOrder(own), inOrder(theirs))
	orders := make([]int, len(ids))
	var as []entry
	for i, id := range ids {
		orders[i] = at(id)
		as = append(as, entry{id, orders[i]})
	}
	if slices.Equal(inOrder(as), ids) {
		return
	}
	for i, to := range data.Arranged(orders) {
		if to == orders[i] {
			continue
		}
		place, ok := mine[ids[i]]
		if !ok {
			place = len(j.changes)
			j.changes = append(j.changes, change{shape: shape, stored: rows[ids[i]], before: rows[ids[i]]})
		}
		moved := shape.Copy(cmp.Or(j.changes[place].joined, rows[ids[i]]))
		*order(shape, moved) = to
		j.changes[place].joined = moved
	}
}

// merged is their list with what mine has moved and added, each behind the nearest of what
// is before it there.
func merged(base, mine, theirs []data.ID) []data.ID {
	known := slices.DeleteFunc(slices.Clone(mine), func(id data.ID) bool { return !slices.Contains(base, id) })
	places := make([]int, len(known))
	for i, id := range known {
		places[i] = slices.Index(base, id)
	}
	stays := map[data.ID]bool{}
	for i, rises := range data.Rising(places) {
		stays[known[i]] = rises
	}
	out := slices.DeleteFunc(slices.Clone(theirs), func(id data.ID) bool { return !stays[id] && slices.Contains(mine, id) })
	for i, id := range mine {
		if stays[id] {
			continue
		}
		behind := 0
		for _, before := range slices.Backward(mine[:i]) {
			if at := slices.Index(out, before); at >= 0 {
				behind = at + 1
				break
			}
		}
		out = slices.Insert(out, behind, id)
	}
	return out
}
