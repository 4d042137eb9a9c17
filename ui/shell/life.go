package shell

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/text"
)

// life is what happens to the window as libraries come and go: it is left and comes back
// where it was, and ends.
type life struct {
	*frame
	start *start
	shown string // the place of the library that the parts were made for
}

// SavePosition saves where the reader is in the open library, if that was shown.
func (l *life) SavePosition() {
	n := l.lib.Snapshot()
	if n == nil || l.shown != l.lib.Place() {
		return
	}
	lo, hi := l.strip.Line().Viewport().Range()
	last := state.Place{Lo: lo, Hi: hi}
	if e := l.lib.Event(); e != nil {
		last.Event = e.ID
	}
	if a := l.lib.Article(); a != nil {
		last.Article, last.Offset = a.ID, l.reading.FirstVisible()
	}
	l.State.Arrangement(n.Library.ID).Last = &last
	l.leaveSize()
}

// comeBack shows a library as it was left, or all of it the first time.
func (l *life) comeBack() {
	l.filter.Restore()
	last := l.State.Arrangement(l.lib.Snapshot().Library.ID).Last
	if last == nil || last.Hi <= last.Lo {
		l.strip.Line().ZoomToFit()
		return
	}
	l.strip.Line().JumpTo(last.Lo, last.Hi)
	l.lib.Return(library.Visit{Event: last.Event, Article: last.Article}, func() {
		if l.lib.Article() != nil && last.Offset > 0 {
			l.reading.Restore(last.Offset)
		}
	})
}

// Loaded makes the window's parts again for another library, so that nothing stays of
// the one before: tabs, selected rows, what is searched, examples made of its words.
func (l *life) Loaded(path string) {
	if l.over {
		return
	}
	before := l.shown
	if l.shown = path; before == "" || before == path {
		return
	}
	l.columns = nil
	l.Rebuild()
}

// Shown gives the window what it had when the library was left.
func (l *life) Shown() {
	if l.over {
		return
	}
	l.restoreSize()
	l.comeBack()
	l.start.welcome()
	l.showUnsaved()
}

// showUnsaved shows what could not be saved when the system ended the program, until the
// reader has closed that.
func (l *life) showUnsaved() {
	words := l.State.Unsaved
	if words == "" {
		return
	}
	k := l.host.Kit()
	body := control.Column(12, k.Text(k.T("unsaved.text"), text.LabelStyle{}), k.Written(words, text.LabelStyle{Lines: 12}))
	k.ShowDialog(l.win.Canvas(), k.T("unsaved.title"), 520, body,
		control.Action{Text: k.T("selection.copy"), Run: func() bool { l.host.Clipboard.SetContent(words); return false }},
		control.Action{Text: k.T("button.ok"), Primary: true, Run: func() bool {
			l.State.Unsaved = ""
			l.remember()
			return true
		}})
}

// MenuPlace is that of libraries.Window.
func (l *life) MenuPlace() fyne.CanvasObject { return l.toolbar.root }
