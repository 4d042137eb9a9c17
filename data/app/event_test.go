package app

import (
	"errors"
	"testing"

	"tarikh.org/tarikh/data"
)

// An event goes to the track that is named, which is made once.
func TestAddEvent(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	f := furnish(t, l)
	event := data.Event{ID: data.NewID(), Title: "Games", Date: day(t, "2022-02-04"), Importance: 3}
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
	if now, err := l.Event(ctx, event.ID); err != nil || now.Title != "Winter games" || now.Track != f.event.Track {
		t.Errorf("changed to %+v, %v", now, err)
	}
	if _, err := l.ChangeEvent(ctx, before, after, "Politics"); !errors.Is(err, data.ErrConflict) {
		t.Errorf("changed twice: %v", err)
	}
}
