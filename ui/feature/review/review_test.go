package review

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/events"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/feature/strip"
	"tarikh.org/tarikh/ui/library"
)

const reportText = `The fire and the bridge

The old mill burned down on 3 May 2021. Nobody was hurt.

The council met yesterday. The council will vote on 4/2/2022.

As reported, the old mill burned down in the night of 3 May 2021.
`

// What reportText proposes.
const mill, council, vote = "2021-05-03 The old mill burned down", "2022-01-19 The council met", "2022-02-04 The council will vote"

// desk is the review over a library with two tracks and an event.
type desk struct {
	*featuretest.Window
	t       *testing.T
	f       *Feature
	l       *library.Library
	reading *reading.Feature
	tracks  [2]data.Track
	fair    data.Event    // on the second track, on the day that reportText calls yesterday
	readAt  dates.Date    // that the timeline was told of
	shown   int           // how often the review was brought into view
	found   []strip.Found // that the timeline shows; nil: none
	marked  data.ID       // the one of them that is shown
	chosen  func(data.ID)
}

func (d *desk) ShowFound(all []strip.Found, shown data.ID, chosen func(data.ID)) {
	d.found, d.marked, d.chosen = all, shown, chosen
}
func (d *desk) HideFound() { d.found, d.marked, d.chosen = nil, data.ID{}, nil }

func (d *desk) ReadAt(at dates.Date)         { d.readAt = at }
func (d *desk) Passage(string, data.Article) {}

// Cite offers nothing.
func (d *desk) Cite(data.Article, fyne.Position) []control.Item { return nil }
func (d *desk) ShowProposals()                                  { d.shown++ }

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{Window: featuretest.New(t), t: t}
	d.tracks[0] = data.NextTrack("Events", nil)
	d.tracks[1] = data.NextTrack("Town", d.tracks[:1])
	d.fair = data.Event{ID: data.NewID(), Title: "A fair", Date: d.day("2022-01-19"), Track: d.tracks[1].ID, Importance: data.DefaultImportance}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	edit := data.Edit{Label: "test", Events: []data.Change[data.Event]{data.Insert(d.fair)}}
	for _, track := range d.tracks {
		edit.Tracks = append(edit.Tracks, data.Insert(track))
	}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	d.l, d.reading = d.Host.Library, reading.New(d.Host, d.Window)
	d.f = New(d.Host, d.reading, events.New(d.Host, d.reading, retext.New(d.Host, d.reading), d, d), d, d)
	d.put()
	d.Show(store)
	return d
}

// put shows the review and the reader.
func (d *desk) put() {
	k := d.Host.Kit()
	d.Put(control.NewPanes(k, control.Side{}, d.reading.View(), control.Side{Root: d.f.View(), Size: 400, Opener: control.Gap(1, 1)}, nil))
}

func (d *desk) day(edtf string) dates.Date {
	d.t.Helper()
	day, err := dates.Parse(edtf)
	if err != nil {
		d.t.Fatal(err)
	}
	return day
}

// read opens a new article and waits until its dates are found.
func (d *desk) read(text string) data.Article {
	d.t.Helper()
	a := data.Article{ID: data.NewID(), Title: "The mill", Lang: "en", Published: d.day("2022-01-20")}.WithText(text)
	d.Do(data.Edit{Label: "edit.article.add", Articles: []data.Change[data.Article]{data.Insert(a)}})
	d.Read(a.ID)
	d.Until("its dates are found", func() bool { return d.f.Proposals() != nil && d.f.Proposals().Article == a.ID })
	return a
}

func titles(candidates []propose.Candidate) string {
	var all []string
	for _, c := range candidates {
		all = append(all, c.Date.EDTF+" "+c.Title)
	}
	return strings.Join(all, "; ")
}

// left are the candidates to decide on.
func (d *desk) left() string { return titles(d.f.Proposals().Candidates) }

