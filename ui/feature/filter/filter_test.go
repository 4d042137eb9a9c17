package filter

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/library"
)

// around is the window and the timeline around the filter.
type around struct {
	tab  string
	span dates.Date
}

func (a *around) Tab() string                    { return a.tab }
func (a *around) FirstTab() string               { return "event" }
func (a *around) ShowTab(key string)             { a.tab = key }
func (a *around) HideTab(string)                 {}
func (a *around) SpanInView() (dates.Date, bool) { return a.span, !a.span.IsZero() }

func made(t testing.TB) (*featuretest.Window, *Feature, *around) {
	t.Helper()
	w, a := featuretest.New(t), &around{tab: "event"}
	f := New(w.Host, a, a, tags.New(w.Host))
	w.ShowSample(sqlite.NewOpener(afero.NewOsFs(), "test"))
	return w, f, a
}

// filterOf is what is filtered by now.
func filterOf(w *featuretest.Window) string { return w.Host.Library.Filter().String() }

func TestTermsInWords(t *testing.T) {
	w := featuretest.New(t)
	f := New(w.Host, &around{}, &around{}, tags.New(w.Host))
	for _, c := range []struct{ lang, words, want string }{
		{"en", "summit", "summit"},
		{"en", `"winter games"`, "“winter games”"},
		{"en", "-sport", "not sport"},
		{"en", "a\u202eb", "a\ufffdb"},
		{"en", "track:Sport", "Track: Sport"},
		{"en", `tag:a|b|"c d"`, "Tag: a or b or c d"},
		{"en", "-tag:war", "not Tag: war"},
		{"en", "colour:amber", "Colour of notes: Amber"},
		{"en", "has:note", "with notes"},
		{"en", "-has:article", "not linked to an article"},
		{"en", "is:uncertain", "uncertain date"},
		{"en", "from:2022-02-04", "from 4 February 2022 on"},
		{"en", "on:2022", "in 2022"},
		{"ar", "has:note", "له ملاحظات"},
		{"ar", "track:الرياضة", "المسار: الرياضة"},
		{"ar", "to:2022", "حتى 2022"},
	} {
		w.Relocale(c.lang, f)
		terms := query.Parse(c.words+" ", query.Options{}).Terms
		if len(terms) != 1 {
			t.Fatalf("%s: %d terms", c.words, len(terms))
		}
		got := strings.NewReplacer("\u2068", "", "\u2069", "").Replace(f.words.term(terms[0]))
		if got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.words, c.lang, got, c.want)
		}
	}
}

// A press turns a value on, another off again; what is left out stays beside what is
// asked for, and several values are wanted together or any of them.
func TestValuesAreTurnedOnAndOff(t *testing.T) {
	w, f, _ := made(t)
	m := f.model
	for _, step := range []struct {
		name string
		do   func()
		want string
	}{
		{"one", func() { m.toggle(query.Track, "Sport") }, "track:Sport"},
		{"another beside it", func() { m.toggle(query.Track, "Diplomacy") }, "track:Sport|Diplomacy"},
		{"the first one off", func() { m.toggle(query.Track, "Sport") }, "track:Diplomacy"},
		{"left out", func() { m.exclude(query.Track, "Diplomacy") }, "-track:Diplomacy"},
		{"left out no longer", func() { m.toggle(query.Track, "Diplomacy") }, ""},
		{"two tags", func() { m.toggle(query.Tag, "a"); m.toggle(query.Tag, "b") }, "tag:a|b"},
		{"together", func() { m.join(query.Tag, true) }, "tag:a tag:b"},
		{"any of them", func() { m.join(query.Tag, false) }, "tag:a|b"},
		{"only one", func() { m.only(query.Tag, "b") }, "tag:b"},
		{"with", func() { m.toggle(query.Tag, "b"); m.toggle(query.Has, "note") }, "has:note"},
		{"without", func() { m.toggle(query.Has, "note") }, "-has:note"},
		{"either", func() { m.toggle(query.Has, "note") }, ""},
	} {
		if step.do(); filterOf(w) != step.want {
			t.Errorf("%s: filtered by %q, want %q", step.name, filterOf(w), step.want)
		}
	}
}

// The values of a field are counted without its own terms, and only while they are in
// view; one that is chosen is listed even if nothing has it.
func TestValuesAreCounted(t *testing.T) {
	w, f, _ := made(t)
	l := w.Host.Library
	w.Filter("track:Sport")
	if f.model.counting.Busy() || f.model.counts != nil {
		t.Error("values are counted that nobody sees")
	}
	f.SetInView(true)
	w.Until("the counts", func() bool { return f.model.counts != nil })
	sum := 0
	for _, c := range f.model.values(query.Track) {
		sum += c.Count
	}
	if sum != l.Snapshot().Counts.Events {
		t.Errorf("the tracks count %d events in all, want %d", sum, l.Snapshot().Counts.Events)
	}
	linked := slices.IndexFunc(f.model.values(query.Has), func(c data.FacetCount) bool { return c.Value == "article" })
	if linked < 0 || f.model.values(query.Has)[linked].Count > l.Shown().Len() {
		t.Errorf("linked to an article are %v of %d", f.model.values(query.Has), l.Shown().Len())
	}
	f.model.toggle(query.Tag, "nobody has this")
	if v := f.model.values(query.Tag); v[len(v)-1].Value != "nobody has this" {
		t.Errorf("the chosen tag is not listed: %v", v)
	}
	tracks := f.model.values(query.Track)
	for i, track := range l.Snapshot().Tracks {
		if tracks[i].Value != track.Name {
			t.Errorf("track %d is %q, want %q", i, tracks[i].Value, track.Name)
		}
	}
}

