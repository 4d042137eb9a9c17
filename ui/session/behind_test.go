package session

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
)

// What is patched is what would be read anew.
func TestPatchedNotesAreThoseOfTheLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var stored, loaded []data.Annotation
		var changes []data.Change[data.Annotation]
		sorted := func() []data.Annotation {
			out := slices.Clone(stored)
			slices.SortFunc(out, func(a, b data.Annotation) int {
				return cmp.Or(cmp.Compare(a.Created, b.Created), slices.Compare(a.ID[:], b.ID[:]))
			})
			return out
		}
		for range rapid.IntRange(1, 30).Draw(t, "edits") {
			kind := rapid.SampledFrom([]string{"insert", "update", "delete", "load"}).Draw(t, "kind")
			created := rapid.Int64Range(0, 5).Draw(t, "created")
			if kind == "insert" || len(stored) == 0 {
				n := data.Annotation{ID: data.NewID(), Created: created}
				stored = append(stored, n)
				changes = append(changes, data.Insert(n))
				continue
			}
			i := rapid.IntRange(0, len(stored)-1).Draw(t, "row")
			switch old := stored[i]; kind {
			case "update":
				stored[i].Rev++
				stored[i].Created = created
				changes = append(changes, data.Update(old, stored[i]))
			case "delete":
				stored = slices.Delete(stored, i, i+1)
				changes = append(changes, data.Delete(old))
			case "load":
				loaded, changes = sorted(), nil
			}
		}
		got, want := patched(loaded, changes), sorted()
		same := func(a, b data.Annotation) bool { return a.ID == b.ID && a.Rev == b.Rev && a.Created == b.Created }
		if !slices.EqualFunc(got, want, same) {
			t.Fatalf("patched %v, want %v", got, want)
		}
	})
}
