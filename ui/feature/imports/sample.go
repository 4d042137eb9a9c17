package imports

import (
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/theme"
	"tarikh.org/tarikh/ui/timeline"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// sample is a timeline of what is read, before anything is written: it can be looked
// around in, and changes nothing.
type sample struct {
	*timeline.Timeline
	run     *run
	keys    func(*fyne.KeyEvent)
	id      data.ID           // of the model that is shown
	in      span              // what is in view at first
	colours map[string]string // of the tracks that are shown, by their names
}

func newSample(r *run, keys func(*fyne.KeyEvent)) *sample {
	s := &sample{run: r, keys: keys, id: data.NewID()}
	s.Timeline = timeline.New(r.host.Kit().Typesetter, theme.Current(), onlooker{s})
	return s
}

// show shows events; without is the name of the track of those that have none.
func (s *sample) show(r result, without string) {
	h := s.run.host
	k, axis := h.Kit(), h.Library.Axis()
	fits := false
	if lo, hi, ok := r.index.Main(); ok && (span{lo, hi}) != s.in {
		s.in, s.id, fits = span{lo, hi}, data.NewID(), true
	}
	caption := func(id data.ID) (form.Event, bool) { e, ok := r.byID[id]; return e, ok }
	date := func(id data.ID) (dates.Date, bool) { e, ok := caption(id); return e.Date, ok }
	words := func(id data.ID) string { d, _ := date(id); return k.Locale.Date(d) }
	s.SetModel(timeline.Model{
		Library: s.id, Index: r.index, Tracks: s.tracks(r, without), Locale: k.Locale.Axis(), Direction: k.Direction(), RTL: s.rtl(),
		Titles: func(id data.ID) (string, bool) { e, ok := caption(id); return e.Title, ok },
		Quote:  func(data.ID) string { return "" }, Date: words, Flag: words, Exact: date,
		Many:  func(n int) string { return k.Locale.TN("count.events", n) },
		Words: func(_ data.ID, d dates.Date) string { return k.Locale.Date(d) }, Length: k.Locale.Length,
		Hidden: func(scene.Chip) (string, string) { return "", "" },
		Certainty: func(id data.ID) scene.Certainty {
			d, _ := date(id)
			return scene.CertaintyOf(axis.Shown(d))
		},
		Whole: k.T("axis.whole"), Empty: k.T("import.strip.empty"), Axis: axis, Zone: k.Locale.Zone(axis.Zone()),
	})
	if fits {
		s.ZoomToFit()
	}
}

// tracks are those of what is read, as the library shows them where it has them and would
// make them where not.
func (s *sample) tracks(r result, without string) (tracks []scene.Track) {
	k, here := s.run.host.Kit(), s.run.host.Library.Tracks()
	all := slices.Clone(here)
	s.colours = map[string]string{}
	for _, t := range r.tracks {
		if t.ID == (data.ID{}) {
			t.Name = without
		}
		at := slices.IndexFunc(all, func(h data.Track) bool { return form.Line(h.Name) == form.Line(t.Name) })
		if at < 0 {
			at, all = len(all), append(all, data.NextTrack(t.Name, all))
		}
		name := t.Name
		if at >= len(here) && len(here) > 0 {
			name = k.T("import.track.is.new", "track", name)
		}
		s.colours[form.Line(t.Name)] = all[at].Colour
		tracks = append(tracks, scene.Track{Name: name, Colour: all[at].Colour})
	}
	return tracks
}

// rtl reports whether time runs from right to left, as on the window's own timeline.
func (s *sample) rtl() bool {
	switch s.run.host.State.Reading.Axis {
	case "rtl":
		return true
	case "ltr":
		return false
	}
	return s.run.host.Kit().RTL()
}

// onlooker is the host of a timeline on which nothing is done.
type onlooker struct{ s *sample }

var _ timeline.Host = onlooker{}

// KeyTyped gives what the timeline does not know to the dialog that it is in.
func (o onlooker) KeyTyped(ev *fyne.KeyEvent) { o.s.keys(ev) }

// The others are those of timeline.Host.
func (onlooker) EventSelected(data.ID)                     {}
func (onlooker) EventActivated(data.ID)                    {}
func (onlooker) EventHovered(data.ID)                      {}
func (onlooker) ViewChanged(scene.Viewport)                {}
func (onlooker) ContextMenu(data.ID, int64, fyne.Position) {}
func (onlooker) EventsMet(int, []data.ID, fyne.Position)   {}
func (onlooker) EventWanted(int, dates.Date)               {}
func (onlooker) EventMoved(data.ID, dates.Date)            {}
func (onlooker) EventDropped(data.ID, data.ID)             {}
func (onlooker) EventCarried(data.ID, fyne.Position, bool) {}
func (onlooker) Measured()                                 {}
func (onlooker) TrackMenu(int, fyne.Position)              {}
func (onlooker) TrackSized(int, int)                       {}
func (onlooker) SpotPressed(scene.SpotKind, data.ID, int, fyne.Position) {
}
func (onlooker) KnownMoved(int64, bool) {}
func (onlooker) RuneTyped(rune)         {}
