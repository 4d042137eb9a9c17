package retext

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/text/anchor"
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

func (d Doubted) moved(a data.Article, start, end int) (data.Edit, error) {
	if d.note != nil {
		return app.MoveAnchor(*d.note, a, start, end)
	}
	return app.MoveAnchor(*d.excerpt, a, start, end)
}

// doubtsOf are the passages of an article that the reader is to judge, in the order of
// the text; those that were not found come last.
func doubtsOf(a *library.ArticleView) []Doubted {
	var check, orphans []Doubted
	add := func(d Doubted) {
		switch d.doubt().State {
		case data.CheckMe:
			check = append(check, d)
		case data.Orphan:
			orphans = append(orphans, d)
		case data.Sure:
		}
	}
	for _, x := range a.Excerpts {
		add(OfExcerpt(x.Excerpt))
	}
	for _, n := range a.Notes {
		add(OfNote(n))
	}
	return append(check, orphans...)
}

// Word is the state of a passage's place in a word; empty if it is not in doubt.
func Word(k *control.Kit, d data.Doubt) string {
	switch d.State {
	case data.CheckMe:
		return k.T("doubt.check")
	case data.Orphan:
		return k.T("doubt.orphan")
	case data.Sure:
	}
	return ""
}
