package state

import (
	"slices"

	"tarikh.org/tarikh/data"
)

// Arrangement is how the user views one library. It is kept by library ID in the State
// and is never part of an Edit: two readers of one file each have their own.
type Arrangement struct {
	// Views are the tracks that each saved view shows, by the view's ID.
	Views  map[data.ID]TrackSet  `json:"trackSets,omitempty"`
	Tracks map[data.ID]TrackView `json:"tracks,omitempty"`
	Last   *Place                `json:"last,omitempty"` // where the reader was when it was closed
	Panes  *Panes                `json:"panes,omitempty"`
	Filter string                `json:"filter,omitempty"` // the query that narrows what is shown
	// Clock is by which clock events are laid out: "" when they happened, "known" when they
	// were first reported.
	Clock string `json:"clock,omitempty"`
	// Folded are the events whose parts are folded into them, Relations whether the arcs of
	// all events in view are drawn.
	Folded    []data.ID `json:"folded,omitempty"`
	Relations bool      `json:"relations,omitempty"`
	// Publish is what was chosen last for publishing it.
	Publish Publishing `json:"publish,omitzero"`
}

// Publishing is how a library is published, in the words of the command line; what is empty
// is as usual. That private notes go along is chosen each time.
type Publishing struct {
	Format   string `json:"format,omitempty"`
	What     string `json:"what,omitempty"` // which events
	Title    string `json:"title,omitempty"`
	About    string `json:"about,omitempty"`
	Byline   string `json:"byline,omitempty"`
	Lang     string `json:"lang,omitempty"`
	Theme    string `json:"theme,omitempty"`
	Paper    string `json:"paper,omitempty"`
	Scale    string `json:"scale,omitempty"`
	Width    string `json:"width,omitempty"` // of a picture on which every event is named
	Notes    string `json:"notes,omitempty"`
	Articles string `json:"articles,omitempty"`
	Folder   string `json:"folder,omitempty"` // that was written to last
}

// Place is where a reader was: what the timeline showed, [Lo, Hi) in Unix
// seconds, the selected event, and the first byte in view of the open article.
type Place struct {
	Lo      int64   `json:"lo"`
	Hi      int64   `json:"hi"`
	Event   data.ID `json:"event,omitzero"`
	Article data.ID `json:"article,omitzero"`
	Offset  int     `json:"offset,omitempty"`
}

// TrackSet is the tracks that do not show, or show as one row, and the clock by which they
// are laid out. Tracks that were added later show.
type TrackSet struct {
	Hidden    []data.ID `json:"hidden,omitempty"`
	Collapsed []data.ID `json:"collapsed,omitempty"`
	Clock     string    `json:"clock,omitempty"`
}

// TrackView is how a track is shown, see scene.Track. The zero TrackView is as
// all tracks are shown at first.
type TrackView struct {
	Hidden    bool `json:"hidden,omitempty"`
	Collapsed bool `json:"collapsed,omitempty"`
	Rows      int  `json:"rows,omitempty"`
}

// ViewKeys is how many saved views have a key: the first ones.
const ViewKeys = 9

// Arrangement returns that of a library, which the caller may change.
func (s *State) Arrangement(library data.ID) *Arrangement {
	a := s.Libraries[library]
	if a == nil {
		a = &Arrangement{}
		if s.Libraries == nil {
			s.Libraries = map[data.ID]*Arrangement{}
		}
		s.Libraries[library] = a
	}
	return a
}

// SetTrack changes how a track is shown.
func (a *Arrangement) SetTrack(track data.ID, v TrackView) {
	if v == (TrackView{}) {
		delete(a.Tracks, track)
		return
	}
	if a.Tracks == nil {
		a.Tracks = map[data.ID]TrackView{}
	}
	a.Tracks[track] = v
}

// Keep stores how the tracks are shown now, for a saved view.
func (a *Arrangement) Keep(view data.ID) {
	v := TrackSet{Clock: a.Clock}
	for id, t := range a.Tracks {
		if t.Hidden {
			v.Hidden = append(v.Hidden, id)
		}
		if t.Collapsed {
			v.Collapsed = append(v.Collapsed, id)
		}
	}
	byID := func(a, b data.ID) int { return slices.Compare(a[:], b[:]) }
	slices.SortFunc(v.Hidden, byID)
	slices.SortFunc(v.Collapsed, byID)
	if a.Views == nil {
		a.Views = map[data.ID]TrackSet{}
	}
	a.Views[view] = v
}

// Show shows the tracks as they were stored for a saved view, if they were; their
// numbers of rows stay.
func (a *Arrangement) Show(view data.ID, tracks []data.Track) {
	v, ok := a.Views[view]
	if !ok {
		return
	}
	a.Clock = v.Clock
	for _, t := range tracks {
		shown := a.Tracks[t.ID]
		shown.Hidden, shown.Collapsed = slices.Contains(v.Hidden, t.ID), slices.Contains(v.Collapsed, t.ID)
		a.SetTrack(t.ID, shown)
	}
}