// settle waits until only that is left, and nothing is on its way to the file.
func (d *desk) settle(want string) {
	d.t.Helper()
	d.Until("left are "+want, func() bool { return !d.l.Saving() && d.f.Proposals() != nil && d.left() == want })
}

// shownAt shows a candidate by its place and returns it.
func (d *desk) shownAt(at int) candidate {
	d.t.Helper()
	d.f.model.showAt(at)
	c, now := d.f.model.shown()
	if now != at {
		d.t.Fatalf("candidate %d is shown, want %d", now, at)
	}
	return *c
}

func (d *desk) events() int { return d.l.Snapshot().Counts.Events }

// The next candidate is shown once one is decided; what is dismissed stays so until it
// is brought back.
func TestCandidatesAreReviewed(t *testing.T) {
	d := newDesk(t)
	a := d.read(reportText)
	if got := d.left(); got != mill+"; "+council+"; "+vote {
		t.Fatalf("proposed: %s", got)
	}
	before := d.events()
	d.shownAt(0)
	d.Run(d.f, "found.accept")
	d.settle(council + "; " + vote)
	d.Until("the event is there with its passages", func() bool {
		return d.events() == before+1 && len(d.l.Article().Excerpts) == 2 && d.f.Proposals().Reported == 2
	})
	if c, at := d.f.Shown(); c == nil || at != 1 || c.Title != "The council met" {
		t.Errorf("the next one is not shown: %+v", c)
	}
	d.Run(d.f, "found.dismiss")
	d.settle(vote)
	d.Until("it is among the dismissed", func() bool { return titles(d.f.Proposals().Dismissed) == council })
	d.l.CloseArticle()
	if c, at := d.f.Shown(); d.f.Proposals() != nil || c != nil || at != -1 {
		t.Error("a closed article still proposes something")
	}
	d.Read(a.ID)
	d.Until("its dates are found again", func() bool { return d.f.Proposals() != nil })
	if titles(d.f.Proposals().Dismissed) != council {
		t.Error("what was dismissed came back")
	}
	d.f.model.showAt(1)
	featuretest.Press(t, d.f.View(), d.Host.Kit().T("found.restore"))
	d.settle(council + "; " + vote)
	d.l.Undo()
	d.Until("bringing it back is undone", func() bool { return titles(d.f.Proposals().Dismissed) == council })
}

func TestCandidatesAreJoined(t *testing.T) {
	d := newDesk(t)
	d.read(reportText)
	d.shownAt(1)
	d.f.model.joinNext()
	if got := d.f.Proposals().Candidates; len(got) != 2 || len(got[1].Passages()) != 2 {
		t.Fatalf("joined: %s", titles(got))
	}
	c, _ := d.f.model.shown()
	d.f.model.attach(*c, d.fair.ID)
	d.settle(mill)
	d.Until("both passages are linked to the event", func() bool { return len(d.l.Article().Excerpts) == 2 })
}

// A candidate is offered to be merged with the next one, with the selected event, and
// with those of its time.
func TestWhatCandidatesAreMergedWith(t *testing.T) {
	d := newDesk(t)
	d.read(reportText)
	words := func(items []control.Item) (all []string) {
		for _, item := range items {
			all = append(all, item.Text)
		}
		return all
	}
	k := d.Host.Kit()
	next, event, none := k.T("found.merge.next"), k.T("found.merge.event"), k.T("found.merge.none")
	near := []data.ID{d.fair.ID}
	if got := words(d.f.mergeItems(d.shownAt(0), nil)); !slices.Equal(got, []string{next, event, none}) {
		t.Errorf("alone: %q", got)
	}
	items := d.f.mergeItems(d.shownAt(1), near)
	if got := words(items); !slices.Equal(got, []string{next, event, "A fair"}) || items[2].Colour != d.tracks[1].Colour {
		t.Errorf("beside an event: %q", got)
	}
	d.l.Select(d.fair.ID)
	d.Until("the event is selected", func() bool { return d.l.Event() != nil })
	if got := words(d.f.mergeItems(d.shownAt(2), near)); !slices.Equal(got, []string{next, event, "A fair"}) {
		t.Errorf("with that event selected: %q", got)
	}
	d.shownAt(1)
	d.Run(d.f, "found.merge")
	d.Until("the menu is shown", func() bool { return d.Dialog() != nil })
}

