package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/query"
)

func kinds() []data.Kind {
	return []data.Kind{data.KindEvent, data.KindArticle, data.KindExcerpt, data.KindAnnotation}
}

func parse(text string) query.Query { return query.Parse(text, query.Options{}) }

// foundIDs are the rows that a search finds, in no order.
func foundIDs(t testing.TB, s data.Store, q query.Query, kinds ...data.Kind) map[data.ID]bool {
	t.Helper()
	out := map[data.ID]bool{}
	for _, h := range must(s.Search(t.Context(), q, 1000, kinds...))(t).Hits {
		out[h.ID] = true
	}
	return out
}

func idsOf[T any](rows []T, id func(T) data.ID, places ...int) map[data.ID]bool {
	out := map[data.ID]bool{}
	for _, i := range places {
		out[id(rows[i])] = true
	}
	return out
}

// What is found of each kind in the sample: the places in its slices.
func searchFinds(t *testing.T, s data.Store) {
	x := newSample(t)
	apply(t, s, x.insert())
	for text, want := range map[string][4][]int{
		"قمة":                       {{0}, {0}, nil, nil},
		"بكين":                      {{0}, {0}, nil, nil},
		"games":                     {nil, {1}, {1}, {0}},
		"game":                      {nil, {1}, {1}, {0}},
		"olympic winter":            {{1}, nil, nil, nil},
		"وليمب":                     {nil, nil, nil, nil},
		`"قمة بكين"`:                {{0}, nil, nil, nil},
		`"البيان المشترك"`:          {nil, {0}, nil, nil},
		`"قمة بك*"`:                 {{0}, nil, nil, nil},
		`"they sig*"`:               {{0}, nil, nil, nil},
		`"they sig"`:                {nil, nil, nil, nil},
		"البيان -المشترك":           {nil, nil, nil, nil},
		"اختتم* -getty":             {nil, nil, {0}, nil},
		"getty":                     {nil, {0}, nil, nil},
		"signed xinhua":             {{0}, nil, nil, nil},
		"مهم":                       {nil, nil, nil, {0}},
		"to:2021":                   {nil, nil, nil, {2}},
		"from:2022-02-10":           {{1}, nil, {1}, {1, 2}},
		"track:diplomacy":           {{0}, {0}, {0}, {0}},
		"tag:\"TO CHECK\"":          {{0}, nil, {0}, {0}},
		"-tag:قمه track:رياضة":      {{1}, {1}, {1}, {1}},
		"source:xinhua":             {{0}, nil, {0}, {0}},
		"source:\"tarikh sample\"":  {{0}, {0}, {0}, nil},
		"author:\"a reader\"":       {{0}, nil, {0}, {0}},
		"colour:rose":               {{1}, {1}, {1}, {1}},
		"has:place":                 {{0, 1}, nil, {0, 1}, {0, 1}}, // one is said, one mentioned
		"is:reference":              {nil, {2}, nil, nil},
		"has:text -is:span":         {{0}, {0, 1}, {0}, nil},
		"author:\"هدى المصري\"":     {{0}, {0}, {0}, nil},
		"is:span track:رياضة":       {{1}, nil, {1}, {1}},
		"is:certain -has:note":      {nil, nil, nil, nil},
		"-games track:رياضة":        {{1}, nil, nil, {1}},
		"on:2022-02-04 has:article": {{0, 1}, nil, {0, 1}, {1}},
		"!!":                        {nil, nil, nil, nil},
		"":                          {nil, nil, nil, nil},
	} {
		q := parse(text)
		counts := must(s.SearchCounts(t.Context(), q))(t)
		for kind, ids := range []map[data.ID]bool{
			idsOf(x.events, func(r data.Event) data.ID { return r.ID }, want[0]...),
			idsOf(x.articles, func(r data.Article) data.ID { return r.ID }, want[1]...),
			idsOf(x.excerpts, func(r data.Excerpt) data.ID { return r.ID }, want[2]...),
			idsOf(x.annotations[:3], func(r data.Annotation) data.ID { return r.ID }, want[3]...),
		} {
			got := foundIDs(t, s, q, data.Kind(kind))
			for _, reply := range x.annotations[3:] {
				delete(got, reply.ID)
			}
			same(t, fmt.Sprintf("%s of kind %d", text, kind), got, ids)
			if kind != int(data.KindAnnotation) && (counts[kind].N != len(ids) || counts[kind].More) {
				t.Errorf("%s: %+v of kind %d are counted, found are %d", text, counts[kind], kind, len(ids))
			}
		}
	}
}

