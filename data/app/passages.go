package app

import (
	"context"
	"runtime"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

// ReadExcerpts reads the excerpts of an article, by Anchor.Start, with the events that
// they report, of one length; an event whose row is missing is the zero Event. Errors are
// the store's.
func ReadExcerpts(ctx context.Context, store data.Store, article data.ID) ([]data.Excerpt, []data.Event, error) {
	excerpts, err := store.ArticleExcerpts(ctx, article)
	if err != nil {
		return nil, nil, err
	}
	ids := make([]data.ID, len(excerpts))
	for i, x := range excerpts {
		ids[i] = x.Event
	}
	events, err := store.EventRows(ctx, ids)
	return excerpts, events, err
}

// attached is what is anchored in the text of an article.
type attached struct {
	excerpts   []data.Excerpt
	notes      []data.Annotation // with the replies to them
	dismissals []data.Dismissal
}

func readAttached(ctx context.Context, store data.Store, article data.ID) (a attached, err error) {
	if a.excerpts, err = store.ArticleExcerpts(ctx, article); err != nil {
		return a, err
	}
	if a.notes, err = store.ArticleAnnotations(ctx, article); err != nil {
		return a, err
	}
	a.dismissals, err = store.Dismissals(ctx, article)
	return a, err
}

// byReader is the method of a Doubt that says that the reader detached a passage: it is
// not searched for again.
const byReader = "reader"

// place is where a passage is found in a changed text.
type place struct {
	anchor.Selector
	doubt data.Doubt
}

// places are where the passages are: those of excerpts, of notes and of dismissals.
func (on attached) places() (all []place) {
	for _, x := range on.excerpts {
		all = append(all, place{x.Anchor, x.Doubt})
	}
	for _, n := range on.notes {
		if n.OnPassage() {
			all = append(all, place{n.Anchor, n.Doubt})
		}
	}
	for _, d := range on.dismissals {
		all = append(all, place{d.Anchor, data.Doubt{}})
	}
	return all
}

// reattachAll finds passages in a changed text, several at once: in a text of 1 MB some
// changes take ten milliseconds for each.
func reattachAll(source string, places []place) {
	text := anchor.NewText(source)
	parallel(len(places), runtime.GOMAXPROCS(0), func(i int) {
		p := &places[i]
		p.Selector, p.doubt = reattach(source, text, p.Selector, p.doubt)
	})
}

// reattach finds a passage in a changed text. One that was in doubt before stays so,
// unless its original words are in the text again.
func reattach(source string, text *anchor.Text, s anchor.Selector, d data.Doubt) (anchor.Selector, data.Doubt) {
	if d.State == data.Orphan && d.Method == byReader {
		return s, d
	}
	if d.State == data.CheckMe && d.Was != s.Exact {
		first := s
		first.Exact, first.End = d.Was, s.Start+len(d.Was)
		if found, m, ok := locate(source, text, first); ok && !m.Doubtful() && found.Exact == d.Was {
			return found, data.Doubt{}
		}
	}
	was := s.Exact
	if d.State == data.CheckMe {
		was = d.Was
	}
	found, m, ok := locate(source, text, s)
	switch {
	case !ok:
		return s, data.Doubt{State: data.Orphan, Was: was}
	case d.State != data.CheckMe && !m.Doubtful():
		return found, data.Doubt{}
	}
	score, method := m.Score, string(m.Method)
	if d.State == data.CheckMe && d.Score <= score {
		score, method = d.Score, d.Method
	}
	return found, data.Doubt{State: data.CheckMe, Was: was, Score: score, Method: method}
}

// locate returns the selector of a passage in another text.
func locate(source string, text *anchor.Text, s anchor.Selector) (anchor.Selector, anchor.Match, bool) {
	m, ok := text.Resolve(s)
	if !ok {
		return anchor.Selector{}, m, false
	}
	found, err := anchor.Make(source, m.Start, m.End)
	return found, m, err == nil
}
