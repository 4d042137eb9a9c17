package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// bar are the words of the bar.
func (d *desk) bar() []string { return featuretest.Texts(d.f.Bar()) }

// marked are the numbers that the strip shows, with their states.
func (d *desk) states() (all []scene.FoundMark) {
	for _, f := range d.found {
		all = append(all, f.FoundMark)
	}
	return all
}

// List, strip and text name a candidate by one number, and a press on it in any of them
// shows it in the others.
func TestNumbersTieListStripAndText(t *testing.T) {
	d := newDesk(t)
	d.read(reportText)
	if d.found != nil || d.f.marks.numbers() != nil || d.f.Bar().MinSize().Height != 0 {
		t.Fatal("a review goes on before it is begun")
	}
	d.shownAt(1)
	if len(d.found) != 3 || d.marked != d.found[1].ID || d.found[1].Number != 2 || d.found[1].Title != "The council met" {
		t.Fatalf("the strip shows %+v", d.found)
	}
	numbers := d.f.marks.numbers()
	if len(numbers) != 3 || numbers[1].Text != "2" || numbers[1].State != text.NumberShown || numbers[0].State != text.NumberRing || !strings.HasPrefix(reportText[numbers[1].At:], "The council met") {
		t.Fatalf("the text has %+v", numbers)
	}
	d.chosen(d.found[2].ID)
	if c, at := d.f.Shown(); at != 2 || c.Title != "The council will vote" || d.shown != 1 {
		t.Errorf("a press on the strip shows %d, the review %d times", at, d.shown)
	}
	if !d.f.marks.numbered(numbers[0].At) {
		t.Error("a number of the text belongs to nothing")
	}
	if _, at := d.f.Shown(); at != 0 || d.marked != d.found[0].ID {
		t.Errorf("a press on a number of the text shows %d", at)
	}
	d.f.model.showAt(1)
	if d.marked != d.found[1].ID {
		t.Error("a press in the list does not show it on the strip")
	}
	d.f.Leave()
	if d.found != nil || d.f.marks.numbers() != nil || d.f.Reviewing() {
		t.Error("after the review something of it stays")
	}
}

// What is decided keeps its number and its place in the list; the bar counts.
func TestDecisionsAreCounted(t *testing.T) {
	d := newDesk(t)
	d.read(reportText)
	d.shownAt(0)
	d.Run(d.f, "found.accept")
	d.Run(d.f, "found.dismiss")
	d.settle(vote)
	d.Until("both are known", func() bool { return len(d.f.Proposals().Dismissed) == 1 && d.f.model.items[0].event != nil })
	want := []scene.FoundMark{{Number: 1, State: scene.FoundAccepted}, {Number: 2, State: scene.FoundDismissed}, {Number: 3}}
	if got := d.states(); !slices.Equal(got, want) {
		t.Errorf("the strip shows %+v", got)
	}
	k := d.Host.Kit()
	if words := d.bar(); !slices.Contains(words, "3 of 3") || !slices.Contains(words, k.Join("1 accepted", "1 dismissed")) {
		t.Errorf("the bar says %q", words)
	}
	d.l.Undo()
	d.Until("it is open again", func() bool { return d.f.model.items[1].open() })
	if got := d.states(); got[1].State != scene.FoundOpen || got[1].Number != 2 {
		t.Errorf("after undo the strip shows %+v", got)
	}
}

// Track and tags are chosen once for all; without a choice each has the track that its
// words suggest.
func TestChoicesForTheWholeReview(t *testing.T) {
	d := newDesk(t)
	d.Do(data.Edit{Label: "test", Events: []data.Change[data.Event]{
		data.Insert(data.Event{ID: data.NewID(), Title: "The council votes on the mill", Date: d.day("2001"), Track: d.tracks[0].ID, Importance: 3}),
		data.Insert(data.Event{ID: data.NewID(), Title: "The fishermen's harbour fair", Date: d.day("2002"), Track: d.tracks[1].ID, Importance: 3}),
	}})
	d.read("The harbour of the fishermen froze on 3 May 2021.\n\nThe council sold the mill on 4 May 2021.\n")
	d.shownAt(0)
	if d.found[0].Track != 1 || d.found[1].Track != 0 {
		t.Errorf("suggested are the tracks %d and %d", d.found[0].Track, d.found[1].Track)
	}
	k := d.Host.Kit()
	if words := d.bar(); !slices.Contains(words, k.T("found.suggested")) || !slices.Contains(words, k.T("found.tags.none")) {
		t.Errorf("the bar says %q", words)
	}
	d.f.model.setTrack(d.tracks[0].ID)
	d.f.model.setTags([]string{"two winters"})
	if words := d.bar(); !slices.Contains(words, "Events") || !slices.Contains(words, "two winters") {
		t.Errorf("the bar says %q", words)
	}
	before := d.events()
	d.Run(d.f, "found.accept")
	d.Run(d.f, "found.accept")
	d.Until("both are events", func() bool { return !d.l.Saving() && d.events() == before+2 && len(d.l.Article().Excerpts) == 2 })
	for _, x := range d.l.Article().Excerpts {
		if e := x.EventRow; e.Track != d.tracks[0].ID || !slices.Equal(e.Tags, []string{"two winters"}) {
			t.Errorf("%q is on %v with %q", e.Title, e.Track, e.Tags)
		}
	}
}

