package sqlite

import (
	"errors"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
)

// fromJournal brings back rows that are lost in their tables and were written
// down when they were last changed.
func (m *mender) fromJournal() error {
	list, err := listEntries(m.ctx, m.db, "WHERE undone = 0 ORDER BY n")
	if err != nil {
		return err
	}
	last := map[data.ID]entry{} // of each row: the entry that changed it last
	for _, j := range list {
		e, err := j.decode(m.ctx, m.db)
		if m.ctx.Err() != nil {
			return m.ctx.Err()
		}
		if err != nil {
			m.torn = true // an entry that the damage has reached
			continue
		}
		noteLast(last, j, tracks(), e.Tracks)
		noteLast(last, j, events(), e.Events)
		noteLast(last, j, articles(), e.Articles)
		noteLast(last, j, excerpts(), e.Excerpts)
		noteLast(last, j, annotations(), e.Annotations)
		noteLast(last, j, dismissals(), e.Dismissals)
		noteLast(last, j, views(), e.Views)
	}
	entries := map[entry]bool{}
	for _, j := range last {
		entries[j] = true
	}
	for _, j := range list {
		if !entries[j] {
			continue
		}
		e, err := j.decode(m.ctx, m.db)
		if err != nil {
			return err
		}
		_ = loadTexts(m.ctx, m.db, articles(), e.Articles) // a text that is lost leaves an empty one
		if err := errors.Join(
			bringBack(m, last, j, tracks(), e.Tracks), bringBack(m, last, j, events(), e.Events),
			bringBack(m, last, j, articles(), e.Articles), bringBack(m, last, j, excerpts(), e.Excerpts),
			bringBack(m, last, j, annotations(), e.Annotations), bringBack(m, last, j, dismissals(), e.Dismissals),
			bringBack(m, last, j, views(), e.Views),
		); err != nil {
			return err
		}
	}
	return nil
}

func noteLast[T any](last map[data.ID]entry, j entry, t *table[T], changes []data.Change[T]) {
	for _, c := range changes {
		if c.After != nil {
			last[t.id(*c.After)] = j
		} else {
			delete(last, t.id(*c.Before)) // it was deleted
		}
	}
}

// bringBack inserts the rows of an entry that are not there, if it was the last
// to change them.
func bringBack[T any](m *mender, last map[data.ID]entry, j entry, t *table[T], changes []data.Change[T]) error {
	for _, c := range changes {
		if c.After == nil || last[t.id(*c.After)] != j {
			continue
		}
		if a, ok := any(c.After).(*data.Article); ok && a.Text == "" {
			continue
		}
		var found bool
		err := m.db.QueryRowContext(m.ctx, "SELECT EXISTS (SELECT 1 FROM "+t.name+" WHERE id = ?)", key(t.id(*c.After))).Scan(&found)
		if err != nil {
			return err
		}
		if found {
			continue
		}
		if rev := t.rev(c.After); *rev < 1 {
			*rev = 1
		}
		if _, err := m.db.ExecContext(m.ctx, t.insertInto(), t.values(*c.After)...); err != nil {
			m.dropped[t.name]++
			continue
		}
		m.journal[t.name]++
	}
	return nil
}

// excerpts stand where their words are, or are orphans.
func (m *mender) excerpts() error {
	return m.anchored(func(a data.Article) error {
		rest := "WHERE article = ? ORDER BY n"
		list, err := excerpts().all(m.ctx, m.db, rest, key(a.ID))
		if err != nil {
			return err
		}
		for _, x := range list {
			was := x
			x.Anchor, x.Doubt = reattached(a.Text, x.Anchor, x.Doubt)
			if x == was && x.Validate() == nil {
				continue
			}
			if err := keepOrDrop(m, excerpts(), x, x.Validate() == nil); err != nil {
				return err
			}
		}
		return nil
	})
}

