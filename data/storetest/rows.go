package storetest

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

func emptyLibrary(t *testing.T, s data.Store) {
	ctx := t.Context()
	library := must(s.Library(ctx))(t)
	if err := library.Validate(); err != nil || library.Created == 0 {
		t.Errorf("library %+v: %v", library, err)
	}
	same(t, "counts", must(s.Counts(ctx))(t), data.Counts{})
	if columns := must(s.Columns(ctx))(t); columns.Len() != 0 {
		t.Errorf("columns: %+v", columns)
	}
	if undo, redo := history(t, s); undo != "" || redo != "" {
		t.Errorf("history: %q, %q", undo, redo)
	}
	for name, f := range map[string]func() (data.Edit, error){
		"undo": func() (data.Edit, error) { return s.Undo(ctx) },
		"redo": func() (data.Edit, error) { return s.Redo(ctx) },
	} {
		if _, err := f(); !errors.Is(err, data.ErrNothing) {
			t.Errorf("%s: got %v, want ErrNothing", name, err)
		}
	}
	if access := s.Access(); access.ReadOnly {
		t.Errorf("access: %+v", access)
	}
}

func rowsComeBack(t *testing.T, s data.Store) {
	ctx := t.Context()
	sample := newSample(t)
	want := contentOf(t, s).after(sample.insert())
	apply(t, s, sample.insert())
	same(t, "content", contentOf(t, s), want)
	same(t, "counts", must(s.Counts(ctx))(t), data.Counts{Tracks: 2, Events: 2, Articles: 3, Excerpts: 2, Annotations: 7})
	for _, e := range sample.events {
		got := must(s.Event(ctx, e.ID))(t)
		got.Rev = 0
		same(t, "event", got, e)
	}
	for _, listed := range must(s.Articles(ctx))(t) {
		i := slices.IndexFunc(sample.articles, func(a data.Article) bool { return a.ID == listed.ID })
		want := sample.articles[i]
		want.Rev, want.Text, want.Blocks = listed.Rev, "", nil
		same(t, "listed article", listed, want)
	}
}

