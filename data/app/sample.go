package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/tarikhjson"
	"tarikh.org/tarikh/data/placing"
)

// CreateSample creates a library with the sample in a language. source holds the folder
// sample: library.json, and beside it what belongs to its events. The file appears when it
// is whole.
func (l *Libraries) CreateSample(ctx context.Context, source fs.FS, path, title, lang string) (data.File, error) {
	// Read before a file is made: the edit carries the library's title too.
	edit, err := tarikhjson.ReadEdit(ctx, source, "sample/library.json", lang)
	if err != nil {
		return nil, err
	}
	if err := belongings(source, &edit, lang, l.Now().Unix()); err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	if edit, err = placing.Complete(ctx, placing.Empty{}, edit); err != nil {
		return nil, err
	}
	return l.Create(ctx, path, title, edit)
}

// sampled is what belongs to the events of the sample, which are named by their titles.
type sampled struct {
	Credit   spoken
	Licence  string
	Places   []sampledPlace
	Pictures []struct {
		Event, Caption, Alt spoken
		File                string
	}
	Story struct {
		Name, Title spoken
		Steps       []struct{ Event, Text spoken }
	}
}

// sampledPlace is a place that the gazetteer does not have.
type sampledPlace struct {
	Name             spoken
	Lat, Lon, Radius float64
}

// spoken is a text by language.
type spoken map[string]string

// belongings adds places, pictures and the story of the sample.
func belongings(source fs.FS, edit *data.Edit, lang string, now int64) error {
	raw, err := fs.ReadFile(source, "sample/belongings.json")
	if err != nil {
		return err
	}
	var s sampled
	if err := json.Unmarshal(raw, &s); err != nil {
		return err
	}
	in := func(words spoken) string {
		if text, ok := words[lang]; ok {
			return text
		}
		return words["en"]
	}
	events := map[string]data.ID{}
	for _, e := range edit.Events {
		events[e.After.Title] = e.After.ID
	}
	for _, p := range s.Places {
		edit.Entities = append(edit.Entities, data.Insert(data.Entity{
			ID: data.NewID(), Type: data.Place, Name: in(p.Name), Names: data.EntityNames{{Text: p.Name["ar"], Lang: "ar"}, {Text: p.Name["en"], Lang: "en"}},
			Position: data.Position{Lat: p.Lat, Lon: p.Lon, Radius: p.Radius}, Basis: data.BasisMap,
		}))
	}
	for _, p := range s.Pictures {
		file, err := fs.ReadFile(source, "sample/"+p.File)
		if err != nil {
			return err
		}
		row, page, err := ReadPicture(file, p.File, false, now)
		if err != nil {
			return fmt.Errorf("%s: %w", p.File, err)
		}
		row.Event, row.Caption, row.Alt, row.Credit, row.Licence = events[in(p.Event)], in(p.Caption), in(p.Alt), in(s.Credit), s.Licence
		edit.Pages, edit.Pictures = append(edit.Pages, page), append(edit.Pictures, data.Insert(row))
	}
	story := data.Story{ID: data.NewID(), Name: in(s.Story.Name), Title: in(s.Story.Title), Lang: lang}
	edit.Stories = append(edit.Stories, data.Insert(story))
	for i, step := range s.Story.Steps {
		edit.Steps = append(edit.Steps, data.Insert(data.StoryStep{ID: data.NewID(), Story: story.ID, Order: i, Event: events[in(step.Event)], Text: in(step.Text)}))
	}
	return nil
}
