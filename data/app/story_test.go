package app

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/propose"
)

// told is a library with articles that tell of a fire, and their main events.
func told(t *testing.T) (*Library, data.Store, *Story) {
	t.Helper()
	l, store := emptyLibrary(t)
	for _, text := range []string{
		"The old mill in Ardea burned down on 3 May 2021.\n\nThe mayor of Ardea opened a school on 1 May 2021.\n",
		"Two men were arrested. The old mill of Ardea burned down on 3 May 2021.\n",
		"Nobody was hurt when the old mill of Ardea burned down on 3 May 2021.\n\nThe mayor of Ardea opened the school on 1 May 2021.\n",
	} {
		proposed(t, l, text)
	}
	return l, store, storyOf(t, l)
}

func storyOf(t *testing.T, l *Library) *Story {
	t.Helper()
	ctx := t.Context()
	articles, err := l.Articles(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var ids []data.ID
	for _, a := range articles {
		ids = append(ids, a.ID)
	}
	columns, err := l.Columns(ctx)
	if err != nil {
		t.Fatal(err)
	}
	s, err := l.Story(ctx, ids, columns, 0, "en", nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func pick(e MainEvent) Pick {
	return Pick{data.Event{ID: data.NewID(), Title: e.Title, Date: e.Date, Importance: data.DefaultImportance}, true, e.Open()}
}

func TestMainEventsGoIntoTheLibrary(t *testing.T) {
	ctx := t.Context()
	l, store, s := told(t)
	if len(s.Events) != 2 || s.Articles != 3 || s.Events[0].Date.EDTF != "2021-05-03" || s.Events[0].Articles != 3 || len(s.Events[0].Open()) != 3 {
		t.Fatalf("main events: %+v", s.Events)
	}
	if _, err := l.AcceptMain(ctx, s, []Pick{pick(s.Events[0]), pick(s.Events[1])}, "Events"); err != nil {
		t.Fatal(err)
	}
	if n := counts(t, store); n.Events != 2 || n.Excerpts != 5 || n.Tracks != 1 {
		t.Fatalf("in the library: %+v", n)
	}
	if _, err := l.AcceptMain(ctx, s, []Pick{pick(s.Events[0])}, "Events"); !errors.Is(err, ErrDecided) {
		t.Errorf("accepted twice: %v", err)
	}
	if _, err := store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if n := counts(t, store); n.Events != 0 || n.Excerpts != 0 || n.Tracks != 0 {
		t.Errorf("after undo: %+v", n)
	}
}

// What the library has is recognised, and only gains sources.
func TestAnEventOfTheLibraryGainsSources(t *testing.T) {
	ctx := t.Context()
	l, store, s := told(t)
	first := s.Events[0]
	one := pick(first)
	one.Passages = one.Passages[:1]
	if _, err := l.AcceptMain(ctx, s, []Pick{one}, "Events"); err != nil {
		t.Fatal(err)
	}
	again := storyOf(t, l).Events[0]
	if again.Known != one.Event.ID || len(again.Passages) != 3 || len(again.Open()) != 2 {
		t.Fatalf("again: known as %s, %d of %d passages open", again.Known, len(again.Open()), len(again.Passages))
	}
	if _, err := l.AcceptMain(ctx, storyOf(t, l), []Pick{{Event: data.Event{ID: again.Known}, Passages: again.Open()}}, ""); err != nil {
		t.Fatal(err)
	}
	if n := counts(t, store); n.Events != 1 || n.Excerpts != 3 {
		t.Errorf("in the library: %+v", n)
	}
}

// An event that gains a passage by its ID alone is read: which of the dates of a passage is
// meant follows from its date, and nothing is dismissed for it.
func TestThePassageOfAKnownEventNamesTwoDates(t *testing.T) {
	ctx := t.Context()
	l, _ := emptyLibrary(t)
	proposed(t, l, "The old mill in Ardea burned down on 3 May 2021.\n")
	proposed(t, l, "The old mill of Ardea burned down on 3 May 2021, not on 4 May 2021.\n")
	s := storyOf(t, l)
	first := s.Events[0]
	one := pick(first)
	one.Passages = slices.DeleteFunc(slices.Clone(one.Passages), func(p MainPassage) bool { return strings.Contains(p.Quote, "not on") })
	if len(first.Passages) != 2 || len(one.Passages) != 1 {
		t.Fatalf("main events: %+v", s.Events)
	}
	if _, err := l.AcceptMain(ctx, s, []Pick{one}, "Events"); err != nil {
		t.Fatal(err)
	}
	again := storyOf(t, l).Events[0]
	edit, err := l.AcceptMain(ctx, storyOf(t, l), []Pick{{Event: data.Event{ID: one.Event.ID}, Passages: again.Open()}}, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(edit.Excerpts) != 1 || len(edit.Dismissals) != 0 {
		t.Errorf("%d passages are added, %d dates dismissed", len(edit.Excerpts), len(edit.Dismissals))
	}
}

func TestWhatIsSure(t *testing.T) {
	for _, c := range []struct {
		event MainEvent
		sure  bool
	}{
		{MainEvent{Articles: 2, Confidence: 0.9}, true},
		{MainEvent{Articles: 1, Confidence: 0.9}, false},
		{MainEvent{Articles: 2, Confidence: 0.5}, false},
		{MainEvent{Articles: 2, Confidence: 0.9, Edit: true}, false},
	} {
		if c.event.Sure() != c.sure {
			t.Errorf("%+v: sure is %v", c.event, !c.sure)
		}
	}
}

// What was dismissed, accepted and undone is told of the same main events.
func TestDecisionsOnMainEventsAreRenewed(t *testing.T) {
	ctx := t.Context()
	l, store, s := told(t)
	if _, err := l.DismissMain(ctx, s, s.Events[1].Open()); err != nil {
		t.Fatal(err)
	}
	if _, err := l.DismissMain(ctx, s, s.Events[1].Open()); !errors.Is(err, ErrDecided) {
		t.Errorf("dismissed twice: %v", err)
	}
	taken := pick(s.Events[0])
	taken.Passages = taken.Passages[:2]
	if _, err := l.AcceptMain(ctx, s, []Pick{taken}, "Events"); err != nil {
		t.Fatal(err)
	}
	renewed := func() string {
		t.Helper()
		events := slices.Clone(s.Events)
		events[0].Known = taken.Event.ID
		events, err := l.Renew(ctx, s, events)
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, e := range events {
			for _, p := range e.Passages {
				said += string("oad"[p.Decision])
			}
			if e.Known != (data.ID{}) {
				said += "k"
			}
			said += " "
		}
		return said
	}
	if got := renewed(); got != "aaok dd " {
		t.Errorf("renewed: %q", got)
	}
	if s.Events[1].Passages[0].Decision != propose.Undecided {
		t.Error("the main events that were given have changed")
	}
	if _, err := store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := renewed(); got != "ooo dd " {
		t.Errorf("after undo: %q", got)
	}
	gone, err := l.DeleteArticle(ctx, s.Events[0].Passages[0].Article.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Write(ctx, gone.Edit); err != nil {
		t.Fatal(err)
	}
	if got := renewed(); len(got) >= len("ooo dd ") {
		t.Errorf("without an article: %q", got)
	}
}

func TestStoryIsCancelled(t *testing.T) {
	l, _, s := told(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Story(ctx, []data.ID{s.Events[0].Passages[0].Article.ID}, data.Columns{}, 0, "en", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
