package storetest

import (
	"reflect"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

// contentHashed: libraries have the same hash if they hold the same, whatever was done in
// them, and another after any change.
func contentHashed(t *testing.T, s data.Store, m Maker) {
	ctx := t.Context()
	hash := func(s data.Store) [32]byte { return must(data.ContentHash(ctx, s))(t) }
	other := m.New(t)
	for i, store := range []data.Store{s, other} {
		before := must(store.Library(ctx))(t)
		after := before
		after.Title, after.Created, after.ColourNames = "The same", 77, map[string]string{"red": "a", "blue": "b"}
		apply(t, store, data.Edit{Label: "name", Library: one(data.Update(before, after))})
		for range i { // a history of its own
			apply(t, store, newSample(t).insert())
			must(store.Undo(ctx))(t)
		}
	}
	empty := hash(s)
	same(t, "hash of the empty library", hash(other), empty)
	sample := newSample(t)
	apply(t, s, sample.insert())
	full := hash(s)
	if full == empty {
		t.Error("the rows are not in the hash")
	}
	parts := byKind(sample.insert())
	slices.Reverse(parts)
	must(other.ApplyAll(ctx, "edit.import", parted(parts...), nil))(t)
	same(t, "hash of the same rows", hash(other), full)

	for _, kind := range data.Shapes() {
		rows := 0
		for row, err := range s.Rows(ctx, kind.Kind) {
			if err != nil {
				t.Fatal(err)
			}
			rows++
			if kind.Kind == data.KindLibrary {
				continue
			}
			found := false
			e := sample.insert()
			for c := range kind.Changes(&e) {
				found = found || kind.ID(c.After) == kind.ID(row)
			}
			if !found {
				t.Errorf("%s %s is not of the sample", kind.Kind, kind.ID(row))
			}
		}
		if e := sample.insert(); rows != kind.Count(&e) && kind.Kind != data.KindLibrary {
			t.Errorf("%d rows of kind %s", rows, kind.Kind)
		}
	}

	seen := [][32]byte{empty, full}
	for name, change := range map[string]func() data.Edit{
		"a title": func() data.Edit {
			return changing(must(s.Event(ctx, sample.events[0].ID))(t), func(e *data.Event) { e.Title += "x" })
		},
		"an order of tags": func() data.Edit {
			return changing(must(s.Event(ctx, sample.events[0].ID))(t), func(e *data.Event) { slices.Reverse(e.Tags) })
		},
		"an address": func() data.Edit {
			return changing(must(s.Event(ctx, sample.events[0].ID))(t), func(e *data.Event) { e.Links = e.Links[:1] })
		},
		"a verdict": func() data.Edit {
			return changing(must(s.Event(ctx, sample.events[0].ID))(t), func(e *data.Event) { e.Verdict.Why += "x" })
		},
		"a claim": func() data.Edit {
			return changing(must(s.Event(ctx, sample.events[0].ID))(t), func(e *data.Event) { e.Claims = e.Claims[:1] })
		},
		"a date of a source": func() data.Edit {
			return changing(must(s.EventExcerpts(ctx, sample.events[0].ID))(t)[0], func(x *data.Excerpt) { x.Date = date(t, "2022") })
		},
		"a position": func() data.Edit {
			return changing(must(s.Entities(ctx))(t)[1], func(x *data.Entity) { x.Position.Radius++ })
		},
		"a relation less": func() data.Edit { return data.Edit{Relations: deletes(rowsOf[data.Relation](t, s, data.KindRelation))} },
		"a caption": func() data.Edit {
			return changing(must(s.Pictures(ctx, sample.events[0].ID))(t)[0], func(p *data.Picture) { p.Caption += "x" })
		},
		"words of a step": func() data.Edit {
			return changing(must(s.EventSteps(ctx, sample.events[0].ID))(t)[0], func(x *data.StoryStep) { x.Text += "x" })
		},
		"a story": func() data.Edit {
			return changing(must(s.Stories(ctx))(t)[0], func(x *data.Story) { x.Title += "x" })
		},
		"a mention": func() data.Edit {
			return changing(must(s.EventMentions(ctx, sample.events[1].ID))(t)[0], func(m *data.Mention) { m.Role = data.RoleActor })
		},
		"a note": func() data.Edit {
			return changing(must(s.Annotations(ctx))(t)[0], func(n *data.Annotation) { n.Text += "x" })
		},
		"a text": func() data.Edit {
			return changing(must(s.Article(ctx, sample.articles[0].ID))(t), func(a *data.Article) { *a = a.WithText("Another.\n") })
		},
		"a name": func() data.Edit {
			return changing(must(s.Library(ctx))(t), func(l *data.Library) { l.Title += "x" })
		},
		"names of colours": func() data.Edit {
			return changing(must(s.Library(ctx))(t), func(l *data.Library) { l.ColourNames = map[string]string{"red": "b", "blue": "a"} })
		},
		"a view less": func() data.Edit { return data.Edit{Views: deletes(must(s.Views(ctx))(t))} },
		"an origin":   func() data.Edit { return changing(must(s.Origins(ctx, ""))(t)[0], func(o *data.Origin) { o.Seen++ }) },
	} {
		e := change()
		e.Label = name
		apply(t, s, e)
		now := hash(s)
		if slices.Contains(seen, now) {
			t.Errorf("%s changes no hash", name)
		}
		seen = append(seen, now)
		must(s.Undo(ctx))(t)
		same(t, "hash after undo of "+name, hash(s), full)
	}
}

// changing is the edit that changes a row.
func changing[T any](before T, change func(*T)) (e data.Edit) {
	for _, s := range data.Shapes() {
		if row, ok := any(&before).(data.Row); ok && reflect.TypeOf(s.New()) == reflect.TypeOf(row) {
			after := s.Copy(row)
			for _, f := range s.Fields { // lists are not shared
				if tags, ok := f.At(after).(*[]string); ok {
					*tags = slices.Clone(*tags)
				}
			}
			change(any(after).(*T))
			s.Add(&e, data.RowChange{Before: row, After: after})
		}
	}
	return e
}
