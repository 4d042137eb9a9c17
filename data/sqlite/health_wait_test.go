package sqlite

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"tarikh.org/tarikh/data/sqlite/engine"
)

// unexamined is a library whose check is under way until end is called.
func unexamined(t *testing.T) (s *Store, end func(error)) {
	s = newStore(t)
	if err := s.Health(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.health.cancel()
	h := newHealth()
	h.start.Do(func() {})
	s.health = h
	return s, func(err error) {
		h.err = err
		close(h.done)
	}
}

func TestEditsWaitForTheCheck(t *testing.T) {
	s, end := unexamined(t)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := s.Apply(ctx, testEdit(t, 1)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("apply: got %v, want context.DeadlineExceeded", err)
	}
	if _, err := s.Counts(t.Context()); err != nil {
		t.Errorf("reading waits, too: %v", err)
	}
	if a := s.Access(); a.ReadOnly || a.Damaged {
		t.Errorf("access %+v", a)
	}
	end(nil)
	if _, err := s.Apply(t.Context(), testEdit(t, 1)); err != nil {
		t.Error(err)
	}
}

// What keeps the check from looking is not damage.
func TestEditsGoOnWhereTheCheckFails(t *testing.T) {
	s, end := unexamined(t)
	end(errors.New("input/output error"))
	if _, err := s.Apply(t.Context(), testEdit(t, 1)); err != nil {
		t.Error(err)
	}
}

// Close ends the check, and who waits for it hears of that.
func TestCloseEndsTheCheck(t *testing.T) {
	s, end := unexamined(t)
	waiting := make(chan error)
	go func() {
		_, err := s.Apply(context.Background(), testEdit(t, 1))
		waiting <- err
	}()
	h := s.health
	go func() { // as the look itself does
		<-h.ctx.Done()
		end(s.quickCheck(h.ctx, engine.QuickCheck))
	}()
	time.Sleep(10 * time.Millisecond)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := <-waiting; !errors.Is(err, os.ErrClosed) {
		t.Errorf("got %v, want os.ErrClosed", err)
	}
}
