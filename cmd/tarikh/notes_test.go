package main

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/session"
)

// settled waits until what is written is in the library.
func settled(t testing.TB, s *session.Session, q queue) {
	t.Helper()
	done := false
	s.Settle(func(err error) {
		done = true
		if err != nil {
			t.Errorf("not written: %v", err)
		}
	})
	q.until(t, "the note is written", func() bool { return done })
	q.until(t, "the library is loaded anew", func() bool { return !s.Saving() })
}

// noteIn returns a note of the library as it is loaded, nil if it is not there.
func noteIn(s *session.Session, id data.ID) *data.Annotation {
	for _, n := range s.Library().Notes {
		if n.ID == id {
			return &n
		}
	}
	return nil
}

// What is typed is in the file after a pause, and one step of undo.
func TestTypingIsWrittenAsOneStep(t *testing.T) {
	s, q := opened(t)
	selectTitled(t, s, q, "Beijing summit")
	n := data.Annotation{ID: data.NewID(), Event: s.Event().ID, Colour: "amber", Created: 1, Changed: 1}
	s.Write(n, nil)
	w := s.Writing()
	if w.Complete() {
		t.Error("a note on an event is complete without words")
	}
	for _, text := range []string{"قارن", "قارن النصين", "قارن النصين [[Wuhan lockdown]]"} {
		typed := w.Note()
		typed.Text = text
		w.Change(typed)
		settled(t, s, q)
	}
	q.until(t, "the note is loaded", func() bool { have := noteIn(s, n.ID); return have != nil && strings.HasSuffix(have.Text, "]]") })
	s.DropWriting()
	s.Undo()
	q.until(t, "all that was typed is taken back", func() bool { return noteIn(s, n.ID) == nil })
	s.Redo()
	q.until(t, "all of it is back", func() bool { have := noteIn(s, n.ID); return have != nil && strings.HasSuffix(have.Text, "]]") })
}

// A pause alone writes: nothing has to be pressed.
func TestAPauseWrites(t *testing.T) {
	s, q := opened(t)
	selectTitled(t, s, q, "Beijing summit")
	n := data.Annotation{ID: data.NewID(), Event: s.Event().ID, Text: "typed", Colour: "amber", Created: 1, Changed: 1}
	s.Write(n, nil)
	s.Writing().Change(n)
	q.until(t, "the note is in the library", func() bool { return noteIn(s, n.ID) != nil })
}

// What cannot be written stays, and closing the library asks.
func TestWhatCannotBeWrittenStays(t *testing.T) {
	s, q := opened(t)
	selectTitled(t, s, q, "Beijing summit")
	n := data.Annotation{ID: data.NewID(), Event: s.Event().ID, Text: strings.Repeat("long ", 300_000), Colour: "amber", Created: 1, Changed: 1}
	s.Write(n, nil)
	w := s.Writing()
	w.Change(n)
	told := false
	s.Settle(func(err error) {
		if told = err != nil; !told {
			t.Error("a text that is too long was written")
		}
	})
	q.until(t, "the error is told", func() bool { return told })
	if s.Writing() != w || w.Err() == nil || w.Note().Text != n.Text {
		t.Fatal("what was typed is gone")
	}
	n.Text = "short"
	w.Change(n)
	settled(t, s, q)
	if w.Err() != nil {
		t.Errorf("still wrong after it was written: %v", w.Err())
	}
}

// An undo of what is being written is followed.
func TestWritingFollowsAnUndo(t *testing.T) {
	s, q := opened(t)
	selectTitled(t, s, q, "Beijing summit")
	old := s.Event().Notes[0]
	s.Write(old, &old)
	w := s.Writing()
	changed := old
	changed.Text = "something else"
	w.Change(changed)
	settled(t, s, q)
	s.Undo()
	q.until(t, "the words are those of before", func() bool { return w.Note().Text == old.Text })
}

// Links lead to what was chosen, and to what is called so where nothing was.
func TestLinksAreFollowed(t *testing.T) {
	s, q := opened(t)
	selectTitled(t, s, q, "Beijing summit")
	here := s.Event().ID
	var found []session.Target
	s.Targets("Wuhan lock", func(all []session.Target) { found = all })
	q.until(t, "titles are offered", func() bool { return found != nil })
	if len(found) == 0 || found[0].Kind != data.KindEvent || !strings.Contains(found[0].Text, "Wuhan lockdown") {
		t.Fatalf("offered %+v", found)
	}
	s.Follow(data.Link{Text: found[0].Text}, func() { t.Error("the title leads nowhere") })
	q.until(t, "the event is shown", func() bool { return s.Event() != nil && s.Event().ID == found[0].Event })
	nowhere := false
	s.Follow(data.Link{Text: "x", Event: data.NewID()}, func() { nowhere = true })
	q.until(t, "a dead link says so", func() bool { return nowhere })
	if s.Event() == nil || s.Event().ID == here {
		t.Error("a dead link took the event away")
	}
}
