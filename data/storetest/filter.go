package storetest

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/data/verify"
)

// manyEvents adds some dozens of events that differ in all that filters look at.
func manyEvents(t *testing.T, s data.Store) content {
	x := newSample(t)
	e := x.insert()
	party := data.Entity{ID: data.NewID(), Type: data.Organisation, Name: "Party", Aliases: []string{"putin"}}
	e.Entities = append(e.Entities, data.Insert(party))
	dates := []string{
		"2020", "2021-03~", "2021-05-01/2021-06", "../2019", "2022-02-04?", "19XX", "2022-02-05T10:00:00Z",
		"[2020,2021]", "{2020,2021}", "1950S2", "/2021", "2021-03/", "2021-21", "2021-10/2022-XX", "Y-170000",
	}
	pick := func(list []string, i int) string { return list[i%len(list)] }
	for i := range 60 {
		event := data.Event{
			ID: data.NewID(), Title: pick([]string{"قمة", "Éclair", "eclair", "zebra", "اللقاء", "10 أيام"}, i/2), Date: date(t, pick(dates, i)),
			Track: x.tracks[i%3%2].ID, Importance: 1 + i%5, Place: pick([]string{"", "بكين", "Geneva"}, i/3), Source: pick([]string{"", "", "Xinhua", "xinhua", "AP"}, i),
		}
		switch i % 7 {
		case 1:
			event.Tags = []string{"trade"}
		case 2:
			event.Tags = []string{"Trade", "to check"}
		}
		if i%9 == 4 {
			event.Verdict = data.Verdict{State: []data.State{data.StateConfirmed, data.StateDisputed, data.StateRefuted, data.StateUnverified}[i/9%4], Why: "x"}
		}
		e.Events = append(e.Events, data.Insert(event))
		if i%6 == 0 {
			e.Mentions = append(e.Mentions, data.Insert(data.Mention{ID: data.NewID(), Entity: []data.ID{x.entities[0].ID, party.ID}[i/6%2], Event: event.ID, Role: data.RoleActor}))
		}
		if i%10 == 0 {
			e.Mentions = append(e.Mentions, data.Insert(data.Mention{ID: data.NewID(), Entity: x.entities[1].ID, Event: event.ID, Role: data.RolePlace}))
		}
		if i%5 == 0 {
			note := data.Annotation{ID: data.NewID(), Event: event.ID, Text: "n", Colour: pick(data.Colours(), i/5), Author: pick([]string{"", "A reader"}, i)}
			if i%10 == 0 {
				note.Tags = []string{"trade"}
			}
			reply := data.Annotation{ID: data.NewID(), Parent: note.ID, Text: "r", Colour: "slate", Tags: []string{"answered"}}
			e.Annotations = append(e.Annotations, data.Insert(note), data.Insert(reply))
		}
		if i%4 == 0 {
			e.Excerpts = append(e.Excerpts, data.Insert(data.Excerpt{
				ID: data.NewID(), Event: event.ID, Article: x.articles[i/4%3].ID, Anchor: x.excerpts[i/4%2].Anchor,
			}))
		}
		if i%8 == 0 { // a second source, which does not always count
			second := data.Excerpt{ID: data.NewID(), Event: event.ID, Article: x.articles[(i/4+1)%3].ID, Anchor: x.excerpts[0].Anchor}
			switch i % 3 {
			case 1:
				second.Verdict.State = data.StateRefuted
			case 2:
				second.Doubt.State = data.CheckMe
			}
			e.Excerpts = append(e.Excerpts, data.Insert(second))
		}
	}
	apply(t, s, e)
	return contentOf(t, s)
}

