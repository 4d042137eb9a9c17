package engine

import (
	"strings"
	"testing"
)

// Every migration leads to one version more; each is tried on its own.
func TestMigrations(t *testing.T) {
	steps, err := Migrations()
	if err != nil || len(steps) == 0 {
		t.Fatal(steps, err)
	}
	for version := range len(steps) + 1 {
		db := openMemory()
		defer db.Close()
		if err := Migrate(t.Context(), db, steps[:version], nil); err != nil {
			t.Fatal(err)
		}
		if err := Migrate(t.Context(), db, steps, nil); err != nil {
			t.Errorf("from version %d: %v", version, err)
		}
		if got, err := Pragma[int](t.Context(), db, "user_version"); err != nil || got != len(steps) {
			t.Errorf("version %d (%v), want %d", got, err, len(steps))
		}
	}
}

func TestMigrationThatFailsChangesNothing(t *testing.T) {
	db := openMemory()
	defer db.Close()
	steps := []string{"CREATE TABLE a (x)", "CREATE TABLE b (x)", "CREATE TABLE c (x); INSERT INTO missing VALUES (1)"}
	if err := Migrate(t.Context(), db, steps[:1], nil); err != nil {
		t.Fatal(err)
	}
	if err := Migrate(t.Context(), db, steps, nil); err == nil || !strings.Contains(err.Error(), "version 3") {
		t.Errorf("got %v", err)
	}
	have, err := objects(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := Pragma[int](t.Context(), db, "user_version"); got != 1 || len(have) != 1 {
		t.Errorf("version %d with %v", got, have)
	}
}