// The date and the track that the reader chooses are those of the event.
func TestDateAndTrackAreChosen(t *testing.T) {
	d := newDesk(t)
	d.read(reportText)
	c := d.shownAt(2)
	if track := d.l.Snapshot().Tracks[d.f.model.track(c.Candidate)]; track.ID != d.tracks[0].ID {
		t.Errorf("without a choice it is on %q", track.Name)
	}
	other := c.Find.Readings[0].Date
	k := d.Host.Kit()
	featuretest.Press(t, d.f.View(), k.T("found.or", "date", k.Locale.Date(other)))
	d.f.model.setTrack(d.tracks[1].ID)
	if words := featuretest.Texts(d.f.View()); !slices.Contains(words, k.T("found.track", "track", "Town")) {
		t.Errorf("the card says %q", words)
	}
	d.Run(d.f, "found.accept")
	d.Until("the event is there", func() bool { return len(d.l.Article().Excerpts) == 1 })
	if e := d.l.Article().Excerpts[0].EventRow; e.Date != other || e.Track != d.tracks[1].ID {
		t.Errorf("the event is of %s on %v", e.Date.EDTF, e.Track)
	}
	d.l.CloseArticle()
	if d.f.model.drafts.track != (data.ID{}) {
		t.Error("the choice outlives the article")
	}
}

// All that are likely are accepted by one command, after a question.
func TestAllThatAreLikely(t *testing.T) {
	d := newDesk(t)
	d.read(reportText)
	likely := len(d.f.sure())
	if likely == 0 {
		t.Fatal("nothing is likely")
	}
	before := d.events()
	d.Run(d.f, "found.all")
	featuretest.Press(t, d.Dialog(), d.Host.Kit().T("found.accept.plain"))
	d.Until("they are events", func() bool { return !d.l.Saving() && d.events() == before+likely })
	if n := len(d.f.Proposals().Candidates); n != 3-likely {
		t.Errorf("%d are left of 3, %d were likely", n, likely)
	}
}

// A candidate that no title could be made for says so, is not among those that are likely,
// and is taken with the form, where its sentence stands to be edited.
func TestATitleIsAskedFor(t *testing.T) {
	d := newDesk(t)
	d.read("He came home on 3 May 2021.\n\nThe old mill burned down on 4 May 2021.\n")
	if c := d.shownAt(0); !c.Edit || c.Title != "He came home on 3 May 2021" {
		t.Fatalf("proposed: %+v", c.Candidate)
	}
	k := d.Host.Kit()
	if words := featuretest.Texts(d.f.View()); !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(w, k.T("found.untitled")) }) {
		t.Errorf("the card says %q", words)
	}
	if all := d.f.sure(); len(all) != 1 || all[0].Title != "The old mill burned down" {
		t.Errorf("likely are %d", len(all))
	}
	before := d.events()
	featuretest.Press(t, d.f.View(), k.T("found.accept.edited"))
	d.Until("the form is open", func() bool { return d.Dialog() != nil })
	if words := featuretest.Texts(d.Dialog()); !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(w, "He came home") }) {
		t.Errorf("the form says %q", words)
	}
	if d.events() != before {
		t.Error("it is an event before it has a title")
	}
	d.Host.Canvas.Focused().TypedRune('X')
	if words := featuretest.Texts(d.Dialog()); !slices.Contains(words, "X") {
		t.Errorf("what is typed does not take the place of the sentence: %q", words)
	}
}