func hitOf(t testing.TB, s data.Store, text string, kind data.Kind) data.Hit {
	t.Helper()
	r := must(s.Search(t.Context(), parse(text), 10, kind))(t)
	if len(r.Hits) != 1 {
		t.Fatalf("%s: %d hits of kind %d: %+v", text, len(r.Hits), kind, r.Hits)
	}
	return r.Hits[0]
}

// marked is a snippet with its marks in brackets.
func marked(h data.Hit) string {
	var b strings.Builder
	at := 0
	for _, m := range h.Marks {
		b.WriteString(h.Snippet[at:m.Start] + "[" + h.Snippet[m.Start:m.End] + "]")
		at = m.End
	}
	return b.String() + h.Snippet[at:]
}

// Hits say what they are of, and show the words in the row as it stands.
func searchHits(t *testing.T, s data.Store) {
	x := newSample(t)
	apply(t, s, x.insert())
	event := hitOf(t, s, "قمه", data.KindEvent)
	if event.Event != x.events[0].ID || event.Article != (data.ID{}) || event.Title != "قمة بكين" || event.Date != x.events[0].Date || marked(event) != "[قمة] بكين" {
		t.Errorf("the event: %+v", event)
	}
	article := hitOf(t, s, "المشترك", data.KindArticle)
	if article.Article != x.articles[0].ID || article.Date != x.articles[0].Published || !strings.HasSuffix(marked(article), "وصدر «البيان [المشترك]».") {
		t.Errorf("the article: %+v", article)
	}
	if got := arabicText[article.At.Start:article.At.End]; got != "المشترك" {
		t.Errorf("it is said to be at %q", got)
	}
	excerpt := hitOf(t, s, "games", data.KindExcerpt)
	if excerpt.Event != x.events[1].ID || excerpt.Article != x.articles[1].ID || excerpt.Title != "Winter Olympics" || excerpt.At != (data.Range{Start: 4, End: 9}) {
		t.Errorf("the excerpt: %+v", excerpt)
	}
	note := hitOf(t, s, "قارن", data.KindAnnotation)
	if note.Event != x.events[0].ID || note.Title != "قمة بكين" || note.At != (data.Range{}) || marked(note) != "[قارن] [[The Games]]" {
		t.Errorf("the note: %+v", note)
	}
	title := x.annotations[1]
	title.ID, title.Article, title.Anchor, title.Doubt = data.NewID(), x.articles[1].ID, anchor.Selector{Start: 4, End: 9, Exact: "Games", Part: data.OfTitle}, data.Doubt{}
	title.Text = "rivalry"
	apply(t, s, data.Edit{Label: "title", Annotations: one(data.Insert(title))})
	if hit := hitOf(t, s, "rivalry", data.KindAnnotation); hit.Part != data.OfTitle || hit.At != (data.Range{Start: 4, End: 9}) {
		t.Errorf("the note on a title: %+v", hit)
	}
	if span := hitOf(t, s, "since", data.KindAnnotation); span.Date != x.annotations[2].Span || span.Title != "" {
		t.Errorf("the note on a span: %+v", span)
	}
}

// findsInArticle: every find of the words in an article's text is told.
func findsInArticle(t *testing.T, s data.Store) {
	x := newSample(t)
	apply(t, s, x.insert())
	ranges := must(s.SearchArticle(t.Context(), parse("قمه OR المشترك -بكين"), x.articles[0].ID))(t)
	var words []string
	for _, r := range ranges {
		words = append(words, arabicText[r.Start:r.End])
	}
	same(t, "finds in the article", words, []string{"القمة", "المشترك"})
	if _, err := s.SearchArticle(t.Context(), parse("x"), data.NewID()); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("an article that is not there: %v", err)
	}
}

