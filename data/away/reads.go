package away

import (
	"context"
	"iter"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

// each is read for what is yielded: what was begun is read to its end where it is.
func each[T any](s *Store, all func(data.Store) iter.Seq2[T, error]) iter.Seq2[T, error] {
	store, _, _ := s.present()
	return all(store)
}

// Library is that of [data.Store], like all methods of this file.
func (s *Store) Library(ctx context.Context) (data.Library, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (data.Library, error) {
		l, err := d.Library(ctx)
		return s.copy.named(d, l), err
	})
}

// Counts is that of [data.Store].
func (s *Store) Counts(ctx context.Context) (data.Counts, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (data.Counts, error) { return d.Counts(ctx) })
}

// Tracks is that of [data.Store].
func (s *Store) Tracks(ctx context.Context) ([]data.Track, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Track, error) { return d.Tracks(ctx) })
}

// Event is that of [data.Store].
func (s *Store) Event(ctx context.Context, id data.ID) (data.Event, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (data.Event, error) { return d.Event(ctx, id) })
}

// Events is that of [data.Store].
func (s *Store) Events(ctx context.Context) iter.Seq2[data.Event, error] {
	return each(s, func(d data.Store) iter.Seq2[data.Event, error] { return d.Events(ctx) })
}

// Captions is that of [data.Store].
func (s *Store) Captions(ctx context.Context, ids []data.ID) ([]data.Caption, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Caption, error) { return d.Captions(ctx, ids) })
}

// EventRows is that of [data.Store].
func (s *Store) EventRows(ctx context.Context, ids []data.ID) ([]data.Event, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Event, error) { return d.EventRows(ctx, ids) })
}

// EventOrder is that of [data.Store].
func (s *Store) EventOrder(ctx context.Context, cols data.Columns, places []int32, by data.EventKey, descending bool) ([]int32, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]int32, error) {
		return d.EventOrder(ctx, cols, places, by, descending)
	})
}

// Article is that of [data.Store].
func (s *Store) Article(ctx context.Context, id data.ID) (data.Article, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (data.Article, error) { return d.Article(ctx, id) })
}

// Articles is that of [data.Store].
func (s *Store) Articles(ctx context.Context) ([]data.Article, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Article, error) { return d.Articles(ctx) })
}

// Editions is that of [data.Store].
func (s *Store) Editions(ctx context.Context, article data.ID) ([]data.Edition, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Edition, error) { return d.Editions(ctx, article) })
}

// Edition is that of [data.Store].
func (s *Store) Edition(ctx context.Context, id data.ID) (data.Edition, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (data.Edition, error) { return d.Edition(ctx, id) })
}

// Page is that of [data.Store].
func (s *Store) Page(ctx context.Context, hash [32]byte) (data.Page, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (data.Page, error) { return d.Page(ctx, hash) })
}

// Excerpt is that of [data.Store].
func (s *Store) Excerpt(ctx context.Context, id data.ID) (data.Excerpt, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (data.Excerpt, error) { return d.Excerpt(ctx, id) })
}

// EventExcerpts is that of [data.Store].
func (s *Store) EventExcerpts(ctx context.Context, event data.ID) ([]data.Excerpt, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Excerpt, error) { return d.EventExcerpts(ctx, event) })
}

// ArticleExcerpts is that of [data.Store].
func (s *Store) ArticleExcerpts(ctx context.Context, article data.ID) ([]data.Excerpt, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Excerpt, error) {
		return d.ArticleExcerpts(ctx, article)
	})
}

// ExcerptCounts is that of [data.Store].
func (s *Store) ExcerptCounts(ctx context.Context) (map[data.ID]int, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (map[data.ID]int, error) { return d.ExcerptCounts(ctx) })
}

// ArticleExcerptCounts is that of [data.Store].
func (s *Store) ArticleExcerptCounts(ctx context.Context) (map[data.ID]int, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (map[data.ID]int, error) { return d.ArticleExcerptCounts(ctx) })
}

// DoubtedEvents is that of [data.Store].
func (s *Store) DoubtedEvents(ctx context.Context) ([]data.ID, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.ID, error) { return d.DoubtedEvents(ctx) })
}

