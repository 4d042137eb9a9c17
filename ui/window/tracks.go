package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/state"
)

// TrackMenu offers what can be done with a track, or with all of them.
func (s *strip) TrackMenu(track int, at fyne.Position) {
	w, k, n := s.w, s.w.env.Kit, s.w.session.Library()
	if n == nil {
		return
	}
	fixed := !s.editable()
	var items []control.Item
	if track >= 0 && track < len(n.Tracks) {
		t, a := n.Tracks[track], w.arrangement()
		v := a.Tracks[t.ID]
		fold := "track.collapse"
		if v.Collapsed {
			fold = "track.expand"
		}
		set := func(v state.TrackView) func() { return func() { s.setTrack(t.ID, v) } }
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
				w.askName("track.rename", t.Name, func(name string) { w.changeTrack(t, func(t *data.Track) { t.Name = name }) })
			}},
			{Text: k.T("track.colour"), Disabled: fixed, Run: func() { w.colourMenu(t, at) }},
			{Text: k.T("track.up"), Disabled: fixed || track == 0, Run: func() { w.moveTrack(track, -1) }},
			{Text: k.T("track.down"), Disabled: fixed || track == len(n.Tracks)-1, Run: func() { w.moveTrack(track, 1) }},
			{Text: k.T("track.delete"), Disabled: fixed || n.EventsOn(track) > 0, Run: func() { w.deleteTrack(t) }},
			{},
		}
	}
	items = append(items, control.Item{Text: k.T("track.new"), Disabled: fixed, Run: w.newTrack})
	if hidden := w.hiddenTracks(); hidden > 0 {
		items = append(items, control.Item{}, control.Item{Text: k.Locale.TN("tracks.hidden", hidden)},
			control.Item{Text: k.T("track.show.all"), Run: w.showAllTracks})
	}
	items = append(items, w.toolbar.item("tracks"))
	w.later(func() { k.ShowMenu(w.win.Canvas(), at, items) })
}

// TrackSized keeps how many rows a track was given.
func (s *strip) TrackSized(track, rows int) {
	n, a := s.w.session.Library(), s.w.arrangement()
	if n == nil || track >= len(n.Tracks) {
		return
	}
	id := n.Tracks[track].ID
	v := a.Tracks[id]
	v.Rows, v.Collapsed = rows, false
	s.setTrack(id, v)
}

func (s *strip) setTrack(id data.ID, v state.TrackView) {
	s.w.arrangement().SetTrack(id, v)
	s.w.remember()
	s.model()
}

func (w *Window) hiddenTracks() int {
	n, a := w.session.Library(), w.arrangement()
	hidden := 0
	for _, t := range n.Tracks {
		if a.Tracks[t.ID].Hidden {
			hidden++
		}
	}
	return hidden
}

func (w *Window) showAllTracks() {
	a := w.arrangement()
	for id, v := range a.Tracks {
		v.Hidden = false
		a.SetTrack(id, v)
	}
	w.remember()
	w.strip.model()
}

func (w *Window) colourMenu(t data.Track, at fyne.Position) {
	k := w.env.Kit
	var items []control.Item
	for _, c := range data.Colours() {
		items = append(items, control.Item{Text: k.T("colour." + c), Colour: c, Run: func() {
			w.changeTrack(t, func(t *data.Track) { t.Colour = c })
		}})
	}
	k.ShowMenu(w.win.Canvas(), at, items)
}

func (w *Window) changeTrack(old data.Track, change func(*data.Track)) {
	after := old
	change(&after)
	if after != old {
		w.session.Do(data.Edit{Label: "edit.track.change", Tracks: []data.Change[data.Track]{data.Update(old, after)}}, nil)
	}
}

func (w *Window) moveTrack(track, by int) {
	order := slices.Clone(w.session.Library().Tracks)
	if to := track + by; to >= 0 && to < len(order) {
		order[track], order[to] = order[to], order[track]
		w.session.Do(data.Edit{Label: "edit.track.order", Tracks: reorder(order)}, nil)
	}
}

func (w *Window) deleteTrack(t data.Track) {
	w.session.Do(data.Edit{Label: "edit.track.delete", Tracks: []data.Change[data.Track]{data.Delete(t)}}, nil)
}

func (w *Window) newTrack() {
	tracks := w.session.Library().Tracks
	w.askName("track.new", "", func(name string) {
		t := data.NextTrack(name, tracks)
		w.session.Do(data.Edit{Label: "edit.track.add", Tracks: []data.Change[data.Track]{data.Insert(t)}}, nil)
	})
}

