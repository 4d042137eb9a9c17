// Package take is the one way out of a library: what is taken of it, by a filter and a
// span of time, with how much of its articles and notes, as one value for all formats.
//
// The one idea behind it: a selection can only leave out. Notes are not taken unless they
// are asked for, private ones only where all are, and what refers to a row that is left
// out is left out with it; so no format has to know what may be told.
package take

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/query"
)

// Selection is what is taken. The zero Selection takes all events with their passages,
// and no notes.
type Selection struct {
	Query    query.Query // which events, as in the filter of the window
	From, To dates.Date  // events that end on or after From, and begin on or before To; zero: any
	Only     []data.ID   // events of which others are left out; nil: none are
	Notes    Notes
	// Mine are the names of the reader, by which notes of others are told; a note
	// without an author is the reader's, too.
	Mine     []string
	Articles Articles
	Lang     string // see form.Taken
}

// Whole reports whether nothing is left out that a format of whole libraries has.
func (s Selection) Whole() bool {
	return len(s.Query.Terms) == 0 && s.From.IsZero() && s.To.IsZero() && s.Only == nil && s.Articles != NoArticles
}

// Notes are which notes are taken. Private ones are taken only with AllNotes.
type Notes uint8

// The choices.
const (
	NoNotes Notes = iota
	MyNotes
	AllNotes
)

// Articles are how much of the articles is taken that report the events.
type Articles uint8

// The choices.
const (
	Excerpts Articles = iota // the passages, with the sources that they are from
	FullTexts
	NoArticles
)

// From takes a selection out of a library. Errors: data.ErrBusy if it is edited all the
// while, data.ErrUnindexed where words cannot be found yet, the store's, ctx.Err().
func From(ctx context.Context, store data.Store, s Selection) (form.Taken, error) {
	const tries = 5
	for range tries {
		before, err := store.Revision(ctx)
		if err != nil {
			return form.Taken{}, err
		}
		t, err := taker{ctx, store, s}.all()
		if errors.Is(err, data.ErrConflict) { // edited meanwhile
			continue
		}
		if err != nil {
			return form.Taken{}, err
		}
		if now, err := store.Revision(ctx); err != nil || now == before {
			return t, err
		}
	}
	return form.Taken{}, fmt.Errorf("take out: %w", data.ErrBusy)
}

type taker struct {
	context.Context
	data.Store
	Selection
}

func (t taker) all() (out form.Taken, err error) {
	out = form.Taken{Store: t.Store, Lang: cmp.Or(t.Lang, "en"), From: t.Selection.From, To: t.Selection.To}
	if out.Library, err = t.Library(t); err != nil {
		return out, err
	}
	if out.Edited, err = t.edited(out.Library); err != nil {
		return out, err
	}
	q := t.query()
	if err := t.events(&out, q); err != nil {
		return out, err
	}
	var notes []data.Annotation
	if t.Notes != NoNotes {
		if notes, err = t.Annotations(t); err != nil {
			return out, err
		}
	}
	if t.Selection.Articles != NoArticles {
		if err := t.sources(&out, notes, len(q.Terms) == 0 && t.Only == nil); err != nil {
			return out, err
		}
	}
	t.notes(&out, notes)
	return out, t.belongings(&out)
}

// edited is when the library was edited last; one that never was, when it was made.
func (t taker) edited(l data.Library) (time.Time, error) {
	last := l.Created
	steps, err := t.Steps(t, 0, 1)
	for _, s := range steps {
		last = max(last, s.Time)
	}
	return time.Unix(last, 0).UTC(), err
}

// query is the filter with the span of time.
func (t taker) query() query.Query {
	q := query.Query{Terms: slices.Clone(t.Query.Terms)}
	if !t.From.IsZero() {
		q.Terms = append(q.Terms, query.Term{Field: query.From, Date: t.From})
	}
	if !t.To.IsZero() {
		q.Terms = append(q.Terms, query.Term{Field: query.To, Date: t.To})
	}
	return q
}

