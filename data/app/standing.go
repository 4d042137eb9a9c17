package app

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/verify"
)

// Links reads what the excerpts of one event are to its state, in order of time by a clock:
// of those that are published at one time, in the order of their IDs.
func Links(ctx context.Context, store data.Store, clock dates.Axis, excerpts []data.Excerpt) (ids []data.ID, links []verify.Link, err error) {
	articles := map[data.ID]data.Article{}
	for _, x := range excerpts {
		if _, known := articles[x.Article]; known {
			continue
		}
		a, err := store.Article(ctx, x.Article)
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return nil, nil, err
		}
		a.Text = verify.Lead(a.Text)
		articles[x.Article] = a
	}
	sorted := slices.Clone(excerpts)
	slices.SortFunc(sorted, func(a, b data.Excerpt) int {
		return cmp.Or(Earlier(clock, articles[a.Article], articles[b.Article]), bytes.Compare(a.ID[:], b.ID[:]))
	})
	for _, x := range sorted {
		a := articles[x.Article]
		ids = append(ids, x.ID)
		links = append(links, verify.Link{Verdict: x.Verdict, Doubt: x.Doubt.State, Passage: verify.Passage(a, a.Text, x.Anchor.Exact)})
	}
	return ids, links, nil
}

// Decide writes one edit that gives events and excerpts, as they were seen, a verdict of the
// reader.
func (l *Library) Decide(ctx context.Context, v data.Verdict, events []data.Event, excerpts []data.Excerpt) (data.Edit, error) {
	if v.At == 0 {
		v.At = l.now().Unix()
	}
	edit := data.Edit{Label: verdictLabel(v.State)}
	for _, before := range events {
		after := before
		after.Verdict = v
		edit.Events = append(edit.Events, data.Update(before, after))
	}
	for _, before := range excerpts {
		after := before
		after.Verdict = v
		edit.Excerpts = append(edit.Excerpts, data.Update(before, after))
	}
	return l.Write(ctx, edit)
}

// DecideAll is Decide for many events as they are now.
func (l *Library) DecideAll(ctx context.Context, v data.Verdict, events []data.ID) (data.Edit, error) {
	if v.At == 0 {
		v.At = l.now().Unix()
	}
	return l.ChangeEvents(ctx, verdictLabel(v.State), events, func(e *data.Event) { e.Verdict = v })
}

// verdictLabel is the label of an edit that gives a state.
func verdictLabel(s data.State) string { return "edit.verdict." + string(s) }
