package data

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"tarikh.org/tarikh/data/text/anchor"
)

// Retext returns the edit that gives an article another text (after, which may
// say other things of it, too), and what became of the passages marked in it.
// The earlier text is kept as an Edition, replaced at now (Unix seconds). Of
// excerpts and notes, those that are surely found move without a word; doubtful
// ones move and say so; those that are found nowhere become orphans. A dismissal
// moves with its words, and goes where they are gone. Where the text is the same,
// only the article changes.
func Retext(before, after Article, excerpts []Excerpt, notes []Annotation, dismissals []Dismissal, now int64) (Edit, RetextReport) {
	edit := Edit{Label: "edit.article.text", Articles: []Change[Article]{Update(before, after)}}
	report := RetextReport{}
	if before.Hash == after.Hash {
		return edit, report
	}
	edit.Editions = []Change[Edition]{Insert(Edition{
		ID: NewID(), Article: before.ID, Replaced: now,
		Text: before.Text, Length: len(before.Text), Hash: before.Hash, Blocks: before.Blocks, Page: before.Page,
	})}
	places := reattachAll(after.Text, excerpts, notes, dismissals)
	for i, x := range excerpts {
		moved := x
		moved.Anchor, moved.Doubt = places.excerpts[i].Selector, places.excerpts[i].doubt
		report.Excerpts.count(x.Anchor, moved.Anchor, moved.Doubt)
		if moved != x {
			edit.Excerpts = append(edit.Excerpts, Update(x, moved))
		}
	}
	for i, n := range notes {
		if !n.OnPassage() {
			continue
		}
		moved := n
		moved.Anchor, moved.Doubt = places.notes[i].Selector, places.notes[i].doubt
		report.Notes.count(n.Anchor, moved.Anchor, moved.Doubt)
		if moved.Anchor != n.Anchor || moved.Doubt != n.Doubt {
			edit.Annotations = append(edit.Annotations, Update(n, moved))
		}
	}
	for i, d := range dismissals {
		moved, doubt := d, places.dismissals[i].doubt
		moved.Anchor = places.dismissals[i].Selector
		if doubt.State == Orphan || doubt.State == CheckMe && moved.Anchor.Exact != d.Anchor.Exact {
			edit.Dismissals = append(edit.Dismissals, Delete(d))
			continue
		}
		if moved != d {
			edit.Dismissals = append(edit.Dismissals, Update(d, moved))
		}
	}
	return edit, report
}

// RetextReport says what became of the passages in an article whose text has
// changed.
type RetextReport struct{ Excerpts, Notes Fates }

// Fates counts passages by what became of them.
type Fates struct {
	Stayed int // where they were
	Moved  int // surely found at another place, or with other words
	Check  int // found, but the reader should look
	Orphan int // found nowhere
}

// All is the number of passages.
func (f Fates) All() int { return f.Stayed + f.Moved + f.Check + f.Orphan }

func (f *Fates) count(before, after anchor.Selector, doubt Doubt) {
	switch {
	case doubt.State == Orphan:
		f.Orphan++
	case doubt.State == CheckMe:
		f.Check++
	case before.Start == after.Start && before.Exact == after.Exact:
		f.Stayed++
	default:
		f.Moved++
	}
}

// The methods of a Doubt. A passage that the reader detached is not looked for
// again.
const (
	byPosition    = "position"
	byContext     = "context"
	byApproximate = "approximate"
	byReader      = "reader"
)

func methodName(m anchor.Method) string {
	switch m {
	case anchor.MethodPosition:
		return byPosition
	case anchor.MethodContext:
		return byContext
	}
	return byApproximate
}

// place is where a passage is found in a changed text.
type place struct {
	anchor.Selector
	doubt Doubt
}

// places are those of excerpts, notes and dismissals, in their order.
type places struct{ excerpts, notes, dismissals []place }

