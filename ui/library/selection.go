package library

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

// Passage is what the reader shows of the open article: an excerpt, a note's
// passage, or words that were found.
type Passage struct {
	Excerpt, Note data.ID
	Part          string // that Start and End count in, see anchor.Selector
	Start, End    int    // bytes of it
}

func ofExcerpt(x data.Excerpt) Passage { return Passage{Excerpt: x.ID}.at(x.Anchor, x.Doubt) }

// at returns the passage with the place of an anchor, unless that is an orphan.
func (p Passage) at(anchor anchor.Selector, doubt data.Doubt) Passage {
	if doubt.State != data.Orphan {
		p.Part, p.Start, p.End = anchor.Part, anchor.Start, anchor.End
	}
	return p
}

// wanted is what was asked for last: it is loaded, or being loaded.
type wanted struct {
	event   data.ID
	read    bool // open the event's first passage once it is loaded; a later Read unsets it
	article data.ID
	focus   bool   // show the active passage once the article is loaded
	then    func() // called once the article is loaded; may be nil
}

// selection is the layer of what the reader has selected and opened.
type selection struct {
	*core
	filter    *filter
	event     *EventView
	article   *ArticleView
	active    Passage
	lang      string // whose passages of an event are read first
	wanted    wanted
	selecting Slot
	opening   Slot
	leaving   Subscribers[Departure]
}

// reset is for a library that is closed.
func (s *selection) reset() {
	s.selecting.Drop()
	s.opening.Drop()
	s.event, s.article, s.active, s.wanted = nil, nil, Passage{}, wanted{}
}

// Prefer sets the language whose passages of an event are read first, that of the interface:
// when an event is clicked.
func (s *selection) Prefer(lang string) {
	if s.lang = lang; s.event != nil {
		next := *s.event
		next.prefer(lang)
		s.event = &next
	}
}

// Event returns the selected event, or nil.
func (s *selection) Event() *EventView { return s.event }

// Article returns the open article, or nil.
func (s *selection) Article() *ArticleView { return s.article }

// Active returns the passage that is shown in the reader.
func (s *selection) Active() Passage { return s.active }

// Selected returns the ID of the selected event, zero if there is none.
func (s *selection) Selected() data.ID {
	if s.event == nil {
		return data.ID{}
	}
	return s.event.ID
}

// Select selects an event; the zero ID selects none. EventSelected follows.
func (s *selection) Select(id data.ID) {
	s.leave()
	s.selectEvent(id, false)
}

// SelectAndRead selects an event and opens the first passage that reports it; both
// are loaded in one step.
func (s *selection) SelectAndRead(id data.ID) {
	s.leave()
	s.selectEvent(id, true)
}

func (s *selection) selectEvent(id data.ID, read bool) {
	if s.snapshot == nil {
		return
	}
	if id == (data.ID{}) {
		s.selecting.Drop()
		s.event, s.wanted.event, s.wanted.read = nil, data.ID{}, false
		s.tell(Change{Kind: EventSelected})
		return
	}
	s.active.Note = data.ID{} // the event is what was chosen last
	s.loadEvent(id, read)
}

// loadEvent reads an event, and with read the article of its first passage unless
// that one is open.
func (s *selection) loadEvent(id data.ID, read bool) {
	s.wanted.event, s.wanted.read = id, read
	n, open, lang := s.snapshot, data.ID{}, s.lang
	if s.article != nil {
		open = s.article.ID
	}
	type found struct {
		event   *EventView
		article *ArticleView
	}
	load(s.core, &s.selecting, func(ctx context.Context, store data.Store) (f found, err error) {
		f.event, err = readEvent(ctx, store, n, id, lang)
		if err != nil || !read || len(f.event.Excerpts) == 0 || f.event.Excerpts[f.event.Best].Article == open {
			return f, ignoreNotFound(err)
		}
		f.article, err = readArticle(ctx, store, n, f.event.Excerpts[f.event.Best].Article)
		return f, ignoreNotFound(err)
	}, func(f found) {
		asked := s.wanted.read && f.event != nil
		read := asked && len(f.event.Excerpts) > 0
		s.event, s.wanted.read = f.event, false
		if f.event == nil {
			s.wanted.event = data.ID{}
		}
		if !read || f.article == nil {
			s.tell(Change{Kind: EventSelected, ID: s.Selected()})
			if read && s.event == f.event {
				best := f.event.Excerpts[f.event.Best].Excerpt
				s.readAt(best.Article, ofExcerpt(best))
			}
			if asked && !read && s.event == f.event {
				s.tell(Change{Kind: NothingToRead, ID: id})
			}
			return
		}
		x := f.event.Excerpts[f.event.Best]
		s.opening.Drop()
		s.wanted.article, s.wanted.focus, s.wanted.then = x.Article, false, nil
		s.article, s.active = f.article, ofExcerpt(x.Excerpt)
		s.keepWithin()
		s.tell(Change{Kind: EventSelected, ID: id})
		s.tell(Change{Kind: ArticleOpened, ID: x.Article})
		s.tell(Change{Kind: PassageFocused, ID: x.Article})
	})
}

