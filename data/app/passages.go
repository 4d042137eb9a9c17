package app

import (
	"context"
	"runtime"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/wording"
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
	names      wording.Names // of the library, for a report: readAttached reads none
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

// Methods of a Doubt besides those of package anchor.
const (
	Negated  = "negated"  // a negation is beside the words now
	affirmed = "affirmed" // a negation that was beside the words is gone
	byReader = "reader"   // the reader detached the passage: it is not searched for again
)

// place is where a passage is found in a changed text.
type place struct {
	anchor.Selector
	doubt data.Doubt
}

// moved are those in the text or the title of an article, or both, where it is another in
// the article that replaces it.
func (on attached) moved(before, after data.Article) attached {
	text, title := before.Text == after.Text, before.Title == after.Title
	stays := func(s anchor.Selector) bool { return s.Part == "" && text || s.Part == data.OfTitle && title }
	on.excerpts = slices.DeleteFunc(slices.Clone(on.excerpts), func(x data.Excerpt) bool { return stays(x.Anchor) })
	on.notes = slices.DeleteFunc(slices.Clone(on.notes), func(n data.Annotation) bool { return stays(n.Anchor) })
	on.dismissals = slices.DeleteFunc(slices.Clone(on.dismissals), func(d data.Dismissal) bool { return stays(d.Anchor) })
	return on
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

// reattachAll finds the passages of an article in the texts of the one that replaces it,
// several at once: in a text of 1 MB some changes take ten milliseconds for each.
func reattachAll(before, after data.Article, places []place) {
	text, title := newRetexting(before.Text, after.Text), newRetexting(before.Title, after.Title)
	parallel(len(places), runtime.GOMAXPROCS(0), func(i int) {
		p, t, part := &places[i], text, places[i].Part
		if part == data.OfTitle {
			t = title
		}
		p.Selector, p.doubt = t.reattach(p.Selector, p.doubt)
		p.Part = part
	})
}

// retexting is a text and the one that replaces it.
type retexting struct {
	before, after string
	text          *anchor.Text // after
	head, tail    int          // bytes at both ends that are the same
}

func newRetexting(before, after string) *retexting {
	t := &retexting{before: before, after: after, text: anchor.NewText(after)}
	t.head, t.tail = unchanged(before, after)
	return t
}

// unchanged returns how many bytes two texts have in common at their beginnings, and how
// many of the rest at their ends.
func unchanged(a, b string) (head, tail int) {
	n := min(len(a), len(b))
	for head < n && a[head] == b[head] {
		head++
	}
	for tail < n-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return head, tail
}

// reattach finds a passage in a changed text. It is sure where it has the same words in
// their folded form and its place is. One that was in doubt before stays so, unless its
// original words are in the text again.
func (t *retexting) reattach(s anchor.Selector, d data.Doubt) (anchor.Selector, data.Doubt) {
	if d.State == data.Orphan && d.Method == byReader {
		return s, d
	}
	if d.State == data.CheckMe && (d.Was != s.Exact || turns(d.Method)) {
		first := s
		first.Exact, first.End = d.Was, s.Start+len(d.Was)
		if found, m, ok := t.locate(first); ok && !m.Doubtful() && wording.Same(found.Exact, d.Was) && turned(d.Method, s, found) == "" {
			return found, data.Doubt{}
		}
	}
	was := s.Exact
	if d.State == data.CheckMe {
		was = d.Was
	}
	found, m, ok := t.locate(s)
	if !ok {
		return s, data.Doubt{State: data.Orphan, Was: was}
	}
	score, method, turn := m.Score, string(m.Method), turned(d.Method, s, t.beside(s, found))
	switch {
	case d.State == data.CheckMe:
		score = min(score, d.Score)
		if d.Score < m.Score && !turns(d.Method) {
			method = d.Method
		}
	case turn != "", !wording.Same(s.Exact, found.Exact):
	case t.twin(s, found):
		score = min(score, anchor.Ambiguous)
	case !m.Doubtful():
		return found, data.Doubt{}
	}
	if turn != "" {
		method = turn
	}
	return found, data.Doubt{State: data.CheckMe, Was: was, Score: score, Method: method}
}

// waitingIn finds passages in a text that they have waited for.
func waitingIn(text string) func(anchor.Selector) (anchor.Selector, data.Doubt) {
	t := newRetexting("", text)
	return func(s anchor.Selector) (anchor.Selector, data.Doubt) { return t.reattach(s, data.Doubt{}) }
}

// beside is a passage that was found, without what is beside it where that is not known
// of what waited for the text.
func (t *retexting) beside(s, found anchor.Selector) anchor.Selector {
	if t.before == "" && s.Prefix == "" {
		found.Prefix = ""
	}
	if t.before == "" && s.Suffix == "" {
		found.Suffix = ""
	}
	return found
}

// turns reports whether a method is one that says that a passage was turned around.
func turns(method string) bool { return method == Negated || method == affirmed }

// turned returns the method that says what became of the negations next to a passage,
// by what they were and by the method of a doubt about it before; "" if they are as they
// were at first.
func turned(method string, was, now anchor.Selector) string {
	if !turns(method) {
		method = ""
	}
	how, ok := wording.Beside(was.Prefix, now.Prefix, was.Suffix, now.Suffix)
	switch {
	case !ok:
		return method
	case how == wording.Added && method == affirmed, how == wording.Removed && method == Negated:
		return ""
	case how == wording.Added:
		return Negated
	}
	return affirmed
}

// twin reports whether a passage that was found may be another one of the same words:
// the text had them more often, and one of them was changed or is gone.
func (t *retexting) twin(s, found anchor.Selector) bool {
	if found.End <= t.head && found.Start == s.Start || found.Start >= len(t.after)-t.tail && len(t.after)-found.End == len(t.before)-s.End {
		return false
	}
	if found.Exact != s.Exact {
		return strings.Contains(t.before, found.Exact) && !besideTheSame(s, found)
	}
	before := strings.Count(t.before, s.Exact)
	if before < 2 || before <= strings.Count(t.after, s.Exact) {
		return false
	}
	return found.Prefix != s.Prefix || found.Suffix != s.Suffix || strings.Count(t.before, s.Prefix+s.Exact+s.Suffix) > 1
}

// besideTheSame reports whether two words before a passage, or two behind it, are the same
// in two places.
func besideTheSame(a, b anchor.Selector) bool {
	const words = 2
	same := func(x, y []string) bool {
		return len(x) == words && len(y) == words && wording.Same(strings.Join(x, " "), strings.Join(y, " "))
	}
	last := func(s string) []string { f := strings.Fields(s); return f[max(0, len(f)-words):] }
	first := func(s string) []string { f := strings.Fields(s); return f[:min(words, len(f))] }
	return same(last(a.Prefix), last(b.Prefix)) || same(first(a.Suffix), first(b.Suffix))
}

// locate returns the selector of a passage in the new text. Where that is a part of words
// of which the passage had the whole ("12" of "12,000"), it takes in these.
func (t *retexting) locate(s anchor.Selector) (anchor.Selector, anchor.Match, bool) {
	m, ok := t.text.Resolve(s)
	if !ok {
		if m, ok = t.between(s); !ok {
			return anchor.Selector{}, m, false
		}
	}
	found, err := anchor.Make(t.after, m.Start, m.End)
	if err != nil || found.Prefix == s.Prefix && found.Suffix == s.Suffix {
		return found, m, err == nil
	}
	before, after := wording.Partial(found.Prefix, found.Exact, found.Suffix)
	if before+after == 0 {
		return found, m, true
	}
	hadBefore, hadAfter := wording.Partial(s.Prefix, s.Exact, s.Suffix)
	if hadBefore == 0 {
		m.Start -= before
	}
	if hadAfter == 0 {
		m.End += after
	}
	found, err = anchor.Make(t.after, m.Start, m.End)
	return found, m, err == nil
}

// between returns what is now where a passage was of which no word is left: between the
// words that were around it. It is always in doubt.
func (t *retexting) between(s anchor.Selector) (anchor.Match, bool) {
	const least = 24 // bytes of the words around it
	if len(s.Prefix)+len(s.Suffix) < least || s.Prefix != "" && strings.Count(t.after, s.Prefix) != 1 {
		return anchor.Match{}, false
	}
	start := strings.Index(t.after, s.Prefix) + len(s.Prefix)
	length := strings.Index(t.after[start:], s.Suffix)
	if s.Suffix == "" {
		length = len(t.after) - start
	}
	if length <= 0 || length > 2*len(s.Exact)+least || strings.TrimSpace(t.after[start:start+length]) == "" {
		return anchor.Match{}, false
	}
	return anchor.Match{Start: start, End: start + length, Score: anchor.Ambiguous, Method: anchor.MethodApproximate}, true
}
