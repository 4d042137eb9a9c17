package storetest

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// sample is a small library with something of every kind.
type sample struct {
	tracks      []data.Track
	events      []data.Event
	articles    []data.Article
	excerpts    []data.Excerpt
	annotations []data.Annotation
	editions    []data.Edition
	dismissals  []data.Dismissal
	views       []data.View
	origins     []data.Origin
	entities    []data.Entity
	mentions    []data.Mention
	relations   []data.Relation
	pictures    []data.Picture
	stories     []data.Story
	steps       []data.StoryStep
	pages       []data.Page
}

const arabicText = "اختتم الرئيسان القمة في بكين يوم 4 شباط/فبراير 2022 (Getty).\nوصدر «البيان المشترك».\n"

func newSample(t testing.TB) sample {
	t.Helper()
	diplomacy := data.Track{ID: data.NewID(), Name: "Diplomacy", Colour: "blue", Order: 2}
	sport := data.Track{ID: data.NewID(), Name: "رياضة", Colour: "green", Order: 1}
	summit := data.Event{
		ID: data.NewID(), Title: "قمة بكين", Date: date(t, "2022-02-04"), Track: diplomacy.ID,
		Place: "بكين", Description: "They met.\nThey signed.", Source: "Xinhua", Importance: 5, Zone: "Asia/Shanghai",
		Tags:  []string{"قمة", "to check"},
		Links: []data.Reference{{URL: "https://example.org/%d9%82?a=1&b=<2>", Title: "صورة \"1\""}, {URL: "mailto:a@example.org"}},
	}
	summit.Verdict = data.Verdict{State: data.StateDisputed, By: "A reader", At: 99, Why: "«تاريخان»"}
	summit.Claims = data.Claims{
		{Subject: "dead", Value: "12 to 21", Open: true, Why: "They differ.", By: "A reader", At: 98, Excerpts: []data.ID{data.NewID()}},
		{Subject: "place", Value: "بكين"},
	}
	games := data.Event{
		ID: data.NewID(), Title: "Winter Olympics", Date: date(t, "2022-02-04/2022-02-20"), Track: sport.ID,
		Importance: data.DefaultImportance,
	}
	report := data.Article{
		ID: data.NewID(), Title: "البيان المشترك", Byline: "A. Reporter", Publisher: "Tarikh sample",
		URL: "https://example.org/1", Lang: "ar", Published: date(t, "2022-02-05T09:00:00+03:00"),
		Changed: date(t, "2022-02-06"), Added: 77,
	}.WithText(arabicText)
	page := data.NewPage([]byte("<p>"+arabicText), "text/html; charset=utf-8", report.URL, 66)
	report.Page = page.Hash
	report.Blocks = []data.Block{{Start: strings.Index(arabicText, "وصدر"), End: len(arabicText) - 1, Kind: data.Quotation}}
	report.Citation = data.Citation{
		Type: "article-journal", Authors: []data.Name{{Family: "المصري", Given: "هدى"}, {Literal: "Xinhua"}}, Container: "Weekly \"Review\"", DOI: "10.1000/1",
		Keywords: []string{"قمة"}, Extra: map[string]string{"archive": "<x>"},
	}
	reference := data.Article{
		ID: data.NewID(), Title: "A book", Citation: data.Citation{Type: "book", Editors: []data.Name{{Family: "Lee"}}, ISBN: "9780306406157", Abstract: "One.\nTwo."},
	}.WithText("")
	older := data.Article{
		ID: data.NewID(), Title: "The Games", Published: date(t, "2022-01"),
	}.WithText("The Games open on Friday.\n")
	quote := func(a data.Article, start, end int) anchor.Selector {
		s, err := anchor.Make(a.Text, start, end)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	onSummit := data.Annotation{
		ID: data.NewID(), Event: summit.ID, Text: "قارن [[The Games]]", Colour: "amber", Tags: []string{"to check", "\"مهم\""},
		Links: []data.Link{{Text: "The Games", Article: older.ID}}, Dir: "rtl", Author: "A reader", Created: 200, Changed: 300, Private: true,
	}
	putin := data.Entity{
		ID: data.NewID(), Type: data.Person, Name: "Vladimir Putin", Names: data.EntityNames{{Text: "فلاديمير بوتين", Lang: "ar"}, {Text: "Путин"}},
		Aliases: []string{"بوتين", "الرئيس الروسي"}, Note: "Since 2012.\nBefore, too.", Ref: "Q7747",
	}
	beijing := data.Entity{
		ID: data.NewID(), Type: data.Place, Name: "بكين", Position: data.Position{Lat: 39.9075, Lon: 116.39723, Radius: 20_000}, Basis: data.BasisGazetteer,
	}
	photograph := data.NewPage([]byte("\x89PNG\r\n\x1a\n photograph"), "image/png", "https://example.org/1.png", 67)
	picture := func(p data.Picture) data.Picture {
		p.ID, p.Hash, p.Type, p.Size = data.NewID(), photograph.Hash, photograph.Media, int64(len(photograph.Body))
		return p
	}
	tour := data.Story{ID: data.NewID(), Name: "القمة", Title: "One winter in \"Beijing\"", Lang: "ar", Order: 3}
	ofSummit := picture(data.Picture{
		Event: summit.ID, Position: data.Lead, Order: 1, Width: 640, Height: 480, Name: "صورة 1.png", Caption: "الرئيسان\nفي بكين", Credit: "Getty",
		Source: photograph.URL, Licence: "CC BY 4.0", Alt: "رجلان يتصافحان", Taken: date(t, "2022-02-04T15:00:00+08:00"),
	})
	earlier := data.Article{}.WithText("قبل التصحيح.\n")
	return sample{
		tracks:   []data.Track{diplomacy, sport},
		events:   []data.Event{summit, games},
		articles: []data.Article{report, older, reference},
		excerpts: []data.Excerpt{
			{ID: data.NewID(), Event: summit.ID, Article: report.ID, Anchor: quote(report, 0, 10), Date: date(t, "2022-02-05"), Verdict: data.Verdict{State: data.StateRefuted, Why: "x"}},
			{ID: data.NewID(), Event: games.ID, Article: older.ID, Anchor: quote(older, 4, 9)},
		},
		annotations: []data.Annotation{
			onSummit,
			{
				ID: data.NewID(), Event: games.ID, Article: older.ID, Anchor: quote(older, 0, 3), Colour: "rose",
				Created: 100, Changed: 100,
			},
			{
				ID: data.NewID(), Span: date(t, "2020-01/.."), Text: "since then", Colour: "slate",
				Created: 100, Changed: 100,
			},
			{ID: data.NewID(), Parent: onSummit.ID, Text: "Done.", Colour: "amber", Created: 400, Changed: 400},
			{ID: data.NewID(), Article: older.ID, Text: "On the whole.", Colour: "teal", Created: 500, Changed: 500},
			{
				ID: data.NewID(), Article: report.ID, Anchor: quote(report, 0, 10), Colour: "red", Created: 600, Changed: 600,
				Doubt: data.Doubt{State: data.CheckMe, Was: "افتتح", Score: 0.45, Method: "approximate"},
			},
			{
				ID: data.NewID(), Article: reference.ID, Anchor: anchor.Selector{Start: 30, End: 35, Exact: "waits", Prefix: "it "}, Colour: "blue",
				Created: 550, Changed: 550,
			},
		},
		editions: []data.Edition{{
			ID: data.NewID(), Article: report.ID, Replaced: 90, Text: earlier.Text, Length: earlier.Length, Hash: earlier.Hash,
			Page: page.Hash, Blocks: []data.Block{{Start: 0, End: earlier.Length - 1, Kind: data.Heading}},
		}},
		dismissals: []data.Dismissal{{ID: data.NewID(), Article: older.ID, Anchor: quote(older, 18, 24), EDTF: "2022-02-04"}},
		views:      []data.View{{ID: data.NewID(), Name: "To check", Query: `tag:"to check"`, Lo: -5, Hi: 5, Order: 1}},
		origins: []data.Origin{
			{ID: data.NewID(), Source: "timelinejs:قمة.json", Foreign: "1", Row: summit.ID, Of: "event", Base: map[string]string{"title": "1f", "date": "Ab"}, Seen: 88},
			{ID: data.NewID(), Source: "timelinejs:قمة.json", Foreign: "1", Row: onSummit.ID, Of: "annotation", Seen: 88},
			{ID: data.NewID(), Source: "csv:a.csv", Foreign: "صف 7", Row: data.NewID(), Of: "event", Base: map[string]string{"title": ""}, Seen: -1},
		},
		entities: []data.Entity{putin, beijing},
		mentions: []data.Mention{
			{ID: data.NewID(), Entity: putin.ID, Event: summit.ID, Role: data.RoleActor, Excerpt: data.NewID()},
			{ID: data.NewID(), Entity: beijing.ID, Event: summit.ID, Role: data.RolePlace},
			{ID: data.NewID(), Entity: beijing.ID, Event: games.ID, Role: data.RolePlace},
		},
		relations: []data.Relation{{ID: data.NewID(), From: summit.ID, To: games.ID, Type: data.PartOf, Note: "On the same day."}},
		pictures: []data.Picture{
			ofSummit,
			picture(data.Picture{Event: summit.ID, Width: 1, Height: 1}),
			picture(data.Picture{Article: report.ID, Position: 20, Width: 3, Height: 4, Alt: "A hall."}),
			picture(data.Picture{Story: tour.ID, Position: data.Lead, Name: "notes.pdf"}),
		},
		stories: []data.Story{tour, {ID: data.NewID(), Name: "Games"}},
		steps: []data.StoryStep{
			{ID: data.NewID(), Story: tour.ID, Order: 2, Event: summit.ID, Title: "They meet", Text: "كلمات.\nMore.", Picture: ofSummit.ID},
			{ID: data.NewID(), Story: tour.ID, Order: 1, Query: "track:رياضة", Lo: -5, Hi: 7, Picture: data.NewID()},
		},
		pages: []data.Page{page, photograph},
	}
}

func (s sample) insert() data.Edit {
	return data.Edit{
		Label: "edit.sample", Tracks: inserts(s.tracks), Events: inserts(s.events), Articles: inserts(s.articles),
		Excerpts: inserts(s.excerpts), Annotations: inserts(s.annotations), Editions: inserts(s.editions),
		Dismissals: inserts(s.dismissals), Views: inserts(s.views), Origins: inserts(s.origins),
		Entities: inserts(s.entities), Mentions: inserts(s.mentions), Relations: inserts(s.relations),
		Pictures: inserts(s.pictures), Stories: inserts(s.stories), Steps: inserts(s.steps), Pages: s.pages,
	}
}

func inserts[T any](rows []T) []data.Change[T] {
	out := make([]data.Change[T], len(rows))
	for i, row := range rows {
		out[i] = data.Insert(row)
	}
	return out
}

// one is a list of one change.
func one[T any](c data.Change[T]) []data.Change[T] { return []data.Change[T]{c} }

func date(t testing.TB, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func apply(t testing.TB, s data.Store, e data.Edit) data.Edit {
	t.Helper()
	done, err := s.Apply(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// refused asserts that an edit fails with want and changes nothing, not even
// what can be undone or redone.
func refused(t testing.TB, s data.Store, e data.Edit, want error) error {
	t.Helper()
	before := contentOf(t, s)
	undo, redo := history(t, s)
	_, err := s.Apply(t.Context(), e)
	if invalid := (*data.InvalidError)(nil); want == nil && !errors.As(err, &invalid) || want != nil && !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
	same(t, "content after a refused edit", contentOf(t, s), before)
	if u, r := history(t, s); u != undo || r != redo {
		t.Errorf("history is now %q and %q, was %q and %q", u, r, undo, redo)
	}
	return err
}

func history(t testing.TB, s data.Store) (undo, redo string) {
	t.Helper()
	return must2(s.History(t.Context()))(t)
}

// must returns what a call gave, failing the test on an error.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func must2[A, B any](a A, b B, err error) func(testing.TB) (A, B) {
	return func(t testing.TB) (A, B) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return a, b
	}
}

func same[T any](t testing.TB, what string, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

// collect gathers what Events yields.
func collect(ctx context.Context, s data.Store) ([]data.Event, error) {
	var out []data.Event
	for e, err := range s.Events(ctx) {
		if err != nil {
			return out, err
		}
		out = append(out, e)
	}
	return out, nil
}
