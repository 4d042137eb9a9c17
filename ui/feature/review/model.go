package review

import (
	"context"
	"slices"
	"sort"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Change is what subscribers are told.
type Change uint8

// The changes.
const (
	ProposalsChanged Change = iota // what is left to decide on, or what was dismissed
	CandidateShown                 // which candidate is shown, or what is chosen of it
)

// model is what the open article proposes, and what the reader has decided so far.
type model struct {
	host      *feature.Host
	article   *library.ArticleView // the open article; nil for none
	found     *app.Proposals       // of its text; nil while they are being looked for
	left      *app.Proposals       // found without what is decided, joined; nil as found
	items     []candidate          // all of it, with what is decided, in the order of the text
	unlikely  int                  // how many are left out because they are hardly events
	showing   bool                 // those are listed, too
	at        int                  // the item that is shown, -1 for none
	reviewing bool                 // the review goes on: one is shown, and the strip shows all
	places    map[data.ID]int      // where reviews were left, by article: the Start of a find
	ids       map[int]data.ID      // see idOf
	joined    map[int]int          // finds that were merged: by the Start of each, that of the find it went to
	drafts    drafts
	taken     map[takenKey]*taken // decisions, and whether they are written
	looking   library.Slot
	told      library.Subscribers[Change]
}

// drafts are what the reader has chosen for candidates that are still to be accepted.
type drafts struct {
	dates map[int]dates.Date // by the Start of a candidate's find
	track data.ID            // of all; zero: what each suggests
	tags  []string           // of all
}

// takenKey names a candidate: the article and the Start of its find.
type takenKey struct {
	article data.ID
	start   int
}

// taken is a decision that the proposals that were read do not know of yet.
type taken struct {
	as      propose.Decision
	written bool
}

func newModel(h *feature.Host) *model {
	return &model{host: h, at: -1, taken: map[takenKey]*taken{}, places: map[data.ID]int{}}
}

// follow brings the model up to a change of the library.
func (m *model) follow(c library.Change) {
	switch c.Kind {
	case library.Closed:
		m.article, m.taken, m.places = nil, map[takenKey]*taken{}, map[data.ID]int{}
		m.forget()
	case library.Edited:
		if m.article != nil && !c.Has(data.KindExcerpt) && c.Has(data.KindEvent, data.KindDismissal) {
			m.propose() // else with the article, which follows
		}
	case library.ArticleOpened:
		a := m.host.Library.Article()
		if a == m.article {
			return
		}
		another := a == nil || m.article == nil || a.ID != m.article.ID || a.Hash != m.article.Hash
		if m.article = a; another {
			m.forget()
		}
		if a != nil {
			m.propose()
		}
	default:
	}
}

// propose looks for what the open article proposes; what was found in the same text is
// not looked for again.
func (m *model) propose() {
	article, columns, before := m.article.Article, m.host.Library.Snapshot().Columns, m.found
	var written []takenKey // what is read from now on knows of these decisions
	for key, d := range m.taken {
		if d.written && key.article == article.ID {
			written = append(written, key)
		}
	}
	library.Plan(m.host.Library, &m.looking, func(ctx context.Context, l *app.Library) (*app.Proposals, error) {
		return l.Propose(ctx, article, columns, before)
	}, func(found *app.Proposals, err error) {
		if err != nil {
			m.host.Fail(err)
			return
		}
		for _, key := range written {
			delete(m.taken, key)
		}
		m.found = found
		m.show()
	})
}

// show shows what was found as it is decided and joined so far. The candidate that was
// shown stays so; where it is decided now, the next one is shown.
func (m *model) show() {
	from, was := -1, -1
	if c, at := m.shown(); c != nil {
		from, was = c.Find.Start, at
	}
	decided := from >= 0 && !m.items[was].open()
	m.arrange()
	m.at = -1
	if from >= 0 {
		at := min(sort.Search(len(m.items), func(i int) bool { return m.items[i].Find.Start >= from }), len(m.items)-1)
		if at >= 0 && !decided && !m.items[at].open() {
			at = max(m.next(at), -1)
		}
		m.at = at
	}
	m.told.Tell(ProposalsChanged)
	if from >= 0 {
		m.told.Tell(CandidateShown)
	}
}

// forget is for when another text is opened, or none.
func (m *model) forget() {
	m.looking.Drop()
	m.found, m.left, m.items, m.at, m.joined, m.ids, m.drafts, m.showing, m.unlikely = nil, nil, nil, -1, nil, nil, drafts{}, false, 0
	m.reviewing = false
	m.told.Tell(ProposalsChanged)
}

// shown is the candidate that is shown and its place, nil and -1 if none is.
func (m *model) shown() (*candidate, int) {
	if m.at < 0 || m.at >= len(m.items) {
		return nil, -1
	}
	c := m.items[m.at]
	return &c, m.at
}

// showAt shows a candidate by its place, which begins a review; -1 shows none.
func (m *model) showAt(at int) {
	if m.left != nil {
		m.at = min(max(at, -1), len(m.items)-1)
		if m.at >= 0 {
			m.reviewing = true
			m.places[m.left.Article] = m.items[m.at].Find.Start
		}
		m.told.Tell(CandidateShown)
	}
}

// begin goes on where the review was left, else with the first that is to be decided on.
func (m *model) begin() {
	if m.left == nil || len(m.items) == 0 || m.reviewing && m.at >= 0 {
		return
	}
	at := 0
	if start, ok := m.places[m.left.Article]; ok {
		at = min(sort.Search(len(m.items), func(i int) bool { return m.items[i].Find.Start >= start }), len(m.items)-1)
	}
	m.showAt(max(m.next(at), 0))
}

// leave ends the review for now, and keeps its place.
func (m *model) leave() {
	m.reviewing, m.at = false, -1
	m.told.Tell(CandidateShown)
}

// showFind shows the candidate that a find of the text, by its Start, belongs to, and
// reports whether there is one.
func (m *model) showFind(start int) bool {
	at := slices.IndexFunc(m.items, func(c candidate) bool { return c.holds(start) })
	if at >= 0 {
		m.showAt(at)
	}
	return at >= 0
}

// step shows the next (+1) or previous (-1) candidate.
func (m *model) step(by int) {
	switch {
	case len(m.items) == 0:
	case m.at < 0:
		m.begin()
	default:
		m.showAt(min(max(m.at+by, 0), len(m.items)-1))
	}
}

// after is the place of the next candidate to be decided on after one, -1 for none.
func (m *model) after(at int) int {
	if i := slices.IndexFunc(m.items[at+1:], func(c candidate) bool { return c.open() }); i >= 0 {
		return at + 1 + i
	}
	return -1
}

// joinNext makes the candidate that is shown and the one after it one, until another
// text is opened: both passages report one event.
func (m *model) joinNext() {
	c, at := m.shown()
	if c == nil || m.after(at) < 0 {
		return
	}
	if m.joined == nil {
		m.joined = map[int]int{}
	}
	m.joined[m.items[m.after(at)].Find.Start] = c.Find.Start
	m.show()
}

// dateAround is the last of the article's dates that begins before an offset, its
// event's where a passage there reports one: where the text is in time.
func (m *model) dateAround(offset int) (dates.Date, bool) {
	best, date := -1, dates.Date{}
	if m.left != nil {
		finds := m.left.Finds
		if i := sort.Search(len(finds), func(i int) bool { return finds[i].Start > offset }); i > 0 {
			best, date = finds[i-1].Start, finds[i-1].Date
		}
	}
	if m.article != nil {
		for _, x := range m.article.Excerpts {
			if x.Doubt.State != data.Orphan && x.Anchor.Part == "" && x.Anchor.Start <= offset && x.Anchor.Start > best {
				best, date = x.Anchor.Start, x.EventRow.Date
			}
		}
	}
	return date, best >= 0
}

// date is the one that the reader has chosen for a candidate, or the likeliest.
func (m *model) date(c propose.Candidate) dates.Date {
	if d, ok := m.drafts.dates[c.Find.Start]; ok {
		return d
	}
	return c.Date
}

// zone is the time zone that the text names with the date of a candidate.
func (m *model) zone(c propose.Candidate) string {
	date := m.date(c)
	for _, r := range c.Find.Readings {
		if r.Date == date {
			return r.Zone
		}
	}
	if date == c.Find.Date {
		return c.Find.Zone
	}
	return ""
}

// setDate chooses the date of a candidate.
func (m *model) setDate(c propose.Candidate, d dates.Date) {
	if m.drafts.dates == nil {
		m.drafts.dates = map[int]dates.Date{}
	}
	m.drafts.dates[c.Find.Start] = d
	m.told.Tell(CandidateShown)
}

// track is the place, among the library's tracks, of the one that a candidate goes to:
// the one chosen for all, else the one that its words suggest, else that of most events
// which the article reports, else the first; -1 where there is none.
func (m *model) track(c propose.Candidate) int {
	tracks := m.host.Library.Tracks()
	if i := slices.IndexFunc(tracks, func(t data.Track) bool { return t.ID == m.drafts.track }); i >= 0 {
		return i
	}
	if m.found != nil {
		if i, ok := m.found.Tracks[c.Find.Start]; ok && i < len(tracks) {
			return i
		}
	}
	counts := map[data.ID]int{}
	if m.article != nil {
		for _, x := range m.article.Excerpts {
			counts[x.EventRow.Track]++
		}
	}
	best := -1
	for i, t := range tracks {
		if best < 0 || counts[t.ID] > counts[tracks[best].ID] {
			best = i
		}
	}
	return best
}

// setTrack chooses the track that all events go to; the zero ID: the one that each
// suggests.
func (m *model) setTrack(id data.ID) {
	m.drafts.track = id
	m.told.Tell(CandidateShown)
}

// setTags chooses the tags of all events.
func (m *model) setTags(tags []string) {
	m.drafts.tags = tags
	m.told.Tell(CandidateShown)
}

// event is a candidate as an event, with the date and the tags and on the track that are
// chosen; on none where the library has no track yet.
func (m *model) event(c propose.Candidate) data.Event {
	e := data.Event{ID: data.NewID(), Title: c.Title, Date: m.date(c), Zone: m.zone(c), Importance: data.DefaultImportance, Tags: slices.Clone(m.drafts.tags)}
	if at := m.track(c); at >= 0 {
		e.Track = m.host.Library.Tracks()[at].ID
	}
	return e
}
