package salvage

import (
	"encoding/json"
	"errors"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

func (m *repairer) repair() error {
	m.journal, m.dropped = map[string]int{}, map[string]int{}
	for _, step := range []func() error{
		m.lists, m.revisions, m.bodies, m.fromJournal, m.library, m.others, m.articles, m.excerpts, m.annotations, m.instants,
		m.origins, m.editions, m.references, m.history, m.counts,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// instants corrects the bounds of events in UTC, which follow from their dates.
func (m *repairer) instants() error {
	return m.exec("UPDATE event SET lo_utc = instant_lo(edtf), hi_utc = instant_hi(edtf) WHERE " + engine.WrongInstants)
}

// lists replaces values that are no lists of the right type by empty lists.
func (m *repairer) lists() error {
	for _, t := range rows.All() {
		for _, f := range t.Fields {
			for _, c := range engine.ColumnsOf(t.Shape, f) {
				if !c.JSON {
					continue
				}
				if err := m.list(t, c, func() any { return f.At(t.New()) }); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (m *repairer) list(t *rows.Table, c engine.RowColumn, into func() any) error {
	found, err := m.db.QueryContext(m.ctx, "SELECT n, "+c.Name+" FROM "+t.Name+" WHERE "+c.Name+" <> "+c.Zero)
	if err != nil {
		return err
	}
	defer found.Close()
	var bad []int64
	for found.Next() {
		var n int64
		var text string
		if err := found.Scan(&n, &text); err != nil {
			return err
		}
		if json.Unmarshal([]byte(text), into()) != nil {
			bad = append(bad, n)
		}
	}
	if err := errors.Join(found.Err(), found.Close()); err != nil {
		return err
	}
	for _, n := range bad {
		if _, err := m.db.ExecContext(m.ctx, "UPDATE "+t.Name+" SET "+c.Name+" = "+c.Zero+" WHERE n = ?", n); err != nil {
			return err
		}
		m.found.Doubtful++
	}
	return nil
}

// bodies deletes texts and pages that do not match their hashes.
func (m *repairer) bodies() error {
	found, err := m.db.QueryContext(m.ctx, "SELECT n, hash FROM body ORDER BY n")
	if err != nil {
		return err
	}
	defer found.Close()
	of := map[int64][]byte{}
	for found.Next() {
		var n int64
		var key []byte
		if err := found.Scan(&n, &key); err != nil {
			return err
		}
		of[n] = key
	}
	if err := errors.Join(found.Err(), found.Close()); err != nil {
		return err
	}
	for n, key := range of {
		_, err := rows.ReadBody(m.ctx, m.db, rows.Sum(key))
		if m.ctx.Err() != nil {
			return m.ctx.Err()
		}
		if err == nil {
			continue
		}
		m.incomplete = true
		if _, err := m.db.ExecContext(m.ctx, "DELETE FROM body WHERE n = ?", n); err != nil {
			return err
		}
	}
	return nil
}

// revisions repairs revisions that are out of range.
func (m *repairer) revisions() error {
	for _, t := range rows.All() {
		if err := m.exec("UPDATE " + t.Name + " SET rev = 1 WHERE rev < 1 OR rev > 1000000000000"); err != nil {
			return err
		}
	}
	return nil
}

func (m *repairer) library() error {
	row, err := rows.One[data.Library](m.ctx, m.db, "")
	if engine.IsNotFound(err) {
		row = data.Library{ID: data.NewID(), Rev: 1, Title: m.name, Created: m.now}
		_, err = m.db.ExecContext(m.ctx, "INSERT INTO library (n, id, rev, title, created, revision) VALUES (1, ?, ?, ?, ?, 1)",
			row.ID[:], row.Rev, row.Title, row.Created)
		return err
	}
	if err != nil || row.Validate() == nil {
		return err
	}
	t := rows.Of(data.KindLibrary)
	row.Title = orElse(clean(row.Title, data.MaxTitle), m.name)
	if m.clean(t, &row); row.Validate() != nil {
		row.ColourNames = nil
	}
	return m.keepOrDrop(t, &row, true)
}

func (m *repairer) articles() error {
	sound := func(a data.Article) error {
		if a.Length != len(a.Text) {
			return data.ErrCorrupt
		}
		return a.Validate()
	}
	return repairRows(m, sound, func(a *data.Article) {
		text := strings.ReplaceAll(a.Text, "\r", "\n")
		blocks := a.Blocks
		*a = a.WithText(strings.TrimPrefix(text, "\ufeff"))
		if whole := *a; len(blocks) > 0 {
			if whole.Blocks = blocks; whole.Validate() == nil {
				*a = whole
			}
		}
	})
}

// editions keeps those whose text exists and matches its hash.
func (m *repairer) editions() error {
	list, err := rows.ListOf[data.Edition](m.ctx, m.db, rows.Of(data.KindEdition).Without("blocks"), "ORDER BY n")
	if err != nil {
		return err
	}
	for _, listed := range list {
		v, err := rows.One[data.Edition](m.ctx, m.db, "WHERE id = ?", rows.Key(listed.ID))
		if err != nil {
			return err
		}
		text, err := rows.ReadText(m.ctx, m.db, v.Hash)
		if err == nil {
			v.Text = text
			err = v.Validate()
		}
		if err == nil {
			continue
		}
		if m.ctx.Err() != nil {
			return m.ctx.Err()
		}
		if err := m.keepOrDrop(rows.Of(data.KindEdition), &v, false); err != nil {
			return err
		}
	}
	return nil
}

// others repairs the kinds whose rows only need their fields cleaned.
func (m *repairer) others() error {
	return errors.Join(
		repairRows(m, data.Track.Validate, func(*data.Track) {}),
		repairRows(m, data.Event.Validate, func(*data.Event) {}),
		repairRows(m, data.Dismissal.Validate, func(*data.Dismissal) {}),
		repairRows(m, data.Entity.Validate, cleanEntity),
		repairRows(m, data.Mention.Validate, func(*data.Mention) {}),
		repairRows(m, data.Relation.Validate, func(*data.Relation) {}),
		repairRows(m, data.Picture.Validate, cleanPicture),
		repairRows(m, data.Story.Validate, func(*data.Story) {}),
		repairRows(m, data.StoryStep.Validate, func(s *data.StoryStep) {
			if s.Lo > s.Hi {
				s.Lo, s.Hi = 0, 0
			}
			if s.Event != (data.ID{}) {
				s.Query = ""
			}
		}),
		repairRows(m, data.View.Validate, func(v *data.View) {
			if v.Lo > v.Hi {
				v.Lo, v.Hi = 0, 0
			}
		}),
		repairRows(m, data.Origin.Validate, func(o *data.Origin) {
			if o.Row != (data.ID{}) && o.Validate() != nil {
				o.Base = nil
			}
		}),
	)
}

// cleanEntity makes the fields of an entity fit each other.
func cleanEntity(e *data.Entity) {
	e.Aliases = e.Aliases[:min(len(e.Aliases), data.MaxEntityNames)]
	switch {
	case e.Type != data.Place || e.Position.IsZero():
		e.Position, e.Basis = data.Position{}, ""
	case e.Basis == "":
		e.Basis = data.BasisText
	}
}

// cleanPicture makes the fields of a picture fit each other.
func cleanPicture(p *data.Picture) {
	p.Size = min(max(p.Size, 1), data.MaxPage)
	if p.Width == 0 || p.Height == 0 {
		p.Width, p.Height = 0, 0
	}
	switch {
	case p.Event != (data.ID{}):
		p.Article, p.Story, p.Position = data.ID{}, data.ID{}, data.Lead
	case p.Article != (data.ID{}):
		p.Story = data.ID{}
	default:
		p.Position = data.Lead
	}
}

// origins keeps one of those that name the same row of a source.
func (m *repairer) origins() error {
	return m.drop(data.KindOrigin.String(), "DELETE FROM origin WHERE n NOT IN (SELECT max(n) FROM origin GROUP BY source, foreign_id, of)")
}

// history keeps the journal if nothing at all was lost: otherwise its edits no longer
// fit the rows.
func (m *repairer) history() error {
	var lost bool
	const missing = "SELECT EXISTS (SELECT 1 FROM journal_body AS j WHERE NOT EXISTS (SELECT 1 FROM body WHERE body.hash = j.hash))"
	if err := m.db.QueryRowContext(m.ctx, missing).Scan(&lost); err != nil {
		return err
	}
	m.incomplete = m.incomplete || lost
	m.found.History = !m.incomplete && m.found.Lost == 0 && m.found.Doubtful == 0 && len(m.dropped) == 0 && len(m.journal) == 0
	if !m.found.History {
		if err := m.exec("DELETE FROM journal_body", "DELETE FROM journal_change", "DELETE FROM journal",
			"DELETE FROM page WHERE NOT EXISTS (SELECT 1 FROM body WHERE body.hash = page.hash)"); err != nil {
			return err
		}
	}
	// All rows are indexed again when the library is opened.
	if err := m.exec("UPDATE indexed SET upto = 0, changed = 0"); err != nil {
		return err
	}
	revision := "SELECT max(rev) AS rev FROM library"
	for _, t := range tables() {
		revision += " UNION ALL SELECT max(rev) FROM " + t.Name
	}
	return m.exec("UPDATE library SET revision = max(CASE WHEN revision BETWEEN 1 AND 1000000000000 THEN revision ELSE 1 END, (SELECT max(rev) FROM (" + revision + ")))")
}

func (m *repairer) counts() error {
	for _, t := range tables() {
		k := data.SalvagedKind{Kind: t.Name, Journal: m.journal[t.Name], Dropped: m.dropped[t.Name]}
		if err := m.db.QueryRowContext(m.ctx, "SELECT count(*) FROM "+t.Name).Scan(&k.Saved); err != nil {
			return err
		}
		if k.Saved+k.Dropped > 0 {
			m.found.Kinds = append(m.found.Kinds, k)
		}
	}
	return nil
}