// The best come first, no kind takes all, and the newest can be had at once.
func searchRanks(t *testing.T, s data.Store) {
	x := newSample(t)
	e := x.insert()
	for i := range 30 {
		title := fmt.Sprintf("Nothing much, and a long title that says summit only once, %d", i)
		if i == 10 {
			title = "Summit"
		}
		e.Events = append(e.Events, data.Insert(data.Event{
			ID: data.NewID(), Title: title, Date: date(t, "2021"), Track: x.tracks[0].ID, Importance: 3,
		}))
	}
	a := data.Article{ID: data.NewID(), Title: "A day", Published: date(t, "2021")}.WithText("The summit ended.\n")
	e.Articles = append(e.Articles, data.Insert(a))
	apply(t, s, e)
	best := must(s.Search(t.Context(), parse("summits"), 8))(t)
	if len(best.Hits) != 8 || !best.Partial || best.Newest || best.Hits[0].Title != "Summit" {
		t.Errorf("the best: %+v", best)
	}
	if !slices.ContainsFunc(best.Hits, func(h data.Hit) bool { return h.ID == a.ID }) {
		t.Error("events have taken the article's place")
	}
	for _, text := range []string{"summit", "su*"} {
		newest := must(s.SearchNewest(t.Context(), parse(text), 5, data.KindEvent))(t)
		var numbers []string
		for _, h := range newest.Hits {
			_, number, _ := strings.Cut(h.Title, "once, ")
			numbers = append(numbers, number)
		}
		same(t, "the newest for "+text, numbers, []string{"29", "28", "27", "26", "25"})
		if !newest.Partial {
			t.Error("there are more")
		}
	}
}

func columnsAndTracks(t testing.TB, s data.Store) (data.Columns, []data.Track) {
	t.Helper()
	return must(s.Columns(t.Context()))(t), must(s.Tracks(t.Context()))(t)
}

// textsOf are the texts in which words of a row are found, as data.Searcher says.
func (c content) textsOf(kind data.Kind, id data.ID) []string {
	switch kind {
	case data.KindEvent:
		e := c.Events[id]
		return append([]string{e.Title, e.Place, e.Description, e.Source}, e.Tags...)
	case data.KindArticle:
		a := c.Articles[id]
		return append([]string{a.Title, a.Byline, a.Publisher, a.Text}, a.Citation.Words()...)
	case data.KindExcerpt:
		return []string{c.Excerpts[id].Anchor.Exact}
	}
	n := c.Annotations[id]
	return append([]string{n.Text, n.Anchor.Exact}, n.Tags...)
}

// eventTexts are those that count where events are filtered: its own, and those of
// its notes, the replies to them, and the passages that report it.
func (c content) eventTexts(id data.ID) []string {
	texts := c.textsOf(data.KindEvent, id)
	for x, row := range c.Excerpts {
		if row.Event == id {
			texts = append(texts, c.textsOf(data.KindExcerpt, x)...)
		}
	}
	for n, row := range c.Annotations {
		if row.Event == id || row.Parent != (data.ID{}) && c.Annotations[row.Parent].Event == id {
			texts = append(texts, c.textsOf(data.KindAnnotation, n)...)
		}
	}
	return texts
}

func (c content) ids(kind data.Kind) []data.ID {
	switch kind {
	case data.KindEvent:
		return sortedIDs(c.Events)
	case data.KindArticle:
		return sortedIDs(c.Articles)
	case data.KindExcerpt:
		return sortedIDs(c.Excerpts)
	}
	return sortedIDs(c.Annotations)
}

// Whatever is edited, undone and made again: words are found in just the rows that
// hold them, and Check agrees.
func searchFollowsEdits(t *testing.T, s data.Store) {
	words := []string{"قمة", "القمة", "لقمة", "بكين", "games", "game", "opened", "أوكرانيا", "COVID-19"}
	phrase := rapid.Custom(func(r *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 4).Draw(r, "words"), " ")
	})
	queries := []string{"قمه", "صين", "game", "gam*", "\"قمة بكين\"", "بكين game", "open -games", "-games", "covid 19", "اوكرانيا|x", "قم*"}
	rapid.Check(t, func(r *rapid.T) {
		for range rapid.IntRange(1, 6).Draw(r, "steps") {
			var err error
			switch rapid.IntRange(0, 5).Draw(r, "step") {
			case 0:
				_, err = s.Undo(t.Context())
			case 1:
				_, err = s.Redo(t.Context())
			default:
				_, err = s.Apply(t.Context(), drawWords(r, t, storedContent(t, s), phrase))
			}
			if err != nil && !errors.Is(err, data.ErrNothing) {
				r.Fatal(err)
			}
		}
		compareWords(r, t, s, parse(rapid.SampledFrom(queries).Draw(r, "query")))
	})
	same(t, "what Check says", must(s.Check(t.Context(), nil))(t), nil)
}