// holds reports whether a term with a field holds of an event: written plainly, to
// compare with.
func (c content) holds(term query.Term, event data.Event) bool {
	called := func(stored ...string) bool {
		return slices.ContainsFunc(term.Values, func(v string) bool {
			return slices.ContainsFunc(stored, func(s string) bool { return s != "" && fold.String(s) == fold.String(v) })
		})
	}
	var tags, colours, authors, publishers, bylines []string
	noted, reported, texts, references := false, false, false, false
	for _, n := range c.Annotations {
		if n.Event == event.ID || n.Parent != (data.ID{}) && c.Annotations[n.Parent].Event == event.ID {
			tags, colours, authors, noted = append(tags, n.Tags...), append(colours, n.Colour), append(authors, n.Author), true
		}
	}
	for _, x := range c.Excerpts {
		if x.Event == event.ID {
			a := c.Articles[x.Article]
			publishers, bylines, reported = append(publishers, a.Publisher), append(append(bylines, a.Byline), a.Citation.Called()...), true
			texts, references = texts || a.Text != "", references || a.Text == ""
		}
	}
	tags = append(tags, event.Tags...)
	_, _, doubts := event.Date.Core()
	uncertain := doubts&^(dates.DoubtOpenStart|dates.DoubtOpenEnd) != 0
	flags := map[string]bool{
		"note": noted, "article": reported, "tag": len(tags) > 0, "place": event.Place != "" || c.isSomewhere(event.ID), "text": texts, "reference": references,
		"uncertain": uncertain, "certain": !uncertain, "span": strings.Contains(event.Date.EDTF, "/"),
	}
	axis := c.Library.Axis()
	lo, hi := axis.Bounds(event.Date)
	from, to := axis.Bounds(term.Date)
	switch term.Field {
	case query.From:
		return hi > from
	case query.To:
		return lo < to
	case query.On:
		return hi > from && lo < to
	case query.Known:
		_, first, reported := c.firstReport(event.ID)
		return reported && first <= to
	case query.Status:
		return slices.Contains(term.Values, string(c.state(event)))
	case query.Track:
		return called(c.Tracks[event.Track].Name)
	case query.Tag:
		return called(tags...)
	case query.Source:
		return called(append(publishers, event.Source)...)
	case query.Author:
		return called(append(bylines, authors...)...)
	case query.Colour:
		return called(colours...)
	case query.Place:
		return called(event.Place) || c.mentions(term, event.ID)
	case query.Actor:
		return c.acts(term.Values, event.ID)
	}
	return slices.ContainsFunc(term.Values, func(v string) bool { return flags[v] })
}

// state is how well an event is verified.
func (c content) state(event data.Event) data.State {
	var links []verify.Link
	for _, id := range sortedIDs(c.Excerpts) {
		if x := c.Excerpts[id]; x.Event == event.ID {
			a := c.Articles[x.Article]
			links = append(links, verify.Link{Verdict: x.Verdict, Doubt: x.Doubt.State, Passage: verify.Passage(a, a.Text, x.Anchor.Exact)})
		}
	}
	return verify.Of(event.Verdict, links).State
}

// firstReport is the earliest date of an article that reports an event.
func (c content) firstReport(event data.ID) (lo, hi int64, ok bool) {
	lo, hi = dates.OpenHi, dates.OpenHi
	for _, x := range c.Excerpts {
		if published := c.Articles[x.Article].Published; x.Event == event && !published.IsZero() {
			if l, h := c.Library.Axis().Bounds(published); !ok || h < hi || h == hi && l < lo {
				lo, hi, ok = l, h, true
			}
		}
	}
	return lo, hi, ok
}

// mentions reports whether an event mentions a place that is called as one of the values,
// or is in one that is a box.
func (c content) mentions(term query.Term, event data.ID) bool {
	for _, m := range c.Mentions {
		e := c.Entities[m.Entity]
		if m.Event != event || m.Role != data.RolePlace || e.Type != data.Place {
			continue
		}
		names := append([]string{e.Name}, e.Aliases...)
		for _, n := range e.Names {
			names = append(names, n.Text)
		}
		for _, v := range term.Values {
			if b, ok := query.BoxOf(v); ok && !e.Position.IsZero() && b.Has(e.Position.Lat, e.Position.Lon) {
				return true
			}
			if slices.ContainsFunc(names, func(n string) bool { return fold.String(n) == fold.String(v) }) {
				return true
			}
		}
	}
	return false
}

// isSomewhere reports whether an event mentions a place.
func (c content) isSomewhere(event data.ID) bool {
	for _, m := range c.Mentions {
		if m.Event == event && m.Role == data.RolePlace {
			return true
		}
	}
	return false
}

// acts reports whether somebody has to do with an event who is called as one of some values:
// as it stands where anybody in the library is, else as an Arabic name may be meant.
func (c content) acts(values []string, event data.ID) bool {
	anybody := func(names []string, v string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return fold.String(n) == v })
	}
	var all []string
	for _, e := range c.Entities {
		if e.Type != data.Place {
			all = append(all, e.Called()...)
		}
	}
	for _, v := range values {
		meant := []string{fold.String(v)}
		if !anybody(all, meant[0]) {
			meant = fold.NameReadings(meant[0])
		}
		if slices.ContainsFunc(meant, func(m string) bool { return anybody(c.actors(event), m) }) {
			return true
		}
	}
	return false
}

// actors are all names of the persons and organisations that have to do with an event.
func (c content) actors(event data.ID) (names []string) {
	for _, m := range c.Mentions {
		if e := c.Entities[m.Entity]; m.Event == event && m.Role == data.RoleActor && e.Type != data.Place {
			names = append(append(names, e.Name), e.Aliases...)
			for _, n := range e.Names {
				names = append(names, n.Text)
			}
		}
	}
	return names
}

