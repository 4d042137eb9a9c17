package journal

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// checkReferences refuses an edit after which a row refers to one that does not exist.
// The database would refuse it too, but without naming the row.
func checkReferences(w *writer) error {
	c := referenceCheck{writer: w, known: map[data.Kind]map[data.ID]bool{}}
	for _, t := range rows.All() {
		for change := range t.Changes(&w.done) {
			if change.After == nil {
				c.unused(t, change.Before)
			} else {
				c.refers(t, change.After)
			}
		}
	}
	return c.err
}

// referenceCheck keeps the first error and does nothing after it.
type referenceCheck struct {
	*writer
	known map[data.Kind]map[data.ID]bool // rows that were found
	err   error
}

// refers checks that what a row refers to is in the library.
func (c *referenceCheck) refers(t *rows.Table, row data.Row) {
	for _, f := range t.Fields {
		switch {
		case f.Refers:
			c.there(t, row, f.To, *f.At(row).(*data.ID))
		case f.Use == data.UsePageRef:
			c.page(t, row, *f.At(row).(*rows.Sum))
		}
	}
	if n, ok := row.(*data.Annotation); ok && n.Parent != (data.ID{}) {
		c.answers(*n)
	}
}

// there checks that the row with an ID is in the library.
func (c *referenceCheck) there(t *rows.Table, row data.Row, to data.Kind, id data.ID) {
	if c.err != nil || id == (data.ID{}) || c.known[to][id] {
		return
	}
	var found bool
	c.err = c.tx.QueryRow("SELECT EXISTS (SELECT 1 FROM "+rows.Of(to).Name+" WHERE id = ?)", id[:]).Scan(&found)
	if c.err == nil && !found {
		c.err = engine.Conflict("%s %q refers to %s %s, which is not there", t.Name, Shorten(t.Title(row)), to, id)
	}
	if c.known[to] == nil {
		c.known[to] = map[data.ID]bool{}
	}
	c.known[to][id] = true
}

// unused checks that nothing refers to a row that was deleted.
func (c *referenceCheck) unused(t *rows.Table, row data.Row) {
	id := t.ID(row)
	for _, from := range rows.All() {
		for _, f := range from.Fields {
			if c.err != nil || !f.Refers || f.To != t.Kind {
				continue
			}
			var count int
			c.err = c.tx.QueryRow("SELECT count(*) FROM "+from.Name+" WHERE "+f.Name+" = ?", id[:]).Scan(&count)
			if c.err == nil && count > 0 {
				c.err = engine.Conflict("%s %q is referred to by %d × %s", t.Name, Shorten(t.Title(row)), count, from.Name)
			}
		}
	}
}

// page checks that a page is in the library.
func (c *referenceCheck) page(t *rows.Table, row data.Row, of rows.Sum) {
	if c.err != nil || of == (rows.Sum{}) {
		return
	}
	var found bool
	c.err = c.tx.QueryRow("SELECT EXISTS (SELECT 1 FROM page WHERE hash = ?)", of[:]).Scan(&found)
	if c.err == nil && !found {
		c.err = engine.Conflict("%s %q refers to page %x, which is not there", t.Name, Shorten(t.Title(row)), of[:8])
	}
}

// answers checks that a reply answers a note that is no reply, and has none.
func (c *referenceCheck) answers(reply data.Annotation) {
	if c.err != nil {
		return
	}
	var deep bool
	c.err = c.tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM annotation WHERE id = ? AND parent IS NOT NULL)
		OR EXISTS (SELECT 1 FROM annotation WHERE parent = ?)`, reply.Parent[:], reply.ID[:]).Scan(&deep)
	if c.err == nil && deep {
		c.err = engine.Conflict("annotation %q is a reply to a reply", Shorten(reply.Text))
	}
}
