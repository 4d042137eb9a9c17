package storetest

import (
	"testing"

	"tarikh.org/tarikh/data"
)

// referenceFilled: a reference gets a text, which undoing takes away whole; its people,
// what it is in and its numbers are found with and without one.
func referenceFilled(t *testing.T, s data.Store) {
	ctx := t.Context()
	sample := newSample(t)
	done := apply(t, s, sample.insert())
	empty := *done.Articles[2].After
	if !empty.IsReference() || !must(s.Article(ctx, empty.ID))(t).IsReference() {
		t.Fatalf("%+v is no reference", empty)
	}
	for _, listed := range must(s.Articles(ctx))(t) {
		if listed.IsReference() != (listed.ID == empty.ID) {
			t.Errorf("in a listing %q is a reference: %t", listed.Title, listed.IsReference())
		}
	}
	full := empty.WithText("Here it waits.\n")
	note := *done.Annotations[6].After
	anchored := note
	anchored.Anchor.Start, anchored.Anchor.End = 8, 13
	apply(t, s, data.Edit{
		Label: "fill", Articles: []data.Change[data.Article]{data.Update(empty, full)},
		Annotations: []data.Change[data.Annotation]{data.Update(note, anchored)},
	})
	finds := func(text string, article int) {
		t.Helper()
		same(t, text, foundIDs(t, s, parse(text), data.KindArticle), idsOf(sample.articles, func(a data.Article) data.ID { return a.ID }, article))
	}
	for range 2 {
		same(t, "text", must(s.Article(ctx, empty.ID))(t).Text, full.Text)
		finds("waits", 2)
		finds("lee book", 2)
		must(s.Undo(ctx))(t)
		same(t, "text, undone", must(s.Article(ctx, empty.ID))(t).Text, "")
		finds("lee", 2)
		finds("9780306406157", 2)
		finds("weekly review هدى", 0)
		if got := must(s.ArticleAnnotations(ctx, empty.ID))(t); len(got) != 1 || got[0].Anchor != note.Anchor {
			t.Errorf("undone: %+v", got)
		}
		if found := foundIDs(t, s, parse("waits"), data.KindArticle); len(found) != 0 {
			t.Errorf("the text is found after it was undone")
		}
		must(s.Redo(ctx))(t)
	}
}
