package publish

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/take"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/state"
)

// Which events are published.
const (
	everything = "" // the usual
	filtered   = "filter"
	inView     = "view"
	picked     = "selected"
)

// How much goes along.
const (
	none = "none"
	mine = "mine"
	all  = "all"
	full = "full"
)

// model is what is chosen, and what would come of it.
type model struct {
	*Feature
	chosen  state.Publishing
	private bool                  // all notes go along, private ones too
	story   string                // the name of the one that is told, "" for all
	format  form.Format           // the chosen one
	last    map[form.Group]string // the format that was chosen last of each group
	view    []data.ID             // the events in view
	picks   []data.ID             // the events that are selected
	slot    library.Slot
	so      int64 // how many bytes are counted so far
	now     made
	taken   form.Taken // what was taken last, for the key at
	at      string
	busy    bool // now is of earlier choices
	failed  error
	stopped bool
	over    bool        // the dialog has gone: nothing is found out any more
	waits   *time.Timer // until a word is typed
	told    func()
}

func newModel(f *Feature, told func()) *model {
	m := &model{Feature: f, chosen: f.host.Arrangement().Publish, told: told, last: map[form.Group]string{}}
	m.view, m.picks = m.inView(), f.parts.Table.Picked()
	if len(m.picks) == 0 {
		if id := f.host.Library.Selected(); id != (data.ID{}) {
			m.picks = []data.ID{id}
		}
	}
	usual := m.formats()[0]
	for _, format := range m.formats() {
		if format.Name == m.chosen.Format {
			usual = format
		}
	}
	m.format = usual
	if m.chosen.What != everything && !slices.Contains(m.whats(), m.chosen.What) {
		m.chosen.What = everything
	}
	if !f.host.Library.Filter().Empty() && m.chosen.What == everything {
		m.chosen.What = filtered // what is seen is what is published
	}
	return m
}

// formats are those that are written, by groups.
func (m *model) formats() (all []form.Format) {
	for _, group := range form.Groups() {
		all = append(all, m.of(group)...)
	}
	return all
}

// of are the formats of a group.
func (m *model) of(group form.Group) (all []form.Format) {
	for _, format := range m.parts.Publisher.Formats {
		if format.Group == group {
			all = append(all, format)
		}
	}
	return all
}

// groups are those that have formats.
func (m *model) groups() (all []form.Group) {
	for _, group := range form.Groups() {
		if len(m.of(group)) > 0 {
			all = append(all, group)
		}
	}
	return all
}

// whats are the choices of events that are different here.
func (m *model) whats() []string {
	all := []string{everything}
	if !m.host.Library.Filter().Empty() {
		all = append(all, filtered)
	}
	if len(m.view) > 0 && len(m.view) < m.host.Library.Snapshot().Counts.Events {
		all = append(all, inView)
	}
	if len(m.picks) > 0 {
		all = append(all, picked)
	}
	return all
}

// number is how many events a choice has.
func (m *model) number(what string) int {
	switch what {
	case filtered:
		return m.host.Library.Shown().Len()
	case inView:
		return len(m.view)
	case picked:
		return len(m.picks)
	}
	return m.host.Library.Snapshot().Counts.Events
}

// inView are the events that the strip shows: those that the filter leaves, of the tracks
// that are shown, in the time in view.
func (m *model) inView() (ids []data.ID) {
	shown, n := m.host.Library.Shown(), m.host.Library.Snapshot()
	if shown == nil {
		return nil
	}
	tracks := m.host.Arrangement().Tracks
	lo, hi := m.parts.Timeline.Range()
	for i, id := range shown.Columns.IDs {
		if shown.Columns.Lo[i] < hi && shown.Columns.Hi[i] > lo && !tracks[n.Tracks[shown.Columns.Track[i]].ID].Hidden {
			ids = append(ids, id)
		}
	}
	return ids
}

// days are the first and the last day in view, zero where years have no four digits.
func (m *model) days() (first, last dates.Date) {
	lo, hi := m.parts.Timeline.Range()
	first, errFirst := dates.Parse(time.Unix(lo, 0).UTC().Format(time.DateOnly))
	last, errLast := dates.Parse(time.Unix(hi, 0).UTC().Format(time.DateOnly))
	if errFirst != nil || errLast != nil || first.Lo > lo || last.Hi < hi { // beyond what Format writes
		return dates.Date{}, dates.Date{}
	}
	return first, last
}

// mine are the names of the user, by which notes of others are told.
func (m *model) mine() []string { return []string{m.parts.Choices.Author()} }

// notes counts the notes that are the user's and not private, all, and private ones.
func (m *model) notes() (own, every, private int) {
	for _, n := range m.host.Library.Snapshot().Notes {
		every++
		switch {
		case n.Private:
			private++
		case n.Author == "" || slices.Contains(m.mine(), n.Author):
			own++
		}
	}
	return own, every, private
}

// withNotes is which notes go along.
func (m *model) withNotes() string {
	if m.private {
		return all
	}
	return cmp.Or(m.chosen.Notes, none)
}

// hasNotes reports whether which notes go along can be chosen: not where the format, which is
// not of data that may have those on spans of time, has no place for any.
func (m *model) hasNotes() bool {
	return !m.format.Whole && (m.format.Group == form.GroupData || !slices.Contains(m.format.Loses, form.LosesNotes))
}

