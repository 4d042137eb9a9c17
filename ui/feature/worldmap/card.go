package worldmap

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/placing"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// whereabouts are the places of the selected event, and those that its sources name.
type whereabouts struct {
	rows     []whereabout
	proposed []app.PlaceProposal
}

// whereabout is a place of an event.
type whereabout struct {
	name  string      // as the event or the library has it
	place data.Entity // its row; zero where the event's field alone names it
	// at is where it is, the zero Place if that is not known; may is what the name may mean
	// then.
	at  gazetteer.Place
	may []gazetteer.Place
}

// called are the names by which the place may be taken from the event.
func (w whereabout) called() []string { return append(w.place.Called(), w.name) }

// readWhereabouts reads the places of an event; one that was deleted meanwhile has none.
func readWhereabouts(g *gazetteer.Gazetteer) func(context.Context, data.Store, data.ID) (whereabouts, error) {
	return func(ctx context.Context, store data.Store, event data.ID) (w whereabouts, err error) {
		e, err := store.Event(ctx, event)
		if errors.Is(err, data.ErrNotFound) {
			return w, nil
		}
		if err != nil {
			return w, err
		}
		mentions, err := store.EventMentions(ctx, event)
		if err != nil {
			return w, err
		}
		entities, err := store.Entities(ctx)
		if err != nil {
			return w, err
		}
		said := map[data.ID]bool{}
		for _, m := range mentions {
			i := slices.IndexFunc(entities, func(e data.Entity) bool { return e.ID == m.Entity })
			if m.Role == data.RolePlace && i >= 0 && !said[m.Entity] {
				said[m.Entity] = true
				w.rows = append(w.rows, whereaboutOf(g, entities[i].Name, entities[i])...)
			}
		}
		if len(w.rows) == 0 {
			for _, name := range placing.Names(e.Place) {
				w.rows = append(w.rows, whereaboutOf(g, name, data.Entity{})...)
			}
		}
		var there []gazetteer.Place
		for _, row := range w.rows {
			there = append(there, row.at)
		}
		w.proposed, err = app.ProposePlaces(ctx, store, g, event, there)
		return w, err
	}
}

// whereaboutOf are the places that a name, or a place of the library, is: mostly one.
func whereaboutOf(g *gazetteer.Gazetteer, name string, place data.Entity) []whereabout {
	if p := place.Position; !p.IsZero() {
		at := gazetteer.Place{English: name, Lat: p.Lat, Lon: p.Lon, Radius: p.Radius}
		for _, n := range place.Names {
			switch n.Lang {
			case "ar":
				at.Arabic = n.Text
			case "en":
				at.English = n.Text
			}
		}
		return []whereabout{{name: name, place: place, at: at}}
	}
	b := placing.NewBuilder(g)
	b.Said(data.ID{1}, name)
	p := b.Done()
	var all []whereabout
	for _, site := range p.Events[data.ID{1}] {
		s := p.Sites[site]
		all = append(all, whereabout{name: name, place: place, at: gazetteer.Place{English: s.In("en"), Arabic: s.Arabic, Lat: s.Lat, Lon: s.Lon, Radius: s.Radius}})
	}
	if all == nil {
		_, may := placing.Known(g, name)
		all = []whereabout{{name: name, place: place, may: may}}
	}
	return all
}

// Card is the part of the event's card with its places.
func (f *Feature) Card(e *library.EventView) fyne.CanvasObject {
	k, writable := f.host.Kit(), f.host.Library.Writable()
	if e.ID != f.Event {
		return nil
	}
	column := control.Column(6)
	for _, w := range f.Shown.rows {
		column.Add(f.whereabout(w))
	}
	if writable {
		chips := k.Wrap(5)
		for _, p := range f.Shown.proposed {
			take := func() { f.add(foundOf(p.Place, k.Locale.Lang(), f.host.Gazetteer)) }
			leave := func() { f.leave(p) }
			chips.Add(k.ChipButton(k.T("place.propose", "place", k.Given(p.Name(k.Locale.Lang()))), nil, take))
			chips.Add(k.IconButton(fynetheme.CancelIcon(), k.T("place.leave", "place", p.Name(k.Locale.Lang())), leave))
		}
		if len(chips.Objects) > 0 {
			column.Add(chips)
		}
		column.Add(k.Wrap(0, k.Button(control.Link, k.T("place.add"), nil, func() { f.askPlace(nil) })))
	}
	if len(column.Objects) == 0 {
		return nil
	}
	return column
}

