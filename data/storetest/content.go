package storetest

import (
	"maps"
	"testing"

	"tarikh.org/tarikh/data"
)

// content is all that a library holds, by ID and without revisions: the model
// that a store is compared with.
type content struct {
	Library     data.Library
	Tracks      map[data.ID]data.Track
	Events      map[data.ID]data.Event
	Articles    map[data.ID]data.Article
	Excerpts    map[data.ID]data.Excerpt
	Annotations map[data.ID]data.Annotation
	Editions    map[data.ID]data.Edition
	Dismissals  map[data.ID]data.Dismissal
	Views       map[data.ID]data.View
	Origins     map[data.ID]data.Origin
	Entities    map[data.ID]data.Entity
	Mentions    map[data.ID]data.Mention
	Relations   map[data.ID]data.Relation
	Pictures    map[data.ID]data.Picture
	Stories     map[data.ID]data.Story
	Steps       map[data.ID]data.StoryStep
}

// contentOf reads a whole library.
func contentOf(t testing.TB, s data.Store) content {
	t.Helper()
	c := storedContent(t, s)
	c.Library.Rev = 0
	c.Tracks = unstamped(c.Tracks, trackKey)
	c.Events = unstamped(c.Events, eventKey)
	c.Articles = unstamped(c.Articles, articleKey)
	c.Excerpts = unstamped(c.Excerpts, excerptKey)
	c.Annotations = unstamped(c.Annotations, annotationKey)
	c.Editions = unstamped(c.Editions, editionKey)
	c.Dismissals = unstamped(c.Dismissals, dismissalKey)
	c.Views = unstamped(c.Views, viewKey)
	c.Origins = unstamped(c.Origins, originKey)
	c.Entities = unstamped(c.Entities, entityKey)
	c.Mentions = unstamped(c.Mentions, mentionKey)
	c.Relations = unstamped(c.Relations, relationKey)
	c.Pictures = unstamped(c.Pictures, pictureKey)
	c.Stories = unstamped(c.Stories, storyKey)
	c.Steps = unstamped(c.Steps, stepKey)
	return c
}

// storedContent reads a whole library with the revisions of its rows.
func storedContent(t testing.TB, s data.Store) content {
	t.Helper()
	ctx := t.Context()
	c := content{
		Library:     must(s.Library(ctx))(t),
		Tracks:      byID(must(s.Tracks(ctx))(t), trackKey),
		Events:      byID(must(collect(ctx, s))(t), eventKey),
		Articles:    map[data.ID]data.Article{},
		Excerpts:    map[data.ID]data.Excerpt{},
		Annotations: byID(must(s.Annotations(ctx))(t), annotationKey),
		Editions:    map[data.ID]data.Edition{},
		Dismissals:  map[data.ID]data.Dismissal{},
		Views:       byID(must(s.Views(ctx))(t), viewKey),
		Origins:     byID(must(s.Origins(ctx, ""))(t), originKey),
		Entities:    byID(must(s.Entities(ctx))(t), entityKey),
		Mentions:    byID(rowsOf[data.Mention](t, s, data.KindMention), mentionKey),
		Relations:   byID(rowsOf[data.Relation](t, s, data.KindRelation), relationKey),
		Pictures:    byID(rowsOf[data.Picture](t, s, data.KindPicture), pictureKey),
		Stories:     byID(must(s.Stories(ctx))(t), storyKey),
		Steps:       byID(rowsOf[data.StoryStep](t, s, data.KindStep), stepKey),
	}
	for _, listed := range must(s.Articles(ctx))(t) {
		c.Articles[listed.ID] = must(s.Article(ctx, listed.ID))(t)
		maps.Copy(c.Excerpts, byID(must(s.ArticleExcerpts(ctx, listed.ID))(t), excerptKey))
		maps.Copy(c.Dismissals, byID(must(s.Dismissals(ctx, listed.ID))(t), dismissalKey))
		for _, v := range must(s.Editions(ctx, listed.ID))(t) {
			c.Editions[v.ID] = must(s.Edition(ctx, v.ID))(t)
		}
	}
	return c
}

// rowKey gives a row's ID and where its revision is.
type rowKey[T any] func(*T) (data.ID, *int64)

