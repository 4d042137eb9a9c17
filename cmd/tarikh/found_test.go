package main

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/session"
)

const reportText = `The fire and the bridge

The old mill burned down on 3 May 2021. Nobody was hurt.

The council met yesterday. It will vote on 4/2/2022.

As reported, the old mill burned down in the night of 3 May 2021.
`

// reading opens a fresh article in the sample library.
func reading(t testing.TB, s *session.Session, q queue, text string) data.Article {
	t.Helper()
	published, err := dates.Parse("2022-01-20")
	if err != nil {
		t.Fatal(err)
	}
	a := data.Article{ID: data.NewID(), Title: "The mill", Lang: "en", Published: published}.WithText(text)
	written := false
	s.Do(data.Edit{Label: "edit.article.add", Articles: []data.Change[data.Article]{data.Insert(a)}}, func(err error) {
		if err != nil {
			t.Fatal(err)
		}
		written = true
	})
	q.until(t, "the article is added", func() bool { return written })
	s.Read(a.ID)
	q.until(t, "its dates are found", func() bool { return s.Proposals() != nil && s.Proposals().Article == a.ID })
	return a
}

// left waits until only that is proposed, and nothing is on its way to the file.
func left(t testing.TB, s *session.Session, q queue, want string) {
	t.Helper()
	q.until(t, "left are "+want, func() bool {
		return !s.Saving() && s.Proposals() != nil && titles(s.Proposals().Candidates) == want
	})
}

func titles(candidates []propose.Candidate) string {
	var all []string
	for _, c := range candidates {
		all = append(all, c.Date.EDTF+" "+c.Title)
	}
	return strings.Join(all, "; ")
}

func TestCandidatesAreReviewed(t *testing.T) {
	s, q := opened(t)
	a := reading(t, s, q, reportText)
	const mill, council, vote = "2021-05-03 The old mill burned down", "2022-01-19 The council met", "2022-02-04 It will vote"
	if got := titles(s.Proposals().Candidates); got != mill+"; "+council+"; "+vote {
		t.Fatalf("proposed: %s", got)
	}
	events := s.Library().Counts.Events

	s.ShowCandidate(0)
	c, _ := s.Candidate()
	s.Accept(*c, candidateEvent(s, *c), "", nil)
	left(t, s, q, council+"; "+vote)
	q.until(t, "the event is shown with its passages", func() bool {
		return s.Library().Counts.Events == events+1 && len(s.Article().Excerpts) == 2 && s.Proposals().Reported == 2
	})
	if c, at := s.Candidate(); c == nil || at != 0 || c.Title != "The council met" {
		t.Errorf("the next one is not shown: %+v", c)
	}

	c, _ = s.Candidate()
	s.Dismiss(*c)
	left(t, s, q, vote)
	q.until(t, "it is among the dismissed", func() bool { return titles(s.Proposals().Dismissed) == council })
	s.CloseArticle()
	s.Read(a.ID)
	q.until(t, "the article is read again", func() bool { return s.Proposals() != nil })
	if titles(s.Proposals().Dismissed) != council {
		t.Error("what was dismissed came back")
	}
	s.Restore(s.Proposals().Dismissed[0])
	left(t, s, q, council+"; "+vote)
	s.Undo()
	q.until(t, "bringing it back is undone", func() bool { return titles(s.Proposals().Dismissed) == council })
}

func TestCandidatesAreJoined(t *testing.T) {
	s, q := opened(t)
	reading(t, s, q, reportText)
	s.ShowCandidate(1)
	s.JoinNext()
	if got := s.Proposals().Candidates; len(got) != 2 || len(got[1].Passages()) != 2 {
		t.Fatalf("joined: %s", titles(got))
	}
	c, _ := s.Candidate()
	s.Attach(*c, s.Library().Columns.IDs[0])
	left(t, s, q, "2021-05-03 The old mill burned down")
	q.until(t, "both passages are tied to the event", func() bool { return len(s.Article().Excerpts) == 2 })
}

