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
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// Any sequence of edits, merges, undo, redo and steps to other points, with the
// library closed and opened in between, has the effect that it has on a list of
// states in memory; then all can be undone and made again, to the byte.
func anyEditsUndone(t *testing.T, s data.Store, maker Maker) {
	start, empty := contentOf(t, s), maker.Dump(t, s)
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
		defer func() { s = m.store }()
		m.apply(r, data.Edit{Label: "first", Tracks: one(data.Insert(data.Track{ID: m.newID(), Name: "T", Colour: "red"}))})
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			switch rapid.IntRange(0, 7).Draw(r, "step") {
			case 0:
				m.step(r, m.store.Undo, -1)
			case 1:
				m.step(r, m.store.Redo, +1)
			case 2:
				m.goTo(r, rapid.IntRange(0, len(m.states)-1).Draw(r, "state"))
			case 3:
				if rapid.IntRange(0, 9).Draw(r, "reopen") == 0 {
					m.store = maker.Reopen(t, m.store)
				}
			default:
				m.apply(r, m.draw(r))
			}
			m.compare(r)
		}
		for m.now < len(m.states)-1 {
			m.step(r, m.store.Redo, +1)
		}
		end := maker.Dump(t, m.store)
		for m.now > 0 {
			m.step(r, m.store.Undo, -1)
		}
		m.compare(r)
		if got := maker.Dump(t, m.store); !slices.Equal(got, empty) {
			r.Fatalf("after undoing all there is %q, want %q", got, empty)
		}
		m.step(r, m.store.Undo, -1)
		for m.now < len(m.states)-1 {
			m.step(r, m.store.Redo, +1)
		}
		m.compare(r)
		if got := maker.Dump(t, m.store); !slices.Equal(got, end) {
			r.Fatalf("after making all again there is %q, want %q", got, end)
		}
		m.step(r, m.store.Redo, +1)
		if problems, err := m.store.Check(t.Context(), nil); err != nil || len(broken(problems)) > 0 {
			r.Fatalf("problems: %q, %v", problems, err)
		}
	})
}

// broken leaves out what is so by intent: the drawn quotes stand in no text.
func broken(problems []string) []string {
	return slices.DeleteFunc(problems, func(p string) bool { return strings.Contains(p, "is not what stands at") })
}

// model is a store in memory: the states that the library has been in, of which
// undo and redo choose one.
type model struct {
	t      testing.TB
	store  data.Store
	states []content
	now    int
	ids    uint64
	merge  []string // of each edit but the first state
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

// goTo goes to a state by the number of its step.
func (m *model) goTo(r *rapid.T, state int) {
	list, err := m.store.Steps(m.t.Context(), 0, len(m.states))
	if err != nil || len(list) != len(m.states)-1 {
		r.Fatalf("%d steps and %v, want %d", len(list), err, len(m.states)-1)
	}
	for i, step := range list {
		if undone := len(list)-i > m.now; step.Undone != undone {
			r.Fatalf("at %d: step %+v", m.now, step)
		}
	}
	n := int64(0)
	if state > 0 {
		n = list[len(list)-state].N
	}
	if _, err := m.store.GoTo(m.t.Context(), n); err != nil {
		r.Fatal(err)
	}
	m.now = state
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
		newest := m.now == len(m.states)-1
		m.states, m.merge = append(m.states[:m.now+1], next), append(m.merge[:m.now], e.Merge)
		m.now++
		if !newest || e.Merge == "" || m.now < 2 || m.merge[m.now-2] != e.Merge {
			return
		}
		m.now--
		m.merge = m.merge[:m.now]
		m.states = append(m.states[:m.now], next)
		if reflect.DeepEqual(next, m.states[m.now-1]) {
			m.now--
			m.merge, m.states = m.merge[:m.now], m.states[:m.now+1]
		}
	}
}

