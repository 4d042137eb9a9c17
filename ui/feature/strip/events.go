package strip

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/timeline"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// events handles what happens on the timeline.
type events struct{ *tracks }

var _ timeline.Host = events{}

// EventSelected and the others are those of timeline.Host.
func (e events) EventSelected(event data.ID) { e.choose(event) }
func (e events) EventActivated(data.ID)      {}
func (e events) KeyTyped(ev *fyne.KeyEvent)  { e.parts.Keyboard.KeyTyped(ev) }
func (e events) RuneTyped(r rune)            { e.parts.Keyboard.RuneTyped(r) }

// EventHovered loads what the tip of an event quotes; found: none is in the library yet.
func (e events) EventHovered(event data.ID) {
	if e.found != nil || event == (data.ID{}) || event == e.quoted.event {
		return
	}
	library.Load(e.host.Library, &e.quoted.looking, func(ctx context.Context, store data.Store) (string, error) {
		const longest = 140
		excerpts, err := store.EventExcerpts(ctx, event)
		if err != nil || len(excerpts) == 0 {
			return "", err
		}
		return control.OneLine(excerpts[0].Anchor.Exact, longest), nil
	}, func(words string) {
		e.quoted.event, e.quoted.words = event, words
		e.line.RefreshTip()
	})
}

// choose selects an event, or shows a proposal during a review.
func (e events) choose(event data.ID) {
	if e.found != nil {
		e.found.chosen(event)
		return
	}
	e.host.Library.SelectAndRead(event)
}

