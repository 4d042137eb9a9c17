package app

import (
	"cmp"
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/wording"
)

// Names reads what a library uses as names: its tracks and tags. Errors are the store's.
func Names(ctx context.Context, store data.Store) (wording.Names, error) {
	tracks, err := store.Tracks(ctx)
	if err != nil {
		return nil, err
	}
	tags, err := store.Tags(ctx)
	if err != nil {
		return nil, err
	}
	return wording.NewNames(func(yield func(string) bool) {
		for _, t := range tracks {
			if !yield(t.Name) {
				return
			}
		}
		for _, t := range tags {
			if !yield(t.Tag) {
				return
			}
		}
	}), nil
}

// Why returns which kinds of words of a passage have changed, by a doubt about it and its
// words now, the weightiest first; none where only its place is in doubt.
func Why(d data.Doubt, now string, names wording.Names) []wording.Reason {
	if d.State != data.CheckMe {
		return nil
	}
	reasons := wording.Reasons(wording.Changes(d.Was, now, names))
	if !turns(d.Method) || slices.ContainsFunc(reasons, func(r wording.Reason) bool { return r.Kind == wording.Negation }) {
		return reasons
	}
	how := wording.Added
	if d.Method == affirmed {
		how = wording.Removed
	}
	reasons = append(reasons, wording.Reason{Kind: wording.Negation, How: how})
	slices.SortFunc(reasons, func(a, b wording.Reason) int { return cmp.Compare(a.Kind, b.Kind) })
	return reasons
}
