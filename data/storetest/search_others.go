package storetest

import (
	"testing"

	"tarikh.org/tarikh/data"
)

// Entities are found by all that they are called, pictures by what is written of them,
// stories and steps by their titles and texts; fields hold of them by an event to which
// they belong.
func searchOthers(t *testing.T, s data.Store) {
	x := newSample(t)
	apply(t, s, x.insert())
	entity := func(r data.Entity) data.ID { return r.ID }
	picture := func(r data.Picture) data.ID { return r.ID }
	story := func(r data.Story) data.ID { return r.ID }
	step := func(r data.StoryStep) data.ID { return r.ID }
	for text, want := range map[string]map[data.Kind]map[data.ID]bool{
		"بوتين":                {data.KindEntity: idsOf(x.entities, entity, 0)},
		"hall":                 {data.KindPicture: idsOf(x.pictures, picture, 2)},
		"notes.pdf":            {data.KindPicture: idsOf(x.pictures, picture, 3)},
		"winter":               {data.KindStory: idsOf(x.stories, story, 0)},
		"كلمات":                {data.KindStep: idsOf(x.steps, step, 0)},
		"بوتين track:رياضة":    {},
		"بوتين on:2022-02-04":  {data.KindEntity: idsOf(x.entities, entity, 0)},
		"hall track:diplomacy": {data.KindPicture: idsOf(x.pictures, picture, 2)},
		"hall track:رياضة":     {},
		"winter tag:قمه":       {data.KindStory: idsOf(x.stories, story, 0)},
		"كلمات place:بكين":     {data.KindStep: idsOf(x.steps, step, 0)},
		"كلمات -place:بكين":    {},
	} {
		counts := must(s.SearchCounts(t.Context(), parse(text)))(t)
		for _, kind := range []data.Kind{data.KindEntity, data.KindPicture, data.KindStory, data.KindStep} {
			ids := want[kind]
			if ids == nil {
				ids = map[data.ID]bool{}
			}
			same(t, text+" of "+kind.String(), foundIDs(t, s, parse(text), kind), ids)
			if counts[kind].N != len(ids) {
				t.Errorf("%s of %s: %d are counted, %d found", text, kind, counts[kind].N, len(ids))
			}
		}
	}
	if hit := hitOf(t, s, "بوتين", data.KindEntity); hit.Title != x.entities[0].Name || hit.Type != data.Person || marked(hit) != "فلاديمير [بوتين]" {
		t.Errorf("the person: %+v", hit)
	}
	if hit := hitOf(t, s, "hall", data.KindPicture); hit.Article != x.articles[0].ID || hit.Title != x.articles[0].Title || hit.At != (data.Range{Start: 20, End: 20}) || marked(hit) != "A [hall]." {
		t.Errorf("the picture: %+v", hit)
	}
	if hit := hitOf(t, s, "notes", data.KindPicture); hit.Story != x.stories[0].ID || hit.Title != x.stories[0].Title {
		t.Errorf("the file: %+v", hit)
	}
	if hit := hitOf(t, s, "كلمات", data.KindStep); hit.Story != x.stories[0].ID || hit.Event != x.events[0].ID || hit.Title != x.stories[0].Title || marked(hit) != "[كلمات]. More." {
		t.Errorf("the step: %+v", hit)
	}
	was := storedContent(t, s).Entities[x.entities[0].ID]
	now := was
	now.Aliases = []string{"القيصر"}
	apply(t, s, data.Edit{Label: "rename", Entities: one(data.Update(was, now))})
	same(t, "found by another name", foundIDs(t, s, parse("قيصر"), data.KindEntity), idsOf(x.entities, entity, 0))
	same(t, "found by a name that it has no more", foundIDs(t, s, parse("\"الرئيس الروسي\""), data.KindEntity), map[data.ID]bool{})
	same(t, "what Check says", must(s.Check(t.Context(), nil))(t), nil)
}
