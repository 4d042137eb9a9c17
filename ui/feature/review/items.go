package review

import (
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/propose"
)

// candidate is one of what an article proposes, with the number that names it in the
// list, on the strip and in the text, and what is decided on it.
type candidate struct {
	propose.Candidate
	of       *app.Proposals
	id       data.ID // on the strip
	number   int     // 1 and up
	decision propose.Decision
	event    *data.Event // that its passages report, where it is accepted and known
}

// open reports whether it is to be decided on.
func (c *candidate) open() bool { return c.decision == propose.Undecided }

// holds reports whether a find, by its Start, is one of its passages.
func (c *candidate) holds(start int) bool {
	return slices.ContainsFunc(c.Passages(), func(p propose.Passage) bool { return p.Find.Start == start })
}

// tally is how far a review has come.
type tally struct{ all, accepted, dismissed int }

// count counts what is decided.
func (m *model) count() (t tally) {
	t.all = len(m.items)
	for i := range m.items {
		switch m.items[i].decision {
		case propose.Accepted:
			t.accepted++
		case propose.Dismissed:
			t.dismissed++
		case propose.Undecided:
		}
	}
	return t
}

// arrange lists what was found, as it is decided and joined so far.
func (m *model) arrange() {
	m.items, m.unlikely = nil, 0
	left := *m.found
	left.Candidates = nil
	for _, item := range join(m.found.Items, m.joined) {
		c := candidate{Candidate: item.Candidate, of: &left, decision: item.Decision}
		if d, ok := m.taken[takenKey{left.Article, c.Find.Start}]; ok {
			c.decision = d.as
		}
		if c.open() && c.Unlikely() && !m.showing {
			m.unlikely++
			continue
		}
		c.number, c.id = len(m.items)+1, m.idOf(c.Find.Start)
		switch c.decision {
		case propose.Undecided:
			left.Candidates = append(left.Candidates, c.Candidate)
		case propose.Accepted:
			c.event = m.eventOf(&c.Candidate)
		case propose.Dismissed:
		}
		m.items = append(m.items, c)
	}
	m.left = &left
}

// idOf is the ID of a candidate on the strip, by the Start of its find; it stays while
// the text is open.
func (m *model) idOf(start int) data.ID {
	if m.ids == nil {
		m.ids = map[int]data.ID{}
	}
	if _, ok := m.ids[start]; !ok {
		m.ids[start] = data.NewID()
	}
	return m.ids[start]
}

// eventOf is the event that the passages of a candidate report: of its time, if there is
// one.
func (m *model) eventOf(c *propose.Candidate) (found *data.Event) {
	for i := range m.article.Excerpts {
		x := &m.article.Excerpts[i]
		if x.Doubt.State == data.Orphan || x.Anchor.Part != "" {
			continue
		}
		for _, p := range c.Passages() {
			if x.Anchor.Start >= p.End || p.Start >= x.Anchor.End {
				continue
			}
			if x.EventRow.Date.Lo < c.Date.Hi && c.Date.Lo < x.EventRow.Date.Hi {
				return &x.EventRow
			}
			if found == nil && x.Anchor.Start <= p.Find.Start && p.Find.End <= x.Anchor.End {
				found = &x.EventRow
			}
		}
	}
	return found
}

// join merges what is to be decided on: joined maps the Start of a candidate's find to
// that of the candidate that it goes to.
func join(items []propose.Item, joined map[int]int) []propose.Item {
	if len(joined) == 0 {
		return items
	}
	at := map[int]int{} // by the Start of a find, in the result
	var out []propose.Item
	for _, c := range items {
		if to, ok := joined[c.Find.Start]; ok && c.Decision == propose.Undecided {
			if i, ok := at[to]; ok && out[i].Decision == propose.Undecided {
				out[i].Also = append(slices.Clip(out[i].Also), c.Passages()...)
				at[c.Find.Start] = i
				continue
			}
		}
		at[c.Find.Start] = len(out)
		out = append(out, c)
	}
	return out
}

// next is the place of the first item to be decided on from a place on, else of the first
// of all; -1 where nothing is left.
func (m *model) next(from int) int {
	open := func(c candidate) bool { return c.open() }
	if i := slices.IndexFunc(m.items[min(max(from, 0), len(m.items)):], open); i >= 0 {
		return max(from, 0) + i
	}
	return slices.IndexFunc(m.items, open)
}

// showUnlikely lists what is hardly an event, too, or no longer.
func (m *model) showUnlikely(on bool) {
	if m.found != nil {
		m.showing = on
		m.show()
	}
}