func (c content) matches(q query.Query, id data.ID) bool {
	for _, term := range q.Terms {
		if term.Field != query.Words && c.holds(term, c.Events[id]) == term.Not {
			return false
		}
	}
	return q.Tester().Test(c.eventTexts(id))
}

// filterTerms are queries of one or two terms: of fields, and of words now and then.
func filterTerms() []string {
	return []string{
		"tag:trade", "tag:\"to check\"|answered", "track:diplomacy", "track:رياضه|x", "source:xinhua", "source:\"Tarikh sample\"|AP",
		"author:\"a reader\"", "author:\"A. Reporter\"", "author:المصري", "author:\"المصري, هدى\"|x", "colour:amber|red", "colour:slate", "from:2021", "to:2021", "on:2022-02-04", "from:2019 to:2020", "known:2022-02", "known:2022-02-04", "known:2030",
		"status:unverified", "status:single-source", "status:corroborated|confirmed", "status:disputed", "status:مدحوض|غير-موثق",
		"place:beijing|x", "place:-90,-180,90,180", "place:30,30,45,150|مكان",
		"actor:putin", "actor:بوتين|party", "actor:ولبوتين|nobody", "actor:بالبوتين", "has:note", "has:article", "has:tag", "has:place|note", "is:uncertain", "is:certain", "is:span", "is:span|uncertain", "is:unread", "is:reference", "has:text",
		"قمه", "eclair", "لقاء -بكين", "met",
	}
}

// drawFilter draws a query of some of these terms.
func drawFilter(r *rapid.T) query.Query {
	terms := rapid.SliceOfN(rapid.SampledFrom(filterTerms()), 0, 4).Draw(r, "terms")
	for i := range terms {
		if rapid.IntRange(0, 3).Draw(r, "not") == 0 && !strings.Contains(terms[i], " ") {
			terms[i] = "-" + terms[i]
		}
	}
	return parse(strings.Join(terms, " "))
}

// Every filter finds the events that it is said to, as Search does without the
// words of notes.
func filtersMatch(t *testing.T, s data.Store) {
	c := manyEvents(t, s)
	cols, tracks := columnsAndTracks(t, s)
	matches := func(fail func(string, ...any), q query.Query) {
		var want []int32
		ids := map[data.ID]bool{}
		for i, id := range cols.IDs {
			if c.matches(q, id) {
				want = append(want, int32(i))
				ids[id] = true
			}
		}
		if got := must(s.Matching(t.Context(), q, cols, tracks))(t); !slices.Equal(got, want) {
			fail("%q matches %v, not %v", q, got, want)
		}
		if q.Empty() || len(q.Words()) > 0 {
			return
		}
		got := foundIDs(t, s, q, data.KindEvent)
		same(t, "what Search finds for "+q.String(), got, ids)
	}
	for _, text := range filterTerms() {
		matches(t.Errorf, parse(text))
	}
	for i, code := range must(s.States(t.Context(), cols))(t) {
		if want := c.state(c.Events[cols.IDs[i]]); data.States()[code] != want {
			t.Errorf("event %d is %s, want %s", i, data.States()[code], want)
		}
	}
	reported := must(s.Reported(t.Context(), cols))(t)
	for i, id := range cols.IDs {
		lo, hi, ok := reported.At(i)
		if wantLo, wantHi, want := c.firstReport(id); ok != want || lo != wantLo || hi != wantHi {
			t.Errorf("event %d was reported in [%d, %d) (%v), want [%d, %d) (%v)", i, lo, hi, ok, wantLo, wantHi, want)
		}
	}
	rapid.Check(t, func(r *rapid.T) { matches(r.Fatalf, drawFilter(r)) })
}

