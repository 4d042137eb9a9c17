package storetest

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

func invalidRefused(t *testing.T, s data.Store) {
	done := apply(t, s, newSample(t).insert())
	event := *done.Events[0].After
	fresh := event
	fresh.ID = data.NewID()
	bad := func(change func(*data.Event)) data.Edit {
		e := fresh
		change(&e)
		return data.Edit{Label: "bad", Events: one(data.Insert(e))}
	}
	for name, e := range map[string]data.Edit{
		"a part that is none": {Label: "part", Annotations: one(data.Insert(data.Annotation{
			ID: data.NewID(), Article: data.NewID(), Anchor: anchor.Selector{End: 1, Exact: "A", Part: "byline"}, Colour: "red",
		}))},
		"a date in a title": {Label: "part", Dismissals: one(data.Insert(data.Dismissal{
			ID: data.NewID(), Article: data.NewID(), Anchor: anchor.Selector{End: 1, Exact: "A", Part: data.OfTitle}, EDTF: "2022",
		}))},
		"a date of a place": {Label: "part", Dismissals: one(data.Insert(data.Dismissal{
			ID: data.NewID(), Article: data.NewID(), Anchor: anchor.Selector{End: 1, Exact: "A"}, EDTF: "2022", Event: data.NewID(),
		}))},
		"a part without a passage": {Label: "part", Annotations: one(data.Insert(data.Annotation{
			ID: data.NewID(), Article: data.NewID(), Anchor: anchor.Selector{Part: data.OfTitle}, Colour: "red", Text: "n",
		}))},
		"no title":                  bad(func(e *data.Event) { e.Title = " " }),
		"no zone":                   bad(func(e *data.Event) { e.Zone = "Beijing time" }),
		"a link that runs a script": bad(func(e *data.Event) { e.Links = []data.Reference{{URL: "javascript:alert(1)"}} }),
		"an origin of a track": {Label: "bad", Origins: one(data.Insert(data.Origin{
			ID: data.NewID(), Source: "csv:a.csv", Foreign: "1", Row: event.ID, Of: "track",
		}))},
		"no importance":            bad(func(e *data.Event) { e.Importance = 0 }),
		"bounds of another date":   bad(func(e *data.Event) { e.Date.Hi++ }),
		"text that is not UTF-8":   bad(func(e *data.Event) { e.Place = "\xff" }),
		"the same row twice":       {Label: "bad", Events: []data.Change[data.Event]{data.Insert(fresh), data.Insert(fresh)}},
		"a change of nothing":      {Label: "bad", Events: make([]data.Change[data.Event], 1)},
		"another ID after":         {Label: "bad", Events: one(data.Update(event, fresh))},
		"a second library":         {Label: "bad", Library: one(data.Insert(data.Library{ID: data.NewID(), Title: "x"}))},
		"a valid row beside a bad": {Label: "bad", Events: one(data.Insert(fresh)), Tracks: one(data.Insert(data.Track{ID: data.NewID()}))},
	} {
		t.Run(name, func(t *testing.T) { refused(t, s, e, nil) })
	}
}

func staleConflict(t *testing.T, s data.Store) {
	done := apply(t, s, newSample(t).insert())
	event := *done.Events[0].After
	changed := event
	changed.Title = "First"
	apply(t, s, data.Edit{Label: "first", Events: one(data.Update(event, changed))})
	late := event
	late.Title = "Second"
	refused(t, s, data.Edit{Label: "second", Events: one(data.Update(event, late))}, data.ErrConflict)
	refused(t, s, data.Edit{Label: "same", Events: one(data.Update(event, event))}, data.ErrConflict)
	refused(t, s, data.Edit{Label: "delete", Events: one(data.Delete(event))}, data.ErrConflict)
}

func insertConflict(t *testing.T, s data.Store) {
	sample := newSample(t)
	apply(t, s, sample.insert())
	err := refused(t, s, data.Edit{Label: "again", Tracks: one(data.Insert(sample.tracks[1]))}, data.ErrConflict)
	if err != nil && !strings.Contains(err.Error(), sample.tracks[1].Name) {
		t.Errorf("%q does not name the row", err)
	}
	refused(t, s, data.Edit{Label: "again", Articles: one(data.Insert(sample.articles[1]))}, data.ErrConflict)
}

