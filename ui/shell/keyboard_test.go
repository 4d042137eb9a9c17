package shell

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/map/view"
)

// unreached are the widgets below an object that can be pressed and cannot have the
// keyboard, nor lie in one that has it.
func unreached(o fyne.CanvasObject) (all []string) {
	if !o.Visible() {
		return nil
	}
	if f, ok := o.(fyne.Focusable); ok {
		if d, ok := f.(fyne.Disableable); !ok || !d.Disabled() {
			return nil
		}
	}
	_, tapped := o.(fyne.Tappable)
	_, pressed := o.(desktop.Mouseable)
	// What is around a dialog closes it, as Esc does, and a scrollbar has the keys that scroll.
	kind := fmt.Sprintf("%T", o)
	around := slices.ContainsFunc([]string{".OverlayContainer", ".PopUp", ".overlay", ".scrollBar"}, func(s string) bool { return strings.HasSuffix(kind, s) })
	if (tapped || pressed) && !around {
		all = append(all, fmt.Sprintf("%s %q", kind, featuretest.Texts(o)))
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, part := range o.Objects {
			all = append(all, unreached(part)...)
		}
	case fyne.Widget:
		for _, part := range test.WidgetRenderer(o).Objects() {
			all = append(all, unreached(part)...)
		}
	}
	return all
}

// With the keyboard alone everything can be pressed, in the modes of the window and in its
// dialogs; Esc closes each of these, and gives the keyboard back to what had it.
func TestEverythingIsReachedByKeyboard(t *testing.T) {
	w, q, _ := small(t, "en")
	f, canvas := w.life.frame, w.Canvas()
	w.Resize(fyne.NewSize(1440, 900))
	f.lib.Read(f.lib.Snapshot().Articles[0].ID)
	f.lib.Select(f.lib.Snapshot().Columns.IDs[0])
	q.until(t, "all is open", func() bool { return f.canMode(reviewMode) && f.lib.Event() != nil })
	for _, id := range []string{"mode.timeline", "mode.read", "mode.review", "mode.timeline", "filter", "search", "events", "articles", "notes"} {
		w.life.run(id)
		for _, u := range unreached(w.Content()) {
			t.Errorf("after %s: %s", id, u)
		}
	}
	w.life.run("search.clear")
	w.life.run("mode.map")
	q.until(t, "the map has the keyboard", func() bool { _, is := canvas.Focused().(*view.Map); return is })
	w.life.run("mode.timeline")
	canvas.Focus(f.strip.Line())
	for _, id := range []string{
		"settings", "library.restore", "history", "article.add", "event.new", "event.edit", "event.delete", "tags", "views", "view.save", "help.keys", "keys.change",
		"help.guide", "help.about", "help.tour", "tracks", "strip.zone", "library.new", "library.title", "library.open", "library.copy", "publish", "print", "palette",
	} {
		before := canvas.Focused()
		if !w.life.run(id) {
			t.Errorf("%s cannot run", id)
			continue
		}
		q.until(t, id+" opens something", func() bool { return canvas.Overlays().Top() != nil })
		top := canvas.Overlays().Top()
		for _, u := range unreached(top) {
			t.Errorf("%s: %s", id, u)
		}
		if focused := canvas.Focused(); focused == nil {
			t.Errorf("%s: nothing has the keyboard", id)
		} else {
			focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
		if slices.Contains(canvas.Overlays().List(), top) {
			t.Errorf("%s: Esc leaves it open", id)
			canvas.Overlays().Remove(top)
		}
		if after := canvas.Focused(); after != before {
			t.Errorf("%s: the keyboard goes to %T, not back to %T", id, after, before)
		}
	}
}