// anchored calls f with each article, one text in memory at a time.
func (m *mender) anchored(f func(data.Article) error) error {
	list, err := listedArticles().all(m.ctx, m.db, "ORDER BY n")
	if err != nil {
		return err
	}
	for _, listed := range list {
		a, err := articles().one(m.ctx, m.db, "WHERE id = ?", key(listed.ID))
		if err != nil {
			return err
		}
		if err := f(a); err != nil {
			return err
		}
	}
	return nil
}

// reattached is where a passage stands in a text that may have suffered, as the
// passage may have.
func reattached(text string, s anchor.Selector, doubt data.Doubt) (anchor.Selector, data.Doubt) {
	if doubt.State != data.Orphan && doubt.State != data.CheckMe || doubt.Score < 0 || doubt.Score > 1 || doubt.Score != doubt.Score {
		doubt = data.Doubt{}
	}
	doubt.Was, doubt.Method = clean(doubt.Was, data.MaxArticle), clean(doubt.Method, data.MaxTitle)
	s.Exact, s.Prefix, s.Suffix = clean(s.Exact, data.MaxArticle), clean(s.Prefix, data.MaxTitle), clean(s.Suffix, data.MaxTitle)
	if doubt.State == data.Orphan || s.Exact == "" || s.Start >= 0 && s.End-s.Start == len(s.Exact) && s.End <= len(text) && text[s.Start:s.End] == s.Exact {
		return wellFormed(s), doubt
	}
	match, found := anchor.Resolve(text, wellFormed(s))
	if !found {
		return wellFormed(s), data.Doubt{State: data.Orphan}
	}
	at, err := anchor.Make(text, match.Start, match.End)
	if err != nil {
		return wellFormed(s), data.Doubt{State: data.Orphan}
	}
	if at.Exact != s.Exact {
		return at, data.Doubt{State: data.CheckMe, Was: s.Exact, Score: match.Score, Method: string(match.Method)}
	}
	return at, doubt
}

// wellFormed gives a passage bounds that fit its words.
func wellFormed(s anchor.Selector) anchor.Selector {
	const farthest = data.MaxArticle
	if s.Start < 0 || s.Start > farthest {
		s.Start = 0
	}
	s.End = s.Start + len(s.Exact)
	return s
}