// What is hardly an event is hidden, and shown when asked for.
func TestTheUnlikelyAreHidden(t *testing.T) {
	d := newDesk(t)
	d.read("The old mill burned down on 3 May 2021.\n\nNothing like it was known to anyone before May 2020.\n")
	k := d.Host.Kit()
	if n := d.f.model.unlikely; n != 1 || len(d.f.model.items) != 1 {
		t.Fatalf("%d are hidden, %d listed", n, len(d.f.model.items))
	}
	featuretest.Press(t, d.f.View(), k.Locale.TN("found.unlikely.show", 1))
	if len(d.f.model.items) != 2 || !slices.Contains(featuretest.Texts(d.f.View()), k.T("found.unlikely.hide")) {
		t.Error("it is not shown")
	}
	d.Run(d.f, "found.unlikely")
	if len(d.f.model.items) != 1 {
		t.Error("it is not hidden again")
	}
}

// Esc leaves the review, which goes on where it was.
func TestLeavingKeepsThePlace(t *testing.T) {
	d := newDesk(t)
	a := d.read(reportText)
	d.Run(d.f, "found")
	d.press(fyne.KeyJ, 0)
	if _, at := d.f.Shown(); at != 1 {
		t.Fatalf("%d is shown", at)
	}
	d.press(fyne.KeyEscape, 0)
	if d.f.Reviewing() || d.Bar() {
		t.Fatal("the review goes on")
	}
	d.l.CloseArticle()
	d.Read(a.ID)
	d.Until("its dates are found again", func() bool { return d.f.Proposals() != nil })
	d.Run(d.f, "found")
	if _, at := d.f.Shown(); at != 1 || !d.Bar() {
		t.Errorf("it goes on at %d", at)
	}
}

// Bar reports whether the bar is shown.
func (d *desk) Bar() bool { return d.f.Bar().MinSize().Height > 0 }

// Shift with A accepts all that are sure, A alone one.
func TestKeysOfTheReview(t *testing.T) {
	d := newDesk(t)
	keys := d.f.pane.keys
	run := func(key command.Key) string {
		for _, c := range keys {
			if slices.Contains(c.Keys, key) {
				return c.ID
			}
		}
		return ""
	}
	for want, key := range map[string]command.Key{
		"found.accept": command.Plain(fyne.KeyA), "found.edit": command.Plain(fyne.KeyE), "found.merge": command.Plain(fyne.KeyM),
		"found.dismiss": command.Plain(fyne.KeyD), "found.next": command.Plain(fyne.KeyJ), "found.previous": command.Plain(fyne.KeyK),
		"found.all": {Name: fyne.KeyA, Mod: fyne.KeyModifierShift}, "found.leave": command.Plain(fyne.KeyEscape),
	} {
		if got := run(key); got != want {
			t.Errorf("%s does %q, want %q", key.String(), got, want)
		}
		if !slices.ContainsFunc(d.f.Commands(), func(c command.Command) bool {
			return c.ID == want && slices.Contains(slices.Concat(c.Keys, c.Local), key)
		}) {
			t.Errorf("the command %s does not say that it has %s", want, key)
		}
	}
}

// Two dates between which something lasted are one event with both passages.
func TestTwoDatesOneEvent(t *testing.T) {
	d := newDesk(t)
	d.read("The team did not reach the city until 14 January 2021, late in the winter; its work there ended on 10 February.\n")
	c := d.shownAt(0)
	k := d.Host.Kit()
	if words := featuretest.Texts(d.f.View()); !slices.Contains(words, k.T("found.lasting", "first", "14 January 2021", "last", "10 February")) {
		t.Errorf("the card says %q", words)
	}
	if c.Date.EDTF != "2021-01-14/2021-02-10" || len(d.f.model.items) != 1 {
		t.Fatalf("proposed: %s", d.left())
	}
	d.f.add(c)
	d.Until("it is an event", func() bool { return !d.l.Saving() && len(d.l.Article().Excerpts) == 2 })
	if x := d.l.Article().Excerpts; x[0].EventRow.ID != x[1].EventRow.ID || x[0].EventRow.Date != c.Date {
		t.Errorf("events: %+v", x)
	}
	d.Until("it is accepted", func() bool { return d.f.model.items[0].decision == propose.Accepted })
}