func TestTheTextIsInTime(t *testing.T) {
	s, q := opened(t)
	reading(t, s, q, reportText)
	for _, c := range []struct{ words, want string }{
		{"The fire", ""}, {"Nobody was hurt", "2021-05-03"}, {"It will vote", "2022-01-19"}, {"As reported", "2022-02-04"},
	} {
		d, ok := s.Around(strings.Index(reportText, c.words))
		if d.EDTF != c.want || ok != (c.want != "") {
			t.Errorf("at %q it is %s", c.words, d)
		}
	}
	s.CloseArticle()
	if _, ok := s.Around(100); ok || s.Proposals() != nil {
		t.Error("a closed article is still somewhere in time")
	}
}

// A long article with a thousand dates is looked through, too, and what was read
// once is not read again after an edit.
func TestManyCandidates(t *testing.T) {
	s, q := opened(t)
	reading(t, s, q, strings.Repeat("A bridge fell into the river on 3 May 2021, and ships were stopped on 4 June 2020 at sea.\n", 500))
	p := s.Proposals()
	if len(p.Finds) != 1000 || len(p.Candidates) != 2 {
		t.Fatalf("%d finds and %d candidates", len(p.Finds), len(p.Candidates))
	}
	s.ShowCandidate(1)
	c, _ := s.Candidate()
	s.Dismiss(*c)
	left(t, s, q, titles(p.Candidates[:1]))
	q.until(t, "it is among the dismissed", func() bool { return len(s.Proposals().Dismissed) == 1 })
	if &s.Proposals().Finds[0] != &p.Finds[0] {
		t.Error("the same text was searched again")
	}
}

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
	s := w.Session()
	top := func() bool { return windowCanvas().Overlays().Top() != nil }
	fyne.CurrentApp().Clipboard().SetContent(pastedText)
	counts := s.Library().Counts

	w.Commands().Run("article.paste")
	q.until(t, "the form is open", top)
	if s.Library().Counts.Articles != counts.Articles {
		t.Fatal("the article was added without being asked for")
	}
	submit()
	q.until(t, "the article is read", func() bool { return s.Article() != nil && s.Article().Title == "The bridge at Lund" })
	if d := s.Article().Published.EDTF; d != "2022-02-04" || top() {
		t.Errorf("published %s, a dialog is open: %v", d, top())
	}

	q.until(t, "its dates are found", func() bool { return s.Proposals() != nil && len(s.Proposals().Candidates) == 2 })
	w.Commands().Run("found.next")
	w.Commands().Run("found.accept")
	q.until(t, "the event is there", func() bool { return s.Library().Counts.Events == counts.Events+1 })
	q.until(t, "the next one is shown", func() bool {
		c, at := s.Candidate()
		return at == 0 && len(s.Proposals().Candidates) == 1 && c.Date.EDTF == "2022-02-03"
	})
	w.Commands().Run("found.dismiss")
	q.until(t, "nothing is left", func() bool { return len(s.Proposals().Candidates) == 0 && len(s.Proposals().Dismissed) == 1 })

	w.Commands().Run("article.paste")
	q.until(t, "the form is open again", top)
	submit()
	q.until(t, "the form is closed", func() bool { return !top() && !s.Saving() })
	if n := s.Library().Counts.Articles; n != counts.Articles+1 {
		t.Errorf("%d articles, want %d: the same text was added twice", n, counts.Articles+1)
	}
	for s.Library().UndoLabel != "edit.article.add" {
		label, events := s.Library().UndoLabel, s.Library().Counts.Events
		s.Undo()
		q.until(t, label+" is undone", func() bool {
			return !s.Saving() && (s.Library().UndoLabel != label || s.Library().Counts.Events != events)
		})
	}
	s.Undo()
	q.until(t, "all is as it was", func() bool { return s.Library().Counts == counts && s.Article() == nil })
}

// Candidates that are shown may all go at once, with none dismissed, as when the
// article gets a text without dates.
func TestTheLastCandidatesGo(t *testing.T) {
	w, q := testWindow(t, "ar")
	s := w.Session()
	a := reading(t, s, q, reportText)
	win := test.NewTempWindow(t, w.Content())
	win.Resize(fyne.NewSize(1280, 800))
	w.Commands().Run("found.next")
	win.Canvas().Capture() // of a list with rows
	s.Do(data.Edit{Label: "edit.article.text", Articles: []data.Change[data.Article]{data.Update(s.Article().Article, a.WithText("Nothing."))}}, nil)
	left(t, s, q, "")
	if c, _ := s.Candidate(); c != nil {
		t.Errorf("%q is still shown", c.Title)
	}
}

