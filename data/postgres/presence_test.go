package postgres_test

import (
	"context"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
)

// People know who is here and what they look at, and are told when that changes.
func TestPeopleMeet(t *testing.T) {
	ann := create(t)
	bob := openAs(t, ann, "bob")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	look := data.Presence{Client: data.NewID(), Event: data.NewID()}
	if others, err := ann.Meet(ctx, look); err != nil || len(others) > 0 {
		t.Fatalf("alone: %v, %v", others, err)
	}
	mine := data.Presence{Client: data.NewID(), Note: data.NewID()}
	told := make(chan error, 1)
	heard := make(chan struct{})
	go func() { // a hint may be older than this test
		told <- nil
		for {
			if err := ann.Met(ctx); err != nil {
				return
			}
			if others, err := ann.Meet(ctx, look); err == nil && len(others) == 1 && others[0].Note == mine.Note {
				close(heard)
				return
			}
		}
	}()
	<-told
	for met := false; !met; { // until it is listened to
		others, err := bob.Meet(ctx, mine)
		if err != nil || len(others) != 1 || others[0].Event != look.Event || others[0].Who == "" || others[0].Note != (data.ID{}) {
			t.Fatalf("bob sees %v, %v", others, err)
		}
		select {
		case <-heard:
			met = true
		case <-time.After(50 * time.Millisecond):
			mine.Article = data.NewID() // something new
		case <-ctx.Done():
			t.Fatal("ann hears nothing of bob")
		}
	}
	if err := bob.Leave(ctx, mine.Client); err != nil {
		t.Fatal(err)
	}
	if others, err := ann.Meet(ctx, look); err != nil || len(others) > 0 {
		t.Errorf("bob is gone: %v, %v", others, err)
	}
	// Nobody speaks for somebody else.
	if _, err := bob.Meet(ctx, data.Presence{Client: look.Client, Note: data.NewID()}); err != nil {
		t.Fatal(err)
	}
	if others, err := bob.Meet(ctx, mine); err != nil || len(others) != 1 || others[0].Event != look.Event {
		t.Errorf("ann as bob has her: %v, %v", others, err)
	}
}
