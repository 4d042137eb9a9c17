package take_test

import (
	"crypto/sha256"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/take"
	"tarikh.org/tarikh/data/text/query"
)

// furnished is library with an actor of the games and one of both events, a relation of the
// two and a mark that they are not the same, two stories and a picture of everything.
func furnished(t testing.TB) data.Store {
	t.Helper()
	store := library(t)
	events := map[string]data.ID{}
	for e, err := range store.Events(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		events[e.Title] = e.ID
	}
	games, summit := events["Winter Games"], events["Summit"]
	edit := data.Edit{Label: "edit.sample"}
	actor := func(name string, of ...data.ID) {
		e := data.Entity{ID: data.NewID(), Type: data.Organisation, Name: name}
		edit.Entities = append(edit.Entities, data.Insert(e))
		for _, event := range of {
			edit.Mentions = append(edit.Mentions, data.Insert(data.Mention{ID: data.NewID(), Entity: e.ID, Event: event, Role: data.RoleActor}))
		}
	}
	actor("Committee", games)
	actor("All", games, summit)
	actor("Nobody")
	for _, kind := range []string{"causes", data.Distinct} {
		edit.Relations = append(edit.Relations, data.Insert(data.Relation{ID: data.NewID(), From: summit, To: games, Type: kind}))
	}
	picture := func(p data.Picture) {
		body := []byte(p.Caption)
		p.ID, p.Hash, p.Size, p.Type, p.Width, p.Height = data.NewID(), sha256.Sum256(body), int64(len(body)), "image/png", 1, 1
		edit.Pictures = append(edit.Pictures, data.Insert(p))
		edit.Pages = append(edit.Pages, data.Page{Hash: p.Hash, Body: body})
	}
	story := func(name string, of ...data.ID) data.ID {
		s := data.Story{ID: data.NewID(), Name: name, Order: len(edit.Stories)}
		edit.Stories = append(edit.Stories, data.Insert(s))
		for i, event := range of {
			title := name + " of a view"
			if event != (data.ID{}) {
				title = name + " of an event"
			}
			edit.Steps = append(edit.Steps, data.Insert(data.StoryStep{ID: data.NewID(), Story: s.ID, Order: i, Event: event, Title: title}))
		}
		return s.ID
	}
	first := story("way", games, data.ID{}, summit)
	story("look", data.ID{})
	story("empty")
	picture(data.Picture{Story: first, Caption: "of a story"})
	picture(data.Picture{Event: games, Order: 1, Caption: "of the games later"})
	picture(data.Picture{Event: games, Caption: "of the games"})
	picture(data.Picture{Event: summit, Caption: "of the summit"})
	articles, err := store.Articles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		picture(data.Picture{Article: a.ID, Position: 3, Caption: "inside " + a.Title})
		picture(data.Picture{Article: a.ID, Position: data.Lead, Caption: "of " + a.Title})
	}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	return store
}

// belongings is what of a selection belongs to its events, articles and stories, in words.
func belongings(taken form.Taken) string {
	parts := make([]string, 4)
	add := func(i int, said string) { parts[i] += said + "; " }
	for _, e := range taken.Entities {
		add(0, e.Name)
	}
	for range taken.Mentions {
		add(0, "+")
	}
	for _, r := range taken.Relations {
		add(1, r.Type)
	}
	for _, s := range taken.Stories {
		add(2, s.Name)
	}
	for _, s := range taken.Steps {
		add(2, s.Title)
	}
	for _, p := range taken.Pictures {
		add(3, p.Caption)
	}
	return strings.Join(parts, "| ")
}

func TestBelongings(t *testing.T) {
	store := furnished(t)
	words := func(text string) query.Query { return query.Parse(text, query.Options{}) }
	const of = "way; look; way of an event; way of a view; way of an event; look of a view; | of the summit; of the games; of the games later; "
	for _, c := range []struct {
		name string
		of   take.Selection
		want string
	}{
		{"nothing said", take.Selection{}, "All; Committee; +; +; +; | causes; | " + of + "of report; of undated; of a story; "},
		{
			"texts",
			take.Selection{Articles: take.FullTexts},
			"All; Committee; +; +; +; | causes; | " + of + "of report; inside report; of undated; inside undated; of a story; ",
		},
		{"no articles", take.Selection{Articles: take.NoArticles}, "All; Committee; +; +; +; | causes; | " + of + "of a story; "},
		{
			"one event",
			take.Selection{Query: words("Summit")},
			"All; +; | | way; way of a view; way of an event; | of the summit; of report; of undated; of a story; ",
		},
		{"nothing left", take.Selection{Query: words("nowhere")}, "| | | "},
	} {
		taken, err := take.From(t.Context(), store, c.of)
		if err != nil {
			t.Fatal(err)
		}
		if got := belongings(taken); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
