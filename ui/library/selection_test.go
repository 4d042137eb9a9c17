package library

import (
	"context"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

// A click shows the event and its article in one step: nothing is told before both
// are there.
func TestEventAndArticleAreLoadedInOneStep(t *testing.T) {
	m := newMade(t)
	m.SelectAndRead(m.events[0].ID)
	m.idle(t, m.q)
	if m.Selected() != m.events[0].ID || m.Article() == nil || m.Article().ID != m.articles[0].ID {
		t.Fatalf("selected %v, open %+v", m.Selected(), m.Article())
	}
	if m.Active().Excerpt != m.excerpts[0].ID || m.Article().Text[m.Active().Start:m.Active().End] != "article" {
		t.Errorf("the reader shows %+v", m.Active())
	}
	if got, want := m.kinds(), []Kind{EventSelected, ArticleOpened, PassageFocused}; !slices.Equal(got, want) {
		t.Errorf("told %v, want %v", got, want)
	}
	for _, c := range m.told[:1] {
		if c.ID != m.events[0].ID {
			t.Errorf("told of %v", c.ID)
		}
	}
}

// Of clicks that overtake each other only the last one is shown.
func TestOvertakenClicksAreDropped(t *testing.T) {
	m := newMade(t)
	for _, e := range m.events {
		m.SelectAndRead(e.ID)
	}
	m.SelectAndRead(m.events[1].ID)
	m.idle(t, m.q)
	if got, want := m.kinds(), []Kind{EventSelected, ArticleOpened, PassageFocused}; !slices.Equal(got, want) || m.Selected() != m.events[1].ID {
		t.Errorf("told %v, want %v; selected %v", got, want, m.Selected())
	}
}

// An article that is opened after a click stays open when the event arrives.
func TestLastWishToReadWins(t *testing.T) {
	m := newMade(t)
	m.SelectAndRead(m.events[0].ID)
	m.Read(m.articles[1].ID)
	m.idle(t, m.q)
	if m.Selected() != m.events[0].ID || m.Article().ID != m.articles[1].ID {
		t.Errorf("selected %v, open %v", m.Selected(), m.Article().ID)
	}
	m.Read(m.articles[1].ID)
	m.SelectAndRead(m.events[0].ID)
	m.idle(t, m.q)
	if m.Article().ID != m.articles[0].ID {
		t.Errorf("open %v after a click", m.Article().ID)
	}
	m.SelectAndRead(m.events[1].ID)
	m.CloseArticle()
	m.idle(t, m.q)
	if m.Article() != nil || m.Selected() != m.events[1].ID {
		t.Errorf("open %v after it was closed", m.Article())
	}
	m.SelectAndRead(m.events[3].ID) // which no article reports
	m.Select(data.ID{})
	m.idle(t, m.q)
	if m.Event() != nil {
		t.Errorf("selected %v after nothing was", m.Selected())
	}
}

func TestStepsGoThroughTime(t *testing.T) {
	m := newMade(t)
	for i, c := range []struct{ step, want int }{{1, 0}, {1, 1}, {1, 2}, {-1, 1}, {-1, 0}, {-1, 0}} {
		m.Step(c.step)
		m.idle(t, m.q)
		if m.Selected() != m.events[c.want].ID {
			t.Errorf("step %d: selected %v, want event %d", i, m.Event(), c.want)
		}
	}
}

// Steps in a track leave out the events of others, and stop at its ends.
func TestStepsInATrack(t *testing.T) {
	m := newMade(t)
	for i, c := range []struct{ step, want int }{{1, 0}, {1, 2}, {1, 2}, {-1, 0}, {-1, 0}} {
		m.StepInTrack(c.step)
		m.idle(t, m.q)
		if m.Selected() != m.events[c.want].ID {
			t.Errorf("step %d: selected %v, want event %d", i, m.Event(), c.want)
		}
	}
}

// What is shown of the selected event and the open article follows edits, of the
// event without reading anything.
func TestViewsFollowEdits(t *testing.T) {
	m := newMade(t)
	m.SelectAndRead(m.events[0].ID)
	m.idle(t, m.q)
	article := m.Article()
	after := m.Event().Event
	after.Title, after.Track = "Another title", m.tracks[1].ID
	m.do(t, data.Edit{Events: []data.Change[data.Event]{data.Update(m.Event().Event, after)}})
	if m.Event().Title != after.Title || m.Event().TrackRow.Name != "Sport" {
		t.Errorf("the event is %q on %q", m.Event().Title, m.Event().TrackRow.Name)
	}
	if m.Article() == article || m.Article().Excerpts[0].EventRow.Title != after.Title || article.Excerpts[0].EventRow.Title == after.Title {
		t.Errorf("the article has the event %q", m.Article().Excerpts[0].EventRow.Title)
	}
	note := data.Annotation{ID: data.NewID(), Article: m.articles[0].ID, Anchor: m.excerpts[0].Anchor, Colour: "red", Created: 2, Changed: 2}
	reply := data.Annotation{ID: data.NewID(), Parent: m.note.ID, Text: "An answer", Colour: "amber", Created: 3, Changed: 3}
	m.do(t, data.Edit{Annotations: []data.Change[data.Annotation]{data.Insert(note), data.Insert(reply)}})
	if len(m.Article().Notes) != 1 || len(m.Event().Notes) != 2 {
		t.Errorf("%d notes in the article, %d on the event", len(m.Article().Notes), len(m.Event().Notes))
	}
	m.told = nil
	other := m.events[3]
	other.Title = "Elsewhere"
	m.do(t, data.Edit{Events: []data.Change[data.Event]{data.Update(m.events[3], other)}})
	if got, want := m.kinds(), []Kind{Edited, ShownChanged}; !slices.Equal(got, want) {
		t.Errorf("told %v of an edit elsewhere, want %v", got, want)
	}
	gone, err := m.open.DeleteEvents(t.Context(), m.Event().ID)
	if err != nil {
		t.Fatal(err)
	}
	m.do(t, gone.Edit)
	if m.Event() != nil || len(m.Article().Excerpts) != 0 {
		t.Errorf("the event that was deleted is shown: %+v, %+v", m.Event(), m.Article().Excerpts)
	}
	m.Undo()
	m.idle(t, m.q)
	if len(m.Article().Excerpts) != 1 || m.Article().Excerpts[0].EventRow.Title != "Another title" {
		t.Errorf("the article has the excerpts %+v", m.Article().Excerpts)
	}
}

// A question that takes a slot cancels the one before, and closing cancels all.
func TestSlotsHoldOneQuestion(t *testing.T) {
	m := newMade(t)
	var slot Slot
	var answers []int
	started := make(chan context.Context, 2)
	ask := func(n int) {
		Ask(m.Library, &slot, func(ctx context.Context, _ data.Store) (int, error) {
			started <- ctx
			if n == 1 {
				<-ctx.Done()
			}
			return n, ctx.Err()
		}, func(n int, _ error) { answers = append(answers, n) })
	}
	ask(1)
	first := <-started
	ask(2)
	m.q.until(t, "the second answer", func() bool { return len(answers) > 0 })
	if first.Err() == nil {
		t.Fatal("the first question goes on")
	}
	m.idle(t, m.q)
	if !slices.Equal(answers, []int{2}) {
		t.Errorf("answers %v", answers)
	}
	<-started
	ask(1)
	last := <-started
	m.Close(nil)
	if last.Err() == nil {
		t.Fatal("a question goes on after closing")
	}
	m.q.until(t, "what came too late is dropped", func() bool { return len(m.q) == 0 })
	if !slices.Equal(answers, []int{2}) {
		t.Errorf("answers %v after closing", answers)
	}
}

// A subscription lasts until it is cancelled, also from within.
func TestSubscriptionsAreCancelled(t *testing.T) {
	m := newMade(t)
	var told []string
	var cancel func()
	cancel = m.Subscribe(func(Change) {
		told = append(told, "first")
		cancel()
	})
	defer m.Subscribe(func(Change) { told = append(told, "second") })()
	m.CloseArticle()
	m.CloseArticle()
	if want := []string{"first", "second", "second"}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

// slowArticle is a store that returns one article only once it is released.
type slowArticle struct {
	data.Store
	article data.ID
	release chan struct{}
}

func (s slowArticle) Article(ctx context.Context, id data.ID) (data.Article, error) {
	if id == s.article {
		<-s.release
	}
	return s.Store.Article(context.WithoutCancel(ctx), id)
}

// An article that was asked for before a click does not replace that of the click
// when it arrives after it.
func TestArticleThatArrivesAfterAClickIsDropped(t *testing.T) {
	m := newMade(t)
	slow := slowArticle{m.store, m.articles[1].ID, make(chan struct{})}
	m.store = slow
	m.Read(m.articles[1].ID)
	m.SelectAndRead(m.events[0].ID)
	m.q.until(t, "the event of the click is selected", func() bool { return m.Selected() == m.events[0].ID })
	close(slow.release)
	m.idle(t, m.q)
	if a := m.Article(); a == nil || a.ID != m.articles[0].ID {
		t.Errorf("open %+v, want the article of the click", a)
	}
}
