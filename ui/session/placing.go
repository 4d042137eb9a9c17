package session

import (
	"tarikh.org/tarikh/data"
)

// Placing is a note or an excerpt that waits for the reader to choose its passage:
// one of the two is set.
type Placing struct {
	Note    *data.Annotation
	Excerpt *data.Excerpt
}

// Article is the one to choose in.
func (p *Placing) Article() data.ID {
	if p.Note != nil {
		return p.Note.Article
	}
	return p.Excerpt.Article
}

// Words are those that it stood at.
func (p *Placing) Words() string {
	if p.Note != nil {
		return p.Note.Anchor.Exact
	}
	return p.Excerpt.Anchor.Exact
}

// Placing returns what waits for a passage, or nil.
func (s *Session) Placing() *Placing { return s.placing }

// Place opens the article in which a passage is to be chosen. TopicPlacing follows.
func (s *Session) Place(p Placing) {
	s.placing = &p
	if a := s.Article(); a == nil || a.ID != p.Article() {
		s.Read(p.Article())
	}
	s.tell(TopicPlacing)
}

// EndPlacing waits no longer.
func (s *Session) EndPlacing() {
	if s.placing != nil {
		s.placing = nil
		s.tell(TopicPlacing)
	}
}
