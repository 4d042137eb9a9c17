package story

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/telling"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// model is the stories of the open library, and one of them with what its steps show.
type model struct {
	host    *feature.Host
	all     []data.Story
	told    telling.Told // the story that is shown; its ID is zero where there is none
	chosen  data.ID      // the story that the reader wants to see
	asked   bool         // the pane was asked for, though there may be no story
	loading library.Slot
	news    library.Subscribers[struct{}]
}

// loaded is an answer of the library.
type loaded struct {
	all  []data.Story
	told telling.Told
}

func newModel(h *feature.Host) *model {
	m := &model{host: h}
	h.Library.Subscribe(func(c library.Change) {
		switch c.Kind {
		case library.Closed:
			m.loading.Drop()
			m.all, m.told, m.chosen, m.asked = nil, telling.Told{}, data.ID{}, false
			m.news.Tell(struct{}{})
		case library.Opened:
			m.load()
		case library.Edited:
			if c.Has(data.KindStory, data.KindStep, data.KindPicture, data.KindEvent, data.KindExcerpt, data.KindArticle, data.KindTrack, data.KindLibrary) {
				m.load()
			}
		default:
		}
	})
	return m
}

// load reads the stories again, and the one that is shown.
func (m *model) load() {
	chosen := m.chosen
	library.Load(m.host.Library, &m.loading, func(ctx context.Context, store data.Store) (l loaded, err error) {
		if l.all, err = store.Stories(ctx); err != nil || len(l.all) == 0 {
			return l, err
		}
		at := max(0, slices.IndexFunc(l.all, func(s data.Story) bool { return s.ID == chosen }))
		l.told, err = telling.Read(ctx, store, l.all[at].ID)
		return l, err
	}, func(l loaded) {
		m.all, m.told = l.all, l.told
		m.news.Tell(struct{}{})
	})
}

// choose shows another story.
func (m *model) choose(story data.ID) {
	if m.chosen != story {
		m.chosen = story
		m.load()
	}
}

// step is the one at a place, false where there is none.
func (m *model) step(i int) (telling.Step, bool) {
	if i < 0 || i >= len(m.told.Steps) {
		return telling.Step{}, false
	}
	return m.told.Steps[i], true
}

// make makes a story with its first steps, and shows it.
func (m *model) make(name string, steps []data.StoryStep, done func(error)) {
	s := data.Story{ID: data.NewID(), Name: name, Lang: m.host.Kit().Locale.Lang()}
	m.chosen = s.ID
	library.Use(m.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.AddStory(ctx, s, steps...)
	}, func(_ data.Edit, err error) { done(err) })
}

// add adds steps to the story that is shown, before the one at a place; -1: behind all.
func (m *model) add(at int, steps []data.StoryStep, done func(error)) {
	id, before := m.told.ID, data.ID{}
	if s, ok := m.step(at); ok {
		before = s.ID
	}
	library.Use(m.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.AddSteps(ctx, id, before, steps...)
	}, func(_ data.Edit, err error) { done(err) })
}

// move takes a step to another place.
func (m *model) move(step data.ID, to int) {
	id, before := m.told.ID, data.ID{}
	if at := slices.IndexFunc(m.told.Steps, func(s telling.Step) bool { return s.ID == step }); at >= 0 && at < to {
		to++ // it goes from above
	}
	if s, ok := m.step(to); ok {
		before = s.ID
	}
	library.Use(m.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.MoveStep(ctx, id, step, before)
	}, nil)
}

// remove takes a step away.
func (m *model) remove(step data.StoryStep) {
	id := m.told.ID
	library.Use(m.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.RemoveSteps(ctx, id, step)
	}, nil)
}

// ofEvents are steps that show events.
func ofEvents(events []data.ID) []data.StoryStep {
	steps := make([]data.StoryStep, len(events))
	for i, id := range events {
		steps[i] = data.StoryStep{ID: data.NewID(), Event: id}
	}
	return steps
}