// A long article with a thousand dates is looked through, too, and what was read once
// is not read again after an edit.
func TestManyCandidates(t *testing.T) {
	d := newDesk(t)
	d.read(strings.Repeat("A bridge fell into the river on 3 May 2021, and ships were stopped on 4 June 2020 at sea.\n", 500))
	p := d.f.Proposals()
	if len(p.Finds) != 1000 || len(p.Candidates) != 2 {
		t.Fatalf("%d finds and %d candidates", len(p.Finds), len(p.Candidates))
	}
	d.shownAt(1)
	d.Run(d.f, "found.dismiss")
	d.settle(titles(p.Candidates[:1]))
	d.Until("it is among the dismissed", func() bool { return len(d.f.Proposals().Dismissed) == 1 })
	if &d.f.Proposals().Finds[0] != &p.Finds[0] {
		t.Error("the same text was searched again")
	}
}

// Candidates that are shown may all go at once, with none dismissed, as when the
// article gets a text without dates.
func TestTheLastCandidatesGo(t *testing.T) {
	d := newDesk(t)
	d.Relocale("ar", d.f)
	d.put()
	a := d.read(reportText)
	d.Run(d.f, "found.next")
	d.Host.Canvas.Capture() // of a list with rows
	if d.shown != 1 || d.Host.Canvas.Focused() != fyne.Focusable(d.f.pane.list.Rows) {
		t.Error("the command does not go to the list")
	}
	d.l.Do(data.Edit{Label: "edit.article.text", Articles: []data.Change[data.Article]{data.Update(d.l.Article().Article, a.WithText("Nothing."))}}, nil)
	d.Until("the text is another", func() bool { return d.l.Article().Text == "Nothing." })
	d.settle("")
	if c, _ := d.f.Shown(); c != nil {
		t.Errorf("%q is still shown", c.Title)
	}
	if words := featuretest.Texts(d.f.View()); !slices.Contains(words, d.Host.Kit().T("found.none.title")) {
		t.Errorf("the review says %q", words)
	}
}

// A candidate is gone from the list when its key is pressed, before anything is
// written; pressed again, nothing more is; and undone, it is proposed again.
func TestACandidateIsTakenAtOnce(t *testing.T) {
	d := newDesk(t)
	d.read(reportText)
	before := d.events()
	first := d.shownAt(0)
	for range 6 {
		d.f.add(first)
	}
	if c, at := d.f.Shown(); d.left() != council+"; "+vote || at != 1 || c.Title != "The council met" {
		t.Fatalf("after the key press: %s, %+v is shown", d.left(), c)
	}
	d.Run(d.f, "found.dismiss")
	if d.left() != vote {
		t.Fatalf("after the next one: %s", d.left())
	}
	d.Until("both are written", func() bool {
		if got := d.left(); got != vote {
			t.Fatalf("while it was written: %s", got)
		}
		return !d.l.Saving() && d.events() == before+1 && len(d.f.Proposals().Dismissed) == 1
	})
	d.l.Undo()
	d.l.Undo()
	d.Until("both are proposed again", func() bool { return len(d.f.Proposals().Candidates) == 3 && d.events() == before })
}

// The zone that a text names with a date goes to the event; of a time that is twice the
// reading that is chosen has it, too.
func TestTheZoneOfACandidateIsKept(t *testing.T) {
	d := newDesk(t)
	d.read("The council signed the contract for the new bridge on 30 October 2021 at 10:00 Kyiv time.\n\n" +
		"The mayor opened the new station in the town on 31 October 2021 at 02:30 Berlin time.\n")
	if n := len(d.f.Proposals().Candidates); n != 2 {
		t.Fatalf("proposed: %s", d.left())
	}
	if e := d.f.model.event(d.shownAt(0).Candidate); e.Date.EDTF != "2021-10-30T10:00+03:00" || e.Zone != "Europe/Kyiv" {
		t.Errorf("the first is on %s in %q", e.Date.EDTF, e.Zone)
	}
	c := d.shownAt(1).Candidate
	if e := d.f.model.event(c); e.Date.EDTF != "2021-10-31T02:30+02:00" || e.Zone != "Europe/Berlin" || c.Acceptable() {
		t.Errorf("the second is on %s in %q, surely: %v", e.Date.EDTF, e.Zone, c.Acceptable())
	}
	d.f.model.setDate(c, d.day("2021-10-31T02:30+01:00"))
	if e := d.f.model.event(c); e.Date.EDTF != "2021-10-31T02:30+01:00" || e.Zone != "Europe/Berlin" {
		t.Errorf("chosen is %s in %q", e.Date.EDTF, e.Zone)
	}
}