// reorder gives tracks the order that they stand in; those that have it already
// are left alone.
func reorder(tracks []data.Track) []data.Change[data.Track] {
	var changes []data.Change[data.Track]
	for i, t := range tracks {
		if after := t; t.Order != i {
			after.Order = i
			changes = append(changes, data.Update(t, after))
		}
	}
	return changes
}

// showTracks is the dialog of all tracks: what can be changed about them, for the
// keyboard too.
func (w *Window) showTracks() {
	k, n, a := w.env.Kit, w.session.Library(), w.arrangement()
	if n == nil {
		return
	}
	fixed := !w.strip.editable()
	list := &listing{w: w}
	for i, t := range n.Tracks {
		v := a.Tracks[t.ID]
		list.add(w.trackRow(t, i, v, fixed))
	}
	list.row = func(r *listed, _ int) fyne.CanvasObject { return w.trackLine(list, r, fixed) }
	add := k.Button(control.Outline, k.T("track.new"), fynetheme.ContentAddIcon(), func() {
		list.add(w.trackRow(data.NextTrack("", make([]data.Track, len(list.rows))), -1, state.TrackView{}, false))
		list.refill()
		list.attach()
		w.win.Canvas().Focus(list.rows[len(list.rows)-1].name)
	})
	if fixed {
		add.Disable()
	}
	list.show("command.tracks", 720, k.Row(0, -1, add), func() bool { return w.saveTracks(list, n.Tracks, fixed) })
}

func (w *Window) trackRow(t data.Track, place int, v state.TrackView, fixed bool) *listed {
	name := w.env.Kit.Entry(1, t.Name, w.env.Kit.T("field.name"))
	if fixed {
		name.Disable()
	}
	return &listed{name: name, place: place, colour: t.Colour, hidden: v.Hidden, collapsed: v.Collapsed}
}

// trackLine is a track's line of the dialog.
func (w *Window) trackLine(list *listing, r *listed, fixed bool) fyne.CanvasObject {
	k := w.env.Kit
	word := func(on bool, yes, no string) string {
		if on {
			return k.T(yes)
		}
		return k.T(no)
	}
	colours := data.Colours()
	dot := k.Dot(r.colour, func() {
		if !fixed {
			r.colour = colours[(slices.Index(colours, r.colour)+1)%len(colours)]
			list.refill()
		}
	})
	up := list.button(fynetheme.MoveUpIcon(), func() { list.move(r, -1) })
	down := list.button(fynetheme.MoveDownIcon(), func() { list.move(r, 1) })
	hide := k.Button(control.Outline, word(r.hidden, "track.show", "track.hide"), nil, func() { r.hidden = !r.hidden; list.refill() })
	fold := k.Button(control.Outline, word(r.collapsed, "track.expand", "track.collapse"), nil, func() { r.collapsed = !r.collapsed; list.refill() })
	remove := list.button(fynetheme.DeleteIcon(), func() { list.remove(r) })
	if fixed {
		up.Disable()
		down.Disable()
	}
	if fixed || r.place >= 0 && w.session.Library().EventsOn(r.place) > 0 {
		remove.Disable()
	}
	// As wide on every line, whichever word it shows.
	const hideWidth, foldWidth = 84, 104
	return k.Row(6, 1, dot, r.name, up, down, control.Stack(control.Gap(hideWidth, 1), hide), control.Stack(control.Gap(foldWidth, 1), fold), remove)
}

// saveTracks writes what the dialog changed as one edit; what is hidden and
// collapsed is remembered beside the library.
func (w *Window) saveTracks(list *listing, old []data.Track, fixed bool) bool {
	a := w.arrangement()
	edit := data.Edit{Label: "edit.track.change"}
	kept := make([]bool, len(old))
	for order, r := range list.rows {
		t := data.Track{ID: data.NewID()}
		if r.place >= 0 {
			t = old[r.place]
			kept[r.place] = true
		}
		after := t
		after.Name, after.Colour, after.Order = strings.TrimSpace(r.name.Text()), r.colour, order
		switch {
		case after.Name == "":
			list.dialog.Fail(w.env.Kit.T("error.field.name"))
			return false
		case r.place < 0:
			edit.Tracks = append(edit.Tracks, data.Insert(after))
		case after != t:
			edit.Tracks = append(edit.Tracks, data.Update(t, after))
		}
		v := a.Tracks[t.ID]
		v.Hidden, v.Collapsed = r.hidden, r.collapsed
		a.SetTrack(t.ID, v)
	}
	for i, t := range old {
		if !kept[i] {
			edit.Tracks = append(edit.Tracks, data.Delete(t))
			a.SetTrack(t.ID, state.TrackView{})
		}
	}
	w.remember()
	if !fixed && !edit.Empty() {
		w.session.Do(edit, nil)
	} else {
		w.strip.model()
	}
	return true
}
