package palette

import (
	"context"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Commands are those of the program.
type Commands interface {
	Named() []command.Named // with their names in every language
}

// Guide is the program's guide.
type Guide interface {
	// Finder finds its pages and headings by words, the best first.
	Finder() func(words string) []command.Named
	Open(id string)
}

// Search goes to what is found.
type Search interface {
	GoTo(h data.Hit)
	Where(h data.Hit) (colour, name string) // the track of its event, or the publisher of its article
}

// Timeline is the strip over the lists.
type Timeline interface {
	ShowDate(d dates.Date) // with some time around it
}

// mostHits is how many events are looked up, and how many articles; mostDates is in how
// many ways a date is read, mostPages how many pages and headings of the guide are found.
const mostHits, mostDates, mostPages = 6, 3, 3

// model is what the palette lists for what is typed.
type model struct {
	host     *feature.Host
	commands []command.Named
	asked    bool                               // the library is asked for the words
	pages    func(words string) []command.Named // of the guide, see Guide
	openPage func(id string)
	search   Search
	timeline Timeline
	runs     func(id string) // runs a command, and remembers that

	words    string
	events   []data.Hit // that were looked up for words
	articles []data.Hit
	looking  library.Slot
	rows     []row
}

// lookUp makes the rows for what is typed; done follows once more when events and
// articles have been looked up.
func (m *model) lookUp(words string, done func()) {
	m.words, m.events, m.articles = words, nil, nil
	q := m.host.Query(words, true)
	m.asked = !q.Empty() && m.host.Library.Snapshot() != nil
	m.build()
	if q.Empty() {
		m.looking.Drop()
		return
	}
	type both struct{ events, articles []data.Hit }
	library.Load(m.host.Library, &m.looking, func(ctx context.Context, store data.Store) (both, error) {
		events, err := store.Search(ctx, q, mostHits, data.KindEvent)
		if err != nil {
			return both{}, err
		}
		articles, err := store.Search(ctx, q, mostHits, data.KindArticle)
		return both{events.Hits, articles.Hits}, err
	}, func(b both) {
		m.events, m.articles, m.asked = b.events, b.articles, false
		m.build()
		done()
	})
}

// found reports whether events or articles were looked up.
func (m *model) found() bool { return len(m.events)+len(m.articles) > 0 }

func (m *model) build() {
	m.rows = nil
	m.addDates()
	m.addCommands()
	m.addHits()
	if !m.asked { // what the library has of the words comes before what the guide says
		m.addPages()
	}
}

// first is the first row that can be taken, from a place on; -1 if there is none.
func (m *model) first(at int) int {
	for ; at < len(m.rows); at++ {
		if m.rows[at].run != nil {
			return at
		}
	}
	return -1
}

func (m *model) addHeading(key string) {
	m.rows = append(m.rows, row{text: m.host.Kit().T(key), own: true})
}

// addDates adds the ways to read what was typed as a date.
func (m *model) addDates() {
	k := m.host.Kit()
	if strings.TrimSpace(m.words) == "" || m.host.Library.Snapshot() == nil {
		return
	}
	readings, err := find.Field(m.words, find.Preferences{Today: m.host.Today()})
	if err != nil {
		return
	}
	for i, r := range readings {
		if i == mostDates || r.Date.Lo == dates.OpenLo || r.Date.Hi == dates.OpenHi {
			break
		}
		if i == 0 {
			m.addHeading("palette.dates")
		}
		why := ""
		if len(readings) > 1 {
			why = k.Locale.DateNote(r.Note)
		}
		m.rows = append(m.rows, row{
			text: k.T("palette.date", "date", k.Locale.DateLong(r.Date)), detail: why, own: true,
			run: func() { m.timeline.ShowDate(r.Date) },
		})
	}
}

// addCommands adds the commands that fit; where nothing is typed those that were
// run last, then all.
func (m *model) addCommands() {
	if strings.TrimSpace(m.words) == "" {
		m.addRecent()
		m.addHeading("palette.commands")
		for i := range m.commands {
			m.add(&m.commands[i], nil)
		}
		return
	}
	names := make([][]string, len(m.commands))
	for i, c := range m.commands {
		for _, n := range c.Names {
			if c.Detail != "" {
				n += " " + c.Detail
			}
			names[i] = append(names[i], n)
		}
	}
	ranked := command.Rank(m.words, names)
	if len(ranked) > 0 {
		m.addHeading("palette.commands")
	}
	for _, r := range ranked {
		c := &m.commands[r.Place]
		if r.Name == 0 {
			m.add(c, r.Spans)
			continue
		}
		m.add(c, nil)
		m.rows[len(m.rows)-1].detail = c.Names[r.Name] // why it is here
	}
}

// addPages adds the pages of the guide that fit, and headings with their page.
func (m *model) addPages() {
	found := m.pages(m.words)
	for i, p := range found[:min(len(found), mostPages)] {
		if i == 0 {
			m.addHeading("palette.guide")
		}
		m.rows = append(m.rows, row{text: p.Names[0], detail: p.Detail, own: true, run: func() { m.openPage(p.ID) }})
	}
}

// addRecent adds the commands that were run last, the last one first.
func (m *model) addRecent() {
	said := false
	for _, id := range m.host.State.Commands {
		for i := range m.commands {
			if m.commands[i].ID != id {
				continue
			}
			if !said {
				m.addHeading("palette.recent")
				said = true
			}
			m.add(&m.commands[i], nil)
		}
	}
}

func (m *model) add(c *command.Named, spans [][2]int) {
	m.rows = append(m.rows, row{
		text: c.Names[0], detail: c.Detail, key: c.Key, spans: spans, own: true, off: !c.On,
		run: func() { m.runs(c.ID) },
	})
}

// addHits adds the events and articles that were looked up: events first, unless
// it is an article's title that begins with what is typed.
func (m *model) addHits() {
	if !begins(m.events, m.words) && begins(m.articles, m.words) {
		m.addArticles()
		m.addEvents()
		return
	}
	m.addEvents()
	m.addArticles()
}

func (m *model) addEvents() {
	for i, h := range m.events {
		if i == 0 {
			m.addHeading("search.kind.events")
		}
		m.addHit(h)
	}
}

func (m *model) addArticles() {
	for i, h := range m.articles {
		if i == 0 {
			m.addHeading("search.kind.articles")
		}
		m.addHit(h)
	}
}

// addHit adds what is found; taking it opens its passage or its text, as a press on it
// elsewhere does.
func (m *model) addHit(h data.Hit) {
	k := m.host.Kit()
	colour, name := m.search.Where(h)
	m.rows = append(m.rows, row{text: h.Title, detail: k.Join(k.Locale.Date(h.Date), k.Given(name)), colour: colour, run: func() { m.search.GoTo(h) }})
}

// begins reports whether the first find's title begins with what is typed.
func begins(hits []data.Hit, words string) bool {
	words = fold.String(strings.TrimSpace(words))
	return len(hits) > 0 && words != "" && strings.HasPrefix(fold.String(hits[0].Title), words)
}
