package library

import "tarikh.org/tarikh/data"

// Visit is where a person is in the library: what is selected and open, or about to be.
type Visit struct {
	Event, Article data.ID // zero for none
	Active         Passage
}

// Visit returns where the person is.
func (s *selection) Visit() Visit { return Visit{s.wanted.event, s.wanted.article, s.active} }

// Departure is a visit that is about to end.
type Departure struct {
	Visit
	Passing bool // it was passed on the way: it is not loaded
}

// OnLeaving calls told before the place where the person is becomes another one, until
// unsubscribe is called.
func (s *selection) OnLeaving(told func(Departure)) (unsubscribe func()) {
	return s.leaving.Subscribe(told)
}

func (s *selection) leave() {
	if s.snapshot != nil {
		s.leaving.Tell(Departure{s.Visit(), s.selecting.Busy() || s.opening.Busy()})
	}
}

// Return goes to where a person was, so what is left is only passed, and calls then
// once the article is open, nil for none. What has been deleted is not there.
func (s *selection) Return(v Visit, then func()) {
	if s.snapshot == nil {
		return
	}
	s.leaving.Tell(Departure{s.Visit(), true})
	if v.Event != s.wanted.event {
		s.selectEvent(v.Event, false)
	}
	switch {
	case v.Article == (data.ID{}):
		s.closeArticle()
	case s.article == nil || s.article.ID != v.Article:
		s.active, s.wanted.read = v.Active, false
		s.loadArticle(v.Article, false, then)
		return
	default:
		s.opening.Drop()
		s.active, s.wanted = v.Active, wanted{event: s.wanted.event, article: v.Article}
		s.keepWithin()
		s.tell(Change{Kind: ArticleOpened, ID: v.Article})
	}
	if then != nil {
		then()
	}
}

// LetGo makes no note the active one, and reports whether one was.
func (s *selection) LetGo() bool {
	if s.active.Note == (data.ID{}) {
		return false
	}
	s.active = Passage{}
	s.tell(Change{Kind: PassageFocused, ID: s.wanted.article})
	return true
}
