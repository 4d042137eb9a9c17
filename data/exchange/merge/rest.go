package merge

import (
	"context"
	"errors"
	"fmt"

	"tarikh.org/tarikh/data"
)

// compareRest compares the kinds of rows that only a library's own file has.
func (c *comparison) compareRest(ctx context.Context) error {
	all, _ := c.doc.Taken()
	rest := &all
	if c.options.Fresh && len(rest.Library) == 1 {
		here, err := c.store.Library(ctx)
		if err != nil {
			return err
		}
		after := *rest.Library[0].After
		after.ID, after.Rev = here.ID, here.Rev
		c.plain.Library = append(c.plain.Library, data.Update(here, after))
	}
	for _, step := range []func(context.Context, *data.Edit) error{c.compareViews, c.compareOrigins, c.compareEditions, c.compareDismissals, c.compareTies} {
		if err := step(ctx, rest); err != nil {
			return err
		}
	}
	return nil
}

func (c *comparison) compareViews(ctx context.Context, rest *data.Edit) error {
	if len(rest.Views) == 0 {
		return nil
	}
	all, err := c.store.Views(ctx)
	if err != nil {
		return err
	}
	here := byID(all, func(v *data.View) data.ID { return v.ID })
	for _, v := range rest.Views {
		if was, ok := here[v.After.ID]; ok {
			c.own(data.KindView, was, v.After)
			continue
		}
		c.plain.Views = append(c.plain.Views, data.Insert(*v.After))
	}
	return nil
}

func (c *comparison) compareOrigins(ctx context.Context, rest *data.Edit) error {
	if len(rest.Origins) == 0 {
		return nil
	}
	all, err := c.store.Origins(ctx, "")
	if err != nil {
		return err
	}
	here := make(map[[3]string]bool, len(all))
	ids := byID(all, func(o *data.Origin) data.ID { return o.ID })
	for _, o := range all {
		here[[3]string{o.Source, o.Of, o.Foreign}] = true
	}
	for _, o := range rest.Origins {
		if ids[o.After.ID] == nil && !here[[3]string{o.After.Source, o.After.Of, o.After.Foreign}] {
			c.plain.Origins = append(c.plain.Origins, data.Insert(*o.After))
		}
	}
	return nil
}

func (c *comparison) compareEditions(ctx context.Context, rest *data.Edit) error {
	for _, e := range rest.Editions {
		after := *e.After
		after.Article = c.id(after.Article)
		_, err := c.store.Edition(ctx, after.ID)
		switch {
		case errors.Is(err, data.ErrNotFound) && !c.gone[after.Article]:
			c.plain.Editions = append(c.plain.Editions, data.Insert(after))
		case err != nil && !errors.Is(err, data.ErrNotFound):
			return err
		}
	}
	return nil
}

func (c *comparison) compareDismissals(ctx context.Context, rest *data.Edit) error {
	known := map[data.ID]map[data.ID]*data.Dismissal{} // by article
	for _, d := range rest.Dismissals {
		after := *d.After
		if after.Article = c.id(after.Article); c.gone[after.Article] {
			continue
		}
		if known[after.Article] == nil {
			all, err := c.store.Dismissals(ctx, after.Article)
			if err != nil && !errors.Is(err, data.ErrNotFound) {
				return err
			}
			known[after.Article] = byID(all, func(d *data.Dismissal) data.ID { return d.ID })
		}
		if known[after.Article][after.ID] == nil {
			c.plain.Dismissals = append(c.plain.Dismissals, data.Insert(after))
		}
	}
	return nil
}

