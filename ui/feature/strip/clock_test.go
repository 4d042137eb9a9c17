package strip

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// noWhere is where a menu would be.
var noWhere = fyne.NewPos(0, 0)

// reports adds an article of a date that reports an event, which loads the library again.
func reports(t *testing.T, w *featuretest.Window, event data.ID, published string) {
	t.Helper()
	a := data.Article{ID: data.NewID(), Title: "An article of " + published, Published: date(t, published)}.WithText("It happened, they say.\n")
	x := data.Excerpt{ID: data.NewID(), Event: event, Article: a.ID}
	x.Anchor.End, x.Anchor.Exact = 11, "It happened"
	change(w, "the article is there", func() {
		w.Host.Library.Do(data.Edit{Label: "edit.article.add", Articles: []data.Change[data.Article]{data.Insert(a)}, Excerpts: []data.Change[data.Excerpt]{data.Insert(x)}}, nil)
	})
}

// Laid out by the other clock events are where they were first reported; those that no
// dated source reports are counted and listed, and the choice is remembered.
func TestByWhenItBecameKnown(t *testing.T) {
	w, f, _ := opened(t)
	reports(t, w, gamesID, "2022-03-10")
	reports(t, w, gamesID, "2022-02-20")
	if !w.Run(f, "strip.clock") {
		t.Fatal("it cannot be chosen")
	}
	w.Until("it is laid out", f.byKnown)
	x := f.index()
	if x.Len() != 1 || x.ID(0) != gamesID || f.laid.apart != 1 || !slices.Equal(f.laid.aside, []data.ID{dealID}) {
		t.Fatalf("%d events, %d aside", x.Len(), f.laid.apart)
	}
	first := date(t, "2022-02-20")
	if lo, hi := x.Bounds(0); lo != first.Lo || hi != first.Hi {
		t.Errorf("it is at [%d, %d), want %s", lo, hi, first.EDTF)
	}
	if m := f.model(); m.Editable || m.Index != x {
		t.Error("dates can be dragged on another clock")
	}
	w.Until("the tip is loaded", func() bool { return strings.Contains(f.dateOf(gamesID), "20 February 2022") })
	if words := featuretest.Texts(f.known.root); !slices.Contains(words, w.Host.Kit().T("clock.banner")) || !slices.Contains(words, w.Host.Kit().Locale.TN("clock.aside", 1)) {
		t.Errorf("the banner says %q", words)
	}
	if w.Host.Arrangement().Clock != "known" {
		t.Error("it is not remembered")
	}
	featuretest.Press(t, f.known.root, w.Host.Kit().T("clock.leave"))
	if f.byKnown() || f.index().Len() != 2 || f.known.root.Visible() {
		t.Error("there is no way back")
	}
}

// What had not been reported by a date is hidden, on the strip as by the filter, rows stay,
// and the date goes from report to report and back.
func TestWhatWasKnown(t *testing.T) {
	w, f, _ := opened(t)
	reports(t, w, gamesID, "2022-02-20")
	reports(t, w, dealID, "2021-08-01")
	f.knownBy(date(t, "2021-12-31").Hi)
	w.Until("it is applied", func() bool { return f.host.Library.Shown().Len() == 1 && f.laid != nil })
	if x := f.index(); x.ID(0) != dealID {
		t.Error("the wrong event is known")
	}
	if term := f.knownTerms()[0]; term.Date.EDTF != "2021-12-31" || f.model().Known.At != term.Date.Hi {
		t.Errorf("the handle is at %d, the filter says %s", f.model().Known.At, term.Date.EDTF)
	}
	words := featuretest.Texts(f.known.root)
	if want := w.Host.Kit().T("known.count", "n", "1", "all", "2"); !slices.Contains(words, want) {
		t.Errorf("the banner says %q, not %q", words, want)
	}
	if !w.Run(f, "strip.known.on") {
		t.Fatal("there is no next report")
	}
	w.Until("all is known", func() bool { return f.host.Library.Shown().Len() == 2 })
	if d := f.knownTerms()[0].Date.EDTF; d != "2022-02-20" {
		t.Errorf("the next report is of %s", d)
	}
	if f.step(1) {
		t.Error("there is a report after the last one")
	}
	w.Until("it can be stepped", func() bool { return f.step(-1) })
	w.Until("one is known", func() bool { return f.host.Library.Shown().Len() == 1 })
	// Played, it comes to the end by itself and stops there.
	w.Run(f, "strip.known.play")
	w.Until("it has been played", func() bool { return f.host.Library.Shown().Len() == 2 && !f.known.playing })
	events{f.tracks}.KnownMoved(date(t, "2021-01-31").Hi, true)
	w.Until("nothing was known", func() bool { return f.host.Library.Shown().Len() == 0 })
	featuretest.Press(t, f.known.root, w.Host.Kit().T("known.leave"))
	w.Until("all is shown", func() bool { return f.host.Library.Shown().All })
	if f.host.Library.Filter().Field(query.Known) != nil || f.known.root.Visible() {
		t.Error("there is no way back")
	}
}

