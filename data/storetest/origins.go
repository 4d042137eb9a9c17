package storetest

import (
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
)

// origins: they are listed by source and name, and stay when the row that they name is
// deleted.
func origins(t *testing.T, s data.Store) {
	ctx := t.Context()
	same(t, "sources of nothing", len(must(s.OriginSources(ctx))(t)), 0)
	sample := newSample(t)
	done := apply(t, s, sample.insert())
	same(t, "sources", must(s.OriginSources(ctx))(t), []string{"csv:a.csv", "timelinejs:قمة.json"})
	list := func(source string) (out []string) {
		for _, o := range must(s.Origins(ctx, source))(t) {
			out = append(out, o.Source+" "+o.Foreign+" "+o.Of)
		}
		return out
	}
	same(t, "all", list(""), []string{"csv:a.csv صف 7 event", "timelinejs:قمة.json 1 event", "timelinejs:قمة.json 1 annotation"})
	same(t, "one source", list("csv:a.csv"), []string{"csv:a.csv صف 7 event"})
	same(t, "no source", len(list("csv:b.csv")), 0)

	apply(t, s, data.Edit{
		Label: "delete", Events: one(data.Delete(*done.Events[0].After)), Excerpts: one(data.Delete(*done.Excerpts[0].After)),
		Annotations: []data.Change[data.Annotation]{data.Delete(*done.Annotations[0].After), data.Delete(*done.Annotations[3].After)},
		Mentions:    deletes(must(s.EventMentions(ctx, sample.events[0].ID))(t)), Relations: deletes(must(s.EventRelations(ctx, sample.events[0].ID))(t)),
		Pictures: deletes(must(s.Pictures(ctx, sample.events[0].ID))(t)), Steps: deletes(must(s.EventSteps(ctx, sample.events[0].ID))(t)),
	})
	left := must(s.Origins(ctx, sample.origins[0].Source))(t)
	if len(left) != 2 || left[0].Row != sample.events[0].ID {
		t.Errorf("origins of rows that were deleted: %+v", left)
	}
	if problems := must(s.Check(ctx, nil))(t); len(problems) > 0 {
		t.Errorf("problems: %q", problems)
	}

	// By Foreign, whatever the order of writing.
	more := data.Edit{Label: "more"}
	for _, foreign := range []string{"3", "10", "2"} {
		more.Origins = append(more.Origins, data.Insert(data.Origin{ID: data.NewID(), Source: "x", Foreign: foreign, Row: data.NewID(), Of: "article"}))
	}
	apply(t, s, more)
	same(t, "by name", list("x"), []string{"x 10 article", "x 2 article", "x 3 article"})
}

func originsTwice(t *testing.T, s data.Store) {
	sample := newSample(t)
	apply(t, s, sample.insert())
	again := sample.origins[0]
	again.ID = data.NewID()
	apply(t, s, data.Edit{Label: "twice", Origins: one(data.Insert(again))})
	problems := must(s.Check(t.Context(), nil))(t)
	if len(problems) != 1 || !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, again.ID.String()) }) {
		t.Errorf("problems: %q", problems)
	}
}
