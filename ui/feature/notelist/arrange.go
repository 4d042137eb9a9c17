package notelist

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/data/text/query"
)

// Grouping is what a list of notes is divided by.
type Grouping string

// The groupings.
const (
	ByEvent   Grouping = "event"
	ByArticle Grouping = "article"
	ByTag     Grouping = "tag" // a note is under each of its tags
	ByDay     Grouping = "day" // on which it was made
)

// Order is how notes are sorted within a group, and groups of days themselves.
type Order string

// The orders.
const (
	Newest  Order = "newest"
	Oldest  Order = "oldest"
	Changed Order = "changed" // the last change first
	InText  Order = "place"   // by their place in the article
)

// State narrows a list to notes that the reader has to check.
type State string

// The states.
const (
	AnyState State = ""
	ToCheck  State = "check"   // its passage was found again, with doubt
	Orphaned State = "orphans" // its passage was not found
)

// View is how all notes are listed. The zero View lists them by event, the
// newest first.
type View struct {
	By     Grouping
	Order  Order
	Words  string // a query that is being typed, see query.Parse
	Colour string // "" any
	Tag    string
	Author string
	State  State
}

// Narrow reports whether the view leaves notes out.
func (v View) Narrow() bool {
	return strings.TrimSpace(v.Words) != "" || v.Colour != "" || v.Tag != "" || v.Author != "" || v.State != AnyState
}

// Row is a row of the list: a note, or the heading of a group.
type Row struct {
	Note *data.Annotation // nil for a heading

	// Of a heading. Title is that of the event or article, or the tag; empty where
	// there is none: the notes that belong to none, or to a day. Orphans mark the
	// group of those whose passage was not found.
	Title   string
	Day     time.Time
	Orphans bool
	Count   int

	// Of a note:
	Where   string // title of the event or article, where the heading does not say it
	Replies int
}

// source is what a list is made from.
type source struct {
	notes  []data.Annotation
	titles map[data.ID]string // of their events and articles
	zone   *time.Location
	found  map[data.ID]bool           // notes and replies that the query finds; nil if there is none
	shown  func(data.Annotation) bool // by the filter of the window
}

// query is what search finds a note of the list by.
func (v View) query(today dates.Civil) query.Query {
	q := query.Parse(v.Words, query.Options{Today: today, Typing: true})
	for _, field := range []struct {
		name  query.Field
		value string
	}{{query.Colour, v.Colour}, {query.Tag, v.Tag}, {query.Author, v.Author}} {
		if field.value != "" {
			q = q.With(query.Term{Field: field.name, Values: []string{field.value}})
		}
	}
	return q
}

// rows arranges notes as a view has them. Replies are counted at what they answer,
// and one that is found has it listed.
func (v View) rows(src source) []Row {
	replies, answered := map[data.ID]int{}, map[data.ID]bool{}
	for _, n := range src.notes {
		if n.Parent != (data.ID{}) {
			replies[n.Parent]++
			answered[n.Parent] = answered[n.Parent] || src.found[n.ID]
		}
	}
	var kept []*data.Annotation
	for i := range src.notes {
		n := &src.notes[i]
		found := src.found == nil || src.found[n.ID] || answered[n.ID]
		if n.Parent == (data.ID{}) && found && v.takes(n, src) {
			kept = append(kept, n)
		}
	}
	groups := map[groupKey][]*data.Annotation{}
	for _, n := range kept {
		for _, key := range v.groupsOf(n, src.zone) {
			groups[key] = append(groups[key], n)
		}
	}
	keys := make([]groupKey, 0, len(groups))
	for key, in := range groups {
		slices.SortStableFunc(in, v.compare)
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b groupKey) int { return v.compareGroups(a, b, groups, src.titles) })
	rows := make([]Row, 0, len(kept)+len(keys))
	for _, key := range keys {
		in := groups[key]
		head := Row{Title: key.tag, Orphans: key.orphans, Count: len(in), Day: key.day}
		if key.id != (data.ID{}) {
			head.Title = src.titles[key.id]
		}
		rows = append(rows, head)
		for _, n := range in {
			row := Row{Note: n, Replies: replies[n.ID]}
			row.Where = v.where(n, src.titles)
			rows = append(rows, row)
		}
	}
	return rows
}