// compareTies compares what is only known by its ID: entities, what they and events have
// to do with events, stories and pictures. A row of which a row that it needs was deleted
// here is left out.
func (c *comparison) compareTies(ctx context.Context, rest *data.Edit) error {
	for _, of := range []data.Kind{data.KindEntity, data.KindMention, data.KindRelation, data.KindStory, data.KindPicture, data.KindStep} {
		shape := of.Shape()
		if shape.Count(rest) == 0 {
			continue
		}
		here := map[data.ID]data.Row{}
		for row, err := range c.store.Rows(ctx, of) {
			if err != nil {
				return err
			}
			here[shape.ID(row)] = shape.Copy(row)
		}
		for change := range shape.Changes(rest) {
			row := shape.Copy(change.After)
			if !c.tie(shape, row) {
				continue
			}
			if was := here[shape.ID(row)]; was != nil {
				c.own(of, was, row)
				continue
			}
			if p, is := row.(*data.Picture); is && !c.doc.Own && c.pictured(here, *p) {
				continue
			}
			here[shape.ID(row)] = row
			shape.Add(&c.plain, data.RowChange{After: row})
		}
	}
	return nil
}

// pictured reports whether what a picture belongs to has that picture already.
func (c *comparison) pictured(here map[data.ID]data.Row, p data.Picture) bool {
	for _, row := range here {
		if h := row.(*data.Picture); h.Hash == p.Hash && h.Event == p.Event && h.Article == p.Article && h.Story == p.Story {
			return true
		}
	}
	return false
}

// tie makes a row refer to the rows of the library, and reports whether they are there.
func (c *comparison) tie(s *data.Shape, row data.Row) bool {
	for _, f := range s.Fields {
		if !f.Refers {
			continue
		}
		id := f.At(row).(*data.ID)
		if *id = c.id(*id); c.gone[*id] {
			return false
		}
	}
	return true
}

func byID[T any](rows []T, id func(*T) data.ID) map[data.ID]*T {
	by := make(map[data.ID]*T, len(rows))
	for i := range rows {
		by[id(&rows[i])] = &rows[i]
	}
	return by
}

// findGone finds the rows of earlier imports that the file does not have any more and the
// library still has.
func (c *comparison) findGone(ctx context.Context) error {
	if c.doc.Chosen {
		return nil
	}
	left, stays := map[string][]data.Origin{}, map[data.ID]bool{}
	for _, o := range c.origins {
		if c.matched[o.ID] {
			stays[o.Row] = true
		}
	}
	for _, o := range c.origins {
		if !c.matched[o.ID] && !stays[o.Row] {
			left[o.Of] = append(left[o.Of], *o)
		}
	}
	for name, origins := range left {
		of, _ := data.KindNamed(name)
		for from := 0; from < len(origins); from += batch {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("import: %w", err)
			}
			part := origins[from:min(from+batch, len(origins))]
			rows, err := c.here(ctx, of, part)
			if err != nil {
				return err
			}
			for i, row := range rows {
				if row != nil {
					c.Gone = append(c.Gone, Gone{
						Of: of, Row: part[i].Row, Title: of.Shape().Title(row), Changed: c.changedHere(of, row, part[i]), origin: part[i],
					})
				}
			}
		}
	}
	return nil
}

// here returns the rows that origins name, nil for those that were deleted.
func (c *comparison) here(ctx context.Context, of data.Kind, origins []data.Origin) ([]data.Row, error) {
	rows := make([]data.Row, len(origins))
	ids := make([]data.ID, len(origins))
	for i, o := range origins {
		ids[i] = o.Row
	}
	switch of {
	case data.KindEvent:
		events, err := c.store.EventRows(ctx, ids)
		if err != nil {
			return nil, err
		}
		for i := range events {
			if events[i].ID != (data.ID{}) {
				rows[i] = &events[i]
			}
		}
	case data.KindAnnotation:
		notes, err := c.store.AnnotationRows(ctx, ids)
		if err != nil {
			return nil, err
		}
		for i := range notes {
			if notes[i].ID != (data.ID{}) {
				rows[i] = &notes[i]
			}
		}
	case data.KindArticle:
		for i, id := range ids {
			a, err := c.store.Article(ctx, id)
			if errors.Is(err, data.ErrNotFound) {
				continue
			}
			if err != nil {
				return nil, err
			}
			rows[i] = &a
		}
	}
	return rows, nil
}

func (c *comparison) changedHere(of data.Kind, row data.Row, o data.Origin) bool {
	for _, f := range comparedFields[of] {
		if c.fieldSum(f, row) != o.Base[f.Name] {
			return true
		}
	}
	return false
}
