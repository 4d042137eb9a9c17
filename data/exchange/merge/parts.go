package merge

import (
	"context"
	"iter"
	"maps"
	"reflect"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/placing"
)

// partRows is about how many rows one part of the edit changes.
const partRows = 2000

// Parts yields the edit in parts, for Store.ApplyAll. It may be asked once for the
// decisions of that moment.
func (p *Plan) Parts(ctx context.Context) iter.Seq2[data.Edit, error] {
	placed, err := p.places(ctx)
	return func(yield func(data.Edit, error) bool) {
		w := &writer{Plan: p, ctx: ctx, yield: yield, placed: placed, apart: map[part]bool{}, filled: map[data.ID]bool{}}
		if err != nil {
			w.fail(err)
			return
		}
		for _, step := range []func(){w.libraryAndTracks, w.pagesOf, w.changes, w.plainRows, w.mentions, w.removals} {
			if step(); w.stopped {
				return
			}
		}
		w.flush()
	}
}

// writer puts the rows of a plan into parts.
type writer struct {
	*Plan
	ctx     context.Context
	yield   func(data.Edit, error) bool
	placed  data.Edit // what follows from the places of events
	next    data.Edit
	count   int
	stopped bool
	apart   map[part]bool    // those whose passages were found again in another text
	filled  map[data.ID]bool // references that get their text
}

// part is the text of an article, or its title, as in anchor.Selector.
type part struct {
	article data.ID
	name    string
}

func (w *writer) add(of data.Kind, c data.RowChange) {
	of.Shape().Add(&w.next, c)
	if w.count++; w.count >= partRows {
		w.flush()
	}
}

func (w *writer) flush() {
	if w.count > 0 && !w.stopped {
		w.stopped = !w.yield(w.next, nil)
	}
	w.next, w.count = data.Edit{}, 0
}

func (w *writer) fail(err error) {
	w.stopped = true
	w.yield(data.Edit{}, err)
}

func (w *writer) libraryAndTracks() {
	for _, l := range w.plain.Library {
		w.add(data.KindLibrary, data.RowChange{Before: l.Before, After: l.After})
	}
	for i := range w.tracks {
		w.add(data.KindTrack, data.RowChange{After: &w.tracks[i]})
	}
}

// pagesOf writes pages one by one, since each can be large.
func (w *writer) pagesOf() {
	if w.pages == nil {
		return
	}
	for page, err := range w.pages {
		if err != nil {
			w.fail(err)
			return
		}
		w.next.Pages = append(w.next.Pages, page)
		w.count++
		if w.flush(); w.stopped {
			return
		}
	}
}

func (w *writer) changes() {
	taken := map[int][]data.Field{}
	for _, c := range w.Conflicts {
		if c.Take {
			taken[c.row] = append(taken[c.row], c.field)
		}
	}
	for i := range w.rows {
		if w.stopped {
			return
		}
		r := &w.rows[i]
		if r.here == nil {
			w.add(r.of, data.RowChange{After: r.there})
		} else {
			w.update(r, append(r.take[:len(r.take):len(r.take)], taken[i]...))
		}
		w.origin(r)
	}
}

// update changes the fields of a row that are taken.
func (w *writer) update(r *change, take []data.Field) {
	shape := r.of.Shape()
	after := shape.Copy(r.here)
	text := false
	for _, f := range take {
		set(f, after, r.there)
		text = text || f.Use == data.UseBody || r.of == data.KindArticle && f.Name == "title"
	}
	if article, ok := after.(*data.Article); ok && text {
		w.retext(r.here.(*data.Article), article)
		return
	}
	if note, ok := after.(*data.Annotation); ok && len(take) > 0 {
		if w.apart[part{note.Article, note.Anchor.Part}] {
			return
		}
		note.Changed = max(note.Changed, r.there.(*data.Annotation).Changed)
	}
	if !shape.Same(r.here, after) {
		w.add(r.of, data.RowChange{Before: r.here, After: after})
	}
}

// retext gives an article another text or title, and its passages their places in it.
func (w *writer) retext(before, after *data.Article) {
	blocks := after.Blocks
	*after = after.WithText(after.Text)
	after.Blocks = blocks
	edit, err := w.options.Retext(w.ctx, *before, *after)
	if err != nil {
		w.fail(err)
		return
	}
	w.filled[after.ID] = before.IsReference()
	w.apart[part{after.ID, ""}] = before.Hash != after.Hash
	w.apart[part{after.ID, data.OfTitle}] = before.Title != after.Title
	if w.flush(); !w.stopped {
		w.stopped = !w.yield(edit, nil)
	}
}

