package session

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/library"
)

// Editions reads the earlier texts of an article, without their text, newest first.
func (s *Session) Editions(article data.ID, done func([]data.Edition)) {
	library.Load(s.core, nil, func(ctx context.Context, store data.Store) ([]data.Edition, error) {
		return store.Editions(ctx, article)
	}, done)
}

// Edition reads one earlier text.
func (s *Session) Edition(id data.ID, done func(data.Edition)) {
	library.Load(s.core, nil, func(ctx context.Context, store data.Store) (data.Edition, error) { return store.Edition(ctx, id) }, done)
}

// Tags reads every tag in use.
func (s *Session) Tags(done func([]data.TagCount)) {
	library.Load(s.core, nil, func(ctx context.Context, store data.Store) ([]data.TagCount, error) { return store.Tags(ctx) }, done)
}

// RenameTag calls a tag otherwise wherever it stands; where the other name is a tag
// too, the two become one.
func (s *Session) RenameTag(from, to string, done func(error)) {
	s.retag(from, func(events []data.Event, notes []data.Annotation, inUse bool) data.Edit {
		if inUse {
			return data.MergeTags([]string{from}, to, events, notes)
		}
		return data.RenameTag(from, to, events, notes)
	}, to, done)
}

// RemoveTag takes a tag away wherever it stands.
func (s *Session) RemoveTag(tag string, done func(error)) {
	s.retag(tag, func(events []data.Event, notes []data.Annotation, _ bool) data.Edit {
		return data.RemoveTag(tag, events, notes)
	}, "", done)
}

// retag reads what carries a tag where it is written, so that nothing comes between.
func (s *Session) retag(tag string, edit func(events []data.Event, notes []data.Annotation, inUse bool) data.Edit, other string, done func(error)) {
	s.Commit(func(ctx context.Context, st data.Store) (data.Edit, error) {
		events, notes, err := st.Tagged(ctx, tag)
		if err != nil {
			return data.Edit{}, err
		}
		tags, err := st.Tags(ctx)
		if err != nil {
			return data.Edit{}, err
		}
		inUse := slices.ContainsFunc(tags, func(c data.TagCount) bool { return c.Tag == other })
		return st.Apply(ctx, edit(events, notes, inUse))
	}, func(_ data.Edit, err error) { done(err) })
}