func rowsChange(t *testing.T, s data.Store) {
	ctx := t.Context()
	done := apply(t, s, newSample(t).insert())
	track, event, article := *done.Tracks[0].After, *done.Events[0].After, *done.Articles[0].After
	excerpt, note := *done.Excerpts[0].After, *done.Annotations[0].After
	change := data.Edit{Label: "change"}
	track2 := track
	track2.Name, track2.Colour, track2.Order = "Summits", "teal", 7
	change.Tracks = one(data.Update(track, track2))
	event2 := event
	event2.Title, event2.Date, event2.Track, event2.Importance = "Summit", date(t, "2022-02~"), done.Tracks[1].After.ID, 1
	event2.Tags, event2.Links, event2.Zone = nil, nil, ""
	event2.Verdict, event2.Claims = data.Verdict{}, nil
	change.Events = one(data.Update(event, event2))
	article2 := article.WithText("Another text.\n")
	article2.Title, article2.Published = "Another title", date(t, "2022")
	article2.Changed, article2.Page, article2.Added = date(t, "2023"), [32]byte{}, 0
	change.Articles = one(data.Update(article, article2))
	excerpt2 := excerpt
	excerpt2.Event, excerpt2.Anchor.Prefix = done.Events[1].After.ID, "before"
	excerpt2.Anchor.Part = data.OfTitle
	excerpt2.Doubt = data.Doubt{State: data.Orphan, Was: "words"}
	excerpt2.Date, excerpt2.Verdict = dates.Date{}, data.Verdict{}
	change.Excerpts = one(data.Update(excerpt, excerpt2))
	note2 := note
	note2.Text, note2.Tags, note2.Changed, note2.Event, note2.Span = "", nil, 999, data.ID{}, date(t, "2022")
	note2.Private = false
	note2.Article, note2.Anchor, note2.Links = article.ID, excerpt.Anchor, nil
	note2.Anchor.Part = data.OfTitle
	change.Annotations = one(data.Update(note, note2))
	edition := *done.Editions[0].After
	edition2 := edition
	edition2.Replaced, edition2.Page, edition2.Blocks = 91, [32]byte{}, nil
	edition2.Text, edition2.Length, edition2.Hash = article2.Text, article2.Length, article2.Hash
	change.Editions = one(data.Update(edition, edition2))
	dismissal := *done.Dismissals[0].After
	dismissal2 := dismissal
	dismissal2.EDTF, dismissal2.Article = "", article.ID
	dismissal2.Event, dismissal2.Anchor.Part = event.ID, data.OfTitle
	change.Dismissals = one(data.Update(dismissal, dismissal2))
	view := *done.Views[0].After
	view2 := view
	view2.Name, view2.Query, view2.Lo, view2.Hi, view2.Order = "Other", "", 0, 0, 0
	change.Views = one(data.Update(view, view2))
	origin := *done.Origins[0].After
	origin2 := origin
	origin2.Source, origin2.Foreign, origin2.Of, origin2.Base, origin2.Seen = "csv:b.csv", "2", "article", nil, 99
	change.Origins = one(data.Update(origin, origin2))
	entity, mention, relation := *done.Entities[0].After, *done.Mentions[0].After, *done.Relations[0].After
	entity2 := entity
	entity2.Type, entity2.Names, entity2.Aliases, entity2.Note, entity2.Ref = data.Organisation, nil, nil, "", ""
	change.Entities = one(data.Update(entity, entity2))
	mention2 := mention
	mention2.Entity, mention2.Event, mention2.Excerpt, mention2.Role = done.Entities[1].After.ID, done.Events[1].After.ID, data.ID{}, data.RolePlace
	change.Mentions = one(data.Update(mention, mention2))
	relation2 := relation
	relation2.From, relation2.To, relation2.Type, relation2.Note = relation.To, relation.From, "causes", ""
	change.Relations = one(data.Update(relation, relation2))
	picture, story, step := *done.Pictures[0].After, *done.Stories[0].After, *done.Steps[0].After
	picture2 := picture
	picture2.Event, picture2.Article, picture2.Position, picture2.Hash = data.ID{}, done.Articles[1].After.ID, 4, done.Pages[0].Hash
	picture2.Taken, picture2.Alt, picture2.Width, picture2.Height = dates.Date{}, "", 0, 0
	change.Pictures = one(data.Update(picture, picture2))
	story2 := story
	story2.Name, story2.Title, story2.Order = "Other", "", 0
	change.Stories = one(data.Update(story, story2))
	step2 := step
	step2.Story, step2.Event, step2.Query, step2.Lo, step2.Hi, step2.Picture = done.Stories[1].After.ID, data.ID{}, "#a", 1, 2, data.ID{}
	change.Steps = one(data.Update(step, step2))
	want := contentOf(t, s).after(change)
	apply(t, s, change)
	same(t, "content after updates", contentOf(t, s), want)

	all := data.Edit{Label: "delete all"}
	for e, err := range s.Events(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		all.Events = append(all.Events, data.Delete(e))
		for _, x := range must(s.EventExcerpts(ctx, e.ID))(t) {
			all.Excerpts = append(all.Excerpts, data.Delete(x))
		}
	}
	all.Tracks = deletes(must(s.Tracks(ctx))(t))
	all.Articles = deletes(must(s.Articles(ctx))(t))
	all.Annotations = deletes(must(s.Annotations(ctx))(t))
	all.Views = deletes(must(s.Views(ctx))(t))
	all.Entities = deletes(must(s.Entities(ctx))(t))
	all.Mentions = deletes(rowsOf[data.Mention](t, s, data.KindMention))
	all.Relations = deletes(rowsOf[data.Relation](t, s, data.KindRelation))
	all.Origins = deletes(must(s.Origins(ctx, ""))(t))
	all.Pictures = deletes(rowsOf[data.Picture](t, s, data.KindPicture))
	all.Stories = deletes(must(s.Stories(ctx))(t))
	all.Steps = deletes(rowsOf[data.StoryStep](t, s, data.KindStep))
	for _, a := range must(s.Articles(ctx))(t) {
		all.Editions = append(all.Editions, deletes(must(s.Editions(ctx, a.ID))(t))...)
		all.Dismissals = append(all.Dismissals, deletes(must(s.Dismissals(ctx, a.ID))(t))...)
	}
	apply(t, s, all)
	same(t, "counts", must(s.Counts(ctx))(t), data.Counts{})
}

func deletes[T any](rows []T) []data.Change[T] {
	out := make([]data.Change[T], len(rows))
	for i, row := range rows {
		out[i] = data.Delete(row)
	}
	return out
}

