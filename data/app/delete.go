package app

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"tarikh.org/tarikh/data"
)

// Deletion is the edit that deletes something with all that depends on it, for
// Apply, and how much that is.
type Deletion struct {
	Edit data.Edit
	Dependents
}

// Dependents counts what is deleted with an event or an article.
type Dependents struct {
	Passages int // excerpts
	Notes    int // without replies
	Replies  int
	Editions int // earlier texts
	Pictures int // and other files
}

// DeleteEvents works out what is deleted with some events; those that no longer exist
// are left out. Nothing is written.
func (l *Library) DeleteEvents(ctx context.Context, events ...data.ID) (Deletion, error) {
	d := Deletion{Edit: data.Edit{Label: "edit.event.delete"}}
	if len(events) > 1 {
		d.Edit.Label = "edit.events.delete"
	}
	for _, id := range events {
		e, err := l.Event(ctx, id)
		if errors.Is(err, data.ErrNotFound) {
			continue
		}
		if err != nil {
			return d, err
		}
		excerpts, err := l.EventExcerpts(ctx, id)
		if err != nil {
			return d, err
		}
		notes, err := l.EventAnnotations(ctx, id)
		if err != nil {
			return d, err
		}
		d.event(e, excerpts, notes)
		if err := d.ties(ctx, l.Store, e); err != nil {
			return d, err
		}
	}
	return d, nil
}

// ties adds the pictures of an event and what says with whom and with which other events
// it has to do. A relation between two events that are both deleted is added once. The
// steps of stories that show the event stay, with its title.
func (d *Deletion) ties(ctx context.Context, s data.Store, event data.Event) error {
	mentions, err := s.EventMentions(ctx, event.ID)
	if err != nil {
		return err
	}
	relations, err := s.EventRelations(ctx, event.ID)
	if err != nil {
		return err
	}
	pictures, err := s.Pictures(ctx, event.ID)
	if err != nil {
		return err
	}
	steps, err := s.EventSteps(ctx, event.ID)
	if err != nil {
		return err
	}
	d.Edit.Mentions = append(d.Edit.Mentions, deletes(mentions)...)
	d.pictures(pictures)
	for _, step := range steps {
		kept := step
		kept.Event, kept.Title = data.ID{}, cmp.Or(step.Title, event.Title)
		d.Edit.Steps = append(d.Edit.Steps, data.Update(step, kept))
	}
	for _, r := range relations {
		if !slices.ContainsFunc(d.Edit.Relations, func(c data.Change[data.Relation]) bool { return c.Before.ID == r.ID }) {
			d.Edit.Relations = append(d.Edit.Relations, data.Delete(r))
		}
	}
	return nil
}

// event adds an event with its excerpts and the notes on it with their replies, as
// Store.EventExcerpts and Store.EventAnnotations give them. A note on an article or
// a passage stays there with its replies and no longer names the event.
func (d *Deletion) event(e data.Event, excerpts []data.Excerpt, notes []data.Annotation) {
	d.Edit.Events = append(d.Edit.Events, data.Delete(e))
	d.excerpts(excerpts)
	stays := map[data.ID]bool{}
	for _, n := range notes {
		switch {
		case n.Article != (data.ID{}):
			stays[n.ID] = true
			kept := n
			kept.Event = data.ID{}
			d.Edit.Annotations = append(d.Edit.Annotations, data.Update(n, kept))
		case !stays[n.Parent]: // replies come after what they answer
			d.note(n)
		}
	}
}

// DeleteEntities deletes persons, organisations or places with what says that events have
// to do with them, as one edit. The events stay.
func (l *Library) DeleteEntities(ctx context.Context, all ...data.Entity) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	edit := data.Edit{Label: "edit.entity.delete"}
	for _, e := range all {
		d, err := l.DeleteEntity(ctx, e)
		if err != nil {
			return edit, err
		}
		edit.Entities, edit.Mentions = append(edit.Entities, d.Edit.Entities...), append(edit.Mentions, d.Edit.Mentions...)
	}
	return l.Write(ctx, edit)
}

// DeleteEntity works out what is deleted with a person, an organisation or a place: what
// says that events have to do with it. Nothing is written.
func (l *Library) DeleteEntity(ctx context.Context, entity data.Entity) (Deletion, error) {
	d := Deletion{Edit: data.Edit{Label: "edit.entity.delete", Entities: []data.Change[data.Entity]{data.Delete(entity)}}}
	mentions, err := l.EntityMentions(ctx, entity.ID)
	d.Edit.Mentions = deletes(mentions)
	return d, err
}

// DeleteStory works out what is deleted with a story: its steps and pictures. Nothing is
// written.
func (l *Library) DeleteStory(ctx context.Context, story data.Story) (Deletion, error) {
	d := Deletion{Edit: data.Edit{Label: "edit.story.delete", Stories: []data.Change[data.Story]{data.Delete(story)}}}
	steps, err := l.StorySteps(ctx, story.ID)
	if err != nil {
		return d, err
	}
	pictures, err := l.Store.Pictures(ctx, story.ID)
	d.Edit.Steps = deletes(steps)
	d.pictures(pictures)
	return d, err
}

// DeleteArticle works out what is deleted with an article: its excerpts, the notes
// on it and its passages with their replies, its earlier texts, its pictures and what was
// dismissed in it. Nothing is written.
func (l *Library) DeleteArticle(ctx context.Context, article data.ID) (Deletion, error) {
	d := Deletion{Edit: data.Edit{Label: "edit.article.delete"}}
	a, err := l.Article(ctx, article)
	if err != nil {
		return d, err
	}
	on, err := readAttached(ctx, l.Store, article)
	if err != nil {
		return d, err
	}
	editions, err := l.Editions(ctx, article)
	if err != nil {
		return d, err
	}
	d.Edit.Articles = []data.Change[data.Article]{data.Delete(a)}
	d.excerpts(on.excerpts)
	for _, n := range on.notes {
		d.note(n)
	}
	pictures, err := l.Pictures(ctx, article)
	if err != nil {
		return d, err
	}
	d.pictures(pictures)
	d.Editions = len(editions)
	d.Edit.Editions, d.Edit.Dismissals = deletes(editions), deletes(on.dismissals)
	return d, nil
}

func (d *Deletion) excerpts(all []data.Excerpt) {
	d.Passages += len(all)
	d.Edit.Excerpts = append(d.Edit.Excerpts, deletes(all)...)
}

func (d *Deletion) pictures(all []data.Picture) {
	d.Pictures += len(all)
	d.Edit.Pictures = append(d.Edit.Pictures, deletes(all)...)
}

func (d *Deletion) note(n data.Annotation) {
	if d.Edit.Annotations = append(d.Edit.Annotations, data.Delete(n)); n.Parent == (data.ID{}) {
		d.Notes++
	} else {
		d.Replies++
	}
}

func deletes[T any](rows []T) []data.Change[T] {
	var out []data.Change[T]
	for _, row := range rows {
		out = append(out, data.Delete(row))
	}
	return out
}

// DeleteNote returns the edit that deletes a note with the replies to it. Of others
// only the replies count, so that it may be all notes of a place.
func DeleteNote(n data.Annotation, others []data.Annotation) data.Edit {
	edit := data.Edit{Label: "edit.note.delete", Annotations: []data.Change[data.Annotation]{data.Delete(n)}}
	for _, other := range others {
		if other.Parent == n.ID {
			edit.Annotations = append(edit.Annotations, data.Delete(other))
		}
	}
	return edit
}
