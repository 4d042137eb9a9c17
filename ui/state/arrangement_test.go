package state

import (
	"reflect"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

func TestArrangementsAreKeptByLibrary(t *testing.T) {
	files := afero.NewMemMapFs()
	library, track, other, view := data.NewID(), data.NewID(), data.NewID(), data.NewID()
	s := &State{Animations: "off", Locked: true}
	a := s.Arrangement(library)
	a.SetTrack(track, TrackView{Hidden: true, Rows: 3})
	a.SetTrack(other, TrackView{Collapsed: true})
	a.Keep(view)
	a.Filter = `مسار:"الشرق الأقصى" -war`
	if err := s.Save(files, "/state/state.json"); err != nil {
		t.Fatal(err)
	}
	back, err := Load(files, "/state/state.json")
	if err != nil {
		t.Fatal(err)
	}
	want := map[data.ID]TrackSet{view: {Hidden: []data.ID{track}, Collapsed: []data.ID{other}}}
	got := back.Arrangement(library)
	if !reflect.DeepEqual(got.Views, want) || got.Filter != a.Filter || !reflect.DeepEqual(got.Tracks, a.Tracks) {
		t.Errorf("came back as %+v", got)
	}
	if !back.Locked || back.Animations != "off" {
		t.Errorf("came back as %+v", back)
	}
	published := data.NewID()
	back.Arrangement(published).Publish.Format = "csv"
	if err := back.Save(files, "/state/state.json"); err != nil {
		t.Fatal(err)
	}
	if again, err := Load(files, "/state/state.json"); err != nil || again.Arrangement(published).Publish.Format != "csv" {
		t.Errorf("how a library was published is forgotten, %v", err)
	}
	if other := back.Arrangement(data.NewID()); len(other.Views)+len(other.Tracks) > 0 {
		t.Errorf("another library has %+v", other)
	}
}

// The clock, what is folded and the arcs are remembered, even where nothing else is.
func TestClockAndRelationsAreRemembered(t *testing.T) {
	files, s := afero.NewMemMapFs(), &State{}
	clock, folded, arcs, nothing := data.NewID(), data.NewID(), data.NewID(), data.NewID()
	s.Arrangement(clock).Clock = "known"
	s.Arrangement(folded).Folded = []data.ID{nothing}
	s.Arrangement(arcs).Relations = true
	s.Arrangement(nothing)
	if err := s.Save(files, "/state/state.json"); err != nil {
		t.Fatal(err)
	}
	back, err := Load(files, "/state/state.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(back.Libraries) != 3 || back.Arrangement(clock).Clock != "known" || len(back.Arrangement(folded).Folded) != 1 || !back.Arrangement(arcs).Relations {
		t.Errorf("came back as %+v", back.Libraries)
	}
}

func TestShowingAViewBringsItsTracks(t *testing.T) {
	tracks := []data.Track{{ID: data.NewID()}, {ID: data.NewID()}, {ID: data.NewID()}}
	a := &Arrangement{}
	a.SetTrack(tracks[0].ID, TrackView{Hidden: true, Rows: 2})
	view := data.NewID()
	a.Keep(view)
	a.SetTrack(tracks[0].ID, TrackView{Rows: 4})
	a.SetTrack(tracks[1].ID, TrackView{Collapsed: true})
	a.Clock = "known"
	byKnown := data.NewID()
	a.Keep(byKnown)
	if a.Show(view, tracks); a.Clock != "" {
		t.Error("a view keeps the clock of another")
	}
	if a.Show(byKnown, tracks); a.Clock != "known" {
		t.Error("the clock of a view is forgotten")
	}
	a.Show(view, tracks)
	a.Show(data.NewID(), tracks) // made on another machine: says nothing of tracks
	want := map[data.ID]TrackView{tracks[0].ID: {Hidden: true, Rows: 4}}
	if !reflect.DeepEqual(a.Tracks, want) {
		t.Errorf("tracks are shown as %+v, want %+v", a.Tracks, want)
	}
}
