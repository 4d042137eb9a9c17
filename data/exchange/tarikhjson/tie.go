package tarikhjson

import (
	"context"
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

// edit links the rows and returns the edit.
func (r *reader) edit(ctx context.Context) (data.Edit, error) {
	edit := data.Edit{Label: importLabel}
	for _, t := range r.tracks.rows {
		edit.Tracks = append(edit.Tracks, data.Insert(t))
	}
	for _, a := range r.articles.rows {
		edit.Articles = append(edit.Articles, data.Insert(a))
	}
	for _, e := range r.events.rows {
		// Searching for many quotes in long articles takes long.
		if err := ctx.Err(); err != nil {
			return data.Edit{}, fmt.Errorf("import %s: %w", r.file, err)
		}
		if err := r.tieEvent(&edit, e); err != nil {
			return data.Edit{}, err
		}
	}
	for _, n := range r.annotations {
		if err := r.tieAnnotation(&n); err != nil {
			return data.Edit{}, err
		}
		edit.Annotations = append(edit.Annotations, data.Insert(n.Annotation))
	}
	if edit.Empty() {
		return data.Edit{}, r.failAt(place{}, "it holds nothing to import")
	}
	return edit, nil
}

// tieEvent adds an event on its track, and its excerpts.
func (r *reader) tieEvent(edit *data.Edit, e event) error {
	track, ok := r.tracks.find(e.refs["track"])
	if !ok {
		return r.failAt(e.member("track"), "there is no track %q in the file", e.refs["track"])
	}
	e.Track = track.ID
	if err := r.valid(e.place, e.Validate()); err != nil {
		return err
	}
	edit.Events = append(edit.Events, data.Insert(e.Event))
	for _, p := range e.excerpts {
		article, selector, err := r.find(p)
		if err != nil {
			return err
		}
		x := data.Excerpt{ID: data.NewID(), Event: e.ID, Article: article, Anchor: selector}
		if err := r.valid(p.place, x.Validate()); err != nil {
			return err
		}
		edit.Excerpts = append(edit.Excerpts, data.Insert(x))
	}
	return nil
}

// tieAnnotation sets what an annotation is on and what it answers.
func (r *reader) tieAnnotation(n *annotation) error {
	if n.refs["event"] != "" {
		e, ok := r.events.find(n.refs["event"])
		if !ok {
			return r.failAt(n.member("event"), "there is no event %q in the file", n.refs["event"])
		}
		n.Event = e.ID
	}
	switch {
	case n.quote != "":
		var err error
		if n.Article, n.Anchor, err = r.find(n.passage); err != nil {
			return err
		}
	case n.article != "":
		a, err := r.source(n.passage)
		if err != nil {
			return err
		}
		n.Article = a.ID
	}
	if n.replyTo != "" {
		i, ok := r.notes[n.replyTo]
		switch {
		case !ok:
			return r.failAt(n.member("reply_to"), "there is no annotation %q in the file", n.replyTo)
		case r.annotations[i].replyTo != "":
			return r.failAt(n.member("reply_to"), "annotation %q is a reply itself", n.replyTo)
		}
		n.Parent = r.annotations[i].ID
	}
	return r.valid(n.place, n.Validate())
}

// find looks up the article of a passage and its place in the text.
func (r *reader) find(p passage) (data.ID, anchor.Selector, error) {
	article, err := r.source(p)
	if err != nil {
		return data.ID{}, anchor.Selector{}, err
	}
	text := article.In(anchor.Selector{Part: p.part})
	start, times := occurrence(text, p.quote, p.nth)
	switch {
	case times == 0:
		return data.ID{}, anchor.Selector{}, r.failAt(p.member("quote"), "the quote is not found in article %q", p.article)
	case p.nth > times:
		return data.ID{}, anchor.Selector{}, r.failAt(p.member("nth"),
			"the quote occurs %d times in article %q, not %d", times, p.article, p.nth)
	case times > 1 && p.nth == 0:
		return data.ID{}, anchor.Selector{}, r.failAt(p.member("quote"),
			`the quote occurs %d times in article %q: make it longer or add "nth"`, times, p.article)
	}
	selector, err := anchor.Make(text, start, start+len(p.quote))
	selector.Part = p.part
	if err != nil {
		return data.ID{}, anchor.Selector{}, r.failAt(p.member("quote"), "%w", err)
	}
	return article.ID, selector, nil
}

// source looks up the article of a passage.
func (r *reader) source(p passage) (*data.Article, error) {
	article, ok := r.articles.find(p.article)
	if !ok {
		return nil, r.failAt(p.member("article"), "there is no article %q in the file", p.article)
	}
	return article, nil
}

// occurrence returns where quote occurs in text for the nth time (counted from
// 1; 0 is taken for 1), and how many times it does. Occurrences do not overlap.
func occurrence(text, quote string, nth int) (start, times int) {
	for from := 0; ; {
		i := strings.Index(text[from:], quote)
		if i < 0 {
			return start, times
		}
		times++
		if times == max(nth, 1) {
			start = from + i
		}
		from += i + len(quote)
	}
}