// origin writes what the file says of a row now.
func (w *writer) origin(r *change) {
	if r.key == "" || w.stopped {
		return
	}
	base := w.sums(*r)
	if r.origin != nil {
		if r.key != r.origin.Foreign || !maps.Equal(base, r.origin.Base) {
			after := *r.origin
			after.Base, after.Seen, after.Foreign = base, w.options.Now, r.key
			w.add(data.KindOrigin, data.RowChange{Before: r.origin, After: &after})
		}
		return
	}
	row := r.there
	if r.here != nil {
		row = r.here
	}
	w.add(data.KindOrigin, data.RowChange{After: &data.Origin{
		ID: data.NewID(), Source: w.options.Source, Foreign: r.key, Row: r.of.Shape().ID(row), Of: r.of.String(), Base: base, Seen: w.options.Now,
	}})
}

// plainRows writes the rows that have no origin.
func (w *writer) plainRows() {
	for _, of := range []data.Kind{
		data.KindExcerpt, data.KindEdition, data.KindDismissal, data.KindView, data.KindOrigin,
		data.KindEntity, data.KindMention, data.KindRelation, data.KindStory, data.KindPicture, data.KindStep,
	} {
		for c := range of.Shape().Changes(&w.plain) {
			if w.stopped {
				return
			}
			if x, ok := c.After.(*data.Excerpt); ok && w.apart[part{x.Article, x.Anchor.Part}] && !w.filled[x.Article] {
				continue
			}
			w.add(of, c)
		}
	}
}

// removals deletes what is gone from the file, where that is wanted.
func (w *writer) removals() {
	rows := map[data.Kind][]data.ID{}
	var origins []data.Change[data.Origin]
	for _, g := range w.Gone {
		if g.Remove {
			rows[g.Of] = append(rows[g.Of], g.Row)
			origins = append(origins, data.Delete(g.origin))
		}
	}
	if len(origins) == 0 || w.stopped {
		return
	}
	edit, err := w.options.Remove(w.ctx, rows)
	if err != nil {
		w.fail(err)
		return
	}
	edit.Origins = append(edit.Origins, origins...)
	if w.flush(); !w.stopped {
		w.stopped = !w.yield(edit, nil)
	}
}

// places is what follows from the places of the events that are made and changed, read
// before anything is written.
func (p *Plan) places(ctx context.Context) (data.Edit, error) {
	if p.tied {
		return data.Edit{}, nil
	}
	edit := data.Edit{Entities: p.plain.Entities, Mentions: p.plain.Mentions}
	taken := map[int]bool{}
	for _, c := range p.Conflicts {
		taken[c.row] = taken[c.row] || c.Take && c.field.Name == placeField
	}
	for i, r := range p.rows {
		switch there := r.there.(type) {
		case *data.Event:
			here, ok := r.here.(*data.Event)
			switch {
			case !ok:
				edit.Events = append(edit.Events, data.Insert(*there))
			case taken[i] || slices.ContainsFunc(r.take, func(f data.Field) bool { return f.Name == placeField }):
				after := *here
				after.Place = there.Place
				edit.Events = append(edit.Events, data.Update(*here, after))
			}
		case *data.Mention:
			if here, ok := r.here.(*data.Mention); ok {
				edit.Mentions = append(slices.Clip(edit.Mentions), data.Update(*here, *there))
			}
		}
	}
	all, err := placing.Complete(ctx, p.store, edit)
	return data.Edit{Entities: all.Entities[len(edit.Entities):], Mentions: all.Mentions[len(edit.Mentions):]}, err
}

// placeField is the field of an event with the name of its place.
const placeField = "place"

// mentions writes what follows from the places of events.
func (w *writer) mentions() {
	for _, of := range []data.Kind{data.KindEntity, data.KindMention} {
		for c := range of.Shape().Changes(&w.placed) {
			if w.add(of, c); w.stopped {
				return
			}
		}
	}
}

// set gives a row the value that a field has in another.
func set(f data.Field, to, from data.Row) {
	reflect.ValueOf(f.At(to)).Elem().Set(reflect.ValueOf(f.At(from)).Elem())
}
