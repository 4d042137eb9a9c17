package main

import (
	"testing"

	"fyne.io/fyne/v2"
)

const pastedText = `The bridge at Lund

4 February 2022

The old mill burned down on 3 May 2021. Nobody was hurt.

The council met yesterday and argued about the bridge until the night, and nothing came of it.
`

// windowCanvas is that of the program's window.
func windowCanvas() fyne.Canvas {
	all := fyne.CurrentApp().Driver().AllWindows()
	return all[len(all)-1].Canvas()
}

// submit presses Enter in the field that is being typed in, for the main button of
// its dialog.
func submit() {
	windowCanvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// What is in the clipboard becomes an article, its dates candidates, and those
// events, by commands and one form; pasted again, it is known.
func TestFromTheClipboardToTheTimeline(t *testing.T) {
	w, q := testWindow(t, "en")
	s, r := w.Library(), w.Review()
	top := func() bool { return windowCanvas().Overlays().Top() != nil }
	fyne.CurrentApp().Clipboard().SetContent(pastedText)
	counts := s.Snapshot().Counts

	w.Commands().Run("article.paste")
	q.until(t, "the form is open", top)
	if s.Snapshot().Counts.Articles != counts.Articles {
		t.Fatal("the article was added without being asked for")
	}
	submit()
	q.until(t, "the article is read", func() bool { return s.Article() != nil && s.Article().Title == "The bridge at Lund" })
	if d := s.Article().Published.EDTF; d != "2022-02-04" || top() {
		t.Errorf("published %s, a dialog is open: %v", d, top())
	}

	q.until(t, "its dates are found", func() bool { return r.Proposals() != nil && len(r.Proposals().Candidates) == 2 })
	w.Commands().Run("found.next")
	w.Commands().Run("found.accept")
	q.until(t, "the event is there", func() bool { return s.Snapshot().Counts.Events == counts.Events+1 })
	q.until(t, "the next one is shown", func() bool {
		c, at := r.Shown()
		return at == 1 && len(r.Proposals().Candidates) == 1 && c.Date.EDTF == "2022-02-03"
	})
	w.Commands().Run("found.dismiss")
	q.until(t, "nothing is left", func() bool { return len(r.Proposals().Candidates) == 0 && len(r.Proposals().Dismissed) == 1 })

	w.Commands().Run("article.paste")
	q.until(t, "the form is open again", top)
	submit()
	q.until(t, "the form is closed", func() bool { return !top() && !s.Saving() })
	if n := s.Snapshot().Counts.Articles; n != counts.Articles+1 {
		t.Errorf("%d articles, want %d: the same text was added twice", n, counts.Articles+1)
	}
	for s.Snapshot().UndoLabel != "edit.article.add" {
		label, events := s.Snapshot().UndoLabel, s.Snapshot().Counts.Events
		s.Undo()
		q.until(t, label+" is undone", func() bool {
			return !s.Saving() && (s.Snapshot().UndoLabel != label || s.Snapshot().Counts.Events != events)
		})
	}
	s.Undo()
	q.until(t, "all is as it was", func() bool { return s.Snapshot().Counts == counts && s.Article() == nil })
}
