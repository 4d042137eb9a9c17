package reconcile

import (
	"context"
	"fmt"

	"tarikh.org/tarikh/data"
)

// Of is the library of a store as it is now. What was deleted is known where the store is a
// data.Recaller.
func Of(ctx context.Context, s data.Store) Library { return stored{ctx, s} }

type stored struct {
	context.Context
	data.Store
}

func (s stored) Row(kind data.Kind, id data.ID) (data.Row, error) {
	rows, err := s.RowsByID(s, kind, []data.ID{id})
	if err != nil {
		return nil, err
	}
	if rows[0] == nil {
		return nil, fmt.Errorf("%w: %s %s", data.ErrNotFound, kind, id)
	}
	return rows[0], nil
}

func (s stored) Past(kind data.Kind, id data.ID) (data.Row, error) {
	if r, ok := s.Store.(data.Recaller); ok {
		return r.Deleted(s, kind, id)
	}
	return nil, fmt.Errorf("%w: what was %s %s", data.ErrNotFound, kind, id)
}

// Referring is that of Library. The events of a track are left out: a track that has any is
// not deleted.
func (s stored) Referring(kind data.Kind, id data.ID) ([]Referring, error) {
	var r referring
	switch kind {
	case data.KindEvent:
		collect(&r, data.KindExcerpt, s.EventExcerpts, s, id)
		collect(&r, data.KindAnnotation, s.EventAnnotations, s, id)
		collect(&r, data.KindMention, s.EventMentions, s, id)
		collect(&r, data.KindRelation, s.EventRelations, s, id)
		collect(&r, data.KindPicture, s.Pictures, s, id)
		collect(&r, data.KindStep, s.EventSteps, s, id)
	case data.KindArticle:
		collect(&r, data.KindExcerpt, s.ArticleExcerpts, s, id)
		collect(&r, data.KindAnnotation, s.ArticleAnnotations, s, id)
		collect(&r, data.KindEdition, s.Editions, s, id)
		collect(&r, data.KindDismissal, s.Dismissals, s, id)
		collect(&r, data.KindPicture, s.Pictures, s, id)
	case data.KindStory:
		collect(&r, data.KindStep, s.StorySteps, s, id)
		collect(&r, data.KindPicture, s.Pictures, s, id)
	case data.KindEntity:
		collect(&r, data.KindMention, s.EntityMentions, s, id)
	case data.KindAnnotation:
		collect(&r, kind, every(s.Annotations), s, id)
	}
	var out []Referring
	for _, one := range r.rows { // replies are listed with what they answer
		if refers(one, kind, id) {
			out = append(out, one)
		}
	}
	return out, r.err
}

// referring are rows that are collected until an error.
type referring struct {
	rows []Referring
	err  error
}

func collect[T any](r *referring, kind data.Kind, read func(context.Context, data.ID) ([]T, error), ctx context.Context, id data.ID) {
	if r.err != nil {
		return
	}
	var rows []T
	rows, r.err = read(ctx, id)
	for i := range rows {
		r.rows = append(r.rows, Referring{kind.Shape(), any(&rows[i]).(data.Row)})
	}
}

// List is that of Library.
func (s stored) List(kind data.Kind, of data.ID) ([]data.Row, error) {
	var r referring
	switch kind {
	case data.KindTrack:
		collect(&r, kind, every(s.Tracks), s, of)
	case data.KindView:
		collect(&r, kind, every(s.Views), s, of)
	case data.KindStory:
		collect(&r, kind, every(s.Stories), s, of)
	case data.KindStep:
		collect(&r, kind, s.StorySteps, s, of)
	}
	rows := make([]data.Row, len(r.rows))
	for i, one := range r.rows {
		rows[i] = one.Row
	}
	return rows, r.err
}

// every reads all rows, of whatever row they are asked.
func every[T any](read func(context.Context) ([]T, error)) func(context.Context, data.ID) ([]T, error) {
	return func(ctx context.Context, _ data.ID) ([]T, error) { return read(ctx) }
}