// Both at once: where it was reported, and only what had been.
func TestKnownOnTheOtherClock(t *testing.T) {
	w, f, _ := opened(t)
	reports(t, w, gamesID, "2022-02-20")
	reports(t, w, dealID, "2021-08-01")
	w.Run(f, "strip.clock")
	w.Until("it is laid out", f.byKnown)
	f.knownBy(date(t, "2021-12-31").Hi)
	w.Until("one is known", func() bool { return f.laid != nil && f.index().Len() == 1 && f.byKnown() })
	if f.index().ID(0) != dealID {
		t.Error("the wrong event is known")
	}
}

// Lanes of something else than tracks: an event on several, on one, and on the last.
func TestGroup(t *testing.T) {
	w, f, _ := opened(t)
	f.Group(&Grouping{Lanes: []scene.Track{{Name: "Xi"}, {Name: "Putin"}}, Of: map[data.ID][]int{gamesID: {0, 1}}, Rest: "Nobody"})
	w.Until("it is laid out", func() bool { return f.onLanes() })
	m := f.model()
	if len(m.Tracks) != 3 || m.Tracks[2].Name != "Nobody" || m.Index.Len() != 3 || !slices.Equal(m.Colours, []string{"blue", "red"}) {
		t.Errorf("%d lanes, %d events, colours %q", len(m.Tracks), m.Index.Len(), m.Colours)
	}
	f.Group(nil)
	if f.onLanes() || f.model().Index.Len() != 2 {
		t.Error("there is no way back")
	}
}

// Parts are folded into their whole and shown again; that is remembered. Arcs are those of
// the selected event, or of all.
func TestRelations(t *testing.T) {
	w, f, _ := opened(t)
	relate := func(all ...data.Relation) {
		e := data.Edit{Label: "edit.relation.add"}
		for _, r := range all {
			r.ID = data.NewID()
			e.Relations = append(e.Relations, data.Insert(r))
		}
		before := len(f.related.all)
		w.Host.Library.Do(e, nil)
		w.Until("they are loaded", func() bool { return len(f.related.all) > before })
	}
	relate(data.Relation{From: gamesID, To: dealID, Type: data.PartOf}, data.Relation{From: gamesID, To: dealID, Type: "answers", Note: "so they say"},
		data.Relation{From: gamesID, To: dealID, Type: data.Distinct})
	answer := slices.IndexFunc(f.related.all, func(r data.Relation) bool { return r.Type == "answers" })
	if n := len(f.model().Relations); n != 0 {
		t.Errorf("%d arcs of no event", n)
	}
	w.Host.Library.Select(gamesID)
	w.Until("it is selected", func() bool { return w.Host.Library.Selected() == gamesID })
	if n := len(f.related.drawn); n != 2 {
		t.Errorf("%d arcs of the selected event", n)
	}
	w.Until("titles are loaded", func() bool { head, _, _ := f.spot(scene.SpotRelation, gamesID, answer); return head == "Games open" })
	if _, below, words := f.spot(scene.SpotRelation, gamesID, answer); !strings.Contains(below, "اتفاق") || words != "so they say" {
		t.Errorf("the tip says %q, %q", below, words)
	}
	if n, folded := f.model().Parts(dealID); n != 1 || folded {
		t.Errorf("%d parts, folded %v", n, folded)
	}
	events{f.tracks}.SpotPressed(scene.SpotParts, dealID, 0, noWhere)
	w.Until("they are folded", func() bool { return f.index().Len() == 1 })
	if _, folded := f.model().Parts(dealID); !folded || !slices.Equal(w.Host.Arrangement().Folded, []data.ID{dealID}) {
		t.Error("it is not remembered")
	}
	events{f.tracks}.SpotPressed(scene.SpotParts, dealID, 0, noWhere)
	if f.index().Len() != 2 {
		t.Error("they stay folded")
	}
	w.Host.Library.Select(data.ID{})
	w.Until("nothing is selected", func() bool { return w.Host.Library.Selected() == data.ID{} })
	w.Run(f, "strip.relations")
	if n := len(f.model().Relations); n != 2 {
		t.Errorf("%d arcs of all", n)
	}
	// A circle hides nothing for ever.
	relate(data.Relation{From: dealID, To: gamesID, Type: data.PartOf})
	f.foldParts(dealID)
	w.Until("one is left", func() bool { return f.index().Len() == 1 && f.index().ID(0) == dealID })
}

