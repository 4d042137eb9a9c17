package lists

import (
	"cmp"
	"math"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/state"
)

// Reads is which articles this person has read.
type Reads interface {
	Unread(a data.Article) bool
	SetRead(read bool, articles ...data.Article)
}

// listed is the articles that the filter leaves, in the order of the list.
type listed struct {
	host  *feature.Host
	reads Reads
	sort  *state.TableView
	rows  []data.Article
	picks control.Picks // by place in the articles of keys
	keys  map[data.ID]int
	ids   []data.ID // of the keys
}

func newListed(h *feature.Host, r Reads) *listed {
	l := &listed{host: h, reads: r, sort: h.State.Table("articles")}
	if !slices.Contains([]string{"title", "publisher", "date", "excerpts"}, l.sort.Sort) {
		l.sort.Sort, l.sort.Descending = "date", true
	}
	return l
}

// load takes the articles that are shown now.
func (l *listed) load() {
	n, v := l.host.Library.Snapshot(), l.host.Library.Shown()
	l.rows = nil
	if n == nil || v == nil {
		l.name(nil)
		return
	}
	l.name(n.Articles)
	unread := unreadTerms(l.host.Library.Filter())
	for _, a := range n.Articles {
		if v.Article(a.ID) && l.fits(a, unread) {
			l.rows = append(l.rows, a)
		}
	}
	l.arrange()
}

// name gives the articles their keys in picks; what was selected stays so.
func (l *listed) name(articles []data.Article) {
	picked := l.picked()
	l.picks.Reset(len(articles))
	l.keys, l.ids = make(map[data.ID]int, len(articles)), make([]data.ID, len(articles))
	for i, a := range articles {
		l.keys[a.ID], l.ids[i] = i, a.ID
	}
	for _, id := range picked {
		if key, is := l.keys[id]; is {
			l.picks.Toggle(key)
		}
	}
}

// key is that of a row.
func (l *listed) key(row int) int { return l.keys[l.rows[row].ID] }

// picked are the articles that are selected.
func (l *listed) picked() (ids []data.ID) {
	for _, key := range l.picks.Keys() {
		ids = append(ids, l.ids[key])
	}
	return ids
}

// unreadTerms are the terms that ask whether an article is unread: the store does
// not know what this person has read.
func unreadTerms(q query.Query) (terms []query.Term) {
	for _, t := range q.Field(query.Is) {
		if slices.Contains(t.Values, "unread") {
			terms = append(terms, t)
		}
	}
	return terms
}

func (l *listed) fits(a data.Article, unread []query.Term) bool {
	for _, t := range unread {
		if l.reads.Unread(a) == t.Not {
			return false
		}
	}
	return true
}

// sortBy puts the rows in another order.
func (l *listed) sortBy(key string, descending bool) {
	l.sort.Sort, l.sort.Descending = key, descending
	l.load()
}

// arrange sorts the rows; equal ones stay as they come, the newest first.
func (l *listed) arrange() {
	order := l.compare()
	if l.sort.Descending {
		upward := order
		order = func(a, b data.Article) int { return upward(b, a) }
	}
	slices.SortStableFunc(l.rows, order)
}

func (l *listed) compare() func(a, b data.Article) int {
	words := func(of func(a data.Article) string) func(a, b data.Article) int {
		order := l.host.Kit().Locale.Order()
		return func(a, b data.Article) int { return order(of(a), of(b)) }
	}
	switch l.sort.Sort {
	case "title":
		return words(func(a data.Article) string { return a.Title })
	case "publisher":
		return words(func(a data.Article) string { return a.Publisher })
	case "excerpts":
		return func(a, b data.Article) int { return cmp.Compare(l.excerpts(a.ID), l.excerpts(b.ID)) }
	}
	return func(a, b data.Article) int { return cmp.Compare(whenListed(a), whenListed(b)) }
}

// whenListed is where an article stands in the order of dates: those without one at the
// end that is looked at last, the oldest.
func whenListed(a data.Article) int64 {
	if a.Published.IsZero() {
		return math.MinInt64
	}
	return a.Published.Lo
}

// excerpts is how many excerpts an article has.
func (l *listed) excerpts(article data.ID) int {
	if n := l.host.Library.Snapshot(); n != nil {
		return n.Excerpts[article]
	}
	return 0
}

// find is the row of an article, or -1.
func (l *listed) find(article data.ID) int {
	return slices.IndexFunc(l.rows, func(a data.Article) bool { return a.ID == article })
}

// unread is how many of the rows have not been read.
func (l *listed) unread() (n int) {
	for _, a := range l.rows {
		if l.reads.Unread(a) {
			n++
		}
	}
	return n
}
