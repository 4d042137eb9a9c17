package window

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/state"
)

// arrangement is how the open library is looked at, nil where none is open.
func (w *Window) arrangement() *state.Arrangement {
	n := w.session.Library()
	if n == nil {
		return nil
	}
	return w.State.Arrangement(n.Library.ID)
}

// SavePosition saves where the reader is in the open library.
func (w *Window) SavePosition() {
	n := w.session.Library()
	if n == nil {
		return
	}
	lo, hi := w.strip.Line().Viewport().Range()
	last := state.Place{Lo: lo, Hi: hi}
	if e := w.session.Event(); e != nil {
		last.Event = e.ID
	}
	if a := w.session.Article(); a != nil {
		last.Article, last.Offset = a.ID, w.reading.FirstVisible()
	}
	w.State.Arrangement(n.Library.ID).Last = &last
	w.leaveSize()
}

// comeBack shows a library as it was left, or all of it the first time.
func (w *Window) comeBack() {
	w.filter.Restore()
	last := w.State.Arrangement(w.session.Library().Library.ID).Last
	if last == nil || last.Hi <= last.Lo {
		w.strip.Line().ZoomToFit()
		return
	}
	w.strip.Line().JumpTo(last.Lo, last.Hi)
	if last.Article != (data.ID{}) {
		w.session.ReadThen(last.Article, func() {
			if w.session.Article() != nil && last.Offset > 0 {
				w.reading.Restore(last.Offset)
			}
		})
	}
	if last.Event != (data.ID{}) {
		w.session.SelectID(last.Event, false)
	}
}

// Loaded makes the window's parts again for another library, so that nothing stays of
// the one before: tabs, selected rows, what is searched, examples made of its words.
func (w *Window) Loaded(path string) {
	before := w.shown
	if w.shown = path; before == "" || before == path {
		return
	}
	w.columns = nil
	w.Rebuild()
}

// Shown gives the window what it had when the library was left.
func (w *Window) Shown() {
	w.restoreSize()
	w.comeBack()
	w.welcome()
}

// MenuPlace is that of libraries.Window.
func (w *Window) MenuPlace() fyne.CanvasObject { return w.toolbar.root }

// Open opens a library in the window; what was open stays where it fails.
func (w *Window) Open(path string) { w.libraries.Open(path) }

// Start opens what the command line named, else the last library, else the sample.
func (w *Window) Start(path string, sample bool) { w.libraries.Start(path, sample) }
