package data_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

func date(t testing.TB, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func one[T any](c data.Change[T]) []data.Change[T] { return []data.Change[T]{c} }

// Sound rows, from which the tests below make others.
func soundTrack() data.Track { return data.Track{ID: data.NewID(), Name: "Diplomacy", Colour: "blue"} }

func soundEvent(t testing.TB) data.Event {
	return data.Event{ID: data.NewID(), Title: "قمة بكين", Date: date(t, "2022-02-04"), Track: data.NewID(), Importance: 5}
}

func soundArticle(t testing.TB) data.Article {
	return data.Article{ID: data.NewID(), Title: "The summit", Published: date(t, "2022")}.WithText("They met.\n")
}

func soundExcerpt() data.Excerpt {
	return data.Excerpt{
		ID: data.NewID(), Event: data.NewID(), Article: data.NewID(), Anchor: anchor.Selector{Start: 5, End: 8, Exact: "met"},
	}
}

func soundAnnotation() data.Annotation {
	return data.Annotation{ID: data.NewID(), Event: data.NewID(), Text: "Compare", Colour: "amber", Tags: []string{"a", "b"}}
}

// with returns a row with a field changed.
func with[T any](row T, change func(*T)) T {
	change(&row)
	return row
}

func TestRowsThatCannotBeStored(t *testing.T) {
	type validator interface{ Validate() error }
	event, article, track := soundEvent(t), soundArticle(t), soundTrack()
	excerpt, note := soundExcerpt(), soundAnnotation()
	passage := with(note, func(n *data.Annotation) { n.Article, n.Anchor = excerpt.Article, excerpt.Anchor })
	library := data.Library{ID: data.NewID(), Title: "A library"}
	origin := data.Origin{ID: data.NewID(), Source: "csv:a.csv", Foreign: "1", Row: data.NewID(), Of: "event", Base: map[string]string{"title": "5f"}}
	linked := func(urls ...string) data.Event {
		return with(event, func(e *data.Event) {
			for _, url := range urls {
				e.Links = append(e.Links, data.Reference{URL: url})
			}
		})
	}
	long := strings.Repeat("x", 4<<10+1)

	for name, row := range map[string]validator{
		"a track": track, "an event": event, "an article": article, "an excerpt": excerpt, "a note on an event": note,
		"a note on a passage": passage, "a library": library, "an origin": origin,
		"an event with addresses":                  linked("https://example.org/100%?a=ب#c", "HTTP://a", "ftp://a:21", "mailto:a@b", "doi:10.1/2", "urn:isbn:1", "geo:1,2"),
		"as many as there can be":                  linked(slices.Repeat([]string{"https://example.org"}, data.MaxLinks)...),
		"an origin that has a name of the longest": with(origin, func(o *data.Origin) { o.Foreign = strings.Repeat("x", data.MaxForeign) }),
		"a bare highlight":                         with(passage, func(n *data.Annotation) { n.Event, n.Text = data.ID{}, "" }),
		"a note on a span":                         with(note, func(n *data.Annotation) { n.Event, n.Span = data.ID{}, date(t, "2020/..") }),
		"an event without an end":                  with(event, func(e *data.Event) { e.Date = date(t, "2022/..") }),
	} {
		if err := row.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}

	for _, c := range []struct {
		row   validator
		field string
	}{
		{with(event, func(e *data.Event) { e.ID = data.ID{} }), "id"},
		{with(event, func(e *data.Event) { e.Title = "\t " }), "title"},
		{with(event, func(e *data.Event) { e.Title = long }), "title"},
		{with(event, func(e *data.Event) { e.Title = "a\x00b" }), "title"},
		{with(event, func(e *data.Event) { e.Place = "\xd8" }), "place"},
		{with(event, func(e *data.Event) { e.Date = dates.Date{} }), "date"},
		{with(event, func(e *data.Event) { e.Date.EDTF = "soon" }), "date"},
		{with(event, func(e *data.Event) { e.Date.EDTF = strings.Repeat("2", 1<<20) }), "date"},
		{with(event, func(e *data.Event) { e.Date.Hi = e.Date.Lo }), "date"},
		{with(event, func(e *data.Event) { e.Track = data.ID{} }), "track"},
		{with(event, func(e *data.Event) { e.Importance = 6 }), "importance"},
		{with(event, func(e *data.Event) { e.Description = strings.Repeat("x", 1<<20+1) }), "description"},
		{linked(""), "links"},
		{linked("example.org"), "links"},
		{linked("/a/b"), "links"},
		{linked("https:example.org"), "links"},
		{linked("https:///a"), "links"},
		{linked("https://?a"), "links"},
		{linked("mailto: "), "links"},
		{linked("javascript:alert(1)"), "links"},
		{linked("data:text/html,a"), "links"},
		{linked("file:///etc/passwd"), "links"},
		{linked("https://example.org/\n"), "links"},
		{linked("https://example.org/\u0085"), "links"},
		{linked("https://example.org/\xff"), "links"},
		{linked("https://example.org/" + long), "links"},
		{linked(slices.Repeat([]string{"https://example.org"}, data.MaxLinks+1)...), "links"},
		{with(event, func(e *data.Event) { e.Links = []data.Reference{{URL: "http://a", Title: long}} }), "links"},
		{with(origin, func(o *data.Origin) { o.ID = data.ID{} }), "id"},
		{with(origin, func(o *data.Origin) { o.Source = "" }), "source"},
		{with(origin, func(o *data.Origin) { o.Foreign = " " }), "foreign"},
		{with(origin, func(o *data.Origin) { o.Foreign = strings.Repeat("x", data.MaxForeign+1) }), "foreign"},
		{with(origin, func(o *data.Origin) { o.Row = data.ID{} }), "row"},
		{with(origin, func(o *data.Origin) { o.Of = "" }), "of"},
		{with(origin, func(o *data.Origin) { o.Of = "track" }), "of"},
		{with(origin, func(o *data.Origin) { o.Base = map[string]string{"": "a"} }), "base"},
		{with(origin, func(o *data.Origin) { o.Base = map[string]string{"title": long} }), "base"},
		{with(origin, func(o *data.Origin) { o.Base = map[string]string{"\xff": "a"} }), "base"},
		{with(track, func(r *data.Track) { r.ID = data.ID{} }), "id"},
		{with(track, func(r *data.Track) { r.Name = "" }), "name"},
		{with(track, func(r *data.Track) { r.Colour = "Blue" }), "colour"},
		{with(article, func(a *data.Article) { a.ID = data.ID{} }), "id"},
		{with(article, func(a *data.Article) { a.Title = "" }), "title"},
		{with(article, func(a *data.Article) { a.Text += "x" }), "hash"},
		{article.WithText(" \n"), "text"},
		{article.WithText("a\r\nb"), "text"},
		{article.WithText("\ufeffa"), "text"},
		{article.WithText(strings.Repeat("x", data.MaxArticle+1)), "text"},
		{with(article, func(a *data.Article) { a.URL = long }), "url"},
		{with(excerpt, func(x *data.Excerpt) { x.ID = data.ID{} }), "id"},
		{with(excerpt, func(x *data.Excerpt) { x.Event = data.ID{} }), "event"},
		{with(excerpt, func(x *data.Excerpt) { x.Article = data.ID{} }), "article"},
		{with(excerpt, func(x *data.Excerpt) { x.Anchor = anchor.Selector{} }), "quote"},
		{with(excerpt, func(x *data.Excerpt) { x.Anchor.End++ }), "position"},
		{with(excerpt, func(x *data.Excerpt) { x.Anchor.Start, x.Anchor.End = -3, 0 }), "position"},
		{with(excerpt, func(x *data.Excerpt) { x.Anchor.Prefix = long }), "prefix"},
		{with(note, func(n *data.Annotation) { n.ID = data.ID{} }), "id"},
		{with(note, func(n *data.Annotation) { n.Event = data.ID{} }), "target"},
		{with(note, func(n *data.Annotation) { n.Text = "" }), "text"},
		{with(note, func(n *data.Annotation) { n.Colour = "" }), "colour"},
		{with(note, func(n *data.Annotation) { n.Tags = []string{"a", "a"} }), "tags"},
		{with(note, func(n *data.Annotation) { n.Tags = []string{" "} }), "tags"},
		{with(note, func(n *data.Annotation) { n.Tags = []string{"\xff"} }), "tags"},
		{with(note, func(n *data.Annotation) { n.Anchor = excerpt.Anchor }), "quote"},
		{with(note, func(n *data.Annotation) { n.Span = dates.Date{Lo: 1, Hi: 2} }), "span"},
		{with(passage, func(n *data.Annotation) { n.Anchor, n.Text = anchor.Selector{}, "" }), "text"},
		{with(passage, func(n *data.Annotation) { n.Anchor.Exact = "meet" }), "position"},
		{with(library, func(l *data.Library) { l.ID = data.ID{} }), "id"},
		{with(library, func(l *data.Library) { l.Title = "" }), "title"},
	} {
		var invalid *data.InvalidError
		if err := c.row.Validate(); !errors.As(err, &invalid) || invalid.Field != c.field {
			t.Errorf("%T: got %v, want something on %s", c.row, err, c.field)
		}
	}
}

func TestEditsThatCannotBeApplied(t *testing.T) {
	event := soundEvent(t)
	other := with(event, func(e *data.Event) { e.ID = data.NewID() })
	library := data.Library{ID: data.NewID(), Title: "A library"}
	renamed := with(library, func(l *data.Library) { l.Title = "Another" })
	note := soundAnnotation()
	sound := data.Edit{
		Label: "sound", Library: one(data.Update(library, renamed)), Tracks: one(data.Insert(soundTrack())),
		Events: []data.Change[data.Event]{data.Delete(event), data.Insert(other)}, Articles: one(data.Insert(soundArticle(t))),
		Excerpts: one(data.Delete(soundExcerpt())), Annotations: one(data.Update(note, note)),
	}
	if err := sound.Validate(); err != nil {
		t.Error(err)
	}
	for name, e := range map[string]data.Edit{
		"a change of nothing":   {Events: make([]data.Change[data.Event], 1)},
		"another ID after":      {Events: one(data.Update(event, other))},
		"one row twice":         {Events: []data.Change[data.Event]{data.Delete(event), data.Insert(event)}},
		"an invalid row":        {Events: one(data.Insert(data.Event{}))},
		"a new library":         {Library: one(data.Insert(library))},
		"no library":            {Library: one(data.Delete(library))},
		"the library twice":     {Library: []data.Change[data.Library]{data.Update(library, renamed), data.Update(library, renamed)}},
		"a label that is noise": {Label: "\xff"},
		"a label without end":   {Label: strings.Repeat("x", 1<<20)},
	} {
		var invalid *data.InvalidError
		if err := e.Validate(); !errors.As(err, &invalid) {
			t.Errorf("%s: got %v, want an InvalidError", name, err)
		}
	}
}

// What is stored already may be deleted even if it could not be stored today.
func TestRowsBeforeAreNotJudged(t *testing.T) {
	if err := (data.Edit{Events: one(data.Delete(data.Event{ID: data.NewID()}))}).Validate(); err != nil {
		t.Error(err)
	}
}

func TestInvertTwiceIsTheEdit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := data.Edit{Label: rapid.String().Draw(t, "label")}
		for range rapid.IntRange(0, 5).Draw(t, "events") {
			before, after := data.Event{Title: rapid.String().Draw(t, "before")}, data.Event{Title: rapid.String().Draw(t, "after")}
			e.Events = append(e.Events, rapid.SampledFrom([]data.Change[data.Event]{
				data.Insert(after), data.Delete(before), data.Update(before, after),
			}).Draw(t, "change"))
		}
		if rapid.Bool().Draw(t, "tracks") {
			e.Tracks = one(data.Insert(soundTrack()))
		}
		if got := e.Invert().Invert(); !reflect.DeepEqual(got, e) {
			t.Fatalf("got %+v, want %+v", got, e)
		}
		inverse := e.Invert()
		if inverse.Empty() != e.Empty() || inverse.Label != e.Label {
			t.Fatalf("inverse of %+v: %+v", e, inverse)
		}
		for i, c := range inverse.Events {
			if of := e.Events[len(e.Events)-1-i]; c.Before != of.After || c.After != of.Before {
				t.Fatalf("change %d: %+v of %+v", i, c, of)
			}
		}
	})
}

