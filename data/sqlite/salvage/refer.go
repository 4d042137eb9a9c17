package salvage

import (
	"crypto/sha256"
	"errors"
	"iter"
	"math"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite/journal"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/text/anchor"
)

// fromJournal restores rows that are lost in their tables from the journal entry that
// changed them last. Editions are left out: their texts are bodies.
func (m *repairer) fromJournal() error {
	list, err := journal.List(m.ctx, m.db, "WHERE undone = 0 ORDER BY n")
	if err != nil {
		return err
	}
	last := map[data.ID]journal.Entry{} // of each row: the entry that changed it last
	for _, j := range list {
		if !m.decodes(j) {
			m.incomplete = true // a damaged entry
			continue
		}
		for e, err := range j.Parts(m.ctx, m.db, false) {
			if err != nil {
				return err
			}
			for t, c := range changes(&e) {
				if c.After != nil {
					last[t.ID(c.After)] = j
				} else {
					delete(last, t.ID(c.Before)) // it was deleted
				}
			}
		}
	}
	entries := map[journal.Entry]bool{}
	for _, j := range last {
		entries[j] = true
	}
	for _, j := range list {
		if !entries[j] {
			continue
		}
		for e, err := range j.Parts(m.ctx, m.db, false) {
			if err != nil {
				return err
			}
			if err := m.restoreAll(e, func(id data.ID) bool { return last[id] == j }); err != nil {
				return err
			}
		}
	}
	return nil
}

// decodes reports whether all of an entry can be read.
func (m *repairer) decodes(j journal.Entry) bool {
	for _, err := range j.Parts(m.ctx, m.db, false) {
		if err != nil {
			return false
		}
	}
	return true
}

// restoreAll restores the rows that a part of an edit has written, of those that are
// chosen.
func (m *repairer) restoreAll(e data.Edit, chosen func(data.ID) bool) error {
	_ = journal.LoadTexts(m.ctx, m.db, &e) // a text that is lost leaves an empty one
	for t, c := range changes(&e) {
		if c.After == nil || !chosen(t.ID(c.After)) {
			continue
		}
		if err := m.restore(t, c.After); err != nil {
			return err
		}
	}
	return nil
}

// changes yields the changes of an edit that can be restored.
func changes(e *data.Edit) iter.Seq2[*rows.Table, data.RowChange] {
	return func(yield func(*rows.Table, data.RowChange) bool) {
		for _, t := range tables() {
			if t.Apart {
				continue
			}
			for c := range t.Changes(e) {
				if !yield(t, c) {
					return
				}
			}
		}
	}
}

// restore inserts a row, unless it exists.
func (m *repairer) restore(t *rows.Table, row data.Row) error {
	if b := t.Body(row); b != nil && *b.Text == "" && *b.Hash != sha256.Sum256(nil) { // it is lost
		return nil
	}
	var found bool
	err := m.db.QueryRowContext(m.ctx, "SELECT EXISTS (SELECT 1 FROM "+t.Name+" WHERE id = ?)", rows.Key(t.ID(row))).Scan(&found)
	if err != nil || found {
		return err
	}
	if rev := t.Rev(row); *rev < 1 {
		*rev = 1
	}
	if _, err := m.db.ExecContext(m.ctx, t.Insert(), t.Values(row)...); err != nil {
		m.dropped[t.Name]++
		return nil
	}
	m.journal[t.Name]++
	return nil
}

// excerpts moves excerpts to where their words are, or makes them orphans.
func (m *repairer) excerpts() error {
	return m.anchored(func(in *searched) error {
		return eachRow(m, "article = ?", func(x data.Excerpt) error {
			was := x
			x.Anchor, x.Doubt = in.reattached(x.Anchor, x.Doubt)
			if x == was && x.Validate() == nil {
				return nil
			}
			return m.keepOrDrop(rows.Of(data.KindExcerpt), &x, x.Validate() == nil)
		}, rows.Key(in.ID))
	})
}

