package away

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// mostBehind is how many events may have changed on the server since the copy followed it
// for its columns to be of use.
const mostBehind = 10_000

// Columns is that of [data.Store]. The columns of a large library take a server seconds and
// the copy a moment: they are the copy's, with the events that have changed since.
func (s *Store) Columns(ctx context.Context) (data.Columns, error) {
	if server := s.online(); server != nil && !s.Away() {
		if cols, ok := s.warm(ctx, server); ok {
			return cols, nil
		}
	}
	return read(ctx, s, func(ctx context.Context, d data.Store) (data.Columns, error) { return d.Columns(ctx) })
}

// warm makes the columns of the copy those of the server; false where only the server has
// them.
func (s *Store) warm(ctx context.Context, server data.Hosted) (cols data.Columns, ok bool) {
	if kept, err := s.kept.all(); err != nil || len(kept) > 0 {
		return cols, false
	}
	since, cols, tracks, axis, ok := s.copy.columns(ctx)
	if !ok {
		return cols, false
	}
	changes, err := server.Changes(ctx, since)
	if err != nil || changes.All {
		return cols, false
	}
	var ids []data.ID
	for _, row := range changes.Rows {
		switch row.Kind {
		case data.KindTrack, data.KindLibrary: // their numbers, or the clock of the axis
			return cols, false
		case data.KindEvent:
			ids = append(ids, row.ID)
		}
	}
	if len(ids) == 0 {
		return cols, true
	}
	slices.SortFunc(ids, func(a, b data.ID) int { return slices.Compare(a[:], b[:]) })
	if ids = slices.Compact(ids); len(ids) > mostBehind {
		return cols, false
	}
	rows, err := server.EventRows(ctx, ids)
	if err != nil {
		return cols, false
	}
	added, ok := data.ColumnsOf(rows, axis, tracks)
	if !ok {
		return cols, false
	}
	cols, _ = cols.Spliced(cols.Places(ids), added)
	return cols, true
}

// columns are those of the copy, with the tracks that they number and the axis that they are
// of, and of which revision of the server they are; false where it is not as the server was.
func (c *replica) columns(ctx context.Context) (revision int64, cols data.Columns, tracks []data.Track, axis dates.Axis, ok bool) {
	if !c.ready() {
		return 0, cols, nil, axis, false
	}
	c.renewing.RLock()
	defer c.renewing.RUnlock()
	c.mu.Lock()
	file, is := c.file, c.is
	c.mu.Unlock()
	if file == nil || len(is.Edited) > 0 {
		return 0, cols, nil, axis, false
	}
	tracks, err := file.Tracks(ctx)
	if err == nil {
		cols, err = file.Columns(ctx)
	}
	return is.Revision, cols, tracks, is.Library.Axis(), err == nil
}

// edited notes that rows of the copy were changed while the server was away. They are
// compared with the server's when all that was kept is there.
func (c *replica) edited(ctx context.Context, made data.Edit) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	is := c.is
	is.Edited = map[data.Kind][]data.ID{}
	for kind, ids := range c.is.Edited {
		is.Edited[kind] = slices.Clone(ids)
	}
	for _, shape := range data.Shapes() {
		for change := range shape.Changes(&made) {
			if id := shape.ID(change.Row()); !slices.Contains(is.Edited[shape.Kind], id) {
				is.Edited[shape.Kind] = append(is.Edited[shape.Kind], id)
			}
		}
	}
	return c.write(ctx, is)
}
