package app

import (
	"context"
	"testing"

	"tarikh.org/tarikh/data"
)

// furnished is a library with an event that an article reports, with notes on both.
type furnished struct {
	event                                   data.Event
	article                                 data.Article
	excerpt                                 data.Excerpt
	onPassage, onEvent, onArticle, onSpan   data.Annotation
	toPassage, toEvent, toEventToo, toWhole data.Annotation // replies
}

func furnish(t testing.TB, l *Library) *furnished {
	t.Helper()
	f := &furnished{}
	f.article, f.excerpt, f.onPassage = marked(t, firstText, "Beijing")
	track := data.NextTrack("Politics", nil)
	f.event = data.Event{ID: data.NewID(), Title: "Summit", Date: day(t, "2022-02-04"), Track: track.ID, Importance: 3, Tags: []string{"to check", "summit"}}
	f.excerpt.Event, f.onPassage.Event = f.event.ID, f.event.ID
	at := int64(0)
	note := func(n data.Annotation) data.Annotation {
		at++
		n.ID, n.Text, n.Colour, n.Created = data.NewID(), "N", "red", at
		return n
	}
	f.onEvent, f.onArticle = note(data.Annotation{Event: f.event.ID, Tags: []string{"to check"}}), note(data.Annotation{Article: f.article.ID})
	f.onSpan = note(data.Annotation{Span: day(t, "2022")})
	reply := func(to data.Annotation) data.Annotation { return note(data.Annotation{Parent: to.ID}) }
	f.toPassage, f.toEvent, f.toEventToo, f.toWhole = reply(f.onPassage), reply(f.onEvent), reply(f.onEvent), reply(f.onArticle)
	edit := data.Edit{
		Label: "test", Tracks: []data.Change[data.Track]{data.Insert(track)}, Events: []data.Change[data.Event]{data.Insert(f.event)},
		Articles: []data.Change[data.Article]{data.Insert(f.article)}, Excerpts: []data.Change[data.Excerpt]{data.Insert(f.excerpt)},
	}
	for _, n := range []data.Annotation{f.onPassage, f.onEvent, f.onArticle, f.onSpan, f.toPassage, f.toEvent, f.toEventToo, f.toWhole} {
		edit.Annotations = append(edit.Annotations, data.Insert(n))
	}
	if _, err := l.Write(context.Background(), edit); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestDeleteEvents(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	f := furnish(t, l)
	before := counts(t, store)
	d, err := l.DeleteEvents(ctx, f.event.ID, data.NewID())
	if err != nil || d.Dependents != (Dependents{Passages: 1, Notes: 1, Replies: 2}) || d.Edit.Label != "edit.events.delete" {
		t.Fatalf("%+v of %q, %v", d.Dependents, d.Edit.Label, err)
	}
	if now := counts(t, store); now != before {
		t.Fatalf("written before it was asked for: %+v", now)
	}
	if _, err := l.Write(ctx, d.Edit); err != nil {
		t.Fatal(err)
	}
	before.Events, before.Excerpts, before.Annotations = 0, 0, before.Annotations-3
	if now := counts(t, store); now != before {
		t.Errorf("%+v are left, want %+v", now, before)
	}
	notes, err := l.ArticleAnnotations(ctx, f.article.ID)
	if err != nil || len(notes) != 4 {
		t.Fatalf("%d notes are left on the article, %v", len(notes), err)
	}
	for _, n := range notes {
		if n.Event != (data.ID{}) {
			t.Errorf("a note names the event that is gone: %+v", n)
		}
	}
	if d, err := l.DeleteEvents(ctx, f.event.ID); err != nil || !d.Edit.Empty() {
		t.Errorf("what is gone is deleted again: %+v, %v", d.Edit, err)
	}
}

func TestDeleteArticle(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	f := furnish(t, l)
	made, err := l.Retext(ctx, f.article.ID, NewText{Text: "New. " + firstText})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Write(ctx, made.Edit); err != nil {
		t.Fatal(err)
	}
	before := counts(t, store)
	d, err := l.DeleteArticle(ctx, f.article.ID)
	if err != nil || d.Dependents != (Dependents{Passages: 1, Notes: 2, Replies: 2, Editions: 1}) {
		t.Fatalf("%+v, %v", d.Dependents, err)
	}
	if _, err := l.Write(ctx, d.Edit); err != nil {
		t.Fatal(err)
	}
	if now := counts(t, store); now.Articles+now.Excerpts != 0 || now.Annotations != before.Annotations-4 || now.Events != 1 {
		t.Errorf("%+v are left of %+v", now, before)
	}
	if _, err := store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if now := counts(t, store); now != before {
		t.Errorf("undone: %+v, want %+v", now, before)
	}
}

func TestDeleteNote(t *testing.T) {
	l, _ := emptyLibrary(t)
	f := furnish(t, l)
	e := DeleteNote(f.onEvent, []data.Annotation{f.onEvent, f.onPassage, f.toPassage, f.toEvent, f.toEventToo})
	if len(e.Annotations) != 3 || e.Validate() != nil {
		t.Errorf("a note with its replies: %+v", e.Annotations)
	}
}
