package strip

import (
	"image"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/settings"
	"tarikh.org/tarikh/ui/library"
)

// asked are the parts of a window that the strip asks for things.
type asked struct {
	dates  []dates.Date
	zones  []string
	tracks []data.ID
	notes  []data.Annotation

	pictures []image.Rectangle // that were copied or saved
	names    []string
}

func (a *asked) Formats() bool           { return true }
func (a *asked) Picture(img image.Image) { a.pictures = append(a.pictures, img.Bounds()) }
func (a *asked) SavePicture(img image.Image, _, name string) {
	a.pictures, a.names = append(a.pictures, img.Bounds()), append(a.names, name)
}

func (a *asked) Add(d dates.Date, zone string, track data.ID) {
	a.dates, a.zones, a.tracks = append(a.dates, d), append(a.zones, zone), append(a.tracks, track)
}
func (a *asked) Begin(n data.Annotation) { a.notes = append(a.notes, n) }
func (a *asked) KeyTyped(*fyne.KeyEvent) {}
func (a *asked) RuneTyped(rune)          {}

var (
	sport = data.Track{ID: data.NewID(), Name: "Sport", Colour: "blue", Order: 0}
	trade = data.Track{ID: data.NewID(), Name: "تجارة", Colour: "red", Order: 1}
)

func games(t *testing.T) data.Event {
	return data.Event{ID: gamesID, Title: "Games open", Date: date(t, "2022-02-04"), Track: sport.ID, Importance: 3}
}

func deal(t *testing.T) data.Event {
	return data.Event{ID: dealID, Title: "اتفاق", Date: date(t, "2021-05/2021-07"), Track: sport.ID, Importance: 3}
}

var gamesID, dealID = data.NewID(), data.NewID()

// opened is a strip over a library of two tracks, of which the first has two events.
func opened(t *testing.T) (*featuretest.Window, *Feature, *asked) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.tarikh")
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), path, "A library")
	if err != nil {
		t.Fatal(err)
	}
	edit := data.Edit{Label: "edit.event.add", Tracks: []data.Change[data.Track]{data.Insert(sport), data.Insert(trade)}}
	edit.Events = []data.Change[data.Event]{data.Insert(games(t)), data.Insert(deal(t))}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	w, a := featuretest.New(t), &asked{}
	f := New(w.Host, Parts{Typesetter: w.Host.Kit().Typesetter, Choices: settings.Choices{State: w.Host.State, System: "en", Words: assets.Files, Files: afero.NewMemMapFs()}, Events: a, Notes: a, Copier: a, Keyboard: a})
	f.Root.Resize(fyne.NewSize(1200, 400))
	w.Show(store)
	f.line.ZoomToFit()
	return w, f, a
}