// where is the title of what a note is about, where the heading does not say it.
func (v View) where(n *data.Annotation, titles map[data.ID]string) string {
	event, article := titles[n.Event], titles[n.Article]
	switch v.By {
	case ByArticle:
		return event
	case ByTag, ByDay:
		if event == "" {
			return article
		}
		return event
	case ByEvent:
	}
	return article
}

// takes reports whether a note is in the view's state and shown at all.
func (v View) takes(n *data.Annotation, src source) bool {
	switch {
	case v.State == ToCheck && n.Doubt.State != data.CheckMe,
		v.State == Orphaned && n.Doubt.State != data.Orphan:
		return false
	}
	return src.shown == nil || src.shown(*n)
}

// groupKey names a group; the zero one is of the notes that belong to none.
type groupKey struct {
	id      data.ID
	tag     string
	day     time.Time
	orphans bool
}

func (v View) groupsOf(n *data.Annotation, zone *time.Location) []groupKey {
	switch v.By {
	case ByArticle:
		if n.Doubt.State == data.Orphan {
			return []groupKey{{orphans: true}}
		}
		return []groupKey{{id: n.Article}}
	case ByTag:
		if len(n.Tags) == 0 {
			return []groupKey{{}}
		}
		keys := make([]groupKey, len(n.Tags))
		for i, tag := range n.Tags {
			keys[i] = groupKey{tag: tag}
		}
		return keys
	case ByDay:
		y, m, d := time.Unix(n.Created, 0).In(zone).Date()
		return []groupKey{{day: time.Date(y, m, d, 0, 0, 0, 0, zone)}}
	case ByEvent:
	}
	if n.Doubt.State == data.Orphan && n.Event == (data.ID{}) {
		return []groupKey{{orphans: true}}
	}
	return []groupKey{{id: n.Event}}
}

// compare sorts the notes of a group.
func (v View) compare(a, b *data.Annotation) int {
	switch v.Order {
	case Oldest:
		return cmp.Compare(a.Created, b.Created)
	case Changed:
		return cmp.Compare(b.Changed, a.Changed)
	case InText:
		return cmp.Or(slices.Compare(a.Article[:], b.Article[:]), a.Anchor.Compare(b.Anchor), cmp.Compare(a.Created, b.Created))
	case Newest:
	}
	return cmp.Compare(b.Created, a.Created)
}

// compareGroups sorts the groups: orphans first, since they need the reader; then days
// by the order, tags by name, events and articles by their first note or, in the order
// of places, by title; those that belong to none last.
func (v View) compareGroups(a, b groupKey, groups map[groupKey][]*data.Annotation, titles map[data.ID]string) int {
	if a.orphans != b.orphans {
		return boolOrder(a.orphans, b.orphans)
	}
	none := groupKey{}
	if (a == none) != (b == none) {
		return boolOrder(b == none, a == none)
	}
	switch {
	case v.By == ByDay && v.Order == Oldest:
		return a.day.Compare(b.day)
	case v.By == ByDay:
		return b.day.Compare(a.day)
	case v.By == ByTag:
		return cmp.Or(strings.Compare(fold.String(a.tag), fold.String(b.tag)), strings.Compare(a.tag, b.tag))
	case v.Order == InText:
		return cmp.Or(strings.Compare(fold.String(titles[a.id]), fold.String(titles[b.id])), slices.Compare(a.id[:], b.id[:]))
	}
	return cmp.Or(v.compare(groups[a][0], groups[b][0]), slices.Compare(a.id[:], b.id[:]))
}

// boolOrder sorts true before false.
func boolOrder(a, b bool) int {
	switch {
	case a && !b:
		return -1
	case b && !a:
		return 1
	}
	return 0
}
