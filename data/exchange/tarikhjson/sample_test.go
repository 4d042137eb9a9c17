package tarikhjson_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
)

const samplePath = "sample/library.json"

// sample is the sample library in a store, in one language.
type sample struct {
	data.Store
	events   []data.Event
	excerpts map[data.ID][]data.Excerpt // by event
	articles map[data.ID]data.Article
}

func importSample(t *testing.T, lang string) sample {
	t.Helper()
	s := sample{Store: newStore(t), excerpts: map[data.ID][]data.Excerpt{}, articles: map[data.ID]data.Article{}}
	ctx := t.Context()
	if err := importJSON(ctx, s.Store, assets.Files, samplePath, lang); err != nil {
		t.Fatal(err)
	}
	for event, err := range s.Events(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		s.events = append(s.events, event)
		if s.excerpts[event.ID], err = s.EventExcerpts(ctx, event.ID); err != nil {
			t.Fatal(err)
		}
	}
	list, err := s.Articles(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range list {
		if s.articles[a.ID], err = s.Article(ctx, a.ID); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// The dates that everything else is measured by.
func TestSampleDates(t *testing.T) {
	s := importSample(t, "en")
	for _, c := range []struct {
		title, date string
		first, last string // that the bounds cover, by the clock of the event
	}{
		{"Wuhan lockdown", "2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00", "2020-01-23T10:00:00Z", "2020-04-07T23:59:59Z"},
		{"WHO declares emergency", "2020-01-30", "2020-01-30T00:00:00Z", "2020-01-30T23:59:59Z"},
		{"COVID-19 named", "2020-02-11", "2020-02-11T00:00:00Z", "2020-02-11T23:59:59Z"},
		{"Pandemic declared", "2020-03-11", "2020-03-11T00:00:00Z", "2020-03-11T23:59:59Z"},
		{"Xi visits Myanmar", "2020-01-17/2020-01-18", "2020-01-17T00:00:00Z", "2020-01-18T23:59:59Z"},
		{"Tokyo Olympic Games", "2021-07-23/2021-08-08", "2021-07-23T00:00:00Z", "2021-08-08T23:59:59Z"},
		{"AUKUS announced", "2021-09-15", "2021-09-15T00:00:00Z", "2021-09-15T23:59:59Z"},
		{"Beijing summit, joint statement", "2022-02-04", "2022-02-04T00:00:00Z", "2022-02-04T23:59:59Z"},
		{"Winter Games open", "2022-02-04T20:00:00+08:00", "2022-02-04T20:00:00Z", "2022-02-04T20:00:00Z"},
		{"Beijing Winter Games", "2022-02-04/2022-02-20", "2022-02-04T00:00:00Z", "2022-02-20T23:59:59Z"},
	} {
		t.Run(c.title, func(t *testing.T) {
			i := slices.IndexFunc(s.events, func(e data.Event) bool { return e.Title == c.title })
			if i < 0 {
				t.Fatal("there is no such event")
			}
			date := s.events[i].Date
			if date.EDTF != c.date || date.Lo != unix(t, c.first) || date.Hi != unix(t, c.last)+1 {
				t.Errorf("got %q [%d, %d), want %q from %s to %s", date.EDTF, date.Lo, date.Hi, c.date, c.first, c.last)
			}
		})
	}
}

func TestSampleIsRich(t *testing.T) {
	ctx := t.Context()
	for _, lang := range []string{"en", "ar"} {
		t.Run(lang, func(t *testing.T) {
			s := importSample(t, lang)
			if wrong, err := s.Check(ctx, nil); err != nil || len(wrong) > 0 {
				t.Errorf("check: %v, %v", wrong, err)
			}
			c := counts(t, s)
			if c.Tracks != 4 || c.Events < 30 || c.Events > 40 || c.Articles < 3 || c.Annotations < 6 {
				t.Errorf("numbers of rows: %+v", c)
			}
			linked, several, languages := 0, 0, 0
			for _, e := range s.events {
				if e.Date.Lo < unix(t, "2019-12-01T00:00:00Z") || e.Date.Hi > unix(t, "2022-04-01T00:00:00Z") {
					t.Errorf("%s: %s is out of the time of the library", e.Title, e.Date)
				}
				if e.Place == "" || e.Description == "" || e.Source == "" {
					t.Errorf("%s: place, description or source is missing", e.Title)
				}
				if n := utf8.RuneCountInString(e.Title); n > 32 {
					t.Errorf("%s: %d characters are too many for a label", e.Title, n)
				}
				langs := map[string]bool{}
				for _, x := range s.excerpts[e.ID] {
					article := s.articles[x.Article]
					langs[article.Lang] = true
					if article.Text[x.Anchor.Start:x.Anchor.End] != x.Anchor.Exact {
						t.Errorf("%s: the excerpt %q is not at its place", e.Title, x.Anchor.Exact)
					}
				}
				linked += min(1, len(s.excerpts[e.ID]))
				several += min(1, len(s.excerpts[e.ID])/2)
				languages += len(langs) / 2
			}
			if linked < 12 || several < 5 || languages < 3 {
				t.Errorf("%d events have excerpts, %d several, %d in both languages", linked, several, languages)
			}
			for i, a := range s.events {
				for _, b := range s.events[:i] {
					if a.Title == b.Title {
						t.Errorf("two events are called %q", a.Title)
					}
				}
			}
		})
	}
}

func TestSampleArticles(t *testing.T) {
	s := importSample(t, "en")
	byLang := map[string]int{}
	for _, a := range s.articles {
		byLang[a.Lang]++
		if n := len(strings.Fields(a.Text)); n < 350 {
			t.Errorf("%s: only %d words", a.Title, n)
		}
		if a.Publisher != "Tarikh sample" || a.URL != "" || a.Published.IsZero() {
			t.Errorf("%s: publisher %q, URL %q, published %s", a.Title, a.Publisher, a.URL, a.Published)
		}
	}
	if byLang["ar"] < 2 || byLang["en"] < 1 {
		t.Errorf("articles by language: %v", byLang)
	}
	// What makes Arabic hard to set is all there.
	arabic := ""
	for _, a := range s.articles {
		if a.Lang == "ar" {
			arabic += a.Text
		}
	}
	for _, hard := range []string{
		"«", "»", "\"", "(COVID-19)", "(WHO)", "(NATO)", "كوفيد-19", "كانون الثاني/يناير", "20:00", "4–20", "1,000", "بـ«",
		"\u0640", "\u064b", "\u064c", "\u064e", "\u064f", "\u0650", "\u0651", "\u0652", "؛", "؟", "،",
	} {
		if !strings.Contains(arabic, hard) {
			t.Errorf("no Arabic article holds %+q", hard)
		}
	}
}

// What the interface shows around the articles is there in both languages. The
// titles of articles and the words of notes are in the language of their author.
func TestSampleLanguagesAreComplete(t *testing.T) {
	raw, err := assets.Files.ReadFile(samplePath)
	if err != nil {
		t.Fatal(err)
	}
	var document struct{ Tracks, Articles, Events, Annotations []map[string]any }
	if err := json.Unmarshal(raw, &document); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []struct {
		name    string
		rows    []map[string]any
		members []string
	}{
		{"tracks", document.Tracks, []string{"name"}},
		{"articles", document.Articles, []string{"byline", "publisher"}},
		{"events", document.Events, []string{"title", "place", "description", "source"}},
		{"annotations", document.Annotations, []string{"author"}},
	} {
		for i, row := range kind.rows {
			for _, member := range kind.members {
				texts, _ := row[member].(map[string]any)
				en, ar := fmt.Sprint(texts["en"]), fmt.Sprint(texts["ar"])
				if len(texts) != 2 || !strings.ContainsAny(en, "aeiouAEIOU") || !strings.ContainsAny(ar, "اوي") || strings.ContainsAny(en, "اوي") {
					t.Errorf("%s[%d].%s is not in English and Arabic: %v", kind.name, i, member, row[member])
				}
			}
		}
	}
}

func unix(t *testing.T, s string) int64 {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at.Unix()
}
