package actors

import (
	"context"
	"errors"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/names"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// found is who is named in the texts, to be decided on.
type found struct {
	host    *feature.Host
	known   bool // the texts were read
	all     []app.Naming
	left    map[string]bool // keys of names that were refused and cannot be remembered
	picks   control.Picks
	at      int // the one that is shown, -1 for none
	finding library.Slot
	told    library.Subscribers[struct{}]
}

func newFound(h *feature.Host) *found { return &found{host: h, left: map[string]bool{}, at: -1} }

// place is a well-known one.
func (f *found) place(name string) bool { return names.WellKnown(f.host.Gazetteer, name) }

// find reads the texts, with progress, and calls done where that was not cancelled.
func (f *found) find(done func()) {
	turn := f.host.Turn(f.host.Kit().T("actors.finding"), func(error) {})
	library.Plan(f.host.Library, &f.finding, func(ctx context.Context, l *app.Library) (all []app.Naming, err error) {
		return all, turn.Do(ctx, func(ctx context.Context, tell func(float64)) error {
			all, err = l.Namings(ctx, nil, f.place, tell)
			return err
		})
	}, func(all []app.Naming, err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			f.host.Fail(err)
		default:
			f.set(all)
			done()
		}
	})
}

// set shows what was found; the one that is shown stays.
func (f *found) set(all []app.Naming) {
	at := ""
	if n := f.shown(); n != nil {
		at = names.Key(n.Name)
	}
	f.known = true
	f.all = slices.DeleteFunc(all, func(n app.Naming) bool { return f.left[names.Key(n.Name)] })
	f.picks.Reset(len(f.all))
	f.at = slices.IndexFunc(f.all, func(n app.Naming) bool { return names.Key(n.Name) == at })
	if f.at < 0 && len(f.all) > 0 {
		f.at = 0
	}
	f.picks.Only(f.at)
	f.told.Tell(struct{}{})
}

// follow reads the texts again, without a word, once something has changed that they or the
// decisions on them depend on.
func (f *found) follow(c library.Change) {
	switch {
	case c.Kind == library.Closed:
		f.finding.Drop()
		f.known, f.all, f.at, f.left = false, nil, -1, map[string]bool{}
		f.picks.Reset(0)
		f.told.Tell(struct{}{})
	case c.Kind == library.Edited && f.known && c.Has(data.KindEntity, data.KindMention, data.KindDismissal, data.KindArticle, data.KindExcerpt, data.KindEvent):
		library.Plan(f.host.Library, &f.finding, func(ctx context.Context, l *app.Library) ([]app.Naming, error) {
			return l.Namings(ctx, nil, f.place, nil)
		}, func(all []app.Naming, err error) {
			if err == nil {
				f.set(all)
			}
		})
	}
}

// shown is the one that is shown, nil for none.
func (f *found) shown() *app.Naming {
	if f.at < 0 || f.at >= len(f.all) {
		return nil
	}
	return &f.all[f.at]
}

// picked are the ones that are selected.
func (f *found) picked() (all []app.Naming) {
	for _, i := range f.picks.Keys() {
		all = append(all, f.all[i])
	}
	return all
}

// named is the one with a name, nil for none.
func (f *found) named(name string) *app.Naming {
	i := slices.IndexFunc(f.all, func(n app.Naming) bool { return n.Name == name })
	if i < 0 {
		return nil
	}
	return &f.all[i]
}

// drop takes some from the list at once, while what was decided on them is written; the one
// after them is shown.
func (f *found) drop(some []app.Naming) {
	var left []app.Naming
	at := -1
	for i, n := range f.all {
		if !slices.ContainsFunc(some, func(o app.Naming) bool { return o.Name == n.Name && o.Kind == n.Kind }) {
			if left = append(left, n); i >= f.at && at < 0 {
				at = len(left) - 1
			}
		}
	}
	if at < 0 {
		at = len(left) - 1
	}
	f.all, f.at = left, at
	f.picks.Reset(len(left))
	f.picks.Only(at)
	f.told.Tell(struct{}{})
}

// take makes persons and organisations of some, as one edit.
func (f *found) take(some ...app.Taking) {
	if len(some) == 0 {
		return
	}
	var gone []app.Naming
	for _, t := range some {
		gone = append(append(gone, t.Naming), t.Also...)
	}
	f.drop(gone)
	library.Use(f.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) { return l.TakeNames(ctx, some...) }, nil)
}

// refuse keeps some from being proposed again, as one edit; those that no article has are
// left out until the library is closed.
func (f *found) refuse(some []app.Naming) {
	if len(some) == 0 {
		return
	}
	f.drop(some)
	library.Use(f.host.Library, func(ctx context.Context, l *app.Library) (left []app.Naming, err error) {
		_, left, err = l.RefuseNames(ctx, some...)
		return left, err
	}, func(left []app.Naming, err error) {
		if err != nil {
			f.host.Fail(err)
			return
		}
		for _, n := range left {
			f.left[names.Key(n.Name)] = true
		}
	})
}
