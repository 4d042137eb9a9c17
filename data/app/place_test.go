package app

import (
	"errors"
	"testing"

	"tarikh.org/tarikh/data"
)

// An event is placed: its place is made once, moved after that, shared by events that call
// it the same, and all of that is undone in single steps.
func TestPlace(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	f := furnish(t, l)
	row, err := store.Event(ctx, f.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	named := row
	named.Place = "The Hall"
	if _, err := l.Write(ctx, data.Edit{Label: "edit.event.change", Events: []data.Change[data.Event]{data.Update(row, named)}}); err != nil {
		t.Fatal(err)
	}
	second := data.Event{ID: data.NewID(), Title: "Games", Date: row.Date, Importance: 3, Place: "the hall"}
	if _, err := l.AddEvent(ctx, second, "Sport", nil); err != nil {
		t.Fatal(err)
	}
	at := func(lat float64) Found {
		return Found{Name: "0,0", Position: data.Position{Lat: lat, Lon: 30, Radius: 50}, Basis: data.BasisMap}
	}
	places := func() (all []data.Entity) {
		entities, err := store.Entities(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entities {
			if e.Type == data.Place {
				all = append(all, e)
			}
		}
		return all
	}
	before := len(places())
	put := func(event data.ID, lat float64) {
		t.Helper()
		if _, err := l.Place(ctx, event, at(lat)); err != nil {
			t.Fatal(err)
		}
	}
	put(row.ID, 10)
	put(row.ID, 20)
	put(second.ID, 20)
	if all := places(); len(all) != 1 || before != 1 || all[0].Name != "The Hall" || all[0].Position.Lat != 20 || all[0].Basis != data.BasisMap {
		t.Errorf("%+v", places())
	}
	if m, err := store.EventMentions(ctx, second.ID); err != nil || len(m) != 1 || m[0].Role != data.RolePlace {
		t.Errorf("%+v %v", m, err)
	}
	for range 3 {
		if _, err := store.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(places()); n != before {
		t.Errorf("%d places are left", n)
	}
	if _, err := l.Place(ctx, data.NewID(), at(1)); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("no event: %v", err)
	}
	var bad *data.InvalidError
	if _, err := l.Place(ctx, row.ID, at(91)); !errors.As(err, &bad) {
		t.Errorf("beyond the pole: %v", err)
	}
}
