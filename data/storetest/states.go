package storetest

import (
	"fmt"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

// Whatever is edited, undone and made again: states are what sources and verdicts give.
func statesFollowEdits(t *testing.T, s data.Store) {
	x := newSample(t)
	e := x.insert()
	words := []string{"Flames destroyed the old mill by the river.", "The old mill by the river burned down on Monday.", "Two men were arrested the morning after the fire."}
	var articles []data.Article
	for i, text := range words {
		a := data.Article{ID: data.NewID(), Title: "A", Publisher: fmt.Sprint("Press ", i)}.WithText(text + "\n")
		articles = append(articles, a)
		e.Articles = append(e.Articles, data.Insert(a))
	}
	var events []data.ID
	for i := range 6 {
		event := data.Event{ID: data.NewID(), Title: "Fire", Date: date(t, fmt.Sprint(2001+i)), Track: x.tracks[0].ID, Importance: 3}
		events = append(events, event.ID)
		e.Events = append(e.Events, data.Insert(event))
		for k := range i % 4 {
			e.Excerpts = append(e.Excerpts, data.Insert(data.Excerpt{ID: data.NewID(), Event: event.ID, Article: articles[k].ID, Anchor: anchor.Selector{End: len(words[k]), Exact: words[k]}}))
		}
	}
	apply(t, s, e)
	judged := func(step string) {
		t.Helper()
		c := storedContent(t, s)
		cols, _ := columnsAndTracks(t, s)
		for i, code := range must(s.States(t.Context(), cols))(t) {
			if want := c.state(c.Events[cols.IDs[i]]); data.States()[code] != want {
				t.Errorf("%s: event %d is %s, want %s", step, i, data.States()[code], want)
			}
		}
		for _, state := range data.States() {
			want := map[data.ID]bool{}
			for id, event := range c.Events {
				if c.state(event) == state {
					want[id] = true
				}
			}
			same(t, step+": events that are found as "+string(state), foundIDs(t, s, parse("status:"+string(state)), data.KindEvent), want)
		}
	}
	judged("as they are")
	of := func(event data.ID) (list []data.Excerpt) {
		for _, x := range storedContent(t, s).Excerpts {
			if x.Event == event {
				list = append(list, x)
			}
		}
		return list
	}
	undo := func(step string) {
		t.Helper()
		must(s.Undo(t.Context()))(t)
		judged(step + ", undone")
	}
	gone := of(events[1])[0]
	apply(t, s, data.Edit{Label: "delete", Excerpts: one(data.Delete(gone))})
	judged("a passage is deleted")
	undo("a passage is deleted")
	moved := of(events[2])[0]
	to := moved
	to.Event = events[0]
	apply(t, s, data.Edit{Label: "move", Excerpts: one(data.Update(moved, to))})
	judged("a passage reports another event")
	undo("a passage reports another event")
	was := storedContent(t, s).Articles[articles[1].ID]
	now := was
	now.Publisher = articles[0].Publisher
	apply(t, s, data.Edit{Label: "article", Articles: one(data.Update(was, now))})
	judged("an article is of another publisher")
	event := storedContent(t, s).Events[events[5]]
	refuted := event
	refuted.Verdict = data.Verdict{State: data.StateRefuted, Why: "x"}
	apply(t, s, data.Edit{Label: "verdict", Events: one(data.Update(event, refuted))})
	judged("an event is refuted")
	undo("an event is refuted")
	last := data.Edit{Label: "delete", Events: one(data.Delete(storedContent(t, s).Events[events[5]]))}
	for _, x := range of(events[5]) {
		last.Excerpts = append(last.Excerpts, data.Delete(x))
	}
	apply(t, s, last)
	judged("an event is deleted")
	added := data.Event{ID: data.NewID(), Title: "New", Date: date(t, "1999"), Track: x.tracks[0].ID, Importance: 3}
	apply(t, s, data.Edit{Label: "add", Events: one(data.Insert(added))})
	judged("an event is added")
}