// reattachAll finds passages in a changed text, several at once: in a text of
// 1 MB some ways of changing it take ten milliseconds for each.
func reattachAll(source string, excerpts []Excerpt, notes []Annotation, dismissals []Dismissal) places {
	out := places{make([]place, len(excerpts)), make([]place, len(notes)), make([]place, len(dismissals))}
	var all []*place
	for i, x := range excerpts {
		out.excerpts[i] = place{x.Anchor, x.Doubt}
		all = append(all, &out.excerpts[i])
	}
	for i, n := range notes {
		if n.OnPassage() {
			out.notes[i] = place{n.Anchor, n.Doubt}
			all = append(all, &out.notes[i])
		}
	}
	for i, d := range dismissals {
		out.dismissals[i] = place{d.Anchor, Doubt{}}
		all = append(all, &out.dismissals[i])
	}
	text := anchor.NewText(source)
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(all)) {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(all)); i = next.Add(1) - 1 {
				p := all[i]
				p.Selector, p.doubt = reattach(source, text, p.Selector, p.doubt)
			}
		})
	}
	group.Wait()
	return out
}

// reattach finds a passage in a changed text. One that was in doubt before stays
// so, unless the words are there again that it had before that.
func reattach(source string, text *anchor.Text, s anchor.Selector, d Doubt) (anchor.Selector, Doubt) {
	if d.State == Orphan && d.Method == byReader {
		return s, d
	}
	if d.State == CheckMe && d.Was != s.Exact {
		first := s
		first.Exact, first.End = d.Was, s.Start+len(d.Was)
		if found, m, ok := find(source, text, first); ok && !m.Doubtful() && found.Exact == d.Was {
			return found, Doubt{}
		}
	}
	was := s.Exact
	if d.State == CheckMe {
		was = d.Was
	}
	found, m, ok := find(source, text, s)
	switch {
	case !ok:
		return s, Doubt{State: Orphan, Was: was}
	case d.State != CheckMe && !m.Doubtful():
		return found, Doubt{}
	}
	score, method := m.Score, methodName(m.Method)
	if d.State == CheckMe && d.Score <= score {
		score, method = d.Score, d.Method
	}
	return found, Doubt{State: CheckMe, Was: was, Score: score, Method: method}
}

// find returns the selector of a passage in another text.
func find(source string, text *anchor.Text, s anchor.Selector) (anchor.Selector, anchor.Match, bool) {
	m, ok := text.Resolve(s)
	if !ok {
		return anchor.Selector{}, m, false
	}
	found, err := anchor.Make(source, m.Start, m.End)
	return found, m, err == nil
}

// AcceptAnchor returns the edit by which the reader takes a doubtful place of a
// passage for the right one; it is empty if there is no doubt, and for an orphan.
func AcceptAnchor[T Excerpt | Annotation](row T) Edit {
	return reanchor("edit.anchor.accept", row, func(s anchor.Selector, d Doubt) (anchor.Selector, Doubt) {
		if d.State == CheckMe {
			d = Doubt{}
		}
		return s, d
	})
}

// MoveAnchor returns the edit that puts a passage at bytes start to end of its
// article's text. The errors are those of anchor.Make.
func MoveAnchor[T Excerpt | Annotation](row T, a Article, start, end int) (Edit, error) {
	s, err := anchor.Make(a.Text, start, end)
	if err != nil {
		return Edit{}, fmt.Errorf("move the passage: %w", err)
	}
	return reanchor("edit.anchor.move", row, func(anchor.Selector, Doubt) (anchor.Selector, Doubt) {
		return s, Doubt{}
	}), nil
}

// DetachAnchor returns the edit that takes a passage from its place: it becomes
// an orphan, and is looked for in no later text.
func DetachAnchor[T Excerpt | Annotation](row T) Edit {
	return reanchor("edit.anchor.detach", row, func(s anchor.Selector, d Doubt) (anchor.Selector, Doubt) {
		was := s.Exact
		if d.State == CheckMe {
			was = d.Was
		}
		return s, Doubt{State: Orphan, Was: was, Method: byReader}
	})
}

func reanchor[T Excerpt | Annotation](label string, row T, with func(anchor.Selector, Doubt) (anchor.Selector, Doubt)) Edit {
	edit := Edit{Label: label}
	switch before := any(row).(type) {
	case Excerpt:
		after := before
		if after.Anchor, after.Doubt = with(before.Anchor, before.Doubt); after != before {
			edit.Excerpts = []Change[Excerpt]{Update(before, after)}
		}
	case Annotation:
		after := before
		if after.Anchor, after.Doubt = with(before.Anchor, before.Doubt); after.Anchor != before.Anchor || after.Doubt != before.Doubt {
			edit.Annotations = []Change[Annotation]{Update(before, after)}
		}
	}
	return edit
}