// whereabout is a row: the name in both scripts, where it is and how that is known.
func (f *Feature) whereabout(w whereabout) fyne.CanvasObject {
	k := f.host.Kit()
	lang := k.Locale.Lang()
	names := []string{k.Given(w.name)}
	for _, other := range []string{w.at.Name(lang), w.at.English, w.at.Arabic} {
		if other != "" && !slices.Contains(names, k.Given(other)) && w.at.Radius > 0 {
			names = append(names, k.Given(other))
		}
	}
	below := k.T("place.nowhere")
	if len(w.may) > 0 {
		below = k.T("place.which")
	}
	if w.at.Radius > 0 {
		below = k.Join(degrees(k, w.at), k.T("place.basis."+basis(w)), k.T("place.within", "length", metres(k, w.at.Radius)))
	}
	menu := func(at fyne.Position) { f.placeMenu(w, at) }
	row := control.Column(0, k.Name(strings.Join(names, " · "), text.LabelStyle{Size: control.SizeSmall, Align: k.Start()}),
		k.Text(below, text.LabelStyle{Size: control.SizeCaption, Colour: fynetheme.ColorNamePlaceHolder, Align: k.Start()}))
	return k.TapArea(row, func() { f.showPlace(w) }, menu)
}

// basis is how it is known where a place is.
func basis(w whereabout) string {
	if w.place.Basis == "" {
		return "name"
	}
	return w.place.Basis
}

// degrees are the coordinates of a place, as exact as it is known.
func degrees(k *control.Kit, p gazetteer.Place) string {
	side := func(v float64, positive, negative string) string {
		if v < 0 {
			return k.T("place.degrees."+negative, "n", gazetteer.Degrees(-v, p.Radius))
		}
		return k.T("place.degrees."+positive, "n", gazetteer.Degrees(v, p.Radius))
	}
	return side(p.Lat, "north", "south") + " " + side(p.Lon, "east", "west")
}

// metres is a length, rounded.
func metres(k *control.Kit, m float64) string {
	if m < 1000 {
		return k.T("place.metres", "n", k.Locale.Count(int(m+0.5)))
	}
	return k.T("place.kilometres", "n", k.Locale.Count(int(m/1000+0.5)))
}

// showPlace goes to the map, with the event's places in view.
func (f *Feature) showPlace(w whereabout) {
	if w.at.Radius > 0 {
		f.host.Run("mode.map")
	}
}

func (f *Feature) placeMenu(w whereabout, at fyne.Position) {
	k, l := f.host.Kit(), f.host.Library
	closed := !l.Writable()
	items := []control.Item{
		{Text: k.T("place.filter"), Run: func() {
			l.SetFilter(l.Filter().With(query.Term{Field: query.Place, Values: []string{w.name}}))
		}},
	}
	for _, p := range w.may[:min(len(w.may), mostMet)] {
		items = append(items, control.Item{Text: f.host.Gazetteer.Full(p, k.Locale.Lang()), Disabled: closed, Run: func() {
			f.move(w, foundOf(p, k.Locale.Lang(), f.host.Gazetteer))
		}})
	}
	k.ShowMenu(f.host.Canvas, at, append(items,
		control.Item{Text: k.T("place.change") + "…", Disabled: closed, Run: func() { f.askPlace(&w) }},
		control.Item{Text: k.T("command.map.place"), Disabled: closed, Run: func() {
			f.host.Run("mode.map")
			f.moving = &w
			f.point()
		}},
		control.Item{Text: k.T("place.take"), Disabled: closed, Run: func() {
			f.take(w)
		}}))
}

