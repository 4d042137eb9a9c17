package sqlite

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
)

// reference is a column of one table that holds the ID of a row of another.
type reference struct{ from, column, to string }

var (
	eventTrack        = reference{"event", "track", "track"}
	excerptEvent      = reference{"excerpt", "event", "event"}
	excerptArticle    = reference{"excerpt", "article", "article"}
	annotationEvent   = reference{"annotation", "event", "event"}
	annotationArticle = reference{"annotation", "article", "article"}
	annotationParent  = reference{"annotation", "parent", "annotation"}
	editionArticle    = reference{"edition", "article", "article"}
	dismissalArticle  = reference{"dismissal", "article", "article"}
)

// checkReferences refuses an edit after which a row refers to one that is not
// there. The database would refuse it too, but without a word on what refers.
func (w *writer) checkReferences() error {
	c := referenceCheck{writer: w, known: map[string]map[data.ID]bool{}}
	for _, t := range w.done.Tracks {
		if t.After == nil {
			c.unused(t.Before.ID, t.Before.Name, eventTrack)
		}
	}
	for _, e := range w.done.Events {
		if e.After == nil {
			c.unused(e.Before.ID, e.Before.Title, excerptEvent, annotationEvent)
		} else {
			c.there(e.After.Title, eventTrack, e.After.Track)
		}
	}
	for _, a := range w.done.Articles {
		if a.After == nil {
			c.unused(a.Before.ID, a.Before.Title, excerptArticle, annotationArticle, editionArticle, dismissalArticle)
		} else {
			c.page(articles().name, a.After.Title, a.After.Page)
		}
	}
	for _, x := range w.done.Excerpts {
		if x.After != nil {
			c.there(x.After.Anchor.Exact, excerptEvent, x.After.Event)
			c.there(x.After.Anchor.Exact, excerptArticle, x.After.Article)
		}
	}
	for _, n := range w.done.Annotations {
		if n.After == nil {
			c.unused(n.Before.ID, n.Before.Text, annotationParent)
			continue
		}
		c.there(n.After.Text, annotationEvent, n.After.Event)
		c.there(n.After.Text, annotationArticle, n.After.Article)
		c.there(n.After.Text, annotationParent, n.After.Parent)
		if n.After.Parent != (data.ID{}) {
			c.answers(*n.After)
		}
	}
	for _, v := range w.done.Editions {
		if v.After != nil {
			c.there(editions().title(*v.After), editionArticle, v.After.Article)
			c.page(editions().name, editions().title(*v.After), v.After.Page)
		}
	}
	for _, d := range w.done.Dismissals {
		if d.After != nil {
			c.there(d.After.Anchor.Exact, dismissalArticle, d.After.Article)
		}
	}
	return c.err
}

// referenceCheck keeps the first error and does nothing after it.
type referenceCheck struct {
	*writer
	known map[string]map[data.ID]bool // rows that were found, by table
	err   error
}

// there checks that the row that r names is in the library.
func (c *referenceCheck) there(name string, r reference, id data.ID) {
	if c.err != nil || id == (data.ID{}) || c.known[r.to][id] {
		return
	}
	var found bool
	c.err = c.tx.QueryRow("SELECT EXISTS (SELECT 1 FROM "+r.to+" WHERE id = ?)", id[:]).Scan(&found)
	if c.err == nil && !found {
		c.err = engine.Conflict("%s %q refers to %s %s, which is not there", r.from, shorten(name), r.to, id)
	}
	if c.known[r.to] == nil {
		c.known[r.to] = map[data.ID]bool{}
	}
	c.known[r.to][id] = true
}

// unused checks that nothing refers to a row that was deleted.
func (c *referenceCheck) unused(id data.ID, name string, by ...reference) {
	for _, r := range by {
		if c.err != nil {
			return
		}
		var count int
		c.err = c.tx.QueryRow("SELECT count(*) FROM "+r.from+" WHERE "+r.column+" = ?", id[:]).Scan(&count)
		if c.err == nil && count > 0 {
			c.err = engine.Conflict("%s %q is referred to by %d × %s", r.to, shorten(name), count, r.from)
		}
	}
}

// page checks that a page is in the library.
func (c *referenceCheck) page(from, name string, of hash) {
	if c.err != nil || of == (hash{}) {
		return
	}
	var found bool
	c.err = c.tx.QueryRow("SELECT EXISTS (SELECT 1 FROM page WHERE hash = ?)", of[:]).Scan(&found)
	if c.err == nil && !found {
		c.err = engine.Conflict("%s %q refers to page %x, which is not there", from, shorten(name), of[:8])
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
		c.err = engine.Conflict("annotation %q is a reply to a reply", shorten(reply.Text))
	}
}
