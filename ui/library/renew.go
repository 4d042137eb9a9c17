package library

import (
	"cmp"
	"context"
	"slices"

	"tarikh.org/tarikh/data"
)

// mostPatched is up to how many changed rows what is loaded is patched, instead of
// reading all of it again.
const mostPatched = 500

// renewal is the next snapshot after a change of the library.
type renewal struct {
	snapshot *Snapshot
	change   Change
	splice   data.Splice
}

// renew asks the store for the changes since a snapshot, and reads only the rows that
// were changed. The snapshot itself is not modified.
func renew(ctx context.Context, store data.Store, old *Snapshot) (renewal, error) {
	c, err := store.Changes(ctx, old.Revision)
	if err != nil {
		return renewal{}, err
	}
	if !c.All && len(c.Rows) <= mostPatched {
		next := *old
		next.Revision = c.Revision
		r := renewal{snapshot: &next, change: Change{Kind: Edited, Rows: map[data.Kind][]data.ID{}}}
		hosted, _ := store.(data.Hosted)
		for _, row := range c.Rows {
			if hosted != nil && row.By != hosted.Login() {
				r.change.Theirs = append(r.change.Theirs, row.ID)
			}
			if !r.change.Row(row.Kind, row.ID) {
				r.change.Rows[row.Kind] = append(r.change.Rows[row.Kind], row.ID)
			}
		}
		if ok, err := r.patch(ctx, store); err != nil || ok {
			return r, err
		}
	}
	return renewed(ctx, store)
}

// renewed is a snapshot that is read whole.
func renewed(ctx context.Context, store data.Store) (renewal, error) {
	n, err := loadSnapshot(ctx, store)
	return renewal{snapshot: n, change: Change{Kind: Edited, All: true}}, err
}

// patch reads what was changed; false if the rows are inconsistent, since more has
// changed meanwhile.
func (r *renewal) patch(ctx context.Context, store data.Store) (ok bool, err error) {
	n, changed := r.snapshot, r.change.Rows
	has := func(k data.Kind) bool { return len(changed[k]) > 0 }
	if ok, err := r.patchFrame(ctx, store); !ok || err != nil {
		return false, err
	}
	if has(data.KindEvent) {
		if ok, err := r.patchEvents(ctx, store, changed[data.KindEvent]); !ok || err != nil {
			return false, err
		}
	}
	if has(data.KindArticle) {
		if n.Articles, err = store.Articles(ctx); err != nil {
			return false, err
		}
	}
	if has(data.KindExcerpt) {
		if n.Excerpts, err = store.ArticleExcerptCounts(ctx); err != nil {
			return false, err
		}
		if n.doubted, err = store.DoubtedEvents(ctx); err != nil {
			return false, err
		}
	}
	if has(data.KindAnnotation) {
		ids := changed[data.KindAnnotation]
		if r.change.Notes, err = store.AnnotationRows(ctx, ids); err != nil {
			return false, err
		}
		n.Notes = patched(n.Notes, ids, r.change.Notes)
	}
	if has(data.KindView) {
		if n.Views, err = store.Views(ctx); err != nil {
			return false, err
		}
	}
	n.count()
	if has(data.KindAnnotation) || has(data.KindExcerpt) || !r.splice.Empty() {
		if err := n.mark(ctx, store, r.change.Events); err != nil {
			return false, err
		}
	}
	n.UndoLabel, n.RedoLabel, err = store.History(ctx)
	return true, err
}

// patchFrame reads what the library says of itself and the tracks, if they were changed;
// false where events are elsewhere by that: on an axis of another zone, on tracks in
// another order.
func (r *renewal) patchFrame(ctx context.Context, store data.Store) (ok bool, err error) {
	n := r.snapshot
	if r.change.Has(data.KindLibrary) {
		zone := n.Library.Zone
		if n.Library, err = store.Library(ctx); err != nil || n.Library.Zone != zone {
			return false, err
		}
	}
	if !r.change.Has(data.KindTrack) {
		return true, nil
	}
	before := n.Tracks
	n.Tracks, err = store.Tracks(ctx)
	return slices.EqualFunc(before, n.Tracks, func(a, b data.Track) bool { return a.ID == b.ID }), err
}

// patchEvents reads the events that were changed and puts them into the columns.
func (r *renewal) patchEvents(ctx context.Context, store data.Store, ids []data.ID) (ok bool, err error) {
	n := r.snapshot
	rows, err := store.EventRows(ctx, ids)
	if err != nil {
		return false, err
	}
	added, ok := data.ColumnsOf(rows, n.Axis, n.Tracks)
	if !ok {
		return false, nil
	}
	for _, e := range rows {
		if e.ID != (data.ID{}) {
			r.change.Events = append(r.change.Events, e)
		}
	}
	columns, splice := n.Columns.Spliced(n.Columns.Places(ids), added)
	r.splice = splice
	if r.same(columns) {
		return true, nil
	}
	n.Index, n.Columns = n.Index.Patched(columns, splice), columns
	return true, nil
}

// same reports whether the columns are unchanged: only a title was changed, for
// instance.
func (r *renewal) same(columns data.Columns) bool {
	if !slices.Equal(r.splice.Gone, r.splice.Added) {
		return false
	}
	for _, p := range r.splice.Added {
		if columns.At(int(p)) != r.snapshot.Columns.At(int(p)) {
			return false
		}
	}
	return true
}

// patched returns notes, which are sorted by Created, then ID, with the rows that some
// of them have now, zero for one that is gone. The given slice is not modified.
func patched(notes []data.Annotation, ids []data.ID, rows []data.Annotation) []data.Annotation {
	notes = slices.DeleteFunc(slices.Clone(notes), func(n data.Annotation) bool { return slices.Contains(ids, n.ID) })
	for _, row := range rows {
		if row.ID == (data.ID{}) {
			continue
		}
		at, _ := slices.BinarySearchFunc(notes, row, func(a, b data.Annotation) int {
			return cmp.Or(cmp.Compare(a.Created, b.Created), slices.Compare(a.ID[:], b.ID[:]))
		})
		notes = slices.Insert(notes, at, row)
	}
	if len(notes) == 0 {
		return nil
	}
	return notes
}
