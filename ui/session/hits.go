package session

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/library"
)

// This file is going from hit to hit: in the open article, on the timeline, and to
// one of the list.

// Finds returns the finds in the open article, and which of them is shown, -1 for
// none.
func (s *Session) Finds() (finds []data.Range, shown int) {
	if a := s.Article(); a == nil || a.ID != s.search.findsIn {
		return nil, -1
	}
	return s.search.finds, s.search.find
}

// findInArticle looks for the words of the search in the open article.
func (s *Session) findInArticle() {
	f, a := &s.search, s.Article()
	if a == nil || len(f.query.Terms) == 0 {
		s.finding.Drop()
		if f.finds != nil {
			f.finds, f.find = nil, -1
			s.tell(TopicFinds)
		}
		return
	}
	q, id := f.query, a.ID
	if f.findsIn != id {
		f.finds, f.find = nil, -1
	}
	library.Load(s.core, &s.finding, func(ctx context.Context, store data.Store) ([]data.Range, error) {
		finds, err := store.SearchArticle(ctx, q, id)
		if errors.Is(err, data.ErrNotFound) {
			return nil, nil // deleted meanwhile
		}
		return finds, err
	}, func(finds []data.Range) {
		f := &s.search
		f.finds, f.findsIn = finds, id
		if f.find >= len(finds) {
			f.find = -1
		}
		if i := slices.Index(finds, f.wanted); i >= 0 {
			f.find = i
		}
		f.wanted = data.Range{}
		s.tell(TopicFinds)
	})
}

// StepFind shows the next (1) or previous (-1) find of the open article, from the
// one that is shown, else from an offset of its text. At the ends it begins again.
func (s *Session) StepFind(direction, from int) {
	finds, at := s.Finds()
	if len(finds) == 0 {
		return
	}
	s.search.find = nextFind(finds, at, from, direction)
	r := finds[s.search.find]
	s.tell(TopicFinds)
	s.Focus(Active{Excerpt: s.Active().Excerpt, Note: s.Active().Note, Start: r.Start, End: r.End})
}

// nextFind is the find after or before the one at a place, or after or before an
// offset where that is -1.
func nextFind(finds []data.Range, at, from, direction int) int {
	n := len(finds)
	if at >= 0 {
		return (at + direction + n) % n
	}
	i, _ := slices.BinarySearchFunc(finds, from, func(r data.Range, from int) int { return r.Start - from })
	if direction < 0 {
		i--
	}
	return (i + n) % n
}

// NextHit returns the place of the event that was found next (1) or before (-1)
// in time: from the selected one where that begins within [lo, hi), else from the
// first or last of what is in view. At the ends it begins again. False where
// nothing was found.
func (s *Session) NextHit(direction int, lo, hi int64) (place int, ok bool) {
	n, hits := s.Snapshot(), s.search.places
	if n == nil || len(hits) == 0 {
		return -1, false
	}
	return nextHit(hits, n.Columns.Lo, s.Selected(), lo, hi, direction), true
}

func nextHit(hits []int32, los []int64, selected int, lo, hi int64, direction int) int {
	before := 0 // how many hits lie before the one to go to, or to come from
	switch {
	case selected >= 0 && los[selected] >= lo && los[selected] < hi:
		at, found := slices.BinarySearch(hits, int32(selected))
		if before = at; found && direction > 0 {
			before++
		}
	case direction > 0:
		before, _ = slices.BinarySearchFunc(hits, lo, func(place int32, lo int64) int { return cmp.Compare(los[place], lo) })
	default:
		before, _ = slices.BinarySearchFunc(hits, hi, func(place int32, hi int64) int { return cmp.Compare(los[place], hi) })
	}
	if direction < 0 {
		before--
	}
	return int(hits[(before+len(hits))%len(hits)])
}

// HitNumber returns which of the events that were found is selected, from 1; 0 if
// none of them is.
func (s *Session) HitNumber() int {
	if i, found := slices.BinarySearch(s.search.places, int32(s.Selected())); found {
		return i + 1
	}
	return 0
}

// GoHit goes to what was found: it selects the event, and opens the article with
// the find in view.
func (s *Session) GoHit(h data.Hit) {
	if s.Snapshot() == nil {
		return
	}
	passage := h.At.End > h.At.Start && h.Article != (data.ID{})
	active := Active{Start: h.At.Start, End: h.At.End}
	switch h.Kind {
	case data.KindEvent:
		s.SelectID(h.ID, true)
		return
	case data.KindExcerpt:
		active.Excerpt = h.ID
	case data.KindAnnotation:
		active.Note = h.ID
	}
	if h.Event != (data.ID{}) {
		s.SelectID(h.Event, false)
	}
	switch {
	case passage:
		s.search.wanted = h.At
		if finds, _ := s.Finds(); s.Article() != nil && s.Article().ID == h.Article {
			s.search.find = slices.Index(finds, h.At)
		}
		s.ReadAt(h.Article, active)
		s.tell(TopicFinds)
	case h.Article != (data.ID{}):
		s.Read(h.Article)
	}
}
