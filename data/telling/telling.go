// Package telling is a story with all that is shown of it: each step with its words, the
// date of its event, the passage that reports it, and its picture.
//
// The one idea behind it: what a step does not say itself, its event says; so window, page,
// slides and pictures show the same, wherever the rows come from.
package telling

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// Told is a story with its steps in their order.
type Told struct {
	data.Story
	Steps []Step
}

// Step is a step with what it shows.
type Step struct {
	data.StoryStep
	Headline string     // its title, or that of its event; empty if neither says one
	Words    string     // its text, or the description of its event
	Date     dates.Date // of the event, by its own clock; zero: of none
	Zone     string     // of the event
	Place    string
	Colour   string // of the event's track; "" without one
	// Lo and Hi are the time that it shows on the axis, [Lo, Hi); equal if it shows none.
	Lo, Hi  int64
	Quote   string       // words that report the event, in the story's language if there are any; empty if none are taken
	Source  data.Article // that they are from, without its text
	Sources int          // articles that report the event
	Picture data.Picture // its ID is zero if there is none
	Found   []Found      // of a view, see Find; All is how many there are
	All     int
	Placed  []Placed // where what it shows happened, see Place
	shows   []shown  // its event, or those of a view
}

// shown is an event that a step shows, with the colour of its track.
type shown struct {
	data.Event
	colour string
}

// Timed reports whether a step has a place in time.
func (s Step) Timed() bool { return s.Lo < s.Hi }

// Rows are what steps show, by ID.
type Rows struct {
	Axis     dates.Axis
	Tracks   []data.Track
	Events   map[data.ID]data.Event
	Excerpts map[data.ID][]data.Excerpt // of events, in the order in which they are shown
	Articles map[data.ID]data.Article
	Pictures []data.Picture // of events and stories; those of one by Order, then ID
}

// Of puts a story together. A step whose event is not among the rows is shown by what it
// says itself.
func Of(story data.Story, steps []data.StoryStep, rows Rows) Told {
	told := Told{Story: story, Steps: make([]Step, len(steps))}
	for i, s := range steps {
		told.Steps[i] = rows.step(s, story.Lang)
	}
	return told
}

func (r Rows) step(s data.StoryStep, lang string) Step {
	out := Step{StoryStep: s, Headline: s.Title, Words: s.Text, Lo: s.Lo, Hi: s.Hi}
	e, ok := r.Events[s.Event]
	if ok && s.Event != (data.ID{}) {
		out.Headline, out.Words = cmp.Or(s.Title, e.Title), cmp.Or(s.Text, e.Description)
		out.Date, out.Zone, out.Place = e.Date, e.Zone, e.Place
		out.Lo, out.Hi = r.Axis.Bounds(e.Date)
		out.Colour = colourOf(r.Tracks, e.Track)
		out.shows = []shown{{e, out.Colour}}
		r.source(&out, lang)
	}
	out.Picture = r.picture(s)
	return out
}

// colourOf is the colour of a track, "" where it is none of some.
func colourOf(tracks []data.Track, track data.ID) string {
	for _, t := range tracks {
		if t.ID == track {
			return t.Colour
		}
	}
	return ""
}

// source adds the passage that reports the event of a step: the first one in a language,
// else the first.
func (r Rows) source(s *Step, lang string) {
	seen := map[data.ID]bool{}
	for _, x := range r.Excerpts[s.Event] {
		a, ok := r.Articles[x.Article]
		if !ok {
			continue
		}
		seen[x.Article] = true
		if x.Doubt.State != data.Orphan && (s.Quote == "" || s.Source.Lang != lang && a.Lang == lang) {
			s.Quote, s.Source = x.Anchor.Exact, a
		}
	}
	s.Sources = len(seen)
}

// picture is that of a step: its own, or else the first one of its event.
func (r Rows) picture(s data.StoryStep) (first data.Picture) {
	for _, p := range r.Pictures {
		switch {
		case !p.IsImage():
		case s.Picture != data.ID{} && p.ID == s.Picture:
			return p
		case first.ID == (data.ID{}) && s.Event != (data.ID{}) && p.Event == s.Event:
			first = p
		}
	}
	return first
}

// Read reads a story out of a library, as all of it may be shown. Errors: data.ErrNotFound
// if it is gone, the store's, ctx.Err().
func Read(ctx context.Context, store data.Store, story data.ID) (Told, error) {
	all, err := store.Stories(ctx)
	if err != nil {
		return Told{}, err
	}
	at := slices.IndexFunc(all, func(s data.Story) bool { return s.ID == story })
	if at < 0 {
		return Told{}, data.ErrNotFound
	}
	steps, err := store.StorySteps(ctx, story)
	if err != nil {
		return Told{}, err
	}
	rows, err := read(ctx, store, story, steps)
	return Of(all[at], steps, rows), err
}

// read reads what steps show.
func read(ctx context.Context, store data.Store, story data.ID, steps []data.StoryStep) (Rows, error) {
	r := Rows{Events: map[data.ID]data.Event{}, Excerpts: map[data.ID][]data.Excerpt{}, Articles: map[data.ID]data.Article{}}
	library, err := store.Library(ctx)
	if err != nil {
		return r, err
	}
	r.Axis = library.Axis()
	if r.Tracks, err = store.Tracks(ctx); err != nil {
		return r, err
	}
	articles, err := store.Articles(ctx)
	if err != nil {
		return r, err
	}
	for _, a := range articles {
		r.Articles[a.ID] = a
	}
	if r.Pictures, err = store.Pictures(ctx, story); err != nil {
		return r, err
	}
	for _, s := range steps {
		if err := r.readStep(ctx, store, s); err != nil {
			return r, err
		}
	}
	return r, nil
}

func (r *Rows) readStep(ctx context.Context, store data.Store, s data.StoryStep) error {
	if p := s.Picture; p != (data.ID{}) {
		own, err := store.Picture(ctx, p)
		switch {
		case err == nil:
			r.Pictures = append(r.Pictures, own)
		case !errors.Is(err, data.ErrNotFound): // it may be gone
			return err
		}
	}
	if _, known := r.Events[s.Event]; known || s.Event == (data.ID{}) {
		return nil
	}
	e, err := store.Event(ctx, s.Event)
	if err != nil {
		return err
	}
	r.Events[e.ID] = e
	if r.Excerpts[e.ID], err = store.EventExcerpts(ctx, e.ID); err != nil {
		return err
	}
	pictures, err := store.Pictures(ctx, e.ID)
	r.Pictures = append(r.Pictures, pictures...)
	return err
}
