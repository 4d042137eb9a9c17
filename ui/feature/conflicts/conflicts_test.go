package conflicts

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/library"
)

// opened is the feature on a library with an event, as it was read.
func opened(t testing.TB) (*featuretest.Window, data.Store, data.Event) {
	t.Helper()
	w := featuretest.New(t)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	d, err := dates.Parse("2022-02-04")
	if err != nil {
		t.Fatal(err)
	}
	track := data.Track{ID: data.NewID(), Name: "Diplomacy", Colour: "red"}
	event := data.Event{ID: data.NewID(), Title: "Summit", Date: d, Track: track.ID, Importance: 3, Description: "Read"}
	made, err := store.Apply(t.Context(), data.Edit{Label: "x", Tracks: []data.Change[data.Track]{data.Insert(track)}, Events: []data.Change[data.Event]{data.Insert(event)}})
	if err != nil {
		t.Fatal(err)
	}
	w.Show(store)
	New(w.Host)
	return w, store, *made.Events[0].After
}

// write writes an event as somebody else.
func write(t testing.TB, store data.Store, c data.Change[data.Event]) {
	t.Helper()
	if _, err := store.Apply(t.Context(), data.Edit{Label: "theirs", Events: []data.Change[data.Event]{c}}); err != nil {
		t.Fatal(err)
	}
}

func changed(e data.Event, description string, tags ...string) data.Event {
	e.Description, e.Tags = description, tags
	return e
}

// What both have changed is shown with both versions, and what is chosen is written.
func TestFieldsAreDecided(t *testing.T) {
	for words, want := range map[string]string{"Take mine": "Mine", "Take theirs": "Theirs", "Take both": "Theirs\n\nMine"} {
		w, store, read := opened(t)
		write(t, store, data.Update(read, changed(read, "Theirs", "theirs")))
		done := false
		w.Host.Library.Do(data.Edit{Label: "mine", Events: []data.Change[data.Event]{data.Update(read, changed(read, "Mine", "mine"))}}, func(err error) {
			if done = true; err != nil {
				t.Error(err)
			}
		})
		w.Until("it is asked", func() bool { return w.Dialog() != nil })
		if all := featuretest.Texts(w.Dialog()); !slices.Contains(all, "Mine") || !slices.Contains(all, "Theirs") || slices.Contains(all, "mine") {
			t.Errorf("shown: %q", all)
		}
		featuretest.Press(t, w.Dialog(), words)
		featuretest.Press(t, w.Dialog(), "Save")
		w.Until("it is written", func() bool { return done })
		now, err := store.Event(t.Context(), read.ID)
		if err != nil || now.Description != want || !slices.Equal(now.Tags, []string{"theirs", "mine"}) {
			t.Errorf("%s: %q, %v, %v", words, now.Description, now.Tags, err)
		}
	}
}

// An event that was changed in its form is decided like any other.
func TestFormsAreDecided(t *testing.T) {
	w, store, read := opened(t)
	write(t, store, data.Update(read, changed(read, "Theirs")))
	done := false
	library.Use(w.Host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.ChangeEvent(ctx, read, changed(read, "Mine"), "")
	}, func(_ data.Edit, err error) { done = err == nil })
	w.Until("it is asked", func() bool { return w.Dialog() != nil })
	featuretest.Press(t, w.Dialog(), "Save")
	w.Until("it is written", func() bool { return done })
	if now, err := store.Event(t.Context(), read.ID); err != nil || now.Description != "Mine" {
		t.Errorf("%q, %v", now.Description, err)
	}
}

// Whoever gives up is told, and nothing is written.
func TestGivenUp(t *testing.T) {
	w, store, read := opened(t)
	write(t, store, data.Delete(read))
	var failed error
	w.Host.Library.Do(data.Edit{Label: "mine", Events: []data.Change[data.Event]{data.Update(read, changed(read, "Mine"))}}, func(err error) { failed = err })
	w.Until("it is asked", func() bool { return w.Dialog() != nil })
	featuretest.Press(t, w.Dialog(), "Cancel")
	w.Until("it is told", func() bool { return failed != nil })
	if !errors.Is(failed, library.ErrUndecided) || !errors.Is(failed, data.ErrConflict) {
		t.Errorf("told is %v", failed)
	}
	if _, err := store.Event(t.Context(), read.ID); err == nil {
		t.Error("the event is back")
	}
}

// An event that somebody has deleted comes back with the change, where that is chosen.
func TestBroughtBack(t *testing.T) {
	w, store, read := opened(t)
	write(t, store, data.Delete(read))
	done := false
	w.Host.Library.Do(data.Edit{Label: "mine", Events: []data.Change[data.Event]{data.Update(read, changed(read, "Mine"))}}, func(err error) { done = err == nil })
	w.Until("it is asked", func() bool { return w.Dialog() != nil })
	featuretest.Press(t, w.Dialog(), "Save")
	w.Until("it is written", func() bool { return done })
	if now, err := store.Event(t.Context(), read.ID); err != nil || now.Description != "Mine" {
		t.Errorf("%q, %v", now.Description, err)
	}
}

// What was decided of an event is shown in words.
func TestVerdictsAreShownInWords(t *testing.T) {
	w, store, read := opened(t)
	theirs, mine := read, read
	theirs.Verdict = data.Verdict{State: data.StateConfirmed, By: "ann", At: 1_796_047_691}
	mine.Verdict = data.Verdict{State: data.StateRefuted, By: "bob", Why: "withdrawn"}
	write(t, store, data.Update(read, theirs))
	w.Host.Library.Do(data.Edit{Label: "mine", Events: []data.Change[data.Event]{data.Update(read, mine)}}, nil)
	w.Until("it is asked", func() bool { return w.Dialog() != nil })
	all := strings.Join(featuretest.Texts(w.Dialog()), "\n")
	if !strings.Contains(all, "refuted") || !strings.Contains(all, "withdrawn") || !strings.Contains(all, "2026") || strings.Contains(all, "1796047691") {
		t.Errorf("shown: %q", all)
	}
	featuretest.Press(t, w.Dialog(), "Cancel")
}
