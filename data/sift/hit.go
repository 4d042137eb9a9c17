package sift

import (
	"cmp"

	"tarikh.org/tarikh/data"
)

// Entity is the hit of an entity.
func (h *Snippets) Entity(e *data.Entity) data.Hit {
	hit := data.Hit{ID: e.ID, Type: e.Type, Title: e.Name}
	h.Fill(&hit, append(e.Called(), e.Note))
	hit.At = data.Range{}
	return hit
}

// Picture is the hit of a picture, without the title and date of what it belongs to.
func (h *Snippets) Picture(p *data.Picture) data.Hit {
	hit := data.Hit{ID: p.ID, Event: p.Event, Article: p.Article, Story: p.Story}
	h.Fill(&hit, []string{p.Caption, p.Alt, p.Credit, p.Name})
	hit.At = data.Range{}
	if p.Article != (data.ID{}) && p.Position > 0 {
		hit.At = data.Range{Start: p.Position, End: p.Position}
	}
	return hit
}

// Story is the hit of a story.
func (h *Snippets) Story(s *data.Story) data.Hit {
	hit := data.Hit{ID: s.ID, Story: s.ID, Title: StoryTitle(s)}
	h.Fill(&hit, []string{s.Title, s.Name})
	hit.At = data.Range{}
	return hit
}

// Step is the hit of a step, without the title of its story.
func (h *Snippets) Step(s *data.StoryStep) data.Hit {
	hit := data.Hit{ID: s.ID, Event: s.Event, Story: s.Story}
	h.Fill(&hit, []string{s.Title, s.Text})
	hit.At = data.Range{}
	return hit
}

// StoryTitle is what a story is called where it is found.
func StoryTitle(s *data.Story) string { return cmp.Or(s.Title, s.Name) }
