package postgres_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/storetest"
)

// What is asked of a library on a server is answered as by the same in a file.
func TestAlike(t *testing.T) {
	for range times(1, 60) {
		seed := uint64(time.Now().UnixNano())
		file, err := sqlite.NewOpener(afero.NewOsFs(), "Tarikh").Create(t.Context(), filepath.Join(t.TempDir(), "library.tarikh"), "A library")
		if err != nil {
			t.Fatal(err)
		}
		storetest.Alike(t, file, create(t), seed, times(30, 100))
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
