package window

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/pane"
	"tarikh.org/tarikh/ui/session"
)

// This file is the review of the events that an article proposes, in the window:
// its tab, its commands, and where the text that is read is in time.

// tabFound is the key of the review's tab, in the column of the notes.
const tabFound = "found"

// reviewing makes the pane of the review.
func (w *Window) reviewing() error {
	w.env.ReadAt = func(d dates.Date) { w.strip.Line().ReadAt(d) }
	w.env.ShowTab = func(key string) {
		if w.columns != nil {
			w.columns.end.Select(key)
		}
	}
	var err error
	w.found, err = pane.NewFound(w.env)
	return err
}

// watchFound shows the tab of the review while an article is open, with how many
// candidates there are to decide on.
func (w *Window) watchFound(c *columns) {
	update := func() {
		if w.session.Article() == nil {
			c.end.Hide(tabFound)
			return
		}
		count := ""
		if p := w.session.Proposals(); p != nil && len(p.Candidates) > 0 {
			count = w.env.Kit.Locale.Count(len(p.Candidates))
		}
		c.end.Show(tabFound)
		c.end.SetCount(tabFound, count)
	}
	update()
	w.session.Subscribe(func(t session.Topic) {
		if t == session.TopicArticle || t == session.TopicProposals {
			update()
		}
	})
}

// foundCommands are the actions of the review. Their letters work where the list
// of candidates has the keyboard, but for the two that go to it.
func (w *Window) foundCommands() []command.Command {
	s := w.session
	open := func() bool { p := s.Proposals(); return p != nil && len(p.Candidates) > 0 }
	shown := func() bool {
		c, _ := s.Candidate()
		ro, _ := s.ReadOnly()
		return c != nil && !ro
	}
	step := func(by int) func() {
		return func() {
			w.columns.end.Select(tabFound)
			s.StepCandidate(by)
			w.found.Focus()
		}
	}
	return []command.Command{
		{ID: "found", Title: "command.found", Enabled: func() bool { return s.Article() != nil }, Run: func() {
			w.columns.end.Select(tabFound)
			w.found.Focus()
		}},
		{ID: "found.next", Title: "command.found.next", Keys: []command.Key{command.Plain(fyne.KeyJ)}, Enabled: open, Run: step(1)},
		{ID: "found.previous", Title: "command.found.previous", Keys: []command.Key{command.Plain(fyne.KeyK)}, Enabled: open, Run: step(-1)},
		{ID: "found.accept", Title: "command.found.accept", Enabled: shown, Run: w.found.Accept},
		{ID: "found.edit", Title: "command.found.edit", Enabled: shown, Run: w.found.Edit},
		{ID: "found.merge", Title: "command.found.merge", Enabled: shown, Run: w.found.Merge},
		{ID: "found.dismiss", Title: "command.found.dismiss", Enabled: shown, Run: w.found.Dismiss},
		{ID: "found.all", Title: "found.all", Enabled: func() bool { ro, _ := s.ReadOnly(); return open() && !ro }, Run: w.found.AcceptSure},
	}
}
