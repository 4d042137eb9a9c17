package merge

import (
	"context"
	"fmt"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/fold"
)

// shelf are the articles of the library, without texts, by what one of the document is
// known by.
type shelf struct {
	all    []data.Article
	byID   map[data.ID]*data.Article
	byHash map[[32]byte]data.ID
	*sources
}

func (c *comparison) compareArticles(ctx context.Context) error {
	if len(c.doc.Articles) == 0 {
		return nil
	}
	all, err := c.store.Articles(ctx)
	if err != nil {
		return err
	}
	s := shelf{all, byID(all, func(a *data.Article) data.ID { return a.ID }), map[[32]byte]data.ID{}, newSources(all, c.doc.Articles)}
	for _, a := range all {
		s.byHash[a.Hash] = a.ID
	}
	keys := articleKeys(c.doc.Articles)
	for i, key := range keys {
		if o := c.origin(data.KindArticle, key); o != nil {
			s.taken[o.Row] = fold.String(c.doc.Articles[i].Title)
		}
	}
	for i := range c.doc.Articles {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("import: %w", err)
		}
		if err := c.article(ctx, s, &c.doc.Articles[i], keys[i]); err != nil {
			return err
		}
	}
	return nil
}

// article compares an article of the document.
func (c *comparison) article(ctx context.Context, s shelf, a *form.Article, key string) error {
	f := found{origin: c.origin(data.KindArticle, key)}
	id, compared, err := c.identify(ctx, s, a, &f)
	if err != nil || compared {
		return err
	}
	if s.byID[id] != nil {
		whole, err := c.store.Article(ctx, id)
		if err != nil {
			return err
		}
		f.here = &whole
		c.meet(a, whole)
	} else {
		c.waiting[a.ID] = a.IsReference()
	}
	switch made := c.row(data.KindArticle, &a.Article, a.Source, key, f); {
	case made && a.IsReference():
		c.Report.References++
	case made:
		c.Report.Articles++
	}
	return nil
}

// identify returns the ID that an article of the document has in the library, its own where
// it is new, and whether it is one that needs no comparing: its text is there, or another
// of the document was compared with it.
func (c *comparison) identify(ctx context.Context, s shelf, a *form.Article, f *found) (id data.ID, compared bool, err error) {
	switch {
	case f.origin != nil:
		return f.origin.Row, false, nil
	case s.byID[a.ID] != nil: // of a library's own file
		return a.ID, false, nil
	case !a.IsReference() && s.byHash[a.Hash] != (data.ID{}): // the same text, however it came here
		id = s.byHash[a.Hash]
		c.ids[a.ID], c.titles[a.ID] = id, s.byID[id].Title
		c.Report.Unchanged++
		return id, true, nil
	}
	here, ok := s.find(a.Article)
	if !ok {
		here, ok, err = c.quoted(ctx, &a.Article, s.all)
	}
	if err != nil || !ok {
		return a.ID, false, err
	}
	if _, again := s.taken[here.ID]; !again {
		f.source = true
		s.taken[here.ID] = fold.String(a.Title)
		return here.ID, false, nil
	}
	c.ids[a.ID] = here.ID
	c.Report.Unchanged++
	whole, err := c.store.Article(ctx, here.ID)
	if err != nil {
		return here.ID, true, err
	}
	if a.IsReference() {
		c.meet(a, whole)
	}
	return here.ID, true, nil
}

// meet notes which of an article of the document and the one here that it is has the text
// of both.
func (c *comparison) meet(a *form.Article, here data.Article) {
	switch there := a.IsReference(); {
	case there && here.IsReference():
		c.waiting[a.ID] = true
	case there:
		c.texts[a.ID] = c.finder(here.Text)
	case here.IsReference():
		c.filling[a.ID] = true
		c.Report.Filled++
	}
}

// finder finds passages in a text by their words, whose places are counted in characters
// by the document: it has no text to count bytes in.
func (c *comparison) finder(text string) func(anchor.Selector) (anchor.Selector, data.Doubt) {
	find := c.options.Place(text)
	return func(s anchor.Selector) (anchor.Selector, data.Doubt) {
		s.Start = byteOf(text, s.Start)
		s.End = s.Start + len(s.Exact)
		return find(s)
	}
}

// byteOf is where the character number n of a text begins, as far behind its end as n is.
func byteOf(text string, n int) int {
	at := 0
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at + n
}
