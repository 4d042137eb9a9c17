package telling

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
)

// empty is an empty library, with a day and a track for events.
func empty(t *testing.T) (data.Store, dates.Date, data.Track) {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	date, err := dates.Parse("2022-02-04")
	if err != nil {
		t.Fatal(err)
	}
	return store, date, data.Track{ID: data.NewID(), Name: "Sport", Colour: "green"}
}

// What a step does not say itself, its event says.
func TestRead(t *testing.T) {
	ctx := t.Context()
	store, date, track := empty(t)
	event := data.Event{ID: data.NewID(), Title: "The Games open", Description: "In the stadium.", Date: date, Track: track.ID, Importance: 3, Place: "Beijing"}
	page := data.NewPage([]byte("bytes"), "image/png", "", 1)
	picture := func(p data.Picture) data.Picture {
		p.ID, p.Hash, p.Type, p.Width, p.Height, p.Size, p.Position = data.NewID(), page.Hash, "image/png", 3, 2, 5, data.Lead
		return p
	}
	story := data.Story{ID: data.NewID(), Name: "Two winters"}
	file, ofEvent, own := picture(data.Picture{Event: event.ID}), picture(data.Picture{Event: event.ID, Order: 1}), picture(data.Picture{Story: story.ID})
	file.Width, file.Height = 0, 0 // no image
	edit := data.Edit{
		Label: "x", Tracks: []data.Change[data.Track]{data.Insert(track)}, Events: []data.Change[data.Event]{data.Insert(event)},
		Stories: []data.Change[data.Story]{data.Insert(story)}, Pages: []data.Page{page},
	}
	for i, words := range []string{"First words", "Then others"} {
		a := data.Article{ID: data.NewID(), Title: []string{"report", "later"}[i], Lang: []string{"ar", "en"}[i], Published: date}.WithText("First words.\nThen others.\n")
		at := []int{0, len("First words.\n")}[i]
		s, err := anchor.Make(a.Text, at, at+len(words))
		if err != nil {
			t.Fatal(err)
		}
		edit.Articles = append(edit.Articles, data.Insert(a))
		edit.Excerpts = append(edit.Excerpts, data.Insert(data.Excerpt{ID: data.NewID(), Event: event.ID, Article: a.ID, Anchor: s}))
	}
	for _, place := range []data.Entity{{Name: "بكين", Names: []data.EntityName{{Text: "Beijing", Lang: "en"}}}, {Name: "Stadium", Position: data.Position{Lat: 40, Lon: 116, Radius: 100}, Basis: data.BasisMap}} {
		place.ID, place.Type = data.NewID(), data.Place
		edit.Entities = append(edit.Entities, data.Insert(place))
		edit.Mentions = append(edit.Mentions, data.Insert(data.Mention{ID: data.NewID(), Entity: place.ID, Event: event.ID, Role: data.RolePlace}))
	}
	for _, p := range []data.Picture{file, ofEvent, own} {
		edit.Pictures = append(edit.Pictures, data.Insert(p))
	}
	for i, s := range []data.StoryStep{
		{Event: event.ID},
		{Event: event.ID, Title: "A snowflake", Text: "Words of its own", Picture: own.ID},
		{Event: event.ID, Picture: data.NewID()},
		{Query: "track:Sport", Lo: 5, Hi: 9, Title: "All of them"},
	} {
		s.ID, s.Story, s.Order = data.NewID(), story.ID, i
		edit.Steps = append(edit.Steps, data.Insert(s))
	}
	if _, err := store.Apply(ctx, edit); err != nil {
		t.Fatal(err)
	}
	told, err := Read(ctx, store, story.ID)
	if err != nil || len(told.Steps) != 4 || told.Name != "Two winters" {
		t.Fatalf("%+v, %v", told, err)
	}
	first, second, third, view := told.Steps[0], told.Steps[1], told.Steps[2], told.Steps[3]
	if first.Headline != "The Games open" || first.Words != "In the stadium." || first.Date != date || first.Colour != "green" || first.Lo != date.Lo || !first.Timed() {
		t.Errorf("of the event: %+v", first)
	}
	if first.Quote != "First words" || first.Source.Title != "report" || first.Sources != 2 || first.Picture.ID != ofEvent.ID {
		t.Errorf("its source: %q of %q, one of %d; picture %v", first.Quote, first.Source.Title, first.Sources, first.Picture.ID)
	}
	if second.Headline != "A snowflake" || second.Words != "Words of its own" || second.Picture.ID != own.ID || second.Date != date {
		t.Errorf("its own: %+v", second)
	}
	if third.Picture.ID != ofEvent.ID {
		t.Errorf("in place of a picture that is gone: %v", third.Picture.ID)
	}
	if view.Headline != "All of them" || view.Quote != "" || view.Lo != 5 || view.Hi != 9 || !view.Date.IsZero() || view.Picture.ID != (data.ID{}) {
		t.Errorf("of a view: %+v", view)
	}
	cols, err := store.Columns(ctx)
	if err != nil {
		t.Fatal(err)
	}
	told.Steps[3].Lo, told.Steps[3].Hi = date.Lo-10, date.Hi
	views := Views{Columns: cols, Tracks: []data.Track{track}, Placed: true}
	if err := told.Find(ctx, store, views); err != nil || told.Steps[3].All != 1 || told.Steps[3].Found[0] != (Found{event.ID, "The Games open", date, "green"}) || told.Steps[0].All != 0 {
		t.Errorf("it shows %+v, %v", told.Steps[3].Found, err)
	}
	if err := told.Locate(ctx, store, gazetteer.New()); err != nil || len(told.Steps[3].Placed) != 1 {
		t.Fatalf("of a view: %+v, %v", told.Steps[3].Placed, err)
	}
	for _, i := range []int{0, 3} {
		if p := told.Steps[i].Placed[0]; p.Event != event.ID || p.Colour != "green" || len(p.Sites) != 2 || p.Sites[0].English != "Beijing" || p.Sites[1].Name != "Stadium" || p.Sites[1].Lat != 40 {
			t.Errorf("step %d happened at %+v", i, p)
		}
	}
	told.Steps[3].Lo, told.Steps[3].Hi = date.Hi, date.Hi+1
	if err := told.Find(ctx, store, views); err != nil || told.Steps[3].All != 0 {
		t.Errorf("it shows %+v of another time, %v", told.Steps[3].Found, err)
	}
	told.Steps[3].Lo, told.Steps[3].Hi, views.Only = 0, 0, func(data.ID) bool { return false }
	if err := told.Find(ctx, store, views); err != nil || told.Steps[3].All != 0 {
		t.Errorf("it shows %+v, which may not be shown, %v", told.Steps[3].Found, err)
	}
	story.Lang = "en"
	rows, err := read(ctx, store, story.ID, []data.StoryStep{first.StoryStep})
	if again := Of(story, []data.StoryStep{first.StoryStep}, rows); err != nil || again.Steps[0].Quote != "Then others" || again.Steps[0].Source.Title != "later" {
		t.Errorf("in the language of the story: %q, %v", again.Steps[0].Quote, err)
	}
	if _, err := Read(ctx, store, data.NewID()); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a story that is not there: %v", err)
	}
}

