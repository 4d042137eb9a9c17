package journal

import (
	"fmt"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// references refuses an edit after which a row refers to one that does not exist. The
// database would refuse it too, but without naming the row.
//
// After each part, look takes what does not fit yet: a row that is referred to may come
// in a later part. At the end, settle looks at those again.
type references struct {
	*writer
	known map[data.Kind]map[data.ID]bool // rows that are there
	open  []openReference
}

// openReference is a row that did not fit when its part was made.
type openReference struct {
	table   *rows.Table
	id      data.ID
	title   string
	deleted bool
}

func (r *references) look(done *data.Edit) error {
	for _, t := range rows.All() {
		var deleted []data.ID
		titles := map[data.ID]string{}
		for c := range t.Changes(done) {
			if c.After == nil {
				id := t.ID(c.Before)
				delete(r.known[t.Kind], id)
				deleted, titles[id] = append(deleted, id), Shorten(t.Title(c.Before))
				continue
			}
			wrong, err := r.refers(t, c.After)
			if err != nil {
				return err
			}
			if wrong != "" {
				r.open = append(r.open, openReference{table: t, id: t.ID(c.After)})
			}
		}
		used, err := r.used(t, deleted)
		if err != nil {
			return err
		}
		for _, id := range deleted {
			if used[id] != "" {
				r.open = append(r.open, openReference{table: t, id: id, title: titles[id], deleted: true})
			}
		}
	}
	return nil
}

// settle returns ErrConflict for the first row that does not fit at the end.
func (r *references) settle() error {
	clear(r.known)
	for _, o := range r.open {
		wrong, err := r.settled(o)
		if err != nil {
			return err
		}
		if wrong != "" {
			return engine.Conflict("%s", wrong)
		}
	}
	return nil
}

// settled says why a row does not fit, "" if it does: what was to come has come, it was
// deleted later, or it is there again.
func (r *references) settled(o openReference) (wrong string, err error) {
	row, err := r.reread(o)
	gone := engine.IsNotFound(err)
	switch {
	case err != nil && !gone:
		return "", err
	case !gone && !o.deleted:
		return r.refers(o.table, row)
	case !gone || !o.deleted:
		return "", nil
	}
	used, err := r.used(o.table, []data.ID{o.id})
	if err == nil && used[o.id] != "" {
		wrong = fmt.Sprintf("%s %q is referred to by %s", o.table.Name, o.title, used[o.id])
	}
	return wrong, err
}

// reread reads a row, without its text.
func (r *references) reread(o openReference) (data.Row, error) {
	t := o.table.WithoutText()
	return t.Reader().Read(r.tx.QueryRow(t.Select("WHERE id = ?"), rows.Key(o.id)))
}

// refers says which row that a row refers to is not in the library, "" for none.
func (r *references) refers(t *rows.Table, row data.Row) (wrong string, err error) {
	for _, f := range t.Fields {
		what, found := "", true
		switch {
		case f.Refers:
			id := *f.At(row).(*data.ID)
			what = fmt.Sprintf("%s %s", f.To, id)
			found, err = r.there(f.To, id)
		case f.Use == data.UsePageRef:
			of := *f.At(row).(*rows.Sum)
			if of == (rows.Sum{}) {
				continue
			}
			what = fmt.Sprintf("page %x", of[:8])
			err = r.tx.QueryRow("SELECT EXISTS (SELECT 1 FROM page WHERE hash = ?)", of[:]).Scan(&found)
		}
		if err != nil {
			return "", err
		}
		if !found {
			return fmt.Sprintf("%s %q refers to %s, which is not there", t.Name, Shorten(t.Title(row)), what), nil
		}
	}
	if n, ok := row.(*data.Annotation); ok && n.Parent != (data.ID{}) {
		return r.answers(*n)
	}
	return "", nil
}

// there reports whether the row with an ID is in the library; the zero ID names none.
func (r *references) there(kind data.Kind, id data.ID) (found bool, err error) {
	if id == (data.ID{}) || r.known[kind][id] {
		return true, nil
	}
	err = r.tx.QueryRow("SELECT EXISTS (SELECT 1 FROM "+rows.Of(kind).Name+" WHERE id = ?)", id[:]).Scan(&found)
	if found {
		if r.known[kind] == nil {
			r.known[kind] = map[data.ID]bool{}
		}
		r.known[kind][id] = true
	}
	return found, err
}

// answers says what is wrong with what a reply answers: that is no reply, and it has
// none itself.
func (r *references) answers(reply data.Annotation) (wrong string, err error) {
	var deep bool
	err = r.tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM annotation WHERE id = ? AND parent IS NOT NULL)
		OR EXISTS (SELECT 1 FROM annotation WHERE parent = ?)`, reply.Parent[:], reply.ID[:]).Scan(&deep)
	if deep {
		wrong = fmt.Sprintf("annotation %q is a reply to a reply", Shorten(reply.Text))
	}
	return wrong, err
}

// used returns which of some rows of a kind others refer to, and how many: "2 × excerpt".
func (r *references) used(t *rows.Table, some []data.ID) (used map[data.ID]string, err error) {
	if len(some) == 0 {
		return nil, nil
	}
	used = map[data.ID]string{}
	listed := rows.Listed(some)
	for _, from := range rows.All() {
		for _, f := range from.Fields {
			if !f.Refers || f.To != t.Kind {
				continue
			}
			query := "SELECT " + f.Name + ", count(*) FROM " + from.Name + " WHERE " + f.Name + rows.InList + " GROUP BY " + f.Name
			if err := r.countBy(query, listed, func(id data.ID, n int) {
				if used[id] == "" {
					used[id] = fmt.Sprintf("%d × %s", n, from.Name)
				}
			}); err != nil {
				return nil, err
			}
		}
	}
	return used, nil
}

func (r *references) countBy(query, listed string, f func(id data.ID, n int)) error {
	found, err := r.tx.QueryContext(r.ctx, query, listed)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var id data.ID
		var n int
		if err := found.Scan(&id, &n); err != nil {
			return err
		}
		f(id, n)
	}
	return found.Err()
}
