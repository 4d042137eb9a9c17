package strip

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/state"
)

// trackState is what the dialog has of a track in addition to its name.
type trackState struct {
	colour            string
	hidden, collapsed bool
}

type (
	trackList = feature.OrderedList[trackState]
	trackRow  = feature.OrderedRow[trackState]
)

// showTracks is the dialog of all tracks: what can be changed about them, for the
// keyboard too.
func (s *tracks) showTracks() *trackList {
	k, n, a := s.host.Kit(), s.host.Library.Snapshot(), s.host.Arrangement()
	if n == nil {
		return nil
	}
	fixed := !s.editable()
	list := feature.NewOrderedList(s.host, func(list *trackList, r *trackRow, _ int) fyne.CanvasObject { return s.trackLine(list, r, fixed) })
	for i, t := range n.Tracks {
		list.Add(s.trackRow(t, i, a.Tracks[t.ID], fixed))
	}
	add := k.Button(control.Outline, k.T("track.new"), fynetheme.ContentAddIcon(), func() {
		list.Add(s.trackRow(data.NextTrack("", make([]data.Track, len(list.Rows))), -1, state.TrackView{}, false))
		list.Refill()
		list.Attach()
		s.host.Canvas.Focus(list.Rows[len(list.Rows)-1].Name)
	})
	if fixed {
		add.Disable()
	}
	list.Show("command.tracks", 720, k.Row(0, -1, add), func() bool { return s.saveTracks(list, n.Tracks, fixed) })
	return list
}

func (s *tracks) trackRow(t data.Track, place int, v state.TrackView, fixed bool) *trackRow {
	name := s.host.Kit().Entry(1, t.Name, s.host.Kit().T("field.name"))
	if fixed {
		name.Disable()
	}
	return &trackRow{Name: name, Place: place, Held: trackState{t.Colour, v.Hidden, v.Collapsed}}
}

// trackLine is a track's line of the dialog.
func (s *tracks) trackLine(list *trackList, r *trackRow, fixed bool) fyne.CanvasObject {
	k := s.host.Kit()
	word := func(on bool, yes, no string) string {
		if on {
			return k.T(yes)
		}
		return k.T(no)
	}
	colours := data.Colours()
	dot := k.Dot(r.Held.colour, func() {
		if !fixed {
			r.Held.colour = colours[(slices.Index(colours, r.Held.colour)+1)%len(colours)]
			list.Refill()
		}
	})
	up := list.Button(fynetheme.MoveUpIcon(), func() { list.Move(r, -1) })
	down := list.Button(fynetheme.MoveDownIcon(), func() { list.Move(r, 1) })
	hide := k.Button(control.Outline, word(r.Held.hidden, "track.show", "track.hide"), nil, func() { r.Held.hidden = !r.Held.hidden; list.Refill() })
	fold := k.Button(control.Outline, word(r.Held.collapsed, "track.expand", "track.collapse"), nil, func() { r.Held.collapsed = !r.Held.collapsed; list.Refill() })
	remove := list.Button(fynetheme.DeleteIcon(), func() { list.Remove(r) })
	if fixed {
		up.Disable()
		down.Disable()
	}
	if fixed || r.Place >= 0 && s.host.Library.Snapshot().EventsOn(r.Place) > 0 {
		remove.Disable()
	}
	// As wide on every line, whichever word it shows.
	const hideWidth, foldWidth = 84, 104
	return k.Row(6, 1, dot, r.Name, up, down, control.Stack(control.Gap(hideWidth, 1), hide), control.Stack(control.Gap(foldWidth, 1), fold), remove)
}

// saveTracks writes what the dialog changed as one edit; what is hidden and collapsed
// is stored in the state.
func (s *tracks) saveTracks(list *trackList, old []data.Track, fixed bool) bool {
	a := s.host.Arrangement()
	edit := data.Edit{Label: "edit.track.change"}
	kept, orders := make([]bool, len(old)), make([]int, len(list.Rows))
	for i, r := range list.Rows {
		if r.Place >= 0 {
			orders[i] = old[r.Place].Order
		} else if i > 0 {
			orders[i] = orders[i-1]
		}
	}
	orders = data.Arranged(orders)
	for i, r := range list.Rows {
		t := data.Track{ID: data.NewID()}
		if r.Place >= 0 {
			t = old[r.Place]
			kept[r.Place] = true
		}
		after := t
		after.Name, after.Colour, after.Order = strings.TrimSpace(r.Name.Text()), r.Held.colour, orders[i]
		switch {
		case after.Name == "":
			list.Dialog.Fail(s.host.Kit().T("error.field.name"))
			return false
		case r.Place < 0:
			edit.Tracks = append(edit.Tracks, data.Insert(after))
		case after != t:
			edit.Tracks = append(edit.Tracks, data.Update(t, after))
		}
		v := a.Tracks[t.ID]
		v.Hidden, v.Collapsed = r.Held.hidden, r.Held.collapsed
		a.SetTrack(t.ID, v)
	}
	for i, t := range old {
		if !kept[i] {
			edit.Tracks = append(edit.Tracks, data.Delete(t))
			a.SetTrack(t.ID, state.TrackView{})
		}
	}
	s.host.Remember()
	if !fixed && !edit.Empty() {
		s.host.Library.Do(edit, nil)
	} else {
		s.Update()
	}
	return true
}
