package shell

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// The mode of the review begins it and ends with it; the bar above the strip is there
// meanwhile, also where the review goes on beside the timeline.
func TestTheModeOfTheReview(t *testing.T) {
	w, q, _ := small(t, "en")
	f := w.life.frame
	f.lib.Read(f.lib.Snapshot().Articles[0].ID)
	q.until(t, "events are found", func() bool { return f.review.Proposals() != nil && len(f.review.Proposals().Candidates) == 1 })
	bar := func() bool {
		return f.review.Bar().MinSize().Height > 0 && f.above.Objects[1] == f.strip.Root && f.strip.Root.Position().Y > 0
	}
	if bar() || f.review.Reviewing() {
		t.Fatal("a review goes on before it is begun")
	}
	w.life.run("mode.review")
	if f.mode() != reviewMode || !f.review.Reviewing() || !bar() {
		t.Fatalf("in mode %q, reviewing: %v, the bar: %v", f.mode(), f.review.Reviewing(), bar())
	}
	w.Resize(fyne.NewSize(800, 600))
	if f.columns.panes.Folded(false) {
		t.Error("the list is folded in a small window")
	}
	w.life.run("found.leave")
	if f.mode() != timelineMode || f.review.Reviewing() || bar() {
		t.Fatalf("after it in mode %q, reviewing: %v, the bar: %v", f.mode(), f.review.Reviewing(), bar())
	}
	w.life.run("found.next")
	if f.mode() != timelineMode || !f.review.Reviewing() || !bar() {
		t.Fatalf("beside the timeline in mode %q, reviewing: %v, the bar: %v", f.mode(), f.review.Reviewing(), bar())
	}
	f.columns.end.Select(tabNotes)
	w.life.run("mode.review")
	w.life.run("mode.timeline")
	if !f.review.Reviewing() || f.columns.end.Selected() != tabFound {
		t.Error("the review does not go on beside the timeline")
	}
	w.life.run("mode.review")
	w.life.run("found.dismiss")
	q.until(t, "all are decided", func() bool { return !f.lib.Saving() && len(f.review.Proposals().Dismissed) == 1 })
	if f.mode() != reviewMode || !bar() {
		t.Error("the review ends with its last decision, before it could be looked at")
	}
	f.lib.CloseArticle()
	if f.mode() != timelineMode || bar() {
		t.Error("the review outlives its article")
	}
}

// In another language the review goes on: the keyboard stays in its list, and where it is
// elsewhere the list does not take it.
func TestTheReviewKeepsTheKeyboard(t *testing.T) {
	w, q, _ := small(t, "en")
	f := w.life.frame
	f.lib.Read(f.lib.Snapshot().Articles[0].ID)
	q.until(t, "events are found", func() bool { return f.canMode(reviewMode) })
	w.life.run("mode.review")
	w.life.run("lang.switch")
	held, ok := w.life.win.Canvas().Focused().(desktop.Keyable)
	if !ok {
		t.Fatalf("%T has the keyboard", w.life.win.Canvas().Focused())
	}
	held.KeyDown(&fyne.KeyEvent{Name: fyne.KeyD})
	held.TypedKey(&fyne.KeyEvent{Name: fyne.KeyD})
	q.until(t, "the key dismisses what is shown", func() bool { return !f.lib.Saving() && len(f.review.Proposals().Dismissed) == 1 })
	w.life.win.Canvas().Unfocus()
	w.life.run("lang.switch")
	if held := w.life.win.Canvas().Focused(); held != nil {
		t.Errorf("%T takes the keyboard", held)
	}
}

// A window whose bars go with the library is laid out again while that is being closed:
// what still shows rows of it draws them without.
func TestClosingIsLaidOut(t *testing.T) {
	w, q, _ := small(t, "en")
	f := w.life.frame
	w.Resize(fyne.NewSize(1200, 800))
	f.lib.Read(f.lib.Snapshot().Articles[0].ID)
	q.until(t, "events are found", func() bool { return f.canMode(reviewMode) })
	w.life.run("strip.clock")
	q.until(t, "the bar of the clock is there", func() bool { return says(f.strip.Root, "became known") })
	f.columns.end.Select(tabFound)
	f.lib.Close(nil)
	if f.lib.Snapshot() != nil || f.lib.Tracks() != nil {
		t.Error("something of the library is left")
	}
}
