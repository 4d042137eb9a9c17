package search

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
)

// mostNames is how many names are offered.
const mostNames = 6

// complete looks for the persons and organisations whose name the query ends in a part of.
func (m *model) complete() {
	typed, ok := beginsName(m.query)
	if !ok || m.host.Library.Snapshot() == nil {
		m.completing.Drop()
		m.names = nil
		return
	}
	library.Load(m.host.Library, &m.completing, func(ctx context.Context, store data.Store) ([]string, error) {
		all, err := store.Entities(ctx)
		return likeNames(all, typed), err
	}, func(names []string) {
		m.names = names
		m.news.Tell(FoundChanged)
	})
}

// beginsName is what is typed so far of a name, where a query ends in one.
func beginsName(q query.Query) (string, bool) {
	if len(q.Terms) == 0 {
		return "", false
	}
	t := q.Terms[len(q.Terms)-1]
	if t.Field != query.Actor || len(t.Values) == 0 {
		return "", false
	}
	return t.Values[len(t.Values)-1], true
}

// likeNames are the names of those who are called like what is typed, also without what
// Arabic writes together with it; nobody is offered who is called so already.
func likeNames(all []data.Entity, typed string) (names []string) {
	meant := fold.NameReadings(fold.String(strings.TrimSpace(typed)))
	for _, e := range all {
		if e.Type == data.Place || fold.String(e.Name) == meant[0] {
			continue
		}
		like := slices.ContainsFunc(e.Called(), func(name string) bool {
			return slices.ContainsFunc(meant, func(m string) bool { return strings.Contains(fold.String(name), m) })
		})
		if like && len(names) < mostNames {
			names = append(names, e.Name)
		}
	}
	return names
}

// completed is a query that ends in a name in the place of what is typed of it.
func completed(q query.Query, name string) query.Query {
	last := q.Terms[len(q.Terms)-1]
	last.Values = append(slices.Clone(last.Values[:len(last.Values)-1]), name)
	return query.Query{Terms: append(slices.Clone(q.Terms[:len(q.Terms)-1]), last)}
}

// completions offers the names that what is typed may become, nil for none.
func (p *results) completions() fyne.CanvasObject {
	if _, typing := beginsName(p.model.query); !typing || len(p.model.names) == 0 {
		return nil
	}
	k := p.host.Kit()
	row := k.Wrap(6)
	for _, name := range p.model.names {
		row.Add(k.ChipButton(k.Given(control.OneLine(name, 50)), nil, func() { p.does.write(completed(p.model.query, name).Text(k.Locale.Lang())) }))
	}
	return row
}