// A candidate that could not be written comes back.
func TestACandidateComesBack(t *testing.T) {
	d := newDesk(t)
	d.read(reportText)
	c := d.shownAt(0)
	e := d.f.model.event(c.Candidate)
	e.Importance = 99
	var failed error
	d.f.model.accept(c, e, "", func(err error) { failed = err })
	if n := len(d.f.Proposals().Candidates); n != 2 {
		t.Fatalf("%d candidates at the key press", n)
	}
	d.Until("it fails", func() bool { return failed != nil })
	if n := len(d.f.Proposals().Candidates); n != 3 {
		t.Errorf("%d candidates after it failed (%v)", n, failed)
	}
	d.f.add(c)
	d.Until("it is accepted then", func() bool {
		return !d.l.Saving() && len(d.f.Proposals().Candidates) == 2 && d.f.Proposals().Reported == 2
	})
}

// A form is answered also where its candidate was decided, or its article closed, while
// it was open.
func TestFormsAreAnswered(t *testing.T) {
	d := newDesk(t)
	d.read(reportText)
	first, second := d.shownAt(0), d.shownAt(1)
	d.f.model.dismiss(first)
	var answer error
	d.f.model.accept(first, d.f.model.event(first.Candidate), "", func(err error) { answer = err })
	if !errors.Is(answer, app.ErrDecided) {
		t.Errorf("of a candidate that is decided it says %v", answer)
	}
	before, written := d.events(), false
	d.settle(council + "; " + vote)
	d.l.CloseArticle()
	d.f.model.accept(second, d.f.model.event(second.Candidate), "", func(err error) { written = err == nil })
	d.Until("it is written", func() bool { return written && d.events() == before+1 })
}

// press presses a key where the keyboard is, and holds it for some repeats.
func (d *desk) press(name fyne.KeyName, repeats int) {
	focused := d.Host.Canvas.Focused()
	ev := &fyne.KeyEvent{Name: name}
	if k, ok := focused.(desktop.Keyable); ok {
		k.KeyDown(ev)
		defer k.KeyUp(ev)
	}
	for range 1 + repeats {
		focused.TypedKey(ev)
	}
}

// A key that is held decides one candidate, and each key is about the candidate that is
// shown when it is pressed.
func TestHeldKeysInTheReview(t *testing.T) {
	d := newDesk(t)
	d.read(reportText)
	before := d.events()
	d.Run(d.f, "found.next")
	d.press(fyne.KeyA, 6)
	d.press(fyne.KeyD, 6)
	if d.left() != vote {
		t.Fatalf("after A and D, each held: %s", d.left())
	}
	d.press(fyne.KeyE, 6)
	d.Until("the form is open", func() bool { return d.Dialog() != nil })
	if title := d.Host.Canvas.Focused().(*control.Entry).Text(); title != "The council will vote" {
		t.Errorf("E after D opens %q", title)
	}
	d.press(fyne.KeyReturn, 0)
	d.press(fyne.KeyReturn, 0) // while it is being written
	d.Until("all is written", func() bool {
		return !d.l.Saving() && d.Dialog() == nil && d.f.Proposals().Reported == 3 && len(d.f.Proposals().Dismissed) == 1 && d.l.Snapshot().UndoLabel == "edit.found.accept"
	})
	d.Until("there are two events more", func() bool { return d.events() == before+2 })
}
