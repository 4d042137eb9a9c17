package app

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
)

// AddEvent adds an event and the passage that reports it, nil for none, of which the
// article and the anchor are given. An event without a track goes to the one with the
// given name, which is made if there is none.
func (l *Library) AddEvent(ctx context.Context, event data.Event, track string, from *data.Excerpt) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit := data.Edit{Label: "edit.event.add"}
	if err := l.assignTrack(ctx, track, &event, &edit); err != nil {
		return edit, err
	}
	edit.Events = []data.Change[data.Event]{data.Insert(event)}
	if from != nil {
		x := *from
		x.ID, x.Event = data.NewID(), event.ID
		edit.Excerpts = []data.Change[data.Excerpt]{data.Insert(x)}
	}
	return l.Write(ctx, edit)
}

// ChangeEvent changes an event, which may go to another track as in AddEvent. Errors: those
// of Write.
func (l *Library) ChangeEvent(ctx context.Context, before, after data.Event, track string) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit := data.Edit{Label: "edit.event.change"}
	if err := l.assignTrack(ctx, track, &after, &edit); err != nil {
		return edit, err
	}
	edit.Events = []data.Change[data.Event]{data.Update(before, after)}
	return l.Write(ctx, edit)
}

// Unlink takes a passage from the event that it reports, and leaves a highlight on its
// words, unless they have a note or were not found. mark gives the highlight's ID, colour,
// author and times.
func (l *Library) Unlink(ctx context.Context, x data.Excerpt, mark data.Annotation) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit := data.Edit{Label: "edit.excerpt.delete", Excerpts: []data.Change[data.Excerpt]{data.Delete(x)}}
	notes, err := l.ArticleAnnotations(ctx, x.Article)
	if err != nil {
		return edit, err
	}
	marked := slices.ContainsFunc(notes, func(n data.Annotation) bool {
		return n.OnPassage() && n.Article == x.Article && n.Anchor.Compare(x.Anchor) == 0
	})
	if !marked && x.Doubt.State != data.Orphan {
		mark.Article, mark.Anchor, mark.Doubt = x.Article, x.Anchor, x.Doubt
		edit.Annotations = []data.Change[data.Annotation]{data.Insert(mark)}
	}
	return l.Write(ctx, edit)
}

// assignTrack puts an event without a track on the one with a name, which is made, below
// the others, if there is none.
func (l *Library) assignTrack(ctx context.Context, track string, event *data.Event, edit *data.Edit) error {
	if event.Track != (data.ID{}) || track == "" {
		return nil
	}
	tracks, err := l.Tracks(ctx)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(tracks, func(t data.Track) bool { return t.Name == track }); i >= 0 {
		event.Track = tracks[i].ID
		return nil
	}
	next := data.NextTrack(track, tracks)
	event.Track, edit.Tracks = next.ID, []data.Change[data.Track]{data.Insert(next)}
	return nil
}