// Annotations is that of [data.Store].
func (s *Store) Annotations(ctx context.Context) ([]data.Annotation, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Annotation, error) { return d.Annotations(ctx) })
}

// AnnotationRows is that of [data.Store].
func (s *Store) AnnotationRows(ctx context.Context, ids []data.ID) ([]data.Annotation, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Annotation, error) { return d.AnnotationRows(ctx, ids) })
}

// EventAnnotations is that of [data.Store].
func (s *Store) EventAnnotations(ctx context.Context, event data.ID) ([]data.Annotation, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Annotation, error) {
		return d.EventAnnotations(ctx, event)
	})
}

// ArticleAnnotations is that of [data.Store].
func (s *Store) ArticleAnnotations(ctx context.Context, article data.ID) ([]data.Annotation, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Annotation, error) {
		return d.ArticleAnnotations(ctx, article)
	})
}

// Tags is that of [data.Store].
func (s *Store) Tags(ctx context.Context) ([]data.TagCount, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.TagCount, error) { return d.Tags(ctx) })
}

// Tagged is that of [data.Store].
func (s *Store) Tagged(ctx context.Context, tag string) ([]data.Event, []data.Annotation, error) {
	var notes []data.Annotation
	events, err := read(ctx, s, func(ctx context.Context, d data.Store) (events []data.Event, err error) {
		events, notes, err = d.Tagged(ctx, tag)
		return events, err
	})
	return events, notes, err
}

// Dismissals is that of [data.Store].
func (s *Store) Dismissals(ctx context.Context, article data.ID) ([]data.Dismissal, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Dismissal, error) { return d.Dismissals(ctx, article) })
}

// Views is that of [data.Store].
func (s *Store) Views(ctx context.Context) ([]data.View, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.View, error) { return d.Views(ctx) })
}

// Origins is that of [data.Store].
func (s *Store) Origins(ctx context.Context, source string) ([]data.Origin, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Origin, error) { return d.Origins(ctx, source) })
}

// Entities is that of [data.Store].
func (s *Store) Entities(ctx context.Context) ([]data.Entity, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Entity, error) { return d.Entities(ctx) })
}

// EventMentions is that of [data.Store].
func (s *Store) EventMentions(ctx context.Context, event data.ID) ([]data.Mention, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Mention, error) { return d.EventMentions(ctx, event) })
}

// EntityMentions is that of [data.Store].
func (s *Store) EntityMentions(ctx context.Context, entity data.ID) ([]data.Mention, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Mention, error) { return d.EntityMentions(ctx, entity) })
}

// EventRelations is that of [data.Store].
func (s *Store) EventRelations(ctx context.Context, event data.ID) ([]data.Relation, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Relation, error) { return d.EventRelations(ctx, event) })
}

// Relations is that of [data.Store].
func (s *Store) Relations(ctx context.Context) ([]data.Relation, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Relation, error) { return d.Relations(ctx) })
}

// Picture is that of [data.Store].
func (s *Store) Picture(ctx context.Context, id data.ID) (data.Picture, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (data.Picture, error) { return d.Picture(ctx, id) })
}

// Pictures is that of [data.Store].
func (s *Store) Pictures(ctx context.Context, of data.ID) ([]data.Picture, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Picture, error) { return d.Pictures(ctx, of) })
}

// LeadPictures is that of [data.Store].
func (s *Store) LeadPictures(ctx context.Context) (map[data.ID]data.Picture, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (map[data.ID]data.Picture, error) { return d.LeadPictures(ctx) })
}

// Stories is that of [data.Store].
func (s *Store) Stories(ctx context.Context) ([]data.Story, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Story, error) { return d.Stories(ctx) })
}

// StorySteps is that of [data.Store].
func (s *Store) StorySteps(ctx context.Context, story data.ID) ([]data.StoryStep, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.StoryStep, error) { return d.StorySteps(ctx, story) })
}

// EventSteps is that of [data.Store].
func (s *Store) EventSteps(ctx context.Context, event data.ID) ([]data.StoryStep, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.StoryStep, error) { return d.EventSteps(ctx, event) })
}

