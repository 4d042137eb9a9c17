package ties

import (
	"cmp"
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/feature/strip"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Strip lays events on lanes; nil: on their tracks.
type Strip interface{ Group(g *strip.Grouping) }

// mostLanes is how many persons and organisations have a lane: those with most events.
const mostLanes = 24

// turnLanes lays the events on a lane for each person and organisation, or on their tracks
// again.
func (f *Feature) turnLanes() {
	f.lanes = !f.lanes
	f.lay()
}

// lay lays the events as is chosen.
func (f *Feature) lay() {
	if !f.lanes || f.host.Library.Snapshot() == nil {
		f.laying.Drop()
		f.lanes = false
		f.strip.Group(nil)
		return
	}
	rest := f.host.Kit().T("actor.lanes.rest")
	library.Load(f.host.Library, &f.laying, func(ctx context.Context, store data.Store) (*strip.Grouping, error) { return lanesOf(ctx, store, rest) }, func(g *strip.Grouping) {
		if len(g.Lanes) == 0 {
			f.lanes = false
			f.host.Inform(f.host.Kit().T("actor.lanes.none"))
			g = nil
		}
		f.strip.Group(g)
	})
}

// lanesOf makes a lane for each person and organisation, those with most events first;
// rest is the name of the last lane.
func lanesOf(ctx context.Context, store data.Store, rest string) (*strip.Grouping, error) {
	entities, err := store.Entities(ctx)
	if err != nil {
		return nil, err
	}
	events := map[data.ID][]data.ID{} // of an entity, each once
	for row, err := range store.Rows(ctx, data.KindMention) {
		if err != nil {
			return nil, err
		}
		m := row.(*data.Mention)
		if m.Role == data.RoleActor && !slices.Contains(events[m.Entity], m.Event) {
			events[m.Entity] = append(events[m.Entity], m.Event)
		}
	}
	entities = slices.DeleteFunc(entities, func(e data.Entity) bool { return len(events[e.ID]) == 0 })
	slices.SortStableFunc(entities, func(a, b data.Entity) int { return cmp.Compare(len(events[b.ID]), len(events[a.ID])) })
	g := &strip.Grouping{Of: map[data.ID][]int{}, Rest: rest}
	colours := data.Colours()
	for i, e := range entities[:min(len(entities), mostLanes)] {
		g.Lanes = append(g.Lanes, scene.Track{Name: e.Name, Colour: colours[i%len(colours)]})
		for _, event := range events[e.ID] {
			g.Of[event] = append(g.Of[event], i)
		}
	}
	return g, nil
}
