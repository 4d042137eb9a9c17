package data

// Subject is the one row that the edit is about: the event that it changed or gave
// passages and notes to, else the article, the track or the view; none for several of a
// kind. title is what the edit calls the row, "" where it does not have it.
func (e Edit) Subject() (kind Kind, id ID, title string) {
	var events, articles subject
	for _, c := range e.Events {
		events.add(now(c).ID, now(c).Title)
	}
	for _, c := range e.Articles {
		articles.add(now(c).ID, now(c).Title)
	}
	if events.none() {
		e.about(&events, &articles)
	}
	kind, of := KindEvent, events
	if events.none() {
		kind, of = KindArticle, articles
	}
	if of.none() {
		kind, of = KindView, e.listed()
	}
	if of.several {
		return kind, ID{}, ""
	}
	return kind, of.id, of.title
}

// about adds what the rows of an edit are about.
func (e Edit) about(events, articles *subject) {
	for _, c := range e.Excerpts {
		events.add(now(c).Event, "")
		articles.add(now(c).Article, "")
	}
	for _, c := range e.Annotations {
		events.add(now(c).Event, "")
		articles.add(now(c).Article, "")
	}
	for _, c := range e.Dismissals {
		articles.add(now(c).Article, "")
	}
	for _, c := range e.Mentions {
		events.add(now(c).Event, "")
	}
	for _, c := range e.Pictures {
		events.add(now(c).Event, "")
		articles.add(now(c).Article, "")
	}
}

// listed is the row of an edit that is neither in time nor in a text, but in a list.
func (e Edit) listed() (others subject) {
	for _, c := range e.Tracks {
		others.add(now(c).ID, now(c).Name)
	}
	for _, c := range e.Views {
		others.add(now(c).ID, now(c).Name)
	}
	for _, c := range e.Entities {
		others.add(now(c).ID, now(c).Name)
	}
	for _, c := range e.Stories {
		others.add(now(c).ID, now(c).Name)
	}
	return others
}

// now is a row after a change, or the row that it deleted.
func now[T any](c Change[T]) *T {
	if c.After != nil {
		return c.After
	}
	return c.Before
}

// subject is the row of a kind that an edit is about: none, one, or several.
type subject struct {
	id      ID
	title   string
	several bool
}

func (s *subject) add(id ID, title string) {
	switch {
	case id == (ID{}):
	case s.id == (ID{}):
		s.id, s.title = id, title
	case s.id != id:
		s.several = true
	}
}

func (s *subject) none() bool { return s.id == (ID{}) }
