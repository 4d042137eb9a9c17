package away

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/reconcile"
)

// errWaits is why something cannot be done while the server is away.
var errWaits = fmt.Errorf("%w: this waits until it is back", data.ErrAway)

// Apply writes an edit, see [data.Store]. While the server is away the edit is written to the
// copy and kept; errors: data.ErrAway where there is no copy.
func (s *Store) Apply(ctx context.Context, e data.Edit) (data.Edit, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if !s.Away() {
		made, err := s.online().Apply(ctx, e)
		if err == nil {
			s.own.made(texted(made, e))
		}
		if !errors.Is(err, data.ErrAway) {
			return made, err
		}
		if s.change(true); !s.Away() {
			return made, err
		}
	}
	made, err := s.write(ctx, e)
	if err == nil {
		s.own.made(texted(made, e))
	}
	return made, err
}

// write writes an edit to the copy, and keeps it for the server.
func (s *Store) write(ctx context.Context, e data.Edit) (data.Edit, error) {
	made, err := s.copy.do(ctx, func(own data.ID) (data.Edit, error) {
		fitted, err := s.fit(ctx, e.OfLibrary(own))
		if err != nil {
			return data.Edit{}, err
		}
		return s.copy.file.Apply(ctx, fitted)
	})
	if err != nil {
		return data.Edit{}, err
	}
	return made, s.keep(ctx, made, e.Pages)
}

// texted is an edit that was made, with its texts as they were asked for: of a row before it
// a store tells no text.
func texted(made, asked data.Edit) data.Edit {
	was := map[data.ID]data.Row{}
	for _, shape := range data.Shapes() {
		for c := range shape.Changes(&asked) {
			if c.Before != nil {
				was[shape.ID(c.Before)] = c.Before
			}
		}
	}
	made.Merge, made.Articles = asked.Merge, slices.Clone(made.Articles)
	for i, c := range made.Articles {
		if c.Before == nil {
			continue
		}
		if a, ok := was[c.Before.ID].(*data.Article); ok && c.Before.Hash == a.Hash {
			before := *c.Before
			before.Text = a.Text
			made.Articles[i].Before = &before
		}
	}
	return made
}

// keep keeps what was made in the copy. A Rev of the copy says nothing on the server, where
// another row might have it: each row is compared there.
func (s *Store) keep(ctx context.Context, made data.Edit, pages []data.Page) error {
	if made.Empty() {
		return nil
	}
	kept := data.Edit{Label: made.Label, Merge: made.Merge, Pages: pages}
	for _, shape := range data.Shapes() {
		for c := range shape.Changes(&made) {
			if c.Before != nil {
				c.Before = shape.Copy(c.Before)
				*shape.Rev(c.Before) = 0
			}
			shape.Add(&kept, c)
		}
	}
	if err := s.kept.put(context.WithoutCancel(ctx), kept); err != nil {
		return err
	}
	return s.copy.edited(context.WithoutCancel(ctx), made)
}

// fit makes an edit fit the copy, in which rows have other Revs than on the server.
func (s *Store) fit(ctx context.Context, e data.Edit) (data.Edit, error) {
	joined, err := reconcile.Join(e, reconcile.Of(ctx, s.copy.file))
	if err != nil {
		return data.Edit{}, err
	}
	if len(joined.Conflicts) > 0 {
		return data.Edit{}, fmt.Errorf("%w: in the copy of the library", data.ErrConflict)
	}
	if edits := joined.Decide(nil); len(edits) > 0 {
		return edits[0], nil
	}
	return data.Edit{Label: e.Label}, nil
}

// online is the library of the server.
func (s *Store) online() data.Hosted {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.server
}

// ApplyAll is that of [data.Store]. While the server is away it fails with data.ErrAway.
func (s *Store) ApplyAll(ctx context.Context, label string, parts iter.Seq2[data.Edit, error], progress func(int)) (data.Step, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.Away() {
		return data.Step{}, errWaits
	}
	s.own.forget()
	return s.online().ApplyAll(ctx, label, parts, progress)
}

