package app

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/intake/near"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/data/propose/story"
)

// Story is what articles report together.
type Story struct {
	Events   []MainEvent // the days that most articles name first
	Articles int         // with a text, that were read
	Copies   int         // of them near copies of others, which count once

	proposals map[data.ID]*Proposals
}

// MainEvent is an event that articles report together.
type MainEvent struct {
	Title string
	Edit  bool       // the title is a sentence, to be edited
	Date  dates.Date // a day
	// Articles are how many report it, copies counted once.
	Articles   int
	Main       bool // of its day, most articles report it
	Confidence float64
	Passages   []MainPassage // by the days of their articles
	// Shared is what Arabic and other passages both say, for which they are taken as reports
	// of one event; nil where their words are alike.
	Shared []Shared
	// Known is the event of the library that it seems to be; zero if none.
	Known data.ID
	// Track is the one that most of its passages belong to by their words, as a place in
	// the columns; -1 where none does.
	Track int
}

// MainPassage is a passage that reports a main event.
type MainPassage struct {
	Article data.Article // without its text
	Quote   string
	propose.Passage
	Decision propose.Decision // what was decided on it already
}

// Story finds the main events of articles: of those with a text, in any order. top is how
// many days there are at most, 0 for all. columns are all events of the library; lang is the
// language in which places are called; progress is told how much is done, 0 to 1; it may be
// nil.
func (l *Library) Story(ctx context.Context, articles []data.ID, columns data.Columns, top int, lang string, progress func(done float64)) (_ *Story, err error) {
	s := &Story{proposals: make(map[data.ID]*Proposals, len(articles))}
	var read []data.Article
	var sources []story.Source
	var sketches []near.Sketch
	for i, id := range articles {
		if progress != nil {
			progress(float64(i) / float64(len(articles)))
		}
		a, err := l.Article(ctx, id)
		if err != nil {
			return nil, err
		}
		if a.Text == "" {
			continue
		}
		p, err := l.Propose(ctx, a, columns, nil)
		if err != nil {
			return nil, fmt.Errorf("article %q: %w", a.Title, err)
		}
		source := story.Source{Published: a.Published, Copy: len(sources), Text: a.Text}
		for _, item := range p.Items {
			source.Candidates = append(source.Candidates, item.Candidate)
		}
		sketch := near.Of(a.Text)
		for j := range sketches {
			if sources[j].Copy == j && near.Alike(&sketch, &sketches[j]) >= intake.Enough {
				source.Copy = j
				s.Copies++
				break
			}
		}
		s.proposals[a.ID] = p
		read, sources, sketches = append(read, a), append(sources, source), append(sketches, sketch)
	}
	s.Articles = len(read)
	facts := storyFacts{articles: read, lang: lang, words: map[string]string{}, values: map[story.Fact]claims.Value{}}
	if facts.entities, err = l.Entities(ctx); err != nil {
		return nil, err
	}
	for _, e := range story.Events(sources, top, facts.of) {
		m := s.event(e, read)
		m.Shared = facts.shared(e.Shared)
		s.Events = append(s.Events, m)
	}
	return s, ctx.Err()
}

// event is a main event as the library has it.
func (s *Story) event(e story.Event, articles []data.Article) MainEvent {
	m := MainEvent{Title: e.Title, Edit: e.Edit, Date: e.Date, Articles: e.Articles, Main: e.Main, Confidence: e.Confidence}
	m.Track = -1
	known, tracks := map[data.ID]int{}, map[int]int{}
	for _, r := range e.Reports {
		a := articles[r.Source]
		p := MainPassage{Quote: a.Text[r.Start:r.End], Passage: r.Passage}
		for _, item := range s.proposals[a.ID].Items {
			if slices.ContainsFunc(item.Passages(), func(q propose.Passage) bool { return q.Find.Start == r.Find.Start }) {
				p.Decision = item.Decision
				if at, ok := s.proposals[a.ID].Tracks[item.Find.Start]; ok {
					if tracks[at]++; m.Track < 0 || tracks[at] > tracks[m.Track] {
						m.Track = at
					}
				}
				if id := item.Event; id != (data.ID{}) {
					known[id]++
					if m.Known == (data.ID{}) || known[id] > known[m.Known] {
						m.Known = id
					}
				}
			}
		}
		a.Text, a.Blocks = "", nil
		p.Article = a
		m.Passages = append(m.Passages, p)
	}
	return m
}

// Open are the passages of a main event on which nothing was decided.
func (m MainEvent) Open() []MainPassage {
	var open []MainPassage
	for _, p := range m.Passages {
		if p.Decision == propose.Undecided {
			open = append(open, p)
		}
	}
	return open
}

// Sure reports whether a main event can be accepted unseen: several articles report it,
// and its title and date are as likely as a candidate's must be.
func (m MainEvent) Sure() bool {
	c := propose.Candidate{Edit: m.Edit, Confidence: m.Confidence}
	return m.Articles > 1 && c.Level() == propose.Sure
}