// What is shown follows the filter, and edits.
func TestAFilterNarrowsEverything(t *testing.T) {
	w, _, _ := made(t)
	l := w.Host.Library
	all := l.Shown().Len()
	w.Filter("track:Sport")
	v, n := l.Shown(), l.Snapshot()
	if v.Len() == 0 || v.Len() == all || v.Index.Len() != v.Len() {
		t.Fatalf("%d of %d events are shown", v.Len(), all)
	}
	sport := slices.IndexFunc(n.Tracks, func(t data.Track) bool { return t.Name == "Sport" })
	for e, track := range v.Columns.Track {
		if int(track) != sport {
			t.Errorf("event %d is on another track", e)
		}
	}
	for i := range 2 {
		l.Step(1)
		w.Until("the next that is shown", func() bool { return l.Selected() == v.Columns.IDs[i] })
	}
	notes := 0
	for _, note := range n.Notes {
		if v.Note(note) {
			notes++
		}
	}
	if notes == 0 || notes == len(n.Notes) {
		t.Errorf("%d of %d notes are shown", notes, len(n.Notes))
	}
	before, e := v.Len(), l.Event().Event
	moved := e
	moved.Track = n.Tracks[0].ID
	w.Do(data.Edit{Label: "edit.events.track", Events: []data.Change[data.Event]{data.Update(e, moved)}})
	w.Until("one fewer is shown", func() bool { return l.Shown().Len() == before-1 })
	l.Undo()
	w.Until("all are shown again", func() bool { return l.Shown().Len() == before })
	if w.Filter("track:Sport -track:Sport"); l.Shown().Len() != 0 {
		t.Errorf("%d events are on a track and not", l.Shown().Len())
	}
	if w.Filter(""); !l.Shown().All || l.Shown().Len() != all {
		t.Errorf("without a filter %d of %d are shown", l.Shown().Len(), all)
	}
}

// The filter is remembered by library, and set again when that is opened as it was left.
func TestTheFilterIsRemembered(t *testing.T) {
	w, f, _ := made(t)
	l := w.Host.Library
	w.Filter("track:Sport")
	path, id := l.Path(), l.Snapshot().Library.ID
	if got := w.Host.State.Arrangement(id).Filter; got != "track:Sport" {
		t.Fatalf("remembered is %q", got)
	}
	w.Close()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if w.Show(store); !l.Shown().All {
		t.Error("the filter of a library outlives it")
	}
	f.Restore()
	w.Until("filtered as before", func() bool { return !l.Filtering() && !l.Shown().All })
}

func TestCommands(t *testing.T) {
	w, f, a := made(t)
	if w.Run(f, "filter.clear") {
		t.Error("there is no filter to clear")
	}
	if w.Run(f, "filter"); a.tab != Tab {
		t.Errorf("the tab is %q", a.tab)
	}
	if w.Run(f, "filter"); a.tab != "event" {
		t.Errorf("the tab is %q after the second time", a.tab)
	}
	var err error
	if a.span, err = dates.Parse("2022-02"); err != nil {
		t.Fatal(err)
	}
	w.Filter("track:Sport from:2020")
	if w.Run(f, "filter.span"); filterOf(w) != "track:Sport on:2022-02" {
		t.Errorf("filtered by %q", filterOf(w))
	}
	if !w.Run(f, "filter.clear") || filterOf(w) != "" {
		t.Errorf("filtered by %q", filterOf(w))
	}
}

// The fields of the time range say what the filter says, and bound it; a date that
// cannot be read bounds nothing.
func TestTimes(t *testing.T) {
	w, f, _ := made(t)
	times := &f.panel.times
	times.from.Entry.SetText("2022-02-01")
	times.from.Entry.OnChanged("2022-02-01")
	if times.apply(); filterOf(w) != "from:2022-02-01" {
		t.Fatalf("filtered by %q", filterOf(w))
	}
	w.Filter("from:2021 to:2023")
	if from, to := times.from.Entry.Text(), times.to.Entry.Text(); from != "2021" || to != "2023" {
		t.Errorf("the fields say %q and %q", from, to)
	}
	times.to.Entry.SetText("no date")
	times.to.Entry.OnChanged("no date")
	if times.apply(); filterOf(w) != "from:2021 to:2023" {
		t.Errorf("filtered by %q", filterOf(w))
	}
}

// Panel and chips are drawn in both languages; a change of language does not subscribe
// again.
func TestPanesInBothLanguages(t *testing.T) {
	w, f, _ := made(t)
	w.Filter("track:Sport")
	f.SetInView(true)
	w.Until("the counts", func() bool { return f.model.counts != nil })
	for _, lang := range []string{"ar", "en"} {
		w.Relocale(lang, f)
		if len(featuretest.Texts(f.Chips())) < 3 {
			t.Errorf("%s: the chips say %q", lang, featuretest.Texts(f.Chips()))
		}
		w.Host.Canvas.SetContent(f.Panel())
		f.Panel().Resize(fyne.NewSize(330, 700))
		if said := featuretest.Texts(f.Panel()); !slices.Contains(said, "Sport") {
			t.Errorf("%s: the panel says %q", lang, said)
		}
	}
	told := 0
	stop := w.Host.Library.Subscribe(func(c library.Change) { told++ })
	w.Filter("")
	stop()
	if f.Chips().Visible() || told == 0 {
		t.Error("the chips stay without a filter")
	}
}
