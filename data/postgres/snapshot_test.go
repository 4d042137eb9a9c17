package postgres_test

import (
	"errors"
	"fmt"
	"testing"

	"tarikh.org/tarikh/data"
)

// A snapshot is what the library was when it began: rows in more pages than one, texts, what
// is deleted meanwhile, and its journal. Rows may be asked for while others are listed, and
// nothing is written to it.
func TestSnapshot(t *testing.T) {
	s := create(t)
	const many = 1001 // more than a page
	article := data.Article{ID: data.NewID(), Title: "Report"}.WithText("The first text.\n")
	first := data.Edit{Label: "edit.article.add", Articles: []data.Change[data.Article]{data.Insert(article)}}
	for i := range many {
		first.Tracks = append(first.Tracks, data.Insert(data.Track{ID: data.NewID(), Name: fmt.Sprint(i), Colour: "red"}))
	}
	made, err := s.Apply(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	want, err := data.ContentHash(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	errOwn := errors.New("of f")
	err = s.Snapshot(t.Context(), func(at data.Store) error {
		gone := data.Edit{Label: "edit.delete", Articles: []data.Change[data.Article]{data.Delete(*made.Articles[0].After)}}
		for _, c := range made.Tracks {
			gone.Tracks = append(gone.Tracks, data.Delete(*c.After))
		}
		if _, err := s.Apply(t.Context(), gone); err != nil {
			return err
		}
		if is, err := data.ContentHash(t.Context(), at); err != nil || is != want {
			t.Errorf("it is another one, %v", err)
		}
		n := 0
		for row, err := range at.Rows(t.Context(), data.KindTrack) {
			if err != nil {
				return err
			}
			if n++; n%500 == 0 {
				found, err := at.RowsByID(t.Context(), data.KindTrack, []data.ID{row.(*data.Track).ID})
				if err != nil || found[0] == nil {
					t.Errorf("asked for meanwhile: %v, %v", found, err)
				}
			}
		}
		if n != many {
			t.Errorf("it has %d tracks", n)
		}
		if a, err := at.Article(t.Context(), article.ID); err != nil || a.Text != article.Text {
			t.Errorf("the text is %q, %v", a.Text, err)
		}
		if steps, err := at.(data.Journaler).JournalSteps(t.Context()); err != nil || steps != 1 {
			t.Errorf("it has %d steps, %v", steps, err)
		}
		if _, err := at.Apply(t.Context(), first); !errors.Is(err, data.ErrReadOnly) {
			t.Errorf("an edit of it: %v", err)
		}
		return data.AtOneMoment(t.Context(), at, func(same data.Store) error { // of itself
			if same != at {
				t.Error("a snapshot of it is another one")
			}
			return errOwn
		})
	})
	if !errors.Is(err, errOwn) {
		t.Error(err)
	}
}
