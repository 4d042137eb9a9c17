package mainevents

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// daysAtOnce is how many days are listed at first, and how many more each time.
const daysAtOnce = 20

// place is where a passage begins.
type place struct {
	article data.ID
	start   int
}

func placeOf(p app.MainPassage) place { return place{p.Article.ID, p.Start} }

// item is a main event with what the reader has chosen and decided.
type item struct {
	app.MainEvent
	track    data.ID        // that its words suggest; zero for none
	left     map[place]bool // the passages that are not taken
	decision propose.Decision
	event    data.ID // that it has become; zero where that is not known
}

// open reports whether it is to be decided on.
func (i *item) open() bool { return i.decision == propose.Undecided }

// taken are the open passages that the reader has not left out.
func (i *item) taken() (passages []app.MainPassage) {
	for _, p := range i.Passages {
		if p.Decision == propose.Undecided && !i.left[placeOf(p)] {
			passages = append(passages, p)
		}
	}
	return passages
}

// decided is what was decided on all passages but those that are left out.
func (i *item) decided() propose.Decision {
	of := propose.Undecided
	for _, p := range i.Passages {
		switch {
		case p.Decision == propose.Undecided && !i.left[placeOf(p)]:
			return propose.Undecided
		case p.Decision == propose.Accepted, of == propose.Undecided && p.Decision == propose.Dismissed:
			of = p.Decision
		}
	}
	return of
}

// source is an article that was read: one that has another text is another one.
type source struct {
	id   data.ID
	hash [sha256.Size]byte
}

// taken is a decision of the reader that the passages which were read do not know of yet.
type taken struct {
	as      propose.Decision
	event   data.ID // that it goes to
	written bool
}

// model is the main events of some articles, and what the reader has decided on them.
type model struct {
	host    *feature.Host
	sources []source // of story
	story   *app.Story
	all     []app.MainEvent  // its events, as they are decided now
	items   []item           // those of the days that are listed
	chosen  []map[place]bool // what is left out, by place in all
	days    int              // that are listed at most
	at      int              // the item that is shown, -1 for none
	track   data.ID          // of all; zero: what each suggests
	going   bool             // the review goes on: its tab is shown
	old     bool             // an article has another text by now, or is gone
	taken   map[int]*taken   // by place in all
	became  map[int]data.ID  // events that items have become, by place in all
	finding library.Slot
	renewal library.Slot
	told    library.Subscribers[struct{}]
}

func newModel(h *feature.Host) *model {
	m := &model{host: h}
	m.forget()
	return m
}

// forget drops what was found.
func (m *model) forget() {
	m.finding.Drop()
	m.renewal.Drop()
	m.sources, m.story, m.all, m.items, m.chosen, m.at, m.days, m.old = nil, nil, nil, nil, nil, -1, daysAtOnce, false
	m.track, m.going, m.taken, m.became = data.ID{}, false, map[int]*taken{}, map[int]data.ID{}
}

// find looks for the main events of articles, with progress, and calls found where that was
// not cancelled. What was found in the same articles is not looked for again.
func (m *model) find(articles []data.Article, found func()) {
	var sources []source
	var ids []data.ID
	for _, a := range articles {
		sources, ids = append(sources, source{a.ID, a.Hash}), append(ids, a.ID)
	}
	if m.story != nil && !m.old && slices.Equal(sources, m.sources) {
		found()
		return
	}
	columns, tracks := m.host.Library.Snapshot().Columns, m.host.Library.Tracks()
	lang := m.host.Kit().Locale.Lang()
	turn := m.host.Turn(m.host.Kit().T("story.finding"), func(error) {})
	library.Plan(m.host.Library, &m.finding, func(ctx context.Context, l *app.Library) (story *app.Story, err error) {
		return story, turn.Do(ctx, func(ctx context.Context, tell func(float64)) error {
			story, err = l.Story(ctx, ids, columns, 0, lang, tell)
			return err
		})
	}, func(story *app.Story, err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			m.host.Fail(err)
		default:
			m.forget()
			m.sources, m.story, m.all = sources, story, story.Events
			m.chosen = make([]map[place]bool, len(m.all))
			m.list(tracks)
			found()
		}
	})
}