// events takes the events that match, and their tracks.
func (t taker) events(out *form.Taken, q query.Query) error {
	tracks, err := t.Tracks(t)
	if err != nil {
		return err
	}
	cols, err := t.Columns(t)
	if err != nil {
		return err
	}
	states, err := t.States(t, cols)
	if err != nil {
		return err
	}
	var chosen map[data.ID]bool // nil: all
	if len(q.Terms) > 0 {
		places, err := t.Matching(t, q, cols, tracks)
		if err != nil {
			return err
		}
		chosen = make(map[data.ID]bool, len(places))
		for _, p := range places {
			chosen[cols.IDs[p]] = true
		}
	}
	if t.Only != nil {
		only := make(map[data.ID]bool, len(t.Only))
		for _, id := range t.Only {
			only[id] = chosen == nil || chosen[id]
		}
		chosen = only
	}
	used := map[data.ID]bool{}
	place := 0 // events come in the order of the columns
	for e, err := range t.Events(t) {
		if err != nil {
			return err
		}
		if place >= cols.Len() || cols.IDs[place] != e.ID {
			return fmt.Errorf("take out: %w", data.ErrConflict)
		}
		if chosen == nil || chosen[e.ID] {
			out.Events = append(out.Events, form.TakenEvent{Event: e, State: data.States()[states[place]]})
			used[e.Track] = true
		}
		place++
	}
	for _, track := range tracks {
		if used[track.ID] {
			out.Tracks = append(out.Tracks, track)
		}
	}
	return nil
}

// sources takes the passages that report the events, and the articles that they are from, or
// that notes on the events are; of all events, the other articles, too.
func (t taker) sources(out *form.Taken, notes []data.Annotation, all bool) error {
	at := make(map[data.ID]int, len(out.Events))
	for i, e := range out.Events {
		at[e.ID] = i
	}
	cited := map[data.ID]bool{}
	for row, err := range t.Rows(t, data.KindExcerpt) {
		if err != nil {
			return err
		}
		x := *row.(*data.Excerpt)
		if i, ok := at[x.Event]; ok {
			out.Events[i].Excerpts = append(out.Events[i].Excerpts, x)
			cited[x.Article] = true
		}
	}
	for _, n := range notes {
		if _, ok := at[n.Event]; ok && t.permits(n) {
			cited[n.Article] = true
		}
	}
	articles, err := t.Store.Articles(t)
	if err != nil {
		return err
	}
	for _, a := range articles {
		if !cited[a.ID] {
			if all {
				out.Others = append(out.Others, a)
			}
			continue
		}
		if t.Selection.Articles == FullTexts {
			if a, err = t.Article(t, a.ID); err != nil {
				return err
			}
		}
		out.Articles = append(out.Articles, a)
	}
	form.SortArticles(out.Articles)
	form.SortArticles(out.Others)
	place := make(map[data.ID]int, len(out.Articles))
	for i, a := range out.Articles {
		place[a.ID] = i
	}
	for _, e := range out.Events {
		slices.SortFunc(e.Excerpts, func(a, b data.Excerpt) int {
			return cmp.Or(place[a.Article]-place[b.Article], a.Anchor.Compare(b.Anchor), slices.Compare(a.ID[:], b.ID[:]))
		})
	}
	return nil
}

// notes takes notes, each with what it is on: a span of time is nothing that can be left
// out but by the times of the selection.
func (t taker) notes(out *form.Taken, all []data.Annotation) {
	there := map[data.ID]bool{}
	for _, e := range out.Events {
		there[e.ID] = true
	}
	for _, a := range out.Articles {
		there[a.ID] = true
	}
	others := map[data.ID]bool{} // articles, and notes on them
	for _, a := range out.Others {
		there[a.ID], others[a.ID] = true, true
	}
	missing := func(id data.ID) bool { return id != data.ID{} && !there[id] }
	taken := func(n data.Annotation) bool {
		return t.permits(n) && !missing(n.Event) && !missing(n.Article) && !missing(n.Parent) && t.within(n.Span)
	}
	for _, replies := range []bool{false, true} { // a reply has no replies
		for _, n := range all {
			if replies != (n.Parent != data.ID{}) || !taken(n) {
				continue
			}
			there[n.ID] = true
			if others[n.Article] || others[n.Parent] {
				others[n.ID] = true
				out.OtherNotes = append(out.OtherNotes, n)
				continue
			}
			out.Notes = append(out.Notes, n)
		}
	}
	form.SortNotes(out.Notes)
	form.SortNotes(out.OtherNotes)
}

// permits reports whether a note may be told.
func (t taker) permits(n data.Annotation) bool {
	if t.Notes == AllNotes {
		return true
	}
	return !n.Private && (n.Author == "" || slices.Contains(t.Mine, n.Author))
}

// within reports whether a span of time, if any, touches that of the selection.
func (t taker) within(span dates.Date) bool {
	return span.IsZero() || (t.From.IsZero() || span.Hi > t.From.Lo) && (t.To.IsZero() || span.Lo < t.To.Hi)
}