func TestIDs(t *testing.T) {
	first, second := data.NewID(), data.NewID()
	if first == second || first.Version() != 7 || string(first[:6]) > string(second[:6]) {
		t.Errorf("%s, then %s", first, second)
	}
	if got, err := data.ParseID(first.String()); err != nil || got != first {
		t.Errorf("got %s, %v", got, err)
	}
	for _, s := range []string{"", "x", first.String()[1:], "01234567-89ab-7def-0123-456789abcdeg"} {
		if id, err := data.ParseID(s); err == nil || !strings.Contains(err.Error(), "not a UUID") {
			t.Errorf("%q: got %s, %v", s, id, err)
		}
	}
}

func TestNameColour(t *testing.T) {
	l := data.Library{ID: data.NewID(), Title: "L", ColourNames: map[string]string{"red": "to check", "plaid": "x"}}
	named := *data.NameColour(l, "blue", "agreed").Library[0].After
	if named.ColourNames["blue"] != "agreed" || named.ColourNames["red"] != "to check" || len(l.ColourNames) != 2 || named.Validate() != nil {
		t.Errorf("got %+v of %+v", named, l)
	}
	if got := data.NameColour(named, "red", " ").Library[0].After; len(got.ColourNames) != 1 || got.Validate() != nil {
		t.Errorf("got %+v", got)
	}
}
