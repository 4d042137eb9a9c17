package worldmap

import (
	"image"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/map/outline"
	"tarikh.org/tarikh/ui/map/scene"
)

// desk is the feature over the sample, with a strip that shows what it is told.
type desk struct {
	*featuretest.Window
	t      *testing.T
	f      *Feature
	time   scene.Span
	moves  library.Subscribers[struct{}]
	saved  string // the title of a picture that was saved
	typed  []fyne.KeyName
	hidden bool
}

func (d *desk) Range() (lo, hi int64) { return d.time.Lo, d.time.Hi }
func (d *desk) OnMoved(told func()) (unsubscribe func()) {
	return d.moves.Subscribe(func(struct{}) { told() })
}
func (d *desk) SavePicture(_ image.Image, title, _ string) { d.saved = title }
func (d *desk) KeyTyped(ev *fyne.KeyEvent)                 { d.typed = append(d.typed, ev.Name) }
func (d *desk) RuneTyped(rune)                             {}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{Window: featuretest.New(t), t: t, time: scene.Span{Lo: 0, Hi: 4e9}}
	d.f = New(d.Host, Parts{
		Typesetter: d.Host.Kit().Typesetter, Strip: d, Copier: d, Keyboard: d, World: scene.NewWorld(outline.New(), d.Host.Gazetteer),
		Animated: func() bool { return false }, Shown: func() bool { return !d.hidden },
	})
	d.Put(d.f.View())
	d.f.View().Resize(fyne.NewSize(900, 500))
	d.ShowSample(sqlite.NewOpener(afero.NewOsFs(), "test"))
	return d
}

func (d *desk) enter() {
	d.t.Helper()
	d.f.Enter()
	d.Until("the places are read", func() bool { return d.f.model.known.index != nil })
}

func (d *desk) words() string { return strings.Join(featuretest.Texts(d.f.View()), "\n") }

func (d *desk) sites(event data.ID) (names []string) {
	for _, s := range d.f.model.known.index.Sites(event) {
		names = append(names, s.Name)
	}
	return names
}

func TestNothingIsReadBeforeItIsAskedFor(t *testing.T) {
	d := newDesk(t)
	d.Filter("beijing")
	if d.f.model.known.index != nil {
		t.Error("places were read")
	}
	d.enter()
	if n := d.f.model.known.index.Len(); n == 0 || n > 20 {
		t.Errorf("%d events of those that the filter leaves", n)
	}
}

func TestTheMapShowsWhatIsShown(t *testing.T) {
	d := newDesk(t)
	d.enter()
	all := d.f.model.known.index.Len()
	if all < 30 {
		t.Errorf("%d events have a place", all)
	}
	if got := d.sites(d.EventTitled("Tokyo Games postponed")); !slices.Equal(got, []string{"Lausanne", "Tokyo"}) {
		t.Errorf("it is at %q", got)
	}
	for _, lang := range []string{"ar", "en"} {
		d.Relocale(lang, d.f)
		d.Until("the count is there", func() bool { return strings.Contains(d.words(), d.Host.Kit().Locale.TN("count.events", 38)) })
	}
	d.Filter("track:sport")
	d.Until("fewer are on the map", func() bool { return d.f.model.known.index.Len() < all })
	d.time = scene.Span{Lo: 0, Hi: 10}
	d.moves.Tell(struct{}{})
	if d.f.view.Time() != d.time {
		t.Error("the map does not follow the strip")
	}
}

// A step of a story over a view waits for what its filter leaves, if that is not shown yet.
func TestAStepWaitsForItsFilter(t *testing.T) {
	d := newDesk(t)
	d.enter()
	all := d.f.model.known.index.Len()
	if d.f.Tell(data.ID{}, 0, 10); d.f.told != (scene.Span{}) {
		t.Error("it waits for what is shown")
	}
	d.Host.Library.SetFilter(d.Host.Query("track:sport", false))
	if d.f.Tell(data.ID{}, 0, 10); d.f.told == (scene.Span{}) {
		t.Error("it does not wait for the filter")
	}
	d.Until("it is filtered", func() bool { return d.f.model.known.index.Len() < all && d.f.told == (scene.Span{}) })
	if d.f.Tell(data.ID{}, 0, 10); d.f.told != (scene.Span{}) {
		t.Error("the same filter is waited for again")
	}
}

func TestABoxIsATermOfTheFilter(t *testing.T) {
	d := newDesk(t)
	d.enter()
	gestures{d.f}.Boxed(30, 100, 45, 125)
	l := d.Host.Library
	d.Until("filtered", func() bool { return !l.Filtering() && d.f.model.known.index.Len() < 20 })
	terms := l.Filter().Field(query.Place)
	if len(terms) != 1 || !slices.Contains(terms[0].Values, "30,100,45,125") || !slices.Contains(terms[0].Values, "Beijing") || slices.Contains(terms[0].Values, "Tokyo") {
		t.Errorf("%+v", terms)
	}
	for i := range l.Shown().Columns.Len() {
		if at := d.sites(l.Shown().Columns.IDs[i]); len(at) == 0 {
			t.Error("an event without a place is left")
		}
	}
	gestures{d.f}.Boxed(-60, -180, -50, 180) // one box at a time
	d.Until("nothing is left", func() bool { return !l.Filtering() && l.Shown().Len() == 0 })
	if n := len(l.Filter().Field(query.Place)); n != 1 {
		t.Errorf("%d boxes", n)
	}
}

