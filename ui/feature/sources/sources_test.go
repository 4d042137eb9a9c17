package sources

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/text/uax9"
)

func parsed(t *testing.T, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// source is a passage that reports the event of a desk.
type source struct{ publisher, published, words, date string }

// desk is the feature over a library with one event that some sources report.
type desk struct {
	*featuretest.Window
	t     *testing.T
	f     *Feature
	store data.Store
	event data.Event
	told  []data.Excerpt
}

func newDesk(t *testing.T, entities []data.Entity, sources ...source) *desk {
	t.Helper()
	d := &desk{Window: featuretest.New(t), t: t}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	track := data.NextTrack("Fires", nil)
	d.event = data.Event{ID: data.NewID(), Title: "The fire", Date: parsed(t, "2021-05-03"), Track: track.ID, Importance: 3}
	edit := data.Edit{Label: "test", Tracks: []data.Change[data.Track]{data.Insert(track)}, Events: []data.Change[data.Event]{data.Insert(d.event)}}
	for _, e := range entities {
		edit.Entities = append(edit.Entities, data.Insert(e))
	}
	for _, s := range sources {
		a := data.Article{ID: data.NewID(), Title: "Report of " + s.publisher, Publisher: s.publisher, Lang: "en", Published: parsed(t, s.published)}.WithText(s.words + "\n")
		selector, err := anchor.Make(a.Text, 0, len(s.words))
		if err != nil {
			t.Fatal(err)
		}
		x := data.Excerpt{ID: data.NewID(), Event: d.event.ID, Article: a.ID, Anchor: selector}
		if s.date != "" {
			x.Date = parsed(t, s.date)
		}
		d.told = append(d.told, x)
		edit.Articles, edit.Excerpts = append(edit.Articles, data.Insert(a)), append(edit.Excerpts, data.Insert(x))
	}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	d.store = store
	d.f = New(d.Host, d)
	d.Show(store)
	return d
}

// open selects the event, and shows its sources.
func (d *desk) open() {
	d.t.Helper()
	d.Host.Library.Select(d.event.ID)
	d.Until("it is selected", func() bool { return d.Host.Library.Event() != nil })
	d.Run(d.f, "event.compare")
	d.Until("it is shown", func() bool { return d.Host.Kit().Dialogs.Top() != nil })
}

func (d *desk) says(words string) bool {
	return slices.ContainsFunc(featuretest.Texts(d.Dialog()), func(have string) bool { return strings.Contains(have, words) })
}

func (d *desk) key(name fyne.KeyName) {
	d.Host.Kit().Dialogs.Top().TypedKey(&fyne.KeyEvent{Name: name})
}

func (d *desk) now() data.Event {
	e, err := d.store.Event(d.t.Context(), d.event.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return e
}

// read compares the sources without a window.
func (d *desk) read() *comparison {
	d.t.Helper()
	c, err := reader{d.Host.Gazetteer, "en"}.read(d.t.Context(), d.store, d.event.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return c
}

// Three sources of an event are compared: two say one thing in the same words, the third
// another number and date. What is kept is one edit, with its reason.
func TestSourcesAreCompared(t *testing.T) {
	d := newDesk(t, nil,
		source{"Gazette", "2021-05-06", "The mill in Ardea burned down and 21 people were killed in the fire.", "2021-05-04"},
		source{"The Courier", "2021-05-04", "The old mill in Ardea burned down at night and 12 people were killed there.", ""},
		source{"Evening Post", "2021-05-05", "The old mill in Ardea burned down at night and 12 people were killed there.", ""})
	if d.Run(d.f, "event.compare") {
		t.Fatal("no event is selected")
	}
	d.open()
	for _, want := range []string{"2 independent", "First: \u2068The Courier", "same words as", "2 of 2 statements differ", "12 to 21", "in UTC time"} {
		if !d.says(want) {
			t.Errorf("it does not say %q: %q", want, featuretest.Texts(d.Dialog()))
		}
	}
	d.key(fyne.KeyJ)
	d.key(fyne.KeyO)
	d.Until("it is left open", func() bool { c := d.now().Claims; return len(c) == 1 && c[0].Open && d.says("left open") })
	d.key(fyne.Key1)
	d.Until("one is kept", func() bool { c := d.now().Claims; return len(c) == 1 && c[0].Value == "12" && d.says("Kept: ") })
	if c := d.now().Claims[0]; c.Subject != "dead" || len(c.Excerpts) != 2 || c.Excerpts[0] != d.told[1].ID || c.By != "A reader" {
		t.Errorf("kept is %+v", c)
	}
	d.Until("it is shown again", func() bool { return !d.Host.Library.Saving() })
	d.key(fyne.KeyK)
	d.key(fyne.KeyS)
	d.Until("the date is a span", func() bool { return d.now().Date.EDTF == "2021-05-03/2021-05-04" })
	d.Until("it is written", func() bool { return !d.Host.Library.Saving() })
	d.Host.Library.Undo()
	d.Until("one undo takes it back", func() bool { return d.now().Date == d.event.Date })
	if len(d.Failed) > 0 {
		t.Errorf("failed: %v", d.Failed)
	}
}

// The reader's own value is kept with a reason: of a number and of the date, and of a place,
// which is that of the event then.
func TestOwnValuesAreKept(t *testing.T) {
	d := newDesk(t, nil,
		source{"Gazette", "2021-05-06", "The mill in Turin burned down and 21 people were killed.", ""},
		source{"The Courier", "2021-05-04", "Fire took the mill of Milan, and 12 people were killed there.", ""})
	d.open()
	// write asks for a value, types it with a reason, and saves.
	write := func(value, reason string) {
		t.Helper()
		sheet := d.Host.Kit().Dialogs.Top()
		d.key(fyne.KeyE)
		d.Until("it is asked", func() bool { return d.Host.Kit().Dialogs.Top() != sheet })
		entries := featuretest.All[*control.Entry](d.Dialog())
		entries[0].SetText(value)
		if entries[0].OnChanged != nil {
			entries[0].OnChanged(value)
		}
		entries[1].SetText(reason)
		d.Host.Kit().Dialogs.Top().Submit()
	}
	write("2021-05-05", "the diary says so")
	d.Until("the date is kept", func() bool {
		e := d.now()
		return e.Date.EDTF == "2021-05-05" && len(e.Claims) == 1 && e.Claims[0].Why == "the diary says so"
	})
	d.Until("it is shown", func() bool { return !d.Host.Library.Saving() && d.says("the diary says so") })
	d.key(fyne.KeyJ)
	write("  ", "")
	if d.Host.Kit().Dialogs.Top().Close(); len(d.now().Claims) != 1 {
		t.Error("nothing is kept as a value")
	}
	write("19", "two were counted twice")
	d.Until("the number is kept", func() bool {
		c := d.now().Claims
		return len(c) == 2 && c[1].Value == "19" && c[1].Why == "two were counted twice" && len(c[1].Excerpts) == 0
	})
	d.Until("it is shown", func() bool { return !d.Host.Library.Saving() && d.says("19") })
	d.key(fyne.KeyJ)
	write("Novara", "")
	d.Until("the place is kept", func() bool { return d.now().Place == "Novara" })
	d.Host.Library.Undo()
	d.Until("one undo takes it back", func() bool { return d.now().Place == "" && len(d.now().Claims) == 2 })
}

// What all sources can mean is no span of its own, and there is nothing to leave open.
func TestWhatAgreesIsNoSpan(t *testing.T) {
	d := newDesk(t, nil,
		source{"Gazette", "2021-05-06", "The mill burned down and 12 people were killed.", ""},
		source{"The Courier", "2021-05-04", "Fire took the mill; at least 12 people were killed.", ""})
	lines := statements(d.Host.Kit(), d.read())
	if l := lines[1]; len(l.values) != 2 || l.disputed || l.span != "" || l.open != "" {
		t.Errorf("the dead are %+v", l)
	}
}

// Names and places are compared, by one key for each in the library and the gazetteer.
func TestNamesAreCompared(t *testing.T) {
	d := newDesk(t, []data.Entity{
		{ID: data.NewID(), Type: data.Person, Name: "Hassan Diab"}, {ID: data.NewID(), Type: data.Person, Name: "Ahmed Diab"},
	},
		source{"Gazette", "2021-05-06", "Hassan Diab spoke at the mill in Milan.", ""},
		source{"The Courier", "2021-05-04", "Ahmed Diab spoke at the mill in Turin.", ""})
	c := d.read()
	if len(c.topics) != 2 || c.topics[0].Subject != claims.Place || c.topics[1].Subject != claims.Named || !c.topics[0].Differ() || !c.topics[1].Differ() {
		t.Fatalf("topics are %+v", c.topics)
	}
	lines := statements(d.Host.Kit(), c)
	if l := lines[1]; len(l.values) != 2 || l.values[0].words != "Turin" || l.open != "Turin or Milan" {
		t.Errorf("the places are %+v", l)
	}
	if l := lines[2]; len(l.values) != 2 || l.values[1].words != "Hassan Diab" || !l.disputed {
		t.Errorf("the names are %+v", l)
	}
}

// Words that differ are marked where passages have nearly the same, but not what gives one
// date in other words, and nothing in a passage of other words.
func TestWordsThatDifferAreMarked(t *testing.T) {
	d := newDesk(t, nil,
		source{"Gazette", "2021-05-04", "The old mill of the village burned down on Monday, and nobody was there.", ""},
		source{"The Courier", "2021-05-05", "The old mill of the village burned down on 3 May 2021, and everybody was there.", ""},
		source{"Evening Post", "2021-05-06", "Firemen came too late to save a house that had ground corn since 1820.", ""})
	c := d.read()
	var marked []string
	for i, spans := range c.spans {
		for _, s := range spans {
			if s.reworded {
				marked = append(marked, letter(i)+" "+c.told[i].Anchor.Exact[s.start:s.end])
			}
		}
	}
	if want := []string{"A nobody", "B everybody"}; !slices.Equal(marked, want) {
		t.Errorf("marked is %q, want %q", marked, want)
	}
}

// Reports are in order by one clock, all of them can be reached, and the axis has each.
func TestManySources(t *testing.T) {
	var sources []source
	for i := range 40 {
		sources = append(sources, source{fmt.Sprintf("Paper %d", i), fmt.Sprintf("2021-05-%02dT%02d:00+09:00", 4+i/20, i%20), fmt.Sprintf("The mill of Ardea burned down and %d were killed.", 10+i%2), ""})
	}
	sources = append(sources, source{"Early", "2021-05-03T20:00Z", "A fire took the mill.", ""}, source{"First", "2021-05-03T14:00Z", "There was a fire.", ""})
	d := newDesk(t, nil, sources...)
	c := d.read()
	if c.told[0].article.Publisher != "First" || c.told[6].article.Publisher != "Early" || c.first != 1 {
		t.Errorf("the first are %q and %q, %d", c.told[0].article.Publisher, c.told[6].article.Publisher, c.first)
	}
	whens := c.whens()
	if whens[0].from != 0 || whens[len(whens)-1].to != 41 || whens[0].at != 0 || whens[len(whens)-1].at != 1 && whens[len(whens)-1].to == whens[len(whens)-1].from {
		t.Errorf("the axis is %+v", whens)
	}
	for i := 1; i < len(whens); i++ {
		if whens[i].from != whens[i-1].to+1 || (whens[i].at-whens[i-1].at)*axisWide < axisApart {
			t.Errorf("the axis is %+v", whens)
		}
	}
	d.open()
	shown := map[string]bool{}
	for range 4 {
		for i := range 42 {
			if d.says(headed(i, "Report of")) {
				shown[letter(i)] = true
			}
		}
		d.key(fyne.KeyRightBracket)
	}
	if len(shown) != 42 || !d.says("37 to 42 of 42") || d.says(headed(0, "Report of")) {
		t.Errorf("%d of 42 reports can be reached", len(shown))
	}
	d.key(fyne.KeyLeftBracket)
	if !d.says("25 to 36 of 42") {
		t.Error("it does not go back")
	}
}

// A source that repeats another publisher's words says so, and does not make its own publisher's
// report one with it.
func TestSourcesThatRepeatTwo(t *testing.T) {
	const other = "Flames took a building of 1820 that stood beside the river of the town."
	d := newDesk(t, nil,
		source{"The Courier", "2021-05-04", "The old mill in Ardea burned down at night and 12 people were killed there.", ""},
		source{"Gazette", "2021-05-05", other, ""},
		source{"The Courier", "2021-05-06", other, ""})
	d.open()
	if !d.says("same words as B") || d.read().reports != 2 {
		t.Errorf("%d reports; nothing says that a later one repeats another", d.read().reports)
	}
	if got := feature.SourceLine(d.Host.Kit(), data.Article{Publisher: "The Courier", Byline: "THE COURIER"}); strings.Contains(got, "COURIER") {
		t.Errorf("the publisher is said twice: %q", got)
	}
}

// A source that the reader has refuted is counted here as little as on the card.
func TestRefutedSourcesDoNotCount(t *testing.T) {
	d := newDesk(t, nil,
		source{"The Courier", "2021-05-04", "The old mill in Ardea burned down at night and 12 people were killed there.", ""},
		source{"Gazette", "2021-05-05", "Flames took a building of 1820 that stood beside the river of the town.", ""})
	if c := d.read(); c.reports != 2 {
		t.Fatalf("%d reports", c.reports)
	}
	refuted := d.told[0]
	refuted.Verdict.State = data.StateRefuted
	if _, err := d.store.Apply(t.Context(), data.Edit{Label: "test", Excerpts: []data.Change[data.Excerpt]{data.Update(d.read().told[0].Excerpt, refuted)}}); err != nil {
		t.Fatal(err)
	}
	if c := d.read(); c.reports != 1 || c.told[0].what.Of != 0 || c.told[1].what.Of != 1 {
		t.Errorf("%d reports, %+v, %+v", c.reports, c.told[0].what, c.told[1].what)
	}
}

// A title is read in its own direction, whatever the letter before it is.
func TestTitlesBehindLetters(t *testing.T) {
	for title, want := range map[string]uax9.Direction{"بكين وموسكو": uax9.RTL, "Two winters": uax9.LTR} {
		if got := uax9.FirstStrong(headed(0, title)); got != want {
			t.Errorf("%q is read in direction %v", title, got)
		}
	}
}