// Steps is that of [data.Store]. While the server is away there are none.
func (s *Store) Steps(ctx context.Context, before int64, limit int) ([]data.Step, error) {
	if s.Away() {
		return nil, nil
	}
	return s.online().Steps(ctx, before, limit)
}

// GoTo is that of [data.Store]. While the server is away it fails with data.ErrAway.
func (s *Store) GoTo(ctx context.Context, n int64) ([]data.Edit, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.Away() {
		return nil, errWaits
	}
	s.own.forget()
	return s.online().GoTo(ctx, n)
}

// Check is that of [data.Store].
func (s *Store) Check(ctx context.Context, progress func(float64)) ([]string, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) ([]string, error) { return d.Check(ctx, progress) })
}

// Access is that of [data.Store], as the server said it at last.
func (s *Store) Access() data.Access {
	if server := s.online(); server != nil {
		return server.Access()
	}
	return data.Access{}
}

// Deleted is that of [data.Recaller].
func (s *Store) Deleted(ctx context.Context, kind data.Kind, id data.ID) (data.Row, error) {
	if r, ok := s.online().(data.Recaller); ok && !s.Away() {
		return r.Deleted(ctx, kind, id)
	}
	return nil, fmt.Errorf("%w: what was %s %s", data.ErrNotFound, kind, id)
}

// Meet is that of [data.Meeting]: nobody is met while the server is away.
func (s *Store) Meet(ctx context.Context, mine data.Presence) ([]data.Presence, error) {
	if m, ok := s.online().(data.Meeting); ok && !s.Away() {
		return m.Meet(ctx, mine)
	}
	return nil, nil
}

// Met is that of [data.Meeting].
func (s *Store) Met(ctx context.Context) error {
	for ctx.Err() == nil {
		s.mu.Lock()
		server, switched := s.server, s.switched
		s.mu.Unlock()
		if m, ok := server.(data.Meeting); ok {
			return m.Met(ctx)
		}
		select {
		case <-switched:
		case <-s.background.Done():
			return s.background.Err()
		case <-ctx.Done():
		}
	}
	return ctx.Err()
}

// Leave is that of [data.Meeting].
func (s *Store) Leave(ctx context.Context, client data.ID) error {
	if m, ok := s.online().(data.Meeting); ok && !s.Away() {
		return m.Leave(ctx, client)
	}
	return nil
}

// perTurn is how far the revisions of two turns are apart: more than a library has.
const perTurn = 1 << 42

// Revision is that of [data.Store]: it is another one when the server goes or comes back.
func (s *Store) Revision(ctx context.Context) (int64, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (int64, error) {
		_, _, turn := s.present()
		revision, err := d.Revision(ctx)
		return turn*perTurn + revision, err
	})
}

// Changes is that of [data.Store]: all, when the server has gone or come back.
func (s *Store) Changes(ctx context.Context, since int64) (data.Changes, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (c data.Changes, err error) {
		_, _, turn := s.present()
		if since/perTurn != turn {
			c.All = true
			c.Revision, err = d.Revision(ctx)
		} else {
			c, err = d.Changes(ctx, since%perTurn)
		}
		c.Revision += turn * perTurn
		for i := range c.Rows {
			c.Rows[i].Revision += turn * perTurn
		}
		return c, err
	})
}

// Wait is that of [data.Store].
func (s *Store) Wait(ctx context.Context, revision int64) (int64, error) {
	return read(ctx, s, func(ctx context.Context, d data.Store) (int64, error) {
		_, _, turn := s.present()
		if revision/perTurn != turn {
			now, err := d.Revision(ctx)
			return turn*perTurn + now, err
		}
		now, err := d.Wait(ctx, revision%perTurn)
		return turn*perTurn + now, err
	})
}