// draw makes an edit of some rows of every kind.
func (m *model) draw(r *rapid.T) data.Edit {
	e := data.Edit{
		Label: fmt.Sprintf("edit %d", m.ids),
		Merge: rapid.SampledFrom([]string{"", "", "a", "b"}).Draw(r, "merge"),
	}
	stored := storedContent(m.t, m.store)
	word := func(label string) string {
		return rapid.SampledFrom([]string{"A", "ب", "C\nc"}).Draw(r, label)
	}
	colour := rapid.SampledFrom(data.Colours())
	when := rapid.SampledFrom([]string{"2020", "2022-02-04", "../2020-05", "-0043", "2022-02-04T00:30+03:00"})
	if rapid.IntRange(0, 9).Draw(r, "rename") == 0 {
		after := stored.Library
		after.Title, after.ColourNames = word("library"), nil
		after.Zone = rapid.SampledFrom([]string{"", "America/New_York"}).Draw(r, "axis")
		if rapid.Bool().Draw(r, "named") {
			after.ColourNames = map[string]string{colour.Draw(r, "colour"): word("colour name")}
		}
		e.Library = one(data.Update(stored.Library, after))
	}
	e.Tracks = drawChanges(m, r, stored.Tracks, func(id data.ID, row data.Track) data.Track {
		row.ID, row.Name, row.Colour = id, word("name"), colour.Draw(r, "colour")
		return row
	})
	e.Articles = drawChanges(m, r, stored.Articles, func(id data.ID, row data.Article) data.Article {
		row.ID, row.Title, row.Published = id, word("title"), date(m.t, when.Draw(r, "published"))
		row = row.WithText(rapid.SampledFrom([]string{"A", "ب", "C\nc", ""}).Draw(r, "text"))
		if row.Citation = (data.Citation{}); rapid.Bool().Draw(r, "cited") {
			row.Citation = data.Citation{Volume: word("volume"), Authors: []data.Name{{Family: word("family")}}, Keywords: drawTags(r, word)}
		}
		row.Page = [32]byte{}
		if rapid.Bool().Draw(r, "page") {
			page := data.NewPage([]byte(word("body")), "text/plain", "", 0)
			e.Pages, row.Page = append(e.Pages, page), page.Hash
			if row.Text != "" {
				row.Blocks = []data.Block{{Start: 0, End: strings.IndexByte(row.Text+"\n", '\n'), Kind: data.Heading}}
			}
		}
		return row
	})
	e.Views = drawChanges(m, r, stored.Views, func(id data.ID, row data.View) data.View {
		row.ID, row.Name, row.Query, row.Order = id, word("name"), word("query"), rapid.IntRange(0, 2).Draw(r, "order")
		return row
	})
	tracks, articles := drawID(stored.after(e).Tracks), drawID(stored.after(e).Articles)
	if tracks != nil {
		e.Events = drawChanges(m, r, stored.Events, func(id data.ID, row data.Event) data.Event {
			row.ID, row.Title, row.Date = id, word("title"), date(m.t, when.Draw(r, "date"))
			row.Track, row.Importance = tracks.Draw(r, "track"), rapid.IntRange(1, 5).Draw(r, "importance")
			row.Zone = rapid.SampledFrom([]string{"", "Asia/Shanghai", "Europe/Kyiv"}).Draw(r, "zone")
			row.Tags = drawTags(r, word)
			if row.Verdict, row.Claims = (data.Verdict{}), nil; rapid.Bool().Draw(r, "decided") {
				row.Verdict = data.Verdict{State: data.StateConfirmed, Why: word("why"), At: 7}
				row.Claims = data.Claims{{Subject: word("subject"), Value: word("value"), Excerpts: []data.ID{m.newID()}}}
			}
			if row.Links = nil; rapid.Bool().Draw(r, "link") {
				row.Links = []data.Reference{{URL: "https://example.org", Title: word("link")}}
			}
			return row
		})
	}
	e.Origins = drawChanges(m, r, stored.Origins, func(id data.ID, row data.Origin) data.Origin {
		row.ID, row.Source, row.Foreign, row.Of = id, word("source"), id.String(), "event"
		row.Row, row.Base = m.newID(), map[string]string{"title": word("base")}
		return row
	})
	e.Entities = drawChanges(m, r, stored.Entities, func(id data.ID, row data.Entity) data.Entity {
		row.ID, row.Type, row.Name, row.Aliases = id, data.Organisation, word("entity"), drawTags(r, word)
		if row.Names, row.Position, row.Basis = nil, (data.Position{}), ""; rapid.Bool().Draw(r, "placed") {
			row.Type, row.Basis, row.Position = data.Place, data.BasisMap, data.Position{Lat: 1.0 / 3, Lon: -0.1, Radius: 10}
			row.Names = data.EntityNames{{Text: word("in Arabic"), Lang: "ar"}}
		}
		return row
	})
	events, entities := drawID(stored.after(e).Events), drawID(stored.after(e).Entities)
	if events != nil {
		e.Relations = drawChanges(m, r, stored.Relations, func(id data.ID, row data.Relation) data.Relation {
			row.ID, row.From, row.To, row.Type = id, events.Draw(r, "from"), events.Draw(r, "to"), data.PartOf
			if row.From == row.To {
				row.To = m.newID() // is refused
			}
			return row
		})
	}
	if events != nil && entities != nil {
		e.Mentions = drawChanges(m, r, stored.Mentions, func(id data.ID, row data.Mention) data.Mention {
			row.ID, row.Event, row.Entity, row.Role = id, events.Draw(r, "event"), entities.Draw(r, "entity"), data.RoleActor
			if row.Excerpt = (data.ID{}); rapid.Bool().Draw(r, "in a passage") {
				row.Excerpt = m.newID()
			}
			return row
		})
	}
	m.drawStories(r, &e, stored, word)
	if events == nil || articles == nil {
		return e
	}
	quote := anchor.Selector{Start: 0, End: 1, Exact: "A", Prefix: "", Suffix: "c"}
	passage := func(r *rapid.T) anchor.Selector {
		s := quote
		s.Part = rapid.SampledFrom([]string{"", data.OfTitle}).Draw(r, "part")
		return s
	}
	doubt := rapid.SampledFrom([]data.Doubt{
		{}, {State: data.Orphan, Was: "A"}, {State: data.CheckMe, Was: "ب", Score: 1.0 / 3, Method: "context"},
	})
	e.Editions = drawChanges(m, r, stored.Editions, func(id data.ID, row data.Edition) data.Edition {
		text := data.Article{}.WithText(word("earlier text"))
		return data.Edition{
			ID: id, Rev: row.Rev, Article: articles.Draw(r, "article"), Replaced: int64(rapid.IntRange(0, 3).Draw(r, "replaced")),
			Text: text.Text, Length: text.Length, Hash: text.Hash,
		}
	})
	e.Dismissals = drawChanges(m, r, stored.Dismissals, func(id data.ID, row data.Dismissal) data.Dismissal {
		row.ID, row.Article, row.Anchor, row.EDTF, row.Event = id, articles.Draw(r, "article"), quote, when.Draw(r, "date"), data.ID{}
		if rapid.Bool().Draw(r, "no place") {
			row.EDTF, row.Event, row.Anchor.Part = "", events.Draw(r, "event"), rapid.SampledFrom([]string{"", data.OfTitle}).Draw(r, "part")
		}
		return row
	})
	e.Excerpts = drawChanges(m, r, stored.Excerpts, func(id data.ID, row data.Excerpt) data.Excerpt {
		row.ID, row.Anchor, row.Event, row.Article = id, passage(r), events.Draw(r, "event"), articles.Draw(r, "article")
		row.Doubt = doubt.Draw(r, "doubt")
		if row.Date = (dates.Date{}); rapid.Bool().Draw(r, "another date") {
			row.Date = date(m.t, when.Draw(r, "date as told"))
		}
		return row
	})
	e.Annotations = drawChanges(m, r, stored.Annotations, func(id data.ID, row data.Annotation) data.Annotation {
		row = data.Annotation{ID: id, Rev: row.Rev, Colour: colour.Draw(r, "colour"), Text: word("note"), Tags: drawTags(r, word)}
		others := sortedIDs(stored.Annotations)
		others = slices.DeleteFunc(others, func(other data.ID) bool { return other == id })
		switch rapid.IntRange(0, 3).Draw(r, "target") {
		case 0:
			row.Article, row.Anchor, row.Doubt = articles.Draw(r, "article"), passage(r), doubt.Draw(r, "doubt")
		case 1:
			row.Article = articles.Draw(r, "article")
		case 2:
			if len(others) > 0 {
				row.Parent = rapid.SampledFrom(others).Draw(r, "parent")
				break
			}
			fallthrough
		default:
			row.Event = events.Draw(r, "event")
			row.Links = []data.Link{{Text: word("link"), Event: row.Event}}
		}
		return row
	})
	return e
}

