package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// Joined is the event that several events, which are one, make together: what they can
// have together is joined, the rest is that of the first. Its ID and Rev are those of the
// first. At least one event is given.
func Joined(events []data.Event) data.Event {
	joined := events[0]
	joined.Tags, joined.Links, joined.Claims = slices.Clone(joined.Tags), slices.Clone(joined.Links), slices.Clone(joined.Claims)
	for _, e := range events[1:] {
		joined.Description = joinedText(joined.Description, e.Description, "\n\n")
		joined.Source = joinedText(joined.Source, e.Source, "; ")
		joined.Importance = max(joined.Importance, e.Importance)
		joined.Tags = together(joined.Tags, e.Tags, func(a, b string) bool { return a == b })
		joined.Links = together(joined.Links, e.Links, func(a, b data.Reference) bool { return a.URL == b.URL })
		joined.Claims = together(joined.Claims, e.Claims, func(a, b data.Claim) bool { return a.Subject == b.Subject })
		if joined.Place == "" {
			joined.Place = e.Place
		}
		if joined.Verdict.IsZero() {
			joined.Verdict = e.Verdict
		}
	}
	return joined
}

// joinedText is both texts, or one of them where the other is part of it.
func joinedText(a, b, between string) string {
	switch {
	case strings.Contains(a, b):
		return a
	case strings.Contains(b, a):
		return b
	}
	return a + between + b
}

// together is all of a, and what of b is not the same as one of them.
func together[T any](a, b []T, same func(T, T) bool) []T {
	for _, other := range b {
		if !slices.ContainsFunc(a, func(have T) bool { return same(have, other) }) {
			a = append(a, other)
		}
	}
	return a
}

// MergeEvents makes one event of several, as one edit. kept is that event as it is to be
// (see Joined); events are all of them as they were read, that one among them. What reports
// the others, is noted on them, leads to them or came in as them is the kept event's; a
// passage that reports two of them reports it once. Errors are those of Store.Apply:
// data.ErrConflict if one was changed meanwhile, data.ErrNotFound if one is gone.
func (l *Library) MergeEvents(ctx context.Context, kept data.Event, events []data.Event) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	m := eventMerge{kept: kept, events: map[data.ID]data.Event{}, passages: map[data.ID]data.ID{}, edit: data.Edit{Label: "edit.events.merge"}}
	for _, e := range events {
		m.events[e.ID] = e
	}
	for _, step := range []func(context.Context, data.Store) error{m.excerpts, m.dismissals, m.notes, m.mentions, m.relations, m.pictures, m.origins, m.rows} {
		if err := step(ctx, l.Store); err != nil {
			return data.Edit{}, fmt.Errorf("merge events: %w", err)
		}
	}
	return l.Write(ctx, m.edit)
}

// eventMerge is the edit that makes one event of several.
type eventMerge struct {
	kept     data.Event             // as it is to be
	events   map[data.ID]data.Event // as they were, with the kept one
	passages map[data.ID]data.ID    // of excerpts that go: those that stay for them
	edit     data.Edit
}

// excerpts gives the kept event all passages.
func (m *eventMerge) excerpts(ctx context.Context, store data.Store) error {
	var stay []data.Excerpt
	for _, id := range m.order() {
		all, err := store.EventExcerpts(ctx, id)
		if err != nil {
			return err
		}
		for _, before := range all {
			after := m.reported(before)
			if i := slices.IndexFunc(stay, func(x data.Excerpt) bool { return sameReport(x, after) }); i >= 0 {
				m.passages[before.ID] = stay[i].ID
				m.edit.Excerpts = append(m.edit.Excerpts, data.Delete(before))
				continue
			}
			if stay = append(stay, after); after != before {
				m.edit.Excerpts = append(m.edit.Excerpts, data.Update(before, after))
			}
		}
	}
	return nil
}

// dismissals keeps what was said of places of the others: they are no places of the kept event.
func (m *eventMerge) dismissals(ctx context.Context, store data.Store) error {
	seen := map[data.ID]bool{}
	for _, x := range m.edit.Excerpts {
		if seen[x.Before.Article] {
			continue
		}
		seen[x.Before.Article] = true
		all, err := store.Dismissals(ctx, x.Before.Article)
		if err != nil {
			return err
		}
		for _, before := range all {
			if _, ok := m.events[before.Event]; ok && before.Event != m.kept.ID {
				after := before
				after.Event = m.kept.ID
				m.edit.Dismissals = append(m.edit.Dismissals, data.Update(before, after))
			}
		}
	}
	return nil
}

// order are the events, the kept one first, the others as they were made.
func (m *eventMerge) order() []data.ID {
	order := []data.ID{m.kept.ID}
	for id := range m.events {
		if id != m.kept.ID {
			order = append(order, id)
		}
	}
	slices.SortFunc(order[1:], func(a, b data.ID) int { return slices.Compare(a[:], b[:]) })
	return order
}

// reported is a passage of one of the events as one of the kept event: it gives the date of
// its own event, where it gave no other.
func (m *eventMerge) reported(x data.Excerpt) data.Excerpt {
	if own := m.events[x.Event].Date; x.Date.IsZero() && own != m.kept.Date {
		x.Date = own
	} else if x.Date == m.kept.Date {
		x.Date = dates.Date{}
	}
	x.Event = m.kept.ID
	return x
}

