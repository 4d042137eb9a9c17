package intake_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/intake"
)

// catalogStore is the part of a store that a catalog asks for.
type catalogStore struct {
	data.Store
	articles []data.Article
	read     int
}

func (s *catalogStore) Articles(context.Context) ([]data.Article, error) {
	out := slices.Clone(s.articles)
	for i := range out {
		out[i].Text = ""
	}
	return out, nil
}

func (s *catalogStore) Article(_ context.Context, id data.ID) (data.Article, error) {
	s.read++
	for _, a := range s.articles {
		if a.ID == id {
			return a, nil
		}
	}
	return data.Article{}, data.ErrNotFound
}

func TestCatalog(t *testing.T) {
	report := strings.Repeat("The river rose for three days, and on the fourth the dike above the mill gave way. ", 2) +
		"By noon the lower streets were under a metre of water, and boats went from door to door to bring people out. " +
		"Nobody was hurt. The mayor said that the new pumps had held, and that the council would meet in the school."
	other := "A summit of two presidents began in Beijing, hours before the opening of the Winter Games, and ended with a statement."
	article := func(title, url, text string) data.Article {
		return data.Article{ID: data.NewID(), Title: title, URL: url}.WithText(text)
	}
	dike, summit := article("dike", "https://www.mill.example/dike?utm_source=x", report), article("summit", "https://mill.example/summit", other)
	store := &catalogStore{articles: []data.Article{dike, summit}}
	var catalog intake.Catalog
	if err := catalog.Load(t.Context(), store); err != nil {
		t.Fatal(err)
	}
	draft := func(url, text string) intake.Draft {
		return intake.Draft{URL: intake.Field{Value: url}, Text: text}
	}
	for _, c := range []struct {
		name  string
		draft intake.Draft
		title string
		by    intake.Same
	}{
		{"the same text", draft("", report), "dike", intake.SameText},
		{"the same text elsewhere", draft("https://mill.example/summit", report), "dike", intake.SameText},
		{"the same address, another text", draft("http://mill.example/dike/", other+" More."), "dike", intake.SameAddress},
		{"a corrected text", draft("", strings.Replace(report, "a metre", "two metres", 1)), "dike", intake.NearText},
		{"a longer text from elsewhere", draft("https://other.example/1", report+" On Monday the water fell, and the cleaning of the streets began."), "dike", intake.NearText},
		{"another text", draft("https://other.example/1", "On Sunday the bakers of the town had no bread, for the flour was wet."), "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			match, ok := catalog.Find(c.draft)
			if ok != (c.title != "") || match.Article.Title != c.title || match.By != c.by {
				t.Errorf("got %q by %q (%.2f), want %q by %q", match.Article.Title, match.By, match.Alike, c.title, c.by)
			}
			if match.Article.Text != "" {
				t.Error("the catalog keeps texts")
			}
		})
	}

	// What was read once is not read again; what has gone is forgotten.
	store.articles = []data.Article{summit, article("bread", "", "On Sunday the bakers had no bread.")}
	if err := catalog.Load(t.Context(), store); err != nil || store.read != 3 {
		t.Errorf("%d texts were read, want 3; %v", store.read, err)
	}
	if match, ok := catalog.Find(draft("", report)); ok {
		t.Errorf("found %q, which has gone", match.Article.Title)
	}
	catalog.Put(dike)
	catalog.Put(summit.WithText(other + " It ended."))
	if match, ok := catalog.Find(draft("", report)); !ok || match.Article.ID != dike.ID {
		t.Error("what was put is not found")
	}
	if match, ok := catalog.Find(draft("", other)); !ok || match.By != intake.NearText {
		t.Errorf("the old text of a changed article is found by %q", match.By)
	}
}

// What is added unseen is dated, and is in the library neither already nor by then.
func TestFreeDrafts(t *testing.T) {
	day, err := dates.Parse("2022-02-04")
	if err != nil {
		t.Fatal(err)
	}
	published := intake.DateField{Value: day}
	draft := func(url, text string) intake.Draft {
		return intake.Draft{URL: intake.Field{Value: url}, Text: text, Published: published}
	}
	const (
		report = "The river rose for three days, and on the fourth the dike above the mill gave way; by noon boats went from door to door."
		bread  = "On Sunday the bakers of the town had no bread, for the flour was wet, and the council argued about it until the night."
		summit = "A summit of two presidents began in Beijing, hours before the opening of the Winter Games, and ended with a statement."
	)
	dateless := draft("", "A text that does not say when it appeared.")
	dateless.Published = intake.DateField{}
	var catalog intake.Catalog
	catalog.Put(data.Article{ID: data.NewID()}.WithText(report))
	for _, c := range []struct {
		name   string
		drafts []intake.Draft
		want   []int
	}{
		{"two", []intake.Draft{draft("", bread), draft("", summit)}, []int{0, 1}},
		{"in the library", []intake.Draft{draft("", report), draft("", summit)}, []int{1}},
		{"nearly in the library", []intake.Draft{draft("", report+" Nobody was hurt.")}, nil},
		{"twice", []intake.Draft{draft("", bread), draft("", bread)}, []int{0}},
		{"twice, nearly", []intake.Draft{draft("", bread), draft("", bread+" It had none.")}, []int{0}},
		{"of one address", []intake.Draft{draft("https://mill.example/1", bread), draft("http://mill.example/1/", summit)}, []int{0}},
		{"without a date", []intake.Draft{dateless, draft("", bread)}, []int{1}},
	} {
		var got []int
		for i, reference := range catalog.Addable(c.drafts) {
			if got = append(got, i); reference != (data.ID{}) {
				t.Errorf("%s: %d is the text of a reference", c.name, i)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