// A candidate is gone from the list when its key is pressed, before anything is
// written; pressed again, nothing more is; and undone, it is proposed again.
func TestACandidateIsTakenAtOnce(t *testing.T) {
	s, q := opened(t)
	reading(t, s, q, reportText)
	events := s.Library().Counts.Events
	s.ShowCandidate(0)
	first, _ := s.Candidate()
	const council, vote = "2022-01-19 The council met", "2022-02-04 It will vote"
	for range 6 {
		s.Accept(*first, candidateEvent(s, *first), "", nil)
	}
	if c, at := s.Candidate(); titles(s.Proposals().Candidates) != council+"; "+vote || at != 0 || c.Title != "The council met" {
		t.Fatalf("after the key press: %s, %+v is shown", titles(s.Proposals().Candidates), c)
	}
	second, _ := s.Candidate()
	s.Dismiss(*second)
	if got := titles(s.Proposals().Candidates); got != vote {
		t.Fatalf("after the next one: %s", got)
	}
	for s.Saving() || s.Library().Counts.Events != events+1 || len(s.Proposals().Dismissed) != 1 {
		(<-q)()
		if got := titles(s.Proposals().Candidates); got != vote {
			t.Fatalf("while it was written: %s", got)
		}
	}
	s.Undo()
	s.Undo()
	q.until(t, "both are proposed again", func() bool { return len(s.Proposals().Candidates) == 3 && s.Library().Counts.Events == events })
}

func candidateEvent(s *session.Session, c propose.Candidate) data.Event {
	return data.Event{ID: data.NewID(), Title: c.Title, Date: c.Date, Track: s.Library().Tracks[0].ID, Importance: data.DefaultImportance}
}

// A candidate that could not be written comes back.
func TestACandidateComesBack(t *testing.T) {
	s, q := opened(t)
	reading(t, s, q, reportText)
	s.ShowCandidate(0)
	c, _ := s.Candidate()
	e := candidateEvent(s, *c)
	e.Importance = 99
	var failed error
	s.Accept(*c, e, "", func(err error) { failed = err })
	if n := len(s.Proposals().Candidates); n != 2 {
		t.Fatalf("%d candidates at the key press", n)
	}
	q.until(t, "it fails", func() bool { return failed != nil })
	if n := len(s.Proposals().Candidates); n != 3 {
		t.Errorf("%d candidates after it failed (%v)", n, failed)
	}
	s.Accept(*c, candidateEvent(s, *c), "", nil)
	q.until(t, "it is accepted then", func() bool { return !s.Saving() && len(s.Proposals().Candidates) == 2 && s.Proposals().Reported == 2 })
}

// typeKey presses a key where the keyboard is, and holds it for some repeats.
func typeKey(name fyne.KeyName, repeats int) {
	focused := windowCanvas().Focused()
	ev := &fyne.KeyEvent{Name: name}
	if k, ok := focused.(desktop.Keyable); ok {
		k.KeyDown(ev)
		defer k.KeyUp(ev)
	}
	for range 1 + repeats {
		focused.TypedKey(ev)
	}
}

// A key that is held decides one candidate, and each key is about the candidate
// that is shown when it is pressed.
func TestHeldKeysInTheReview(t *testing.T) {
	w, q := testWindow(t, "en")
	s := w.Session()
	reading(t, s, q, reportText)
	events := s.Library().Counts.Events
	w.Commands().Run("found.next")
	typeKey(fyne.KeyA, 6)
	typeKey(fyne.KeyD, 6)
	if got := titles(s.Proposals().Candidates); got != "2022-02-04 It will vote" {
		t.Fatalf("after A and D, each held: %s", got)
	}
	typeKey(fyne.KeyE, 6)
	q.until(t, "the form is open", func() bool { return windowCanvas().Overlays().Top() != nil })
	if title := windowCanvas().Focused().(*control.Entry).Text(); title != "It will vote" {
		t.Errorf("E after D opens %q", title)
	}
	submit()
	submit()
	q.until(t, "all is written", func() bool {
		return !s.Saving() && windowCanvas().Overlays().Top() == nil && s.Proposals().Reported == 3 && len(s.Proposals().Dismissed) == 1 && s.Library().UndoLabel == "edit.found.accept"
	})
	q.until(t, "there are two events more", func() bool { return s.Library().Counts.Events == events+2 })
}