// Step selects the event before (-1) or after (+1) the selected one in time, or the
// first or last one where none is selected; of those that the filter leaves.
func (s *selection) Step(direction int) {
	if s.filter.shown == nil || s.filter.shown.Len() == 0 {
		return
	}
	at := -1
	if e := s.event; e != nil {
		at = s.snapshot.Find(e.ID, e.Date)
	}
	if next := s.filter.shown.step(at, direction); next != at {
		s.SelectAndRead(s.snapshot.Columns.IDs[next])
	}
}

// StepInTrack is Step within the track of the selected event; without one it is Step.
func (s *selection) StepInTrack(direction int) {
	e, shown := s.event, s.filter.shown
	if e == nil || shown == nil || shown.Len() == 0 {
		s.Step(direction)
		return
	}
	tracks, at := s.snapshot.Columns.Track, s.snapshot.Find(e.ID, e.Date)
	own := at
	for {
		next := shown.step(at, direction)
		if next == at || at < 0 {
			return // at the end
		}
		if at = next; tracks[at] == tracks[own] {
			s.SelectAndRead(s.snapshot.Columns.IDs[at])
			return
		}
	}
}

// ReadExcerpt opens an excerpt's article with the passage shown; that of an orphan
// is nowhere.
func (s *selection) ReadExcerpt(x data.Excerpt) { s.ReadAt(x.Article, ofExcerpt(x)) }

// ReadNote opens the article of a note's passage, or selects its event.
func (s *selection) ReadNote(n data.Annotation) {
	if n.Article != (data.ID{}) {
		s.ReadAt(n.Article, Passage{Note: n.ID}.at(n.Anchor, n.Doubt))
	} else if n.Event != (data.ID{}) {
		s.SelectAndRead(n.Event)
	}
}

// ReadAt opens an article with a passage shown; the zero Passage shows none.
func (s *selection) ReadAt(article data.ID, p Passage) {
	s.leave()
	s.readAt(article, p)
}

func (s *selection) readAt(article data.ID, p Passage) {
	if s.snapshot == nil {
		return
	}
	s.active, s.wanted.read = p, false
	if s.article == nil || s.article.ID != article {
		s.loadArticle(article, true, nil)
		return
	}
	s.opening.Drop() // another article is being loaded
	s.wanted.article, s.wanted.focus, s.wanted.then = article, false, nil
	s.keepWithin()
	s.tell(Change{Kind: ArticleOpened, ID: article})
	s.tell(Change{Kind: PassageFocused, ID: article})
}

// Read opens an article.
func (s *selection) Read(article data.ID) { s.ReadAt(article, Passage{}) }

// ReadThen opens an article and calls then when it is there.
func (s *selection) ReadThen(article data.ID, then func()) {
	if s.snapshot == nil {
		return
	}
	s.active, s.wanted.read = Passage{}, false
	s.loadArticle(article, false, then)
}

// CloseArticle closes the open article.
func (s *selection) CloseArticle() {
	s.leave()
	s.closeArticle()
}

func (s *selection) closeArticle() {
	s.opening.Drop()
	s.article, s.active = nil, Passage{}
	s.wanted.article, s.wanted.read, s.wanted.focus, s.wanted.then = data.ID{}, false, false, nil
	s.tell(Change{Kind: ArticleOpened})
}

