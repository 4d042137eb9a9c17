package library

import (
	"testing"

	"tarikh.org/tarikh/data"
)

// How many articles report an event follows its excerpts.
func TestSourcesFollowExcerpts(t *testing.T) {
	m := newMade(t)
	sources := func() int {
		c, _ := m.Caption(m.events[0].ID)
		return c.Sources
	}
	m.q.until(t, "the caption is there", func() bool { return sources() == 1 })
	another := data.Excerpt{ID: data.NewID(), Event: m.events[0].ID, Article: m.articles[1].ID, Anchor: passage(t, m.articles[1].Text, "event")}
	m.do(t, data.Edit{Excerpts: []data.Change[data.Excerpt]{data.Insert(another)}})
	m.q.until(t, "two articles report it", func() bool { return sources() == 2 })
	m.Undo()
	m.q.until(t, "one reports it again", func() bool { return sources() == 1 })
}
