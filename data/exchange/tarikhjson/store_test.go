package tarikhjson_test

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/tarikhjson"
	"tarikh.org/tarikh/data/sqlite"
)

// newStore creates an empty library that is closed with the test.
func newStore(t testing.TB) data.Store {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "Tarikh test").
		Create(t.Context(), filepath.Join(t.TempDir(), "test.tarikh"), "Test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

func counts(t *testing.T, store data.Store) data.Counts {
	t.Helper()
	c, err := store.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// importJSON reads a file and writes what it holds.
func importJSON(ctx context.Context, store data.Store, files fs.FS, path, lang string) error {
	edit, err := tarikhjson.ReadEdit(ctx, files, path, lang)
	if err == nil {
		_, err = store.Apply(ctx, edit)
	}
	return err
}

func TestImportJSONIsOneEdit(t *testing.T) {
	store := newStore(t)
	if err := importJSON(t.Context(), store, smallFiles(small), "in/library.json", "en"); err != nil {
		t.Fatal(err)
	}
	want := data.Counts{Tracks: 1, Events: 2, Articles: 2, Excerpts: 2, Annotations: 2}
	if got := counts(t, store); got != want {
		t.Errorf("imported %+v, want %+v", got, want)
	}
	if undo, _, err := store.History(t.Context()); err != nil || undo != "edit.import" {
		t.Errorf("undo is called %q, %v", undo, err)
	}
	if _, err := store.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := counts(t, store); got != (data.Counts{}) {
		t.Errorf("after one undo: %+v", got)
	}
	if _, err := store.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := counts(t, store); got != want {
		t.Errorf("after redo: %+v", got)
	}
}

// The last thing in the file is wrong: nothing before it may come in.
func TestImportJSONIsAllOrNothing(t *testing.T) {
	store := newStore(t)
	document := strings.Replace(small, `"colour": "blue"`, `"colour": "pink"`, 1)
	err := importJSON(t.Context(), store, smallFiles(document), "in/library.json", "en")
	if _, ok := errors.AsType[*form.Error](err); !ok {
		t.Errorf("got %v", err)
	}
	if got := counts(t, store); got != (data.Counts{}) {
		t.Errorf("a failed import left %+v", got)
	}
	if undo, _, err := store.History(t.Context()); err != nil || undo != "" {
		t.Errorf("a failed import can be undone: %q, %v", undo, err)
	}
}