func (s *selection) loadArticle(id data.ID, focus bool, then func()) {
	s.wanted.article, s.wanted.focus, s.wanted.then = id, focus, then
	n := s.snapshot
	load(s.core, &s.opening, func(ctx context.Context, store data.Store) (*ArticleView, error) {
		v, err := readArticle(ctx, store, n, id)
		return v, ignoreNotFound(err)
	}, s.opened)
}

// opened takes an article, nil if it has been deleted.
func (s *selection) opened(v *ArticleView) {
	focus, then := s.wanted.focus, s.wanted.then
	s.wanted.focus, s.wanted.then = false, nil
	if s.article = v; v == nil {
		s.wanted.article = data.ID{}
	}
	s.keepWithin()
	s.tell(Change{Kind: ArticleOpened, ID: s.wanted.article})
	if focus {
		s.tell(Change{Kind: PassageFocused, ID: s.wanted.article})
	}
	if then != nil {
		then()
	}
}

// Activate makes a note the active one, without moving the reader.
func (s *selection) Activate(note data.ID) { s.active.Note = note }

// Focus shows a passage of the open article.
func (s *selection) Focus(p Passage) {
	if s.article == nil {
		return
	}
	s.leave()
	s.active = p
	s.tell(Change{Kind: PassageFocused, ID: s.article.ID})
}

// StepExcerpt shows the next or previous excerpt of the selected event.
func (s *selection) StepExcerpt(direction int) {
	if s.event == nil || len(s.event.Excerpts) == 0 {
		return
	}
	n := len(s.event.Excerpts)
	at := s.event.Best
	for i, x := range s.event.Excerpts {
		if x.ID == s.active.Excerpt {
			at = (i + direction + n) % n
		}
	}
	s.ReadExcerpt(s.event.Excerpts[at].Excerpt)
	s.tell(Change{Kind: EventSelected, ID: s.event.ID})
}

// keepWithin resets a passage that is not within the open article's text.
func (s *selection) keepWithin() {
	switch {
	case s.article == nil || within(s.article.Text, s.active.Start, s.active.End):
	case s.article.IsReference(): // it waits
		s.active.Start, s.active.End = 0, 0
	default:
		s.active = Passage{}
	}
}

// follow updates the selected event and the open article after a change of rows. Rows
// that the change contains are replaced at once; then tells subscribers, and reads the
// rest again, as well as what is being read: that may be from before the change.
func (s *selection) follow(c Change) (then func()) {
	event, article := s.followEvent(c), s.followArticle(c)
	return func() {
		event()
		article()
	}
}

func (s *selection) followEvent(c Change) (then func()) {
	id := s.wanted.event
	if id == (data.ID{}) {
		return func() {}
	}
	again := func() {
		if s.wanted.event == id {
			s.loadEvent(id, s.wanted.read)
		}
	}
	if s.event == nil || c.All || s.selecting.Busy() {
		return again
	}
	v, whole := s.event.changed(c, s.snapshot)
	switch {
	case !whole:
		return again
	case v == s.event:
		return func() {}
	}
	s.event = v
	return func() { s.tell(Change{Kind: EventSelected, ID: id}) }
}

func (s *selection) followArticle(c Change) (then func()) {
	id := s.wanted.article
	if id == (data.ID{}) {
		return func() {}
	}
	if s.article == nil || c.Row(data.KindArticle, id) || s.opening.Busy() {
		return func() {
			if s.wanted.article == id {
				s.loadArticle(id, s.wanted.focus, s.wanted.then)
			}
		}
	}
	v, whole := s.article.changed(c, s.snapshot)
	switch {
	case !whole:
		return func() {
			if s.wanted.article == id && s.article != nil {
				s.loadOnArticle()
			}
		}
	case v == s.article:
		return func() {}
	}
	s.article = v
	return func() { s.tell(Change{Kind: ArticleOpened, ID: id}) }
}

// loadOnArticle reads what belongs to the open article again, without its text.
func (s *selection) loadOnArticle() {
	n, article := s.snapshot, s.article.Article
	load(s.core, &s.opening, func(ctx context.Context, store data.Store) (*ArticleView, error) {
		return readOnArticle(ctx, store, n, article)
	}, s.opened)
}
