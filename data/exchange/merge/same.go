package merge

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/fold"
)

// sources finds the article of the library that one of the document is, by what tells its
// source from others (see intake.Identities).
type sources struct {
	here  map[string][]data.Article // by identity, without texts
	there map[string]string         // the titles of the document by identity; "" for several
	taken map[data.ID]string        // articles of the library that are one of the document: its title
}

func newSources(here []data.Article, there []form.Article) *sources {
	s := &sources{map[string][]data.Article{}, map[string]string{}, map[data.ID]string{}}
	for _, a := range here {
		for _, key := range intake.Identities(a) {
			s.here[key] = append(s.here[key], a)
		}
	}
	for _, a := range there {
		title := fold.String(a.Title)
		for _, key := range intake.Identities(a.Article) {
			if other, known := s.there[key]; known && other != title {
				title = ""
			}
			s.there[key] = title
		}
	}
	return s
}

// find returns the article of the library that one of the document is: a reference is that
// of the same identity, a text that reference. An identity that several have on either
// side, as parts of a book that all name its address, counts with the title only.
func (s *sources) find(a data.Article) (here data.Article, ok bool) {
	title := fold.String(a.Title)
	for _, key := range intake.Identities(a) {
		found := s.here[key]
		for _, here := range found {
			if !a.IsReference() && !here.IsReference() || (len(found) > 1 || s.there[key] == "") && fold.String(here.Title) != title {
				continue
			}
			if by, taken := s.taken[here.ID]; !taken || by == title {
				return here, true
			}
		}
	}
	return data.Article{}, false
}

// quoted finds the article of the library that a reference of the document quotes: one of
// the same title, in which words that the document quotes from it are found without a
// doubt. The title alone tells nothing.
func (c *comparison) quoted(ctx context.Context, a *data.Article, here []data.Article) (data.Article, bool, error) {
	title := fold.String(a.Title)
	if !a.IsReference() || title == "" {
		return data.Article{}, false, nil
	}
	for _, other := range here {
		if other.IsReference() || fold.String(other.Title) != title {
			continue
		}
		whole, err := c.store.Article(ctx, other.ID)
		if err != nil {
			return data.Article{}, false, err
		}
		find := c.finder(whole.Text)
		for _, s := range c.quotesOf(a.ID) {
			if _, doubt := find(s); doubt == (data.Doubt{}) {
				return other, true, nil
			}
		}
	}
	return data.Article{}, false, nil
}

// mostQuotes is how many passages are looked for to know an article by.
const mostQuotes = 20

// quotesOf are the first passages of an article of the document.
func (c *comparison) quotesOf(article data.ID) []anchor.Selector {
	if c.quotes == nil {
		c.quotes = map[data.ID][]anchor.Selector{}
		for _, n := range c.doc.Notes {
			if all := c.quotes[n.Article]; n.OnPassage() && n.Anchor.Part == "" && len(all) < mostQuotes {
				c.quotes[n.Article] = append(all, n.Anchor)
			}
		}
	}
	return c.quotes[article]
}

// fill compares a row whose row in the library was found by its source, not by an origin:
// what the library says stays, and what it does not say is taken.
func (c *comparison) fill(r change) {
	for _, f := range comparedFields[r.of] {
		if f.IsZero(r.here) && !f.IsZero(r.there) {
			r.take = append(r.take, f)
		}
	}
	if len(r.take) > 0 {
		c.Report.Updated++
	} else {
		c.Report.Unchanged++
	}
	c.rows = append(c.rows, r) // with an origin, by which it is known the next time
}