// Nothing of a row is over something else, whether the list is narrow or wide, nor out of
// it, from left to right and from right to left.
func TestRowsHaveRoom(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		d := newDesk(t)
		d.Relocale(lang, d.f)
		d.read(reportText)
		d.shownAt(0)
		for _, width := range []float32{296, 600} {
			list := d.f.pane.list
			d.Put(d.f.View())
			d.Host.Canvas.(interface{ Resize(fyne.Size) }).Resize(fyne.NewSize(width, 500))
			if list.Width() <= 0 {
				t.Fatal("the list has no width")
			}
			for row := range list.faces {
				if !row.Visible() {
					continue
				}
				parts := row.(*fyne.Container).Objects
				if number := parts[0].Position().X; (number > list.Width()/2) != (lang == "ar") {
					t.Errorf("%s, %g wide: the number is at %g", lang, width, number)
				}
				if title := parts[1].Size().Width; title < 200 {
					t.Errorf("%s, %g wide: the title has %g", lang, width, title)
				}
				for i, o := range parts {
					at, size := o.Position(), o.Size()
					if at.X < 0 || at.X+size.Width > list.Width()+0.5 {
						t.Errorf("%s, %g wide: part %d reaches from %g to %g", lang, width, i, at.X, at.X+size.Width)
					}
					for j, other := range parts[:i] {
						if at.X < other.Position().X+other.Size().Width-0.5 && other.Position().X < at.X+size.Width-0.5 &&
							at.Y < other.Position().Y+other.Size().Height-0.5 && other.Position().Y < at.Y+size.Height-0.5 {
							t.Errorf("%s, %g wide: part %d is over %d", lang, width, i, j)
						}
					}
				}
			}
		}
	}
}

// The candidate that is shown stays in view, from its head on where there is room, when
// the pane is made in another language or size, and its rows have other heights.
func TestTheShownCandidateStaysInView(t *testing.T) {
	d := newDesk(t)
	d.read(strings.Join(manyDays(20), "\n"))
	d.shownAt(14)
	seen := func(when string) {
		t.Helper()
		list, driver := d.f.pane.list, fyne.CurrentApp().Driver()
		at, top := driver.AbsolutePositionForObject(list.Card), driver.AbsolutePositionForObject(list.Root)
		if at.Y < top.Y-0.5 || at.Y > top.Y+list.Root.Size().Height-20 {
			t.Errorf("%s: it is at %g, in a list from %g on, %g high", when, at.Y, top.Y, list.Root.Size().Height)
		}
	}
	for _, lang := range []string{"ar", "en"} {
		d.Relocale(lang, d.f)
		d.Put(d.f.View())
		for _, size := range []fyne.Size{{Width: 600, Height: 500}, {Width: 300, Height: 500}, {Width: 600, Height: 420}} {
			d.Host.Canvas.(interface{ Resize(fyne.Size) }).Resize(size)
			seen(fmt.Sprintf("%s, %v", lang, size))
		}
	}
}

// manyDays are sentences that each report an event of their own.
func manyDays(n int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprintf("The council opened bridge number %d on %d March %d.\n", 100+i, i+1, 1990+i))
	}
	return all
}

// The name of a track stands beside its colour, in whichever script it is.
func TestATrackStandsBesideItsColour(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		d := newDesk(t)
		d.Relocale(lang, d.f)
		d.Put(container.NewVBox(d.f.pane.trackName(1)))
		d.Host.Canvas.(interface{ Resize(fyne.Size) }).Resize(fyne.NewSize(400, 60))
		picture := d.Host.Canvas.Capture()
		b := picture.Bounds()
		ground, inked := picture.At(b.Dx()/2, b.Max.Y-1), [2]int{}
		for x := b.Min.X; x < b.Max.X; x++ {
			for y := b.Min.Y; y < b.Max.Y; y++ {
				if picture.At(x, y) != ground {
					inked[2*(x-b.Min.X)/b.Dx()]++
				}
			}
		}
		if start, end := inked[0], inked[1]; lang == "en" && (start == 0 || end > 0) || lang == "ar" && (start > 0 || end == 0) {
			t.Errorf("%s: %d points are in the left half, %d in the right", lang, start, end)
		}
	}
}

// The number of a candidate is in a dashed ring until it is decided on.
func TestBadges(t *testing.T) {
	d := newDesk(t)
	d.read(reportText)
	d.shownAt(0)
	b := newBadge(d.Host.Kit())
	for _, c := range []struct {
		decision propose.Decision
		shown    bool
		ring     bool
	}{{0, false, true}, {0, true, false}, {propose.Accepted, false, false}, {propose.Dismissed, false, false}} {
		b.show(&candidate{decision: c.decision, number: 7}, "red", c.shown)
		if b.ring.Drawn() != c.ring {
			t.Errorf("decided: %v, shown: %v: a dashed ring: %v", c.decision, c.shown, b.ring.Drawn())
		}
	}
}
