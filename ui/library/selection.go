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
	Start, End    int // bytes of the article's text
}

func ofExcerpt(x data.Excerpt) Passage { return Passage{Excerpt: x.ID}.at(x.Anchor, x.Doubt) }

// at is the same at the place of an anchor, unless its words are gone.
func (p Passage) at(anchor anchor.Selector, doubt data.Doubt) Passage {
	if doubt.State != data.Orphan {
		p.Start, p.End = anchor.Start, anchor.End
	}
	return p
}

// wanted is what was asked for last: it is loaded, or being loaded.
type wanted struct {
	event   data.ID
	read    bool // open the event's first passage once it is there; a later wish to read takes it back
	article data.ID
	focus   bool   // show the active passage once the article is there
	then    func() // called once the article is there; nil for nothing
}

// Event returns the selected event, or nil.
func (l *Library) Event() *EventView { return l.event }

// Article returns the open article, or nil.
func (l *Library) Article() *ArticleView { return l.article }

// Active returns the passage that is shown in the reader.
func (l *Library) Active() Passage { return l.active }

// Selected returns the ID of the selected event, zero if there is none.
func (l *Library) Selected() data.ID {
	if l.event == nil {
		return data.ID{}
	}
	return l.event.ID
}

// Select selects an event; the zero ID selects none. EventSelected follows.
func (l *Library) Select(id data.ID) { l.selectEvent(id, false) }

// SelectAndRead selects an event and opens the first passage that reports it; both
// are loaded in one step.
func (l *Library) SelectAndRead(id data.ID) { l.selectEvent(id, true) }

func (l *Library) selectEvent(id data.ID, read bool) {
	if l.snapshot == nil {
		return
	}
	if id == (data.ID{}) {
		l.selecting.Drop()
		l.event, l.wanted.event, l.wanted.read = nil, data.ID{}, false
		l.tell(Change{Kind: EventSelected})
		return
	}
	l.active.Note = data.ID{} // the event is what was chosen last
	l.loadEvent(id, read)
}

// loadEvent reads an event, and with read the article of its first passage unless
// that one is open.
func (l *Library) loadEvent(id data.ID, read bool) {
	l.wanted.event, l.wanted.read = id, read
	n, open := l.snapshot, data.ID{}
	if l.article != nil {
		open = l.article.ID
	}
	type found struct {
		event   *EventView
		article *ArticleView
	}
	Load(l, &l.selecting, func(ctx context.Context, store data.Store) (f found, err error) {
		f.event, err = readEvent(ctx, store, n, id)
		if err != nil || !read || len(f.event.Excerpts) == 0 || f.event.Excerpts[0].Article == open {
			return f, gone(err)
		}
		f.article, err = readArticle(ctx, store, n, f.event.Excerpts[0].Article)
		return f, gone(err)
	}, func(f found) {
		read := l.wanted.read && f.event != nil && len(f.event.Excerpts) > 0
		l.event, l.wanted.read = f.event, false
		if f.event == nil {
			l.wanted.event = data.ID{}
		}
		if !read || f.article == nil {
			l.tell(Change{Kind: EventSelected, ID: l.Selected()})
			if read && l.event == f.event {
				l.ReadExcerpt(f.event.Excerpts[0].Excerpt)
			}
			return
		}
		x := f.event.Excerpts[0]
		l.opening.Drop()
		l.wanted.article, l.wanted.focus, l.wanted.then = x.Article, false, nil
		l.article, l.active = f.article, ofExcerpt(x.Excerpt)
		l.keepWithin()
		l.tell(Change{Kind: EventSelected, ID: id})
		l.tell(Change{Kind: ArticleOpened, ID: x.Article})
		l.tell(Change{Kind: PassageFocused, ID: x.Article})
	})
}

// Step selects the event before (-1) or after (+1) the selected one in time, or the
// first or last one where none is selected; of those that the filter leaves.
func (l *Library) Step(direction int) {
	if l.shown == nil || l.shown.Len() == 0 {
		return
	}
	at := -1
	if e := l.event; e != nil {
		at = l.snapshot.Find(e.ID, e.Date.Lo)
	}
	if next := l.shown.step(at, direction); next != at {
		l.SelectAndRead(l.snapshot.Columns.IDs[next])
	}
}

// ReadExcerpt opens an excerpt's article with the passage shown; that of an orphan
// is nowhere.
func (l *Library) ReadExcerpt(x data.Excerpt) { l.ReadAt(x.Article, ofExcerpt(x)) }

// ReadNote opens the article of a note's passage, or selects its event.
func (l *Library) ReadNote(n data.Annotation) {
	if n.Article != (data.ID{}) {
		l.ReadAt(n.Article, Passage{Note: n.ID}.at(n.Anchor, n.Doubt))
	} else if n.Event != (data.ID{}) {
		l.SelectAndRead(n.Event)
	}
}

