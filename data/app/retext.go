package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/wording"
)

// NewText is a text that replaces that of an article.
type NewText struct {
	Text string
	// Read says that the text was read from a source, as it is: then Blocks are its
	// parts and Page is where it is from, its Hash zero where that is not kept.
	Read   bool
	Blocks []data.Block
	Page   data.Page
}

// Retexted is the result of replacing the text of an article, not written yet.
type Retexted struct {
	Before, After data.Article
	Edit          data.Edit
	Report        RetextReport
}

// Retext returns the edit that replaces the text of an article, with the passages
// marked in it; Apply writes it. Where the text is the same but for what is tidied, the
// edit is empty.
func (l *Library) Retext(ctx context.Context, id data.ID, text NewText) (Retexted, error) {
	before, err := l.Article(ctx, id)
	if err != nil {
		return Retexted{}, err
	}
	tidied := tidy(text.Text)
	if tidied != "" && strings.HasSuffix(before.Text, "\n") {
		tidied += "\n" // as it was: nothing that was changed
	}
	switch tidied {
	case before.Text:
		return Retexted{Before: before, After: before}, nil
	case "": // it would be a reference, and its passages would wait
		return Retexted{}, &data.InvalidError{Kind: "article", Field: "text", Reason: "is empty"}
	}
	after := before.WithText(tidied)
	var pages []data.Page
	if text.Read && strings.TrimRight(text.Text, "\n") == strings.TrimRight(tidied, "\n") { // the blocks are at their places
		after.Blocks, after.Page, pages = text.Blocks, text.Page.Hash, pagesOf(text.Page)
	}
	return l.replace(ctx, before, after, pages)
}

// DescribeArticle writes one edit that changes what is known of an article beside its
// text, from what was seen of it. Another title takes the passages that are marked in it
// with it.
func (l *Library) DescribeArticle(ctx context.Context, seen, after data.Article) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	before, err := l.textOf(ctx, seen)
	if err != nil {
		return data.Edit{}, err
	}
	after.Rev, after.Added = before.Rev, before.Added
	after.Text, after.Length, after.Hash, after.Blocks, after.Page = before.Text, before.Length, before.Hash, before.Blocks, before.Page
	if data.KindArticle.Shape().Same(&before, &after) {
		return data.Edit{}, nil
	}
	r, err := l.replace(ctx, before, after, nil)
	if err != nil {
		return data.Edit{}, err
	}
	r.Edit.Label = "edit.article.details"
	return l.Write(ctx, r.Edit)
}

// textOf is an article as it was seen, with the text that it has now, or had before somebody
// deleted it.
func (l *Library) textOf(ctx context.Context, seen data.Article) (data.Article, error) {
	now, err := l.Article(ctx, seen.ID)
	if errors.Is(err, data.ErrNotFound) {
		past, unknown := l.Deleted(ctx, data.KindArticle, seen.ID)
		if unknown != nil {
			return seen, err
		}
		now, err = *past.(*data.Article), nil
	}
	seen.Text, seen.Length, seen.Hash, seen.Blocks, seen.Page = now.Text, now.Length, now.Hash, now.Blocks, now.Page
	return seen, err
}

// reattached adds to an edit what another text or title of an article means for the passages
// that are marked in it and that the edit says nothing of: somebody has marked them since.
func (l *Library) reattached(ctx context.Context, edit data.Edit) (data.Edit, error) {
	for _, c := range edit.Articles {
		if c.Before == nil || c.After == nil || c.Before.Hash == c.After.Hash && c.Before.Title == c.After.Title {
			continue
		}
		on, err := readAttached(ctx, l.Store, c.After.ID)
		if err != nil {
			return edit, err
		}
		said := map[data.ID]bool{} // with what was added of the articles before
		for _, shape := range data.Shapes() {
			for x := range shape.Changes(&edit) {
				said[shape.ID(x.Row())] = true
			}
		}
		on.excerpts = slices.DeleteFunc(on.excerpts, func(x data.Excerpt) bool { return said[x.ID] })
		on.notes = slices.DeleteFunc(on.notes, func(n data.Annotation) bool { return said[n.ID] })
		on.dismissals = slices.DeleteFunc(on.dismissals, func(d data.Dismissal) bool { return said[d.ID] })
		if len(on.places()) == 0 {
			continue
		}
		stored, err := l.Article(ctx, c.After.ID)
		if err != nil {
			return edit, err
		}
		now := l.now().Unix()
		more, _ := retext(stored, *c.After, on, now)
		more.Articles, more.Editions = nil, nil
		if err := l.reopen(ctx, &more, now); err != nil {
			return edit, err
		}
		more.Events = slices.DeleteFunc(more.Events, func(c data.Change[data.Event]) bool { return said[c.After.ID] })
		edit.Excerpts = append(slices.Clip(edit.Excerpts), more.Excerpts...)
		edit.Annotations = append(slices.Clip(edit.Annotations), more.Annotations...)
		edit.Dismissals = append(slices.Clip(edit.Dismissals), more.Dismissals...)
		edit.Events = append(slices.Clip(edit.Events), more.Events...)
	}
	return edit, nil
}

// tidy is a text as articles store it, without trailing white space.
func tidy(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(text)
	return strings.TrimRight(strings.TrimPrefix(text, "\ufeff"), "\n\t ")
}

func pagesOf(p data.Page) []data.Page {
	if p.Hash == (data.Page{}).Hash {
		return nil
	}
	return []data.Page{p}
}

