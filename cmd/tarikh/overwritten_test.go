package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/feature/notes"
)

// The system ends the program while a note cannot be saved: its words are shown at the next
// start, until the reader has closed them.
func TestANoteThatCannotBeSavedAtTheEnd(t *testing.T) {
	w, q := testWindow(t, "en")
	typeNote(t, w, q, "words that stay")
	refuse(w)
	ended := false
	w.End(func() { ended = true })
	q.until(t, "all is closed", func() bool { return ended })
	remembered := w.State.Unsaved
	if remembered != "words that stay" {
		t.Fatalf("kept %q", remembered)
	}
	again, q := testWindow(t, "en")
	again.State.Unsaved = remembered
	again.Open(sampleLibrary(t))
	canvas := mainCanvas(t)
	q.until(t, "the words are shown", func() bool { return canvas.Overlays().Top() != nil })
	if again.State.Unsaved == "" {
		t.Error("they are forgotten before the reader has closed them")
	}
	press(t, canvas, fyne.KeyReturn)
	if again.State.Unsaved != "" || canvas.Overlays().Top() != nil {
		t.Error("they are still there")
	}
}

// A note is being typed while another program writes over the file of the library: the
// window says so by itself, what was typed stays in it and is never called saved, and
// nothing is written into the file that is there now.
func TestAFileIsWrittenOverWhileANoteIsTyped(t *testing.T) {
	other, err := os.ReadFile(sampleLibrary(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, over := range map[string]func(path string) error{
		"by a library": func(path string) error { return os.WriteFile(path, other, 0o644) },
		"cut short":    func(path string) error { return os.Truncate(path, 200<<10) },
	} {
		t.Run(name, func(t *testing.T) {
			w, q := testWindow(t, "en")
			s, canvas := w.Library(), mainCanvas(t)
			typeNote(t, w, q, "saved words")
			settled(t, w, q)
			path := s.Path()
			if err := over(path); err != nil {
				t.Fatal(err)
			}
			now, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			q.until(t, "the reader is told", func() bool { return canvas.Overlays().Top() != nil })
			if !s.Access().Overwritten || s.Access().Damaged {
				t.Errorf("access %+v", s.Access())
			}
			press(t, canvas, "Escape")
			n := w.Notes().Writing().Note()
			n.Text += " and more"
			w.Notes().Writing().Change(n)
			failed := false
			w.Notes().Settle(func(err error) { failed = err != nil })
			q.until(t, "it cannot be saved", func() bool { return failed })
			if got := w.Notes(); got.Kept() != notes.Unsaved || !strings.HasSuffix(got.Writing().Note().Text, "and more") {
				t.Errorf("kept %v, %q", got.Kept(), got.Writing().Note().Text)
			}
			closed := false
			w.Notes().Drop()
			s.Close(func(error) { closed = true })
			q.until(t, "it is closed", func() bool { return closed })
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, now) {
				t.Errorf("it was written to (%v)", err)
			}
		})
	}
}
