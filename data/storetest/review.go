package storetest

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

func editions(t *testing.T, s data.Store) {
	ctx := t.Context()
	sample := newSample(t)
	apply(t, s, sample.insert())
	a, page := sample.articles[0], sample.pages[0]
	same(t, "page", must(s.Page(ctx, page.Hash))(t), page)

	// The text changes twice, once to another page's; each earlier one stays.
	texts := []string{"قبل التصحيح.\n"}
	for i, text := range []string{"Second.\n", "Third.\n"} {
		before := must(s.Article(ctx, a.ID))(t)
		texts = append(texts, before.Text)
		after := before.WithText(text)
		fresh := data.NewPage([]byte(text), "text/plain", "", 1)
		after.Page = fresh.Hash
		edit := data.Edit{
			Label: "text", Articles: []data.Change[data.Article]{data.Update(before, after)},
			Editions: []data.Change[data.Edition]{data.Insert(data.Edition{
				ID: data.NewID(), Article: a.ID, Replaced: int64(100 + i),
				Text: before.Text, Length: len(before.Text), Hash: before.Hash, Blocks: before.Blocks, Page: before.Page,
			})},
			Pages: []data.Page{fresh, page}, // one is there already
		}
		orphan := data.Doubt{State: data.Orphan, Was: "gone"}
		for _, x := range must(s.ArticleExcerpts(ctx, a.ID))(t) {
			lost := x
			lost.Doubt = orphan
			edit.Excerpts = append(edit.Excerpts, data.Update(x, lost))
		}
		for _, n := range must(s.ArticleAnnotations(ctx, a.ID))(t) {
			if lost := n; n.OnPassage() {
				lost.Doubt = orphan
				edit.Annotations = append(edit.Annotations, data.Update(n, lost))
			}
		}
		apply(t, s, edit)
	}
	listed := must(s.Editions(ctx, a.ID))(t)
	if len(listed) != len(texts) || !slices.IsSortedFunc(listed, func(a, b data.Edition) int { return int(b.Replaced - a.Replaced) }) {
		t.Fatalf("editions: %+v", listed)
	}
	for i, v := range listed {
		if v.Text != "" || v.Blocks != nil {
			t.Errorf("a listing has the text of %+v", v)
		}
		full := must(s.Edition(ctx, v.ID))(t)
		if want := texts[len(texts)-1-i]; full.Text != want || full.Length != len(want) || full.Validate() != nil {
			t.Errorf("edition %d: %+v, want %q", i, full, want)
		}
	}
	if _, err := s.Page(ctx, listed[0].Page); err != nil {
		t.Error(err)
	}
	for range 3 {
		must(s.Undo(ctx))(t)
	}
	for range 3 {
		must(s.Redo(ctx))(t)
	}
	if got := must(s.Editions(ctx, a.ID))(t); len(got) != 3 {
		t.Errorf("after undo and redo: %+v", got)
	}
	same(t, "page after undo and redo", must(s.Page(ctx, page.Hash))(t), page)

	// Deleting from a listing brings the texts back on undo.
	before := contentOf(t, s)
	now := must(s.Article(ctx, a.ID))(t)
	apply(t, s, data.Edit{
		Label: "delete", Articles: []data.Change[data.Article]{data.Delete(now)}, Excerpts: deletes(must(s.ArticleExcerpts(ctx, a.ID))(t)),
		Annotations: deletes(must(s.ArticleAnnotations(ctx, a.ID))(t)), Editions: deletes(must(s.Editions(ctx, a.ID))(t)),
		Dismissals: deletes(must(s.Dismissals(ctx, a.ID))(t)), Pictures: deletes(must(s.Pictures(ctx, a.ID))(t)),
	})
	must(s.Undo(ctx))(t)
	same(t, "content after deleting the article and undo", contentOf(t, s), before)
	if problems := must(s.Check(ctx, nil))(t); len(problems) > 0 {
		t.Errorf("problems: %q", problems)
	}
}

func reviewOrder(t *testing.T, s data.Store) {
	ctx := t.Context()
	sample := newSample(t)
	sample.dismissals, sample.views = nil, nil
	a := sample.articles[1]
	for _, start := range []int{10, 4, 18, 0} {
		d := data.Dismissal{ID: data.NewID(), Article: a.ID, EDTF: "2022"}
		d.Anchor.Start, d.Anchor.End, d.Anchor.Exact = start, start+2, a.Text[start:start+2]
		sample.dismissals = append(sample.dismissals, d)
		sample.views = append(sample.views, data.View{ID: data.NewID(), Name: "View", Order: start % 10})
	}
	apply(t, s, sample.insert())
	var starts, orders []int
	for _, d := range must(s.Dismissals(ctx, a.ID))(t) {
		starts = append(starts, d.Anchor.Start)
	}
	same(t, "dismissals", starts, []int{0, 4, 10, 18})
	for _, v := range must(s.Views(ctx))(t) {
		orders = append(orders, v.Order)
	}
	same(t, "views", orders, []int{0, 0, 4, 8})
	if got := must(s.Dismissals(ctx, sample.articles[0].ID))(t); len(got) != 0 {
		t.Errorf("dismissals of another article: %+v", got)
	}
}

