package verification

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/report"
	"tarikh.org/tarikh/data/verify"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/text"
)

// desk is the feature over a library with two events; the first is reported by two papers.
type desk struct {
	*featuretest.Window
	f      *Feature
	events []data.Event
	picked []data.ID
}

func (d *desk) Picked() []data.ID { return d.picked }

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{Window: featuretest.New(t)}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	date, err := dates.Parse("2021-05-03")
	if err != nil {
		t.Fatal(err)
	}
	track := data.NextTrack("Fires", nil)
	edit := data.Edit{Label: "test", Tracks: []data.Change[data.Track]{data.Insert(track)}}
	for _, title := range []string{"The old mill burned down", "The mill is built again"} {
		e := data.Event{ID: data.NewID(), Title: title, Date: date, Track: track.ID, Importance: 3}
		d.events = append(d.events, e)
		edit.Events = append(edit.Events, data.Insert(e))
	}
	for publisher, words := range map[string]string{"Courier": "The old mill in Ardea burned down at night.", "Herald": "Nobody was hurt as flames took a building of 1820."} {
		a := data.Article{ID: data.NewID(), Title: "Fire", Publisher: publisher}.WithText(words + "\n")
		at, err := anchor.Make(a.Text, 0, len(words))
		if err != nil {
			t.Fatal(err)
		}
		edit.Articles = append(edit.Articles, data.Insert(a))
		edit.Excerpts = append(edit.Excerpts, data.Insert(data.Excerpt{ID: data.NewID(), Event: d.events[0].ID, Article: a.ID, Anchor: at}))
	}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	d.f = New(d.Host, d, d)
	d.Show(store)
	d.sel(d.events[0].ID)
	return d
}

// sel selects an event, and waits until it is loaded.
func (d *desk) sel(id data.ID) {
	d.Host.Library.Select(id)
	d.Until("the event is loaded", func() bool { e := d.Host.Library.Event(); return e != nil && e.ID == id })
}

func (d *desk) state() data.State { return d.Host.Library.Event().Standing.State }

// decide answers a dialog.
func (d *desk) decide(a *asking, s data.State, why string) {
	a.choose(s)
	a.why.SetText(why)
	done := false
	a.write(func(err error) {
		if done = true; err != nil {
			d.Failed = append(d.Failed, err)
		}
	})
	d.Until("it is written", func() bool { return done })
}

func TestDecide(t *testing.T) {
	d := newDesk(t)
	if d.state() != data.StateCorroborated || !strings.HasPrefix(d.f.verdicts.reasons(d.Host.Library.Event())[0], "Reported by 2 independent sources") {
		t.Fatalf("%s: %q", d.state(), d.f.verdicts.reasons(d.Host.Library.Event()))
	}
	d.decide(d.f.askSelected(data.StateDisputed), data.StateDisputed, "the owner says otherwise")
	d.Until("it is disputed", func() bool { return d.state() == data.StateDisputed })
	said := strings.Join(d.f.verdicts.reasons(d.Host.Library.Event()), "|")
	if !strings.Contains(said, "A reader") || !strings.Contains(said, "the owner says otherwise") {
		t.Errorf("said %q", said)
	}
	d.Host.Library.Undo()
	d.Until("it is undone", func() bool { return d.state() == data.StateCorroborated })

	d.picked = []data.ID{d.events[0].ID, d.events[1].ID}
	d.decide(d.f.verdicts.ask(question{events: d.picked}), data.StateRefuted, "")
	d.Until("both are refuted", func() bool { return d.state() == data.StateRefuted })
	d.sel(d.events[1].ID)
	if d.state() != data.StateRefuted {
		t.Errorf("the other one is %s", d.state())
	}
	d.Host.Library.Undo()
	d.Until("both are as they were", func() bool { return d.state() == data.StateUnverified })
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
}

// A source that the reader refutes counts no longer, and says so.
func TestDecideOnSource(t *testing.T) {
	d := newDesk(t)
	x := d.Host.Library.Event().Excerpts[0]
	d.decide(d.f.verdicts.ask(question{excerpts: []data.Excerpt{x.Excerpt}}), data.StateRefuted, "a hoax")
	d.Until("it counts no longer", func() bool { return d.state() == data.StateSingleSource })
	e := d.Host.Library.Event()
	for _, now := range e.Excerpts {
		if said := d.f.verdicts.OfSource(e, now); (now.ID == x.ID) != strings.Contains(said, "a hoax") {
			t.Errorf("of %s: %q", now.Source.Publisher, said)
		}
	}
}

// The key asks for the source that is active, or lists them.
func TestSourceByKey(t *testing.T) {
	d := newDesk(t)
	l := d.Host.Library
	x := l.Event().Excerpts[0]
	l.ReadExcerpt(x.Excerpt)
	d.Until("the passage is active", func() bool { return l.Active().Excerpt == x.ID })
	asked := 0
	d.decide(d.f.verdicts.ask(question{excerpts: []data.Excerpt{x.Excerpt}, decided: func() { asked++ }}), data.StateDisputed, "unclear")
	d.Until("it is decided", func() bool { return asked == 1 && d.f.verdicts.OfLink(l.Event().Excerpts[0].Excerpt) != "" })
	for _, now := range l.Event().Excerpts {
		if said := d.f.verdicts.OfLink(now.Excerpt); (now.ID == x.ID) != strings.Contains(said, "unclear") {
			t.Errorf("of %s: %q", now.Source.Publisher, said)
		}
	}
	d.f.askSource()
	if d.Host.Canvas.Overlays().Top() == nil {
		t.Error("nothing is asked")
	}
}

// Every state has a form of its own.
func TestSigns(t *testing.T) {
	seen := map[text.Sign]data.State{}
	for _, s := range data.States() {
		sign := SignOf(s)
		if other, ok := seen[sign]; ok {
			t.Errorf("%s looks like %s", s, other)
		}
		seen[sign] = s
	}
}

// The card can show every state, in both languages.
func TestCard(t *testing.T) {
	d := newDesk(t)
	for _, s := range data.States() {
		e := *d.Host.Library.Event()
		e.Standing.State = s
		d.Put(d.f.verdicts.Card(&e))
		if word := Word(d.Host.Kit(), s); word == "" || strings.Contains(word, "state.") {
			t.Errorf("%s is called %q", s, word)
		}
	}
}

// Each source that is not counted says why, and is among those that repeat others.
func TestRepeated(t *testing.T) {
	d := newDesk(t)
	e := *d.Host.Library.Event()
	e.Standing.Reports = 1
	e.Standing.Sources = []verify.Source{{Report: report.Source{Quotes: -1}}, {Report: report.Source{Why: report.SameAgency, Quotes: -1}}}
	if said := d.f.verdicts.reasons(&e)[0]; !strings.Contains(said, "1 more repeats") {
		t.Errorf("said %q", said)
	}
	for _, x := range e.Excerpts {
		if said := d.f.verdicts.OfSource(&e, x); (x.ID == e.Linked[1]) != strings.Contains(said, "agency") {
			t.Errorf("of %s: %q", x.Source.Publisher, said)
		}
	}
}