// sameReport reports whether two passages of one event are one.
func sameReport(a, b data.Excerpt) bool {
	a.ID, a.Rev, b.ID, b.Rev = data.ID{}, 0, data.ID{}, 0
	return a == b
}

// mentions gives the kept event those of the others, each once.
func (m *eventMerge) mentions(ctx context.Context, store data.Store) error {
	seen := map[data.Mention]bool{}
	for _, id := range m.order() {
		all, err := store.EventMentions(ctx, id)
		if err != nil {
			return err
		}
		for _, before := range all {
			after := before
			after.Event = m.kept.ID
			if stays, ok := m.passages[before.Excerpt]; ok {
				after.Excerpt = stays
			}
			says := after
			says.ID, says.Rev = data.ID{}, 0
			switch {
			case seen[says]:
				m.edit.Mentions = append(m.edit.Mentions, data.Delete(before))
			case after != before:
				m.edit.Mentions = append(m.edit.Mentions, data.Update(before, after))
			}
			seen[says] = true
		}
	}
	return nil
}

// relations gives the kept event those of the others, each once; what was between two of
// the events is of one and goes.
func (m *eventMerge) relations(ctx context.Context, store data.Store) error {
	read, seen := map[data.ID]bool{}, map[data.Relation]bool{}
	for _, id := range m.order() {
		all, err := store.EventRelations(ctx, id)
		if err != nil {
			return err
		}
		for _, before := range all {
			if read[before.ID] {
				continue
			}
			read[before.ID] = true
			after := before
			if m.goes(after.From) {
				after.From = m.kept.ID
			}
			if m.goes(after.To) {
				after.To = m.kept.ID
			}
			says := after
			says.ID, says.Rev = data.ID{}, 0
			switch {
			case after.From == after.To, seen[says]:
				m.edit.Relations = append(m.edit.Relations, data.Delete(before))
			case after != before:
				m.edit.Relations = append(m.edit.Relations, data.Update(before, after))
			}
			seen[says] = true
		}
	}
	return nil
}

// pictures gives the kept event those of the others, and the steps of stories that show them.
func (m *eventMerge) pictures(ctx context.Context, store data.Store) error {
	for _, id := range m.order()[1:] {
		pictures, err := store.Pictures(ctx, id)
		if err != nil {
			return err
		}
		for _, before := range pictures {
			after := before
			after.Event = m.kept.ID
			m.edit.Pictures = append(m.edit.Pictures, data.Update(before, after))
		}
		steps, err := store.EventSteps(ctx, id)
		if err != nil {
			return err
		}
		for _, before := range steps {
			after := before
			after.Event = m.kept.ID
			m.edit.Steps = append(m.edit.Steps, data.Update(before, after))
		}
	}
	return nil
}

// rows deletes the others and changes the kept one, whose claims follow the passages that
// stay.
func (m *eventMerge) rows(context.Context, data.Store) error {
	for _, id := range m.order()[1:] {
		m.edit.Events = append(m.edit.Events, data.Delete(m.events[id]))
	}
	m.kept.Claims = slices.Clone(m.kept.Claims)
	for i, c := range m.kept.Claims {
		m.kept.Claims[i].Excerpts = slices.Clone(c.Excerpts)
		for j, x := range c.Excerpts {
			if stays, ok := m.passages[x]; ok {
				m.kept.Claims[i].Excerpts[j] = stays
			}
		}
	}
	m.edit.Events = append(m.edit.Events, data.Update(m.events[m.kept.ID], m.kept))
	return nil
}

// notes gives the kept event the notes on the others, and the links that lead to them.
func (m *eventMerge) notes(ctx context.Context, store data.Store) error {
	all, err := store.Annotations(ctx)
	if err != nil {
		return err
	}
	for _, before := range all {
		after, changed := before, m.goes(before.Event)
		if changed {
			after.Event = m.kept.ID
		}
		after.Links = slices.Clone(before.Links)
		for i, link := range before.Links {
			if stays, ok := m.passages[link.Excerpt]; ok {
				after.Links[i].Excerpt, changed = stays, true
			}
			if m.goes(link.Event) {
				after.Links[i].Event, changed = m.kept.ID, true
			}
		}
		if changed {
			m.edit.Annotations = append(m.edit.Annotations, data.Update(before, after))
		}
	}
	return nil
}

// goes reports whether an event is merged into the kept one.
func (m *eventMerge) goes(id data.ID) bool {
	_, of := m.events[id]
	return of && id != m.kept.ID
}

// origins says of what the others came from that it is the kept event.
func (m *eventMerge) origins(ctx context.Context, store data.Store) error {
	all, err := store.Origins(ctx, "")
	if err != nil {
		return err
	}
	for _, before := range all {
		if before.Of == data.KindEvent.String() && m.goes(before.Row) {
			after := before
			after.Row = m.kept.ID
			m.edit.Origins = append(m.edit.Origins, data.Update(before, after))
		}
	}
	return nil
}