// annotations are what the reader wrote: none is dropped. One whose article is
// lost keeps the words that it was on; one that has nothing left to be on is put
// on the day on which it was written.
func (m *mender) annotations() error {
	err := m.anchored(func(a data.Article) error {
		list, err := annotations().all(m.ctx, m.db, "WHERE article = ? AND exact <> '' ORDER BY n", key(a.ID))
		if err != nil {
			return err
		}
		for _, n := range list {
			before, doubt := n.Anchor, n.Doubt
			n.Anchor, n.Doubt = reattached(a.Text, n.Anchor, n.Doubt)
			if n.Anchor == before && n.Doubt == doubt {
				continue
			}
			if err := keepOrDrop(m, annotations(), n, true); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	const lost = `WHERE event IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event WHERE event.id = annotation.event)
		OR article IS NOT NULL AND NOT EXISTS (SELECT 1 FROM article WHERE article.id = annotation.article)
		OR parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM annotation AS a WHERE a.id = annotation.parent AND a.parent IS NULL)`
	list, err := annotations().all(m.ctx, m.db, lost)
	if err != nil {
		return err
	}
	for _, n := range list {
		if err := m.letGo(&n); err != nil {
			return err
		}
		if err := keepOrDrop(m, annotations(), m.annotation(n), true); err != nil {
			return err
		}
	}
	return mendRows(m, annotations(), "", data.Annotation.Validate, func(n *data.Annotation) bool {
		*n = m.annotation(*n)
		return true
	})
}

// letGo takes what is not there any more from an annotation.
func (m *mender) letGo(n *data.Annotation) error {
	there := func(table string, id data.ID, also string) (found bool, err error) {
		err = m.db.QueryRowContext(m.ctx, "SELECT EXISTS (SELECT 1 FROM "+table+" WHERE id = ?"+also+")", key(id)).Scan(&found)
		return found, err
	}
	event, err := there("event", n.Event, "")
	article, err2 := there("article", n.Article, "")
	parent, err3 := there("annotation", n.Parent, " AND parent IS NULL")
	if err := errors.Join(err, err2, err3); err != nil {
		return err
	}
	if !event {
		n.Event = data.ID{}
	}
	if !parent {
		n.Parent = data.ID{}
	}
	if !article {
		if n.Anchor.Exact != "" {
			n.Text = strings.TrimSpace(n.Text + "\n\n“" + n.Anchor.Exact + "”")
		}
		n.Article, n.Anchor, n.Doubt = data.ID{}, anchor.Selector{}, data.Doubt{}
	}
	return nil
}

// annotation makes one that can be stored.
func (m *mender) annotation(n data.Annotation) data.Annotation {
	n.Text, n.Author, n.Tags = clean(n.Text, data.MaxText), clean(n.Author, data.MaxTitle), cleanTags(n.Tags)
	if !known(n.Colour) {
		n.Colour = data.Colours()[0]
	}
	if n.Dir != "ltr" && n.Dir != "rtl" {
		n.Dir = ""
	}
	if n.Parent == n.ID {
		n.Parent = data.ID{}
	}
	if !n.Span.IsZero() {
		n.Span = m.date(n.Span)
	}
	if n.Parent != (data.ID{}) {
		n.Event, n.Article, n.Span = data.ID{}, data.ID{}, dates.Date{}
	}
	if !n.OnPassage() {
		n.Anchor, n.Doubt = anchor.Selector{}, data.Doubt{}
		n.Text = orElse(n.Text, unknown)
	}
	if n.Parent == (data.ID{}) && n.Event == (data.ID{}) && n.Article == (data.ID{}) && n.Span.IsZero() {
		at := n.Created
		if at <= 0 || at > m.now {
			at = m.now
		}
		n.Span = day(at)
	}
	if n.Validate() != nil {
		n.Links = nil
	}
	return n
}

// references lets go of other rows that are lost.
func (m *mender) references() error {
	rows, err := m.db.QueryContext(m.ctx, "SELECT DISTINCT track FROM event WHERE NOT EXISTS (SELECT 1 FROM track WHERE track.id = event.track)")
	if err != nil {
		return err
	}
	defer rows.Close()
	var missing []data.ID
	for rows.Next() {
		var id data.ID
		if err := rows.Scan(&id); err != nil {
			return err
		}
		missing = append(missing, id)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, id := range missing {
		t := data.Track{ID: id, Rev: 1, Name: unknown, Colour: data.Colours()[len(data.Colours())-1], Order: 1 << 20}
		if _, err := m.db.ExecContext(m.ctx, tracks().insertInto(), tracks().values(t)...); err != nil {
			return err
		}
		m.found.Doubtful++
	}
	gone := func(column, table string) string {
		return column + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + table + " AS t WHERE t.id = " + column + ")"
	}
	for _, d := range []struct{ table, where string }{
		{"excerpt", gone("excerpt.event", "event") + " OR " + gone("excerpt.article", "article")},
		{"edition", gone("edition.article", "article")},
		{"dismissal", gone("dismissal.article", "article")},
	} {
		result, err := m.db.ExecContext(m.ctx, "DELETE FROM "+d.table+" WHERE "+d.where)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err == nil && n > 0 {
			m.dropped[d.table] += int(n)
		}
	}
	return m.exec("DELETE FROM page WHERE NOT EXISTS (SELECT 1 FROM body WHERE body.hash = page.hash)",
		"UPDATE article SET page = NULL WHERE page IS NOT NULL AND NOT EXISTS (SELECT 1 FROM page WHERE page.hash = article.page)",
		"UPDATE edition SET page = NULL WHERE page IS NOT NULL AND NOT EXISTS (SELECT 1 FROM page WHERE page.hash = edition.page)")
}