// A date that a source gives is told of with its source, where it is another.
func TestDatesThatDiffer(t *testing.T) {
	w, f, _ := opened(t)
	reports(t, w, gamesID, "2022-02-20")
	w.Until("it is loaded", func() bool { _, ok := f.date(gamesID); return ok })
	if f.given(gamesID) != nil {
		t.Error("a date that nobody gives is drawn")
	}
	give := func(edtf string) {
		var x []data.Excerpt
		library.Load(w.Host.Library, nil, func(ctx context.Context, store data.Store) ([]data.Excerpt, error) {
			return store.EventExcerpts(ctx, gamesID)
		}, func(found []data.Excerpt) { x = found })
		w.Until("the passage is loaded", func() bool { return len(x) == 1 })
		after := x[0]
		after.Date = date(t, edtf)
		change(w, "the date is there", func() {
			w.Host.Library.Do(data.Edit{Label: "edit.excerpt.change", Excerpts: []data.Change[data.Excerpt]{data.Update(x[0], after)}}, nil)
		})
	}
	give("2022-02-02")
	told := date(t, "2022-02-02")
	w.Until("it is drawn", func() bool { return slices.Equal(f.given(gamesID), []scene.Given{{Lo: told.Lo, Hi: told.Hi}}) })
	if head, below, _ := f.spot(scene.SpotGiven, gamesID, 0); !strings.Contains(head, "2 February 2022") || !strings.Contains(head, "An article of 2022-02-20") || !strings.Contains(below, "4 February") {
		t.Errorf("the tip says %q, %q", head, below)
	}
	give("2022-02-04")
	w.Until("what is the same is not", func() bool { return f.given(gamesID) == nil })
}

// The forms of marks are the states of events from the first source on, wherever the events
// are, and the tip says them; a library without sources looks as it did.
func TestStatesOfEvents(t *testing.T) {
	w, f, _ := opened(t)
	w.Until("a date is loaded", func() bool { return f.dateOf(gamesID) != "" })
	if f.model().States != nil || f.line.ShowsStates() {
		t.Error("a library without sources has states")
	}
	reports(t, w, gamesID, "2022-02-20")
	of := func(id data.ID) scene.State {
		if at := f.index().Find(id); at >= 0 && len(f.model().States) > at {
			return f.model().States[at]
		}
		return 99
	}
	w.Until("they are loaded", func() bool { return of(gamesID) == scene.StateSingleSource && of(dealID) == scene.StateUnverified })
	if !f.line.ShowsStates() {
		t.Error("they are not drawn")
	}
	w.Until("the tip says it", func() bool { return strings.Contains(f.dateOf(gamesID), w.Host.Kit().T("state.single")) })
	for i, s := range data.States() {
		if w.Host.Kit().Locale.Has(stateKey(s)) == false || int(scene.StateRefuted) != len(data.States())-1 {
			t.Errorf("state %d, %s, has no words", i, s)
		}
	}
	w.Run(f, "strip.clock")
	w.Until("it is laid out", f.byKnown)
	if len(f.model().States) != 1 || of(gamesID) != scene.StateSingleSource {
		t.Errorf("on the other clock: %v", f.model().States)
	}
	w.Run(f, "strip.clock")
	n := w.Host.Library.Snapshot()
	change(w, "an event is added", func() {
		e := deal(t)
		e.ID, e.Date = data.NewID(), date(t, "2020")
		w.Host.Library.Do(data.Edit{Label: "edit.event.add", Events: []data.Change[data.Event]{data.Insert(e)}}, nil)
	})
	if n == w.Host.Library.Snapshot() || of(gamesID) != scene.StateSingleSource || len(f.model().States) != 3 {
		t.Error("after an edit they are of other events")
	}
}