// drawWords makes an edit of a row of each kind, or two.
func drawWords(r *rapid.T, t testing.TB, c content, phrase *rapid.Generator[string]) data.Edit {
	e := data.Edit{Label: "edit"}
	if len(c.Tracks) == 0 {
		e.Tracks = one(data.Insert(data.Track{ID: data.NewID(), Name: "T", Colour: "red"}))
		a := data.Article{ID: data.NewID(), Title: phrase.Draw(r, "title"), Published: date(t, "2020")}
		e.Articles = one(data.Insert(a.WithText(phrase.Draw(r, "text"))))
		e.Events = one(data.Insert(data.Event{
			ID: data.NewID(), Title: phrase.Draw(r, "title"), Date: date(t, "2020"), Track: e.Tracks[0].After.ID, Importance: 3,
		}))
		return e
	}
	track, article := sortedIDs(c.Tracks)[0], sortedIDs(c.Articles)[0]
	event := rapid.SampledFrom(sortedIDs(c.Events)).Draw(r, "event")
	old := c.Events[event]
	changed := old
	changed.Title, changed.Place = phrase.Draw(r, "title"), phrase.Draw(r, "place")
	e.Events = append(e.Events, data.Update(old, changed))
	if rapid.Bool().Draw(r, "one event more") {
		e.Events = append(e.Events, data.Insert(data.Event{
			ID: data.NewID(), Title: phrase.Draw(r, "title"), Date: date(t, rapid.SampledFrom([]string{"2019", "2021"}).Draw(r, "date")),
			Track: track, Importance: 3, Tags: []string{phrase.Draw(r, "tag")},
		}))
	}
	note := data.Annotation{ID: data.NewID(), Event: event, Text: phrase.Draw(r, "note"), Colour: "red"}
	e.Annotations = append(e.Annotations, data.Insert(note))
	if notes := sortedIDs(c.Annotations); len(notes) > 0 && rapid.Bool().Draw(r, "a reply") {
		parent := c.Annotations[rapid.SampledFrom(notes).Draw(r, "to")]
		if parent.Parent == (data.ID{}) {
			e.Annotations = append(e.Annotations, data.Insert(data.Annotation{
				ID: data.NewID(), Parent: parent.ID, Text: phrase.Draw(r, "reply"), Colour: "red",
			}))
		}
	}
	x := data.Excerpt{ID: data.NewID(), Event: event, Article: article}
	x.Anchor.Exact = phrase.Draw(r, "quote")
	x.Anchor.End = len(x.Anchor.Exact)
	if rapid.Bool().Draw(r, "an excerpt less") && len(c.Excerpts) > 0 {
		gone := c.Excerpts[sortedIDs(c.Excerpts)[0]]
		e.Excerpts = one(data.Delete(gone))
	} else if strings.HasPrefix(c.Articles[article].Text, x.Anchor.Exact) {
		e.Excerpts = one(data.Insert(x))
	}
	return e
}

func compareWords(r *rapid.T, t testing.TB, s data.Store, q query.Query) {
	c := contentOf(t, s)
	tester := q.Tester()
	for _, kind := range kinds() {
		want := map[data.ID]bool{}
		for _, id := range c.ids(kind) {
			if tester.Test(c.textsOf(kind, id)) {
				want[id] = true
			}
		}
		for _, id := range must(s.SearchIDs(t.Context(), q, kind))(t) {
			if !want[id] {
				r.Fatalf("SearchIDs finds %q in %q", q, c.textsOf(kind, id))
			}
		}
		if n := len(must(s.SearchIDs(t.Context(), q, kind))(t)); n != len(want) {
			r.Fatalf("SearchIDs finds %q in %d rows, not %d", q, n, len(want))
		}
		for name, search := range map[string]func(context.Context, query.Query, int, ...data.Kind) (data.Results, error){
			"Search": s.Search, "SearchNewest": s.SearchNewest,
		} {
			hits := must(search(t.Context(), q, 1000, kind))(t).Hits
			for _, h := range hits {
				if !want[h.ID] {
					r.Fatalf("%s finds %q in %q", name, q, c.textsOf(kind, h.ID))
				}
			}
			if len(hits) != len(want) {
				r.Fatalf("%s finds %q in %d rows of kind %d, not in %d", name, q, len(hits), kind, len(want))
			}
		}
	}
	cols, tracks := columnsAndTracks(t, s)
	got := must(s.Matching(t.Context(), q, cols, tracks))(t)
	var want []int32
	for i, id := range cols.IDs {
		if tester.Test(c.eventTexts(id)) {
			want = append(want, int32(i))
		}
	}
	if !slices.Equal(got, want) {
		r.Fatalf("%q matches %v, not %v", q, got, want)
	}
}