// hasPassages is hasNotes for how much of the articles does.
func (m *model) hasPassages() bool {
	return !m.format.Whole && !slices.Contains(m.format.Loses, form.LosesExcerpts)
}

// selection is what is taken.
func (m *model) selection() take.Selection {
	s := take.Selection{Lang: m.lang(), Mine: m.mine()}
	if m.format.Whole {
		return s
	}
	if m.hasNotes() {
		s.Notes = map[string]take.Notes{mine: take.MyNotes, all: take.AllNotes}[m.withNotes()]
	}
	if m.hasPassages() {
		s.Articles = map[string]take.Articles{none: take.NoArticles, full: take.FullTexts}[m.chosen.Articles]
	}
	switch m.chosen.What {
	case filtered:
		s.Query = m.host.Library.Filter()
	case inView:
		s.Only = m.view
		s.From, s.To = m.days()
	case picked:
		s.Only = m.picks
	}
	return s
}

// lang is the language that is chosen, "" for the format's usual one.
func (m *model) lang() string {
	if slices.Contains(m.format.Speaks, m.chosen.Lang) {
		return m.chosen.Lang
	}
	if slices.Contains(m.format.Speaks, "both") || !slices.Contains(m.format.Speaks, m.parts.Choices.Lang()) {
		return ""
	}
	return m.parts.Choices.Lang()
}

// look is how it is to look, in the parts that the format knows. The error is of a part that
// is typed.
func (m *model) look() (form.Look, error) {
	l := form.Look{Title: m.chosen.Title, About: m.chosen.About, Byline: m.chosen.Byline, Theme: m.chosen.Theme, Paper: m.chosen.Paper, Story: m.story}
	l.Scale, _ = strconv.ParseFloat(m.chosen.Scale, 64) // "": none is chosen
	l.Size.Width, _ = strconv.ParseFloat(m.chosen.Width, 64)
	l = l.Only(m.format)
	if l.Paper != "" {
		if _, err := form.PaperSize(l.Paper); err != nil {
			return l, errPaper
		}
	}
	return l, nil
}

// errPaper is that of a paper that is none.
var errPaper = errors.New("no paper")

// key is all that what would be written depends on.
func (m *model) key(s take.Selection, l form.Look) string {
	lo, hi := int64(0), int64(0)
	if m.chosen.What == inView {
		lo, hi = m.parts.Timeline.Range()
	}
	return fmt.Sprintf("%d %q %q %q %d %d %x %q %d %d %#v", m.host.Library.Snapshot().Revision, m.format.Name, m.chosen.What, s.Query.String(), lo, hi, m.picks,
		s.Lang, s.Notes, s.Articles, l)
}

// measure finds out what would be written, unless that is known, and tells.
func (m *model) measure() {
	if m.over {
		return
	}
	m.stopped, m.so, m.failed = false, 0, nil
	look, err := m.look()
	if err != nil {
		m.slot.Drop()
		m.busy, m.failed = false, err
		m.told()
		return
	}
	key := m.key(m.selection(), look)
	if known, ok := m.made[key]; ok {
		m.slot.Drop()
		m.now, m.busy = known, false
		m.told()
		return
	}
	m.busy = true
	work := job{publisher: m.parts.Publisher, format: m.format, picture: m.pictures(), selection: m.selection(), look: look, lang: m.parts.Choices.Lang(), progress: m.progress()}
	library.Ask(m.host.Library, &m.slot, func(ctx context.Context, store data.Store) (made, error) {
		return library.WhenIndexed(ctx, store, func() (made, error) { return work.do(ctx, store) })
	}, func(now made, err error) {
		m.busy, m.failed = false, err
		if err == nil {
			m.now, m.taken, m.at = now, now.taken, key
			now.taken = form.Taken{} // of one alone there is memory
			m.made[key] = now
		}
		m.told()
	})
	m.told()
}

// progress returns what tells from time to time how many bytes are counted.
func (m *model) progress() func(int64) {
	const often = 100 * time.Millisecond
	last := time.Now()
	return func(bytes int64) {
		if now := time.Now(); now.Sub(last) >= often {
			last = now
			m.host.Post(func() {
				if m.busy && !m.over {
					m.so = bytes
					m.told()
				}
			})
		}
	}
}

// stop ends the counting.
func (m *model) stop() {
	m.slot.Drop()
	m.busy, m.stopped = false, true
	m.told()
}

// end ends what is under way.
func (m *model) end() {
	m.over = true
	m.slot.Drop()
	if m.waits != nil {
		m.waits.Stop()
	}
}

// typed measures once nothing has been typed for a moment.
func (m *model) typed() {
	const pause = 300 * time.Millisecond
	if m.waits != nil {
		m.waits.Stop()
	}
	m.waits = time.AfterFunc(pause, func() { m.host.Post(m.measure) })
}

// mostPictured is of how many events the timeline is drawn only to be shown.
const mostPictured = 5_000

// pictures is the format that draws what is chosen to be shown: for pictures, and for what
// people read in a browser, where that is soon done; else the zero Format.
func (m *model) pictures() form.Format {
	switch g := m.format.Group; {
	case g == form.GroupPicture, g == form.GroupPage && m.number(m.chosen.What) <= mostPictured:
	default:
		return form.Format{}
	}
	for _, format := range m.of(form.GroupPicture) {
		if slices.Contains(format.Endings, ".png") {
			return format
		}
	}
	return form.Format{}
}
