package notes

import (
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/feature/notes/links"
	"tarikh.org/tarikh/ui/library"
)

// thread is a note with what answers it.
type thread struct {
	note    data.Annotation
	replies []data.Annotation
}

// threads sets replies, in their order, under the notes that they answer.
func threads(notes []data.Annotation) []thread {
	all, at := make([]thread, 0, len(notes)), make(map[data.ID]int, len(notes))
	for _, n := range notes {
		if n.Parent == (data.ID{}) {
			at[n.ID] = len(all)
			all = append(all, thread{note: n})
		}
	}
	for _, n := range notes {
		if i, ok := at[n.Parent]; ok {
			all[i].replies = append(all[i].replies, n)
		}
	}
	return all
}

// listing is the notes on the selected event, and after them those in the open article,
// each once. It is made again only where one of the two is another.
type listing struct {
	event   *library.EventView
	article *library.ArticleView
	threads []thread
	place   map[data.ID]int // of a note that is no reply, among the threads
	onEvent int             // how many of the threads are on the event
}

// of is the listing of what is selected and open in a library.
func (s *listing) of(l *library.Library) *listing {
	e, a := l.Event(), l.Article()
	if s.place != nil && s.event == e && s.article == a {
		return s
	}
	*s = listing{event: e, article: a, place: map[data.ID]int{}}
	add := func(notes []data.Annotation) {
		for _, t := range threads(notes) {
			if _, have := s.place[t.note.ID]; !have {
				s.place[t.note.ID] = len(s.threads)
				s.threads = append(s.threads, t)
			}
		}
	}
	if e != nil {
		add(e.Notes)
	}
	s.onEvent = len(s.threads)
	if a != nil {
		add(a.Notes)
	}
	return s
}

// backlinks are the notes that link to the selected event or the open article, with what
// they were found for.
type backlinks struct {
	snapshot *library.Snapshot
	event    data.ID
	article  data.ID
	found    []data.Annotation
	notes    map[data.ID][]data.Annotation // those that link to notes, by these
}

// of are those of a library.
func (s *backlinks) of(l *library.Library) []data.Annotation {
	n, now := l.Snapshot(), backlinks{event: l.Selected()}
	if a := l.Article(); a != nil {
		now.article = a.ID
	}
	if n == s.snapshot && now.event == s.event && now.article == s.article {
		return s.found
	}
	now.snapshot = n
	if now.notes = s.notes; n != s.snapshot {
		now.notes = nil
		if n != nil {
			now.notes = links.ToNotes(n.Notes)
		}
	}
	if e := l.Event(); e != nil && n != nil {
		now.found = links.Back(n.Notes, data.Link{Text: e.Title, Event: e.ID})
	}
	if a := l.Article(); a != nil && n != nil {
		for _, found := range links.Back(n.Notes, data.Link{Text: a.Title, Article: a.ID}) {
			if !slices.ContainsFunc(now.found, func(have data.Annotation) bool { return have.ID == found.ID }) {
				now.found = append(now.found, found)
			}
		}
	}
	*s = now
	return s.found
}

// ofThread are the notes that link to a note or a reply to it.
func (s *backlinks) ofThread(l *library.Library, t thread) []data.Annotation {
	s.of(l)
	found := s.notes[t.note.ID]
	for _, r := range t.replies {
		found = append(found[:len(found):len(found)], s.notes[r.ID]...)
	}
	return found
}

// find is the thread of a note, nil where it is not listed.
func (s *listing) find(id data.ID) *thread {
	if i, ok := s.place[id]; ok {
		return &s.threads[i]
	}
	return nil
}

// before is the number of threads before the place where a new note will be listed, the
// newest of its place; one that will not be is before all.
func (s *listing) before(n data.Annotation) int {
	switch {
	case s.event != nil && n.Event == s.event.ID:
		return s.onEvent
	case s.article != nil && n.Article == s.article.ID:
		i := s.onEvent
		for i < len(s.threads) && s.threads[i].note.Anchor.Compare(n.Anchor) <= 0 {
			i++
		}
		return i
	}
	return 0
}