// ReadAt opens an article with a passage shown; the zero Passage is its beginning.
func (l *Library) ReadAt(article data.ID, p Passage) {
	if l.snapshot == nil {
		return
	}
	l.active, l.wanted.read = p, false
	if l.article == nil || l.article.ID != article {
		l.loadArticle(article, true, nil)
		return
	}
	l.opening.Drop() // what is under way is another article
	l.wanted.article, l.wanted.focus, l.wanted.then = article, false, nil
	l.keepWithin()
	l.tell(Change{Kind: ArticleOpened, ID: article})
	l.tell(Change{Kind: PassageFocused, ID: article})
}

// Read opens an article at its beginning.
func (l *Library) Read(article data.ID) { l.ReadAt(article, Passage{}) }

// ReadThen opens an article and calls then when it is there.
func (l *Library) ReadThen(article data.ID, then func()) {
	if l.snapshot == nil {
		return
	}
	l.active, l.wanted.read = Passage{}, false
	l.loadArticle(article, false, then)
}

// CloseArticle leaves the open article.
func (l *Library) CloseArticle() {
	l.opening.Drop()
	l.article, l.active = nil, Passage{}
	l.wanted.article, l.wanted.read, l.wanted.focus, l.wanted.then = data.ID{}, false, false, nil
	l.tell(Change{Kind: ArticleOpened})
}

func (l *Library) loadArticle(id data.ID, focus bool, then func()) {
	l.wanted.article, l.wanted.focus, l.wanted.then = id, focus, then
	n := l.snapshot
	Load(l, &l.opening, func(ctx context.Context, store data.Store) (*ArticleView, error) {
		v, err := readArticle(ctx, store, n, id)
		return v, gone(err)
	}, l.opened)
}

// opened takes an article, nil if it has been deleted.
func (l *Library) opened(v *ArticleView) {
	focus, then := l.wanted.focus, l.wanted.then
	l.wanted.focus, l.wanted.then = false, nil
	if l.article = v; v == nil {
		l.wanted.article = data.ID{}
	}
	l.keepWithin()
	l.tell(Change{Kind: ArticleOpened, ID: l.wanted.article})
	if focus {
		l.tell(Change{Kind: PassageFocused, ID: l.wanted.article})
	}
	if then != nil {
		then()
	}
}

// Activate makes a note the one that is shown, where the reader is.
func (l *Library) Activate(note data.ID) { l.active.Note = note }

// Focus shows a passage of the open article.
func (l *Library) Focus(p Passage) {
	if l.article == nil {
		return
	}
	l.active = p
	l.tell(Change{Kind: PassageFocused, ID: l.article.ID})
}

// StepExcerpt shows the next or previous excerpt of the selected event.
func (l *Library) StepExcerpt(direction int) {
	if l.event == nil || len(l.event.Excerpts) == 0 {
		return
	}
	n := len(l.event.Excerpts)
	at := 0
	for i, x := range l.event.Excerpts {
		if x.ID == l.active.Excerpt {
			at = (i + direction + n) % n
		}
	}
	l.ReadExcerpt(l.event.Excerpts[at].Excerpt)
	l.tell(Change{Kind: EventSelected, ID: l.event.ID})
}

// keepWithin lets go of a passage that is not in the open article.
func (l *Library) keepWithin() {
	if l.article != nil && !within(l.article.Text, l.active.Start, l.active.End) {
		l.active = Passage{}
	}
}

// follow brings the selected event and the open article up to a change of rows. What
// the change carries is put in place at once; then tells of it, and reads the rest
// again, as well as what is on its way: it may have been read before the change.
func (l *Library) follow(c Change) (then func()) {
	event, article := l.followEvent(c), l.followArticle(c)
	return func() {
		event()
		article()
	}
}

func (l *Library) followEvent(c Change) (then func()) {
	id := l.wanted.event
	if id == (data.ID{}) {
		return func() {}
	}
	again := func() {
		if l.wanted.event == id {
			l.loadEvent(id, l.wanted.read)
		}
	}
	if l.event == nil || c.All || l.selecting.Busy() {
		return again
	}
	v, whole := l.event.changed(c, l.snapshot)
	switch {
	case !whole:
		return again
	case v == l.event:
		return func() {}
	}
	l.event = v
	return func() { l.tell(Change{Kind: EventSelected, ID: id}) }
}

func (l *Library) followArticle(c Change) (then func()) {
	id := l.wanted.article
	if id == (data.ID{}) {
		return func() {}
	}
	if l.article == nil || c.Row(data.KindArticle, id) || l.opening.Busy() {
		return func() {
			if l.wanted.article == id {
				l.loadArticle(id, l.wanted.focus, l.wanted.then)
			}
		}
	}
	v, whole := l.article.changed(c, l.snapshot)
	switch {
	case !whole:
		return func() {
			if l.wanted.article == id && l.article != nil {
				l.loadOnArticle()
			}
		}
	case v == l.article:
		return func() {}
	}
	l.article = v
	return func() { l.tell(Change{Kind: ArticleOpened, ID: id}) }
}

// loadOnArticle reads what belongs to the open article again, without its text.
func (l *Library) loadOnArticle() {
	n, article := l.snapshot, l.article.Article
	Load(l, &l.opening, func(ctx context.Context, store data.Store) (*ArticleView, error) {
		return readOnArticle(ctx, store, n, article)
	}, l.opened)
}
