package merge

import (
	"slices"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// row compares a row of the document with what is known of it, and reports whether it is
// new.
func (c *comparison) row(of data.Kind, there data.Row, s form.Source, key string, f found) (made bool) {
	shape := of.Shape()
	if f.origin != nil {
		c.matched[f.origin.ID] = true
	}
	switch {
	case f.here == nil && f.origin != nil:
		c.gone[shape.ID(there)] = true
		c.skip(s, form.DeletedHere, shape.Title(there))
		return false
	case f.here == nil:
		c.rows = append(c.rows, change{of: of, there: there, key: key, said: f.said})
		return true
	}
	if id := shape.ID(f.here); id != shape.ID(there) {
		c.ids[shape.ID(there)] = id
	}
	r := change{of: of, here: f.here, there: there, origin: f.origin, key: key, said: f.said}
	if f.source {
		c.fill(r)
	} else {
		c.compare(r)
	}
	return false
}

// own compares a row of a kind of which there are no origins.
func (c *comparison) own(of data.Kind, here, there data.Row) {
	c.compare(change{of: of, here: here, there: there})
}

// compare decides each field of a row that is there and here.
func (c *comparison) compare(r change) {
	shape := r.of.Shape()
	learned := r.origin != nil && r.origin.Foreign != r.key // the origin gets another id or base
	first := len(c.Conflicts)
	for _, f := range comparedFields[r.of] {
		if textless(r, f) {
			continue
		}
		there, here := c.fieldSum(f, r.there), c.fieldSum(f, r.here)
		was, known := "", r.origin != nil
		if known {
			was = r.origin.Base[f.Name]
			learned = learned || c.saidSum(r, f) != was
		}
		switch {
		case there == here, known && c.saidSum(r, f) == was:
		case known && here == was, !known && *shape.Rev(r.here) <= c.since:
			r.take = append(r.take, f)
		default:
			c.Conflicts = append(c.Conflicts, Conflict{
				Of: r.of, Row: shape.ID(r.here), Title: shape.Title(r.here), Field: f.Name,
				Here: c.inWords(f, r.here), There: c.inWords(f, r.there), row: len(c.rows), field: f,
			})
		}
	}
	if r.key != "" && len(r.take) == 0 {
		c.Report.Unchanged++
	} else if r.key != "" {
		c.Report.Updated++
	}
	if len(r.take) == 0 && !learned && len(c.Conflicts) == first {
		return
	}
	if id := shape.ID(r.here); !c.changing[id] {
		c.rows, c.changing[id] = append(c.rows, r), true
		return
	}
	c.Conflicts = c.Conflicts[:first] // the next import has them: a row is changed once
}

// textless reports whether a field is of a text that a reference of the document does not
// have: the library keeps the one that it has.
func textless(r change, f data.Field) bool {
	a, ok := r.there.(*data.Article)
	return ok && a.IsReference() && (f.Use == data.UseBody || f.Use == data.UsePageRef || f.Name == "blocks")
}

// origin returns what is known of a row by its key, nil if nothing is.
func (c *comparison) origin(of data.Kind, key string) *data.Origin {
	return c.origins[originKey{of.String(), key}]
}

// eventKeys are the foreign ids of events, and of those without one what they say.
func eventKeys(events []form.Event) []string {
	keys := make([]string, len(events))
	seen := map[string]int{}
	for i, e := range events {
		if keys[i] = form.Shorten(e.Key, data.MaxForeign); e.Key == "" {
			keys[i] = "#" + sum(e.Title+"\x00"+e.Date.EDTF)
		}
		keys[i] = numbered(keys[i], seen)
	}
	return keys
}

// numbered tells keys apart that a file has more than once.
func numbered(key string, seen map[string]int) string {
	seen[key]++
	if n := seen[key]; n > 1 {
		return key + "~" + strconv.Itoa(n)
	}
	return key
}

// articleKeys are the foreign ids of articles, and of those without one their text, or what
// a reference says that has none.
func articleKeys(articles []form.Article) []string {
	keys := make([]string, len(articles))
	seen := map[string]int{}
	for i, a := range articles {
		if keys[i] = form.Shorten(a.Key, data.MaxForeign); a.Key == "" {
			says := string(a.Hash[:])
			if a.IsReference() {
				says = strings.Join([]string{a.Title, a.Published.EDTF, a.URL, a.Authors()}, "\x00")
			}
			keys[i] = "#" + sum(says)
		}
		keys[i] = numbered(keys[i], seen)
	}
	return keys
}

// matchEvents returns the origin of each event of the document, nil for new ones.
func (c *comparison) matchEvents() []*data.Origin {
	known := make([]*data.Origin, len(c.keys))
	used := map[data.ID]bool{}
	for i, key := range c.keys {
		if known[i] = c.origin(data.KindEvent, key); known[i] != nil {
			used[known[i].ID] = true
		}
	}
	if !c.doc.Own && 2*len(used) < len(c.keys) { // ids that are kept tell events apart that say the same
		c.matchSaid(known, used)
	}
	// An event without an id whose title or date was changed there.
	for _, by := range []string{"title", "date"} {
		left, fresh := map[string][]*data.Origin{}, map[string][]int{}
		for _, o := range c.origins {
			if o.Of == data.KindEvent.String() && o.Foreign[0] == '#' && !used[o.ID] {
				left[o.Base[by]] = append(left[o.Base[by]], o)
			}
		}
		if len(left) == 0 {
			break
		}
		for i, e := range c.doc.Events {
			if known[i] == nil && e.Key == "" {
				value := map[string]string{"title": e.Title, "date": e.Date.EDTF}[by]
				fresh[sum(value)] = append(fresh[sum(value)], i)
			}
		}
		for value, places := range fresh {
			if origins := left[value]; len(places) == 1 && len(origins) == 1 {
				known[places[0]] = origins[0]
				used[origins[0].ID] = true
			}
		}
	}
	return known
}

// matchSaid finds the origins of events in a file most of whose ids are others now, as those
// of programs that make them at each export: what they say is the same.
func (c *comparison) matchSaid(known []*data.Origin, used map[data.ID]bool) {
	left := map[says][]*data.Origin{}
	for _, o := range c.origins {
		if o.Of == data.KindEvent.String() && !used[o.ID] {
			by := says{o.Base["title"], o.Base["date"]}
			left[by] = append(left[by], o)
		}
	}
	for _, origins := range left {
		slices.SortFunc(origins, func(a, b *data.Origin) int { return strings.Compare(a.Foreign, b.Foreign) })
	}
	for i, e := range c.doc.Events {
		if known[i] != nil || len(left) == 0 {
			continue
		}
		by := saysOf(e.Event)
		if origins := left[by]; len(origins) > 0 {
			known[i], left[by] = origins[0], origins[1:]
			used[origins[0].ID] = true
		}
	}
}
