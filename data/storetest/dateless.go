package storetest

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// An article may have no date: it comes last, and is at no time.
func datelessArticle(t *testing.T, s data.Store) {
	ctx := t.Context()
	bare := data.Article{ID: data.NewID(), Title: "Undated"}.WithText("The mill by the river.\n")
	old := data.Article{ID: data.NewID(), Title: "Old", Published: date(t, "1950")}.WithText("The mill of old.\n")
	note := data.Annotation{ID: data.NewID(), Article: bare.ID, Text: "a remark", Colour: "amber"}
	done := apply(t, s, data.Edit{Articles: []data.Change[data.Article]{data.Insert(bare), data.Insert(old)}, Annotations: one(data.Insert(note))})
	if a := must(s.Article(ctx, bare.ID))(t); a.Published != (dates.Date{}) {
		t.Errorf("it comes back with %+v", a.Published)
	}
	listed := must(s.Articles(ctx))(t)
	if i := slices.IndexFunc(listed, func(a data.Article) bool { return a.ID == bare.ID }); i != len(listed)-1 || !listed[i].Published.IsZero() {
		t.Errorf("it is listed at %d of %d, %+v", i, len(listed), listed[i].Published)
	}
	if hit := hitOf(t, s, "undated", data.KindArticle); !hit.Date.IsZero() {
		t.Errorf("it is found with %+v", hit.Date)
	}
	if hit := hitOf(t, s, "remark", data.KindAnnotation); !hit.Date.IsZero() || hit.Title != "Undated" {
		t.Errorf("its note is found with %+v, %q", hit.Date, hit.Title)
	}
	if hit := hitOf(t, s, "mill to:1960", data.KindArticle); hit.ID != old.ID {
		t.Errorf("found to 1960: %+v", hit)
	}
	for _, span := range []string{"mill from:1960", "mill on:1970"} {
		if r := must(s.Search(ctx, parse(span), 10, data.KindArticle))(t); len(r.Hits) != 0 {
			t.Errorf("%s: %+v", span, r.Hits)
		}
	}
	given := *done.Articles[0].After
	given.Published = date(t, "2022")
	apply(t, s, data.Edit{Articles: one(data.Update(*done.Articles[0].After, given))})
	if a := must(s.Article(ctx, bare.ID))(t); a.Published != date(t, "2022") {
		t.Errorf("the date that was given is %+v", a.Published)
	}
}