// replace returns the result of replacing an article by another state of it.
func (l *Library) replace(ctx context.Context, before, after data.Article, pages []data.Page) (Retexted, error) {
	on, err := readAttached(ctx, l.Store, before.ID)
	if err != nil {
		return Retexted{}, err
	}
	if on.names, err = Names(ctx, l.Store); err != nil {
		return Retexted{}, err
	}
	r := Retexted{Before: before, After: after}
	now := l.now().Unix()
	r.Edit, r.Report = retext(before, after, on, now)
	r.Edit.Pages = pages
	return r, l.reopen(ctx, &r.Edit, now)
}

// retext returns the edit that gives an article another text or title (after, in which
// other fields may differ, too), and the result for the passages marked in it. The earlier
// text is kept as an Edition, replaced at now (Unix seconds), but for that of a reference,
// which has none; passages that waited for its text are found as others are. Of excerpts and notes,
// those that are found with certainty and the same words in their folded form move
// silently; others that are found move and are marked; those that are not found become
// orphans. A dismissal moves with its words, and is
// deleted if they are gone. Those of what stays the same are left as they are.
func retext(before, after data.Article, on attached, now int64) (data.Edit, RetextReport) {
	edit := data.Edit{Label: "edit.article.text", Articles: []data.Change[data.Article]{data.Update(before, after)}}
	report := RetextReport{}
	switch {
	case before.Hash == after.Hash:
	case before.IsReference():
		edit.Label = "edit.article.fill"
	default:
		edit.Editions = []data.Change[data.Edition]{data.Insert(data.Edition{
			ID: data.NewID(), Article: before.ID, Replaced: now,
			Text: before.Text, Length: len(before.Text), Hash: before.Hash, Blocks: before.Blocks, Page: before.Page,
		})}
	}
	on = on.moved(before, after)
	places := on.places()
	reattachAll(before, after, places)
	next := func() (p place) {
		p, places = places[0], places[1:]
		return p
	}
	for _, x := range on.excerpts {
		moved, p := x, next()
		moved.Anchor, moved.Doubt = p.Selector, p.doubt
		report.add(&report.Excerpts, x.Anchor, moved.Anchor, moved.Doubt, on.names)
		if moved != x {
			edit.Excerpts = append(edit.Excerpts, data.Update(x, moved))
		}
	}
	for _, n := range on.notes {
		if !n.OnPassage() {
			continue
		}
		moved, p := n, next()
		moved.Anchor, moved.Doubt = p.Selector, p.doubt
		report.add(&report.Notes, n.Anchor, moved.Anchor, moved.Doubt, on.names)
		if moved.Anchor != n.Anchor || moved.Doubt != n.Doubt {
			edit.Annotations = append(edit.Annotations, data.Update(n, moved))
		}
	}
	for _, d := range on.dismissals {
		moved, p := d, next()
		moved.Anchor = p.Selector
		switch {
		case p.doubt.State == data.Orphan, p.doubt.State == data.CheckMe && p.Exact != d.Anchor.Exact:
			edit.Dismissals = append(edit.Dismissals, data.Delete(d))
		case moved != d:
			edit.Dismissals = append(edit.Dismissals, data.Update(d, moved))
		}
	}
	return edit, report
}

// RetextReport is the result for the passages in an article whose text has changed.
type RetextReport struct {
	Excerpts, Notes PassageCounts
	// Passages are those whose words are not what they were, in the order of Excerpts and
	// Notes, each by their places: those that move silently with words that are the same in
	// their folded form, and those in doubt.
	Passages []PassageResult
}

// PassageCounts counts passages by result.
type PassageCounts struct {
	Stayed int // where they were
	Moved  int // found with certainty at another place
	Folded int // found with certainty, with words that are the same in their folded form only
	Check  int // found, but to be checked by the reader
	Orphan int // found nowhere
}

// All is the number of passages.
func (c PassageCounts) All() int { return c.Stayed + c.Moved + c.Folded + c.Check + c.Orphan }

// and is the sum of two.
func (c PassageCounts) and(o PassageCounts) PassageCounts {
	return PassageCounts{c.Stayed + o.Stayed, c.Moved + o.Moved, c.Folded + o.Folded, c.Check + o.Check, c.Orphan + o.Orphan}
}

// PassageResult is what became of the words of a passage.
type PassageResult struct {
	Was, Now string // Now is empty for one that is found nowhere
	State    data.DoubtState
	Why      []wording.Reason // see Why
}

// All counts the passages of excerpts and notes.
func (r *RetextReport) All() PassageCounts { return r.Excerpts.and(r.Notes) }

// With lists the passages of a state.
func (r *RetextReport) With(state data.DoubtState) []PassageResult {
	return slices.DeleteFunc(slices.Clone(r.Passages), func(p PassageResult) bool { return p.State != state })
}

// add adds a passage to the report and to the counts of its kind.
func (r *RetextReport) add(counts *PassageCounts, before, after anchor.Selector, doubt data.Doubt, names wording.Names) {
	p := PassageResult{Was: before.Exact, Now: after.Exact, State: doubt.State, Why: Why(doubt, after.Exact, names)}
	if doubt.Was != "" {
		p.Was = doubt.Was
	}
	switch {
	case doubt.State == data.Orphan:
		counts.Orphan++
		p.Now = ""
	case doubt.State == data.CheckMe:
		counts.Check++
	case before.Exact != after.Exact && wording.Same(before.Exact, after.Exact):
		counts.Folded++
	case before.Start == after.Start && before.Exact == after.Exact:
		counts.Stayed++
		return
	default: // or in doubt before, and its first words are back
		counts.Moved++
		return
	}
	r.Passages = append(r.Passages, p)
}
