package session

import (
	"errors"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

// gone turns "not found" into no error: what was shown has been deleted.
func gone(err error) error {
	if errors.Is(err, data.ErrNotFound) {
		return nil
	}
	return err
}

// Select selects the event at a place in the columns (-1 for none) and opens
// the first passage that reports it.
func (s *Session) Select(place int) {
	if s.snapshot == nil || place >= s.snapshot.Columns.Len() {
		return
	}
	if place < 0 {
		s.eventGen++
		s.event, s.selected, s.eventWanted = nil, -1, wanted{}
		s.tell(TopicEvent)
		return
	}
	s.SelectID(s.snapshot.Columns.IDs[place], true)
}

// SelectID selects an event; read says whether to open its first passage too.
func (s *Session) SelectID(id data.ID, read bool) {
	if s.snapshot == nil {
		return
	}
	s.active.Note = data.ID{} // the event is what was chosen last
	s.loadEvent(id, func() {
		if read && s.event != nil && len(s.event.Excerpts) > 0 {
			s.ReadExcerpt(s.event.Excerpts[0].Excerpt)
		}
	})
}

// Step selects the event before (-1) or after (+1) the selected one in time, or
// the first or last one where none is selected; of those that the filter leaves.
func (s *Session) Step(direction int) {
	if s.shown == nil || s.shown.Len() == 0 {
		return
	}
	if next := s.shown.step(s.selected, direction); next != s.selected {
		s.Select(next)
	}
}

// ReadExcerpt opens an excerpt's article with the passage shown; that of an orphan
// is nowhere.
func (s *Session) ReadExcerpt(x data.Excerpt) {
	s.read(x.Article, Active{Excerpt: x.ID}.at(x.Anchor, x.Doubt))
}

// at is the same at the place of an anchor, unless its words are gone.
func (a Active) at(anchor anchor.Selector, doubt data.Doubt) Active {
	if doubt.State != data.Orphan {
		a.Start, a.End = anchor.Start, anchor.End
	}
	return a
}

// ReadNote opens the article of a note's passage, or selects its event.
func (s *Session) ReadNote(n data.Annotation) {
	if n.Article != (data.ID{}) {
		s.read(n.Article, Active{Note: n.ID}.at(n.Anchor, n.Doubt))
	} else if n.Event != (data.ID{}) {
		s.SelectID(n.Event, true)
	}
}

// Read opens an article at its beginning.
func (s *Session) Read(id data.ID) { s.read(id, Active{}) }

// ReadThen opens an article and calls then when it is there.
func (s *Session) ReadThen(id data.ID, then func()) {
	if s.snapshot == nil {
		return
	}
	s.active = Active{}
	s.loadArticle(id, then)
}

// CloseArticle shows the list of articles again.
func (s *Session) CloseArticle() {
	s.articleGen++
	s.article, s.active, s.articleWanted = nil, Active{}, wanted{}
	s.tell(TopicArticle)
	s.forgetProposals()
}

func (s *Session) read(id data.ID, active Active) {
	if s.snapshot == nil {
		return
	}
	s.active = active
	if s.article != nil && s.article.ID == id {
		s.articleGen++ // a load under way is of another article
		s.articleWanted = wanted{id: id}
		s.placeActive()
		s.tell(TopicArticle)
		s.tell(TopicFocus)
		return
	}
	s.loadArticle(id, func() { s.tell(TopicFocus) })
}

// StepExcerpt shows the next or previous excerpt of the selected event.
func (s *Session) StepExcerpt(direction int) {
	if s.event == nil || len(s.event.Excerpts) == 0 {
		return
	}
	n := len(s.event.Excerpts)
	at := 0
	for i, x := range s.event.Excerpts {
		if x.ID == s.active.Excerpt {
			at = (i + direction + n) % n
		}
	}
	s.ReadExcerpt(s.event.Excerpts[at].Excerpt)
	s.tell(TopicEvent)
}

// Again tells every topic, to show what is open in parts that were built anew.
func (s *Session) Again() {
	for _, t := range []Topic{TopicLibrary, TopicEvent, TopicArticle} {
		s.tell(t)
	}
}
