package app

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/verify"
)

// Links reads what the excerpts of one event are to its state, in the order of their IDs,
// which is the order of the store.
func Links(ctx context.Context, store data.Store, excerpts []data.Excerpt) (ids []data.ID, links []verify.Link, err error) {
	sorted := slices.Clone(excerpts)
	slices.SortFunc(sorted, func(a, b data.Excerpt) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	articles := map[data.ID]data.Article{}
	for _, x := range sorted {
		a, known := articles[x.Article]
		if !known {
			if a, err = store.Article(ctx, x.Article); err != nil && !errors.Is(err, data.ErrNotFound) {
				return nil, nil, err
			}
			a.Text = verify.Lead(a.Text)
			articles[x.Article] = a
		}
		ids = append(ids, x.ID)
		links = append(links, verify.Link{Verdict: x.Verdict, Doubt: x.Doubt.State, Passage: verify.Passage(a, a.Text, x.Anchor.Exact)})
	}
	return ids, links, nil
}

// Decide writes one edit that gives events, and excerpts, a verdict of the reader.
func (l *Library) Decide(ctx context.Context, v data.Verdict, events []data.ID, excerpts []data.Excerpt) (data.Edit, error) {
	if v.At == 0 {
		v.At = l.now().Unix()
	}
	label := "edit.verdict." + string(v.State)
	if len(excerpts) == 0 {
		return l.ChangeEvents(ctx, label, events, func(e *data.Event) { e.Verdict = v })
	}
	edit := data.Edit{Label: label}
	for _, before := range excerpts {
		after := before
		after.Verdict = v
		edit.Excerpts = append(edit.Excerpts, data.Update(before, after))
	}
	return l.Apply(ctx, edit)
}
