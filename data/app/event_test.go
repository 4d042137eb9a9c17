package app

import (
	"errors"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

// An event goes to the track that is named, which is made once.
func TestAddEvent(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	f := furnish(t, l)
	event := data.Event{ID: data.NewID(), Title: "Games", Date: day(t, "2022-02-04"), Importance: 3, Links: []data.Reference{{URL: "https://example.org"}}}
	if _, err := l.AddEvent(ctx, event, "Sport", &data.Excerpt{Article: f.article.ID, Anchor: f.excerpt.Anchor}); err != nil {
		t.Fatal(err)
	}
	other := event
	other.ID = data.NewID()
	if _, err := l.AddEvent(ctx, other, "Sport", nil); err != nil {
		t.Fatal(err)
	}
	if n := counts(t, store); n.Tracks != 2 || n.Events != 3 || n.Excerpts != 2 {
		t.Errorf("%+v", n)
	}
	if x, err := l.EventExcerpts(ctx, event.ID); err != nil || len(x) != 1 || x[0].Article != f.article.ID {
		t.Errorf("reported by %+v, %v", x, err)
	}
	var bad *data.InvalidError
	other.ID = data.NewID()
	if _, err := l.AddEvent(ctx, other, "", nil); !errors.As(err, &bad) || bad.Field != "track" {
		t.Errorf("on no track: %v", err)
	}
	before, err := l.Event(ctx, event.ID)
	if err != nil {
		t.Fatal(err)
	}
	after := before
	after.Title, after.Track = "Winter games", data.ID{}
	if _, err := l.ChangeEvent(ctx, before, after, "Politics"); err != nil {
		t.Fatal(err)
	}
	if now, err := l.Event(ctx, event.ID); err != nil || now.Title != "Winter games" || now.Track != f.event.Track || !slices.Equal(now.Links, event.Links) {
		t.Errorf("changed to %+v, %v", now, err)
	}
	if _, err := l.ChangeEvent(ctx, before, after, "Politics"); err != nil {
		t.Errorf("changed twice in the same way: %v", err)
	}
	after.Title = "Other games"
	if _, err := l.ChangeEvent(ctx, before, after, "Politics"); !errors.Is(err, data.ErrConflict) {
		t.Errorf("changed twice: %v", err)
	}
}

// A passage that is taken from its event leaves a highlight, in one step; not where its
// words have a note.
func TestUnlink(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	f := furnish(t, l)
	before := counts(t, store)
	words, err := anchor.Make(f.article.Text, 0, 3)
	if err != nil {
		t.Fatal(err)
	}
	x := data.Excerpt{ID: data.NewID(), Event: f.event.ID, Article: f.article.ID, Anchor: words}
	if _, err := l.Write(ctx, data.Edit{Label: "test", Excerpts: []data.Change[data.Excerpt]{data.Insert(x)}}); err != nil {
		t.Fatal(err)
	}
	stored, err := l.Excerpt(ctx, x.ID)
	if err != nil {
		t.Fatal(err)
	}
	mark := func() data.Annotation {
		return data.Annotation{ID: data.NewID(), Colour: "green", Created: 1, Changed: 1}
	}
	edit, err := l.Unlink(ctx, stored, mark())
	if err != nil || len(edit.Annotations) != 1 || edit.Annotations[0].After.Anchor != x.Anchor || edit.Annotations[0].After.Colour != "green" {
		t.Fatalf("%+v, %v", edit, err)
	}
	if n := counts(t, store); n.Excerpts != before.Excerpts || n.Annotations != before.Annotations+1 {
		t.Errorf("left are %+v", n)
	}
	if _, err := l.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if n := counts(t, store); n.Excerpts != before.Excerpts+1 || n.Annotations != before.Annotations {
		t.Errorf("after one undo %+v", n)
	}
	if stored, err = l.Excerpt(ctx, x.ID); err != nil {
		t.Fatal(err)
	}
	noted := mark()
	noted.Article, noted.Anchor = x.Article, x.Anchor
	if _, err := l.Write(ctx, data.Edit{Label: "test", Annotations: []data.Change[data.Annotation]{data.Insert(noted)}}); err != nil {
		t.Fatal(err)
	}
	if edit, err := l.Unlink(ctx, stored, mark()); err != nil || len(edit.Annotations) != 0 {
		t.Errorf("words with a note: %+v, %v", edit.Annotations, err)
	}
}