func referredConflict(t *testing.T, s data.Store) {
	done := apply(t, s, newSample(t).insert())
	for by, e := range map[string]data.Edit{
		"event":   {Label: "delete", Tracks: one(data.Delete(*done.Tracks[0].After))},
		"excerpt": {Label: "delete", Events: one(data.Delete(*done.Events[0].After))},
		"annotation": {
			Label: "delete", Articles: one(data.Delete(*done.Articles[1].After)), Excerpts: one(data.Delete(*done.Excerpts[1].After)),
		},
		"edition": {
			Label: "delete", Articles: one(data.Delete(*done.Articles[0].After)), Excerpts: one(data.Delete(*done.Excerpts[0].After)),
			Annotations: one(data.Delete(*done.Annotations[5].After)),
		},
		"dismissal": {
			Label: "delete", Articles: one(data.Delete(*done.Articles[1].After)), Excerpts: one(data.Delete(*done.Excerpts[1].After)),
			Annotations: []data.Change[data.Annotation]{data.Delete(*done.Annotations[1].After), data.Delete(*done.Annotations[4].After)},
		},
	} {
		t.Run(by, func(t *testing.T) {
			if err := refused(t, s, e, data.ErrConflict); err != nil && !strings.Contains(err.Error(), by) {
				t.Errorf("%q does not name what refers: %s", err, by)
			}
		})
	}
}

func danglingConflict(t *testing.T, s data.Store) {
	done := apply(t, s, newSample(t).insert())
	event, excerpt, note := *done.Events[0].After, *done.Excerpts[0].After, *done.Annotations[0].After
	reply, article := *done.Annotations[3].After, *done.Articles[0].After
	edition, dismissal := *done.Editions[0].After, *done.Dismissals[0].After
	nowhere := data.NewID()
	event2, excerpt2, excerpt3, note2 := event, excerpt, excerpt, note
	event2.Track, excerpt2.Event, excerpt3.Article, note2.Event = nowhere, nowhere, nowhere, nowhere
	reply2, deep, article2, edition2, dismissal2 := reply, reply, article, edition, dismissal
	reply2.Parent, article2.Page, edition2.Article, dismissal2.Article = nowhere, [32]byte{1}, nowhere, nowhere
	deep.ID, deep.Parent = data.NewID(), reply.ID
	answered := *done.Annotations[2].After
	answered.Span, answered.Parent = dates.Date{}, reply.ID
	parent := note
	parent.Event, parent.Parent = data.ID{}, done.Annotations[2].After.ID
	newEvent := event2
	newEvent.ID = data.NewID()
	for name, e := range map[string]data.Edit{
		"the track of a new event":     {Label: "add", Events: one(data.Insert(newEvent))},
		"the track of an event":        {Label: "move", Events: one(data.Update(event, event2))},
		"the event of an excerpt":      {Label: "move", Excerpts: one(data.Update(excerpt, excerpt2))},
		"the article of an excerpt":    {Label: "move", Excerpts: one(data.Update(excerpt, excerpt3))},
		"the event of an annotation":   {Label: "move", Annotations: one(data.Update(note, note2))},
		"the parent of a reply":        {Label: "move", Annotations: one(data.Update(reply, reply2))},
		"a reply to a reply":           {Label: "add", Annotations: one(data.Insert(deep))},
		"a note becomes one":           {Label: "move", Annotations: one(data.Update(*done.Annotations[2].After, answered))},
		"a note with replies answers":  {Label: "move", Annotations: one(data.Update(note, parent))},
		"a note without its replies":   {Label: "delete", Annotations: one(data.Delete(note))},
		"the page of an article":       {Label: "move", Articles: one(data.Update(article, article2))},
		"the article of an edition":    {Label: "move", Editions: one(data.Update(edition, edition2))},
		"the article of a dismissal":   {Label: "move", Dismissals: one(data.Update(dismissal, dismissal2))},
		"a track deleted with its use": {Label: "delete", Tracks: one(data.Delete(*done.Tracks[0].After)), Events: one(data.Update(event, event))},
	} {
		t.Run(name, func(t *testing.T) { refused(t, s, e, data.ErrConflict) })
	}
}

func failingEditChangesNothing(t *testing.T, s data.Store) {
	sample := newSample(t)
	done := apply(t, s, sample.insert())
	must(s.Undo(t.Context()))(t)
	must(s.Redo(t.Context()))(t)
	more := newSample(t).insert()
	stale := *done.Annotations[0].After // undo and redo have given it another Rev
	more.Annotations = append(more.Annotations, data.Delete(stale))
	refused(t, s, more, data.ErrConflict)
	must(s.Undo(t.Context()))(t)
	refused(t, s, data.Edit{Label: "x", Events: one(data.Insert(sample.events[0]))}, data.ErrConflict) // "redo" is still there
	must(s.Redo(t.Context()))(t)
}