// drawStories adds changes of stories, their steps, and pictures.
func (m *model) drawStories(r *rapid.T, e *data.Edit, stored content, word func(string) string) {
	e.Stories = drawChanges(m, r, stored.Stories, func(id data.ID, row data.Story) data.Story {
		row.ID, row.Name, row.Title = id, word("story"), word("headline")
		return row
	})
	then := stored.after(*e)
	stories, events, articles := drawID(then.Stories), drawID(then.Events), drawID(then.Articles)
	if stories == nil || events == nil || articles == nil {
		return
	}
	e.Steps = drawChanges(m, r, stored.Steps, func(id data.ID, row data.StoryStep) data.StoryStep {
		row.ID, row.Story, row.Text, row.Picture = id, stories.Draw(r, "story"), word("step"), m.newID()
		if row.Event, row.Query = (data.ID{}), word("query"); rapid.Bool().Draw(r, "of an event") {
			row.Event, row.Query = events.Draw(r, "event"), ""
		}
		return row
	})
	e.Pictures = drawChanges(m, r, stored.Pictures, func(id data.ID, row data.Picture) data.Picture {
		page := data.NewPage([]byte(word("bytes")), "image/gif", "", 0)
		e.Pages = append(e.Pages, page)
		row = data.Picture{ID: id, Rev: row.Rev, Hash: page.Hash, Type: page.Media, Size: int64(len(page.Body)), Caption: word("caption")}
		switch rapid.IntRange(0, 2).Draw(r, "picture of") {
		case 0:
			row.Event = events.Draw(r, "event")
		case 1:
			row.Article, row.Position = articles.Draw(r, "article"), rapid.IntRange(data.Lead, 9).Draw(r, "position")
		default:
			row.Story = stories.Draw(r, "story")
		}
		return row
	})
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

// drawTags draws up to two tags.
func drawTags(r *rapid.T, word func(string) string) (tags []string) {
	for range rapid.IntRange(0, 2).Draw(r, "tags") {
		if tag := word("tag"); !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
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
