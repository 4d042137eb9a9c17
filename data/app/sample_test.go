package app

import (
	"path/filepath"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/placing"
)

// The sample has pictures with all that is said of them, places and a story, in each
// language.
func TestTheSampleIsWhole(t *testing.T) {
	places := gazetteer.New()
	for _, lang := range []string{"en", "ar"} {
		ctx := t.Context()
		s, err := libraries().CreateSample(ctx, assets.Files, filepath.Join(t.TempDir(), lang+".tarikh"), "Sample", lang)
		must(t, s, err)
		defer s.Close()
		pictures, err := s.LeadPictures(ctx)
		must(t, pictures, err)
		if len(pictures) != 12 {
			t.Errorf("%s: %d events have a picture", lang, len(pictures))
		}
		for _, p := range pictures {
			if p.Caption == "" || p.Alt == "" || p.Credit == "" || p.Licence == "" {
				t.Errorf("%s: %+v", lang, p)
			}
			if _, err := s.Page(ctx, p.Hash); err != nil {
				t.Errorf("%s: %v", p.Name, err)
			}
		}
		stories, err := s.Stories(ctx)
		must(t, stories, err)
		if len(stories) != 1 || stories[0].Title == "" {
			t.Fatalf("%s: %+v", lang, stories)
		}
		steps, err := s.StorySteps(ctx, stories[0].ID)
		must(t, steps, err)
		if len(steps) != 12 {
			t.Errorf("%s: %d steps", lang, len(steps))
		}
		for _, step := range steps {
			if step.Event == (data.ID{}) || step.Text == "" {
				t.Errorf("%s: %+v", lang, step)
			}
		}
		b := placing.NewBuilder(places)
		if err := b.Mentions(ctx, s); err != nil {
			t.Fatal(err)
		}
		// What is mentioned is all that the fields say.
		if p := b.Done(); len(p.Events) != 38 || len(p.Words) != 0 {
			t.Errorf("%s: %d events have a place, and %v have none", lang, len(p.Events), p.Words)
		}
		if problems, err := s.Check(ctx, nil); err != nil || len(problems) > 0 {
			t.Errorf("%s: %q %v", lang, problems, err)
		}
	}
}