func TestAPlaceIsPointedAt(t *testing.T) {
	d := newDesk(t)
	d.enter()
	event := d.EventTitled("Galwan clash")
	l := d.Host.Library
	l.Select(event)
	d.Until("it is selected", func() bool { return l.Event() != nil && l.Event().ID == event })
	if !d.Run(d.f, "map.place") || !strings.Contains(d.words(), "Galwan") {
		t.Fatalf("no place is asked for: %s", d.words())
	}
	before := d.sites(event)
	gestures{d.f}.Pointed(34.7, 78.2, 500)
	at := func() (scene.Site, bool) {
		all := d.f.model.known.index.Sites(event)
		return all[max(len(all)-1, 0):][0], len(all) == 1
	}
	d.Until("it is there", func() bool { s := d.f.model.known.index.Sites(event); return len(s) == 1 && s[0].Lat == 34.7 })
	if s, ok := at(); !ok || s.Radius != 2000 || s.ID == (data.ID{}) {
		t.Errorf("%+v", s)
	}
	gestures{d.f}.Pointed(35, 79, 500) // the same place is moved
	d.Until("it is moved", func() bool { s := d.f.model.known.index.Sites(event); return len(s) == 1 && s[0].Lat == 35 })
	entities, err := l.Store().Entities(t.Context())
	pointed := slices.DeleteFunc(entities, func(e data.Entity) bool { return e.Position.Lat != 35 })
	if err != nil || len(pointed) != 1 || pointed[0].Basis != data.BasisMap {
		t.Errorf("%+v %v", pointed, err)
	}
	l.Undo()
	d.Until("back once", func() bool { s := d.f.model.known.index.Sites(event); return len(s) == 1 && s[0].Lat == 34.7 })
	l.Undo()
	d.Until("back to its words", func() bool { return slices.Equal(d.sites(event), before) })
}

func TestWhatANameMeansIsChosen(t *testing.T) {
	d := newDesk(t)
	l := d.Host.Library
	e := l.Snapshot()
	event := d.EventTitled("Galwan clash")
	row, err := l.Store().Event(t.Context(), event)
	if err != nil || e == nil {
		t.Fatal(err)
	}
	after := row
	after.Place = "طرابلس"
	d.Do(data.Edit{Label: "edit.event.change", Events: []data.Change[data.Event]{data.Update(row, after)}})
	d.enter()
	d.Until("it is nowhere", func() bool { return d.f.model.known.placing.Words[event] == "طرابلس" })
	may := d.f.model.meanings(event)
	if len(may) < 2 {
		t.Fatalf("%+v", may)
	}
	d.f.settle(event, may[1])
	d.Until("it is in Lebanon", func() bool { s := d.f.model.known.index.Sites(event); return len(s) == 1 && s[0].Lon > 35 })
}

func TestPlay(t *testing.T) {
	p := newPlay([]int64{50, 10, 30, 10, 99}, scene.Span{Lo: 20, Hi: 90}, 1)
	if !slices.Equal(p.moments, []int64{20, 30, 50}) { // what began before is there at once
		t.Fatalf("%v", p.moments)
	}
	if in, fresh := p.shown(); in != (scene.Span{Lo: 20, Hi: 21}) || fresh != (scene.Span{}) {
		t.Errorf("%v %v", in, fresh)
	}
	for p.step(1) {
	}
	if in, fresh := p.shown(); in != (scene.Span{Lo: 20, Hi: 51}) || fresh != (scene.Span{Lo: 31, Hi: 51}) {
		t.Errorf("%v %v", in, fresh)
	}
	if !p.step(-1) || p.at != 2 {
		t.Error("no step back")
	}
	begins := make([]int64, 100_000)
	for i := range begins {
		begins[i] = int64(i)
	}
	if p := newPlay(begins, scene.Span{Lo: 0, Hi: 1e9}, 0); len(p.moments) != mostSteps || p.moments[mostSteps-1] != 99_999 {
		t.Errorf("%d moments", len(p.moments))
	}
}

func TestPlayInTheWindow(t *testing.T) {
	d := newDesk(t)
	d.enter()
	if !d.Run(d.f, "map.play") || !d.f.play.running {
		t.Fatal("nothing is played")
	}
	d.f.stepPlay(1)
	d.f.stepPlay(1)
	if d.f.play.running || d.f.play.at != 2 || d.f.view.Time().Hi >= d.time.Hi {
		t.Errorf("at %d of %v", d.f.play.at, d.f.view.Time())
	}
	d.f.faster()
	if got := d.words(); !strings.Contains(got, "2×") {
		t.Errorf("the speed is not said: %s", got)
	}
	g := gestures{d.f}
	g.KeyTyped(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.f.play != nil || d.f.view.Time() != d.time || len(d.typed) != 0 {
		t.Error("Esc does not end it")
	}
	if g.KeyTyped(&fyne.KeyEvent{Name: fyne.KeyEscape}); len(d.typed) != 1 {
		t.Error("the second Esc is not the window's")
	}
}

func TestPictureIsSaved(t *testing.T) {
	d := newDesk(t)
	d.enter()
	if d.Run(d.f, "map.save"); d.saved != d.Host.Kit().T("map.picture") {
		t.Errorf("%q", d.saved)
	}
	d.hidden = true
	if d.Run(d.f, "map.fit") {
		t.Error("a command runs while the map is not shown")
	}
}