func libraryRenamed(t *testing.T, s data.Store) {
	ctx := t.Context()
	before := must(s.Library(ctx))(t)
	after := before
	after.Title, after.ColourNames = "مكتبة أخرى", map[string]string{"red": "للمراجعة", "blue": "\"agreed\""}
	after.Zone = "Europe/Kyiv"
	apply(t, s, data.Edit{Label: "rename", Library: one(data.Update(before, after))})
	got := must(s.Library(ctx))(t)
	if got.Rev <= before.Rev {
		t.Errorf("revision %d after %d", got.Rev, before.Rev)
	}
	got.Rev = before.Rev
	same(t, "library", got, after)
	must(s.Undo(ctx))(t)
	if got := must(s.Library(ctx))(t); got.Title != before.Title || got.ColourNames != nil {
		t.Errorf("undo gives %+v", got)
	}
	must(s.Redo(ctx))(t)
	refused(t, s, data.Edit{Label: "rename", Library: one(data.Update(before, after))}, data.ErrConflict)
}

func textKept(t *testing.T, s data.Store) {
	sample := newSample(t)
	for i, text := range []string{
		"'; DROP TABLE event; --", "quotes \" ' ` and \\ back", "<b>&amp;</b>", "\u200f\u2068bidi\u2069\u200f",
		"line\nfeeds\tand\ttabs", "🏅\U0010ffff\u2028\u2029", "e\u0301 is not \u00e9", " spaces around ",
		strings.Repeat("طويل ", 100_000),
	} {
		n := data.Annotation{
			ID: data.NewID(), Span: date(t, "2022"), Text: text, Colour: "red", Created: int64(i), Tags: []string{string([]rune(text)[:2])},
		}
		sample.annotations = append(sample.annotations, n)
	}
	want := contentOf(t, s).after(sample.insert())
	apply(t, s, sample.insert())
	same(t, "content", contentOf(t, s), want)
	// And once more through the journal.
	must(s.Undo(t.Context()))(t)
	must(s.Redo(t.Context()))(t)
	same(t, "content after undo and redo", contentOf(t, s), want)
}

func notFound(t *testing.T, s data.Store) {
	ctx := t.Context()
	id := data.NewID()
	if _, err := s.Event(ctx, id); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("event: got %v, want ErrNotFound", err)
	}
	if _, err := s.Article(ctx, id); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("article: got %v, want ErrNotFound", err)
	}
	if _, err := s.Excerpt(ctx, id); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("excerpt: got %v, want ErrNotFound", err)
	}
	if _, err := s.Edition(ctx, id); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("edition: got %v, want ErrNotFound", err)
	}
	if _, err := s.Page(ctx, [32]byte{1}); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("page: got %v, want ErrNotFound", err)
	}
	if _, err := s.GoTo(ctx, 1); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("step: got %v, want ErrNotFound", err)
	}
	if rows := must(s.Editions(ctx, id))(t); len(rows) != 0 {
		t.Errorf("editions of an article that is not there: %v", rows)
	}
	if rows := must(s.EventExcerpts(ctx, id))(t); len(rows) != 0 {
		t.Errorf("excerpts of an event that is not there: %v", rows)
	}
	if rows := must(s.ArticleAnnotations(ctx, id))(t); len(rows) != 0 {
		t.Errorf("annotations in an article that is not there: %v", rows)
	}
	sample := newSample(t)
	refused(t, s, data.Edit{Label: "update", Tracks: one(data.Update(sample.tracks[0], sample.tracks[0]))}, data.ErrNotFound)
	refused(t, s, data.Edit{Label: "delete", Articles: one(data.Delete(sample.articles[0]))}, data.ErrNotFound)
}

