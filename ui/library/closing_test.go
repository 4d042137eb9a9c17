package library

import (
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
)

// What a subscriber writes when the library is about to be closed is in the file; it is
// told once, and Closed after it.
func TestClosingIsToldBeforeTheFileIsClosed(t *testing.T) {
	m := newMade(t)
	note := data.Annotation{ID: data.NewID(), Event: m.events[1].ID, Text: "the last words", Colour: "amber", Created: 1, Changed: 1}
	m.Subscribe(func(c Change) {
		if c.Kind == Closing {
			m.Do(data.Edit{Label: "edit.note.add", Annotations: []data.Change[data.Annotation]{data.Insert(note)}}, nil)
		}
	})
	closed := 0
	for range 2 {
		m.Close(func(err error) {
			if closed++; err != nil {
				t.Error(err)
			}
		})
	}
	m.q.until(t, "it is closed", func() bool { return closed == 2 })
	if kinds := m.kinds(); len(kinds) != 3 || kinds[0] != Closing || kinds[1] != Closed || kinds[2] != Closed {
		t.Errorf("told %v", kinds)
	}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Open(t.Context(), m.path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	notes, err := store.EventAnnotations(t.Context(), m.events[1].ID)
	if err != nil || len(notes) != 1 || notes[0].Text != note.Text {
		t.Errorf("the file has %+v, %v", notes, err)
	}
}
