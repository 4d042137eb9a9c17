package review

import (
	"context"
	"errors"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/library"
)

// accept makes a candidate an event, on the track with that name where it has none of
// its own. The candidate is taken from the list at once, and comes back where it could
// not be written. done, which may be nil, is told.
func (m *model) accept(c candidate, event data.Event, track string, done func(error)) {
	m.decide(c, propose.Accepted, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.Accept(ctx, c.of, c.Candidate, event, track)
	}, done)
}

// attach links the passages of a candidate to an event, as accept makes it one.
func (m *model) attach(c candidate, event data.ID) {
	m.decide(c, propose.Accepted, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.Attach(ctx, c.of, c.Candidate, event)
	}, nil)
}

// dismiss keeps a candidate away for good, as accept makes it an event.
func (m *model) dismiss(c candidate) {
	m.decide(c, propose.Dismissed, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.Dismiss(ctx, c.of, c.Candidate)
	}, nil)
}

// restore brings a dismissed candidate back.
func (m *model) restore(c propose.Candidate) {
	if of := m.found; of != nil {
		library.Use(m.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) { return l.Restore(ctx, of, c) }, nil)
	}
}

func (m *model) decide(c candidate, as propose.Decision, write func(context.Context, *app.Library) (data.Edit, error), done func(error)) {
	key, all := takenKey{c.of.Article, c.Find.Start}, m.taken
	if done == nil {
		done = func(err error) {
			if err != nil && !errors.Is(err, app.ErrDecided) { // else it is as was asked for
				m.host.Fail(err)
			}
		}
	}
	if _, decided := all[key]; decided {
		done(app.ErrDecided)
		return
	}
	d := &taken{as: as}
	all[key] = d
	m.showOf(key.article)
	library.Use(m.host.Library, write, func(_ data.Edit, err error) {
		if err == nil {
			d.written = true
		} else {
			delete(all, key)
			m.showOf(key.article)
		}
		done(err)
	})
}

// showOf shows again what is left of an article, where it is still the open one.
func (m *model) showOf(article data.ID) {
	if m.found != nil && m.found.Article == article {
		m.show()
	}
}