func eventOrder(t *testing.T, s data.Store) {
	ctx := t.Context()
	track := data.Track{ID: data.NewID(), Name: "Track", Colour: "red"}
	e := data.Edit{Label: "add", Tracks: one(data.Insert(track))}
	for _, edtf := range []string{
		"2022-02-04", "2022", "2022-01-01", "Y-5000000000", "../2020", "2020/..", "-0043-03-15", "2022-02-04",
		"2022-02-04T20:00:00+08:00", "1969-12-31T23:59:59Z", "2022-02-04", "Y5000000000", "1970",
	} {
		e.Events = append(e.Events, data.Insert(data.Event{
			ID: data.NewID(), Title: edtf, Date: date(t, edtf), Track: track.ID, Importance: 1 + len(e.Events)%5,
		}))
	}
	apply(t, s, e)
	events := must(collect(ctx, s))(t)
	sorted := slices.IsSortedFunc(events, func(a, b data.Event) int {
		return cmp.Or(cmp.Compare(a.Date.Lo, b.Date.Lo), cmp.Compare(b.Date.Hi, a.Date.Hi), bytes.Compare(a.ID[:], b.ID[:]))
	})
	if !sorted || len(events) != len(e.Events) {
		t.Errorf("not in order: %+v", events)
	}
	columns := must(s.Columns(ctx))(t)
	if columns.Len() != len(events) {
		t.Fatalf("%d rows in columns, %d events", columns.Len(), len(events))
	}
	for i, event := range events {
		got := data.Event{ID: columns.IDs[i], Importance: int(columns.Importance[i])}
		if got.ID != event.ID || columns.Lo[i] != event.Date.Lo || columns.Hi[i] != event.Date.Hi || got.Importance != event.Importance {
			t.Errorf("row %d of the columns is not event %+v", i, event)
		}
	}
	for _, err := range s.Events(ctx) { // stopping early must not hold anything up
		if err != nil {
			t.Error(err)
		}
		break
	}
}

func columnTracks(t *testing.T, s data.Store) {
	ctx := t.Context()
	e := data.Edit{Label: "add"}
	for i, order := range []int{3, -1, 2, 2} {
		track := data.Track{ID: data.NewID(), Name: "Track", Colour: "red", Order: order}
		e.Tracks = append(e.Tracks, data.Insert(track))
		e.Events = append(e.Events, data.Insert(data.Event{
			ID: data.NewID(), Title: "Event", Date: date(t, []string{"2020", "2021", "2022", "2023"}[i]), Track: track.ID, Importance: 3,
		}))
	}
	apply(t, s, e)
	tracks, columns := must(s.Tracks(ctx))(t), must(s.Columns(ctx))(t)
	for i, id := range columns.IDs {
		event := must(s.Event(ctx, id))(t)
		if got := tracks[columns.Track[i]].ID; got != event.Track {
			t.Errorf("row %d: track %s, want %s", i, got, event.Track)
		}
	}
}

func listOrder(t *testing.T, s data.Store) {
	ctx := t.Context()
	e := data.Edit{Label: "add"}
	for i := range 9 {
		e.Tracks = append(e.Tracks, data.Insert(data.Track{ID: data.NewID(), Name: "Track", Colour: "red", Order: i * 5 % 4}))
		e.Articles = append(e.Articles, data.Insert(data.Article{
			ID: data.NewID(), Title: "Article", Published: date(t, []string{"2021", "2022-02-04", "2020-12"}[i%3]),
		}.WithText("text")))
		e.Annotations = append(e.Annotations, data.Insert(data.Annotation{
			ID: data.NewID(), Span: date(t, "2022"), Text: "note", Colour: "red", Created: int64(i * 7 % 4),
		}))
	}
	apply(t, s, e)
	if rows := must(s.Tracks(ctx))(t); len(rows) != 9 || !slices.IsSortedFunc(rows, func(a, b data.Track) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), bytes.Compare(a.ID[:], b.ID[:]))
	}) {
		t.Errorf("tracks are not in order: %+v", rows)
	}
	if rows := must(s.Articles(ctx))(t); len(rows) != 9 || !slices.IsSortedFunc(rows, func(a, b data.Article) int {
		return cmp.Compare(b.Published.Lo, a.Published.Lo)
	}) {
		t.Errorf("articles are not in order: %+v", rows)
	}
	if rows := must(s.Annotations(ctx))(t); len(rows) != 9 || !slices.IsSortedFunc(rows, func(a, b data.Annotation) int {
		return cmp.Or(cmp.Compare(a.Created, b.Created), bytes.Compare(a.ID[:], b.ID[:]))
	}) {
		t.Errorf("annotations are not in order: %+v", rows)
	}
}

