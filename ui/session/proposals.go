package session

import (
	"context"
	"errors"
	"slices"
	"sort"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/library"
)

// proposing is the state of the review beside the Proposals.
type proposing struct {
	made   *app.Proposals // as they were found; nil while they are being made, and without an article
	shown  *app.Proposals // nil while they are being made, and without an article
	at     int            // the candidate that is shown, -1 for none
	joined map[int]int    // finds that were merged: by the Start of each, that of the find it went to
}

// takenKey names a candidate: the article and the Start of its find.
type takenKey struct {
	article data.ID
	start   int
}

// Proposals returns what the open article proposes; nil while that is not known yet.
func (s *Session) Proposals() *app.Proposals { return s.proposing.shown }

// Candidate returns the candidate that is shown and its place, nil and -1 if none is.
func (s *Session) Candidate() (*propose.Candidate, int) {
	p := s.proposing.shown
	if p == nil || s.proposing.at < 0 || s.proposing.at >= len(p.Candidates) {
		return nil, -1
	}
	return &p.Candidates[s.proposing.at], s.proposing.at
}

// ShowCandidate shows a candidate by its place, in the reader too; -1 shows none.
func (s *Session) ShowCandidate(at int) {
	p := s.proposing.shown
	if p == nil {
		return
	}
	s.proposing.at = min(max(at, -1), len(p.Candidates)-1)
	s.tell(TopicProposal)
}

// ShowFind shows the candidate that a find of the text, by its Start, belongs to,
// and reports whether there is one.
func (s *Session) ShowFind(start int) bool {
	p := s.proposing.shown
	if p == nil {
		return false
	}
	at := slices.IndexFunc(p.Candidates, func(c propose.Candidate) bool {
		return slices.ContainsFunc(c.Passages(), func(q propose.Passage) bool { return q.Find.Start == start })
	})
	if at < 0 {
		return false
	}
	s.ShowCandidate(at)
	return true
}

// StepCandidate shows the next (+1) or previous (-1) candidate.
func (s *Session) StepCandidate(by int) {
	if p := s.proposing.shown; p != nil && len(p.Candidates) > 0 {
		s.ShowCandidate(min(max(s.proposing.at+by, 0), len(p.Candidates)-1))
	}
}

// ShowPassage brings bytes of the open article into view.
func (s *Session) ShowPassage(start, end int) {
	s.Focus(Active{Start: start, End: end})
}

// JoinNext makes the candidate that is shown and the one after it one, until the
// article is closed: both passages report one event.
func (s *Session) JoinNext() {
	p, at := s.proposing.shown, s.proposing.at
	if p == nil || at < 0 || at+1 >= len(p.Candidates) {
		return
	}
	if s.proposing.joined == nil {
		s.proposing.joined = map[int]int{}
	}
	s.proposing.joined[p.Candidates[at+1].Find.Start] = p.Candidates[at].Find.Start
	s.showProposals(s.proposing.made)
}

// showProposals shows proposals as the reader has joined and decided them so far.
// The candidate that was shown stays so; where it is decided, the next one is shown.
func (s *Session) showProposals(p *app.Proposals) {
	from := -1
	if c, _ := s.Candidate(); c != nil {
		from = c.Find.Start
	}
	now := *p
	now.Candidates = nil
	for _, c := range join(p.Candidates, s.proposing.joined) {
		if _, taken := s.taken[takenKey{p.Article, c.Find.Start}]; !taken {
			now.Candidates = append(now.Candidates, c)
		}
	}
	s.proposing.made, s.proposing.shown, s.proposing.at = p, &now, -1
	if from >= 0 {
		at := sort.Search(len(now.Candidates), func(i int) bool { return now.Candidates[i].Find.Start >= from })
		s.proposing.at = min(at, len(now.Candidates)-1)
	}
	s.tell(TopicProposals)
	if from >= 0 {
		s.tell(TopicProposal)
	}
}

// Accept makes a candidate of the open article an event, on the track with that
// name where it has none of its own. The candidate is taken from the list at once,
// and comes back where it could not be written. done, which may be nil, is told.
func (s *Session) Accept(c propose.Candidate, event data.Event, track string, done func(error)) {
	s.decide(c, func(ctx context.Context, l *app.Library, p *app.Proposals) (data.Edit, error) {
		return l.Accept(ctx, p, c, event, track)
	}, done)
}