// list makes the items of the days that are listed.
func (m *model) list(tracks []data.Track) {
	before := m.items
	m.items = nil
	days, day := 0, dates.Date{}
	for i, e := range m.all {
		if e.Date != day {
			days, day = days+1, e.Date
		}
		if days > m.days {
			break
		}
		it := item{MainEvent: e, left: m.chosen[i], event: m.became[i]}
		switch {
		case i < len(before):
			it.track = before[i].track
		case e.Track >= 0 && e.Track < len(tracks):
			it.track = tracks[e.Track].ID
		}
		if it.decision = it.decided(); it.open() {
			it.event = data.ID{}
		}
		if d := m.taken[i]; d != nil {
			it.decision, it.event = d.as, data.ID{}
			if d.written {
				it.event = d.event
			}
		}
		m.items = append(m.items, it)
	}
	var known []data.ID
	for _, it := range m.items {
		for _, id := range []data.ID{it.Known, it.event} {
			if id != (data.ID{}) {
				known = append(known, id)
			}
		}
	}
	m.host.Library.LoadCaptions(known, func() { m.told.Tell(struct{}{}) })
	m.told.Tell(struct{}{})
}

// relist lists what is known by now.
func (m *model) relist() { m.list(m.host.Library.Tracks()) }

// more is how many days there are beyond those that are listed.
func (m *model) more() int {
	all, day := 0, dates.Date{}
	for _, e := range m.all {
		if e.Date != day {
			all, day = all+1, e.Date
		}
	}
	return max(all-m.days, 0)
}

// showMore lists more days.
func (m *model) showMore() {
	m.days += daysAtOnce
	m.relist()
}

// follow brings the model up to a change of the library.
func (m *model) follow(c library.Change) {
	switch c.Kind {
	case library.Closed:
		m.forget()
		m.told.Tell(struct{}{})
	case library.Edited:
		if m.story == nil {
			return
		}
		if c.Has(data.KindArticle) {
			m.age()
		}
		if c.Has(data.KindExcerpt, data.KindDismissal, data.KindEvent, data.KindArticle) {
			m.renew()
		} else if c.Has(data.KindTrack) {
			m.told.Tell(struct{}{})
		}
	default:
	}
}

// age notes whether the articles that were read are still as they were.
func (m *model) age() {
	now := map[data.ID][sha256.Size]byte{}
	for _, a := range m.host.Library.Snapshot().Articles {
		now[a.ID] = a.Hash
	}
	m.old = slices.ContainsFunc(m.sources, func(s source) bool {
		hash, is := now[s.id]
		return !is || hash != s.hash
	})
}

// renew reads what is decided on what is listed.
func (m *model) renew() {
	story, all := m.story, m.all[:len(m.items)]
	var written []int // what is read from now on knows of these decisions
	for at, d := range m.taken {
		if d.written {
			written = append(written, at)
		}
	}
	library.Plan(m.host.Library, &m.renewal, func(ctx context.Context, l *app.Library) ([]app.MainEvent, error) {
		return l.Renew(ctx, story, all)
	}, func(now []app.MainEvent, err error) {
		switch {
		case errors.Is(err, context.Canceled):
			return
		case err != nil:
			m.host.Fail(err)
			return
		}
		for _, at := range written {
			delete(m.taken, at)
		}
		m.all = append(slices.Clip(now), m.all[len(now):]...)
		m.relist()
	})
}

// shown is the item that is shown and its place, nil and -1 if none is.
func (m *model) shown() (*item, int) {
	if m.at < 0 || m.at >= len(m.items) {
		return nil, -1
	}
	return &m.items[m.at], m.at
}

// showAt shows an item by its place; -1 shows none.
func (m *model) showAt(at int) {
	m.at = min(max(at, -1), len(m.items)-1)
	m.told.Tell(struct{}{})
}

// step shows the next (+1) or previous (-1) item.
func (m *model) step(by int) { m.showAt(min(max(m.at+by, 0), len(m.items)-1)) }

// begin goes on with the item that is shown, else with the first to be decided on.
func (m *model) begin() {
	m.going = true
	if m.at < 0 {
		m.at = max(m.next(0), 0)
	}
	m.showAt(m.at)
}

