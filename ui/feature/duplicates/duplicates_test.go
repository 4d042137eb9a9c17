package duplicates

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// desk is the feature over a library with three events, of which two or three are one.
type desk struct {
	*featuretest.Window
	t      *testing.T
	f      *Feature
	events []data.Event
	picked []data.ID
	drop   func(event, on data.ID)
}

func (d *desk) OnDropped(do func(event, on data.ID)) { d.drop = do }

func (d *desk) Picked() []data.ID { return d.picked }

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{Window: featuretest.New(t), t: t}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	const words = "The old mill in Ardea burned down at night."
	a := data.Article{ID: data.NewID(), Title: "Fire", Publisher: "The Courier"}.WithText(words + "\n")
	selector, err := anchor.Make(a.Text, 0, len(words))
	if err != nil {
		t.Fatal(err)
	}
	track := data.NextTrack("Fires", nil)
	edit := data.Edit{Label: "test", Tracks: []data.Change[data.Track]{data.Insert(track)}, Articles: []data.Change[data.Article]{data.Insert(a)}}
	for _, title := range []string{"The old mill in Ardea burned down", "Old mill of Ardea burns down", "Mill of Ardea burned: old house lost"} {
		date, err := dates.Parse("2021-05-03")
		if err != nil {
			t.Fatal(err)
		}
		d.events = append(d.events, data.Event{ID: data.NewID(), Title: title, Date: date, Track: track.ID, Importance: 3})
	}
	d.events[0].Date, err = dates.Parse("2021-05")
	if err != nil {
		t.Fatal(err)
	}
	d.events[2].Place = "Ardea"
	for _, e := range d.events {
		edit.Events = append(edit.Events, data.Insert(e))
	}
	edit.Excerpts = []data.Change[data.Excerpt]{data.Insert(data.Excerpt{ID: data.NewID(), Event: d.events[1].ID, Article: a.ID, Anchor: selector})}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	d.f = New(d.Host, d, d)
	d.Show(store)
	return d
}

func (d *desk) left() []data.Event {
	d.t.Helper()
	var left []data.Event
	for e, err := range d.Host.Library.Store().Events(d.t.Context()) {
		if err != nil {
			d.t.Fatal(err)
		}
		left = append(left, e)
	}
	return left
}

func (d *desk) says(words string) bool {
	return slices.ContainsFunc(featuretest.Texts(d.Dialog()), func(have string) bool { return strings.Contains(have, words) })
}

// key presses a key of the dialog, and waits until what it does is written.
func (d *desk) key(name fyne.KeyName) {
	d.t.Helper()
	d.Host.Kit().Dialogs.Top().TypedKey(&fyne.KeyEvent{Name: name})
	d.Until("it is written", func() bool { return !d.Host.Library.Saving() && !d.f.busy })
}

// Several selected events become the one with the most sources; what they differ in is
// asked.
func TestSelectedEventsAreMerged(t *testing.T) {
	d := newDesk(t)
	if d.Run(d.f, "events.merge") {
		t.Fatal("nothing is selected")
	}
	d.picked = []data.ID{d.events[0].ID, d.events[1].ID, d.events[2].ID}
	d.Run(d.f, "events.merge")
	d.Until("it is asked", func() bool { return d.Host.Kit().Dialogs.Top() != nil })
	if !d.says("May 2021") || !d.says("3 May 2021") || !d.says("The Courier") {
		t.Errorf("the dialog says %q", featuretest.Texts(d.Dialog()))
	}
	d.Host.Kit().Dialogs.Top().TypedKey(&fyne.KeyEvent{Name: fyne.Key2}) // the answers of the second: the one made first
	d.Host.Kit().Dialogs.Top().Submit()
	d.Until("the event is selected", func() bool { return d.Host.Library.Selected() == d.events[1].ID })
	left := d.left()
	if len(left) != 1 || left[0].Title != d.events[0].Title || left[0].Date != d.events[0].Date || left[0].ID != d.events[1].ID {
		t.Errorf("left are %+v", left)
	}
	if x := d.Host.Library.Event().Excerpts; len(x) != 1 || x[0].Date != d.events[1].Date {
		t.Errorf("reported by %+v", x)
	}
	d.Host.Library.Undo()
	d.Until("all are back", func() bool { return len(d.left()) == 3 })
}

// An event that is dragged on another one is merged into that, if the reader confirms; one
// undo takes it back.
func TestDroppedEventIsMerged(t *testing.T) {
	d := newDesk(t)
	ask := func() {
		t.Helper()
		d.drop(d.events[1].ID, d.events[2].ID)
		d.Until("it is asked", func() bool { return d.Host.Kit().Dialogs.Top() != nil })
	}
	ask()
	d.Host.Kit().Dialogs.Top().Close()
	if len(d.left()) != 3 {
		t.Fatal("it is merged without being confirmed")
	}
	ask()
	d.Host.Kit().Dialogs.Top().Submit()
	d.Until("the one below is selected", func() bool { return d.Host.Library.Selected() == d.events[2].ID })
	if left := d.left(); len(left) != 2 || left[1].Title != d.events[2].Title && left[0].Title != d.events[2].Title {
		t.Errorf("left are %+v", left)
	}
	d.Host.Library.Undo()
	d.Until("both are back", func() bool { return len(d.left()) == 3 })
}

// A place that only one event has is proposed.
func TestWhatOneHasIsProposed(t *testing.T) {
	d := newDesk(t)
	sides, err := readSides(t.Context(), d.Host.Library.Store(), []data.ID{d.events[0].ID, d.events[2].ID, data.NewID()})
	if err != nil || len(sides) != 2 {
		t.Fatal(sides, err)
	}
	if e := newMerging(sides).event(); e.Place != "Ardea" || e.Title != d.events[0].Title {
		t.Errorf("proposed is %+v", e)
	}
}

// Pairs are merged or told apart; either can be taken back at once, and what is told apart
// is not found again.
func TestDuplicatesAreReviewed(t *testing.T) {
	d := newDesk(t)
	find := func() {
		t.Helper()
		d.Run(d.f, "duplicates")
		d.Until("there is an answer", func() bool { return d.Host.Kit().Dialogs.Top() != nil })
	}
	find()
	d.Until("the first pair is shown", func() bool { return d.says("1 of 3") })
	d.key(fyne.KeyN)
	d.Until("the next pair is shown", func() bool { return d.says("1 of 2") })
	d.key(fyne.KeyU)
	d.Until("it is taken back", func() bool { return d.says("1 of 3") })
	d.key(fyne.KeyN)
	d.Until("it is decided again", func() bool { return d.says("1 of 2") })
	d.key(fyne.KeyM)
	d.Until("two are one", func() bool { return len(d.left()) == 2 })
	d.key(fyne.KeyU)
	d.Until("they are three again", func() bool { return len(d.left()) == 3 && d.says("1 of 2") })
	d.key(fyne.KeyJ)
	d.Until("the other pair is shown", func() bool { return d.says("2 of 2") })
	d.Host.Kit().Dialogs.Top().Close()
	find()
	d.Until("two pairs are left", func() bool { return d.says("1 of 2") })
	if len(d.Failed) > 0 {
		t.Errorf("failed: %v", d.Failed)
	}
}
