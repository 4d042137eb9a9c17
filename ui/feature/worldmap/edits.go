package worldmap

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/library"
)

// pointDoubt is by how many units a press on the map may miss.
const pointDoubt = 4

// put says that the selected event happened where the reader has pointed.
func (f *Feature) put(lat, lon, metres float64) {
	e := f.host.Library.Event()
	if e == nil {
		return
	}
	found := app.Found{
		Name: gazetteer.Position(lat, lon), Position: data.Position{Lat: lat, Lon: lon, Radius: max(1, pointDoubt*metres)}, Basis: data.BasisMap,
	}
	if w := f.moving; w != nil && e.ID == f.Event {
		f.moving = nil
		f.move(*w, found)
		return
	}
	f.place(e.ID, found)
}

// settle says that what an event calls its place is a place of the gazetteer.
func (f *Feature) settle(event data.ID, p gazetteer.Place) {
	found := app.Found{Name: p.English, Position: data.Position{Lat: p.Lat, Lon: p.Lon, Radius: p.Radius}, Basis: data.BasisGazetteer, Ref: p.ID}
	if p.Arabic != "" {
		found.Names = data.EntityNames{{Text: p.Arabic, Lang: "ar"}, {Text: p.English, Lang: "en"}}
	}
	f.place(event, found)
}

func (f *Feature) place(event data.ID, found app.Found) {
	library.Use(f.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.Place(ctx, event, found)
	}, func(_ data.Edit, err error) {
		if err != nil {
			f.host.Fail(err)
			return
		}
		f.host.Tell(f.host.Kit().T("map.placed"))
	})
}

// mostNames is how many places are named beside a box.
const mostNames = 40

// placesIn are the values of a term that leaves what happened in a box: the box, for
// places whose positions are in the library, and the names of those in it that are known
// by their names alone.
func placesIn(m *model, box query.Box) []string {
	values := []string{box.String()}
	for _, s := range m.known.placing.Sites {
		if !box.Has(s.Lat, s.Lon) {
			continue
		}
		for _, words := range s.Words {
			if !slices.Contains(values, words) && len(values) <= mostNames {
				values = append(values, words)
			}
		}
	}
	return values
}
