package app

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/data/sqlite"
)

// emptyLibrary is a new library on the disk.
func emptyLibrary(t testing.TB) (*Library, data.Store) {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(context.Background(), filepath.Join(t.TempDir(), "new.tarikh"), "New")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return New(store, func() time.Time { return time.Unix(clock, 0) }), store
}

// clock is the time of the tests, Unix seconds.
const clock = 1_700_000_000

// proposal is a candidate with what it is one of.
type proposal struct {
	of *Proposals
	propose.Candidate
}

// proposed adds an article and returns what it proposes.
func proposed(t testing.TB, l *Library, text string) []proposal {
	t.Helper()
	ctx := context.Background()
	a := articleOf(t, text)
	a.Lang = "en"
	if _, err := l.Write(ctx, data.Edit{Label: "test", Articles: []data.Change[data.Article]{data.Insert(a)}}); err != nil {
		t.Fatal(err)
	}
	return proposals(t, l, a)
}

// proposals are those of an article now.
func proposals(t testing.TB, l *Library, a data.Article) []proposal {
	t.Helper()
	columns, err := l.Columns(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	p, err := l.Propose(context.Background(), a, columns, nil)
	if err != nil {
		t.Fatal(err)
	}
	var all []proposal
	for _, c := range p.Candidates {
		all = append(all, proposal{p, c})
	}
	return all
}

func day(t testing.TB, text string) dates.Date {
	t.Helper()
	d, err := dates.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func eventOf(p proposal) data.Event {
	return data.Event{ID: data.NewID(), Title: p.Title, Date: p.Date, Importance: data.DefaultImportance}
}

func counts(t testing.TB, store data.Store) data.Counts {
	t.Helper()
	n, err := store.Counts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// One key held, or two callers at once: one event, on one new track.
func TestACandidateIsAcceptedOnce(t *testing.T) {
	ctx := context.Background()
	l, store := emptyLibrary(t)
	p := proposed(t, l, "The old mill burned down on 3 May 2021.\nThe bridge was opened on 7 June 2021.\n")
	const presses = 6
	errs := make([]error, presses)
	var all sync.WaitGroup
	for i := range presses {
		all.Go(func() { _, errs[i] = l.Accept(ctx, p[0].of, p[0].Candidate, eventOf(p[0]), "Events") })
	}
	all.Wait()
	refused := 0
	for _, err := range errs {
		switch {
		case errors.Is(err, ErrDecided):
			refused++
		case err != nil:
			t.Error(err)
		}
	}
	if n := counts(t, store); n.Events != 1 || n.Tracks != 1 || n.Excerpts != 1 || refused != presses-1 {
		t.Errorf("%+v after %d presses, %d refused", n, presses, refused)
	}
	if _, err := l.Accept(ctx, p[1].of, p[1].Candidate, eventOf(p[1]), "Events"); err != nil {
		t.Fatal(err)
	}
	if n := counts(t, store); n.Events != 2 || n.Tracks != 1 {
		t.Errorf("%+v after the second candidate: the first track was made twice", n)
	}
}

func TestADecisionExcludesTheOthers(t *testing.T) {
	ctx := context.Background()
	text := "The old mill burned down on 3 May 2021.\n"
	decisions := map[string]func(*Library, proposal, data.ID) error{
		"accept": func(l *Library, p proposal, _ data.ID) error {
			_, err := l.Accept(ctx, p.of, p.Candidate, eventOf(p), "Events")
			return err
		},
		"attach": func(l *Library, p proposal, e data.ID) error {
			_, err := l.Attach(ctx, p.of, p.Candidate, e)
			return err
		},
		"dismiss": func(l *Library, p proposal, _ data.ID) error { _, err := l.Dismiss(ctx, p.of, p.Candidate); return err },
	}
	for first, decide := range decisions {
		for second, again := range decisions {
			t.Run(first+" then "+second, func(t *testing.T) {
				l, store := emptyLibrary(t)
				other := proposed(t, l, "The mill was built on 3 May 2021.\n")[0]
				e := eventOf(other)
				if _, err := l.Accept(ctx, other.of, other.Candidate, e, "Events"); err != nil {
					t.Fatal(err)
				}
				p := proposed(t, l, text)[0]
				if err := decide(l, p, e.ID); err != nil {
					t.Fatal(err)
				}
				before := counts(t, store)
				if err := again(l, p, e.ID); !errors.Is(err, ErrDecided) {
					t.Errorf("the second decision gives %v", err)
				}
				if now := counts(t, store); now != before {
					t.Errorf("%+v after the second decision, %+v before", now, before)
				}
			})
		}
	}
}

// Of two dates in one sentence, one is accepted on a date that is neither of them:
// it does not come back, and the other one can still be accepted.
func TestACorrectedDateDoesNotComeBack(t *testing.T) {
	ctx := context.Background()
	l, store := emptyLibrary(t)
	p := proposed(t, l, "It was rebuilt in June 2021 and opened on 13 April 2022.\n")
	if len(p) != 2 {
		t.Fatalf("%d candidates, want 2", len(p))
	}
	e := eventOf(p[0])
	e.Date = day(t, "1999")
	if _, err := l.Accept(ctx, p[0].of, p[0].Candidate, e, "Events"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Accept(ctx, p[0].of, p[0].Candidate, eventOf(p[0]), "Events"); !errors.Is(err, ErrDecided) {
		t.Errorf("the corrected one can be accepted again: %v", err)
	}
	if _, err := l.Accept(ctx, p[1].of, p[1].Candidate, eventOf(p[1]), "Events"); err != nil {
		t.Errorf("the other one cannot be accepted: %v", err)
	}
	if _, err := store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if d, err := store.Dismissals(ctx, p[0].of.Article); err != nil || len(d) > 0 {
		t.Errorf("undo leaves %d dismissals (%v)", len(d), err)
	}
}

// What was found in another text is not written into the one of now.
func TestACandidateOfAnEarlierTextIsRefused(t *testing.T) {
	ctx := context.Background()
	l, store := emptyLibrary(t)
	p := proposed(t, l, "The old mill burned down on 3 May 2021.\n")[0]
	before, err := store.Article(ctx, p.of.Article)
	if err != nil {
		t.Fatal(err)
	}
	after := NewText{Text: "News. The old mill burned down on 3 May 2021.\n"}
	made, err := l.Retext(ctx, before.ID, after)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Write(ctx, made.Edit); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Accept(ctx, p.of, p.Candidate, eventOf(p), "Events"); !errors.Is(err, data.ErrConflict) {
		t.Errorf("accepted: %v", err)
	}
	if n := counts(t, store); n.Events+n.Tracks != 0 {
		t.Errorf("%+v", n)
	}
}

// All passages of a candidate are tied to its event.
func TestAllPassagesAreTied(t *testing.T) {
	ctx := t.Context()
	l, _ := emptyLibrary(t)
	p := proposed(t, l, "The delegation left Cairo on 3 May 2021.\nThe delegation left Cairo for Rome on 3 May 2021.\n")[0]
	e := eventOf(p)
	if _, err := l.Accept(ctx, p.of, p.Candidate, e, "Events"); err != nil {
		t.Fatal(err)
	}
	tied, err := l.EventExcerpts(ctx, e.ID)
	if err != nil || len(tied) != 2 || tied[1].Anchor.Exact != "The delegation left Cairo for Rome on 3 May 2021." || tied[0].Article != p.of.Article {
		t.Errorf("tied: %+v, %v", tied, err)
	}
}

// A sentence that says twice of one day what happened reports its event once.
func TestASentenceReportsItsEventOnce(t *testing.T) {
	ctx := t.Context()
	l, _ := emptyLibrary(t)
	p := proposed(t, l, "The delegation left Cairo for Rome on 3 May 2021, and the delegation left Cairo for Rome by air on 3 May 2021.\n")[0]
	if n := len(p.Passages()); n != 2 || p.Also[0].Start != p.Start {
		t.Fatalf("%d passages: %+v", n, p.Candidate)
	}
	e := eventOf(p)
	if _, err := l.Accept(ctx, p.of, p.Candidate, e, "Events"); err != nil {
		t.Fatal(err)
	}
	if tied, err := l.EventExcerpts(ctx, e.ID); err != nil || len(tied) != 1 {
		t.Errorf("tied: %+v, %v", tied, err)
	}
}