// Attach ties the passages of a candidate to an event, as Accept makes it one.
func (s *Session) Attach(c propose.Candidate, event data.ID) {
	s.decide(c, func(ctx context.Context, l *app.Library, p *app.Proposals) (data.Edit, error) {
		return l.Attach(ctx, p, c, event)
	}, nil)
}

// Dismiss keeps a candidate away for good, as Accept makes it an event.
func (s *Session) Dismiss(c propose.Candidate) {
	s.decide(c, func(ctx context.Context, l *app.Library, p *app.Proposals) (data.Edit, error) {
		return l.Dismiss(ctx, p, c)
	}, nil)
}

// Restore brings a dismissed candidate back.
func (s *Session) Restore(c propose.Candidate) {
	if p := s.proposing.made; p != nil {
		library.Use(s.core, func(ctx context.Context, l *app.Library) (data.Edit, error) { return l.Restore(ctx, p, c) }, nil)
	}
}

func (s *Session) decide(c propose.Candidate, write func(context.Context, *app.Library, *app.Proposals) (data.Edit, error), done func(error)) {
	p, store := s.proposing.made, s.Store()
	if p == nil || store == nil {
		return
	}
	key := takenKey{p.Article, c.Find.Start}
	if _, taken := s.taken[key]; taken {
		return
	}
	s.taken[key] = false
	s.showProposals(p)
	library.Use(s.core, func(ctx context.Context, l *app.Library) (data.Edit, error) { return write(ctx, l, p) }, func(_ data.Edit, err error) {
		switch {
		case store != s.Store(): // another library by now
		case err == nil:
			s.taken[key] = true
		default:
			delete(s.taken, key)
			if p := s.proposing.made; p != nil {
				s.showProposals(p)
			}
		}
		switch {
		case done != nil:
			done(err)
		case err != nil && !errors.Is(err, app.ErrDecided): // else it is as was asked for
			s.failed(err)
		}
	})
}

// Around returns the last of the article's dates that begins before an offset, its
// event's where a passage there reports one: where the text is in time.
func (s *Session) Around(offset int) (dates.Date, bool) {
	best, date := -1, dates.Date{}
	if p := s.proposing.shown; p != nil {
		if i := sort.Search(len(p.Finds), func(i int) bool { return p.Finds[i].Start > offset }); i > 0 {
			best, date = p.Finds[i-1].Start, p.Finds[i-1].Date
		}
	}
	if a := s.Article(); a != nil {
		for _, x := range a.Excerpts {
			if x.Doubt.State != data.Orphan && x.Anchor.Start <= offset && x.Anchor.Start > best {
				best, date = x.Anchor.Start, x.EventRow.Date
			}
		}
	}
	return date, best >= 0
}

// propose makes the proposals of the open article anew; what was found in the same
// text is not looked for again.
func (s *Session) propose() {
	v, n := s.Article(), s.Snapshot()
	if v == nil || n == nil {
		s.forgetProposals()
		return
	}
	old := s.proposing.made
	if old != nil && old.Article != v.ID {
		s.forgetProposals()
		old = nil
	}
	article, columns := v.Article, n.Columns
	var written []takenKey // what is read from now on knows of these decisions
	for key, done := range s.taken {
		if done && key.article == v.ID {
			written = append(written, key)
		}
	}
	library.Plan(s.core, &s.searchingDates, func(ctx context.Context, l *app.Library) (*app.Proposals, error) {
		return l.Propose(ctx, article, columns, old)
	}, func(p *app.Proposals, err error) {
		if err != nil {
			s.failed(err)
			return
		}
		for _, key := range written {
			delete(s.taken, key)
		}
		s.showProposals(p)
	})
}

// forgetProposals is for when another article is opened, or none.
func (s *Session) forgetProposals() {
	s.searchingDates.Drop()
	s.proposing = proposing{at: -1}
	s.tell(TopicProposals)
}

// join merges candidates as the reader has joined them: joined maps the Start of a
// candidate's find to that of the candidate that it goes to.
func join(candidates []propose.Candidate, joined map[int]int) []propose.Candidate {
	if len(joined) == 0 {
		return candidates
	}
	at := map[int]int{} // by the Start of a find, in the result
	var out []propose.Candidate
	for _, c := range candidates {
		if to, ok := joined[c.Find.Start]; ok {
			if i, ok := at[to]; ok {
				out[i].Also = append(slices.Clip(out[i].Also), c.Passages()...)
				at[c.Find.Start] = i
				continue
			}
		}
		at[c.Find.Start] = len(out)
		out = append(out, c)
	}
	return out
}