// Rows is that of [data.Store].
func (s *Store) Rows(ctx context.Context, kind data.Kind) iter.Seq2[data.Row, error] {
	if kind == data.KindLibrary {
		return func(yield func(data.Row, error) bool) {
			l, err := s.Library(ctx)
			yield(&l, err)
		}
	}
	return each(s, func(d data.Store) iter.Seq2[data.Row, error] { return d.Rows(ctx, kind) })
}

// Snapshot is that of [data.Snapshotter]. While the server is away, nobody else writes to the
// copy.
func (s *Store) Snapshot(ctx context.Context, f func(data.Store) error) error {
	if !s.Away() {
		return data.AtOneMoment(ctx, s.online(), f)
	}
	return f(s)
}

// JournalSteps is that of [data.Journaler]. While the server is away there are none.
func (s *Store) JournalSteps(ctx context.Context) (int, error) {
	if j, ok := s.online().(data.Journaler); ok && !s.Away() {
		return j.JournalSteps(ctx)
	}
	return 0, errWaits
}

// Journal is that of [data.Journaler]. While the server is away there is none.
func (s *Store) Journal(ctx context.Context, skip int) iter.Seq2[data.JournalPart, error] {
	if j, ok := s.online().(data.Journaler); ok && !s.Away() {
		return j.Journal(ctx, skip)
	}
	return func(yield func(data.JournalPart, error) bool) { yield(data.JournalPart{}, errWaits) }
}

// RowsByID is that of [data.Store].
func (s *Store) RowsByID(ctx context.Context, kind data.Kind, ids []data.ID) ([]data.Row, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Row, error) {
		if _, copied := s.copy.hosted(d); !copied || kind != data.KindLibrary {
			return d.RowsByID(ctx, kind, ids)
		}
		l, err := s.Library(ctx)
		rows := make([]data.Row, len(ids))
		for i, id := range ids {
			if id == l.ID {
				rows[i] = &l
			}
		}
		return rows, err
	})
}

// OriginSources is that of [data.Store].
func (s *Store) OriginSources(ctx context.Context) ([]string, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]string, error) { return d.OriginSources(ctx) })
}

// SearchNewest is that of [data.Store].
func (s *Store) SearchNewest(ctx context.Context, q query.Query, limit int, kinds ...data.Kind) (data.Results, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (data.Results, error) {
		return d.SearchNewest(ctx, q, limit, kinds...)
	})
}

// Search is that of [data.Store].
func (s *Store) Search(ctx context.Context, q query.Query, limit int, kinds ...data.Kind) (data.Results, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (data.Results, error) {
		return d.Search(ctx, q, limit, kinds...)
	})
}

// SearchIDs is that of [data.Store].
func (s *Store) SearchIDs(ctx context.Context, q query.Query, kind data.Kind) ([]data.ID, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.ID, error) { return d.SearchIDs(ctx, q, kind) })
}

// SearchCounts is that of [data.Store].
func (s *Store) SearchCounts(ctx context.Context, q query.Query) ([data.SearchedKinds]data.Count, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([data.SearchedKinds]data.Count, error) {
		return d.SearchCounts(ctx, q)
	})
}

// SearchArticle is that of [data.Store].
func (s *Store) SearchArticle(ctx context.Context, q query.Query, article data.ID) ([]data.Range, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]data.Range, error) { return d.SearchArticle(ctx, q, article) })
}

// Matching is that of [data.Store].
func (s *Store) Matching(ctx context.Context, q query.Query, cols data.Columns, tracks []data.Track) ([]int32, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]int32, error) { return d.Matching(ctx, q, cols, tracks) })
}

// Reported is that of [data.Store].
func (s *Store) Reported(ctx context.Context, cols data.Columns) (data.Reported, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (data.Reported, error) { return d.Reported(ctx, cols) })
}

// States is that of [data.Store].
func (s *Store) States(ctx context.Context, cols data.Columns) ([]uint8, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]uint8, error) { return d.States(ctx, cols) })
}

// Facets is that of [data.Store].
func (s *Store) Facets(ctx context.Context, q query.Query, cols data.Columns, tracks []data.Track) (map[query.Field][]data.FacetCount, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (map[query.Field][]data.FacetCount, error) {
		return d.Facets(ctx, q, cols, tracks)
	})
}
