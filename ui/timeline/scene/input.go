package scene

// Input is everything that a picture of the strip depends on.
type Input struct {
	Index  *Index
	View   Viewport
	Height float32
	// ScrollY is how far the tracks are scrolled down, in units.
	ScrollY float32
	Tracks  []Track
	// Colours are those of the tracks, where the lanes of an arranged index are no tracks.
	Colours []string
	// Titles returns the title of an event, false while it is not loaded.
	Titles func(event int) (string, bool)
	// Selected and Hovered are events, -1 for none.
	Selected, Hovered int
	// Handles: the selected event can be moved.
	Handles bool
	// SelectedDate is the date of the selected event in words, "" while it is not known.
	SelectedDate string
	// Certainty returns how sure the date of an event is; nil: all are sure.
	Certainty func(event int) Certainty
	// State returns how well an event is verified, which is its form; nil: all have that
	// of sure ones. A date that is uncertain is then soft, not hollow.
	State func(event int) State
	// Lit are the events that stand out; nil: all are drawn alike. One that was made
	// for another index is left out.
	Lit *Lit
	// Sources returns how many articles report an event; nil: it is not known.
	Sources func(event int) int
	// Given returns the dates that sources give for an event where they differ from its own;
	// may be nil.
	Given func(event int) []Given
	// Parts returns how many parts an event has, and whether they are folded into it; may
	// be nil. Events that are folded are not in the index.
	Parts func(event int) (n int, folded bool)
	// Relations are drawn as arcs.
	Relations []Relation
	Known     Known
	// Pictured reports whether an event has a picture; nil: none has. Dates puts the date of
	// an event into few words, "" while it is not loaded: it is below the title beside a
	// large picture.
	Pictured func(event int) bool
	Dates    func(event int) string
	// Noted reports whether an event carries annotations; may be nil.
	Noted func(event int) bool
	// Doubted are the events with a passage to check; nil: none. One that was made for
	// another index is left out.
	Doubted *Lit
	// Found says that the events of Index are proposals, and what was decided on each; nil:
	// they are events of the library. One that was made for another index is left out.
	Found *Found
	// Filled is how far the disc of a proposal that has just been accepted is filled, 0 to
	// 1; nil: all are.
	Filled   func(event int) float32
	Today    int64
	HasToday bool
	// Reading is where the text that is read is in time: [Lo, Hi) in Unix seconds;
	// the zero Reading is nowhere.
	Reading Reading
	band    bool // see Builder.band
	Locale  Locale
	Zone    string // the name of the axis's zone, "" for none
	Second  Second
	Theme   Theme
}

// Reading is a span of time, half-open in Unix seconds. It may be open at an end,
// see dates.OpenLo.
type Reading struct{ Lo, Hi int64 }

// sane replaces what cannot be drawn.
func (in Input) sane() Input {
	if in.Index == nil {
		in.Index = &Index{}
	}
	if in.View.width == 0 {
		in.View = NewViewport(0, in.View.rtl)
	}
	if in.Lit != nil && in.Lit.index != in.Index {
		in.Lit = nil
	}
	if in.Doubted != nil && in.Doubted.index != in.Index {
		in.Doubted = nil
	}
	if in.Found != nil && len(in.Found.Marks) != in.Index.Len() {
		in.Found = nil
	}
	in.Height = float32(min(max(finite(float64(in.Height), 0), 0), 1<<16))
	if in.Selected < 0 || in.Selected >= in.Index.Len() {
		in.Selected = -1
	}
	if in.Hovered < 0 || in.Hovered >= in.Index.Len() {
		in.Hovered = -1
	}
	return in
}

// lit reports whether an event is drawn as always: because it is lit, or because
// nothing is.
func (in *Input) lit(event int) bool {
	return in.Lit == nil || in.Lit.Has(event) || event == in.Selected || event == in.Hovered
}

// trackAt is how a track is shown; one that the input does not name is shown
// without a name.
func trackAt(tracks []Track, t int) Track {
	if t < len(tracks) {
		return tracks[t]
	}
	return Track{}
}