// ViewChanged tells subscribers, and logs where events are drawn, so that tests from outside
// know where to click.
func (e events) ViewChanged(scene.Viewport) {
	e.moves.Tell(struct{}{})
	if !e.host.Log.Enabled(context.Background(), slog.LevelDebug) {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(e.line)
	for _, m := range e.line.Marks() {
		title, _ := e.title(m.Event)
		e.host.Log.Debug("mark", "title", title, "x", at.X+m.X, "y", at.Y+m.Y)
	}
}

// ContextMenu offers what can be done with an event, or at an instant.
func (e events) ContextMenu(event data.ID, t int64, at fyne.Position) {
	if e.found != nil {
		e.choose(event)
		return
	}
	ro := !e.editable()
	if event != (data.ID{}) {
		e.host.Library.SelectAndRead(event)
	}
	e.host.Later(func() { e.contextMenu(event, t, at, ro) })
}

func (e events) contextMenu(event data.ID, t int64, at fyne.Position, ro bool) {
	k := e.host.Kit()
	if event == (data.ID{}) {
		day := time.Unix(t, 0).UTC().Format("2006-01-02")
		d, err := dates.Parse(day)
		if err != nil || e.host.Library.Snapshot() == nil {
			return
		}
		k.ShowMenu(e.host.Canvas, at, []control.Item{
			{Text: k.T("event.new.at", "date", k.Locale.Date(d)), Disabled: ro, Run: func() { e.parts.Events.Add(d, "", data.ID{}) }},
			{Text: k.T("command.view.fit"), Run: e.line.ZoomToFit},
			e.host.Item("strip.zone"),
			{},
			e.host.Item("strip.copy"), e.host.Item("strip.save"),
		})
		return
	}
	item := func(id string) control.Item {
		i := e.host.Item(id)
		i.Disabled = ro && id != "view.selection"
		return i
	}
	fold := e.host.Item("strip.fold")
	fold.Checked = e.related.fold != nil && e.related.fold.folded[event]
	k.ShowMenu(e.host.Canvas, at, []control.Item{
		item("view.selection"), item("note.add"), item("event.edit"), item("tags.edit"),
		fold,
		{Text: k.T("short.events.track"), Disabled: ro, Run: func() { e.host.Later(func() { e.chooseTrack(event, at) }) }},
		e.host.Item("event.copy"), e.host.Item("event.copy.rich"),
		{},
		item("event.delete"),
	})
}

// chooseTrack moves an event to another track.
func (e events) chooseTrack(event data.ID, at fyne.Position) {
	n, v := e.host.Library.Snapshot(), e.host.Library.Event()
	if n == nil || v == nil || v.ID != event {
		return
	}
	var items []control.Item
	for _, t := range n.Tracks {
		items = append(items, control.Item{Text: t.Name, Colour: t.Colour, Checked: t.ID == v.Track, Disabled: t.ID == v.Track, Run: func() {
			after := v.Event
			after.Track = t.ID
			e.host.Library.Do(data.Edit{Label: "edit.event.change", Events: []data.Change[data.Event]{data.Update(v.Event, after)}}, nil)
		}})
	}
	e.host.Kit().ShowMenu(e.host.Canvas, at, items)
}

// EventWanted asks for an event on a track.
func (e events) EventWanted(track int, date dates.Date) {
	n := e.host.Library.Snapshot()
	if n == nil || e.byKnown() {
		return // no event happens where it is reported
	}
	id := data.ID{}
	if track >= 0 && track < len(n.Tracks) && !e.onLanes() {
		id = n.Tracks[track].ID
	}
	date, zone := e.made(date)
	e.host.Later(func() { e.parts.Events.Add(date, zone, id) })
}

// made is a date that was made on the axis, with the zone of its clock.
func (v *view) made(shown dates.Date) (date dates.Date, zone string) {
	axis := v.host.Library.Axis()
	date, zoned := axis.Made(shown)
	if zoned {
		zone = axis.Zone()
	}
	return date, zone
}

// EventMoved writes the new date of the selected event, by its own clock.
func (e events) EventMoved(event data.ID, date dates.Date) {
	n, v := e.host.Library.Snapshot(), e.host.Library.Event()
	if n == nil || v == nil || event != v.ID || !e.editable() {
		return
	}
	after := v.Event
	after.Date = n.Axis.Settled(v.Date, date, v.Zone)
	e.host.Library.Do(data.Edit{Label: "edit.event.change", Events: []data.Change[data.Event]{data.Update(v.Event, after)}}, func(err error) {
		k := e.host.Kit()
		if err != nil {
			e.host.Fail(err)
			return
		}
		e.host.Tell(k.T("event.moved", "date", k.Locale.Date(after.Date)))
	})
}

// EventDropped is told to who merges events.
func (e events) EventDropped(event, on data.ID) {
	if e.editable() && e.found == nil {
		e.drops.Tell([2]data.ID{event, on})
	}
}

// EventCarried is told to who takes events that are dragged beside the strip.
func (e events) EventCarried(event data.ID, at fyne.Position, done bool) {
	if e.editable() && e.found == nil {
		e.carries.Tell(feature.Carried{Event: event, At: at, Done: done})
	}
}

// mostMet is how many events a menu lists.
const mostMet = 12

// EventsMet lists events of a track that no zoom separates, to choose one of them.
func (e events) EventsMet(track int, met []data.ID, at fyne.Position) {
	k := e.host.Kit()
	n := e.host.Library.Snapshot()
	if n == nil {
		return
	}
	colour := ""
	if track >= 0 && track < len(n.Tracks) && !e.onLanes() {
		colour = n.Tracks[track].Colour
	}
	listed := met[:min(len(met), mostMet)]
	e.host.Later(func() {
		e.host.Library.LoadCaptions(listed, func() {
			items := []control.Item{{Text: k.Locale.TN("count.events", len(met))}}
			for _, id := range listed {
				title, _ := e.title(id)
				items = append(items, control.Item{Text: title, Colour: colour, Run: func() { e.host.Library.SelectAndRead(id) }})
			}
			if more := len(met) - mostMet; more > 0 {
				items = append(items, control.Item{Text: k.Locale.TN("events.met.more", more)})
			}
			k.ShowMenu(e.host.Canvas, at, items)
		})
	})
}

// Measured shows the bar of a measured span.
func (e events) Measured() { e.bar.place() }

// TrackMenu offers what can be done with a track, or with all of them.
func (e events) TrackMenu(track int, at fyne.Position) {
	k, n := e.host.Kit(), e.host.Library.Snapshot()
	if n == nil || e.onLanes() {
		return
	}
	fixed := !e.editable()
	var items []control.Item
	if track >= 0 && track < len(n.Tracks) {
		t, a := n.Tracks[track], e.host.Arrangement()
		v := a.Tracks[t.ID]
		fold := "track.collapse"
		if v.Collapsed {
			fold = "track.expand"
		}
		set := func(v state.TrackView) func() { return func() { e.setTrack(t.ID, v) } }
		hidden, collapsed, auto := v, v, v
		hidden.Hidden, collapsed.Collapsed, auto.Rows = true, !v.Collapsed, 0
		items = []control.Item{
			{Text: t.Name, Colour: t.Colour, Disabled: true, Run: func() {}},
			{},
			{Text: k.T(fold), Run: set(collapsed)},
			{Text: k.T("track.hide"), Run: set(hidden)},
			{Text: k.T("track.rows.auto"), Disabled: v.Rows == 0, Run: set(auto)},
			{},
			{Text: k.T("track.rename"), Disabled: fixed, Run: func() {
				e.host.AskName("track.rename", t.Name, func(name string) { e.changeTrack(t, func(t *data.Track) { t.Name = name }) })
			}},
			{Text: k.T("track.colour"), Disabled: fixed, Run: func() { e.colourMenu(t, at) }},
			{Text: k.T("track.up"), Disabled: fixed || track == 0, Run: func() { e.moveTrack(track, -1) }},
			{Text: k.T("track.down"), Disabled: fixed || track == len(n.Tracks)-1, Run: func() { e.moveTrack(track, 1) }},
			{Text: k.T("track.delete"), Disabled: fixed || n.EventsOn(track) > 0, Run: func() { e.deleteTrack(t) }},
			{},
		}
	}
	items = append(items, control.Item{Text: k.T("track.new"), Disabled: fixed, Run: e.newTrack})
	if hidden := e.hiddenTracks(); hidden > 0 {
		items = append(items, control.Item{}, control.Item{Text: k.Locale.TN("tracks.hidden", hidden)},
			control.Item{Text: k.T("track.show.all"), Run: e.showAllTracks})
	}
	items = append(items, e.host.Item("tracks"))
	e.host.Later(func() { k.ShowMenu(e.host.Canvas, at, items) })
}

// TrackSized keeps how many rows a track was given.
func (e events) TrackSized(track, rows int) {
	n, a := e.host.Library.Snapshot(), e.host.Arrangement()
	if n == nil || track >= len(n.Tracks) || e.onLanes() {
		return
	}
	id := n.Tracks[track].ID
	v := a.Tracks[id]
	v.Rows, v.Collapsed = rows, false
	e.setTrack(id, v)
}
