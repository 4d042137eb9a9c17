package app

import (
	"context"
	"reflect"
	"slices"

	"tarikh.org/tarikh/data"
)

// rowsAtOnce is how many rows are read at once for an edit of many.
const rowsAtOnce = 1000

// ChangeEvents writes one edit that alters many events; unchanged events and those that
// no longer exist are left out. alter must change fields of the event only, not the
// values that they point to.
func (l *Library) ChangeEvents(ctx context.Context, label string, events []data.ID, alter func(*data.Event)) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit := data.Edit{Label: label}
	for part := range slices.Chunk(events, rowsAtOnce) {
		rows, err := l.EventRows(ctx, part)
		if err != nil {
			return edit, err
		}
		for _, before := range rows {
			after := before
			if alter(&after); before.ID != (data.ID{}) && !reflect.DeepEqual(before, after) {
				edit.Events = append(edit.Events, data.Update(before, after))
			}
		}
	}
	return l.Write(ctx, edit)
}

// ReplaceTag replaces a tag by another one everywhere; if the other one is in use, the
// two are merged. An empty one removes the tag.
func (l *Library) ReplaceTag(ctx context.Context, tag, other string) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	events, notes, err := l.Tagged(ctx, tag)
	if err != nil {
		return data.Edit{}, err
	}
	inUse, err := l.Tags(ctx)
	if err != nil {
		return data.Edit{}, err
	}
	edit := data.Edit{Label: "edit.tag.rename"}
	switch {
	case other == "":
		edit.Label = "edit.tag.remove"
	case slices.ContainsFunc(inUse, func(c data.TagCount) bool { return c.Tag == other }):
		edit.Label = "edit.tag.merge"
	}
	for _, e := range events {
		after := e
		after.Tags = replaced(e.Tags, tag, other)
		edit.Events = append(edit.Events, data.Update(e, after))
	}
	for _, n := range notes {
		after := n
		after.Tags = replaced(n.Tags, tag, other)
		edit.Annotations = append(edit.Annotations, data.Update(n, after))
	}
	return l.Write(ctx, edit)
}

// replaced returns tags with another one in the place of from, each once.
func replaced(tags []string, from, to string) []string {
	var out []string
	for _, tag := range tags {
		if tag == from {
			tag = to
		}
		if tag != "" && !slices.Contains(out, tag) {
			out = append(out, tag)
		}
	}
	return out
}