func date(t *testing.T, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// change waits until an edit that something makes is loaded.
func change(w *featuretest.Window, what string, make func()) {
	loaded := false
	stop := w.Host.Library.Subscribe(func(c library.Change) { loaded = loaded || c.Kind == library.Edited })
	defer stop()
	make()
	w.Until(what, func() bool { return loaded })
}

// The menu of an event copies it, and moves it to another track.
func TestMenuOfAnEvent(t *testing.T) {
	w, f, _ := opened(t)
	e := events{f.tracks}
	open := func() {
		e.ContextMenu(gamesID, 0, fyne.NewPos(50, 50))
		w.Until("the menu is open", func() bool { return w.Dialog() != nil && w.Host.Library.Selected() == gamesID })
	}
	open()
	if words := featuretest.Texts(w.Dialog()); !slices.Contains(words, "tags.edit") {
		t.Errorf("it offers %q", words)
	}
	featuretest.Press(t, w.Dialog(), "event.copy")
	if !slices.Equal(w.Ran, []string{"event.copy"}) {
		t.Errorf("it ran %q", w.Ran)
	}
	open()
	featuretest.Press(t, w.Dialog(), "Track")
	w.Until("the tracks are offered", func() bool { return w.Dialog() != nil })
	change(w, "it is moved", func() { featuretest.Press(t, w.Dialog(), trade.Name) })
	n := w.Host.Library.Snapshot()
	if got := n.Tracks[n.Columns.Track[n.Find(gamesID, date(t, "2022-02-04"))]].ID; got != trade.ID {
		t.Errorf("it is on %v", got)
	}
}

// Both events are on the strip; what is pressed there is selected, by its ID.
func TestEventsOfTheLibrary(t *testing.T) {
	w, f, _ := opened(t)
	var shown []data.ID
	for _, m := range f.line.Marks() {
		shown = append(shown, m.Event)
	}
	if !slices.Contains(shown, gamesID) || !slices.Contains(shown, dealID) {
		t.Fatalf("the strip shows %v", shown)
	}
	e := events{f.tracks}
	e.EventSelected(gamesID)
	w.Until("it is selected", func() bool { return w.Host.Library.Selected() == gamesID })
	w.Close()
	if len(f.line.Marks()) != 0 || w.Host.Library.Selected() != (data.ID{}) {
		t.Error("a closed library is still on the strip")
	}
}

// An event with a passage to check is marked, until the reader has decided.
func TestDoubtsOfTheLibrary(t *testing.T) {
	w, f, _ := opened(t)
	doubted := func() (out []int) {
		m := f.view.model()
		for _, id := range []data.ID{gamesID, dealID} {
			if e := m.Index.Find(id); m.Doubted != nil && m.Doubted.Has(e) {
				out = append(out, e)
			}
		}
		if len(m.Doubts) != len(out) {
			t.Errorf("%d events are in doubt, and %d instants", len(out), len(m.Doubts))
		}
		return out
	}
	a := data.Article{ID: data.NewID(), Title: "A", Published: date(t, "2022-02-05")}.WithText("The Games were opened.")
	s, err := anchor.Make(a.Text, 4, 9)
	if err != nil {
		t.Fatal(err)
	}
	x := data.Excerpt{ID: data.NewID(), Event: gamesID, Article: a.ID, Anchor: s, Doubt: data.Doubt{State: data.CheckMe, Was: "Game"}}
	n := data.Annotation{ID: data.NewID(), Event: dealID, Article: a.ID, Anchor: s, Colour: "red", Doubt: x.Doubt}
	change(w, "an excerpt", func() {
		w.Host.Library.Do(data.Edit{Label: "edit.event.add", Articles: []data.Change[data.Article]{data.Insert(a)}, Excerpts: []data.Change[data.Excerpt]{data.Insert(x)}}, nil)
	})
	if len(doubted()) != 1 || !f.view.model().Doubted.Has(f.view.model().Index.Find(gamesID)) {
		t.Errorf("in doubt: %v", doubted())
	}
	change(w, "a note", func() {
		w.Host.Library.Do(data.Edit{Label: "edit.event.add", Annotations: []data.Change[data.Annotation]{data.Insert(n)}}, nil)
	})
	if len(doubted()) != 2 {
		t.Errorf("with a note in doubt: %v", doubted())
	}
	change(w, "the excerpt is accepted", func() {
		stored, err := w.Host.Library.Store().Excerpt(t.Context(), x.ID)
		if err != nil {
			t.Fatal(err)
		}
		w.Host.Library.Do(app.AcceptAnchor(stored), nil)
	})
	if len(doubted()) != 1 {
		t.Errorf("after it was accepted: %v", doubted())
	}
}

// An event is asked for on the track where the strip was pressed, and above all tracks
// without one.
func TestEventIsAskedFor(t *testing.T) {
	w, f, a := opened(t)
	e := events{f.tracks}
	for _, track := range []int{1, -1, 7} {
		e.EventWanted(track, date(t, "2022-03"))
	}
	w.Until("they are asked for", func() bool { return len(a.tracks) == 3 })
	if !slices.Equal(a.tracks, []data.ID{trade.ID, {}, {}}) || a.dates[0].EDTF != "2022-03" {
		t.Errorf("asked for on %v at %v", a.tracks, a.dates)
	}
}

// The selected event moves, unless the strip is for reading.
func TestEventIsMoved(t *testing.T) {
	w, f, _ := opened(t)
	l, e := w.Host.Library, events{f.tracks}
	e.EventMoved(gamesID, date(t, "2022-02-05")) // is not selected
	e.EventSelected(gamesID)
	w.Until("it is selected", func() bool { return l.Event() != nil })
	w.Run(f, "strip.lock")
	e.EventMoved(gamesID, date(t, "2022-02-06"))
	w.Run(f, "strip.lock")
	if w.Host.State.Locked || w.Remembered != 2 {
		t.Errorf("locked %v, remembered %d times", w.Host.State.Locked, w.Remembered)
	}
	change(w, "it has moved", func() { e.EventMoved(gamesID, date(t, "2022-02-07")) })
	if got := l.Event().Date.EDTF; got != "2022-02-07" {
		t.Errorf("it is on %s", got)
	}
}

// How a track is looked at is remembered beside the library; all tracks can be shown
// again.
func TestTracksAreLookedAt(t *testing.T) {
	w, f, _ := opened(t)
	e := events{f.tracks}
	e.TrackSized(0, 5)
	e.TrackSized(9, 5) // is none
	v := f.host.Arrangement().Tracks[sport.ID]
	if v.Rows != 5 {
		t.Errorf("the track has %d rows", v.Rows)
	}
	v.Hidden = true
	f.setTrack(sport.ID, v)
	if len(f.line.Marks()) != 0 || f.hiddenTracks() != 1 {
		t.Errorf("%d marks are shown of a hidden track, %d tracks are hidden", len(f.line.Marks()), f.hiddenTracks())
	}
	f.showAllTracks()
	if len(f.line.Marks()) != 2 || f.hiddenTracks() != 0 || w.Remembered != 3 {
		t.Errorf("%d marks, %d tracks hidden, remembered %d times", len(f.line.Marks()), f.hiddenTracks(), w.Remembered)
	}
}

// What tracks are is edited one thing at a time.
func TestTracksAreEdited(t *testing.T) {
	w, f, _ := opened(t)
	l := w.Host.Library
	change(w, "it has a name", func() { f.changeTrack(l.Snapshot().Tracks[0], func(t *data.Track) { t.Name = "Games" }) })
	change(w, "it is the second", func() { f.moveTrack(0, 1) })
	tracks := l.Snapshot().Tracks
	if tracks[0].ID != trade.ID || tracks[1].Name != "Games" {
		t.Errorf("the tracks are %v", tracks)
	}
	f.moveTrack(1, 1) // is the last
	change(w, "it is gone", func() { f.deleteTrack(tracks[0]) })
	if len(l.Snapshot().Tracks) != 1 {
		t.Errorf("the tracks are %v", l.Snapshot().Tracks)
	}
}

// The dialog of tracks writes everything that was changed in it as one edit, and takes
// no track without a name.
func TestDialogOfTracks(t *testing.T) {
	w, f, _ := opened(t)
	l := w.Host.Library
	for _, lang := range []string{"ar", "en"} {
		w.Relocale(lang, f)
		list := f.showTracks()
		if words := featuretest.Texts(w.Dialog()); !slices.Contains(words, w.Host.Kit().T("track.new")) {
			t.Errorf("%s: the dialog says %q", lang, words)
		}
		list.Dialog.Close()
	}
	list := f.showTracks()
	list.Rows[0].Name.SetText("  ")
	if f.saveTracks(list, l.Snapshot().Tracks, false) {
		t.Error("a track without a name was taken")
	}
	list.Rows[0].Name.SetText("Winter games")
	list.Rows[0].Held.collapsed = true
	list.Move(list.Rows[0], 1)
	list.Remove(list.Rows[0])
	change(w, "it is written", func() { f.saveTracks(list, l.Snapshot().Tracks, false) })
	tracks := l.Snapshot().Tracks
	if len(tracks) != 1 || tracks[0].Name != "Winter games" || !f.host.Arrangement().Tracks[sport.ID].Collapsed {
		t.Errorf("the tracks are %v, looked at as %v", tracks, f.host.Arrangement().Tracks)
	}
	change(w, "all is taken back at once", l.Undo)
	if got := l.Snapshot().Tracks; len(got) != 2 || got[0].Name != "Sport" {
		t.Errorf("after undo the tracks are %v", got)
	}
}

// The middle of the view is measured, and a note can be made on it; the selected event
// is measured where it lasts.
func TestMeasuring(t *testing.T) {
	w, f, a := opened(t)
	w.Run(f, "strip.measure")
	d, ok := f.line.MeasuredDate()
	if !ok || !f.bar.root.Visible() {
		t.Fatalf("measured %v, the bar is shown: %v", ok, f.bar.root.Visible())
	}
	f.bar.annotate.Tapped(nil)
	if len(a.notes) != 1 || a.notes[0].Span != d {
		t.Errorf("notes on %v, not %v", a.notes, d)
	}
	w.Run(f, "strip.measure")
	if _, _, ok := f.line.Measured(); ok || f.bar.root.Visible() {
		t.Error("still measured")
	}
	events{f.tracks}.EventSelected(dealID)
	w.Until("it is selected", func() bool { return w.Host.Library.Event() != nil })
	w.Run(f, "strip.measure")
	if lo, hi, _ := f.line.Measured(); lo != deal(t).Date.Lo || hi != deal(t).Date.Hi {
		t.Errorf("measured from %d to %d", lo, hi)
	}
}

// The view has a span as precise as the zoom, and a day in its middle.
func TestViewAsDates(t *testing.T) {
	_, f, _ := opened(t)
	f.ShowSpan(date(t, "2022-02"))
	d, ok := f.SpanInView()
	if !ok || d.Lo > date(t, "2022-02").Lo || d.Hi < date(t, "2022-02").Hi {
		t.Errorf("in view is %v", d)
	}
	if day := f.CentreDay(); day.Lo < date(t, "2022-02-10").Lo || day.Hi > date(t, "2022-02-20").Hi {
		t.Errorf("the middle is %v", day)
	}
}

// On the axis of a zone events stand by their instants, are moved by what the axis shows,
// and what is made there has the offset and the name of the zone.
func TestAxisOfAZone(t *testing.T) {
	w, f, a := opened(t)
	l, e := w.Host.Library, events{f.tracks}
	timed := games(t)
	timed.Date, timed.Zone = date(t, "2022-02-04T20:00+08:00"), "Asia/Shanghai"
	change(w, "it has a time", func() {
		l.Do(data.Edit{Label: "edit.event.change", Events: []data.Change[data.Event]{data.Update(mustEvent(t, l, gamesID), timed)}}, nil)
	})
	noted := data.Annotation{ID: data.NewID(), Span: date(t, "2022-02-04T00:30+03:00"), Text: "x", Colour: "red"}
	change(w, "it has a note", func() {
		l.Do(data.Edit{Label: "edit.note.add", Annotations: []data.Change[data.Annotation]{data.Insert(noted)}}, nil)
	})
	change(w, "the axis has a zone", func() { l.Do(data.SetZone(l.Snapshot().Library, "Europe/Berlin"), nil) })
	n := l.Snapshot()
	if at := n.Find(gamesID, timed.Date); at < 0 || n.Columns.Lo[at] != date(t, "2022-02-04T13:00").Lo {
		t.Errorf("it is at place %d of %v", at, n.Columns.Lo)
	}
	e.EventSelected(gamesID)
	w.Until("it is selected", func() bool { return l.Event() != nil })
	change(w, "it has moved", func() { e.EventMoved(gamesID, date(t, "2022-07-04T13:00")) })
	if got := l.Event(); got.Date.EDTF != "2022-07-04T19:00+08:00" || got.Zone != "Asia/Shanghai" {
		t.Errorf("it is on %s in %q", got.Date.EDTF, got.Zone)
	}
	e.EventWanted(0, date(t, "2022-07-04T13:00"))
	e.EventWanted(0, date(t, "2022-07-04"))
	w.Until("they are asked for", func() bool { return len(a.dates) == 2 })
	if a.dates[0].EDTF != "2022-07-04T13:00+02:00" || a.dates[1].EDTF != "2022-07-04" || !slices.Equal(a.zones, []string{"Europe/Berlin", ""}) {
		t.Errorf("asked for %v in %q", a.dates, a.zones)
	}
	f.ShowSpan(date(t, "2022-02-04T00:30+03:00/2022-02-04T02:30+03:00"))
	if lo, hi, ok := f.line.Measured(); !ok || lo != date(t, "2022-02-03T22:30").Lo || hi != date(t, "2022-02-04T00:30").Lo {
		t.Errorf("measured from %d to %d", lo, hi)
	}
	f.bar.annotate.Tapped(nil)
	if got := a.notes[len(a.notes)-1].Span.EDTF; got != "2022-02-03T22:30+01:00/2022-02-04T00:30+01:00" {
		t.Errorf("a note on %s", got)
	}
	change(w, "the axis has none again", func() { l.Do(data.SetZone(l.Snapshot().Library, ""), nil) })
	if got := f.words(gamesID, date(t, "2022-02-04T19:00+08:00")); got != "4 February 2022, 19:00 (UTC+8)" {
		t.Errorf("dragged it is on %q", got)
	}
	change(w, "it has moved", func() { e.EventMoved(gamesID, date(t, "2022-02-04T19:00+08:00")) })
	// After a change of all, the selected event is read again beside what follows.
	w.Until("it is where it was moved to", func() bool { return l.Event().Date.EDTF == "2022-02-04T19:00+08:00" })
}

func mustEvent(t *testing.T, l *library.Library, id data.ID) data.Event {
	t.Helper()
	e, err := l.Store().Event(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// The event under the pointer is quoted by the first words of a passage that reports it,
// as they are after an edit.
func TestTheEventUnderThePointerIsQuoted(t *testing.T) {
	w, f, _ := opened(t)
	e := events{f.tracks}
	hover := func(event data.ID, want string) {
		t.Helper()
		e.EventHovered(event)
		w.Until("it is looked for", func() bool { return f.quoted.event == event })
		if got := f.quote(event); got != want {
			t.Errorf("quoted: %q, want %q", got, want)
		}
	}
	hover(gamesID, "")
	article := data.Article{ID: data.NewID(), Title: "Report", Published: date(t, "2022-02-05")}.WithText("The games opened\nin snow.")
	words, err := anchor.Make(article.Text, 4, 24)
	if err != nil {
		t.Fatal(err)
	}
	w.Do(data.Edit{Label: "test", Articles: []data.Change[data.Article]{data.Insert(article)}})
	w.Do(data.Edit{Label: "test", Excerpts: []data.Change[data.Excerpt]{data.Insert(data.Excerpt{ID: data.NewID(), Event: gamesID, Article: article.ID, Anchor: words})}})
	hover(gamesID, "“games opened in snow”")
	hover(dealID, "")
	if got := f.quote(gamesID); got != "" {
		t.Errorf("another one is quoted with %q", got)
	}
}

// What is in view is copied and saved as a picture, at twice its size.
func TestPicturesOfTheStrip(t *testing.T) {
	w, f, a := opened(t)
	for _, id := range []string{"strip.copy", "strip.save"} {
		if !w.Run(f, id) {
			t.Errorf("%s does nothing", id)
		}
	}
	size := f.line.Size()
	for _, r := range a.pictures {
		if float32(r.Dx()) != 2*size.Width || r.Dy() < 200 {
			t.Errorf("a picture of %v of a strip of %v", r, size)
		}
	}
	if len(a.pictures) != 2 || !slices.Equal(a.names, []string{"A library"}) {
		t.Errorf("%d pictures, names %q", len(a.pictures), a.names)
	}
}
