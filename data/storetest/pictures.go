package storetest

import (
	"errors"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

// picturesListed: pictures come in the order in which they are shown, with their bytes.
func picturesListed(t *testing.T, s data.Store) {
	ctx := t.Context()
	sample := newSample(t)
	apply(t, s, sample.insert())
	summit, photograph := sample.events[0], sample.pages[1]
	captions := func(of data.ID) (out []string) {
		for _, p := range must(s.Pictures(ctx, of))(t) {
			out = append(out, p.Caption)
			if p.Validate() != nil || p.Hash != photograph.Hash {
				t.Errorf("%+v", p)
			}
		}
		return out
	}
	same(t, "pictures of the event", captions(summit.ID), []string{sample.pictures[0].Caption, ""})
	same(t, "pictures of the article", captions(sample.articles[0].ID), []string{""})
	same(t, "files of the story", captions(sample.stories[0].ID), []string{""})
	same(t, "pictures of another event", captions(sample.events[1].ID), nil)
	same(t, "bytes", must(s.Page(ctx, photograph.Hash))(t), photograph)
	leads := must(s.LeadPictures(ctx))(t)
	if len(leads) != 1 || leads[summit.ID].ID != sample.pictures[0].ID {
		t.Errorf("leads %+v", leads)
	}
	one := must(s.Picture(ctx, sample.pictures[2].ID))(t)
	one.Rev = 0
	same(t, "picture", one, sample.pictures[2])
	if _, err := s.Picture(ctx, summit.ID); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a picture that is not there: %v", err)
	}

	steps := must(s.StorySteps(ctx, sample.stories[0].ID))(t)
	if len(steps) != 2 || steps[0].ID != sample.steps[1].ID || steps[1].ID != sample.steps[0].ID {
		t.Errorf("steps %+v", steps)
	}
	if of := must(s.EventSteps(ctx, summit.ID))(t); len(of) != 1 || of[0].ID != sample.steps[0].ID {
		t.Errorf("steps of the event %+v", of)
	}
	if stories := must(s.Stories(ctx))(t); len(stories) != 2 || stories[1].ID != sample.stories[0].ID {
		t.Errorf("stories %+v", stories)
	}
}

// picturesUndone: the bytes of pictures that were deleted come back with them; two that
// have the same bytes do not need each other.
func picturesUndone(t *testing.T, s data.Store) {
	ctx := t.Context()
	sample := newSample(t)
	apply(t, s, sample.insert())
	want := contentOf(t, s)
	apply(t, s, data.Edit{Label: "delete", Pictures: deletes(rowsOf[data.Picture](t, s, data.KindPicture))})
	must(s.Undo(ctx))(t)
	same(t, "content after undo", contentOf(t, s), want)
	same(t, "bytes", must(s.Page(ctx, sample.pages[1].Hash))(t), sample.pages[1])

	missing := sample.pictures[1]
	missing.ID, missing.Hash = data.NewID(), [32]byte{7}
	if _, err := s.Apply(ctx, data.Edit{Label: "x", Pictures: inserts([]data.Picture{missing})}); !errors.Is(err, data.ErrConflict) {
		t.Errorf("a picture without bytes: %v", err)
	}
	if _, err := s.Apply(ctx, data.Edit{Label: "x", Stories: deletes(must(s.Stories(ctx))(t)[1:])}); !errors.Is(err, data.ErrConflict) {
		t.Errorf("a story of which there are steps: %v", err)
	}
	refused := func(err error) bool { _, ok := errors.AsType[*data.InvalidError](err); return ok }
	for name, wrong := range map[string]func(*data.Picture){
		"without an owner":       func(p *data.Picture) { p.Event = data.ID{} },
		"of two":                 func(p *data.Picture) { p.Story = sample.stories[0].ID },
		"in the text of no text": func(p *data.Picture) { p.Position = 1 },
		"without bytes":          func(p *data.Picture) { p.Hash = [32]byte{} },
		"of no size":             func(p *data.Picture) { p.Size = 0 },
		"of one dimension":       func(p *data.Picture) { p.Height = 0 },
		"of no type":             func(p *data.Picture) { p.Type = " " },
	} {
		p := sample.pictures[1]
		p.ID = data.NewID()
		wrong(&p)
		if _, err := s.Apply(ctx, data.Edit{Label: "x", Pictures: inserts([]data.Picture{p})}); !refused(err) {
			t.Errorf("a picture %s: %v", name, err)
		}
	}
	same(t, "content after what was refused", contentOf(t, s), want)
}

// rowsByTheirIDs: rows of every kind come with their texts, in the order that is asked for.
func rowsByTheirIDs(t *testing.T, s data.Store) {
	sample := newSample(t)
	insert := sample.insert()
	apply(t, s, insert)
	for _, shape := range data.Shapes() {
		ids := []data.ID{data.NewID()}
		want := []data.Row{nil}
		for c := range shape.Changes(&insert) {
			ids, want = append(ids, shape.ID(c.After)), append(want, c.After)
		}
		slices.Reverse(ids)
		slices.Reverse(want)
		rows := must(s.RowsByID(t.Context(), shape.Kind, ids))(t)
		if len(rows) != len(want) {
			t.Fatalf("%d rows of %s, want %d", len(rows), shape.Kind, len(want))
		}
		for i, row := range rows {
			if (row == nil) != (want[i] == nil) {
				t.Fatalf("row %d of %s: %v", i, shape.Kind, row)
			}
			for _, f := range shape.Fields[2:] {
				if row != nil && !f.Same(row, want[i]) {
					t.Errorf("%s %s: %v", shape.Kind, f.Name, f.At(row))
				}
			}
		}
	}
}
