package actors

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// actor is a person or an organisation with how much has to do with it.
type actor struct {
	data.Entity
	events, articles int    // articles that report its events
	words            string // all that it is called, folded
}

// list is those of the library that are shown, in their order. It is read while its pane is
// seen.
type list struct {
	host       *feature.Host
	seen       bool
	read       bool
	all        []actor
	rows       []int // places in all
	words      string
	kind       string // of entities; empty: any
	sort       string
	descending bool
	picks      control.Picks // of places in all
	loading    library.Slot
	told       library.Subscribers[struct{}]
}

func newList(h *feature.Host) *list { return &list{host: h, sort: "events", descending: true} }

// see reads the list, if it was not.
func (l *list) see() {
	if l.seen = true; !l.read {
		l.load()
	}
}

// follow brings the list up to a change of the library.
func (l *list) follow(c library.Change) {
	switch c.Kind {
	case library.Opened, library.Closed:
		l.read, l.all, l.words, l.kind = false, nil, "", ""
		l.picks.Reset(0)
		l.arrange()
		if c.Kind == library.Opened && l.seen {
			l.load()
		}
	case library.Edited:
		if c.Has(data.KindEntity, data.KindMention, data.KindExcerpt, data.KindEvent) {
			if l.read = false; l.seen {
				l.load()
			}
		}
	default:
	}
}

func (l *list) load() {
	if l.host.Library.Snapshot() == nil {
		l.loading.Drop()
		return
	}
	library.Load(l.host.Library, &l.loading, func(ctx context.Context, store data.Store) ([]actor, error) { return readActors(ctx, store) }, func(all []actor) {
		picked := map[data.ID]bool{}
		for _, e := range l.picked() {
			picked[e.ID] = true
		}
		l.all, l.read = all, true
		l.picks.Reset(len(all))
		for i, a := range all {
			if picked[a.ID] {
				l.picks.Toggle(i)
			}
		}
		l.arrange()
	})
}

// readActors reads all persons and organisations of a library.
func readActors(ctx context.Context, store data.Store) ([]actor, error) {
	entities, err := store.Entities(ctx)
	if err != nil {
		return nil, err
	}
	events := map[data.ID]map[data.ID]bool{} // of an entity
	some := map[data.ID]bool{}
	for row, err := range store.Rows(ctx, data.KindMention) {
		if err != nil {
			return nil, err
		}
		m := row.(*data.Mention)
		if m.Role != data.RoleActor {
			continue
		}
		if events[m.Entity] == nil {
			events[m.Entity] = map[data.ID]bool{}
		}
		events[m.Entity][m.Event], some[m.Event] = true, true
	}
	reports := map[data.ID][]data.ID{} // articles that report an event
	if len(some) > 0 {
		for row, err := range store.Rows(ctx, data.KindExcerpt) {
			if err != nil {
				return nil, err
			}
			if x := row.(*data.Excerpt); some[x.Event] && !slices.Contains(reports[x.Event], x.Article) {
				reports[x.Event] = append(reports[x.Event], x.Article)
			}
		}
	}
	var all []actor
	for _, e := range entities {
		if e.Type == data.Place {
			continue
		}
		articles := map[data.ID]bool{}
		for event := range events[e.ID] {
			for _, a := range reports[event] {
				articles[a] = true
			}
		}
		all = append(all, actor{Entity: e, events: len(events[e.ID]), articles: len(articles), words: fold.String(strings.Join(e.Called(), "\n"))})
	}
	return all, nil
}

// arrange lists what the words and the kind leave, in order, and tells.
func (l *list) arrange() {
	l.rows = nil
	words := fold.String(strings.TrimSpace(l.words))
	for i, a := range l.all {
		if (l.kind == "" || a.Type == l.kind) && strings.Contains(a.words, words) {
			l.rows = append(l.rows, i)
		}
	}
	slices.SortStableFunc(l.rows, func(i, j int) int {
		a, b := &l.all[i], &l.all[j]
		by := 0
		switch l.sort {
		case "kind":
			by = strings.Compare(a.Type, b.Type)
		case "events":
			by = a.events - b.events
		case "articles":
			by = a.articles - b.articles
		case "others":
			by = strings.Compare(fold.String(others(a.Entity)), fold.String(others(b.Entity)))
		default:
			by = strings.Compare(fold.String(a.Name), fold.String(b.Name))
		}
		if l.descending {
			by = -by
		}
		return cmp.Or(by, strings.Compare(fold.String(a.Name), fold.String(b.Name)))
	})
	l.told.Tell(struct{}{})
}

// others are what an entity is called beside its name.
func others(e data.Entity) string { return strings.Join(e.Called()[1:], " · ") }

// at is the place in all of a row, -1 beyond them.
func (l *list) at(row int) int {
	if row < 0 || row >= len(l.rows) {
		return -1
	}
	return l.rows[row]
}

// picked are those that are selected, as they are listed.
func (l *list) picked() (all []data.Entity) {
	for _, i := range l.rows {
		if l.picks.Has(i) {
			all = append(all, l.all[i].Entity)
		}
	}
	return all
}