// All that a view shows is on the map, and only what it names is read where there is none.
func TestViewsArePlaced(t *testing.T) {
	ctx := t.Context()
	store, date, track := empty(t)
	edit := data.Edit{Label: "x", Tracks: []data.Change[data.Track]{data.Insert(track)}}
	const all = MostFound + 3
	for range all {
		edit.Events = append(edit.Events, data.Insert(data.Event{ID: data.NewID(), Title: "A race", Date: date, Track: track.ID, Importance: 3, Place: "Beijing"}))
	}
	if _, err := store.Apply(ctx, edit); err != nil {
		t.Fatal(err)
	}
	cols, err := store.Columns(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, placed := range []bool{false, true} {
		told := Told{Steps: []Step{{Lo: date.Lo, Hi: date.Hi}}}
		if err := told.Find(ctx, store, Views{Columns: cols, Tracks: []data.Track{track}, Placed: placed}); err != nil {
			t.Fatal(err)
		}
		s, want := &told.Steps[0], map[bool]int{false: MostFound, true: all}[placed]
		if s.All != all || len(s.Found) != MostFound || len(s.shows) != want {
			t.Errorf("placed %v: %d events, %d named, %d read", placed, s.All, len(s.Found), len(s.shows))
		}
		if err := told.Locate(ctx, store, gazetteer.New()); err != nil || placed && len(s.Placed) != all {
			t.Errorf("%d on the map, %v", len(s.Placed), err)
		}
	}
}