func replies(t *testing.T, s data.Store) {
	ctx := t.Context()
	sample := newSample(t)
	event, a := sample.events[0], sample.articles[1]
	note := func(text string, created int64, target data.Annotation) data.Annotation {
		target.ID, target.Text, target.Created, target.Colour = data.NewID(), text, created, "red"
		return target
	}
	onPassage := data.Annotation{Article: a.ID, Event: event.ID}
	onPassage.Anchor.Start, onPassage.Anchor.End, onPassage.Anchor.Exact = 4, 9, a.Text[4:9]
	second := note("second", 20, data.Annotation{Event: event.ID})
	passage := note("passage", 30, onPassage)
	whole := note("whole", 40, data.Annotation{Article: a.ID})
	sample.annotations = []data.Annotation{
		note("answer to passage", 50, data.Annotation{Parent: passage.ID}),
		note("answer to second", 45, data.Annotation{Parent: second.ID}),
		note("answer to whole", 55, data.Annotation{Parent: whole.ID}),
		note("another to passage", 60, data.Annotation{Parent: passage.ID}),
		whole, passage, second,
	}
	apply(t, s, sample.insert())
	texts := func(rows []data.Annotation) (out []string) {
		for _, n := range rows {
			out = append(out, n.Text)
		}
		return out
	}
	same(t, "notes on the event", texts(must(s.EventAnnotations(ctx, event.ID))(t)),
		[]string{"second", "passage", "answer to second", "answer to passage", "another to passage"})
	notes := must(s.ArticleAnnotations(ctx, a.ID))(t)
	same(t, "notes on the article", texts(notes),
		[]string{"whole", "passage", "answer to passage", "answer to whole", "another to passage"})

	before := contentOf(t, s)
	apply(t, s, data.Edit{Label: "delete", Annotations: deletes([]data.Annotation{notes[1], notes[2], notes[4]})})
	same(t, "notes on the article without one", texts(must(s.ArticleAnnotations(ctx, a.ID))(t)), []string{"whole", "answer to whole"})
	must(s.Undo(ctx))(t)
	same(t, "content after undo", contentOf(t, s), before)

	on := must(s.EventAnnotations(ctx, event.ID))(t)
	stays := on[1]
	stays.Event = data.ID{}
	apply(t, s, data.Edit{
		Label: "delete", Events: []data.Change[data.Event]{data.Delete(must(s.Event(ctx, event.ID))(t))},
		Excerpts:    deletes(must(s.EventExcerpts(ctx, event.ID))(t)),
		Annotations: append(deletes([]data.Annotation{on[0], on[2]}), data.Update(on[1], stays)),
		Mentions:    deletes(must(s.EventMentions(ctx, event.ID))(t)), Relations: deletes(must(s.EventRelations(ctx, event.ID))(t)),
		Pictures: deletes(must(s.Pictures(ctx, event.ID))(t)), Steps: deletes(must(s.EventSteps(ctx, event.ID))(t)),
	})
	same(t, "notes that stay when the event goes", texts(must(s.ArticleAnnotations(ctx, a.ID))(t)),
		[]string{"whole", "passage", "answer to passage", "answer to whole", "another to passage"})
	must(s.Undo(ctx))(t)
	same(t, "content after undo", contentOf(t, s), before)
}

func tags(t *testing.T, s data.Store) {
	ctx := t.Context()
	apply(t, s, newSample(t).insert())
	same(t, "tags", must(s.Tags(ctx))(t), []data.TagCount{
		{Tag: "\"مهم\"", Annotations: 1}, {Tag: "to check", Events: 1, Annotations: 1}, {Tag: "قمة", Events: 1},
	})
	for _, tag := range []string{"check", "to", "", "\"", "مهم"} { // parts of tags are no tags
		if events, notes, err := s.Tagged(ctx, tag); err != nil || len(events)+len(notes) > 0 {
			t.Errorf("%q: %v, %v, %v", tag, events, notes, err)
		}
	}
	before := contentOf(t, s)
	events, notes, err := s.Tagged(ctx, "to check")
	if err != nil || len(events) != 1 || len(notes) != 1 {
		t.Fatalf("%v, %v, %v", events, notes, err)
	}
	event, note := events[0], notes[0]
	event.Tags, note.Tags = []string{"قمة"}, nil
	apply(t, s, data.Edit{
		Label: "tags", Events: []data.Change[data.Event]{data.Update(events[0], event)},
		Annotations: []data.Change[data.Annotation]{data.Update(notes[0], note)},
	})
	same(t, "tags after a change", must(s.Tags(ctx))(t), []data.TagCount{{Tag: "قمة", Events: 1}})
	must(s.Undo(ctx))(t)
	same(t, "content after undo", contentOf(t, s), before)
}

func doubts(t *testing.T, s data.Store) {
	ctx := t.Context()
	apply(t, s, newSample(t).insert())
	x := must(s.ArticleExcerpts(ctx, must(s.Articles(ctx))(t)[0].ID))(t)[0]
	same(t, "one excerpt", must(s.Excerpt(ctx, x.ID))(t), x)
	orphan := x
	orphan.Doubt = data.Doubt{State: data.Orphan, Was: x.Anchor.Exact, Method: "reader"}
	apply(t, s, data.Edit{Label: "detach", Excerpts: []data.Change[data.Excerpt]{data.Update(x, orphan)}})
	got := must(s.Excerpt(ctx, x.ID))(t)
	if got.Doubt.State != data.Orphan || got.Doubt.Was != x.Anchor.Exact {
		t.Errorf("doubts: %+v", got)
	}
}