func trackKey(r *data.Track) (data.ID, *int64)           { return r.ID, &r.Rev }
func eventKey(r *data.Event) (data.ID, *int64)           { return r.ID, &r.Rev }
func articleKey(r *data.Article) (data.ID, *int64)       { return r.ID, &r.Rev }
func excerptKey(r *data.Excerpt) (data.ID, *int64)       { return r.ID, &r.Rev }
func annotationKey(r *data.Annotation) (data.ID, *int64) { return r.ID, &r.Rev }
func editionKey(r *data.Edition) (data.ID, *int64)       { return r.ID, &r.Rev }
func dismissalKey(r *data.Dismissal) (data.ID, *int64)   { return r.ID, &r.Rev }
func viewKey(r *data.View) (data.ID, *int64)             { return r.ID, &r.Rev }
func entityKey(r *data.Entity) (data.ID, *int64)         { return r.ID, &r.Rev }
func mentionKey(r *data.Mention) (data.ID, *int64)       { return r.ID, &r.Rev }
func relationKey(r *data.Relation) (data.ID, *int64)     { return r.ID, &r.Rev }
func pictureKey(r *data.Picture) (data.ID, *int64)       { return r.ID, &r.Rev }
func storyKey(r *data.Story) (data.ID, *int64)           { return r.ID, &r.Rev }
func stepKey(r *data.StoryStep) (data.ID, *int64)        { return r.ID, &r.Rev }
func originKey(r *data.Origin) (data.ID, *int64)         { return r.ID, &r.Rev }

// rowsOf lists the rows of a kind.
func rowsOf[T any](t testing.TB, s data.Store, kind data.Kind) (out []T) {
	t.Helper()
	for row, err := range s.Rows(t.Context(), kind) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, *row.(any).(*T))
	}
	return out
}

func byID[T any](rows []T, key rowKey[T]) map[data.ID]T {
	out := make(map[data.ID]T, len(rows))
	for _, row := range rows {
		id, _ := key(&row)
		out[id] = row
	}
	return out
}

func unstamped[T any](rows map[data.ID]T, key rowKey[T]) map[data.ID]T {
	out := make(map[data.ID]T, len(rows))
	for id, row := range rows {
		_, rev := key(&row)
		*rev = 0
		out[id] = row
	}
	return out
}

// after returns the content with an edit made.
func (c content) after(e data.Edit) content {
	for _, change := range e.Library {
		c.Library = *change.After
		c.Library.Rev = 0
	}
	c.Tracks = changed(c.Tracks, e.Tracks, trackKey)
	c.Events = changed(c.Events, e.Events, eventKey)
	c.Articles = changed(c.Articles, e.Articles, articleKey)
	c.Excerpts = changed(c.Excerpts, e.Excerpts, excerptKey)
	c.Annotations = changed(c.Annotations, e.Annotations, annotationKey)
	c.Editions = changed(c.Editions, e.Editions, editionKey)
	c.Dismissals = changed(c.Dismissals, e.Dismissals, dismissalKey)
	c.Views = changed(c.Views, e.Views, viewKey)
	c.Origins = changed(c.Origins, e.Origins, originKey)
	c.Entities = changed(c.Entities, e.Entities, entityKey)
	c.Mentions = changed(c.Mentions, e.Mentions, mentionKey)
	c.Relations = changed(c.Relations, e.Relations, relationKey)
	c.Pictures = changed(c.Pictures, e.Pictures, pictureKey)
	c.Stories = changed(c.Stories, e.Stories, storyKey)
	c.Steps = changed(c.Steps, e.Steps, stepKey)
	return c
}

func changed[T any](rows map[data.ID]T, changes []data.Change[T], key rowKey[T]) map[data.ID]T {
	rows = maps.Clone(rows)
	for _, c := range changes {
		if c.After == nil {
			id, _ := key(c.Before)
			delete(rows, id)
			continue
		}
		row := *c.After
		id, rev := key(&row)
		*rev = 0
		rows[id] = row
	}
	return rows
}

// dangling reports whether a row refers to one that is not there, or a reply to a
// reply.
func (c content) dangling() bool {
	missing := func(event, article data.ID) bool {
		_, e := c.Events[event]
		_, a := c.Articles[article]
		return event != data.ID{} && !e || article != data.ID{} && !a
	}
	for _, e := range c.Events {
		if _, ok := c.Tracks[e.Track]; !ok {
			return true
		}
	}
	for _, x := range c.Excerpts {
		if missing(x.Event, x.Article) {
			return true
		}
	}
	for _, n := range c.Annotations {
		parent, found := c.Annotations[n.Parent]
		if missing(n.Event, n.Article) || n.Parent != (data.ID{}) && (!found || parent.Parent != (data.ID{})) {
			return true
		}
	}
	for _, m := range c.Mentions {
		if _, ok := c.Entities[m.Entity]; !ok || missing(m.Event, data.ID{}) {
			return true
		}
	}
	for _, r := range c.Relations {
		if missing(r.From, data.ID{}) || missing(r.To, data.ID{}) {
			return true
		}
	}
	untold := func(story data.ID) bool {
		_, ok := c.Stories[story]
		return story != (data.ID{}) && !ok
	}
	for _, p := range c.Pictures {
		if missing(p.Event, p.Article) || untold(p.Story) {
			return true
		}
	}
	for _, step := range c.Steps {
		if missing(step.Event, data.ID{}) || untold(step.Story) {
			return true
		}
	}
	for _, v := range c.Editions {
		if missing(data.ID{}, v.Article) {
			return true
		}
	}
	for _, d := range c.Dismissals {
		if missing(data.ID{}, d.Article) {
			return true
		}
	}
	return false
}
