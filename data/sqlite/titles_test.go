package sqlite

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/search"
)

// The order by title follows edits of a few events without being made again.
func TestOrderByTitleFollowsEdits(t *testing.T) {
	s := newStore(t)
	first := testEdit(t, 40)
	for i, c := range first.Events {
		c.After.Title = []string{"b", "d", "B!", "قمة", "z"}[i%5]
	}
	done, err := s.Apply(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	order := func(catalogs *search.Catalogs) []int32 {
		t.Helper()
		cols, err := s.Columns(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		was := s.catalogs
		defer func() { s.catalogs = was }()
		s.catalogs = catalogs
		places, err := s.EventOrder(t.Context(), cols, nil, data.ByTitle, false)
		if err != nil {
			t.Fatal(err)
		}
		return places
	}
	order(s.catalogs)
	edit := data.Edit{Label: "edit.test"}
	for i, title := range []string{"a", "c", "", "d", "قمم", "zz", "b"} {
		before := *done.Events[i].After
		if title == "" {
			edit.Events = append(edit.Events, data.Delete(before))
			continue
		}
		after := before
		after.Title = title
		edit.Events = append(edit.Events, data.Update(before, after))
	}
	added := *done.Events[0].After
	added.ID, added.Title = data.NewID(), "bb"
	edit.Events = append(edit.Events, data.Insert(added))
	if _, err := s.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	if got, want := order(s.catalogs), order(search.NewCatalogs(search.NewVerified())); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