// Rows may be deleted before what refers to them, or refer to rows that the
// same edit inserts later.
func orderOfChanges(t *testing.T, s data.Store) {
	done := apply(t, s, newSample(t).insert())
	before := contentOf(t, s)
	apply(t, s, done.Invert())
	same(t, "counts", must(s.Counts(t.Context()))(t), data.Counts{})
	apply(t, s, strip(done.Invert().Invert()))
	same(t, "content", contentOf(t, s), before)

	// An event moves to a track that is inserted while its old one is deleted.
	events := must(collect(t.Context(), s))(t)
	tracks := must(s.Tracks(t.Context()))(t)
	track := data.Track{ID: data.NewID(), Name: "New", Colour: "red"}
	e := data.Edit{Label: "merge", Tracks: append(deletes(tracks), data.Insert(track))}
	for _, event := range events {
		moved := event
		moved.Track = track.ID
		e.Events = append(e.Events, data.Update(event, moved))
	}
	apply(t, s, e)
	if n := must(s.Counts(t.Context()))(t).Tracks; n != 1 {
		t.Errorf("%d tracks, want 1", n)
	}
}

// strip leaves the inserts of an edit as they are; their Rev is the store's matter.
func strip(e data.Edit) data.Edit { e.Label = "again"; return e }

func unchangedNotJournaled(t *testing.T, s data.Store) {
	done := apply(t, s, newSample(t).insert())
	must(s.Undo(t.Context()))(t)
	done = must(s.Redo(t.Context()))(t)
	event, note := *done.Events[0].After, *done.Annotations[1].After
	same := note
	same.Tags = []string{} // as good as none
	for _, e := range []data.Edit{
		{Label: "nothing"},
		{Label: "same", Events: one(data.Update(event, event)), Annotations: one(data.Update(note, same))},
	} {
		got := apply(t, s, e)
		if len(got.Events) != len(e.Events) || len(e.Events) > 0 && got.Events[0].After.Rev != event.Rev {
			t.Errorf("%s: got %+v", e.Label, got)
		}
		if undo, _ := history(t, s); undo != "edit.sample" {
			t.Errorf("after %q, undo would take back %q", e.Label, undo)
		}
	}
	if got := must(s.Event(t.Context(), event.ID))(t); got.Rev != event.Rev {
		t.Errorf("revision %d, was %d", got.Rev, event.Rev)
	}
}

func revisions(t *testing.T, s data.Store) {
	ctx := t.Context()
	done := apply(t, s, newSample(t).insert())
	rev := done.Tracks[0].After.Rev
	for _, c := range done.Events {
		if c.After.Rev != rev || must(s.Event(ctx, c.After.ID))(t).Rev != rev {
			t.Errorf("rows of one edit have the revisions %d and %d", rev, c.After.Rev)
		}
	}
	event := *done.Events[0].After
	for i := range 3 {
		next := event
		next.Importance = 1 + i
		made := apply(t, s, data.Edit{Label: "weigh", Events: one(data.Update(event, next))})
		if got := made.Events[0].After.Rev; got <= event.Rev {
			t.Errorf("revision %d after %d", got, event.Rev)
		}
		event = *made.Events[0].After
		same(t, "stored event", must(s.Event(ctx, event.ID))(t), event)
	}
	if other := must(s.Event(ctx, done.Events[1].After.ID))(t); other.Rev != rev {
		t.Errorf("an untouched row has revision %d, had %d", other.Rev, rev)
	}
}

func editComesBack(t *testing.T, s data.Store) {
	sample := newSample(t)
	asked := sample.insert()
	done := apply(t, s, asked)
	if asked.Events[0].After.Rev != 0 {
		t.Error("the caller's rows were written to")
	}
	if done.Label != asked.Label || len(done.Annotations) != len(asked.Annotations) || done.Events[0].Before != nil {
		t.Errorf("got %+v", done)
	}
	// Its inverse can be applied at once, and that one's inverse.
	start := contentOf(t, s)
	back := apply(t, s, done.Invert())
	apply(t, s, back.Invert())
	same(t, "content", contentOf(t, s), start)
}
