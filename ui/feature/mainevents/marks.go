package mainevents

import (
	"crypto/sha256"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/text"
)

// layer is the name of the marks of passages in the reader.
const layer = "story"

// quietColour is that of a passage on no track yet.
const quietColour = "slate"

// marks are the passages of the item that is shown in the open article, that which was
// gone to before the others; those that report an event already are marked as such.
func (m *model) marks() (all []reading.Mark) {
	l := m.host.Library
	a := l.Article()
	it, _ := m.shown()
	if a == nil || it == nil || !m.going {
		return nil
	}
	colour := quietColour
	for _, t := range l.Tracks() {
		if t.ID == m.trackOf(it) {
			colour = t.Colour
		}
	}
	for _, p := range it.Passages {
		if p.Article.ID != a.ID || p.Decision == propose.Accepted || m.hashOf(a.ID) != a.Hash {
			continue
		}
		all = append(all, reading.Mark{Highlight: text.Highlight{
			Start: p.Start, End: p.End, Colour: colour, Quiet: true, Passage: true, Emphasis: l.Active().Start == p.Start,
		}})
	}
	return all
}

// hashOf is that of the text in which an article was read.
func (m *model) hashOf(article data.ID) (hash [sha256.Size]byte) {
	for _, s := range m.sources {
		if s.id == article {
			return s.hash
		}
	}
	return hash
}
