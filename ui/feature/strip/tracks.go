package strip

import (
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/state"
)

// tracks changes the tracks of the strip: how they are shown, which is stored in the
// state, and what they are, which is edited in the library.
type tracks struct{ *view }

func (s *tracks) setTrack(id data.ID, v state.TrackView) {
	s.host.Arrangement().SetTrack(id, v)
	s.host.Remember()
	s.Update()
}

func (s *tracks) hiddenTracks() int {
	n, a := s.host.Library.Snapshot(), s.host.Arrangement()
	hidden := 0
	for _, t := range n.Tracks {
		if a.Tracks[t.ID].Hidden {
			hidden++
		}
	}
	return hidden
}

func (s *tracks) showAllTracks() {
	a := s.host.Arrangement()
	for id, v := range a.Tracks {
		v.Hidden = false
		a.SetTrack(id, v)
	}
	s.host.Remember()
	s.Update()
}

func (s *tracks) colourMenu(t data.Track, at fyne.Position) {
	k := s.host.Kit()
	var items []control.Item
	for _, c := range data.Colours() {
		items = append(items, control.Item{Text: k.T("colour." + c), Colour: c, Run: func() {
			s.changeTrack(t, func(t *data.Track) { t.Colour = c })
		}})
	}
	k.ShowMenu(s.host.Canvas, at, items)
}

func (s *tracks) changeTrack(old data.Track, change func(*data.Track)) {
	after := old
	change(&after)
	if after != old {
		s.host.Library.Do(data.Edit{Label: "edit.track.change", Tracks: []data.Change[data.Track]{data.Update(old, after)}}, nil)
	}
}

func (s *tracks) moveTrack(track, by int) {
	order := slices.Clone(s.host.Library.Tracks())
	if to := track + by; to >= 0 && to < len(order) {
		order[track], order[to] = order[to], order[track]
		s.host.Library.Do(data.Edit{Label: "edit.track.order", Tracks: reorder(order)}, nil)
	}
}

func (s *tracks) deleteTrack(t data.Track) {
	s.host.Library.Do(data.Edit{Label: "edit.track.delete", Tracks: []data.Change[data.Track]{data.Delete(t)}}, nil)
}

func (s *tracks) newTrack() {
	tracks := s.host.Library.Tracks()
	s.host.AskName("track.new", "", func(name string) {
		t := data.NextTrack(name, tracks)
		s.host.Library.Do(data.Edit{Label: "edit.track.add", Tracks: []data.Change[data.Track]{data.Insert(t)}}, nil)
	})
}

// reorder sets the order of tracks to that of the list; as few as possible are changed.
func reorder(tracks []data.Track) []data.Change[data.Track] {
	var changes []data.Change[data.Track]
	orders := make([]int, len(tracks))
	for i, t := range tracks {
		orders[i] = t.Order
	}
	for i, order := range data.Arranged(orders) {
		if t, after := tracks[i], tracks[i]; t.Order != order {
			after.Order = order
			changes = append(changes, data.Update(t, after))
		}
	}
	return changes
}