func excerptOrder(t *testing.T, s data.Store) {
	ctx := t.Context()
	sample := newSample(t)
	sample.excerpts, sample.annotations = nil, nil
	event, other := sample.events[0], sample.events[1]
	newer, older := sample.articles[0], sample.articles[1]
	quote := func(a data.Article, start, end int) data.Excerpt {
		x := data.Excerpt{ID: data.NewID(), Event: event.ID, Article: a.ID}
		x.Anchor.Start, x.Anchor.End, x.Anchor.Exact = start, end, a.Text[start:end]
		return x
	}
	first, second, third := quote(older, 10, 14), quote(newer, 0, 10), quote(newer, 11, 27)
	title := quote(newer, 0, 0)
	title.Anchor.Start, title.Anchor.End, title.Anchor.Exact, title.Anchor.Part = 13, 25, newer.Title[13:25], data.OfTitle
	elsewhere := quote(older, 0, 3)
	elsewhere.Event = other.ID
	sample.excerpts = []data.Excerpt{third, elsewhere, first, second, title}
	for i, x := range []data.Excerpt{third, first, second, title} {
		sample.annotations = append(sample.annotations, data.Annotation{
			ID: data.NewID(), Event: event.ID, Article: x.Article, Anchor: x.Anchor, Colour: "red", Created: int64(5 - i),
		})
	}
	apply(t, s, sample.insert())

	ids := func(rows []data.Excerpt) (out []data.ID) {
		for _, x := range rows {
			out = append(out, x.ID)
		}
		return out
	}
	same(t, "excerpts of the event", ids(must(s.EventExcerpts(ctx, event.ID))(t)), []data.ID{first.ID, title.ID, second.ID, third.ID})
	same(t, "excerpts of the article", ids(must(s.ArticleExcerpts(ctx, newer.ID))(t)), []data.ID{title.ID, second.ID, third.ID})
	same(t, "counts", must(s.ExcerptCounts(ctx))(t), map[data.ID]int{event.ID: 4, other.ID: 1})
	same(t, "events in doubt", must(s.DoubtedEvents(ctx))(t), nil)
	found, gone := must(s.Excerpt(ctx, second.ID))(t), must(s.Excerpt(ctx, elsewhere.ID))(t)
	doubtful, lost := found, gone
	doubtful.Doubt, lost.Doubt = data.Doubt{State: data.CheckMe, Was: "words"}, data.Doubt{State: data.Orphan, Was: "words"}
	apply(t, s, data.Edit{Label: "test", Excerpts: []data.Change[data.Excerpt]{data.Update(found, doubtful), data.Update(gone, lost)}})
	same(t, "events in doubt", must(s.DoubtedEvents(ctx))(t), []data.ID{event.ID})

	starts := func(rows []data.Annotation) (out []int) {
		for _, n := range rows {
			out = append(out, n.Anchor.Start)
		}
		return out
	}
	same(t, "annotations in the article", starts(must(s.ArticleAnnotations(ctx, newer.ID))(t)), []int{13, 0, 11})
	same(t, "annotations on the event, by their making", starts(must(s.EventAnnotations(ctx, event.ID))(t)), []int{13, 0, 10, 11})
}

func captions(t *testing.T, s data.Store) {
	sample := newSample(t)
	apply(t, s, sample.insert())
	ids := []data.ID{sample.events[1].ID, data.NewID(), sample.events[0].ID, sample.events[1].ID}
	caption := func(e data.Event) data.Caption {
		c, articles := data.Caption{Title: e.Title, Date: e.Date}, map[data.ID]bool{}
		for _, x := range sample.excerpts {
			if x.Event == e.ID && !articles[x.Article] {
				articles[x.Article] = true
				c.Sources++
			}
			if x.Event == e.ID && !x.Date.IsZero() {
				c.Given = append(c.Given, data.GivenDate{Date: x.Date, Article: x.Article})
			}
		}
		slices.SortFunc(c.Given, func(a, b data.GivenDate) int { return cmp.Compare(a.Date.Lo, b.Date.Lo) })
		return c
	}
	first, second := caption(sample.events[0]), caption(sample.events[1])
	same(t, "captions", must(s.Captions(t.Context(), ids))(t), []data.Caption{second, {}, first, second})
	rows := must(s.EventRows(t.Context(), ids))(t)
	for i := range rows {
		rows[i].Rev = 0
	}
	same(t, "events", rows, []data.Event{sample.events[1], {}, sample.events[0], sample.events[1]})
	if got := must(s.Captions(t.Context(), nil))(t); len(got) != 0 {
		t.Errorf("captions of no events: %v", got)
	}
}