// eachRow calls f, which may change or delete it, with each row that a condition chooses:
// one is in memory at a time, since any may be long.
func eachRow[T any](m *repairer, condition string, f func(T) error, args ...any) error {
	const some = 1000
	query := "SELECT n FROM " + rows.For[T]().Name + " WHERE n > ? AND (" + condition + ") ORDER BY n LIMIT ?"
	for after := int64(math.MinInt64); ; {
		numbers, err := m.numbers(query, slices.Concat([]any{after}, args, []any{some})...)
		if err != nil {
			return err
		}
		for _, n := range numbers {
			row, err := rows.One[T](m.ctx, m.db, "WHERE n = ?", n)
			if err == nil {
				err = f(row)
			}
			if err != nil {
				return err
			}
			after = n
		}
		if len(numbers) < some {
			return nil
		}
	}
}

// numbers returns what a query of numbers finds.
func (m *repairer) numbers(query string, args ...any) (all []int64, err error) {
	found, err := m.db.QueryContext(m.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var n int64
		if err := found.Scan(&n); err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, found.Err()
}

// searched is an article in whose text passages are searched for.
type searched struct {
	*data.Article
	text  *anchor.Text
	title *anchor.Text
	left  *int64 // bytes of texts that may still be searched
}

// mostSearched is how many bytes of texts are searched for words like those of passages
// that are not where they should be: some twenty seconds. Passages for which nothing is
// left become orphans.
const mostSearched = 1 << 30

// longestSearched is up to which size, in bytes, a passage is searched for.
const longestSearched = 1 << 20

// anchored calls f with each article, one text in memory at a time.
func (m *repairer) anchored(f func(*searched) error) error {
	left := int64(mostSearched)
	return eachRow(m, "true", func(a data.Article) error {
		return f(&searched{&a, anchor.NewText(a.Text), anchor.NewText(a.Title), &left})
	})
}

// resolve finds a passage, if it may still be searched for.
func (in *searched) resolve(s anchor.Selector) (anchor.Match, bool) {
	text, size := in.text, int64(len(in.In(s)))
	if s.Part == data.OfTitle {
		text = in.title
	}
	if *in.left < size || len(s.Exact) > longestSearched {
		return anchor.Match{}, false
	}
	*in.left -= size
	return text.Resolve(s)
}

// reattached finds a passage in a text; both may be damaged.
func (in *searched) reattached(s anchor.Selector, doubt data.Doubt) (anchor.Selector, data.Doubt) {
	if doubt.State != data.Orphan && doubt.State != data.CheckMe || doubt.Score < 0 || doubt.Score > 1 || doubt.Score != doubt.Score {
		doubt = data.Doubt{}
	}
	if s.Part != data.OfTitle {
		s.Part = ""
	}
	text := in.In(s)
	doubt.Was, doubt.Method = clean(doubt.Was, data.MaxArticle), clean(doubt.Method, data.MaxTitle)
	s.Exact, s.Prefix, s.Suffix = clean(s.Exact, data.MaxArticle), clean(s.Prefix, data.MaxTitle), clean(s.Suffix, data.MaxTitle)
	if in.Awaits(s) {
		return wellFormed(s), doubt
	}
	if doubt.State == data.Orphan || s.Exact == "" || s.Start >= 0 && s.End-s.Start == len(s.Exact) && s.End <= len(text) && text[s.Start:s.End] == s.Exact {
		return wellFormed(s), doubt
	}
	match, found := in.resolve(wellFormed(s))
	if !found {
		return wellFormed(s), data.Doubt{State: data.Orphan}
	}
	at, err := anchor.Make(text, match.Start, match.End)
	if err != nil {
		return wellFormed(s), data.Doubt{State: data.Orphan}
	}
	at.Part = s.Part
	if at.Exact != s.Exact {
		return at, data.Doubt{State: data.CheckMe, Was: s.Exact, Score: match.Score, Method: string(match.Method)}
	}
	return at, doubt
}

// wellFormed makes the bounds of a passage fit its words.
func wellFormed(s anchor.Selector) anchor.Selector {
	const farthest = data.MaxArticle
	if s.Start < 0 || s.Start > farthest {
		s.Start = 0
	}
	s.End = s.Start + len(s.Exact)
	return s
}

// annotations repairs what the reader wrote, and drops none. One whose article is lost
// keeps the words that it was on; one that has lost all its targets is put on the day
// on which it was written.
func (m *repairer) annotations() error {
	err := m.anchored(func(in *searched) error {
		return eachRow(m, "article = ? AND exact <> ''", func(n data.Annotation) error {
			before, doubt := n.Anchor, n.Doubt
			n.Anchor, n.Doubt = in.reattached(n.Anchor, n.Doubt)
			if n.Anchor == before && n.Doubt == doubt {
				return nil
			}
			return m.keepOrDrop(rows.Of(data.KindAnnotation), &n, true)
		}, rows.Key(in.ID))
	})
	if err != nil {
		return err
	}
	const lost = `event IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event WHERE event.id = annotation.event)
		OR article IS NOT NULL AND NOT EXISTS (SELECT 1 FROM article WHERE article.id = annotation.article)
		OR parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM annotation AS a WHERE a.id = annotation.parent AND a.parent IS NULL)`
	if err := eachRow(m, lost, func(n data.Annotation) error {
		if err := m.dropReferences(&n); err != nil {
			return err
		}
		n = m.annotation(n)
		return m.keepOrDrop(rows.Of(data.KindAnnotation), &n, true)
	}); err != nil {
		return err
	}
	return repairRows(m, data.Annotation.Validate, func(n *data.Annotation) { *n = m.annotation(*n) })
}

// dropReferences removes references to lost rows from an annotation.
func (m *repairer) dropReferences(n *data.Annotation) error {
	there := func(table string, id data.ID, also string) (found bool, err error) {
		err = m.db.QueryRowContext(m.ctx, "SELECT EXISTS (SELECT 1 FROM "+table+" WHERE id = ?"+also+")", rows.Key(id)).Scan(&found)
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

// annotation returns one that can be stored.
func (m *repairer) annotation(n data.Annotation) data.Annotation {
	m.clean(rows.Of(data.KindAnnotation), &n)
	if n.Parent == n.ID {
		n.Parent = data.ID{}
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

// references removes other references to rows that are lost.
func (m *repairer) references() error {
	found, err := m.db.QueryContext(m.ctx, "SELECT DISTINCT track FROM event WHERE NOT EXISTS (SELECT 1 FROM track WHERE track.id = event.track)")
	if err != nil {
		return err
	}
	defer found.Close()
	var missing []data.ID
	for found.Next() {
		var id data.ID
		if err := found.Scan(&id); err != nil {
			return err
		}
		missing = append(missing, id)
	}
	if err := errors.Join(found.Err(), found.Close()); err != nil {
		return err
	}
	for _, id := range missing {
		t := data.Track{ID: id, Rev: 1, Name: unknown, Colour: data.Colours()[len(data.Colours())-1], Order: 1 << 20}
		if _, err := m.db.ExecContext(m.ctx, rows.Of(data.KindTrack).Insert(), rows.Of(data.KindTrack).Values(&t)...); err != nil {
			return err
		}
		m.found.Doubtful++
	}
	for _, t := range tables() {
		if err := m.dropDangling(t); err != nil {
			return err
		}
	}
	if err := m.exec("DELETE FROM page WHERE NOT EXISTS (SELECT 1 FROM body WHERE body.hash = page.hash)",
		"UPDATE step SET event = NULL WHERE event IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event AS e WHERE e.id = step.event)",
		"UPDATE article SET page = NULL WHERE page IS NOT NULL AND NOT EXISTS (SELECT 1 FROM page WHERE page.hash = article.page)",
		"UPDATE edition SET page = NULL WHERE page IS NOT NULL AND NOT EXISTS (SELECT 1 FROM page WHERE page.hash = edition.page)"); err != nil {
		return err
	}
	return m.drop(data.KindPicture.String(), "DELETE FROM picture WHERE NOT EXISTS (SELECT 1 FROM page WHERE page.hash = picture.page)")
}

// drop deletes rows of a table, and counts them.
func (m *repairer) drop(table, statement string) error {
	result, err := m.db.ExecContext(m.ctx, statement)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err == nil && n > 0 {
		m.dropped[table] += int(n)
	}
	return nil
}

// dropDangling deletes rows that are meaningless without a row that is lost: those that
// need it, and pictures, which belong to one thing.
func (m *repairer) dropDangling(t *rows.Table) error {
	for _, f := range t.Fields {
		if !f.Refers || !f.Needed && t.Kind != data.KindPicture {
			continue
		}
		if err := m.drop(t.Name, "DELETE FROM "+t.Name+" WHERE "+t.Name+"."+f.Name+" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "+rows.Of(f.To).Name+" AS t WHERE t.id = "+t.Name+"."+f.Name+")"); err != nil {
			return err
		}
	}
	return nil
}