// Renew returns main events of a story with what is decided on their passages now. What
// articles that are gone, or have another text by now, said of them is left out.
func (l *Library) Renew(ctx context.Context, s *Story, events []MainEvent) ([]MainEvent, error) {
	sorted := map[data.ID]*propose.Review{}
	known := map[data.ID]bool{}
	renewed := make([]MainEvent, len(events))
	for i, m := range events {
		passages := m.Passages
		m.Passages = nil
		for _, p := range passages {
			id := p.Article.ID
			r, read := sorted[id]
			if !read {
				now, err := l.reviewOf(ctx, s.proposals[id])
				switch {
				case err == nil:
					divided := now.sort(s.proposals[id].Finds, nil)
					r = &divided
				case !errors.Is(err, data.ErrNotFound) && !errors.Is(err, data.ErrConflict):
					return nil, err
				}
				sorted[id] = r
			}
			if r != nil {
				p.Decision = r.Item(propose.Candidate{Passage: p.Passage}).Decision
				m.Passages = append(m.Passages, p)
			}
		}
		if id := m.Known; id != (data.ID{}) {
			is, asked := known[id]
			if !asked {
				_, err := l.Event(ctx, id)
				if err != nil && !errors.Is(err, data.ErrNotFound) {
					return nil, err
				}
				is = err == nil
				known[id] = is
			}
			if !is {
				m.Known = data.ID{}
			}
		}
		renewed[i] = m
	}
	return renewed, nil
}

// DismissMain stops the passages of a main event from being proposed again, as one edit.
// Those that were decided on meanwhile stay as they are; ErrDecided where none is left.
func (l *Library) DismissMain(ctx context.Context, s *Story, passages []MainPassage) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	whole := data.Edit{Label: "edit.story.dismiss"}
	for id, of := range byArticle(passages) {
		p := s.proposals[id]
		r, err := l.reviewOf(ctx, p)
		if err != nil {
			return data.Edit{}, err
		}
		d := &decision{review: r, finds: p.Finds}
		for _, one := range of {
			d.Candidate = propose.Candidate{Passage: one.Passage}
			if err := d.dismiss(d.open(nil)); err != nil {
				return data.Edit{}, err
			}
		}
		whole.Dismissals = append(whole.Dismissals, d.edit.Dismissals...)
	}
	if len(whole.Dismissals) == 0 {
		return data.Edit{}, ErrDecided
	}
	return l.Write(ctx, whole)
}

// Pick is a main event that goes into the library.
type Pick struct {
	// Event is a new event, or one of the library, by its ID, that gains the passages; the
	// track of a new one is as in AddEvent.
	Event    data.Event
	New      bool
	Passages []MainPassage // those that report it
}

// AcceptMain makes events of what articles report together, or adds their passages to
// events that the library has, as one edit. Passages that were decided on meanwhile are
// left out; ErrDecided where none is left of an event. data.ErrConflict if an article has
// another text by now, data.ErrNotFound if an event no longer exists.
func (l *Library) AcceptMain(ctx context.Context, s *Story, picks []Pick, track string) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	whole := data.Edit{Label: "edit.story.accept"}
	reviews := map[data.ID]*review{}
	for _, pick := range picks {
		event, edit := pick.Event, data.Edit{}
		if pick.New {
			event.Track = madeTrack(whole, event.Track, track)
			if err := l.assignTrack(ctx, track, &event, &edit); err != nil {
				return data.Edit{}, err
			}
			edit.Events = append(edit.Events, data.Insert(event))
		} else {
			var err error
			if event, err = l.Event(ctx, event.ID); err != nil {
				return data.Edit{}, err
			}
		}
		reported := 0
		for id, passages := range byArticle(pick.Passages) {
			p := s.proposals[id]
			if reviews[id] == nil {
				r, err := l.reviewOf(ctx, p)
				if err != nil {
					return data.Edit{}, err
				}
				reviews[id] = r
			}
			d := &decision{review: reviews[id], finds: p.Finds}
			for _, one := range passages {
				d.Candidate = propose.Candidate{Passage: one.Passage}
				if len(d.open(nil)) == 0 {
					continue
				}
				if err := d.report(event); err != nil {
					return data.Edit{}, err
				}
				reported++
			}
			edit.Excerpts = append(edit.Excerpts, d.edit.Excerpts...)
			edit.Dismissals = append(edit.Dismissals, d.edit.Dismissals...)
		}
		if reported == 0 {
			return data.Edit{}, fmt.Errorf("%q: %w", event.Title, ErrDecided)
		}
		whole.Tracks = append(whole.Tracks, edit.Tracks...)
		whole.Events = append(whole.Events, edit.Events...)
		whole.Excerpts = append(whole.Excerpts, edit.Excerpts...)
		whole.Dismissals = append(whole.Dismissals, edit.Dismissals...)
	}
	return l.Write(ctx, whole)
}

// madeTrack is the track of a name that the edit makes already, for an event without one.
func madeTrack(edit data.Edit, track data.ID, name string) data.ID {
	if track == (data.ID{}) {
		for _, t := range edit.Tracks {
			if t.After.Name == name {
				return t.After.ID
			}
		}
	}
	return track
}

// byArticle yields passages by their articles, in the order of their first ones.
func byArticle(passages []MainPassage) iter.Seq2[data.ID, []MainPassage] {
	return func(yield func(data.ID, []MainPassage) bool) {
		var order []data.ID
		of := map[data.ID][]MainPassage{}
		for _, p := range passages {
			id := p.Article.ID
			if of[id] == nil {
				order = append(order, id)
			}
			of[id] = append(of[id], p)
		}
		for _, id := range order {
			if !yield(id, of[id]) {
				return
			}
		}
	}
}