// A time at an offset is on the day of its own clock, wherever that is in UTC: for
// filters, for Search and in the order of the columns.
func ownDays(t *testing.T, s data.Store) {
	track := data.Track{ID: data.NewID(), Name: "Track", Colour: "red"}
	e := data.Edit{Label: "add", Tracks: one(data.Insert(track))}
	const riyadh, fourth, newYork, third = "2022-02-04T00:30+03:00", "2022-02-04", "2022-02-03T23:30-05:00", "2022-02-03"
	for _, edtf := range []string{riyadh, fourth, newYork, third} {
		e.Events = append(e.Events, data.Insert(data.Event{ID: data.NewID(), Title: edtf, Date: date(t, edtf), Track: track.ID, Importance: 3}))
	}
	apply(t, s, e)
	cols, tracks := columnsAndTracks(t, s)
	events := contentOf(t, s).Events
	titles := func(places []int32) (out []string) {
		for _, p := range places {
			out = append(out, events[cols.IDs[p]].Title)
		}
		return out
	}
	if got := titles([]int32{0, 1, 2, 3}); !slices.Equal(got, []string{third, newYork, fourth, riyadh}) {
		t.Errorf("the order is %q", got)
	}
	for text, want := range map[string][]string{
		"on:2022-02-03": {third, newYork}, "on:2022-02-04": {fourth, riyadh}, "from:2022-02-04": {fourth, riyadh}, "to:2022-02-03": {third, newYork},
	} {
		places := must(s.Matching(t.Context(), parse(text), cols, tracks))(t)
		if got := titles(places); !slices.Equal(got, want) {
			t.Errorf("%s matches %q, want %q", text, got, want)
		}
		ids := map[data.ID]bool{}
		for _, p := range places {
			ids[cols.IDs[p]] = true
		}
		same(t, "what Search finds for "+text, foundIDs(t, s, parse(text), data.KindEvent), ids)
	}
}

// The counts of a field are those of the events that match the rest of the query.
func facetsCount(t *testing.T, s data.Store) {
	manyEvents(t, s)
	cols, tracks := columnsAndTracks(t, s)
	rapid.Check(t, func(r *rapid.T) {
		q := drawFilter(r)
		facets := must(s.Facets(t.Context(), q, cols, tracks))(t)
		if len(facets) != 8 {
			r.Fatalf("%d fields have counts", len(facets))
		}
		for field, counts := range facets {
			rest := q.WithoutField(field)
			sum := 0
			for i, f := range counts {
				if i > 0 && counts[i-1].Count < f.Count {
					r.Fatalf("%q: the counts of %s are not in order: %v", q, field, counts)
				}
				sum += f.Count
				with := rest.With(query.Term{Field: field, Values: []string{f.Value}})
				if got := len(must(s.Matching(t.Context(), with, cols, tracks))(t)); got != f.Count {
					r.Fatalf("%q: %s:%s is counted %d times and matches %d", q, field, f.Value, f.Count, got)
				}
			}
			if matched := must(s.Matching(t.Context(), rest, cols, tracks))(t); (field == query.Track || field == query.Status) && sum != len(matched) {
				r.Fatalf("%q: %s: counted %d times for %d events", q, field, sum, len(matched))
			}
		}
	})
}

// Events are sorted by folded words; those without are last in either direction.
func eventsSorted(t *testing.T, s data.Store) {
	c := manyEvents(t, s)
	cols, tracks := columnsAndTracks(t, s)
	keys := map[data.EventKey]func(data.Event) string{
		data.ByTitle:  func(e data.Event) string { return e.Title },
		data.ByPlace:  func(e data.Event) string { return e.Place },
		data.BySource: func(e data.Event) string { return e.Source },
		data.ByTrack: func(e data.Event) string {
			return string(rune('a' + slices.IndexFunc(tracks, func(t data.Track) bool { return t.ID == e.Track })))
		},
		data.ByImportance: func(e data.Event) string { return string(rune('a' + e.Importance)) },
		data.ByStatus:     func(e data.Event) string { return string(rune('a' + slices.Index(data.States(), c.state(e)))) },
		data.ByDate:       func(data.Event) string { return "x" },
	}
	rapid.Check(t, func(r *rapid.T) {
		by := data.EventKey(rapid.IntRange(0, int(data.ByStatus)).Draw(r, "by"))
		descending := rapid.Bool().Draw(r, "descending")
		var places []int32
		if rapid.Bool().Draw(r, "some") {
			places = rapid.SliceOfDistinct(rapid.Int32Range(0, int32(cols.Len()-1)), func(p int32) int32 { return p }).Draw(r, "places")
			places = append([]int32{}, places...)
		}
		got := must(s.EventOrder(t.Context(), cols, places, by, descending))(t)
		want := slices.Clone(places)
		if places == nil {
			for i := range cols.IDs {
				want = append(want, int32(i))
			}
		}
		key := func(p int32) string {
			return strings.Join(slices.Collect(fold.Words(keys[by](c.Events[cols.IDs[p]]))), " ")
		}
		slices.SortFunc(want, func(a, b int32) int {
			ka, kb := key(a), key(b)
			order := strings.Compare(ka, kb)
			switch {
			case by == data.ByDate && descending:
				return int(b - a)
			case order == 0:
				return int(a - b)
			case ka == "" || kb == "":
				return strings.Compare(kb, ka)
			case descending:
				return -order
			}
			return order
		})
		if !slices.Equal(got, want) {
			r.Fatalf("by %d, descending %v: got %v, want %v", by, descending, got, want)
		}
	})
}
