package retext

import (
	"cmp"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/wording"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
)

// Doubted is a passage whose place in its text the reader is to judge: that of a note
// or that of an excerpt.
type Doubted struct {
	note    *data.Annotation // one of the two is set
	excerpt *data.Excerpt
}

// OfNote is the passage of a note.
func OfNote(n data.Annotation) Doubted { return Doubted{note: &n} }

// OfExcerpt is the passage of an excerpt.
func OfExcerpt(x data.Excerpt) Doubted { return Doubted{excerpt: &x} }

func (d Doubted) doubt() data.Doubt {
	if d.note != nil {
		return d.note.Doubt
	}
	return d.excerpt.Doubt
}

func (d Doubted) anchor() anchor.Selector {
	if d.note != nil {
		return d.note.Anchor
	}
	return d.excerpt.Anchor
}

func (d Doubted) article() data.ID {
	if d.note != nil {
		return d.note.Article
	}
	return d.excerpt.Article
}

// accepted, detached and moved are the edits of what the reader can decide.
func (d Doubted) accepted() data.Edit {
	if d.note != nil {
		return app.AcceptAnchor(*d.note)
	}
	return app.AcceptAnchor(*d.excerpt)
}

func (d Doubted) detached() data.Edit {
	if d.note != nil {
		return app.DetachAnchor(*d.note)
	}
	return app.DetachAnchor(*d.excerpt)
}

func (d Doubted) moved(to anchor.Selector) data.Edit {
	if d.note != nil {
		return app.MoveAnchor(*d.note, to)
	}
	return app.MoveAnchor(*d.excerpt, to)
}

// why is which kinds of words of the passage have changed, the weightiest first.
func (d Doubted) why(names wording.Names) []wording.Reason {
	return app.Why(d.doubt(), d.anchor().Exact, names)
}

// weight orders passages by the weightiest words that have changed, the first to be
// looked at first.
func (d Doubted) weight(names wording.Names) wording.Kind {
	if why := d.why(names); len(why) > 0 {
		return why[0].Kind
	}
	return wording.Words
}

// doubts are the passages of an article that the reader is to judge.
type doubts struct {
	weighty []Doubted // those in which a figure, date, name or negation has changed, in this order
	others  []Doubted // the others that were found, in the order of the text
	orphans []Doubted // not found
}

func (d doubts) count() int { return len(d.weighty) + len(d.others) + len(d.orphans) }

// doubtsOf are the passages of an article that the reader is to judge.
func doubtsOf(a *library.ArticleView) (out doubts) {
	add := func(d Doubted) {
		switch {
		case d.doubt().State == data.Orphan:
			out.orphans = append(out.orphans, d)
		case d.doubt().State != data.CheckMe:
		case d.weight(a.Names).Weighty():
			out.weighty = append(out.weighty, d)
		default:
			out.others = append(out.others, d)
		}
	}
	for _, x := range a.Excerpts {
		add(OfExcerpt(x.Excerpt))
	}
	for _, n := range a.Notes {
		add(OfNote(n))
	}
	byPlace := func(x, y Doubted) int { return x.anchor().Compare(y.anchor()) }
	slices.SortStableFunc(out.others, byPlace)
	slices.SortStableFunc(out.weighty, func(x, y Doubted) int {
		return cmp.Or(cmp.Compare(x.weight(a.Names), y.weight(a.Names)), byPlace(x, y))
	})
	return out
}

// accepted is the edit by which the reader confirms several passages.
func accepted(all []Doubted) data.Edit {
	var excerpts []data.Excerpt
	var notes []data.Annotation
	for _, d := range all {
		if d.note != nil {
			notes = append(notes, *d.note)
		} else {
			excerpts = append(excerpts, *d.excerpt)
		}
	}
	return app.AcceptAnchors(excerpts, notes)
}

// Word is what is in doubt about a passage, now of these words, in a few words; empty if
// nothing is.
func Word(k *control.Kit, d data.Doubt, now string, names wording.Names) string {
	switch d.State {
	case data.CheckMe:
		if why := reasons(k, app.Why(d, now, names)); why != "" {
			return k.T("doubt.check.why", "why", why)
		}
		return k.T("doubt.check")
	case data.Orphan:
		return k.T("doubt.orphan")
	case data.Sure:
	}
	return ""
}

// reasons says what has changed: "a figure changed, a negation was added". That other
// words changed, too, goes without saying.
func reasons(k *control.Kit, why []wording.Reason) string {
	kinds := [...]string{wording.Figure: "figure", wording.Date: "date", wording.Name: "name", wording.Negation: "negation", wording.Words: "words"}
	hows := [...]string{wording.Changed: "changed", wording.Added: "added", wording.Removed: "removed"}
	var list []string
	for _, r := range why {
		if len(list) == 0 || r.Kind.Weighty() {
			list = append(list, k.T("why."+kinds[r.Kind]+"."+hows[r.How]))
		}
	}
	return k.List(list)
}