// foundOf is a place of the gazetteer as it is written for an event: never more exact than
// its name.
func foundOf(p gazetteer.Place, lang string, g *gazetteer.Gazetteer) app.Found {
	found := app.Found{Name: p.Name(lang), Position: data.Position{Lat: p.Lat, Lon: p.Lon, Radius: max(p.Radius, 1)}, Basis: data.BasisGazetteer, Ref: p.ID}
	if known, _ := placing.Known(g, found.Name); known.ID != p.ID {
		found.Name = g.Full(p, lang)
	}
	if p.ID == "" {
		found.Basis = data.BasisCoordinates
	} else if p.Arabic != "" {
		found.Names = data.EntityNames{{Text: p.Arabic, Lang: "ar"}, {Text: p.English, Lang: "en"}}
	}
	return found
}

// add says that the event happened at a further place.
func (f *Feature) add(found app.Found) {
	event := f.Event
	library.Use(f.host.Library, func(ctx context.Context, a *app.Library) (data.Edit, error) { return a.AddPlace(ctx, event, found) }, nil)
}

// leave remembers that the event did not happen at a place that a source names.
func (f *Feature) leave(p app.PlaceProposal) {
	event := f.Event
	library.Use(f.host.Library, func(ctx context.Context, a *app.Library) (data.Edit, error) { return a.LeavePlace(ctx, event, p) }, nil)
}

// take takes a place from the event.
func (f *Feature) take(w whereabout) {
	event := f.Event
	library.Use(f.host.Library, func(ctx context.Context, a *app.Library) (data.Edit, error) {
		return a.TakePlace(ctx, event, w.called())
	}, nil)
}

// move says where a place of the event is.
func (f *Feature) move(w whereabout, found app.Found) {
	event := f.Event
	library.Use(f.host.Library, func(ctx context.Context, a *app.Library) (data.Edit, error) {
		if w.place.ID == (data.ID{}) {
			return a.Place(ctx, event, found)
		}
		return a.MovePlace(ctx, w.place, found)
	}, nil)
}

// askPlace asks for a place of the event, or where one of them is.
func (f *Feature) askPlace(of *whereabout) *askedPlace {
	k, h := f.host.Kit(), f.host
	passage := ""
	if e := h.Library.Event(); e != nil && len(e.Excerpts) > 0 {
		passage = e.Excerpts[e.Best].Anchor.Exact
	}
	field := h.PlaceField("", passage)
	title := "place.add"
	if of != nil {
		title = "place.change"
	}
	var d *control.Dialog
	save := func() bool {
		typed := strings.TrimSpace(field.Entry.Text())
		if wrong := field.Wrong(); wrong != "" {
			d.Fail(wrong)
			return false
		}
		p, _ := placing.Known(h.Gazetteer, typed)
		switch {
		case typed == "":
			d.Fail(k.T("place.empty"))
			return false
		case of != nil && p.English == "":
			d.Fail(k.T("place.unknown"))
			return false
		case of != nil:
			f.move(*of, foundOf(p, k.Locale.Lang(), h.Gazetteer))
		case p.English == "":
			f.add(app.Found{Name: typed})
		default:
			found := foundOf(p, k.Locale.Lang(), h.Gazetteer)
			found.Name = typed
			f.add(found)
		}
		return true
	}
	actions := []control.Action{{Text: k.T("button.save"), Primary: true, Run: save}, {Text: k.T("button.cancel")}}
	d = k.ShowDialog(h.Canvas, k.T(title), 480, control.Column(10, field.Root, k.Muted(k.T("place.hint"))), actions...)
	d.Attach(field.Entry)
	return &askedPlace{d, field}
}

// askedPlace is a dialog that asks for a place.
type askedPlace struct {
	*control.Dialog
	field *feature.PlaceField
}