// leave ends the review for now, and keeps its place.
func (m *model) leave() {
	m.going = false
	m.told.Tell(struct{}{})
}

// next is the place of the first item to be decided on from a place on, else of the first
// of all; -1 where nothing is left.
func (m *model) next(from int) int {
	for i := range m.items {
		if at := (from + i) % len(m.items); m.items[at].open() {
			return at
		}
	}
	return -1
}

// left is how many items are to be decided on.
func (m *model) left() (n int) {
	for i := range m.items {
		if m.items[i].open() {
			n++
		}
	}
	return n
}

// take takes a passage of the item that is shown, or leaves it.
func (m *model) take(passage int) {
	it, at := m.shown()
	if it == nil || passage < 0 || passage >= len(it.Passages) || it.Passages[passage].Decision != propose.Undecided || m.taken[at] != nil {
		return
	}
	if m.chosen[at] == nil {
		m.chosen[at] = map[place]bool{}
	}
	p := placeOf(it.Passages[passage])
	m.chosen[at][p] = !m.chosen[at][p]
	m.relist()
}

// setTrack chooses the track that all events go to; the zero ID: the one that each
// suggests.
func (m *model) setTrack(id data.ID) {
	m.track = id
	m.told.Tell(struct{}{})
}

// trackOf is the track that an item goes to: the one chosen for all, else the one that its
// words suggest, else the first; zero where the library has none.
func (m *model) trackOf(i *item) data.ID {
	tracks := m.host.Library.Tracks()
	for _, id := range []data.ID{m.track, i.track} {
		if slices.ContainsFunc(tracks, func(t data.Track) bool { return t.ID == id }) {
			return id
		}
	}
	if len(tracks) > 0 {
		return tracks[0].ID
	}
	return data.ID{}
}

// newEvent is an item as an event.
func (m *model) newEvent(i *item) data.Event {
	return data.Event{ID: data.NewID(), Title: i.Title, Date: i.Date, Track: m.trackOf(i), Importance: data.DefaultImportance}
}

// choice is an item that is accepted, as an event.
type choice struct {
	at   int
	pick app.Pick
}

// chosenAs is the item at a place as an event, with the passages that are taken.
func (m *model) chosenAs(at int, event data.Event, isNew bool) choice {
	return choice{at, app.Pick{Event: event, New: isNew, Passages: m.items[at].taken()}}
}

// accept makes items events, as one edit; where the library has no track yet, on one with a
// name. done, which may be nil, is told.
func (m *model) accept(choices []choice, track string, done func(error)) {
	story := m.story
	var picks []app.Pick
	decisions := map[int]*taken{}
	for _, c := range choices {
		picks = append(picks, c.pick)
		decisions[c.at] = &taken{as: propose.Accepted, event: c.pick.Event.ID}
	}
	m.decide(decisions, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.AcceptMain(ctx, story, picks, track)
	}, done)
}

// dismiss keeps an item away for good.
func (m *model) dismiss(at int) {
	story, passages := m.story, m.items[at].Open()
	m.decide(map[int]*taken{at: {as: propose.Dismissed}}, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.DismissMain(ctx, story, passages)
	}, nil)
}

// decide writes decisions on items. They are shown at once, and taken back where they could
// not be written.
func (m *model) decide(decisions map[int]*taken, write func(context.Context, *app.Library) (data.Edit, error), done func(error)) {
	all, became := m.taken, m.became
	if done == nil {
		done = func(err error) {
			if err != nil && !errors.Is(err, app.ErrDecided) { // else it is as was asked for
				m.host.Fail(err)
			}
		}
	}
	for at, d := range decisions {
		all[at] = d
	}
	m.relist()
	if it, at := m.shown(); it != nil && !it.open() {
		m.showAt(max(m.next(at), -1))
	}
	library.Use(m.host.Library, write, func(_ data.Edit, err error) {
		for at, d := range decisions {
			if d.written = err == nil; d.written {
				became[at] = d.event
			} else {
				delete(all, at)
			}
		}
		if err != nil && m.story != nil {
			m.renew()
			m.relist()
		}
		done(err)
	})
}
