package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"tarikh.org/tarikh/ui/feature/notes"
)

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
