package storetest

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/anchor"
)

// Any sequence of edits, undo and redo has the effect that it has on a list of
// states in memory; then all can be undone and made again.
func anyEditsUndone(t *testing.T, s data.Store) {
	start := contentOf(t, s)
	rapid.Check(t, func(r *rapid.T) {
		// Each round begins with the empty library and one edit, which drops what
		// could be redone of the last round.
		for {
			if _, err := s.Undo(t.Context()); errors.Is(err, data.ErrNothing) {
				break
			} else if err != nil {
				r.Fatal(err)
			}
		}
		m := &model{t: t, store: s, states: []content{start}}
		m.apply(r, data.Edit{Label: "first", Tracks: one(data.Insert(data.Track{ID: m.newID(), Name: "T", Colour: "red"}))})
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			switch rapid.IntRange(0, 5).Draw(r, "step") {
			case 0:
				m.step(r, s.Undo, -1)
			case 1:
				m.step(r, s.Redo, +1)
			default:
				m.apply(r, m.draw(r))
			}
			m.compare(r)
		}
		for m.now > 0 {
			m.step(r, s.Undo, -1)
		}
		m.compare(r)
		m.step(r, s.Undo, -1)
		for m.now < len(m.states)-1 {
			m.step(r, s.Redo, +1)
		}
		m.compare(r)
		m.step(r, s.Redo, +1)
	})
}

// model is a store in memory: the states that the library has been in, of which
// undo and redo choose one.
type model struct {
	t      testing.TB
	store  data.Store
	states []content
	now    int
	ids    uint64
}

func (m *model) compare(r *rapid.T) {
	got := contentOf(m.t, m.store)
	if !reflect.DeepEqual(got, m.states[m.now]) {
		r.Fatalf("state %d:\n got %+v\nwant %+v", m.now, got, m.states[m.now])
	}
}

func (m *model) step(r *rapid.T, call func(context.Context) (data.Edit, error), by int) {
	_, err := call(m.t.Context())
	if next := m.now + by; next < 0 || next >= len(m.states) {
		if !errors.Is(err, data.ErrNothing) {
			r.Fatalf("got %v, want ErrNothing", err)
		}
		return
	}
	if err != nil {
		r.Fatal(err)
	}
	m.now += by
}

// apply applies an edit that may be refused for what it leaves without a row to
// refer to.
func (m *model) apply(r *rapid.T, e data.Edit) {
	next := m.states[m.now].after(e)
	_, err := m.store.Apply(m.t.Context(), e)
	switch {
	case next.dangling():
		if !errors.Is(err, data.ErrConflict) {
			r.Fatalf("got %v, want ErrConflict for %+v", err, e)
		}
	case err != nil:
		r.Fatalf("%v for %+v", err, e)
	case !reflect.DeepEqual(next, m.states[m.now]):
		m.states = append(m.states[:m.now+1], next)
		m.now++
	}
}

// draw makes an edit of some rows of every kind.
func (m *model) draw(r *rapid.T) data.Edit {
	e := data.Edit{Label: fmt.Sprintf("edit %d", m.ids)}
	stored := storedContent(m.t, m.store)
	word := func(label string) string {
		return rapid.SampledFrom([]string{"A", "ب", "C\nc"}).Draw(r, label)
	}
	colour := rapid.SampledFrom(data.Colours())
	when := rapid.SampledFrom([]string{"2020", "2022-02-04", "../2020-05", "-0043"})
	if rapid.IntRange(0, 9).Draw(r, "rename") == 0 {
		after := stored.Library
		after.Title = word("library")
		e.Library = one(data.Update(stored.Library, after))
	}
	e.Tracks = drawChanges(m, r, stored.Tracks, func(id data.ID, row data.Track) data.Track {
		row.ID, row.Name, row.Colour = id, word("name"), colour.Draw(r, "colour")
		return row
	})
	e.Articles = drawChanges(m, r, stored.Articles, func(id data.ID, row data.Article) data.Article {
		row.ID, row.Title, row.Published = id, word("title"), date(m.t, when.Draw(r, "published"))
		return row.WithText(word("text"))
	})
	tracks, articles := drawID(stored.after(e).Tracks), drawID(stored.after(e).Articles)
	if tracks != nil {
		e.Events = drawChanges(m, r, stored.Events, func(id data.ID, row data.Event) data.Event {
			row.ID, row.Title, row.Date = id, word("title"), date(m.t, when.Draw(r, "date"))
			row.Track, row.Importance = tracks.Draw(r, "track"), rapid.IntRange(1, 5).Draw(r, "importance")
			return row
		})
	}
	events := drawID(stored.after(e).Events)
	if events == nil || articles == nil {
		return e
	}
	quote := anchor.Selector{Start: 0, End: 1, Exact: "A", Prefix: "", Suffix: "c"}
	e.Excerpts = drawChanges(m, r, stored.Excerpts, func(id data.ID, row data.Excerpt) data.Excerpt {
		row.ID, row.Anchor, row.Event, row.Article = id, quote, events.Draw(r, "event"), articles.Draw(r, "article")
		return row
	})
	e.Annotations = drawChanges(m, r, stored.Annotations, func(id data.ID, row data.Annotation) data.Annotation {
		row = data.Annotation{ID: id, Rev: row.Rev, Colour: colour.Draw(r, "colour"), Text: word("note")}
		if rapid.Bool().Draw(r, "on a passage") {
			row.Article, row.Anchor, row.Tags = articles.Draw(r, "article"), quote, []string{word("tag")}
		} else {
			row.Event = events.Draw(r, "event")
		}
		return row
	})
	return e
}

// drawChanges makes up to two changes of one kind; fill gives a row other values.
func drawChanges[T any](m *model, r *rapid.T, rows map[data.ID]T, fill func(data.ID, T) T) []data.Change[T] {
	ids := sortedIDs(rows)
	var out []data.Change[T]
	for range rapid.IntRange(0, 2).Draw(r, "changes") {
		kind := rapid.IntRange(0, 2).Draw(r, "insert, update or delete")
		if len(ids) == 0 || kind == 0 {
			var row T
			out = append(out, data.Insert(fill(m.newID(), row)))
			continue
		}
		i := rapid.IntRange(0, len(ids)-1).Draw(r, "row")
		id := ids[i]
		ids = slices.Delete(ids, i, i+1)
		if kind == 1 {
			out = append(out, data.Update(rows[id], fill(id, rows[id])))
		} else {
			out = append(out, data.Delete(rows[id]))
		}
	}
	return out
}

// drawID draws one of the rows' IDs; nil if there are no rows.
func drawID[T any](rows map[data.ID]T) *rapid.Generator[data.ID] {
	if len(rows) == 0 {
		return nil
	}
	return rapid.SampledFrom(sortedIDs(rows))
}

func sortedIDs[T any](rows map[data.ID]T) []data.ID {
	return slices.SortedFunc(maps.Keys(rows), func(a, b data.ID) int { return bytes.Compare(a[:], b[:]) })
}

// newID makes an ID that is the same when a failing case is run again.
func (m *model) newID() (id data.ID) {
	m.ids++
	binary.BigEndian.PutUint64(id[8:], m.ids)
	return id
}
